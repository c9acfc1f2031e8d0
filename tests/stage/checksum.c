/* SPDX-License-Identifier: Apache-2.0 */
/* checksum [THREADS]: one number for the bytes of a few frames of every example, drawn small. */
#include "example.h"
#include "render/shoot.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { width = 160, height = 68, frames_each = 3 };

struct sum {
    int number;
    uint64_t value;
};

static void *begin(void *user)
{
    struct example *example = malloc(sizeof *example);
    if (!example)
        exit(5);
    example_open(example, ((struct sum *)user)->number, width, height);
    return example;
}

static void shoot(void *stage, int frame, struct picture_planes *planes)
{
    example_shoot(stage, frame * 13, planes);
}

static void finish(void *stage)
{
    example_close(stage);
    free(stage);
}

static void add_bytes(struct sum *sum, const uint8_t *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sum->value = (sum->value ^ bytes[i]) * UINT64_C(0x100000001b3);
}

static int take(void *user, int frame, const struct picture_planes *planes)
{
    (void)frame;
    add_bytes(user, planes->y, (size_t)width * height);
    add_bytes(user, planes->cb, (size_t)width * height / 4);
    add_bytes(user, planes->cr, (size_t)width * height / 4);
    return 0;
}

int main(int argc, char **argv)
{
    struct sum sum = {0, UINT64_C(0xcbf29ce484222325)};
    for (; sum.number < example_count; sum.number++) {
        struct shooting shooting = {
            begin, shoot, finish, take, &sum, width, height, frames_each, argc > 1 ? atoi(argv[1]) : 1};
        if (shoot_all(&shooting))
            return 5;
    }
    printf("%016" PRIx64 "\n", sum.value);
    return 0;
}
