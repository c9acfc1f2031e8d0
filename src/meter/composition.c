/* SPDX-License-Identifier: Apache-2.0 */
/* All sums are of integers, so that their order does not matter. */
#include "base/error.h"
#include "base/layout.h"
#include "meter/meter.h"
#include <math.h>
#include <stdlib.h>

static const struct meter_measure measures[] = {
    {.name = "layout",
     .unit = "",
     .what = "where light and edges lie: 96 bytes of every 8th frame; missing where the picture is flat",
     .grid = "frame",
     .vector = true},
};

enum { WHITE = 255 * 256 };

/* Sums over a cell, or the picture. */
struct tally {
    uint64_t light, across, down;
    uint32_t samples;
};

struct span {
    int begin, end;
};

/* Part `at` of `parts`: never empty, so parts share samples where there are fewer of these. */
static struct span part_of(int size, int at, int parts)
{
    int begin = at * size / parts, end = (at + 1) * size / parts;
    return (struct span){begin, end > begin ? end : begin + 1};
}

static int white_at_most(uint16_t luma)
{
    return luma < WHITE ? luma : WHITE;
}

/* A step belongs to the sample before it; the last row and column have none. */
static struct tally tally_cell(const struct plane *y, struct span columns, struct span rows)
{
    struct tally tally = {.samples = (uint32_t)((columns.end - columns.begin) * (rows.end - rows.begin))};
    for (int row = rows.begin; row < rows.end; row++) {
        const uint16_t *at = y->data + (ptrdiff_t)row * y->stride;
        const uint16_t *below = row + 1 < y->height ? at + y->stride : at;
        for (int x = columns.begin; x < columns.end; x++) {
            int luma = white_at_most(at[x]), right = white_at_most(at[x + 1 < y->width ? x + 1 : x]);
            tally.light += (uint64_t)luma;
            tally.across += (uint64_t)abs(right - luma);
            tally.down += (uint64_t)abs(white_at_most(below[x]) - luma);
        }
    }
    return tally;
}

/* Of luma over the picture, as coded (256 a level). */
static double deviation_of(const struct plane *y)
{
    uint64_t sum = 0, squares = 0, count = (uint64_t)y->width * (uint64_t)y->height;
    for (int row = 0; row < y->height; row++)
        for (int x = 0; x < y->width; x++) {
            uint64_t luma = (uint64_t)white_at_most(y->data[(ptrdiff_t)row * y->stride + x]);
            sum += luma;
            squares += luma * luma;
        }
    return sqrt((double)(count * squares - sum * sum)) / (double)count;
}

static uint8_t to_byte(double value)
{
    return (uint8_t)(fmin(fmax(value, 0.0), 255.0) + 0.5);
}

static void write_layout(const struct tally cells[LAYOUT_CELLS], double deviation, uint8_t *bytes)
{
    struct tally whole = {0};
    for (int i = 0; i < LAYOUT_CELLS; i++) {
        whole.light += cells[i].light;
        whole.across += cells[i].across;
        whole.down += cells[i].down;
        whole.samples += cells[i].samples;
    }
    double mean = (double)whole.light / whole.samples;
    double step = (double)(whole.across + whole.down) / (2.0 * whole.samples);
    for (int i = 0; i < LAYOUT_CELLS; i++) {
        double samples = cells[i].samples;
        double light = ((double)cells[i].light / samples - mean) / deviation;
        bytes[i] = to_byte(LAYOUT_LIGHT_MIDDLE + LAYOUT_LIGHT_SCALE * light);
        bytes[LAYOUT_CELLS + i] = to_byte(LAYOUT_EDGE_SCALE * (double)cells[i].across / samples / step);
        bytes[2 * LAYOUT_CELLS + i] = to_byte(LAYOUT_EDGE_SCALE * (double)cells[i].down / samples / step);
    }
}

static enum pst_status composition_open(struct meter_run *run)
{
    run->state = NULL;
    return PST_OK;
}

static enum pst_status composition_picture(struct meter_run *run, const struct picture *picture)
{
    const struct plane *y = &picture->small.y;
    struct tally cells[LAYOUT_CELLS];
    uint8_t bytes[LAYOUT_SIZE];
    if (picture->n % LAYOUT_EVERY != 0)
        return PST_OK;
    if (y->width > SMALL_LUMA || y->height > SMALL_LUMA)
        return fail(run->error, PST_INTERNAL, "picture %lld is larger than meters take",
                    (long long)picture->n);
    double deviation = deviation_of(y);
    if (deviation < LAYOUT_LEAST_DEVIATION * 256)
        return PST_OK;
    for (int i = 0; i < LAYOUT_CELLS; i++)
        cells[i] = tally_cell(y, part_of(y->width, i % LAYOUT_COLUMNS, LAYOUT_COLUMNS),
                              part_of(y->height, i / LAYOUT_COLUMNS, LAYOUT_ROWS));
    write_layout(cells, deviation, bytes);
    return run->sink->vector(run, 0, picture->n, bytes, sizeof bytes);
}

static void composition_close(struct meter_run *run)
{
    run->state = NULL;
}

const struct meter composition_meter = {
    .name = "composition",
    .version = 1,
    .wants = METER_PICTURES,
    .measures = measures,
    .measure_count = 1,
    .open = composition_open,
    .picture = composition_picture,
    .close = composition_close,
};
