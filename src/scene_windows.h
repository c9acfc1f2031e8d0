/* SPDX-License-Identifier: Apache-2.0 */
/* How long a moment of scene length is, and what of a film's shots counts. */
#ifndef PST_SCENE_WINDOWS_H
#define PST_SCENE_WINDOWS_H

#include "likeness/facets.h"

enum { SCENE_STEPS = 4 }; /* moments to a window */

/* Seconds: a sixtieth of the usual film, within what scenes are. 0: no memory. */
double scene_window(const struct facet_film *const *films, size_t count);

/* Black, colour cards and what films share are in no window, and have no precedent. */
void film_set_aside(struct facet_film *);

#endif
