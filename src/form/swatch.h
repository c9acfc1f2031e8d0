/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_SWATCH_H
#define PST_SWATCH_H

#include "pastiche/reel.h"

/* Fills red, green and blue from l, a and b. A colour that sRGB cannot show loses chroma, at its own
   lightness and hue, until sRGB can. */
void swatch_paint(struct pst_swatch *);

#endif
