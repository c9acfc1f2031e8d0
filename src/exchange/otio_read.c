/* SPDX-License-Identifier: Apache-2.0 */
#include "base/array.h"
#include "base/clock.h"
#include "base/error.h"
#include "exchange/otio.h"
#include <jansson.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { MAX_NESTING = 32 };
/* Beyond this a double no longer counts every tick. */
static const double MAX_TICKS = 9007199254740992.0;

struct reader {
    const char *name;
    struct pst_rational rate; /* the film's; {0, 0}: the file's first one is taken */
    double counted;           /* ticks a second that the times are checked against; 0: none seen yet */
    double offset;            /* tick at which the timeline begins */
    struct exchange_reading *to;
    struct pst_error *error;
};

static enum pst_status complain(const struct reader *r, int row, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* row 0: of the whole file. */
static enum pst_status complain(const struct reader *r, int row, const char *format, ...)
{
    char what[512];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    if (row == 0)
        return fail(r->error, PST_INPUT, "'%s': %s", r->name, what);
    return fail(r->error, PST_INPUT, "'%s', item %d: %s", r->name, row, what);
}

/* "Clip" of "Clip.2": the fields that are read here are the same in all versions. */
static bool is_schema(const json_t *object, const char *schema)
{
    const char *told = json_string_value(json_object_get(object, "OTIO_SCHEMA"));
    size_t length = strlen(schema);
    return told && strncmp(told, schema, length) == 0 && told[length] == '.';
}

static bool is_track(const json_t *object)
{
    return is_schema(object, "Track") || is_schema(object, "Sequence");
}

static bool is_gap(const json_t *object)
{
    return is_schema(object, "Gap") || is_schema(object, "Filler");
}

static const json_t *ours(const json_t *object)
{
    return json_object_get(json_object_get(object, "metadata"), "pastiche");
}

/* 23.98 is told for 24000/1001, 24 is not it. */
static bool same_rate(double a, double b)
{
    return fabs(a - b) <= 2.5e-4 * b;
}

static enum pst_status read_time(struct reader *r, int row, const json_t *time, const char *what,
                                 double *ticks)
{
    const json_t *value = json_object_get(time, "value"), *rate = json_object_get(time, "rate");
    if (!json_is_number(value) || !json_is_number(rate))
        return complain(r, row, "%s has no value and rate", what);
    double counted = json_number_value(rate);
    *ticks = json_number_value(value);
    if (!(counted >= 0.001 && counted <= 1e6) || !(fabs(*ticks) <= MAX_TICKS))
        return complain(r, row, "%s of %g at %g frames a second is no time", what, *ticks, counted);
    if (r->counted <= 0)
        r->counted = counted;
    if (!same_rate(counted, r->counted))
        return complain(r, row, "%s counts %.6g frames a second, but the film has %.6g", what, counted,
                        r->counted);
    return PST_OK;
}

struct range {
    double start, duration;
};

static enum pst_status read_range(struct reader *r, int row, const json_t *json, struct range *range)
{
    enum pst_status status =
        read_time(r, row, json_object_get(json, "start_time"), "start_time", &range->start);
    if (status == PST_OK)
        status = read_time(r, row, json_object_get(json, "duration"), "duration", &range->duration);
    if (status == PST_OK && range->duration < 0)
        return complain(r, row, "a duration of %g frames", range->duration);
    return status;
}

static const json_t *media_of(const json_t *clip)
{
    const char *key = json_string_value(json_object_get(clip, "active_media_reference_key"));
    const json_t *many = json_object_get(clip, "media_references");
    const json_t *media = key ? json_object_get(many, key) : NULL;
    return media ? media : json_object_get(clip, "media_reference");
}

static enum pst_status measure(struct reader *, int row, const json_t *item, int depth, struct range *);

static enum pst_status measure_children(struct reader *r, int row, const json_t *item, int depth,
                                        struct range *range)
{
    bool track = is_track(item);
    size_t index;
    const json_t *child;
    *range = (struct range){0, 0};
    json_array_foreach(json_object_get(item, "children"), index, child)
    {
        struct range part;
        if (is_schema(child, "Transition"))
            continue;
        enum pst_status status = measure(r, row, child, depth + 1, &part);
        if (status != PST_OK)
            return status;
        if (track)
            range->duration += part.duration;
        else
            range->duration = fmax(range->duration, part.duration);
    }
    return PST_OK;
}

/* The part of its own time that an item shows. */
static enum pst_status measure(struct reader *r, int row, const json_t *item, int depth, struct range *range)
{
    const json_t *told = json_object_get(item, "source_range");
    if (depth > MAX_NESTING)
        return complain(r, row, "tracks are nested deeper than %d", MAX_NESTING);
    if (json_is_object(told))
        return read_range(r, row, told, range);
    if (is_track(item) || is_schema(item, "Stack"))
        return measure_children(r, row, item, depth, range);
    told = json_object_get(media_of(item), "available_range");
    if (json_is_object(told))
        return read_range(r, row, told, range);
    return complain(r, row, "has no length");
}

/* What is read next: a track whose time 0 lies at `origin`, of which [from, to) shows. Ticks. */
struct window {
    double origin, from, to;
    int row;   /* of the item of the outermost track; 0 there */
    int depth; /* of nesting */
};

static int64_t tick(const struct reader *r, double position)
{
    double t = r->offset + position;
    return fabs(t) <= MAX_TICKS ? llround(t) : 0;
}

static enum pst_status add_markers(struct reader *r, int row, const json_t *item, double origin)
{
    size_t index;
    const json_t *marker;
    json_array_foreach(json_object_get(item, "markers"), index, marker)
    {
        struct range range;
        const char *name = json_string_value(json_object_get(marker, "name"));
        const char *comment = json_string_value(json_object_get(marker, "comment"));
        int place = row ? row : (int)index + 1; /* of the whole timeline: its place among them */
        enum pst_status status = read_range(r, place, json_object_get(marker, "marked_range"), &range);
        if (status != PST_OK)
            return status;
        const char *text = name && *name ? name : comment && *comment ? comment : "marker";
        int64_t in = tick(r, origin + range.start), out = tick(r, origin + range.start + range.duration);
        if (!exchange_add_label(r->to, place, in, out, text))
            return fail_memory(r->error);
    }
    return PST_OK;
}

/* What our metadata tells of a change, where it lies at the same place still: one that was moved by hand has
   its kind still, but what we were sure of is another. */
static void recall(const json_t *told, struct exchange_found_change *change)
{
    const char *kind = json_string_value(json_object_get(told, "kind"));
    const char *detail = json_string_value(json_object_get(told, "detail"));
    const json_t *confidence = json_object_get(told, "confidence");
    double sure = json_number_value(confidence);
    if (!kind || !pst_transition_kind_parse(kind, &change->kind))
        return;
    text_copy_utf8(change->detail, sizeof change->detail, detail ? detail : "");
    bool moved = json_number_value(json_object_get(told, "in")) != (double)change->in ||
                 json_number_value(json_object_get(told, "out")) != (double)change->out;
    if (!moved && json_is_number(confidence) && sure >= 0 && sure <= 1)
        change->confidence = sure;
}

static bool is_called(const json_t *transition, const char *word)
{
    const char *name = json_string_value(json_object_get(transition, "name"));
    for (; name && *name; name++)
        if (strncasecmp(name, word, strlen(word)) == 0)
            return true;
    return false;
}

static enum pst_transition_kind kind_between(const json_t *transition, const json_t *before,
                                             const json_t *after)
{
    static const struct {
        const char *word;
        enum pst_transition_kind kind;
    } NAMES[] = {{"wipe", PST_WIPE}, {"push", PST_PUSH}, {"slide", PST_SLIDE}, {"dip", PST_DIP}};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (is_called(transition, NAMES[i].word))
            return NAMES[i].kind;
    bool nothing_before = !before || is_gap(before), nothing_after = !after || is_gap(after);
    if (nothing_before != nothing_after)
        return nothing_before ? PST_FADE_IN : PST_FADE_OUT;
    return PST_DISSOLVE;
}

static enum pst_status add_transition(struct reader *r, int row, const json_t *children, size_t index,
                                      double position)
{
    const json_t *transition = json_array_get(children, index);
    double before, after;
    enum pst_status status =
        read_time(r, row, json_object_get(transition, "in_offset"), "in_offset", &before);
    if (status == PST_OK)
        status = read_time(r, row, json_object_get(transition, "out_offset"), "out_offset", &after);
    if (status != PST_OK)
        return status;
    if (before < 0 || after < 0)
        return complain(r, row, "a transition of %g and %g frames", before, after);
    struct exchange_found_change change = {
        .row = row, .in = tick(r, position - before), .out = tick(r, position + after), .confidence = NAN};
    if (change.in < change.out)
        change.kind = kind_between(transition, index ? json_array_get(children, index - 1) : NULL,
                                   json_array_get(children, index + 1));
    recall(ours(transition), &change);
    return array_push(&r->to->changes, change) ? PST_OK : fail_memory(r->error);
}

/* A border between two clips without a transition is a cut; ours tells which kind, and how sure. Ours without
   a beginning lies in black between two fades. */
static enum pst_status add_cut(struct reader *r, int row, const json_t *clip, double position)
{
    if (ours(clip) && !json_object_get(ours(clip), "begins"))
        return PST_OK;
    int64_t at = tick(r, position);
    struct exchange_found_change change = {row, PST_CUT, at, at, NAN, ""}, told = change;
    recall(json_object_get(ours(clip), "begins"), &told);
    bool same = !isnan(told.confidence) && (told.kind == PST_CUT || told.kind == PST_JUMP_CUT);
    return array_push(&r->to->changes, same ? told : change) ? PST_OK : fail_memory(r->error);
}

/* Changes that lead to no other clip, of which our metadata alone tells: as far as they lie in it still. */
static enum pst_status add_loose(struct reader *r, const json_t *clip, const struct exchange_found_shot *shot)
{
    size_t index;
    const json_t *told;
    json_array_foreach(json_object_get(ours(clip), "loose"), index, told)
    {
        double in = json_number_value(json_object_get(told, "in"));
        double out = json_number_value(json_object_get(told, "out"));
        if (!(in >= (double)shot->in && in < out && out <= (double)shot->out))
            continue;
        struct exchange_found_change change = {
            .row = shot->row, .in = llround(in), .out = llround(out), .confidence = NAN};
        recall(told, &change);
        if (change.kind != PST_CUT && !array_push(&r->to->changes, change))
            return fail_memory(r->error);
    }
    return PST_OK;
}

static enum pst_status add_shot(struct reader *r, int row, const json_t *clip, double from, double to)
{
    struct exchange_found_shot shot = {row, tick(r, from), tick(r, to)};
    if (shot.in >= shot.out)
        return complain(r, row, "a clip of no frame");
    return array_push(&r->to->shots, shot) ? add_loose(r, clip, &shot) : fail_memory(r->error);
}

static enum pst_status read_tracks(struct reader *, const json_t *stack, struct window);
static enum pst_status read_track(struct reader *, const json_t *track, struct window);

/* A clip, a gap, or a stack or track in place of a clip, at `position`. */
static enum pst_status read_item(struct reader *r, int row, const json_t *item, double position,
                                 struct range range, struct window window)
{
    double from = fmax(position, window.from), to = fmin(position + range.duration, window.to);
    if (is_gap(item) || (from >= to && range.duration > 0))
        return PST_OK;
    struct window inner = {position - range.start, from, to, row, window.depth + 1};
    if (is_track(item))
        return read_track(r, item, inner);
    if (is_schema(item, "Stack"))
        return read_tracks(r, item, inner);
    return add_shot(r, row, item, from, to);
}

static bool is_item(const json_t *object)
{
    return is_schema(object, "Clip") || is_gap(object) || is_track(object) || is_schema(object, "Stack");
}

static bool has_border(const json_t *before, const json_t *item)
{
    return before && !is_schema(before, "Transition") && !is_gap(before) && !is_gap(item);
}

static enum pst_status read_child(struct reader *r, const json_t *children, size_t index, double *position,
                                  struct window window)
{
    const json_t *item = json_array_get(children, index);
    const json_t *before = index ? json_array_get(children, index - 1) : NULL;
    int row = window.row ? window.row : (int)index + 1;
    bool shown = *position >= window.from && *position <= window.to;
    if (is_schema(item, "Transition"))
        return shown ? add_transition(r, row, children, index, *position) : PST_OK;
    if (!is_item(item))
        return complain(r, row, "is no clip, gap, transition, stack or track");
    struct range range;
    enum pst_status status = measure(r, row, item, window.depth, &range);
    if (status == PST_OK && has_border(before, item) && *position > window.from && *position < window.to)
        status = add_cut(r, row, item, *position);
    if (status == PST_OK)
        status = read_item(r, row, item, *position, range, window);
    if (status == PST_OK)
        status = add_markers(r, row, item, *position - range.start);
    *position += range.duration;
    return status;
}

static enum pst_status read_track(struct reader *r, const json_t *track, struct window window)
{
    const json_t *children = json_object_get(track, "children");
    if (!json_is_array(children))
        return complain(r, window.row, "a track without children");
    double position = window.origin;
    for (size_t i = 0; i < json_array_size(children); i++) {
        enum pst_status status = read_child(r, children, i, &position, window);
        if (status != PST_OK)
            return status;
    }
    return PST_OK;
}

/* Of several video tracks the lowest is read: the others lie over it. */
static enum pst_status read_tracks(struct reader *r, const json_t *stack, struct window window)
{
    size_t index;
    const json_t *track;
    json_array_foreach(json_object_get(stack, "children"), index, track)
    {
        const char *kind = json_string_value(json_object_get(track, "kind"));
        if (!is_track(track) || (kind && strcmp(kind, "Video") != 0))
            continue;
        struct window inner = window;
        const json_t *trim = json_object_get(track, "source_range");
        struct range range;
        if (json_is_object(trim)) {
            enum pst_status status = read_range(r, window.row, trim, &range);
            if (status != PST_OK)
                return status;
            inner.origin = window.origin - range.start;
            inner.from = fmax(window.from, window.origin);
            inner.to = fmin(window.to, window.origin + range.duration);
        }
        enum pst_status status = read_track(r, track, inner);
        return status == PST_OK ? add_markers(r, window.row, track, inner.origin) : status;
    }
    return complain(r, window.row, "has no video track");
}

static const json_t *find_timeline(const json_t *root)
{
    size_t index;
    const json_t *child;
    if (is_schema(root, "Timeline"))
        return root;
    if (is_schema(root, "SerializableCollection"))
        json_array_foreach(json_object_get(root, "children"), index,
                           child) if (is_schema(child, "Timeline")) return child;
    return NULL;
}

static enum pst_status read_timeline(struct reader *r, const json_t *root)
{
    const json_t *timeline = find_timeline(root), *stack = json_object_get(timeline, "tracks");
    const json_t *origin = json_object_get(ours(timeline), "in");
    if (!timeline)
        return complain(r, 0, "is no OpenTimelineIO timeline");
    double in = json_number_value(origin);
    r->offset = fabs(in) <= MAX_TICKS ? in : 0;
    struct window window = {0, -INFINITY, INFINITY, 0, 0};
    enum pst_status status = read_tracks(r, stack, window);
    if (status == PST_OK)
        status = add_markers(r, 0, stack, 0);
    if (status == PST_OK && r->to->shots.count == 0)
        return complain(r, 0, "has no clip");
    r->to->changes_told = true;
    r->to->labels_told = origin || r->to->labels.count > 0;
    return status;
}

/* The rate as a fraction: of thousandths where it is whole at 1001, else of whole numbers. */
static struct pst_rational fraction(double rate)
{
    int32_t whole = (int32_t)lround(rate);
    if (whole > 0 && same_rate(rate, whole) && fabs(rate - whole) < 1e-4)
        return (struct pst_rational){whole, 1};
    if (same_rate(rate, (double)lround(rate * 1.001) * 1000 / 1001))
        return (struct pst_rational){(int32_t)lround(rate * 1.001) * 1000, 1001};
    return (struct pst_rational){(int32_t)lround(rate * 1000), 1000};
}

enum pst_status otio_read(const char *name, const char *bytes, size_t size,
                          const struct exchange_clock *clock, struct exchange_reading *reading,
                          struct pst_error *error)
{
    struct reader reader = {.name = name, .rate = clock->rate, .to = reading, .error = error};
    if (clock->rate.num > 0 && clock->rate.den > 0)
        reader.counted = rational_value(clock->rate);
    json_error_t trouble;
    json_t *root = json_loadb(bytes, size, JSON_DECODE_INT_AS_REAL, &trouble);
    if (!root)
        return fail(error, PST_INPUT, "'%s', line %d: not valid JSON (column %d)", name, trouble.line,
                    trouble.column);
    enum pst_status status = read_timeline(&reader, root);
    reading->rate = reader.rate.num > 0 ? reader.rate : fraction(reader.counted);
    json_decref(root);
    return status;
}
