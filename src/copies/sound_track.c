/* SPDX-License-Identifier: Apache-2.0 */
#include "copies/sound_track.h"
#include "base/sound_words.h"
#include <math.h>
#include <stdlib.h>

/* Weights are told of `EACH` words at once, by the SPAN words from their first on. What was there SOONEST to
   LATEST words before is a rhythm: novel where it differs by NOVEL bits and more. What is within AGAIN bits
   (mean) of it more than `ELSEWHERE` words away is the same once more. */
enum {
    EACH = 16,
    SPAN = 16,
    SOONEST = 16,
    LATEST = 160,
    NOVEL = 24,
    AGAIN = 18,
    ELSEWHERE = 5 * SOUND_WORDS
};
/* What a rhythm tells all the same. */
static const double repeated = 0.25;
enum { RADIUS = 12, LEAST_TOLD = SPAN / 2 };

/* Mean over the SPAN words from either on; SOUND_FAR where too few of them tell anything. */
static double span_distance(const struct sound_track *t, size_t a, size_t b)
{
    int sum = 0, told = 0;
    for (size_t i = 0; i < SPAN && a + i < t->count && b + i < t->count; i++) {
        uint64_t x = t->words[a + i], y = t->words[b + i];
        if (x == SOUND_WORD_SILENT || y == SOUND_WORD_SILENT)
            continue;
        sum += sound_word_distance(x, y);
        told++;
    }
    return told < LEAST_TOLD ? SOUND_FAR : (double)sum / told;
}

static double novelty(const struct sound_track *t, size_t at)
{
    double least = NOVEL;
    for (size_t lag = SOONEST; lag <= LATEST; lag++) {
        if (at >= lag)
            least = fmin(least, span_distance(t, at, at - lag));
    }
    return fmax(least / NOVEL, repeated);
}

static int rising(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* At how many other places of its film it is. */
static size_t count_places(const struct sound_track *t, size_t at, struct sound_hits *hits)
{
    size_t places = 0;
    int64_t last = INT64_MIN / 2;
    if (hits->count)
        qsort(hits->items, hits->count, sizeof *hits->items, rising);
    for (size_t i = 0; i < hits->count; i++) {
        int64_t there = hits->items[i];
        if (llabs(there - (int64_t)at) < ELSEWHERE || there - last < ELSEWHERE ||
            span_distance(t, at, (size_t)there) > AGAIN)
            continue;
        places++;
        last = there;
    }
    return places;
}

static bool weigh(struct sound_track *t)
{
    struct sound_hits hits = {0};
    bool room = true;
    for (size_t at = 0; room && at < t->count; at += EACH) {
        hits.count = 0;
        uint64_t word = t->words[at];
        room = word == SOUND_WORD_SILENT || sound_index_find(&t->index, word, 0, RADIUS, &hits);
        double weight = room ? novelty(t, at) / (1 + (double)count_places(t, at, &hits)) : 0;
        for (size_t i = at; i < t->count && i < at + EACH; i++) {
            t->weights[i] = t->words[i] == SOUND_WORD_SILENT ? 0 : (float)weight;
            t->extent += (double)t->weights[i];
        }
    }
    free(hits.items);
    return room;
}

bool sound_track_make(struct sound_track *t, const uint64_t *words, size_t count)
{
    *t = (struct sound_track){.words = words, .count = count};
    t->weights = malloc((count + 1) * sizeof *t->weights);
    return t->weights && sound_index_make(&t->index, words, count) && weigh(t);
}

void sound_track_release(struct sound_track *t)
{
    sound_index_release(&t->index);
    free(t->weights);
    *t = (struct sound_track){0};
}
