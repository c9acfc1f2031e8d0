/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/page.h"

#include "base/error.h"
#include "base/path.h"
#include "base/whole_file.h"
#include "media/jpeg.h"
#include "report/page_text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct pst_page_params pst_page_default = {.film = NULL};

/* What stills may take of a page, in bytes before base64 makes them a third longer: the rest of a page of two
   hours and 2,000 shots is under 2 MB, and the whole is to stay under 12. */
static const size_t STILLS_BUDGET = 6 << 20;
enum { STILL_LEAST_WIDTH = 64, STILLS_TRIED = 24 };

/* Measures that say something to the shot finder alone, or have a place of their own on the page. */
static const char *const kept_back[] = {"signal", "composition", "fingerprint", "still", "title"};

/* What is gathered on the way and has to be given back. */
struct gathered {
    struct page_data data;
    struct page_palette *palettes;
    struct page_series *series;
    struct pst_still *stills; /* made smaller; their bytes are ours */
    size_t shrunk;            /* of them */
};

static void release(struct gathered *g)
{
    for (size_t i = 0; i < g->shrunk; i++)
        free((void *)(uintptr_t)g->stills[i].jpeg);
    free(g->palettes);
    free(g->series);
    free(g->stills);
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

static size_t bytes_of(const struct pst_still *stills, size_t count)
{
    size_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += stills[i].size;
    return sum;
}

/* What all stills would take at a width, from a few of them. */
static enum pst_status estimate(const struct pst_still *stills, size_t count, int width, double *bytes,
                                struct pst_error *error)
{
    size_t tried = count < STILLS_TRIED ? count : STILLS_TRIED;
    *bytes = 0;
    for (size_t i = 0; i < tried; i++) {
        const struct pst_still *still = &stills[i * count / tried];
        void *jpeg;
        size_t size;
        enum pst_status status = jpeg_shrink(still->jpeg, still->size, width, &jpeg, &size, error);
        if (status != PST_OK)
            return status;
        free(jpeg);
        *bytes += (double)size * (double)count / (double)tried;
    }
    return PST_OK;
}

/* The widest stills that are likely to fit. */
static enum pst_status choose_width(const struct pst_still *stills, size_t count, int *width,
                                    struct pst_error *error)
{
    for (*width = stills[0].width / 16 * 16; *width > STILL_LEAST_WIDTH; *width -= 16) {
        double bytes;
        enum pst_status status = estimate(stills, count, *width, &bytes, error);
        if (status != PST_OK || bytes < 0.95 * (double)STILLS_BUDGET)
            return status;
    }
    return PST_OK;
}

static enum pst_status shrink(struct gathered *g, const struct pst_still *stills, size_t count, int width,
                              struct pst_error *error)
{
    for (size_t i = 0; i < count; i++) {
        void *jpeg;
        size_t size;
        enum pst_status status = jpeg_shrink(stills[i].jpeg, stills[i].size, width, &jpeg, &size, error);
        if (status != PST_OK)
            return status;
        if (i < g->shrunk)
            free((void *)(uintptr_t)g->stills[i].jpeg);
        else
            g->shrunk++;
        int was = stills[i].width, now = width < was ? width : was;
        g->stills[i] = stills[i];
        g->stills[i].jpeg = jpeg;
        g->stills[i].size = size;
        g->stills[i].width = now;
        g->stills[i].height = was > 0 ? (stills[i].height * now + was / 2) / was : 0;
    }
    return PST_OK;
}

/* Leaves stills out evenly until the rest fits. */
static void thin_out(struct gathered *g)
{
    size_t count = g->shrunk, bytes = bytes_of(g->stills, count), kept = 0;
    if (bytes <= STILLS_BUDGET)
        return;
    size_t wanted = (size_t)((double)count * (double)STILLS_BUDGET / (double)bytes * 0.95);
    for (size_t i = 0; i < count; i++) {
        if (i * wanted / count != (i + 1) * wanted / count)
            g->stills[kept++] = g->stills[i];
        else
            free((void *)(uintptr_t)g->stills[i].jpeg);
    }
    g->shrunk = g->data.still_count = kept;
}

/* Smaller stills where all together are too large, and fewer where even small ones are. */
static enum pst_status gather_stills(struct pst_reel *reel, struct gathered *g, struct pst_error *error)
{
    const struct pst_still *stills;
    size_t count;
    enum pst_status status = pst_reel_stills(reel, &stills, &count, error);
    g->data.stills = stills;
    g->data.still_count = count;
    size_t bytes = status == PST_OK ? bytes_of(stills, count) : 0;
    if (bytes <= STILLS_BUDGET)
        return status;
    g->stills = calloc(count, sizeof *g->stills);
    if (!g->stills)
        return fail_memory(error);
    g->data.stills = g->stills;
    int width;
    status = choose_width(stills, count, &width, error);
    for (; status == PST_OK; width = width * 7 / 8) {
        status = shrink(g, stills, count, width, error);
        if (bytes_of(g->stills, count) <= STILLS_BUDGET || width <= STILL_LEAST_WIDTH)
            break;
    }
    if (status == PST_OK)
        thin_out(g);
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
    struct whole_file out;
    enum pst_status status = page_text(&page, data, error);
    if (status == PST_OK)
        status = whole_file_open(path, &out, error);
    if (status == PST_OK) {
        whole_file_write(&out, page.data, page.length);
        status = whole_file_commit(&out, error);
    }
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
