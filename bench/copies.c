/* SPDX-License-Identifier: Apache-2.0 */
/* How well the same footage is found again.
 *
 * copies [--group report|tune|all] [--films clips|stage] [--only recall,strangers] [--change WORD] [--nth N]
 *        [--each N] [--draw N] [--stage DIR] [--stage-films N] [--signatures N] [--work DIR] [--misses]
 * [--fit]
 *
 * Passages of real clips (bench/sources.tsv, split by source) and of films of the stage are changed by the
 * program ffmpeg, planted in unrelated films, measured, and looked for; and films of different sources are
 * held against each other. --films: only real clips, or only the stage. --change: only changes that have it
 * in their name. --nth: passages of every Nth film alone. --each: passages of each film and change. --draw:
 * which passages, by chance. --stage: where `./run bench compare --films-only` shot its films; --stage-films:
 * how many of each franchise. --signatures: of how many films' passages ffmpeg's filter `signature` is asked
 * as well. --misses: tells each passage that was not found, or not to two frames, and each E-value of
 * strangers up to 1. --fit: what the constants of src/copies/copies_expected.c should be by these films;
 * group tune alone is for that. Reels stay in the work folder; take it away to have all made anew. */
#include "copy_scores.h"
#include "option.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* Films of the stage begin with titles in one style. */
enum { AFTER_OPENING = 600 };

static void score(struct copy_bench *b, const struct copied_reels *films, const char *what, const char *only,
                  bool fit)
{
    b->films = b->hosts = films;
    b->what = what;
    if (!*only || strstr(only, "recall"))
        copy_recall(b);
    if (!*only || strstr(only, "strangers"))
        copy_strangers(b, fit);
}

int main(int argc, char **argv)
{
    struct copied_reels clips = {0}, stage = {0};
    struct copy_bench b = {.work = option(argc, argv, "--work", "build/copies-films"),
                           .each = atoi(option(argc, argv, "--each", "1")),
                           .draw = atoi(option(argc, argv, "--draw", "0")),
                           .change = option(argc, argv, "--change", ""),
                           .nth = atoi(option(argc, argv, "--nth", "1")),
                           .misses = has(argc, argv, "--misses"),
                           .signatures = atoi(option(argc, argv, "--signatures", "3"))};
    const char *group = option(argc, argv, "--group", "report"), *only = option(argc, argv, "--only", ""),
               *kind = option(argc, argv, "--films", "");
    bool fit = has(argc, argv, "--fit");
    group = strcmp(group, "all") == 0 ? "" : group;
    mkdir(b.work, 0777);
    bool good = true;
    if (strcmp(kind, "stage") != 0)
        good = copied_clips(SOURCES_DEFAULT, SHARED_DEFAULT, b.work, group, &clips);
    if (good && strcmp(kind, "clips") != 0)
        good = copied_stage(option(argc, argv, "--stage", "build/compare-films"), b.work, group,
                            atoi(option(argc, argv, "--stage-films", "1")), &stage);
    if (good && clips.count)
        score(&b, &clips, "real clips", only, fit);
    b.host_from = AFTER_OPENING;
    if (good && stage.count)
        score(&b, &stage, "films of the stage (synthetic)", only, fit);
    copied_reels_release(&clips);
    copied_reels_release(&stage);
    return good ? 0 : 1;
}
