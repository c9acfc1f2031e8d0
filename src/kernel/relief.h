/* SPDX-License-Identifier: Apache-2.0 */
/* A picture's relief: what is left of it when local brightness and contrast are taken away, so that a scene
   is alike in dark and light, under a flash and after it. */
#ifndef PST_RELIEF_H
#define PST_RELIEF_H

#include <stdint.h>

enum { RELIEF_NONE = 128 }; /* a sample like those around it */

/* The part of a picture that has one; both ends are in it. */
struct relief_part {
    int first_column, last_column, first_row, last_row;
};

/* `luma`: 256 a level, rows of `width` samples without gaps; sides of at most 64. Outside the part all is
   RELIEF_NONE. */
typedef void relief_kernel(const uint16_t *luma, int width, int height, struct relief_part, uint8_t *relief);
relief_kernel relief_of, relief_of_avx2;

#endif
