/* SPDX-License-Identifier: Apache-2.0 */
/* Many questions of a kind, asked on all processors. */
#ifndef PST_SHARED_WORK_H
#define PST_SHARED_WORK_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct shared_work {
    size_t count, at_once; /* at_once: how many one processor takes at a time */
    atomic_size_t next;    /* that nobody has taken yet */
    atomic_bool failed;
    void (*work)(struct shared_work *, void *data); /* takes till there is no more; or fails */
    void *data;
};

/* false: there is no more. */
bool shared_work_take(struct shared_work *, size_t *first, size_t *count);

/* Works on all processors at once. What comes out must not hang on who took what. false: one failed. */
bool shared_work_do(struct shared_work *);

#endif
