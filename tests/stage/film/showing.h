/* SPDX-License-Identifier: Apache-2.0 */
/* Which frames of the film show a moment of a scene. A frame of a shot stands for the scene's clock from its
 * own moment until the next frame's, as it is on the screen for that long; a moment may be shown by several
 * shots, or by none. */
#ifndef STAGE_SHOWING_H
#define STAGE_SHOWING_H

#include "film/running.h"

/* The film's frame that shows `clock` of a scene in the first shot after `*shot` that does, which `*shot`
 * becomes; -1 where no further shot does. Begin with *shot = -1. */
int showing_frame(const struct screenplay *film, const struct running *running, int scene, double clock,
                  int *shot);
/* The film's frames of a shot that show any of its scene's clock in [from, until); a span without length is
 * the moment `from`. 0 where none do. */
int showing_span(const struct screenplay *film, const struct running *running, int shot, double from,
                 double until, struct shown_span *span);

#endif
