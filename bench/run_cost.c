/* SPDX-License-Identifier: Apache-2.0 */
#include "run_cost.h"
#include <fcntl.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + 1e-6 * (double)t.tv_usec;
}

static void become(const char *const argv[], const char *log)
{
    int out = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0666), in = open("/dev/null", O_RDONLY);
    dup2(in, 0);
    dup2(out, 1);
    dup2(out, 2);
    execvp(argv[0], (char *const *)(uintptr_t)argv);
    _exit(127);
}

int run_cost(const char *const argv[], const char *log, struct run_cost *cost)
{
    int state;
    struct rusage usage;
    double began = now();
    pid_t child = fork();
    if (child == 0)
        become(argv, log);
    if (child < 0 || wait4(child, &state, 0, &usage) != child)
        return -1;
    if (cost)
        *cost = (struct run_cost){now() - began, seconds(usage.ru_utime) + seconds(usage.ru_stime),
                                  (double)usage.ru_maxrss / 1024};
    return WIFEXITED(state) ? WEXITSTATUS(state) : -1;
}
