/* SPDX-License-Identifier: Apache-2.0 */
/* How a new cut is made of an old one, for editing programs: its events in order, each with where it comes
   from, and what was left out between them. */
#ifndef PST_CUT_LIST_H
#define PST_CUT_LIST_H

#include "exchange/exchange.h"

struct cut_event {
    bool is_new;      /* shows what only the new cut has: its source is the new cut itself */
    bool is_gone;     /* of the old cut, and not in the new one: in = out in the new cut */
    int64_t from, to; /* ticks of the source, the last behind */
    int64_t in, out;  /* ticks of the new cut, likewise */
    double speed;     /* of the source: 1 as it is */
    const char *what; /* "trimmed head" */
};

struct cut_source {
    const char *file, *title; /* title "" where unknown */
    struct exchange_clock clock;
};

struct cut_list {
    const char *version; /* of pastiche */
    struct cut_source old_cut, new_cut;
    const struct cut_event *events;
    size_t count;
};

typedef enum pst_status cut_list_writer(const struct cut_list *, struct text *, struct pst_error *);

/* CMX 3600; the new cut's timecodes, the old one's as source (reel OLD, or NEW), M2 where it is re-timed, and
   "* PASTICHE …" for what was left out before the next event. PST_USAGE where a rate is missing or there are
   more than 999 events. */
cut_list_writer cut_edl_write;

/* A timeline of the new cut: a clip an event, linear time warps, a marker for what was left out. */
cut_list_writer cut_otio_write;

/* PST_USAGE where a cut has no steady rate to count by. */
enum pst_status cut_list_check(const struct cut_list *, const char *format, struct pst_error *);

#endif
