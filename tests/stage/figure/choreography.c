/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/choreography.h"

static int is_left_out(const struct performance *performance, int move)
{
    for (int i = 0; i < 8 && performance->without[i]; i++) {
        if (performance->without[i] == move)
            return 1;
    }
    return 0;
}

static int actor_in(const struct performance *performance, int role)
{
    return role == 0 || role == 1 ? performance->actors[role] : nobody;
}

static struct deed deed_of(const struct choreography_move *move, const struct performance *performance,
                           int number)
{
    double speed = performance->speed > 0 ? performance->speed : 1;
    double length = move->length > 0 ? move->length : verb_length(move->verb);
    return (struct deed){.at = performance->at + move->at / speed,
                         .length = length / speed,
                         .who = actor_in(performance, move->role),
                         .whom = actor_in(performance, move->other),
                         .verb = move->verb,
                         .mirror = performance->mirror,
                         .move = number,
                         .choreography = -1};
}

/* Behind those of its own time that are there already. */
static int put_in_order(struct deed *deeds, int count, int room, struct deed deed)
{
    int i = count < room ? count : room;
    for (; i > 0 && deeds[i - 1].at > deed.at; i--) {
        if (i < room)
            deeds[i] = deeds[i - 1];
    }
    if (i < room)
        deeds[i] = deed;
    return count + 1;
}

int choreography_perform(const struct choreography *choreography, int number,
                         const struct performance *performance, struct deed *deeds, int room)
{
    int count = 0;
    for (int i = 0; i < choreography->count + performance->added_count; i++) {
        int own = i < choreography->count;
        const struct choreography_move *move =
            own ? &choreography->moves[i] : &performance->added[i - choreography->count];
        if (own && is_left_out(performance, i + 1))
            continue;
        struct deed deed = deed_of(move, performance, own ? i + 1 : 0);
        deed.choreography = number;
        count = put_in_order(deeds, count, room, deed);
    }
    return count;
}
