/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/error.h"
#include "base/json_text.h"
#include "exchange/cut_list.h"
#include "exchange/media_url.h"
#include <math.h>

struct writer {
    struct json_text *json;
    const struct cut_list *list;
};

/* Every OTIO object names its schema; most have a name. */
static void open_object(struct writer *w, const char *key, const char *schema, const char *name)
{
    json_open(w->json, key, '{');
    json_put_text(w->json, "OTIO_SCHEMA", schema);
    if (name)
        json_put_text(w->json, "name", name);
}

static void put_empty(struct writer *w, const char *key, const char brackets[2])
{
    json_open(w->json, key, brackets[0]);
    json_close(w->json, brackets[1]);
}

static void put_time(struct writer *w, const char *key, const struct exchange_clock *clock, int64_t ticks)
{
    open_object(w, key, "RationalTime.1", NULL);
    json_put_number(w->json, "rate", rational_value(clock->rate));
    json_put_number(w->json, "value", (double)ticks);
    json_close(w->json, '}');
}

static void put_range(struct writer *w, const char *key, const struct exchange_clock *clock, int64_t start,
                      int64_t duration)
{
    open_object(w, key, "TimeRange.1", NULL);
    put_time(w, "start_time", clock, start);
    put_time(w, "duration", clock, duration);
    json_close(w->json, '}');
}

static void put_media(struct writer *w, const struct cut_source *source)
{
    struct text url = {0};
    media_url(&url, source->file);
    w->json->out->failed |= url.failed;
    open_object(w, "media_reference", "ExternalReference.1", source->file);
    put_range(w, "available_range", &source->clock, source->clock.start, source->clock.ticks);
    json_put_text(w->json, "target_url", url.data ? url.data : "");
    put_empty(w, "metadata", "{}");
    json_close(w->json, '}');
    text_release(&url);
}

static void put_effects(struct writer *w, const struct cut_event *e)
{
    json_open(w->json, "effects", '[');
    if (fabs(e->speed - 1) > 1e-9) {
        open_object(w, NULL, "LinearTimeWarp.1", e->what);
        json_put_text(w->json, "effect_name", "LinearTimeWarp");
        json_put_number(w->json, "time_scalar", e->speed);
        put_empty(w, "metadata", "{}");
        json_close(w->json, '}');
    }
    json_close(w->json, ']');
}

static void put_said(struct writer *w, const struct cut_event *e)
{
    json_open(w->json, "metadata", '{');
    json_open(w->json, "pastiche", '{');
    json_put_text(w->json, "change", e->what);
    json_put_whole(w->json, "from", e->from);
    json_put_whole(w->json, "to", e->to);
    json_close(w->json, '}');
    json_close(w->json, '}');
}

/* A clip lasts as long as it is seen, counted at its own source's rate. */
static void put_clip(struct writer *w, const struct cut_event *e)
{
    const struct cut_source *source = e->is_new ? &w->list->new_cut : &w->list->old_cut;
    int64_t seen = e->out - e->in;
    if (!e->is_new)
        seen = llround((double)seen * rational_value(source->clock.rate) /
                       rational_value(w->list->new_cut.clock.rate));
    open_object(w, NULL, "Clip.1", e->what);
    put_effects(w, e);
    put_empty(w, "markers", "[]");
    put_range(w, "source_range", &source->clock, source->clock.start + e->from, seen);
    put_media(w, source);
    put_said(w, e);
    json_close(w->json, '}');
}

static void put_track(struct writer *w)
{
    open_object(w, NULL, "Track.1", "new cut");
    put_empty(w, "effects", "[]");
    put_empty(w, "markers", "[]");
    json_put_null(w->json, "source_range");
    json_put_text(w->json, "kind", "Video");
    json_open(w->json, "children", '[');
    for (size_t i = 0; i < w->list->count; i++)
        if (!w->list->events[i].is_gone)
            put_clip(w, &w->list->events[i]);
    json_close(w->json, ']');
    put_empty(w, "metadata", "{}");
    json_close(w->json, '}');
}

static void put_markers(struct writer *w)
{
    json_open(w->json, "markers", '[');
    for (size_t i = 0; i < w->list->count; i++) {
        const struct cut_event *e = &w->list->events[i];
        if (!e->is_gone)
            continue;
        open_object(w, NULL, "Marker.2", e->what);
        json_put_text(w->json, "color", "RED");
        put_range(w, "marked_range", &w->list->new_cut.clock, e->in, 1);
        put_said(w, e);
        json_close(w->json, '}');
    }
    json_close(w->json, ']');
}

static void put_stack(struct writer *w)
{
    open_object(w, "tracks", "Stack.1", "tracks");
    put_empty(w, "effects", "[]");
    put_markers(w);
    json_put_null(w->json, "source_range");
    json_open(w->json, "children", '[');
    put_track(w);
    json_close(w->json, ']');
    put_empty(w, "metadata", "{}");
    json_close(w->json, '}');
}

enum pst_status cut_otio_write(const struct cut_list *list, struct text *out, struct pst_error *error)
{
    if (cut_list_check(list, "OpenTimelineIO", error) != PST_OK)
        return PST_USAGE;
    const struct cut_source *cut = &list->new_cut;
    struct json_text json = {.out = out, .indent = 2, .digits = 17};
    struct writer w = {&json, list};
    open_object(&w, NULL, "Timeline.1", *cut->title ? cut->title : cut->file);
    put_time(&w, "global_start_time", &cut->clock, cut->clock.start);
    put_stack(&w);
    json_open(&json, "metadata", '{');
    json_open(&json, "pastiche", '{');
    json_put_text(&json, "version", list->version);
    json_put_text(&json, "old", list->old_cut.file);
    json_put_text(&json, "new", list->new_cut.file);
    json_close(&json, '}');
    json_close(&json, '}');
    json_close(&json, '}');
    text_append(out, "\n");
    return out->failed ? fail_memory(error) : PST_OK;
}
