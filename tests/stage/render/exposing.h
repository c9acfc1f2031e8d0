/* SPDX-License-Identifier: Apache-2.0 */
/* Several moments on one frame of film: the mean of their light is what moves, blurred. */
#ifndef STAGE_EXPOSING_H
#define STAGE_EXPOSING_H

#include "render/shade.h"

/* No light at all. */
void canvas_clear(struct canvas *sum);
/* Adds a moment's light. Exact to a float's 24 bits: the same moments in the same order give the same sum. */
void canvas_add(struct canvas *sum, const struct canvas *moment);
/* The mean light of `count` moments that were added, to a canvas that keeps its own distances and owners. */
void canvas_mean(const struct canvas *sum, int count, struct canvas *moment);

#endif
