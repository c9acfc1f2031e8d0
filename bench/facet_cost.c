/* SPDX-License-Identifier: Apache-2.0 */
/* What comparing facets costs, best of several rounds, in processor time: a distance, and finding the nearest
   of 2,000 shots by asking all and on a shelf. Shots are made up, as a film has them: of 120 sets in 12
   places, each shot a little other than its set. facet_cost */
#include "likeness/shelf_search.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SHOTS = 2000, PLACES = 12, SETS = 120, QUERIES = 200, ROUNDS = 5 };

static uint64_t state = 88172645463325252u;

static float about(float middle, float spread)
{
    float sum = 0;
    for (int i = 0; i < 4; i++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        sum += (float)(state >> 40) * 0x1p-24f - 0.5f;
    }
    return middle + spread * sum;
}

static void vary(const float *from, float *to, int count, float spread)
{
    for (int i = 0; i < count; i++)
        to[i] = about(from[i], spread);
}

/* `how` 1: another place; less: another set, another shot. */
static struct facets varied(const struct facets *from, float how)
{
    struct facets made = *from;
    float total = 0;
    made.colours = FACET_COLOURS - (int)(how * fabsf(about(0, 8)));
    made.colours = made.colours < 2 ? 2 : made.colours;
    for (int i = 0; i < made.colours; i++) {
        struct facet_colour *c = &made.colour[i];
        *c = (struct facet_colour){fabsf(about(c->weight, how / 4)) + 0.003f, about(c->l, how / 2),
                                   about(c->a, how / 8), about(c->b, how / 8)};
        total += c->weight;
    }
    for (int i = 0; i < made.colours; i++)
        made.colour[i].weight /= total;
    vary(from->light, made.light, LIGHT_FIGURES, how / 4);
    vary(from->layout, made.layout, LAYOUT_SIZE, 70 * how);
    vary(from->texture, made.texture, TEXTURE_FIGURES, 70 * how);
    vary(from->rhythm, made.rhythm, RHYTHM_FIGURES, 2);
    vary(from->motion, made.motion, MOTION_FIGURES, how);
    vary(from->sound, made.sound, SOUND_FIGURES, 10 * how);
    return made;
}

static void make_film(struct facets *shots, int count)
{
    static struct facets places[PLACES], sets[SETS];
    static struct facets middle = {.told = (1u << PST_FACETS) - 1, .colours = FACET_COLOURS};
    for (int i = 0; i < LAYOUT_SIZE; i++)
        middle.layout[i] = 128;
    for (int i = 0; i < PLACES; i++)
        places[i] = varied(&middle, 1);
    for (int i = 0; i < SETS; i++)
        sets[i] = varied(&places[i % PLACES], 0.4f);
    for (int i = 0; i < count; i++)
        shots[i] = varied(&sets[(size_t)i * 7 % SETS], 0.1f);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return 1e6 * (double)t.tv_sec + 1e-3 * (double)t.tv_nsec;
}

static double cost_of_distance(int facet, const struct facets *queries, const struct facets *shots)
{
    double best = INFINITY;
    volatile double sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
        double began = now();
        for (int i = 0; i < SHOTS; i++)
            sum += facet_distance(facet, &queries[i % QUERIES], &shots[i]);
        best = fmin(best, now() - began);
    }
    return best / SHOTS;
}

static double cost_of_asking(int facet, const struct facets *queries, const struct facets *shots)
{
    double best = INFINITY;
    volatile double sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
        double began = now(), least = INFINITY;
        for (int i = 0; i < QUERIES; i++)
            for (int k = 0; k < SHOTS; k++)
                least = fmin(least, facet_distance(facet, &queries[i], &shots[k]));
        sum += least;
        best = fmin(best, now() - began);
    }
    return best / QUERIES;
}

static double cost_of_nearest(int facet, const struct facets *queries, const struct shelf *shelf,
                              struct workbench *bench)
{
    static struct question q;
    double best = INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
        double began = now();
        for (int i = 0; i < QUERIES; i++) {
            struct nearest found[PST_LOOKS];
            for (int look = 0; look < PST_LOOKS; look++)
                found[look].at = SIZE_MAX;
            question_ask(&q, &queries[i]);
            shelf_nearest(bench, shelf, &q, 1U << facet, NULL, found);
        }
        best = fmin(best, now() - began);
    }
    return best / QUERIES;
}

int main(void)
{
    static struct facet_shot shots[SHOTS];
    static struct facets candidates[SHOTS], queries[QUERIES];
    static struct pivots pivots;
    const struct facet_film film = {.shots = shots, .count = SHOTS}, *const films[1] = {&film};
    struct shelf shelf;
    struct workbench bench;
    make_film(candidates, SHOTS);
    make_film(queries, QUERIES / 2); /* of another film, and some more of the same one */
    for (int i = QUERIES / 2; i < QUERIES; i++)
        queries[i] = varied(&candidates[i], 0.1f);
    for (int i = 0; i < SHOTS; i++)
        shots[i].facets = candidates[i];
    pivots_choose(&pivots, films, 1);
    double began = now();
    if (!moments_lay_out(&shelf, moments_of(&film, MOMENT_SHOT), &pivots) ||
        !workbench_open(&bench, shelf.room))
        return 5;
    printf("a shelf of %d: %.0f µs\n", SHOTS, now() - began);
    printf("%-12s %10s %22s %14s\n", "facet", "a distance", "nearest of 2,000: all", "shelf");
    for (int facet = 0; facet < PST_FACETS; facet++)
        printf("%-12s %7.3f µs %19.1f µs %11.2f µs\n", pst_facet_name(facet),
               cost_of_distance(facet, queries, candidates), cost_of_asking(facet, queries, candidates),
               cost_of_nearest(facet, queries, &shelf, &bench));
    moments_put_away(&shelf);
    workbench_close(&bench);
    return 0;
}
