/* SPDX-License-Identifier: Apache-2.0 */
/* What is no comparison, or one that someone spoilt, is refused with a line that names the file. */
#include "planted.h"
#include "planted_comparison.h"
#include "reel/comparison_writer.h"
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#undef PATH
#define PATH "stranger.cmp"

static char *good;
static size_t good_size;

static void write_bytes(const void *bytes, size_t size)
{
    FILE *out = fopen(PATH, "wb");
    REQUIRE(out && fwrite(bytes, 1, size, out) == size && fclose(out) == 0);
}

static void read_good(void)
{
    struct comparison_data data;
    struct stat file;
    plant_data(&data);
    GOOD(comparison_write(&data, PATH, error));
    comparison_data_release(&data);
    FILE *in = fopen(PATH, "rb");
    REQUIRE(in && fstat(fileno(in), &file) == 0);
    good_size = (size_t)file.st_size;
    good = malloc(good_size);
    REQUIRE(good && fread(good, 1, good_size, in) == good_size);
    fclose(in);
}

static enum pst_status try_comparison(const char *path, struct pst_error *error)
{
    struct pst_comparison *comparison;
    const struct pst_precedent *precedents;
    size_t count;
    enum pst_status status = pst_comparison_open(path, &comparison, error);
    REQUIRE((status == PST_OK) == (comparison != NULL));
    if (status == PST_OK)
        status = pst_comparison_precedents(comparison, &precedents, &count, error);
    pst_comparison_close(&comparison);
    return status;
}

static void expect_refusal(const char *path, const char *wanted)
{
    struct pst_error error = {0};
    enum pst_status status = try_comparison(path, &error);
    if (status != PST_INPUT || !strstr(error.message, wanted) || !strstr(error.message, path))
        TEST_FAIL("%s: status %d, '%s', wanted '%s'", path, status, error.message, wanted);
}

static void check_none(void)
{
    struct pst_reel *reel;
    struct pst_error error = {0};
    unlink(PATH);
    expect_refusal(PATH, "cannot open 'stranger.cmp': no such file");
    expect_refusal(".", "cannot open '.': is a directory");
    expect_refusal("/dev/null", "is not a comparison");
    write_bytes("", 0);
    expect_refusal(PATH, "'stranger.cmp' is empty");
    write_bytes("a line of text that is no database, and long enough to look like one: 0123456789 0123456789",
                92);
    expect_refusal(PATH, "'stranger.cmp' is not a comparison");
    plant("real.reel");
    expect_refusal("real.reel", "'real.reel' is a reel, not a comparison");
    unlink("real.reel");
    write_bytes(good, good_size);
    REQUIRE_INT(pst_reel_open(PATH, &reel, &error), PST_INPUT);
    REQUIRE_TEXT(error.message, "'stranger.cmp' is a comparison, not a reel");
}

static void check_truncated(void)
{
    for (size_t eighths = 1; eighths < 8; eighths++) {
        write_bytes(good, good_size * eighths / 8);
        expect_refusal(PATH, "is damaged or cut short");
    }
    write_bytes(good, good_size - 1);
    expect_refusal(PATH, "is damaged or cut short");
}

static void spoil(const char *sql)
{
    sqlite3 *db;
    char *why = NULL;
    write_bytes(good, good_size);
    REQUIRE(sqlite3_open(PATH, &db) == SQLITE_OK);
    sqlite3_exec(db, "PRAGMA ignore_check_constraints=ON; PRAGMA foreign_keys=OFF", NULL, NULL, NULL);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        TEST_FAIL("%s: %s", sql, why);
    sqlite3_close(db);
}

static const struct {
    const char *sql, *wanted;
} spoilt[] = {
    {"PRAGMA application_id=1", "is not a comparison, but some other SQLite file"},
    {"PRAGMA user_version=4", "was made by a newer pastiche (schema 4; this one reads up to 3)"},
    {"PRAGMA user_version=2", "was made by an older pastiche (schema 2): compare again"},
    {"PRAGMA user_version=0", "no schema version"},
    {"DROP TABLE likeness", "table 'likeness' is missing"},
    {"DROP TABLE note; CREATE VIEW note AS SELECT 0 AS n, 'x' AS text", "table 'note'"},
    {"DROP TABLE note; CREATE TABLE note(n INTEGER PRIMARY KEY, text TEXT NOT NULL AS "
     "(hex(zeroblob(400000000)))) STRICT",
     "table 'note'"},
    {"DROP TABLE note; CREATE TABLE note(n INTEGER PRIMARY KEY, text)", "table 'note'"},
    {"ALTER TABLE common ADD COLUMN evil REAL AS (n * 2.0)", "table 'common'"},
    {"DELETE FROM comparison", "tells of no comparison"},
    {"INSERT INTO comparison SELECT 2, tool, window, step, pseudo_films, stretch_note FROM comparison",
     "row 1 of table 'comparison'"},
    {"UPDATE comparison SET window = 9e999", "row 0 of table 'comparison'"},
    {"UPDATE comparison SET step = -1", "row 0 of table 'comparison'"},
    {"DELETE FROM film", "tells of no film"},
    {"DELETE FROM film WHERE n = 2", "row 2 of table 'film'"},
    {"UPDATE film SET role = 'star' WHERE n = 1", "row 1 of table 'film'"},
    {"UPDATE film SET role = 'film' WHERE n = 1", "row 1 of table 'film'"},
    {"UPDATE film SET role = 'control' WHERE n = 0", "row 0 of table 'film'"},
    {"UPDATE film SET facets = 'colour smell' WHERE n = 3", "row 3 of table 'film'"},
    {"UPDATE film SET rate_den = NULL WHERE n = 1", "row 1 of table 'film'"},
    {"UPDATE film SET rate_den = -1 WHERE n = 1", "row 1 of table 'film'"},
    {"UPDATE film SET frames = 100 WHERE n = 0", "row 0 of table 'shot'"},
    {"UPDATE film SET seconds = -1 WHERE n = 4", "row 4 of table 'film'"},
    {"UPDATE shot SET last = 9e3 WHERE n = 59", "row 59 of table 'shot'"},
    {"UPDATE shot SET first = last + 1 WHERE n = 1", "row 1 of table 'shot'"},
    {"UPDATE palette SET rgb = '#12345G' WHERE shot = 1 AND rank = 1", "of table 'palette'"},
    {"UPDATE palette SET shot = 60 WHERE shot = 59 AND rank = 1", "of table 'palette'"},
    {"DELETE FROM palette WHERE shot = 5 AND rank = 1", "of table 'palette'"},
    {"INSERT INTO palette SELECT 55, 9, weight, rgb FROM palette WHERE shot = 55 AND rank = 1",
     "of table 'palette'"},
    {"UPDATE moment SET seconds = -9e999 WHERE n = 9", "row 9 of table 'moment'"},
    {"UPDATE departure SET moment = 99 WHERE moment = 55 AND facet = 'light'", "of table 'departure'"},
    {"UPDATE departure SET facet = 'smell' WHERE moment = 0 AND facet = 'light'", "of table 'departure'"},
    {"UPDATE reference_departure SET film = -1 WHERE n = 4", "row 4 of table 'reference_departure'"},
    {"UPDATE stretch SET facet = 'x' WHERE n = 1", "row 1 of table 'stretch'"},
    {"UPDATE stretch SET unlike = 'none' WHERE n = 1", "row 1 of table 'stretch'"},
    {"UPDATE stretch SET ends = starts - 1 WHERE n = 0", "row 0 of table 'stretch'"},
    {"UPDATE stretch_facet SET stretch = 2 WHERE n = 0", "row 0 of table 'stretch_facet'"},
    {"UPDATE precedent SET film = 5 WHERE n = 10", "row 10 of table 'precedent'"},
    {"UPDATE precedent SET rank = 0 WHERE n = 10", "row 10 of table 'precedent'"},
    {"UPDATE precedent SET rank = 9223372036854775807 WHERE n = 10", "row 10 of table 'precedent'"},
    {"UPDATE precedent SET last = 9223372036854775807 WHERE n = 10", "row 10 of table 'precedent'"},
    {"UPDATE precedent SET shot = 60 WHERE n = 10", "row 10 of table 'precedent'"},
    {"UPDATE precedent SET moment = 56, shot = NULL WHERE n = 10", "row 10 of table 'precedent'"},
    {"UPDATE signature_film SET signature = 2 WHERE n = 1", "row 1 of table 'signature_film'"},
    {"UPDATE signature_film SET film = 5 WHERE n = 1", "row 1 of table 'signature_film'"},
    {"UPDATE common SET film = 9 WHERE n = 0", "row 0 of table 'common'"},
    {"UPDATE common SET first = -1 WHERE n = 0", "row 0 of table 'common'"},
    {"UPDATE copy SET film = 0 WHERE n = 0", "row 0 of table 'copy'"},
    {"UPDATE copy SET film = 5 WHERE n = 1", "row 1 of table 'copy'"},
    {"UPDATE copy SET its_last = 9000 WHERE n = 0", "row 0 of table 'copy'"},
    {"UPDATE copy SET last = 7200 WHERE n = 1", "row 1 of table 'copy'"},
    {"UPDATE copy SET change = 'mirrored upside-down' WHERE n = 0", "row 0 of table 'copy'"},
    {"UPDATE copy SET what = 'smell' WHERE n = 0", "row 0 of table 'copy'"},
    {"UPDATE copy SET its_seconds = -1 WHERE n = 0", "row 0 of table 'copy'"},
};

static void check_spoilt(void)
{
    for (size_t i = 0; i < sizeof spoilt / sizeof *spoilt; i++) {
        spoil(spoilt[i].sql);
        expect_refusal(PATH, spoilt[i].wanted);
    }
}

static void check_flipped(void)
{
    unsigned state = 12345;
    int refused = 0;
    char *bytes = malloc(good_size);
    REQUIRE(bytes);
    for (int i = 0; i < 400; i++) {
        struct pst_error error = {0};
        memcpy(bytes, good, good_size);
        for (int k = 0; k < 8; k++) {
            state = state * 1664525 + 1013904223;
            bytes[(size_t)(state >> 4) % (k < 4 ? 4096 * 3 : good_size)] = (char)(state >> 24);
        }
        write_bytes(bytes, good_size);
        enum pst_status status = try_comparison(PATH, &error);
        if (status != PST_OK && status != PST_INPUT)
            TEST_FAIL("flip %d: status %d, '%s'", i, status, error.message);
        refused += status != PST_OK;
    }
    REQUIRE(refused > 40);
    free(bytes);
}

/* Numbers that are none are missing, text is made UTF-8, and what a stranger added does no harm. */
static void check_tamed(void)
{
    struct pst_comparison *comparison;
    const struct pst_compared *films;
    const struct pst_departure *departures;
    size_t count;
    spoil("UPDATE departure SET departure = 9e999 WHERE moment = 1 AND facet = 'light';"
          "UPDATE film SET title = CAST(x'61ff62' AS TEXT) WHERE n = 1;"
          "CREATE TABLE mine(text); CREATE VIEW spy AS SELECT 1");
    GOOD(pst_comparison_open(PATH, &comparison, error));
    GOOD(pst_comparison_departures(comparison, &departures, &count, error));
    REQUIRE(isnan(departures[1].departure[PST_FACET_LIGHT]) && isfinite(departures[1].departure[0]));
    GOOD(pst_comparison_films(comparison, &films, &count, error));
    REQUIRE_TEXT(films[1].title, "a\xef\xbf\xbd\x62");
    pst_comparison_close(&comparison);
}

int main(void)
{
    read_good();
    check_none();
    check_truncated();
    check_spoilt();
    check_flipped();
    check_tamed();
    free(good);
    unlink(PATH);
    return 0;
}
