/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/page.h"

#include "base/error.h"
#include "base/path.h"
#include "base/whole_file.h"
#include "report/page_text.h"
#include "still_budget.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct pst_page_params pst_page_default = {.film = NULL};

/* What stills may take of a page, in bytes before base64 makes them a third longer: the rest of a page of two
   hours and 2,000 shots is under 2 MB, and the whole is to stay under 12. */
static const size_t STILLS_BUDGET = 6 << 20;

/* Measures that say something to the shot finder alone, or have a place of their own on the page. */
static const char *const kept_back[] = {"signal", "composition", "fingerprint", "inset", "still", "title"};

/* What is gathered on the way and has to be given back. */
struct gathered {
    struct page_data data;
    struct page_palette *palettes;
    struct page_series *series;
    struct fitted_stills stills;
};

static void release(struct gathered *g)
{
    fitted_stills_release(&g->stills);
    free(g->palettes);
    free(g->series);
}

static enum pst_status gather_palettes(struct pst_reel *reel, struct gathered *g, struct pst_error *error)
{
    g->palettes = calloc(g->data.shot_count + 1, sizeof *g->palettes);
    if (!g->palettes)
        return fail_memory(error);
    enum pst_status status = PST_OK;
    for (size_t i = 0; i < g->data.shot_count && status == PST_OK; i++) {
        struct page_palette *palette = &g->palettes[i];
        status = pst_reel_palette(reel, i, &palette->swatches, &palette->count, error);
        if (palette->count > 0)
            g->data.palettes = g->palettes;
    }
    return status;
}

static bool is_shown(const struct pst_measure *measure)
{
    for (size_t i = 0; i < sizeof kept_back / sizeof *kept_back; i++)
        if (strcmp(measure->meter, kept_back[i]) == 0)
            return false;
    return !measure->vector && strcmp(measure->grid, "shot") != 0;
}

static bool any_number(const struct pst_series *series)
{
    for (size_t i = 0; i < series->count; i++)
        if (!isnan(series->values[i]))
            return true;
    return false;
}

static enum pst_status gather_one_series(struct pst_reel *reel, struct gathered *g,
                                         const struct pst_measure *measure, struct pst_error *error)
{
    struct page_series *one = &g->series[g->data.series_count];
    struct pst_series per_shot = {0};
    *one = (struct page_series){.measure = *measure};
    enum pst_status status = pst_reel_series(reel, measure->name, &one->series, error);
    if (status != PST_OK)
        return status;
    if (strcmp(measure->grid, "film") != 0)
        status = pst_reel_shot_series(reel, measure->name, &per_shot, error);
    if (status != PST_OK)
        return status;
    if (per_shot.count == g->data.shot_count && any_number(&per_shot))
        one->per_shot = per_shot.values;
    if (one->series.count > 0)
        g->data.series_count++;
    return PST_OK;
}

static enum pst_status gather_series(struct pst_reel *reel, struct gathered *g, struct pst_error *error)
{
    const struct pst_measure *measures;
    size_t count;
    enum pst_status status = pst_reel_measures(reel, &measures, &count, error);
    if (status != PST_OK)
        return status;
    g->series = calloc(count + 1, sizeof *g->series);
    if (!g->series)
        return fail_memory(error);
    g->data.series = g->series;
    for (size_t i = 0; i < count && status == PST_OK; i++)
        if (is_shown(&measures[i]))
            status = gather_one_series(reel, g, &measures[i], error);
    return status;
}

static enum pst_status gather_stills(struct pst_reel *reel, struct gathered *g, struct pst_error *error)
{
    const struct pst_still *stills;
    size_t count;
    enum pst_status status = pst_reel_stills(reel, &stills, &count, error);
    if (status == PST_OK)
        status = still_budget_fit(stills, count, STILLS_BUDGET, &g->stills, error);
    g->data.stills = g->stills.list;
    g->data.still_count = g->stills.count;
    return status;
}

/* What a person did to the list, and the names that they gave. */
static enum pst_status gather_by_hand(struct pst_reel *reel, struct page_data *data, struct pst_error *error)
{
    const struct pst_origin *origins;
    size_t count;
    enum pst_status status = pst_reel_corrections(reel, &data->corrections, &data->correction_count, error);
    if (status == PST_OK)
        status = pst_reel_origins(reel, &origins, &count, error);
    if (status == PST_OK && data->correction_count > 0 && count == data->transition_count)
        data->origins = origins;
    return status == PST_OK ? pst_reel_labels(reel, &data->labels, &data->label_count, error) : status;
}

static enum pst_status gather(struct pst_reel *reel, struct gathered *g, struct pst_error *error)
{
    struct page_data *data = &g->data;
    enum pst_status status = pst_reel_shots(reel, &data->shots, &data->shot_count, error);
    if (status == PST_OK)
        status = pst_reel_transitions(reel, &data->transitions, &data->transition_count, error);
    if (status == PST_OK)
        status = gather_by_hand(reel, data, error);
    if (status == PST_OK)
        status = pst_reel_pts(reel, &data->pts, error);
    if (status == PST_OK)
        status = gather_palettes(reel, g, error);
    if (status == PST_OK)
        status = gather_series(reel, g, error);
    if (status == PST_OK)
        status = pst_reel_titles(reel, &data->titles, &data->title_count, error);
    if (status == PST_OK)
        status = gather_stills(reel, g, error);
    if (status == PST_OK)
        status = pst_reel_rhythm(reel, &data->figures, &data->figure_count, error);
    if (status == PST_OK)
        status = pst_reel_meters(reel, &data->meters, &data->meter_count, error);
    if (status == PST_OK)
        status = pst_reel_problems(reel, &data->problems, &data->problem_count, error);
    return status;
}

static enum pst_status write_page(const struct page_data *data, const char *path, struct pst_error *error)
{
    struct text page = {0};
    enum pst_status status = page_text(&page, data, error);
    if (status == PST_OK)
        status = whole_file_put(path, page.data, page.length, error);
    text_release(&page);
    return status;
}

enum pst_status pst_page(struct pst_reel *reel, const struct pst_page_params *params, const char *path,
                         struct pst_error *error)
{
    struct gathered g = {.data = {.film = pst_reel_film(reel)}};
    g.data.source = params && params->film ? params->film : g.data.film->file;
    g.data.reel = path_name(pst_reel_path(reel));
    enum pst_status status = gather(reel, &g, error);
    if (status == PST_OK)
        status = write_page(&g.data, path, error);
    release(&g);
    return status;
}
