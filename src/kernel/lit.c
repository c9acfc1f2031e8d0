/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/lit.h"
#include <string.h>

static const void *row_of(const struct samples *p, int y)
{
    return (const char *)p->data + y * p->stride;
}

/* Byte lanes count up to 255 each before they are added up. */
enum { LANES = 32, LANE_ROOM = 255 };

static int count_lanes(const uint8_t *row, int chunks, uint8_t threshold)
{
    uint8_t lanes[LANES] = {0};
    int lit = 0;
    for (int c = 0; c < chunks; c++)
        for (int i = 0; i < LANES; i++)
            lanes[i] = (uint8_t)(lanes[i] + (row[c * LANES + i] > threshold));
    for (int i = 0; i < LANES; i++)
        lit += lanes[i];
    return lit;
}

static int count_bytes(const uint8_t *row, int width, int threshold)
{
    int chunks = threshold >= 0 && threshold <= 255 ? width / LANES : 0, lit = 0;
    for (int c = 0; c < chunks; c += LANE_ROOM)
        lit += count_lanes(row + (ptrdiff_t)c * LANES, chunks - c < LANE_ROOM ? chunks - c : LANE_ROOM,
                           (uint8_t)threshold);
    for (int x = chunks * LANES; x < width; x++)
        lit += row[x] > threshold;
    return lit;
}

static int count_words(const uint16_t *row, int width, int threshold)
{
    int lit = 0;
    for (int x = 0; x < width; x++)
        lit += row[x] > threshold;
    return lit;
}

int count_lit_row(const struct samples *p, int y, int threshold)
{
    return p->depth == 8 ? count_bytes(row_of(p, y), p->width, threshold)
                         : count_words(row_of(p, y), p->width, threshold);
}

void count_lit_columns(const struct samples *p, int x, int count, int step, int threshold,
                       int lit[LIT_COLUMNS])
{
    memset(lit, 0, LIT_COLUMNS * sizeof *lit);
    for (int y = 0; y < p->height; y += step) {
        const uint8_t *bytes = (const uint8_t *)row_of(p, y) + x;
        const uint16_t *words = (const uint16_t *)row_of(p, y) + x;
        if (p->depth == 8)
            for (int i = 0; i < count; i++)
                lit[i] += bytes[i] > threshold;
        else
            for (int i = 0; i < count; i++)
                lit[i] += words[i] > threshold;
    }
}
