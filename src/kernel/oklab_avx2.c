/* SPDX-License-Identifier: Apache-2.0 */
/* But for looking up the curve, what the compiler makes of the reference is as good as intrinsics. */
#define oklab_convert oklab_convert_avx2
#define oklab_chroma oklab_chroma_avx2
#include "kernel/oklab.c"
