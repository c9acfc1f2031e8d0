/* SPDX-License-Identifier: Apache-2.0 */
/* Memory for sound; the stage ends where there is none. */
#ifndef STAGE_SAMPLE_ROOM_H
#define STAGE_SAMPLE_ROOM_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static inline void *zeroed(size_t count, size_t size)
{
    void *room = calloc(count ? count : 1, size);
    if (!room) {
        fputs("stage: out of memory for sound\n", stderr);
        exit(5);
    }
    return room;
}

/* So many samples, silent. */
static inline float *sample_room(int64_t count)
{
    return zeroed((size_t)count, sizeof(float));
}

#endif
