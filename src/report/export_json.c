/* SPDX-License-Identifier: Apache-2.0 */
#include "report/export_json.h"
#include "base/clock.h"
#include "base/json_text.h"
#include "base/text_number.h"
#include <jansson.h>
#include <math.h>
#include <string.h>

/* A frame, or a place in a list; null: none. */
static void put_place(struct json_text *j, const char *key, int64_t place)
{
    if (place < 0)
        json_put_null(j, key);
    else
        json_put_whole(j, key, place);
}

/* null for "": unknown. */
static void put_words(struct json_text *j, const char *key, const char *string)
{
    if (string && *string)
        json_put_text(j, key, string);
    else
        json_put_null(j, key);
}

static void put_ratio(struct json_text *j, const char *key, struct pst_rational r)
{
    if (r.den == 0) {
        json_put_null(j, key);
        return;
    }
    json_open(j, key, '[');
    json_put_whole(j, NULL, r.num);
    json_put_whole(j, NULL, r.den);
    json_close(j, ']');
}

static void put_rectangle(struct json_text *j, const char *key, struct pst_rect r)
{
    json_open(j, key, '{');
    json_put_whole(j, "x", r.x);
    json_put_whole(j, "y", r.y);
    json_put_whole(j, "width", r.width);
    json_put_whole(j, "height", r.height);
    json_close(j, '}');
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

static void put_streams(struct json_text *j, const struct pst_film *film)
{
    json_open(j, "streams", '[');
    for (size_t i = 0; i < film->stream_count; i++) {
        const struct pst_stream *s = &film->streams[i];
        json_open(j, NULL, '{');
        json_put_whole(j, "index", s->index);
        json_put_text(j, "kind", stream_kind(s->kind));
        json_put_bool(j, "used", s->used);
        put_words(j, "codec", s->codec);
        put_words(j, "language", s->language);
        put_words(j, "label", s->label);
        put_ratio(j, "time_base", s->time_base);
        if (s->kind == PST_STREAM_SOUND) {
            json_put_whole(j, "rate", s->rate);
            json_put_whole(j, "channels", s->channels);
            put_words(j, "layout", s->layout);
        }
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void put_chapters(struct json_text *j, const struct pst_film *film)
{
    json_open(j, "chapters", '[');
    for (size_t i = 0; i < film->chapter_count; i++) {
        const struct pst_chapter *c = &film->chapters[i];
        json_open(j, NULL, '{');
        put_words(j, "title", c->title);
        json_put_number(j, "start", clock_seconds(c->first_pts, c->time_base));
        json_put_number(j, "end", clock_seconds(c->last_pts, c->time_base));
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void put_file(struct json_text *j, const struct pst_film *film)
{
    put_words(j, "title", film->title);
    if (film->year)
        json_put_whole(j, "year", film->year);
    else
        json_put_null(j, "year");
    put_words(j, "director", film->director);
    put_words(j, "file", film->file);
    json_put_whole(j, "size", film->size);
    put_words(j, "hash", film->hash);
    put_words(j, "sha256", film->sha256);
    put_words(j, "container", film->container);
}

static void put_clock(struct json_text *j, const struct pst_film *film)
{
    json_put_whole(j, "frames", film->frames);
    json_put_number(j, "duration", clock_seconds(film->end_pts - film->first_pts, film->time_base));
    put_ratio(j, "frame_rate", film->frame_rate);
    json_put_bool(j, "variable_rate", film->variable_rate);
    put_ratio(j, "time_base", film->time_base);
    json_put_whole(j, "first_pts", film->first_pts);
    json_put_whole(j, "end_pts", film->end_pts);
    put_words(j, "timecode", film->timecode);
    json_put_number(j, "measured_from", film->measured_from);
    json_put_number(j, "measured_to", film->measured_to < 0 ? NAN : film->measured_to);
    json_put_number(j, "sound_start", rational_value(film->sound_start));
}

static void put_picture(struct json_text *j, const struct pst_film *film)
{
    put_words(j, "codec", film->codec);
    json_put_whole(j, "width", film->width);
    json_put_whole(j, "height", film->height);
    put_rectangle(j, "active", film->active);
    put_ratio(j, "sample_aspect", film->sample_aspect);
    json_put_whole(j, "rotation", film->rotation);
    put_words(j, "pixel_format", film->pixel_format);
    json_put_whole(j, "bit_depth", film->bit_depth);
    json_put_bool(j, "full_range", film->full_range);
    json_put_bool(j, "interlaced", film->interlaced);
    put_words(j, "matrix", matrix_name(film->matrix));
    put_words(j, "transfer", transfer_name(film->transfer));
}

static void put_film(struct json_text *j, const struct export_data *data)
{
    json_open(j, "film", '{');
    put_file(j, data->film);
    put_clock(j, data->film);
    put_picture(j, data->film);
    put_streams(j, data->film);
    put_chapters(j, data->film);
    json_open(j, "measures", '{');
    for (size_t i = 0; i < data->figure_count; i++)
        json_put_number(j, data->figures[i].measure->name, data->figures[i].values[0]);
    json_close(j, '}');
    json_close(j, '}');
}

static void put_json(struct json_text *j, const char *key, json_t *json);

static void put_members(struct json_text *j, json_t *json)
{
    const char *key;
    json_t *member;
    size_t i;
    json_object_foreach(json, key, member) put_json(j, key, member);
    json_array_foreach(json, i, member) put_json(j, NULL, member);
}

static void put_json(struct json_text *j, const char *key, json_t *json)
{
    bool array = json_is_array(json);
    switch (json_typeof(json)) {
    case JSON_OBJECT:
    case JSON_ARRAY:
        json_open(j, key, array ? '[' : '{');
        put_members(j, json);
        json_close(j, array ? ']' : '}');
        break;
    case JSON_STRING: json_put_text(j, key, json_string_value(json)); break;
    case JSON_INTEGER: json_put_whole(j, key, json_integer_value(json)); break;
    case JSON_REAL: json_put_number(j, key, json_real_value(json)); break;
    case JSON_TRUE:
    case JSON_FALSE: json_put_bool(j, key, json_is_true(json)); break;
    case JSON_NULL: json_put_null(j, key); break;
    }
}

static void put_parameters(struct json_text *j, const char *text)
{
    json_t *parameters = json_loads(text, 0, NULL);
    if (parameters) {
        put_json(j, "parameters", parameters);
    } else {
        json_open(j, "parameters", '{');
        json_close(j, '}');
    }
    json_decref(parameters);
}

static void put_meters(struct json_text *j, const struct export_data *data)
{
    json_open(j, "meters", '[');
    for (size_t i = 0; i < data->meter_count; i++) {
        const struct pst_meter_used *used = &data->meters[i];
        json_open(j, NULL, '{');
        put_words(j, "name", used->name);
        json_put_whole(j, "version", used->version);
        put_parameters(j, used->parameters);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void describe(struct json_text *j, const struct export_column *columns, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct pst_measure *measure = columns[i].measure;
        json_open(j, measure->name, '{');
        put_words(j, "meter", measure->meter);
        put_words(j, "grid", measure->grid);
        put_words(j, "unit", measure->unit);
        put_words(j, "what", measure->what);
        json_close(j, '}');
    }
}

/* Open to what else is to be said of it. */
static void open_transition(struct json_text *j, const char *key, const struct pst_transition *t)
{
    json_open(j, key, '{');
    put_words(j, "kind", pst_transition_kind_name(t->kind));
    json_put_whole(j, "first", t->first);
    json_put_whole(j, "last", t->last);
    json_put_number(j, "confidence", t->confidence);
    put_words(j, "detail", t->detail);
}

static void put_transition(struct json_text *j, const char *key, const struct pst_transition *t)
{
    if (!t) {
        json_put_null(j, key);
        return;
    }
    open_transition(j, key, t);
    json_close(j, '}');
}

static void put_palette(struct json_text *j, const struct export_palette *palette)
{
    json_open(j, "palette", '[');
    for (size_t i = 0; i < palette->count; i++) {
        const struct pst_swatch *s = &palette->swatches[i];
        char hex[RGB_SIZE];
        text_rgb(hex, s->red, s->green, s->blue);
        json_open(j, NULL, '{');
        json_put_text(j, "srgb", hex);
        json_put_number(j, "weight", s->weight);
        json_open(j, "oklab", '[');
        json_put_number(j, NULL, s->l);
        json_put_number(j, NULL, s->a);
        json_put_number(j, NULL, s->b);
        json_close(j, ']');
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void put_shot(struct json_text *j, const struct export_data *data, size_t i)
{
    const struct pst_shot_line *line = &data->shots[i];
    json_open(j, NULL, '{');
    json_put_whole(j, "shot", (int64_t)line->number);
    json_put_whole(j, "first", line->shot.first);
    json_put_whole(j, "last", line->shot.last);
    json_put_text(j, "in", line->in);
    json_put_text(j, "out", line->out);
    json_put_number(j, "start", line->start);
    json_put_number(j, "length", line->length);
    put_words(j, "kind", pst_shot_kind_name(line->shot.kind));
    put_transition(j, "transition_in", line->begins);
    put_transition(j, "transition_out", line->ends);
    json_open(j, "measures", '{');
    for (size_t c = 0; c < data->column_count; c++)
        json_put_number(j, data->columns[c].measure->name, data->columns[c].values[i]);
    json_close(j, '}');
    put_palette(j, &data->palettes[i]);
    json_close(j, '}');
}

static void put_shots(struct json_text *j, const struct export_data *data)
{
    json_open(j, "shots", '[');
    for (size_t i = 0; i < data->shot_count; i++)
        put_shot(j, data, i);
    json_close(j, ']');
}

static void put_figure(struct json_text *j, const struct pst_rhythm_figure *f)
{
    json_open(j, f->name, '{');
    json_put_number(j, "value", f->value);
    put_words(j, "unit", f->unit);
    json_put_number(j, "low", f->low);
    json_put_number(j, "high", f->high);
    put_words(j, "note", f->note);
    json_close(j, '}');
}

/* A part of the film each: {"parts": 4, "part": 0, "figures": {name: …}}. */
static void put_rhythm(struct json_text *j, const struct export_data *data)
{
    json_open(j, "rhythm", '[');
    for (size_t i = 0; i < data->rhythm_count;) {
        const struct pst_rhythm_figure *f = &data->rhythm[i], *first = f;
        json_open(j, NULL, '{');
        json_put_whole(j, "parts", first->parts);
        json_put_whole(j, "part", first->part);
        json_open(j, "figures", '{');
        for (; i < data->rhythm_count && f->parts == first->parts && f->part == first->part;
             f = &data->rhythm[++i])
            put_figure(j, f);
        json_close(j, '}');
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void put_titles(struct json_text *j, const struct export_data *data)
{
    json_open(j, "titles", '[');
    for (size_t i = 0; i < data->title_count; i++) {
        const struct pst_title *t = &data->titles[i];
        json_open(j, NULL, '{');
        json_put_whole(j, "stream", t->stream);
        json_put_number(j, "start", clock_seconds(t->first_pts, t->time_base));
        json_put_number(j, "end", clock_seconds(t->last_pts, t->time_base));
        put_words(j, "text", t->text);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void put_problems(struct json_text *j, const struct export_data *data)
{
    json_open(j, "problems", '[');
    for (size_t i = 0; i < data->problem_count; i++) {
        const struct pst_problem *p = &data->problems[i];
        json_open(j, NULL, '{');
        put_place(j, "first", p->first);
        put_place(j, "last", p->last);
        put_words(j, "what", p->what);
        json_close(j, '}');
    }
    json_close(j, ']');
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

static void put_transitions(struct json_text *j, const struct export_data *data)
{
    json_open(j, "transitions", '[');
    for (size_t i = 0; i < data->transition_count; i++) {
        open_transition(j, NULL, &data->transitions[i]);
        if (data->origins) {
            json_open(j, "origin", '{');
            json_put_text(j, "how", origin_name(data->origins[i].how));
            put_place(j, "correction", data->origins[i].correction);
            json_close(j, '}');
        }
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void put_labels(struct json_text *j, const struct export_data *data)
{
    json_open(j, "labels", '[');
    for (size_t i = 0; i < data->label_count; i++) {
        const struct pst_label *l = &data->labels[i];
        json_open(j, NULL, '{');
        put_words(j, "name", l->name);
        json_put_whole(j, "first", l->first);
        json_put_whole(j, "last", l->last);
        put_place(j, "correction", l->correction);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void put_corrections(struct json_text *j, const struct export_data *data)
{
    json_open(j, "corrections", '[');
    for (size_t i = 0; i < data->correction_count; i++) {
        json_open(j, NULL, '{');
        put_words(j, "file", data->corrections[i].file);
        put_words(j, "applied", data->corrections[i].applied);
        json_close(j, '}');
    }
    json_close(j, ']');
}

void export_json(struct text *out, const struct export_data *data)
{
    struct json_text json = {.out = out, .indent = 1, .digits = 9}, *j = &json;
    json_open(j, NULL, '{');
    put_words(j, "pastiche", data->version);
    put_film(j, data);
    put_meters(j, data);
    json_open(j, "measures", '{');
    describe(j, data->figures, data->figure_count);
    describe(j, data->columns, data->column_count);
    json_close(j, '}');
    put_shots(j, data);
    put_transitions(j, data);
    put_rhythm(j, data);
    put_titles(j, data);
    put_problems(j, data);
    put_labels(j, data);
    put_corrections(j, data);
    json_close(j, '}');
    text_append(out, "\n");
}
