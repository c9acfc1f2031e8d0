/* SPDX-License-Identifier: Apache-2.0 */
/* How far a film has got, on standard error: one line that is drawn again on a terminal, a line every few
   seconds elsewhere. */
#ifndef PST_PROGRESS_H
#define PST_PROGRESS_H

#include "pastiche/measure.h"
#include <stdbool.h>

struct progress {
    const char *film;
    bool terminal;
    bool told, drawn;
    double last; /* wall time at which something was said */
};

struct progress progress_begin(const char *film);
void progress_show(struct progress *, const struct pst_progress *);
void progress_end(struct progress *); /* leaves the line empty */

#endif
