/* SPDX-License-Identifier: Apache-2.0 */
/* From transitions to shots that tile the film. */
#include "base/array.h"
#include "form/shots.h"
#include <stdlib.h>
#include <string.h>

struct boundaries {
    int64_t *items; /* first frame of a shot, rising, the first is 0 */
    size_t count, capacity;
};

static int64_t after_middle(int64_t first, int64_t last)
{
    return first + (last - first) / 2 + 1;
}

/* Frames between what is over at `from` and the transition `next` (NULL: the end of the film). */
static int64_t hold_after(int64_t from, const struct pst_transition *next, int64_t frames)
{
    return (next ? next->first : frames) - from;
}

/* The first frame of the shot that `t` leads to; -1 where a fade leads to none: its hold is too short to be a
   shot, and what stands on the other side of the hold is the boundary. */
static int64_t boundary_of(const struct pst_transition *t, const struct pst_transition *previous,
                           const struct pst_transition *next, int64_t frames)
{
    if (pst_transition_is_sudden(t->kind))
        return t->first;
    if (t->kind == PST_FADE_OUT && hold_after(t->last + 1, next, frames) < HOLD_FRAMES)
        return next && next->kind == PST_FADE_IN ? after_middle(t->last, next->first) : -1;
    if (t->kind == PST_FADE_IN) {
        int64_t from = !previous                                  ? 0
                       : pst_transition_is_sudden(previous->kind) ? previous->first
                                                                  : previous->last + 1;
        if (t->first - from < HOLD_FRAMES)
            return -1;
    }
    return after_middle(t->first, t->last);
}

static bool find_boundaries(const struct pst_transition *list, size_t count, int64_t frames,
                            struct boundaries *out)
{
    if (!array_push(out, 0))
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct pst_transition *previous = i ? &list[i - 1] : NULL;
        const struct pst_transition *next = i + 1 < count ? &list[i + 1] : NULL;
        int64_t boundary = boundary_of(&list[i], previous, next, frames);
        if (boundary > out->items[out->count - 1] && boundary < frames && !array_push(out, boundary))
            return false;
    }
    return true;
}

bool frame_is_solid(const struct signal_frame *f)
{
    return f->deviation < 2.5f && f->chroma_deviation < 2.5f;
}

static enum pst_shot_kind solid_kind(double luma, double cb, double cr)
{
    bool grey = cb > 118 && cb < 138 && cr > 118 && cr < 138;
    return luma < 26 && grey ? PST_SHOT_BLACK : PST_SHOT_SOLID;
}

/* Kind by the frames of the hold alone: what a transition touches is left out. */
static enum pst_shot_kind kind_by_signal(const struct signal_series *series, int64_t first, int64_t last)
{
    double luma = 0, cb = 0, cr = 0;
    int64_t count = last - first + 1;
    if (count < HOLD_FRAMES || last >= series->frame_count)
        return PST_SHOT_PICTURE;
    for (int64_t n = first; n <= last; n++) {
        const struct signal_frame *f = &series->frames[n];
        if (!frame_is_solid(f))
            return PST_SHOT_PICTURE;
        luma += f->mean;
        cb += f->cb;
        cr += f->cr;
    }
    return solid_kind(luma / (double)count, cb / (double)count, cr / (double)count);
}

static enum pst_shot_kind kind_by_fades(const struct pst_transition *before,
                                        const struct pst_transition *after)
{
    if (!before || !after || before->kind != PST_FADE_OUT || after->kind != PST_FADE_IN)
        return PST_SHOT_PICTURE;
    return before->detail[0] && !strstr(before->detail, "#000000") ? PST_SHOT_SOLID : PST_SHOT_BLACK;
}

/* What the transitions leave of a shot; *before and *after are the transitions at its ends or NULL. */
static struct pst_shot hold_of(const struct pst_shot *shot, const struct pst_transition *list, size_t count,
                               const struct pst_transition **before, const struct pst_transition **after)
{
    struct pst_shot hold = *shot;
    *before = *after = NULL;
    for (size_t i = 0; i < count && list[i].first <= shot->last + 1; i++) {
        const struct pst_transition *t = &list[i];
        if (pst_transition_is_sudden(t->kind) || t->last < shot->first - 1)
            continue;
        if (t->first <= shot->first && t->last >= shot->first - 1) {
            hold.first = t->last + 1;
            *before = t;
        } else if (t->last >= shot->last && t->first <= shot->last) {
            hold.last = t->first - 1;
            *after = t;
        }
    }
    return hold;
}

static void set_kinds(struct shot_structure *out, const struct signal_series *series)
{
    size_t from = 0;
    for (size_t i = 0; i < out->shot_count; i++) {
        const struct pst_transition *before, *after;
        struct pst_shot *shot = &out->shots[i];
        while (from < out->transition_count && out->transitions[from].last < shot->first - 1)
            from++;
        struct pst_shot hold =
            hold_of(shot, out->transitions + from, out->transition_count - from, &before, &after);
        shot->kind = series ? kind_by_signal(series, hold.first, hold.last) : kind_by_fades(before, after);
    }
}

enum pst_status shot_structure_from_transitions(const struct pst_transition *list, size_t count,
                                                int64_t frames, const struct signal_series *series,
                                                struct shot_structure *out, struct pst_error *error)
{
    struct boundaries starts = {0};
    *out = (struct shot_structure){0};
    if (frames <= 0)
        return PST_OK;
    if (!find_boundaries(list, count, frames, &starts))
        goto fail;
    out->shots = malloc(starts.count * sizeof *out->shots);
    out->transitions = malloc((count ? count : 1) * sizeof *out->transitions);
    if (!out->shots || !out->transitions)
        goto fail;
    if (count)
        memcpy(out->transitions, list, count * sizeof *list);
    out->transition_count = count;
    out->shot_count = starts.count;
    for (size_t i = 0; i < starts.count; i++) {
        int64_t end = i + 1 < starts.count ? starts.items[i + 1] : frames;
        out->shots[i] = (struct pst_shot){starts.items[i], end - 1, PST_SHOT_PICTURE};
    }
    set_kinds(out, series);
    free(starts.items);
    return PST_OK;

fail:
    free(starts.items);
    shot_structure_release(out);
    return fail_memory(error);
}

void shot_structure_release(struct shot_structure *s)
{
    free(s->shots);
    free(s->transitions);
    *s = (struct shot_structure){0};
}
