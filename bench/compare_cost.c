/* SPDX-License-Identifier: Apache-2.0 */
#include "compare_rows.h"
#include "drawn_reels.h"
#include "pastiche/index.h"
#include "run_cost.h"
#include "verdict.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FEW = 5, SHOTS = 2000, FILMS_A_SERIES = 5, RUNS = 3, FLOOR_REELS = 100, MEBIBYTES = 400 };

static int told(enum pst_status status, const struct pst_error *error)
{
    if (status != PST_OK)
        fprintf(stderr, "compare: %s\n", error->message);
    return status == PST_OK ? 0 : 1;
}

int compare_cost_child(const char *reel, const char *references, const char *path)
{
    struct pst_error error = {0};
    const struct pst_compare_params params = {.references = &references, .reference_count = 1};
    return told(pst_compare(reel, &params, path, NULL, &error), &error);
}

int index_cost_child(const char *reels, const char *path)
{
    struct pst_error error = {0};
    const struct pst_index_params params = {.reels = &reels, .reel_count = 1};
    return told(pst_index(path, &params, NULL, &error), &error);
}

/* What lies where. The last reel is the film; `few` has the first five of the references, `many` all but one.
 */
struct places {
    char few[SERIES_PATH - 32], many[SERIES_PATH - 32], film[SERIES_PATH], last[SERIES_PATH],
        index[SERIES_PATH], path[SERIES_PATH];
    struct reel_list reels; /* and links to them */
};

static bool draw_reel(struct places *p, int number, const char *path)
{
    const struct drawn_order order = {.seed = (uint64_t)(200001 + number / FILMS_A_SERIES),
                                      .number = 1 + number % FILMS_A_SERIES,
                                      .most = SHOTS};
    reels_add(&p->reels, path);
    return drawn_reel(&order, path);
}

static bool draw_reels(struct places *p, int count)
{
    char path[SERIES_PATH], few[SERIES_PATH];
    bool drawn = mkdir(p->few, 0777) == 0 && mkdir(p->many, 0777) == 0;
    fprintf(stderr, "compare: drawing %d reels of %d shots\n", count + 1, SHOTS);
    for (int i = 0; i + 1 < count && drawn; i++) {
        snprintf(path, sizeof path, "%s/%03d.reel", p->many, i);
        snprintf(few, sizeof few, "%s/%03d.reel", p->few, i);
        drawn = draw_reel(p, i, path);
        if (drawn && i < FEW) {
            reels_add(&p->reels, few);
            drawn = link(path, few) == 0;
        }
    }
    return drawn && draw_reel(p, count - 1, p->last) && draw_reel(p, count, p->film);
}

static struct run_cost cost_of(const struct places *p, const char *const argv[])
{
    char log[SERIES_PATH + 8];
    struct run_cost cost = {NAN, NAN, NAN};
    snprintf(log, sizeof log, "%s.log", p->path);
    if (run_cost(argv, log, &cost) != 0)
        cost = (struct run_cost){NAN, NAN, NAN};
    unlink(log);
    return cost;
}

static void time_compare(const struct places *p, const char *program, const char *references,
                         const char *against, bool floor)
{
    char what[128];
    double wall[RUNS], memory[RUNS];
    const char *const argv[] = {program, "--child", p->film, references, p->path, NULL};
    for (int i = 0; i < RUNS; i++) {
        struct run_cost cost = cost_of(p, argv);
        wall[i] = cost.wall;
        memory[i] = cost.memory;
    }
    snprintf(what, sizeof what, "2,000 shots against %s: seconds", against);
    compare_row(what, RUNS, median_of_runs(wall, RUNS), no_odds, AT_MOST, floor ? 2 : (double)NAN);
    compare_row("its peak memory, MiB", RUNS, median_of_runs(memory, RUNS), no_odds, AT_MOST, MEBIBYTES);
    unlink(p->path);
}

static void time_index(const struct places *p, const char *program, const char *reels, const char *what)
{
    const char *const argv[] = {program, "--index-child", reels, p->index, NULL};
    compare_row(what, 1, cost_of(p, argv).wall, no_odds, AT_MOST, (double)NAN);
}

static void time_all(const struct places *p, const char *program, int count)
{
    char line[128];
    struct stat there;
    time_compare(p, program, p->few, "5 reels of 2,000, without an index", false);
    snprintf(line, sizeof line, "an index of %d such reels is made: seconds", count - 1);
    time_index(p, program, p->many, line);
    time_index(p, program, p->last, "grown by one: seconds");
    if (stat(p->index, &there) == 0)
        compare_row("a reel takes of it, MiB", 1, (double)there.st_size / count / (1 << 20), no_odds, AT_MOST,
                    (double)NAN);
    snprintf(line, sizeof line, "%d reels in the index", count);
    time_compare(p, program, p->index, line, count >= FLOOR_REELS);
    unlink(p->index);
}

void compare_cost(const struct compare_bench *b, const char *program)
{
    struct places p = {.reels = {0}};
    char base[SERIES_PATH - 64];
    snprintf(base, sizeof base, "%s/.cost-%ld", b->work, (long)getpid());
    snprintf(p.few, sizeof p.few, "%s-few", base);
    snprintf(p.many, sizeof p.many, "%s-many", base);
    snprintf(p.film, sizeof p.film, "%s-film.reel", base);
    snprintf(p.last, sizeof p.last, "%s-last.reel", base);
    snprintf(p.index, sizeof p.index, "%s.idx", base);
    snprintf(p.path, sizeof p.path, "%s.cmp", base);
    if (draw_reels(&p, b->reels))
        time_all(&p, program, b->reels);
    for (size_t i = 0; i < p.reels.count; i++)
        unlink(p.reels.items[i]);
    rmdir(p.few);
    rmdir(p.many);
    reels_release(&p.reels);
    if (b->reels < FLOOR_REELS)
        puts("2,000 shots against 100 reels within 2 s: ask for --reels 100 (making the index takes long)");
}
