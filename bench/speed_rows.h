/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of the bench of speed: each prints what it measured beside what is asked for. */
#ifndef BENCH_SPEED_ROWS_H
#define BENCH_SPEED_ROWS_H

#include "speed_films.h"
#include "verdict.h"
#include <stdint.h>

struct speed_bench {
    int runs, cores;
    int long_seconds, short_seconds; /* of the H.264 films, of the others */
    const char *folder;              /* for films and reels that stay */
    char pastiche[SPEED_PATH], reel[SPEED_PATH], log[SPEED_PATH];
    char threads[16]; /* `cores`, as text */
    double memory[2]; /* MiB, the most of any run at 1080p and at 2160p; 0: none yet */
    int unable;       /* rows that could not be measured */
};

/* A row: what was measured, the value and its unit (NAN: could not be), and what else is worth knowing. */
void speed_row(struct speed_bench *, const char *what, double value, const char *unit, struct bound,
               const char *more);

/* What a program takes from start to end, the median; NAN where it fails. */
double speed_milliseconds(struct speed_bench *, const char *const argv[]);

/* Frames of the film whose reel was measured last; 0 where there is none. */
int64_t speed_frames(const struct speed_bench *);

/* `pastiche measure` of a film beside ffmpeg that only decodes it. Any file; `shots`: with --only shots too.
 */
void speed_ratio(struct speed_bench *, const char *name, const char *path, struct bound, bool shots);

/* The ratios, the memory and the first frame of issue 7, on films of our own. */
void speed_decoding(struct speed_bench *);
/* Memory and time a frame over the film's length, in minutes; the whole of each film is measured once. */
void speed_lengths(struct speed_bench *, enum speed_film, const int *minutes, int count);
/* What is done with a reel of two hours and 2,000 shots. */
void speed_reel(struct speed_bench *);

#endif
