/* SPDX-License-Identifier: Apache-2.0 */
/* Shelves of several films, laid out alike. */
#ifndef PST_SHELVES_H
#define PST_SHELVES_H

#include "likeness/shelf.h"

struct shelves {
    const struct shelf **items; /* by film; the films', or these: */
    size_t room;                /* of the largest */
    struct shelf *own;
    size_t own_count;
    struct pivots *pivots;
};

/* Films that were not laid out, or not alike, are laid out here. Closed also where it fails. false: no
 * memory. */
bool shelves_open(struct shelves *, const struct facet_film *const *films, size_t count, enum moment_kind);
void shelves_close(struct shelves *);

#endif
