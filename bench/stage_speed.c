/* SPDX-License-Identifier: Apache-2.0 */
/* stage [FRAMES]: how fast the stage shoots each example at 640x268 with figures, light and grain, with 1 and
 * 2 threads, building the sets left out; and what part of the wanted speed (8 times 24 frames a second) that
 * is. */
#include "example.h"
#include "render/shoot.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { width = 640, height = 268 };

struct stages {
    struct example examples[2];
    int given;
};

static void *give(void *user)
{
    struct stages *stages = user;
    return &stages->examples[__atomic_fetch_add(&stages->given, 1, __ATOMIC_RELAXED)];
}

static void shoot(void *stage, int frame, struct picture_planes *planes)
{
    example_shoot(stage, frame, planes);
}

static void leave(void *stage)
{
    (void)stage;
}

static int take(void *user, int frame, const struct picture_planes *planes)
{
    (void)user;
    (void)frame;
    (void)planes;
    return 0;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static double frames_per_second(struct stages *stages, int frames, int threads)
{
    struct shooting shooting = {give, shoot, leave, take, stages, width, height, frames, threads};
    double begin = now();
    stages->given = 0;
    if (shoot_all(&shooting))
        exit(5);
    return frames / (now() - begin);
}

int main(int argc, char **argv)
{
    int frames = argc > 1 ? atoi(argv[1]) : 96;
    struct stages *stages = malloc(sizeof *stages);
    if (!stages || frames < 1) {
        fputs("usage: stage [FRAMES]\n", stderr);
        return 2;
    }
    printf("example\tfacets\tframes/s, 1 thread\t2 threads\tof 8 times real time\n");
    for (int i = 0; i < example_count; i++) {
        for (int k = 0; k < 2; k++)
            example_open(&stages->examples[k], i, width, height);
        double one = frames_per_second(stages, frames, 1), two = frames_per_second(stages, frames, 2);
        printf("%d\t%zu\t%.1f\t%.1f\t%.2f\n", i, stages->examples[0].scenery.mesh.count, one, two, two / 192);
        for (int k = 0; k < 2; k++)
            example_close(&stages->examples[k]);
    }
    free(stages);
    return 0;
}
