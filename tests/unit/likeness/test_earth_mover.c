/* SPDX-License-Identifier: Apache-2.0 */
/* Against what follows from paper, every assignment, the closed form on a line; and a proof of each answer:
   a plan that moves everything, and prices by which none is cheaper (linear programming duality). */
#include "likeness/earth_mover.h"
#include "random_facets.h"
#include "test.h"

enum { CASES = 20000 };

struct heap {
    int count;
    struct mass masses[MOVER_MOST];
};

static struct heap random_heap(uint64_t *state, int count)
{
    struct heap heap = {.count = count};
    for (int i = 0; i < count; i++)
        heap.masses[i] = (struct mass){random_from(state, 0, 1), random_from(state, 0, 1),
                                       random_from(state, -1, 1), random_from(state, -1, 1)};
    return heap;
}

static int random_count(uint64_t *state)
{
    return 1 + (int)(random_unit(state) * MOVER_MOST);
}

static double share_of(const struct heap *heap, int i)
{
    double total = 0;
    for (int k = 0; k < heap->count; k++)
        total += (double)heap->masses[k].weight;
    return (double)heap->masses[i].weight / total;
}

static void check_proof(const struct heap *a, const struct heap *b)
{
    struct moving m;
    double work = earth_mover(a->masses, a->count, b->masses, b->count, &m), primal = 0, dual = 0;
    for (int i = 0; i < a->count; i++) {
        double sent = 0;
        for (int j = 0; j < b->count; j++) {
            REQUIRE(m.flow[i][j] >= 0);
            REQUIRE(m.cost[i][j] >= m.drop[j] - m.lift[i] - 1e-12);
            sent += m.flow[i][j];
            primal += m.flow[i][j] * m.cost[i][j];
        }
        REQUIRE_NEAR(sent, share_of(a, i), 0x1p-29);
        dual -= sent * m.lift[i];
    }
    for (int j = 0; j < b->count; j++) {
        double got = 0;
        for (int i = 0; i < a->count; i++)
            got += m.flow[i][j];
        REQUIRE_NEAR(got, share_of(b, j), 0x1p-29);
        dual += got * m.drop[j];
    }
    REQUIRE_NEAR(work, primal, 1e-12);
    REQUIRE_NEAR(work, dual, 1e-12);
}

static double distance(const struct heap *a, const struct heap *b)
{
    return earth_mover(a->masses, a->count, b->masses, b->count, NULL);
}

static double apart(const struct mass *p, const struct mass *q)
{
    return sqrt(pow((double)p->x - (double)q->x, 2) + pow((double)p->y - (double)q->y, 2) +
                pow((double)p->z - (double)q->z, 2));
}

/* The cheapest of all ways to pair what is left of b with a's from i on. */
static double cheapest(const struct heap *a, const struct heap *b, int i, unsigned taken)
{
    double best = INFINITY;
    if (i == a->count)
        return 0;
    for (int j = 0; j < b->count; j++)
        if (!(taken >> j & 1)) {
            double way = apart(&a->masses[i], &b->masses[j]) + cheapest(a, b, i + 1, taken | 1u << j);
            best = way < best ? way : best;
        }
    return best;
}

/* With equal weights some best plan is an assignment (Birkhoff). */
static void check_assignments(uint64_t *state)
{
    for (int n = 0; n < 300; n++) {
        int count = 1 + n % 6;
        struct heap a = random_heap(state, count), b = random_heap(state, count);
        for (int i = 0; i < count; i++)
            a.masses[i].weight = b.masses[i].weight = 1;
        REQUIRE_NEAR(distance(&a, &b), cheapest(&a, &b, 0, 0) / count, 1e-8);
    }
}

/* On a line: the area between the two sums of weights (Vallender 1974). */
static double on_a_line(const struct heap *a, const struct heap *b)
{
    enum { STEPS = 2 * MOVER_MOST };
    double places[STEPS], area = 0;
    int count = 0;
    for (int i = 0; i < a->count; i++)
        places[count++] = (double)a->masses[i].x;
    for (int j = 0; j < b->count; j++)
        places[count++] = (double)b->masses[j].x;
    for (int i = 1; i < count; i++)
        for (int k = i; k > 0 && places[k] < places[k - 1]; k--) {
            double swap = places[k];
            places[k] = places[k - 1];
            places[k - 1] = swap;
        }
    for (int k = 0; k + 1 < count; k++) {
        double ahead = 0;
        for (int i = 0; i < a->count; i++)
            ahead += (double)a->masses[i].x <= places[k] ? share_of(a, i) : 0;
        for (int j = 0; j < b->count; j++)
            ahead -= (double)b->masses[j].x <= places[k] ? share_of(b, j) : 0;
        area += fabs(ahead) * (places[k + 1] - places[k]);
    }
    return area;
}

static void check_line(uint64_t *state)
{
    for (int n = 0; n < 2000; n++) {
        struct heap a = random_heap(state, random_count(state)), b = random_heap(state, random_count(state));
        for (int i = 0; i < MOVER_MOST; i++)
            a.masses[i].y = a.masses[i].z = b.masses[i].y = b.masses[i].z = 0;
        REQUIRE_NEAR(distance(&a, &b), on_a_line(&a, &b), 1e-7);
    }
}

static void check_metric(uint64_t *state)
{
    for (int n = 0; n < 5000; n++) {
        struct heap a = random_heap(state, random_count(state)), b = random_heap(state, random_count(state)),
                    c = random_heap(state, random_count(state));
        REQUIRE_NEAR(distance(&a, &b), distance(&b, &a), 1e-12);
        REQUIRE(distance(&a, &c) <= distance(&a, &b) + distance(&b, &c) + 1e-12);
        REQUIRE_NEAR(distance(&a, &a), 0, 1e-12);
    }
}

static void check_known(void)
{
    struct heap one = {1, {{3, 0, 0, 0}}}, other = {1, {{0.5f, 3, 4, 12}}};
    struct heap halves = {2, {{1, 1, 0, 0}, {1, -3, 0, 0}}}, empty = {2, {{1, 0, 0, 0}, {0, 9, 9, 9}}};
    REQUIRE_NEAR(distance(&one, &other), 13, 1e-12);
    REQUIRE_NEAR(distance(&one, &halves), 2, 1e-12);
    REQUIRE_NEAR(distance(&one, &empty), 0, 1e-12);
    /* A chain: each mass moves on by one, or one jumps over all; both cost the same on a line. */
    struct heap low = {4, {{1, 0, 0, 0}, {1, 1, 0, 0}, {1, 2, 0, 0}, {1, 3, 0, 0}}},
                high = {4, {{1, 1, 0, 0}, {1, 2, 0, 0}, {1, 3, 0, 0}, {1, 4, 0, 0}}};
    REQUIRE_NEAR(distance(&low, &high), 1, 1e-12);
}

/* Many ties: places on a coarse grid, weights of 1 to 3. */
static void check_ties(uint64_t *state)
{
    for (int n = 0; n < CASES; n++) {
        struct heap heaps[2];
        for (int k = 0; k < 2; k++) {
            heaps[k] = random_heap(state, random_count(state));
            for (int i = 0; i < heaps[k].count; i++) {
                struct mass *m = &heaps[k].masses[i];
                *m = (struct mass){ceilf(m->weight * 3) + 1, floorf(m->x * 3), roundf(m->y), roundf(m->z)};
            }
        }
        check_proof(&heaps[0], &heaps[1]);
    }
}

int main(void)
{
    uint64_t state = 88172645463325252u;
    check_known();
    for (int n = 0; n < CASES; n++) {
        struct heap a = random_heap(&state, random_count(&state)),
                    b = random_heap(&state, random_count(&state));
        check_proof(&a, &b);
    }
    check_ties(&state);
    check_assignments(&state);
    check_line(&state);
    check_metric(&state);
    return 0;
}
