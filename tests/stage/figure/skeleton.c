/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/skeleton.h"

static const double toe_ahead = 0.025, heel_back = 0.02; /* of the ball and the ankle, parts of the height */

/* Lengths as parts of the height, after R. Drillis and R. Contini, Body segment parameters, 1966. Who is
 * small has, as children have, a larger head and shorter legs for it. */
struct build build_of(const struct body *body)
{
    double h = body->height, young = h < 1.5 ? (1.5 - h) * 0.9 : 0, legs = h * (1 - 0.18 * young);
    return (struct build){.thigh = 0.245 * legs,
                          .shin = 0.246 * legs,
                          .sole = 0.039 * legs,
                          .ball = 0.062 * h,
                          .trunk = 0.288 * h,
                          .upper_arm = 0.186 * h,
                          .forearm = 0.146 * h,
                          .hand = 0.05 * h,
                          .hip_half = 0.05 * h * (0.6 + 0.4 * body->girth),
                          .shoulder_half = 0.0935 * h * (0.8 + 0.2 * body->girth),
                          .head = 1 + 1.05 * young};
}

double standing_hips(const struct body *body)
{
    struct build build = build_of(body);
    return build.thigh + build.shin + build.sole;
}

static double side_of(int i)
{
    return i ? 1 : -1;
}

static struct turn limb_plane(struct turn trunk, int i, double turn, double out)
{
    return turned_by(turned_by(trunk, heading(turn)), roll(-side_of(i) * out));
}

static double within(double x, double most)
{
    return x < -most ? -most : x > most ? most : x;
}

/* A foot keeps flat on the ground while its leg stands a little outwards. */
static struct turn foot_turn(const struct skeleton *s, const struct pose *pose, int i)
{
    const struct leg_pose *leg = &pose->legs[i];
    struct turn plane = limb_plane(s->pelvis, i, pose->leg_turn[i], leg->out - within(leg->out, 14));
    return turned_by(plane, tilt(leg->swing - leg->bend + leg->toes));
}

/* From the hips, wherever they are. */
static void place_leg(struct skeleton *s, const struct build *build, const struct pose *pose, int i)
{
    const struct leg_pose *leg = &pose->legs[i];
    struct turn plane = limb_plane(s->pelvis, i, pose->leg_turn[i], leg->out);
    s->thigh[i] = turned_by(plane, tilt(leg->swing));
    s->shin[i] = turned_by(plane, tilt(leg->swing - leg->bend));
    s->foot[i] = foot_turn(s, pose, i);
    s->hip[i] = add(s->hips, times(s->pelvis.right, side_of(i) * build->hip_half));
    s->knee[i] = add(s->hip[i], times(s->thigh[i].up, -build->thigh));
    s->ankle[i] = add(s->knee[i], times(s->shin[i].up, -build->shin));
    s->sole[i] =
        add(s->ankle[i], add(times(s->foot[i].up, -build->sole), times(s->foot[i].ahead, build->ball)));
}

static void place_arm(struct skeleton *s, const struct build *build, const struct pose *pose, int i)
{
    const struct arm_pose *arm = &pose->arms[i];
    struct turn plane = limb_plane(s->chest, i, pose->arm_turn[i], arm->out);
    s->upper_arm[i] = turned_by(plane, tilt(arm->swing));
    s->forearm[i] = turned_by(plane, tilt(arm->swing + arm->bend));
    struct vec out = times(s->chest.right, side_of(i) * build->shoulder_half);
    s->shoulder[i] = add(add(s->neck, out), times(s->chest.up, -0.12 * build->trunk));
    s->elbow[i] = add(s->shoulder[i], times(s->upper_arm[i].up, -build->upper_arm));
    s->wrist[i] = add(s->elbow[i], times(s->forearm[i].up, -build->forearm));
    s->palm[i] = add(s->wrist[i], times(s->forearm[i].up, -build->hand));
}

static struct skeleton from_hips(const struct body *body, const struct pose *pose, struct vec hips)
{
    struct build build = build_of(body);
    struct skeleton s = {.hips = hips};
    s.pelvis = turned_by(turned_by(heading(pose->heading), tilt(pose->pitch)), roll(pose->bank));
    struct turn bent = turned_by(turned_by(s.pelvis, tilt(-pose->lean)), roll(pose->sway));
    s.chest = turned_by(bent, heading(pose->twist));
    double upright = within(pose->lean, 40) * 0.7;
    s.head = turned_by(turned_by(s.chest, heading(pose->look)), tilt(upright + pose->nod));
    /* The spine bends over its length: its lower half half as far. */
    struct turn low = turned_by(turned_by(s.pelvis, tilt(-pose->lean * 0.5)), roll(pose->sway * 0.5));
    s.neck = add(add(hips, times(low.up, build.trunk * 0.4)), times(s.chest.up, build.trunk * 0.6));
    s.skull = add(s.neck, add(times(s.chest.up, 0.03 * body->height),
                              times(s.head.up, 0.073 * body->height * build.head)));
    s.crown = add(s.skull, times(s.head.up, 0.063 * body->height * build.head));
    for (int i = 0; i < 2; i++) {
        place_leg(&s, &build, pose, i);
        place_arm(&s, &build, pose, i);
    }
    return s;
}

static void lower(double *lowest, struct vec at, double radius)
{
    *lowest = at.y - radius < *lowest ? at.y - radius : *lowest;
}

/* The height, from the hips, of the lowest part. */
static double lowest_part(const struct body *body, const struct pose *pose)
{
    struct skeleton s = from_hips(body, pose, vec(0, 0, 0));
    double h = body->height, g = body->girth, lowest = -0.065 * h * g;
    struct build build = build_of(body);
    for (int i = 0; i < 2; i++) {
        struct vec heel = add(s.ankle[i], times(s.foot[i].ahead, -heel_back * h));
        lower(&lowest, add(heel, times(s.foot[i].up, -build.sole)), 0);
        lower(&lowest, s.sole[i], 0);
        lower(&lowest, add(s.sole[i], times(s.foot[i].ahead, toe_ahead * h)), 0);
        lower(&lowest, s.hip[i], 0.035 * h * g);
        lower(&lowest, s.knee[i], 0.03 * h * g);
        lower(&lowest, s.shoulder[i], 0.03 * h);
        lower(&lowest, s.elbow[i], 0.022 * h);
        lower(&lowest, s.palm[i], 0.012 * h);
        lower(&lowest, add(s.palm[i], times(s.forearm[i].up, -0.032 * h)), 0.012 * h);
    }
    for (int i = 1; i < 4; i++) {
        struct vec low = times(s.pelvis.up, 0.25 * i * build.trunk);
        struct vec high = add(s.neck, times(s.chest.up, (0.25 * i - 1) * build.trunk));
        lower(&lowest, between(low, high, smooth_step(0, 1, 0.25 * i)), 0.058 * h * g);
    }
    lower(&lowest, between(s.hips, s.neck, 0.95), 0.058 * h);
    lower(&lowest, s.skull, 0.066 * h * build.head);
    return lowest;
}

double hips_height(const struct body *body, const struct pose *pose)
{
    return -lowest_part(body, pose);
}

struct skeleton skeleton_of(const struct body *body, const struct pose *pose)
{
    return from_hips(body, pose, add(pose->at, vec(0, hips_height(body, pose) + pose->rise, 0)));
}

static double arc_cosine(double x)
{
    x = within(x, 1);
    return angle_of(square_root(1 - x * x), x);
}

/* Two bones a and b that end at (down, ahead) of where they begin: how far the joint is bent, and how far the
 * first bone leaves the straight line. */
static double bend_to(double a, double b, double distance, double *leaves)
{
    double longest = (a + b) * 0.9995, shortest = (a > b ? a - b : b - a) + 0.15 * a;
    double d = distance > longest ? longest : distance < shortest ? shortest : distance;
    *leaves = arc_cosine((a * a + d * d - b * b) / (2 * a * d));
    return arc_cosine((d * d - a * a - b * b) / (2 * a * b));
}

struct vec ankle_over(const struct body *body, const struct footprint *print)
{
    struct build build = build_of(body);
    struct turn foot = turned_by(heading(print->heading), tilt(-print->heel));
    /* The foot turns about its tip where the heel is up, about the heel where the toes are. */
    double behind = print->heel > 0 ? toe_ahead * body->height : -(build.ball + heel_back * body->height);
    struct vec ball = add(print->ball, vec(0, behind * sine(print->heel), 0));
    return add(ball, add(times(foot.up, build.sole), times(foot.ahead, -build.ball)));
}

void reach_with_foot(const struct body *body, struct pose *pose, int side, struct vec hips,
                     const struct footprint *print)
{
    struct build build = build_of(body);
    struct turn pelvis = turned_by(turned_by(heading(pose->heading), tilt(pose->pitch)), roll(pose->bank));
    double turn = print->heading - pose->heading;
    turn -= 360 * (double)(int)(turn / 360 + (turn < 0 ? -0.5 : 0.5));
    struct turn frame = turned_by(pelvis, heading(turn));
    struct vec hip = add(hips, times(pelvis.right, side_of(side) * build.hip_half));
    struct vec away = minus(ankle_over(body, print), hip);
    double right = dot(away, frame.right), down = -dot(away, frame.up), ahead = dot(away, frame.ahead);
    double in_plane = square_root(right * right + down * down), leaves;
    struct leg_pose *leg = &pose->legs[side];
    leg->bend = bend_to(build.thigh, build.shin, square_root(in_plane * in_plane + ahead * ahead), &leaves);
    leg->out = angle_of(side_of(side) * right, down);
    leg->swing = angle_of(ahead, in_plane) + leaves;
    leg->toes = -print->heel - (leg->swing - leg->bend);
    pose->leg_turn[side] = turn;
}

void reach_with_hand(const struct body *body, const struct skeleton *skeleton, struct pose *pose, int side,
                     struct vec target)
{
    struct build build = build_of(body);
    struct vec away = minus(target, skeleton->shoulder[side]);
    double right = dot(away, skeleton->chest.right), up = dot(away, skeleton->chest.up);
    double ahead = dot(away, skeleton->chest.ahead), leaves;
    double level = square_root(right * right + ahead * ahead);
    struct arm_pose *arm = &pose->arms[side];
    arm->bend = bend_to(build.upper_arm, build.forearm + build.hand, length_of(away), &leaves);
    arm->swing = angle_of(level, -up) - leaves;
    arm->out = 0;
    pose->arm_turn[side] = angle_of(right, ahead);
}
