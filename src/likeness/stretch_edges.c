/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/stretch_edges.h"
#include "likeness/chance.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DRAWN = 200 };
static const uint64_t SEED = 1896;

static bool is_allowed(const struct scan *scan, struct scan_bounds bounds, size_t first, size_t end)
{
    return end > first && end <= scan->count && end - first >= bounds.shortest &&
           end - first <= bounds.longest;
}

/* The best of windows whose ends lie within `reach` of those given. */
static struct scan_window best_near(const struct scan *scan, struct scan_bounds bounds,
                                    struct scan_window from, size_t reach)
{
    size_t last = from.first + from.count;
    size_t low = from.first > reach ? from.first - reach : 0, end_low = last > reach ? last - reach : 0;
    for (size_t first = low; first <= low + 2 * reach && first < scan->count; first++)
        for (size_t end = end_low; end <= last + reach && end <= scan->count; end++) {
            if (!is_allowed(scan, bounds, first, end))
                continue;
            double height = scan_height(scan, first, end - first);
            if (height > from.height)
                from = (struct scan_window){first, end - first, height};
        }
    return from;
}

void stretch_settle(const struct scan *scan, struct scan_bounds bounds, struct scan_window *window)
{
    for (bool moved = true; moved;) {
        struct scan_window next = best_near(scan, bounds, *window, 2);
        moved = next.height > window->height;
        *window = next;
    }
}

static bool is_inside(struct scan_window window, size_t i)
{
    return i >= window.first && i < window.first + window.count;
}

/* A residual from the same side of the stretch's edges. */
static size_t draw_start(struct scan_window window, size_t count, bool inside, struct chance *chance)
{
    size_t side = inside ? window.count : count - window.count;
    size_t at = chance_below(chance, side);
    return inside ? window.first + at : at < window.first ? at : at + window.count;
}

static size_t step_on(struct scan_window window, size_t count, bool inside, size_t at)
{
    at++;
    if (inside)
        return is_inside(window, at) ? at : window.first;
    at = at == window.first ? at + window.count : at;
    return at < count ? at : window.first ? 0 : window.count;
}

static void draw_curve(const double *curve, size_t count, size_t scene, struct scan_window window,
                       struct chance *chance, double *to)
{
    size_t left = 0, from = 0;
    for (size_t i = 0; i < count; i++) {
        bool inside = is_inside(window, i);
        if (left == 0 || i == window.first || i == window.first + window.count) {
            from = draw_start(window, count, inside, chance);
            left = scene;
        }
        to[i] = curve[from];
        from = step_on(window, count, inside, from);
        left--;
    }
}

static void take_interval(double *values, double *low, double *high)
{
    qsort(values, DRAWN, sizeof *values, rising);
    *low = values[DRAWN / 40];
    *high = values[DRAWN - 1 - DRAWN / 40];
}

bool stretch_edges(const double *curve, size_t count, struct scan_bounds bounds, size_t scene,
                   struct scan_window window, struct stretch_interval *interval)
{
    double begins[DRAWN], ends[DRAWN], *drawn = malloc((count + 1) * sizeof *drawn);
    struct scan scan;
    struct chance chance = {SEED};
    bool room = scan_open(&scan, count) && drawn;
    for (size_t b = 0; room && b < DRAWN; b++) {
        draw_curve(curve, count, scene, window, &chance, drawn);
        scan_take(&scan, drawn, count);
        struct scan_window found = window;
        found.height = scan_height(&scan, window.first, window.count);
        found = best_near(&scan, bounds, found, 2 * scene > window.count / 2 ? 2 * scene : window.count / 2);
        begins[b] = (double)found.first;
        ends[b] = (double)(found.first + found.count);
    }
    if (room) {
        take_interval(begins, &interval->begin_low, &interval->begin_high);
        take_interval(ends, &interval->end_low, &interval->end_high);
    }
    scan_release(&scan);
    free(drawn);
    return room;
}
