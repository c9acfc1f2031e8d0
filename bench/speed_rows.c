/* SPDX-License-Identifier: Apache-2.0 */
#include "speed_rows.h"
#include "pastiche/pastiche.h"
#include "run_cost.h"
#include <math.h>
#include <stdio.h>

void speed_row(struct speed_bench *b, const char *what, double value, const char *unit, struct bound bound,
               const char *more)
{
    char words[80];
    verdict_words(value, bound, words);
    b->unable += isnan(value);
    if (isnan(value))
        printf("%-58s could not be measured  %s\n", what, more);
    else
        printf("%-58s %8.2f %-4s %s%s%s\n", what, value, unit, words, *more ? "   " : "", more);
    fflush(stdout);
}

double speed_milliseconds(struct speed_bench *b, const char *const argv[])
{
    double wall[RUNS_MOST];
    for (int i = 0; i < b->runs; i++) {
        struct run_cost cost;
        if (run_cost(argv, b->log, &cost) != 0)
            return (double)NAN;
        wall[i] = 1000 * cost.wall;
    }
    return median_of_runs(wall, b->runs);
}

int64_t speed_frames(const struct speed_bench *b)
{
    struct pst_reel *reel;
    if (pst_reel_open(b->reel, &reel, NULL) != PST_OK)
        return 0;
    int64_t frames = pst_reel_film(reel)->frames;
    pst_reel_close(&reel);
    return frames;
}
