/* SPDX-License-Identifier: Apache-2.0 */
/* Successive shortest paths with potentials (Edmonds & Karp 1972; the start after Jonker & Volgenant 1987).
   Masses are whole numbers, so that what is left to move comes to exactly nothing. */
#include "likeness/earth_mover.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { WHOLE = 1 << 30 };

struct transport {
    int rows, columns;
    double cost[MOVER_MOST][MOVER_MOST];
    int32_t flow[MOVER_MOST][MOVER_MOST];
    int32_t supply[MOVER_MOST], demand[MOVER_MOST];  /* still to be moved */
    double row_price[MOVER_MOST], price[MOVER_MOST]; /* cost ≥ price[column] − row_price[row] */
};

/* One search for the cheapest way on. */
struct search {
    double reached[MOVER_MOST]; /* of each column, how far it is */
    int from[MOVER_MOST];       /* the row that it was reached from */
    int entry[MOVER_MOST];    /* of each scanned row, the column whose flow led back to it; −1: the start */
    double depth[MOVER_MOST]; /* of each scanned row */
    unsigned rows, columns;   /* bits: scanned */
};

/* Shares of WHOLE that sum to it: differences of rounded sums. */
static void share(const struct mass *masses, int count, int32_t *shares)
{
    double total = 0, sum = 0;
    int32_t before = 0;
    for (int i = 0; i < count; i++)
        total += (double)masses[i].weight;
    for (int i = 0; i < count; i++) {
        sum += (double)masses[i].weight;
        int32_t now = i + 1 < count ? (int32_t)(sum / total * WHOLE + 0.5) : WHOLE;
        shares[i] = now - before;
        before = now;
    }
}

static void move(struct transport *t, int row, int column, int32_t amount)
{
    t->flow[row][column] += amount;
    t->supply[row] -= amount;
    t->demand[column] -= amount;
}

static int32_t less(int32_t p, int32_t q)
{
    return p < q ? p : q;
}

/* Prices that hold, and all that can be moved at no more than them. */
static void begin(struct transport *t)
{
    for (int j = 0; j < t->columns; j++) {
        int nearest = 0;
        for (int i = 1; i < t->rows; i++)
            if (t->cost[i][j] < t->cost[nearest][j])
                nearest = i;
        t->price[j] = t->cost[nearest][j];
        move(t, nearest, j, less(t->supply[nearest], t->demand[j]));
    }
    for (int i = 0; i < t->rows; i++)
        t->row_price[i] = 0;
}

static double slack(const struct transport *t, int row, int column)
{
    double left = t->cost[row][column] + t->row_price[row] - t->price[column];
    return left > 0 ? left : 0;
}

static void scan_row(const struct transport *t, struct search *s, int row, double depth, int entry)
{
    s->rows |= 1u << row;
    s->depth[row] = depth;
    s->entry[row] = entry;
    for (int j = 0; j < t->columns; j++) {
        double way = depth + slack(t, row, j);
        if (!(s->columns >> j & 1) && way < s->reached[j]) {
            s->reached[j] = way;
            s->from[j] = row;
        }
    }
}

static int nearest_column(const struct transport *t, const struct search *s)
{
    int best = -1;
    for (int j = 0; j < t->columns; j++)
        if (!(s->columns >> j & 1) && (best < 0 || s->reached[j] < s->reached[best]))
            best = j;
    return best;
}

/* The nearest column that still wants something, by the cheapest way from a row. */
static int find_way(const struct transport *t, struct search *s, int start)
{
    s->rows = s->columns = 0;
    for (int j = 0; j < t->columns; j++)
        s->reached[j] = INFINITY;
    scan_row(t, s, start, 0, -1);
    for (;;) {
        int column = nearest_column(t, s);
        s->columns |= 1u << column;
        if (t->demand[column] > 0)
            return column;
        for (int i = 0; i < t->rows; i++)
            if (t->flow[i][column] > 0 && !(s->rows >> i & 1))
                scan_row(t, s, i, s->reached[column], column);
    }
}

/* What was scanned comes as near as the column at the way's end, and the way costs nothing more. */
static void reprice(struct transport *t, const struct search *s, int end)
{
    double reach = s->reached[end];
    for (int i = 0; i < t->rows; i++)
        if (s->rows >> i & 1)
            t->row_price[i] -= reach - s->depth[i];
    for (int j = 0; j < t->columns; j++)
        if (s->columns >> j & 1)
            t->price[j] -= reach - s->reached[j];
}

static void move_along(struct transport *t, const struct search *s, int start, int end)
{
    int32_t amount = less(t->supply[start], t->demand[end]);
    for (int row = s->from[end]; s->entry[row] >= 0; row = s->from[s->entry[row]])
        amount = less(amount, t->flow[row][s->entry[row]]);
    t->supply[start] -= amount;
    t->demand[end] -= amount;
    for (int column = end, row = s->from[end];; column = s->entry[row], row = s->from[column]) {
        t->flow[row][column] += amount;
        if (s->entry[row] < 0)
            return;
        t->flow[row][s->entry[row]] -= amount;
    }
}

static void solve(struct transport *t)
{
    begin(t);
    for (int i = 0; i < t->rows; i++)
        while (t->supply[i] > 0) {
            struct search s;
            int end = find_way(t, &s, i);
            reprice(t, &s, end);
            move_along(t, &s, i, end);
        }
}

static void tell(const struct transport *t, struct moving *moving)
{
    memset(moving, 0, sizeof *moving);
    for (int i = 0; i < t->rows; i++) {
        moving->lift[i] = t->row_price[i];
        for (int j = 0; j < t->columns; j++) {
            moving->cost[i][j] = t->cost[i][j];
            moving->flow[i][j] = (double)t->flow[i][j] / WHOLE;
        }
    }
    for (int j = 0; j < t->columns; j++)
        moving->drop[j] = t->price[j];
}

double earth_mover(const struct mass *a, int a_count, const struct mass *b, int b_count,
                   struct moving *moving)
{
    struct transport t = {.rows = a_count, .columns = b_count};
    double work = 0;
    share(a, a_count, t.supply);
    share(b, b_count, t.demand);
    for (int i = 0; i < a_count; i++)
        for (int j = 0; j < b_count; j++) {
            double x = (double)a[i].x - (double)b[j].x, y = (double)a[i].y - (double)b[j].y,
                   z = (double)a[i].z - (double)b[j].z;
            t.cost[i][j] = sqrt(x * x + y * y + z * z);
        }
    solve(&t);
    for (int i = 0; i < a_count; i++)
        for (int j = 0; j < b_count; j++)
            work += t.cost[i][j] * t.flow[i][j];
    if (moving)
        tell(&t, moving);
    return work / WHOLE;
}
