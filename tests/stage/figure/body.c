/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/body.h"

#include "figure/flesh.h"

static const double walk_swing = 26;

struct pose pose_standing(struct vec at, double heading)
{
    struct arm_pose arm = {4, 7, 10};
    struct leg_pose leg = {1, 3, 2, 1};
    return (struct pose){.at = at, .heading = heading, .arms = {arm, arm}, .legs = {leg, leg}};
}

/* While the other foot stands, a leg swings forward with its knee bent. */
static struct leg_pose walking_leg(double degrees)
{
    double swing = walk_swing * sine(degrees), lifted = cosine(degrees);
    double bend = 6 + (lifted > 0 ? 48 * lifted * lifted : 6 * -lifted);
    double forward = swing + bend * 0.35, flat = bend - forward, up = smooth_step(0, 0.3, lifted);
    return (struct leg_pose){forward, 1, bend, flat + (4 - flat) * up};
}

struct pose pose_walking(struct vec at, double heading, double phase)
{
    double degrees = phase * 360;
    struct pose pose = pose_standing(at, heading);
    for (int i = 0; i < 2; i++) {
        double own = degrees + 180 * i;
        pose.legs[i] = walking_leg(own);
        pose.arms[i] = (struct arm_pose){-22 * sine(own) + 2, 6, 18 - 12 * sine(own)};
    }
    pose.lean = 4;
    pose.twist = -6 * sine(degrees);
    pose.look = 5 * sine(degrees);
    pose.sway = 1.5 * cosine(degrees);
    return pose;
}

double stride_of(const struct body *body)
{
    struct build build = build_of(body);
    return 4 * (build.thigh + build.shin) * sine(walk_swing);
}

static double mid(double a, double b, double t)
{
    return a + (b - a) * t;
}

struct pose pose_between(const struct pose *a, const struct pose *b, double t)
{
    struct pose p = {.at = between(a->at, b->at, t)};
    p.heading = mid(a->heading, b->heading, t);
    p.rise = mid(a->rise, b->rise, t);
    p.lean = mid(a->lean, b->lean, t);
    p.sway = mid(a->sway, b->sway, t);
    p.twist = mid(a->twist, b->twist, t);
    p.look = mid(a->look, b->look, t);
    p.nod = mid(a->nod, b->nod, t);
    p.mouth = mid(a->mouth, b->mouth, t);
    p.lids = mid(a->lids, b->lids, t);
    p.pitch = mid(a->pitch, b->pitch, t);
    p.bank = mid(a->bank, b->bank, t);
    p.brows = mid(a->brows, b->brows, t);
    p.pistol = mid(a->pistol, b->pistol, t);
    p.fists = mid(a->fists, b->fists, t);
    for (int i = 0; i < 2; i++) {
        const struct arm_pose *u = &a->arms[i], *v = &b->arms[i];
        const struct leg_pose *k = &a->legs[i], *l = &b->legs[i];
        p.arm_turn[i] = mid(a->arm_turn[i], b->arm_turn[i], t);
        p.leg_turn[i] = mid(a->leg_turn[i], b->leg_turn[i], t);
        p.arms[i] =
            (struct arm_pose){mid(u->swing, v->swing, t), mid(u->out, v->out, t), mid(u->bend, v->bend, t)};
        p.legs[i] = (struct leg_pose){mid(k->swing, l->swing, t), mid(k->out, l->out, t),
                                      mid(k->bend, l->bend, t), mid(k->toes, l->toes, t)};
    }
    return p;
}

struct pose pose_mirrored(const struct pose *pose)
{
    struct pose p = *pose;
    p.sway = -pose->sway;
    p.twist = -pose->twist;
    p.look = -pose->look;
    p.bank = -pose->bank;
    for (int i = 0; i < 2; i++) {
        p.arms[i] = pose->arms[!i];
        p.legs[i] = pose->legs[!i];
        p.arm_turn[i] = -pose->arm_turn[!i];
        p.leg_turn[i] = -pose->leg_turn[!i];
    }
    return p;
}

static struct material plain(struct colour colour, double gloss)
{
    return (struct material){colour, (float)gloss, 0, pattern_none, 1, 1};
}

static struct material woven(struct colour colour)
{
    return (struct material){colour, 0.02f, 0, pattern_cloth, 0.5f, 0.5f};
}

static struct colour tinted(struct colour k, double red, double green, double blue)
{
    return colour(k.red * red, k.green * green, k.blue * blue);
}

static struct cloth dress(struct scenery *s, const struct body *body)
{
    struct colour k = body->skin, belt = colour(0.03, 0.018, 0.01);
    return (struct cloth){.skin = scenery_material(s, plain(k, 0.06)),
                          .hair = scenery_material(s, plain(body->hair, 0.14)),
                          .top = scenery_material(s, woven(body->top)),
                          .bottom = scenery_material(s, woven(body->bottom)),
                          .shoes = scenery_material(s, plain(body->shoes, 0.3)),
                          .white = scenery_material(s, plain(colour(0.72, 0.7, 0.67), 0.35)),
                          .dark = scenery_material(s, plain(colour(0.02, 0.013, 0.01), 0.35)),
                          .iris = scenery_material(s, plain(tinted(k, 0.16, 0.15, 0.16), 0.5)),
                          .lips = scenery_material(s, plain(tinted(k, 0.8, 0.52, 0.52), 0.12)),
                          .belt = scenery_material(s, plain(belt, 0.25)),
                          .collar = scenery_material(s, woven(tinted(body->top, 1.5, 1.5, 1.5)))};
}

static struct body_truth truth_of(const struct body *body, const struct skeleton *is)
{
    double size = body->height * build_of(body).head;
    struct body_truth truth = {.hips = is->hips, .face = is->head.ahead};
    truth.eyes = add(is->skull, turned(is->head, vec(0, 0.0065 * size, 0.05 * size)));
    truth.head = add(is->skull, turned(is->head, vec(0, -0.0015 * size, -0.005 * size)));
    truth.head_half = 0.064 * size;
    for (int i = 0; i < 2; i++) {
        truth.hands[i] = is->palm[i];
        truth.soles[i] = is->sole[i];
    }
    return truth;
}

static enum detail detail_for(double pixels_high)
{
    return pixels_high > 230 ? detail_fine : pixels_high > 64 ? detail_plain : detail_coarse;
}

void body_add_seen(struct scenery *scenery, const struct body *body, const struct pose *pose, uint16_t who,
                   struct body_truth *truth, double pixels_high)
{
    struct posing p = {.scenery = scenery,
                       .body = body,
                       .pose = pose,
                       .is = skeleton_of(body, pose),
                       .detail = detail_for(pixels_high)};
    uint16_t before = scenery->mesh.who;
    scenery->mesh.who = who;
    p.cloth = dress(scenery, body);
    add_trunk(&p);
    add_limbs(&p);
    add_head(&p);
    scenery->mesh.who = before;
    if (truth)
        *truth = truth_of(body, &p.is);
}

void body_add(struct scenery *scenery, const struct body *body, const struct pose *pose, uint16_t who,
              struct body_truth *truth)
{
    body_add_seen(scenery, body, pose, who, truth, 1000);
}
