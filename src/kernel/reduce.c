/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/reduce.h"
#include <string.h>

static const void *row_of(const struct samples *p, int y)
{
    return (const char *)p->data + y * p->stride;
}

static void add_row(const struct samples *p, int y, uint32_t *sums)
{
    if (p->depth == 8) {
        const uint8_t *row = row_of(p, y);
        for (int x = 0; x < p->width; x++)
            sums[x] += row[x];
    } else {
        const uint16_t *row = row_of(p, y);
        for (int x = 0; x < p->width; x++)
            sums[x] += row[x];
    }
}

/* Byte rows add up in 16-bit lanes, twice as many at a time; 256 rows of 255 still fit. */
static void add_byte_rows(const struct samples *p, int top, int bottom, uint32_t *sums)
{
    uint16_t part[64];
    for (int x0 = 0; x0 < p->width; x0 += 64) {
        int width = p->width - x0 < 64 ? p->width - x0 : 64;
        memset(part, 0, sizeof part);
        for (int y = top; y < bottom; y++) {
            const uint8_t *row = (const uint8_t *)row_of(p, y) + x0;
            if (width == 64)
                for (int x = 0; x < 64; x++)
                    part[x] = (uint16_t)(part[x] + row[x]);
            else
                for (int x = 0; x < width; x++)
                    part[x] = (uint16_t)(part[x] + row[x]);
        }
        for (int x = 0; x < width; x++)
            sums[x0 + x] = part[x];
    }
}

static void sum_rows(const struct samples *p, int top, int bottom, uint32_t *sums)
{
    if (p->depth == 8 && bottom - top <= 256) {
        add_byte_rows(p, top, bottom, sums);
        return;
    }
    memset(sums, 0, (size_t)p->width * sizeof *sums);
    for (int y = top; y < bottom; y++)
        add_row(p, y, sums);
}

/* 255 × 256 output steps for each `span` of the sample, for the mean over `count` samples. */
static double steps_of(const struct scale *scale, uint64_t count)
{
    return 255.0 * 256.0 / ((double)scale->span * (double)count);
}

static uint16_t scaled_mean(uint64_t sum, uint64_t count, double steps, const struct scale *scale)
{
    int64_t above = (int64_t)sum - (int64_t)count * scale->zero;
    double value = (double)above * steps + (scale->base + 0.5);
    return (uint16_t)(value < 0 ? 0 : value > 65535 ? 65535 : (int)value);
}

/* One row of output from the column sums of its `rows` rows. Box edges floor(i · W / w) are stepped to, as
   Bresenham's line is: no division for each sample. */
static void reduce_row(const struct samples *from, const struct scale *scale, const uint32_t *sums, int rows,
                       uint16_t *to, int to_width)
{
    int whole = from->width / to_width, rest = from->width % to_width, left = 0, error = 0, known = 0;
    double steps = 0;
    for (int i = 0; i < to_width; i++) {
        int right = left + whole;
        error += rest;
        if (error >= to_width) {
            error -= to_width;
            right++;
        }
        uint64_t sum = 0, count = (uint64_t)(right - left) * (uint64_t)rows;
        for (int x = left; x < right; x++)
            sum += sums[x];
        if (right - left != known)
            steps = steps_of(scale, count);
        known = right - left;
        to[i] = scaled_mean(sum, count, steps, scale);
        left = right;
    }
}

enum { LANES = 32, LANE_ROOM = 255 };

/* Byte lanes count up to 255 each before they are added up. */
static void count_clipped_span(const uint8_t *row, int chunks, int low, int high, int *at_low, int *at_high)
{
    uint8_t l[LANES] = {0}, h[LANES] = {0}, floor = (uint8_t)low, ceiling = (uint8_t)high;
    for (int c = 0; c < chunks; c++)
        for (int i = 0; i < LANES; i++) {
            l[i] = (uint8_t)(l[i] + (row[c * LANES + i] <= floor));
            h[i] = (uint8_t)(h[i] + (row[c * LANES + i] >= ceiling));
        }
    for (int i = 0; i < LANES; i++) {
        *at_low += l[i];
        *at_high += h[i];
    }
}

static void count_clipped_bytes(const uint8_t *row, int width, int low, int high, int *at_low, int *at_high)
{
    int chunks = low >= 0 && low <= 255 && high >= 0 && high <= 255 ? width / LANES : 0, x;
    *at_low = *at_high = 0;
    for (int c = 0; c < chunks; c += LANE_ROOM) {
        int part = chunks - c < LANE_ROOM ? chunks - c : LANE_ROOM;
        count_clipped_span(row + (ptrdiff_t)c * LANES, part, low, high, at_low, at_high);
    }
    for (x = chunks * LANES; x < width; x++) {
        *at_low += row[x] <= low;
        *at_high += row[x] >= high;
    }
}

static void count_clipped_words(const uint16_t *row, int width, int low, int high, int *at_low, int *at_high)
{
    int l = 0, h = 0;
    for (int x = 0; x < width; x++) {
        l += row[x] <= low;
        h += row[x] >= high;
    }
    *at_low = l;
    *at_high = h;
}

static void count_clipped(const struct samples *p, int top, int bottom, struct clipping *clipping)
{
    for (int y = top; y < bottom; y++) {
        int low, high;
        if (p->depth == 8)
            count_clipped_bytes(row_of(p, y), p->width, clipping->low, clipping->high, &low, &high);
        else
            count_clipped_words(row_of(p, y), p->width, clipping->low, clipping->high, &low, &high);
        clipping->at_low += low;
        clipping->at_high += high;
    }
}

void reduce_plane(const struct samples *from, struct scale scale, struct clipping *clipping, uint32_t *sums,
                  uint16_t *to, int to_width, int to_height)
{
    if (clipping)
        clipping->at_low = clipping->at_high = 0;
    for (int j = 0; j < to_height; j++) {
        int top = (int)((int64_t)j * from->height / to_height);
        int bottom = (int)((int64_t)(j + 1) * from->height / to_height);
        sum_rows(from, top, bottom, sums);
        if (clipping)
            count_clipped(from, top, bottom, clipping);
        reduce_row(from, &scale, sums, bottom - top, to + (ptrdiff_t)j * to_width, to_width);
    }
}
