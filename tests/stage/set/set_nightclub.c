/* SPDX-License-Identifier: Apache-2.0 */
/* A nightclub in pink and blue neon, 12 by 10 metres: bar in the west, stage lights in the north, pillars, a
 * glossy floor and smoke. */
#include "set/sets.h"

static void hall(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    scenery_use(s, painted_with(pattern_tiles, 2.4, 0.3, 0.3, 0.36, 2.6));
    mesh_quad(m, vec(-6, 0, -8), vec(0, 0, 14), vec(12, 0, 0));
    scenery_use(s, painted_with(pattern_brick, 1.4, 0.5, 0.5, 0.7, 0.6));
    mesh_quad(m, vec(6, 0, 6), vec(-12, 0, 0), vec(0, 4, 0));
    mesh_quad(m, vec(-6, 0, 6), vec(0, 0, -14), vec(0, 4, 0));
    mesh_quad(m, vec(6, 0, -8), vec(0, 0, 14), vec(0, 4, 0));
    scenery_use(s, of_colour(0.03, 0.03, 0.04, 0.1));
    mesh_quad(m, vec(-6, 4, -8), vec(12, 0, 0), vec(0, 0, 14));
    scenery_use(s, of_colour(0.09, 0.08, 0.11, 1));
    for (int i = 0; i < 2; i++) {
        mesh_block(m, i ? 2.8 : -3.2, 0, 3, i ? 3.2 : -2.8, 4, 3.4);
        mesh_block(m, -6, 3.7, i ? 0.9 : 3.1, 6, 3.9, i ? 1.1 : 3.3);
    }
}

static void bar(struct scenery *s)
{
    struct mesh *m = &s->mesh;
    scenery_use(s, painted_with(pattern_boards, 1.2, 0.35, 0.3, 0.3, 1));
    mesh_block(m, -4.7, 0, -1, -4.1, 1.05, 4.4);
    scenery_use(s, of_colour(0.05, 0.05, 0.06, 2));
    mesh_block(m, -4.8, 1.05, -1.1, -4.0, 1.11, 4.5);
    scenery_use(s, of_colour(0.1, 0.06, 0.05, 0.4));
    for (int shelf = 0; shelf < 3; shelf++)
        mesh_block(m, -6, 1.2 + shelf * 0.5, -0.5, -5.7, 1.24 + shelf * 0.5, 4);
    struct colour glass[4] = {
        {0.1f, 0.4f, 0.16f}, {0.5f, 0.24f, 0.04f}, {0.1f, 0.25f, 0.5f}, {0.5f, 0.46f, 0.4f}};
    struct stream stream = stream_of(1, "bottles");
    for (int c = 0; c < 4; c++) {
        scenery_use(s, (struct material){glass[c], 2, 0.25f, pattern_none, 1, 1});
        for (int i = 0; i < 12; i++) {
            struct vec foot =
                vec(-5.85, 1.24 + 0.5 * draw_one_of(&stream, 3), draw_between(&stream, -0.4, 3.9));
            mesh_post(m, foot, 0.04, 0.036, 0.2, 7);
            mesh_post(m, add(foot, vec(0, 0.2, 0)), 0.03, 0.014, 0.1, 6);
        }
    }
    scenery_use(s, of_colour(0.2, 0.03, 0.08, 0.6));
    for (int i = 0; i < 4; i++) {
        mesh_post(m, vec(-3.6, 0.66, -0.4 + i * 1.3), 0.2, 0.2, 0.08, 12);
        mesh_post(m, vec(-3.6, 0, -0.4 + i * 1.3), 0.03, 0.03, 0.66, 6);
    }
}

/* A tube of light between two points. */
static void tube(struct scenery *s, struct vec a, struct vec b)
{
    mesh_limb(&s->mesh, &(struct limb){a, b, vec(0, 0, 1), 0.03, 0.03, 0.03, 0.03, 0.5, 6});
}

static void neon(struct scenery *s)
{
    scenery_use(s, glowing(1, 0.1, 0.5, 4.5));
    tube(s, vec(-5.95, 3.2, -3), vec(-5.95, 3.2, 5.9));
    for (int i = 0; i < 12; i++) {
        double a = i * 30, b = a + 30;
        tube(s, vec(1.15 * cosine(a), 2.35 + 1.15 * sine(a), 5.9),
             vec(1.15 * cosine(b), 2.35 + 1.15 * sine(b), 5.9));
    }
    tube(s, vec(2.79, 0.2, 2.98), vec(2.79, 3.5, 2.98));
    tube(s, vec(-2.79, 0.2, 2.98), vec(-2.79, 3.5, 2.98));
    scenery_use(s, glowing(0.12, 0.35, 1, 4.5));
    tube(s, vec(5.95, 3.2, -3), vec(5.95, 3.2, 5.9));
    tube(s, vec(-0.55, 1.9, 5.88), vec(0, 2.95, 5.88));
    tube(s, vec(0, 2.95, 5.88), vec(0.55, 1.9, 5.88));
    tube(s, vec(0.55, 1.9, 5.88), vec(-0.55, 1.9, 5.88));
    tube(s, vec(2.2, 0.6, 5.9), vec(5.8, 0.6, 5.9));
    tube(s, vec(-2.2, 0.6, 5.9), vec(-5.8, 0.6, 5.9));
    tube(s, vec(-4.08, 0.2, -1), vec(-4.08, 0.2, 4.4));
}

void build_nightclub(struct scenery *s, struct film_stock *stock, uint64_t dressing)
{
    (void)dressing;
    hall(s);
    bar(s);
    neon(s);
    scenery_point(s, vec(0, 2.4, 4.6), colour(2.2, 0.2, 1.1));
    scenery_point(s, vec(-5, 3, 1.5), colour(3.5, 0.35, 1.7));
    scenery_point(s, vec(5, 2.8, 1.5), colour(0.7, 2.0, 6.5));
    scenery_point(s, vec(-3.5, 0.4, 2), colour(0.2, 0.6, 2));
    scenery_spot(s, vec(2.2, 3.8, -3), vec(0, 1, 1.2), 62, colour(9, 10, 15));
    scenery_spot(s, vec(-2.5, 3.6, -4), vec(0, 1.2, 1.2), 60, colour(15, 5, 9));
    s->above = colour(0.035, 0.015, 0.05);
    s->below = colour(0.03, 0.01, 0.04);
    s->fog = colour(0.05, 0.015, 0.085);
    s->fog_density = 0.055f;
    *stock = (struct film_stock){1.35, 0.4, 0.4, 2.6, 0, 1.15, 2, 1};
}
