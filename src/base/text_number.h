/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers as printf writes them, several times as fast: exports are made of them. */
#ifndef PST_TEXT_NUMBER_H
#define PST_TEXT_NUMBER_H

#include "base/text.h"
#include <stdint.h>

void text_append_whole(struct text *, int64_t);

/* As "%.*g" in the locale "C". `digits`: 1 to 17. */
void text_append_number(struct text *, double, int digits);

/* "#rrggbb" in lower case. */
enum { RGB_SIZE = 8 };
void text_rgb(char to[RGB_SIZE], unsigned char red, unsigned char green, unsigned char blue);

#endif
