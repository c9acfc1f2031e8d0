/* SPDX-License-Identifier: Apache-2.0 */
#include "copies/copies_film.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Frames within SAME_PICTURE bits of the run's first are of its picture; AGAIN: there once more elsewhere. A
   picture NOVEL bits from the one before tells as much as one can. Nearer than INDEX_BITS and INDEX_SECONDS
   to the entry before, a frame is not worth one of its own. */
enum { SAME_PICTURE = 12, AGAIN = 14, NOVEL = 40, INDEX_BITS = 2 };
enum { NEXT = 3 };
static const double index_seconds = 0.5, elsewhere = 5;
static const double small_step = 0.0007;

const char *const copies_flickers[COPIES_FLICKERS] = {"light_mean", "light_contrast", "colour_saturation",
                                                      "colour_warmth"};

static bool is_told(const struct copies_film *film, size_t i)
{
    return film->prints[i * FINGERPRINT_SIZE + FINGERPRINT_QUALITY] >= FINGERPRINT_LEAST_QUALITY &&
           !(film->aside && film->aside[i]);
}

static struct print_code code_at(const struct copies_film *film, size_t i)
{
    return print_code_of(film->prints + i * FINGERPRINT_SIZE, 0);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static bool find_frame_length(struct copies_sketch *s)
{
    size_t count = s->film.count;
    double *lengths = malloc((count + 1) * sizeof *lengths);
    if (!lengths)
        return false;
    for (size_t i = 0; i + 1 < count; i++)
        lengths[i] = s->film.times[i + 1] - s->film.times[i];
    if (count > 1)
        qsort(lengths, count - 1, sizeof *lengths, by_value);
    double median = count > 1 ? lengths[(count - 1) / 2] : 0;
    s->frame = median > 0 ? median : 0.04;
    free(lengths);
    return true;
}

static void find_pictures(struct copies_sketch *s)
{
    struct copies_picture *picture = NULL;
    struct print_code head = {0, 0};
    for (size_t i = 0; i < s->film.count; i++) {
        s->told[i] = is_told(&s->film, i);
        struct print_code code = code_at(&s->film, i);
        int distance = picture ? print_code_distance(code, head) : FINGERPRINT_BITS;
        if (s->told[i] && distance > SAME_PICTURE) {
            float novelty = (float)distance / (float)NOVEL;
            picture = &s->pictures[s->picture_count++];
            *picture = (struct copies_picture){(uint32_t)i, (uint32_t)i, fminf(novelty, 1)};
            head = code;
        }
        s->picture_of[i] = s->picture_count ? (uint32_t)s->picture_count - 1 : 0;
        if (picture && s->told[i])
            picture->last = (uint32_t)i;
    }
}

static bool make_index(struct copies_sketch *s)
{
    uint32_t *frames = malloc((s->film.count + 1) * sizeof *frames);
    size_t count = 0;
    if (!frames)
        return false;
    for (size_t i = 0; i < s->film.count; i++) {
        size_t before = count ? frames[count - 1] : 0;
        if (!s->told[i] ||
            (count && s->film.times[i] - s->film.times[before] < index_seconds &&
             print_code_distance(code_at(&s->film, i), code_at(&s->film, before)) <= INDEX_BITS))
            continue;
        frames[count++] = (uint32_t)i;
    }
    bool room = print_index_make(&s->index, s->film.prints, frames, count);
    free(frames);
    return room;
}

static int by_frame(const void *a, const void *b)
{
    const struct print_hit *x = a, *y = b;
    return (x->frame > y->frame) - (x->frame < y->frame);
}

/* At how many other places of its film a picture is. */
static size_t count_places(const struct copies_sketch *s, const struct copies_picture *picture,
                           struct print_hits *hits)
{
    const double *times = s->film.times;
    size_t places = 0;
    double last = -1e300;
    qsort(hits->items, hits->count, sizeof *hits->items, by_frame);
    for (size_t i = 0; i < hits->count; i++) {
        double time = times[hits->items[i].frame];
        if (time > times[picture->first] - elsewhere && time < times[picture->last] + elsewhere)
            continue;
        places += time - last >= elsewhere;
        last = time;
    }
    return places;
}

static bool weigh_pictures(struct copies_sketch *s)
{
    struct print_hits hits = {0};
    bool room = true;
    for (size_t i = 0; room && i < s->picture_count; i++) {
        struct copies_picture *picture = &s->pictures[i];
        hits.count = 0;
        room = print_index_find(&s->index, 0, code_at(&s->film, picture->first), AGAIN, &hits);
        if (!room)
            break;
        picture->weight /= 1 + (float)count_places(s, picture, &hits);
        s->extent += (double)picture->weight;
    }
    free(hits.items);
    return room;
}

/* Steps from frame to frame, since they survive what a grade or a crop does to the level: of their logarithm
   where they are large, so that one jump does not outweigh all the rest. */
static bool sum_steps(const float *series, size_t count, double **to)
{
    if (!series)
        return true;
    double *sums = *to = malloc((count + 1) * sizeof *sums);
    if (!sums)
        return false;
    bool known = false;
    sums[0] = 0;
    for (size_t i = 1; i < count; i++) {
        double step = (double)series[i] - (double)series[i - 1];
        sums[i] = sums[i - 1] + (isnan(step) ? 0 : asinh(step / small_step));
        known |= !isnan(step);
    }
    if (!known) {
        free(sums);
        *to = NULL;
    }
    return true;
}

bool copies_sketch_make(struct copies_sketch *s, const struct copies_film *film)
{
    *s = (struct copies_sketch){.film = *film};
    s->told = calloc(film->count + 1, sizeof *s->told);
    s->picture_of = calloc(film->count + 1, sizeof *s->picture_of);
    s->pictures = calloc(film->count + 1, sizeof *s->pictures);
    if (!s->told || !s->picture_of || !s->pictures || !find_frame_length(s))
        return false;
    find_pictures(s);
    for (int i = 0; i < COPIES_FLICKERS; i++)
        if (!sum_steps(film->flickers[i], film->count, &s->flickers[i]))
            return false;
    return make_index(s) && weigh_pictures(s);
}

void copies_sketch_release(struct copies_sketch *s)
{
    free(s->told);
    free(s->picture_of);
    free(s->pictures);
    for (int i = 0; i < COPIES_FLICKERS; i++)
        free(s->flickers[i]);
    print_index_release(&s->index);
    *s = (struct copies_sketch){0};
}

int64_t copies_frame_at(const struct copies_sketch *s, double time)
{
    const double *times = s->film.times;
    size_t low = 0, high = s->film.count;
    if (!high || time < times[0] - s->frame / 2 || time > times[high - 1] + s->frame / 2)
        return -1;
    /* Where the rate is steady, it is there or next to it. */
    double place = (time - times[0]) / s->frame;
    size_t guess = place > 1 ? (size_t)place - 1 : 0;
    if (guess + NEXT < high && times[guess] <= time && times[guess + NEXT] > time) {
        low = guess;
        high = guess + NEXT;
    }
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (times[middle] <= time)
            low = middle;
        else
            high = middle;
    }
    return low + 1 < s->film.count && times[low + 1] - time < time - times[low] ? (int64_t)low + 1
                                                                                : (int64_t)low;
}
