/* SPDX-License-Identifier: Apache-2.0 */
#include "sound_chance.h"
#include "base/sound_words.h"
#include "copies/sound_find.h"
#include "media/media.h"
#include "meter/meter.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One pair of EACH is held: every line of a pair takes a second. */
enum { STEP = 5, STEPS = 64, EACH = 12 };
extern const struct meter sound_print_meter;

struct words {
    uint64_t *items;
    size_t count, room;
    struct sound_track track;
    struct meter_run run;
    struct pst_error error;
};

struct chance {
    long over[STEPS]; /* stretches that score STEP × i and more */
    double extents;   /* products */
};

static enum pst_status keep(struct meter_run *run, unsigned measure, int64_t n, const void *data, size_t size)
{
    struct words *w = run->sink_data;
    (void)measure, (void)n;
    if (w->count + size > w->room) {
        w->room = 2 * w->room + size;
        w->items = realloc(w->items, w->room * sizeof *w->items);
    }
    for (size_t i = 0; i < size / SOUND_WORD_SIZE; i++)
        w->items[w->count++] = sound_word_get((const uint8_t *)data + i * SOUND_WORD_SIZE);
    return PST_OK;
}

static enum pst_status on_sound(void *data, const struct sound_block *block, struct pst_error *error)
{
    (void)error;
    return sound_print_meter.sound(&((struct words *)data)->run, block);
}

static bool hear(const char *path, struct words *w)
{
    static const struct meter_sink to = {.vector = keep};
    const struct media_params how = {.audio = -1, .to = -1, .sound = true};
    const struct media_sink sink = {.sound = on_sound, .data = w};
    struct pst_film film = {0};
    *w = (struct words){.run = {.meter = &sound_print_meter, .film = &film, .sink = &to}};
    w->run.sink_data = w;
    w->run.error = &w->error;
    bool good = sound_print_meter.open(&w->run) == PST_OK &&
                media_hear(path, &how, &sink, &film, &w->error) == PST_OK &&
                sound_print_meter.finish(&w->run) == PST_OK &&
                sound_track_make(&w->track, w->items, w->count);
    sound_print_meter.close(&w->run);
    if (!good)
        fprintf(stderr, "sound_copies: '%s': %s\n", path, w->error.message);
    return good;
}

static void note(struct chance *c, double peak)
{
    for (int i = 0; i < STEPS && peak >= STEP * i && peak > 0; i++)
        c->over[i]++;
}

static void walk(const struct sound_pair *pair, int64_t offset, struct chance *c)
{
    double sum = 0, peak = 0;
    int64_t from = offset < 0 ? -offset : 0;
    for (int64_t i = from; i < (int64_t)pair->a->count && i + offset < (int64_t)pair->b->count; i++) {
        uint64_t x = pair->a->words[i], y = pair->b->words[i + offset];
        if (x == SOUND_WORD_SILENT && y == SOUND_WORD_SILENT)
            continue;
        int bits = x == SOUND_WORD_SILENT || y == SOUND_WORD_SILENT
                       ? SOUND_FAR
                       : sound_word_distance(sound_word_shifted(x, pair->shift), y);
        double gain = SOUND_TELLING - bits;
        if (gain > 0)
            gain *= (double)fminf(pair->a->weights[i], pair->b->weights[i + offset]);
        sum += gain;
        peak = fmax(peak, sum);
        if (sum <= 0) {
            note(c, peak);
            sum = peak = 0;
        }
    }
    note(c, peak);
}

static void hold(const struct words *x, const struct words *y, struct chance *c)
{
    for (int shift = -1; shift <= 1; shift++) {
        const struct sound_pair pair = {&x->track, &y->track, shift};
        for (int64_t offset = 1 - (int64_t)x->count; offset < (int64_t)y->count; offset++)
            walk(&pair, offset, c);
    }
    c->extents += x->track.extent * y->track.extent;
}

static void print(const struct chance *c, bool fit, double from)
{
    int begin = (int)(from / STEP);
    double excess = 0;
    printf("\nstretches on all lines\n%-12s %12s %9s\n", "score", "predicted", "observed");
    for (int i = 1; i < STEPS && (c->over[i] || i % 4 == 0); i++)
        printf("%-12d %12.4g %9ld\n", STEP * i, sound_expected(STEP * i, c->extents, 1), c->over[i]);
    for (int i = begin + 1; i < STEPS; i++)
        excess += STEP * (double)c->over[i];
    if (fit && c->over[begin] && excess > 0) {
        /* Of scores told in steps: the geometric distribution's. */
        double lambda = log(1 + STEP * (double)c->over[begin] / excess) / STEP;
        printf("fit of %ld scores from %d on: lambda %.4f, log k %.3f\n", c->over[begin], STEP * begin,
               lambda, log((double)c->over[begin] / c->extents) + lambda * STEP * begin);
    }
}

bool sound_chance(const struct sound_films *films, bool fit, double from)
{
    struct chance c = {0};
    struct words *words = calloc(films->count + 1, sizeof *words);
    size_t pairs = 0;
    bool good = words != NULL;
    for (size_t i = 0; good && i < films->count; i++) {
        good = hear(films->items[i].path, &words[i]);
        for (size_t k = 0; good && k < i; k++)
            if (strcmp(films->items[i].source, films->items[k].source) != 0 && pairs++ % EACH == 0)
                hold(&words[i], &words[k], &c);
    }
    for (size_t i = 0; words && i < films->count; i++) {
        sound_track_release(&words[i].track);
        free(words[i].items);
    }
    free(words);
    if (good)
        print(&c, fit, from);
    return good;
}
