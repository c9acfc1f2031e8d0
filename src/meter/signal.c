/* SPDX-License-Identifier: Apache-2.0 */
/* What finding shots needs, in one pass: a record a frame, and candidates judged while their pictures are
   still in view. */
#include "base/error.h"
#include "meter/meter.h"
#include "meter/signal_parts.h"
#include <stdlib.h>
#include <string.h>

enum { MEASURE_FRAME, MEASURE_CANDIDATE };

static const struct meter_measure measures[] = {
    [MEASURE_FRAME] = {.name = "signal",
                       .unit = "",
                       .what = "mean, deviation and distances to earlier frames; docs/measures.md",
                       .grid = "frame",
                       .vector = true},
    [MEASURE_CANDIDATE] = {.name = "signal_candidate",
                           .unit = "",
                           .what = "places where a shot may end, with what the pictures told of them",
                           .grid = "candidate",
                           .vector = true},
};

enum { SEARCHES = SPAN_KINDS * SPAN_GROUPS, RECENT = 32 };

/* The best span of every middle, while it may still be the peak. */
struct search {
    struct span spans[SIGHT_RING];
    int64_t looked; /* middles up to here (exclusive) have their span */
};

struct signal_state {
    struct sights sights;
    struct search searches[SEARCHES]; /* by kind, then group */
    struct span recent[RECENT];       /* judged ones, so that no span is told twice */
    int recent_count;
    int64_t sudden_next, gradual_next; /* frames to judge next */
    int64_t candidates;
    struct sight ring[SIGHT_RING];
};

static enum pst_status signal_open(struct meter_run *run)
{
    struct signal_state *state = calloc(1, sizeof *state);
    if (!state)
        return fail_memory(run->error);
    state->sights.kernels = kernels_here();
    state->sights.ring = state->ring;
    run->state = state;
    return PST_OK;
}

static enum pst_status tell(struct meter_run *run, const struct signal_candidate *c)
{
    struct signal_state *state = run->state;
    uint8_t bytes[SIGNAL_CANDIDATE_SIZE];
    signal_candidate_pack(c, bytes);
    return run->sink->vector(run, MEASURE_CANDIDATE, state->candidates++, bytes, sizeof bytes);
}

static enum pst_status judge_sudden(struct meter_run *run, int64_t until)
{
    struct signal_state *state = run->state;
    enum pst_status status = PST_OK;
    for (; status == PST_OK && state->sudden_next < until; state->sudden_next++)
        if (sudden_possible(&state->sights, state->sudden_next)) {
            struct signal_candidate c;
            sudden_judge(&state->sights, state->sudden_next, &c);
            status = tell(run, &c);
        }
    return status;
}

/* No middle within half the span has a better one. */
static bool is_peak(const struct search *search, int64_t m)
{
    const struct span *span = &search->spans[m & (SIGHT_RING - 1)];
    int64_t half = (span->b - span->a) / 2;
    if (span->b < 0)
        return false;
    for (int64_t n = m - half < 0 ? 0 : m - half; n <= m + half && n < search->looked; n++) {
        float other = search->spans[n & (SIGHT_RING - 1)].score;
        if (other > span->score || (other == span->score && n < m))
            return false;
    }
    return true;
}

static bool told_before(struct signal_state *state, const struct span *span)
{
    for (int i = 0; i < RECENT && i < state->recent_count; i++)
        if (state->recent[i].a == span->a && state->recent[i].b == span->b)
            return true;
    state->recent[state->recent_count++ % RECENT] = *span;
    return false;
}

static enum pst_status judge_gradual(struct meter_run *run, int64_t until)
{
    struct signal_state *state = run->state;
    enum pst_status status = PST_OK;
    for (; state->gradual_next < until; state->gradual_next++)
        for (int i = 0; i < SEARCHES && status == PST_OK; i++) {
            const struct search *search = &state->searches[i];
            int64_t m = state->gradual_next;
            if (!is_peak(search, m))
                continue;
            struct span span = span_refine(&state->sights, search->spans[m & (SIGHT_RING - 1)],
                                           (enum span_kind)(i / SPAN_GROUPS));
            if (told_before(state, &span))
                continue;
            struct signal_candidate c;
            gradual_judge(&state->sights, span, &c);
            status = tell(run, &c);
        }
    return status;
}

static void look_for_spans(struct signal_state *state, int64_t until)
{
    for (int i = 0; i < SEARCHES; i++) {
        struct search *search = &state->searches[i];
        for (; search->looked < until; search->looked++)
            search->spans[search->looked & (SIGHT_RING - 1)] = span_about(
                &state->sights, search->looked, (enum span_kind)(i / SPAN_GROUPS), i % SPAN_GROUPS);
    }
}

static enum pst_status signal_picture(struct meter_run *run, const struct picture *picture)
{
    struct signal_state *state = run->state;
    uint8_t bytes[SIGNAL_FRAME_SIZE];
    const struct sight *now = sight_add(&state->sights, picture, run->film);
    int64_t seen = state->sights.count;
    signal_frame_pack(&now->frame, bytes);
    enum pst_status status = run->sink->vector(run, MEASURE_FRAME, picture->n, bytes, sizeof bytes);
    if (status == PST_OK)
        status = judge_sudden(run, seen - SUDDEN_AHEAD);
    look_for_spans(state, seen - SPAN_LONGEST / 2 - 8);
    if (status == PST_OK)
        status = judge_gradual(run, seen - GRADUAL_AHEAD);
    return status;
}

static enum pst_status signal_finish(struct meter_run *run)
{
    struct signal_state *state = run->state;
    enum pst_status status = judge_sudden(run, state->sights.count);
    look_for_spans(state, state->sights.count);
    if (status == PST_OK)
        status = judge_gradual(run, state->sights.count);
    return status;
}

static void signal_close(struct meter_run *run)
{
    free(run->state);
    run->state = NULL;
}

const struct meter signal_meter = {
    .name = "signal",
    .version = 2,
    .wants = METER_PICTURES,
    .measures = measures,
    .measure_count = sizeof measures / sizeof *measures,
    .open = signal_open,
    .picture = signal_picture,
    .finish = signal_finish,
    .close = signal_close,
};
