/* SPDX-License-Identifier: Apache-2.0 */
/* The acts as key attitudes, between which everything goes smoothly. */
#include "figure/acting.h"

struct key {
    double when; /* part of the act's length */
    struct attitude is;
};

#define KEYS(table) table, (int)(sizeof table / sizeof table[0])

/* Over what somebody does otherwise; for right-handers. */
static const struct key punching[] = {
    {0, {{0}}},
    {0.2,
     {{[twist] = 14,
       [look] = -13,
       [lean] = -3,
       [crouch] = 0.014,
       [right_swing] = -34,
       [right_bend] = -8,
       [right_out] = 4,
       [left_swing] = 6}}},
    {0.36,
     {{[twist] = -20,
       [look] = 18,
       [lean] = 4,
       [crouch] = 0.024,
       [right_reach] = 0.44,
       [right_swing] = -16,
       [right_bend] = -4,
       [left_bend] = 8,
       [left_swing] = -2,
       [mouth] = 0.1}}},
    {0.5,
     {{[twist] = -50,
       [look] = 46,
       [lean] = 10,
       [crouch] = 0.03,
       [right_reach] = 1,
       [left_bend] = 16,
       [left_swing] = -10,
       [brows] = -0.4,
       [mouth] = 0.25}}},
    {0.57,
     {{[twist] = -53,
       [look] = 48,
       [lean] = 12,
       [crouch] = 0.03,
       [right_reach] = 0.96,
       [left_bend] = 16,
       [left_swing] = -10,
       [mouth] = 0.25}}},
    {0.74,
     {{[twist] = -26,
       [look] = 24,
       [lean] = 6,
       [crouch] = 0.02,
       [right_reach] = 0.4,
       [left_bend] = 7,
       [left_swing] = -4}}},
    {0.92, {{[twist] = -3, [look] = 2, [lean] = 1}}},
    {1, {{0}}},
};

static const struct key kicking[] = {
    {0, {{0}}},
    {0.08, {{[crouch] = 0.02, [lean] = 4}}},
    {0.29,
     {{[right_free] = 1,
       [right_thigh] = 70,
       [right_knee] = 80,
       [right_toes] = 20,
       [lean] = -12,
       [twist] = -8,
       [look] = 8,
       [crouch] = 0.01}}},
    {0.39,
     {{[right_free] = 1,
       [right_strike] = 0.42,
       [right_thigh] = 84,
       [right_knee] = 66,
       [right_toes] = 20,
       [lean] = -22,
       [twist] = -14,
       [look] = 13,
       [left_swing] = -11,
       [right_swing] = -20,
       [right_bend] = -25,
       [right_out] = 13,
       [crouch] = 0.01,
       [mouth] = 0.2}}},
    {0.5,
     {{[right_free] = 1,
       [right_strike] = 1,
       [right_thigh] = 90,
       [right_knee] = 50,
       [right_toes] = 20,
       [lean] = -32,
       [twist] = -20,
       [look] = 18,
       [left_swing] = -22,
       [right_swing] = -40,
       [right_bend] = -50,
       [right_out] = 26,
       [crouch] = 0.008,
       [mouth] = 0.35}}},
    {0.56,
     {{[right_free] = 1,
       [right_strike] = 0.96,
       [right_thigh] = 90,
       [right_knee] = 50,
       [right_toes] = 20,
       [lean] = -32,
       [twist] = -20,
       [look] = 18,
       [left_swing] = -22,
       [right_swing] = -40,
       [right_bend] = -50,
       [right_out] = 26,
       [crouch] = 0.008}}},
    {0.68,
     {{[right_free] = 1,
       [right_strike] = 0.4,
       [right_thigh] = 80,
       [right_knee] = 76,
       [right_toes] = 20,
       [lean] = -20,
       [twist] = -13,
       [look] = 12,
       [left_swing] = -10,
       [right_swing] = -20,
       [right_bend] = -25,
       [right_out] = 13}}},
    {0.82,
     {{[right_free] = 1,
       [right_thigh] = 62,
       [right_knee] = 84,
       [right_toes] = 16,
       [lean] = -8,
       [twist] = -6,
       [look] = 6}}},
    {0.98, {{0}}},
    {1, {{0}}},
};

static const struct key throwing[] = {
    {0, {{0}}},
    {0.16, {{[crouch] = 0.02, [left_swing] = 20, [left_bend] = -40, [right_swing] = 30, [right_bend] = -60}}},
    {0.3,
     {{[crouch] = 0.05,
       [lean] = 6,
       [left_swing] = 36,
       [left_bend] = -50,
       [right_swing] = 54,
       [right_bend] = -70,
       [left_turn] = 6,
       [right_turn] = 6}}},
    {0.5,
     {{[crouch] = 0.1,
       [lean] = 30,
       [twist] = -16,
       [left_swing] = 40,
       [left_bend] = -30,
       [right_swing] = 62,
       [right_bend] = -70,
       [mouth] = 0.5}}},
    {0.72,
     {{[crouch] = 0.085,
       [lean] = 52,
       [twist] = -46,
       [look] = 14,
       [left_swing] = 4,
       [left_bend] = -40,
       [right_swing] = 40,
       [right_bend] = -90,
       [mouth] = 0.5}}},
    {0.82,
     {{[crouch] = 0.06,
       [lean] = 40,
       [twist] = -40,
       [left_bend] = -20,
       [right_swing] = 30,
       [right_bend] = -60}}},
    {1, {{0}}},
};

static const struct key shooting[] = {
    {0, {{0}}},
    {0.28,
     {{[right_reach] = 0.85,
       [twist] = -14,
       [look] = 14,
       [right_swing] = 60,
       [right_bend] = 10,
       [brows] = -0.7}}},
    {0.4,
     {{[right_reach] = 1,
       [twist] = -16,
       [look] = 16,
       [right_swing] = 110,
       [right_bend] = 30,
       [brows] = -0.8,
       [lids] = 0.15}}},
    {0.48,
     {{[right_reach] = 0.72,
       [twist] = -8,
       [look] = 10,
       [lean] = -4,
       [right_swing] = 130,
       [right_bend] = 40,
       [lids] = 0.5,
       [brows] = -0.8}}},
    {0.64,
     {{[right_reach] = 1,
       [twist] = -16,
       [look] = 16,
       [right_swing] = 110,
       [right_bend] = 20,
       [brows] = -0.8}}},
    {0.72,
     {{[right_reach] = 1,
       [twist] = -16,
       [look] = 16,
       [right_swing] = 110,
       [right_bend] = 20,
       [brows] = -0.5}}},
    {1, {{0}}},
};

static const struct key blocking_blow[] = {
    {0, {{0}}},
    {0.25,
     {{[lean] = -9,
       [crouch] = 0.03,
       [nod] = -10,
       [left_swing] = 30,
       [left_bend] = 22,
       [left_turn] = 16,
       [right_swing] = 44,
       [right_bend] = 6,
       [right_turn] = -14,
       [lids] = 0.4}}},
    {0.7,
     {{[lean] = -9,
       [crouch] = 0.034,
       [nod] = -10,
       [left_swing] = 28,
       [left_bend] = 22,
       [left_turn] = 16,
       [right_swing] = 42,
       [right_bend] = 6,
       [right_turn] = -14,
       [lids] = 0.2}}},
    {1, {{0}}},
};

static const struct key dodging[] = {
    {0, {{0}}},
    {0.32, {{[crouch] = 0.075, [sway] = -24, [lean] = 12, [look] = 8, [nod] = 6}}},
    {0.6, {{[crouch] = 0.085, [sway] = -26, [lean] = 16, [look] = 8, [nod] = 6}}},
    {1, {{0}}},
};

static const struct key hit_by_punch[] = {
    {0, {{0}}},
    {0.22,
     {{[nod] = 16,
       [look] = 34,
       [lean] = -20,
       [twist] = 20,
       [sway] = 8,
       [left_swing] = -30,
       [left_out] = 22,
       [right_swing] = -10,
       [right_out] = 26,
       [left_bend] = -26,
       [right_bend] = -46,
       [mouth] = 0.6,
       [lids] = 0.9,
       [brows] = 0.4}}},
    {0.4,
     {{[nod] = 8,
       [look] = 26,
       [lean] = -18,
       [twist] = 22,
       [sway] = 8,
       [left_swing] = -30,
       [left_out] = 26,
       [right_swing] = -6,
       [right_out] = 22,
       [left_bend] = -30,
       [right_bend] = -56,
       [mouth] = 0.4,
       [lids] = 0.5}}},
    {0.7, {{[nod] = -6, [look] = 6, [lean] = 4, [twist] = 6, [crouch] = 0.02, [lids] = 0.2}}},
    {1, {{0}}},
};

static const struct key hit_by_kick[] = {
    {0, {{0}}},
    {0.2,
     {{[lean] = 32,
       [nod] = -14,
       [crouch] = 0.05,
       [left_swing] = 18,
       [right_swing] = 30,
       [left_bend] = -44,
       [right_bend] = -50,
       [mouth] = 0.7,
       [lids] = 0.8,
       [brows] = 0.5}}},
    {0.46,
     {{[lean] = 34,
       [nod] = -16,
       [crouch] = 0.06,
       [left_swing] = -24,
       [right_swing] = -6,
       [left_turn] = 20,
       [right_turn] = -20,
       [left_bend] = -10,
       [right_bend] = -34,
       [mouth] = 0.5,
       [lids] = 0.5}}},
    {0.75, {{[lean] = 16, [crouch] = 0.03, [lids] = 0.2}}},
    {1, {{0}}},
};

static const struct key gesturing[] = {
    {0, {{0}}},
    {0.3,
     {{[right_swing] = 34, [right_bend] = 58, [right_out] = 8, [right_turn] = 12, [nod] = 3, [brows] = 0.5}}},
    {0.5,
     {{[right_swing] = 48,
       [right_bend] = 30,
       [right_out] = 10,
       [right_turn] = 26,
       [left_swing] = 10,
       [left_bend] = 24,
       [nod] = -4,
       [brows] = 0.7}}},
    {0.72, {{[right_swing] = 38, [right_bend] = 46, [right_out] = 8, [right_turn] = 16, [nod] = 2}}},
    {1, {{0}}},
};

/* In place of what somebody does otherwise. */
#define LYING                                                                                                \
    {                                                                                                        \
        {                                                                                                    \
            [pitch] = 90, [left_free] = 1, [right_free] = 1, [left_thigh] = 10, [right_thigh] = 26,          \
            [left_knee] = 14, [right_knee] = 44, [left_spread] = 8, [right_spread] = 10, [left_out] = 38,    \
            [right_out] = 52, [left_swing] = 4, [right_swing] = 6, [left_bend] = 26, [right_bend] = 42,      \
            [look] = 16, [lids] = 0.85, [mouth] = 0.1                                                        \
        }                                                                                                    \
    }

static const struct key falling[] = {
    {0, {{[left_out] = 8, [right_out] = 8, [left_bend] = 14, [right_bend] = 14}}},
    {0.2,
     {{[crouch] = 0.06,
       [lean] = -14,
       [nod] = 10,
       [left_swing] = 40,
       [right_swing] = 50,
       [left_out] = 34,
       [right_out] = 34,
       [left_bend] = 40,
       [right_bend] = 40,
       [mouth] = 0.6,
       [brows] = 0.8}}},
    {0.42,
     {{[pitch] = 32,
       [lean] = 10,
       [crouch] = 0.2,
       [left_free] = 0.7,
       [right_free] = 0.7,
       [left_thigh] = 62,
       [right_thigh] = 70,
       [left_knee] = 70,
       [right_knee] = 80,
       [left_swing] = 30,
       [right_swing] = 40,
       [left_out] = 50,
       [right_out] = 50,
       [left_bend] = 30,
       [right_bend] = 30,
       [mouth] = 0.6,
       [brows] = 0.8}}},
    {0.6,
     {{[pitch] = 66,
       [lean] = 22,
       [left_free] = 1,
       [right_free] = 1,
       [left_thigh] = 56,
       [right_thigh] = 66,
       [left_knee] = 56,
       [right_knee] = 70,
       [left_swing] = -10,
       [right_swing] = 10,
       [left_out] = 52,
       [right_out] = 52,
       [left_bend] = 24,
       [right_bend] = 34,
       [nod] = -8,
       [mouth] = 0.5,
       [lids] = 0.6}}},
    {0.78,
     {{[pitch] = 88,
       [lean] = 4,
       [left_free] = 1,
       [right_free] = 1,
       [left_thigh] = 34,
       [right_thigh] = 46,
       [left_knee] = 30,
       [right_knee] = 56,
       [left_spread] = 6,
       [left_out] = 44,
       [right_out] = 54,
       [left_bend] = 24,
       [right_bend] = 40,
       [look] = 8,
       [lids] = 0.8}}},
    {1, LYING},
};

static const struct key thrown[] = {
    {0,
     {{[crouch] = 0.03,
       [lean] = 10,
       [left_swing] = 40,
       [right_swing] = 40,
       [left_bend] = 70,
       [right_bend] = 70,
       [left_out] = 10,
       [right_out] = 10}}},
    {0.23,
     {{[crouch] = 0.01,
       [lean] = 34,
       [left_swing] = 60,
       [right_swing] = 60,
       [left_bend] = 40,
       [right_bend] = 40,
       [left_out] = 20,
       [right_out] = 20,
       [pitch] = -22,
       [left_free] = 0.5,
       [right_free] = 0.4,
       [rise] = 0.04,
       [left_knee] = 20,
       [right_knee] = 30,
       [mouth] = 0.8}}},
    {0.5,
     {{[lean] = 40,
       [pitch] = -86,
       [rise] = 0.26,
       [left_free] = 1,
       [right_free] = 1,
       [left_thigh] = -8,
       [right_thigh] = 20,
       [left_knee] = 40,
       [right_knee] = 56,
       [left_swing] = 70,
       [right_swing] = 60,
       [left_bend] = 40,
       [right_bend] = 30,
       [left_out] = 40,
       [right_out] = 40,
       [mouth] = 0.8,
       [brows] = 1}}},
    {0.74,
     {{[lean] = 24,
       [pitch] = -184,
       [rise] = 0.16,
       [left_free] = 1,
       [right_free] = 1,
       [left_thigh] = 10,
       [right_thigh] = 40,
       [left_knee] = 36,
       [right_knee] = 70,
       [left_swing] = 60,
       [right_swing] = 50,
       [left_bend] = 40,
       [right_bend] = 30,
       [left_out] = 50,
       [right_out] = 50,
       [nod] = -16,
       [mouth] = 0.8}}},
    {1,
     {{[lean] = 12,
       [pitch] = -258,
       [left_free] = 1,
       [right_free] = 1,
       [left_thigh] = 40,
       [right_thigh] = 56,
       [left_knee] = 40,
       [right_knee] = 66,
       [left_swing] = 20,
       [right_swing] = 20,
       [left_bend] = 20,
       [right_bend] = 30,
       [left_out] = 60,
       [right_out] = 60,
       [nod] = -10,
       [mouth] = 0.7,
       [lids] = 0.9}}},
    {1.25,
     {{[pitch] = -269,
       [left_free] = 1,
       [right_free] = 1,
       [left_thigh] = 34,
       [right_thigh] = 44,
       [left_knee] = 30,
       [right_knee] = 60,
       [left_swing] = 8,
       [right_swing] = 10,
       [left_bend] = 24,
       [right_bend] = 40,
       [left_out] = 46,
       [right_out] = 56,
       [look] = 10,
       [mouth] = 0.4,
       [lids] = 0.9}}},
    {1.8,
     {{[pitch] = -270,
       [left_free] = 1,
       [right_free] = 1,
       [left_thigh] = 10,
       [right_thigh] = 26,
       [left_knee] = 14,
       [right_knee] = 44,
       [left_spread] = 8,
       [right_spread] = 10,
       [left_out] = 38,
       [right_out] = 52,
       [left_swing] = 4,
       [right_swing] = 6,
       [left_bend] = 26,
       [right_bend] = 42,
       [look] = 16,
       [lids] = 0.85,
       [mouth] = 0.1}}},
};

static const struct key getting_up[] = {
    {0, LYING},
    {0.26,
     {{[pitch] = 52,
       [lean] = 44,
       [left_free] = 1,
       [right_free] = 1,
       [left_thigh] = 66,
       [right_thigh] = 74,
       [left_knee] = 70,
       [right_knee] = 84,
       [left_swing] = -30,
       [right_swing] = -34,
       [left_out] = 26,
       [right_out] = 26,
       [left_bend] = 18,
       [right_bend] = 18,
       [nod] = -8}}},
    {0.5,
     {{[pitch] = 8,
       [lean] = 58,
       [crouch] = 0.3,
       [left_free] = 0.8,
       [right_free] = 0.8,
       [left_thigh] = 104,
       [right_thigh] = 104,
       [left_knee] = 126,
       [right_knee] = 126,
       [left_toes] = 20,
       [right_toes] = 20,
       [left_swing] = 30,
       [right_swing] = 30,
       [left_out] = 18,
       [right_out] = 18,
       [left_bend] = 30,
       [right_bend] = 30}}},
    {0.66,
     {{[lean] = 52,
       [crouch] = 0.22,
       [left_swing] = 44,
       [right_swing] = 44,
       [left_out] = 10,
       [right_out] = 10,
       [left_bend] = 30,
       [right_bend] = 30}}},
    {1,
     {{[left_swing] = 3,
       [right_swing] = 3,
       [left_out] = 7,
       [right_out] = 7,
       [left_bend] = 14,
       [right_bend] = 14}}},
};

static const struct key rolling[] = {
    {0, {{[left_out] = 8, [right_out] = 8, [left_bend] = 20, [right_bend] = 20}}},
    {0.16,
     {{[crouch] = 0.2,
       [lean] = 52,
       [left_swing] = 60,
       [right_swing] = 60,
       [left_bend] = 40,
       [right_bend] = 40,
       [left_out] = 10,
       [right_out] = 10,
       [nod] = -20,
       [left_free] = 0.1,
       [right_free] = 0.1,
       [left_thigh] = 90,
       [right_thigh] = 90,
       [left_knee] = 110,
       [right_knee] = 110}}},
    {0.3,
     {{[pitch] = -78,
       [lean] = 74,
       [left_swing] = 70,
       [right_swing] = 70,
       [left_bend] = 70,
       [right_bend] = 70,
       [left_out] = 14,
       [right_out] = 14,
       [nod] = -40,
       [left_free] = 1,
       [right_free] = 1,
       [left_thigh] = 100,
       [right_thigh] = 100,
       [left_knee] = 110,
       [right_knee] = 110}}},
    {0.5,
     {{[pitch] = -190,
       [lean] = 78,
       [left_swing] = 60,
       [right_swing] = 60,
       [left_bend] = 90,
       [right_bend] = 90,
       [left_out] = 14,
       [right_out] = 14,
       [nod] = -40,
       [left_free] = 1,
       [right_free] = 1,
       [left_thigh] = 112,
       [right_thigh] = 112,
       [left_knee] = 126,
       [right_knee] = 126}}},
    {0.7,
     {{[pitch] = -308,
       [lean] = 70,
       [left_swing] = 60,
       [right_swing] = 60,
       [left_bend] = 70,
       [right_bend] = 70,
       [left_out] = 14,
       [right_out] = 14,
       [nod] = -20,
       [left_free] = 1,
       [right_free] = 1,
       [left_thigh] = 110,
       [right_thigh] = 110,
       [left_knee] = 128,
       [right_knee] = 128}}},
    {0.82,
     {{[pitch] = -360,
       [crouch] = 0.24,
       [lean] = 50,
       [left_swing] = 50,
       [right_swing] = 50,
       [left_bend] = 40,
       [right_bend] = 40,
       [left_out] = 10,
       [right_out] = 10,
       [left_free] = 0.2,
       [right_free] = 0.2,
       [left_thigh] = 100,
       [right_thigh] = 100,
       [left_knee] = 120,
       [right_knee] = 120}}},
    {1,
     {{[pitch] = -360,
       [left_swing] = 3,
       [right_swing] = 3,
       [left_out] = 7,
       [right_out] = 7,
       [left_bend] = 14,
       [right_bend] = 14}}},
};

/* Cubic through the keys; flat at both ends and where a channel has a hilltop, so that nothing overshoots
 * (F. Fritsch and R. Carlson, Monotone piecewise cubic interpolation, 1980, with the harmonic mean). */
static double slope_at(const struct key *keys, int count, int i, int c)
{
    if (i <= 0 || i >= count - 1)
        return 0;
    double before = (keys[i].is.of[c] - keys[i - 1].is.of[c]) / (keys[i].when - keys[i - 1].when);
    double after = (keys[i + 1].is.of[c] - keys[i].is.of[c]) / (keys[i + 1].when - keys[i].when);
    return before * after <= 0 ? 0 : 2 * before * after / (before + after);
}

static struct attitude at_keys(const struct key *keys, int count, double when)
{
    int i = 0;
    while (i < count - 2 && when > keys[i + 1].when)
        i++;
    double length = keys[i + 1].when - keys[i].when, t = (when - keys[i].when) / length;
    struct attitude is;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    for (int c = 0; c < channels; c++) {
        double a = keys[i].is.of[c], b = keys[i + 1].is.of[c];
        double m = slope_at(keys, count, i, c) * length, n = slope_at(keys, count, i + 1, c) * length;
        double d = b - a;
        is.of[c] = a + t * (m + t * (3 * d - 2 * m - n + t * (m + n - 2 * d)));
    }
    return is;
}

static void lay_over(struct attitude *attitude, struct attitude over, int mirror, double much)
{
    if (mirror)
        over = attitude_mirrored(&over);
    for (int i = 0; i < channels; i++)
        attitude->of[i] += over.of[i] * much;
}

static void replace_by(struct attitude *attitude, struct attitude by, int mirror, double much)
{
    if (mirror)
        by = attitude_mirrored(&by);
    double turn = by.of[pitch];
    turn -= 360 * (double)(int)(turn / 360);
    by.of[pitch] = turn > 180 ? turn - 360 : turn <= -180 ? turn + 360 : turn;
    *attitude = attitude_between(attitude, &by, much);
}

/* 1 while it lasts, less for `in` frames after its begin and `out` before its end. */
static double envelope(const struct act *act, double moment, double in, double out)
{
    return smooth_step(act->begin, act->begin + in, moment) *
           (1 - smooth_step(act->end - out, act->end, moment));
}

static double seat_crouch(const struct body *body)
{
    return (standing_hips(body) - 0.5) / body->height;
}

static struct attitude sitting(const struct body *body, double down)
{
    double much = down * (3 - 2 * down) * down, mid = 4 * down * (1 - down);
    return (struct attitude){{[crouch] = seat_crouch(body) * much,
                              [lean] = 30 * mid - 4 * much,
                              [left_swing] = 3 + 22 * much + 12 * mid,
                              [right_swing] = 3 + 22 * much + 12 * mid,
                              [left_out] = 7,
                              [right_out] = 7,
                              [left_bend] = 14 + 40 * much,
                              [right_bend] = 14 + 36 * much,
                              [left_turn] = 8 * much,
                              [right_turn] = -8 * much}};
}

static void cheer(struct attitude *attitude, const struct act *act, double moment, double rate)
{
    double much = envelope(act, moment, 13 * rate / 24, 14 * rate / 24);
    double wave = sine((moment - act->begin) / rate * 360 * 2), bounce = wave * wave;
    static const enum channel both[] = {left_swing, right_swing, left_out, right_out, left_bend, right_bend};
    double wanted[] = {158 + 8 * wave, 158 - 8 * wave, 18, 18, 26 + 16 * bounce, 26 + 16 * bounce};
    for (int i = 0; i < 6; i++)
        attitude->of[both[i]] = mid_of(attitude->of[both[i]], wanted[i], much);
    attitude->of[crouch] += much * 0.03 * bounce;
    attitude->of[nod] += much * 10;
    attitude->of[mouth] += much * 0.6;
    attitude->of[brows] += much;
}

static const struct key *keys_over(const struct act *act, int *count)
{
    static const struct {
        enum verb verb;
        int taken;
        const struct key *keys;
        int count;
    } tables[] = {
        {deed_punch, 0, KEYS(punching)},      {deed_kick, 0, KEYS(kicking)},
        {deed_throw, 0, KEYS(throwing)},      {deed_shoot, 0, KEYS(shooting)},
        {deed_block, 0, KEYS(blocking_blow)}, {deed_dodge, 0, KEYS(dodging)},
        {deed_gesture, 0, KEYS(gesturing)},   {deed_punch, 1, KEYS(hit_by_punch)},
        {deed_kick, 1, KEYS(hit_by_kick)},
    };
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        if (tables[i].verb == act->verb && tables[i].taken == act->taken) {
            *count = tables[i].count;
            return tables[i].keys;
        }
    }
    return NULL;
}

/* What takes the whole body: falls, flights, rolls, getting up, sitting. */
static void whole_body(struct attitude *attitude, const struct act *act, double moment, double rate,
                       const struct body *body)
{
    double beat = rate / 24, done = (moment - act->begin) / (act->end - act->begin), in = 7 * beat;
    double out = (act->lasts ? 14 : 5) * beat;
    double to_impact = (moment - act->begin) / (act->impact - act->begin);
    struct attitude is;
    switch (act->verb) {
    case deed_throw: is = at_keys(KEYS(thrown), to_impact); break;
    case deed_shoot:
    case deed_fall: is = at_keys(KEYS(falling), to_impact * 0.6); break;
    case deed_get_up: is = at_keys(KEYS(getting_up), done); break;
    case deed_roll: is = at_keys(KEYS(rolling), done); break;
    case deed_rise: is = sitting(body, done > 1 ? 0 : 1 - done); break;
    default:
        done = (moment - act->impact) / ((act->impact - act->begin) / 0.45 * 0.55);
        is = sitting(body, done < 0 ? 0 : done > 1 ? 1 : done);
        in = act->impact - act->begin;
        break;
    }
    int mirror = act->mirror && act->verb != deed_sit && act->verb != deed_rise;
    replace_by(attitude, is, mirror, envelope(act, moment, in, out));
}

void act_over(struct attitude *attitude, const struct act *act, double moment, double rate,
              const struct body *body)
{
    int count = 0;
    const struct key *keys = keys_over(act, &count);
    if (moment < act->begin || moment >= act->end)
        return;
    if (keys) {
        double done = (moment - act->begin) / (act->end - act->begin);
        if (act->verb == deed_throw && !act->taken && !act->landed && done > 0.3)
            done = 0.3 * (1 - (done - 0.3) / 0.7);
        lay_over(attitude, at_keys(keys, count, done), act->mirror, 1);
    } else if (act->verb == deed_cheer) {
        cheer(attitude, act, moment, rate);
    } else if (act->verb == deed_throw || act->verb == deed_shoot || act->verb == deed_fall ||
               act->verb == deed_get_up || act->verb == deed_roll || act->verb == deed_rise ||
               act->verb == deed_sit) {
        if (act->impact <= act->begin)
            return;
        whole_body(attitude, act, moment, rate, body);
    }
}
