/* SPDX-License-Identifier: Apache-2.0 */
#include "copies/print_votes.h"
#include "base/array.h"
#include "copies/copies_line.h"
#include "kernel/level.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A slot of time gives one picture. Longer fragments have longer slots at the last. */
enum { SLOTS_LEAST = 16, SLOTS_MOST = 128 };
static const double slot_seconds = 4;
/* Prints within RADIUS bits answer, of a picture the ANSWERS nearest. Speeds may differ by `turn`, times by
   `slack` seconds. */
enum { RADIUS = COPIES_TELLING, ANSWERS = 16 };
static const double turn = 0.05, slack = 0.2;

static double seconds_of(const struct copies_sketch *s)
{
    return s->film.count ? s->film.times[s->film.count - 1] - s->film.times[0] + s->frame : 0;
}

static void put_codes(uint8_t (*to)[CODE_SIZE], const uint8_t *code)
{
    for (int k = 0; k < CODE_SIZE; k++) {
        to[0][k] = code[k];
        to[1][k] = code[k] ^ fingerprint_odd_bits[k];
    }
}

static void take_picture(const struct copies_sketch *s, const struct copies_picture *picture,
                         struct sought_pictures *to)
{
    uint32_t frame = picture->first + (picture->last - picture->first) / 2;
    while (!s->told[frame]) /* the first one is */
        frame--;
    const uint8_t *print = s->film.prints + (size_t)frame * FINGERPRINT_SIZE;
    put_codes(to->whole[to->count], print);
    put_codes(to->whole[to->count] + 2, print + CODE_SIZE);
    put_codes(to->inner[to->count], print);
    to->times[to->count] = s->film.times[frame];
    to->weights[to->count++] = picture->weight;
}

bool sought_pictures_choose(const struct copies_sketch *s, struct sought_pictures *to)
{
    double seconds = seconds_of(s);
    size_t slots = (size_t)fmin(fmax(seconds / slot_seconds, SLOTS_LEAST), SLOTS_MOST), slot = 0;
    *to = (struct sought_pictures){.times = malloc(slots * sizeof *to->times),
                                   .weights = malloc(slots * sizeof *to->weights),
                                   .whole = malloc(slots * sizeof *to->whole),
                                   .inner = malloc(slots * sizeof *to->inner)};
    if (!to->times || !to->weights || !to->whole || !to->inner)
        return false;
    const struct copies_picture *best = NULL;
    for (size_t i = 0; i < s->picture_count; i++) {
        const struct copies_picture *picture = &s->pictures[i];
        double share = (s->film.times[picture->first] - s->film.times[0]) / seconds;
        size_t in = (size_t)fmin(share * (double)slots, (double)slots - 1);
        if (best && in != slot) {
            take_picture(s, best, to);
            best = NULL;
        }
        slot = in;
        if (!best || picture->weight > best->weight)
            best = picture;
    }
    if (best)
        take_picture(s, best, to);
    return true;
}

void sought_pictures_release(struct sought_pictures *s)
{
    free(s->times);
    free(s->weights);
    free(s->whole);
    free(s->inner);
    *s = (struct sought_pictures){0};
}

/* A picture that a print is like. */
struct answer {
    size_t picture;
    bool mirrored;
    int distance;
    double offset, about; /* seconds: the film's time less the fragment's, and how far that may be off */
};

struct answers {
    struct answer *items;
    size_t count, capacity;
};

static int apart(const uint8_t *a, const uint8_t *b)
{
    struct print_code x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return print_code_distance(x, y);
}

/* By the views that agree best. */
static int distance_of(const struct sought_pictures *s, size_t picture, bool mirrored, const uint8_t *whole,
                       const uint8_t *inner)
{
    int best = apart(s->whole[picture][mirrored], whole),
        wider = apart(s->whole[picture][2 + mirrored], whole),
        closer = apart(s->inner[picture][mirrored], inner);
    best = wider < best ? wider : best;
    return closer < best ? closer : best;
}

/* The frames about a print may be what is shown. */
static struct answer answer_of(const struct sought_pictures *s, size_t picture, bool mirrored, int distance,
                               const struct film_codes *film, size_t print, double frame)
{
    uint32_t before = film->frames[print > 0 ? print - 1 : 0],
             behind = film->frames[print + 1 < film->count ? print + 1 : print];
    return (struct answer){picture, mirrored, distance, film->frames[print] * frame - s->times[picture],
                           (behind - before) * frame / 2};
}

static bool ask_print(const struct sought_pictures *s, const struct film_codes *film, size_t print,
                      double frame, struct answers *answers)
{
    uint8_t whole[CODE_SIZE], inner[CODE_SIZE];
    code_take(film->views[0], print, whole);
    code_take(film->views[1], print, inner);
    for (size_t picture = 0; picture < s->count; picture++)
        for (int mirrored = 0; mirrored < 2; mirrored++) {
            int distance = distance_of(s, picture, mirrored, whole, inner);
            if (distance <= RADIUS &&
                !array_push(answers, answer_of(s, picture, mirrored, distance, film, print, frame)))
                return false;
        }
    return true;
}

static int by_picture(const void *a, const void *b)
{
    const struct answer *x = a, *y = b;
    if (x->picture != y->picture)
        return x->picture < y->picture ? -1 : 1;
    if (x->distance != y->distance)
        return x->distance - y->distance;
    if (x->mirrored != y->mirrored)
        return x->mirrored - y->mirrored;
    return (x->offset > y->offset) - (x->offset < y->offset);
}

/* A film that hardly moves answers with all its prints: the nearest will do. */
static void keep_nearest(struct answers *answers)
{
    size_t kept = 0, first = 0;
    if (answers->count)
        qsort(answers->items, answers->count, sizeof *answers->items, by_picture);
    for (size_t i = 0; i < answers->count; i++) {
        if (i == 0 || answers->items[i].picture != answers->items[i - 1].picture)
            first = i;
        if (i - first < ANSWERS)
            answers->items[kept++] = answers->items[i];
    }
    answers->count = kept;
}

/* All that lies on a line through one answer: of each picture the nearest. */
static struct print_vote vote_for(const struct sought_pictures *s, const struct answers *answers,
                                  const struct answer *by)
{
    struct print_vote vote = {.its_time = by->offset};
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < answers->count; i++) {
        const struct answer *other = &answers->items[i];
        double room =
            by->about + other->about + slack + turn * fabs(s->times[other->picture] - s->times[by->picture]);
        if (other->picture == last || other->mirrored != by->mirrored ||
            fabs(other->offset - by->offset) > room)
            continue;
        last = other->picture;
        vote.support += (COPIES_FAR - other->distance) * (double)s->weights[other->picture];
        vote.pictures++;
    }
    return vote;
}

bool print_votes_count(const struct sought_pictures *s, const struct film_codes *film, double seconds,
                       int64_t frames, uint8_t *spare, struct print_vote *best)
{
    codes_apart_kernel *codes_apart_here = kernels_here()->codes_apart;
    size_t groups = code_groups(film->count);
    uint8_t *whole = spare, *inner = spare + groups * CODES_ABREAST;
    double frame = frames > 0 ? seconds / (double)frames : 0;
    struct answers answers = {0};
    bool room = true;
    *best = (struct print_vote){0};
    if (s->count == 0)
        return true;
    codes_apart_here(film->views[0], groups, s->whole[0][0], VOTES_WHOLE * s->count, whole);
    codes_apart_here(film->views[1], groups, s->inner[0][0], VOTES_INNER * s->count, inner);
    for (size_t i = 0; i < film->count && room; i++)
        if (whole[i] <= RADIUS || inner[i] <= RADIUS)
            room = ask_print(s, film, i, frame, &answers);
    keep_nearest(&answers);
    for (size_t i = 0; i < answers.count && room; i++) {
        struct print_vote vote = vote_for(s, &answers, &answers.items[i]);
        if (vote.support > best->support)
            *best = vote;
    }
    free(answers.items);
    return room;
}
