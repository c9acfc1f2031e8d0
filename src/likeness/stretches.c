/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/stretches.h"
#include "base/array.h"
#include "likeness/stretch_edges.h"
#include "likeness/stretch_null.h"
#include <math.h>
#include <stdlib.h>

static const double WORTH_TELLING = 0.05;

struct search {
    const struct stretch_question *q;
    struct comparison_data *data;
    struct stretch_null null;
    struct curves left; /* the film's curves, without what has been told */
    struct scan scan;
    size_t scene; /* moments */
    size_t ahead; /* left-out references with a higher window than the film's highest */
};

static struct scan *take(struct search *s, const struct curves *curves, int look)
{
    scan_take(&s->scan, curves->look[look], curves->count);
    return &s->scan;
}

static double nearest_border(const struct facet_film *film, double seconds, int64_t *frame)
{
    double best = INFINITY, at = 0;
    for (size_t i = 0; i < film->count; i++) {
        const struct facet_shot *shot = &film->shots[i];
        if (fabs(shot->starts - seconds) < best) {
            best = fabs(shot->starts - seconds);
            at = shot->starts;
            *frame = shot->first;
        }
        double ends = shot->starts + shot->seconds;
        if (i + 1 == film->count && fabs(ends - seconds) < best) {
            at = ends;
            *frame = shot->last + 1;
        }
    }
    return at;
}

static double edge_seconds(const struct facet_film *film, double moment)
{
    return fmin(moment * film->step, film->about.seconds);
}

/* Where both ends are nearest to one border: the shots in which they lie, whole. */
static void take_shots(const struct facet_film *film, double from, double to, struct pst_stretch *stretch)
{
    size_t first = 0, last;
    while (first + 1 < film->count && film->shots[first + 1].starts <= from)
        first++;
    for (last = first; last + 1 < film->count && film->shots[last + 1].starts < to;)
        last++;
    stretch->first = film->shots[first].first;
    stretch->last = film->shots[last].last;
    stretch->starts = film->shots[first].starts;
    stretch->ends = film->shots[last].starts + film->shots[last].seconds;
}

static bool place(struct search *s, struct scan_window window, struct pst_stretch *stretch)
{
    const struct facet_film *film = s->q->film;
    struct stretch_interval interval;
    if (!stretch_edges(s->left.look[stretch->by], s->left.count, stretch_bounds(s->left.count), s->scene,
                       window, &interval))
        return false;
    int64_t end = 0;
    stretch->starts = nearest_border(film, edge_seconds(film, (double)window.first), &stretch->first);
    stretch->ends = nearest_border(film, edge_seconds(film, (double)(window.first + window.count)), &end);
    stretch->last = end - 1;
    if (stretch->last < stretch->first)
        take_shots(film, edge_seconds(film, (double)window.first),
                   edge_seconds(film, (double)(window.first + window.count)), stretch);
    stretch->begin_low = fmin(stretch->starts, edge_seconds(film, interval.begin_low));
    stretch->begin_high = fmax(stretch->starts, edge_seconds(film, interval.begin_high));
    stretch->end_low = fmin(stretch->ends, edge_seconds(film, interval.end_low));
    stretch->end_high = fmax(stretch->ends, edge_seconds(film, interval.end_high));
    return true;
}

static int by_effect(const void *a, const void *b)
{
    const struct pst_stretch_facet *x = a, *y = b;
    if (x->p != y->p)
        return x->p < y->p ? -1 : 1;
    return x->excess > y->excess ? -1 : x->excess < y->excess;
}

static bool is_of_colour(const struct pst_stretch_facet *one)
{
    return (one->facet == PST_FACET_COLOUR || one->facet == PST_FACET_CHROMA) && one->p < WORTH_TELLING;
}

/* Recolouring moves the fine colours of a place, too: where colours carry a stretch they are named before the
   setting, which says nothing then that they do not. */
static void put_setting_behind_colours(struct pst_stretch_facet *facets, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++)
        if (facets[i].facet == PST_FACET_SETTING && is_of_colour(&facets[i + 1])) {
            struct pst_stretch_facet setting = facets[i];
            facets[i] = facets[i + 1];
            facets[i + 1] = setting;
        }
}

/* Facet by facet, the one that owes most first. */
static bool tell_facets(struct search *s, struct scan_window window, int64_t stretch)
{
    struct pst_stretch_facet facets[PST_FACETS];
    size_t count = 0;
    for (int facet = 0; facet < PST_FACETS; facet++) {
        const struct scan *scan = take(s, &s->left, facet);
        double effect = scan_inside(scan, window.first, window.count);
        double score = stretch_score(&s->null, facet, scan_height(scan, window.first, window.count));
        if (isnan(effect) || isnan(score))
            continue;
        facets[count++] = (struct pst_stretch_facet){stretch, facet, effect,
                                                     effect - scan_outside(scan, window.first, window.count),
                                                     stretch_family_p(&s->null, facet, score)};
    }
    qsort(facets, count, sizeof *facets, by_effect);
    put_setting_behind_colours(facets, count);
    for (size_t i = 0; i < count; i++)
        if (!array_push(&s->data->stretch_facets, facets[i]))
            return false;
    return true;
}

/* How usual it is for the references to be as far from the controls for as long. */
static double control_p(struct search *s, int look, size_t count, double effect)
{
    size_t all = 0, as_far = 0;
    for (size_t r = 0; r < s->q->reference_count; r++) {
        const struct scan *scan = take(s, &s->q->reference_controls[r], look);
        for (size_t first = 0; first + count <= scan->count; first++) {
            double inside = scan_inside(scan, first, count);
            all += isnan(inside) ? 0 : 1;
            as_far += inside >= effect;
        }
    }
    return all && !isnan(effect) ? (1.0 + (double)as_far) / (1.0 + (double)all) : (double)NAN;
}

static void hold_against_controls(struct search *s, struct scan_window window, struct pst_stretch *stretch)
{
    stretch->unlike = PST_UNLIKE_UNKNOWN;
    stretch->control_effect = stretch->control_p = (double)NAN;
    if (!s->q->control)
        return;
    stretch->control_effect = scan_inside(take(s, s->q->control, stretch->by), window.first, window.count);
    stretch->control_p = control_p(s, stretch->by, window.count, stretch->control_effect);
    if (!isnan(stretch->control_p) && stretch->p < WORTH_TELLING)
        stretch->unlike = stretch->control_p < WORTH_TELLING ? PST_UNLIKE_BOTH : PST_UNLIKE_SERIES;
}

static bool tell(struct search *s, int look, struct scan_window window, double score)
{
    struct pst_stretch stretch = {.by = look, .p = stretch_p(&s->null, look, score)};
    const struct scan *scan = take(s, &s->left, look);
    stretch_settle(scan, stretch_bounds(s->left.count), &window);
    stretch.effect = scan_inside(scan, window.first, window.count);
    stretch.excess = stretch.effect - scan_outside(scan, window.first, window.count);
    stretch.ranked = (int64_t)s->q->reference_count + 1;
    stretch.rank = 1 + (int64_t)s->ahead;
    hold_against_controls(s, window, &stretch);
    if (!place(s, window, &stretch) || !tell_facets(s, window, (int64_t)s->data->stretches.count) ||
        !array_push(&s->data->stretches, stretch))
        return false;
    for (int i = 0; i < PST_LOOKS; i++)
        for (size_t at = window.first; at < window.first + window.count; at++)
            s->left.look[i][at] = (double)NAN;
    return true;
}

static size_t count_ahead(struct search *s, int film_look, double score)
{
    double p = stretch_shared_p(&s->null, film_look, score);
    size_t ahead = 0;
    for (size_t r = 0; r < s->q->reference_count; r++) {
        struct stretch_peaks peaks = stretch_peaks(&s->q->references[r], &s->scan);
        int look;
        double theirs;
        ahead += stretch_highest(&s->null, &peaks, &look, &theirs) &&
                 stretch_shared_p(&s->null, look, theirs) <= p;
    }
    return ahead;
}

/* Does a window lie over moments that were told? They are NaN in the curves that are left. */
static bool was_told(const struct search *s, struct scan_window window)
{
    for (size_t i = window.first; i < window.first + window.count; i++)
        for (int look = 0; look < PST_LOOKS; look++)
            if (isnan(s->left.look[look][i]) && !isnan(s->q->curves->look[look][i]))
                return true;
    return false;
}

/* The strongest, then those that are left and lie over none of them, while they are worth telling. */
static bool tell_all(struct search *s)
{
    for (int n = 0; n < STRETCHES_MOST; n++) {
        int look = 0;
        double score;
        struct stretch_peaks peaks = stretch_peaks(&s->left, &s->scan);
        if (!stretch_highest(&s->null, &peaks, &look, &score) ||
            (n > 0 && stretch_p(&s->null, look, score) >= WORTH_TELLING))
            return true;
        if (was_told(s, peaks.look[look]))
            return true;
        s->ahead = count_ahead(s, look, score);
        if (!tell(s, look, peaks.look[look], score))
            return false;
    }
    return true;
}

static size_t longest_curve(const struct stretch_question *q)
{
    size_t most = q->curves->count;
    for (size_t r = 0; r < q->reference_count; r++) {
        most = q->references[r].count > most ? q->references[r].count : most;
        if (q->reference_controls && q->reference_controls[r].count > most)
            most = q->reference_controls[r].count;
    }
    return most;
}

static const char *why_not(const struct stretch_question *q)
{
    struct scan_bounds bounds = stretch_bounds(q->curves->count);
    if (q->reference_count < STRETCH_REFERENCES_LEAST)
        return "fewer than 3 references: how far one more film of the series may depart cannot be told";
    if (q->film->count < 2)
        return "the film is one shot";
    if (bounds.longest < 2 * bounds.shortest)
        return "the film is too short";
    for (size_t r = 0; r < q->reference_count; r++)
        if (q->references[r].count < bounds.longest)
            return "a reference is too short";
    return "";
}

bool find_stretches(const struct stretch_question *q, struct comparison_data *data)
{
    struct search s = {.q = q, .data = data};
    data->about.stretch_note = why_not(q);
    data->about.pseudo_films = 0;
    if (*data->about.stretch_note)
        return true;
    s.scene = (size_t)fmax(1, round(q->film->window / q->film->step));
    bool room = scan_open(&s.scan, longest_curve(q)) && curves_copy(q->curves, &s.left) &&
                stretch_null_find(&s.null, q->scale, q->references, q->reference_count, s.scene,
                                  q->curves->count, STRETCH_PSEUDO_FILMS);
    if (room) {
        data->about.pseudo_films = (int64_t)s.null.count;
        room = tell_all(&s);
    }
    if (room && !data->stretches.count)
        data->about.stretch_note = "nothing of the film can be held against the references";
    stretch_null_release(&s.null);
    curves_release(&s.left);
    scan_release(&s.scan);
    return room;
}
