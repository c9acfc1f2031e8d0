/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "kernel/level.h"
#include "kernel/transfer.h"
#include "meter/meter.h"
#include <math.h>
#include <stdlib.h>

enum { MEAN, CONTRAST, LOW, HIGH, LOW_KEY, HIGH_KEY, CLIPPED_BLACK, CLIPPED_WHITE, MEASURES };

#define LIGHT_MEASURE(name_, what_)                                                                          \
    {                                                                                                        \
        .name = name_, .unit = "", .what = what_, .grid = "frame"                                            \
    }

static const struct meter_measure measures[MEASURES] = {
    [MEAN] = LIGHT_MEASURE("light_mean", "mean luma Y' on BT.1886's scale, 0 black to 1 white"),
    [CONTRAST] = LIGHT_MEASURE("light_contrast", "standard deviation of luma, 0..0.5"),
    [LOW] = LIGHT_MEASURE("light_low", "5th percentile of luma, 0..1"),
    [HIGH] = LIGHT_MEASURE("light_high", "95th percentile of luma, 0..1"),
    [LOW_KEY] = LIGHT_MEASURE("light_low_key", "share of the picture in deep shadow (zones 0 to II), 0..1"),
    [HIGH_KEY] = LIGHT_MEASURE("light_high_key", "share of the picture in bright light (zones VII up), 0..1"),
    [CLIPPED_BLACK] = LIGHT_MEASURE("light_clipped_black", "share of the picture at nominal black, 0..1"),
    [CLIPPED_WHITE] = LIGHT_MEASURE("light_clipped_white", "share of the picture at nominal white, 0..1"),
};

/* Zones of Ansel Adams, "The Negative" (1981): one stop wide each, zone V round middle grey (18%). Zone II
   ends 2½ stops below middle grey, zone VII begins 1½ stops above. */
#define MIDDLE_GREY 0.18
#define SHADOW_TOP (MIDDLE_GREY * 0.17677669529663688)   /* × 2^−2.5 */
#define BRIGHT_BOTTOM (MIDDLE_GREY * 2.8284271247461903) /* × 2^1.5 */

struct light_state {
    const struct kernels *kernels;
    struct levels levels;
    uint16_t shadow, bright; /* luma below `shadow` is low key, at or above `bright` high key */
    uint16_t *scale;         /* of every luma as coded, the luma of the same light in BT.1886; NULL: itself */
    uint16_t scaled[SMALL_LUMA * SMALL_LUMA];
};

enum { LUMAS = 65536, WHITE_LUMA = 65280 };

/* BT.1886's curve for every film, so that PQ, HLG and sRGB compare with it. */
static enum pst_status make_scale(struct light_state *s, enum pst_transfer transfer, struct pst_error *error)
{
    if (transfer == PST_TRANSFER_BT1886)
        return PST_OK;
    s->scale = malloc(LUMAS * sizeof *s->scale);
    if (!s->scale)
        return fail_memory(error);
    for (int i = 0; i < LUMAS; i++) {
        double light = transfer_linear(transfer, (double)i / WHITE_LUMA);
        s->scale[i] = (uint16_t)(pow(light, 1 / 2.4) * WHITE_LUMA + 0.5);
    }
    return PST_OK;
}

static struct plane to_scale(struct light_state *s, const struct plane *luma)
{
    if (!s->scale || luma->width > SMALL_LUMA || luma->height > SMALL_LUMA)
        return *luma;
    for (int y = 0; y < luma->height; y++)
        for (int x = 0; x < luma->width; x++)
            s->scaled[y * luma->width + x] = s->scale[luma->data[(ptrdiff_t)y * luma->stride + x]];
    return (struct plane){s->scaled, luma->width, luma->width, luma->height};
}

static enum pst_status light_open(struct meter_run *run)
{
    struct light_state *s = calloc(1, sizeof *s);
    if (!s)
        return fail_memory(run->error);
    s->kernels = kernels_here();
    s->shadow = (uint16_t)transfer_level(PST_TRANSFER_BT1886, SHADOW_TOP);
    s->bright = (uint16_t)transfer_level(PST_TRANSFER_BT1886, BRIGHT_BOTTOM);
    run->state = s;
    return make_scale(s, run->film->transfer, run->error);
}

static enum pst_status light_picture(struct meter_run *run, const struct picture *picture)
{
    struct light_state *s = run->state;
    struct plane luma = to_scale(s, &picture->small.y);
    s->kernels->levels_count(&s->levels, &luma, s->shadow, s->bright);
    double values[MEASURES] = {
        [MEAN] = levels_mean(&s->levels),
        [CONTRAST] = levels_deviation(&s->levels),
        [LOW] = levels_percentile(&s->levels, 5),
        [HIGH] = levels_percentile(&s->levels, 95),
        [LOW_KEY] = (double)s->levels.below / s->levels.count,
        [HIGH_KEY] = (double)s->levels.above / s->levels.count,
        [CLIPPED_BLACK] = picture->clipped_black,
        [CLIPPED_WHITE] = picture->clipped_white,
    };
    for (unsigned i = 0; i < MEASURES; i++) {
        enum pst_status status = run->sink->value(run, i, picture->n, values[i]);
        if (status != PST_OK)
            return status;
    }
    return PST_OK;
}

static void light_close(struct meter_run *run)
{
    struct light_state *s = run->state;
    if (s)
        free(s->scale);
    free(s);
    run->state = NULL;
}

const struct meter light_meter = {
    .name = "light",
    .version = 1,
    .wants = METER_PICTURES,
    .measures = measures,
    .measure_count = MEASURES,
    .open = light_open,
    .picture = light_picture,
    .close = light_close,
};
