/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/body.h"

#include "figure/skeleton.h"

static const double walk_swing = 26;

struct cloth {
    uint16_t skin, hair, top, bottom, shoes, white, dark, lips;
};

struct posing {
    struct scenery *scenery;
    const struct body *body;
    const struct pose *pose;
    struct cloth cloth;
    struct skeleton is;
};

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

static struct cloth dress(struct scenery *s, const struct body *body)
{
    struct colour k = body->skin;
    struct colour lips = {k.red * 0.75f, k.green * 0.42f, k.blue * 0.45f};
    return (struct cloth){scenery_material(s, plain(k, 0.08)),
                          scenery_material(s, plain(body->hair, 0.25)),
                          scenery_material(s, woven(body->top)),
                          scenery_material(s, woven(body->bottom)),
                          scenery_material(s, plain(body->shoes, 0.3)),
                          scenery_material(s, plain(colour(0.8, 0.8, 0.78), 0.3)),
                          scenery_material(s, plain(colour(0.02, 0.013, 0.01), 0.3)),
                          scenery_material(s, plain(lips, 0.2))};
}

static void limb(struct posing *p, uint16_t material, struct vec a, struct vec b, struct vec side,
                 double wide_a, double wide_b, double flat)
{
    double h = p->body->height;
    p->scenery->mesh.material = material;
    mesh_limb(&p->scenery->mesh, &(struct limb){a, b, side, wide_a * h, wide_a * h * flat, wide_b * h,
                                                wide_b * h * flat, 0.6, 12});
}

/* An egg in the head's own axes, in parts of the height. */
static void feature(struct posing *p, uint16_t material, struct vec middle, struct vec at, struct vec half,
                    int around)
{
    double h = p->body->height;
    p->scenery->mesh.material = material;
    mesh_egg(&p->scenery->mesh, add(middle, turned(p->is.head, times(at, h))), times(half, h), p->is.head,
             around);
}

static void ball(struct posing *p, struct vec at, double radius)
{
    struct scenery *s = p->scenery;
    if (s->ball_count < most_balls)
        s->balls[s->ball_count++] = (struct shade_ball){at, (float)(radius * p->body->height), s->mesh.who};
}

static void add_leg(struct posing *p, int i)
{
    double h = p->body->height, g = p->body->girth;
    const struct skeleton *is = &p->is;
    limb(p, p->cloth.bottom, is->hip[i], is->knee[i], is->pelvis.right, 0.048 * g, 0.034 * g, 1);
    limb(p, p->cloth.bottom, is->knee[i], is->ankle[i], is->pelvis.right, 0.034 * g, 0.026 * g, 1);
    struct turn foot = is->foot[i];
    struct vec heel = add(is->ankle[i], times(foot.up, -0.016 * h));
    limb(p, p->cloth.shoes, add(heel, times(foot.ahead, -0.01 * h)), add(heel, times(foot.ahead, 0.09 * h)),
         foot.right, 0.027, 0.025, 0.85);
    ball(p, add(is->ankle[i], times(foot.ahead, 0.04 * h)), 0.055);
}

static void add_arm(struct posing *p, int i)
{
    double g = p->body->girth;
    const struct skeleton *is = &p->is;
    limb(p, p->cloth.top, is->shoulder[i], is->elbow[i], is->chest.right, 0.033 * g, 0.025 * g, 1);
    limb(p, p->cloth.top, is->elbow[i], is->wrist[i], is->chest.right, 0.025 * g, 0.019 * g, 1);
    limb(p, p->cloth.skin, is->wrist[i], is->palm[i], is->forearm[i].ahead, 0.016, 0.021, 0.5);
}

static void add_trunk(struct posing *p)
{
    double h = p->body->height, g = p->body->girth;
    struct vec waist = add(p->is.hips, times(p->is.chest.up, 0.09 * h));
    limb(p, p->cloth.bottom, add(p->is.hips, times(p->is.pelvis.up, -0.01 * h)), waist, p->is.pelvis.right,
         0.09 * g, 0.083 * g, 0.68);
    limb(p, p->cloth.top, add(waist, times(p->is.chest.up, -0.02 * h)),
         add(p->is.neck, times(p->is.chest.up, -0.06 * h)), p->is.chest.right, 0.08 * g, 0.096 * g, 0.62);
    struct vec yoke = turned(p->is.chest, vec(0.07 * h, 0, 0)), low = times(p->is.chest.up, -0.03 * h);
    limb(p, p->cloth.top, add(minus(p->is.neck, yoke), low), add(add(p->is.neck, yoke), low), p->is.chest.up,
         0.03, 0.03, 1.2);
    limb(p, p->cloth.skin, p->is.neck, add(p->is.neck, times(p->is.head.up, 0.05 * h)), p->is.chest.right,
         0.034, 0.031, 1);
    if (p->body->coat) {
        struct vec hem = add(p->is.hips, times(p->is.pelvis.up, -0.2 * h));
        limb(p, p->cloth.top, waist, hem, p->is.pelvis.right, 0.09 * g, 0.115 * g, 0.75);
    }
    ball(p, p->is.hips, 0.1);
    ball(p, between(waist, p->is.neck, 0.5), 0.11);
}

static void add_eye(struct posing *p, struct vec middle, double side)
{
    double open = 0.0054 * (1 - p->pose->lids) + 0.0004;
    feature(p, p->cloth.white, middle, vec(side * 0.0185, 0.0065, 0.0455), vec(0.0092, open, 0.0055), 10);
    if (p->pose->lids < 0.7)
        feature(p, p->cloth.dark, middle, vec(side * 0.0182, 0.0065, 0.0495),
                vec(0.0042, open * 0.92, 0.0026), 8);
    feature(p, p->cloth.dark, middle, vec(side * 0.0185, 0.0065 + open, 0.0475), vec(0.0098, 0.0012, 0.004),
            6);
    feature(p, p->cloth.hair, middle, vec(side * 0.019, 0.0195, 0.0475), vec(0.0125, 0.0022, 0.004), 6);
    feature(p, p->cloth.skin, middle, vec(side * 0.0435, 0.001, -0.002), vec(0.005, 0.014, 0.009), 8);
}

static void add_hair(struct posing *p, struct vec middle)
{
    if (p->body->style == hair_none)
        return;
    feature(p, p->cloth.hair, middle, vec(0, 0.019, -0.009), vec(0.0475, 0.054, 0.0565), 14);
    if (p->body->style == hair_short)
        feature(p, p->cloth.hair, middle, vec(0, -0.004, -0.0165), vec(0.0445, 0.05, 0.043), 14);
    if (p->body->style != hair_long)
        return;
    feature(p, p->cloth.hair, middle, vec(0, -0.032, -0.03), vec(0.05, 0.075, 0.032), 14);
    for (int side = -1; side <= 1; side += 2)
        feature(p, p->cloth.hair, middle, vec(side * 0.041, -0.03, 0.002), vec(0.013, 0.06, 0.022), 10);
}

static void add_head(struct posing *p)
{
    double open = p->pose->mouth;
    struct vec middle = p->is.skull;
    feature(p, p->cloth.skin, middle, vec(0, 0.004, 0), vec(0.0435, 0.059, 0.053), 16);
    feature(p, p->cloth.skin, middle, vec(0, -0.03 - 0.006 * open, 0.012), vec(0.032, 0.034, 0.037), 14);
    feature(p, p->cloth.skin, middle, vec(0, -0.004, 0.053), vec(0.0062, 0.013, 0.0095), 8);
    feature(p, p->cloth.lips, middle, vec(0, -0.033 - 0.004 * open, 0.046),
            vec(0.0145, 0.0042 + 0.008 * open, 0.005), 10);
    feature(p, p->cloth.dark, middle, vec(0, -0.033 - 0.004 * open, 0.0485),
            vec(0.0125, 0.0006 + 0.0075 * open, 0.004), 10);
    add_eye(p, middle, -1);
    add_eye(p, middle, 1);
    add_hair(p, middle);
    ball(p, middle, 0.06);
}

static struct body_truth truth_of(const struct body *body, const struct skeleton *is)
{
    double size = body->height * build_of(body).head;
    struct body_truth truth = {.hips = is->hips, .face = is->head.ahead};
    truth.eyes = add(is->skull, turned(is->head, vec(0, 0.0065 * size, 0.05 * size)));
    for (int i = 0; i < 2; i++) {
        truth.hands[i] = is->palm[i];
        truth.soles[i] = is->sole[i];
    }
    return truth;
}

void body_add_seen(struct scenery *scenery, const struct body *body, const struct pose *pose, uint16_t who,
                   struct body_truth *truth, double pixels_high)
{
    struct posing p = {.scenery = scenery, .body = body, .pose = pose, .is = skeleton_of(body, pose)};
    uint16_t before = scenery->mesh.who;
    (void)pixels_high;
    scenery->mesh.who = who;
    p.cloth = dress(scenery, body);
    for (int i = 0; i < 2; i++) {
        add_leg(&p, i);
        add_arm(&p, i);
    }
    add_trunk(&p);
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
