/* SPDX-License-Identifier: Apache-2.0 */
/* What the compiler makes of the reference is as good as intrinsics. */
#define relief_of relief_of_avx2
#include "kernel/relief.c"
