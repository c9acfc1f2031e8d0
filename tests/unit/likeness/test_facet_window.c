/* SPDX-License-Identifier: Apache-2.0 */
#include "random_facets.h"
#include "test.h"

enum { SHOTS = 40 };

/* Shots of the given seconds one after the other, each of one colour and with one figure of its own. */
static void plant(struct facet_shot *shots, const double *seconds, size_t count)
{
    double at = 0;
    for (size_t i = 0; i < count; i++) {
        shots[i] = (struct facet_shot){.starts = at, .seconds = seconds[i]};
        struct facets *f = &shots[i].facets;
        f->told = (1u << PST_FACETS) - 1;
        f->colours = 1;
        f->colour[0] = (struct facet_colour){1, (float)i / 10, 0, 0};
        f->light[0] = f->layout[95] = f->rhythm[1] = f->motion[3] = f->sound[2] = (float)i;
        at += seconds[i];
    }
}

static void check_means(void)
{
    static const double seconds[] = {4, 2, 6};
    struct facet_shot shots[3];
    struct facets f;
    plant(shots, seconds, 3);
    facets_of_window(shots, 3, 3, 8, &f); /* 1 s of shot 0, 2 s of shot 1, 2 s of shot 2 */
    REQUIRE_INT(f.told, (1u << PST_FACETS) - 1);
    float mean = 6.0f / 5;
    REQUIRE_NEAR(f.light[0], mean, 1e-6);
    REQUIRE_NEAR(f.layout[95], mean, 1e-6);
    REQUIRE_NEAR(f.rhythm[1], mean, 1e-6);
    REQUIRE_NEAR(f.motion[3], mean, 1e-6);
    REQUIRE_NEAR(f.sound[2], mean, 1e-6);
    REQUIRE_INT(f.colours, 3);
    REQUIRE_NEAR(f.colour[0].weight, 0.4, 1e-6);
    REQUIRE_NEAR(f.colour[1].weight, 0.4, 1e-6);
    REQUIRE_NEAR(f.colour[2].weight, 0.2, 1e-6);
    REQUIRE_NEAR(f.colour[2].l, 0, 1e-6);
}

/* Shots set aside count for nothing; a window of which less than half is left has no facets. */
static void check_common(void)
{
    static const double seconds[] = {4, 2, 6};
    struct facet_shot shots[3];
    struct facets f;
    plant(shots, seconds, 3);
    shots[0].common = true;
    facets_of_window(shots, 3, 2, 10, &f); /* 6 of 8 s are left */
    REQUIRE_INT(f.told, (1u << PST_FACETS) - 1);
    REQUIRE_NEAR(f.light[0], (2 * 1 + 4 * 2) / 6.0, 1e-6);
    facets_of_window(shots, 3, 0, 7, &f); /* 3 of 7 */
    REQUIRE_INT(f.told, 0);
    REQUIRE_INT(f.colours, 0);
    facets_of_window(shots, 3, 0, 8, &f); /* 4 of 8 */
    REQUIRE(f.told);
}

/* What is not known of half of the window is not known of it; what is, is a mean of what is known. */
static void check_untold(void)
{
    static const double seconds[] = {4, 2, 6};
    struct facet_shot shots[3];
    struct facets f;
    plant(shots, seconds, 3);
    shots[2].facets.told &= ~(1u << PST_FACET_SOUND);
    shots[2].facets.sound[2] = 0;
    facets_of_window(shots, 3, 0, 10, &f); /* 6 of 10 s have sound */
    REQUIRE(f.told >> PST_FACET_SOUND & 1);
    REQUIRE_NEAR(f.sound[2], 2 / 6.0, 1e-6);
    facets_of_window(shots, 3, 2, 10, &f); /* 4 of 8 */
    REQUIRE(f.told >> PST_FACET_SOUND & 1);
    facets_of_window(shots, 3, 2, 10.1, &f);
    REQUIRE_INT(f.told, ((1u << PST_FACETS) - 1) & ~(1u << PST_FACET_SOUND));
    REQUIRE_INT(f.sound[2], 0);
}

/* Many colours about three points come to eight whose mean is that of all, no further from the truth than
   the clouds are wide. */
static void check_merging(uint64_t *state)
{
    static const struct facet_colour middles[] = {
        {0.5f, 0.2f, 0.1f, 0}, {0.3f, 0.8f, -0.1f, 0.1f}, {0.2f, 0.5f, 0, -0.15f}};
    static struct facet_shot shots[SHOTS];
    double l = 0;
    for (int i = 0; i < SHOTS; i++) {
        shots[i] = (struct facet_shot){.starts = i, .seconds = 1};
        struct facets *f = &shots[i].facets;
        f->told = 1u << PST_FACET_COLOUR | 1u << PST_FACET_CHROMA;
        f->colours = 6;
        for (int k = 0; k < 6; k++) {
            const struct facet_colour *m = &middles[k % 3];
            f->colour[k] = (struct facet_colour){m->weight / 2, m->l + random_from(state, -0.02, 0.02),
                                                 m->a + random_from(state, -0.01, 0.01),
                                                 m->b + random_from(state, -0.01, 0.01)};
            l += (double)f->colour[k].weight * (double)f->colour[k].l / SHOTS;
        }
    }
    struct facets truth = {.told = 3, .colours = 3}, f, again;
    memcpy(truth.colour, middles, sizeof middles);
    facets_of_window(shots, SHOTS, 0, SHOTS, &f);
    REQUIRE_INT(f.colours, FACET_COLOURS);
    REQUIRE(facet_distance(PST_FACET_COLOUR, &f, &truth) < 0.02);
    double mean = 0, weight = 0;
    for (int i = 0; i < f.colours; i++) {
        REQUIRE(i == 0 || f.colour[i].weight <= f.colour[i - 1].weight);
        mean += (double)f.colour[i].weight * (double)f.colour[i].l;
        weight += (double)f.colour[i].weight;
    }
    REQUIRE_NEAR(weight, 1, 1e-6);
    REQUIRE_NEAR(mean, l, 1e-5);
    facets_of_window(shots, SHOTS, 0, SHOTS, &again);
    REQUIRE(memcmp(&f, &again, sizeof f) == 0);
}

static void check_windows(void)
{
    static const double seconds[] = {4, 2, 6, 8};
    struct facet_film film = {.shots = calloc(4, sizeof *film.shots), .count = 4};
    REQUIRE(film.shots);
    plant(film.shots, seconds, 4);
    REQUIRE(facet_film_windows(&film, 8, 4)); /* 0, 4, 8, 12 of 20 s */
    REQUIRE_INT(film.window_count, 4);
    REQUIRE_NEAR(film.windows[3].light[0], 3, 1e-6);
    REQUIRE_NEAR(film.windows[1].light[0], (2 * 1 + 6 * 2) / 8.0, 1e-6);
    REQUIRE(facet_film_windows(&film, 60, 10)); /* longer than the film: one of all of it */
    REQUIRE_INT(film.window_count, 1);
    REQUIRE_NEAR(film.windows[0].light[0], (2 * 1 + 6 * 2 + 8 * 3) / 20.0, 1e-6);
    facet_film_release(&film);
    REQUIRE(facet_film_windows(&film, 60, 10));
    REQUIRE_INT(film.window_count, 0);
    facet_film_release(&film);
}

int main(void)
{
    uint64_t state = 362436069u;
    check_means();
    check_common();
    check_untold();
    check_merging(&state);
    check_windows();
    return 0;
}
