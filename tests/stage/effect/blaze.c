/* SPDX-License-Identifier: Apache-2.0 */
#include "effect/blaze.h"

/* Frames that an explosion's smoke stays, and those that a puff of smoke or a flame lives. */
enum { most_puffs = 40 };
static const double explosion_stays = 150, smoke_lives = 120, flame_lives = 15;

/* Puffs that come one after the other for as long as something burns; each lives again and again, new each
 * time. */
struct coming {
    double age; /* 0 to 1 of its life */
    struct stream own;
};

/* False where the n-th of `count` is not there now. What burns at its clock's beginning has burnt before. */
static int comes(const struct effect *effect, const char *what, int n, int count, double lives, double moment,
                 struct coming *coming)
{
    double since = moment - effect->at, turns = since / lives + 1000 + (double)n / count;
    uint64_t turn = (uint64_t)turns;
    coming->age = turns - (double)turn;
    double born = since - coming->age * lives;
    if ((born < 0 && effect->at > 0) || born > effect->length)
        return 0;
    coming->own = stream_of(effect->seed ^ scramble(turn << 16 | (uint64_t)n), what);
    return 1;
}

static struct vec around(struct stream *stream, double reach)
{
    double x = draw_between(stream, -reach, reach), y = draw_between(stream, -reach, reach);
    return vec(x, y, draw_between(stream, -reach, reach));
}

static struct colour brighter(struct colour colour, double by)
{
    return (struct colour){colour.red * (float)by, colour.green * (float)by, colour.blue * (float)by};
}

/* Smoke sends on the light around it, greyer than that is. */
static struct colour lit(const struct backdrop *backdrop, struct vec at, double grey)
{
    const struct canvas *canvas = backdrop->canvas;
    struct colour all = backdrop->surround->mean;
    double x, y, ahead;
    if (view_project(backdrop->view, canvas->width, canvas->height, at, &x, &y, &ahead)) {
        struct colour here = surround_at(backdrop->surround, x, y);
        all = (struct colour){(all.red + here.red) * 0.5f, (all.green + here.green) * 0.5f,
                              (all.blue + here.blue) * 0.5f};
    }
    float mean = (all.red + all.green + all.blue) / 3, part = (float)grey;
    return (struct colour){(all.red + mean) * part + 0.004f, (all.green + mean) * part + 0.004f,
                           (all.blue + mean) * part + 0.004f};
}

static void torn_from(struct puff *puff, struct stream *stream, double torn_by)
{
    puff->u = draw_between(stream, 0, torn_side);
    puff->v = draw_between(stream, 0, torn_side);
    puff->turn = draw_between(stream, 0, 360);
    puff->torn_by = torn_by;
}

static void add_smoke(struct mist *mist, const struct backdrop *backdrop, const struct effect *effect,
                      double moment, int wanted, double thick, double grey)
{
    struct puff puffs[most_puffs];
    int count = 0;
    for (int n = 0; n < wanted; n++) {
        struct coming coming;
        if (!comes(effect, "smoke", n, wanted, smoke_lives, moment, &coming))
            continue;
        double age = coming.age, size = 0.5 + 0.5 * effect->strength;
        struct vec wind = times(around(&(struct stream){effect->seed}, 0.6), age);
        struct vec at = add(effect->place,
                            add(times(around(&coming.own, 0.3), size * (0.6 + age)), vec(wind.x, 0, wind.z)));
        at.y += (float)(0.15 + age * (2 - age * 0.7) * draw_between(&coming.own, 0.9, 1.5));
        struct puff puff = {.at = at, .radius = (0.25 + 0.75 * age) * size};
        puff.thick = (float)(thick * smooth_step(0, 0.15, age) * (1 - age) * (1 - age * 0.4));
        puff.light = lit(backdrop, at, grey * draw_between(&coming.own, 0.8, 1.2));
        torn_from(&puff, &coming.own, 0.8);
        puff.turn += draw_between(&coming.own, -60, 60) * age;
        puffs[count++] = puff;
    }
    mist_puffs(mist, backdrop->canvas, backdrop->view, puffs, count);
}

void smoke_over(const struct backdrop *backdrop, const struct effect *effect, double moment)
{
    struct mist mist;
    mist_open(&mist, backdrop->canvas, backdrop->torn, 4, 0.9);
    add_smoke(&mist, backdrop, effect, moment, 34, 1.1 * effect->strength, 0.62);
    mist_lay(&mist, backdrop->canvas);
}

/* From white over yellow and orange to dark red, as what glows cools down from 1 to 0. */
static struct colour glow_of(double heat)
{
    double h = heat < 0 ? 0 : heat;
    return colour(h * (2 - 0.6 * h), h * h * (1.25 - 0.1 * h), h * h * h * h * 0.7);
}

static void add_flames(struct mist *mist, const struct backdrop *backdrop, const struct effect *effect,
                       double moment)
{
    enum { flames = 54 };
    struct puff puffs[flames];
    int count = 0;
    for (int n = 0; n < flames; n++) {
        struct coming coming;
        if (!comes(effect, "flame", n, flames, flame_lives, moment, &coming))
            continue;
        double age = coming.age, size = effect->strength, angle = draw_between(&coming.own, 0, 360);
        double out = 0.26 * square_root(draw(&coming.own)),
               high = draw_between(&coming.own, 0.55, 1.15) * (1.3 - out * 2.2);
        double lean = 0.12 * (noise_at(effect->seed, moment * 0.06, n % 5, 1 << 16) - 0.5) * age;
        struct vec at = effect->place;
        at.x += (float)(size * (out * cosine(angle) * (1 - 0.6 * age) + lean));
        at.z += (float)(size * out * sine(angle) * (1 - 0.6 * age));
        at.y += (float)(size * (0.04 + high * age));
        double left = (1 - age) * smooth_step(0, 0.12, age);
        struct puff puff = {
            .at = at, .radius = size * (0.05 + 0.15 * (1 - age)), .thick = (float)(1.1 * left)};
        puff.light = brighter(glow_of(0.3 + 0.62 * (1 - age)), 2.2);
        puff.glow = brighter(puff.light, 0.06 * left);
        torn_from(&puff, &coming.own, 0.75);
        puffs[count++] = puff;
    }
    mist_puffs(mist, backdrop->canvas, backdrop->view, puffs, count);
}

void fire_over(const struct backdrop *backdrop, const struct effect *effect, double moment)
{
    struct mist mist;
    struct effect above = *effect;
    above.place.y += (float)(0.8 * effect->strength);
    mist_open(&mist, backdrop->canvas, backdrop->torn, 4, 0.7);
    add_smoke(&mist, backdrop, &above, moment, 16, 0.35 * effect->strength, 0.3);
    mist_lay(&mist, backdrop->canvas);
    mist_open(&mist, backdrop->canvas, backdrop->torn, 2, 0.3);
    add_flames(&mist, backdrop, effect, moment);
    mist_lay(&mist, backdrop->canvas);
}

/* Balls that fly apart, slow down, cool to smoke and rise. */
static void add_fireball(struct mist *mist, const struct backdrop *backdrop, const struct effect *effect,
                         double since)
{
    enum { balls = 46 };
    struct puff puffs[balls];
    int count = 0;
    struct stream stream = stream_of(effect->seed, "fireball");
    double size = power(effect->strength, 0.4), out = 1 - exponential2(-(since + 0.6) / 4);
    for (int n = 0; n < balls; n++) {
        struct vec way = around(&stream, 1);
        double reach = draw_between(&stream, 0.25, 1) * 1.5 * size, cools = draw_between(&stream, 3, 22);
        double rises = draw_between(&stream, 0.6, 1.5), over = since / explosion_stays;
        way.y = way.y < 0 ? -0.35f * way.y : way.y;
        struct vec at = add(effect->place, times(unit(way), reach * out));
        at.y += (float)(rises * (since / 24) / (1 + since / 40));
        double heat = exponential2(-since / cools) * draw_between(&stream, 0.55, 1.15);
        struct puff puff = {.at = at, .radius = size * (0.16 + 0.36 * out + 0.9 * over)};
        puff.thick = (float)(2.2 * (1 - smooth_step(0.15, 1, over)) * (0.35 + 0.65 * out));
        double burns = heat > 0.12 ? heat - 0.12 : 0;
        puff.glow = brighter(glow_of(burns), 0.12);
        puff.light = lit(backdrop, at, 0.22 + 0.2 * over);
        struct colour hot = brighter(glow_of(burns), 2.6);
        puff.light = (struct colour){puff.light.red + hot.red, puff.light.green + hot.green,
                                     puff.light.blue + hot.blue};
        torn_from(&puff, &stream, 0.85);
        puff.turn += draw_between(&stream, -40, 40) * out;
        puff.turn += draw_between(&stream, -0.4, 0.4) * since;
        puffs[count++] = puff;
    }
    mist_puffs(mist, backdrop->canvas, backdrop->view, puffs, count);
}

/* Burning bits on their ways through the air. */
static void add_sparks(const struct backdrop *backdrop, const struct effect *effect, double since)
{
    enum { sparks = 60 };
    struct canvas *canvas = backdrop->canvas;
    struct stream stream = stream_of(effect->seed, "sparks");
    for (int n = 0; n < sparks; n++) {
        struct vec way = unit(around(&stream, 1));
        double speed = draw_between(&stream, 2, 9), lives = draw_between(&stream, 10, 40);
        double ends[2][3];
        int seen = since < lives;
        for (int end = 0; end < 2; end++) {
            double seconds = (since + 0.5 * end) / 24, flown = speed * seconds / (1 + seconds);
            struct vec at = add(effect->place, times(vec(way.x, way.y < 0 ? -way.y : way.y, way.z), flown));
            at.y -= (float)(4.9 * seconds * seconds);
            seen = seen &&
                   view_project(backdrop->view, canvas->width, canvas->height, at, &ends[end][0],
                                &ends[end][1], &ends[end][2]) &&
                   ends[end][2] > 0.3;
        }
        if (!seen)
            continue;
        double heat = 1 - since / lives,
               radius = 0.008 * view_scale(backdrop->view->focal, canvas->width) / ends[0][2];
        struct streak streak = {(float)ends[0][0],
                                (float)ends[0][1],
                                (float)ends[1][0],
                                (float)ends[1][1],
                                (float)radius,
                                (float)ends[0][2],
                                (float)heat,
                                brighter(glow_of(0.5 + heat / 2), 3),
                                1};
        streak_draw(canvas, &streak);
    }
}

void explosion_over(const struct backdrop *backdrop, const struct effect *effect, double moment)
{
    double since = moment - effect->at;
    struct mist mist;
    if (since <= -0.5 || since > explosion_stays)
        return;
    since = since < 0 ? 0 : since;
    mist_open(&mist, backdrop->canvas, backdrop->torn, since < 24 ? 2 : 4, 1.4);
    add_fireball(&mist, backdrop, effect, since);
    mist_lay(&mist, backdrop->canvas);
    add_sparks(backdrop, effect, since);
}

void muzzle_over(const struct backdrop *backdrop, const struct effect *effect, double level)
{
    enum { rays = 7, beads = 14 };
    struct stream stream = stream_of(effect->seed, "muzzle");
    struct mist mist;
    mist_open(&mist, backdrop->canvas, backdrop->torn, 2, 0.2);
    for (int ray = 0; ray < rays; ray++) {
        struct vec way = unit(around(&stream, 1));
        double far = draw_between(&stream, 0.12, 0.4) * (0.5 + 0.5 * effect->strength);
        for (int bead = 0; bead < beads; bead++) {
            double out = (double)bead / beads;
            struct puff puff = {.at = add(effect->place, times(way, far * out)),
                                .radius = 0.038 * (1.1 - out),
                                .thick = 0.05f};
            puff.glow = brighter(colour(1, 0.72 - 0.3 * out, 0.35 - 0.3 * out), 2.6 * level * (1.15 - out));
            puff.light = puff.glow;
            torn_from(&puff, &stream, 0.4);
            mist_puffs(&mist, backdrop->canvas, backdrop->view, &puff, 1);
        }
    }
    struct puff halo = {.at = effect->place,
                        .radius = 0.28,
                        .thick = 0.02f,
                        .glow = brighter(colour(0.3, 0.15, 0.05), level)};
    mist_puffs(&mist, backdrop->canvas, backdrop->view, &halo, 1);
    mist_lay(&mist, backdrop->canvas);
}

void glare_over(const struct backdrop *backdrop, const struct effect *effect, double level)
{
    static const double radii[3] = {0.1, 0.35, 1.1}, bright[3] = {30, 3, 0.5};
    struct mist mist;
    mist_open(&mist, backdrop->canvas, backdrop->torn, 2, 0.2);
    for (int i = 0; i < 3; i++) {
        struct puff puff = {.at = effect->place, .radius = radii[i], .thick = 0.02f};
        puff.glow = brighter(colour(0.95, 0.98, 1), bright[i] * level * effect->strength);
        mist_puffs(&mist, backdrop->canvas, backdrop->view, &puff, 1);
    }
    mist_lay(&mist, backdrop->canvas);
}

/* From `from` on, downwards, in short pieces of which each turns a little. */
static void draw_bolt(const struct backdrop *backdrop, struct stream *stream, struct vec from, struct vec to,
                      double wide, double level)
{
    enum { pieces = 22 };
    struct canvas *canvas = backdrop->canvas;
    struct vec before = from;
    double reach = length_of(minus(to, from)) * 0.05;
    for (int i = 1; i <= pieces; i++) {
        struct vec at = between(from, to, (double)i / pieces);
        double x0, y0, x1, y1, ahead;
        at = i < pieces ? add(at, around(stream, reach)) : to;
        if (view_project(backdrop->view, canvas->width, canvas->height, before, &x0, &y0, &ahead) &&
            view_project(backdrop->view, canvas->width, canvas->height, at, &x1, &y1, &ahead)) {
            struct streak core = {
                (float)x0, (float)y0,    (float)x1,    (float)y1, (float)(wide * canvas->width),
                1e9f,      (float)level, {5, 5.2f, 7}, 1};
            struct streak halo = core;
            halo.radius *= 6;
            halo.cover *= 0.04f;
            streak_draw(canvas, &core);
            streak_draw(canvas, &halo);
        }
        before = at;
    }
}

void bolt_over(const struct backdrop *backdrop, const struct effect *effect, double level)
{
    struct stream stream = stream_of(effect->seed, "bolt");
    double heading = draw_between(&stream, 0, 360);
    struct vec foot =
        length_of(effect->place) > 0 ? effect->place : vec(400 * sine(heading), 0, 400 * cosine(heading));
    double high = 0.6 * length_of(foot);
    struct vec top = add(foot, vec(draw_between(&stream, -0.3, 0.3) * high, high, 0));
    draw_bolt(backdrop, &stream, top, foot, 0.0014, level);
    for (int branch = 0; branch < 3; branch++) {
        struct vec from = between(top, foot, draw_between(&stream, 0.15, 0.6));
        double aside = draw_between(&stream, -0.3, 0.3), down = draw_between(&stream, 0.15, 0.35);
        struct vec to = add(from, vec(aside * high, -down * high, 0));
        draw_bolt(backdrop, &stream, from, to, 0.0007, level * 0.6);
    }
}

/* Half the width of somebody whose head is above the picture's middle, as a part of the shoulders'; `down` is
 * 0 at the picture's head and 1 at its foot. */
static double girth_at(double down)
{
    double head = down < 0.42 ? square_root(1 - (down - 0.14) * (down - 0.14) / 0.09) * 0.34 : 0;
    double body = 0.2 + 0.8 * smooth_step(0.28, 0.62, down);
    return down < 0.28 || head > body ? (head > 0.16 ? head : 0.16) : body;
}

void passer_over(const struct backdrop *backdrop, const struct effect *effect, double moment)
{
    struct canvas *canvas = backdrop->canvas;
    double part = effect->length > 0 ? (moment - effect->at) / effect->length : 2, width = canvas->width;
    if (part < 0 || part > 1)
        return;
    double half = 0.3 * width * (0.5 + 0.5 * effect->strength), soft = 0.05 * width;
    double way = effect->seed & 1 ? part : 1 - part,
           middle = -half - soft + way * (width + 2 * (half + soft));
    struct colour dark = brighter(backdrop->surround->mean, 0.05);
    for (int y = 0; y < canvas->height; y++) {
        double girth = half * girth_at((y + 0.5) / canvas->height + 0.02 * sine(part * 360));
        for (int x = 0; x < canvas->width; x++) {
            double off = x + 0.5 - middle, inside = girth - (off < 0 ? -off : off);
            size_t pixel = (size_t)y * (size_t)canvas->width + (size_t)x;
            if (inside < -soft)
                continue;
            float cover = (float)smooth_step(-soft, soft * 0.6, inside);
            canvas->light[0][pixel] += (dark.red - canvas->light[0][pixel]) * cover;
            canvas->light[1][pixel] += (dark.green - canvas->light[1][pixel]) * cover;
            canvas->light[2][pixel] += (dark.blue - canvas->light[2][pixel]) * cover;
            if (cover > 0.5f) {
                canvas->distance[pixel] = 0.5f;
                canvas->who[pixel] = 0;
            }
        }
    }
}
