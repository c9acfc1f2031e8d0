/* SPDX-License-Identifier: Apache-2.0 */
/* How well the same sound is found again.
 *
 * sound_copies [--group report|tune|unseen|all] [--films N] [--passages N] [--change WORD]
 *              [--only recall|strangers|chance] [--sources FILE] [--in DIR] [--work DIR]
 *              [--stage N [--first N] [--each N]] [--misses] [--fit]
 *
 * Real sound: packages of Debian (bench/sound_sources.tsv, split by package), fetched and put together to N
 * films of two minutes each. Passages of them are changed by the program ffmpeg, planted in the sound of
 * others, and looked for; and films of different packages are held against each other. --passages: of each
 * length and change. --change: only changes that have it in their name. --in: the films of that folder
 * instead, each a source of its own. --stage: films of the stage instead (synthetic), `each` of N franchises
 * of the group from its first-th seed on; what two franchises have in common is told by their scripts, and
 * only what they have not is a false copy. --misses: tells each passage that was not found, and each E-value
 * of strangers up to 1. --fit: what the constants of sound_expected (src/copies/sound_find.c) should be by
 * these films. */
#include "option.h"
#include "sound_chance.h"
#include "sound_recall.h"
#include "sound_stage.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { RUNGS = 8 };
static const double rungs[RUNGS] = {10, 1, 0.1, 0.03, 0.01, 1e-3, PST_COPY_EXPECTED, 1e-6};

struct strangers {
    long pairs, passages, within[RUNGS]; /* of what is not the same by the scripts */
    long told[SAME_KINDS];
};

static void note(const struct sound_film *x, const struct sound_film *y, const struct pst_copy *copy,
                 bool tell, struct strangers *s)
{
    enum stage_same same = x->script ? sound_stage_judge(x, y, copy) : SAME_NOTHING;
    for (int r = 0; r < RUNGS; r++)
        s->within[r] += same != SAME_SOUND && copy->expected <= rungs[r];
    s->told[same] += copy->expected <= PST_COPY_EXPECTED;
    if (tell && copy->expected <= 1)
        printf("    %s %s: %.1f s, %.1f s, %.2f s, score %.1f, E %.2g, d %.1f, speed %.3f: %s\n", x->name,
               y->name, copy->starts, copy->its_starts, copy->seconds, copy->score, copy->expected,
               copy->distance, copy->speed, stage_same_name(same));
}

static void look(const struct sound_film *x, const struct sound_film *y, bool tell, struct strangers *s)
{
    struct pst_copy *copies;
    size_t count;
    if (pst_sound_copies(x->footage, y->footage, 0, 1e300, &copies, &count, NULL) != PST_OK)
        return;
    s->pairs++;
    s->passages += (long)count;
    for (size_t i = 0; i < count; i++)
        note(x, y, &copies[i], tell, s);
    pst_copies_release(&copies);
}

static void strangers(const struct sound_films *films, bool tell)
{
    struct strangers s = {0};
    for (size_t i = 0; i < films->count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(films->items[i].source, films->items[k].source) != 0)
                look(&films->items[i], &films->items[k], tell, &s);
    printf("\nunrelated pairs: %ld; passages of any E-value: %ld; false copies (E ≤ %g): %ld\n", s.pairs,
           s.passages, PST_COPY_EXPECTED, s.within[RUNGS - 2]);
    for (int same = 0; films->items[0].script && same < SAME_KINDS; same++)
        printf("    told, by the scripts %s: %ld\n", stage_same_name(same), s.told[same]);
    printf("%-12s %12s %9s\n", "E up to", "predicted", "observed");
    for (int r = 0; r < RUNGS; r++)
        printf("%-12g %12.4g %9ld\n", rungs[r], rungs[r] * (double)s.pairs, s.within[r]);
}

static bool make_films(int argc, char **argv, const char *work, struct sound_films *films)
{
    const char *group = option(argc, argv, "--group", "report"), *in = option(argc, argv, "--in", "");
    const struct stage_group stage = {.seeds = SEEDS_DEFAULT,
                                      .name = group,
                                      .first = atoi(option(argc, argv, "--first", "0")),
                                      .franchises = atoi(option(argc, argv, "--stage", "0")),
                                      .each = atoi(option(argc, argv, "--each", "2"))};
    mkdir(work, 0777);
    if (stage.franchises)
        return sound_stage_films(&stage, work, films);
    if (*in)
        return sound_films_in(in, work, films);
    return sound_films_make(option(argc, argv, "--sources", SOUND_SOURCES_DEFAULT), work,
                            strcmp(group, "all") == 0 ? "" : group, atoi(option(argc, argv, "--films", "6")),
                            films);
}

static void print_extent(const struct sound_films *films)
{
    double extent = 0, seconds = 0;
    for (size_t i = 0; i < films->count; i++) {
        extent += pst_footage_about(films->items[i].footage)->sound_extent;
        seconds += films->items[i].seconds;
    }
    printf("%zu films, %.0f s, of which %.0f s tell something\n", films->count, seconds, extent / 32);
}

int main(int argc, char **argv)
{
    struct sound_films films = {0};
    const char *only = option(argc, argv, "--only", ""),
               *work = option(argc, argv, "--work", "build/sound-films");
    bool misses = has(argc, argv, "--misses"), good = make_films(argc, argv, work, &films);
    print_extent(&films);
    if (good && films.count && strstr("strangers", only))
        strangers(&films, misses);
    if (good && films.count && strstr("chance", only))
        good = sound_chance(&films, has(argc, argv, "--fit"), atof(option(argc, argv, "--fit-from", "60")));
    if (good && films.count && strstr("recall", only))
        good = sound_recall(&films, work, atoi(option(argc, argv, "--passages", "20")),
                            option(argc, argv, "--change", ""), misses);
    for (size_t i = 0; i < films.count; i++)
        sound_stage_release(&films.items[i].script);
    sound_films_release(&films);
    return good ? 0 : 1;
}
