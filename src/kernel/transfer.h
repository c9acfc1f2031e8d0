/* SPDX-License-Identifier: Apache-2.0 */
/* From the signal to linear light, one channel. */
#ifndef PST_TRANSFER_H
#define PST_TRANSFER_H

#include "pastiche/film.h"

/* `signal` 0..1 (clamped) to light 0..1, where 1 is reference white; brighter highlights are clipped to 1.
   - BT1886: ITU-R BT.1886 with black at 0: signal^2.4.
   - SRGB: IEC 61966-2-1.
   - PQ: ITU-R BT.2100 EOTF; reference white is 203 cd/m² (ITU-R BT.2408).
   - HLG: ITU-R BT.2100 inverse OETF, then the OOTF of a 1000 cd/m² display (gamma 1.2) a channel alone, which
     is exact for greys; reference white is 203 cd/m², the signal 0.75. Colours: see transfer_hlg_scene. */
double transfer_linear(enum pst_transfer, double signal);

/* BT.2100's inverse OETF of HLG: scene light 0..1. The OOTF makes display light of it: TRANSFER_HLG_GAIN
   times the fifth root of the scene's luminance times each channel, where 1 is reference white. */
double transfer_hlg_scene(double signal);
#define TRANSFER_HLG_GAIN (1000.0 / 203)

/* The least signal, in steps of 1/65280, whose light is at least `light` (0..1); 65281 where there is none.
 */
int transfer_level(enum pst_transfer, double light);

#endif
