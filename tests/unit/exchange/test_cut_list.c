/* SPDX-License-Identifier: Apache-2.0 */
/* Cut lists: columns and comments of an edit decision list, OpenTimelineIO's schema, what cannot be said. */
#include "exchange/cut_list.h"
#include "exchange/edl.h"
#include "test.h"
#include <jansson.h>

static const struct cut_event events[] = {
    {.from = 24, .to = 72, .in = 0, .out = 48, .speed = 1, .what = "kept"},
    {.is_gone = true, .from = 72, .to = 80, .in = 48, .out = 48, .speed = 1, .what = "trimmed tail"},
    {.from = 80, .to = 130, .in = 48, .out = 148, .speed = 0.5, .what = "re-timed"},
    {.is_new = true, .from = 148, .to = 172, .in = 148, .out = 172, .speed = 1, .what = "added"},
};
enum { EVENTS = sizeof events / sizeof *events };

static struct cut_list list_of(const struct cut_event *items, size_t count)
{
    const struct exchange_clock one_hour = {{24, 1}, 86400, false, 200, 200},
                                plain = {{24, 1}, 0, false, 172, 172};
    return (struct cut_list){
        "0.1", {"old film.mkv", "", one_hour}, {"new.mkv", "A \"new\" cut", plain}, items, count};
}

static void test_edl(void)
{
    struct cut_list list = list_of(events, EVENTS);
    struct text text = {0};
    struct pst_error error;
    REQUIRE_INT(cut_edl_write(&list, &text, &error), PST_OK);
    REQUIRE_TEXT(text.data, "TITLE: A \"new\" cut\r\nFCM: NON-DROP FRAME\r\n\r\n"
                            "001  OLD      V     C        01:00:01:00 01:00:03:00 00:00:00:00 00:00:02:00\r\n"
                            "* FROM CLIP NAME:  old film.mkv\r\n* PASTICHE kept\r\n"
                            "* PASTICHE trimmed tail 01:00:03:00 01:00:03:08 AT 00:00:02:00\r\n"
                            "002  OLD      V     C        01:00:03:08 01:00:05:10 00:00:02:00 00:00:06:04\r\n"
                            "M2   OLD      012.0                 01:00:03:08\r\n"
                            "* FROM CLIP NAME:  old film.mkv\r\n* PASTICHE re-timed\r\n"
                            "003  NEW      V     C        00:00:06:04 00:00:07:04 00:00:06:04 00:00:07:04\r\n"
                            "* FROM CLIP NAME:  new.mkv\r\n* PASTICHE added\r\n");
    text_release(&text);
}

static const json_t *item(const json_t *json, const char *key, size_t i)
{
    return json_array_get(json_object_get(json, key), i);
}

static double value(const json_t *json, const char *range, const char *what)
{
    const json_t *time = json_object_get(json_object_get(json, range), what);
    return json_number_value(json_object_get(time, "value"));
}

/* Clips tile the new cut; a re-timed one is counted by how long it is seen. */
static void test_otio(void)
{
    struct cut_list list = list_of(events, EVENTS);
    struct text text = {0};
    struct pst_error error;
    REQUIRE_INT(cut_otio_write(&list, &text, &error), PST_OK);
    json_t *root = json_loads(text.data, 0, NULL);
    const json_t *stack = json_object_get(root, "tracks"), *track = item(stack, "children", 0);
    REQUIRE_TEXT(json_string_value(json_object_get(root, "OTIO_SCHEMA")), "Timeline.1");
    REQUIRE_INT(json_array_size(json_object_get(track, "children")), 3);
    const json_t *slow = item(track, "children", 1), *warp = item(slow, "effects", 0);
    REQUIRE_NEAR(value(slow, "source_range", "start_time"), 86480, 0);
    REQUIRE_NEAR(value(slow, "source_range", "duration"), 100, 0);
    REQUIRE_NEAR(json_number_value(json_object_get(warp, "time_scalar")), 0.5, 0);
    REQUIRE_INT(json_array_size(json_object_get(item(track, "children", 0), "effects")), 0);
    REQUIRE_INT(json_array_size(json_object_get(stack, "markers")), 1);
    REQUIRE_NEAR(value(item(stack, "markers", 0), "marked_range", "start_time"), 48, 0);
    json_decref(root);
    text_release(&text);
}

static void expect_refused(cut_list_writer *write, const struct cut_list *list, const char *wanted)
{
    struct text text = {0};
    struct pst_error error;
    REQUIRE_INT(write(list, &text, &error), PST_USAGE);
    REQUIRE_TEXT(error.message, wanted);
    text_release(&text);
}

static void test_limits(void)
{
    static struct cut_event many[EDL_EVENTS + 1];
    for (int i = 0; i <= EDL_EVENTS; i++)
        many[i] =
            (struct cut_event){.from = i, .to = i + 1, .in = i, .out = i + 1, .speed = 1, .what = "kept"};
    struct cut_list list = list_of(many, EDL_EVENTS + 1);
    expect_refused(cut_edl_write, &list, "an edit decision list holds 999 events: write it as otio or csv");
    list.old_cut.clock.rate = (struct pst_rational){0, 0};
    expect_refused(cut_edl_write, &list,
                   "an edit decision list counts frames at a steady rate, and 'old film.mkv' has none");
    expect_refused(cut_otio_write, &list,
                   "OpenTimelineIO counts frames at a steady rate, and 'old film.mkv' has none");
}

int main(void)
{
    test_edl();
    test_otio();
    test_limits();
    return 0;
}
