/* SPDX-License-Identifier: Apache-2.0 */
#include "compare_rows.h"
#include "drawn_reels.h"
#include "run_cost.h"
#include "verdict.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { REELS = 5, SHOTS = 2000, FILMS_A_SERIES = 5, RUNS = 3, MEBIBYTES = 400 };

int compare_cost_child(const char *reel, const char *folder, const char *path)
{
    struct pst_error error = {0};
    const struct pst_compare_params params = {.references = &folder, .reference_count = 1};
    if (pst_compare(reel, &params, path, NULL, &error) == PST_OK)
        return 0;
    fprintf(stderr, "compare: %s\n", error.message);
    return 1;
}

/* The references go into the folder, the film beside it. */
static bool draw_reels(const char *folder, const char *film, struct reel_list *reels)
{
    char path[SERIES_PATH];
    bool drawn = true;
    for (int i = 0; i <= REELS && drawn; i++) {
        const struct drawn_order order = {
            .seed = (uint64_t)(200001 + i / FILMS_A_SERIES), .number = 1 + i % FILMS_A_SERIES, .most = SHOTS};
        snprintf(path, sizeof path, "%s/%03d.reel", folder, i);
        reels_add(reels, i < REELS ? path : film);
        drawn = drawn_reel(&order, reels->items[i]);
    }
    return drawn;
}

static void time_runs(const char *program, const char *reel, const char *folder, const char *path)
{
    char log[SERIES_PATH + 8];
    double wall[RUNS], memory[RUNS];
    const char *const argv[] = {program, "--child", reel, folder, path, NULL};
    snprintf(log, sizeof log, "%s.log", path);
    for (int i = 0; i < RUNS; i++) {
        struct run_cost cost = {NAN, NAN, NAN};
        if (run_cost(argv, log, &cost) != 0)
            cost = (struct run_cost){NAN, NAN, NAN};
        wall[i] = cost.wall;
        memory[i] = cost.memory;
    }
    compare_row("2,000 shots against 5 reels of 2,000, without an index: seconds", RUNS,
                median_of_runs(wall, RUNS), no_odds, AT_MOST, 2);
    compare_row("its peak memory, MiB", RUNS, median_of_runs(memory, RUNS), no_odds, AT_MOST, MEBIBYTES);
    unlink(path);
    unlink(log);
}

void compare_cost(const struct compare_bench *b, const char *program)
{
    struct reel_list reels = {0};
    char folder[SERIES_PATH - 32], film[SERIES_PATH], path[SERIES_PATH];
    snprintf(folder, sizeof folder, "%s/.cost-%ld", b->work, (long)getpid());
    snprintf(film, sizeof film, "%s.reel", folder);
    snprintf(path, sizeof path, "%s.cmp", folder);
    fprintf(stderr, "compare: drawing %d reels of %d shots\n", REELS + 1, SHOTS);
    if (mkdir(folder, 0777) == 0 && draw_reels(folder, film, &reels))
        time_runs(program, film, folder, path);
    for (size_t i = 0; i < reels.count; i++)
        unlink(reels.items[i]);
    rmdir(folder);
    reels_release(&reels);
    puts("2,000 shots against 100 reels within 2 s: not built (it needs an index of reels)");
}
