/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_CAPTION_H
#define PST_CAPTION_H

#include "pastiche/rational.h"

/* A title (subtitle) as it goes by. */
struct title {
    int stream;                  /* index into film->streams */
    int64_t first_pts, last_pts; /* in time_base, from film time 0 */
    struct pst_rational time_base;
    const char *text; /* UTF-8, lines divided by \n, no markup; the meter copies what it keeps */
};

#endif
