/* SPDX-License-Identifier: Apache-2.0 */
/* Planted displacements in, the exact answer out. */
#include "meter/push.h"
#include "test.h"
#include <stdlib.h>
#include <string.h>

enum { LENGTH = 8, LARGE = LARGE_WIDTH * LARGE_HEIGHT };

enum planted { PUSHED, SLID, WIPED, MIXED, PANNED };

/* No shift of these textures is like another. */
static void paint(uint8_t *to, int width, uint32_t seed)
{
    uint32_t state = seed;
    for (int i = 0; i < width * LARGE_HEIGHT; i++) {
        state = state * 1664525u + 1013904223u;
        to[i] = (uint8_t)(40 + (state >> 24) * 5 / 8);
    }
}

static uint8_t sample(const uint8_t *a, const uint8_t *b, enum planted what, enum side side, int x, int y,
                      int way)
{
    bool across = side == SIDE_LEFT || side == SIDE_RIGHT, back = side == SIDE_RIGHT || side == SIDE_BOTTOM;
    int reach = across ? LARGE_WIDTH : LARGE_HEIGHT, edge = reach * way / LENGTH;
    int place = across ? x : y, from;
    place = back ? reach - 1 - place : place;
    bool is_new = place < edge;
    from = what == WIPED ? place : is_new ? place - edge + reach : what == PUSHED ? place - edge : place;
    from = back ? reach - 1 - from : from;
    return (is_new ? b : a)[across ? y * LARGE_WIDTH + from : from * LARGE_WIDTH + x];
}

static void plant(struct sights *s, enum planted what, enum side side)
{
    static uint8_t a[LARGE], b[LARGE], wide[2 * LARGE];
    paint(a, LARGE_WIDTH, 1);
    paint(b, LARGE_WIDTH, 2);
    paint(wide, 2 * LARGE_WIDTH, 3);
    for (int n = 0; n <= LENGTH; n++)
        for (int y = 0; y < LARGE_HEIGHT; y++)
            for (int x = 0; x < LARGE_WIDTH; x++) {
                int i = y * LARGE_WIDTH + x, gone = LARGE_WIDTH * (LENGTH - n) / LENGTH;
                s->ring[n].large[i] = what == MIXED    ? (uint8_t)((a[i] * (LENGTH - n) + b[i] * n) / LENGTH)
                                      : what == PANNED ? wide[y * 2 * LARGE_WIDTH + x + gone]
                                                       : sample(a, b, what, side, x, y, n);
            }
    for (int n = 0; n <= LENGTH; n++) {
        s->ring[n].part = (struct relief_part){0, LARGE_WIDTH - 1, 0, LARGE_HEIGHT - 1};
        sight_cut(&s->ring[n]);
    }
    s->count = LENGTH + 1;
}

static void test_sides(struct sights *s)
{
    for (int side = 0; side < SIDES; side++) {
        plant(s, PUSHED, (enum side)side);
        struct passage p = passage_of(s, 0, LENGTH, LENGTH - 1);
        REQUIRE(p.side == (enum side)side && p.push < 4 && p.slide > 4 * p.push && p.straight > 4 * p.push);
        REQUIRE(p.uneven < 0.02f && p.travel > 0.97f && p.travel < 1.03f);
        plant(s, SLID, (enum side)side);
        p = passage_of(s, 0, LENGTH, LENGTH - 1);
        REQUIRE(p.side == (enum side)side && p.slide < 4 && p.push > 4 * p.slide && p.straight > 4 * p.slide);
        plant(s, WIPED, (enum side)side);
        p = passage_of(s, 0, LENGTH, LENGTH - 1);
        REQUIRE(p.wipe_side == (enum side)side && p.straight < 4 && p.push > 2 * p.straight &&
                p.slide > 2 * p.straight);
    }
}

/* Moving tells no more of a mix than a straight edge; a camera that pans leaves as little as a push. */
static void test_others(struct sights *s)
{
    plant(s, MIXED, SIDE_LEFT);
    struct passage p = passage_of(s, 0, LENGTH, LENGTH - 1);
    REQUIRE(p.push > 0.8f * p.straight && p.slide > 0.8f * p.straight);
    plant(s, PANNED, SIDE_LEFT);
    p = passage_of(s, 0, LENGTH, LENGTH - 1);
    REQUIRE(p.side == SIDE_LEFT && p.push < 4);
}

static void lay_bars(struct sights *s)
{
    for (int n = 0; n <= LENGTH; n++) {
        for (int i = 0; i < LARGE; i++)
            if (i / LARGE_WIDTH < 4 || i / LARGE_WIDTH >= LARGE_HEIGHT - 4)
                s->ring[n].large[i] = 16;
        s->ring[n].part = (struct relief_part){0, LARGE_WIDTH - 1, 4, LARGE_HEIGHT - 5};
        sight_cut(&s->ring[n]);
    }
}

/* Bars stand: the active part alone moves, or the whole behind them. */
static void test_bars(struct sights *s)
{
    plant(s, PUSHED, SIDE_LEFT);
    lay_bars(s);
    struct passage p = passage_of(s, 0, LENGTH, LENGTH - 1);
    REQUIRE(p.side == SIDE_LEFT && p.push < 4);
    plant(s, PUSHED, SIDE_TOP);
    lay_bars(s);
    p = passage_of(s, 0, LENGTH, LENGTH - 1);
    REQUIRE(p.side == SIDE_TOP && p.push < 4);
}

/* One frame of two alone has no way between. */
static void test_short(struct sights *s)
{
    plant(s, PUSHED, SIDE_LEFT);
    struct passage p = passage_of(s, 3, 4, PUSH_FRAMES);
    REQUIRE(p.push == 255 && p.slide == 255);
    p = passage_of(s, 3, 5, PUSH_FRAMES);
    REQUIRE(p.push < 255);
}

int main(void)
{
    struct sights s = {.kernels = kernels_here(), .ring = calloc(SIGHT_RING, sizeof *s.ring)};
    if (!s.ring)
        return 1;
    test_sides(&s);
    test_others(&s);
    test_short(&s);
    test_bars(&s);
    free(s.ring);
    return 0;
}
