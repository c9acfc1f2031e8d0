/* SPDX-License-Identifier: Apache-2.0 */
#include "render/shoot.h"

#include <pthread.h>

enum { most_threads = 64 };

struct set_work {
    const struct shooting *shooting;
    pthread_mutex_t lock;
    pthread_cond_t turn;
    int next_to_shoot, next_to_take, ended;
};

/* Waits for the frames before this one, then hands it on. */
static void hand_on(struct set_work *work, int frame, const struct picture_planes *planes)
{
    pthread_mutex_lock(&work->lock);
    while (work->next_to_take != frame)
        pthread_cond_wait(&work->turn, &work->lock);
    if (!work->ended)
        work->ended = work->shooting->take(work->shooting->user, frame, planes);
    work->next_to_take++;
    pthread_cond_broadcast(&work->turn);
    pthread_mutex_unlock(&work->lock);
}

static int next_frame(struct set_work *work)
{
    pthread_mutex_lock(&work->lock);
    int frame = work->ended || work->next_to_shoot >= work->shooting->frames ? -1 : work->next_to_shoot++;
    pthread_mutex_unlock(&work->lock);
    return frame;
}

static void *work_on(void *argument)
{
    struct set_work *work = argument;
    const struct shooting *shooting = work->shooting;
    void *stage = shooting->open(shooting->user);
    struct picture_planes planes;
    planes_open(&planes, shooting->width, shooting->height);
    for (int frame = next_frame(work); frame >= 0; frame = next_frame(work)) {
        shooting->shoot(stage, frame, &planes);
        hand_on(work, frame, &planes);
    }
    planes_close(&planes);
    shooting->close(stage);
    return NULL;
}

int shoot_all(const struct shooting *shooting)
{
    struct set_work work = {.shooting = shooting};
    pthread_t threads[most_threads];
    int wanted = shooting->threads < 1              ? 1
                 : shooting->threads > most_threads ? most_threads
                                                    : shooting->threads;
    int started = 0;
    pthread_mutex_init(&work.lock, NULL);
    pthread_cond_init(&work.turn, NULL);
    while (started < wanted && !pthread_create(&threads[started], NULL, work_on, &work))
        started++;
    for (int i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    pthread_cond_destroy(&work.turn);
    pthread_mutex_destroy(&work.lock);
    return started ? work.ended : -1;
}
