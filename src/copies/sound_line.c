/* SPDX-License-Identifier: Apache-2.0 */
#include "copies/sound_line.h"
#include "base/sound_words.h"
#include <math.h>

static const double given_up = (double)SOUND_WORDS * (SOUND_FAR - SOUND_TELLING);

int64_t sound_line_word(const struct sound_line *line, int64_t word_a)
{
    return llround(line->at_b + line->speed * ((double)word_a - line->at_a));
}

/* Bits that differ; -1: neither tells anything, or the line leaves b. Silence under sound is FAR. */
static int distance_at(const struct sound_pair *pair, const struct sound_line *line, int64_t i, int64_t *j)
{
    *j = sound_line_word(line, i);
    if (*j < 0 || *j >= (int64_t)pair->b->count)
        return -1;
    uint64_t x = pair->a->words[i], y = pair->b->words[*j];
    if (x == SOUND_WORD_SILENT && y == SOUND_WORD_SILENT)
        return -1;
    if (x == SOUND_WORD_SILENT || y == SOUND_WORD_SILENT)
        return SOUND_FAR;
    return sound_word_distance(sound_word_shifted(x, pair->shift), y);
}

double sound_line_distance(const struct sound_pair *pair, const struct sound_line *line,
                           struct sound_span span, int least)
{
    int64_t sum = 0, told = 0, j;
    for (int64_t i = span.first; i <= span.last; i++) {
        int bits = distance_at(pair, line, i, &j);
        sum += bits < 0 ? 0 : bits;
        told += bits >= 0;
    }
    return told < least ? SOUND_FAR : (double)sum / (double)told;
}

void sound_line_refine(const struct sound_pair *pair, struct sound_line *line, struct sound_span span,
                       const struct sound_turn *by)
{
    struct sound_line best = *line;
    int steps = (int)(2 * by->reach), least = (int)(span.last - span.first + 1) / 2;
    double least_distance = sound_line_distance(pair, line, span, least);
    for (int turn = -by->turns; turn <= by->turns; turn++)
        for (int step = -steps; step <= steps; step++) {
            struct sound_line tried = *line;
            tried.speed += turn * by->turn;
            tried.at_b += step / 2.0;
            double distance = sound_line_distance(pair, &tried, span, least);
            if (distance < least_distance - 1e-9) {
                least_distance = distance;
                best = tried;
            }
        }
    *line = best;
}

static double gain_at(const struct sound_pair *pair, const struct sound_line *line, int64_t i)
{
    int64_t j;
    int bits = distance_at(pair, line, i, &j);
    if (bits < 0)
        return 0;
    double gain = SOUND_TELLING - bits;
    return gain > 0 ? gain * (double)fminf(pair->a->weights[i], pair->b->weights[j]) : gain;
}

/* The last word of the best stretch from `from` on, by steps of 1 or -1. */
static int64_t follow(const struct sound_pair *pair, const struct sound_line *line, int64_t from, int step,
                      struct sound_span within)
{
    double sum = 0, best = 0;
    int64_t end = from - step, b = (int64_t)pair->b->count;
    for (int64_t i = from; i >= within.first && i <= within.last; i += step) {
        int64_t j = sound_line_word(line, i);
        if ((step > 0 && j >= b) || (step < 0 && j < 0))
            break;
        sum += gain_at(pair, line, i);
        if (sum > best) {
            best = sum;
            end = i;
        }
        if (sum < best - given_up)
            break;
    }
    return end;
}

struct sound_span sound_line_extend(const struct sound_pair *pair, const struct sound_line *line,
                                    int64_t from, struct sound_span within)
{
    return (struct sound_span){follow(pair, line, from, -1, within), follow(pair, line, from + 1, 1, within)};
}

/* Sums over the last words of a span, as it is walked: of gains over a second, of distances over
   SOUND_MOMENT words that tell something. */
struct latest {
    double gains[SOUND_WORDS], gain, most;
    int bits[SOUND_MOMENT], near, least;
    int64_t words, told;
};

static void take_gain(struct latest *l, double gain)
{
    double *slot = &l->gains[l->words++ % SOUND_WORDS];
    l->gain += gain - *slot;
    *slot = gain;
    l->most = fmax(l->most, l->gain);
}

static void take_bits(struct latest *l, int bits)
{
    int *slot = &l->bits[l->told++ % SOUND_MOMENT];
    l->near += bits - *slot;
    *slot = bits;
    if (l->told >= SOUND_MOMENT && l->near < l->least)
        l->least = l->near;
}

/* The score were the best second as the others are; what lasts no longer has no others. */
static double even_score(const struct latest *l, double score)
{
    double words = (double)l->words, others = words - SOUND_WORDS;
    return others > 0 ? fmin(score, (score - l->most) * words / others) : fmin(score, 0);
}

struct sound_evidence sound_line_evidence(const struct sound_pair *pair, const struct sound_line *line,
                                          struct sound_span span)
{
    struct sound_evidence e = {.distance = SOUND_FAR, .nearest = SOUND_FAR};
    struct latest latest = {.least = SOUND_FAR * SOUND_MOMENT};
    double told = 0, sum = 0;
    for (int64_t i = span.first; i <= span.last; i++) {
        int64_t j;
        int bits = distance_at(pair, line, i, &j);
        double gain = gain_at(pair, line, i);
        take_gain(&latest, gain);
        if (bits < 0)
            continue;
        take_bits(&latest, bits);
        e.score += gain;
        e.likeness += SOUND_TELLING - bits;
        e.matched += bits < SOUND_TELLING;
        sum += bits;
        told++;
    }
    e.score = even_score(&latest, e.score);
    e.nearest = (double)latest.least / SOUND_MOMENT;
    if (told > 0) {
        e.distance = sum / told;
        e.matched /= told;
    }
    return e;
}
