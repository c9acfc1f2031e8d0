/* SPDX-License-Identifier: Apache-2.0 */
/* Chance that comes out the same everywhere: xorshift64*, Marsaglia 2003 / Vigna 2016. */
#ifndef BENCH_LUCK_H
#define BENCH_LUCK_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

struct chance {
    uint64_t state;
};

static inline double uniform(struct chance *c)
{
    c->state ^= c->state >> 12;
    c->state ^= c->state << 25;
    c->state ^= c->state >> 27;
    return (double)(c->state * 2685821657736338717ULL >> 11) / 9007199254740992.0;
}

static inline struct chance chance_of(uint64_t seed)
{
    struct chance c = {(seed + 1) * 0x9E3779B97F4A7C15ULL};
    for (int i = 0; i < 8; i++)
        uniform(&c);
    return c;
}

static inline double between(struct chance *c, double low, double high)
{
    return low + (high - low) * uniform(c);
}

static inline int whole(struct chance *c, int low, int high)
{
    return low + (int)(uniform(c) * (high - low + 1));
}

static inline bool happens(struct chance *c, double share)
{
    return uniform(c) < share;
}

static inline int scaled(struct chance *c, double low, double high) /* even on a log scale */
{
    return (int)(exp(between(c, log(low), log(high))) + 0.5);
}

#endif
