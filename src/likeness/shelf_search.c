/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/shelf_search.h"
#include "likeness/nearest_together.h"
#include "likeness/palette_search.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What floats of bounds may be wrong by. */
static const double wrong_share = 1e-4, wrong_least = 1e-5;

void question_ask(struct question *q, const struct facets *of)
{
    q->of = of;
    for (int facet = 0; facet < PST_FACETS; facet++)
        shelf_axes(facet, of, q->axes[facet]);
    if (of->told >> PST_FACET_COMPOSITION & 1)
        q->row_error = shelf_row(of, q->row);
    if (of->told & (1U << PST_FACET_COLOUR | 1U << PST_FACET_CHROMA)) {
        palette_heap(of, &q->heap);
        for (int form = 0; form < FORMS; form++)
            memset(q->prices[form].known, 0, sizeof q->prices[form].known);
    }
}

bool workbench_open(struct workbench *bench, size_t room)
{
    room += APART_UNIT;
    float *floats = malloc((PST_FACETS + 2) * room * sizeof *floats);
    *bench = (struct workbench){.kernels = kernels_here(), .squares = {floats}};
    bench->places = malloc(room * sizeof *bench->places);
    bench->distances = malloc(room * sizeof *bench->distances);
    if (!floats || !bench->places || !bench->distances) {
        workbench_close(bench);
        return false;
    }
    for (size_t i = 1; i < PST_FACETS; i++)
        bench->squares[i] = floats + i * room;
    bench->bounds = floats + PST_FACETS * room;
    bench->sums = bench->bounds + room;
    return true;
}

void workbench_close(struct workbench *bench)
{
    free(bench->squares[0]);
    free(bench->places);
    free(bench->distances);
    *bench = (struct workbench){0};
}

/* After so many that came in order, the rest comes as it lies: moments that are all alike have no nearest. */
enum { IN_ORDER = 64 };

static void swap_places(struct workbench *bench, size_t a, size_t b)
{
    float bound = bench->bounds[a];
    uint32_t place = bench->places[a];
    bench->bounds[a] = bench->bounds[b];
    bench->places[a] = bench->places[b];
    bench->bounds[b] = bound;
    bench->places[b] = place;
}

size_t least_first(struct workbench *bench, size_t from, size_t count, double most)
{
    size_t kept = from, least = from;
    if (from >= IN_ORDER) {
        while (from < count && (double)bench->bounds[from] > most)
            swap_places(bench, from, --count);
        return count;
    }
    for (size_t i = from; i < count; i++) {
        float bound = bench->bounds[i];
        if ((double)bound > most)
            continue;
        bench->bounds[kept] = bound;
        bench->places[kept] = bench->places[i];
        least = bound < bench->bounds[least] ? kept : least;
        kept++;
    }
    if (kept > from)
        swap_places(bench, from, least);
    return kept;
}

/* What bounds distances of facets, squared; of colour and chroma at once. */
static void measure(struct workbench *bench, const struct shelf *shelf, const struct question *q,
                    unsigned facets)
{
    const struct kernels *kernels = bench->kernels;
    float *const *squares = bench->squares;
    if (facets & (1U << PST_FACET_COLOUR | 1U << PST_FACET_CHROMA))
        kernels->works_apart(shelf->axes[PST_FACET_COLOUR], shelf->room, q->axes[PST_FACET_COLOUR],
                             shelf->room, squares[PST_FACET_CHROMA], squares[PST_FACET_COLOUR]);
    if (facets >> PST_FACET_COMPOSITION & 1)
        kernels->rows_apart(shelf->rows, q->row, shelf->room, squares[PST_FACET_COMPOSITION]);
    for (size_t i = shelf->moments.count; i < shelf->room; i++)
        squares[PST_FACET_COMPOSITION][i] = INFINITY;
    for (int facet = 0; facet < PST_FACETS; facet++)
        if (facets >> facet & 1 && facet != PST_FACET_COLOUR && shelf_dimensions(facet))
            kernels->points_apart(shelf->axes[facet], shelf->room, shelf_dimensions(facet), q->axes[facet],
                                  shelf->room, squares[facet]);
}

/* The distance to the one that its square says is nearest. */
static double ask_least(struct workbench *bench, const struct shelf *shelf, const struct question *q,
                        int facet)
{
    const float *squares = bench->squares[facet];
    float least = bench->kernels->least_of(squares, shelf->room);
    size_t count = bench->kernels->places_under(squares, shelf->room, least, bench->places);
    if (!count || bench->places[0] >= shelf->moments.count)
        return INFINITY;
    double apart = facet_distance(facet, q->of, moment_at(shelf->moments, bench->places[0]));
    return isnan(apart) ? INFINITY : apart;
}

/* The root of the square that bounds a distance, at the most. */
static double bound_of(const struct shelf *shelf, const struct question *q, int facet, double distance)
{
    bool row = facet == PST_FACET_COMPOSITION;
    double unit = row ? (double)ROW_SCALE * sqrt(LAYOUT_SIZE) : 1;
    double error = (row ? (double)(q->row_error + shelf->row_error) : 0) + wrong_least;
    return (distance * (1 + wrong_share) + error) * unit * (1 + wrong_share);
}

/* Places whose bounds do not say that they are farther than `within`. */
static size_t facet_may(struct workbench *bench, const struct shelf *shelf, const struct question *q,
                        int facet, double within)
{
    double most = bound_of(shelf, q, facet, within);
    return bench->kernels->places_under(bench->squares[facet], shelf->room, (float)(most * most),
                                        bench->places);
}

/* Of a facet whose squares are as good as its distances, or (setting) no more than them. */
static struct nearest facet_nearest_of(struct workbench *bench, const struct shelf *shelf,
                                       const struct question *q, int facet)
{
    struct nearest found = {SIZE_MAX, INFINITY};
    double least = ask_least(bench, shelf, q, facet), most = bound_of(shelf, q, facet, least);
    size_t count = facet_may(bench, shelf, q, facet, least);
    for (size_t i = 0; i < count && bench->places[i] < shelf->moments.count; i++) {
        if ((double)bench->squares[facet][bench->places[i]] > most * most)
            continue;
        double apart = facet_distance(facet, q->of, moment_at(shelf->moments, bench->places[i]));
        if (!(apart < found.distance))
            continue;
        found = (struct nearest){bench->places[i], apart};
        most = fmin(most, bound_of(shelf, q, facet, apart));
    }
    return found;
}

void shelf_nearest(struct workbench *bench, const struct shelf *shelf, struct question *q, unsigned looks,
                   const struct together *together, struct nearest found[PST_LOOKS])
{
    unsigned told = q->of->told & shelf->told;
    unsigned wanted = looks >> PST_TOGETHER & 1 ? told : told & looks;
    measure(bench, shelf, q, wanted);
    for (int look = 0; look < PST_LOOKS; look++) {
        size_t hint = found[look].at;
        found[look] = (struct nearest){SIZE_MAX, (double)NAN};
        if (!(looks >> look & 1) || (look < PST_FACETS && !(told >> look & 1)))
            continue;
        if (look == PST_TOGETHER)
            found[look] = nearest_together(bench, shelf, q, together, hint);
        else if (look == PST_FACET_COLOUR || look == PST_FACET_CHROMA)
            found[look] = palette_nearest(bench, shelf, q, look, hint);
        else
            found[look] = facet_nearest_of(bench, shelf, q, look);
    }
}

static double look_distance(int look, const struct facets *a, const struct facets *b,
                            const struct together *together)
{
    return look == PST_TOGETHER ? together_distance(a, b, together) : facet_distance(look, a, b);
}

/* Before all that are farther. How many there are then. */
static size_t put_in_order(struct nearest one, struct nearest *found, size_t count, size_t room)
{
    size_t at = count < room ? count++ : room - 1;
    for (; at > 0 && found[at - 1].distance > one.distance; at--)
        found[at] = found[at - 1];
    found[at] = one;
    return count;
}

size_t shelf_within(struct workbench *bench, const struct shelf *shelf, struct question *q, int look,
                    const struct together *together, double within, size_t but, struct nearest *found,
                    size_t room)
{
    unsigned told = q->of->told & shelf->told;
    unsigned wanted = look == PST_TOGETHER ? told : told & 1U << look;
    size_t may, count = 0;
    if (!wanted || !room)
        return 0;
    measure(bench, shelf, q, wanted);
    if (look == PST_TOGETHER)
        may = together_may(bench, shelf, q, together, within);
    else if (look == PST_FACET_COLOUR || look == PST_FACET_CHROMA)
        may = palette_may(bench, shelf, q, look, within);
    else
        may = facet_may(bench, shelf, q, look, within);
    for (size_t i = 0; i < may; i++) {
        size_t place = bench->places[i];
        if (place == but || place >= shelf->moments.count)
            continue;
        double apart = look_distance(look, q->of, moment_at(shelf->moments, place), together);
        if (!(apart < within))
            continue;
        count = put_in_order((struct nearest){place, apart}, found, count, room);
        within = count == room ? found[room - 1].distance : within;
    }
    return count;
}
