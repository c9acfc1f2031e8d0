/* SPDX-License-Identifier: Apache-2.0 */
/* Attitudes of those who stand, walk, dance and talk, and the pose that an attitude comes to. */
#include "figure/acting.h"

struct attitude attitude_between(const struct attitude *a, const struct attitude *b, double t)
{
    struct attitude between;
    for (int i = 0; i < channels; i++)
        between.of[i] = mid_of(a->of[i], b->of[i], t);
    return between;
}

static const struct {
    enum channel left, right;
    int turns;
} pairs[] = {
    {left_swing, right_swing, 0}, {left_out, right_out, 0},       {left_bend, right_bend, 0},
    {left_turn, right_turn, 1},   {left_thigh, right_thigh, 0},   {left_spread, right_spread, 0},
    {left_knee, right_knee, 0},   {left_toes, right_toes, 0},     {left_free, right_free, 0},
    {left_reach, right_reach, 0}, {left_strike, right_strike, 0},
};

struct attitude attitude_mirrored(const struct attitude *attitude)
{
    static const enum channel turned_over[] = {sway, twist, look, bank};
    struct attitude mirrored = *attitude;
    for (size_t i = 0; i < sizeof turned_over / sizeof turned_over[0]; i++)
        mirrored.of[turned_over[i]] = -attitude->of[turned_over[i]];
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        double sign = pairs[i].turns ? -1 : 1;
        mirrored.of[pairs[i].left] = sign * attitude->of[pairs[i].right];
        mirrored.of[pairs[i].right] = sign * attitude->of[pairs[i].left];
    }
    return mirrored;
}

static struct attitude standing(void)
{
    return (struct attitude){{[left_swing] = 3,
                              [right_swing] = 3,
                              [left_out] = 7,
                              [right_out] = 7,
                              [left_bend] = 14,
                              [right_bend] = 14,
                              [crouch] = 0.004}};
}

/* A blink takes a seventh of a second and comes after 2 to 6 seconds. */
static double blink(int who, double seconds)
{
    double since = seconds + 3.7 * who, slot = 4;
    int64_t n = (int64_t)(since / slot);
    uint64_t mixed = scramble((uint64_t)n * 64 + (uint64_t)who);
    double at = (double)n * slot + 0.3 + (double)(mixed % 1000) * 0.003, t = (since - at) / 0.07;
    return t < 0 || t > 2 ? 0 : t < 1 ? t : 2 - t;
}

struct attitude attitude_idle(int who, double seconds)
{
    struct attitude a = standing();
    double slow = seconds * 360, breath = sine(slow / 3.6 + 70 * who);
    double shift = noise_at((uint64_t)who + 91, seconds * 0.22, 0.5, 1 << 20) - 0.5;
    double glance = noise_at((uint64_t)who + 17, seconds * 0.35, 0.5, 1 << 20) - 0.5;
    a.of[lean] += 0.7 * breath;
    a.of[left_out] += 0.8 * breath;
    a.of[right_out] += 0.8 * breath;
    a.of[sway] += 3 * shift;
    a.of[twist] += 5 * shift;
    a.of[look] += 14 * glance - 4 * shift;
    a.of[nod] += 1.5 * breath + 4 * shift;
    a.of[left_bend] += 6 * glance;
    a.of[lids] = blink(who, seconds);
    return a;
}

struct attitude attitude_guard(double seconds)
{
    double bounce = sine(seconds * 360 * 1.6);
    struct attitude a = {{[crouch] = 0.034 + 0.005 * bounce,
                          [lean] = 10,
                          [twist] = 20,
                          [look] = -19,
                          [nod] = -4,
                          [left_swing] = 46 + 2 * bounce,
                          [left_out] = 8,
                          [left_bend] = 92,
                          [left_turn] = 16,
                          [right_swing] = 24 + 2 * bounce,
                          [right_out] = 12,
                          [right_bend] = 122,
                          [right_turn] = -24,
                          [fists] = 1,
                          [brows] = -0.8}};
    return a;
}

double way_pace(const struct way *way, double x)
{
    if (way->kind != way_steps || way->steps < 3)
        return 0;
    return smooth_step(0, 1, x) * (1 - smooth_step(way->steps - 1, way->steps, x));
}

/* At whole x a foot lands and the leg before it is farthest ahead; the arms go against the legs. */
struct attitude attitude_walking(const struct way *way, double x)
{
    double ahead = cosine(180 * (x + way->first)); /* 1: the left leg */
    double run = way->running, bob = cosine(360 * x), swing = mid_of(24, 42, run), bend = mid_of(22, 88, run);
    struct attitude a = {{[crouch] = mid_of(0.026, 0.05, run) + mid_of(0.01, 0.022, run) * bob,
                          [lean] = mid_of(3, 11, run),
                          [twist] = mid_of(-6, -13, run) * -ahead,
                          [look] = mid_of(5, 11, run) * -ahead,
                          [sway] = mid_of(1.6, 2.5, run) * sine(180 * (x + way->first)),
                          [left_swing] = mid_of(4, 6, run) - swing * ahead,
                          [right_swing] = mid_of(4, 6, run) + swing * ahead,
                          [left_out] = mid_of(6, 11, run),
                          [right_out] = mid_of(6, 11, run),
                          [left_bend] = bend - mid_of(12, 10, run) * ahead,
                          [right_bend] = bend + mid_of(12, 10, run) * ahead,
                          [fists] = 0.7 * run,
                          [left_turn] = 6 * run,
                          [right_turn] = -6 * run}};
    return a;
}

/* Each style is a way to move in the time of two beats; the knees give on each beat. */
struct attitude attitude_dance(int style, double beats)
{
    double side = sine(180 * beats), twice = cosine(360 * beats), slow = sine(90 * beats);
    double turn = cosine(180 * beats);
    struct attitude a = {{[crouch] = 0.035 + 0.022 * twice,
                          [sway] = 8 * side,
                          [twist] = -10 * side,
                          [look] = 8 * side,
                          [nod] = 7 * twice,
                          [left_swing] = 42 + 26 * side,
                          [right_swing] = 42 - 26 * side,
                          [left_out] = 20,
                          [right_out] = 20,
                          [left_bend] = 72 - 18 * twice,
                          [right_bend] = 72 - 18 * twice}};
    switch (style) {
    case 1: /* both arms up */
        a.of[left_swing] = 142 + 14 * side + 8 * slow;
        a.of[right_swing] = 142 - 14 * side + 8 * slow;
        a.of[left_bend] = a.of[right_bend] = 48 + 22 * twice;
        break;
    case 2: /* a fist that pumps, the other hand at the hip */
        a.of[right_swing] = 138 + 22 * twice;
        a.of[right_bend] = 52 - 30 * twice;
        a.of[left_swing] = -14;
        a.of[left_out] = 42;
        a.of[left_bend] = 88;
        a.of[lean] = 6;
        break;
    case 3: /* from side to side with low arms */
        a.of[sway] = 13 * side;
        a.of[twist] = 22 * turn;
        a.of[left_swing] = 20 - 30 * turn;
        a.of[right_swing] = 20 + 30 * turn;
        a.of[left_bend] = a.of[right_bend] = 52;
        break;
    case 4: /* arms out, slow */
        a.of[left_out] = 62 + 18 * side;
        a.of[right_out] = 62 - 18 * side;
        a.of[left_swing] = a.of[right_swing] = 22 + 14 * slow;
        a.of[left_bend] = a.of[right_bend] = 28 + 14 * turn;
        a.of[nod] = 10 + 4 * twice;
        break;
    default: break;
    }
    return a;
}

struct attitude attitude_talking(const struct attitude *base, int who, double seconds)
{
    struct attitude a = *base;
    double hand = noise_at((uint64_t)who + 5, seconds * 0.9, 0.5, 1 << 20);
    double fine = noise_at((uint64_t)who + 7, seconds * 2.2, 0.5, 1 << 20) - 0.5;
    double other = noise_at((uint64_t)who + 9, seconds * 0.6, 0.5, 1 << 20);
    double up = smooth_step(0.35, 0.75, hand), left_up = smooth_step(0.5, 0.85, other);
    a.of[right_swing] += up * (20 + 14 * fine);
    a.of[right_bend] += up * (52 + 36 * fine);
    a.of[right_out] += up * 4;
    a.of[left_swing] += left_up * 14;
    a.of[left_bend] += left_up * (44 - 30 * fine);
    a.of[nod] += 8 * fine;
    a.of[look] += 6 * (hand - 0.5);
    a.of[lean] += 3 * (other - 0.4);
    a.of[brows] += 1.2 * (hand - 0.4);
    return a;
}

static double half_turn(double degrees)
{
    degrees -= 360 * (double)(int)(degrees / 360);
    return degrees > 180 ? degrees - 360 : degrees <= -180 ? degrees + 360 : degrees;
}

static struct pose pose_by_angles(const struct attitude *attitude, struct start place)
{
    const double *of = attitude->of;
    struct pose pose = {.at = place.at,
                        .heading = place.heading,
                        .lean = of[lean],
                        .sway = of[sway],
                        .twist = of[twist],
                        .look = of[look],
                        .nod = of[nod],
                        .mouth = of[mouth] < 0 ? 0 : of[mouth],
                        .lids = of[lids] < 0   ? 0
                                : of[lids] > 1 ? 1
                                               : of[lids],
                        .brows = of[brows],
                        .fists = of[fists] < 0   ? 0
                                 : of[fists] > 1 ? 1
                                                 : of[fists],
                        .pitch = half_turn(of[pitch]),
                        .bank = of[bank]};
    for (int i = 0; i < 2; i++) {
        int arm = i * (right_swing - left_swing), leg = i * (right_thigh - left_thigh);
        pose.arms[i] = (struct arm_pose){of[left_swing + arm], of[left_out + arm], of[left_bend + arm]};
        pose.arms[i].bend = pose.arms[i].bend < 2 ? 2 : pose.arms[i].bend > 150 ? 150 : pose.arms[i].bend;
        pose.arm_turn[i] = of[left_turn + arm];
        pose.legs[i] =
            (struct leg_pose){of[left_thigh + leg], 4 + of[left_spread + leg],
                              of[left_knee + leg] < 2 ? 2 : of[left_knee + leg], of[left_toes + leg]};
    }
    return pose;
}

/* As high as both feet that bear weight let the hips be; heels may rise for it. */
static double hips_over(const struct body *body, const struct attitude *attitude, const struct pose *pose,
                        const struct footprint feet[2])
{
    struct build build = build_of(body);
    double ground = (feet[0].level + feet[1].level) / 2;
    double high = ground + standing_hips(body) - attitude->of[crouch] * body->height;
    double longest = (build.thigh + build.shin) * 0.998;
    for (int i = 0; i < 2; i++) {
        if (attitude->of[left_free + i] > 0.5)
            continue;
        struct vec ankle = ankle_over(body, &feet[i]);
        struct vec hip = add(pose->at, times(heading(pose->heading).right, (i ? 1 : -1) * build.hip_half));
        double x = ankle.x - hip.x, z = ankle.z - hip.z, square = longest * longest - x * x - z * z;
        double most = ankle.y + square_root(square > 0.02 ? square : 0.02);
        high = most < high ? most : high;
    }
    return high;
}

static void plant(const struct body *body, const struct attitude *attitude, struct pose *pose,
                  const struct footprint feet[2], double high)
{
    struct pose planted = *pose;
    for (int i = 0; i < 2; i++) {
        double loose = attitude->of[left_free + i];
        loose = loose < 0 ? 0 : loose > 1 ? 1 : loose;
        reach_with_foot(body, &planted, i, vec(pose->at.x, high, pose->at.z), &feet[i]);
        const struct leg_pose *k = &planted.legs[i];
        struct leg_pose *l = &pose->legs[i];
        *l = (struct leg_pose){mid_of(k->swing, l->swing, loose), mid_of(k->out, l->out, loose),
                               mid_of(k->bend, l->bend, loose), mid_of(k->toes, l->toes, loose)};
        pose->leg_turn[i] = planted.leg_turn[i] * (1 - loose);
    }
}

struct pose pose_of(const struct body *body, const struct attitude *attitude, struct start place,
                    const struct footprint feet[2])
{
    place.at.y = (float)(feet[0].level < feet[1].level ? feet[0].level : feet[1].level);
    struct pose pose = pose_by_angles(attitude, place);
    double left = attitude->of[left_free], right = attitude->of[right_free];
    double loose = left < right ? left : right;
    loose = loose < 0 ? 0 : loose > 1 ? 1 : loose;
    double high = hips_over(body, attitude, &pose, feet);
    double lies = place.at.y + hips_height(body, &pose) + attitude->of[rise] * body->height;
    high = mid_of(high, lies, loose);
    plant(body, attitude, &pose, feet, high);
    double borne = pose.at.y + hips_height(body, &pose);
    pose.rise = high > borne ? high - borne : 0;
    return pose;
}

/* After the legs have changed, the hips stay as high as they were. */
static void keep_height(const struct body *body, struct pose *pose, double high)
{
    double borne = hips_height(body, pose);
    pose->rise = high > borne ? high - borne : 0;
}

void reach_for(const struct body *body, const struct attitude *attitude, struct pose *pose, struct vec target)
{
    double high = hips_height(body, pose) + pose->rise;
    struct skeleton skeleton = skeleton_of(body, pose);
    struct pose there = *pose;
    for (int i = 0; i < 2; i++) {
        double hand = attitude->of[left_reach + i], foot = attitude->of[left_strike + i];
        const struct arm_pose *k = &there.arms[i];
        struct arm_pose *l = &pose->arms[i];
        reach_with_hand(body, &skeleton, &there, i, target);
        *l = (struct arm_pose){mid_of(l->swing, k->swing, hand), mid_of(l->out, k->out, hand),
                               mid_of(l->bend, k->bend, hand)};
        pose->arm_turn[i] = mid_of(pose->arm_turn[i], there.arm_turn[i], hand);
        if (foot <= 0)
            continue;
        struct footprint print = {target, pose->heading, -62, 0};
        reach_with_foot(body, &there, i, skeleton.hips, &print);
        const struct leg_pose *m = &there.legs[i];
        struct leg_pose *n = &pose->legs[i];
        *n = (struct leg_pose){mid_of(n->swing, m->swing, foot), mid_of(n->out, m->out, foot),
                               mid_of(n->bend, m->bend, foot), mid_of(n->toes, m->toes, foot)};
        pose->leg_turn[i] = mid_of(pose->leg_turn[i], there.leg_turn[i], foot);
    }
    keep_height(body, pose, high);
}
