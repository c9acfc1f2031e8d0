/* SPDX-License-Identifier: Apache-2.0 */
/* The nearest on a shelf, in each facet and in all together, is the one that asking all of them gives, to the
   bit; and what bounds a distance never passes it. */
#include "likeness/nearest_together.h"
#include "likeness/nearness.h"
#include "likeness/palette_search.h"
#include "random_facets.h"
#include "test.h"

enum { CASES = 300, CANDIDATES = 203 };

static double by_look(int look, const struct facets *a, const struct facets *b,
                      const struct together *together)
{
    return look == PST_TOGETHER ? together_distance(a, b, together) : facet_distance(look, a, b);
}

static struct nearest by_asking(int look, const struct facets *of, const struct facet_film *film,
                                const struct together *together)
{
    struct nearest best = {SIZE_MAX, INFINITY};
    for (size_t i = 0; i < film->count; i++) {
        double apart = by_look(look, of, &film->shots[i].facets, together);
        if (apart < best.distance)
            best = (struct nearest){i, apart};
    }
    return best;
}

/* Some are alike to the bit, some lack facets; in every tenth case none has any colour, in another all are
   alike. */
static void draw_shots(uint64_t *state, int n, struct facet_shot *shots)
{
    for (int i = 0; i < CANDIDATES; i++) {
        struct facets *all = &shots[i].facets;
        *all = i && n % 10 == 5 ? shots[0].facets : i % 7 == 3 ? shots[i / 2].facets : random_facets(state);
        all->told &= i % 5 == 1 && n % 2 ? ~(1U << n % PST_FACETS) : i % 11 == 1 ? 7U : ~0U;
        if (n % 10 == 0)
            for (int k = 0; k < FACET_COLOURS; k++)
                all->colour[k].a = all->colour[k].b = 0;
    }
}

static void check_nearest(uint64_t *state)
{
    static struct facet_shot shots[CANDIDATES];
    const struct facet_film film = {.shots = shots, .count = CANDIDATES}, *const films[1] = {&film};
    for (int n = 0; n < CASES; n++) {
        struct together together = {{0.26, 0.1, 2.5, 1.35, 0.9, 2, 2.2, 2.1}};
        if (n % 3 == 1)
            together.weight[PST_FACET_CHROMA] = 1e-6;
        if (n % 3 == 2)
            together.weight[n % PST_FACETS] = 0;
        draw_shots(state, n, shots);
        struct facets of = n % 4 ? random_facets(state) : shots[n % CANDIDATES].facets;
        struct nearness near;
        REQUIRE(nearness_find((struct moments){&of, 1, sizeof of}, films, 1, MOMENT_SHOT,
                              (1U << PST_LOOKS) - 1, &together, &near));
        for (int look = 0; look < PST_LOOKS; look++) {
            struct nearest wanted = by_asking(look, &of, &film, &together);
            uint32_t at = near.at[look][0];
            REQUIRE_INT(at == UINT32_MAX ? SIZE_MAX : at, wanted.at);
            REQUIRE(wanted.at == SIZE_MAX ? isnan(near.distance.look[look][0])
                                          : near.distance.look[look][0] == wanted.distance);
        }
        curves_release(&near.distance);
        free(near.at[0]);
    }
}

/* What is looked for alone is what is found among all; films that were laid out, the same as those that were
   not; and many questions, on all processors, as each by itself. */
static void check_many(uint64_t *state)
{
    enum { FILMS = 3, QUESTIONS = 70 };
    static struct facet_shot shots[FILMS][CANDIDATES];
    static struct facets of[QUESTIONS];
    static struct pivots pivots;
    struct facet_film films[FILMS] = {{.count = 0}};
    const struct facet_film *all[FILMS];
    struct nearness *apart = calloc(FILMS, sizeof *apart), *laid_out = calloc(FILMS, sizeof *laid_out);
    REQUIRE(apart && laid_out);
    for (int f = 0; f < FILMS; f++) {
        draw_shots(state, f, shots[f]);
        films[f].shots = shots[f];
        films[f].count = CANDIDATES - 8 * (size_t)f;
        all[f] = &films[f];
    }
    for (int i = 0; i < QUESTIONS; i++)
        of[i] = random_facets(state);
    const struct moments moments = {of, QUESTIONS, sizeof *of};
    const unsigned facets = (1U << PST_FACETS) - 1;
    REQUIRE(nearness_find(moments, all, FILMS, MOMENT_SHOT, facets, NULL, apart));
    pivots_choose(&pivots, all, 1);
    for (int f = 0; f < FILMS; f++)
        REQUIRE(facet_film_lay_out(&films[f], MOMENT_SHOT, &pivots));
    REQUIRE(nearness_find(moments, all, FILMS, MOMENT_SHOT, facets, NULL, laid_out));
    for (int f = 0; f < FILMS; f++) {
        REQUIRE(memcmp(apart[f].at[0], laid_out[f].at[0], QUESTIONS * PST_LOOKS * sizeof(uint32_t)) == 0);
        for (int look = 0; look < PST_FACETS; look++)
            for (int i = 0; i < QUESTIONS; i++) {
                struct nearest wanted = by_asking(look, &of[i], all[f], NULL);
                REQUIRE_INT(laid_out[f].at[look][i], wanted.at);
                REQUIRE(laid_out[f].distance.look[look][i] == apart[f].distance.look[look][i]);
            }
        films[f].shots = NULL;
        facet_film_release(&films[f]);
    }
    nearness_release_all(apart, FILMS);
    nearness_release_all(laid_out, FILMS);
}

static void check_bounds(uint64_t *state)
{
    static struct facet_shot shots[CANDIDATES];
    static struct pivots pivots;
    static struct question q;
    const struct facet_film film = {.shots = shots, .count = CANDIDATES}, *const films[1] = {&film};
    struct shelf shelf;
    struct workbench bench;
    for (int i = 0; i < CANDIDATES; i++)
        shots[i].facets = random_facets(state);
    pivots_choose(&pivots, films, 1);
    REQUIRE(pivots.count == 32);
    REQUIRE(moments_lay_out(&shelf, moments_of(&film, MOMENT_SHOT), &pivots) &&
            workbench_open(&bench, shelf.room));
    for (int n = 0; n < 40; n++) {
        struct facets of = random_facets(state);
        struct nearest found[PST_LOOKS];
        for (int look = 0; look < PST_LOOKS; look++)
            found[look].at = SIZE_MAX;
        question_ask(&q, &of);
        shelf_nearest(&bench, &shelf, &q, (1U << PST_FACETS) - 1, NULL, found);
        for (int facet = 0; facet < PST_FACETS; facet++)
            for (size_t i = 0; i < CANDIDATES; i++) {
                double apart = facet_distance(facet, &of, &shots[i].facets);
                double bound = sqrt((double)bench.squares[facet][i]), error = 1e-4 * apart + 1e-5;
                if (facet == PST_FACET_COMPOSITION) {
                    bound /= (double)ROW_SCALE * sqrt(LAYOUT_SIZE);
                    error += (double)(q.row_error + shelf.row_error);
                }
                REQUIRE(bound <= apart + error);
                if (facet > PST_FACET_CHROMA)
                    continue;
                for (int k = 0; k < PIVOTS_NEAR; k++)
                    REQUIRE((double)palette_at_least(&bench, &shelf, &q, facet, i, k) <=
                            apart + PALETTE_ROUNDING);
                REQUIRE_NEAR(palette_within(&bench, &shelf, &q, facet, i, INFINITY), apart, HEAP_ROUNDING);
                REQUIRE(palette_within(&bench, &shelf, &q, facet, i, 0.9 * apart) > 0.9 * apart);
            }
    }
    moments_put_away(&shelf);
    workbench_close(&bench);
}

int main(void)
{
    uint64_t state = 1181783497276652981U;
    check_bounds(&state);
    check_nearest(&state);
    check_many(&state);
    return 0;
}
