/* SPDX-License-Identifier: Apache-2.0 */
/* stage [FRAMES]: how fast the stage shoots each example at 640x268 with figures, light and grain, with 1 and
 * 2 threads, building the sets left out; what of a processor's time a frame takes with 2, which hardly
 * depends on what else the machine does; and what part of the wanted speed (8 times 24 frames a second) 2
 * reach. Then the first 240 frames of each sample script as a film, with all that it shoots: sets built,
 * motion blur, focus, effects, joins, letters and wear. */
#include "example.h"
#include "film/filming.h"
#include "film/script.h"
#include "render/shoot.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { width = 640, height = 268, most_frames = 240 };

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

static double now(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

struct pace {
    double frames_per_second, milliseconds; /* of a processor, a frame */
};

static struct pace pace_of(struct stages *stages, int frames, int threads)
{
    struct shooting shooting = {give, shoot, leave, take, stages, width, height, frames, threads};
    double begin = now(CLOCK_MONOTONIC), worked = now(CLOCK_PROCESS_CPUTIME_ID);
    stages->given = 0;
    if (shoot_all(&shooting))
        exit(5);
    return (struct pace){frames / (now(CLOCK_MONOTONIC) - begin),
                         (now(CLOCK_PROCESS_CPUTIME_ID) - worked) * 1000 / frames};
}

static void time_examples(int frames)
{
    struct stages *stages = malloc(sizeof *stages);
    if (!stages)
        exit(5);
    printf("example\tfacets\tframes/s, 1 thread\t2 threads\tms/frame\tof 8 times real time\n");
    for (int i = 0; i < example_count; i++) {
        for (int k = 0; k < 2; k++)
            example_open(&stages->examples[k], i, width, height);
        struct pace one = pace_of(stages, frames, 1), two = pace_of(stages, frames, 2);
        printf("%d\t%zu\t%.1f\t%.1f\t%.2f\t%.2f\n", i, stages->examples[0].scenery.mesh.count,
               one.frames_per_second, two.frames_per_second, two.milliseconds, two.frames_per_second / 192);
        for (int k = 0; k < 2; k++)
            example_close(&stages->examples[k]);
    }
    free(stages);
}

static int take_frame(void *user, const struct film_frame *frame, const struct picture_planes *planes)
{
    (void)frame;
    return take(user, 0, planes);
}

static void time_film(const struct screenplay *film, const struct running *running)
{
    struct speeches speeches;
    speeches_make(film, &speeches);
    int frames = running->frames < most_frames ? running->frames : most_frames;
    struct filming filming = {.film = film,
                              .running = running,
                              .speeches = &speeches,
                              .last = frames - 1,
                              .threads = 2,
                              .take = take_frame};
    double begin = now(CLOCK_MONOTONIC), worked = now(CLOCK_PROCESS_CPUTIME_ID);
    if (film_shoot(&filming))
        exit(5);
    double pace = frames / (now(CLOCK_MONOTONIC) - begin);
    printf("%s\t%d\t%.1f\t%.2f\t%.2f\n", film->title, frames, pace, pace * film->per / film->rate,
           (now(CLOCK_PROCESS_CPUTIME_ID) - worked) * 1000 / frames);
    speeches_release(&speeches);
}

static void time_script(const char *path)
{
    struct screenplay film;
    struct running running;
    char complaint[longest_complaint];
    if (script_read_file(path, &film, complaint) ||
        running_make(&film, &running, complaint, sizeof complaint)) {
        fprintf(stderr, "%s\n", complaint);
        exit(3);
    }
    time_film(&film, &running);
    running_release(&running);
    screenplay_release(&film);
}

int main(int argc, char **argv)
{
    static const char *const scripts[] = {"lamp", "thaw", "letter", "debt", "pulse"};
    int frames = argc > 1 ? atoi(argv[1]) : 96;
    if (frames < 1) {
        fputs("usage: stage [FRAMES]\n", stderr);
        return 2;
    }
    time_examples(frames);
    printf("\nfilm\tframes\tframes/s, 2 threads\ttimes real time\tms/frame\n");
    for (int i = 0; i < 5; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s.script", SCRIPTS_DEFAULT, scripts[i]);
        time_script(path);
    }
    return 0;
}
