/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/facet_index.h"
#include "likeness/facet_sketch.h"
#include "random_facets.h"
#include "test.h"

enum { CASES = 300, CANDIDATES = 200 };

/* Every facet but one is made anew: that one's distance is the same to the last bit. */
static void check_independent(uint64_t *state)
{
    for (int facet = 0; facet < PST_FACETS; facet++)
        for (int n = 0; n < CASES; n++) {
            struct facets a = random_facets(state), b = random_facets(state), c = random_facets(state);
            double apart = facet_distance(facet, &a, &b);
            struct facets kept = b;
            b = c;
            if (facet == PST_FACET_COLOUR || facet == PST_FACET_CHROMA) {
                b.colours = kept.colours;
                memcpy(b.colour, kept.colour, sizeof b.colour);
            } else if (facet == PST_FACET_LIGHT) {
                memcpy(b.light, kept.light, sizeof b.light);
            } else if (facet == PST_FACET_COMPOSITION) {
                memcpy(b.layout, kept.layout, sizeof b.layout);
            } else if (facet == PST_FACET_SETTING) {
                b.bins = kept.bins;
                memcpy(b.bin, kept.bin, sizeof b.bin);
                memcpy(b.texture, kept.texture, sizeof b.texture);
            } else if (facet == PST_FACET_RHYTHM) {
                memcpy(b.rhythm, kept.rhythm, sizeof b.rhythm);
            } else if (facet == PST_FACET_MOTION) {
                memcpy(b.motion, kept.motion, sizeof b.motion);
            } else {
                memcpy(b.sound, kept.sound, sizeof b.sound);
            }
            REQUIRE(facet_distance(facet, &a, &b) == apart);
        }
}

/* Chroma does not see lightness. */
static void check_chroma(uint64_t *state)
{
    for (int n = 0; n < CASES; n++) {
        struct facets a = random_facets(state), b = a;
        for (int i = 0; i < b.colours; i++)
            b.colour[i].l = 1 - b.colour[i].l;
        REQUIRE_NEAR(facet_distance(PST_FACET_CHROMA, &a, &b), 0, 1e-9);
        REQUIRE(facet_distance(PST_FACET_COLOUR, &a, &b) > 1e-4);
    }
}

static void check_metric(uint64_t *state)
{
    for (int facet = 0; facet < PST_FACETS; facet++)
        for (int n = 0; n < CASES; n++) {
            struct facets a = random_facets(state), b = random_facets(state), c = random_facets(state);
            double ab = facet_distance(facet, &a, &b), bc = facet_distance(facet, &b, &c),
                   ac = facet_distance(facet, &a, &c);
            REQUIRE(ab > 0);
            REQUIRE_NEAR(ab, facet_distance(facet, &b, &a), 1e-9);
            REQUIRE_NEAR(facet_distance(facet, &a, &a), 0, 1e-9);
            REQUIRE(ac <= ab + bc + 1e-6);
        }
}

static void check_missing(uint64_t *state)
{
    struct facets a = random_facets(state), b = random_facets(state);
    for (int facet = 0; facet < PST_FACETS; facet++) {
        b.told = a.told & ~(1u << facet);
        REQUIRE(isnan(facet_distance(facet, &a, &b)));
        REQUIRE(isnan(facet_distance(facet, &b, &a)));
        REQUIRE(!isnan(facet_distance((facet + 1) % PST_FACETS, &a, &b)));
    }
}

/* One colour against one: Euclid's distance, a and b doubled. */
static void check_known(void)
{
    struct facets a = {.told = 3, .colours = 1, .colour = {{1, 0.5f, 0, 0}}};
    struct facets b = {.told = 3, .colours = 1, .colour = {{1, 0.5f, 0.15f, 0.2f}}};
    REQUIRE_NEAR(facet_distance(PST_FACET_COLOUR, &a, &b), 0.5, 1e-6);
    b.colour[0] = (struct facet_colour){1, 0.25f, 0, 0};
    REQUIRE_NEAR(facet_distance(PST_FACET_COLOUR, &a, &b), 0.25, 1e-6);
    REQUIRE_NEAR(facet_distance(PST_FACET_CHROMA, &a, &b), 0, 1e-6);
}

struct candidate {
    char before[24];
    struct facets facets;
};

static size_t nearest_by_asking(int facet, const struct facets *of, const struct candidate *all, double bound,
                                double *distance)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < CANDIDATES; i++) {
        double apart = facet_distance(facet, of, &all[i].facets);
        if (apart < bound) {
            *distance = bound = apart;
            best = i;
        }
    }
    return best;
}

/* Some candidates are alike to the bit, some have not got the facet; bounds that let all, some, none in. */
/* Sketches are never further apart than what they stand for. */
static void check_sketches(uint64_t *state)
{
    for (int n = 0; n < 20 * CASES; n++) {
        struct facets a = random_facets(state), b = random_facets(state);
        struct palette_sketch p, q;
        palette_sketch_make(&a, &p);
        palette_sketch_make(&b, &q);
        for (int facet = 0; facet < PST_FACETS; facet++) {
            float from[SKETCH_MOST], to[SKETCH_MOST];
            double apart = 0, distance = facet_distance(facet, &a, &b);
            sketch_make(facet, &a, from);
            sketch_make(facet, &b, to);
            for (int i = 0; i < sketch_size(facet); i++)
                apart += pow((double)from[i] - (double)to[i], 2);
            REQUIRE(sqrt(apart) <= distance + 1e-5);
            if (facet == PST_FACET_COLOUR || facet == PST_FACET_CHROMA)
                REQUIRE(palette_sketch_apart(facet == PST_FACET_COLOUR, &p, &q) <= distance + 1e-5);
        }
    }
}

static void check_nearest(uint64_t *state)
{
    static struct candidate all[CANDIDATES];
    static const double shares[] = {INFINITY, 1, 0.8, 1.00001, 0};
    for (int n = 0; n < CASES; n++) {
        int facet = n % PST_FACETS;
        for (int i = 0; i < CANDIDATES; i++) {
            all[i].facets = i % 7 == 3 ? all[i / 2].facets : random_facets(state);
            all[i].facets.told &= i % 5 == 1 ? ~(1u << facet) : ~0u;
        }
        struct facets of = n % 4 ? random_facets(state) : all[n % CANDIDATES].facets;
        double wanted = NAN, got = NAN, least = NAN;
        struct facet_index *tree = facet_index_open(facet, &all[0].facets, CANDIDATES, sizeof *all);
        REQUIRE(tree);
        nearest_by_asking(facet, &of, all, INFINITY, &least);
        for (size_t k = 0; k < sizeof shares / sizeof *shares; k++) {
            double bound = isinf(shares[k]) || isnan(least) ? INFINITY : least * shares[k];
            size_t index = nearest_by_asking(facet, &of, all, bound, &wanted);
            REQUIRE_INT(facet_nearest(facet, &of, &all[0].facets, CANDIDATES, sizeof *all, bound, &got),
                        index);
            REQUIRE(index == SIZE_MAX || got == wanted);
            got = NAN;
            REQUIRE_INT(facet_index_nearest(tree, &of, bound, &got), index);
            REQUIRE(index == SIZE_MAX || got == wanted);
        }
        facet_index_close(&tree);
    }
}

int main(void)
{
    uint64_t state = 2463534242u;
    check_known();
    check_independent(&state);
    check_chroma(&state);
    check_metric(&state);
    check_missing(&state);
    check_sketches(&state);
    check_nearest(&state);
    return 0;
}
