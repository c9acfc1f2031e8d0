/* SPDX-License-Identifier: Apache-2.0 */
/* What deeds make heard, in order of time. */
#include "figure/blocking.h"

struct listing {
    struct blocking *blocking;
    double from, until;
    struct contact *contacts;
    int room, count;
};

static void list(struct listing *l, struct contact contact)
{
    if (contact.at < l->from || contact.at >= l->until)
        return;
    int i = l->count < l->room ? l->count : l->room;
    l->count++;
    for (; i > 0 && l->contacts[i - 1].at > contact.at; i--) {
        if (i < l->room)
            l->contacts[i] = l->contacts[i - 1];
    }
    if (i < l->room)
        l->contacts[i] = contact;
}

static void list_sound(struct listing *l, const struct act *act, enum sound_of sound, double at,
                       struct vec place, double strength)
{
    list(l, (struct contact){at, sound, act->who, act->whom, act->deed, place, strength, act->landed});
}

static void list_suffered(struct listing *l, const struct act *act)
{
    if (act->verb == deed_shoot && act->impact > act->begin)
        list_sound(l, act, sound_fall, act->impact, act->place.at, 0.9);
}

static void list_act(void *user, const struct act *act)
{
    struct listing *l = user;
    double length = act->end - act->begin, wind = act->impact - 0.14 * length;
    struct vec here = act->place.at;
    if (act->taken) {
        list_suffered(l, act);
        return;
    }
    switch (act->verb) {
    case deed_punch:
    case deed_kick:
        list_sound(l, act, sound_swing, wind, act->target, 0.4);
        list_sound(l, act, act->verb == deed_punch ? sound_punch : sound_kick, act->impact, act->target,
                   act->verb == deed_punch ? 0.8 : 0.9);
        break;
    case deed_throw:
        list_sound(l, act, sound_cloth, act->begin + 0.3 * length, act->target, 0.5);
        list_sound(l, act, sound_throw, act->impact, here, 1);
        break;
    case deed_shoot: list_sound(l, act, sound_gunshot, act->impact, here, 1); break;
    case deed_fall: list_sound(l, act, sound_fall, act->impact, here, 0.9); break;
    case deed_roll: list_sound(l, act, sound_roll, act->impact, here, 0.6); break;
    case deed_dodge:
    case deed_sit:
    case deed_rise:
    case deed_get_up: list_sound(l, act, sound_cloth, act->impact, here, 0.3); break;
    default: break;
    }
}

/* A foot that hardly moves is not heard. */
static void list_way(void *user, int who, const struct way *way, double until)
{
    struct listing *l = user;
    struct actor actor = l->blocking->actors[who];
    if (way->kind != way_steps)
        return;
    actor.way = *way;
    for (int k = 1; k <= way->steps; k++) {
        double at = way_landing(way, k), air[2];
        if (at > until || at >= l->until)
            return;
        if (at < l->from)
            continue;
        struct footprint before[2], now[2];
        way_feet(l->blocking, &actor, at - (way->end - way->begin) / way->steps * 0.7, before, air);
        way_feet(l->blocking, &actor, at, now, air);
        int foot = (way->first + k) & 1;
        double far = length_of(minus(now[foot].ball, before[foot].ball));
        if (far > 0.06)
            list(l, (struct contact){at, sound_step, who, nobody, -1, now[foot].ball,
                                     way->running     ? 0.9
                                     : way->steps > 3 ? 0.5
                                                      : 0.25,
                                     1});
    }
}

int contacts_between(const struct deed *deeds, int count, const struct body *bodies,
                     const struct start *starts, int people, double rate, double from, double until,
                     struct contact *contacts, int room)
{
    struct blocking b;
    struct listing l = {&b, from, until, contacts, room, 0};
    blocking_open(&b, deeds, count, rate, NULL);
    for (int i = 0; i < people && i < most_blocked; i++)
        blocking_actor(&b, i, &bodies[i], starts[i]);
    b.acts = list_act;
    b.goes = list_way;
    b.user = &l;
    blocking_play(&b, until);
    for (int i = 0; i < people && i < most_blocked; i++)
        list_way(&l, i, &b.actors[i].way, until);
    return l.count;
}
