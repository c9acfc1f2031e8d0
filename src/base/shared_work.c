/* SPDX-License-Identifier: Apache-2.0 */
#include "base/shared_work.h"
#include <pthread.h>
#include <unistd.h>

enum { THREADS_MOST = 16 };

bool shared_work_take(struct shared_work *work, size_t *first, size_t *count)
{
    *first = work->failed ? work->count : atomic_fetch_add(&work->next, work->at_once);
    if (*first >= work->count)
        return false;
    *count = work->count - *first < work->at_once ? work->count - *first : work->at_once;
    return true;
}

static void *lend_a_hand(void *data)
{
    struct shared_work *work = data;
    work->work(work, work->data);
    return NULL;
}

bool shared_work_do(struct shared_work *work)
{
    pthread_t threads[THREADS_MOST];
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t wanted = (work->count + work->at_once - 1) / work->at_once, started = 0;
    wanted = processors > 0 && wanted > (size_t)processors ? (size_t)processors : wanted;
    while (started + 1 < wanted && started < THREADS_MOST &&
           pthread_create(&threads[started], NULL, lend_a_hand, work) == 0)
        started++;
    lend_a_hand(work);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    return !work->failed;
}
