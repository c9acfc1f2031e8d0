/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json_text.h"
#include "test.h"

static void test_layout(void)
{
    struct text text = {0};
    struct json_text j = {.out = &text, .indent = 2, .digits = 9};
    json_open(&j, NULL, '{');
    json_put_whole(&j, "whole", -12);
    json_open(&j, "empty", '{');
    json_close(&j, '}');
    json_open(&j, "list", '[');
    json_put_bool(&j, NULL, true);
    json_put_null(&j, NULL);
    json_open(&j, NULL, '[');
    json_close(&j, ']');
    json_close(&j, ']');
    json_put_text(&j, "text", "x");
    json_close(&j, '}');
    REQUIRE_TEXT(text.data,
                 "{\n  \"whole\": -12,\n  \"empty\": {},\n  \"list\": [\n    true,\n    null,\n    []\n"
                 "  ],\n  \"text\": \"x\"\n}");
    text_release(&text);
}

static void check_text(const char *string, const char *wanted)
{
    struct text text = {0};
    struct json_text j = {.out = &text, .indent = 1, .digits = 9};
    json_put_text(&j, NULL, string);
    REQUIRE_TEXT(text.data, wanted);
    text_release(&text);
}

/* What is no text is U+FFFD, as everywhere. */
static void test_text(void)
{
    check_text("", "\"\"");
    check_text("plain", "\"plain\"");
    check_text("a\"b\\c\td\ne", "\"a\\\"b\\\\c\\td\\ne\"");
    check_text("\xc3\xa9/\xf0\x9f\x8e\xac", "\"\xc3\xa9/\xf0\x9f\x8e\xac\"");
    check_text("a\xff\x01\x7f", "\"a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
}

static void check_number(double value, int digits, const char *wanted)
{
    struct text text = {0};
    struct json_text j = {.out = &text, .indent = 1, .digits = digits};
    json_put_number(&j, NULL, value);
    REQUIRE_TEXT(text.data, wanted);
    text_release(&text);
}

static void test_numbers(void)
{
    check_number(0, 9, "0.0");
    check_number(-0.0, 9, "-0.0");
    check_number(-23, 9, "-23.0");
    check_number(1.0 / 3, 9, "0.333333333");
    check_number(1.0 / 3, 17, "0.33333333333333331");
    check_number(1e20, 9, "1e20");
    check_number(-2.5e-7, 9, "-2.5e-7");
    check_number(1.25e-120, 9, "1.25e-120");
    check_number(86400, 17, "86400.0");
    check_number(INFINITY, 9, "null");
    check_number(NAN, 9, "null");
}

/* Deeper than a line of blanks is long. */
static void test_depth(void)
{
    struct text text = {0};
    struct json_text j = {.out = &text, .indent = 7, .digits = 9};
    for (int i = 0; i < 20; i++)
        json_open(&j, NULL, '[');
    json_put_null(&j, NULL);
    for (int i = 0; i < 20; i++)
        json_close(&j, ']');
    const char *null = strstr(text.data, "null");
    REQUIRE(null && null[-141] == '\n' && null[-140] == ' ' && null[-1] == ' ');
    REQUIRE_INT(text.length, 20 + 20 + 4 + 2 * 7 * (19 * 20 / 2) + 140 + 20 + 20);
    text_release(&text);
}

int main(void)
{
    test_layout();
    test_text();
    test_numbers();
    test_depth();
    return 0;
}
