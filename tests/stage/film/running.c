/* SPDX-License-Identifier: Apache-2.0 */
#include "film/running.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- the frames ---- */

static const struct staged_shot *shot_after(const struct screenplay *film, size_t n)
{
    return n + 1 < film->shot_count ? &film->shots[n + 1] : NULL;
}

static int frames_of_join(const struct staged_shot *shot)
{
    return shot && shot->join != join_cut ? shot->join_frames : 0;
}

/* NULL, or what does not fit. */
static const char *misfit(const struct screenplay *film, size_t n)
{
    const struct staged_shot *shot = &film->shots[n], *next = shot_after(film, n);
    if (shot->frames < 1)
        return "has no frames";
    if (n == 0 && shot->join != join_cut)
        return "is the first and joins nothing";
    if (shot->join != join_cut && shot->join_frames < 1)
        return "joins gradually in no frames";
    if (frames_of_join(shot) && shot->fade_in)
        return "has a gradual join and a fade at its begin";
    if (frames_of_join(next) && shot->fade_out)
        return "has a gradual join and a fade at its end";
    return NULL;
}

int running_misfit(const struct screenplay *film, char *complaint, size_t room)
{
    for (size_t n = 0; n < film->shot_count; n++) {
        const struct staged_shot *shot = &film->shots[n];
        const char *what = misfit(film, n);
        long begin = (long)frames_of_join(shot) + shot->fade_in;
        long end = (long)frames_of_join(shot_after(film, n)) + shot->fade_out;
        if (what)
            snprintf(complaint, room, "shot '%s' %s", shot->name, what);
        else if (begin + end > shot->frames)
            snprintf(complaint, room,
                     "shot '%s' has %d frames; the joins and fades at its begin and end take %ld and %ld",
                     shot->name, shot->frames, begin, end);
        else
            continue;
        return (int)n;
    }
    return -1;
}

int running_make(const struct screenplay *film, struct running *running, char *complaint, size_t room)
{
    *running = (struct running){0};
    if (running_misfit(film, complaint, room) >= 0)
        return -1;
    running->spans = calloc(film->shot_count + 1, sizeof *running->spans);
    if (!running->spans) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    for (size_t n = 0; n < film->shot_count; n++) {
        int first = running->frames - frames_of_join(&film->shots[n]);
        running->spans[n] = (struct shown_span){first, first + film->shots[n].frames - 1};
        running->frames = running->spans[n].last + 1;
    }
    return 0;
}

void running_release(struct running *running)
{
    free(running->spans);
    *running = (struct running){0};
}

static double faded_at(const struct staged_shot *shot, int frame, struct colour *colour)
{
    int out = frame - (shot->frames - shot->fade_out), in = shot->fade_in - frame;
    *colour = out >= 0 ? shot->fade_out_to : shot->fade_in_from;
    if (out >= 0)
        return (out + 1.0) / shot->fade_out;
    return in > 0 ? in / (shot->fade_in + 1.0) : 0;
}

struct exposure running_at(const struct screenplay *film, const struct running *running, int frame)
{
    size_t low = 0, high = film->shot_count - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (running->spans[middle].last < frame)
            low = middle + 1;
        else
            high = middle;
    }
    struct exposure exposure = {.a = (int)low, .b = -1, .a_frame = frame - running->spans[low].first};
    exposure.a_faded = faded_at(&film->shots[low], exposure.a_frame, &exposure.a_fade);
    const struct staged_shot *next = shot_after(film, low);
    if (next && running->spans[low + 1].first <= frame) {
        exposure.b = (int)low + 1;
        exposure.b_frame = frame - running->spans[low + 1].first;
        exposure.b_faded = faded_at(next, exposure.b_frame, &exposure.b_fade);
        exposure.done = (exposure.b_frame + 1.0) / (next->join_frames + 1.0);
    }
    return exposure;
}

/* ---- the transitions ---- */

struct telling {
    const struct screenplay *film;
    const struct running *running;
    struct true_transition *told;
    int count;
};

static int same_colour(struct colour a, struct colour b)
{
    return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

static int is_plain(const struct staged_shot *shot, struct colour *colour)
{
    *colour = shot->ground;
    return shot->card == card_black || shot->card == card_colour;
}

/* A cut that leads from a plain colour to the same one is none. */
static int seen_cut(const struct staged_shot *a, const struct staged_shot *b)
{
    struct colour end, begin;
    int plain_end = is_plain(a, &end), plain_begin = is_plain(b, &begin);
    if (a->fade_out) {
        plain_end = 1;
        end = a->fade_out_to;
    }
    if (b->fade_in) {
        plain_begin = 1;
        begin = b->fade_in_from;
    }
    return !(plain_end && plain_begin && same_colour(end, begin));
}

static int is_jump(const struct telling *t, int from, int to)
{
    const struct staged_shot *a = &t->film->shots[from], *b = &t->film->shots[to];
    int passed = t->running->spans[to].first - t->running->spans[from].first;
    for (const char *x = a->name, *y = b->name; *x || *y; x++, y++) {
        if (*x != *y)
            return 0;
    }
    return a->scene >= 0 && a->scene == b->scene && b->clock != a->clock + passed;
}

static int is_impact(const struct contact *contact)
{
    return contact->landed && contact->deed >= 0 && contact->sound != sound_step &&
           contact->sound != sound_swing && contact->sound != sound_cloth;
}

static int rounded(double x)
{
    return x < 0 ? -(int)(0.5 - x) : (int)(x + 0.5);
}

static int nearer(int a, int b)
{
    return abs(b) < abs(a) ? b : a;
}

/* All contacts that the shot shows; the caller frees. */
static struct contact *contacts_in(const struct screenplay *film, const struct staged_shot *shot, int *count)
{
    const struct scene *scene = &film->scenes[shot->scene];
    struct body bodies[most_people];
    struct contact *contacts = NULL;
    int room = 0;
    screenplay_bodies(film, bodies);
    do {
        room = room ? *count : 256;
        contacts = realloc(contacts, (size_t)room * sizeof *contacts);
        if (!contacts) {
            fputs("stage: out of memory\n", stderr);
            exit(5);
        }
        *count =
            contacts_between(scene->deeds, (int)scene->deed_count, bodies, scene->starts, film->people_count,
                             screenplay_rate(film), shot->clock, shot->clock + shot->frames, contacts, room);
    } while (*count > room);
    return contacts;
}

/* Frames from the film's frame `border` to the nearest impact that the shot shows. */
static int nearest_impact(const struct telling *t, int n, int border)
{
    const struct staged_shot *shot = &t->film->shots[n];
    int nearest = none_near, count;
    if (shot->scene < 0)
        return nearest;
    struct contact *contacts = contacts_in(t->film, shot, &count);
    for (int i = 0; i < count; i++) {
        double frame = t->running->spans[n].first + contacts[i].at - shot->clock;
        if (is_impact(&contacts[i]))
            nearest = nearer(nearest, rounded(frame - border));
    }
    free(contacts);
    return nearest;
}

static int side_at(const struct screenplay *film, const struct staged_shot *shot, int frame)
{
    struct vec at = camera_view(&shot->camera, frame, NULL).at;
    return scene_side(film, &film->scenes[shot->scene], at, shot->clock + frame);
}

static int crosses(const struct screenplay *film, int to)
{
    const struct staged_shot *shot = &film->shots[to];
    int before = to - 1;
    while (before >= 0 && film->shots[before].scene != shot->scene)
        before--;
    if (shot->scene < 0 || before < 0)
        return 0;
    const struct staged_shot *last = &film->shots[before];
    return side_at(film, last, last->frames - 1) * side_at(film, shot, 0) < 0;
}

static void tell(struct telling *t, const char *kind, struct shown_span span, int from, int to)
{
    struct true_transition *told = &t->told[t->count++];
    *told = (struct true_transition){kind, span.first, span.last, from, to, "", none_near, 0};
    if (from < 0 || to < 0)
        return;
    told->crosses = crosses(t->film, to);
    if (span.first == span.last && (kind[0] == 'c' || kind[0] == 'j'))
        told->near_contact = nearer(nearest_impact(t, from, span.first), nearest_impact(t, to, span.first));
}

static const char *dip_kind(struct colour c)
{
    if (c.red <= 0 && c.green <= 0 && c.blue <= 0)
        return "dip_black";
    return c.red >= 1 && c.green >= 1 && c.blue >= 1 ? "dip_white" : "dip";
}

static void tell_join(struct telling *t, int to)
{
    static const char *const kinds[join_kinds] = {"cut", "dissolve", "wipe", "wipe", "wipe", "push", "slide"};
    static const char *const details[join_kinds] = {"", "", "straight", "clock", "iris", "", ""};
    const struct staged_shot *shot = &t->film->shots[to];
    int first = t->running->spans[to].first, sudden = frames_of_join(shot) <= 1;
    const char *kind = kinds[sudden ? join_cut : shot->join];
    if (sudden && is_jump(t, to - 1, to))
        kind = "jump_cut";
    tell(t, kind, (struct shown_span){first, sudden ? first : first + shot->join_frames - 1}, to - 1, to);
    if (!sudden)
        t->told[t->count - 1].detail = details[shot->join];
}

/* What happens between the shot before `to` and `to`; either may be missing. */
static void tell_border(struct telling *t, int to)
{
    int from = to - 1, count = (int)t->film->shot_count;
    const struct staged_shot *a = from >= 0 ? &t->film->shots[from] : NULL;
    const struct staged_shot *b = to < count ? &t->film->shots[to] : NULL;
    struct shown_span out = {0}, in = {0};
    if (a)
        out =
            (struct shown_span){t->running->spans[from].last - a->fade_out + 1, t->running->spans[from].last};
    if (b)
        in = (struct shown_span){t->running->spans[to].first, t->running->spans[to].first + b->fade_in - 1};
    int next = b ? to : -1;
    if (a && b && a->fade_out && b->fade_in && same_colour(a->fade_out_to, b->fade_in_from)) {
        tell(t, dip_kind(a->fade_out_to), (struct shown_span){out.first, in.last}, from, next);
        return;
    }
    if (a && a->fade_out)
        tell(t, "fade_out", out, from, next);
    if (a && b && (b->join != join_cut || seen_cut(a, b)))
        tell_join(t, to);
    if (b && b->fade_in)
        tell(t, "fade_in", in, from, next);
}

struct true_transition *running_transitions(const struct screenplay *film, const struct running *running,
                                            int *count)
{
    struct telling t = {film, running, calloc(3 * (film->shot_count + 1), sizeof(struct true_transition)), 0};
    if (!t.told) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    for (size_t to = 0; to <= film->shot_count; to++)
        tell_border(&t, (int)to);
    *count = t.count;
    return t.told;
}
