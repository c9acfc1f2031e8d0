/* SPDX-License-Identifier: Apache-2.0 */
/* OpenTimelineIO: expectations by its published schema: a clip's source_range lies within its media's
   available_range, clips and gaps tile the track, a transition overlaps the items on both sides. */
#include "exchange/otio.h"
#include "misread.h"
#include "planted_list.h"
#include <jansson.h>

static struct text written(const struct exchange *list)
{
    struct text text = {0};
    struct pst_error error;
    REQUIRE_INT(otio_write(list, &text, &error), PST_OK);
    return text;
}

static json_t *parsed(const struct exchange *list)
{
    struct text text = written(list);
    json_t *root = json_loads(text.data, 0, NULL);
    REQUIRE(root);
    text_release(&text);
    return root;
}

/* "tracks/children/0": keys and places, parted by '/'. */
static const json_t *at(const json_t *json, const char *path)
{
    while (*path) {
        char key[64];
        size_t length = strcspn(path, "/");
        REQUIRE(length < sizeof key);
        memcpy(key, path, length);
        key[length] = '\0';
        json = json_is_array(json) ? json_array_get(json, (size_t)atoi(key)) : json_object_get(json, key);
        if (!json)
            TEST_FAIL("there is no '%s' on the way to '%s'", key, path);
        path += length + (path[length] == '/');
    }
    return json;
}

#define TRACK "tracks/children/0/children/"
#define SAYS(root, path, wanted) REQUIRE_TEXT(json_string_value(at(root, path)), wanted)
#define TELLS(root, path, wanted) REQUIRE(json_number_value(at(root, path)) == (wanted))

static void test_whole(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 86400, false, 0);
    json_t *r = parsed(&p.list);
    SAYS(r, "OTIO_SCHEMA", "Timeline.1");
    SAYS(r, "name", "A film");
    SAYS(r, "global_start_time/OTIO_SCHEMA", "RationalTime.1");
    TELLS(r, "global_start_time/value", 86400);
    SAYS(r, "tracks/OTIO_SCHEMA", "Stack.1");
    SAYS(r, "tracks/children/0/OTIO_SCHEMA", "Track.1");
    SAYS(r, "tracks/children/0/kind", "Video");
    REQUIRE_INT(json_array_size(at(r, "tracks/children/0/children")), 7 + 6);
    SAYS(r, TRACK "1/OTIO_SCHEMA", "Clip.1");
    SAYS(r, TRACK "1/name", "shot 1");
    SAYS(r, TRACK "2/source_range/OTIO_SCHEMA", "TimeRange.1");
    TELLS(r, TRACK "2/source_range/start_time/value", 86448);
    TELLS(r, TRACK "2/source_range/duration/value", 53);
    TELLS(r, TRACK "2/source_range/duration/rate", 24);
    REQUIRE(json_is_real(at(r, TRACK "2/source_range/duration/value")));
    SAYS(r, TRACK "2/media_reference/OTIO_SCHEMA", "ExternalReference.1");
    SAYS(r, TRACK "2/media_reference/target_url", "file:///films/film.mov");
    TELLS(r, TRACK "2/media_reference/available_range/start_time/value", 86400);
    TELLS(r, TRACK "2/media_reference/available_range/duration/value", 300);
    SAYS(r, TRACK "8/metadata/pastiche/kind", "black");
    SAYS(r, TRACK "9/metadata/pastiche/begins/kind", "jump_cut");
    json_decref(r);
}

static void require_transition(const json_t *r, int place, const char *name, const char *type, double in,
                               double out)
{
    char path[40];
    snprintf(path, sizeof path, TRACK "%d", place);
    const json_t *t = at(r, path);
    SAYS(t, "OTIO_SCHEMA", "Transition.1");
    SAYS(t, "name", name);
    SAYS(t, "transition_type", type);
    TELLS(t, "in_offset/value", in);
    TELLS(t, "out_offset/value", out);
}

/* A fade to or from a hold of one colour, or at the end of the film, is a dissolve. */
static void test_transitions(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 0, false, 0);
    json_t *r = parsed(&p.list);
    require_transition(r, 0, "fade_in", "SMPTE_Dissolve", 0, 12);
    require_transition(r, 3, "dissolve", "SMPTE_Dissolve", 6, 5);
    require_transition(r, 5, "wipe", "Custom_Transition", 5, 5);
    require_transition(r, 7, "fade_out", "SMPTE_Dissolve", 10, 10);
    require_transition(r, 10, "dip", "Custom_Transition", 5, 5);
    require_transition(r, 12, "fade_out", "SMPTE_Dissolve", 12, 0);
    SAYS(r, TRACK "5/metadata/pastiche/detail", "wipe=left-to-right");
    TELLS(r, TRACK "3/metadata/pastiche/first", 95);
    TELLS(r, TRACK "3/metadata/pastiche/last", 105);
    TELLS(r, TRACK "3/metadata/pastiche/confidence", 0.625);
    json_decref(r);
    p.shots[4].shot.kind = PST_SHOT_PICTURE;
    r = parsed(&p.list);
    require_transition(r, 7, "fade_out", "Custom_Transition", 10, 10);
    json_decref(r);
}

static void test_markers(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 86400, false, 0);
    json_t *r = parsed(&p.list);
    REQUIRE_INT(json_array_size(at(r, "tracks/markers")), 3);
    SAYS(r, "tracks/markers/1/OTIO_SCHEMA", "Marker.2");
    SAYS(r, "tracks/markers/1/name", "night");
    TELLS(r, "tracks/markers/1/marked_range/start_time/value", 140);
    TELLS(r, "tracks/markers/1/marked_range/duration/value", 60);
    json_decref(r);
}

/* The rate is the double nearest to the fraction, as OpenTimelineIO itself has it; values are whole. */
static void test_rates(void)
{
    static const struct {
        struct pst_rational rate;
        double told;
        int64_t start, longer;
    } CASES[] = {
        {{24, 1}, 24, 0, 0},
        {{25, 1}, 25, 90000, 180000},
        {{24000, 1001}, 23.976023976023978, 86400, 172800},
        {{30000, 1001}, 29.970029970029970, 107892, 215784},
        {{120000, 1001}, 119.88011988011988, 0, 863136},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct planted p;
        plant(&p, CASES[i].rate, CASES[i].start, false, CASES[i].longer);
        json_t *r = parsed(&p.list);
        TELLS(r, TRACK "2/source_range/start_time/rate", CASES[i].told);
        TELLS(r, TRACK "2/source_range/start_time/value", (double)(CASES[i].start + CASES[i].longer + 48));
        json_decref(r);
    }
}

/* From the beginning of shot 2 on; a gap stands for shot 4, and nothing dissolves into it. */
static void test_selection(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 86400, false, 0);
    plant_selection(&p);
    json_t *r = parsed(&p.list);
    TELLS(r, "global_start_time/value", 86448);
    REQUIRE_INT(json_array_size(at(r, "tracks/children/0/children")), 6);
    require_transition(r, 1, "dissolve", "SMPTE_Dissolve", 6, 5);
    SAYS(r, TRACK "3/OTIO_SCHEMA", "Gap.1");
    TELLS(r, TRACK "3/source_range/duration/value", 50);
    SAYS(r, TRACK "4/name", "shot 5");
    TELLS(r, "tracks/markers/1/marked_range/start_time/value", 92);
    json_decref(r);
}

static void test_names(void)
{
    static const char *const PATHS[][2] = {
        {"/a b/50% #1?.mov", "file:///a%20b/50%25%20%231%3F.mov"},
        {"/\xc3\xa9t\xc3\xa9/\xff.mov", "file:///%C3%A9t%C3%A9/%FF.mov"},
        {"films/12:00.mov", "films/12%3A00.mov"},
        {"C:\\films\\a b.mov", "file:///C:/films/a%20b.mov"},
        {"\\\\server\\films\\a.mov", "file://server/films/a.mov"},
        {"https://example.org/a%20b.mov?x=1#t", "https://example.org/a%20b.mov?x=1#t"},
        {"s3://films/a b.mov", "s3://films/a b.mov"},
        {"1://x", "1%3A//x"},
    };
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 0, false, 0);
    for (int i = 0; i < AWKWARD_COUNT; i++) {
        p.labels[0].text = p.list.file = AWKWARD[i];
        json_t *r = parsed(&p.list);
        SAYS(r, "tracks/markers/0/name", AWKWARD[i]);
        SAYS(r, TRACK "1/media_reference/name", AWKWARD[i]);
        json_decref(r);
    }
    for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++) {
        p.list.media = PATHS[i][0];
        json_t *r = parsed(&p.list);
        SAYS(r, TRACK "1/media_reference/target_url", PATHS[i][1]);
        json_decref(r);
    }
}

/* ---- reading */

static void require_same_change(const struct exchange_found_change *got, const struct exchange_change *wanted)
{
    REQUIRE_INT(got->kind, wanted->transition.kind);
    REQUIRE_INT(got->in, wanted->in);
    REQUIRE_INT(got->out, wanted->out);
    REQUIRE(got->confidence == wanted->transition.confidence);
    REQUIRE_TEXT(got->detail, wanted->transition.detail);
}

static void read_back(const struct exchange *list, struct exchange_reading *reading)
{
    struct text text = written(list);
    struct pst_error error = {0};
    *reading = (struct exchange_reading){0};
    if (otio_read("t", text.data, text.length, &list->clock, reading, &error) != PST_OK)
        TEST_FAIL("%s", error.message);
    text_release(&text);
}

/* A border of ours that no change tells lies in black between two fades: no cut comes of it. */
static void test_untold_border(void)
{
    struct planted p;
    struct exchange_reading reading;
    plant(&p, (struct pst_rational){24, 1}, 86400, false, 0);
    for (size_t i = 1; i < PLANTED_SHOTS; i++)
        if (p.shots[i].begins && p.shots[i].begins->transition.kind == PST_JUMP_CUT)
            p.shots[i].begins = p.shots[i - 1].ends = NULL;
    read_back(&p.list, &reading);
    REQUIRE_INT(reading.changes.count, PLANTED_CHANGES - 1);
    exchange_reading_release(&reading);
}

static void test_round_trip(void)
{
    static const struct pst_rational RATES[] = {
        {24, 1}, {25, 1}, {24000, 1001}, {30000, 1001}, {120000, 1001}};
    for (size_t k = 0; k < sizeof RATES / sizeof *RATES; k++) {
        struct planted p;
        struct exchange_reading reading;
        plant(&p, RATES[k], 86400, false, k * 200000);
        read_back(&p.list, &reading);
        REQUIRE_INT(reading.rate.num, RATES[k].num);
        REQUIRE_INT(reading.rate.den, RATES[k].den);
        REQUIRE(reading.changes_told && reading.labels_told);
        REQUIRE_INT(reading.shots.count, PLANTED_SHOTS);
        for (size_t i = 0; i < PLANTED_SHOTS; i++) {
            REQUIRE_INT(reading.shots.items[i].in, p.shots[i].in);
            REQUIRE_INT(reading.shots.items[i].out, p.shots[i].out);
        }
        REQUIRE_INT(reading.changes.count, PLANTED_CHANGES);
        for (size_t i = 0; i < PLANTED_CHANGES; i++)
            require_same_change(&reading.changes.items[i], &p.changes[i]);
        REQUIRE_INT(reading.labels.count, 3);
        for (size_t i = 0; i < 3; i++) {
            REQUIRE_INT(reading.labels.items[i].in, p.labels[i].in);
            REQUIRE_INT(reading.labels.items[i].out, p.labels[i].out);
            REQUIRE_TEXT(reading.labels.items[i].name, p.labels[i].text);
        }
        exchange_reading_release(&reading);
    }
}

static void test_loose(void)
{
    struct planted p;
    struct exchange_reading reading;
    plant(&p, (struct pst_rational){24, 1}, 86400, false, 0);
    plant_loose(&p);
    read_back(&p.list, &reading);
    REQUIRE_INT(reading.changes.count, PLANTED_CHANGES + 1);
    require_same_change(&reading.changes.items[3], &p.changes[PLANTED_CHANGES]);
    exchange_reading_release(&reading);
}

/* A part comes back in its place. */
static void test_part(void)
{
    struct planted p;
    struct exchange_reading reading;
    plant(&p, (struct pst_rational){24, 1}, 86400, false, 0);
    plant_selection(&p);
    read_back(&p.list, &reading);
    REQUIRE_INT(reading.shots.count, 4);
    REQUIRE_INT(reading.shots.items[0].in, 48);
    REQUIRE_INT(reading.shots.items[3].in, 224);
    REQUIRE_INT(reading.shots.items[3].out, 260);
    REQUIRE_INT(reading.labels.items[0].in, 50);
    exchange_reading_release(&reading);
}

#define TIME(n) "{\"OTIO_SCHEMA\":\"RationalTime.1\",\"rate\":24,\"value\":" #n "}"
#define RANGE(from, long)                                                                                    \
    "{\"OTIO_SCHEMA\":\"TimeRange.1\",\"start_time\":" TIME(from) ",\"duration\":" TIME(long) "}"
#define CLIP(range) "{\"OTIO_SCHEMA\":\"Clip.2\",\"source_range\":" range "}"
#define GAP(long) "{\"OTIO_SCHEMA\":\"Gap.1\",\"source_range\":" RANGE(0, long) "}"
#define CHANGE(name, in, out)                                                                                \
    "{\"OTIO_SCHEMA\":\"Transition.1\",\"name\":\"" name "\",\"transition_type\":\"SMPTE_Dissolve\","        \
    "\"in_offset\":" TIME(in) ",\"out_offset\":" TIME(out) "}"
#define STACK(tracks) "{\"OTIO_SCHEMA\":\"Stack.1\",\"children\":[" tracks "]}"
#define VIDEO(children) "{\"OTIO_SCHEMA\":\"Track.1\",\"kind\":\"Video\",\"children\":[" children "]}"
#define SOUND "{\"OTIO_SCHEMA\":\"Track.1\",\"kind\":\"Audio\",\"children\":[]}"
#define TIMELINE(tracks) "{\"OTIO_SCHEMA\":\"Timeline.1\",\"tracks\":" STACK(tracks) "}"

static void read_text(const char *text, struct exchange_reading *reading)
{
    struct pst_error error = {0};
    if (read_bytes(otio_read, text, strlen(text), reading, &error) != PST_OK)
        TEST_FAIL("%s", error.message);
}

static void require_shot(const struct exchange_reading *reading, size_t i, int row, int64_t in, int64_t out)
{
    REQUIRE(i < reading->shots.count);
    REQUIRE_INT(reading->shots.items[i].row, row);
    REQUIRE_INT(reading->shots.items[i].in, in);
    REQUIRE_INT(reading->shots.items[i].out, out);
}

static void require_change(const struct exchange_reading *reading, size_t i, enum pst_transition_kind kind,
                           int64_t in, int64_t out)
{
    REQUIRE(i < reading->changes.count);
    REQUIRE_INT(reading->changes.items[i].kind, kind);
    REQUIRE_INT(reading->changes.items[i].in, in);
    REQUIRE_INT(reading->changes.items[i].out, out);
    REQUIRE(isnan(reading->changes.items[i].confidence));
}

/* Of another tool: clips of anywhere in their media, placed by their durations alone. */
static void test_others(void)
{
    struct exchange_reading r;
    read_text(
        TIMELINE(SOUND "," VIDEO(
            CHANGE("", 0, 6) "," CLIP(RANGE(500, 40)) "," CLIP(RANGE(7, 20)) "," CHANGE("Cross Dissolve", 4, 5) "," CLIP(
                RANGE(0,
                      30)) "," GAP(10) "," CLIP(RANGE(0,
                                                      50)) "," CHANGE("Radial Wipe", 3,
                                                                      3) "," CLIP(RANGE(9,
                                                                                        9)) "," CHANGE("", 6,
                                                                                                       0))),
        &r);
    REQUIRE_INT(r.shots.count, 5);
    require_shot(&r, 0, 2, 0, 40);
    require_shot(&r, 1, 3, 40, 60);
    require_shot(&r, 2, 5, 60, 90);
    require_shot(&r, 3, 7, 100, 150);
    require_shot(&r, 4, 9, 150, 159);
    REQUIRE_INT(r.changes.count, 5);
    require_change(&r, 0, PST_FADE_IN, 0, 6);
    require_change(&r, 1, PST_CUT, 40, 40);
    require_change(&r, 2, PST_DISSOLVE, 56, 65);
    require_change(&r, 3, PST_WIPE, 147, 153);
    require_change(&r, 4, PST_FADE_OUT, 153, 159);
    REQUIRE(r.changes_told && !r.labels_told);
    exchange_reading_release(&r);
}

/* A stack in place of a clip shows its frames 5..24, and so 15 frames of its first clip and 5 of the second;
   a track with a trim of its own shows that alone. */
static void test_nested(void)
{
    struct exchange_reading r;
    read_text(TIMELINE(VIDEO(CLIP(RANGE(0, 10)) ",{\"OTIO_SCHEMA\":\"Stack.1\",\"source_range\":" RANGE(
                  5, 20) ","
                         "\"children\":[" SOUND
                         "," VIDEO(CLIP(RANGE(0, 20)) "," CLIP(RANGE(0, 30))) "]}," CLIP(RANGE(0, 10)))),
              &r);
    REQUIRE_INT(r.shots.count, 4);
    require_shot(&r, 0, 1, 0, 10);
    require_shot(&r, 1, 2, 10, 25);
    require_shot(&r, 2, 2, 25, 30);
    require_shot(&r, 3, 3, 30, 40);
    REQUIRE_INT(r.changes.count, 3);
    require_change(&r, 1, PST_CUT, 25, 25);
    exchange_reading_release(&r);
    read_text("{\"OTIO_SCHEMA\":\"SerializableCollection.1\",\"children\":[7," TIMELINE(
                  "{\"OTIO_SCHEMA\":\"Track.1\",\"kind\":\"Video\",\"source_range\":" RANGE(
                      4, 10) ",\"children\":[" CLIP(RANGE(0, 8)) "," CLIP(RANGE(0, 8)) "]}") "]}",
              &r);
    REQUIRE_INT(r.shots.count, 2);
    require_shot(&r, 0, 1, 0, 4);
    require_shot(&r, 1, 2, 4, 10);
    exchange_reading_release(&r);
}

/* On the stack, on the track, and on a clip, there in the clip's own time. */
static void test_found_labels(void)
{
#define MARK(name, from, long) "\"markers\":[{\"name\":\"" name "\",\"marked_range\":" RANGE(from, long) "}]"
    struct exchange_reading r;
    read_text("{\"OTIO_SCHEMA\":\"Timeline.1\",\"tracks\":{" MARK(
                  "a", 3, 4) ",\"children\":[{"
                             "\"OTIO_SCHEMA\":\"Track.1\"," MARK("b", 5, 6) ",\"children\":[" CLIP(
                                 RANGE(0, 10)) ",{"
                                               "\"OTIO_SCHEMA\":\"Clip.1\"," MARK(
                                                   "", 105, 2) ",\"source_range\":" RANGE(100, 10) "}]}]}}",
              &r);
    REQUIRE_INT(r.labels.count, 3);
    REQUIRE_TEXT(r.labels.items[0].name, "marker");
    REQUIRE_INT(r.labels.items[0].row, 2);
    REQUIRE_INT(r.labels.items[0].in, 15);
    REQUIRE_INT(r.labels.items[0].out, 17);
    REQUIRE_TEXT(r.labels.items[1].name, "b");
    REQUIRE_INT(r.labels.items[1].in, 5);
    REQUIRE_TEXT(r.labels.items[2].name, "a");
    REQUIRE_INT(r.labels.items[2].row, 1);
    REQUIRE_INT(r.labels.items[2].out, 7);
    REQUIRE(r.labels_told);
    exchange_reading_release(&r);
}

/* What was moved by hand keeps its kind and detail, and nobody is sure of it any more. */
static void test_moved(void)
{
#define OURS                                                                                                 \
    "\"metadata\":{\"pastiche\":{\"kind\":\"wipe\",\"in\":6,\"out\":14,\"confidence\":0.5,\"detail\":\"x\"}" \
    "}"
    static const char *const TEXTS[] = {
        TIMELINE(VIDEO(CLIP(RANGE(0, 10)) ",{\"OTIO_SCHEMA\":\"Transition.1\"," OURS ",\"in_offset\":" TIME(
            4) ",\"out_offset\":" TIME(4) "}," CLIP(RANGE(0, 10)))),
        TIMELINE(VIDEO(CLIP(RANGE(0, 11)) ",{\"OTIO_SCHEMA\":\"Transition.1\"," OURS ",\"in_offset\":" TIME(
            4) ",\"out_offset\":" TIME(4) "}," CLIP(RANGE(0, 10))))};
    for (int i = 0; i < 2; i++) {
        struct exchange_reading r;
        read_text(TEXTS[i], &r);
        REQUIRE_INT(r.changes.items[0].kind, PST_WIPE);
        REQUIRE_TEXT(r.changes.items[0].detail, "x");
        REQUIRE_INT(r.changes.items[0].in, 6 + i);
        REQUIRE(i ? isnan(r.changes.items[0].confidence) : r.changes.items[0].confidence == 0.5);
        exchange_reading_release(&r);
    }
}

/* A film of no steady rate takes the file's. */
static void test_found_rates(void)
{
    static const struct {
        const char *told;
        int num, den;
    } CASES[] = {{"24", 24, 1},
                 {"23.976023976023978", 24000, 1001},
                 {"23.976", 24000, 1001},
                 {"29.97", 30000, 1001},
                 {"12.5", 12500, 1000}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct exchange_clock clock = {.ticks = 0};
        struct exchange_reading r = {0};
        struct pst_error error;
        char text[600];
        int size =
            snprintf(text, sizeof text,
                     "{\"OTIO_SCHEMA\":\"Timeline.1\",\"tracks\":{\"children\":[{\"OTIO_SCHEMA\":"
                     "\"Track.1\",\"children\":[{\"OTIO_SCHEMA\":\"Clip.1\",\"source_range\":"
                     "{\"start_time\":{\"rate\":%s,\"value\":0},\"duration\":{\"rate\":%s,\"value\":9}}"
                     "}]}]}}",
                     CASES[i].told, CASES[i].told);
        REQUIRE_INT(otio_read("t", text, (size_t)size, &clock, &r, &error), PST_OK);
        REQUIRE_INT(r.rate.num, CASES[i].num);
        REQUIRE_INT(r.rate.den, CASES[i].den);
        exchange_reading_release(&r);
    }
}

static void test_refused(void)
{
#define BAD_CLIP(range) TIMELINE(VIDEO(CLIP(RANGE(0, 5)) "," CLIP(range)))
#define AT(rate, value)                                                                                      \
    "{\"start_time\":{\"rate\":" rate ",\"value\":" value "},\"duration\":{\"rate\":" rate                   \
    ",\"value\":" value "}}"
    static const char *const CASES[][2] = {
        {"", "'t', line 1: not valid JSON (column 0)"},
        {"{", "'t', line 1: not valid JSON (column 1)"},
        {"{\n\"a\": }", "'t', line 2: not valid JSON (column 6)"},
        {"\xff\xfe", "'t', line 1: not valid JSON (column 0)"},
        {"TITLE: an EDL", "'t', line 1: not valid JSON (column 5)"},
        {"[]", "'t': is no OpenTimelineIO timeline"},
        {"{}", "'t': is no OpenTimelineIO timeline"},
        {"{\"OTIO_SCHEMA\":7}", "'t': is no OpenTimelineIO timeline"},
        {"{\"OTIO_SCHEMA\":\"Timeline\"}", "'t': is no OpenTimelineIO timeline"},
        {"{\"OTIO_SCHEMA\":\"SerializableCollection.1\"}", "'t': is no OpenTimelineIO timeline"},
        {"{\"OTIO_SCHEMA\":\"Timeline.1\"}", "'t': has no video track"},
        {"{\"OTIO_SCHEMA\":\"Timeline.1\",\"tracks\":[]}", "'t': has no video track"},
        {TIMELINE(SOUND), "'t': has no video track"},
        {TIMELINE("{\"OTIO_SCHEMA\":\"Track.1\"}"), "'t': a track without children"},
        {TIMELINE(VIDEO("")), "'t': has no clip"},
        {TIMELINE(VIDEO(GAP(9))), "'t': has no clip"},
        {TIMELINE(VIDEO("7")), "'t', item 1: is no clip, gap, transition, stack or track"},
        {TIMELINE(VIDEO("{\"OTIO_SCHEMA\":\"Shot.1\"}")),
         "'t', item 1: is no clip, gap, transition, stack or track"},
        {BAD_CLIP("null"), "'t', item 2: has no length"},
        {BAD_CLIP("{}"), "'t', item 2: start_time has no value and rate"},
        {BAD_CLIP(AT("\"24\"", "1")), "'t', item 2: start_time has no value and rate"},
        {BAD_CLIP(AT("24", "null")), "'t', item 2: start_time has no value and rate"},
        {BAD_CLIP(AT("24", "true")), "'t', item 2: start_time has no value and rate"},
        {BAD_CLIP(AT("25", "1")), "'t', item 2: start_time counts 25 frames a second, but the film has 24"},
        {BAD_CLIP(AT("23.976", "1")),
         "'t', item 2: start_time counts 23.976 frames a second, but the film has 24"},
        {BAD_CLIP(AT("0", "1")), "'t', item 2: start_time of 1 at 0 frames a second is no time"},
        {BAD_CLIP(AT("1e-9", "1")), "'t', item 2: start_time of 1 at 1e-09 frames a second is no time"},
        {BAD_CLIP(AT("-24", "1")), "'t', item 2: start_time of 1 at -24 frames a second is no time"},
        {BAD_CLIP(AT("24", "1e300")), "'t', item 2: start_time of 1e+300 at 24 frames a second is no time"},
        {BAD_CLIP(AT("24", "1e999")), "'t', line 1: not valid JSON (column 403)"},
        {BAD_CLIP(AT("24", "NaN")), "'t', line 1: not valid JSON (column 401)"},
        {BAD_CLIP(AT("24", "99999999999999999999")),
         "'t', item 2: start_time of 1e+20 at 24 frames a second is no time"},
        {BAD_CLIP(RANGE(0, -3)), "'t', item 2: a duration of -3 frames"},
        {BAD_CLIP(RANGE(0, 0)), "'t', item 2: a clip of no frame"},
        {BAD_CLIP(RANGE(0, 0.1)), "'t', item 2: a clip of no frame"},
        {TIMELINE(VIDEO(CLIP(RANGE(0, 5)) "," CHANGE("", -1, 1))),
         "'t', item 2: a transition of -1 and 1 frames"},
        {TIMELINE(VIDEO(CLIP(RANGE(0, 5)) ",{\"OTIO_SCHEMA\":\"Transition.1\"}")),
         "'t', item 2: in_offset has no value and rate"},
        {TIMELINE(VIDEO("{\"OTIO_SCHEMA\":\"Clip.1\",\"markers\":[{}],\"source_range\":" RANGE(0, 5) "}")),
         "'t', item 1: start_time has no value and rate"},
        {TIMELINE(VIDEO("{\"OTIO_SCHEMA\":\"Stack.1\",\"source_range\":" RANGE(0, 5) "}")),
         "'t', item 1: has no video track"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        require_refused(otio_read, CASES[i][0], CASES[i][1]);
}

/* Tracks in stacks in tracks: 33 deep, and so deep that the parser itself gives up. */
static void test_deep(void)
{
    static const int DEPTHS[] = {20, 5000};
    static const char *const WANTED[] = {"'t', item 1: tracks are nested deeper than 32",
                                         "'t', line 1: not valid JSON"};
    for (int i = 0; i < 2; i++) {
        struct text text = {0};
        struct exchange_reading reading;
        struct pst_error error = {0};
        text_append(&text, "{\"OTIO_SCHEMA\":\"Timeline.1\",\"tracks\":");
        for (int k = 0; k < DEPTHS[i]; k++)
            text_append(
                &text,
                "{\"OTIO_SCHEMA\":\"Stack.1\",\"children\":[{\"OTIO_SCHEMA\":\"Track.1\",\"children\":[");
        text_append(&text, CLIP(RANGE(0, 5)));
        for (int k = 0; k < DEPTHS[i]; k++)
            text_append(&text, "]}]}");
        text_append(&text, "}");
        REQUIRE_INT(read_bytes(otio_read, text.data, text.length, &reading, &error), PST_INPUT);
        REQUIRE(strncmp(error.message, WANTED[i], strlen(WANTED[i])) == 0);
        exchange_reading_release(&reading);
        text_release(&text);
    }
}

int main(void)
{
    test_whole();
    test_transitions();
    test_markers();
    test_rates();
    test_selection();
    test_names();
    test_round_trip();
    test_untold_border();
    test_loose();
    test_part();
    test_others();
    test_nested();
    test_found_labels();
    test_moved();
    test_found_rates();
    test_refused();
    test_deep();
    try_damaged(otio_write, otio_read, 3000);
    return 0;
}
