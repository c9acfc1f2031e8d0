/* SPDX-License-Identifier: Apache-2.0 */
/* compare --films-only [--group tune|report] [--series N] [--work DIR] */
#include "option.h"
#include "series_films.h"
#include "stage_films.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

/* Films in the order in which figures need them: all series' plain films and whole departures first. */
static bool is_in_round(const struct series_film *film, int round)
{
    static const int rounds[] = {[KIND_PLAIN] = 0, [KIND_LONG] = 0,    [KIND_SHORT] = 0,
                                 [KIND_ONE] = 1,   [KIND_PLANTED] = 2, [KIND_DOSE] = 3};
    return rounds[film->kind] == round;
}

static int shoot_all(const char *group, int series, int rounds, const char *work)
{
    struct series_film films[MOST_SERIES_FILMS];
    uint64_t seed;
    int failed = 0;
    for (int round = 0; round < rounds; round++) {
        for (int s = 0; s < series && stage_seed(SEEDS_DEFAULT, group, s, &seed); s++) {
            int count = series_list(s < DOSED_SERIES, films);
            for (int i = 0; i < count; i++) {
                time_t began = time(NULL);
                if (!is_in_round(&films[i], round) || series_is_there(work, seed, &films[i]))
                    continue;
                failed += !series_shoot(work, seed, &films[i]);
                fprintf(stderr, "compare: %s series %d, film %d of %d: %ld s\n", group, s + 1, i + 1, count,
                        (long)(time(NULL) - began));
            }
        }
    }
    return failed ? 4 : 0;
}

int main(int argc, char **argv)
{
    const char *group = option(argc, argv, "--group", "report");
    const char *work = option(argc, argv, "--work", "build/compare-films");
    int series = atoi(option(argc, argv, "--series", "12"));
    int rounds = atoi(option(argc, argv, "--rounds", "4"));
    mkdir(work, 0777);
    return has(argc, argv, "--films-only") ? shoot_all(group, series, rounds, work) : 2;
}
