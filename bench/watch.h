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
void watched_release(struct watched *);

#endif
