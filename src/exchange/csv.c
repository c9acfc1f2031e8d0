/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/csv.h"
#include "base/array.h"
#include "base/error.h"
#include "exchange/csv_rows.h"
#include "exchange/line_text.h"
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHORTEST_HOLD = 12 /* frames: shorter black is no shot */ };

/* Where a change's columns stand; -1: there is none. */
struct way {
    const char *name; /* "transition_in" */
    int kind, first, last, confidence, detail;
};

struct table {
    struct csv_rows rows;
    size_t width; /* of the header */
    int first, last, kind, label;
    struct way in, out;
    const struct exchange_clock *clock;
    struct exchange_reading *reading;
    struct pst_error *error;
    bool pending; /* the last shot's end is not known yet */
    struct {
        size_t *items; /* labels that reach to the last shot's end */
        size_t count, capacity;
    } open;
    /* How the last shot goes: mostly told again by how the next one comes. */
    struct exchange_found_change leaving;
    bool leaves;
    enum pst_status leaving_status;
    struct pst_error leaving_error;
};

static int find_part(const struct table *t, const char *way, const char *part)
{
    char name[64];
    snprintf(name, sizeof name, "%s%s", way, part);
    return csv_column(&t->rows, name);
}

static struct way find_way(const struct table *t, const char *way)
{
    return (struct way){way,
                        find_part(t, way, ""),
                        find_part(t, way, "_first_frame"),
                        find_part(t, way, "_last_frame"),
                        find_part(t, way, "_confidence"),
                        find_part(t, way, "_detail")};
}

static enum pst_status find_columns(struct table *t)
{
    bool more;
    enum pst_status status = csv_rows_next(&t->rows, &more);
    if (status != PST_OK)
        return status;
    t->width = more ? t->rows.starts.count : 0;
    t->first = more ? csv_column(&t->rows, "first_frame") : -1;
    t->last = csv_column(&t->rows, "last_frame");
    t->kind = csv_column(&t->rows, "kind");
    t->label = csv_column(&t->rows, "label");
    t->in = find_way(t, "transition_in");
    t->out = find_way(t, "transition_out");
    if (t->first < 0)
        return fail(t->error, PST_INPUT, "'%s' is no table of shots: its first row has no 'first_frame'",
                    t->rows.name);
    t->reading->changes_told = t->in.kind >= 0;
    t->reading->labels_told = t->label >= 0;
    return PST_OK;
}

static enum pst_status read_confidence(struct table *t, const struct way *way, double *confidence)
{
    char shown[CSV_SHOWN_SIZE];
    *confidence = NAN;
    if (!*csv_field(&t->rows, way->confidence))
        return PST_OK;
    if (read_decimal(csv_field(&t->rows, way->confidence), confidence) && *confidence <= 1)
        return PST_OK;
    return fail(t->rows.error, PST_INPUT, "'%s', line %d: %s_confidence is '%s', not a number from 0 to 1",
                t->rows.name, t->rows.row, way->name, csv_shown(&t->rows, way->confidence, shown));
}

/* A fade may leave some black before or behind the border that is no shot; another change touches it. */
static bool touches(const struct exchange_found_change *c, int64_t first, int64_t last, int64_t border)
{
    int64_t before = c->kind == PST_FADE_IN ? SHORTEST_HOLD - 1 : 0;
    int64_t behind = c->kind == PST_FADE_OUT ? SHORTEST_HOLD - 1 : 0;
    return border >= first - before && border <= last + 1 + behind;
}

/* A cut lies on the border, wherever a person has moved that; a longer change has to touch it. */
static enum pst_status place_change(struct table *t, int64_t first, int64_t last, int64_t border,
                                    struct exchange_found_change *c)
{
    const char *kind = pst_transition_kind_name(c->kind);
    if (pst_transition_is_sudden(c->kind)) {
        c->in = c->out = border;
        c->confidence = first == border ? c->confidence : NAN;
        return PST_OK;
    }
    if (last < first)
        return fail(t->rows.error, PST_INPUT,
                    "'%s', line %d: the %s ends in frame %" PRId64 ", before %" PRId64, t->rows.name,
                    t->rows.row, kind, last, first);
    if (!touches(c, first, last, border))
        return fail(t->rows.error, PST_INPUT,
                    "'%s', line %d: the %s of frames %" PRId64 " to %" PRId64
                    " does not touch the border at frame %" PRId64,
                    t->rows.name, t->rows.row, kind, first, last, border);
    c->in = first;
    c->out = last + 1;
    return PST_OK;
}

static enum pst_status read_frames(struct table *t, const struct way *way, int64_t border, int64_t *first,
                                   int64_t *last, bool sudden)
{
    char name[64];
    enum pst_status status = PST_OK;
    *first = *last = border;
    if (sudden && !*csv_field(&t->rows, way->first))
        return PST_OK;
    snprintf(name, sizeof name, "%s_first_frame", way->name);
    status = csv_whole(&t->rows, way->first, name, first);
    if (status != PST_OK || sudden)
        return status;
    snprintf(name, sizeof name, "%s_last_frame", way->name);
    return csv_whole(&t->rows, way->last, name, last);
}

/* The change at the border of which `way` tells; *told is false where it tells none. */
static enum pst_status read_change(struct table *t, const struct way *way, int64_t border,
                                   struct exchange_found_change *c, bool *told)
{
    int64_t first, last;
    char shown[CSV_SHOWN_SIZE];
    const char *kind = csv_field(&t->rows, way->kind);
    *c = (struct exchange_found_change){.row = t->rows.row, .confidence = NAN};
    *told = *kind != '\0';
    if (!*told)
        return PST_OK;
    if (!pst_transition_kind_parse(kind, &c->kind))
        return fail(t->rows.error, PST_INPUT, "'%s', line %d: %s is '%s', no kind of transition",
                    t->rows.name, t->rows.row, way->name, csv_shown(&t->rows, way->kind, shown));
    text_copy_utf8(c->detail, sizeof c->detail, csv_field(&t->rows, way->detail));
    enum pst_status status = read_confidence(t, way, &c->confidence);
    if (status == PST_OK)
        status = read_frames(t, way, border, &first, &last, pst_transition_is_sudden(c->kind));
    return status == PST_OK ? place_change(t, first, last, border, c) : status;
}

/* The last shot lasts until `out`, and so do its labels. */
static enum pst_status settle(struct table *t, int64_t out)
{
    if (!t->pending)
        return PST_OK;
    struct exchange_found_shot *shot = &t->reading->shots.items[t->reading->shots.count - 1];
    if (out <= shot->in)
        return fail(t->error, PST_INPUT, "'%s', line %d: the shot has no last_frame, and nothing after it",
                    t->rows.name, shot->row);
    shot->out = out;
    for (size_t i = 0; i < t->open.count; i++)
        t->reading->labels.items[t->open.items[i]].out = out;
    t->pending = false;
    return PST_OK;
}

/* The last label added reaches over a whole shot: where the one before has the same, they are one. `open`
   are the labels of the shot before. Gives the index of what it is now. */
static size_t join_label(struct table *t, bool touches, const size_t *open, size_t count)
{
    struct exchange_reading *reading = t->reading;
    size_t last = reading->labels.count - 1;
    struct exchange_found_label *added = &reading->labels.items[last];
    for (size_t i = 0; i < count && touches; i++) {
        struct exchange_found_label *before = &reading->labels.items[open[i]];
        if (open[i] == last || strcmp(before->name, added->name) != 0)
            continue;
        before->out = added->out;
        free(added->name);
        reading->labels.count--;
        return open[i];
    }
    return last;
}

/* One name: up to ';', or in quotes that are doubled inside. */
static bool take_name(const char **at, struct text *name)
{
    const char *s = *at;
    text_clear(name);
    text_append(name, "");
    if (*s != '"') {
        size_t length = strcspn(s, ";");
        *at = s + length;
        while (length > 0 && strchr(" \t", s[length - 1]))
            length--;
        text_append_bytes(name, s, length);
        return true;
    }
    for (s++; *s && (*s != '"' || s[1] == '"'); s++) {
        text_append_bytes(name, s, 1);
        s += *s == '"';
    }
    *at = *s ? s + 1 : s;
    return *s == '"';
}

/* "@12-34" at the very end of `text`; *length is what stands before it. */
static bool take_span(const char *text, size_t *length, int64_t *first, int64_t *last)
{
    char digits[2][24] = {"", ""};
    const char *at = strrchr(text, '@');
    size_t one = at ? strspn(at + 1, "0123456789") : 0;
    if (one == 0 || one >= sizeof digits[0] || at[1 + one] != '-')
        return false;
    size_t two = strspn(at + one + 2, "0123456789");
    if (two == 0 || two >= sizeof digits[1] || at[one + 2 + two])
        return false;
    memcpy(digits[0], at + 1, one);
    memcpy(digits[1], at + one + 2, two);
    *length = (size_t)(at - text);
    return read_whole(digits[0], first) && read_whole(digits[1], last);
}

struct found_name {
    int64_t first, last;
    bool spanned; /* it tells its own frames */
};

/* A name with what follows it, up to and with the ';'. */
static enum pst_status read_name(struct table *t, const char **at, struct text *name,
                                 struct found_name *found)
{
    size_t length = 0;
    bool quoted = **at == '"', good = take_name(at, name);
    found->spanned = false;
    if (!quoted && !name->failed)
        found->spanned = take_span(name->data, &length, &found->first, &found->last);
    if (found->spanned)
        name->data[name->length = length] = '\0';
    if (good && quoted && **at == '@') {
        struct text span = {0};
        const char *end = *at + strcspn(*at, ";");
        text_append_bytes(&span, *at, (size_t)(end - *at));
        found->spanned = good = !span.failed && take_span(span.data, &length, &found->first, &found->last);
        text_release(&span);
        *at = end;
    }
    *at += strspn(*at, " \t");
    char shown[CSV_SHOWN_SIZE];
    if (!good || (**at && **at != ';') || (found->spanned && found->last < found->first))
        return fail(t->error, PST_INPUT, "'%s', line %d: cannot tell the labels in '%s' apart", t->rows.name,
                    t->rows.row, csv_shown(&t->rows, t->label, shown));
    *at += **at == ';';
    return name->failed ? fail_memory(t->rows.error) : PST_OK;
}

/* The labels of a row whose frames are in..out; with `open`, they reach over a shot. */
static enum pst_status read_labels(struct table *t, int64_t in, int64_t out, const size_t *open, size_t count,
                                   bool joins)
{
    struct text name = {0};
    enum pst_status status = PST_OK;
    const char *at = csv_field(&t->rows, t->label);
    bool touches =
        t->reading->shots.count > 1 && t->reading->shots.items[t->reading->shots.count - 2].out == in;
    while (status == PST_OK && *(at += strspn(at, " \t"))) {
        struct found_name found;
        bool quoted = *at == '"';
        status = read_name(t, &at, &name, &found);
        if (status != PST_OK || (name.length == 0 && !quoted))
            continue;
        int64_t from = found.spanned ? found.first : in, to = found.spanned ? found.last + 1 : out;
        if (!exchange_add_label(t->reading, t->rows.row, from, to, name.data))
            status = fail_memory(t->error);
        else if (joins && !found.spanned && !array_push(&t->open, join_label(t, touches, open, count)))
            status = fail_memory(t->error);
    }
    text_release(&name);
    return status;
}

/* `open` of the shot before is looked at while that of this one is made. */
static enum pst_status label_shot(struct table *t, int64_t in, int64_t out)
{
    size_t *before = t->open.items, count = t->open.count;
    t->open.items = NULL;
    t->open.count = t->open.capacity = 0;
    enum pst_status status = read_labels(t, in, out, before, count, true);
    free(before);
    return status;
}

static enum pst_status read_span(struct table *t, int64_t *in, int64_t *out)
{
    enum pst_status status = csv_whole(&t->rows, t->first, "first_frame", in);
    *out = -1;
    if (status != PST_OK || !*csv_field(&t->rows, t->last))
        return status;
    status = csv_whole(&t->rows, t->last, "last_frame", out);
    if (status == PST_OK && *out < *in)
        return fail(t->error, PST_INPUT,
                    "'%s', line %d: last_frame %" PRId64 " is before first_frame %" PRId64, t->rows.name,
                    t->rows.row, *out, *in);
    *out += status == PST_OK;
    return status;
}

/* At a border the incoming shot's word counts, but for a fade and a cut that meet in black. */
static bool differ(const struct exchange_found_change *out, const struct exchange_found_change *in)
{
    if (out->kind == PST_FADE_OUT)
        return pst_transition_is_sudden(in->kind) || (in->kind == PST_FADE_IN && in->in >= out->out);
    return pst_transition_is_sudden(out->kind) && in->kind == PST_FADE_IN && in->in > out->in;
}

/* The shot before may tell another change than this one, which begins with `c`. */
static enum pst_status take_leaving(struct table *t, const struct exchange_found_change *c)
{
    if (!t->leaves || (t->leaving_status != PST_OK && t->leaving.kind == c->kind))
        return PST_OK;
    if (t->leaving_status != PST_OK)
        return fail(t->error, t->leaving_status, "%s", t->leaving_error.message);
    return !differ(&t->leaving, c) || array_push(&t->reading->changes, t->leaving) ? PST_OK
                                                                                   : fail_memory(t->error);
}

static enum pst_status begin_shot(struct table *t, int64_t in)
{
    struct exchange_found_change c;
    bool told, first = t->reading->shots.count == 1;
    enum pst_status status = read_change(t, &t->in, in, &c, &told);
    if (status != PST_OK || t->in.kind < 0 || (!told && (first || in == 0)))
        return status;
    if (!told) /* a shot that a person has cut in two */
        c = (struct exchange_found_change){t->rows.row, PST_CUT, in, in, NAN, ""};
    status = take_leaving(t, &c);
    if (status != PST_OK)
        return status;
    return array_push(&t->reading->changes, c) ? PST_OK : fail_memory(t->error);
}

/* Kept until it is known whether another shot follows. */
static void keep_leaving(struct table *t, int64_t out)
{
    t->leaves = false;
    t->leaving_status = PST_OK;
    if (out < 0)
        return;
    t->rows.error = &t->leaving_error;
    t->leaving_status = read_change(t, &t->out, out, &t->leaving, &t->leaves);
    t->rows.error = t->error;
}

static enum pst_status read_row(struct table *t)
{
    int64_t in, out;
    enum pst_status status = csv_check_width(&t->rows, t->width);
    if (status == PST_OK)
        status = read_span(t, &in, &out);
    if (status != PST_OK)
        return status;
    if (strcmp(csv_field(&t->rows, t->kind), "label") == 0) {
        if (out < 0)
            return fail(t->error, PST_INPUT, "'%s', line %d: a label needs its last_frame", t->rows.name,
                        t->rows.row);
        return read_labels(t, in, out, NULL, 0, false);
    }
    status = settle(t, in);
    if (status != PST_OK)
        return status;
    struct exchange_found_shot shot = {t->rows.row, in, out};
    if (!array_push(&t->reading->shots, shot))
        return fail_memory(t->error);
    status = begin_shot(t, in);
    if (status == PST_OK)
        status = label_shot(t, in, out);
    t->pending = out < 0;
    keep_leaving(t, out);
    return status;
}

static enum pst_status finish(struct table *t)
{
    if (t->reading->shots.count == 0)
        return fail(t->error, PST_INPUT, "'%s' lists no shot", t->rows.name);
    if (t->leaving_status != PST_OK)
        return fail(t->error, t->leaving_status, "%s", t->leaving_error.message);
    if (t->leaves && t->reading->changes_told && !array_push(&t->reading->changes, t->leaving))
        return fail_memory(t->error);
    return settle(t, t->clock->frames > 0 ? t->clock->frames : t->clock->ticks);
}

enum pst_status csv_read(const char *name, const char *bytes, size_t size, const struct exchange_clock *clock,
                         struct exchange_reading *reading, struct pst_error *error)
{
    struct table t = {.clock = clock, .reading = reading, .error = error};
    bool more = true;
    enum pst_status status = csv_rows_open(&t.rows, name, bytes, size, error);
    if (status == PST_OK)
        status = find_columns(&t);
    while (status == PST_OK && more) {
        status = csv_rows_next(&t.rows, &more);
        if (status == PST_OK && more)
            status = read_row(&t);
    }
    if (status == PST_OK)
        status = finish(&t);
    csv_rows_release(&t.rows);
    free(t.open.items);
    return status;
}
