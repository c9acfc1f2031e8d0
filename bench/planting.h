/* SPDX-License-Identifier: Apache-2.0 */
/* Films with a changed passage of another film in them, made by the program `ffmpeg`. */
#ifndef BENCH_PLANTING_H
#define BENCH_PLANTING_H

#include <stdbool.h>
#include <stdint.h>

struct planted_change {
    const char *name;
    const char *filter; /* ffmpeg's, of the passage; fps with the rate that comes out */
    const char *encode; /* of the whole film */
    double speed;       /* the copy's time over the passage's */
    int rate;           /* pictures a second after it; 0: the passage's own */
    bool mirrored;
    bool within; /* half size, in a picture of the host */
};
extern const struct planted_change planted_changes[];
extern const int planted_change_count;

struct planting {
    const struct planted_change *change;
    const char *source, *host;   /* films */
    int host_from;               /* frame of the host that the film begins with */
    double rate;                 /* the source's pictures a second */
    int64_t first, frames;       /* of the source */
    const char *film;            /* to write */
    int64_t its_first, its_last; /* where it is in there: told */
};

/* false: told on standard error. */
bool plant_passage(struct planting *);

#endif
