/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/diff.h"
#include "base/error.h"
#include "frame_prints.h"
#include "versions/version_changes.h"
#include "versions/version_speed.h"
#include <stdlib.h>

const char *pst_change_name(enum pst_change_kind kind)
{
    switch (kind) {
    case PST_CHANGE_KEPT: return "kept";
    case PST_CHANGE_MOVED: return "moved";
    case PST_CHANGE_RETIMED: return "re-timed";
    case PST_CHANGE_REPEATED: return "repeated";
    case PST_CHANGE_ADDED: return "added";
    case PST_CHANGE_TRIMMED: return "trimmed";
    case PST_CHANGE_MISSING: return "missing";
    }
    return NULL;
}

const char *pst_change_side_name(enum pst_change_side side)
{
    switch (side) {
    case PST_SIDE_NONE: return "";
    case PST_SIDE_HEAD: return "head";
    case PST_SIDE_TAIL: return "tail";
    case PST_SIDE_MIDDLE: return "middle";
    }
    return NULL;
}

static struct version version_of(struct pst_reel *reel, const struct frame_prints *prints)
{
    struct pst_rational rate = pst_reel_film(reel)->frame_rate;
    return (struct version){(const uint8_t(*)[FINGERPRINT_SIZE])prints->prints, prints->frames,
                            prints->begins, rate.den > 0 ? (double)rate.num / rate.den : 0};
}

static enum pst_status compare_versions(const struct version *old_cut, const struct version *new_cut,
                                        const struct pst_diff_params *params, struct pst_diff *diff,
                                        struct pst_error *error)
{
    int32_t *shown = calloc((size_t)new_cut->frames + 1, sizeof *shown);
    if (!shown)
        return fail_memory(error);
    enum pst_status status = find_version_path(old_cut, new_cut, params ? params->cancelled : NULL,
                                               params ? params->data : NULL, shown);
    if (status == PST_INTERRUPTED)
        fail(error, status, "interrupted");
    else if (status == PST_OK)
        settle_version_speeds(old_cut, new_cut, shown);
    if (status == PST_INTERNAL ||
        (status == PST_OK && !find_version_changes(old_cut, new_cut, shown, &diff->changes, &diff->count)))
        status = fail_memory(error);
    free(shown);
    return status;
}

enum pst_status pst_diff_of(struct pst_reel *old_cut, struct pst_reel *new_cut,
                            const struct pst_diff_params *params, struct pst_diff *diff,
                            struct pst_error *error)
{
    struct frame_prints old_prints = {0}, new_prints = {0};
    *diff = (struct pst_diff){0};
    enum pst_status status = frame_prints_read(old_cut, &old_prints, error);
    if (status == PST_OK)
        status = frame_prints_read(new_cut, &new_prints, error);
    struct version old_version = version_of(old_cut, &old_prints),
                   new_version = version_of(new_cut, &new_prints);
    if (status == PST_OK)
        status = compare_versions(&old_version, &new_version, params, diff, error);
    frame_prints_release(&old_prints);
    frame_prints_release(&new_prints);
    return status;
}

void pst_diff_release(struct pst_diff *diff)
{
    free(diff->changes);
    *diff = (struct pst_diff){0};
}
