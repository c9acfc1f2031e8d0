/* SPDX-License-Identifier: Apache-2.0 */
/* How much of a row or a column of a decoder's plane is lit: what black bars are told by. */
#ifndef PST_LIT_H
#define PST_LIT_H

#include "kernel/reduce.h"

/* How many samples of row y lie above `threshold`. */
typedef int lit_row_kernel(const struct samples *, int y, int threshold);
lit_row_kernel count_lit_row, count_lit_row_avx2;

enum { LIT_COLUMNS = 32 };

/* The same of columns x … x + count − 1, count ≤ LIT_COLUMNS, on every `step`-th row; counts to `lit`. */
typedef void lit_columns_kernel(const struct samples *, int x, int count, int step, int threshold,
                                int lit[LIT_COLUMNS]);
lit_columns_kernel count_lit_columns, count_lit_columns_avx2;

#endif
