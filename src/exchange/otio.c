/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/otio.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/json_text.h"
#include "exchange/joint.h"
#include "exchange/media_url.h"
#include <stdio.h>
#include <string.h>

struct writer {
    struct json_text *json;
    const struct exchange *list;
    const char *url; /* of the film */
    double rate;
};

/* Every OTIO object names its schema; most have a name and metadata. */
static void open_object(struct writer *w, const char *key, const char *schema)
{
    json_open(w->json, key, '{');
    json_put_text(w->json, "OTIO_SCHEMA", schema);
}

static void open_named(struct writer *w, const char *key, const char *schema, const char *name)
{
    open_object(w, key, schema);
    json_put_text(w->json, "name", name ? name : "");
}

static void put_empty(struct writer *w, const char *key, const char brackets[2])
{
    json_open(w->json, key, brackets[0]);
    json_close(w->json, brackets[1]);
}

static void put_time(struct writer *w, const char *key, int64_t ticks)
{
    open_object(w, key, "RationalTime.1");
    json_put_number(w->json, "rate", w->rate);
    json_put_number(w->json, "value", (double)ticks);
    json_close(w->json, '}');
}

static void put_range(struct writer *w, const char *key, int64_t start, int64_t duration)
{
    open_object(w, key, "TimeRange.1");
    put_time(w, "start_time", start);
    put_time(w, "duration", duration);
    json_close(w->json, '}');
}

/* What an Item has beside its own, but for its range: a reader of 0.14 wants each. */
static void open_item(struct writer *w, const char *key, const char *schema, const char *name)
{
    open_named(w, key, schema, name);
    put_empty(w, "effects", "[]");
    put_empty(w, "markers", "[]");
}

static void put_change(struct writer *w, const char *key, const struct exchange_change *change)
{
    const struct pst_transition *t = &change->transition;
    json_open(w->json, key, '{');
    json_put_text(w->json, "kind", pst_transition_kind_name(t->kind));
    json_put_whole(w->json, "first", t->first);
    json_put_whole(w->json, "last", t->last);
    json_put_whole(w->json, "in", change->in);
    json_put_whole(w->json, "out", change->out);
    if (t->confidence >= 0 && t->confidence <= 1)
        json_put_number(w->json, "confidence", t->confidence);
    if (t->detail[0])
        json_put_text(w->json, "detail", t->detail);
    json_close(w->json, '}');
}

static void put_shot(struct writer *w, const struct exchange_shot *shot)
{
    json_open(w->json, "pastiche", '{');
    json_put_whole(w->json, "number", (int64_t)shot->number);
    json_put_text(w->json, "kind", pst_shot_kind_name(shot->shot.kind));
    json_put_whole(w->json, "first", shot->shot.first);
    json_put_whole(w->json, "last", shot->shot.last);
    if (shot->begins)
        put_change(w, "begins", shot->begins);
    json_open(w->json, "loose", '[');
    for (size_t i = 0; i < shot->loose_count; i++)
        put_change(w, NULL, &shot->loose[i]);
    json_close(w->json, ']');
    json_close(w->json, '}');
}

static void put_media(struct writer *w)
{
    const struct exchange *list = w->list;
    open_named(w, "media_reference", "ExternalReference.1", list->file);
    put_range(w, "available_range", list->clock.start, list->clock.ticks);
    json_put_text(w->json, "target_url", w->url);
    put_empty(w, "metadata", "{}");
    json_close(w->json, '}');
}

static void put_clip(struct writer *w, const struct exchange_shot *shot)
{
    char name[48];
    snprintf(name, sizeof name, "shot %zu", shot->number);
    open_item(w, NULL, "Clip.1", name);
    put_range(w, "source_range", w->list->clock.start + shot->in, shot->out - shot->in);
    put_media(w);
    json_open(w->json, "metadata", '{');
    put_shot(w, shot);
    json_close(w->json, '}');
    json_close(w->json, '}');
}

static void put_gap(struct writer *w, int64_t ticks)
{
    open_item(w, NULL, "Gap.1", "");
    put_range(w, "source_range", 0, ticks);
    put_empty(w, "metadata", "{}");
    json_close(w->json, '}');
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

static void put_transition(struct writer *w, struct joint joint, const struct exchange_shot *before,
                           const struct exchange_shot *after)
{
    if (!joint.change)
        return;
    enum pst_transition_kind kind = joint.change->transition.kind;
    bool dissolve = is_dissolve(kind, before, after);
    open_named(w, NULL, "Transition.1", pst_transition_kind_name(kind));
    json_put_text(w->json, "transition_type", dissolve ? "SMPTE_Dissolve" : "Custom_Transition");
    put_time(w, "in_offset", joint.before);
    put_time(w, "out_offset", joint.after);
    json_open(w->json, "metadata", '{');
    put_change(w, "pastiche", joint.change);
    json_close(w->json, '}');
    json_close(w->json, '}');
}

static void put_track(struct writer *w)
{
    const struct exchange *list = w->list;
    open_item(w, NULL, "Track.1", "shots");
    json_put_null(w->json, "source_range");
    json_put_text(w->json, "kind", "Video");
    json_open(w->json, "children", '[');
    for (size_t i = 0; i < list->shot_count; i++) {
        const struct exchange_shot *shot = &list->shots[i];
        if (joint_gap(list, i) > 0)
            put_gap(w, joint_gap(list, i));
        put_transition(w, joint_at_head(list, i), joint_touches(list, i) ? shot - 1 : NULL, shot);
        put_clip(w, shot);
        put_transition(w, joint_at_tail(list, i), shot, NULL);
    }
    json_close(w->json, ']');
    put_empty(w, "metadata", "{}");
    json_close(w->json, '}');
}

static int64_t clamp(int64_t value, int64_t least, int64_t most)
{
    return value < least ? least : value > most ? most : value;
}

/* A label outside what is exported has no place on the timeline. */
static void put_markers(struct writer *w)
{
    const struct exchange *list = w->list;
    json_open(w->json, "markers", '[');
    for (size_t i = 0; i < list->label_count; i++) {
        const struct exchange_span *label = &list->labels[i];
        int64_t in = clamp(label->in - joint_origin(list), 0, joint_length(list));
        int64_t out = clamp(label->out - joint_origin(list), 0, joint_length(list));
        if (in >= out)
            continue;
        open_named(w, NULL, "Marker.2", label->text);
        json_put_text(w->json, "color", "GREEN");
        put_range(w, "marked_range", in, out - in);
        put_empty(w, "metadata", "{}");
        json_close(w->json, '}');
    }
    json_close(w->json, ']');
}

static void put_stack(struct writer *w)
{
    open_named(w, "tracks", "Stack.1", "tracks");
    put_empty(w, "effects", "[]");
    put_markers(w);
    json_put_null(w->json, "source_range");
    json_open(w->json, "children", '[');
    put_track(w);
    json_close(w->json, ']');
    put_empty(w, "metadata", "{}");
    json_close(w->json, '}');
}

static void put_timeline(struct writer *w)
{
    const struct exchange *list = w->list;
    open_named(w, NULL, "Timeline.1", list->title && *list->title ? list->title : list->file);
    put_time(w, "global_start_time", list->clock.start + joint_origin(list));
    put_stack(w);
    json_open(w->json, "metadata", '{');
    json_open(w->json, "pastiche", '{');
    json_put_text(w->json, "version", list->version);
    json_put_text(w->json, "file", list->file);
    json_put_whole(w->json, "in", joint_origin(list));
    json_close(w->json, '}');
    json_close(w->json, '}');
    json_close(w->json, '}');
}

enum pst_status otio_write(const struct exchange *list, struct text *text, struct pst_error *error)
{
    struct text url = {0};
    if (joint_check(list, "OpenTimelineIO", error) != PST_OK)
        return PST_USAGE;
    media_url(&url, list->media);
    struct json_text json = {.out = text, .indent = 2, .digits = 17};
    struct writer writer = {&json, list, url.data ? url.data : "", rational_value(list->clock.rate)};
    put_timeline(&writer);
    text_append(text, "\n");
    text->failed |= url.failed;
    text_release(&url);
    return text->failed ? fail_memory(error) : PST_OK;
}
