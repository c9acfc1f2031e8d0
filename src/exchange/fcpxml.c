/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/fcpxml.h"
#include "base/error.h"
#include "exchange/joint.h"
#include "exchange/media_url.h"
#include "exchange/xml_text.h"
#include "pastiche/timecode.h"
#include <stdio.h>
#include <string.h>

/* Times are film time from the timecode of its first frame on, in sequence and source alike: the sequence
   begins at the timecode of the first shot, so a shot's offset and its start are the same. */
struct writer {
    const struct exchange *list;
    struct text *text;
    size_t label; /* the next one to be marked */
};

static void put(struct writer *w, const char *string)
{
    text_append(w->text, string);
}

static void put_name(struct writer *w, const char *name)
{
    put(w, " name=\"");
    xml_append(w->text, name);
    put(w, "\"");
}

/* Exact: a whole number of frame durations over the numerator of the rate. */
static void put_time(struct writer *w, const char *attribute, int64_t ticks)
{
    struct pst_rational rate = w->list->clock.rate;
    int64_t value = ticks * rate.den;
    if (value % rate.num == 0)
        text_format(w->text, " %s=\"%llds\"", attribute, (long long)(value / rate.num));
    else
        text_format(w->text, " %s=\"%lld/%ds\"", attribute, (long long)value, (int)rate.num);
}

static const char *timecode_format(const struct exchange *list)
{
    return list->clock.drop ? "DF" : "NDF";
}

static const char *title_of(const struct exchange *list)
{
    return list->title && *list->title ? list->title : list->file;
}

static void put_asset(struct writer *w)
{
    const struct exchange *list = w->list;
    struct text url = {0};
    media_url(&url, list->media);
    put(w, "        <asset id=\"r2\"");
    put_name(w, list->file);
    put_time(w, "start", list->clock.start);
    put_time(w, "duration", list->clock.ticks);
    put(w, " hasVideo=\"1\" format=\"r1\" videoSources=\"1\"");
    if (list->sound_rate > 0)
        text_format(w->text, " hasAudio=\"1\" audioSources=\"1\" audioChannels=\"%d\" audioRate=\"%d\"",
                    list->sound_channels, list->sound_rate);
    put(w, ">\n            <media-rep kind=\"original-media\" src=\"");
    xml_append(w->text, url.data ? url.data : "");
    put(w, "\"/>\n        </asset>\n");
    w->text->failed |= url.failed;
    text_release(&url);
}

/* The two transitions of Final Cut Pro whose names in the format are known from its own files. */
static void put_resources(struct writer *w)
{
    const struct exchange *list = w->list;
    put(w, "    <resources>\n        <format id=\"r1\"");
    put_time(w, "frameDuration", 1);
    if (list->width > 0 && list->height > 0)
        text_format(w->text, " width=\"%d\" height=\"%d\"", list->width, list->height);
    put(w, "/>\n");
    put_asset(w);
    put(w, "        <effect id=\"r3\" name=\"Cross Dissolve\""
           " uid=\"FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265\"/>\n"
           "        <effect id=\"r4\" name=\"Fade To Color\""
           " uid=\"FxPlug:F779C565-486D-4633-8035-0374B4DB8F5C\"/>\n"
           "    </resources>\n");
}

static int64_t within(int64_t value, int64_t least, int64_t most)
{
    return value < least ? least : value > most ? most : value;
}

/* A label's whole span, as keywords over the clip of the whole film. */
static void put_keywords(struct writer *w)
{
    const struct exchange *list = w->list;
    for (size_t i = 0; i < list->label_count; i++) {
        int64_t in = within(list->labels[i].in, 0, list->clock.ticks);
        int64_t out = within(list->labels[i].out, 0, list->clock.ticks);
        if (in >= out)
            continue;
        put(w, "            <keyword");
        put_time(w, "start", list->clock.start + in);
        put_time(w, "duration", out - in);
        put(w, " value=\"");
        xml_append(w->text, list->labels[i].text);
        put(w, "\"/>\n");
    }
}

static void put_film(struct writer *w)
{
    const struct exchange *list = w->list;
    put(w, "        <asset-clip ref=\"r2\"");
    put_name(w, title_of(list));
    put_time(w, "start", list->clock.start);
    put_time(w, "duration", list->clock.ticks);
    text_format(w->text, " format=\"r1\" tcFormat=\"%s\">\n", timecode_format(list));
    put_keywords(w);
    put(w, "        </asset-clip>\n");
}

static void put_marker(struct writer *w, const struct exchange_span *label, int64_t at)
{
    const struct exchange_clock *clock = &w->list->clock;
    char end[PST_TIMECODE_SIZE];
    pst_timecode(clock->start + label->out, clock->rate, clock->drop, end);
    put(w, "                        <marker");
    put_time(w, "start", clock->start + at);
    put_time(w, "duration", 1);
    put(w, " value=\"");
    xml_append(w->text, label->text);
    text_format(w->text, "\" note=\"to %s\"/>\n", end);
}

/* Those that begin in [in, out), and those that are under way where the sequence begins. */
static void put_markers(struct writer *w, int64_t in, int64_t out)
{
    const struct exchange *list = w->list;
    for (; w->label < list->label_count && list->labels[w->label].in < out; w->label++)
        if (list->labels[w->label].out > in)
            put_marker(w, &list->labels[w->label], within(list->labels[w->label].in, in, out - 1));
}

/* "<gap" or "<asset-clip" and what both have. */
static void put_item(struct writer *w, const char *element, const char *name, int64_t in, int64_t out)
{
    text_format(w->text, "                    <%s", element);
    put_name(w, name);
    put_time(w, "offset", w->list->clock.start + in);
    put_time(w, "start", w->list->clock.start + in);
    put_time(w, "duration", out - in);
}

static void put_gap(struct writer *w, int64_t in, int64_t out)
{
    put_item(w, "gap", "Gap", in, out);
    put(w, ">\n");
    put_markers(w, in, out);
    put(w, "                    </gap>\n");
}

/* A change that leads to no other shot is none on a timeline: its kind is marked. */
static void put_loose(struct writer *w, const struct exchange_shot *shot)
{
    for (size_t i = 0; i < shot->loose_count; i++) {
        const struct exchange_change *change = &shot->loose[i];
        struct exchange_span span = {.text = pst_transition_kind_name(change->transition.kind),
                                     .out = change->out};
        put_marker(w, &span, change->in);
    }
}

static void put_shot(struct writer *w, const struct exchange_shot *shot)
{
    char name[64];
    bool picture = shot->shot.kind == PST_SHOT_PICTURE;
    snprintf(name, sizeof name, "shot %zu%s%s", shot->number, picture ? "" : " ",
             picture ? "" : pst_shot_kind_name(shot->shot.kind));
    put_item(w, "asset-clip ref=\"r2\"", name, shot->in, shot->out);
    text_format(w->text, " format=\"r1\" tcFormat=\"%s\"%s>\n", timecode_format(w->list),
                w->list->sound_rate > 0 ? " audioRole=\"dialogue\"" : "");
    put_markers(w, shot->in, shot->out);
    put_loose(w, shot);
    put(w, "                    </asset-clip>\n");
}

/* Fade To Color is black where it is not told otherwise, and how it would be told is not published. */
static bool is_black_dip(const struct pst_transition *t)
{
    return t->kind == PST_DIP && (!t->detail[0] || strstr(t->detail, "colour=#000000"));
}

static void put_transition(struct writer *w, struct joint joint, int64_t border)
{
    if (!joint.change)
        return;
    const struct pst_transition *t = &joint.change->transition;
    bool dip = is_black_dip(t);
    put(w, "                    <transition name=\"");
    if (t->kind == PST_DISSOLVE)
        put(w, "Cross Dissolve");
    else
        text_format(w->text, "%s%s", pst_transition_kind_name(t->kind), t->detail[0] ? " " : "");
    if (t->kind != PST_DISSOLVE)
        xml_append(w->text, t->detail);
    put(w, "\"");
    put_time(w, "offset", w->list->clock.start + border - joint.before);
    put_time(w, "duration", joint.before + joint.after);
    text_format(w->text, ">\n                        <filter-video ref=\"%s\" name=\"%s\"/>\n",
                dip ? "r4" : "r3", dip ? "Fade To Color" : "Cross Dissolve");
    put(w, "                    </transition>\n");
}

static void put_spine(struct writer *w)
{
    const struct exchange *list = w->list;
    put(w, "                <spine>\n");
    for (size_t i = 0; i < list->shot_count; i++) {
        const struct exchange_shot *shot = &list->shots[i];
        int64_t gap = joint_gap(list, i);
        if (gap > 0)
            put_gap(w, shot->in - gap, shot->in);
        put_transition(w, joint_at_head(list, i), shot->in);
        put_shot(w, shot);
        put_transition(w, joint_at_tail(list, i), shot->out);
    }
    put(w, "                </spine>\n");
}

/* NULL: none of those that the format names. */
static const char *audio_rate(int rate)
{
    static const struct {
        int rate;
        const char *name;
    } RATES[] = {{32000, "32k"}, {44100, "44.1k"},   {48000, "48k"},  {88200, "88.2k"},
                 {96000, "96k"}, {176400, "176.4k"}, {192000, "192k"}};
    for (size_t i = 0; i < sizeof RATES / sizeof *RATES; i++)
        if (RATES[i].rate == rate)
            return RATES[i].name;
    return NULL;
}

static void put_project(struct writer *w)
{
    const struct exchange *list = w->list;
    int channels = list->sound_rate > 0 ? list->sound_channels : 0;
    put(w, "        <project");
    put_name(w, title_of(list));
    put(w, ">\n            <sequence format=\"r1\"");
    put_time(w, "duration", joint_length(list));
    put_time(w, "tcStart", list->clock.start + joint_origin(list));
    text_format(w->text, " tcFormat=\"%s\"", timecode_format(list));
    if (channels > 0)
        text_format(w->text, " audioLayout=\"%s\"",
                    channels == 1   ? "mono"
                    : channels == 2 ? "stereo"
                                    : "surround");
    if (channels > 0 && audio_rate(list->sound_rate))
        text_format(w->text, " audioRate=\"%s\"", audio_rate(list->sound_rate));
    put(w, ">\n");
    put_spine(w);
    put(w, "            </sequence>\n        </project>\n");
}

enum pst_status fcpxml_write(const struct exchange *list, struct text *text, struct pst_error *error)
{
    struct writer writer = {.list = list, .text = text};
    if (joint_check(list, "FCPXML", error) != PST_OK)
        return PST_USAGE;
    put(&writer,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE fcpxml>\n<fcpxml version=\"1.10\">\n");
    put_resources(&writer);
    put(&writer, "    <event");
    put_name(&writer, title_of(list));
    put(&writer, ">\n");
    put_film(&writer);
    put_project(&writer);
    put(&writer, "    </event>\n</fcpxml>\n");
    return text->failed ? fail_memory(error) : PST_OK;
}
