/* SPDX-License-Identifier: Apache-2.0 */
/* A reel as others see it: plain SQLite with its defaults, without our code. Given a file, also that it names
   every table, view and column (docs/reel.md). */
#include "ask.h"
#include "planted.h"
#include <unistd.h>

static void check_make(void)
{
    REQUIRE_TEXT(ask("PRAGMA application_id"), "1919247724"); /* 0x7265656c, "reel" */
    REQUIRE_TEXT(ask("PRAGMA user_version"), "2");
    REQUIRE_TEXT(ask("PRAGMA journal_mode"), "delete");
    REQUIRE_TEXT(ask("PRAGMA integrity_check"), "ok");
    REQUIRE_TEXT(ask("PRAGMA foreign_key_check"), "");
    REQUIRE_TEXT(ask("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                     " AND name NOT LIKE 'sqlite_%' AND NOT strict"),
                 "");
    REQUIRE_TEXT(ask("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                     " AND name NOT LIKE 'sqlite_%'"),
                 "20");
    REQUIRE_TEXT(ask("PRAGMA freelist_count"), "0");
}

static void check_tables(void)
{
    REQUIRE_TEXT(ask("SELECT file = 'it''s \"<script>alert(1)</script>\" — 映画.mkv', sha256, year, timecode,"
                     " measured_to, sound_start_num, matrix FROM film"),
                 "1||1934|01:00:00;00||-1|bt2020");
    REQUIRE_TEXT(ask("SELECT number, kind, language FROM stream ORDER BY n"),
                 "0|picture|\n1|sound|fra\n|title|eng");
    REQUIRE_TEXT(ask("SELECT n, pts, light_mean, light_key, colour_warm FROM frame WHERE n IN (0, 1, 2)"),
                 "0|1000|10000.125|20000.125|\n1|1001|10001.125||30001.125\n2|1002||20002.125|30002.125");
    REQUIRE_TEXT(ask("SELECT typeof(light_mean), count(*) FROM frame GROUP BY 1"), "null|429\nreal|2571");
    REQUIRE_TEXT(ask("SELECT count(*), count(value) FROM window_value"), "1251|1073");
    REQUIRE_TEXT(ask("SELECT shot, value FROM shot_measure WHERE measure = 1"), "0|-0.5\n1|\n2|1.0e+300");
    REQUIRE_TEXT(ask("SELECT shot, rank, rgb FROM palette"), "0|1|#0180ff\n0|2|#fffffe\n2|1|#fffffe");
    REQUIRE_TEXT(ask("SELECT parts, part, name, value, note FROM rhythm WHERE value IS NULL"),
                 "1|0|spectral_exponent||3 shots are too few");
    REQUIRE_TEXT(ask("SELECT first, last, what FROM problem"), "17|19|picture damaged in 'x'\n||no index");
    REQUIRE_TEXT(ask("SELECT shot, frame, length(jpeg) FROM still"), "0|500|11\n2|2000|14");
}

/* Frame 1000 comes 1000/24 s = 41 2/3 s after frame 0; the film ends at 3000/24 = 125 s. */
static void check_views(void)
{
    REQUIRE_TEXT(ask("SELECT n, seconds FROM frame_time WHERE n IN (0, 24, 2999)"),
                 "0|0.0\n24|1.0\n2999|124.958333333333");
    REQUIRE_TEXT(ask("SELECT number, shot, kind, first, last, frames, round(starts, 4), round(seconds, 4), "
                     "begins, ends"
                     " FROM cutting"),
                 "1|0|picture|0|999|1000|0.0|41.6667|start of film|fade_out\n"
                 "2|1|black|1000|1099|100|41.6667|4.1667|fade_out|cut\n"
                 "3|2|picture|1100|2999|1900|45.8333|79.1667|cut|end of film");
    REQUIRE_TEXT(ask("SELECT * FROM shot_list"),
                 "1|0:00:00.000|41.667|picture|start of film|fade_out|#0180ff #fffffe\n"
                 "2|0:00:41.667|4.167|black|fade_out|cut|\n"
                 "3|0:00:45.833|79.167|picture|cut|end of film|#fffffe");
    REQUIRE_TEXT(
        ask("SELECT number, kind, first, last, round(starts, 4), round(seconds, 4), detail FROM changes"),
        "1|fade_out|980|1010|40.8333|1.2917|colour=#000000\n2|cut|1100|1100|45.8333|0.0|");
    /* By the file's clock chapter 2 begins at 60 s and frame 0 at 1000/24 s. */
    REQUIRE_TEXT(ask("SELECT number, round(starts, 4), seconds, title FROM chapters"),
                 "1|-41.6667|60.0|Un\n2|18.3333|65.0|Deux; DROP TABLE film");
    REQUIRE_TEXT(ask("SELECT number, starts, seconds, language FROM spoken"), "1|1.5|1.5|eng\n2|4.0|0.5|eng");
    REQUIRE_TEXT(
        ask("SELECT grid, n, name, value, round(seconds, 6) FROM window WHERE n = 10 AND grid = 'loudness'"),
        "loudness|10|loudness_momentary|40010.125|0.98");
    REQUIRE_TEXT(ask("SELECT w.value FROM window AS w WHERE w.name = 'loudness_integrated'"), "-23.5");
    REQUIRE_TEXT(ask("SELECT grid, n, name, length(value) FROM vector WHERE n = 2900"),
                 "frame|2900|colour_bins|16");
    REQUIRE_TEXT(ask("SELECT shot, value, unit FROM shot_value WHERE name = 'shot_length'"),
                 "0|41.6|s\n1||s\n2|79.2|s");
    REQUIRE_TEXT(ask("SELECT name, value, unit FROM film_value"), "loudness_integrated|-23.5|LUFS");
}

int main(int count, char **arguments)
{
    plant("schema.reel");
    REQUIRE(sqlite3_open("schema.reel", &db) == SQLITE_OK);
    check_make();
    check_tables();
    check_views();
    if (count > 1)
        check_document(arguments[1], "frame"); /* its further columns are measures */
    sqlite3_close(db);
    unlink("schema.reel");
    return 0;
}
