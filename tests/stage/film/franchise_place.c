/* SPDX-License-Identifier: Apache-2.0 */
/* Where a film's scenes are: which set, where people stand in it, and which way they walk. */
#include "film/franchise_parts.h"

#include <string.h>

static int within(const struct floor_piece *pieces, int count, double x, double z, double grown_by)
{
    for (int i = 0; i < count; i++) {
        const struct floor_piece *p = &pieces[i];
        if (x > p->x0 - grown_by && x < p->x1 + grown_by && z > p->z0 - grown_by && z < p->z1 + grown_by)
            return 1;
    }
    return 0;
}

/* Where a set has no floors yet, its middle is taken for one. */
static const struct floor_piece middle_of_set = {-1.8, -2.5, 1.8, 1};

static int on_floor(const struct set *set, double x, double z)
{
    return set->floor_count ? within(set->floors, set->floor_count, x, z, 0.001)
                            : within(&middle_of_set, 1, x, z, 0);
}

int place_free(const struct set *set, double x, double z, double room)
{
    /* Floors may be laid side by side, so it is not one piece that must hold the whole circle. */
    for (int i = 0; i < 8; i++) {
        if (!on_floor(set, x + room * sine(i * 45), z + room * cosine(i * 45)))
            return 0;
    }
    return on_floor(set, x, z) && !within(set->blocked, set->blocked_count, x, z, room);
}

int place_open(const struct set *set, double x0, double z0, double x1, double z1)
{
    double long_x = x1 - x0, long_z = z1 - z0;
    int steps = 1 + (int)(square_root(long_x * long_x + long_z * long_z) / 0.15);
    for (int i = 0; i <= steps; i++) {
        double x = x0 + long_x * i / steps, z = z0 + long_z * i / steps;
        if (!on_floor(set, x, z) || within(set->blocked, set->blocked_count, x, z, 0.05))
            return 0;
    }
    return 1;
}

/* How well a set suits what is to happen. */
double place_weight(const struct set *set, enum story_kind kind)
{
    static const struct {
        const char *name;
        double weights[kind_count];
    } table[] = {
        /*            talk walk fight chase dance quiet montage training */
        {"apartment", {5, 0.1, 3, 0.1, 0.2, 2, 1, 1}}, {"nightclub", {2, 0.1, 3, 0.5, 9, 0.3, 1, 0.1}},
        {"village", {2, 5, 1, 3, 0.1, 6, 1, 1}},       {"street", {2, 5, 4, 5, 0.2, 3, 1, 0.3}},
        {"corridor", {1, 3, 4, 4, 0.1, 0.5, 1, 0.1}},  {"studio", {2, 0.2, 2, 0.2, 5, 0.6, 1, 9}},
        {"lake", {2, 5, 2, 2, 0.1, 6, 1, 0.6}},        {"lobby", {3, 2, 2, 1, 1, 0.6, 1, 0.1}},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (!strcmp(set->name, table[i].name))
            return table[i].weights[kind];
    }
    return 1;
}

static void choose_set(struct stream *s, const struct sets_style *style, enum story_kind kind,
                       struct staging *staging)
{
    double weights[most_style_sets];
    for (int i = 0; i < style->count; i++)
        weights[i] = place_weight(style->sets[i], kind);
    int n = draw_weighted(s, weights, style->count);
    staging->set = style->sets[n];
    staging->dressing = style->dressings[n];
    int weather = draw(s) < style->weather_share;
    double strength = draw_between(s, 0.25, 0.95);
    staging->lightning = draw(s) < 0.25;
    if (staging->set->indoors || !weather)
        return;
    staging->air = (struct air){.weather = style->usual, .strength = strength};
    if (staging->set->surface == 2 && staging->air.weather == weather_rain)
        staging->air.weather = weather_snow;
    if (staging->air.weather == weather_fog)
        staging->air.strength *= 0.6;
    staging->lightning = staging->lightning && staging->air.weather == weather_rain;
}

/* How far one can go from a place along a heading, up to `most`, with so much room on both sides. */
static double way_ahead(const struct set *set, double x, double z, double heading, double most, double room)
{
    double far = 0;
    while (far < most &&
           place_free(set, x + sine(heading) * (far + 0.25), z + cosine(heading) * (far + 0.25), room))
        far += 0.25;
    return far;
}

/* A place for two, the line between whom runs along `heading` and whom cameras see from `side` of it: how
 * good it is, negative where they cannot stand. */
static double judge(const struct set *set, double x, double z, double heading, int side, double gap)
{
    double ax = sine(heading) * gap / 2, az = cosine(heading) * gap / 2;
    if (!place_free(set, x + ax, z + az, 0.35) || !place_free(set, x - ax, z - az, 0.35))
        return -1;
    double good = 0, out = heading + 90 * side;
    for (int i = -1; i <= 1; i++)
        good += way_ahead(set, x, z, out + 40 * i, i ? 3 : 4.5, 0.3);
    /* Depth behind them looks better than a wall at their backs. */
    good += 0.6 * way_ahead(set, x, z, out + 180, 3, 0.3);
    /* Sets are built to be looked at towards the north. */
    return good + (set->indoors ? 5 : 2) * -cosine(out);
}

static void find_place(struct stream *s, const struct set *set, double gap, struct spot *best, int *side)
{
    const struct floor_piece *floors = set->floor_count ? set->floors : &middle_of_set;
    int count = set->floor_count ? set->floor_count : 1;
    double highest = -1;
    *best = (struct spot){0, 0, 90};
    *side = 1;
    for (int i = 0; i < 60; i++) {
        const struct floor_piece *floor = &floors[draw_one_of(s, count)];
        double x = draw_between(s, floor->x0, floor->x1), z = draw_between(s, floor->z0, floor->z1);
        double turn = 15 * draw_one_of(s, 24), luck = draw_between(s, 0, 3);
        if (i % 3 == 0 && set->mark_count) {
            const struct mark *mark = &set->marks[draw_one_of(s, set->mark_count)];
            x = mark->at.x + sine(mark->heading) * (0.5 + gap / 2);
            z = mark->at.z + cosine(mark->heading) * (0.5 + gap / 2);
        }
        for (int way = -1; way <= 1; way += 2) {
            double good = judge(set, x, z, turn, way, gap);
            if (good >= 0 && good + luck > highest) {
                highest = good + luck;
                *best = (struct spot){x, z, turn};
                *side = way;
            }
        }
    }
}

static void stand_two(struct stream *s, struct staging *staging, double gap)
{
    struct spot middle;
    find_place(s, staging->set, gap, &middle, &staging->side);
    double x = sine(middle.heading) * gap / 2, z = cosine(middle.heading) * gap / 2;
    staging->spots[0] = (struct spot){middle.x - x, middle.z - z, middle.heading};
    staging->spots[1] = (struct spot){middle.x + x, middle.z + z, middle.heading + 180};
    /* A third stands with them, on the far side of the line. */
    double out = middle.heading - 90 * staging->side;
    staging->spots[2] = (struct spot){middle.x + sine(out) * 0.75, middle.z + cosine(out) * 0.75, out + 180};
    if (!place_free(staging->set, staging->spots[2].x, staging->spots[2].z, 0.3))
        staging->spots[2].heading = -1000;
}

/* The longest of some straight ways, one of which would do. */
static void find_way(struct stream *s, struct staging *staging, double wanted)
{
    const struct set *set = staging->set;
    const struct floor_piece *floors = set->floor_count ? set->floors : &middle_of_set;
    int count = set->floor_count ? set->floor_count : 1;
    staging->path = 0;
    for (int i = 0; i < 60 && staging->path < wanted; i++) {
        const struct floor_piece *floor = &floors[draw_one_of(s, count)];
        double x = draw_between(s, floor->x0, floor->x1), z = draw_between(s, floor->z0, floor->z1);
        double turn = i % 3 ? 90 * draw_one_of(s, 4) : draw_between(s, 0, 360);
        if (!place_free(set, x, z, 0.7))
            continue;
        double ahead = way_ahead(set, x, z, turn, wanted, 0.7);
        double behind = way_ahead(set, x, z, turn + 180, wanted - ahead, 0.7);
        if (ahead + behind < staging->path + 0.01)
            continue;
        staging->path = ahead + behind;
        staging->from = (struct spot){x - sine(turn) * behind, z - cosine(turn) * behind, turn};
        staging->goal = (struct spot){x + sine(turn) * ahead, z + cosine(turn) * ahead, turn};
    }
    staging->side = draw(s) < 0.5 ? 1 : -1;
}

/* Metres that one goes in all: a stroll, or a run. */
static void stage_way(struct stream *s, const struct unit *unit, struct staging *staging)
{
    int walks = staging->act == kind_walk;
    staging->walk_from = walks ? 0 : 10;
    staging->walk_until = lead_in + unit->frames + (walks ? 40 : 10);
    double seconds = (staging->walk_until - staging->walk_from) / (double)film_rate;
    double pace = walks ? 1.15 : 3.2, wanted = pace * seconds;
    find_way(s, staging, wanted < 60 ? wanted : 60);
    staging->legs = 1;
    while (staging->legs < 12 && staging->path * staging->legs < wanted * 0.7)
        staging->legs++;
}

int staging_walks(const struct staging *staging)
{
    return staging->act == kind_walk || staging->act == kind_chase;
}

int staging_fights(const struct staging *staging)
{
    return staging->act == kind_fight || staging->act == kind_training;
}

/* Where one is at the end of a leg, 0 before the first. Two who walk do it side by side; who is chased is
 * ahead of the other. */
struct spot staging_leg(const struct staging *staging, int who, int leg)
{
    double aside = (staging->act == kind_chase ? 0.25 : 0.38) * (who ? 1 : -1);
    double turn = staging->from.heading, along = leg & 1 ? staging->path : 0;
    double lead = staging->path * 0.25 < 2.6 ? staging->path * 0.25 : 2.6;
    if (staging->act == kind_chase && who)
        along += leg & 1 ? -lead : leg ? lead : 0;
    else if (staging->act == kind_chase && leg == 0)
        along = lead;
    return (struct spot){staging->from.x + sine(turn) * along + sine(turn + 90) * aside,
                         staging->from.z + cosine(turn) * along + cosine(turn + 90) * aside,
                         leg & 1 ? turn : turn + 180};
}

struct spot staging_walker(const struct staging *staging, int who, double clock)
{
    double length = staging->walk_until - staging->walk_from;
    double t = (clock - staging->walk_from) / length * staging->legs;
    t = t < 0 ? 0 : t > staging->legs ? staging->legs : t;
    int leg = (int)t < staging->legs ? (int)t : staging->legs - 1;
    struct spot a = staging_leg(staging, who, leg), b = staging_leg(staging, who, leg + 1);
    t -= leg;
    return (struct spot){a.x + (b.x - a.x) * t, a.z + (b.z - a.z) * t,
                         staging->from.heading + (leg & 1 ? 180 : 0)};
}

struct spot staging_behind(const struct staging *staging, double far)
{
    struct spot a = staging->spots[0], b = staging->spots[1];
    double out = a.heading - 90 * staging->side;
    if (staging_walks(staging))
        b = staging->goal;
    struct spot spot = {(a.x + b.x) / 2, (a.z + b.z) / 2, out};
    for (double gone = 0;
         gone < far && place_free(staging->set, spot.x + sine(out) * 0.2, spot.z + cosine(out) * 0.2, 0.3);
         gone += 0.2) {
        spot.x += sine(out) * 0.2;
        spot.z += cosine(out) * 0.2;
    }
    return spot;
}

/* ---- who else is there ---- */

static int is_busy(const struct film *film, int unit, const struct staging *staging)
{
    static const char *const busy[] = {"street", "lobby", "nightclub", "village"};
    struct stream s = detail_of(film, unit, knob_sets, "crowd");
    double chance = staging->act == kind_fight ? 0.5 : 0.4, drawn = draw(&s);
    if (staging->act == kind_dance)
        return 1;
    for (int i = 0; i < 4; i++) {
        if (!strcmp(staging->set->name, busy[i]))
            return staging->act != kind_quiet && drawn < (i == 2 ? 1 : chance);
    }
    return 0;
}

/* A crowd keeps to one piece of floor behind who acts, not so near that it would stand among them. */
static void stage_crowd(const struct film *film, int unit, struct staging *staging)
{
    const struct set *set = staging->set;
    struct spot here = staging_behind(staging, 0);
    struct spot middle = staging_behind(staging, staging->act == kind_dance ? 3.4 : 5);
    double x = middle.x - here.x, z = middle.z - here.z, far = square_root(x * x + z * z);
    double half = (far - 0.9) / 1.42;
    half = half > 3 ? 3 : half;
    for (int i = 0; i < set->floor_count && half > 0.8 && is_busy(film, unit, staging); i++) {
        const struct floor_piece *f = &set->floors[i];
        if (middle.x < f->x0 || middle.x > f->x1 || middle.z < f->z0 || middle.z > f->z1)
            continue;
        struct floor_piece *c = &staging->crowded;
        c->x0 = middle.x - half > f->x0 ? middle.x - half : f->x0;
        c->x1 = middle.x + half < f->x1 ? middle.x + half : f->x1;
        c->z0 = middle.z - half > f->z0 ? middle.z - half : f->z0;
        c->z1 = middle.z + half < f->z1 ? middle.z + half : f->z1;
        double each = staging->act == kind_dance ? 0.8 : 0.4;
        int room = 1 + (int)((c->x1 - c->x0) * (c->z1 - c->z0) * each),
            wanted = film->story.units[unit].crowd;
        staging->crowd = wanted < room ? wanted : room;
        return;
    }
}

static void stage_part(const struct film *film, int unit, int part)
{
    const struct unit *told = &film->story.units[unit];
    struct staging *staging = &film->stagings[unit][part];
    char name[24];
    snprintf(name, sizeof name, "place %d", part);
    struct stream s = detail_of(film, unit, knob_sets, name);
    enum story_kind act = told->acts[part];
    staging->act = act;
    choose_set(&s, &film->styles[film_which(film, told, knob_sets)].sets, act, staging);
    if (staging_walks(staging)) {
        stage_way(&s, told, staging);
        for (int i = 0; i < 2; i++)
            staging->spots[i] = staging_walker(staging, i, 0);
    } else {
        stand_two(&s, staging, staging_fights(staging) ? 0.95 : draw_between(&s, 1.0, 1.5));
    }
    stage_crowd(film, unit, staging);
}

void places_stage(struct film *film)
{
    film->stagings = calloc((size_t)film->story.unit_count, sizeof *film->stagings);
    if (!film->stagings)
        exit(5);
    for (int i = 0; i < film->story.unit_count; i++) {
        for (int part = 0; part < film->story.units[i].parts; part++)
            stage_part(film, i, part);
    }
}
