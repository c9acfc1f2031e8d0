/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/export.h"
#include "base/error.h"
#include "base/path.h"
#include "base/text.h"
#include "base/whole_file.h"
#include "choice.h"
#include "derive.h"
#include "exchange/cinemetrics.h"
#include "exchange/eaf.h"
#include "exchange/edl.h"
#include "exchange/fcp7xml.h"
#include "exchange/fcpxml.h"
#include "exchange/markers.h"
#include "exchange/otio.h"
#include "exchange/pyscenedetect.h"
#include "exchange/vtt.h"
#include "exchange_gather.h"
#include "reel/writer.h"
#include "report/export_csv.h"
#include "report/export_json.h"
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct pst_export_params pst_export_default = {.confidence = -1};

const struct pst_export_format pst_export_formats[] = {
    {"csv", "csv", "a row a shot with every measure, for spreadsheets and R", false},
    {"json", "json", "the whole reel but for its series, for programs", false},
    {"edl", "edl", "CMX 3600, for every editing program", true},
    {"otio", "otio", "OpenTimelineIO", true},
    {"fcpxml", "fcpxml", "FCPXML 1.10, for Final Cut Pro and Resolve", true},
    {"fcp7xml", "xml", "Final Cut Pro 7's XML, for Premiere and Resolve", true},
    {"eaf", "eaf", "ELAN: tiers of shots, transitions, titles and labels", false},
    {"vtt", "vtt", "WebVTT chapters, for players", false},
    {"markers", "edl", "timeline markers of Resolve, in colours", true},
    {"pyscenedetect", "csv", "PySceneDetect's list of scenes", true},
    {"cinemetrics", "txt", "shot lengths for Cinemetrics", false},
    {0},
};

/* In the order of pst_export_formats; NULL: every measure goes out, not only the list. */
static exchange_writer *const writers[] = {
    NULL,      NULL,      edl_write,     otio_write,          fcpxml_write,     fcp7xml_write,
    eaf_write, vtt_write, markers_write, pyscenedetect_write, cinemetrics_write};

const struct pst_export_format *pst_export_format(const char *name)
{
    const struct pst_export_format *f = pst_export_formats;
    while (f->name && strcmp(f->name, name) != 0)
        f++;
    return f->name ? f : NULL;
}

/* What is gathered on the way and has to be given back. */
struct gathered {
    struct export_data data;
    struct pst_shot_line *lines;
    struct export_palette *palettes;
    struct export_column *columns, *figures;
    double *values; /* of the chosen shots, where not all are */
};

static void release(struct gathered *g)
{
    pst_shot_list_release(&g->lines);
    free(g->palettes);
    free(g->columns);
    free(g->figures);
    free(g->values);
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
    size_t origins;
    enum pst_status status = pst_reel_meters(reel, &data->meters, &data->meter_count, error);
    if (status == PST_OK)
        status = pst_reel_transitions(reel, &data->transitions, &data->transition_count, error);
    if (status == PST_OK)
        status = pst_reel_rhythm(reel, &data->rhythm, &data->rhythm_count, error);
    if (status == PST_OK)
        status = pst_reel_titles(reel, &data->titles, &data->title_count, error);
    if (status == PST_OK)
        status = pst_reel_labels(reel, &data->labels, &data->label_count, error);
    if (status == PST_OK)
        status = pst_reel_origins(reel, &data->origins, &origins, error);
    if (status == PST_OK)
        status = pst_reel_corrections(reel, &data->corrections, &data->correction_count, error);
    return status == PST_OK ? pst_reel_problems(reel, &data->problems, &data->problem_count, error) : status;
}

/* Only the chosen shots stay, in everything that goes by shot. */
static enum pst_status choose(struct gathered *g, const struct choice *choice, struct pst_error *error)
{
    size_t shots = g->data.shot_count, kept = 0;
    g->values = calloc(shots * g->data.column_count + 1, sizeof *g->values);
    if (!g->values)
        return fail_memory(error);
    for (size_t i = 0; i < shots; i++) {
        if (!choice_takes_start(choice, g->lines[i].shot.first) ||
            !choice_takes_kind(choice, g->lines[i].shot.kind, g->lines[i].begins))
            continue;
        for (size_t c = 0; c < g->data.column_count; c++)
            g->values[c * shots + kept] = g->columns[c].values[i];
        g->palettes[kept] = g->palettes[i];
        g->lines[kept++] = g->lines[i];
    }
    for (size_t c = 0; c < g->data.column_count; c++)
        g->columns[c].values = g->values + c * shots;
    g->data.shot_count = kept;
    return PST_OK;
}

static enum pst_status gather(struct pst_reel *reel, const struct choice *choice, struct gathered *g,
                              struct pst_error *error)
{
    g->data.version = pst_version();
    g->data.film = pst_reel_film(reel);
    enum pst_status status = pst_shot_list(reel, &g->lines, &g->data.shot_count, error);
    g->data.shots = g->lines;
    if (status == PST_OK)
        status = gather_palettes(reel, g, error);
    if (status == PST_OK)
        status = gather_measures(reel, g, error);
    if (status == PST_OK)
        status = choose(g, choice, error);
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

/* One export: what was asked for, and what came of it. */
struct exporting {
    struct pst_reel *reel;
    const struct pst_export_format *format;
    const struct pst_export_params *params;
    const char *path;
    struct choice choice;
    struct pst_export_result *result;
};

static enum pst_status export_measures(struct exporting *x, struct pst_error *error)
{
    struct gathered g = {0};
    struct text text = {0};
    enum pst_status status = gather(x->reel, &x->choice, &g, error);
    if (status == PST_OK && strcmp(x->format->name, "csv") == 0)
        export_csv(&text, &g.data);
    else if (status == PST_OK)
        export_json(&text, &g.data);
    if (status == PST_OK && text.failed)
        status = fail_memory(error);
    if (status == PST_OK)
        status = write_out(&text, x->path, error);
    *x->result = (struct pst_export_result){(int64_t)g.data.shot_count, 1};
    text_release(&text);
    release(&g);
    return status;
}

static enum pst_status check_rate(const struct exporting *x, const struct exchange *e,
                                  struct pst_error *error)
{
    if (!x->format->timecode || e->clock.rate.num > 0)
        return PST_OK;
    return fail(error, PST_USAGE,
                "the frame rate of '%s' varies, and %s counts at a steady one: tell with --rate which",
                pst_reel_path(x->reel), x->format->name);
}

static void write_taken(void *taker, struct text *text)
{
    if (text->failed)
        return;
    whole_file_write(taker, text->data, text->length);
    text_clear(text);
}

static enum pst_status write_whole(struct exporting *x, exchange_writer *write, struct exchange *e,
                                   struct pst_error *error)
{
    struct whole_file out;
    struct text text = {0};
    enum pst_status status = whole_file_open(x->path, &out, error);
    if (status != PST_OK)
        return status;
    e->take = write_taken;
    e->taker = &out;
    status = write(e, &text, error);
    if (status == PST_OK && text.failed)
        status = fail_memory(error);
    if (status == PST_OK) {
        write_taken(&out, &text);
        status = whole_file_commit(&out, error);
    } else {
        whole_file_abandon(&out);
    }
    x->result->files = 1;
    text_release(&text);
    return status;
}

/* "film.edl", then "film-2.edl", "film-3.edl". */
static void name_file(const char *path, int number, struct text *name)
{
    const char *own = path_name(path), *dot = strrchr(own, '.');
    size_t stem = dot && dot != own ? (size_t)(dot - path) : strlen(path);
    text_clear(name);
    text_append_bytes(name, path, stem);
    if (number > 1)
        text_format(name, "-%d", number);
    text_append(name, path + stem);
}

/* A decision list holds so many events: a long one goes into several files. */
static enum pst_status write_split(struct exporting *x, const struct exchange *e, struct pst_error *error)
{
    struct text text = {0}, name = {0};
    enum pst_status status = PST_OK;
    size_t next = 0;
    do {
        text_clear(&text);
        status = edl_write_part(e, next, &next, &text, error);
        name_file(x->path, ++x->result->files, &name);
        if (status == PST_OK && (text.failed || name.failed))
            status = fail_memory(error);
        if (status == PST_OK)
            status = write_out(&text, name.data, error);
    } while (status == PST_OK && next < e->shot_count);
    text_release(&text);
    text_release(&name);
    return status;
}

static enum pst_status export_list(struct exporting *x, exchange_writer *write, struct pst_error *error)
{
    struct exchange_gathered g;
    enum pst_status status =
        exchange_gather(x->reel, &x->choice, x->params->rate, x->params->media, &g, error);
    *x->result = (struct pst_export_result){(int64_t)g.exchange.shot_count, 0};
    if (status == PST_OK)
        status = check_rate(x, &g.exchange, error);
    if (status == PST_OK)
        status = write == edl_write && x->path ? write_split(x, &g.exchange, error)
                                               : write_whole(x, write, &g.exchange, error);
    exchange_gathered_release(&g);
    return status;
}

/* A caller's locale must not put commas into our numbers. */
static enum pst_status export_plainly(struct exporting *x, struct pst_error *error)
{
    exchange_writer *write = writers[x->format - pst_export_formats];
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0)
        return fail_memory(error);
    locale_t before = uselocale(plain);
    enum pst_status status = choice_read(x->reel, x->params->part, x->params->kinds, &x->choice, error);
    if (status == PST_OK)
        status = write ? export_list(x, write, error) : export_measures(x, error);
    choice_release(&x->choice);
    uselocale(before);
    freelocale(plain);
    return status;
}

/* The same film with other shots: in a reel that nobody else sees, since what is derived is written there. */
static enum pst_status export_confident(struct exporting *x, struct pst_error *error)
{
    const char *folder = getenv("TMPDIR");
    const struct derive_params params = {.confidence = x->params->confidence};
    struct text place = {0};
    struct reel_writer *writer = NULL;
    text_format(&place, "%s/confident.reel", folder && *folder ? folder : "/tmp");
    if (place.failed)
        return fail_memory(error);
    enum pst_status status = reel_writer_open(place.data, pst_reel_path(x->reel), &writer, error);
    if (status == PST_OK)
        status = derive(writer, &params, error);
    if (status == PST_OK)
        status = reel_writer_view(writer, &x->reel, error);
    if (status == PST_OK)
        status = export_plainly(x, error);
    reel_writer_abandon(&writer);
    text_release(&place);
    return status;
}

enum pst_status pst_export(struct pst_reel *reel, const struct pst_export_format *format,
                           const struct pst_export_params *params, const char *path,
                           struct pst_export_result *result, struct pst_error *error)
{
    struct pst_export_result unwanted;
    struct exporting x = {.reel = reel,
                          .format = format,
                          .params = params ? params : &pst_export_default,
                          .path = path,
                          .result = result ? result : &unwanted};
    if (x.params->confidence > 1)
        return fail(error, PST_USAGE, "a confidence lies between 0 and 1, not at %g", x.params->confidence);
    return x.params->confidence < 0 ? export_plainly(&x, error) : export_confident(&x, error);
}
