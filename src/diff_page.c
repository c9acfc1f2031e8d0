/* SPDX-License-Identifier: Apache-2.0 */
#include "diff_page.h"
#include "base/error.h"
#include "report/versions_text.h"
#include "still_budget.h"
#include <stdlib.h>

/* What one cut's stills may take, in bytes. */
static const size_t STILLS_BUDGET = 5 << 19;

struct cut_parts {
    struct page_palette *palettes;
    struct fitted_stills stills;
};

static enum pst_status gather_cut(struct pst_reel *reel, struct versions_cut *cut, struct cut_parts *parts,
                                  struct pst_error *error)
{
    const struct pst_still *stills;
    size_t count;
    cut->film = pst_reel_film(reel);
    enum pst_status status = pst_reel_shots(reel, &cut->shots, &cut->shot_count, error);
    if (status != PST_OK)
        return status;
    cut->palettes = parts->palettes = calloc(cut->shot_count + 1, sizeof *parts->palettes);
    if (!parts->palettes)
        return fail_memory(error);
    for (size_t i = 0; status == PST_OK && i < cut->shot_count; i++)
        status = pst_reel_palette(reel, i, &parts->palettes[i].swatches, &parts->palettes[i].count, error);
    if (status == PST_OK)
        status = pst_reel_stills(reel, &stills, &count, error);
    if (status == PST_OK)
        status = still_budget_fit(stills, count, STILLS_BUDGET, &parts->stills, error);
    cut->stills = parts->stills.list;
    cut->still_count = parts->stills.count;
    return status;
}

enum pst_status diff_page(const struct pst_diff *diff, struct pst_reel *old_cut, struct pst_reel *new_cut,
                          struct text *text, struct pst_error *error)
{
    struct versions_page page = {.changes = diff->changes, .count = diff->count};
    struct cut_parts parts[2] = {{0}};
    enum pst_status status = gather_cut(old_cut, &page.old_cut, &parts[0], error);
    if (status == PST_OK)
        status = gather_cut(new_cut, &page.new_cut, &parts[1], error);
    if (status == PST_OK)
        status = versions_text(text, &page, error);
    for (int i = 0; i < 2; i++) {
        free(parts[i].palettes);
        fitted_stills_release(&parts[i].stills);
    }
    return status;
}
