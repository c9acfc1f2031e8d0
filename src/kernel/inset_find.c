/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/inset_find.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* An edge is a step of STEP (of 65280) over two samples, none larger within two samples of it. A side lies on
   the picture's border or has an edge on SIDE of 100 lines; all of an inset's sides together have on ALL. By
   chance CHANCE have, so that many tell nothing. */
enum { STEP = 4 * 256, SIDE = 50, ALL = 65, CHANCE = 40 };
/* Half size: of 100 of the picture's side; and its proportions over the picture's. Sides that do not show
   where both pictures are alike leave many rectangles to choose from: another shape counts against one. */
enum { SHORTEST = 43, LONGEST = 57, OTHER_SHAPE = 1000 };
static const double narrowest = 0.93, widest = 1.075;
enum { LEAST_SIZE = 16, BORDER = 3, PLACES = 20 };

static void steps_of(const uint16_t *row, int width, uint16_t steps[SMALL_LUMA + 4])
{
    memset(steps, 0, (SMALL_LUMA + 4) * sizeof *steps);
    for (int x = 1; x < width - 1; x++) {
        int step = row[x + 1] - row[x - 1];
        steps[x + 2] = (uint16_t)(step < 0 ? -step : step);
    }
}

/* A step between two samples shows at both. */
static void add_line(const uint16_t *row, int width, const uint16_t *before, uint16_t *hits)
{
    uint16_t steps[SMALL_LUMA + 4];
    uint8_t peaks[SMALL_LUMA + 2] = {0};
    steps_of(row, width, steps);
    for (int x = 0; x < width; x++) {
        uint16_t step = steps[x + 2];
        peaks[x + 1] = (uint8_t)((step >= STEP) & (step >= steps[x]) & (step >= steps[x + 1]) &
                                 (step >= steps[x + 3]) & (step >= steps[x + 4]));
    }
    for (int at = 0; at <= width; at++)
        hits[at] = (uint16_t)(before[at] + (peaks[at] | peaks[at + 1]));
}

static void find_edges(const struct plane *p, struct inset_edges *edges)
{
    memset(edges->hits[0], 0, sizeof edges->hits[0]);
    for (int y = 0; y < p->height; y++)
        add_line(p->data + (ptrdiff_t)y * p->stride, p->width, edges->hits[y], edges->hits[y + 1]);
}

static struct plane turn(const struct plane *p, uint16_t to[SMALL_LUMA][SMALL_LUMA])
{
    for (int x = 0; x < p->width; x++)
        for (int y = 0; y < p->height; y++)
            to[x][y] = p->data[(ptrdiff_t)y * p->stride + x];
    return (struct plane){to[0], SMALL_LUMA, p->height, p->width};
}

/* Places with an edge along a stretch as long as a side must be at least, those with most edges where there
   are many, and the picture's two borders. */
struct places {
    int at[PLACES + 2], count;
};

/* The most edges that there are along such a stretch. */
static void count_longest(const struct inset_edges *edges, int size, int lines, int least, int most[])
{
    for (int line = 0; line + least <= lines; line++)
        for (int at = 0; at <= size; at++) {
            int hits = edges->hits[line + least][at] - edges->hits[line][at];
            most[at] = hits > most[at] ? hits : most[at];
        }
}

/* So many edges that PLACES have them at most; no fewer than `need`. */
static int raise_need(const int most[], int size, int need)
{
    int with[SMALL_LUMA + 1] = {0}, count = 0, hits = SMALL_LUMA;
    for (int at = BORDER; at <= size - BORDER; at++)
        with[most[at]]++;
    while (hits >= need && count + with[hits] <= PLACES)
        count += with[hits--];
    return hits + 1;
}

static void find_places(const struct inset_edges *edges, int size, int lines, struct places *to)
{
    int most[SMALL_LUMA + 2] = {0}, least = (lines * SHORTEST + 99) / 100;
    count_longest(edges, size, lines, least, most);
    int need = raise_need(most, size, (least * SIDE + 99) / 100);
    to->count = 0;
    to->at[to->count++] = 0;
    for (int at = BORDER; at <= size - BORDER; at++)
        if (most[at] >= need)
            to->at[to->count++] = at;
    to->at[to->count++] = size;
}

/* What is known of a rectangle, side by side. */
struct sum {
    int hits, length, sides;
};

/* Adds a side; false: it is none. */
static bool add_side(const struct inset_edges *edges, int size, int at, int from, int to, struct sum *sum)
{
    if (at == 0 || at == size)
        return true;
    int hits = edges->hits[to][at] - edges->hits[from][at], length = to - from;
    sum->hits += hits;
    sum->length += length;
    sum->sides++;
    return 100 * hits >= SIDE * length;
}

struct looking {
    const struct inset_search *search;
    int width, height;
    struct inset best;
    double most;
};

static bool is_long(int length, int of)
{
    return 100 * length >= SHORTEST * of && 100 * length <= LONGEST * of;
}

static void look_at(struct looking *l, int left, int right, int top, int bottom)
{
    const struct inset_edges *across = &l->search->across, *down = &l->search->down;
    struct sum sum = {0};
    double shape = (double)(right - left) / l->width * l->height / (bottom - top);
    if (!is_long(bottom - top, l->height) || shape < narrowest || shape > widest ||
        !add_side(across, l->width, left, top, bottom, &sum) ||
        !add_side(across, l->width, right, top, bottom, &sum) ||
        !add_side(down, l->height, top, left, right, &sum) ||
        !add_side(down, l->height, bottom, left, right, &sum) || sum.sides < 2 ||
        100 * sum.hits < ALL * sum.length)
        return;
    double stands_out =
        (100.0 * sum.hits / sum.length - CHANCE) * sqrt(sum.length) - OTHER_SHAPE * fabs(log(shape));
    if (stands_out > l->most) {
        l->most = stands_out;
        l->best = (struct inset){left, top, right - left, bottom - top};
    }
}

struct inset inset_find(const struct plane *luma, struct inset_search *search)
{
    struct looking l = {.search = search, .width = luma->width, .height = luma->height};
    struct places columns, rows;
    if (luma->width < LEAST_SIZE || luma->height < LEAST_SIZE)
        return l.best;
    const struct plane turned = turn(luma, search->turned);
    find_edges(luma, &search->across);
    find_edges(&turned, &search->down);
    find_places(&search->across, luma->width, luma->height, &columns);
    find_places(&search->down, luma->height, luma->width, &rows);
    for (int i = 0; i < columns.count; i++)
        for (int j = i + 1; j < columns.count; j++)
            for (int k = 0; is_long(columns.at[j] - columns.at[i], luma->width) && k < rows.count; k++)
                for (int m = k + 1; m < rows.count; m++)
                    look_at(&l, columns.at[i], columns.at[j], rows.at[k], rows.at[m]);
    return l.best;
}
