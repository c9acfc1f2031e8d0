/* SPDX-License-Identifier: Apache-2.0 */
/* But for rows of bytes, what the compiler makes of the reference is as good as intrinsics. */
#define count_lit_row count_lit_row_avx2
#define count_lit_columns count_lit_columns_avx2
#include "kernel/lit.c"
