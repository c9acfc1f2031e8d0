/* SPDX-License-Identifier: Apache-2.0 */
/* The layout of a frame's colour histogram in OKLab: what the meter writes and what form reads.

   16 levels each of L, a and b; bin = (L level × 16 + a level) × 16 + b level. L levels are even over 0..1.
   Levels of a and b are 0.04 wide and lie round multiples of 0.04, −0.34..0.30: level 8 lies round zero, so
   that grey stays grey, and all of sRGB is inside (a −0.234..0.277, b −0.312..0.199). Values beyond go into
   the outermost level.

   As bytes the histogram is sparse: a record for every bin that is not empty, by rising bin, little-endian:
   uint16 bin, uint8 weight. The weights of a frame sum to 255. */
#ifndef PST_COLOUR_BINS_H
#define PST_COLOUR_BINS_H

#include <stdint.h>

enum {
    COLOUR_LEVELS = 16,
    COLOUR_BINS = COLOUR_LEVELS * COLOUR_LEVELS * COLOUR_LEVELS,
    COLOUR_RECORD = 3,  /* bytes */
    COLOUR_WEIGHT = 255 /* what the weights of a frame sum to */
};

#define COLOUR_LIGHT_STEP (1.0 / COLOUR_LEVELS)
#define COLOUR_AB_STEP 0.04
#define COLOUR_AB_LOW (-0.34)

static inline int colour_level(double value, double low, double step)
{
    double level = (value - low) / step;
    if (!(level > 0.0))
        return 0;
    return level < COLOUR_LEVELS - 1 ? (int)level : COLOUR_LEVELS - 1;
}

static inline int colour_bin_at(int l, int a, int b)
{
    return (l * COLOUR_LEVELS + a) * COLOUR_LEVELS + b;
}

/* The bin of an OKLab colour. */
static inline int colour_bin(double l, double a, double b)
{
    return colour_bin_at(colour_level(l, 0.0, COLOUR_LIGHT_STEP),
                         colour_level(a, COLOUR_AB_LOW, COLOUR_AB_STEP),
                         colour_level(b, COLOUR_AB_LOW, COLOUR_AB_STEP));
}

/* The middle of a bin. */
static inline double colour_bin_l(int bin)
{
    return (bin / (COLOUR_LEVELS * COLOUR_LEVELS) + 0.5) * COLOUR_LIGHT_STEP;
}

static inline double colour_bin_a(int bin)
{
    return COLOUR_AB_LOW + (bin / COLOUR_LEVELS % COLOUR_LEVELS + 0.5) * COLOUR_AB_STEP;
}

static inline double colour_bin_b(int bin)
{
    return COLOUR_AB_LOW + (bin % COLOUR_LEVELS + 0.5) * COLOUR_AB_STEP;
}

static inline int colour_record_bin(const uint8_t record[COLOUR_RECORD])
{
    return record[0] | record[1] << 8;
}

static inline int colour_record_weight(const uint8_t record[COLOUR_RECORD])
{
    return record[2];
}

static inline void colour_record_write(uint8_t record[COLOUR_RECORD], int bin, int weight)
{
    record[0] = (uint8_t)(bin & 0xff);
    record[1] = (uint8_t)(bin >> 8);
    record[2] = (uint8_t)weight;
}

#endif
