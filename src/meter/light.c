/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "kernel/levels.h"
#include "kernel/transfer.h"
#include "meter/meter.h"
#include <stdlib.h>

enum { MEAN, CONTRAST, LOW, HIGH, LOW_KEY, HIGH_KEY, CLIPPED_BLACK, CLIPPED_WHITE, MEASURES };

#define LIGHT_MEASURE(name_, what_)                                                                          \
    {                                                                                                        \
        .name = name_, .unit = "", .what = what_, .grid = "frame"                                            \
    }

static const struct meter_measure measures[MEASURES] = {
    [MEAN] = LIGHT_MEASURE("light_mean", "mean luma Y' as coded, 0 black to 1 white"),
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
    struct levels levels;
    uint16_t shadow, bright; /* luma below `shadow` is low key, at or above `bright` high key */
};

static enum pst_status light_open(struct meter_run *run)
{
    struct light_state *s = calloc(1, sizeof *s);
    if (!s)
        return fail_memory(run->error);
    s->shadow = (uint16_t)transfer_level(run->film->transfer, SHADOW_TOP);
    s->bright = (uint16_t)transfer_level(run->film->transfer, BRIGHT_BOTTOM);
    run->state = s;
    return PST_OK;
}

static enum pst_status light_picture(struct meter_run *run, const struct picture *picture)
{
    struct light_state *s = run->state;
    levels_count(&s->levels, &picture->small.y, s->shadow, s->bright);
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
    free(run->state);
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
