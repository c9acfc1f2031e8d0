/* SPDX-License-Identifier: Apache-2.0 */
#include "drawn_reels.h"
#include "base/signal_record.h"
#include "form/rhythm_figures.h"
#include "form/shot_figures.h"
#include "form/swatch.h"
#include "luck.h"
#include "meter/meter.h"
#include "reel/writer.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIGHTS = 4, WINDOWS_A_SECOND = 2, LAYOUT_STEP = 2 };

struct printing {
    struct reel_writer *writer;
    const struct drawn_shot *shots;
    size_t count;
    int64_t frames;
    struct chance chance;
    double *light[LIGHTS]; /* of each frame */
    double *loudness;      /* of each window */
    size_t windows;
    int signal, layout, fingerprint, light_id[LIGHTS], momentary, short_term, integrated;
    struct pst_error error;
};

static const char *const light_names[LIGHTS] = {"light_mean", "light_contrast", "light_low", "light_high"};
static const struct pst_rational no_step = {0, 0}, window_step = {1, WINDOWS_A_SECOND};

static void *room_for(size_t count, size_t size)
{
    void *room = calloc(count ? count : 1, size);
    if (!room)
        exit(5);
    return room;
}

/* ---- what the reel declares ---- */

/* The version that meters have now, so that such reels and measured ones are of one make. */
static unsigned version_of(const char *name)
{
    for (const struct meter *const *meter = meters; *meter; meter++)
        if (strcmp((*meter)->name, name) == 0)
            return (*meter)->version;
    return 1;
}

static int declare(struct printing *p, const char *meter, const char *name, const char *grid, bool vector)
{
    int id = 0;
    const struct pst_measure measure = {name, meter, grid, "", "drawn", vector};
    bool own = strcmp(grid, "loudness") == 0;
    reel_write_measure(p->writer, &measure, 0, own ? window_step : no_step, &id, &p->error);
    return id;
}

static void declare_all(struct printing *p)
{
    static const char *const names[] = {"signal",   "light",  "composition", "fingerprint",
                                        "loudness", "colour", "form"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        reel_write_meter(p->writer, names[i], version_of(names[i]), "{}", &p->error);
    p->signal = declare(p, "signal", "signal", "frame", true);
    p->layout = declare(p, "composition", "layout", "frame", true);
    p->fingerprint = declare(p, "fingerprint", "fingerprint", "frame", true);
    for (int i = 0; i < LIGHTS; i++)
        p->light_id[i] = declare(p, "light", light_names[i], "frame", false);
    p->momentary = declare(p, "loudness", "loudness_momentary", "loudness", false);
    p->short_term = declare(p, "loudness", "loudness_short_term", "loudness", false);
    p->integrated = declare(p, "loudness", "loudness_integrated", "film", false);
}

static void write_film(struct printing *p, const struct drawn_order *order, int64_t frames)
{
    static struct pst_stream none;
    struct pst_film film = {.size = 1000000 + order->number,
                            .container = "drawn",
                            .time_base = {1, DRAWN_RATE},
                            .frame_rate = {DRAWN_RATE, 1},
                            .frames = frames,
                            .end_pts = frames,
                            .duration = (double)frames / DRAWN_RATE,
                            .width = 1280,
                            .height = 536,
                            .sample_aspect = {1, 1},
                            .active = {0, 0, 1280, 536},
                            .bit_depth = 8,
                            .pixel_format = "yuv420p",
                            .codec = "none",
                            .sound_start = {0, 1},
                            .measured_to = -1,
                            .streams = &none};
    snprintf(film.file, sizeof film.file, "drawn-%" PRIu64 "-%d", order->seed, order->number);
    snprintf(film.title, sizeof film.title, "Drawn film %d of %" PRIu64, order->number, order->seed);
    snprintf(film.hash, sizeof film.hash, "%016" PRIx64 "%016" PRIx64, order->seed, (uint64_t)order->number);
    reel_write_film(p->writer, &film, &p->error);
}

/* ---- what its meters saw ---- */

/* Steps to either side of 0, deviation 1 in the long run. */
static double wander(struct chance *c, double *at)
{
    *at = 0.8 * *at + 0.6 * (uniform(c) + uniform(c) + uniform(c) + uniform(c) - 2) * sqrt(3);
    return *at;
}

static double inside(double value, double low, double high)
{
    return fmin(fmax(value, low), high);
}

static void see_light(struct printing *p, const struct drawn_shot *shot, int64_t n, double drift)
{
    double mean = inside(0.32 + 0.1 * shot->traits[TRAIT_LIGHT] + 0.015 * drift, 0.02, 0.9);
    double contrast = inside(0.17 + 0.04 * shot->traits[TRAIT_CONTRAST] + 0.004 * drift, 0.02, 0.4);
    p->light[0][n] = mean;
    p->light[1][n] = contrast;
    p->light[2][n] = inside(mean - 1.4 * contrast, 0, 1);
    p->light[3][n] = inside(mean + 1.8 * contrast, 0, 1);
}

static struct signal_frame see_motion(const struct printing *p, const struct drawn_shot *shot, int64_t n,
                                      double drift)
{
    bool new = n == shot->first &&n > 0;
    double lively = exp2(1.5 + 0.8 * shot->traits[TRAIT_LIVELY] + 0.5 * drift);
    double moved = new ? 40 : inside(lively, 0.1, 60), step = new ? 60 : moved * 1.7;
    return (struct signal_frame){.mean = (float)(255 * p->light[0][n]),
                                 .cb = 128,
                                 .cr = 128,
                                 .deviation = (float)(255 * p->light[1][n]),
                                 .chroma_deviation = 10,
                                 .step = (float)step,
                                 .moved = (float)moved,
                                 .unmatched = (float)inside(moved / 60, 0, 1),
                                 .histogram = (float)inside(moved / 100, 0, 1),
                                 .likeness = (float)inside(1 - step / 120, -1, 1),
                                 .lag2 = (float)(step * 1.3),
                                 .lag4 = (float)(step * 1.7),
                                 .lag8 = (float)(step * 2.1),
                                 .lag16 = (float)(step * 2.5)};
}

static void write_frame(struct printing *p, const struct drawn_shot *shot, int64_t n, double drift)
{
    uint8_t bytes[SIGNAL_FRAME_SIZE];
    see_light(p, shot, n, drift);
    const struct signal_frame motion = see_motion(p, shot, n, drift);
    signal_frame_pack(&motion, bytes);
    reel_write_frame(p->writer, n, n, &p->error);
    for (int i = 0; i < LIGHTS; i++)
        reel_write_value(p->writer, p->light_id[i], n, p->light[i][n], &p->error);
    reel_write_vector(p->writer, p->signal, n, bytes, sizeof bytes, &p->error);
    reel_write_vector(p->writer, p->fingerprint, n, shot->fingerprint, sizeof shot->fingerprint, &p->error);
    /* Oftener than the meter, since so few frames are drawn that a shot would have none. */
    if ((n - shot->first) % LAYOUT_STEP == 0)
        reel_write_vector(p->writer, p->layout, n, shot->layout, sizeof shot->layout, &p->error);
}

static void write_frames(struct printing *p)
{
    double drift = 0;
    for (size_t i = 0; i < p->count; i++)
        for (int64_t n = p->shots[i].first; n <= p->shots[i].last; n++)
            write_frame(p, &p->shots[i], n, wander(&p->chance, &drift));
}

static void draw_loudness(struct printing *p)
{
    double drift = 0;
    size_t shot = 0;
    for (size_t n = 0; n < p->windows; n++) {
        double frame = ((double)n + 0.5) * DRAWN_RATE / WINDOWS_A_SECOND;
        while (shot + 1 < p->count && (double)p->shots[shot].last + 1 <= frame)
            shot++;
        p->loudness[n] = -27 + 4 * p->shots[shot].traits[TRAIT_LOUD] + 4 * wander(&p->chance, &drift);
    }
}

/* Mean energy of the windows from `first` on that there are. */
static double level_of(const struct printing *p, size_t first, size_t count)
{
    double energy = 0, told = 0;
    for (size_t i = first; i < first + count && i < p->windows; i++) {
        energy += pow(10, p->loudness[i] / 10);
        told++;
    }
    return 10 * log10(energy / told);
}

static void write_loudness(struct printing *p)
{
    enum { THREE_SECONDS = 3 * WINDOWS_A_SECOND };
    draw_loudness(p);
    for (size_t n = 0; n < p->windows; n++) {
        size_t first = n > THREE_SECONDS / 2 ? n - THREE_SECONDS / 2 : 0;
        double level = level_of(p, first, THREE_SECONDS);
        reel_write_value(p->writer, p->momentary, (int64_t)n, p->loudness[n], &p->error);
        reel_write_value(p->writer, p->short_term, (int64_t)n, level, &p->error);
    }
    reel_write_value(p->writer, p->integrated, 0, level_of(p, 0, p->windows), &p->error);
}

/* ---- what is derived ---- */

static void write_figures(struct printing *p, const struct pst_shot *shots, const double *starts)
{
    double *means = room_for(p->count, sizeof *means);
    const struct pst_series levels = {p->loudness, p->windows, 0, 1.0 / WINDOWS_A_SECOND};
    for (int i = 0; i < LIGHTS; i++) {
        shot_means(shots, p->count, p->light[i], (size_t)p->frames, means);
        reel_write_shot_values(p->writer, light_names[i], means, p->count, &p->error);
    }
    shot_levels(starts, p->count, (double)p->frames / DRAWN_RATE, &levels, means);
    reel_write_shot_values(p->writer, "loudness_momentary", means, p->count, &p->error);
    free(means);
}

static void write_density(struct printing *p, const struct pst_shot *shots, const double *starts)
{
    static const struct pst_rational second = {1, 1};
    const struct pst_measure measure = {"cutting_density", "form", "cutting", "shots/min", "drawn", false};
    const struct rhythm_input input = {shots, starts, p->count, (double)p->frames / DRAWN_RATE, 0};
    size_t count = (size_t)input.end + 1;
    double bandwidth, *values = room_for(count, sizeof *values);
    int id = 0;
    density_curve(&input, 1, values, count, &bandwidth, &p->error);
    reel_write_measure(p->writer, &measure, 0, second, &id, &p->error);
    for (size_t i = 0; i < count; i++)
        reel_write_value(p->writer, id, (int64_t)i, values[i], &p->error);
    free(values);
}

static void write_palettes(struct printing *p)
{
    for (size_t i = 0; i < p->count; i++) {
        struct pst_swatch palette[DRAWN_SWATCHES];
        memcpy(palette, p->shots[i].palette, sizeof palette);
        for (int k = 0; k < DRAWN_SWATCHES; k++)
            swatch_paint(&palette[k]);
        reel_write_palette(p->writer, (int64_t)i, palette, DRAWN_SWATCHES, &p->error);
    }
}

static void write_form(struct printing *p)
{
    struct pst_shot *shots = room_for(p->count, sizeof *shots);
    struct pst_transition *cuts = room_for(p->count, sizeof *cuts);
    double *starts = room_for(p->count, sizeof *starts);
    for (size_t i = 0; i < p->count; i++) {
        int64_t first = p->shots[i].first;
        shots[i] = (struct pst_shot){first, p->shots[i].last, PST_SHOT_PICTURE};
        starts[i] = (double)first / DRAWN_RATE;
        if (i > 0)
            cuts[i - 1] = (struct pst_transition){PST_CUT, first, first, 1, ""};
    }
    reel_write_shots(p->writer, shots, p->count, &p->error);
    reel_write_transitions(p->writer, cuts, p->count - 1, &p->error);
    write_palettes(p);
    write_figures(p, shots, starts);
    write_density(p, shots, starts);
    free(shots);
    free(cuts);
    free(starts);
}

bool drawn_reel(const struct drawn_order *order, const char *path)
{
    struct printing p = {.chance = chance_of(order->seed * 1000 + (uint64_t)order->number + 500)};
    struct drawn_shot *shots = drawn_film(order, &p.count);
    p.shots = shots;
    p.frames = shots[p.count - 1].last + 1;
    p.windows = (size_t)(p.frames * WINDOWS_A_SECOND / DRAWN_RATE);
    p.loudness = room_for(p.windows, sizeof *p.loudness);
    for (int i = 0; i < LIGHTS; i++)
        p.light[i] = room_for((size_t)p.frames, sizeof *p.light[i]);
    bool done = reel_writer_open(path, NULL, &p.writer, &p.error) == PST_OK;
    if (done) {
        write_film(&p, order, 0);
        declare_all(&p);
        write_frames(&p);
        write_loudness(&p);
        write_film(&p, order, p.frames);
        write_form(&p);
        done = reel_writer_commit(&p.writer, &p.error) == PST_OK;
    }
    if (!done)
        fprintf(stderr, "drawn reels: %s\n", p.error.message);
    for (int i = 0; i < LIGHTS; i++)
        free(p.light[i]);
    free(p.loudness);
    free(shots);
    return done;
}
