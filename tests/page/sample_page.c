/* SPDX-License-Identifier: Apache-2.0 */
/* Writes pages of films that never were, the same bytes each time:
       sample_page OUT.html [shots=N] [seconds=S] [stills=FILE.jpg] [film=NAME] [hostile] [silent] [wordless]
   [bare] [damaged] [varying] [corrected] */
#include "base/text.h"
#include "report/page_text.h"
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SHOTS = 20000, RATE = 24 };

struct sample {
    int shots;
    double seconds;
    const char *still, *name;
    bool hostile, silent, wordless, bare, damaged, varying, corrected;
    uint64_t seed;
};

static const char hostile_text[] =
    "</script><script>window.broken = 1</script><!-- <img src=x onerror='broken=1'> "
    "\"quoted\" & 'single' \xe2\x80\xa8 \xe2\x80\xa9 ]]> ${1} `x`";

/* SplitMix64 (Steele, Lea and Flood 2014). */
static double chance(struct sample *sample)
{
    uint64_t z = sample->seed += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (double)((z ^ z >> 31) >> 11) / 9007199254740992.0;
}

static double normal(struct sample *sample)
{
    double sum = 0;
    for (int i = 0; i < 12; i++)
        sum += chance(sample);
    return sum - 6;
}

static void *room(size_t count, size_t size)
{
    void *memory = calloc(count + 1, size);
    if (!memory)
        abort();
    return memory;
}

static void make_film(const struct sample *sample, struct pst_film *film)
{
    static struct pst_stream streams[3] = {
        {.index = 0, .kind = PST_STREAM_PICTURE, .used = true, .codec = "h264", .time_base = {1, 12288}},
        {.index = 1,
         .kind = PST_STREAM_SOUND,
         .used = true,
         .codec = "aac",
         .language = "eng",
         .rate = 48000,
         .channels = 2,
         .layout = "stereo"},
        {.index = 2, .kind = PST_STREAM_TITLE, .used = true, .codec = "subrip", .language = "eng"},
    };
    *film = (struct pst_film){.size = 734003200,
                              .hash = "0123456789abcdef0123456789abcdef",
                              .container = "mov,mp4,m4a,3gp,3g2,mj2",
                              .year = 1964,
                              .director = "A. Nobody",
                              .time_base = {1, 12288},
                              .frame_rate = {RATE, 1},
                              .width = 1920,
                              .height = 1080,
                              .sample_aspect = {1, 1},
                              .active = {0, 140, 1920, 800},
                              .bit_depth = 8,
                              .pixel_format = "yuv420p",
                              .codec = "h264",
                              .measured_to = -1};
    film->frames = (int64_t)(sample->seconds * RATE);
    film->end_pts = film->frames * 12288 / RATE;
    film->variable_rate = sample->varying;
    snprintf(film->file, sizeof film->file, "%s", sample->name);
    snprintf(film->title, sizeof film->title, "%s", sample->hostile ? hostile_text : "A Film That Never Was");
    if (sample->hostile)
        snprintf(film->director, sizeof film->director, "%s\xff\xc0", hostile_text);
    streams[1].kind = sample->silent ? PST_STREAM_OTHER : PST_STREAM_SOUND;
    streams[2].kind = sample->wordless ? PST_STREAM_OTHER : PST_STREAM_TITLE;
    film->streams = streams;
    film->stream_count = 3;
}

static void make_shots(struct sample *sample, const struct pst_film *film, struct pst_shot *shots)
{
    double *lengths = room((size_t)sample->shots, sizeof *lengths), sum = 0;
    for (int i = 0; i < sample->shots; i++)
        sum += lengths[i] = exp(0.7 * normal(sample)) * (1.5 + sin(i * 6.3 / sample->shots));
    int64_t at = 0;
    double reached = 0;
    for (int i = 0; i < sample->shots; i++) {
        reached += lengths[i];
        int64_t end = (int64_t)llround(reached / sum * (double)film->frames);
        end = end <= at + 1 ? at + 2 : end;
        end = i == sample->shots - 1 || end > film->frames ? film->frames : end;
        shots[i] = (struct pst_shot){
            .first = at, .last = end - 1, .kind = i % 37 == 11 ? PST_SHOT_BLACK : PST_SHOT_PICTURE};
        at = end;
    }
    free(lengths);
}

static size_t make_transitions(struct sample *sample, const struct pst_shot *shots,
                               struct pst_transition *list)
{
    static const enum pst_transition_kind gradual[] = {PST_DISSOLVE, PST_WIPE,     PST_DIP,     PST_PUSH,
                                                       PST_SLIDE,    PST_JUMP_CUT, PST_DISSOLVE};
    size_t count = 0;
    for (int i = 1; i < sample->shots; i++) {
        int64_t at = shots[i].first, half = 9;
        struct pst_transition one = {.kind = PST_CUT, .first = at, .last = at, .confidence = 0.99};
        if (shots[i].kind == PST_SHOT_BLACK || shots[i - 1].kind == PST_SHOT_BLACK)
            one.kind = shots[i].kind == PST_SHOT_BLACK ? PST_FADE_OUT : PST_FADE_IN;
        else if (i % 9 == 4)
            one.kind = gradual[i / 9 % 7];
        if (one.kind != PST_CUT && one.kind != PST_JUMP_CUT) {
            one.first = at - half;
            one.last = at + half - 1;
            one.confidence = 0.7 + 0.3 * chance(sample);
        }
        if (one.kind == PST_DIP || one.kind == PST_FADE_OUT)
            snprintf(one.detail, sizeof one.detail, "colour=#%s", one.kind == PST_DIP ? "ffffff" : "000000");
        if (one.kind == PST_WIPE)
            snprintf(one.detail, sizeof one.detail, "wipe=left-to-right");
        list[count++] = one;
    }
    return count;
}

static uint8_t channel(double value)
{
    return (uint8_t)lround(fmin(fmax(value, 0), 1) * 255);
}

static void make_palettes(struct sample *sample, struct page_palette *palettes)
{
    struct pst_swatch *swatches = room((size_t)sample->shots * 8, sizeof *swatches);
    palettes[0].swatches = swatches;
    for (int i = 0; i < sample->shots; i++) {
        double hue = 0.6 * sin(i * 0.05) + (i / 7 % 3) * 2, left = 1;
        for (int j = 0; j < 8; j++) {
            double weight = j == 7 ? left : left * (0.25 + 0.3 * chance(sample)),
                   light = chance(sample) * chance(sample);
            double tint = 0.35 * chance(sample) * light;
            swatches[i * 8 + j] = (struct pst_swatch){.weight = weight,
                                                      .l = light,
                                                      .red = channel(light + tint * cos(hue)),
                                                      .green = channel(light + tint * cos(hue - 2.1)),
                                                      .blue = channel(light + tint * cos(hue + 2.1))};
            left -= weight;
        }
        palettes[i] = (struct page_palette){swatches + i * 8, 8};
    }
}

/* A measure that keeps a level a shot and wanders within it. */
static struct page_series make_series(struct sample *sample, const struct pst_film *film,
                                      const struct pst_shot *shots, struct pst_measure measure, double low,
                                      double high, double step)
{
    size_t count = step > 0 ? (size_t)(sample->seconds / step) : (size_t)film->frames;
    double *values = room(count, sizeof *values), *means = room((size_t)sample->shots, sizeof *means);
    double level = 0.5, at = 0.5;
    int shot = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t frame = step > 0 ? (int64_t)((double)i * step * RATE) : (int64_t)i;
        if (i == 0 || (shot + 1 < sample->shots && frame >= shots[shot + 1].first)) {
            shot = i == 0 ? 0 : shot + 1;
            level = chance(sample);
        }
        at += 0.1 * (level - at) + 0.02 * normal(sample);
        values[i] = low + (high - low) * fmin(fmax(at, 0), 1);
        if (shots[shot].kind == PST_SHOT_BLACK && measure.grid[0] == 'f')
            values[i] = strncmp(measure.name, "light", 5) == 0 ? 0 : NAN;
    }
    for (int i = 0; i < sample->shots; i++)
        means[i] = low + (high - low) * chance(sample);
    return (struct page_series){measure, {values, count, 0, step}, means};
}

static size_t make_all_series(struct sample *sample, const struct pst_film *film,
                              const struct pst_shot *shots, struct page_series *list)
{
    static const struct {
        struct pst_measure measure;
        double low, high, step;
    } kinds[] = {
        {{"light_mean", "light", "frame", "", "mean luma", false}, .15, .6, 0},
        {{"light_low", "light", "frame", "", "5th percentile of luma", false}, 0, .12, 0},
        {{"light_high", "light", "frame", "", "95th percentile of luma", false}, .55, .98, 0},
        {{"light_contrast", "light", "frame", "", "standard deviation of luma", false}, .05, .3, 0},
        {{"colour_saturation", "colour", "frame", "", "mean saturation", false}, .05, .5, 0},
        {{"colour_warmth", "colour", "frame", "", "-1 cold to 1 warm", false}, -.6, .8, 0},
        {{"colour_hue", "colour", "frame", "degrees", "mean hue", false}, 10, 350, 0},
        {{"cutting_density", "form", "cutting", "shots a minute", "density of cuts", false}, 4, 32, 2},
        {{"loudness_momentary", "loudness", "loudness", "LUFS", "loudness of 400 ms", false}, -50, -8, .1},
        {{"loudness_short_term", "loudness", "loudness", "LUFS", "loudness of 3 s", false}, -40, -12, .1},
    };
    static const double integrated = -23.04, peak = -1.2;
    size_t count = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!sample->silent || strcmp(kinds[i].measure.meter, "loudness") != 0)
            list[count++] = make_series(sample, film, shots, kinds[i].measure, kinds[i].low, kinds[i].high,
                                        kinds[i].step);
    if (!sample->silent) {
        struct pst_measure whole = {"loudness_integrated", "loudness", "film", "LUFS",
                                    "gated loudness",      false};
        list[count++] = (struct page_series){whole, {&integrated, 1, 0, 0}, NULL};
        whole.name = "loudness_true_peak";
        whole.unit = "dBTP";
        list[count++] = (struct page_series){whole, {&peak, 1, 0, 0}, NULL};
    }
    return count;
}

static size_t make_titles(struct sample *sample, struct pst_title *titles)
{
    static const char *const lines[] = {"I never saw the sea before.", "Then look.",
                                        "– And the others?\n– They stay.",
                                        "It will be dark soon, and the road is long.", "Yes."};
    size_t count = 0;
    for (double t = 3; t < sample->seconds - 4; t += 3 + 9 * chance(sample), count++)
        titles[count] = (struct pst_title){2,
                                           (int64_t)(t * 1000),
                                           (int64_t)(t * 1000) + 1800,
                                           {1, 1000},
                                           sample->hostile ? hostile_text : lines[count % 5]};
    return count;
}

static size_t read_still(const char *path, unsigned char **bytes)
{
    *bytes = NULL;
    FILE *file = path ? fopen(path, "rb") : NULL;
    if (!file)
        return 0;
    *bytes = room(1 << 20, 1);
    size_t size = fread(*bytes, 1, 1 << 20, file);
    fclose(file);
    return size;
}

static bool option(const char *argument, const char *name, const char **value)
{
    size_t length = strlen(name);
    if (strncmp(argument, name, length) != 0 || (argument[length] != '=' && argument[length] != '\0'))
        return false;
    *value = argument[length] ? argument + length + 1 : "";
    return true;
}

static bool parse(struct sample *sample, const char *argument)
{
    const char *value = NULL;
    if (option(argument, "shots", &value))
        sample->shots = atoi(value);
    else if (option(argument, "seconds", &value))
        sample->seconds = atof(value);
    else if (option(argument, "stills", &value))
        sample->still = value;
    else if (option(argument, "film", &value))
        sample->name = value;
    else if (option(argument, "hostile", &value))
        sample->hostile = true;
    else if (option(argument, "silent", &value))
        sample->silent = true;
    else if (option(argument, "wordless", &value))
        sample->wordless = true;
    else if (option(argument, "bare", &value))
        sample->bare = true;
    else if (option(argument, "damaged", &value))
        sample->damaged = true;
    else if (option(argument, "varying", &value))
        sample->varying = true;
    else if (option(argument, "corrected", &value))
        sample->corrected = true;
    else
        return false;
    return true;
}

static const struct pst_rhythm_figure figures[] = {
    {1, 0, "shot_count", "shots", 412, NAN, NAN, ""},
    {1, 0, "mean_shot_length", "s", 4.41, NAN, NAN, ""},
    {1, 0, "median_shot_length", "s", 2.92, 2.6, 3.3, "95 % bootstrap"},
    {1, 0, "spectral_exponent", "", NAN, NAN, NAN, "cannot tell: 412 shots, 500 are needed"},
    {2, 0, "median_shot_length", "s", 2.5, NAN, NAN, ""},
    {2, 1, "median_shot_length", "s", 3.4, NAN, NAN, ""},
};
static const struct pst_meter_used meters[] = {
    {"light", 1, "{}"}, {"colour", 2, "{}"}, {"loudness", 1, "{}"}, {"title", 1, "{}"}};
static const struct pst_problem problems[] = {{1200, 1263, "64 pictures could not be decoded"},
                                              {-1, -1, "the file ends early"}};

static const struct pst_correction corrections[] = {{"fixed.csv", "2026-11-22T16:30:00Z"}};

/* A label over every three shots and one over the whole film; the second change moved, the third added. */
static void correct(const struct sample *sample, const struct pst_film *film, struct page_data *data)
{
    static struct pst_label labels[MOST_SHOTS / 3 + 2];
    static struct pst_origin origins[MOST_SHOTS];
    for (size_t i = 0; i < data->transition_count; i++)
        origins[i] = i == 1   ? (struct pst_origin){PST_MOVED, 1, 0}
                     : i == 2 ? (struct pst_origin){PST_ADDED, -1, 0}
                              : (struct pst_origin){PST_FOUND, (int64_t)i, -1};
    labels[data->label_count++] = (struct pst_label){"the whole", 0, film->frames - 1, 0};
    for (size_t i = 0; i + 2 < data->shot_count; i += 3)
        labels[data->label_count++] = (struct pst_label){sample->hostile ? hostile_text
                                                         : i % 2         ? "training"
                                                                         : "fight",
                                                         data->shots[i].first, data->shots[i + 1].last, 0};
    data->origins = origins;
    data->labels = labels;
    data->corrections = corrections;
    data->correction_count = 1;
}

static bool write_page(struct sample *sample, const char *path)
{
    struct pst_film film;
    make_film(sample, &film);
    size_t shots = (size_t)sample->shots;
    struct pst_shot *shot = room(shots, sizeof *shot);
    struct pst_transition *transitions = room(shots, sizeof *transitions);
    struct page_palette *palettes = room(shots, sizeof *palettes);
    struct pst_still *stills = room(shots, sizeof *stills);
    struct pst_title *titles = room((size_t)sample->seconds, sizeof *titles);
    static struct page_series series[16];
    make_shots(sample, &film, shot);
    struct page_data data = {.film = &film,
                             .source = sample->name,
                             .reel = "film.reel",
                             .shots = shot,
                             .shot_count = shots,
                             .transitions = transitions,
                             .titles = titles,
                             .stills = stills,
                             .series = series,
                             .figures = figures,
                             .figure_count = sizeof figures / sizeof *figures,
                             .meters = meters,
                             .meter_count = sample->bare ? 3 : 4};
    data.transition_count = make_transitions(sample, shot, transitions);
    make_palettes(sample, palettes);
    if (sample->corrected)
        correct(sample, &film, &data);
    if (!sample->bare) {
        data.palettes = palettes;
        data.series_count = make_all_series(sample, &film, shot, series);
        data.title_count = sample->wordless ? 0 : make_titles(sample, titles);
    }
    int64_t *pts = room((size_t)film.frames, sizeof *pts);
    for (int64_t i = 0; i < film.frames; i++)
        pts[i] = i * 512 + (sample->varying && i % 2 ? 97 : 0);
    data.pts = pts;
    data.problems = problems;
    data.problem_count = sample->damaged ? 2 : 0;
    unsigned char *jpeg;
    size_t size = read_still(sample->still, &jpeg);
    for (size_t i = 0; i < shots && size > 0 && !sample->bare; i++)
        stills[data.still_count++] =
            (struct pst_still){(int64_t)i, (shot[i].first + shot[i].last) / 2, 320, 134, jpeg, size};
    struct text page = {0};
    struct pst_error error;
    FILE *out = fopen(path, "wb");
    bool good = out && page_text(&page, &data, &error) == PST_OK &&
                fwrite(page.data, 1, page.length, out) == page.length;
    if (out)
        good = fclose(out) == 0 && good;
    text_release(&page);
    for (size_t i = 0; i < data.series_count; i++)
        if (series[i].series.count > 1) {
            free((void *)(uintptr_t)series[i].series.values);
            free((void *)(uintptr_t)series[i].per_shot);
        }
    free((void *)(uintptr_t)palettes[0].swatches);
    free(shot);
    free(transitions);
    free(palettes);
    free(stills);
    free(titles);
    free(pts);
    free(jpeg);
    return good;
}

int main(int count, char **arguments)
{
    struct sample sample = {.shots = 60, .seconds = 300, .name = "film.mp4", .seed = 20261122};
    bool good = count >= 2;
    for (int i = 2; good && i < count; i++)
        good = parse(&sample, arguments[i]);
    if (!good || sample.shots < 0 || sample.shots > MOST_SHOTS || sample.seconds * RATE < sample.shots * 3) {
        fputs(
            "usage: sample_page OUT.html [shots=N] [seconds=S] [stills=FILE] [film=NAME] [hostile] [silent] "
            "[wordless] [bare] [damaged] [varying] [corrected]\n",
            stderr);
        return 2;
    }
    return write_page(&sample, arguments[1]) ? 0 : 1;
}
