/* SPDX-License-Identifier: Apache-2.0 */
/* Runs the signal meter alone over a film. */
#ifndef BENCH_WATCH_H
#define BENCH_WATCH_H

#include "form/shots.h"

struct watched {
    struct signal_series series;
    struct {
        struct signal_frame *items;
        size_t count, capacity;
    } frames;
    struct {
        struct signal_candidate *items;
        size_t count, capacity;
    } candidates;
};

bool watch(const char *film, struct watched *);
/* As the reel packs them, so that a film need not be watched again. false: it cannot be written, read. */
bool watched_save(const struct watched *, const char *path);
bool watched_load(struct watched *, const char *path);
void watched_release(struct watched *);

#endif
