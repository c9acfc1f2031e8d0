/* SPDX-License-Identifier: Apache-2.0 */
#include "form/still_choice.h"

static bool gradual(const struct pst_transition *transition)
{
    return transition->kind != PST_CUT && transition->kind != PST_JUMP_CUT;
}

/* *at is the first transition that may reach `frame` or later frames; frames are asked for in rising order.
 */
static bool in_gradual(const struct pst_transition *transitions, size_t count, size_t *at, int64_t frame)
{
    while (*at < count && (!gradual(&transitions[*at]) || transitions[*at].last < frame))
        ++*at;
    return *at < count && transitions[*at].first <= frame;
}

/* Twice the distance from the middle, so that it is a whole number. */
static int64_t off_middle(const struct pst_shot *shot, int64_t frame)
{
    int64_t off = 2 * frame - (shot->first + shot->last);
    return off < 0 ? -off : off;
}

void choose_stills(const int64_t *candidates, size_t candidate_count, const struct pst_shot *shots,
                   size_t shot_count, const struct pst_transition *transitions, size_t transition_count,
                   int64_t *chosen)
{
    size_t at = 0, transition = 0;
    for (size_t shot = 0; shot < shot_count; shot++) {
        bool best_clear = false;
        int64_t best = -1;
        while (at < candidate_count && candidates[at] < shots[shot].first)
            at++;
        for (; at < candidate_count && candidates[at] <= shots[shot].last; at++) {
            bool clear = !in_gradual(transitions, transition_count, &transition, candidates[at]);
            bool nearer = best < 0 || off_middle(&shots[shot], candidates[at]) <
                                          off_middle(&shots[shot], candidates[best]);
            if ((clear && !best_clear) || (clear == best_clear && nearer)) {
                best = (int64_t)at;
                best_clear = clear;
            }
        }
        chosen[shot] = best;
    }
}
