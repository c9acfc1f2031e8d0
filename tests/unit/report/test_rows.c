/* SPDX-License-Identifier: Apache-2.0 */
#include "report/rows_csv.h"
#include "report/rows_json.h"
#include "report/rows_text.h"
#include "test.h"
#include <jansson.h>

static const struct column columns[] = {{"a, \"b\"", "", "", CELL_TEXT, 0},
                                        {"length", "s", "", CELL_NUMBER, 0},
                                        {"blob", "", "", CELL_BLOB, 0},
                                        {"n", "", "", CELL_WHOLE, 0},
                                        {"none", "", "", CELL_TEXT, 0}};
static const char odd[] = "say \"hi\",\n\xe6\x98\xa0\xff\r";
static const struct cell cells[] = {{.kind = CELL_TEXT, .text = odd, .size = sizeof odd - 1},
                                    {.kind = CELL_NUMBER, .number = 1.0 / 3},
                                    {.kind = CELL_BLOB, .text = "\0\xff", .size = 2},
                                    {.kind = CELL_WHOLE, .whole = INT64_MIN},
                                    {.kind = CELL_MISSING}};

/* By RFC 4180: quotes doubled, line feeds kept inside quotes; what is no text is U+FFFD. */
static void test_csv(void)
{
    struct text out = {0};
    rows_csv_head(&out, columns, 5);
    rows_csv_row(&out, cells, 5, DIGITS_OF_MEASURE);
    REQUIRE_TEXT(out.data, "\"a, \"\"b\"\"\",length [s],blob,n,none\r\n"
                           "\"say \"\"hi\"\",\n\xe6\x98\xa0\xef\xbf\xbd\xef\xbf\xbd\","
                           "0.333333333,x'00ff',-9223372036854775808,\r\n");
    text_clear(&out);
    rows_csv_row(&out, &cells[4], 1, DIGITS_OF_SQL);
    REQUIRE_TEXT(out.data, "\"\"\r\n"); /* an empty line would be no row */
    text_release(&out);
}

/* Read back by a JSON library. */
static void test_json(void)
{
    static const char *const names[] = {"a, \"b\"", "length", "blob", "n", "none"};
    struct text out = {0};
    rows_json_row(&out, (char *const *)names, cells, 5, DIGITS_OF_SQL);
    json_t *row = json_loads(out.data, JSON_REJECT_DUPLICATES, NULL);
    REQUIRE(row);
    REQUIRE_TEXT(json_string_value(json_object_get(row, names[0])),
                 "say \"hi\",\n\xe6\x98\xa0\xef\xbf\xbd\xef\xbf\xbd");
    REQUIRE_NEAR(json_real_value(json_object_get(row, "length")), 1.0 / 3, 1e-15);
    REQUIRE_TEXT(json_string_value(json_object_get(row, "blob")), "x'00ff'");
    REQUIRE(json_integer_value(json_object_get(row, "n")) == INT64_MIN);
    REQUIRE(json_is_null(json_object_get(row, "none")));
    json_decref(row);
    text_release(&out);
}

static void test_text(void)
{
    struct column_look looks[2] = {{0, true}, {0, true}};
    const struct column two[] = {{"word", "", "", CELL_TEXT, 0}, {"n", "", "", CELL_WHOLE, 0}};
    const struct cell first[] = {{.kind = CELL_TEXT, .text = "\xc3\xa9\n\xc3\xa9\x1b"},
                                 {.kind = CELL_WHOLE, .whole = -12}},
                      second[] = {{.kind = CELL_MISSING}, {.kind = CELL_WHOLE, .whole = 3}};
    struct text out = {0};
    for (int i = 0; i < 2; i++) {
        rows_text_widen(&looks[i], &first[i]);
        rows_text_widen(&looks[i], &second[i]);
    }
    rows_text_head(&out, two, looks, 2);
    rows_text_row(&out, looks, first, 2);
    rows_text_row(&out, looks, second, 2);
    REQUIRE_TEXT(out.data, "word    n\n"
                           "\xc3\xa9 \xc3\xa9\xef\xbf\xbd  -12\n"
                           "        3\n");
    text_release(&out);
}

int main(void)
{
    test_csv();
    test_json();
    test_text();
    return 0;
}
