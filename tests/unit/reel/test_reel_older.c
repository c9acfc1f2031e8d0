/* SPDX-License-Identifier: Apache-2.0 */
/* A reel that an older pastiche wrote: read as it is, and brought to the newest schema where it is the base
   of a new one. version_1.sql is the dump of such a reel: 12 red pictures, then 12 blue ones. */
#include "planted.h"
#include <sqlite3.h>
#include <unistd.h>

#define OLD "older.reel"
#define NEW "newer.reel"

static void load(const char *dump, const char *after)
{
    static char sql[1 << 17];
    sqlite3 *db;
    char *why = NULL;
    FILE *in = fopen(dump, "rb");
    REQUIRE(in);
    size_t size = fread(sql, 1, sizeof sql - 1, in);
    fclose(in);
    sql[size] = '\0';
    unlink(OLD);
    REQUIRE(sqlite3_open(OLD, &db) == SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK ||
        sqlite3_exec(db, after, NULL, NULL, &why) != SQLITE_OK)
        TEST_FAIL("%s: %s", dump, why);
    sqlite3_close(db);
}

static void check_content(struct pst_reel *reel)
{
    const struct pst_shot *shots;
    const struct pst_transition *transitions;
    const struct pst_origin *origins;
    const struct pst_correction *corrections;
    const struct pst_found *found;
    const struct pst_label *labels;
    size_t count;
    REQUIRE_INT(pst_reel_film(reel)->frames, 24);
    GOOD(pst_reel_shots(reel, &shots, &count, error));
    REQUIRE_INT(count, 2);
    REQUIRE_INT(shots[1].first, 12);
    GOOD(pst_reel_transitions(reel, &transitions, &count, error));
    REQUIRE_INT(count, 1);
    REQUIRE_INT(transitions[0].first, 12);
    GOOD(pst_reel_origins(reel, &origins, &count, error));
    REQUIRE_INT(count, 1);
    REQUIRE(origins[0].how == PST_FOUND && origins[0].found == -1 && origins[0].correction == -1);
    GOOD(pst_reel_corrections(reel, &corrections, &count, error));
    REQUIRE_INT(count, 0);
    GOOD(pst_reel_found(reel, &found, &count, error));
    REQUIRE_INT(count, 0);
    GOOD(pst_reel_labels(reel, &labels, &count, error));
    REQUIRE_INT(count, 0);
}

static int64_t ask(const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *statement;
    REQUIRE(sqlite3_open(NEW, &db) == SQLITE_OK);
    REQUIRE(sqlite3_exec(db, "ATTACH '" OLD "' AS old", NULL, NULL, NULL) == SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        TEST_FAIL("%s: %s", sql, sqlite3_errmsg(db));
    REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
    int64_t answer = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return answer;
}

/* Every row of every table of version 1 is there, with the same values, and no other. */
static void check_rows(void)
{
    static const char *const tables[] = {
        "film",         "stream", "chapter", "meter",        "grid",   "measure", "frame", "window_value",
        "vector_value", "shot",   "palette", "shot_measure", "rhythm", "still",   "title", "problem",
    };
    char sql[512];
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        snprintf(sql, sizeof sql,
                 "SELECT (SELECT count(*) FROM (SELECT * FROM old.%s EXCEPT SELECT * FROM main.%s))"
                 " + abs((SELECT count(*) FROM old.%s) - (SELECT count(*) FROM main.%s))",
                 tables[i], tables[i], tables[i], tables[i]);
        if (ask(sql) != 0)
            TEST_FAIL("table %s is not as it was", tables[i]);
    }
    REQUIRE_INT(
        ask("SELECT count(*) FROM (SELECT n, kind, first, last, confidence, detail FROM old.transition"
            " INTERSECT SELECT n, kind, first, last, confidence, detail FROM main.transition)"),
        1);
    REQUIRE_INT(ask("PRAGMA main.user_version"), 2);
    REQUIRE_INT(ask("PRAGMA old.user_version"), 1);
}

static void check_migrated(void)
{
    struct reel_writer *writer;
    struct pst_reel *reel;
    unlink(NEW);
    GOOD(reel_writer_open(NEW, OLD, &writer, error));
    GOOD(reel_writer_commit(&writer, error));
    GOOD(pst_reel_open(NEW, &reel, error));
    check_content(reel);
    pst_reel_close(&reel);
    check_rows();
}

/* A stranger's table of a name that only version 2 knows is neither read nor taken over. */
static void check_stranger(const char *dump)
{
    struct pst_reel *reel;
    load(dump, "CREATE TABLE label(n INTEGER PRIMARY KEY, name, first, last, correction);"
               "INSERT INTO label VALUES(0, 'mine', 0, 5, 0)");
    GOOD(pst_reel_open(OLD, &reel, error));
    check_content(reel);
    pst_reel_close(&reel);
    check_migrated();
}

static void check_refused(const char *dump)
{
    struct pst_reel *reel;
    struct pst_error error;
    load(dump, "PRAGMA user_version=2");
    REQUIRE(pst_reel_open(OLD, &reel, &error) == PST_INPUT);
    REQUIRE(strstr(error.message, "table 'label' is missing or not as pastiche makes it"));
    load(dump, "ALTER TABLE problem RENAME COLUMN what TO why");
    REQUIRE(pst_reel_open(OLD, &reel, &error) == PST_INPUT);
    REQUIRE(strstr(error.message, "table 'problem' is missing or not as pastiche makes it"));
}

int main(int count, char **args)
{
    REQUIRE(count == 2);
    struct pst_reel *reel;
    load(args[1], "");
    GOOD(pst_reel_open(OLD, &reel, error));
    check_content(reel);
    pst_reel_close(&reel);
    check_migrated();
    check_stranger(args[1]);
    check_refused(args[1]);
    unlink(OLD);
    unlink(NEW);
    return 0;
}
