/* SPDX-License-Identifier: Apache-2.0 */
/* A meter watches the film go by once. Pictures and sound come in presentation order. */
#ifndef PST_METER_H
#define PST_METER_H

#include "base/caption.h"
#include "base/picture.h"
#include "base/sound.h"
#include "pastiche/film.h"
#include "pastiche/status.h"

struct meter;
struct meter_run;

/* One thing that a meter writes. The registry's table of these is the reel's own dictionary, and a test holds
   docs/measures.md against it. */
struct meter_measure {
    const char *name; /* "light_mean": the meter's name first; also the column of table `frame` */
    const char *unit; /* "" where it has none */
    const char *what; /* one line for people: what it is, range, what NaN means */
    const char
        *grid; /* "frame": a value a picture; "film": one value, n = 0; else a grid of the meter's own */
    struct pst_rational
        step;    /* a grid of its own: seconds from one n to the next; n 0 lies at film->sound_start */
    bool vector; /* blobs, not numbers */
};

enum meter_wants { METER_PICTURES = 1, METER_SOUND = 2, METER_TITLES = 4 };

struct meter {
    const char *name; /* "colour"; also names its rows in docs/measures.md */
    unsigned version; /* goes into the reel: results of two versions don't mix unseen */
    unsigned wants;   /* of enum meter_wants */
    const struct meter_measure *measures;
    unsigned measure_count;
    enum pst_status (*open)(struct meter_run *); /* makes run->state */
    enum pst_status (*picture)(struct meter_run *, const struct picture *);
    enum pst_status (*sound)(struct meter_run *, const struct sound_block *);
    enum pst_status (*title)(struct meter_run *, const struct title *);
    enum pst_status (*finish)(
        struct meter_run *);           /* the film is over: writes what was held back; may be NULL */
    void (*close)(struct meter_run *); /* gives run->state back; always called after open */
};

/* Where a meter writes. `measure` is an index into meter->measures. Each is safe to call from the thread that
   calls the meter; a meter is called from one thread at a time. */
struct meter_sink {
    /* NaN: missing. n is free to lag behind the picture, but rises from call to call of one measure. */
    enum pst_status (*value)(struct meter_run *, unsigned measure, int64_t n, double value);
    enum pst_status (*vector)(struct meter_run *, unsigned measure, int64_t n, const void *data, size_t size);
    enum pst_status (*title)(struct meter_run *, const struct title *);
    /* Keeps the picture as a candidate for a still. */
    enum pst_status (*still)(struct meter_run *, const struct picture *);
};

struct meter_run {
    const struct meter *meter;
    const struct pst_film *film; /* frames, end_pts and active are not yet known */
    const struct meter_sink *sink;
    void *sink_data;         /* the sink's */
    void *state;             /* the meter's */
    struct pst_error *error; /* where to say what went wrong */
};

/* Every meter, in the order in which they run; ends in NULL. */
extern const struct meter *const meters[];

#endif
