/* SPDX-License-Identifier: Apache-2.0 */
/* Candidates for stills. Which shots there are is not known yet, so they are kept at widening distances from
   the last picture that looked like a new shot, at most about a second apart: each step is about half of the
   distance gone, so whatever length a shot turns out to have, a candidate lies near its middle. */
#include "base/clock.h"
#include "base/error.h"
#include "kernel/level.h"
#include "meter/meter.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A change of picture: mean absolute difference above this share of white … */
#define LEAST_CHANGE 0.04
/* … and so many times the running mean of the differences since the last one. */
#define CHANGE_RATIO 4.0
#define RUNNING_SHARE 0.2
/* A flat picture: its samples lie this close to their mean, on average. */
#define FLAT 0.006

#define WHITE_LEVEL 65280.0

enum { SAMPLES = SMALL_LUMA * SMALL_LUMA };

struct still_state {
    const struct kernels *kernels;
    uint16_t luma[2][SAMPLES]; /* of this picture and of the one before, rows without gaps */
    int now;                   /* which of them is this picture's */
    int width, height;         /* of the one before; 0: there is none */
    double running;            /* mean difference of late */
    double level;              /* mean luma of the last flat candidate */
    bool flat;                 /* the last candidate was flat, and so was every picture since */
    int64_t since;             /* pictures since the last likely boundary */
    int64_t due;               /* the next candidate's distance from it */
    int64_t widest;            /* pictures a second */
    int64_t last_pts, second;  /* of the last candidate, and a second, in the film's time base */
};

static enum pst_status still_open(struct meter_run *run)
{
    struct still_state *s = calloc(1, sizeof *s);
    if (!s)
        return fail_memory(run->error);
    s->kernels = kernels_here();
    double rate = rational_value(run->film->frame_rate);
    s->widest = rate >= 1 && rate < 1000 ? (int64_t)(rate + 0.5) : rate < 1 ? 1 : 24;
    s->second = clock_rescale(1, (struct pst_rational){1, 1}, run->film->time_base);
    run->state = s;
    return PST_OK;
}

static void copy_luma(uint16_t *to, const struct plane *plane)
{
    for (int y = 0; y < plane->height; y++)
        memcpy(to + (ptrdiff_t)y * plane->width, plane->data + (ptrdiff_t)y * plane->stride,
               (size_t)plane->width * sizeof *to);
}

static bool is_flat(const uint16_t *luma, int count, double *level)
{
    uint64_t sum = 0, spread = 0;
    for (int i = 0; i < count; i++)
        sum += luma[i];
    int mean = (int)(sum / (uint64_t)count);
    for (int i = 0; i < count; i++)
        spread += (uint64_t)abs(luma[i] - mean);
    *level = (double)sum / count / WHITE_LEVEL;
    return (double)spread / count <= FLAT * WHITE_LEVEL;
}

/* Whether the picture looks like the first of a new shot. So does one of another size. */
static bool is_boundary(struct still_state *s, int width, int height)
{
    if (width != s->width || height != s->height) {
        s->running = 0;
        return true;
    }
    uint64_t sum = s->kernels->absolute_difference(s->luma[0], s->luma[1], width * height);
    double change = (double)sum / (width * height) / WHITE_LEVEL;
    bool boundary = change >= LEAST_CHANGE && change >= CHANGE_RATIO * s->running;
    s->running = boundary ? 0 : s->running + RUNNING_SHARE * (change - s->running);
    return boundary;
}

static int64_t after(const struct still_state *s, int64_t due)
{
    int64_t step = due / 2 > 2 ? due / 2 : 2;
    return due + (step < s->widest ? step : s->widest);
}

/* A flat picture like the last flat candidate says nothing new; the first picture that is not flat again
   begins afresh. */
static bool is_repeat(struct still_state *s, bool flat, double level)
{
    bool repeat = flat && s->flat && fabs(level - s->level) <= FLAT;
    if (s->flat && !flat)
        s->since = s->due = 0;
    s->flat = flat && s->flat;
    return repeat;
}

static bool fits(const struct plane *plane)
{
    return plane->width <= SMALL_LUMA && plane->height <= SMALL_LUMA;
}

static enum pst_status still_picture(struct meter_run *run, const struct picture *picture)
{
    struct still_state *s = run->state;
    const struct plane *y = &picture->small.y;
    if (!fits(y) || (picture->bars_changed && !fits(&picture->before.y)))
        return fail(run->error, PST_INTERNAL, "picture %lld is larger than meters take",
                    (long long)picture->n);
    /* Where the black bars change, the picture cropped as the one before was is the one to compare. */
    const struct plane *same = picture->bars_changed && picture->before.y.data ? &picture->before.y : y;
    double level;
    s->now = !s->now;
    copy_luma(s->luma[s->now], same);
    if (is_boundary(s, same->width, same->height))
        s->since = s->due = 0;
    if (same != y)
        copy_luma(s->luma[s->now], y);
    s->width = y->width;
    s->height = y->height;
    bool flat = is_flat(s->luma[s->now], y->width * y->height, &level);
    bool repeat = is_repeat(s, flat, level);
    int64_t at = s->since++;
    if (repeat || (at < s->due && picture->pts - s->last_pts < s->second))
        return PST_OK;
    s->due = after(s, at);
    s->last_pts = picture->pts;
    s->flat = flat;
    s->level = level;
    return run->sink->still(run, picture);
}

static void still_close(struct meter_run *run)
{
    free(run->state);
    run->state = NULL;
}

const struct meter still_meter = {
    .name = "still",
    .version = 1,
    .wants = METER_PICTURES,
    .open = still_open,
    .picture = still_picture,
    .close = still_close,
};
