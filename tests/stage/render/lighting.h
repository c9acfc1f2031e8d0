/* SPDX-License-Identifier: Apache-2.0 */
/* The light that surfaces send to the camera. */
#ifndef STAGE_LIGHTING_H
#define STAGE_LIGHTING_H

#include "render/surface.h"

void surfaces_light(struct surfaces *surfaces, const struct scenery *scenery);

#endif
