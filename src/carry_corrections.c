/* SPDX-License-Identifier: Apache-2.0 */
#include "carry_corrections.h"
#include "base/error.h"
#include <inttypes.h>

enum pst_status corrections_count(struct pst_reel *reel, size_t *count, struct pst_error *error)
{
    const struct pst_correction *corrections;
    return pst_reel_corrections(reel, &corrections, count, error);
}

static enum pst_status carry_transitions(struct pst_reel *from, struct reel_writer *to,
                                         struct pst_error *error)
{
    const struct pst_found *found;
    const struct pst_transition *transitions;
    const struct pst_origin *origins;
    size_t found_count, count;
    enum pst_status status = pst_reel_found(from, &found, &found_count, error);
    if (status == PST_OK)
        status = pst_reel_transitions(from, &transitions, &count, error);
    if (status == PST_OK)
        status = pst_reel_origins(from, &origins, &count, error);
    if (status == PST_OK)
        status = reel_write_found(to, found, found_count, error);
    if (status == PST_OK)
        status = reel_write_transitions(to, transitions, count, error);
    return status == PST_OK ? reel_write_origins(to, origins, count, error) : status;
}

enum pst_status carry_corrections(struct pst_reel *from, int64_t frames, struct reel_writer *to,
                                  struct pst_error *error)
{
    const struct pst_correction *corrections;
    const struct pst_label *labels;
    size_t count, label_count;
    enum pst_status status = pst_reel_corrections(from, &corrections, &count, error);
    if (status != PST_OK || count == 0)
        return status;
    if (pst_reel_film(from)->frames != frames)
        return fail(error, PST_OUTPUT,
                    "will not replace '%s': its corrections are of %" PRId64
                    " frames, and the film has %" PRId64 " now: take them back first, with shots --revert",
                    pst_reel_path(from), pst_reel_film(from)->frames, frames);
    status = reel_write_corrections(to, corrections, count, error);
    if (status == PST_OK)
        status = carry_transitions(from, to, error);
    if (status == PST_OK)
        status = pst_reel_labels(from, &labels, &label_count, error);
    return status == PST_OK ? reel_write_labels(to, labels, label_count, error) : status;
}
