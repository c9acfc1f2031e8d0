/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_FACET_FILM_H
#define PST_FACET_FILM_H

#include "likeness/facets.h"

/* What was laid out of it is as it was before: nothing. */
void film_shelf_release(struct facet_film *, enum moment_kind);

#endif
