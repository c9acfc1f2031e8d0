/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/shot_list.h"
#include "base/clock.h"
#include "base/error.h"
#include "reel/summary.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct clock {
    const struct pst_film *film;
    const int64_t *pts;
    int64_t first; /* timecode frame of frame 0 */
    bool drop;
};

/* Film time of a frame, or of the end where there is none of that number. */
static double seconds_of(const struct clock *clock, int64_t frame)
{
    int64_t pts = frame < clock->film->frames ? clock->pts[frame] : clock->film->end_pts;
    return clock_seconds(pts - clock->film->first_pts, clock->film->time_base);
}

static struct clock start_clock(const struct pst_film *film, const int64_t *pts)
{
    struct clock clock = {.film = film, .pts = pts};
    if (!pst_timecode_parse(film->timecode, film->frame_rate, &clock.first, &clock.drop)) {
        clock.first = 0;
        clock.drop = false;
    }
    return clock;
}

static void write_time(const struct clock *clock, int64_t frame, char *text)
{
    double seconds = seconds_of(clock, frame);
    if (!clock->film->variable_rate)
        pst_timecode(clock->first + frame, clock->film->frame_rate, clock->drop, text);
    else if (!(seconds >= 0 && seconds < 3.6e8))
        snprintf(text, PST_TIMECODE_SIZE, "-:--:--.---");
    else {
        long long milli = llround(seconds * 1000);
        snprintf(text, PST_TIMECODE_SIZE, "%lld:%02d:%02d.%03d", milli / 3600000, (int)(milli / 60000 % 60),
                 (int)(milli / 1000 % 60), (int)(milli % 1000));
    }
}

/* How far a change's middle lies from a border between shots; -1: it does not touch the border. */
static int64_t distance(const struct pst_transition *t, int64_t border)
{
    if (t->first == t->last)
        return t->first == border ? 0 : -1;
    if (border < t->first || border > t->last + 1)
        return -1;
    int64_t middle = t->first + (t->last - t->first) / 2 + 1;
    return middle > border ? middle - border : border - middle;
}

struct transitions {
    const struct pst_transition *items;
    size_t count;
};

static const struct pst_transition *at_border(const struct transitions *all, size_t *from, int64_t border)
{
    const struct pst_transition *best = NULL;
    while (*from < all->count && all->items[*from].last + 1 < border)
        ++*from;
    for (size_t i = *from; i < all->count && all->items[i].first <= border; i++) {
        int64_t d = distance(&all->items[i], border);
        if (d >= 0 && (!best || d < distance(best, border)))
            best = &all->items[i];
    }
    return best;
}

/* The film's ends are no borders: a change that reaches there from a border belongs to that. */
static void clear_ends(struct pst_shot_line *first, struct pst_shot_line *last)
{
    const struct pst_transition *t = first->begins;
    if (t && t == first->ends && (first != last || t->kind == PST_FADE_OUT))
        first->begins = NULL;
    if (last->ends == last->begins)
        last->ends = NULL;
}

static void write_lines(const struct clock *clock, const struct pst_shot *shots, size_t count,
                        const struct transitions *transitions, struct pst_shot_line *lines)
{
    size_t from = 0;
    const struct pst_transition *begins = count ? at_border(transitions, &from, shots[0].first) : NULL;
    for (size_t i = 0; i < count; i++) {
        struct pst_shot_line *line = &lines[i];
        int64_t end = shots[i].last + 1;
        line->number = i + 1;
        line->shot = shots[i];
        line->start = seconds_of(clock, shots[i].first);
        line->length = seconds_of(clock, end) - line->start;
        write_time(clock, shots[i].first, line->in);
        write_time(clock, end, line->out);
        line->begins = begins;
        line->ends = begins = at_border(transitions, &from, end);
    }
    if (count)
        clear_ends(&lines[0], &lines[count - 1]);
}

enum pst_status pst_shot_list(struct pst_reel *reel, struct pst_shot_line **lines, size_t *count,
                              struct pst_error *error)
{
    const struct pst_shot *shots;
    struct transitions transitions;
    const int64_t *pts;
    *lines = NULL;
    enum pst_status status = pst_reel_shots(reel, &shots, count, error);
    if (status == PST_OK)
        status = pst_reel_transitions(reel, &transitions.items, &transitions.count, error);
    if (status == PST_OK)
        status = reel_border_pts(reel, &pts, error);
    if (status != PST_OK)
        return status;
    *lines = calloc(*count + 1, sizeof **lines);
    if (!*lines)
        return fail_memory(error);
    struct clock clock = start_clock(pst_reel_film(reel), pts);
    write_lines(&clock, shots, *count, &transitions, *lines);
    return PST_OK;
}

void pst_shot_list_release(struct pst_shot_line **lines)
{
    free(*lines);
    *lines = NULL;
}
