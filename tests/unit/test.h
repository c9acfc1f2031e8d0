/* SPDX-License-Identifier: Apache-2.0 */
/* The whole test library: a failed REQUIRE says where and what, and ends the program with 1; SKIP ends it
 * with 77. */
#ifndef PST_TEST_H
#define PST_TEST_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEST_FAIL(...)                                                                                       \
    (fprintf(stderr, "%s:%d: ", __FILE__, __LINE__), fprintf(stderr, __VA_ARGS__), fputc('\n', stderr),      \
     exit(1))

#define REQUIRE(condition)                                                                                   \
    do {                                                                                                     \
        if (!(condition))                                                                                    \
            TEST_FAIL("not so: %s", #condition);                                                             \
    } while (0)

#define REQUIRE_INT(got, wanted)                                                                             \
    do {                                                                                                     \
        long long got_ = (long long)(got), wanted_ = (long long)(wanted);                                    \
        if (got_ != wanted_)                                                                                 \
            TEST_FAIL("%s is %lld, wanted %lld", #got, got_, wanted_);                                       \
    } while (0)

#define REQUIRE_NEAR(got, wanted, within)                                                                    \
    do {                                                                                                     \
        double got_ = (double)(got), wanted_ = (double)(wanted);                                             \
        if (!(fabs(got_ - wanted_) <= (double)(within)))                                                     \
            TEST_FAIL("%s is %.9g, wanted %.9g within %.3g", #got, got_, wanted_, (double)(within));         \
    } while (0)

#define REQUIRE_TEXT(got, wanted)                                                                            \
    do {                                                                                                     \
        const char *got_ = (got), *wanted_ = (wanted);                                                       \
        if (strcmp(got_, wanted_) != 0)                                                                      \
            TEST_FAIL("%s is '%s', wanted '%s'", #got, got_, wanted_);                                       \
    } while (0)

#define SKIP(why)                                                                                            \
    do {                                                                                                     \
        printf("skipped: %s\n", why);                                                                        \
        exit(77);                                                                                            \
    } while (0)

#endif
