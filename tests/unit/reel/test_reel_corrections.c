/* SPDX-License-Identifier: Apache-2.0 */
/* What a person corrected comes back from the reel as it was written, also through a copy; what refers to
   nothing is refused. */
#include "planted.h"
#include <sqlite3.h>
#include <unistd.h>

#define PATH "corrected.reel"

static const struct pst_correction corrections[] = {
    {"first, by \xc3\x89milie.csv", "2026-11-22T16:30:00Z"},
    {ODD_NAME, "2026-11-23T00:00:01Z"},
};
static const struct pst_found found[] = {
    {{PST_CUT, 1000, 1000, 0.75, ""}, -1},
    {{PST_DISSOLVE, 1500, 1530, 0.5, ""}, 1},
};
static const struct pst_transition transitions[] = {
    {PST_CUT, 1003, 1003, 0.75, ""},
    {PST_WIPE, 2000, 2010, 1, "wipe=left-to-right"},
};
static const struct pst_origin origins[] = {{PST_MOVED, 0, 0}, {PST_ADDED, -1, 1}};
static const struct pst_label labels[] = {{"fight", 0, 1002, 0}, {"it's \"training\"", 900, 2999, 1}};

static void write_corrected(const char *base)
{
    struct reel_writer *w;
    GOOD(reel_writer_open(PATH, base, &w, error));
    GOOD(reel_write_corrections(w, corrections, 2, error));
    GOOD(reel_write_found(w, found, 2, error));
    GOOD(reel_write_transitions(w, transitions, 2, error));
    GOOD(reel_write_origins(w, origins, 2, error));
    GOOD(reel_write_labels(w, labels, 2, error));
    GOOD(reel_writer_commit(&w, error));
}

static void check_lists(void)
{
    struct pst_reel *reel;
    const struct pst_correction *c;
    const struct pst_found *f;
    const struct pst_origin *o;
    const struct pst_label *l;
    size_t count;
    GOOD(pst_reel_open(PATH, &reel, error));
    GOOD(pst_reel_origins(reel, &o, &count, error));
    REQUIRE_INT(count, 2);
    REQUIRE(memcmp(o, origins, sizeof origins) == 0);
    GOOD(pst_reel_corrections(reel, &c, &count, error));
    REQUIRE_INT(count, 2);
    for (int i = 0; i < 2; i++) {
        REQUIRE_TEXT(c[i].file, corrections[i].file);
        REQUIRE_TEXT(c[i].applied, corrections[i].applied);
    }
    GOOD(pst_reel_found(reel, &f, &count, error));
    REQUIRE_INT(count, 2);
    REQUIRE(f[0].removed == -1 && f[1].removed == 1);
    REQUIRE(f[1].transition.kind == PST_DISSOLVE && f[1].transition.last == 1530);
    GOOD(pst_reel_labels(reel, &l, &count, error));
    REQUIRE_INT(count, 2);
    REQUIRE_TEXT(l[1].name, "it's \"training\"");
    REQUIRE(l[1].first == 900 && l[1].last == 2999 && l[1].correction == 1 && l[0].correction == 0);
    pst_reel_close(&reel);
}

static void check_refused(const char *sql, const char *wanted)
{
    struct pst_reel *reel;
    struct pst_error why = {0};
    const struct pst_origin *o;
    const struct pst_label *l;
    const struct pst_found *f;
    size_t count;
    sqlite3 *db;
    write_corrected("planted.reel");
    REQUIRE(sqlite3_open(PATH, &db) == SQLITE_OK);
    REQUIRE(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK);
    sqlite3_close(db);
    GOOD(pst_reel_open(PATH, &reel, error));
    enum pst_status status = pst_reel_origins(reel, &o, &count, &why);
    if (status == PST_OK)
        status = pst_reel_found(reel, &f, &count, &why);
    if (status == PST_OK)
        status = pst_reel_labels(reel, &l, &count, &why);
    if (status != PST_INPUT || !strstr(why.message, wanted))
        TEST_FAIL("%s: status %d, '%s', wanted '%s'", sql, status, why.message, wanted);
    pst_reel_close(&reel);
}

int main(void)
{
    plant("planted.reel");
    write_corrected("planted.reel");
    check_lists();
    struct reel_writer *w;
    GOOD(reel_writer_open(PATH, PATH, &w, error));
    GOOD(reel_writer_commit(&w, error));
    check_lists();
    check_refused("UPDATE transition SET found = 2 WHERE n = 0", "transition 0 comes from nowhere");
    check_refused("UPDATE found_transition SET removed = 7 WHERE n = 1",
                  "transition 1 was removed by nobody");
    check_refused("UPDATE label SET last = 3000 WHERE n = 1", "label 1 lies outside the film");
    check_refused("UPDATE label SET correction = -5 WHERE n = 0", "label 0 lies outside the film");
    check_refused("DELETE FROM correction WHERE n = 0", "correction 0 is missing");
    unlink(PATH);
    unlink("planted.reel");
    return 0;
}
