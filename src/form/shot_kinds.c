/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/shot.h"
#include <string.h>

static const char *const shot_names[] = {"picture", "black", "solid"};
static const char *const transition_names[] = {
    "cut", "jump_cut", "dissolve", "fade_out", "fade_in", "dip", "wipe", "push", "slide",
};

static const char *name_of(const char *const *names, size_t count, unsigned kind)
{
    return kind < count ? names[kind] : NULL;
}

static bool parse(const char *const *names, size_t count, const char *name, unsigned *kind)
{
    for (*kind = 0; *kind < count; ++*kind)
        if (strcmp(names[*kind], name) == 0)
            return true;
    return false;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

const char *pst_shot_kind_name(enum pst_shot_kind kind)
{
    return name_of(shot_names, COUNT(shot_names), (unsigned)kind);
}

const char *pst_transition_kind_name(enum pst_transition_kind kind)
{
    return name_of(transition_names, COUNT(transition_names), (unsigned)kind);
}

bool pst_shot_kind_parse(const char *name, enum pst_shot_kind *kind)
{
    unsigned found;
    if (!parse(shot_names, COUNT(shot_names), name, &found))
        return false;
    *kind = (enum pst_shot_kind)found;
    return true;
}

bool pst_transition_kind_parse(const char *name, enum pst_transition_kind *kind)
{
    unsigned found;
    if (!parse(transition_names, COUNT(transition_names), name, &found))
        return false;
    *kind = (enum pst_transition_kind)found;
    return true;
}

bool pst_transition_is_sudden(enum pst_transition_kind kind)
{
    return kind == PST_CUT || kind == PST_JUMP_CUT;
}
