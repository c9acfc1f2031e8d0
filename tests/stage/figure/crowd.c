/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/crowd.h"

#include "figure/acting.h"

/* What a member is, from the crowd's seed and their number alone. */
struct member {
    struct body body;
    struct start start;
    double along, pace, late; /* of a stroll; how long before they react, in seconds */
    int style, mirror;
};

static struct colour shade(struct stream *stream, double most)
{
    static const double hues[8][3] = {{0.5, 0.06, 0.06},  {0.06, 0.12, 0.3},  {0.1, 0.28, 0.14},
                                      {0.45, 0.36, 0.12}, {0.25, 0.08, 0.26}, {0.05, 0.3, 0.32},
                                      {0.4, 0.38, 0.35},  {0.05, 0.05, 0.06}};
    const double *hue = hues[draw_one_of(stream, 8)];
    double k = draw_between(stream, 0.5, most);
    double grey = (hue[0] + hue[1] + hue[2]) / 3, pale = draw_between(stream, 0.15, 0.75);
    return colour(mid_of(hue[0], grey, pale) * k, mid_of(hue[1], grey, pale) * k,
                  mid_of(hue[2], grey, pale) * k);
}

static struct body body_of(struct stream *stream)
{
    static const double skins[6][3] = {{0.62, 0.42, 0.33},   {0.55, 0.35, 0.25},  {0.44, 0.27, 0.18},
                                       {0.32, 0.185, 0.115}, {0.2, 0.105, 0.065}, {0.11, 0.058, 0.036}};
    static const double hairs[6][3] = {{0.02, 0.016, 0.012}, {0.06, 0.035, 0.02}, {0.16, 0.08, 0.035},
                                       {0.4, 0.28, 0.12},    {0.3, 0.1, 0.03},    {0.32, 0.31, 0.3}};
    const double *skin = skins[draw_one_of(stream, 6)], *hair = hairs[draw_one_of(stream, 6)];
    struct body body = {0};
    body.height = draw_between(stream, 1.56, 1.9);
    body.girth = draw_between(stream, 0.86, 1.2);
    body.skin = colour(skin[0], skin[1], skin[2]);
    body.hair = colour(hair[0], hair[1], hair[2]);
    body.top = shade(stream, 1.1);
    body.bottom = shade(stream, 0.6);
    body.shoes = colour(0.03, 0.025, 0.02);
    body.style = (enum hair)draw_one_of(stream, 4);
    body.coat = draw(stream) < 0.2;
    body.skirt = !body.coat && draw(stream) < 0.25;
    body.dress = draw(stream) < 0.5;
    body.collar = draw(stream) < 0.4;
    return body;
}

/* Places in a grid as even as the area lets it be, each a little off. */
static struct vec place_of(const struct crowd *crowd, int n, struct stream *stream)
{
    double wide = crowd->x1 - crowd->x0, deep = crowd->z1 - crowd->z0;
    wide = wide < 0.1 ? 0.1 : wide;
    deep = deep < 0.1 ? 0.1 : deep;
    int columns = (int)(square_root(crowd->count * wide / deep) + 0.5);
    columns = columns < 1 ? 1 : columns > crowd->count ? crowd->count : columns;
    int rows = (crowd->count + columns - 1) / columns;
    double x = (n % columns + draw_between(stream, 0.2, 0.8)) / columns;
    double z = (n / columns + draw_between(stream, 0.2, 0.8)) / rows;
    return vec(crowd->x0 + x * wide, 0, crowd->z0 + z * deep);
}

static struct member member_of(const struct crowd *crowd, int n)
{
    struct stream stream = {scramble(crowd->seed ^ scramble((uint64_t)n + 1))};
    struct member member = {.body = body_of(&stream)};
    member.start.at = place_of(crowd, n, &stream);
    member.start.heading = draw_between(&stream, 0, 360);
    member.along = draw(&stream);
    member.pace = draw_between(&stream, 0.85, 1.1);
    member.late = draw_between(&stream, 0.08, 0.4);
    member.style = draw_one_of(&stream, dance_styles);
    member.mirror = draw_one_of(&stream, 2);
    if (crowd->mood == crowd_watches) {
        double x = (crowd->x0 + crowd->x1) / 2 - member.start.at.x;
        double z = (crowd->z0 + crowd->z1) / 2 - member.start.at.z;
        member.start.heading = angle_of(x, z);
    }
    return member;
}

/* Up and down the longer side, turning at its ends; half a stride a second or so. */
static struct way stroll_way(const struct crowd *crowd, const struct member *member, double rate,
                             double moment)
{
    int by_x = crowd->x1 - crowd->x0 > crowd->z1 - crowd->z0;
    double low = by_x ? crowd->x0 : crowd->z0, high = by_x ? crowd->x1 : crowd->z1;
    double step = stride_of(&member->body) / 2 * 0.9, interval = rate * 0.56 / member->pace;
    int steps = (int)((high - low) / step) + 1;
    steps = steps < 3 ? 3 : steps;
    double lap = steps * interval, clock = moment + member->along * 2 * lap + 1000 * lap;
    double laps = (double)(int64_t)(clock / lap);
    int back = ((int64_t)laps + member->mirror) & 1;
    struct way way = {.begin = moment - (clock - laps * lap), .kind = way_steps, .steps = steps};
    way.end = way.begin + lap;
    way.turned = way.begin + 2 * interval;
    struct vec from = member->start.at, to = member->start.at;
    if (by_x) {
        from.x = (float)(back ? high : low);
        to.x = (float)(back ? low : high);
    } else {
        from.z = (float)(back ? high : low);
        to.z = (float)(back ? low : high);
    }
    double heading = by_x ? (back ? -90 : 90) : (back ? 180 : 0);
    way.from = (struct start){from, heading + 180};
    way.to = (struct start){to, heading};
    way.first = (int)laps & 1;
    return way;
}

struct reaction {
    double turn, start; /* 0 to 1: turned to it; startled by it */
    struct vec place;
};

static struct reaction reaction_to(const struct crowd *crowd, const struct member *member, double rate,
                                   double moment, const struct startle *startles, int count)
{
    struct reaction reaction = {0, 0, {0, 0, 0}};
    for (int i = 0; crowd->reacts && i < count; i++) {
        double since = (moment - startles[i].at) / rate - member->late;
        struct vec away = minus(startles[i].place, member->start.at);
        if (since < 0 || since > 6 || length_of(away) > 15)
            continue;
        double turn = smooth_step(0, 0.6, since) * (1 - smooth_step(4.5, 6, since));
        double start = smooth_step(0, 0.16, since) * (1 - smooth_step(0.4, 1.3, since));
        if (turn > reaction.turn)
            reaction.place = startles[i].place;
        reaction.turn = turn > reaction.turn ? turn : reaction.turn;
        reaction.start = start > reaction.start ? start : reaction.start;
    }
    return reaction;
}

static double turn_towards(double from, double to, double part)
{
    double turn = to - from;
    turn -= 360 * (double)(int)(turn / 360);
    turn = turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
    return from + turn * part;
}

struct presence {
    struct member member;
    struct start place;
    struct reaction reaction;
    struct actor actor;
};

static struct presence presence_of(const struct crowd *crowd, int n, double rate, double moment,
                                   const struct startle *startles, int startle_count)
{
    struct presence is = {.member = member_of(crowd, n)};
    is.place = is.member.start;
    if (crowd->mood == crowd_strolls) {
        is.actor.way = stroll_way(crowd, &is.member, rate, moment);
        is.place = way_place(&is.actor.way, moment);
    }
    is.reaction = reaction_to(crowd, &is.member, rate, moment, startles, startle_count);
    if (crowd->mood != crowd_strolls && is.reaction.turn > 0) {
        struct vec away = minus(is.reaction.place, is.place.at);
        is.place.heading = turn_towards(is.place.heading, angle_of(away.x, away.z), is.reaction.turn);
    }
    return is;
}

struct start crowd_member(const struct crowd *crowd, int n, double beat_frames, double rate, double moment,
                          const struct startle *startles, int startle_count)
{
    (void)beat_frames;
    return presence_of(crowd, n, rate, moment, startles, startle_count).place;
}

static struct attitude attitude_in_crowd(const struct crowd *crowd, int n, const struct presence *is,
                                         double beat_frames, double rate, double moment)
{
    struct attitude attitude = attitude_idle(n + 40, moment / rate);
    if (crowd->mood == crowd_dances) {
        double beat = beat_frames > 0 ? beat_frames : rate / 2;
        struct attitude dance = attitude_dance(is->member.style, moment / beat);
        if (is->member.mirror)
            dance = attitude_mirrored(&dance);
        attitude = attitude_between(&dance, &attitude, is->reaction.turn);
    } else if (crowd->mood == crowd_strolls) {
        double x = way_steps_done(&is->actor.way, moment);
        struct attitude walking = attitude_walking(&is->actor.way, x);
        attitude = attitude_between(&attitude, &walking, way_pace(&is->actor.way, x));
    }
    double start = is->reaction.start * (0.35 + 1.6 * is->member.late);
    attitude.of[crouch] += 0.05 * start;
    attitude.of[lean] -= 8 * start;
    attitude.of[left_swing] += 50 * start;
    attitude.of[right_swing] += 42 * start;
    attitude.of[left_bend] += 60 * start;
    attitude.of[right_bend] += 70 * start;
    attitude.of[mouth] += 0.6 * start;
    return attitude;
}

static struct pose pose_in_crowd(const struct crowd *crowd, int n, const struct presence *is,
                                 double beat_frames, double rate, double moment)
{
    struct blocking b;
    struct footprint feet[2];
    double air[2];
    struct way way = is->actor.way;
    int strolls = crowd->mood == crowd_strolls;
    blocking_open(&b, NULL, 0, rate, NULL);
    blocking_actor(&b, 0, &is->member.body, strolls ? way.from : is->place);
    if (strolls) {
        way.feet[0] = b.actors[0].way.feet[0];
        way.feet[1] = b.actors[0].way.feet[1];
        b.actors[0].way = way;
    }
    way_feet(&b, &b.actors[0], moment, feet, air);
    struct attitude attitude = attitude_in_crowd(crowd, n, is, beat_frames, rate, moment);
    return pose_of(&is->member.body, &attitude, is->place, feet);
}

static double pixels_high(const struct view *view, int width, struct vec at)
{
    double ahead = dot(minus(add(at, vec(0, 0.9, 0)), view->at), view->axes.ahead);
    return 1.75 * view_scale(view->focal, width) / (ahead > 0.3 ? ahead : 0.3);
}

void crowd_add_seen(struct scenery *scenery, const struct crowd *crowd, double beat_frames, double rate,
                    double moment, const struct startle *startles, int startle_count, uint16_t first_who,
                    const struct view *view, int width)
{
    for (int n = 0; n < crowd->count; n++) {
        struct presence is = presence_of(crowd, n, rate, moment, startles, startle_count);
        struct pose pose = pose_in_crowd(crowd, n, &is, beat_frames, rate, moment);
        double high = view ? pixels_high(view, width, pose.at) : 40;
        body_add_seen(scenery, &is.member.body, &pose, (uint16_t)(first_who + n), NULL, high);
    }
}

void crowd_add(struct scenery *scenery, const struct crowd *crowd, double beat_frames, double rate,
               double moment, const struct startle *startles, int startle_count, uint16_t first_who)
{
    crowd_add_seen(scenery, crowd, beat_frames, rate, moment, startles, startle_count, first_who, NULL, 0);
}
