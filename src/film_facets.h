/* SPDX-License-Identifier: Apache-2.0 */
/* What of a reel is compared with other films. */
#ifndef PST_FILM_FACETS_H
#define PST_FILM_FACETS_H

#include "likeness/facets.h"

/* Reads a reel's shots with their facets; role, `common` and windows are left at 0. What the reel does not
   hold cannot be told: its bit is off. On success the film is the caller's, for film_facets_release; on
   failure there is nothing to give back. */
enum pst_status film_facets(const char *path, struct facet_film *, struct pst_error *);

/* Strings, shots and windows. */
void film_facets_release(struct facet_film *);

#endif
