/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of the signal meter: candidates are judged while their pictures are in view. */
#ifndef PST_SIGNAL_PARTS_H
#define PST_SIGNAL_PARTS_H

#include "base/signal_features.h"
#include "meter/sight.h"
#include <assert.h>
#include <stdbool.h>

enum {
    SUDDEN_AHEAD = 26,   /* frames that must have been seen after a sudden change, or the film's end */
    SPAN_LONGEST = 104,  /* b − a of those looked for; refined up to 8 more */
    GRADUAL_AHEAD = 116, /* frames after the middle of a gradual one */
};

static_assert((int)SUDDEN_COUNT <= (int)SIGNAL_FEATURES && (int)GRADUAL_COUNT <= (int)SIGNAL_FEATURES,
              "a candidate has room for its features");

/* Whether frame t may be the first of a new shot. */
bool sudden_possible(const struct sights *, int64_t t);
/* Cells of t that differ from t−1 far more than from frame to frame around: people who are suddenly elsewhere
   before a camera that stays. */
int cells_that_leap(const struct sights *, int64_t t);
/* What tells a new picture from the old one seen otherwise: moved, nearer, in another light, in part. `new`
   is the first frame that has nothing of the old picture, t or the one after. */
void likeness_judge(const struct sights *, int64_t t, int64_t new, float *features);
void sudden_judge(const struct sights *, int64_t t, struct signal_candidate *);

/* The best span about middle m: what a search over middles keeps of each. */
struct span {
    int64_t a, b; /* b < 0: none */
    float score;
};
enum span_kind { SPAN_MIX, SPAN_WIPE, SPAN_PUSH, SPAN_KINDS };
/* Spans of each size are looked for apart: no strong change hides a weaker one of another size. */
enum { SPAN_GROUPS = 4 };

struct span span_about(const struct sights *, int64_t m, enum span_kind, int group);
struct span span_refine(const struct sights *, struct span, enum span_kind);
void gradual_judge(const struct sights *, struct span, struct signal_candidate *);

#endif
