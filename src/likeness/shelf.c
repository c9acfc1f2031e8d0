/* SPDX-License-Identifier: Apache-2.0 */
/* Why these are bounds. Figures: they are the distance itself, but for rounding. Palettes: on an axis the
   work is the area between the sums of weights (Vallender 1974), which sums over steps can but underestimate;
   and on axes at right angles the root of the squares of those works is at most the whole work (Jensen's
   inequality on the length of what is moved). Setting: see there. Rows: rounding a moment's cells moves it by
   no more than row_error. */
#include "likeness/shelf.h"
#include "likeness/facet_steps.h"
#include "likeness/setting.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static_assert((int)APART_ROW == (int)LAYOUT_SIZE, "a row is a layout");
static_assert((int)APART_MASSES == (int)FACET_COLOURS, "a heap is a palette");

int shelf_dimensions(int facet)
{
    return facet == PST_FACET_COLOUR    ? SHELF_AXES
           : facet == PST_FACET_SETTING ? SETTING_SKETCH
                                        : facet_steps_of(facet)->count;
}

/* Where steps of 2a and 2b, and of l, end: finer where colours are. The last goes on. */
static const float chroma_steps[APART_STEPS] = {-0.16f, -0.08f, -0.03f, 0, 0.03f, 0.08f, 0.16f, 1},
                   light_steps[APART_STEPS] = {0.12f, 0.24f, 0.36f, 0.48f, 0.6f, 0.72f, 0.84f, 1.5f};

/* Of a mass at `place` that weighs so much. Ends differ by more than the step only in the first, which begins
   where no colour is. */
static void add_steps(const float ends[APART_STEPS], float begin, float place, float weight, float *steps)
{
    for (int k = 0; k < APART_STEPS; k++) {
        float step = ends[k] - (k > 0 ? ends[k - 1] : begin), past = ends[k] - place;
        steps[k] += weight * (past < 0 ? 0 : past < step ? past : step);
    }
}

static void palette_axes(const struct facets *of, float axes[SHELF_AXES])
{
    float total = 0;
    memset(axes, 0, SHELF_AXES * sizeof *axes);
    for (int i = 0; i < of->colours; i++)
        total += of->colour[i].weight;
    for (int i = 0; i < of->colours; i++) {
        const struct facet_colour *c = &of->colour[i];
        add_steps(chroma_steps, -1, 2 * c->a, c->weight / total, axes);
        add_steps(chroma_steps, -1, 2 * c->b, c->weight / total, axes + APART_STEPS);
        add_steps(light_steps, -0.5f, c->l, c->weight / total, axes + 2 * APART_STEPS);
    }
}

void shelf_axes(int facet, const struct facets *of, float axes[SHELF_AXES])
{
    const struct facet_steps *steps = facet_steps_of(facet);
    if (facet == PST_FACET_COLOUR)
        palette_axes(of, axes);
    if (facet == PST_FACET_SETTING)
        setting_sketch(of, axes);
    for (int i = 0; i < steps->count; i++)
        axes[i] = facet_figures(steps, of)[i] / steps->steps[i];
}

static uint8_t byte_of(float value)
{
    return value >= APART_BYTE ? APART_BYTE : value > 0 ? (uint8_t)(value + 0.5f) : 0;
}

float shelf_row(const struct facets *of, uint8_t row[APART_ROW])
{
    float missed = 0;
    for (int i = 0; i < LAYOUT_SIZE; i++) {
        float cell = of->layout[i] / (i < LAYOUT_CELLS ? CELL_LIGHT_STEP : CELL_EDGE_STEP) * ROW_SCALE;
        row[i] = byte_of(cell);
        missed += (cell - row[i]) * (cell - row[i]);
    }
    return sqrtf(missed / LAYOUT_SIZE) / ROW_SCALE;
}

static bool is_told(int facet, const struct facets *of)
{
    unsigned bits = facet == PST_FACET_COLOUR ? 1U << PST_FACET_COLOUR | 1U << PST_FACET_CHROMA : 1U << facet;
    return of && of->told & bits;
}

static void place_axes(struct shelf *shelf, size_t i, int facet, const struct facets *of)
{
    float axes[SHELF_AXES];
    if (is_told(facet, of))
        shelf_axes(facet, of, axes);
    for (int d = 0; d < shelf_dimensions(facet); d++)
        shelf->axes[facet][(size_t)d * shelf->room + i] = is_told(facet, of) ? axes[d] : INFINITY;
}

static void place_palette(struct shelf *shelf, size_t i, const struct facets *of)
{
    palette_heap(of, &shelf->heaps[i]);
    for (int form = 0; form < FORMS; form++)
        pivots_near(shelf->known, kernels_here(), &shelf->heaps[i], (enum palette_form)form,
                    shelf->pivots[i][form]);
}

static void place(struct shelf *shelf, size_t i)
{
    const struct facets *of = i < shelf->moments.count ? moment_at(shelf->moments, i) : NULL;
    for (int facet = 0; facet < PST_FACETS; facet++)
        place_axes(shelf, i, facet, of);
    if (is_told(PST_FACET_COLOUR, of))
        place_palette(shelf, i, of);
    if (of && of->told >> PST_FACET_COMPOSITION & 1)
        shelf->row_error = fmaxf(shelf->row_error, shelf_row(of, shelf->rows + i * APART_ROW));
    if (of && of->told != shelf->told)
        shelf->odd[shelf->odd_count++] = (uint32_t)i;
}

bool moments_lay_out(struct shelf *shelf, struct moments moments, const struct pivots *pivots)
{
    size_t room = (moments.count + APART_UNIT - 1) / APART_UNIT * APART_UNIT, numbers = 0;
    *shelf = (struct shelf){.moments = moments, .known = pivots, .room = room};
    for (int facet = 0; facet < PST_FACETS; facet++)
        numbers += (size_t)shelf_dimensions(facet) * room;
    float *axes = malloc((numbers + 1) * sizeof *axes);
    shelf->axes[0] = axes;
    shelf->rows = calloc(room + 1, APART_ROW);
    shelf->heaps = calloc(room + 1, sizeof *shelf->heaps);
    shelf->pivots = calloc(room + 1, sizeof *shelf->pivots);
    shelf->odd = malloc((room + 1) * sizeof *shelf->odd);
    if (!axes || !shelf->rows || !shelf->heaps || !shelf->pivots || !shelf->odd || room > UINT32_MAX) {
        moments_put_away(shelf);
        return false;
    }
    for (int facet = 0; facet < PST_FACETS; facet++) {
        shelf->axes[facet] = axes;
        axes += (size_t)shelf_dimensions(facet) * room;
    }
    for (size_t i = 0; i < moments.count; i++)
        shelf->told |= moment_at(moments, i)->told;
    for (size_t i = 0; i < room; i++)
        place(shelf, i);
    return true;
}

void moments_put_away(struct shelf *shelf)
{
    free(shelf->axes[0]);
    free(shelf->rows);
    free(shelf->heaps);
    free(shelf->pivots);
    free(shelf->odd);
    *shelf = (struct shelf){0};
}
