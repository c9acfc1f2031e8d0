/* SPDX-License-Identifier: Apache-2.0 */
/* A shot list on its way into another tool's format, and back. Plain data: a format knows neither the reel
   nor the file; each is one source with its writer and, where it can come back, its reader. */
#ifndef PST_EXCHANGE_H
#define PST_EXCHANGE_H

#include "base/text.h"
#include "pastiche/film.h"
#include "pastiche/shot.h"
#include "pastiche/status.h"

/* How the list counts: at a steady rate, `rate`, tick 0 at film time 0. For a film of a steady rate a tick is
   a frame; one whose rate varies, or that is conformed to another, is counted by its frames' times. */
struct exchange_clock {
    struct pst_rational
        rate;       /* ticks a second; {0, 0} where the film has no steady rate and none was asked */
    int64_t start;  /* tick 0 as a number of timecode frames */
    bool drop;      /* drop-frame timecode; only ever true at 30000/1001 and 60000/1001 */
    int64_t ticks;  /* of the whole film */
    int64_t frames; /* of the whole film; 0: as many as ticks */
};

/* How a shot begins. in and out are ticks, out the first behind: a cut has in = out, the new shot's first. */
struct exchange_change {
    struct pst_transition transition; /* in frames of the film */
    int64_t in, out;
    double start, end; /* seconds of film time */
};

struct exchange_shot {
    size_t number;        /* in the film, from 1 */
    struct pst_shot shot; /* frames, cut off at the ends of the part that is exported */
    int64_t in, out;      /* ticks; out is the first behind it; in < out */
    double start, end;    /* seconds of film time */
    const struct exchange_change *begins, *ends; /* NULL where the film, or the part, just begins or ends */
    /* Changes within it that lead to no other shot: a fade whose hold of black is too short to be one. */
    const struct exchange_change *loose;
    size_t loose_count;
};

struct exchange_span { /* a title or a label */
    const char *text;
    int64_t first, last; /* frames; of a title those in which it is seen */
    int64_t in, out;     /* ticks */
    double start, end;   /* seconds of film time */
};

/* What a writer is given. Strings are UTF-8 and hold whatever people put into names. Everything is in order
   of time; shots do not overlap, but need not touch: a list may leave shots out. */
struct exchange {
    const char *version; /* of pastiche */
    const char *title;   /* of the film */
    const char *file;    /* its name, without folder */
    const char *media;   /* where the film lies, as the person says: a path or a URL; the file name else */
    struct exchange_clock clock;
    bool variable; /* the film's own rate varies */
    int64_t frames;
    double duration;                /* seconds */
    int width, height;              /* for show: square pixels, turned upright */
    int sound_rate, sound_channels; /* 0: no sound */
    const struct exchange_shot *shots;
    size_t shot_count;
    const struct exchange_span *titles, *labels;
    size_t title_count, label_count;
    /* Takes what a long file has come to and leaves the text empty; NULL: nobody takes it before its end. */
    void (*take)(void *taker, struct text *);
    void *taker;
};

/* What a reader found. `row` is the line of the file (the element's line in XML, the item's place in JSON),
   from 1, for messages. Nothing is checked against the film but by the reader's own need: spans may overlap,
   lie outside, or be in no order. */
struct exchange_found_shot {
    int row;
    int64_t in, out; /* ticks of reading.rate; out the first behind */
};
struct exchange_found_change {
    int row;
    enum pst_transition_kind kind;
    int64_t in, out;   /* likewise; a cut has in = out */
    double confidence; /* 0..1; NaN where the file does not tell */
    char detail[64];
};
struct exchange_found_label {
    int row;
    int64_t in, out;
    char *name;
};
struct exchange_reading {
    struct pst_rational rate; /* ticks a second; {0, 0}: ticks are frames of the film */
    bool changes_told;        /* the file tells every change; false: a border without a change is a cut */
    bool labels_told;         /* the file has a place for labels: without one they stay as they are */
    struct {
        struct exchange_found_shot *items;
        size_t count, capacity;
    } shots;
    struct {
        struct exchange_found_change *items;
        size_t count, capacity;
    } changes;
    struct {
        struct exchange_found_label *items;
        size_t count, capacity;
    } labels;
};
void exchange_reading_release(struct exchange_reading *);

/* Adds a label; the name is copied and made clean. False where there is no memory. */
bool exchange_add_label(struct exchange_reading *, int row, int64_t in, int64_t out, const char *name);

/* A format's writer: appends the whole file. Fails with PST_USAGE where the list cannot be said in it. */
typedef enum pst_status exchange_writer(const struct exchange *, struct text *, struct pst_error *);

/* A format's reader. `name` is for messages: "'fixed.edl', line 12: …" (PST_INPUT). `bytes` end in NUL, which
   `size` does not count, and are a stranger's: any bytes at all, megabytes of them. `clock` is the film's,
   for formats that tell timecodes without a rate. The reading is the caller's to release, also after a
   failure. */
typedef enum pst_status exchange_reader(const char *name, const char *bytes, size_t size,
                                        const struct exchange_clock *clock, struct exchange_reading *,
                                        struct pst_error *);

#endif
