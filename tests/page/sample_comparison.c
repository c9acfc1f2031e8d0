/* SPDX-License-Identifier: Apache-2.0 */
/* Writes comparison pages of films that never were, the same bytes each time:
       sample_comparison OUT.html [shots=N] [seconds=S] [references=N] [controls=N] [stills=FILE.jpg]
   [film=NAME] [like] [untold] [reelless] [silent] [hostile] Planted: from 45 to 56 % of the film a stretch of
   other colours and composition, its curve 4 there and 0 elsewhere; in it one moment, at half of it, as near
   as the rest. */
#include "base/array.h"
#include "report/comparison_text.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SHOTS = 20000, MOST_FILMS = 128, RATE = 24, STEP = 4, WINDOW = 40, REFERENCE_SHOTS = 400 };
static const double BEGINS = 0.45, ENDS = 0.56;

struct sample {
    int shots, references, controls;
    double seconds;
    const char *still, *name;
    bool like, untold, reelless, silent, hostile;
    uint64_t seed;
    struct comparison_data data;
    struct pst_film films[MOST_FILMS];
    struct comparison_reel reels[MOST_FILMS];
    char names[MOST_FILMS][3][64];
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

#define PUSH(list, ...)                                                                                      \
    do {                                                                                                     \
        if (!array_push(&(list), (__VA_ARGS__)))                                                             \
            abort();                                                                                         \
    } while (0)

/* From shot border to shot border. */
static double border(const struct sample *sample, double share)
{
    const struct pst_compared_shot *shots = sample->data.shots.items;
    size_t i = 0;
    while (i + 1 < sample->data.shots.count && shots[i].starts < share * sample->seconds)
        i++;
    return shots[i].starts;
}

static bool inside(const struct sample *sample, double t)
{
    return !sample->like && t >= BEGINS * sample->seconds && t < ENDS * sample->seconds;
}

static unsigned all_facets(const struct sample *sample)
{
    return (1u << PST_FACETS) - 1 - (sample->silent ? 1u << PST_FACET_SOUND : 0);
}

static void add_film(struct sample *sample, int n, enum pst_role role)
{
    static const char *const titles[] = {
        "A Film That Never Was", "Winter", "Spring", "Summer", "Autumn", "The Ice", "Harbour"};
    char(*names)[64] = sample->names[n];
    snprintf(names[0], sizeof names[0], "%s%d.reel", n ? "series/film-" : "film-", n);
    snprintf(names[1], sizeof names[1], "film-%d.mp4", n);
    snprintf(names[2], sizeof names[2], n < 7 ? "%s" : "%s %d", titles[n % 7], n);
    double seconds = n ? sample->seconds * (0.9 + 0.03 * (n % 7)) : sample->seconds;
    const char *note = role == PST_ROLE_CONTROL ? "black and white: colour and chroma cannot be told" : "";
    struct pst_compared film = {.role = role,
                                .reel = names[0],
                                .file = n ? names[1] : sample->name,
                                .title = sample->hostile ? hostile_text : names[2],
                                .hash = "0123456789abcdef0123456789abcdef",
                                .tool = PST_VERSION,
                                .frames = (int64_t)(seconds * RATE),
                                .rate_num = RATE,
                                .rate_den = 1,
                                .seconds = seconds,
                                .shots = n ? REFERENCE_SHOTS : sample->shots,
                                .facets = all_facets(sample) & (role == PST_ROLE_CONTROL ? ~3u : ~0u),
                                .note = sample->hostile ? hostile_text : note};
    PUSH(sample->data.films, film);
}

static int channel(double value)
{
    return (int)lround(fmin(fmax(value, 0), 1) * 255);
}

/* Browns and greens; in the stretch pink and blue. */
static void colour(struct sample *sample, bool departs, int rgb[3])
{
    double light = 0.08 + 0.7 * chance(sample) * chance(sample), tint = departs ? 0.42 : 0.16;
    double hue = departs ? (chance(sample) < 0.5 ? -0.9 : 4.1) : 0.55 + 0.5 * chance(sample);
    rgb[0] = channel(light + tint * light * 1.6 * cos(hue));
    rgb[1] = channel(light + tint * light * 1.6 * cos(hue - 2.1));
    rgb[2] = channel(light + tint * light * 1.6 * cos(hue + 2.1));
}

static void make_shots(struct sample *sample)
{
    double sum = 0, reached = 0, *lengths = room((size_t)sample->shots, sizeof *lengths);
    int64_t at = 0, frames = sample->data.films.items[0].frames;
    for (int i = 0; i < sample->shots; i++)
        sum += lengths[i] = exp(0.7 * normal(sample));
    for (int i = 0; i < sample->shots; i++) {
        reached += lengths[i];
        int64_t end = (int64_t)llround(reached / sum * (double)frames);
        end = end <= at + 1 ? at + 2 : end;
        end = i == sample->shots - 1 || end > frames ? frames : end;
        struct pst_compared_shot shot = {.first = at,
                                         .last = end - 1,
                                         .starts = (double)at / RATE,
                                         .seconds = (double)(end - at) / RATE,
                                         .picture = i > 0};
        for (int j = 0; j < (i > 0 ? 7 : 1); j++) {
            int rgb[3] = {0};
            if (i > 0)
                colour(sample, inside(sample, shot.starts), rgb);
            snprintf(shot.colours[j], sizeof shot.colours[j], "#%02x%02x%02x", rgb[0] & 255, rgb[1] & 255,
                     rgb[2] & 255);
            shot.weights[j] = i > 0 ? (7.0 - j) / 28 : 1;
        }
        PUSH(sample->data.shots, shot);
        at = end;
    }
    free(lengths);
}

static double share_below(double departure)
{
    return 0.5 * erfc(-departure / sqrt(2));
}

static void make_departures(struct sample *sample)
{
    static const double shift[PST_LOOKS] = {4, 3.2, 0.4, 3, 0.3, 0.2, -0.3, 0.1, 4};
    double level[PST_LOOKS] = {0}, begin = BEGINS * sample->seconds, end = ENDS * sample->seconds;
    for (double t = 0; t + WINDOW <= sample->seconds; t += STEP) {
        struct pst_departure one = {.starts = t, .seconds = WINDOW};
        double middle = t + WINDOW / 2.0, near = (begin + end) / 2;
        bool apart = inside(sample, middle) && fabs(middle - near) > STEP;
        for (int look = 0; look < PST_LOOKS; look++) {
            level[look] = 0.9 * level[look] + 0.3 * normal(sample);
            bool told = !(look == PST_FACET_SOUND && sample->silent) && t > 8;
            one.departure[look] = told ? level[look] + (apart ? shift[look] : 0) : NAN;
            one.percentile[look] = told ? share_below(one.departure[look]) : NAN;
            one.control[look] = sample->controls && told && look > PST_FACET_CHROMA
                                    ? one.departure[look] * 0.8 + 1.2 + 0.2 * normal(sample)
                                    : NAN;
        }
        PUSH(sample->data.departures, one);
    }
    for (int film = 1; film <= sample->references && !sample->untold; film++) {
        double at = 0;
        for (double t = 0; t + WINDOW <= sample->seconds * 0.9; t += STEP) {
            at = 0.9 * at + 0.42 * normal(sample);
            PUSH(sample->data.reference_departures,
                 (struct pst_reference_departure){film, t, WINDOW, at + 0.15 * film - 0.4});
        }
    }
}

static void make_stretches(struct sample *sample)
{
    double begin = border(sample, BEGINS), end = border(sample, ENDS);
    int ranked = sample->references + 1;
    struct comparison_data *data = &sample->data;
    data->about.pseudo_films = sample->untold ? 0 : 2000;
    if (sample->untold) {
        data->about.stretch_note = "two references are too few";
        return;
    }
    struct pst_stretch one = {.first = llround(begin * RATE),
                              .last = llround(end * RATE) - 1,
                              .starts = begin,
                              .ends = end,
                              .begin_low = begin - 20,
                              .begin_high = begin + 12,
                              .end_low = end - 30,
                              .end_high = end + 8,
                              .by = PST_TOGETHER,
                              .effect = sample->like ? 1.1 : 3.9,
                              .excess = sample->like ? 0.9 : 3.8,
                              .p = sample->like ? 0.41 : 0.004,
                              .rank = sample->like ? 3 : 1,
                              .ranked = ranked,
                              .unlike = sample->controls ? PST_UNLIKE_BOTH : PST_UNLIKE_UNKNOWN,
                              .control_effect = sample->controls ? 4.3 : NAN,
                              .control_p = sample->controls ? 0.002 : NAN};
    PUSH(data->stretches, one);
    static const double p[PST_FACETS] = {0.0005, 0.001, 0.62, 0.003, 0.7, 0.9, 0.97, 0.8},
                        effect[PST_FACETS] = {3.9, 3.1, 0.4, 3.0, 0.3, 0.2, -0.3, 0.1};
    for (int facet = 0; facet < PST_FACETS; facet++)
        if (!sample->like && !(facet == PST_FACET_SOUND && sample->silent))
            PUSH(data->stretch_facets,
                 (struct pst_stretch_facet){0, facet, effect[facet], effect[facet] - 0.1, p[facet]});
    if (sample->like)
        return;
    one = (struct pst_stretch){.first = (int64_t)(0.8 * sample->seconds * RATE),
                               .last = (int64_t)(0.84 * sample->seconds * RATE),
                               .starts = 0.8 * sample->seconds,
                               .ends = 0.84 * sample->seconds,
                               .begin_low = 0.79 * sample->seconds,
                               .begin_high = 0.81 * sample->seconds,
                               .end_low = 0.83 * sample->seconds,
                               .end_high = 0.845 * sample->seconds,
                               .by = PST_FACET_MOTION,
                               .effect = 1.2,
                               .excess = 1.1,
                               .p = 0.31,
                               .rank = 2,
                               .ranked = ranked,
                               .control_effect = NAN,
                               .control_p = NAN};
    PUSH(data->stretches, one);
}

static void add_precedent(struct sample *sample, bool window, int64_t of, int facet, int rank)
{
    int film = 1 + (int)((of + rank - 1) % sample->references),
        shot = (int)(chance(sample) * REFERENCE_SHOTS);
    const struct pst_compared *other = &sample->data.films.items[film];
    int64_t each = other->frames / REFERENCE_SHOTS, first = shot * each;
    double near = chance(sample) * 0.6 + 0.1 * rank;
    struct pst_precedent one = {.window = window,
                                .of = of,
                                .facet = facet,
                                .rank = rank,
                                .film_rank = rank,
                                .film = film,
                                .first = first,
                                .last = first + each - 1,
                                .starts = (double)first / RATE,
                                .seconds = (double)each / RATE,
                                .distance = near * 0.2,
                                .percentile = near * near};
    PUSH(sample->data.precedents, one);
}

static void make_precedents(struct sample *sample)
{
    int ranks = sample->references < 3 ? sample->references : 3;
    for (int facet = 0; facet < PST_LOOKS; facet++) {
        if (facet == PST_FACET_SOUND && sample->silent)
            continue;
        for (size_t i = 1; i < sample->data.shots.count; i++)
            for (int rank = 1; rank <= ranks; rank++)
                add_precedent(sample, false, (int64_t)i, facet, rank);
        for (size_t i = 0; i < sample->data.departures.count; i++)
            for (int rank = 1; rank <= ranks; rank++)
                add_precedent(sample, true, (int64_t)i, facet, rank);
    }
}

static void make_likenesses(struct sample *sample)
{
    for (int facet = 0; facet < PST_LOOKS; facet++) {
        if (facet == PST_FACET_SOUND && sample->silent)
            continue;
        double likeness = facet == PST_FACET_COLOUR ? 0.36 : 0.47 + 0.02 * ((facet + 2) % 3);
        bool controls = sample->controls && facet > PST_FACET_CHROMA;
        PUSH(sample->data.likenesses,
             (struct pst_likeness){.facet = facet,
                                   .likeness = likeness,
                                   .low = likeness - 0.06,
                                   .high = likeness + 0.07,
                                   .nearer = controls ? 0.81 - 0.04 * facet : NAN,
                                   .nearer_low = controls ? 0.72 - 0.04 * facet : NAN,
                                   .nearer_high = controls ? 0.88 - 0.04 * facet : NAN,
                                   .times = controls ? 1.6 - 0.1 * facet : NAN});
    }
}

static const struct pst_signature signatures[] = {
    {"median_shot_length", "s", "the length that half of the shots stay under", 2.92, 5, 2.7, 0.2, 2.1, 3.3,
     0.44, 0.71},
    {"shots_per_minute", "shots/min", "shots for each minute", 14.1, 5, 13.8, 1.1, 10.4, 17.2, 0.8, 0.66},
    {"spectral_exponent", "", "how slowly shot lengths wander", NAN, 5, 0.6, 0.3, -0.3, 1.5, NAN, 0.1},
    {"light_mean", "", "mean luma", 0.31, 5, 0.29, 0.02, 0.23, 0.35, 0.39, 0.58},
    {"light_contrast", "", "standard deviation of luma", 0.19, 5, 0.17, 0.01, 0.14, 0.2, 0.11, 0.4},
    {"colour_saturation", "", "mean saturation", 0.34, 5, 0.21, 0.03, 0.12, 0.3, 0.021, 0.83},
    {"colour_warmth", "", "-1 cold to 1 warm", -0.05, 5, 0.22, 0.05, 0.06, 0.38, 0.008, 0.77},
    {"loudness_integrated", "LUFS", "gated loudness", -23.04, 5, -23.2, 0.3, -24.1, -22.3, 0.62, 0.05},
    {"loudness_range", "LU", "loudness range", 14.2, 5, 15.1, 1.4, 10.8, 19.4, 0.55, 0.22},
};

static void make_signatures(struct sample *sample)
{
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        struct pst_signature one = signatures[i];
        one.references = sample->references;
        if (sample->controls < 2)
            one.common = NAN;
        if (sample->hostile)
            one.name = hostile_text;
        PUSH(sample->data.signatures, one);
        for (int film = 1; film <= sample->references + sample->controls; film++) {
            double off = film > sample->references ? 3.5 : 1;
            PUSH(sample->data.signature_films,
                 (struct pst_signature_film){
                     (int64_t)i, film, one.mean + off * one.deviation * normal(sample), chance(sample)});
        }
    }
}

static void make_commons(struct sample *sample)
{
    struct comparison_data *data = &sample->data;
    double end = sample->seconds - 6;
    PUSH(data->commons,
         (struct pst_common){0, 0, data->shots.items[0].last, 0, data->shots.items[0].seconds, "black", 1});
    PUSH(data->commons,
         (struct pst_common){0, data->shots.items[0].last + 1, 8 * RATE, data->shots.items[0].seconds,
                             8 - data->shots.items[0].seconds, "logo", sample->references + 1});
    PUSH(data->commons,
         (struct pst_common){0, (int64_t)(end * RATE), data->films.items[0].frames - 1, end, 6, "card", 3});
    for (int film = 1; film <= sample->references; film++)
        PUSH(data->commons, (struct pst_common){film, 0, 7 * RATE, 0, 7, "logo", sample->references + 1});
}

/* Two passages, at a quarter of the film and at a half: five seconds in the second reference, mirrored, and
   three in the first; and two seconds of sound, at three quarters, in the third. */
static void make_copies(struct sample *sample)
{
    struct comparison_data *data = &sample->data;
    int64_t quarter = data->films.items[0].frames / 4;
    static const double expected[] = {3e-8, 0};
    for (int i = 0; i < 2; i++) {
        int64_t first = (i + 1) * quarter, its_first = 40 * RATE, frames = i ? 3 * RATE : 5 * RATE;
        PUSH(data->copies,
             (struct pst_copy){2 - i, first, first + frames - 1, (double)first / RATE, (double)frames / RATE,
                               its_first, its_first + frames - 1, 40, (double)frames / RATE, 120, expected[i],
                               4, 0.98, 1, i ? 0 : 1u << PST_COPY_MIRRORED, PST_COPY_PICTURES, 1});
    }
    int64_t first = 3 * quarter;
    PUSH(data->copies,
         (struct pst_copy){3, first, first + 2 * RATE - 1, (double)first / RATE, 2, 60 * RATE, 62 * RATE - 1,
                           60, 2, 200, 1e-6, 20, 0.9, 1, 0, PST_COPY_SOUND, 0.05});
    data->films.items[0].sound_copied = data->films.items[3].sound_copied = 2 / sample->seconds;
    data->films.items[0].copied = 8 / sample->seconds;
    data->films.items[1].copied = 3 / sample->seconds;
    data->films.items[2].copied = 5 / sample->seconds;
}

static struct comparison_reel make_reel(struct sample *sample, int n)
{
    const struct pst_compared *film = &sample->data.films.items[n];
    struct pst_shot *shots = room(REFERENCE_SHOTS, sizeof *shots);
    struct page_palette *palettes = room(REFERENCE_SHOTS, sizeof *palettes);
    struct pst_swatch *swatches = room(REFERENCE_SHOTS * 4, sizeof *swatches);
    for (int i = 0; i < REFERENCE_SHOTS; i++) {
        int64_t each = film->frames / REFERENCE_SHOTS;
        shots[i] = (struct pst_shot){.first = i * each, .last = (i + 1) * each - 1};
        palettes[i] = (struct page_palette){swatches + (ptrdiff_t)i * 4, 4};
        for (int j = 0; j < 4; j++) {
            int rgb[3];
            colour(sample, false, rgb);
            swatches[i * 4 + j] = (struct pst_swatch){
                .weight = 0.25, .red = (uint8_t)rgb[0], .green = (uint8_t)rgb[1], .blue = (uint8_t)rgb[2]};
        }
    }
    sample->films[n] =
        (struct pst_film){.width = 320, .height = 134, .time_base = {1, 12288}, .sample_aspect = {1, 1}};
    return (struct comparison_reel){true, NULL, &sample->films[n], shots, palettes, REFERENCE_SHOTS};
}

static void make_reels(struct sample *sample)
{
    for (size_t i = 0; i < sample->data.films.count; i++)
        sample->reels[i] =
            sample->reelless ? (struct comparison_reel){.why = "no such file"} : make_reel(sample, (int)i);
}

static size_t make_stills(const struct sample *sample, const void *jpeg, size_t size,
                          struct comparison_still *stills)
{
    size_t count = 0;
    for (size_t i = 0; i < sample->data.films.count && size > 0; i++) {
        int shots = i ? REFERENCE_SHOTS : sample->shots;
        int64_t each = sample->data.films.items[i].frames / REFERENCE_SHOTS;
        for (int j = 0; j < shots; j++) {
            const struct pst_compared_shot *shot = i ? NULL : &sample->data.shots.items[j];
            int64_t frame = shot ? (shot->first + shot->last) / 2 : j * each + each / 2;
            stills[count++] = (struct comparison_still){(int64_t)i, {j, frame, 320, 134, jpeg, size}};
        }
    }
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

static void make(struct sample *sample)
{
    sample->data.about = (struct pst_comparison_about){PST_VERSION, WINDOW, STEP, 0, ""};
    add_film(sample, 0, PST_ROLE_FILM);
    for (int i = 0; i < sample->references; i++)
        add_film(sample, i + 1, PST_ROLE_REFERENCE);
    for (int i = 0; i < sample->controls; i++)
        add_film(sample, sample->references + i + 1, PST_ROLE_CONTROL);
    make_shots(sample);
    make_departures(sample);
    make_stretches(sample);
    make_precedents(sample);
    make_likenesses(sample);
    make_signatures(sample);
    make_commons(sample);
    if (!sample->untold)
        make_copies(sample);
    make_reels(sample);
    if (sample->hostile)
        comparison_note(&sample->data, "%s", hostile_text);
    if (sample->untold)
        comparison_note(&sample->data, "two references are too few to tell a stretch from chance");
}

static bool write_page(struct sample *sample, const char *path)
{
    struct comparison_still *stills =
        room((size_t)sample->shots + MOST_FILMS * REFERENCE_SHOTS, sizeof *stills);
    unsigned char *jpeg;
    size_t size = read_still(sample->still, &jpeg);
    make(sample);
    struct comparison_page data = {.found = &sample->data,
                                   .file = "film.cmp",
                                   .source = sample->name,
                                   .reels = sample->reels,
                                   .stills = stills,
                                   .still_count = make_stills(sample, jpeg, size, stills)};
    struct text page = {0};
    struct pst_error error;
    FILE *out = fopen(path, "wb");
    bool good = out && comparison_text(&page, &data, &error) == PST_OK &&
                fwrite(page.data, 1, page.length, out) == page.length;
    if (out)
        good = fclose(out) == 0 && good;
    for (size_t i = 0; i < sample->data.films.count; i++)
        if (sample->reels[i].found) {
            free((void *)(uintptr_t)sample->reels[i].palettes[0].swatches);
            free((void *)(uintptr_t)sample->reels[i].palettes);
            free((void *)(uintptr_t)sample->reels[i].shots);
        }
    text_release(&page);
    comparison_data_release(&sample->data);
    free(stills);
    free(jpeg);
    return good;
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
    const struct {
        const char *name;
        bool *flag;
        int *number;
        const char **text;
    } known[] = {{"like", &sample->like, NULL, NULL},
                 {"untold", &sample->untold, NULL, NULL},
                 {"reelless", &sample->reelless, NULL, NULL},
                 {"silent", &sample->silent, NULL, NULL},
                 {"hostile", &sample->hostile, NULL, NULL},
                 {"shots", NULL, &sample->shots, NULL},
                 {"references", NULL, &sample->references, NULL},
                 {"controls", NULL, &sample->controls, NULL},
                 {"stills", NULL, NULL, &sample->still},
                 {"film", NULL, NULL, &sample->name}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!option(argument, known[i].name, &value))
            continue;
        if (known[i].flag)
            *known[i].flag = true;
        else if (known[i].number)
            *known[i].number = atoi(value);
        else
            *known[i].text = value;
        return true;
    }
    if (!option(argument, "seconds", &value))
        return false;
    sample->seconds = atof(value);
    return true;
}

int main(int count, char **arguments)
{
    static struct sample sample = {.shots = 300,
                                   .references = 5,
                                   .controls = 2,
                                   .seconds = 1800,
                                   .name = "film-0.mp4",
                                   .seed = 20261123};
    bool good = count >= 2;
    for (int i = 2; good && i < count; i++)
        good = parse(&sample, arguments[i]);
    if (!good || sample.shots < 2 || sample.shots > MOST_SHOTS || sample.references < 1 ||
        sample.controls < 0 || sample.references + sample.controls + 1 > MOST_FILMS ||
        sample.seconds * RATE < sample.shots * 3) {
        fputs("usage: sample_comparison OUT.html [shots=N] [seconds=S] [references=N] [controls=N] "
              "[stills=FILE] "
              "[film=NAME] [like] [untold] [reelless] [silent] [hostile]\n",
              stderr);
        return 2;
    }
    return write_page(&sample, arguments[1]) ? 0 : 1;
}
