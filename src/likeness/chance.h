/* SPDX-License-Identifier: Apache-2.0 */
/* Chance that is the same every time: SplitMix64 (Steele, Lea & Flood 2014). */
#ifndef PST_CHANCE_H
#define PST_CHANCE_H

#include <stddef.h>
#include <stdint.h>

struct chance {
    uint64_t state;
};

static inline uint64_t chance_next(struct chance *chance)
{
    uint64_t z = chance->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* 0 ≤ … < 1 */
static inline double chance_share(struct chance *chance)
{
    return (double)(chance_next(chance) >> 11) * 0x1p-53;
}

/* 0 … count − 1 */
static inline size_t chance_below(struct chance *chance, size_t count)
{
    return (size_t)(chance_share(chance) * (double)count);
}

#endif
