/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "kernel/fingerprint_hash.h"
#include "meter/meter.h"
#include <stdlib.h>

static const struct meter_measure measures[] = {
    {.name = "fingerprint",
     .unit = "",
     .what = "36 bytes that stay nearly the same through re-encoding, scaling, crop and (known) mirroring",
     .grid = "frame",
     .vector = true},
};

static enum pst_status fingerprint_open(struct meter_run *run)
{
    run->state = malloc(sizeof(struct fingerprint_basis));
    if (!run->state)
        return fail_memory(run->error);
    fingerprint_init(run->state);
    return PST_OK;
}

static enum pst_status fingerprint_picture(struct meter_run *run, const struct picture *picture)
{
    uint8_t bytes[FINGERPRINT_SIZE];
    const struct plane *y = &picture->small.y;
    if (y->width > SMALL_LUMA || y->height > SMALL_LUMA)
        return fail(run->error, PST_INTERNAL, "picture %lld is larger than meters take",
                    (long long)picture->n);
    fingerprint_make(run->state, &picture->small, bytes);
    return run->sink->vector(run, 0, picture->n, bytes, sizeof bytes);
}

static void fingerprint_close(struct meter_run *run)
{
    free(run->state);
    run->state = NULL;
}

const struct meter fingerprint_meter = {
    .name = "fingerprint",
    .version = 1,
    .wants = METER_PICTURES,
    .measures = measures,
    .measure_count = 1,
    .open = fingerprint_open,
    .picture = fingerprint_picture,
    .close = fingerprint_close,
};
