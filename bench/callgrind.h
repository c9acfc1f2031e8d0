/* SPDX-License-Identifier: Apache-2.0 */
/* Instructions as valgrind's callgrind counted them: what each program and library took itself. */
#ifndef BENCH_CALLGRIND_H
#define BENCH_CALLGRIND_H

#include <stdbool.h>
#include <stdio.h>

struct callgrind_entry {
    char *name; /* NULL: a number that was not given a name */
    long long instructions;
};

struct callgrind_table {
    struct callgrind_entry *entries;
    size_t count;
};

struct callgrind {
    struct callgrind_table objects, functions; /* functions: of the one object asked for */
};

/* Reads a callgrind.out of one event; `object` is the last part of the path of that whose functions are told.
   false: out of memory. The caller releases it either way. */
bool callgrind_read(FILE *, const char *object, struct callgrind *);
/* The most expensive first. */
void callgrind_sort(struct callgrind_table *);
void callgrind_release(struct callgrind *);

#endif
