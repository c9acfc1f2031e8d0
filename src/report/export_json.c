/* SPDX-License-Identifier: Apache-2.0 */
#include "report/export_json.h"
#include "base/clock.h"
#include <jansson.h>
#include <math.h>
#include <string.h>

/* jansson refuses a NULL value and says so: `good` gathers that over the whole tree, and is read once. */
struct maker {
    bool good;
};

static void put(struct maker *m, json_t *object, const char *key, json_t *value)
{
    m->good &= json_object_set_new(object, key, value) == 0;
}

static void add(struct maker *m, json_t *array, json_t *value)
{
    m->good &= json_array_append_new(array, value) == 0;
}

/* null for "": unknown. */
static json_t *words(struct maker *m, const char *string)
{
    if (!string || !*string)
        return json_null();
    struct text clean = {0};
    text_append_utf8(&clean, string);
    m->good &= !clean.failed;
    json_t *json = json_stringn(clean.data ? clean.data : "", clean.length);
    text_release(&clean);
    return json;
}

/* JSON has no infinity: a silent shot's loudness is null too. */
static json_t *number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *ratio(struct pst_rational r)
{
    return r.den ? json_pack("[i,i]", r.num, r.den) : json_null();
}

static json_t *rectangle(struct pst_rect r)
{
    return json_pack("{s:i,s:i,s:i,s:i}", "x", r.x, "y", r.y, "width", r.width, "height", r.height);
}

static const char *stream_kind(enum pst_stream_kind kind)
{
    switch (kind) {
    case PST_STREAM_PICTURE: return "picture";
    case PST_STREAM_SOUND: return "sound";
    case PST_STREAM_TITLE: return "title";
    case PST_STREAM_OTHER: break;
    }
    return "other";
}

static const char *matrix_name(enum pst_matrix matrix)
{
    switch (matrix) {
    case PST_MATRIX_BT709: return "bt709";
    case PST_MATRIX_BT601: return "bt601";
    case PST_MATRIX_BT2020: return "bt2020";
    case PST_MATRIX_RGB: return "rgb";
    }
    return "";
}

static const char *transfer_name(enum pst_transfer transfer)
{
    switch (transfer) {
    case PST_TRANSFER_BT1886: return "bt1886";
    case PST_TRANSFER_SRGB: return "srgb";
    case PST_TRANSFER_LINEAR: return "linear";
    case PST_TRANSFER_PQ: return "pq";
    case PST_TRANSFER_HLG: return "hlg";
    }
    return "";
}

static json_t *make_streams(struct maker *m, const struct pst_film *film)
{
    json_t *list = json_array();
    for (size_t i = 0; i < film->stream_count; i++) {
        const struct pst_stream *s = &film->streams[i];
        json_t *stream = json_object();
        put(m, stream, "index", json_integer(s->index));
        put(m, stream, "kind", json_string(stream_kind(s->kind)));
        put(m, stream, "used", json_boolean(s->used));
        put(m, stream, "codec", words(m, s->codec));
        put(m, stream, "language", words(m, s->language));
        put(m, stream, "label", words(m, s->label));
        put(m, stream, "time_base", ratio(s->time_base));
        if (s->kind == PST_STREAM_SOUND) {
            put(m, stream, "rate", json_integer(s->rate));
            put(m, stream, "channels", json_integer(s->channels));
            put(m, stream, "layout", words(m, s->layout));
        }
        add(m, list, stream);
    }
    return list;
}

static json_t *make_chapters(struct maker *m, const struct pst_film *film)
{
    json_t *list = json_array();
    for (size_t i = 0; i < film->chapter_count; i++) {
        const struct pst_chapter *c = &film->chapters[i];
        json_t *chapter = json_object();
        put(m, chapter, "title", words(m, c->title));
        put(m, chapter, "start", number(clock_seconds(c->first_pts, c->time_base)));
        put(m, chapter, "end", number(clock_seconds(c->last_pts, c->time_base)));
        add(m, list, chapter);
    }
    return list;
}

static void put_file(struct maker *m, json_t *object, const struct pst_film *film)
{
    put(m, object, "title", words(m, film->title));
    put(m, object, "year", film->year ? json_integer(film->year) : json_null());
    put(m, object, "director", words(m, film->director));
    put(m, object, "file", words(m, film->file));
    put(m, object, "size", json_integer(film->size));
    put(m, object, "hash", words(m, film->hash));
    put(m, object, "sha256", words(m, film->sha256));
    put(m, object, "container", words(m, film->container));
}

static void put_clock(struct maker *m, json_t *object, const struct pst_film *film)
{
    put(m, object, "frames", json_integer(film->frames));
    put(m, object, "duration", number(clock_seconds(film->end_pts - film->first_pts, film->time_base)));
    put(m, object, "frame_rate", ratio(film->frame_rate));
    put(m, object, "variable_rate", json_boolean(film->variable_rate));
    put(m, object, "time_base", ratio(film->time_base));
    put(m, object, "first_pts", json_integer(film->first_pts));
    put(m, object, "end_pts", json_integer(film->end_pts));
    put(m, object, "timecode", words(m, film->timecode));
    put(m, object, "measured_from", number(film->measured_from));
    put(m, object, "measured_to", number(film->measured_to < 0 ? NAN : film->measured_to));
    put(m, object, "sound_start", number(rational_value(film->sound_start)));
}

static void put_picture(struct maker *m, json_t *object, const struct pst_film *film)
{
    put(m, object, "codec", words(m, film->codec));
    put(m, object, "width", json_integer(film->width));
    put(m, object, "height", json_integer(film->height));
    put(m, object, "active", rectangle(film->active));
    put(m, object, "sample_aspect", ratio(film->sample_aspect));
    put(m, object, "rotation", json_integer(film->rotation));
    put(m, object, "pixel_format", words(m, film->pixel_format));
    put(m, object, "bit_depth", json_integer(film->bit_depth));
    put(m, object, "full_range", json_boolean(film->full_range));
    put(m, object, "interlaced", json_boolean(film->interlaced));
    put(m, object, "matrix", words(m, matrix_name(film->matrix)));
    put(m, object, "transfer", words(m, transfer_name(film->transfer)));
}

static json_t *make_film(struct maker *m, const struct export_data *data)
{
    json_t *object = json_object();
    put_file(m, object, data->film);
    put_clock(m, object, data->film);
    put_picture(m, object, data->film);
    put(m, object, "streams", make_streams(m, data->film));
    put(m, object, "chapters", make_chapters(m, data->film));
    json_t *measures = json_object();
    for (size_t i = 0; i < data->figure_count; i++)
        put(m, measures, data->figures[i].measure->name, number(data->figures[i].values[0]));
    put(m, object, "measures", measures);
    return object;
}

static json_t *make_meters(struct maker *m, const struct export_data *data)
{
    json_t *list = json_array();
    for (size_t i = 0; i < data->meter_count; i++) {
        const struct pst_meter_used *used = &data->meters[i];
        json_t *meter = json_object(), *parameters = json_loads(used->parameters, 0, NULL);
        put(m, meter, "name", words(m, used->name));
        put(m, meter, "version", json_integer(used->version));
        put(m, meter, "parameters", parameters ? parameters : json_object());
        add(m, list, meter);
    }
    return list;
}

static void describe(struct maker *m, json_t *dictionary, const struct export_column *columns, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct pst_measure *measure = columns[i].measure;
        json_t *entry = json_object();
        put(m, entry, "meter", words(m, measure->meter));
        put(m, entry, "grid", words(m, measure->grid));
        put(m, entry, "unit", words(m, measure->unit));
        put(m, entry, "what", words(m, measure->what));
        put(m, dictionary, measure->name, entry);
    }
}

static json_t *make_transition(struct maker *m, const struct pst_transition *t)
{
    if (!t)
        return json_null();
    json_t *object = json_object();
    put(m, object, "kind", words(m, pst_transition_kind_name(t->kind)));
    put(m, object, "first", json_integer(t->first));
    put(m, object, "last", json_integer(t->last));
    put(m, object, "confidence", number(t->confidence));
    put(m, object, "detail", words(m, t->detail));
    return object;
}

static json_t *make_palette(struct maker *m, const struct export_palette *palette)
{
    json_t *list = json_array();
    for (size_t i = 0; i < palette->count; i++) {
        const struct pst_swatch *s = &palette->swatches[i];
        char hex[8];
        snprintf(hex, sizeof hex, "#%02x%02x%02x", s->red, s->green, s->blue);
        json_t *swatch = json_object(), *oklab = json_array();
        add(m, oklab, number(s->l));
        add(m, oklab, number(s->a));
        add(m, oklab, number(s->b));
        put(m, swatch, "srgb", json_string(hex));
        put(m, swatch, "weight", number(s->weight));
        put(m, swatch, "oklab", oklab);
        add(m, list, swatch);
    }
    return list;
}

static json_t *make_shot(struct maker *m, const struct export_data *data, size_t i)
{
    const struct pst_shot_line *line = &data->shots[i];
    json_t *shot = json_object(), *measures = json_object();
    put(m, shot, "shot", json_integer((json_int_t)line->number));
    put(m, shot, "first", json_integer(line->shot.first));
    put(m, shot, "last", json_integer(line->shot.last));
    put(m, shot, "in", json_string(line->in));
    put(m, shot, "out", json_string(line->out));
    put(m, shot, "start", number(line->start));
    put(m, shot, "length", number(line->length));
    put(m, shot, "kind", words(m, pst_shot_kind_name(line->shot.kind)));
    put(m, shot, "transition_in", make_transition(m, line->begins));
    put(m, shot, "transition_out", make_transition(m, line->ends));
    for (size_t c = 0; c < data->column_count; c++)
        put(m, measures, data->columns[c].measure->name, number(data->columns[c].values[i]));
    put(m, shot, "measures", measures);
    put(m, shot, "palette", make_palette(m, &data->palettes[i]));
    return shot;
}

/* A part of the film each: {"parts": 4, "part": 0, "figures": {name: …}}. */
static json_t *make_rhythm(struct maker *m, const struct export_data *data)
{
    json_t *list = json_array(), *figures = NULL;
    int parts = 0, part = 0;
    for (size_t i = 0; i < data->rhythm_count; i++) {
        const struct pst_rhythm_figure *f = &data->rhythm[i];
        if (!figures || f->parts != parts || f->part != part) {
            json_t *entry = json_object();
            figures = json_object();
            put(m, entry, "parts", json_integer(parts = f->parts));
            put(m, entry, "part", json_integer(part = f->part));
            json_object_set(entry, "figures", figures);
            json_decref(figures); /* the entry's now, and good as long as it is */
            add(m, list, entry);
        }
        json_t *figure = json_object();
        put(m, figure, "value", number(f->value));
        put(m, figure, "unit", words(m, f->unit));
        put(m, figure, "low", number(f->low));
        put(m, figure, "high", number(f->high));
        put(m, figure, "note", words(m, f->note));
        put(m, figures, f->name, figure);
    }
    return list;
}

static json_t *make_titles(struct maker *m, const struct export_data *data)
{
    json_t *list = json_array();
    for (size_t i = 0; i < data->title_count; i++) {
        const struct pst_title *t = &data->titles[i];
        json_t *title = json_object();
        put(m, title, "stream", json_integer(t->stream));
        put(m, title, "start", number(clock_seconds(t->first_pts, t->time_base)));
        put(m, title, "end", number(clock_seconds(t->last_pts, t->time_base)));
        put(m, title, "text", words(m, t->text));
        add(m, list, title);
    }
    return list;
}

static json_t *make_problems(struct maker *m, const struct export_data *data)
{
    json_t *list = json_array();
    for (size_t i = 0; i < data->problem_count; i++) {
        const struct pst_problem *p = &data->problems[i];
        json_t *problem = json_object();
        put(m, problem, "first", p->first < 0 ? json_null() : json_integer(p->first));
        put(m, problem, "last", p->last < 0 ? json_null() : json_integer(p->last));
        put(m, problem, "what", words(m, p->what));
        add(m, list, problem);
    }
    return list;
}

static const char *origin_name(enum pst_origin_how how)
{
    switch (how) {
    case PST_FOUND: return "found";
    case PST_ADDED: return "added";
    case PST_MOVED: return "moved";
    }
    return "";
}

/* Place in "corrections"; null: none. */
static json_t *place(int64_t correction)
{
    return correction < 0 ? json_null() : json_integer(correction);
}

static json_t *make_transitions(struct maker *m, const struct export_data *data)
{
    json_t *list = json_array();
    for (size_t i = 0; i < data->transition_count; i++) {
        json_t *transition = make_transition(m, &data->transitions[i]);
        if (data->origins) {
            json_t *origin = json_object();
            put(m, origin, "how", json_string(origin_name(data->origins[i].how)));
            put(m, origin, "correction", place(data->origins[i].correction));
            put(m, transition, "origin", origin);
        }
        add(m, list, transition);
    }
    return list;
}

static json_t *make_labels(struct maker *m, const struct export_data *data)
{
    json_t *list = json_array();
    for (size_t i = 0; i < data->label_count; i++) {
        const struct pst_label *l = &data->labels[i];
        json_t *label = json_object();
        put(m, label, "name", words(m, l->name));
        put(m, label, "first", json_integer(l->first));
        put(m, label, "last", json_integer(l->last));
        put(m, label, "correction", place(l->correction));
        add(m, list, label);
    }
    return list;
}

static json_t *make_corrections(struct maker *m, const struct export_data *data)
{
    json_t *list = json_array();
    for (size_t i = 0; i < data->correction_count; i++) {
        json_t *correction = json_object();
        put(m, correction, "file", words(m, data->corrections[i].file));
        put(m, correction, "applied", words(m, data->corrections[i].applied));
        add(m, list, correction);
    }
    return list;
}

static json_t *make_root(struct maker *m, const struct export_data *data)
{
    json_t *root = json_object(), *dictionary = json_object(), *shots = json_array();
    describe(m, dictionary, data->figures, data->figure_count);
    describe(m, dictionary, data->columns, data->column_count);
    for (size_t i = 0; i < data->shot_count; i++)
        add(m, shots, make_shot(m, data, i));
    put(m, root, "pastiche", words(m, data->version));
    put(m, root, "film", make_film(m, data));
    put(m, root, "meters", make_meters(m, data));
    put(m, root, "measures", dictionary);
    put(m, root, "shots", shots);
    put(m, root, "transitions", make_transitions(m, data));
    put(m, root, "rhythm", make_rhythm(m, data));
    put(m, root, "titles", make_titles(m, data));
    put(m, root, "problems", make_problems(m, data));
    put(m, root, "labels", make_labels(m, data));
    put(m, root, "corrections", make_corrections(m, data));
    return root;
}

static int append(const char *bytes, size_t size, void *out)
{
    text_append_bytes(out, bytes, size);
    return 0;
}

void export_json(struct text *out, const struct export_data *data)
{
    struct maker maker = {true};
    json_t *root = make_root(&maker, data);
    maker.good &= root && json_dump_callback(root, append, out, JSON_INDENT(1) | JSON_REAL_PRECISION(9)) == 0;
    json_decref(root);
    text_append(out, "\n");
    out->failed |= !maker.good;
}
