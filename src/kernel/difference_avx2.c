/* SPDX-License-Identifier: Apache-2.0 */
/* What the compiler makes of the reference is as good as intrinsics. */
#define absolute_difference absolute_difference_avx2
#include "kernel/difference.c"
