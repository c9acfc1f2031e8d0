/* SPDX-License-Identifier: Apache-2.0 */
#include "choice.h"
#include "base/error.h"
#include <stdio.h>
#include <string.h>

static enum pst_status read_kind(const char *name, struct choice *choice, struct pst_error *error)
{
    enum pst_shot_kind shot;
    enum pst_transition_kind transition;
    if (pst_shot_kind_parse(name, &shot))
        choice->shots |= 1u << shot;
    else if (pst_transition_kind_parse(name, &transition))
        choice->transitions |= 1u << transition;
    else
        return fail(error, PST_USAGE,
                    "there is no kind '%s': shots are picture, black or solid, changes cut, "
                    "dissolve, fade_in and so on",
                    name);
    return PST_OK;
}

static enum pst_status read_kinds(const char *kinds, struct choice *choice, struct pst_error *error)
{
    enum pst_status status = PST_OK;
    while (status == PST_OK && *kinds) {
        char name[64];
        size_t length = strcspn(kinds, ",");
        snprintf(name, sizeof name, "%.*s", (int)(length < sizeof name ? length : sizeof name), kinds);
        status = read_kind(name, choice, error);
        kinds += length + (kinds[length] == ',');
    }
    return status;
}

enum pst_status choice_read(struct pst_reel *reel, const char *part, const char *kinds, struct choice *choice,
                            struct pst_error *error)
{
    *choice = (struct choice){0};
    enum pst_status status = kinds ? read_kinds(kinds, choice, error) : PST_OK;
    if (status == PST_OK && part)
        status = pst_part(reel, part, &choice->spans, &choice->span_count, error);
    return status;
}

void choice_release(struct choice *choice)
{
    pst_part_release(&choice->spans);
}

bool choice_takes_kind(const struct choice *choice, enum pst_shot_kind kind,
                       const struct pst_transition *begins)
{
    if (choice->shots && !(choice->shots >> kind & 1))
        return false;
    return !choice->transitions || (begins && choice->transitions >> begins->kind & 1);
}

bool choice_takes_start(const struct choice *choice, int64_t first)
{
    for (size_t i = 0; i < choice->span_count; i++)
        if (first >= choice->spans[i].first && first <= choice->spans[i].last)
            return true;
    return choice->span_count == 0;
}
