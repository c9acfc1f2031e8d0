/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "kernel/fingerprint_bars.h"
#include "kernel/level.h"
#include "meter/meter.h"
#include <stdlib.h>

static const struct meter_measure measures[] = {
    {.name = "fingerprint",
     .unit = "",
     .what = "36 bytes that stay nearly the same through re-encoding, scaling, crop and (known) mirroring",
     .grid = "frame",
     .vector = true},
};

struct fingerprint_state {
    const struct kernels *kernels;
    struct fingerprint_basis basis;
};

static enum pst_status fingerprint_open(struct meter_run *run)
{
    struct fingerprint_state *s = malloc(sizeof *s);
    if (!s)
        return fail_memory(run->error);
    s->kernels = kernels_here();
    fingerprint_init(&s->basis);
    run->state = s;
    return PST_OK;
}

static enum pst_status fingerprint_picture(struct meter_run *run, const struct picture *picture)
{
    const struct fingerprint_state *s = run->state;
    uint8_t bytes[FINGERPRINT_SIZE];
    const struct plane *y = &picture->small.y;
    if (y->width > SMALL_LUMA || y->height > SMALL_LUMA)
        return fail(run->error, PST_INTERNAL, "picture %lld is larger than meters take",
                    (long long)picture->n);
    const struct reduced bare = fingerprint_without_bars(&picture->small);
    s->kernels->fingerprint_make(&s->basis, &bare, bytes);
    return run->sink->vector(run, 0, picture->n, bytes, sizeof bytes);
}

static void fingerprint_close(struct meter_run *run)
{
    free(run->state);
    run->state = NULL;
}

const struct meter fingerprint_meter = {
    .name = "fingerprint",
    .version = 2,
    .wants = METER_PICTURES,
    .measures = measures,
    .measure_count = 1,
    .open = fingerprint_open,
    .picture = fingerprint_picture,
    .close = fingerprint_close,
};
