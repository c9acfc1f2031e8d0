/* SPDX-License-Identifier: Apache-2.0 */
/* The nearest shots of all references, told as asking all of them tells: those that are the nearest of their
   film and those that are not. */
#include "likeness/nearest_together.h"
#include "likeness/runners_up.h"
#include "random_facets.h"
#include "test.h"

enum { FILMS = 3, CANDIDATES = 61, QUESTIONS = 40, LOOKS = (1 << PST_LOOKS) - 1 };

static const struct together together = {{0.26, 0.1, 2.5, 1.35, 0.9, 2, 2.2, 2.1}};
static struct facet_shot shots[FILMS][CANDIDATES], questions[QUESTIONS];
static struct runners_up found[QUESTIONS];

/* Some are alike to the bit, also across films; some lack facets. */
static void draw(uint64_t *state)
{
    for (int f = 0; f < FILMS; f++)
        for (int i = 0; i < CANDIDATES; i++) {
            shots[f][i].facets = i % 7 == 3 ? shots[f / 2][i / 2].facets : random_facets(state);
            if (i % 5 == 1)
                shots[f][i].facets.told &= ~(1U << (i % PST_FACETS));
        }
    for (int i = 0; i < QUESTIONS; i++)
        questions[i].facets = i % 4 ? random_facets(state) : shots[i % FILMS][i].facets;
}

static double apart(int look, const struct facets *a, const struct facets *b)
{
    return look == PST_TOGETHER ? together_distance(a, b, &together) : facet_distance(look, a, b);
}

static size_t ask_all(const struct facets *of, int look, struct neighbour *all)
{
    size_t count = 0;
    for (size_t f = 0; f < FILMS; f++)
        for (uint32_t i = 0; i < CANDIDATES; i++) {
            double distance = apart(look, of, &shots[f][i].facets);
            if (!isnan(distance))
                all[count++] = (struct neighbour){distance, f, i, false};
        }
    qsort(all, count, sizeof *all, neighbour_order);
    return count;
}

static bool is_first_of_its_film(const struct neighbour *all, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (all[i].reference == all[at].reference)
            return false;
    return true;
}

static int check_look(const struct facets *of, const struct runners_up *told, int look)
{
    static struct neighbour all[FILMS * CANDIDATES];
    size_t count = ask_all(of, look, all);
    int runners_up = 0;
    for (size_t i = 0; i < count && i < NEAREST_OF_ALL; i++) {
        if (is_first_of_its_film(all, i))
            continue;
        REQUIRE(runners_up < told->count[look]);
        const struct neighbour *one = &told->items[look][runners_up++];
        REQUIRE_INT(one->reference, all[i].reference);
        REQUIRE_INT(one->at, all[i].at);
        REQUIRE(one->distance == all[i].distance);
    }
    REQUIRE_INT(told->count[look], runners_up);
    return runners_up;
}

int main(void)
{
    uint64_t state = 7;
    struct facet_film films[FILMS] = {{.count = 0}}, film = {.shots = questions, .count = QUESTIONS};
    const struct facet_film *references[FILMS];
    struct nearness near[FILMS];
    int all = 0;
    draw(&state);
    for (int f = 0; f < FILMS; f++) {
        films[f] = (struct facet_film){.shots = shots[f], .count = CANDIDATES};
        references[f] = &films[f];
    }
    REQUIRE(nearness_find(moments_of(&film, MOMENT_SHOT), references, FILMS, MOMENT_SHOT, LOOKS, &together,
                          near));
    REQUIRE(runners_up_find(&film, references, FILMS, near, &together, found));
    for (int i = 0; i < QUESTIONS; i++)
        for (int look = 0; look < PST_LOOKS; look++)
            all += check_look(&questions[i].facets, &found[i], look);
    REQUIRE(all > QUESTIONS); /* many of them are there to be found */
    nearness_release_each(near, FILMS);
    return 0;
}
