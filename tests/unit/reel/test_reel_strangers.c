/* SPDX-License-Identifier: Apache-2.0 */
/* What is no reel, or a reel that someone spoilt, is refused with a line that names the file; nothing in it
   is trusted. */
#include "planted.h"
#include "reel/summary.h"
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH "stranger.reel"

static char *good; /* a sound reel's bytes */
static size_t good_size;

static void write_bytes(const void *bytes, size_t size)
{
    FILE *out = fopen(PATH, "wb");
    REQUIRE(out && fwrite(bytes, 1, size, out) == size && fclose(out) == 0);
}

static void read_good(void)
{
    struct stat file;
    FILE *in;
    plant(PATH);
    in = fopen(PATH, "rb");
    REQUIRE(in && fstat(fileno(in), &file) == 0);
    good_size = (size_t)file.st_size;
    good = malloc(good_size);
    REQUIRE(good && fread(good, 1, good_size, in) == good_size);
    fclose(in);
}

/* Reads everything there is; the first failure, or PST_OK. */
static enum pst_status read_all(struct pst_reel *reel, struct pst_error *error)
{
    const struct pst_measure *measures;
    const struct pst_meter_used *meters;
    const struct pst_shot *shots;
    const struct pst_transition *transitions;
    const struct pst_swatch *swatches;
    const struct pst_title *titles;
    const struct pst_still *stills;
    const struct pst_rhythm_figure *figures;
    const struct pst_problem *problems;
    const struct pst_vector *vectors;
    const int64_t *pts;
    struct pst_series series;
    size_t measure_count, count;
    enum pst_status status = pst_reel_measures(reel, &measures, &measure_count, error);
    for (size_t i = 0; status == PST_OK && i < measure_count; i++) {
        status = measures[i].vector ? pst_reel_vectors(reel, measures[i].name, &vectors, &count, error)
                                    : pst_reel_series(reel, measures[i].name, &series, error);
        if (status == PST_OK && !measures[i].vector)
            status = pst_reel_shot_series(reel, measures[i].name, &series, error);
    }
    enum pst_status rest[] = {
        status == PST_OK ? pst_reel_pts(reel, &pts, error) : status,
        status == PST_OK ? pst_reel_meters(reel, &meters, &count, error) : status,
        status == PST_OK ? pst_reel_transitions(reel, &transitions, &count, error) : status,
        status == PST_OK ? pst_reel_titles(reel, &titles, &count, error) : status,
        status == PST_OK ? pst_reel_stills(reel, &stills, &count, error) : status,
        status == PST_OK ? pst_reel_rhythm(reel, &figures, &count, error) : status,
        status == PST_OK ? pst_reel_problems(reel, &problems, &count, error) : status,
        status == PST_OK ? pst_reel_shots(reel, &shots, &count, error) : status,
    };
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
        if (rest[i] != PST_OK)
            return rest[i];
    for (size_t i = 0, colours; status == PST_OK && i < count; i++)
        status = pst_reel_palette(reel, i, &swatches, &colours, error);
    return status;
}

static enum pst_status try_reel(const char *path, struct pst_error *error)
{
    struct pst_reel *reel;
    enum pst_status status = pst_reel_open(path, &reel, error);
    REQUIRE((status == PST_OK) == (reel != NULL));
    if (status == PST_OK)
        status = read_all(reel, error);
    pst_reel_close(&reel);
    return status;
}

static void expect_refusal(const char *path, const char *wanted)
{
    struct pst_error error = {0};
    enum pst_status status = try_reel(path, &error);
    if (status != PST_INPUT || !strstr(error.message, wanted) || !strstr(error.message, path))
        TEST_FAIL("%s: status %d, '%s', wanted '%s'", path, status, error.message, wanted);
    REQUIRE_INT(error.status, PST_INPUT);
}

static void check_no_reels(void)
{
    static char text[20000];
    unlink(PATH);
    expect_refusal(PATH, "cannot open 'stranger.reel': no such file");
    REQUIRE(access(PATH, F_OK) != 0);
    expect_refusal(".", "cannot open '.': is a directory");
    expect_refusal("/dev/null", "is not a reel");
    write_bytes("", 0);
    expect_refusal(PATH, "'stranger.reel' is empty");
    memset(text, 'x', sizeof text);
    write_bytes(text, 100);
    expect_refusal(PATH, "'stranger.reel' is not a reel");
    write_bytes(text, sizeof text);
    expect_refusal(PATH, "'stranger.reel' is not a reel");
}

static void check_truncated(void)
{
    for (size_t eighths = 1; eighths < 8; eighths++) {
        write_bytes(good, good_size * eighths / 8);
        expect_refusal(PATH, "is damaged or cut short");
    }
    write_bytes(good, 50);
    expect_refusal(PATH, "stranger.reel");
    write_bytes(good, good_size - 1);
    expect_refusal(PATH, "is damaged or cut short");
}

/* A reel changed by `sql`, its checks and foreign keys switched off as by someone who means harm. */
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
    {"PRAGMA application_id=1", "is not a reel, but some other SQLite file"},
    {"PRAGMA user_version=3", "was made by a newer pastiche (schema 3; this one reads up to 2)"},
    {"PRAGMA user_version=0", "no schema version"},
    {"DROP TABLE problem", "table 'problem'"},
    {"DROP TABLE problem; CREATE VIEW problem AS SELECT 0 AS n, 0 AS first, 0 AS last, 'x' AS what",
     "table 'problem'"},
    {"DROP TABLE problem; CREATE TABLE problem(n INTEGER PRIMARY KEY, first INTEGER, last INTEGER,"
     " what TEXT NOT NULL AS (hex(zeroblob(400000000)))) STRICT",
     "table 'problem'"},
    {"DROP TABLE problem; CREATE TABLE problem(n INTEGER PRIMARY KEY, first, last, what)", "table 'problem'"},
    {"DROP TABLE problem; CREATE VIRTUAL TABLE problem USING rtree(n, first, last)", "table 'problem'"},
    {"ALTER TABLE frame ADD COLUMN evil REAL AS (n * 2.0)", "table 'frame'"},
    {"DELETE FROM film", "tells of no film"},
    {"UPDATE film SET frames = 1000000000000", "film tells of"},
    {"DELETE FROM frame WHERE n = 2999", "film tells of"},
    {"DELETE FROM frame WHERE n = 1500", "frame 1500 is missing"},
    {"DELETE FROM frame; INSERT INTO frame(n, pts) VALUES(0, 0), (9000000000000000000, 1);"
     "UPDATE film SET frames = 9000000000000000001",
     "film tells of"},
    {"UPDATE film SET matrix = 'bt2100'", "table 'film'"},
    {"UPDATE film SET time_base_den = -24", "table 'film'"},
    {"UPDATE film SET width = 99999999999", "table 'film'"},
    {"UPDATE film SET time_base_num = 0", "time base"},
    {"UPDATE stream SET kind = 'smell'", "table 'stream'"},
    {"UPDATE shot SET last = 998 WHERE n = 0", "shots do not tile"},
    {"UPDATE shot SET n = 7 WHERE n = 1", "shots do not tile"},
    {"DELETE FROM shot_measure; DELETE FROM palette; DELETE FROM still; DELETE FROM shot WHERE n = 2",
     "shots end at frame 1099"},
    {"UPDATE shot SET last = 5000 WHERE n = 2", "shots do not tile"},
    {"UPDATE shot SET kind = 'long' WHERE n = 1", "no known kind"},
    {"UPDATE transition SET kind = 'morph'", "no known kind"},
    {"UPDATE transition SET last = 3000", "outside the film"},
    {"UPDATE transition SET first = -1", "outside the film"},
    {"UPDATE transition SET confidence = 1.01", "confidence"},
    {"UPDATE palette SET rgb = '#12345g' WHERE rank = 1", "palette"},
    {"UPDATE palette SET shot = 3 WHERE shot = 2", "palette"},
    {"INSERT INTO palette SELECT 1, value, 0, 0, 0, 0, '#000000' FROM json_each('[1,2,3,4,5,6,7,8,9]')",
     "more than 8 colours"},
    {"UPDATE still SET frame = 3000 WHERE shot = 0", "still 0"},
    {"UPDATE still SET width = 0 WHERE shot = 2", "still 1"},
    {"UPDATE still SET height = 100000000 WHERE shot = 2", "still 1"},
    {"UPDATE still SET shot = 9 WHERE shot = 2", "still 1"},
    {"UPDATE title SET stream = 3", "title 0"},
    {"UPDATE title SET time_base_den = 0", "title 0"},
    {"UPDATE rhythm SET part = 4 WHERE n = 2", "figure 2"},
    {"UPDATE measure SET grid = 'nowhere' WHERE name = 'loudness_momentary'", "there is no grid 'nowhere'"},
    {"UPDATE grid SET step_num = 0 WHERE name = 'loudness'", "no start or step"},
    {"UPDATE window_value SET n = 4000000000000 WHERE n = 1249", "goes on for ever"},
    {"UPDATE window_value SET n = -5 WHERE n = 1249", "where there is nothing"},
    {"UPDATE shot_measure SET shot = 3 WHERE shot = 2", "where there is nothing"},
    {"UPDATE measure SET name = 'light_mean2' WHERE name = 'light_mean'", "no such column"},
};

/* One byte changed, anywhere: it may go unseen, it may not do harm. */
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
            size_t at = (size_t)(state >> 4) % (k < 4 ? 8192 * 3 : good_size);
            bytes[at] = (char)(state >> 24);
        }
        write_bytes(bytes, good_size);
        enum pst_status status = try_reel(PATH, &error);
        if (status != PST_OK && status != PST_INPUT && status != PST_USAGE)
            TEST_FAIL("flip %d: status %d, '%s'", i, status, error.message);
        refused += status != PST_OK;
    }
    REQUIRE(refused > 40);
    free(bytes);
}

/* Numbers that are none are missing, text is made UTF-8. */
static void check_tamed(void)
{
    struct pst_reel *reel;
    struct pst_series series;
    const struct pst_problem *problems;
    size_t count;
    spoil(
        "UPDATE frame SET light_mean = 9e999 WHERE n = 1; UPDATE problem SET what = CAST(x'61ff62' AS TEXT);"
        "UPDATE film SET title = CAST(x'61ff62' AS TEXT)");
    GOOD(pst_reel_open(PATH, &reel, error));
    GOOD(pst_reel_series(reel, "light_mean", &series, error));
    REQUIRE(isfinite(series.values[0]) && isnan(series.values[1]));
    GOOD(pst_reel_problems(reel, &problems, &count, error));
    REQUIRE_TEXT(problems[0].what, "a\xef\xbf\xbd\x62");
    REQUIRE_TEXT(pst_reel_film(reel)->title, "a\xef\xbf\xbd\x62");
    pst_reel_close(&reel);
}

/* What a stranger added is neither run nor taken along. */
static void check_base(void)
{
    struct reel_writer *w;
    struct pst_error error = {0};
    sqlite3 *db;
    spoil("CREATE TRIGGER t AFTER INSERT ON frame BEGIN DELETE FROM shot; END;"
          "CREATE TABLE note(text); CREATE VIEW spy AS SELECT 1");
    w = plant_open("copied.reel", PATH);
    REQUIRE_INT(reel_writer_commit(&w, &error), PST_OK);
    REQUIRE_INT(try_reel("copied.reel", &error), PST_OK);
    REQUIRE(sqlite3_open("copied.reel", &db) == SQLITE_OK);
    REQUIRE(sqlite3_exec(db, "SELECT * FROM note", NULL, NULL, NULL) == SQLITE_ERROR);
    REQUIRE(sqlite3_exec(db, "SELECT * FROM spy", NULL, NULL, NULL) == SQLITE_ERROR);
    sqlite3_close(db);
    unlink("copied.reel");
    spoil("UPDATE transition SET confidence = 2");
    REQUIRE_INT(reel_writer_open("copied.reel", PATH, &w, &error), PST_INPUT);
    REQUIRE(w == NULL && strstr(error.message, PATH));
    write_bytes("text", 4);
    REQUIRE_INT(reel_writer_open("copied.reel", PATH, &w, &error), PST_INPUT);
    REQUIRE(access("copied.reel", F_OK) != 0);
}

/* Of frames between borders nothing is said. */
static void check_borders(void)
{
    static const struct {
        const char *sql, *wanted;
    } cases[] = {
        {"DELETE FROM frame WHERE n = 1100", "frame 1100 is missing"},
        {"UPDATE frame SET pts = pts + 100000 WHERE n = 1100", "frame 1100 is not shown in its turn"},
        {"UPDATE frame SET pts = (SELECT pts FROM frame WHERE n = 0) WHERE n = 1100",
         "is not shown in its turn"},
        {"UPDATE transition SET first = -1", "frame -1 is missing"},
        {"DELETE FROM frame WHERE n = 1500", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pst_error error = {0};
        struct pst_reel *reel;
        const int64_t *pts;
        spoil(cases[i].sql);
        REQUIRE_INT(pst_reel_open(PATH, &reel, &error), PST_OK);
        enum pst_status status = reel_border_pts(reel, &pts, &error);
        REQUIRE_INT(status, cases[i].wanted ? PST_INPUT : PST_OK);
        if (cases[i].wanted && !strstr(error.message, cases[i].wanted))
            TEST_FAIL("'%s', wanted '%s'", error.message, cases[i].wanted);
        pst_reel_close(&reel);
    }
}

int main(void)
{
    struct pst_error error = {0};
    read_good();
    if (try_reel(PATH, &error) != PST_OK)
        TEST_FAIL("%s", error.message);
    check_no_reels();
    check_truncated();
    for (size_t i = 0; i < sizeof spoilt / sizeof *spoilt; i++) {
        spoil(spoilt[i].sql);
        expect_refusal(PATH, spoilt[i].wanted);
    }
    spoil("CREATE TABLE note(text); CREATE INDEX i ON frame(pts)");
    REQUIRE_INT(try_reel(PATH, &error), PST_OK);
    check_tamed();
    check_borders();
    check_base();
    check_flipped();
    free(good);
    unlink(PATH);
    return 0;
}
