/* SPDX-License-Identifier: Apache-2.0 */
/* Probability of superiority against counting by hand, and how often its interval holds the truth. */
#include "likeness/chance.h"
#include "likeness/part_contrast.h"
#include "test.h"

enum { SHOTS = 200, SERIES = 1000 };

static size_t places[SHOTS];

static struct contrast_side side(const double *values, size_t count)
{
    return (struct contrast_side){values, places, count};
}

static struct part_contrast contrast(const double *in, size_t in_count, const double *out, size_t out_count)
{
    struct part_contrast c = {0};
    struct contrast_side inside = side(in, in_count), outside = side(out, out_count);
    REQUIRE(find_part_contrast(&inside, &outside, &c));
    return c;
}

/* Against counting every pair. */
static void check_superiority(void)
{
    const double in[] = {1, 5, 2, 2, 9, 3, 7}, out[] = {2, 0, 4, 4, 1, 2, 8, 3, 3};
    double wins = 0;
    for (int i = 0; i < 7; i++)
        for (int k = 0; k < 9; k++)
            wins += in[i] > out[k] ? 1 : in[i] == out[k] ? 0.5 : 0;
    struct part_contrast c = contrast(in, 7, out, 9), back = contrast(out, 9, in, 7);
    REQUIRE_NEAR(c.superiority, wins / 63, 1e-12);
    REQUIRE_NEAR(back.superiority, 1 - wins / 63, 1e-12);
    REQUIRE_NEAR(back.low, 1 - c.high, 1e-9);
    REQUIRE_NEAR(back.p, c.p, 1e-9);
    REQUIRE(c.low < c.superiority && c.superiority < c.high && c.low > 0 && c.high < 1);
    REQUIRE_NEAR(c.median_inside, 3, 0);
    REQUIRE_NEAR(c.median_outside, 3, 0);
    REQUIRE_INT(c.typical_inside, 5);
    REQUIRE_INT(c.typical_outside, 7);
}

static void check_ends(void)
{
    const double low[] = {1, 2, 3, 1, 3, 2}, high[] = {11, 13, 12, 12, 14, 11, 12},
                 same[] = {4, 4, 4, 4, 4, 4};
    struct part_contrast c = contrast(high, 7, low, 6);
    REQUIRE(c.superiority == 1 && c.high == 1 && c.low > 0.3 && c.low < 0.7 && c.p < 0.1);
    c = contrast(low, 6, high, 7);
    REQUIRE(c.superiority == 0 && c.low == 0 && c.high > 0.3 && c.high < 0.7);
    c = contrast(same, 6, same, 6);
    REQUIRE(c.superiority == 0.5 && c.low == 0.5 && c.high == 0.5 && c.p == 1);
}

/* Holm by hand: .01 × 4, .02 × 3, .03 × 2, .9; never falling. */
static void check_holm(void)
{
    double p[] = {0.02, NAN, 0.9, 0.01, 0.03};
    REQUIRE(correct_holm(p, 5));
    REQUIRE_NEAR(p[0], 0.06, 1e-12);
    REQUIRE(isnan(p[1]));
    REQUIRE_NEAR(p[2], 0.9, 1e-12);
    REQUIRE_NEAR(p[3], 0.04, 1e-12);
    REQUIRE_NEAR(p[4], 0.06, 1e-12);
}

static double normal(struct chance *chance)
{
    double u = (double)(chance_next(chance) >> 11) * 0x1p-53 + 0x1p-54;
    double v = (double)(chance_next(chance) >> 11) * 0x1p-53;
    return sqrt(-2 * log(u)) * cos(2 * acos(-1) * v);
}

/* How shots hang together: each on the one before it, or half of their variance on the scene. */
struct kind {
    const char *name;
    double chain;
    size_t scene; /* shots; 0: none */
    double least; /* share of series that the interval must cover */
};

static void draw_shots(struct chance *chance, const struct kind *kind, double values[SHOTS])
{
    double x = normal(chance), scene = 0;
    for (size_t i = 0; i < SHOTS; i++) {
        values[i] = x;
        if (kind->scene) {
            scene = i % kind->scene ? scene : normal(chance);
            values[i] = sqrt(0.5) * (scene + normal(chance));
        }
        x = kind->chain * x + sqrt(1 - kind->chain * kind->chain) * normal(chance);
    }
}

/* `shift` higher inside. Truth: Φ(shift / √2). */
static struct part_contrast draw(int seed, const struct kind *kind, double shift, size_t inside)
{
    struct chance chance = {(uint64_t)seed};
    double in[SHOTS], out[SHOTS], values[SHOTS];
    size_t in_places[SHOTS], out_places[SHOTS], in_count = 0, out_count = 0, first = 70;
    draw_shots(&chance, kind, values);
    for (size_t i = 0; i < SHOTS; i++) {
        double x = values[i];
        if (i >= first && i < first + inside) {
            in_places[in_count] = i;
            in[in_count++] = x + shift;
        } else {
            out_places[out_count] = i;
            out[out_count++] = x;
        }
    }
    struct contrast_side a = {in, in_places, in_count}, b = {out, out_places, out_count};
    struct part_contrast c;
    REQUIRE(find_part_contrast(&a, &b, &c));
    return c;
}

static void check_coverage(double shift, size_t inside)
{
    static const struct kind kinds[] = {
        {"correlation 0.0", 0, 0, 0.94},   {"correlation 0.3", 0.3, 0, 0.94},
        {"correlation 0.6", 0.6, 0, 0.94}, {"correlation 0.8", 0.8, 0, 0.94},
        {"scenes of 4", 0, 4, 0.94},       {"scenes of 8", 0, 8, 0.92},
        {"scenes of 12", 0, 12, 0.87},
    };
    double truth = 0.5 * erfc(-shift / 2);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        int covered = 0, told = 0;
        double width = 0;
        for (int s = 0; s < SERIES; s++) {
            struct part_contrast c = draw(s, &kinds[i], shift, inside);
            covered += c.low <= truth && truth <= c.high;
            told += c.p < 0.05;
            width += (c.high - c.low) / SERIES;
        }
        double share = (double)covered / SERIES;
        printf("%zu of %d shots, truth %.2f, %s: covers %.1f %%, width %.2f, p < .05 in %.1f %%\n", inside,
               SHOTS, truth, kinds[i].name, 100 * share, width, 100.0 * told / SERIES);
        REQUIRE(share >= kinds[i].least);
    }
}

int main(void)
{
    for (size_t i = 0; i < SHOTS; i++)
        places[i] = i;
    check_superiority();
    check_ends();
    check_holm();
    for (int shift = 0; shift <= 3; shift++)
        check_coverage(shift, SHOTS / 5);
    check_coverage(0, 10);
    check_coverage(1, 10);
    return 0;
}
