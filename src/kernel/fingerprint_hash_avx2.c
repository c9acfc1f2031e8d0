/* SPDX-License-Identifier: Apache-2.0 */
/* What the compiler makes of the reference is as good as intrinsics, but for the grid. */
#define fingerprint_make fingerprint_make_avx2
#define fingerprint_make_grid fingerprint_make_grid_avx2
#include "kernel/fingerprint_hash.c"
