/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/otio.h"
#include "base/clock.h"
#include "base/error.h"
#include "exchange/joint.h"
#include "exchange/media_url.h"
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* jansson refuses a NULL value and says so: `good` gathers that over the whole tree, and is read once. */
struct maker {
    const struct exchange *list;
    double rate;
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

static json_t *words(struct maker *m, const char *string)
{
    struct text clean = {0};
    text_append_utf8(&clean, string ? string : "");
    m->good &= !clean.failed;
    json_t *json = json_stringn(clean.data ? clean.data : "", clean.length);
    text_release(&clean);
    return json;
}

/* Every OTIO object names its schema; most have a name and metadata. */
static json_t *make(struct maker *m, const char *schema)
{
    json_t *object = json_object();
    put(m, object, "OTIO_SCHEMA", json_string(schema));
    return object;
}

static json_t *make_named(struct maker *m, const char *schema, const char *name)
{
    json_t *object = make(m, schema);
    put(m, object, "name", words(m, name));
    return object;
}

static json_t *make_time(struct maker *m, int64_t ticks)
{
    json_t *time = make(m, "RationalTime.1");
    put(m, time, "rate", json_real(m->rate));
    put(m, time, "value", json_real((double)ticks));
    return time;
}

static json_t *make_range(struct maker *m, int64_t start, int64_t duration)
{
    json_t *range = make(m, "TimeRange.1");
    put(m, range, "start_time", make_time(m, start));
    put(m, range, "duration", make_time(m, duration));
    return range;
}

/* What an Item has beside its own: a reader of 0.14 wants each. */
static json_t *make_item(struct maker *m, const char *schema, const char *name, json_t *range)
{
    json_t *item = make_named(m, schema, name);
    put(m, item, "effects", json_array());
    put(m, item, "markers", json_array());
    put(m, item, "source_range", range);
    return item;
}

static void put_metadata(struct maker *m, json_t *object, json_t *ours)
{
    json_t *metadata = json_object();
    put(m, metadata, "pastiche", ours);
    put(m, object, "metadata", metadata);
}

static json_t *describe_change(struct maker *m, const struct exchange_change *change)
{
    const struct pst_transition *t = &change->transition;
    json_t *ours = json_object();
    put(m, ours, "kind", json_string(pst_transition_kind_name(t->kind)));
    put(m, ours, "first", json_integer(t->first));
    put(m, ours, "last", json_integer(t->last));
    put(m, ours, "in", json_integer(change->in));
    put(m, ours, "out", json_integer(change->out));
    if (t->confidence >= 0 && t->confidence <= 1)
        put(m, ours, "confidence", json_real(t->confidence));
    if (t->detail[0])
        put(m, ours, "detail", words(m, t->detail));
    return ours;
}

static json_t *describe_shot(struct maker *m, const struct exchange_shot *shot)
{
    json_t *ours = json_object();
    put(m, ours, "number", json_integer((json_int_t)shot->number));
    put(m, ours, "kind", json_string(pst_shot_kind_name(shot->shot.kind)));
    put(m, ours, "first", json_integer(shot->shot.first));
    put(m, ours, "last", json_integer(shot->shot.last));
    if (shot->begins)
        put(m, ours, "begins", describe_change(m, shot->begins));
    json_t *loose = json_array();
    for (size_t i = 0; i < shot->loose_count; i++)
        add(m, loose, describe_change(m, &shot->loose[i]));
    put(m, ours, "loose", loose);
    return ours;
}

static json_t *make_media(struct maker *m)
{
    const struct exchange *list = m->list;
    struct text url = {0};
    media_url(&url, list->media);
    m->good &= !url.failed;
    json_t *media = make_named(m, "ExternalReference.1", list->file);
    put(m, media, "available_range", make_range(m, list->clock.start, list->clock.ticks));
    put(m, media, "target_url", words(m, url.data));
    put(m, media, "metadata", json_object());
    text_release(&url);
    return media;
}

static json_t *make_clip(struct maker *m, const struct exchange_shot *shot)
{
    char name[48];
    snprintf(name, sizeof name, "shot %zu", shot->number);
    json_t *range = make_range(m, m->list->clock.start + shot->in, shot->out - shot->in);
    json_t *clip = make_item(m, "Clip.1", name, range);
    put(m, clip, "media_reference", make_media(m));
    put_metadata(m, clip, describe_shot(m, shot));
    return clip;
}

static json_t *make_gap(struct maker *m, int64_t ticks)
{
    json_t *gap = make_item(m, "Gap.1", "", make_range(m, 0, ticks));
    put(m, gap, "metadata", json_object());
    return gap;
}

/* Nothing to see beside it: a hold of one colour, a gap, the end. */
static bool is_empty(const struct exchange_shot *beside)
{
    return !beside || beside->shot.kind != PST_SHOT_PICTURE;
}

static bool is_dissolve(enum pst_transition_kind kind, const struct exchange_shot *before,
                        const struct exchange_shot *after)
{
    return kind == PST_DISSOLVE || (kind == PST_FADE_OUT && is_empty(after)) ||
           (kind == PST_FADE_IN && is_empty(before));
}

static void add_transition(struct maker *m, json_t *track, struct joint joint,
                           const struct exchange_shot *before, const struct exchange_shot *after)
{
    if (!joint.change)
        return;
    enum pst_transition_kind kind = joint.change->transition.kind;
    bool dissolve = is_dissolve(kind, before, after);
    json_t *transition = make_named(m, "Transition.1", pst_transition_kind_name(kind));
    put(m, transition, "transition_type", json_string(dissolve ? "SMPTE_Dissolve" : "Custom_Transition"));
    put(m, transition, "in_offset", make_time(m, joint.before));
    put(m, transition, "out_offset", make_time(m, joint.after));
    put_metadata(m, transition, describe_change(m, joint.change));
    add(m, track, transition);
}

static json_t *make_track(struct maker *m)
{
    const struct exchange *list = m->list;
    json_t *children = json_array();
    for (size_t i = 0; i < list->shot_count; i++) {
        const struct exchange_shot *shot = &list->shots[i];
        if (joint_gap(list, i) > 0)
            add(m, children, make_gap(m, joint_gap(list, i)));
        add_transition(m, children, joint_at_head(list, i), joint_touches(list, i) ? shot - 1 : NULL, shot);
        add(m, children, make_clip(m, shot));
        add_transition(m, children, joint_at_tail(list, i), shot, NULL);
    }
    json_t *track = make_item(m, "Track.1", "shots", json_null());
    put(m, track, "kind", json_string("Video"));
    put(m, track, "children", children);
    put(m, track, "metadata", json_object());
    return track;
}

static int64_t clamp(int64_t value, int64_t least, int64_t most)
{
    return value < least ? least : value > most ? most : value;
}

/* A label outside what is exported has no place on the timeline. */
static json_t *make_markers(struct maker *m)
{
    const struct exchange *list = m->list;
    json_t *markers = json_array();
    for (size_t i = 0; i < list->label_count; i++) {
        const struct exchange_span *label = &list->labels[i];
        int64_t in = clamp(label->in - joint_origin(list), 0, joint_length(list));
        int64_t out = clamp(label->out - joint_origin(list), 0, joint_length(list));
        if (in >= out)
            continue;
        json_t *marker = make_named(m, "Marker.2", label->text);
        put(m, marker, "color", json_string("GREEN"));
        put(m, marker, "marked_range", make_range(m, in, out - in));
        put(m, marker, "metadata", json_object());
        add(m, markers, marker);
    }
    return markers;
}

static json_t *make_timeline(struct maker *m)
{
    const struct exchange *list = m->list;
    json_t *tracks = json_array(), *stack = make_item(m, "Stack.1", "tracks", json_null());
    add(m, tracks, make_track(m));
    put(m, stack, "markers", make_markers(m));
    put(m, stack, "children", tracks);
    put(m, stack, "metadata", json_object());

    json_t *ours = json_object();
    put(m, ours, "version", words(m, list->version));
    put(m, ours, "file", words(m, list->file));
    put(m, ours, "in", json_integer(joint_origin(list)));
    json_t *timeline = make_named(m, "Timeline.1", list->title && *list->title ? list->title : list->file);
    put(m, timeline, "global_start_time", make_time(m, list->clock.start + joint_origin(list)));
    put(m, timeline, "tracks", stack);
    put_metadata(m, timeline, ours);
    return timeline;
}

enum pst_status otio_write(const struct exchange *list, struct text *text, struct pst_error *error)
{
    if (joint_check(list, "OpenTimelineIO", error) != PST_OK)
        return PST_USAGE;
    struct maker maker = {list, rational_value(list->clock.rate), true};
    json_t *timeline = make_timeline(&maker);
    char *dump = maker.good ? json_dumps(timeline, JSON_INDENT(2)) : NULL;
    if (dump) {
        text_append(text, dump);
        text_append(text, "\n");
    }
    bool good = dump && !text->failed;
    free(dump);
    json_decref(timeline);
    return good ? PST_OK : fail_memory(error);
}
