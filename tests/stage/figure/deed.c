/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/deed.h"

#include "figure/acting.h"

#include <string.h>

/* Frames at 24 a second, and the part of them after which something is met; -1: nothing is. */
static const struct {
    const char *name;
    double frames, impact;
} verbs[deed_kinds] = {
    [deed_walk] = {"walk", 48, -1},       [deed_run] = {"run", 36, -1},
    [deed_turn] = {"turn", 16, -1},       [deed_sit] = {"sit", 36, -1},
    [deed_rise] = {"rise", 28, -1},       [deed_say] = {"say", 48, -1},
    [deed_look] = {"look", 60, -1},       [deed_dance] = {"dance", 96, -1},
    [deed_punch] = {"punch", 24, 0.5},    [deed_kick] = {"kick", 34, 0.5},
    [deed_throw] = {"throw", 42, 0.72},   [deed_shoot] = {"shoot", 36, 0.42},
    [deed_roll] = {"roll", 32, 0.4},      [deed_dodge] = {"dodge", 20, -1},
    [deed_block] = {"block", 20, -1},     [deed_fall] = {"fall", 26, 0.6},
    [deed_get_up] = {"get_up", 38, -1},   [deed_cheer] = {"cheer", 48, -1},
    [deed_gesture] = {"gesture", 32, -1},
};

const char *verb_name(enum verb verb)
{
    return (int)verb >= 0 && verb < deed_kinds ? verbs[verb].name : NULL;
}

int verb_named(const char *name)
{
    for (int i = 0; i < deed_kinds; i++) {
        if (strcmp(verbs[i].name, name) == 0)
            return i;
    }
    return -1;
}

double verb_length(enum verb verb)
{
    return verbs[verb].frames;
}

double deed_impact(const struct deed *deed)
{
    double length = deed->length > 0 ? deed->length : verbs[deed->verb].frames;
    return verbs[deed->verb].impact < 0 ? -1 : verbs[deed->verb].impact * length;
}

enum { most_acts = 48 };

/* What of a scene concerns one person at a moment. */
struct part {
    int who, count, changed_ways;
    double moment, beat; /* beat: a 24th of a second in frames */
    struct act acts[most_acts];
    struct way before; /* the way before the last */
    double left;       /* when */
};

static void drop_act(struct part *part, int n)
{
    for (int i = n; i + 1 < part->count; i++)
        part->acts[i] = part->acts[i + 1];
    part->count--;
}

static int is_over(const struct part *part, const struct act *act)
{
    return act->end + 60 * part->beat < part->moment;
}

static void keep_act(void *user, const struct act *act)
{
    struct part *part = user;
    if ((act->who != part->who && act->whom != part->who) || is_over(part, act))
        return;
    if (part->count == most_acts)
        drop_act(part, 0);
    part->acts[part->count++] = *act;
}

static void end_lasting(void *user, int who, double at)
{
    struct part *part = user;
    for (int i = part->count - 1; i >= 0 && who == part->who; i--) {
        struct act *act = &part->acts[i];
        if (act->who == who && act->end > NEVER / 2)
            act->end = at + 16 * part->beat;
        if (is_over(part, act))
            drop_act(part, i);
    }
}

static void keep_way(void *user, int who, const struct way *way, double until)
{
    struct part *part = user;
    if (who != part->who)
        return;
    part->before = *way;
    part->left = until;
}

static int is_fight(const struct act *act)
{
    return act->verb == deed_punch || act->verb == deed_kick || act->verb == deed_throw ||
           act->verb == deed_dodge || act->verb == deed_block;
}

/* The side whose foot is ahead; where both feet are level, that which was. */
static struct attitude guard_on(const struct part *part, const struct way *now, double seconds)
{
    struct attitude left = attitude_guard(seconds), right = attitude_mirrored(&left);
    double side = now->guard, was = part->before.guard;
    if (side == 0 || was == 0)
        return side + was < 0 ? right : left;
    double changed = smooth_step(now->begin, now->begin + 11 * part->beat, part->moment);
    double to_right = mid_of(was < 0, side < 0, changed);
    return attitude_between(&left, &right, to_right);
}

/* Fists go up with the first move of a fight and down a while after the last. */
static void put_on_guard(struct attitude *attitude, const struct part *part, const struct way *now,
                         double seconds)
{
    struct attitude guard = guard_on(part, now, seconds);
    double most = 0;
    for (int i = 0; i < part->count; i++) {
        const struct act *act = &part->acts[i];
        double begin = act->begin, beat = part->beat;
        if (!is_fight(act))
            continue;
        double up = smooth_step(begin, begin + 12 * beat, part->moment);
        double down = act->lasts ? smooth_step(begin, begin + 10 * beat, part->moment)
                                 : smooth_step(act->end + 18 * beat, act->end + 44 * beat, part->moment);
        most = up * (1 - down) > most ? up * (1 - down) : most;
    }
    *attitude = attitude_between(attitude, &guard, most);
}

static void walk(struct attitude *attitude, const struct way *way, double moment, double much)
{
    double x = way_steps_done(way, moment), pace = way_pace(way, x) * much;
    if (pace <= 0)
        return;
    struct attitude walking = attitude_walking(way, x);
    walking.of[lids] = attitude->of[lids];
    *attitude = attitude_between(attitude, &walking, pace);
}

static double fades(const struct act *act, double moment, double in, double out)
{
    return smooth_step(act->begin, act->begin + in, moment) *
           (1 - smooth_step(act->end - out, act->end, moment));
}

static double turn_within(double turn, double most)
{
    turn -= 360 * (double)(int)(turn / 360);
    turn = turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
    return turn < -most ? -most : turn > most ? most : turn;
}

/* The head leads, the shoulders follow, neither goes farther than it can. */
static void look_at(struct attitude *attitude, const struct blocking *b, const struct act *act,
                    const struct part *part, struct start own)
{
    const struct actor *other = act->whom >= 0 && act->whom < most_blocked ? &b->actors[act->whom] : NULL;
    const struct deed *deed = &b->deeds[act->deed];
    double eyes = b->actors[part->who].body->height * 0.93, high = deed->to.y;
    struct vec at = deed->to;
    if (other && other->body) {
        at = way_place(&other->way, part->moment).at;
        high = other->body->height * (other->posture == posture_lying    ? 0.1
                                      : other->posture == posture_seated ? 0.7
                                                                         : 0.93);
    }
    double x = at.x - own.at.x, z = at.z - own.at.z, far = square_root(x * x + z * z);
    double turn = turn_within(angle_of(x, z) - own.heading, 110);
    double beat = part->beat, head = fades(act, part->moment, 8 * beat, 12 * beat);
    double trunk = smooth_step(act->begin + 4 * beat, act->begin + 16 * beat, part->moment) *
                   fades(act, part->moment, 1, 14 * beat);
    double by_trunk = turn * 0.3 * trunk, by_head = turn_within(turn - turn * 0.3 * trunk, 74);
    attitude->of[twist] += by_trunk;
    attitude->of[look] = mid_of(attitude->of[look], by_head, head);
    attitude->of[nod] += head * (far > 0.2 ? angle_of(high - eyes, far) * 0.8 : 0);
}

static void dance(struct attitude *attitude, const struct blocking *b, const struct act *act,
                  const struct part *part)
{
    double beat = b->deeds[act->deed].beat > 0 ? b->deeds[act->deed].beat : 12 * part->beat;
    int style = (int)(scramble((uint64_t)part->who + 3) % dance_styles);
    struct attitude dancing = attitude_dance(style, (part->moment - act->begin) / beat);
    dancing.of[lids] = attitude->of[lids];
    if (act->mirror)
        dancing = attitude_mirrored(&dancing);
    *attitude =
        attitude_between(attitude, &dancing, fades(act, part->moment, 10 * part->beat, 12 * part->beat));
}

static void behave(struct attitude *attitude, const struct blocking *b, const struct part *part,
                   struct start place, double seconds)
{
    for (int i = 0; i < part->count; i++) {
        const struct act *act = &part->acts[i];
        if (act->who != part->who || part->moment < act->begin || part->moment >= act->end)
            continue;
        if (act->verb == deed_look)
            look_at(attitude, b, act, part, place);
        else if (act->verb == deed_dance)
            dance(attitude, b, act, part);
        else if (act->verb == deed_say) {
            struct attitude talking = attitude_talking(attitude, part->who, seconds);
            *attitude = attitude_between(attitude, &talking,
                                         fades(act, part->moment, 6 * part->beat, 9 * part->beat));
        }
    }
}

static void mark(struct bearing *bearing, const struct part *part, const struct actor *actor, double moment)
{
    for (int i = 0; i < part->count; i++) {
        const struct act *act = &part->acts[i];
        if (act->who != part->who || moment < act->begin || moment >= act->end)
            continue;
        bearing->talking |= act->verb == deed_say;
        bearing->dancing |= act->verb == deed_dance;
        bearing->fighting |= is_fight(act) || act->verb == deed_shoot;
        bearing->pose.pistol = act->verb == deed_shoot && !act->taken ? 1 : bearing->pose.pistol;
    }
    const struct way *way = &actor->way;
    bearing->walking = way->kind == way_steps && way->steps > 2 && moment < way->end;
    bearing->lying = actor->posture == posture_lying;
    bearing->sitting = actor->posture == posture_seated;
    bearing->speed =
        length_of(minus(way_place(way, moment + 0.05).at, way_place(way, moment - 0.05).at)) / 0.1;
}

static struct bearing bearing_in(struct blocking *b, int who, double moment)
{
    struct part part = {.who = who, .moment = moment, .beat = b->rate / 24, .left = -NEVER};
    const struct actor *actor = &b->actors[who];
    double seconds = moment / b->rate, air[2];
    b->acts = keep_act;
    b->rises = end_lasting;
    b->goes = keep_way;
    b->user = &part;
    blocking_play(b, moment);
    struct start place = way_place(&actor->way, moment);
    struct footprint feet[2];
    way_feet(b, actor, moment, feet, air);
    struct attitude attitude = attitude_idle(who, seconds);
    double left = 1 - smooth_step(part.left, part.left + 9 * part.beat, moment);
    if (left > 0)
        walk(&attitude, &part.before, moment,
             left * way_pace(&part.before, way_steps_done(&part.before, part.left)));
    walk(&attitude, &actor->way, moment, 1);
    put_on_guard(&attitude, &part, &actor->way, seconds);
    behave(&attitude, b, &part, place, seconds);
    const struct act *aimed = NULL;
    for (int i = 0; i < part.count; i++) {
        const struct act *act = &part.acts[i];
        if (act->who != who)
            continue;
        act_over(&attitude, act, moment, b->rate, actor->body);
        if (!act->taken && (act->verb == deed_punch || act->verb == deed_kick || act->verb == deed_shoot) &&
            moment < act->end)
            aimed = act;
    }
    struct bearing bearing = {.pose = pose_of(actor->body, &attitude, place, feet)};
    if (aimed)
        reach_for(actor->body, &attitude, &bearing.pose, aimed->target);
    mark(&bearing, &part, actor, moment);
    return bearing;
}

struct bearing bearing_among(const struct deed *deeds, int count, int who, const struct body *bodies,
                             const struct start *starts, int people, double (*ground)(double x, double z),
                             double rate, double moment)
{
    struct blocking b;
    blocking_open(&b, deeds, count, rate, ground);
    for (int i = 0; i < people && i < most_blocked; i++)
        blocking_actor(&b, i, &bodies[i], starts[i]);
    return bearing_in(&b, who, moment);
}

struct bearing bearing_at(const struct deed *deeds, int count, int who, const struct body *body,
                          struct start start, double (*ground)(double x, double z), double rate,
                          double moment)
{
    struct blocking b;
    blocking_open(&b, deeds, count, rate, ground);
    blocking_actor(&b, who, body, start);
    return bearing_in(&b, who, moment);
}
