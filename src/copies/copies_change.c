/* SPDX-License-Identifier: Apache-2.0 */
#include "copies/copies_change.h"
#include "pastiche/comparison.h"
#include <math.h>
#include <stdlib.h>

static const double drift_frames = 3; /* that a speed must make over the passage to be certain */
static const double nearer = 4;       /* bits by which another view must agree better */
static const double grey_most = 1.5, colourful = 4; /* mean distance of chroma from grey, 8-bit steps */

static unsigned tell_speed(const struct copies_sketch *a, const struct copies_sketch *b,
                           const struct copies_passage *p)
{
    double seconds = a->film.times[p->a.last] - a->film.times[p->a.first];
    double drift = (p->line.speed - 1) * seconds / fmax(a->frame, b->frame);
    return drift >= drift_frames ? 1u << PST_COPY_SLOWER : drift <= -drift_frames ? 1u << PST_COPY_FASTER : 0;
}

static unsigned tell_view(const struct copies_sketch *a, const struct copies_sketch *b,
                          const struct copies_passage *p)
{
    struct copies_pair whole = {a, b, {p->views.mirrored, 0, 0}};
    if (p->views.a == p->views.b ||
        copies_line_evidence(&whole, &p->line, p->a).distance < p->evidence.distance + nearer)
        return 0;
    return 1u << (p->views.a ? PST_COPY_CLOSER : PST_COPY_WIDER);
}

/* The mean distance of the frames' mean colour from grey. */
static double colour_of(const struct copies_sketch *s, struct copies_span span)
{
    double sum = 0, frames = 0;
    for (int64_t i = span.first; i <= span.last; i++) {
        const uint8_t *print = s->film.prints + i * FINGERPRINT_SIZE;
        if (!s->told[i])
            continue;
        sum += fmax(abs(print[FINGERPRINT_CB] - 128), abs(print[FINGERPRINT_CR] - 128));
        frames++;
    }
    return frames > 0 ? sum / frames : (double)NAN;
}

static unsigned tell_colour(const struct copies_sketch *a, const struct copies_sketch *b,
                            const struct copies_passage *p)
{
    double mine = colour_of(a, p->a), its = colour_of(b, p->b);
    return its <= grey_most && mine >= colourful   ? 1u << PST_COPY_GREY
           : mine <= grey_most && its >= colourful ? 1u << PST_COPY_COLOURED
                                                   : 0;
}

unsigned copies_change(const struct copies_sketch *a, const struct copies_sketch *b,
                       const struct copies_passage *p)
{
    return (p->views.mirrored ? 1u << PST_COPY_MIRRORED : 0) | tell_speed(a, b, p) | tell_view(a, b, p) |
           tell_colour(a, b, p);
}
