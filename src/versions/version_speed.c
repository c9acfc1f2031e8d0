/* SPDX-License-Identifier: Apache-2.0 */
#include "versions/version_speed.h"
#include <limits.h>
#include <stdlib.h>

/* In bits of a fingerprint, as in version_path.c. */
enum { STEP = 30 /* from one old frame to another than the next */, ANOTHER_SPEED = 20 };
enum { ABOUT = 8 /* frames by which the way may err where it comes to a shot and where it leaves it */ };

/* Frames first..last of the new cut, in one shot of both cuts; both ends show something. */
struct stretch {
    const struct version *old, *new;
    const int32_t *shown;
    int64_t first, last;
};

/* Old frames that the first and the last frame show, and how those between are rounded: down, to the nearest,
 * up. */
struct line {
    int64_t from, to;
    int rounding;
};
enum { ROUNDINGS = 3 };

static int64_t on_line(const struct stretch *s, struct line l, int64_t new)
{
    int64_t length = s->last - s->first, more = l.rounding * length / 2 - (l.rounding == 2);
    return length == 0 ? l.from : l.from + ((new - s->first) * (l.to - l.from) + more) / length;
}

static int64_t cost_of_frame(const struct stretch *s, int64_t old, int64_t new)
{
    return old < 0 ? VERSION_UNSHOWN : version_apart(s->old->prints[old], s->new->prints[new]);
}

static int64_t cost_of_ends(const struct stretch *s, int64_t from, int64_t to)
{
    return (version_begins(s->old, from) ? 0 : VERSION_OFF_BORDER) +
           (version_begins(s->old, to + 1) ? 0 : VERSION_OFF_BORDER);
}

static int64_t cost_of_way(const struct stretch *s)
{
    int64_t cost = cost_of_ends(s, s->shown[s->first], s->shown[s->last]);
    for (int64_t n = s->first; n <= s->last; n++) {
        cost += cost_of_frame(s, s->shown[n], n);
        cost += n > s->first && s->shown[n] >= 0 && s->shown[n] != s->shown[n - 1] + 1 ? STEP : 0;
    }
    return cost;
}

/* Up to `most`, where it stops. */
static int64_t cost_of_line(const struct stretch *s, struct line l, int64_t most)
{
    int64_t cost = cost_of_ends(s, l.from, l.to) + (l.to - l.from == s->last - s->first ? 0 : ANOTHER_SPEED);
    for (int64_t n = s->first; n <= s->last && cost < most; n++)
        cost += cost_of_frame(s, on_line(s, l, n), n);
    return cost;
}

struct best {
    struct line line;
    int64_t cost;
    bool found;
};

static void try_line(const struct stretch *s, int64_t from, int64_t to, struct best *best)
{
    enum { FASTEST = 4 };
    int64_t length = s->last - s->first + 1, seen = to - from + 1;
    if (from < 0 || to < from || to >= s->old->frames || seen > FASTEST * length || length > FASTEST * seen)
        return;
    for (int r = 0; r < (length == seen ? 1 : ROUNDINGS); r++) {
        struct line l = {from, to, r};
        int64_t cost = cost_of_line(s, l, best->cost);
        if (cost < best->cost)
            *best = (struct best){l, cost, true};
    }
}

/* The first and the last frame of the old shot that a frame lies in. */
static int64_t shot_first(const struct version *v, int64_t frame)
{
    while (!version_begins(v, frame))
        frame--;
    return frame < 0 ? 0 : frame;
}

static int64_t shot_last(const struct version *v, int64_t frame)
{
    while (!version_begins(v, frame + 1))
        frame++;
    return frame;
}

static void try_lines(const struct stretch *s, struct best *best)
{
    int64_t from = s->shown[s->first], to = s->shown[s->last], length = s->last - s->first;
    for (int64_t n = s->first; n <= s->last; n++) /* as fast as it was, in step with some part of it */
        if (n == s->first || s->shown[n] != s->shown[n - 1] + 1)
            for (int64_t off = -ABOUT / 2; s->shown[n] >= 0 && off <= ABOUT / 2; off++) {
                int64_t begin = s->shown[n] - (n - s->first) + off;
                try_line(s, begin, begin + length, best);
            }
    int64_t begin = shot_first(s->old, from), end = shot_last(s->old, to);
    try_line(s, begin, end, best);
    try_line(s, begin, begin + length, best);
    try_line(s, end - length, end, best);
    for (int64_t a = from - ABOUT; a <= from + ABOUT; a++) {
        try_line(s, a, end, best);
        for (int64_t b = to - ABOUT; b <= to + ABOUT; b++)
            try_line(s, a, b, best);
    }
    for (int64_t b = to - ABOUT; b <= to + ABOUT; b++)
        try_line(s, begin, b, best);
}

static void settle(const struct version *old_cut, const struct version *new_cut, int32_t *shown,
                   int64_t first, int64_t last)
{
    while (first <= last && shown[first] < 0)
        first++;
    while (first <= last && shown[last] < 0)
        last--;
    if (first >= last)
        return;
    struct stretch s = {old_cut, new_cut, shown, first, last};
    struct best best = {.cost = cost_of_way(&s)};
    try_lines(&s, &best);
    for (int64_t n = first; best.found && n <= last; n++)
        shown[n] = (int32_t)on_line(&s, best.line, n);
}

/* Whether one of the cuts begins another shot with new frame n. */
static bool divides(const struct version *old_cut, const struct version *new_cut, const int32_t *shown,
                    int64_t n)
{
    if (version_begins(new_cut, n))
        return true;
    if (shown[n] < 0 || shown[n - 1] < 0 || shown[n] <= shown[n - 1])
        return false;
    for (int64_t old = shown[n - 1] + 1; old <= shown[n]; old++)
        if (version_begins(old_cut, old))
            return true;
    return false;
}

void settle_version_speeds(const struct version *old_cut, const struct version *new_cut, int32_t *shown)
{
    for (int64_t first = 0, next; first < new_cut->frames; first = next) {
        next = first + 1;
        while (next < new_cut->frames && !divides(old_cut, new_cut, shown, next))
            next++;
        settle(old_cut, new_cut, shown, first, next - 1);
    }
}
