/* SPDX-License-Identifier: Apache-2.0 */
#include "base/column_names.h"
#include "base/wide_rows.h"
#include "test.h"

static const struct column title = {"title", "", "", CELL_TEXT, 0},
                           light = {"light", "", "", CELL_NUMBER, 10},
                           loud = {"loud", "LUFS", "", CELL_NUMBER, 10},
                           loud_db = {"Loud", "dB", "", CELL_NUMBER, 10},
                           count = {"count", "", "", CELL_WHOLE, 5}, stray = {"stray", "", "", CELL_WHOLE, 7};

static struct cell *begin(struct wide_rows *rows)
{
    REQUIRE_INT(wide_rows_begin(rows, NULL), PST_OK);
    struct cell *cells = calloc(rows->column_count, sizeof *cells);
    REQUIRE(cells);
    return cells;
}

static bool next(struct wide_rows *rows, struct cell *cells)
{
    bool more;
    REQUIRE_INT(wide_rows_next(rows, cells, &more, NULL), PST_OK);
    return more;
}

/* Three rows of differing columns; the second is taken back with the column that it alone has. */
static void fill(struct wide_rows *rows)
{
    REQUIRE_INT(wide_rows_open(rows, NULL), PST_OK);
    wide_rows_number(rows, &loud, -23.5);
    wide_rows_text(rows, &title, "M");
    REQUIRE_INT(wide_rows_end(rows, NULL), PST_OK);
    struct rows_mark mark = wide_rows_mark(rows);
    wide_rows_whole(rows, &stray, 1);
    REQUIRE_INT(wide_rows_end(rows, NULL), PST_OK);
    wide_rows_whole(rows, &count, 9);
    wide_rows_take_back(rows, mark);
    wide_rows_text(rows, &title, "");
    wide_rows_whole(rows, &count, INT64_MIN);
    wide_rows_number(rows, &light, NAN);
    wide_rows_number(rows, &loud_db, 1.5);
    wide_rows_bytes(rows, &title, "a\0b", 3);
    REQUIRE_INT(wide_rows_end(rows, NULL), PST_OK);
}

static void test_rows(void)
{
    struct wide_rows rows;
    static const char *const order[] = {"title", "count", "Loud", "light", "loud"};
    fill(&rows);
    struct cell *cells = begin(&rows);
    REQUIRE_INT(rows.row_count, 2);
    REQUIRE_INT(rows.column_count, 5);
    for (int i = 0; i < 5; i++)
        REQUIRE_TEXT(rows.columns[i].name, order[i]);
    for (int again = 0; again < 2; again++) {
        REQUIRE(next(&rows, cells));
        REQUIRE_TEXT(cells[0].text, "M");
        REQUIRE_INT(cells[1].kind, CELL_MISSING);
        REQUIRE_NEAR(cells[4].number, -23.5, 0);
        REQUIRE(next(&rows, cells));
        REQUIRE(cells[0].size == 3 && memcmp(cells[0].text, "a\0b", 4) == 0);
        REQUIRE(cells[1].whole == INT64_MIN);
        REQUIRE_NEAR(cells[2].number, 1.5, 0);
        REQUIRE_INT(cells[3].kind, CELL_MISSING);
        REQUIRE_INT(cells[4].kind, CELL_MISSING);
        REQUIRE(!next(&rows, cells));
        REQUIRE_INT(wide_rows_begin(&rows, NULL), PST_OK);
    }
    free(cells);
    wide_rows_release(&rows);
}

static void test_many(void)
{
    struct wide_rows rows;
    REQUIRE_INT(wide_rows_open(&rows, NULL), PST_OK);
    for (int row = 0; row < 1000; row++) {
        char name[16];
        snprintf(name, sizeof name, "m%03d", row % 300);
        wide_rows_whole(&rows, &(struct column){name, "", "", CELL_WHOLE, 0}, row);
        REQUIRE_INT(wide_rows_end(&rows, NULL), PST_OK);
    }
    struct cell *cells = begin(&rows);
    REQUIRE_INT(rows.column_count, 300);
    for (int row = 0; row < 1000; row++) {
        REQUIRE(next(&rows, cells));
        for (int i = 0; i < 300; i++)
            REQUIRE(i == row % 300 ? cells[i].whole == row : cells[i].kind == CELL_MISSING);
    }
    free(cells);
    wide_rows_release(&rows);
}

static void test_names(void)
{
    const struct column columns[] = {
        title, loud, loud_db, loud, title, title, {"\xff", "", "", CELL_TEXT, 0}};
    char **names = column_names(columns, 7);
    static const char *const wanted[] = {"title",   "loud",    "Loud [dB]",   "loud [LUFS]",
                                         "title:1", "title:2", "\xef\xbf\xbd"};
    REQUIRE(names);
    for (int i = 0; i < 7; i++)
        REQUIRE_TEXT(names[i], wanted[i]);
    column_names_release(names, 7);
}

int main(void)
{
    test_rows();
    test_many();
    test_names();
    return 0;
}
