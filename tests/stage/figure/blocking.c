/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/blocking.h"

static const double punch_reach = 0.86, kick_reach = 1.04, throw_reach = 0.5; /* metres, hips from hips */
static const double farthest_lunge = 1.3;                                     /* metres */
static const double grabbed = 0.3; /* part of a throw after which whom has no ground any more */

void blocking_open(struct blocking *blocking, const struct deed *deeds, int count, double rate,
                   double (*ground)(double x, double z))
{
    *blocking = (struct blocking){.deeds = deeds, .count = count, .rate = rate, .ground = ground};
}

double deed_lasts(const struct deed *deed, double rate)
{
    return deed->length > 0 ? deed->length : verb_length(deed->verb) * rate / 24;
}

static struct way standing_way(struct start place)
{
    return (struct way){
        .begin = -1, .end = -1, .turned = -1, .from = place, .to = place, .kind = way_carried};
}

void blocking_actor(struct blocking *b, int who, const struct body *body, struct start start)
{
    struct actor *actor = &b->actors[who];
    double air[2];
    struct footprint feet[2];
    actor->body = body;
    actor->way = standing_way(start);
    way_feet(b, actor, 0, feet, air);
    actor->way.feet[0] = feet[0];
    actor->way.feet[1] = feet[1];
    actor->way.kind = way_stands;
}

/* Somebody of whom nothing is known has no place. */
static struct actor *actor_of(struct blocking *b, int who)
{
    return who >= 0 && who < most_blocked && b->actors[who].body ? &b->actors[who] : NULL;
}

/* What is planned next begins where the way before it has led to. */
static struct way next_way(const struct blocking *b, const struct actor *actor, double begin, double end)
{
    double air[2];
    struct way way = {
        .begin = begin, .end = end, .turned = end, .kind = way_stands, .guard = actor->way.guard};
    way.from = way.to = way_place(&actor->way, begin);
    way_feet(b, actor, begin, way.feet, air);
    return way;
}

static void go(struct blocking *b, int who, const struct way *way)
{
    struct actor *actor = &b->actors[who];
    if (b->goes)
        b->goes(b->user, who, &actor->way, way->begin);
    actor->way = *way;
}

static void get_up_for(struct blocking *b, int who, double at)
{
    struct actor *actor = &b->actors[who];
    if (actor->posture != posture_up && b->rises)
        b->rises(b->user, who, at);
    actor->posture = posture_up;
}

static double flat_distance(struct vec a, struct vec b)
{
    struct vec away = minus(b, a);
    away.y = 0;
    return length_of(away);
}

static double turn_size(double from, double to)
{
    double turn = to - from;
    turn -= 360 * (double)(int)(turn / 360);
    turn = turn < 0 ? -turn : turn;
    return turn > 180 ? 360 - turn : turn;
}

/* As many short steps as a change of place and heading needs. The foot on the side one turns or moves to goes
 * first. */
static void shuffle(struct way *way, double guard, double beat)
{
    double far = flat_distance(way->from.at, way->to.at);
    double turn = turn_size(way->from.heading, way->to.heading);
    int steps = 2;
    steps = turn > 75 ? 3 : steps;
    steps = turn > 130 ? 4 : steps;
    steps = far > 0.8 ? 3 + (int)((far - 0.8) / 0.6) : steps;
    int most = (int)((way->end - way->begin) / (4.5 * beat));
    steps = steps > most ? most : steps;
    steps = steps < 2 ? 2 : steps;
    way->kind = far < 0.02 && turn < 3 && guard == way->guard ? way_stands : way_steps;
    way->steps = steps;
    way->guard = guard;
    struct vec away = minus(way->to.at, way->from.at);
    struct turn turn_from = heading(way->from.heading);
    double right = dot(away, turn_from.right), ahead = dot(away, turn_from.ahead);
    double to_right = right + (cosine(way->to.heading - way->from.heading - 90) * 0.3);
    int right_first = to_right > 0;
    if (guard != 0 && turn < 30)
        right_first = (ahead > 0) != (guard > 0);
    way->first = (right_first + 1) & 1;
    if ((steps & 1) && guard == 0 && turn < 3)
        way->first = !way->first;
}

static double heading_to(struct vec from, struct vec to, double otherwise)
{
    return flat_distance(from, to) > 1e-3 ? angle_of(to.x - from.x, to.z - from.z) : otherwise;
}

/* About as many steps as the stride says, not faster nor slower than legs swing. */
static int steps_for(double far, double step, double frames, double beat, int running)
{
    double steps = far / step + (running ? 2.6 : 1.9), most = frames / ((running ? 5 : 8) * beat) + 1;
    double least = frames / (20 * beat) + 1;
    steps = steps < least ? least : steps > most ? most : steps;
    return steps < 2 ? 2 : (int)steps;
}

static void walk_on(struct blocking *b, const struct deed *d, double begin)
{
    struct actor *actor = &b->actors[d->who];
    struct way way = next_way(b, actor, begin, d->at + deed_lasts(d, b->rate));
    double far = flat_distance(way.from.at, d->to), frames = way.end - way.begin;
    int running = d->verb == deed_run;
    double step = stride_of(actor->body) / 2 * (running ? 1.5 : 0.92);
    way.to = (struct start){d->to, heading_to(way.from.at, d->to, way.from.heading)};
    way.guard = 0;
    way.kind = far > 0.05 ? way_steps : way_stands;
    way.running = running;
    way.steps = steps_for(far, step, frames, b->rate / 24, running);
    double turning = frames / way.steps * (0.8 + turn_size(way.from.heading, way.to.heading) / 90);
    way.turned = way.begin + (turning < frames ? turning : frames);
    way.first = d->mirror ? 1 : 0;
    go(b, d->who, &way);
}

static struct act act_of(const struct blocking *b, const struct deed *d, int number)
{
    struct deed timed = *d;
    timed.length = deed_lasts(d, b->rate);
    double impact = deed_impact(&timed);
    return (struct act){.verb = d->verb,
                        .who = d->who,
                        .whom = d->whom,
                        .deed = number,
                        .mirror = d->mirror,
                        .landed = 1,
                        .begin = d->at,
                        .impact = d->at + (impact < 0 ? timed.length / 2 : impact),
                        .end = d->at + timed.length};
}

static void later(struct blocking *b, double at, const struct act *act)
{
    if (b->pending_count < most_pending)
        b->pending[b->pending_count++] = (struct pending){at, *act};
}

/* Who has to turn far does so before they set off. */
static void walk_to(struct blocking *b, const struct deed *d, int number)
{
    struct actor *actor = &b->actors[d->who];
    struct way way = next_way(b, actor, d->at, d->at);
    double frames = deed_lasts(d, b->rate), beat = b->rate / 24;
    double to = heading_to(way.from.at, d->to, way.from.heading), turn = turn_size(way.from.heading, to);
    double turning = (5 + turn / 14) * beat;
    turning = turning < frames * 0.3 ? turning : frames * 0.3;
    if (turn < 50) {
        walk_on(b, d, d->at);
        return;
    }
    way.end = way.turned = d->at + turning;
    way.to.heading = to;
    shuffle(&way, 0, b->rate / 24);
    go(b, d->who, &way);
    struct act act = act_of(b, d, number);
    later(b, way.end, &act);
}

/* Where whom one deals with is going to be at a moment; of strangers, a step ahead. */
static struct start whereabouts(struct blocking *b, int who, int whom, double reach, double moment)
{
    struct actor *other = actor_of(b, whom);
    if (other)
        return way_place(&other->way, moment);
    struct start own = way_place(&b->actors[who].way, moment);
    own.at = add(own.at, times(heading(own.heading).ahead, reach));
    own.heading += 180;
    return own;
}

/* Turns to somebody and steps to where they are within reach; a reach of 0 keeps the place. */
static void engage(struct blocking *b, int who, struct vec whom, double reach, double begin, double end,
                   double guard)
{
    struct way way = next_way(b, &b->actors[who], begin, end);
    double far = flat_distance(way.from.at, whom);
    way.to.heading = heading_to(way.from.at, whom, way.from.heading);
    way.turned = begin + (end - begin) * 0.9;
    if (reach > 0 && far > 1e-3 && (far > reach + 0.04 || far < reach - 0.2)) {
        double nearer = far - reach > farthest_lunge ? farthest_lunge : far - reach;
        way.to.at = between(way.from.at, whom, nearer / far);
    }
    shuffle(&way, guard, b->rate / 24);
    go(b, who, &way);
}

static double guard_of(const struct actor *actor, int mirror)
{
    return actor->way.guard != 0 ? actor->way.guard : mirror ? -1 : 1;
}

static int stops_it(const struct blocking *b, int whom, double moment)
{
    for (int i = 0; i < b->count && b->deeds[i].at <= moment; i++) {
        const struct deed *d = &b->deeds[i];
        if (d->who == whom && (d->verb == deed_block || d->verb == deed_dodge) &&
            moment <= d->at + deed_lasts(d, b->rate))
            return 1;
    }
    return 0;
}

static void tell(struct blocking *b, struct act *act)
{
    struct actor *actor = &b->actors[act->who];
    double air[2];
    act->lasts = act->end > NEVER / 2;
    act->place = way_place(&actor->way, act->impact);
    way_feet(b, actor, act->impact, act->feet, air);
    if (b->acts)
        b->acts(b->user, act);
}

static double reach_of(enum verb verb)
{
    return verb == deed_punch ? punch_reach : verb == deed_kick ? kick_reach : throw_reach;
}

/* A blow goes to the chin, a kick to the chest, a shot to the heart; all lower where somebody is down. */
static struct vec aim(struct blocking *b, const struct act *act, struct start whom, struct vec from)
{
    const struct actor *other = actor_of(b, act->whom);
    double h = other ? other->body->height : b->actors[act->who].body->height;
    double high = act->verb == deed_punch ? 0.865 : act->verb == deed_kick ? 0.68 : 0.75;
    if (other && other->posture != posture_up)
        high = other->posture == posture_seated ? high - 0.22 : 0.12;
    struct vec towards = unit(vec(from.x - whom.at.x, 0, from.z - whom.at.z));
    double front = act->verb == deed_punch ? 0.1 : 0.09;
    return add(whom.at, add(times(towards, front), vec(0, high * h, 0)));
}

static int has_ground(const struct blocking *b, const struct actor *actor)
{
    return actor && actor->posture == posture_up && b->count;
}

static void strike(struct blocking *b, const struct deed *d, int number)
{
    struct act act = act_of(b, d, number);
    double reach = reach_of(d->verb), set = act.begin + (act.impact - act.begin) * 0.85;
    double meets = d->verb == deed_throw ? act.begin + (act.end - act.begin) * grabbed : act.impact;
    set = d->verb == deed_throw ? meets : set;
    struct actor *other = actor_of(b, d->whom);
    struct start whom = whereabouts(b, d->who, d->whom, reach, meets);
    get_up_for(b, d->who, d->at);
    engage(b, d->who, whom.at, reach, act.begin, set, d->mirror ? -1 : 1);
    struct start own = way_place(&b->actors[d->who].way, set);
    if (has_ground(b, other) && other->way.end <= d->at + 1)
        engage(b, d->whom, own.at, 0, act.begin, set, guard_of(other, d->mirror));
    act.target = aim(b, &act, whom, own.at);
    act.landed = !stops_it(b, d->whom, meets) && flat_distance(own.at, whom.at) < reach + 0.35;
    tell(b, &act);
    if (d->verb == deed_throw || (act.landed && other))
        later(b, meets, &act);
}

static void shoot_at(struct blocking *b, const struct deed *d, int number)
{
    struct act act = act_of(b, d, number);
    struct start whom = whereabouts(b, d->who, d->whom, 4, act.impact);
    get_up_for(b, d->who, d->at);
    engage(b, d->who, whom.at, 0, act.begin, act.begin + (act.impact - act.begin) * 0.9, 0);
    act.target = aim(b, &act, whom, way_place(&b->actors[d->who].way, act.impact).at);
    act.landed = actor_of(b, d->whom) && !stops_it(b, d->whom, act.impact);
    tell(b, &act);
    if (act.landed)
        later(b, act.impact, &act);
}

/* Carried along, without steps: who falls, rolls or flies. */
static void carry(struct blocking *b, int who, double begin, double end, struct vec to)
{
    struct way way = next_way(b, &b->actors[who], begin, end);
    way.to.at = to;
    way.kind = way_carried;
    way.guard = 0;
    go(b, who, &way);
}

static void step_back(struct blocking *b, int who, struct vec from, double metres, double begin, double end)
{
    struct way way = next_way(b, &b->actors[who], begin, end);
    struct vec away = unit(vec(way.from.at.x - from.x, 0, way.from.at.z - from.z));
    way.to.at = add(way.from.at, times(away, metres));
    way.to.heading = heading_to(way.to.at, from, way.from.heading);
    shuffle(&way, way.guard, b->rate / 24);
    go(b, who, &way);
}

static void lay(struct blocking *b, int who, double begin)
{
    b->actors[who].posture = posture_lying;
    b->actors[who].lies_from = begin;
}

/* Over the thrower's hip to the other side. */
static void fly(struct blocking *b, struct act *act, const struct act *cause)
{
    struct vec thrower = way_place(&b->actors[cause->who].way, act->begin).at;
    struct vec from = way_place(&b->actors[act->who].way, act->begin).at;
    struct vec along = unit(vec(thrower.x - from.x, 0, thrower.z - from.z));
    struct vec aside = times(vec(along.z, 0, -along.x), cause->mirror ? -0.14 : 0.14);
    act->impact = cause->impact;
    act->end = NEVER;
    carry(b, act->who, act->begin, act->impact, add(thrower, add(times(along, 0.8), aside)));
    lay(b, act->who, act->begin);
}

/* The thrower turns about with whom they throw. */
static void turn_about(struct blocking *b, const struct act *cause, double at)
{
    struct way way = next_way(b, &b->actors[cause->who], at, mid_of(at, cause->impact, 0.95));
    way.to.heading = way.from.heading + (cause->mirror ? 110 : -110);
    shuffle(&way, way.guard, b->rate / 24);
    way.steps = 3;
    go(b, cause->who, &way);
}

static void drop_back(struct blocking *b, struct act *act, double frames)
{
    struct start place = way_place(&b->actors[act->who].way, act->begin);
    double far = 0.32 * b->actors[act->who].body->height;
    act->impact = act->begin + frames * 0.6;
    act->end = NEVER;
    carry(b, act->who, act->begin, act->impact, add(place.at, times(heading(place.heading).ahead, -far)));
    lay(b, act->who, act->begin);
}

static void suffer(struct blocking *b, const struct pending *pending)
{
    const struct act *cause = &pending->act;
    double beat = b->rate / 24;
    if (cause->verb == deed_throw && cause->landed)
        turn_about(b, cause, pending->at);
    struct actor *actor = actor_of(b, cause->whom);
    if (!actor || !cause->landed)
        return;
    struct act act = *cause;
    act.taken = 1;
    act.who = cause->whom;
    act.whom = cause->who;
    act.begin = act.impact = pending->at;
    act.end = pending->at + 22 * beat;
    int up = actor->posture == posture_up;
    struct vec from = way_place(&b->actors[cause->who].way, pending->at).at;
    if (cause->verb == deed_throw && up)
        fly(b, &act, cause);
    else if (cause->verb == deed_shoot && up)
        drop_back(b, &act, 26 * beat);
    else if (up)
        step_back(b, act.who, from, cause->verb == deed_kick ? 0.42 : 0.24, pending->at,
                  pending->at + (cause->verb == deed_kick ? 16 : 12) * beat);
    tell(b, &act);
}

/* Unless they have begun something else since. */
static void set_off(struct blocking *b, const struct pending *pending)
{
    const struct way *way = &b->actors[pending->act.who].way;
    if (way->begin == pending->act.begin && way->end == pending->at)
        walk_on(b, &b->deeds[pending->act.deed], pending->at);
}

/* With the feet where they are, back to the seat. */
static void lower_to_seat(struct blocking *b, const struct pending *pending)
{
    struct actor *actor = &b->actors[pending->act.who];
    if (actor->posture != posture_seated || actor->lies_from != pending->act.begin)
        return;
    struct way way = next_way(b, actor, pending->at, pending->act.impact);
    way.to.at = b->deeds[pending->act.deed].to;
    go(b, pending->act.who, &way);
}

static void sit_down(struct blocking *b, const struct deed *d, int number)
{
    struct actor *actor = &b->actors[d->who];
    struct act act = act_of(b, d, number);
    double half = mid_of(act.begin, act.end, 0.45);
    struct way way = next_way(b, actor, act.begin, half);
    way.to =
        (struct start){add(d->to, times(heading(d->heading).ahead, 0.22 * actor->body->height)), d->heading};
    shuffle(&way, 0, b->rate / 24);
    go(b, d->who, &way);
    act.impact = act.end;
    later(b, half, &act);
    act.impact = half;
    act.end = NEVER;
    tell(b, &act);
    actor->posture = posture_seated;
    actor->lies_from = act.begin;
}

/* Up from a seat to before it; from the ground, where one lies. */
static void stand_up(struct blocking *b, const struct deed *d, int number)
{
    struct actor *actor = &b->actors[d->who];
    struct act act = act_of(b, d, number);
    if (actor->posture == posture_seated) {
        struct way way = next_way(b, actor, act.begin, act.end);
        struct vec ahead = heading(way.from.heading).ahead;
        way.to.at = add(way.from.at, times(ahead, 0.22 * actor->body->height));
        go(b, d->who, &way);
    }
    act.verb = actor->posture == posture_seated ? deed_rise : deed_get_up;
    if (actor->posture == posture_up)
        return;
    tell(b, &act);
    get_up_for(b, d->who, mid_of(act.begin, act.end, 0.25));
}

static void evade(struct blocking *b, const struct deed *d, int number)
{
    struct act act = act_of(b, d, number);
    struct start own = way_place(&b->actors[d->who].way, d->at);
    struct start whom = whereabouts(b, d->who, d->whom, 1, d->at);
    get_up_for(b, d->who, d->at);
    double side = d->mirror ? -1 : 1, towards = heading_to(own.at, whom.at, own.heading);
    double guard = guard_of(&b->actors[d->who], d->mirror), quick = mid_of(act.begin, act.end, 0.55);
    engage(b, d->who, whom.at, 0, act.begin, quick, guard);
    if (d->verb == deed_dodge) {
        struct turn turn = heading(towards);
        struct way *way = &b->actors[d->who].way;
        way->to.at = add(own.at, add(times(turn.right, -0.3 * side), times(turn.ahead, -0.2)));
        shuffle(way, guard, b->rate / 24);
        way->kind = way_steps;
    }
    tell(b, &act);
}

static void roll_ahead(struct blocking *b, const struct deed *d, int number)
{
    struct act act = act_of(b, d, number);
    struct start own = way_place(&b->actors[d->who].way, d->at);
    get_up_for(b, d->who, d->at);
    double far = 1.05 * b->actors[d->who].body->height;
    carry(b, d->who, act.begin, act.end, add(own.at, times(heading(own.heading).ahead, far)));
    tell(b, &act);
}

static void turn_to(struct blocking *b, const struct deed *d)
{
    struct way way = next_way(b, &b->actors[d->who], d->at, d->at + deed_lasts(d, b->rate));
    way.to.heading = d->heading;
    if (b->actors[d->who].posture != posture_up)
        return;
    shuffle(&way, 0, b->rate / 24);
    go(b, d->who, &way);
}

static void begin(struct blocking *b, const struct deed *d, int number)
{
    struct act act = act_of(b, d, number);
    switch (d->verb) {
    case deed_walk:
    case deed_run:
        get_up_for(b, d->who, d->at);
        walk_to(b, d, number);
        break;
    case deed_turn: turn_to(b, d); break;
    case deed_sit: sit_down(b, d, number); break;
    case deed_rise:
    case deed_get_up: stand_up(b, d, number); break;
    case deed_punch:
    case deed_kick:
    case deed_throw: strike(b, d, number); break;
    case deed_shoot: shoot_at(b, d, number); break;
    case deed_dodge:
    case deed_block: evade(b, d, number); break;
    case deed_roll: roll_ahead(b, d, number); break;
    case deed_fall:
        if (b->actors[d->who].posture == posture_lying)
            break;
        get_up_for(b, d->who, d->at);
        drop_back(b, &act, deed_lasts(d, b->rate));
        tell(b, &act);
        break;
    default: tell(b, &act); break;
    }
}

/* The earliest of what is pending up to a moment; -1: nothing is. */
static int next_pending(const struct blocking *b, double until)
{
    int next = -1;
    for (int i = 0; i < b->pending_count; i++) {
        if (b->pending[i].at <= until && (next < 0 || b->pending[i].at < b->pending[next].at))
            next = i;
    }
    return next;
}

static void settle(struct blocking *b, double until)
{
    for (int next = next_pending(b, until); next >= 0; next = next_pending(b, until)) {
        struct pending pending = b->pending[next];
        for (int i = next; i + 1 < b->pending_count; i++)
            b->pending[i] = b->pending[i + 1];
        b->pending_count--;
        if (pending.act.verb == deed_sit)
            lower_to_seat(b, &pending);
        else if (pending.act.verb == deed_walk || pending.act.verb == deed_run)
            set_off(b, &pending);
        else
            suffer(b, &pending);
    }
}

void blocking_play(struct blocking *b, double until)
{
    for (int i = 0; i < b->count && b->deeds[i].at <= until; i++) {
        settle(b, b->deeds[i].at);
        if (actor_of(b, b->deeds[i].who))
            begin(b, &b->deeds[i], i);
    }
    settle(b, until);
}
