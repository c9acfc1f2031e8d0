/* SPDX-License-Identifier: Apache-2.0 */
/* What follows an option's name on a command line. */
#ifndef BENCH_OPTION_H
#define BENCH_OPTION_H

#include <string.h>

static inline const char *option(int argc, char **argv, const char *name, const char *otherwise)
{
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return argv[i + 1];
    return otherwise;
}

#endif
