/* SPDX-License-Identifier: Apache-2.0 */
/* How much memory the decoding of a film's pictures takes, and what fits into how much. */
#ifndef PST_BUDGET_H
#define PST_BUDGET_H

#include <libavcodec/avcodec.h>
#include <stdbool.h>
#include <stdint.h>

/* Where nothing is said: half of the machine's memory, from 512 MiB to 4 GiB. */
int64_t budget_default(void);

struct budget {
    int threads;       /* of the decoder: as many as were wanted, or fewer where more do not fit */
    int ahead;         /* pictures that may wait for the meters */
    int64_t needed;    /* bytes with the above */
    int64_t pixels;    /* the largest picture of the same kind that fits */
    bool fits, judged; /* judged: a second decoder fits too */
};

/* For pictures as `codec` tells them and at most `bytes`; `threads` > 0 are wanted. */
struct budget budget_plan(const AVCodecParameters *codec, int64_t bytes, int threads);

/* The largest picture of any kind that a decoder with one thread can hold in `bytes`. */
int64_t budget_pixels(int64_t bytes);

#endif
