/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/fcp7xml.h"
#include "base/error.h"
#include "base/text_number.h"
#include "exchange/joint.h"
#include "exchange/media_url.h"
#include "exchange/xml_text.h"
#include "pastiche/timecode.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_SOUND_TRACKS = 32 };
/* Premiere's ticks a second. */
static const int64_t TICKS = 254016000000;

/* What all clips of a shot have, and what those of its sound have: most of a file with many tracks, written
   once and then copied. */
struct shared {
    struct piece {
        size_t at, size;
    } links, body;
};

struct writer {
    const struct exchange *list;
    struct text *text;
    struct text pieces; /* that are shared */
    int depth;
    int timebase;          /* frames counted in a second of timecode */
    bool ntsc;             /* shown at 1000/1001 of it */
    int tracks;            /* of sound, one a channel */
    struct shared *shared; /* one a shot */
};

/* What follows goes to the pieces, until end_piece. */
static struct text *begin_piece(struct writer *w, struct piece *piece)
{
    struct text *text = w->text;
    w->text = &w->pieces;
    piece->at = w->pieces.length;
    return text;
}

static void end_piece(struct writer *w, struct piece *piece, struct text *text)
{
    piece->size = w->pieces.length - piece->at;
    w->text = text;
    text->failed |= w->pieces.failed;
}

static void put_piece(struct writer *w, const struct piece *piece)
{
    if (!w->pieces.failed)
        text_append_bytes(w->text, w->pieces.data + piece->at, piece->size);
}

/* The deepest, a rate in the first file, stands at 11. */
static void indent(struct writer *w)
{
    static const char blanks[] = "                                ";
    text_append_bytes(w->text, blanks, 2 * (size_t)w->depth);
}

static void put_tag(struct writer *w, const char *open, const char *element, const char *close)
{
    text_append(w->text, open);
    text_append(w->text, element);
    text_append(w->text, close);
}

/* An element's start, with its attributes. */
static void begin(struct writer *w, const char *element)
{
    indent(w);
    put_tag(w, "<", element, ">\n");
    w->depth++;
}

static void end(struct writer *w, const char *element)
{
    w->depth--;
    indent(w);
    put_tag(w, "</", element, ">\n");
}

static void put_text(struct writer *w, const char *element, const char *value)
{
    indent(w);
    put_tag(w, "<", element, ">");
    xml_append(w->text, value);
    put_tag(w, "</", element, ">\n");
}

static void put_number(struct writer *w, const char *element, int64_t value)
{
    indent(w);
    put_tag(w, "<", element, ">");
    text_append_whole(w->text, value);
    put_tag(w, "</", element, ">\n");
}

static void put_rate(struct writer *w)
{
    begin(w, "rate");
    put_number(w, "timebase", w->timebase);
    put_text(w, "ntsc", w->ntsc ? "TRUE" : "FALSE");
    end(w, "rate");
}

static void put_timecode(struct writer *w, int64_t frame)
{
    const struct exchange_clock *clock = &w->list->clock;
    char timecode[PST_TIMECODE_SIZE];
    pst_timecode(frame, clock->rate, clock->drop, timecode);
    begin(w, "timecode");
    put_rate(w);
    put_text(w, "string", timecode);
    put_number(w, "frame", frame);
    put_text(w, "displayformat", clock->drop ? "DF" : "NDF");
    end(w, "timecode");
}

static void put_picture(struct writer *w)
{
    begin(w, "samplecharacteristics");
    put_rate(w);
    if (w->list->width > 0 && w->list->height > 0) {
        put_number(w, "width", w->list->width);
        put_number(w, "height", w->list->height);
    }
    put_text(w, "anamorphic", "FALSE");
    put_text(w, "pixelaspectratio", "square");
    put_text(w, "fielddominance", "none");
    end(w, "samplecharacteristics");
}

static void put_sound(struct writer *w)
{
    begin(w, "samplecharacteristics");
    put_number(w, "depth", 16);
    put_number(w, "samplerate", w->list->sound_rate);
    end(w, "samplecharacteristics");
}

/* Final Cut wrote the host, and Premiere does. */
static void put_url(struct writer *w)
{
    struct text url = {0}, host = {0};
    media_url(&url, w->list->media);
    const char *path = url.data ? url.data : "";
    if (strncmp(path, "file:///", 8) == 0) {
        text_append(&host, "file://localhost/");
        path += 8;
    }
    text_append(&host, path);
    put_text(w, "pathurl", host.data ? host.data : "");
    w->text->failed |= url.failed || host.failed;
    text_release(&url);
    text_release(&host);
}

/* Whole where it is first named; later `<file id="file-1"/>` stands for it. */
static void put_file(struct writer *w)
{
    const struct exchange *list = w->list;
    begin(w, "file id=\"file-1\"");
    put_text(w, "name", list->file);
    put_url(w);
    put_rate(w);
    put_number(w, "duration", list->clock.ticks);
    put_timecode(w, list->clock.start);
    begin(w, "media");
    begin(w, "video");
    put_picture(w);
    end(w, "video");
    if (w->tracks > 0) {
        begin(w, "audio");
        put_sound(w);
        put_number(w, "channelcount", list->sound_channels);
        end(w, "audio");
    }
    end(w, "media");
    end(w, "file");
}

static void put_clip_number(struct writer *w, size_t shot, int track)
{
    text_append_whole(w->text, (int64_t)shot + 1);
    text_append_bytes(w->text, "-", 1);
    text_append_whole(w->text, track);
}

static void put_link(struct writer *w, size_t shot, int track)
{
    begin(w, "link");
    indent(w);
    text_append(w->text, "<linkclipref>clipitem-");
    put_clip_number(w, shot, track);
    text_append(w->text, "</linkclipref>\n");
    put_text(w, "mediatype", track ? "audio" : "video");
    put_number(w, "trackindex", track ? track : 1);
    put_number(w, "clipindex", (int64_t)shot + 1);
    end(w, "link");
}

/* From each clip of a shot to all of them. */
static void put_links(struct writer *w, size_t shot, int track)
{
    struct piece *links = &w->shared[shot].links;
    if (track == 0) {
        struct text *text = begin_piece(w, links);
        for (int t = 0; t <= w->tracks && w->tracks > 0; t++)
            put_link(w, shot, t);
        end_piece(w, links, text);
    }
    put_piece(w, links);
}

/* Where a clip lies in the sequence and what of the film it shows, in frames; -1: a transition tells. */
struct place {
    int64_t start, end, in, out;
};

static struct place whole(const struct writer *w, size_t i)
{
    const struct exchange_shot *shot = &w->list->shots[i];
    int64_t origin = joint_origin(w->list);
    return (struct place){shot->in - origin, shot->out - origin, shot->in, shot->out};
}

/* At an edge with nothing beside it a transition lies over the shot alone: so the format wants it. Readers
   take the middle of one in between, rounded down, for the cut: of an odd number of frames the first or last
   is left out, so that the cut stays where it is. */
static struct joint head_of(const struct exchange *list, size_t i)
{
    struct joint joint = joint_at_head(list, i);
    if (!joint_touches(list, i))
        joint.before = 0;
    else if (joint.before == joint.after + 1 && joint.after > 0)
        joint.before--;
    else if (joint.after == joint.before + 1 && joint.before > 0)
        joint.after--;
    return joint.before + joint.after > 0 ? joint : (struct joint){0};
}

/* Of the end of shot i, whichever side tells it. */
static struct joint tail_of(const struct exchange *list, size_t i)
{
    if (joint_touches(list, i + 1))
        return head_of(list, i + 1);
    struct joint joint = joint_at_tail(list, i);
    joint.after = 0;
    return joint.before > 0 ? joint : (struct joint){0};
}

/* A transition's clips reach over its whole length, and leave it to the transition where they begin and
   end. */
static struct place under_transitions(const struct writer *w, size_t i)
{
    struct place place = whole(w, i);
    struct joint head = head_of(w->list, i), tail = tail_of(w->list, i);
    if (head.change) {
        place.start = -1;
        place.in -= head.before;
    }
    if (tail.change) {
        place.end = -1;
        place.out += tail.after;
    }
    return place;
}

static void write_body(struct writer *w, size_t i, int track)
{
    const struct exchange_shot *shot = &w->list->shots[i];
    struct place place = track ? whole(w, i) : under_transitions(w, i);
    char name[96];
    bool picture = shot->shot.kind == PST_SHOT_PICTURE;
    snprintf(name, sizeof name, "shot %zu%s%s", shot->number, picture ? "" : " ",
             picture ? "" : pst_shot_kind_name(shot->shot.kind));
    put_text(w, "name", name);
    put_text(w, "enabled", "TRUE");
    put_number(w, "duration", w->list->clock.ticks);
    put_rate(w);
    put_number(w, "start", place.start);
    put_number(w, "end", place.end);
    put_number(w, "in", place.in);
    put_number(w, "out", place.out);
    if (i == 0 && track == 0) {
        put_file(w);
    } else {
        indent(w);
        text_append(w->text, "<file id=\"file-1\"/>\n");
    }
}

static void put_body(struct writer *w, size_t i, int track)
{
    struct piece *body = &w->shared[i].body;
    if (track <= 1) {
        struct text *text = begin_piece(w, body);
        write_body(w, i, track);
        end_piece(w, body, text);
    }
    put_piece(w, body);
}

static void hand_on(const struct writer *w)
{
    enum { MUCH = 1 << 20 }; /* bytes */
    if (w->list->take && w->text->length >= MUCH)
        w->list->take(w->list->taker, w->text);
}

/* track 0: the picture; else the sound's channel, from 1. */
static void put_clip(struct writer *w, size_t i, int track)
{
    indent(w);
    text_append(w->text, "<clipitem id=\"clipitem-");
    put_clip_number(w, i, track);
    text_append(w->text, "\">\n");
    w->depth++;
    put_body(w, i, track);
    if (track) {
        begin(w, "sourcetrack");
        put_text(w, "mediatype", "audio");
        put_number(w, "trackindex", track);
        end(w, "sourcetrack");
    }
    put_links(w, i, track);
    end(w, "clipitem");
    hand_on(w);
}

struct effect {
    const char *name, *category;
};

/* By Final Cut Pro 7's names. */
static struct effect effect_of(enum pst_transition_kind kind)
{
    switch (kind) {
    case PST_DIP: return (struct effect){"Dip to Color Dissolve", "Dissolve"};
    case PST_WIPE: return (struct effect){"Edge Wipe", "Wipe"};
    case PST_PUSH:
    case PST_SLIDE: return (struct effect){"Push Slide", "Slide"};
    default: return (struct effect){"Cross Dissolve", "Dissolve"};
    }
}

static void put_colour(struct writer *w, const char *detail)
{
    unsigned red, green, blue;
    const char *colour = strstr(detail, "colour=#");
    if (!colour || sscanf(colour, "colour=#%2x%2x%2x", &red, &green, &blue) != 3)
        red = green = blue = 0;
    begin(w, "parameter");
    put_text(w, "parameterid", "dipcolor");
    put_text(w, "name", "Color");
    begin(w, "value");
    put_number(w, "alpha", 255);
    put_number(w, "red", red);
    put_number(w, "green", green);
    put_number(w, "blue", blue);
    end(w, "value");
    end(w, "parameter");
}

static void put_effect(struct writer *w, const struct pst_transition *t)
{
    struct effect effect = effect_of(t->kind);
    begin(w, "effect");
    put_text(w, "name", effect.name);
    put_text(w, "effectid", effect.name);
    put_text(w, "effectcategory", effect.category);
    put_text(w, "effecttype", "transition");
    put_text(w, "mediatype", "video");
    put_number(w, "wipecode", t->kind == PST_WIPE ? 1 : 0);
    put_number(w, "wipeaccuracy", 100);
    put_number(w, "startratio", 0);
    put_number(w, "endratio", 1);
    put_text(w, "reverse", "FALSE");
    if (t->kind == PST_DIP)
        put_colour(w, t->detail);
    end(w, "effect");
}

/* Where the cut lies in a transition; "-black": there is nothing on its other side. */
static const char *alignment(struct joint joint, bool both)
{
    if (!both)
        return joint.change->transition.kind == PST_FADE_IN ? "start-black" : "end-black";
    return joint.before == 0 ? "start" : joint.after == 0 ? "end" : "center";
}

static void put_transition(struct writer *w, struct joint joint, int64_t border, bool both)
{
    struct pst_rational rate = w->list->clock.rate;
    if (!joint.change)
        return;
    begin(w, "transitionitem");
    put_number(w, "start", border - joint.before);
    put_number(w, "end", border + joint.after);
    put_text(w, "alignment", alignment(joint, both));
    put_number(w, "cutPointTicks", joint.before * (TICKS / rate.num * rate.den));
    put_rate(w);
    put_effect(w, &joint.change->transition);
    end(w, "transitionitem");
}

/* Premiere writes both, and OpenShot stumbles where they are not there. */
static void end_track(struct writer *w)
{
    put_text(w, "enabled", "TRUE");
    put_text(w, "locked", "FALSE");
    end(w, "track");
}

static void put_picture_track(struct writer *w)
{
    const struct exchange *list = w->list;
    begin(w, "track");
    for (size_t i = 0; i < list->shot_count; i++) {
        struct place place = whole(w, i);
        put_transition(w, head_of(list, i), place.start, joint_touches(list, i));
        put_clip(w, i, 0);
        if (!joint_touches(list, i + 1))
            put_transition(w, tail_of(list, i), place.end, false);
    }
    end_track(w);
}

static void put_sound_tracks(struct writer *w)
{
    begin(w, "audio");
    put_number(w, "numOutputChannels", w->tracks > 1 ? 2 : 1);
    begin(w, "format");
    put_sound(w);
    end(w, "format");
    for (int track = 1; track <= w->tracks; track++) {
        begin(w, "track");
        for (size_t i = 0; i < w->list->shot_count; i++)
            put_clip(w, i, track);
        put_number(w, "outputchannelindex", 1 + (track - 1) % 2);
        end_track(w);
    }
    end(w, "audio");
}

static void put_marker(struct writer *w, const char *name, int64_t in, int64_t out)
{
    int64_t origin = joint_origin(w->list), length = joint_length(w->list);
    in -= origin;
    out -= origin;
    if (in >= length || out <= 0 || in >= out)
        return;
    begin(w, "marker");
    put_text(w, "name", name);
    put_text(w, "comment", "");
    put_number(w, "in", in < 0 ? 0 : in);
    put_number(w, "out", out > length ? length : out);
    end(w, "marker");
}

/* Labels, and the changes that lead to no other shot: none on a timeline, their kind is marked. */
static void put_markers(struct writer *w)
{
    const struct exchange *list = w->list;
    for (size_t i = 0; i < list->label_count; i++)
        put_marker(w, list->labels[i].text, list->labels[i].in, list->labels[i].out);
    for (size_t i = 0; i < list->shot_count; i++)
        for (size_t k = 0; k < list->shots[i].loose_count; k++) {
            const struct exchange_change *change = &list->shots[i].loose[k];
            put_marker(w, pst_transition_kind_name(change->transition.kind), change->in, change->out);
        }
}

static void put_sequence(struct writer *w)
{
    const struct exchange *list = w->list;
    begin(w, "sequence id=\"sequence-1\"");
    put_text(w, "name", list->title && *list->title ? list->title : list->file);
    put_number(w, "duration", joint_length(list));
    put_rate(w);
    put_timecode(w, list->clock.start + joint_origin(list));
    begin(w, "media");
    begin(w, "video");
    begin(w, "format");
    put_picture(w);
    end(w, "format");
    put_picture_track(w);
    end(w, "video");
    if (w->tracks > 0)
        put_sound_tracks(w);
    end(w, "media");
    put_markers(w);
    end(w, "sequence");
}

static bool find_timebase(struct writer *w)
{
    struct pst_rational rate = w->list->clock.rate;
    int64_t num = rate.num, den = rate.den;
    w->ntsc = num % den != 0;
    if (w->ntsc && (num * 1001) % (den * 1000) != 0)
        return false;
    w->timebase = (int)(w->ntsc ? num * 1001 / (den * 1000) : num / den);
    return w->timebase > 0;
}

enum pst_status fcp7xml_write(const struct exchange *list, struct text *text, struct pst_error *error)
{
    struct writer writer = {.list = list, .text = text};
    if (joint_check(list, "Final Cut Pro 7's XML", error) != PST_OK)
        return PST_USAGE;
    if (!find_timebase(&writer))
        return fail(
            error, PST_USAGE,
            "'%s' has %d/%d frames a second, which Final Cut Pro 7's XML cannot count: 24, 24000/1001 "
            "and their like it can",
            list->file, (int)list->clock.rate.num, (int)list->clock.rate.den);
    if (list->sound_rate > 0 && list->sound_channels > 0)
        writer.tracks = list->sound_channels < MAX_SOUND_TRACKS ? list->sound_channels : MAX_SOUND_TRACKS;
    writer.shared = calloc(list->shot_count + 1, sizeof *writer.shared);
    if (!writer.shared)
        return fail_memory(error);
    text_append(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE xmeml>\n");
    begin(&writer, "xmeml version=\"5\"");
    put_sequence(&writer);
    end(&writer, "xmeml");
    text_release(&writer.pieces);
    free(writer.shared);
    return text->failed ? fail_memory(error) : PST_OK;
}
