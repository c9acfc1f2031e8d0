/* SPDX-License-Identifier: Apache-2.0 */
/* What the compiler makes of the reference is as good as intrinsics. */
#define place_plane place_plane_avx2
#include "kernel/place.c"
