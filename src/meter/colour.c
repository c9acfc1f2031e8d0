/* SPDX-License-Identifier: Apache-2.0 */
#include "base/colour_bins.h"
#include "base/error.h"
#include "kernel/level.h"
#include "meter/meter.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CHROMA, SATURATION, HUE, WARMTH, HISTOGRAM, MEASURES };

static const struct meter_measure measures[MEASURES] = {
    [CHROMA] = {.name = "colour_chroma",
                .unit = "",
                .what = "mean OKLab chroma, 0 (grey) to about 0.32",
                .grid = "frame"},
    [SATURATION] = {.name = "colour_saturation",
                    .unit = "",
                    .what =
                        "mean saturation, 0..1, weighted by lightness; missing where the picture is black",
                    .grid = "frame"},
    [HUE] = {.name = "colour_hue",
             .unit = "degrees",
             .what = "mean OKLab hue, 0..360, weighted by chroma; missing where there is too little colour",
             .grid = "frame"},
    [WARMTH] = {.name = "colour_warmth",
                .unit = "",
                .what = "−1 cold to 1 warm, weighted by chroma; missing where there is too little colour",
                .grid = "frame"},
    [HISTOGRAM] = {.name = "colour_histogram",
                   .unit = "",
                   .what = "16×16×16 OKLab histogram, sparse records of 3 bytes; stands until the next",
                   .grid = "frame",
                   .vector = true},
};

/* Below this mean chroma the hue is the coding noise's; 8-bit rounding of grey alone gives up to 0.004. */
#define LEAST_CHROMA 0.01
/* Below this share of the chroma, opposite hues cancel and no hue stands for the picture. */
#define LEAST_AGREEMENT 0.1
#define LEAST_LIGHT 0.01
/* A histogram stands for the frames after it until more than a twentieth of the picture has changed its bin.
 */
enum { CHANGE = COLOUR_WEIGHT / 20 };

struct colour_state {
    const struct kernels *kernels;
    struct oklab_map map;
    double chroma, light, saturation_l, a, b; /* sums over a picture */
    uint32_t counts[COLOUR_BINS];
    uint32_t remainders[SMALL_CHROMA * SMALL_CHROMA];
    uint8_t records[COLOUR_WEIGHT * COLOUR_RECORD];
    uint8_t told[COLOUR_BINS]; /* the weights last written */
    bool any;
};

static enum pst_status colour_open(struct meter_run *run)
{
    struct colour_state *s = calloc(1, sizeof *s);
    if (!s)
        return fail_memory(run->error);
    s->kernels = kernels_here();
    oklab_map_init(&s->map, run->film->matrix, run->film->transfer);
    run->state = s;
    return PST_OK;
}

static void add_row(struct colour_state *s, const struct reduced *small, int row)
{
    uint16_t y[SMALL_CHROMA];
    float l[SMALL_CHROMA], a[SMALL_CHROMA], b[SMALL_CHROMA], chroma[SMALL_CHROMA], saturation_l[SMALL_CHROMA];
    int count = small->cb.width;
    luma_row_for_chroma(&small->y, row, count, small->cb.height, y);
    s->kernels->oklab_convert(&s->map, y, small->cb.data + (ptrdiff_t)row * small->cb.stride,
                              small->cr.data + (ptrdiff_t)row * small->cr.stride, count, l, a, b);
    s->kernels->oklab_chroma(l, a, b, count, chroma, saturation_l);
    for (int i = 0; i < count; i++) {
        s->chroma += chroma[i];
        s->saturation_l += saturation_l[i];
        s->light += l[i];
        s->a += a[i];
        s->b += b[i];
        s->counts[colour_bin(l[i], a[i], b[i])]++;
    }
}

/* Every bin's share of 255 rounded down; what is left goes, one each, to the largest remainders, the lower
   bin first among equals (Hamilton's method). *least is the smallest remainder that still gets one, *at_least
   how many of exactly that do. */
static void share_rest(struct colour_state *s, uint32_t total, uint32_t *least, uint32_t *at_least)
{
    uint32_t rest = COLOUR_WEIGHT;
    memset(s->remainders, 0, total * sizeof *s->remainders);
    for (int bin = 0; bin < COLOUR_BINS; bin++)
        if (s->counts[bin]) {
            rest -= s->counts[bin] * COLOUR_WEIGHT / total;
            s->remainders[s->counts[bin] * COLOUR_WEIGHT % total]++;
        }
    *least = total;
    *at_least = 0;
    while (rest > 0) {
        --*least;
        *at_least = rest < s->remainders[*least] ? rest : s->remainders[*least];
        rest -= *at_least;
    }
}

static size_t write_records(struct colour_state *s, uint32_t total)
{
    uint32_t least, at_least;
    uint8_t *to = s->records;
    share_rest(s, total, &least, &at_least);
    for (int bin = 0; bin < COLOUR_BINS; bin++) {
        if (!s->counts[bin])
            continue;
        uint32_t weight = s->counts[bin] * COLOUR_WEIGHT / total,
                 remainder = s->counts[bin] * COLOUR_WEIGHT % total;
        if (remainder > least)
            weight++;
        else if (remainder == least && at_least > 0) {
            weight++;
            at_least--;
        }
        if (weight > 0) {
            colour_record_write(to, bin, (int)weight);
            to += COLOUR_RECORD;
        }
    }
    return (size_t)(to - s->records);
}

/* How much of COLOUR_WEIGHT lies in other bins than in the histogram last written. */
static int moved(const struct colour_state *s, size_t size)
{
    int kept = 0;
    for (const uint8_t *record = s->records, *end = record + size; record < end; record += COLOUR_RECORD) {
        int weight = colour_record_weight(record), told = s->told[colour_record_bin(record)];
        kept += weight < told ? weight : told;
    }
    return COLOUR_WEIGHT - kept;
}

static enum pst_status write_histogram(struct meter_run *run, int64_t n, uint32_t total)
{
    struct colour_state *s = run->state;
    size_t size = write_records(s, total);
    if (s->any && moved(s, size) <= CHANGE)
        return PST_OK;
    memset(s->told, 0, sizeof s->told);
    for (const uint8_t *record = s->records, *end = record + size; record < end; record += COLOUR_RECORD)
        s->told[colour_record_bin(record)] = (uint8_t)colour_record_weight(record);
    s->any = true;
    return run->sink->vector(run, HISTOGRAM, n, s->records, size);
}

static double hue_of(const struct colour_state *s)
{
    double degrees = atan2(s->b, s->a) * (180 / 3.14159265358979323846);
    return degrees < 0 ? degrees + 360 : degrees;
}

static enum pst_status write_values(struct meter_run *run, int64_t n, double total)
{
    const struct colour_state *s = run->state;
    bool coloured = s->chroma >= LEAST_CHROMA * total;
    bool agreed = coloured && hypot(s->a, s->b) >= LEAST_AGREEMENT * s->chroma;
    /* Warm against cold runs along 50° of CIELAB hue (Ou, Luo, Woodcock and Wright 2004), which is 45° here.
     */
    double values[HISTOGRAM] = {
        [CHROMA] = s->chroma / total,
        [SATURATION] = s->light >= LEAST_LIGHT * total ? s->saturation_l / s->light : NAN,
        [HUE] = agreed ? hue_of(s) : NAN,
        [WARMTH] = coloured ? (s->a + s->b) * 0.70710678118654752440 / s->chroma : NAN,
    };
    for (unsigned i = 0; i < HISTOGRAM; i++) {
        enum pst_status status = run->sink->value(run, i, n, values[i]);
        if (status != PST_OK)
            return status;
    }
    return PST_OK;
}

static enum pst_status colour_picture(struct meter_run *run, const struct picture *picture)
{
    struct colour_state *s = run->state;
    const struct reduced *small = &picture->small;
    if (small->cb.width > SMALL_CHROMA || small->cb.height > SMALL_CHROMA ||
        small->cb.width > small->y.width || small->cb.height > small->y.height)
        return fail(run->error, PST_INTERNAL, "picture %lld has planes of sizes that meters don't take",
                    (long long)picture->n);
    s->chroma = s->light = s->saturation_l = s->a = s->b = 0;
    memset(s->counts, 0, sizeof s->counts);
    for (int row = 0; row < small->cb.height; row++)
        add_row(s, small, row);
    int total = small->cb.width * small->cb.height;
    enum pst_status status = write_values(run, picture->n, total);
    if (status != PST_OK)
        return status;
    return write_histogram(run, picture->n, (uint32_t)total);
}

static void colour_close(struct meter_run *run)
{
    free(run->state);
    run->state = NULL;
}

const struct meter colour_meter = {
    .name = "colour",
    .version = 2,
    .wants = METER_PICTURES,
    .measures = measures,
    .measure_count = MEASURES,
    .open = colour_open,
    .picture = colour_picture,
    .close = colour_close,
};
