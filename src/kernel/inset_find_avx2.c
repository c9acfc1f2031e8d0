/* SPDX-License-Identifier: Apache-2.0 */
/* What the compiler makes of the reference is as good as intrinsics. */
#define inset_find inset_find_avx2
#include "kernel/inset_find.c"
