/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers from the command line, read strictly: the whole word or nothing, no blanks, no signs, no NaN. */
#ifndef PST_NUMBER_H
#define PST_NUMBER_H

#include <stdbool.h>

bool number_whole(const char *text, int least, int most, int *value);

/* "24", "24000/1001" or "23.976", which is 24000/1001; from 1/1000 to 1000. */
bool number_rate(const char *text, int *num, int *den);

/* "0", "0.5", "1": from 0 to 1. */
bool number_share(const char *text, double *share);

#endif
