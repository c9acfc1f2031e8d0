/* SPDX-License-Identifier: Apache-2.0 */
#include "export_sample.h"
#include "report/export_json.h"
#include "test.h"
#include <jansson.h>

static json_t *at(json_t *list, size_t i)
{
    REQUIRE(i < json_array_size(list));
    return json_array_get(list, i);
}

static json_t *get(json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    if (!value)
        TEST_FAIL("there is no '%s'", key);
    return value;
}

static void test_film(json_t *film)
{
    REQUIRE_TEXT(json_string_value(get(film, "file")), "a,\"b\"\xef\xbf\xbd\n\xef\xbf\xbd<script>.mkv");
    REQUIRE(json_is_null(get(film, "title")));
    REQUIRE_INT(json_integer_value(get(film, "size")), INT64_C(9007199254740993));
    REQUIRE_INT(json_integer_value(at(get(film, "frame_rate"), 0)), 24000);
    REQUIRE_NEAR(json_real_value(get(film, "duration")), 2.002, 0);
    REQUIRE(json_is_null(get(film, "measured_to")));
    REQUIRE_NEAR(json_real_value(get(get(film, "measures"), "loudness_integrated")), -23, 0);
}

static void test_shots(json_t *shots)
{
    REQUIRE_INT(json_array_size(shots), 2);
    json_t *one = at(shots, 0), *other = at(shots, 1);
    REQUIRE_INT(json_integer_value(get(one, "shot")), 1);
    REQUIRE_TEXT(json_string_value(get(one, "out")), "01:00:01:00");
    REQUIRE(json_is_null(get(one, "transition_in")));
    REQUIRE_TEXT(json_string_value(get(get(one, "transition_out"), "kind")), "cut");
    REQUIRE_NEAR(json_real_value(get(get(one, "transition_out"), "confidence")), 0.3, 0);
    REQUIRE_NEAR(json_real_value(get(get(one, "measures"), "light_mean")), 0.333333333, 0);
    REQUIRE(json_is_null(get(get(one, "measures"), "loudness_momentary")));
    REQUIRE(json_is_null(get(get(other, "measures"), "light_mean")));
    REQUIRE_TEXT(json_string_value(get(at(get(one, "palette"), 0), "srgb")), "#ff0010");
    REQUIRE_INT(json_array_size(get(other, "palette")), 0);
}

static void test_rest(json_t *root)
{
    REQUIRE_TEXT(json_string_value(get(get(get(root, "measures"), "loudness_momentary"), "unit")), "LUFS");
    REQUIRE_INT(json_integer_value(get(get(at(get(root, "meters"), 0), "parameters"), "bands")), 3);
    REQUIRE_TEXT(json_string_value(get(root, "pastiche")), "1.2.3");
    json_t *rhythm = get(root, "rhythm");
    REQUIRE_INT(json_array_size(rhythm), 3);
    json_t *exponent = get(get(at(rhythm, 0), "figures"), "spectral_exponent");
    REQUIRE(json_is_null(get(exponent, "value")));
    REQUIRE_TEXT(json_string_value(get(exponent, "note")), "cannot tell: fewer than 100 shots");
    REQUIRE_INT(json_integer_value(get(at(rhythm, 2), "part")), 1);
    REQUIRE_TEXT(json_string_value(get(at(get(root, "titles"), 0), "text")), "one\n\"two\"");
    REQUIRE_NEAR(json_real_value(get(at(get(root, "titles"), 0), "start")), 0.5, 0);
    REQUIRE(json_is_null(get(at(get(root, "problems"), 0), "first")));
}

static void test_by_hand(json_t *root)
{
    json_t *origin = get(at(get(root, "transitions"), 0), "origin"), *label = at(get(root, "labels"), 2);
    REQUIRE_TEXT(json_string_value(get(origin, "how")), "moved");
    REQUIRE_INT(json_integer_value(get(origin, "correction")), 0);
    REQUIRE_INT(json_array_size(get(root, "labels")), 4);
    REQUIRE_TEXT(json_string_value(get(label, "name")), "say \"hi\"");
    REQUIRE_INT(json_integer_value(get(label, "first")), 30);
    REQUIRE_INT(json_integer_value(get(label, "last")), 40);
    REQUIRE_INT(json_integer_value(get(label, "correction")), 0);
    REQUIRE_TEXT(json_string_value(get(at(get(root, "corrections"), 0), "file")), "fixed.csv");
    REQUIRE_TEXT(json_string_value(get(at(get(root, "corrections"), 0), "applied")), "2026-11-22T16:30:00Z");
}

int main(void)
{
    struct text text = {0}, again = {0};
    export_json(&text, &sample);
    export_json(&again, &sample);
    REQUIRE(!text.failed);
    REQUIRE_TEXT(text.data, again.data);
    json_t *root = json_loads(text.data, JSON_REJECT_DUPLICATES, NULL);
    REQUIRE(root);
    test_film(get(root, "film"));
    test_shots(get(root, "shots"));
    test_rest(root);
    test_by_hand(root);
    json_decref(root);
    text_release(&text);
    text_release(&again);
    return 0;
}
