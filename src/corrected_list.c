/* SPDX-License-Identifier: Apache-2.0 */
#include "corrected_list.h"
#include "base/array.h"
#include "base/error.h"
#include "base/text.h"
#include "form/shots.h"
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A transition and the row that tells it. */
struct told {
    struct pst_transition transition;
    int row;
    bool touched; /* by a border */
};

struct making {
    const char *name;
    const struct exchange_reading *reading;
    const struct film_clock *clock;
    const struct in_force *in_force;
    struct corrected_list *list;
    struct {
        struct told *items;
        size_t count, capacity;
    } changes;
    struct pst_error *error;
};

static enum pst_status wrong(const struct making *m, int row, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static enum pst_status wrong(const struct making *m, int row, const char *format, ...)
{
    char what[384];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    return fail(m->error, PST_INPUT, "'%s', line %d: %s", m->name, row, what);
}

/* Frames [*first, *behind) of the film from ticks. `what` is for the message: "shot". */
static enum pst_status place(const struct making *m, int row, const char *what, int64_t in, int64_t out,
                             int64_t *first, int64_t *behind)
{
    *first = film_clock_frame(m->clock, in, m->reading->rate);
    *behind = film_clock_frame(m->clock, out, m->reading->rate);
    if (*first < 0 || *behind < 0)
        return wrong(m, row, "the %s lies outside the film, which has %" PRId64 " frames", what,
                     m->clock->film->frames);
    return *behind < *first ? wrong(m, row, "the %s ends before it begins", what) : PST_OK;
}

static enum pst_status check_follows(const struct making *m, int row, int before, int64_t first,
                                     int64_t behind, int64_t expected)
{
    if (behind == first)
        return wrong(m, row, "the shot has no frame");
    if (first == expected + 1)
        return wrong(m, row, "frame %" PRId64 " before it is in no shot", expected);
    if (first > expected)
        return wrong(m, row, "frames %" PRId64 " to %" PRId64 " before it are in no shot", expected,
                     first - 1);
    if (first < expected)
        return wrong(m, row,
                     "the shot begins at frame %" PRId64
                     ", where the one of line %d goes on to frame %" PRId64
                     ": shots overlap or are not in order",
                     first, before, expected - 1);
    return PST_OK;
}

/* Shots tile the film; *borders has the first frame of each, and the film's end. */
static enum pst_status check_shots(const struct making *m, int64_t *borders)
{
    size_t count = m->reading->shots.count;
    int64_t expected = 0, first, behind;
    enum pst_status status = PST_OK;
    if (count == 0)
        return fail(m->error, PST_INPUT, "'%s' holds no shots", m->name);
    for (size_t i = 0; status == PST_OK && i < count; i++) {
        const struct exchange_found_shot *shot = &m->reading->shots.items[i];
        status = place(m, shot->row, "shot", shot->in, shot->out, &first, &behind);
        if (status == PST_OK)
            status = check_follows(m, shot->row, i ? shot[-1].row : 0, first, behind, expected);
        borders[i] = first;
        borders[i + 1] = expected = behind;
    }
    if (status == PST_OK && expected != m->clock->film->frames)
        status = wrong(m, m->reading->shots.items[count - 1].row,
                       "the last shot ends at frame %" PRId64 ", the film at %" PRId64, expected - 1,
                       m->clock->film->frames - 1);
    return status;
}

static int by_start(const void *a, const void *b)
{
    const struct pst_transition *x = a, *y = b;
    return x->first < y->first ? -1 : x->first > y->first;
}

static int by_first(const void *a, const void *b)
{
    const struct told *x = a, *y = b;
    int order = by_start(&x->transition, &y->transition);
    return order ? order : x->row < y->row ? -1 : x->row > y->row;
}

static bool is_same(const struct pst_transition *a, const struct pst_transition *b)
{
    return a->kind == b->kind && a->first == b->first && a->last == b->last;
}

static enum pst_status read_change(struct making *m, const struct exchange_found_change *change)
{
    struct told told = {.row = change->row};
    int64_t behind;
    struct pst_transition *t = &told.transition;
    enum pst_status status = place(m, change->row, pst_transition_kind_name(change->kind), change->in,
                                   change->out, &t->first, &behind);
    if (status != PST_OK)
        return status;
    t->kind = change->kind;
    t->last = pst_transition_is_sudden(t->kind) ? t->first : behind - 1;
    t->confidence = change->confidence;
    text_copy_utf8(t->detail, sizeof t->detail, change->detail);
    if (t->last < t->first || t->first >= m->clock->film->frames)
        return wrong(m, change->row, "the %s has no frame in the film", pst_transition_kind_name(t->kind));
    return array_push(&m->changes, told) ? PST_OK : fail_memory(m->error);
}

/* In order of time; the same change told by two rows counts once. */
static enum pst_status read_changes(struct making *m)
{
    enum pst_status status = PST_OK;
    size_t kept = 0;
    for (size_t i = 0; status == PST_OK && i < m->reading->changes.count; i++)
        status = read_change(m, &m->reading->changes.items[i]);
    if (status != PST_OK || m->changes.count == 0)
        return status;
    qsort(m->changes.items, m->changes.count, sizeof *m->changes.items, by_first);
    for (size_t i = 1; i < m->changes.count; i++) {
        struct told *before = &m->changes.items[kept], *now = &m->changes.items[i];
        if (is_same(&before->transition, &now->transition))
            continue;
        if (now->transition.first <= before->transition.last)
            return wrong(
                m, now->row, "the %s (frames %" PRId64 " to %" PRId64 ") lies over the %s of line %d",
                pst_transition_kind_name(now->transition.kind), now->transition.first, now->transition.last,
                pst_transition_kind_name(before->transition.kind), before->row);
        m->changes.items[++kept] = *now;
    }
    m->changes.count = kept + 1;
    return PST_OK;
}

/* A list of borders alone tells no changes: those in force stay where they can. */
static enum pst_status keep_changes(struct making *m, const int64_t *borders, size_t count)
{
    bool *stay = calloc(m->in_force->count + 1, sizeof *stay);
    bool good = stay && standing_changes(m->in_force, borders, count, stay);
    for (size_t i = 0; good && i < m->in_force->count; i++)
        good = !stay[i] || array_push(&m->changes, (struct told){.transition = m->in_force->transitions[i]});
    free(stay);
    return good ? PST_OK : fail_memory(m->error);
}

static bool touches(const struct pst_transition *t, int64_t border)
{
    return pst_transition_is_sudden(t->kind) ? t->first == border
                                             : border >= t->first && border <= t->last + 1;
}

/* A border in a hold too short to be a shot, between a fade out and a fade in. */
static bool lies_in_hold(const struct making *m, size_t next, int64_t border)
{
    if (next == 0 || next >= m->changes.count)
        return false;
    const struct pst_transition *out = &m->changes.items[next - 1].transition,
                                *in = &m->changes.items[next].transition;
    return out->kind == PST_FADE_OUT && in->kind == PST_FADE_IN && border > out->last &&
           border <= in->first && in->first - out->last - 1 < HOLD_FRAMES;
}

static enum pst_status check_change(const struct making *m, const struct told *told)
{
    const struct pst_transition *t = &told->transition;
    if (told->touched || t->kind == PST_FADE_IN || t->kind == PST_FADE_OUT)
        return PST_OK;
    return wrong(m, told->row, "the %s (frames %" PRId64 " to %" PRId64 ") is at no border between shots",
                 pst_transition_kind_name(t->kind), t->first, t->last);
}

/* A fade with another border, or the film's end, so near that its black is no shot: its own end is no border.
 */
static bool leads_nowhere(const struct making *m, size_t i, const int64_t *border)
{
    const struct pst_transition *t = &m->changes.items[i].transition, *next = NULL;
    if (t->kind == PST_FADE_IN)
        return t->first - border[-1] < HOLD_FRAMES;
    if (t->kind != PST_FADE_OUT)
        return false;
    if (i + 1 < m->changes.count)
        next = &m->changes.items[i + 1].transition;
    int64_t end = next && next->first < border[1] ? next->first : border[1];
    return end - t->last - 1 < HOLD_FRAMES && !(next && next->kind == PST_FADE_IN);
}

/* Takes the changes from `next` on that have their place at `border`; *here is whether there is one. A change
   that has its border already leaves its end to another one, but not what lies within it. */
static enum pst_status take_border(struct making *m, size_t next, const int64_t *borders, size_t shot,
                                   bool *here)
{
    int64_t border = borders[shot];
    *here = lies_in_hold(m, next, border);
    for (size_t i = next; i < m->changes.count && m->changes.items[i].transition.first <= border; i++) {
        struct told *told = &m->changes.items[i];
        const struct pst_transition *t = &told->transition;
        if (!touches(t, border) ||
            (border > t->last && (told->touched || leads_nowhere(m, i, &borders[shot]))))
            continue;
        if (told->touched)
            return wrong(m, m->reading->shots.items[shot].row,
                         "the shot begins at frame %" PRId64
                         ", within the %s of line %d, and so does the one before it",
                         border, pst_transition_kind_name(t->kind), told->row);
        *here = told->touched = true;
    }
    return PST_OK;
}

/* Cuts wherever shots border on each other and no change is told. Both lists rise: one walk over both. */
static enum pst_status add_cuts(struct making *m, const int64_t *borders, size_t count)
{
    enum pst_status status = PST_OK;
    size_t next = 0;
    for (size_t i = 1; status == PST_OK && i < count; i++) {
        bool here = false;
        while (next < m->changes.count && m->changes.items[next].transition.last + 1 < borders[i])
            next++;
        status = take_border(m, next, borders, i, &here);
        if (status == PST_OK && !here)
            m->list->transitions[m->list->transition_count++] =
                (struct pst_transition){PST_CUT, borders[i], borders[i], NAN, ""};
    }
    return status;
}

static enum pst_status weave(struct making *m, const int64_t *borders, size_t count)
{
    enum pst_status status = add_cuts(m, borders, count);
    for (size_t i = 0; status == PST_OK && i < m->changes.count; i++) {
        status = check_change(m, &m->changes.items[i]);
        m->list->transitions[m->list->transition_count++] = m->changes.items[i].transition;
    }
    if (m->list->transition_count)
        qsort(m->list->transitions, m->list->transition_count, sizeof *m->list->transitions, by_start);
    return status;
}

/* In order of time; of those that begin together the longest first, as what holds the others. */
static int by_place(const void *a, const void *b)
{
    const struct pst_label *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->last != y->last)
        return x->last > y->last ? -1 : 1;
    return strcmp(x->name, y->name);
}

static enum pst_status make_labels(struct making *m)
{
    const struct exchange_reading *r = m->reading;
    enum pst_status status = PST_OK;
    m->list->labels = calloc(r->labels.count + 1, sizeof *m->list->labels);
    if (!m->list->labels)
        return fail_memory(m->error);
    for (size_t i = 0; status == PST_OK && i < r->labels.count; i++) {
        const struct exchange_found_label *told = &r->labels.items[i];
        int64_t first, behind;
        status = place(m, told->row, "label", told->in, told->out, &first, &behind);
        if (status == PST_OK && first == behind)
            status = wrong(m, told->row, "the label has no frame");
        if (status == PST_OK)
            m->list->labels[m->list->label_count++] = (struct pst_label){told->name, first, behind - 1, -1};
    }
    if (m->list->label_count)
        qsort(m->list->labels, m->list->label_count, sizeof *m->list->labels, by_place);
    return status;
}

enum pst_status corrected_list_make(const char *name, const struct exchange_reading *reading,
                                    const struct film_clock *clock, const struct in_force *in_force,
                                    struct corrected_list *list, struct pst_error *error)
{
    struct making m = {
        .name = name, .reading = reading, .clock = clock, .in_force = in_force, .list = list, .error = error};
    *list = (struct corrected_list){0};
    size_t shots = reading->shots.count;
    int64_t *borders = calloc(shots + 1, sizeof *borders);
    enum pst_status status = borders ? check_shots(&m, borders) : fail_memory(error);
    if (status == PST_OK)
        status = reading->changes_told || reading->changes.count ? read_changes(&m)
                                                                 : keep_changes(&m, borders, shots);
    if (status == PST_OK &&
        !(list->transitions = calloc(shots + m.changes.count + 1, sizeof *list->transitions)))
        status = fail_memory(error);
    if (status == PST_OK)
        status = weave(&m, borders, shots);
    if (status == PST_OK)
        status = make_labels(&m);
    free(borders);
    free(m.changes.items);
    return status;
}

void corrected_list_release(struct corrected_list *list)
{
    free(list->transitions);
    free(list->labels);
    *list = (struct corrected_list){0};
}
