/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/joint.h"
#include "base/error.h"

static int64_t within(int64_t value, int64_t most)
{
    return value < 0 || most < 0 ? 0 : value < most ? value : most;
}

static int64_t length_of(const struct exchange_shot *shot)
{
    return shot->out - shot->in;
}

bool joint_touches(const struct exchange *list, size_t shot)
{
    return shot > 0 && shot < list->shot_count && list->shots[shot - 1].out >= list->shots[shot].in;
}

int64_t joint_gap(const struct exchange *list, size_t shot)
{
    return shot == 0 || joint_touches(list, shot) ? 0 : list->shots[shot].in - list->shots[shot - 1].out;
}

static bool is_gradual(const struct exchange_change *change)
{
    return change && change->in < change->out;
}

/* A shot so short that two changes meet in it gives the first one only what the second leaves. */
static int64_t room_after_head(const struct exchange_shot *shot)
{
    return is_gradual(shot->ends) ? within(shot->ends->in - shot->in, length_of(shot)) : length_of(shot);
}

struct joint joint_at_head(const struct exchange *list, size_t i)
{
    const struct exchange_shot *shot = &list->shots[i];
    const struct exchange_change *change = shot->begins;
    bool touches = joint_touches(list, i);
    if (!is_gradual(change) || (!touches && change->transition.kind != PST_FADE_IN))
        return (struct joint){0};
    int64_t room = touches ? length_of(&list->shots[i - 1]) : joint_gap(list, i);
    struct joint joint = {change, within(shot->in - change->in, room),
                          within(change->out - shot->in, room_after_head(shot))};
    return joint.before + joint.after > 0 ? joint : (struct joint){0};
}

struct joint joint_at_tail(const struct exchange *list, size_t i)
{
    const struct exchange_shot *shot = &list->shots[i];
    const struct exchange_change *change = shot->ends;
    if (joint_touches(list, i + 1) || !is_gradual(change) || change->transition.kind != PST_FADE_OUT)
        return (struct joint){0};
    int64_t room = 0;
    if (i + 1 < list->shot_count)
        room = joint_gap(list, i + 1) - joint_at_head(list, i + 1).before;
    struct joint joint = {change, within(shot->out - change->in, length_of(shot)),
                          within(change->out - shot->out, room)};
    return joint.before + joint.after > 0 ? joint : (struct joint){0};
}

int64_t joint_origin(const struct exchange *list)
{
    return list->shot_count ? list->shots[0].in : 0;
}

int64_t joint_length(const struct exchange *list)
{
    return list->shot_count ? list->shots[list->shot_count - 1].out - joint_origin(list) : 0;
}

enum pst_status joint_check(const struct exchange *list, const char *format, struct pst_error *error)
{
    if (list->clock.rate.num > 0 && list->clock.rate.den > 0)
        return PST_OK;
    return fail(error, PST_USAGE, "'%s' has no steady frame rate, which %s counts by", list->file, format);
}
