/* SPDX-License-Identifier: Apache-2.0 */
#include "report/export_csv.h"
#include "base/text_number.h"
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHORTEST_HOLD = 12 /* frames: shorter black is no shot */ };

static void put_text(struct text *out, const char *field)
{
    struct text clean = {0};
    text_append_utf8(&clean, field);
    const char *s = clean.data ? clean.data : "";
    out->failed |= clean.failed;
    if (!strpbrk(s, "\",\n")) {
        text_append(out, s);
        text_release(&clean);
        return;
    }
    text_append(out, "\"");
    for (; *s; s++)
        text_append_bytes(out, *s == '"' ? "\"\"" : s, *s == '"' ? 2 : 1);
    text_append(out, "\"");
    text_release(&clean);
}

static void put_next_text(struct text *out, const char *field)
{
    text_append(out, ",");
    put_text(out, field);
}

static void put_next_number(struct text *out, double value)
{
    text_append(out, ",");
    if (!isnan(value))
        text_append_number(out, value, 9);
}

static void put_header(struct text *out, const struct export_data *data)
{
    text_append(out, "film,shot,first_frame,last_frame,in,out,start [s],length [s],kind,label");
    static const char *const ways[] = {"in", "out"};
    for (int i = 0; i < 2; i++)
        text_format(out,
                    ",transition_%s,transition_%s_first_frame,transition_%s_last_frame,"
                    "transition_%s_confidence,transition_%s_detail",
                    ways[i], ways[i], ways[i], ways[i], ways[i]);
    for (size_t i = 0; i < data->column_count; i++) {
        const struct pst_measure *measure = data->columns[i].measure;
        put_next_text(out, measure->name);
        if (*measure->unit) {
            text_append(out, " [");
            text_append_utf8(out, measure->unit);
            text_append(out, "]");
        }
    }
    for (int i = 1; i <= EXPORT_SWATCHES; i++)
        text_format(out, ",palette_%d,palette_%d_weight", i, i);
    text_append(out, "\r\n");
}

/* A label that is told by its name alone is the whole of one or more shots that touch, and no other of that
   name lies at it or over it: rows of one name are read back as one label. */
static bool covers_shots(const struct export_data *data, const struct pst_label *label)
{
    size_t i = 0;
    while (i < data->shot_count && data->shots[i].shot.first < label->first)
        i++;
    if (i == data->shot_count || data->shots[i].shot.first != label->first)
        return false;
    while (i + 1 < data->shot_count && data->shots[i].shot.last < label->last &&
           data->shots[i + 1].shot.first == data->shots[i].shot.last + 1)
        i++;
    return data->shots[i].shot.last == label->last;
}

static bool stands_alone(const struct export_data *data, const struct pst_label *label)
{
    for (size_t i = 0; i < data->label_count; i++) {
        const struct pst_label *other = &data->labels[i];
        if (other->first <= label->last + 1 && other->last + 1 >= label->first && other != label &&
            strcmp(other->name, label->name) == 0)
            return false;
    }
    return true;
}

/* ';' divides names, '@' comes before frames: a name that has one stands in quotes. */
static void put_label_name(struct text *cell, const char *name)
{
    size_t length = strlen(name);
    bool plain =
        length > 0 && !strpbrk(name, ";@\"") && !strchr(" \t", name[0]) && !strchr(" \t", name[length - 1]);
    if (plain) {
        text_append(cell, name);
        return;
    }
    text_append(cell, "\"");
    for (const char *s = name; *s; s++)
        text_append_bytes(cell, *s == '"' ? "\"\"" : s, *s == '"' ? 2 : 1);
    text_append(cell, "\"");
}

/* A label with frames of its own stands with the first shot that it lies over. */
static bool is_first_under(const struct export_data *data, size_t shot, const struct pst_label *label)
{
    const struct pst_shot *here = &data->shots[shot].shot;
    bool before = shot > 0 && data->shots[shot - 1].shot.last >= label->first;
    return label->first <= here->last && label->last >= here->first && !before;
}

static void put_labels(struct text *out, const struct export_data *data, const bool *whole, size_t shot)
{
    const struct pst_shot *here = &data->shots[shot].shot;
    struct text cell = {0};
    for (size_t i = 0; i < data->label_count; i++) {
        const struct pst_label *label = &data->labels[i];
        bool covered = label->first <= here->first && label->last >= here->last;
        if (whole[i] ? !covered : !is_first_under(data, shot, label))
            continue;
        if (cell.length > 0)
            text_append(&cell, ";");
        put_label_name(&cell, label->name);
        if (!whole[i])
            text_format(&cell, "@%" PRId64 "-%" PRId64, label->first, label->last);
    }
    out->failed |= cell.failed;
    put_next_text(out, cell.data ? cell.data : "");
    text_release(&cell);
}

static void put_transition(struct text *out, const struct pst_transition *t)
{
    if (!t) {
        text_append(out, ",,,,,");
        return;
    }
    put_next_text(out, pst_transition_kind_name(t->kind));
    text_format(out, ",%" PRId64 ",%" PRId64, t->first, t->last);
    put_next_number(out, t->confidence);
    put_next_text(out, t->detail);
}

static void put_palette(struct text *out, const struct export_palette *palette)
{
    for (size_t i = 0; i < EXPORT_SWATCHES; i++) {
        if (i >= palette->count) {
            text_append(out, ",,");
            continue;
        }
        const struct pst_swatch *s = &palette->swatches[i];
        char hex[RGB_SIZE];
        text_rgb(hex, s->red, s->green, s->blue);
        text_append_bytes(out, ",", 1);
        text_append_bytes(out, hex, RGB_SIZE - 1);
        put_next_number(out, s->weight);
    }
}

/* The first transition that begins at `frame` or behind it. */
static size_t first_from(const struct export_data *data, int64_t frame)
{
    size_t low = 0, high = data->transition_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (data->transitions[middle].first < frame)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_same(const struct pst_transition *a, const struct pst_transition *b)
{
    return a && a->kind == b->kind && a->first == b->first;
}

/* A fade that meets a cut, or another fade, in black too short to be a shot: it is told as how its own shot
   comes or goes. NULL where there is none. */
static const struct pst_transition *
fade_within(const struct export_data *data, const struct pst_shot_line *line, enum pst_transition_kind kind)
{
    const struct pst_shot *shot = &line->shot;
    for (size_t i = first_from(data, shot->first); i < data->transition_count; i++) {
        const struct pst_transition *t = &data->transitions[i];
        if (t->first > shot->last)
            break;
        int64_t black = kind == PST_FADE_IN ? t->first - shot->first : shot->last - t->last;
        if (t->kind == kind && black >= 0 && black < SHORTEST_HOLD && t->last <= shot->last &&
            !is_same(line->begins, t) && !is_same(line->ends, t))
            return t;
    }
    return NULL;
}

static void put_shot(struct text *out, const struct export_data *data, const bool *whole, size_t i)
{
    const struct pst_shot_line *line = &data->shots[i];
    put_text(out, *data->film->title ? data->film->title : data->film->file);
    text_format(out, ",%zu,%" PRId64 ",%" PRId64 ",%s,%s", line->number, line->shot.first, line->shot.last,
                line->in, line->out);
    put_next_number(out, line->start);
    put_next_number(out, line->length);
    put_next_text(out, pst_shot_kind_name(line->shot.kind));
    put_labels(out, data, whole, i);
    const struct pst_transition *in = fade_within(data, line, PST_FADE_IN);
    const struct pst_transition *gone = fade_within(data, line, PST_FADE_OUT);
    put_transition(out, in ? in : line->begins);
    put_transition(out, gone ? gone : line->ends);
    for (size_t c = 0; c < data->column_count; c++)
        put_next_number(out, data->columns[c].values[i]);
    put_palette(out, &data->palettes[i]);
    text_append(out, "\r\n");
}

void export_csv(struct text *out, const struct export_data *data)
{
    bool *whole = calloc(data->label_count + 1, sizeof *whole);
    out->failed |= !whole;
    if (!whole)
        return;
    for (size_t i = 0; i < data->label_count; i++)
        whole[i] = covers_shots(data, &data->labels[i]) && stands_alone(data, &data->labels[i]);
    put_header(out, data);
    for (size_t i = 0; i < data->shot_count; i++)
        put_shot(out, data, whole, i);
    free(whole);
}
