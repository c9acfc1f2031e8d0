/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/comparison.h"
#include <string.h>

static const char *const facets[PST_LOOKS] = {"colour", "chroma", "light", "composition", "setting",
                                              "rhythm", "motion", "sound", "together"};
static const char *const roles[] = {"film", "reference", "control"};
static const char *const unlikes[] = {"cannot tell", "series only", "both"};

const char *pst_facet_name(int facet)
{
    return facet >= 0 && facet < PST_LOOKS ? facets[facet] : NULL;
}

bool pst_facet_parse(const char *name, int *facet)
{
    for (int i = 0; i < PST_LOOKS; i++)
        if (strcmp(name, facets[i]) == 0) {
            *facet = i;
            return true;
        }
    return false;
}

const char *pst_role_name(enum pst_role role)
{
    return roles[role];
}

const char *pst_unlike_name(enum pst_unlike unlike)
{
    return unlikes[unlike];
}

const char *pst_copy_change_name(int change)
{
    static const char *const names[] = {"mirrored", "slower",   "faster", "closer", "wider",
                                        "grey",     "coloured", "inset",  "full"};
    return change >= 0 && change < PST_COPY_CHANGES ? names[change] : NULL;
}

const char *pst_copy_what_name(int what)
{
    static const char *const names[] = {"pictures", "sound"};
    return what >= 0 && what <= PST_COPY_SOUND ? names[what] : NULL;
}
