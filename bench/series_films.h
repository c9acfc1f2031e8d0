/* SPDX-License-Identifier: Apache-2.0 */
/* Films of series, for comparing films with films: what is shot of a franchise of the stage, in which order,
 * and what is true of each film. Synthetic: every figure made on them says so. */
#ifndef BENCH_SERIES_FILMS_H
#define BENCH_SERIES_FILMS_H

#include "film/franchise.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SERIES_PATH = 1024,
    PLAIN_FILMS = 6,
    ONE_KNOB_FILMS = 5, /* no film breaks with choreography alone: no facet is of it */
    DOSED_KNOBS = 4,
    DOSES = 3,
    DOSED_SERIES = 3 /* the first of a group are dosed */
};

enum series_kind {
    KIND_PLAIN,   /* a film of the series; `which` 1 to PLAIN_FILMS */
    KIND_LONG,    /* departs in all knobs over about 16 % of it */
    KIND_SHORT,   /* in all knobs over about 10 % */
    KIND_ONE,     /* in one knob over 16 to 20 %; `which` is the knob */
    KIND_PLANTED, /* the franchise's sets and palette, all else strange */
    KIND_DOSE     /* PLAIN_FILMS' last film, but from a share of it on one knob is strange */
};

struct series_film {
    enum series_kind kind;
    int which;     /* a plain film's number; else the knob */
    double reused; /* of a dose: the share of the film that is the series' own */
};

struct span {
    int first, last; /* frames, both inside; first -1: none */
};

/* All films of a series in the order in which they are worth shooting; how many. */
enum { MOST_SERIES_FILMS = PLAIN_FILMS + 2 + ONE_KNOB_FILMS + 1 + DOSED_KNOBS * DOSES };
int series_list(bool dosed, struct series_film films[MOST_SERIES_FILMS]);
int dosed_knob(int n);    /* from 0 */
int one_knob(int n);      /* from 0 */
double dose_share(int n); /* from 0 */

/* Where a film lies without its ending: FOLDER/SEED-NAME. */
void series_stem(const char *folder, uint64_t seed, const struct series_film *, char *stem, size_t room);
/* Shoots it: STEM.mkv with sound, .truth, .tsv, .script. Kept if there already. false: told on standard
 * error. */
bool series_shoot(const char *folder, uint64_t seed, const struct series_film *);
/* Whether it was shot whole. */
bool series_is_there(const char *folder, uint64_t seed, const struct series_film *);
/* The frames in which it departs, as the head of its script says. */
struct span series_departure(const char *folder, uint64_t seed, const struct series_film *);

/* Where a shot of a film plays, as its truth file says. */
struct series_place {
    int first, last; /* frames that show nothing but this shot, both inside */
    char set[64];    /* and how it is dressed */
};
/* Of all shots of scenes, in order; the caller frees. NULL: told on standard error. */
struct series_place *series_places(const char *folder, uint64_t seed, const struct series_film *,
                                   size_t *count);
/* The place of a frame; NULL: none. */
const char *series_set_at(const struct series_place *, size_t count, int64_t frame);

#endif
