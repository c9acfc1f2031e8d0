/* SPDX-License-Identifier: Apache-2.0 */
/* Ways: where hips and feet are on them. */
#include "figure/blocking.h"

static double turn_between(double from, double to)
{
    double turn = to - from;
    turn -= 360 * (double)(int)(turn / 360);
    return turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
}

double way_steps_done(const struct way *way, double moment)
{
    double done = way->end > way->begin ? (moment - way->begin) / (way->end - way->begin) : 1;
    done = done < 0 ? 0 : done > 1 ? 1 : done;
    return done * way->steps;
}

double way_landing(const struct way *way, int k)
{
    return way->begin + (way->end - way->begin) * k / way->steps;
}

/* Of the whole way, 0 to 1. The first and the last interval between landings have half the others' length:
 * evenly faster, and slower, to the pace of those. */
static double part_done(const struct way *way, double moment)
{
    if (way->kind != way_steps)
        return smooth_step(way->begin, way->end, moment);
    double x = way_steps_done(way, moment), n = way->steps;
    double done = x < 1 ? x * x / 2 : x > n - 1 ? n - 1 - (n - x) * (n - x) / 2 : x - 0.5;
    return done / (n - 1);
}

struct start way_place(const struct way *way, double moment)
{
    struct start place = {between(way->from.at, way->to.at, part_done(way, moment)), way->from.heading};
    double turn = turn_between(way->from.heading, way->to.heading);
    place.heading += turn * (way->turned > way->begin ? smooth_step(way->begin, way->turned, moment)
                                                      : moment >= way->begin);
    return place;
}

static double height_of_ground(const struct blocking *b, double x, double z)
{
    return b->ground ? b->ground(x, z) : 0;
}

/* Where a foot stands beside hips at `place`. */
static struct footprint footprint_at(const struct blocking *b, const struct body *body, struct start place,
                                     int foot, double guard, double apart)
{
    double side = foot ? 1 : -1, h = body->height, fore = -guard * side;
    struct build build = build_of(body);
    struct turn turn = heading(place.heading);
    double right = side * (build.hip_half * apart + 0.012 * h * (guard < 0 ? -guard : guard));
    double ahead = 0.3 * build.ball + fore * 0.1 * h;
    struct vec ball = add(place.at, add(times(turn.right, right), times(turn.ahead, ahead)));
    double out = side * 8 + (fore < 0 ? side * 26 * -fore : 0);
    ball.y = (float)height_of_ground(b, ball.x, ball.z);
    return (struct footprint){ball, place.heading + out * apart, 0, ball.y};
}

/* Where the foot of step k lands. Who walks sets it half a step ahead of the hips, who runs less. */
static struct footprint landing(const struct blocking *b, const struct body *body, const struct way *way,
                                int k)
{
    int foot = (way->first + k) & 1;
    if (k >= way->steps - 1)
        return footprint_at(b, body, way->to, foot, way->guard, 1);
    double units = k - 0.5 + (way->running ? 0.26 : 0.5), most = way->steps - 1;
    double half_interval = (way->end - way->begin) / way->steps / 2;
    struct start place = way_place(way, way_landing(way, k) + half_interval);
    place.at = between(way->from.at, way->to.at, units < most ? units / most : 1);
    return footprint_at(b, body, place, foot, 0, way->running ? 0.5 : 0.75);
}

static double whole_turns(double from, double to)
{
    return from + turn_between(from, to);
}

/* How high a heel rises before the foot leaves for there. */
static double heel_rises(const struct footprint *from, const struct footprint *to)
{
    struct vec away = minus(to->ball, from->ball);
    away.y = 0;
    return 34 * smooth_step(0.05, 0.45, length_of(away));
}

/* In the air between two prints, `t` from 0 to 1: the heel leads at first, then the toes. */
static struct footprint swing(const struct footprint *from, const struct footprint *to, double t, double high)
{
    double ease = smooth_step(0, 0.92, t), up = 6.75 * t * (1 - t) * (1 - t);
    struct vec away = minus(to->ball, from->ball);
    away.y = 0;
    double far = length_of(away) / 0.5, turn = turn_between(from->heading, to->heading) / 60;
    double much = far + (turn < 0 ? -turn : turn);
    much = much > 1 ? 1 : much;
    struct footprint print = {between(from->ball, to->ball, ease), 0, 0, 0};
    double climb = to->level > from->level ? to->level - from->level : 0;
    print.level = mid_of(from->level, to->level, ease);
    print.ball.y += (float)(up * (high * much + 0.6 * climb));
    print.heading = mid_of(from->heading, whole_turns(from->heading, to->heading), ease);
    double heel = heel_rises(from, to);
    double toes = 0.4 * heel * smooth_step(0.4, 0.75, t) * (1 - smooth_step(0.75, 1, t));
    print.heel = heel * (1 - smooth_step(0, 0.55, t)) - toes;
    return print;
}

struct stepping {
    const struct blocking *blocking;
    const struct body *body;
    const struct way *way;
    struct footprint *feet;
    double *air;
    double done; /* way_steps_done */
};

/* While the other foot lands, and a part of the interval more, a walker's foot stays down. */
static void take_step(const struct stepping *s, int k)
{
    int foot = (s->way->first + k) & 1;
    double lift = k - 2 + (s->way->running ? 0.62 : 1.16);
    lift = lift < 0.04 ? 0.04 : lift;
    if (s->done <= lift - 0.45)
        return;
    struct footprint to = landing(s->blocking, s->body, s->way, k);
    if (s->done >= k) {
        s->feet[foot] = to;
        s->air[foot] = 0;
    } else if (s->done > lift) {
        double t = (s->done - lift) / (k - lift);
        s->feet[foot] = swing(&s->feet[foot], &to, t, s->way->running ? 0.2 : 0.075);
        s->air[foot] = t;
    } else {
        s->feet[foot].heel = heel_rises(&s->feet[foot], &to) * smooth_step(lift - 0.45, lift, s->done);
    }
}

static void carried_feet(const struct blocking *b, const struct actor *actor, double moment,
                         struct footprint feet[2])
{
    const struct way *way = &actor->way;
    struct start place = way_place(way, moment);
    double done = smooth_step(way->begin, way->begin + (way->end - way->begin) * 0.4, moment);
    for (int i = 0; i < 2; i++) {
        struct footprint to = footprint_at(b, actor->body, place, i, way->guard, 1);
        feet[i].ball = between(way->feet[i].ball, to.ball, done);
        feet[i].heading = mid_of(way->feet[i].heading, whole_turns(way->feet[i].heading, to.heading), done);
        feet[i].heel = way->feet[i].heel * (1 - done);
        feet[i].level = mid_of(way->feet[i].level, to.level, done);
    }
}

void way_feet(const struct blocking *b, const struct actor *actor, double moment, struct footprint feet[2],
              double air[2])
{
    const struct way *way = &actor->way;
    air[0] = air[1] = 0;
    for (int i = 0; i < 2; i++)
        feet[i] = way->feet[i];
    if (way->kind == way_carried)
        carried_feet(b, actor, moment, feet);
    if (way->kind != way_steps)
        return;
    struct stepping s = {b, actor->body, way, feet, air, way_steps_done(way, moment)};
    int now = (int)s.done;
    for (int k = now > 3 ? now - 2 : 1; k <= now + 3 && k <= way->steps; k++)
        take_step(&s, k);
}
