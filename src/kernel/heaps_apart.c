/* SPDX-License-Identifier: Apache-2.0 */
/* Successive shortest paths with potentials, as likeness/earth_mover.c has them, but in floats. */
#include "kernel/apart.h"
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { M = APART_MASSES };

struct transport {
    int rows;
    float cost[M][M];             /* of a row to a column */
    int32_t flow[M][M];           /* of a column, what comes from a row */
    int32_t supply[M], demand[M]; /* still to be moved */
    float lift[M], price[M];      /* cost ≥ price of the column − lift of the row */
};

/* One search for the cheapest way on. */
struct search {
    float reached[M], depth[M]; /* of columns; of scanned rows */
    int from[M], entry[M];  /* the row that a column was reached from; the column that led back to a row */
    unsigned rows, columns; /* bits: scanned */
};

static float sum_of(const float terms[M])
{
    return ((terms[0] + terms[4]) + (terms[2] + terms[6])) + ((terms[1] + terms[5]) + (terms[3] + terms[7]));
}

/* Whatever the plan, it costs at least this (weak duality). */
static float proven(const struct transport *t, const struct heap *from, const struct heap *to)
{
    float terms[M];
    for (int k = 0; k < M; k++)
        terms[k] = t->price[k] * to->weight[k] - t->lift[k] * from->weight[k];
    return sum_of(terms);
}

static void fill(struct transport *t, const struct heap *from, const struct heap *to, int dimensions)
{
    for (int i = 0; i < from->count; i++)
        for (int j = 0; j < M; j++) {
            float way = 0;
            for (int d = 0; d < dimensions; d++) {
                float step = to->axes[d][j] - from->axes[d][i];
                way += step * step;
            }
            t->cost[i][j] = sqrtf(way);
        }
}

static void begin(struct transport *t)
{
    for (int j = 0; j < M; j++) {
        int nearest = 0;
        t->price[j] = INFINITY;
        for (int i = 0; i < t->rows; i++)
            if (t->cost[i][j] + t->lift[i] < t->price[j]) {
                t->price[j] = t->cost[i][j] + t->lift[i];
                nearest = i;
            }
        int32_t amount = t->supply[nearest] < t->demand[j] ? t->supply[nearest] : t->demand[j];
        t->flow[j][nearest] = amount;
        t->supply[nearest] -= amount;
        t->demand[j] -= amount;
    }
}

static void scan_row(const struct transport *t, struct search *s, int row, float depth, int entry)
{
    s->rows |= 1U << row;
    s->depth[row] = depth;
    s->entry[row] = entry;
    for (int j = 0; j < M; j++) {
        float slack = (t->cost[row][j] + t->lift[row]) - t->price[j];
        float way = depth + (slack > 0 ? slack : 0);
        if (!(s->columns >> j & 1) && way < s->reached[j]) {
            s->reached[j] = way;
            s->from[j] = row;
        }
    }
}

static int nearest_column(const struct search *s)
{
    int best = -1;
    for (int j = 0; j < M; j++)
        if (!(s->columns >> j & 1) && (best < 0 || s->reached[j] < s->reached[best]))
            best = j;
    return best;
}

static int find_way(const struct transport *t, struct search *s, int start)
{
    s->rows = s->columns = 0;
    for (int j = 0; j < M; j++)
        s->reached[j] = INFINITY;
    scan_row(t, s, start, 0, -1);
    for (;;) {
        int column = nearest_column(s);
        s->columns |= 1U << column;
        if (t->demand[column] > 0)
            return column;
        for (int i = 0; i < t->rows; i++)
            if (t->flow[column][i] > 0 && !(s->rows >> i & 1))
                scan_row(t, s, i, s->reached[column], column);
    }
}

static void reprice(struct transport *t, const struct search *s, int end)
{
    float reach = s->reached[end];
    for (int k = 0; k < M; k++) {
        if (s->rows >> k & 1)
            t->lift[k] -= reach - s->depth[k];
        if (s->columns >> k & 1)
            t->price[k] -= reach - s->reached[k];
    }
}

static void move_along(struct transport *t, const struct search *s, int start, int end)
{
    int32_t amount = t->supply[start] < t->demand[end] ? t->supply[start] : t->demand[end];
    for (int row = s->from[end]; s->entry[row] >= 0; row = s->from[s->entry[row]])
        if (t->flow[s->entry[row]][row] < amount)
            amount = t->flow[s->entry[row]][row];
    t->supply[start] -= amount;
    t->demand[end] -= amount;
    for (int column = end, row = s->from[end];; column = s->entry[row], row = s->from[column]) {
        t->flow[column][row] += amount;
        if (s->entry[row] < 0)
            return;
        t->flow[s->entry[row]][row] -= amount;
    }
}

static float work_of(const struct transport *t)
{
    float works[M];
    for (int j = 0; j < M; j++) {
        works[j] = 0;
        for (int i = 0; i < t->rows; i++)
            works[j] += t->cost[i][j] * (float)t->flow[j][i];
    }
    return sum_of(works) * (1.0f / HEAP_WHOLE);
}

static bool solve(struct transport *t, const struct heap *from, const struct heap *to, float enough)
{
    begin(t);
    for (int i = 0; i < t->rows; i++)
        while (t->supply[i] > 0) {
            struct search s;
            if (proven(t, from, to) > enough)
                return false;
            int end = find_way(t, &s, i);
            reprice(t, &s, end);
            move_along(t, &s, i, end);
        }
    return true;
}

float heaps_apart(const struct heap *from, const struct heap *to, int dimensions, float enough,
                  float lifts[APART_MASSES])
{
    struct transport t = {.rows = from->count};
    fill(&t, from, to, dimensions);
    memcpy(t.supply, from->share, sizeof t.supply);
    memcpy(t.demand, to->share, sizeof t.demand);
    memcpy(t.lift, lifts, sizeof t.lift);
    bool solved = solve(&t, from, to, enough);
    memcpy(lifts, t.lift, sizeof t.lift);
    return solved ? work_of(&t) : INFINITY;
}
