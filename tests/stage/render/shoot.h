/* SPDX-License-Identifier: Apache-2.0 */
/* Shoots frames on several threads and hands them on in order. Every thread has a stage of its own and makes
 * every frame whole, so how many there are cannot change a byte. */
#ifndef STAGE_SHOOT_H
#define STAGE_SHOOT_H

#include "render/develop.h"

struct shooting {
    /* Both are called from any thread, each with the stage that `open` gave this thread. */
    void *(*open)(void *user);
    void (*shoot)(void *stage, int frame, struct picture_planes *planes);
    void (*close)(void *stage);
    /* Called once a frame, in order, never twice at a time; other than 0 ends it. */
    int (*take)(void *user, int frame, const struct picture_planes *planes);
    void *user;
    int width, height, frames, threads;
};

/* What `take` said last; -1 where a thread cannot be started. */
int shoot_all(const struct shooting *shooting);

#endif
