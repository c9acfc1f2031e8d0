/* SPDX-License-Identifier: Apache-2.0 */
/* But for sums of products, what the compiler makes of the reference is as good as intrinsics. */
#define best_shift best_shift_avx2
#include "kernel/shift.c"
