/* SPDX-License-Identifier: Apache-2.0 */
/* One number for the bytes of a few frames of every example, drawn small. */
#include "example.h"

#include <inttypes.h>
#include <stdio.h>

enum { width = 160, height = 68, frames_each = 3 };

static uint64_t mixed_in(uint64_t sum, const uint8_t *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sum = (sum ^ bytes[i]) * UINT64_C(0x100000001b3);
    return sum;
}

static uint64_t add_frames(uint64_t sum, struct example *example, struct picture_planes *planes)
{
    for (int i = 0; i < frames_each; i++) {
        example_shoot(example, i * 13, planes);
        sum = mixed_in(sum, planes->y, (size_t)width * height);
        sum = mixed_in(sum, planes->cb, (size_t)width * height / 4);
        sum = mixed_in(sum, planes->cr, (size_t)width * height / 4);
    }
    return sum;
}

int main(void)
{
    struct example example;
    struct picture_planes planes;
    uint64_t sum = UINT64_C(0xcbf29ce484222325);
    planes_open(&planes, width, height);
    example_open(&example, 0, width, height);
    for (int i = 0; i < example_count; i++) {
        example_turn_to(&example, i);
        sum = add_frames(sum, &example, &planes);
    }
    example_close(&example);
    planes_close(&planes);
    printf("%016" PRIx64 "\n", sum);
    return 0;
}
