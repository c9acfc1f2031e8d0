/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/setting.h"
#include "test.h"

enum { GREY_BIN = (5 * 16 + 8) * 16 + 8, RED_BIN = (5 * 16 + 11) * 16 + 10 };

static struct facets setting_of(double grey, double red, float edges)
{
    double weights[COLOUR_BINS] = {[GREY_BIN] = grey, [RED_BIN] = red};
    struct facets made = {.told = 1u << PST_FACET_COMPOSITION};
    for (int i = 0; i < LAYOUT_SIZE; i++)
        made.layout[i] = i < LAYOUT_CELLS ? 128 : edges;
    take_setting(weights, &made);
    return made;
}

static double apart(struct facets p, struct facets q)
{
    return facet_distance(PST_FACET_SETTING, &p, &q);
}

/* Hellinger's distance of (1, 0) and (1/2, 1/2) is root (1 - root 1/2), and ours root 2 of it. */
static void check_colours(void)
{
    REQUIRE_NEAR(apart(setting_of(4, 0, 64), setting_of(0, 9, 64)), sqrt(2), 1e-6);
    REQUIRE_NEAR(apart(setting_of(4, 0, 64), setting_of(7, 7, 64)), sqrt(2 - sqrt(2)), 1e-6);
    REQUIRE_NEAR(apart(setting_of(4, 1, 64), setting_of(8, 2, 64)), 0, 1e-6);
}

/* Two of five figures, both means of edges, differ by 23: a fifth of the step. */
static void check_texture(void)
{
    REQUIRE_NEAR(apart(setting_of(1, 1, 64), setting_of(1, 1, 87)), sqrt(2 * 0.2 * 0.2), 1e-6);
}

/* Where in the picture things lie does not count: the cells in another order. */
static void check_places(void)
{
    struct facets p = {.told = 1u << PST_FACET_COMPOSITION}, q = p;
    const double weights[COLOUR_BINS] = {[GREY_BIN] = 1};
    for (int i = 0; i < LAYOUT_SIZE; i++) {
        p.layout[i] = (float)(i * 37 % 101);
        q.layout[i / LAYOUT_CELLS * LAYOUT_CELLS + (i * 5 + 3) % LAYOUT_CELLS] = p.layout[i];
    }
    take_setting(weights, &p);
    take_setting(weights, &q);
    REQUIRE_NEAR(apart(p, q), 0, 1e-5);
    REQUIRE(facet_distance(PST_FACET_COMPOSITION, &p, &q) > 0.1);
}

static void check_missing(void)
{
    const double none[COLOUR_BINS] = {0}, grey[COLOUR_BINS] = {[GREY_BIN] = 1};
    struct facet_shot shots[3] = {{.facets = setting_of(1, 0, 60)}, {.facets = setting_of(1, 0, 80)}, {0}};
    struct facets empty = {.told = 1u << PST_FACET_COMPOSITION};
    take_setting(none, &empty);
    REQUIRE(!(empty.told >> PST_FACET_SETTING & 1));
    take_setting(grey, &shots[2].facets);
    settle_textures(shots, 3);
    REQUIRE_NEAR(shots[2].facets.texture[0], 70, 1e-4);
    settle_textures(&shots[2], 1);
    REQUIRE(shots[2].facets.told >> PST_FACET_SETTING & 1);
    shots[2].facets = (struct facets){0};
    take_setting(grey, &shots[2].facets);
    settle_textures(&shots[2], 1);
    REQUIRE(!(shots[2].facets.told >> PST_FACET_SETTING & 1));
}

/* A window of both settings, one of them three times as long. */
static void check_pool(void)
{
    static struct setting_pool pool;
    struct facets both = {.told = 1u << PST_FACET_SETTING}, grey = setting_of(1, 0, 60),
                  red = setting_of(0, 1, 80);
    setting_pour(&pool, &grey, 3);
    setting_pour(&pool, &red, 1);
    take_pooled_setting(&pool, &both);
    REQUIRE_NEAR(apart(both, setting_of(3, 1, 65)), 0, 1e-5);
}

/* The 64 heaviest of 100 bins are kept, in order. */
static void check_heaviest(void)
{
    double weights[COLOUR_BINS] = {0};
    struct facets made = {0};
    for (int i = 0; i < 100; i++)
        weights[1000 + i] = i + 1;
    take_setting(weights, &made);
    REQUIRE_INT(made.bins, SETTING_BINS);
    REQUIRE_INT(made.bin[0].bin, 1036);
    REQUIRE_INT(made.bin[63].bin, 1099);
    REQUIRE_NEAR(made.bin[63].root, sqrt(100.0 / 5050), 1e-6);
}

int main(void)
{
    check_colours();
    check_texture();
    check_places();
    check_missing();
    check_pool();
    check_heaviest();
    return 0;
}
