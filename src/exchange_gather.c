/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange_gather.h"
#include "base/clock.h"
#include "base/error.h"
#include "pastiche/shot_list.h"
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

static enum pst_status gather_changes(struct pst_reel *reel, struct exchange_gathered *g,
                                      const struct pst_transition **list, size_t *change_count,
                                      struct pst_error *error)
{
    enum pst_status status = pst_reel_transitions(reel, list, change_count, error);
    size_t count = *change_count;
    if (status != PST_OK)
        return status;
    g->changes = calloc(count + 1, sizeof *g->changes);
    if (!g->changes)
        return fail_memory(error);
    for (size_t i = 0; i < count; i++) {
        const struct pst_transition *t = *list + i;
        int64_t behind = pst_transition_is_sudden(t->kind) ? t->first : t->last + 1;
        g->changes[i] = (struct exchange_change){
            .transition = *t,
            .in = film_clock_tick(&g->clock, t->first),
            .out = film_clock_tick(&g->clock, behind),
            .start = film_clock_seconds(&g->clock, t->first),
            .end = film_clock_seconds(&g->clock, behind),
        };
    }
    return PST_OK;
}

static const struct exchange_change *change_of(const struct exchange_gathered *g,
                                               const struct pst_transition *list,
                                               const struct pst_transition *t)
{
    return t ? &g->changes[t - list] : NULL;
}

static void add_shot(struct exchange_gathered *g, const struct pst_transition *list, size_t number,
                     const struct pst_shot_line *line, struct pst_span span)
{
    struct exchange_shot *shot = &g->shots[g->exchange.shot_count++];
    bool begins = line->shot.first >= span.first, ends = line->shot.last <= span.last;
    shot->number = number;
    shot->shot = line->shot;
    shot->shot.first = begins ? line->shot.first : span.first;
    shot->shot.last = ends ? line->shot.last : span.last;
    shot->in = film_clock_tick(&g->clock, shot->shot.first);
    shot->out = film_clock_tick(&g->clock, shot->shot.last + 1);
    shot->start = film_clock_seconds(&g->clock, shot->shot.first);
    shot->end = film_clock_seconds(&g->clock, shot->shot.last + 1);
    shot->begins = begins ? change_of(g, list, line->begins) : NULL;
    shot->ends = ends ? change_of(g, list, line->ends) : NULL;
}

/* In order of time, so those of one shot lie together. One that leads to a shot belongs to the borders. */
static void add_loose(struct exchange_gathered *g, size_t change_count, bool *at_border)
{
    size_t next = 0;
    for (size_t i = 0; i < g->exchange.shot_count; i++) {
        struct exchange_shot *shot = &g->shots[i];
        while (next < change_count &&
               (at_border[next] || g->changes[next].transition.first < shot->shot.first))
            next++;
        shot->loose = &g->changes[next];
        while (next < change_count && !at_border[next] &&
               g->changes[next].transition.last <= shot->shot.last) {
            shot->loose_count++;
            next++;
        }
    }
}

static enum pst_status find_loose(struct exchange_gathered *g, const struct pst_transition *list,
                                  size_t change_count, const struct pst_shot_line *lines, size_t count,
                                  struct pst_error *error)
{
    bool *at_border = calloc(change_count + 1, sizeof *at_border);
    if (!at_border)
        return fail_memory(error);
    for (size_t i = 0; i < count; i++) {
        if (lines[i].begins)
            at_border[lines[i].begins - list] = true;
        if (lines[i].ends)
            at_border[lines[i].ends - list] = true;
    }
    add_loose(g, change_count, at_border);
    free(at_border);
    return PST_OK;
}

static enum pst_status check_ticks(const struct exchange_gathered *g, struct pst_error *error)
{
    const struct exchange *e = &g->exchange;
    for (size_t i = 0; e->clock.rate.num > 0 && i < e->shot_count; i++)
        if (e->shots[i].in >= e->shots[i].out)
            return fail(error, PST_USAGE, "shot %zu is shorter than a frame at %.6g frames a second",
                        e->shots[i].number, rational_value(e->clock.rate));
    return PST_OK;
}

static void add_shots(struct exchange_gathered *g, const struct choice *choice,
                      const struct pst_transition *list, const struct pst_shot_line *lines, size_t count)
{
    struct pst_span whole = {.last = g->exchange.frames - 1};
    size_t spans = choice->span_count ? choice->span_count : 1;
    for (size_t s = 0, i = 0; s < spans; s++) {
        struct pst_span span = choice->span_count ? choice->spans[s] : whole;
        while (i < count && lines[i].shot.last < span.first)
            i++;
        for (; i < count && lines[i].shot.first <= span.last; i++) {
            if (choice_takes_kind(choice, lines[i].shot.kind, lines[i].begins))
                add_shot(g, list, i + 1, &lines[i], span);
            if (lines[i].shot.last > span.last)
                break;
        }
    }
}

static enum pst_status gather_shots(struct pst_reel *reel, const struct choice *choice,
                                    struct exchange_gathered *g, struct pst_error *error)
{
    const struct pst_transition *list;
    struct pst_shot_line *lines;
    size_t count, change_count;
    enum pst_status status = gather_changes(reel, g, &list, &change_count, error);
    if (status == PST_OK)
        status = pst_shot_list(reel, &lines, &count, error);
    if (status != PST_OK)
        return status;
    g->shots = calloc(count + choice->span_count + 1, sizeof *g->shots);
    if (g->shots)
        add_shots(g, choice, list, lines, count);
    else
        status = fail_memory(error);
    if (status == PST_OK)
        status = find_loose(g, list, change_count, lines, count, error);
    pst_shot_list_release(&lines);
    g->exchange.shots = g->shots;
    return status == PST_OK ? check_ticks(g, error) : status;
}

static struct exchange_span make_span(const struct film_clock *clock, const char *text, int64_t first,
                                      int64_t last)
{
    return (struct exchange_span){text,
                                  first,
                                  last,
                                  film_clock_tick(clock, first),
                                  film_clock_tick(clock, last + 1),
                                  film_clock_seconds(clock, first),
                                  film_clock_seconds(clock, last + 1)};
}

static bool touches(const struct choice *choice, int64_t first, int64_t last)
{
    for (size_t i = 0; i < choice->span_count; i++)
        if (first <= choice->spans[i].last && last >= choice->spans[i].first)
            return true;
    return choice->span_count == 0;
}

static enum pst_status gather_titles(struct pst_reel *reel, const struct choice *choice,
                                     struct exchange_gathered *g, struct pst_error *error)
{
    const struct pst_title *titles;
    size_t count;
    enum pst_status status = pst_reel_titles(reel, &titles, &count, error);
    if (status != PST_OK)
        return status;
    if (!(g->titles = calloc(count + 1, sizeof *g->titles)))
        return fail_memory(error);
    for (size_t i = 0; i < count && g->exchange.frames > 0; i++) {
        double start = clock_seconds(titles[i].first_pts, titles[i].time_base),
               end = clock_seconds(titles[i].last_pts, titles[i].time_base);
        int64_t first = film_clock_seen(&g->clock, start), last = film_clock_seen(&g->clock, end - 1e-6);
        if (!(end > 0) || !(start < g->exchange.duration) || !touches(choice, first, last))
            continue;
        struct exchange_span span = make_span(&g->clock, titles[i].text, first, last < first ? first : last);
        span.start = start;
        span.end = end;
        g->titles[g->exchange.title_count++] = span;
    }
    g->exchange.titles = g->titles;
    return PST_OK;
}

static enum pst_status gather_labels(struct pst_reel *reel, const struct choice *choice,
                                     struct exchange_gathered *g, struct pst_error *error)
{
    const struct pst_label *labels;
    size_t count;
    enum pst_status status = pst_reel_labels(reel, &labels, &count, error);
    if (status != PST_OK)
        return status;
    if (!(g->labels = calloc(count + 1, sizeof *g->labels)))
        return fail_memory(error);
    for (size_t i = 0; i < count; i++)
        if (touches(choice, labels[i].first, labels[i].last))
            g->labels[g->exchange.label_count++] =
                make_span(&g->clock, labels[i].name, labels[i].first, labels[i].last);
    g->exchange.labels = g->labels;
    return PST_OK;
}

/* Square pixels, turned upright: what an editor sees. */
static void tell_shape(const struct pst_film *film, struct exchange *e)
{
    double aspect = film->sample_aspect.num > 0 ? rational_value(film->sample_aspect) : 1;
    int width = (int)lround(film->width * aspect), height = film->height;
    bool turned = film->rotation == 90 || film->rotation == 270;
    e->width = turned ? height : width;
    e->height = turned ? width : height;
}

/* The sound that was measured, else the first there is. */
static void tell_sound(const struct pst_film *film, struct exchange *e)
{
    for (size_t i = 0; i < film->stream_count; i++) {
        const struct pst_stream *stream = &film->streams[i];
        if (stream->kind == PST_STREAM_SOUND && (stream->used || e->sound_channels == 0)) {
            e->sound_rate = stream->rate;
            e->sound_channels = stream->channels;
        }
    }
}

static void tell_film(const struct exchange_gathered *g, const char *media, struct exchange *e)
{
    const struct pst_film *film = g->clock.film;
    e->version = pst_version();
    e->title = *film->title ? film->title : film->file;
    e->file = film->file;
    e->media = media ? media : film->file;
    e->clock = g->clock.ticks;
    e->variable = film->variable_rate;
    e->frames = film->frames;
    e->duration = film->duration;
    tell_shape(film, e);
    tell_sound(film, e);
}

/* Titles come and go at any time, and a chosen part may begin and end at any frame. */
static enum pst_status open_clock(struct pst_reel *reel, const struct choice *choice,
                                  struct pst_rational rate, struct film_clock *clock, struct pst_error *error)
{
    const struct pst_title *titles;
    size_t count;
    enum pst_status status = pst_reel_titles(reel, &titles, &count, error);
    if (status != PST_OK)
        return status;
    return count || choice->span_count ? film_clock_open(reel, rate, clock, error)
                                       : film_clock_open_borders(reel, rate, clock, error);
}

enum pst_status exchange_gather(struct pst_reel *reel, const struct choice *choice, struct pst_rational rate,
                                const char *media, struct exchange_gathered *g, struct pst_error *error)
{
    *g = (struct exchange_gathered){0};
    enum pst_status status = open_clock(reel, choice, rate, &g->clock, error);
    if (status != PST_OK)
        return status;
    tell_film(g, media, &g->exchange);
    status = gather_shots(reel, choice, g, error);
    if (status == PST_OK)
        status = gather_titles(reel, choice, g, error);
    return status == PST_OK ? gather_labels(reel, choice, g, error) : status;
}

void exchange_gathered_release(struct exchange_gathered *g)
{
    free(g->changes);
    free(g->shots);
    free(g->titles);
    free(g->labels);
    *g = (struct exchange_gathered){0};
}
