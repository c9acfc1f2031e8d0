/* SPDX-License-Identifier: Apache-2.0 */
/* Expectations by hand: means of planted samples, nominal black and white of BT.709 at 8 and 10 bits. */
#include "kernel/reduce.h"
#include "test.h"

static uint32_t sums[4096];
static uint16_t small[160 * 160];

static void known_means(void)
{
    /* 4x2 samples in boxes of 2x2: means 16 and 235, black and white. */
    uint8_t data[2][8] = {{15, 17, 234, 236, 99}, {16, 16, 235, 235, 99}};
    struct samples p = {data, sizeof data[0], 4, 2, 8};
    reduce_plane(&p, (struct scale){16, 219, 0}, NULL, sums, small, 2, 1);
    REQUIRE_INT(small[0], 0);
    REQUIRE_INT(small[1], 65280);
    /* Fractions survive: mean 16.5 is half a step of 255 × 256 / 219. */
    data[0][0] = 17;
    reduce_plane(&p, (struct scale){16, 219, 0}, NULL, sums, small, 2, 1);
    REQUIRE_INT(small[0], 149);
    /* Below black clamps. */
    data[0][0] = data[0][1] = data[1][0] = data[1][1] = 0;
    reduce_plane(&p, (struct scale){16, 219, 0}, NULL, sums, small, 2, 1);
    REQUIRE_INT(small[0], 0);
}

static void ten_bits_and_chroma(void)
{
    uint16_t data[1][3] = {{64, 512, 960}};
    struct samples p = {data, sizeof data, 3, 1, 10};
    reduce_plane(&p, (struct scale){512, 896, 32768}, NULL, sums, small, 3, 1);
    REQUIRE_INT(small[0], 32768 - 32640);
    REQUIRE_INT(small[1], 32768);
    REQUIRE_INT(small[2], 32768 + 32640);
}

/* Any size: a flat plane stays flat, and rows upside down (negative stride) come out upside down. */
static void odd_sizes(void)
{
    static uint8_t data[523 * 401];
    memset(data, 120, sizeof data);
    struct samples p = {data, 523, 523, 401, 8};
    reduce_plane(&p, (struct scale){0, 255, 0}, NULL, sums, small, 160, 123);
    for (int i = 0; i < 160 * 123; i++)
        REQUIRE_INT(small[i], 120 * 256);
    memset(data, 0, 523 * 200);
    p = (struct samples){data + 523 * 400, -523, 523, 401, 8};
    reduce_plane(&p, (struct scale){0, 255, 0}, NULL, sums, small, 1, 401);
    REQUIRE_INT(small[0], 120 * 256);
    REQUIRE_INT(small[400], 0);
}

/* Boxes at every width are those that the header tells: the plain sum over [i·W/w, (i+1)·W/w). */
static void every_width(void)
{
    uint8_t data[211];
    for (int x = 0; x < 211; x++)
        data[x] = (uint8_t)(x * 37 % 256);
    struct samples p = {data, sizeof data, sizeof data, 1, 8};
    for (int width = 1; width <= 160; width++) {
        reduce_plane(&p, (struct scale){0, 255, 0}, NULL, sums, small, width, 1);
        for (int i = 0; i < width; i++) {
            int left = i * 211 / width, right = (i + 1) * 211 / width;
            double sum = 0;
            for (int x = left; x < right; x++)
                sum += data[x];
            REQUIRE_NEAR(small[i], sum * 256 / (right - left), 0.5 + 1e-6);
        }
    }
}

/* A mean over many tall rows must not overflow the narrow lanes. */
static void tall_box(void)
{
    static uint8_t data[70 * 3000];
    memset(data, 255, sizeof data);
    struct samples p = {data, 70, 70, 3000, 8};
    reduce_plane(&p, (struct scale){0, 255, 0}, NULL, sums, small, 7, 1);
    for (int i = 0; i < 7; i++)
        REQUIRE_INT(small[i], 65280);
}

static void counts(void)
{
    uint8_t data[2][8] = {{16, 17, 18, 234, 235, 255, 0, 100}, {50, 50, 50, 50, 50, 50, 50, 17}};
    struct samples p = {data, 8, 8, 2, 8};
    struct clipping c = {.low = 17, .high = 234};
    reduce_plane(&p, (struct scale){16, 219, 0}, &c, sums, small, 8, 2);
    REQUIRE_INT(c.at_low, 4);
    REQUIRE_INT(c.at_high, 3);
}

/* A row longer than the byte lanes can count in one go. */
static void long_row(void)
{
    static uint8_t data[20011];
    static uint32_t long_sums[20011];
    memset(data, 16, sizeof data);
    struct samples p = {data, sizeof data, sizeof data, 1, 8};
    struct clipping c = {.low = 17, .high = 16};
    reduce_plane(&p, (struct scale){16, 219, 0}, &c, long_sums, small, 1, 1);
    REQUIRE_INT(c.at_low, 20011);
    REQUIRE_INT(c.at_high, 20011);
}

int main(void)
{
    long_row();
    known_means();
    ten_bits_and_chroma();
    odd_sizes();
    every_width();
    tall_box();
    counts();
    return 0;
}
