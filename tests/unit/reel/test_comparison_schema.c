/* SPDX-License-Identifier: Apache-2.0 */
/* A comparison as others see it: plain SQLite with its defaults, without our code. Given a file, also that it
   names every table, view and column (docs/comparison.md), and that every column it names is there. */
#include "ask.h"
#include "planted_comparison.h"
#include "reel/comparison_writer.h"
#include <unistd.h>

static void check_make(void)
{
    REQUIRE_TEXT(ask("PRAGMA application_id"), "1885564272"); /* 0x70636d70, "pcmp" */
    REQUIRE_TEXT(ask("PRAGMA user_version"), "3");
    REQUIRE_TEXT(ask("PRAGMA integrity_check"), "ok");
    REQUIRE_TEXT(ask("PRAGMA foreign_key_check"), "");
    REQUIRE_TEXT(ask("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                     " AND name NOT LIKE 'sqlite_%' AND NOT strict"),
                 "");
    REQUIRE_TEXT(ask("PRAGMA freelist_count"), "0");
}

static void check_views(void)
{
    REQUIRE_TEXT(
        ask("SELECT number, role, name, rate, facets FROM films WHERE number IN (0, 2)"),
        "0|film|L'\xc3\x89toile; DROP TABLE film|24.0|colour chroma light composition setting rhythm "
        "motion sound\n"
        "2|reference|it's \"b\" \xe2\x80\x94 \xe6\x98\xa0\xe7\x94\xbb.mkv|23.976023976024|"
        "colour chroma light composition setting rhythm motion");
    REQUIRE_TEXT(ask("SELECT rate FROM films WHERE number = 3"), "");
    REQUIRE_TEXT(ask("SELECT number, starts, seconds, departure, percentile, control FROM curve"
                     " WHERE facet = 'colour' AND number IN (1, 31)"),
                 "1|0.0|25.0|0.0|0.5|0.0\n31|150.0|25.0|4.3|0.99|2.15");
    REQUIRE_TEXT(ask("SELECT departure, control FROM curve WHERE facet = 'sound' AND number = 1"), "0.875|");
    REQUIRE_TEXT(ask("SELECT number, starts, seconds, name, its_starts, speed, change, expected, what, both "
                     "FROM copies"),
                 "1|0:00:20.000|10.0|The First|0:00:40.000|1.0|mirrored closer|1.0e-30|pictures|0.875\n"
                 "2|0:00:37.500|2.0|The Third|0:04:57.900|||2.0e-07|sound|");
    REQUIRE_TEXT(ask("SELECT count(*) FROM curve"), "503"); /* 56 × 9 less one that nothing is known of */
    REQUIRE_TEXT(ask("SELECT name, starts, departure FROM reference_curve LIMIT 1"), "The First|0.0|0.0");
    REQUIRE_TEXT(ask("SELECT number, starts, ends, seconds, facet, p, rank, ranked, unlike, carried_by"
                     " FROM stretches"),
                 "1|0:02:30.000|0:03:00.000|30.0|together|0.002|1|4|series only|colour chroma\n"
                 "2|0:00:25.000|0:00:30.000|5.0|colour|0.4|||cannot tell|");
    REQUIRE_TEXT(ask("SELECT number, starts, rank, name, its_starts, round(its_seconds, 3), distance"
                     " FROM shot_precedents WHERE number = 5 AND facet = 'light' AND rank = 1"),
                 "5|20.0|1|The First|4.33333333333333|4.167|0.104");
    REQUIRE_TEXT(ask("SELECT count(*), max(number) FROM moment_precedents"), "1512|56");
    REQUIRE_TEXT(ask("SELECT measure, name, value, unit, p FROM signature_values WHERE role = 'control'"),
                 "shot_length_median|Another|3.0|s|");
    REQUIRE_TEXT(ask("SELECT name, what, films FROM shared LIMIT 1"),
                 "L'\xc3\x89toile; DROP TABLE film|logo|4");
}

int main(int count, char **arguments)
{
    struct comparison_data data;
    struct pst_error error = {0};
    plant_data(&data);
    REQUIRE_INT(comparison_write(&data, "schema.cmp", &error), PST_OK);
    comparison_data_release(&data);
    REQUIRE(sqlite3_open("schema.cmp", &db) == SQLITE_OK);
    check_make();
    check_views();
    if (count > 1)
        check_document(arguments[1], "");
    sqlite3_close(db);
    unlink("schema.cmp");
    return 0;
}
