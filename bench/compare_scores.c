/* SPDX-License-Identifier: Apache-2.0 */
/* How well films are compared with films, on series of the stage, whose departures are known, and on reels
 * drawn from a model (drawn_film.h). Synthetic, all of it.
 *
 * compare [--group report|tune] [--series N] [--drawn N] [--reels N] [--only WORD,…] [--work DIR]
 * compare --films-only [--rounds N]
 *
 * --series: how many series are looked at; --drawn: how many series are drawn as reels; --reels: how
 * many reels an index is made of where its cost is told; --only: some of
 * stretches, breaks (the same of drawn films), facets, null, dose, precedents, cost. --films-only: shoots
 * what is not there yet, the first N rounds of it: plain films and whole departures; departures in one knob;
 * planted films; doses. Films stay in the work folder with their reels; take one's .tsv away to have it shot
 * anew. Films that are not there are left out, and how many took part stands in each line. Group tune is for
 * developing: of its films each is told. */
#include "compare_rows.h"
#include "option.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

enum { ROUNDS = 4 };

/* Films in the order in which figures need them. */
static bool is_in_round(const struct series_film *film, int round)
{
    static const int rounds[] = {[KIND_PLAIN] = 0, [KIND_LONG] = 0,    [KIND_SHORT] = 0,
                                 [KIND_ONE] = 1,   [KIND_PLANTED] = 2, [KIND_DOSE] = 3};
    return rounds[film->kind] == round;
}

static int shoot_series(const struct compare_bench *b, int n, uint64_t seed, int round)
{
    struct series_film films[MOST_SERIES_FILMS];
    int failed = 0, count = series_list(n < DOSED_SERIES, films);
    for (int i = 0; i < count; i++) {
        time_t began = time(NULL);
        if (!is_in_round(&films[i], round) || series_is_there(b->work, seed, &films[i]))
            continue;
        failed += !series_shoot(b->work, seed, &films[i]);
        fprintf(stderr, "compare: %s series %d, film %d of %d: %ld s\n", b->group, n + 1, i + 1, count,
                (long)(time(NULL) - began));
    }
    return failed;
}

static int shoot_all(const struct compare_bench *b, int rounds)
{
    uint64_t seed;
    int failed = 0;
    for (int round = 0; round < rounds; round++)
        for (int n = 0; compared_seed(b, n, &seed); n++)
            failed += shoot_series(b, n, seed, round);
    return failed ? 4 : 0;
}

static bool wanted(const char *only, const char *part)
{
    return !*only || strstr(only, part);
}

static void score_all(const struct compare_bench *b, const char *only, const char *program)
{
    static const struct {
        const char *name;
        void (*score)(const struct compare_bench *);
    } parts[] = {{"stretches", stretch_scores}, {"breaks", drawn_stretch_scores},
                 {"facets", facet_scores},      {"null", null_scores},
                 {"dose", dose_scores},         {"precedents", precedent_scores}};
    printf("group %s; films of the stage and drawn reels: synthetic, all of it\n", b->group);
    printf("%-64s %5s %8s  %-15s\n", "what", "of", "is", "95 % interval");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (wanted(only, parts[i].name))
            parts[i].score(b);
    if (wanted(only, "cost"))
        compare_cost(b, program);
}

int main(int argc, char **argv)
{
    const struct compare_bench b = {.work = option(argc, argv, "--work", "build/compare-films"),
                                    .group = option(argc, argv, "--group", "report"),
                                    .series = atoi(option(argc, argv, "--series", "12")),
                                    .drawn = atoi(option(argc, argv, "--drawn", "84")),
                                    .reels = atoi(option(argc, argv, "--reels", "12"))};
    int rounds = atoi(option(argc, argv, "--rounds", "4"));
    if (argc == 5 && strcmp(argv[1], "--child") == 0)
        return compare_cost_child(argv[2], argv[3], argv[4]);
    if (argc == 4 && strcmp(argv[1], "--index-child") == 0)
        return index_cost_child(argv[2], argv[3]);
    mkdir(b.work, 0777);
    if (has(argc, argv, "--films-only"))
        return shoot_all(&b, rounds < ROUNDS ? rounds : ROUNDS);
    score_all(&b, option(argc, argv, "--only", ""), argv[0]);
    return 0;
}
