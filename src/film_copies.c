/* SPDX-License-Identifier: Apache-2.0 */
/* What of one film is in another: in its pictures, or in pictures within them. */
#include "base/array.h"
#include "base/error.h"
#include "copies/copies_change.h"
#include "film_footage.h"
#include <math.h>
#include <stdlib.h>

struct telling {
    struct pst_copy *items;
    size_t count, capacity;
    double mine, its, most; /* extents; E-value */
};

static double time_after(const struct pst_footage *f, int64_t frame)
{
    return frame + 1 < (int64_t)f->frames ? f->times[frame + 1] : fmax(f->end, f->times[frame]);
}

static struct pst_copy tell(const struct pst_footage *a, const struct pst_footage *b,
                            const struct copies_passage *p, double expected)
{
    return (struct pst_copy){.first = p->a.first,
                             .last = p->a.last,
                             .starts = a->times[p->a.first],
                             .seconds = time_after(a, p->a.last) - a->times[p->a.first],
                             .its_first = p->b.first,
                             .its_last = p->b.last,
                             .its_starts = b->times[p->b.first],
                             .its_seconds = time_after(b, p->b.last) - b->times[p->b.first],
                             .score = p->evidence.score,
                             .expected = expected,
                             .distance = p->evidence.distance,
                             .matched = p->evidence.matched,
                             .speed = p->line.speed,
                             .what = PST_COPY_PICTURES};
}

/* `within`: what is told of the change besides. false: no memory. */
static bool tell_all(struct telling *t, const struct pst_footage *a, const struct copies_sketch *of_a,
                     const struct pst_footage *b, const struct copies_sketch *of_b, unsigned within)
{
    struct copies_list list;
    bool room = copies_find(of_a, of_b, COPIES_LEAST_SCORE, &list);
    for (size_t i = 0; room && i < list.count; i++) {
        double expected = copies_expected(list.items[i].evidence.score, t->mine, t->its);
        if (expected > t->most)
            continue;
        struct pst_copy copy = tell(a, b, &list.items[i], expected);
        copy.change = copies_change(of_a, of_b, &list.items[i]) | within;
        copy.both = film_soundtrack_along(&a->sound, &b->sound, &copy);
        room = array_push(t, copy);
    }
    free(list.items);
    return room;
}

static int by_score(const void *a, const void *b)
{
    const struct pst_copy *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return (x->its_first > y->its_first) - (x->its_first < y->its_first);
}

enum pst_status pst_copies(const struct pst_footage *film, const struct pst_footage *other, double searched,
                           double most, struct pst_copy **copies, size_t *count, struct pst_error *error)
{
    struct telling told = {
        .mine = film->about.extent, .its = searched > 0 ? searched : other->about.extent, .most = most};
    bool room = tell_all(&told, film, &film->sketch, other, &other->sketch, 0);
    if (room && other->insets)
        room = tell_all(&told, film, &film->sketch, other, &other->inset_sketch, 1u << PST_COPY_INSET);
    if (room && film->insets)
        room = tell_all(&told, film, &film->inset_sketch, other, &other->sketch, 1u << PST_COPY_FULL);
    if (room && told.count)
        qsort(told.items, told.count, sizeof *told.items, by_score);
    if (!room) {
        free(told.items);
        told.items = NULL;
        told.count = 0;
    }
    *copies = told.items;
    *count = told.count;
    return room ? PST_OK : fail_memory(error);
}

void pst_copies_release(struct pst_copy **copies)
{
    free(*copies);
    *copies = NULL;
}

double pst_copies_share(const struct pst_copy *copies, size_t count, double seconds)
{
    double covered = 0;
    for (size_t i = 0; i < count; i++) { /* what of each no earlier one has, piece by piece */
        double from = copies[i].starts, to = from + copies[i].seconds;
        while (from < to) {
            double next = to;
            bool inside = false;
            for (size_t k = 0; k < i; k++) {
                double begins = copies[k].starts, ends = begins + copies[k].seconds;
                if (begins <= from && from < ends) {
                    from = ends;
                    inside = true;
                } else if (begins > from && begins < next) {
                    next = begins;
                }
            }
            if (inside)
                continue;
            covered += next - from;
            from = next;
        }
    }
    return seconds > 0 ? fmin(covered / seconds, 1) : 0;
}
