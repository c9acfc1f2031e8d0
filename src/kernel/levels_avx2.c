/* SPDX-License-Identifier: Apache-2.0 */
/* What the compiler makes of the reference is as good as intrinsics. */
#define levels_count levels_count_avx2
#include "kernel/levels.c"
