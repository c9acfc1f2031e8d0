/* SPDX-License-Identifier: Apache-2.0 */
/* Joins of two developed pictures, in the signal, as an optical printer's heirs do it. */
#ifndef STAGE_EDITING_H
#define STAGE_EDITING_H

#include "film/running.h"
#include "render/develop.h"

/* `to` becomes what the film shows where `a` goes over into `b`; `done` as in struct exposure. `to` may be
 * `a`. */
void join_pictures(const struct staged_shot *coming, double done, const struct picture_planes *a,
                   const struct picture_planes *b, struct picture_planes *to);
/* Towards a colour: 0 leaves the picture as it is. */
void fade_picture(struct picture_planes *planes, struct colour colour, double faded);
/* What a colour in linear light is as Y', Cb, Cr bytes. */
void signal_of(struct colour colour, uint8_t ycc[3]);

#endif
