/* SPDX-License-Identifier: Apache-2.0 */
/* How the shots of a list lie on an editing program's timeline: which touch, where a change overlaps both
   sides, what is left out between. The timeline begins with the first shot. */
#ifndef PST_JOINT_H
#define PST_JOINT_H

#include "exchange/exchange.h"

/* A gradual change at a border. Two that touch share it; at an edge with nothing beside it only a fade stays,
   since there is nothing to dissolve to or wipe over. */
struct joint {
    const struct exchange_change *change; /* NULL: none, or a cut */
    int64_t before, after;                /* ticks on each side of the border, within what lies there */
};

bool joint_touches(const struct exchange *, size_t shot); /* the shot before ends where this begins */
int64_t joint_gap(const struct exchange *, size_t shot);  /* ticks left out before it; 0 before the first */
struct joint joint_at_head(const struct exchange *, size_t shot);
struct joint joint_at_tail(const struct exchange *, size_t shot); /* none where the next shot touches */

int64_t joint_origin(const struct exchange *); /* tick at which the timeline begins */
int64_t joint_length(const struct exchange *); /* ticks from there to the end of the last shot */

/* PST_USAGE where the list has no steady rate to count by. */
enum pst_status joint_check(const struct exchange *, const char *format, struct pst_error *);

#endif
