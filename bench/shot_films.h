/* SPDX-License-Identifier: Apache-2.0 */
/* The films of the stage that `bench shots` scores. Those of the group `seen` were scored in their day, were
 * looked at afterwards, and are lessons since (bench/lessons.h). Synthetic. */
#ifndef BENCH_SHOT_FILMS_H
#define BENCH_SHOT_FILMS_H

#include <stdbool.h>
#include <stddef.h>

enum { SHOT_STEM = 900 };

struct shot_film {
    const char *work, *group; /* folder; of tests/stage/seeds.tsv */
    int n;                    /* from 0 */
    double minutes;
};

/* STEM.mkv and STEM.tsv. false: the group has no such seed. */
bool shot_film_stem(const struct shot_film *, char stem[SHOT_STEM]);
bool shot_film_shoot(const struct shot_film *, const char *stem);
/* What each film suffers once more; COPY.tsv. */
bool shot_copy_stem(const struct shot_film *, const char *stem, char copy[SHOT_STEM]);
bool shot_copy_make(const char *stem, const char *copy, char *film, size_t room);

/* Single shots of 60 to 120 seconds (fewer where films are short), STEM.mkv. Some seeds leave the camera no
 * room. */
void shot_trap_stem(const struct shot_film *, char stem[SHOT_STEM]);
bool shot_trap_shoot(const struct shot_film *, const char *stem);

#endif
