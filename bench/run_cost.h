/* SPDX-License-Identifier: Apache-2.0 */
/* Runs another program and says what it took. */
#ifndef BENCH_RUN_COST_H
#define BENCH_RUN_COST_H

#include <stdbool.h>

struct run_cost {
    double wall, processor; /* seconds */
    double memory;          /* MiB, its peak by the operating system's account */
};

/* Runs a program with standard output and standard error in `log`. Its exit code; -1 where it could not be
   run or was killed. `cost` may be NULL. */
int run_cost(const char *const argv[], const char *log, struct run_cost *cost);

#endif
