/* SPDX-License-Identifier: Apache-2.0 */
/* The nearest in all facets is the one that asking all of them gives, to the bit; bounds never pass what they
   bound. */
#include "likeness/nearest_together.h"
#include "likeness/palette_bound.h"
#include "random_facets.h"
#include "test.h"

enum { CASES = 300, CANDIDATES = 200 };

static void check_bounds(uint64_t *state)
{
    for (int n = 0; n < CASES; n++) {
        struct facets of = random_facets(state);
        struct palette_query query;
        palette_query_open(&query, &of, n % 2);
        for (int i = 0; i < 40; i++) {
            struct facets other = i % 5 ? random_facets(state) : of;
            double bound = palette_bound(&query, &other, INFINITY), apart = palette_ask(&query, &other);
            REQUIRE(bound <= apart);
            REQUIRE(apart == facet_distance(n % 2 ? PST_FACET_COLOUR : PST_FACET_CHROMA, &of, &other));
            /* Its own prices prove all of it. */
            REQUIRE_NEAR(palette_bound(&query, &other, INFINITY), apart, 2e-5);
        }
    }
}

static size_t by_asking(const struct facets *of, const struct facets *all, const struct together *together,
                        double *distance)
{
    size_t best = SIZE_MAX;
    *distance = INFINITY;
    for (size_t i = 0; i < CANDIDATES; i++) {
        double apart = together_distance(of, &all[i], together);
        if (apart < *distance) {
            *distance = apart;
            best = i;
        }
    }
    return best;
}

/* Some are alike to the bit, some lack facets; weights from usual to next to nothing, and none. */
static void check_nearest(uint64_t *state)
{
    static struct facets all[CANDIDATES];
    for (int n = 0; n < CASES; n++) {
        struct together together = {{0.26, 0.1, 2.5, 1.35, 2, 2.2, 2.1}};
        if (n % 3 == 1)
            together.weight[PST_FACET_CHROMA] = 1e-6;
        if (n % 3 == 2)
            together.weight[n % PST_FACETS] = 0;
        for (int i = 0; i < CANDIDATES; i++) {
            all[i] = i % 7 == 3 ? all[i / 2] : random_facets(state);
            all[i].told &= i % 5 == 1 ? ~(1U << n % PST_FACETS) : i % 11 == 1 ? 7U : ~0U;
        }
        struct facets of = n % 4 ? random_facets(state) : all[n % CANDIDATES];
        double wanted, got;
        size_t best = by_asking(&of, all, &together, &wanted);
        REQUIRE_INT(nearest_together(&of, all, CANDIDATES, sizeof *all, &together, &got), best);
        REQUIRE(got == wanted);
    }
}

int main(void)
{
    uint64_t state = 1181783497276652981U;
    check_bounds(&state);
    check_nearest(&state);
    return 0;
}
