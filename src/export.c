/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/export.h"
#include "base/error.h"
#include "base/text.h"
#include "base/whole_file.h"
#include "report/export_csv.h"
#include "report/export_json.h"
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

bool pst_format_parse(const char *name, enum pst_format *format)
{
    bool csv = strcmp(name, "csv") == 0;
    if (!csv && strcmp(name, "json") != 0)
        return false;
    *format = csv ? PST_FORMAT_CSV : PST_FORMAT_JSON;
    return true;
}

/* What is gathered on the way and has to be given back. */
struct gathered {
    struct export_data data;
    struct pst_shot_line *lines;
    struct export_palette *palettes;
    struct export_column *columns, *figures;
};

static void release(struct gathered *g)
{
    pst_shot_list_release(&g->lines);
    free(g->palettes);
    free(g->columns);
    free(g->figures);
}

static enum pst_status gather_palettes(struct pst_reel *reel, struct gathered *g, struct pst_error *error)
{
    g->palettes = calloc(g->data.shot_count + 1, sizeof *g->palettes);
    if (!g->palettes)
        return fail_memory(error);
    g->data.palettes = g->palettes;
    enum pst_status status = PST_OK;
    for (size_t i = 0; i < g->data.shot_count && status == PST_OK; i++)
        status = pst_reel_palette(reel, i, &g->palettes[i].swatches, &g->palettes[i].count, error);
    return status;
}

static enum pst_status gather_measure(struct pst_reel *reel, struct gathered *g,
                                      const struct pst_measure *measure, struct pst_error *error)
{
    bool of_film = strcmp(measure->grid, "film") == 0;
    struct pst_series series;
    enum pst_status status = of_film ? pst_reel_series(reel, measure->name, &series, error)
                                     : pst_reel_shot_series(reel, measure->name, &series, error);
    struct export_column column = {measure, series.values};
    if (status == PST_OK && of_film && series.count > 0)
        g->figures[g->data.figure_count++] = column;
    if (status == PST_OK && !of_film && series.count == g->data.shot_count)
        g->columns[g->data.column_count++] = column;
    return status == PST_USAGE ? PST_OK : status; /* not one a shot: left out */
}

static enum pst_status gather_measures(struct pst_reel *reel, struct gathered *g, struct pst_error *error)
{
    const struct pst_measure *measures;
    size_t count;
    enum pst_status status = pst_reel_measures(reel, &measures, &count, error);
    if (status != PST_OK)
        return status;
    g->data.columns = g->columns = calloc(count + 1, sizeof *g->columns);
    g->data.figures = g->figures = calloc(count + 1, sizeof *g->figures);
    if (!g->columns || !g->figures)
        return fail_memory(error);
    for (size_t i = 0; i < count && status == PST_OK; i++)
        if (!measures[i].vector)
            status = gather_measure(reel, g, &measures[i], error);
    return status;
}

static enum pst_status gather_lists(struct pst_reel *reel, struct export_data *data, struct pst_error *error)
{
    enum pst_status status = pst_reel_meters(reel, &data->meters, &data->meter_count, error);
    if (status == PST_OK)
        status = pst_reel_transitions(reel, &data->transitions, &data->transition_count, error);
    if (status == PST_OK)
        status = pst_reel_rhythm(reel, &data->rhythm, &data->rhythm_count, error);
    if (status == PST_OK)
        status = pst_reel_titles(reel, &data->titles, &data->title_count, error);
    return status == PST_OK ? pst_reel_problems(reel, &data->problems, &data->problem_count, error) : status;
}

static enum pst_status gather(struct pst_reel *reel, struct gathered *g, struct pst_error *error)
{
    g->data.version = pst_version();
    g->data.film = pst_reel_film(reel);
    enum pst_status status = pst_shot_list(reel, &g->lines, &g->data.shot_count, error);
    g->data.shots = g->lines;
    if (status == PST_OK)
        status = gather_palettes(reel, g, error);
    if (status == PST_OK)
        status = gather_measures(reel, g, error);
    return status == PST_OK ? gather_lists(reel, &g->data, error) : status;
}

static enum pst_status write_out(const struct text *text, const char *path, struct pst_error *error)
{
    struct whole_file out;
    enum pst_status status = whole_file_open(path, &out, error);
    if (status != PST_OK)
        return status;
    whole_file_write(&out, text->data, text->length);
    return whole_file_commit(&out, error);
}

/* A caller's locale must not put commas into our numbers. */
static enum pst_status write_text(struct text *text, enum pst_format format, const struct export_data *data,
                                  struct pst_error *error)
{
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0)
        return fail_memory(error);
    locale_t before = uselocale(plain);
    if (format == PST_FORMAT_CSV)
        export_csv(text, data);
    else
        export_json(text, data);
    uselocale(before);
    freelocale(plain);
    return text->failed ? fail_memory(error) : PST_OK;
}

enum pst_status pst_export(struct pst_reel *reel, enum pst_format format, const char *path,
                           struct pst_error *error)
{
    struct gathered g = {0};
    struct text text = {0};
    enum pst_status status = gather(reel, &g, error);
    if (status == PST_OK)
        status = write_text(&text, format, &g.data, error);
    if (status == PST_OK)
        status = write_out(&text, path, error);
    text_release(&text);
    release(&g);
    return status;
}
