/* SPDX-License-Identifier: Apache-2.0 */
#include "reel/schema.h"
#include "base/error.h"
#include "base/text.h"
#include "reel/comparison_schema.h"
#include "reel/shape.h"
#include "reel/sql.h"
#include <stdbool.h>
#include <string.h>

/* A change that an older program could misread needs a new version. What a version adds stands in `added`
   below, so that older reels are still known, and read as if the new tables were empty and the new columns at
   their defaults; copy_reel (src/reel/copy.c) brings them to the newest. */
static const char *const statements[] = {
    "CREATE TABLE film(\n"
    "  id INTEGER PRIMARY KEY CHECK (id = 1),\n"
    "  file TEXT NOT NULL, -- name without folder\n"
    "  size INTEGER NOT NULL CHECK (size >= 0), -- bytes\n"
    "  hash TEXT CHECK (length(hash) = 32), -- XXH3-128 of size, first and last MiB\n"
    "  sha256 TEXT CHECK (length(sha256) = 64), -- of the whole file, where asked for\n"
    "  container TEXT, codec TEXT, title TEXT, director TEXT, year INTEGER,\n"
    "  time_base_num INTEGER, time_base_den INTEGER CHECK (time_base_den > 0), -- of every frame's pts\n"
    "  frame_rate_num INTEGER, frame_rate_den INTEGER CHECK (frame_rate_den > 0),\n"
    "  variable_rate INTEGER NOT NULL CHECK (variable_rate IN (0, 1)),\n"
    "  frames INTEGER NOT NULL CHECK (frames >= 0),\n"
    "  first_pts INTEGER NOT NULL, -- of frame 0: film time 0\n"
    "  end_pts INTEGER NOT NULL, -- where the last frame ends\n"
    "  timecode TEXT, -- start timecode as told by the file\n"
    "  width INTEGER NOT NULL, height INTEGER NOT NULL, -- coded pixels\n"
    "  sample_aspect_num INTEGER, sample_aspect_den INTEGER CHECK (sample_aspect_den > 0),\n"
    "  rotation INTEGER NOT NULL CHECK (rotation IN (0, 90, 180, 270)), -- degrees clockwise for a player\n"
    "  active_x INTEGER NOT NULL, active_y INTEGER NOT NULL, -- the picture without black bars\n"
    "  active_width INTEGER NOT NULL, active_height INTEGER NOT NULL,\n"
    "  bit_depth INTEGER NOT NULL, pixel_format TEXT,\n"
    "  full_range INTEGER NOT NULL CHECK (full_range IN (0, 1)),\n"
    "  interlaced INTEGER NOT NULL CHECK (interlaced IN (0, 1)),\n"
    "  matrix TEXT NOT NULL CHECK (matrix IN ('bt709', 'bt601', 'bt2020', 'rgb')),\n"
    "  transfer TEXT NOT NULL CHECK (transfer IN ('bt1886', 'srgb', 'linear', 'pq', 'hlg')),\n"
    "  sound_start_num INTEGER, sound_start_den INTEGER CHECK (sound_start_den > 0), -- seconds; NULL: no "
    "sound\n"
    "  measured_from REAL NOT NULL, measured_to REAL, -- seconds asked for; NULL: to the end\n"
    "  tool TEXT NOT NULL -- version of pastiche\n"
    ") STRICT",

    "CREATE TABLE stream(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  number INTEGER, -- in the file; NULL: a file beside it\n"
    "  kind TEXT NOT NULL CHECK (kind IN ('picture', 'sound', 'title', 'other')),\n"
    "  used INTEGER NOT NULL CHECK (used IN (0, 1)), -- measured in this reel\n"
    "  codec TEXT, language TEXT, label TEXT,\n"
    "  time_base_num INTEGER, time_base_den INTEGER CHECK (time_base_den > 0),\n"
    "  rate INTEGER, channels INTEGER, layout TEXT -- of sound\n"
    ") STRICT",

    "CREATE TABLE chapter(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  first_pts INTEGER NOT NULL, last_pts INTEGER NOT NULL, -- by the file's clock, as frame.pts\n"
    "  time_base_num INTEGER, time_base_den INTEGER CHECK (time_base_den > 0),\n"
    "  title TEXT\n"
    ") STRICT",

    "CREATE TABLE meter(\n"
    "  name TEXT PRIMARY KEY,\n"
    "  version INTEGER NOT NULL,\n"
    "  parameters TEXT NOT NULL CHECK (json_valid(parameters))\n"
    ") STRICT",

    "CREATE TABLE grid(\n"
    "  name TEXT PRIMARY KEY,\n"
    "  start REAL, step_num INTEGER, step_den INTEGER CHECK (step_den > 0) -- seconds; NULL: not even\n"
    ") STRICT",

    "CREATE TABLE measure(\n"
    "  id INTEGER PRIMARY KEY,\n"
    "  name TEXT NOT NULL UNIQUE,\n"
    "  meter TEXT NOT NULL REFERENCES meter(name),\n"
    "  grid TEXT NOT NULL REFERENCES grid(name), -- frame: a column of that name in table frame\n"
    "  unit TEXT NOT NULL,\n"
    "  what TEXT NOT NULL,\n"
    "  vector INTEGER NOT NULL CHECK (vector IN (0, 1))\n"
    ") STRICT",

    "CREATE TABLE frame(\n"
    "  n INTEGER PRIMARY KEY CHECK (n >= 0),\n"
    "  pts INTEGER NOT NULL\n"
    ") STRICT",

    "CREATE TABLE window_value(\n"
    "  measure INTEGER NOT NULL REFERENCES measure(id),\n"
    "  n INTEGER NOT NULL CHECK (n >= 0),\n"
    "  value REAL,\n"
    "  PRIMARY KEY (measure, n)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE vector_value(\n"
    "  measure INTEGER NOT NULL REFERENCES measure(id),\n"
    "  n INTEGER NOT NULL CHECK (n >= 0),\n"
    "  value BLOB NOT NULL,\n"
    "  PRIMARY KEY (measure, n)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE shot(\n"
    "  n INTEGER PRIMARY KEY CHECK (n >= 0),\n"
    "  first INTEGER NOT NULL REFERENCES frame(n),\n"
    "  last INTEGER NOT NULL REFERENCES frame(n),\n"
    "  kind TEXT NOT NULL CHECK (kind IN ('picture', 'black', 'solid')),\n"
    "  CHECK (first <= last)\n"
    ") STRICT",

    "CREATE TABLE transition(\n"
    "  n INTEGER PRIMARY KEY CHECK (n >= 0),\n"
    "  kind TEXT NOT NULL CHECK (kind IN\n"
    "    ('cut', 'jump_cut', 'dissolve', 'fade_out', 'fade_in', 'dip', 'wipe', 'push', 'slide')),\n"
    "  first INTEGER NOT NULL REFERENCES frame(n),\n"
    "  last INTEGER NOT NULL REFERENCES frame(n),\n"
    "  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),\n"
    "  detail TEXT NOT NULL,\n"
    "  origin TEXT NOT NULL DEFAULT 'found' CHECK (origin IN ('found', 'added', 'moved')),\n"
    "  found INTEGER REFERENCES found_transition(n) DEFERRABLE INITIALLY DEFERRED,\n"
    "  correction INTEGER REFERENCES correction(n) DEFERRABLE INITIALLY DEFERRED,\n"
    "  CHECK (first <= last),\n"
    "  CHECK (origin = 'found' OR correction IS NOT NULL)\n"
    ") STRICT",
    "CREATE INDEX transition_first ON transition(first)",

    "CREATE TABLE correction(\n"
    "  n INTEGER PRIMARY KEY CHECK (n >= 0),\n"
    "  file TEXT NOT NULL, -- name of the corrected list, without folder\n"
    "  applied TEXT NOT NULL -- when, UTC: 2026-11-22T16:30:00Z\n"
    ") STRICT",

    "CREATE TABLE found_transition(\n"
    "  n INTEGER PRIMARY KEY CHECK (n >= 0),\n"
    "  kind TEXT NOT NULL CHECK (kind IN\n"
    "    ('cut', 'jump_cut', 'dissolve', 'fade_out', 'fade_in', 'dip', 'wipe', 'push', 'slide')),\n"
    "  first INTEGER NOT NULL REFERENCES frame(n),\n"
    "  last INTEGER NOT NULL REFERENCES frame(n),\n"
    "  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),\n"
    "  detail TEXT NOT NULL,\n"
    "  removed INTEGER REFERENCES correction(n) DEFERRABLE INITIALLY DEFERRED, -- NULL: in force\n"
    "  CHECK (first <= last)\n"
    ") STRICT",

    "CREATE TABLE label(\n"
    "  n INTEGER PRIMARY KEY CHECK (n >= 0),\n"
    "  name TEXT NOT NULL,\n"
    "  first INTEGER NOT NULL REFERENCES frame(n),\n"
    "  last INTEGER NOT NULL REFERENCES frame(n),\n"
    "  correction INTEGER NOT NULL REFERENCES correction(n) DEFERRABLE INITIALLY DEFERRED,\n"
    "  CHECK (first <= last)\n"
    ") STRICT",

    "CREATE TABLE palette(\n"
    "  shot INTEGER NOT NULL REFERENCES shot(n),\n"
    "  rank INTEGER NOT NULL CHECK (rank BETWEEN 1 AND 8), -- 1: the heaviest\n"
    "  weight REAL NOT NULL CHECK (weight >= 0), -- share of the shot's pixels\n"
    "  l REAL NOT NULL, a REAL NOT NULL, b REAL NOT NULL, -- OKLab\n"
    "  rgb TEXT NOT NULL CHECK (rgb GLOB '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]'),\n"
    "  PRIMARY KEY (shot, rank)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE shot_measure(\n"
    "  shot INTEGER NOT NULL REFERENCES shot(n),\n"
    "  measure INTEGER NOT NULL REFERENCES measure(id),\n"
    "  value REAL,\n"
    "  PRIMARY KEY (measure, shot)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE rhythm(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  parts INTEGER NOT NULL CHECK (parts >= 1),\n"
    "  part INTEGER NOT NULL CHECK (part >= 0 AND part < parts),\n"
    "  name TEXT NOT NULL,\n"
    "  unit TEXT NOT NULL,\n"
    "  value REAL, -- NULL: cannot tell\n"
    "  low REAL, high REAL,\n"
    "  note TEXT NOT NULL,\n"
    "  UNIQUE (parts, part, name)\n"
    ") STRICT",

    "CREATE TABLE still(\n"
    "  shot INTEGER PRIMARY KEY REFERENCES shot(n),\n"
    "  frame INTEGER NOT NULL REFERENCES frame(n),\n"
    "  width INTEGER NOT NULL CHECK (width > 0),\n"
    "  height INTEGER NOT NULL CHECK (height > 0),\n"
    "  jpeg BLOB NOT NULL\n"
    ") STRICT",

    "CREATE TABLE title(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  stream INTEGER NOT NULL REFERENCES stream(n) DEFERRABLE INITIALLY DEFERRED,\n"
    "  first_pts INTEGER NOT NULL, last_pts INTEGER NOT NULL, -- from film time 0\n"
    "  time_base_num INTEGER NOT NULL, time_base_den INTEGER NOT NULL CHECK (time_base_den > 0),\n"
    "  text TEXT NOT NULL\n"
    ") STRICT",

    "CREATE TABLE problem(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  first INTEGER, last INTEGER, -- frames; NULL: unknown\n"
    "  what TEXT NOT NULL\n"
    ") STRICT",

    "CREATE VIEW frame_time AS\n"
    "SELECT f.n, (f.pts - film.first_pts) * 1.0 * time_base_num / time_base_den AS seconds\n"
    "FROM frame f, film",

    "CREATE VIEW window AS\n"
    "SELECT m.grid, w.n, m.name, w.value, g.start + w.n * 1.0 * g.step_num / g.step_den AS seconds\n"
    "FROM window_value w JOIN measure m ON m.id = w.measure JOIN grid g ON g.name = m.grid",

    "CREATE VIEW vector AS\n"
    "SELECT m.grid, v.n, m.name, v.value\n"
    "FROM vector_value v JOIN measure m ON m.id = v.measure",

    "CREATE VIEW shot_value AS\n"
    "SELECT s.shot, m.name, s.value, m.unit\n"
    "FROM shot_measure s JOIN measure m ON m.id = s.measure",

    "CREATE VIEW film_value AS\n"
    "SELECT m.name, w.value, m.unit, m.what\n"
    "FROM window_value w JOIN measure m ON m.id = w.measure WHERE m.grid = 'film'",

    "CREATE VIEW cutting AS\n"
    "SELECT s.n + 1 AS number, s.n AS shot, s.kind, s.first, s.last, s.last - s.first + 1 AS frames,\n"
    "  (a.pts - film.first_pts) * 1.0 * time_base_num / time_base_den AS starts,\n"
    "  (coalesce(b.pts, film.end_pts) - a.pts) * 1.0 * time_base_num / time_base_den AS seconds,\n"
    "  coalesce((SELECT kind FROM (SELECT kind, last FROM transition\n"
    "      WHERE first <= s.first ORDER BY first DESC LIMIT 1) WHERE last >= s.first - 1),\n"
    "    iif(s.first = 0, 'start of film', NULL)) AS begins,\n"
    "  coalesce((SELECT kind FROM (SELECT kind, last FROM transition\n"
    "      WHERE first <= s.last + 1 ORDER BY first DESC LIMIT 1) WHERE last >= s.last),\n"
    "    iif(s.last = film.frames - 1, 'end of film', NULL)) AS ends\n"
    "FROM shot s CROSS JOIN film JOIN frame a ON a.n = s.first LEFT JOIN frame b ON b.n = s.last + 1",

    "CREATE VIEW shot_list AS\n"
    "SELECT number,\n"
    "  printf('%d:%02d:%06.3f', starts / 3600, starts / 60 % 60, starts - 60 * CAST(starts / 60 AS "
    "INTEGER))\n"
    "    AS starts,\n"
    "  round(seconds, 3) AS seconds, kind, begins, ends,\n"
    "  (SELECT group_concat(rgb, ' ') FROM (SELECT rgb FROM palette p WHERE p.shot = cutting.shot\n"
    "    ORDER BY rank)) AS colours\n"
    "FROM cutting",

    "CREATE VIEW changes AS\n"
    "SELECT t.n + 1 AS number, t.kind, t.first, t.last,\n"
    "  (a.pts - film.first_pts) * 1.0 * time_base_num / time_base_den AS starts,\n"
    "  iif(t.kind IN ('cut', 'jump_cut'), 0.0,\n"
    "    (coalesce(b.pts, film.end_pts) - a.pts) * 1.0 * time_base_num / time_base_den) AS seconds,\n"
    "  t.confidence, t.detail\n"
    "FROM transition t CROSS JOIN film JOIN frame a ON a.n = t.first LEFT JOIN frame b ON b.n = t.last + 1",

    "CREATE VIEW chapters AS\n"
    "SELECT c.n + 1 AS number,\n"
    "  c.first_pts * 1.0 * c.time_base_num / c.time_base_den\n"
    "    - film.first_pts * 1.0 * film.time_base_num / film.time_base_den AS starts,\n"
    "  (c.last_pts - c.first_pts) * 1.0 * c.time_base_num / c.time_base_den AS seconds, c.title\n"
    "FROM chapter c, film",

    "CREATE VIEW spoken AS\n"
    "SELECT t.n + 1 AS number, t.first_pts * 1.0 * t.time_base_num / t.time_base_den AS starts,\n"
    "  (t.last_pts - t.first_pts) * 1.0 * t.time_base_num / t.time_base_den AS seconds, s.language, t.text\n"
    "FROM title t JOIN stream s ON s.n = t.stream",
};

const char *const schema_tables[] = {
    "film",    "stream",       "chapter",          "meter", "grid",
    "measure", "window_value", "vector_value",     "shot",  "transition",
    "palette", "shot_measure", "rhythm",           "still", "title",
    "problem", "correction",   "found_transition", "label", NULL,
};

/* What came after version 1; column NULL: the whole table. */
static const struct {
    const char *table, *column;
    int since;
} added[] = {
    {"transition", "origin", 2}, {"transition", "found", 2},    {"transition", "correction", 2},
    {"correction", NULL, 2},     {"found_transition", NULL, 2}, {"label", NULL, 2},
};

enum { TABLES = sizeof schema_tables / sizeof *schema_tables, FRAME = TABLES - 1 };

static bool begins(const char *statement, const char *with)
{
    return strncmp(statement, with, strlen(with)) == 0;
}

/* As ALTER TABLE would add the columns, but for the whole schema being read again at each. */
static int create_with_columns(sqlite3 *db, const char *statement, const char *const *columns)
{
    static const char end[] = ") STRICT";
    sqlite3_str *sql = sqlite3_str_new(db);
    sqlite3_str_append(sql, statement, (int)(strlen(statement) - strlen(end)));
    for (; *columns; columns++)
        sqlite3_str_appendf(sql, ", \"%w\" REAL", *columns);
    sqlite3_str_appendall(sql, end);
    char *text = sqlite3_str_finish(sql);
    int code = text ? sqlite3_exec(db, text, NULL, NULL, NULL) : SQLITE_NOMEM;
    sqlite3_free(text);
    return code;
}

int schema_create(sqlite3 *db, const char *const *columns)
{
    int code = SQLITE_OK;
    for (size_t i = 0; i < sizeof statements / sizeof *statements && code == SQLITE_OK; i++)
        if (columns && begins(statements[i], "CREATE TABLE frame("))
            code = create_with_columns(db, statements[i], columns);
        else
            code = sqlite3_exec(db, statements[i], NULL, NULL, NULL);
    char pragma[96];
    sqlite3_snprintf(sizeof pragma, pragma, "PRAGMA application_id=%d; PRAGMA user_version=%d",
                     SCHEMA_APPLICATION, SCHEMA_VERSION);
    return code == SQLITE_OK ? sqlite3_exec(db, pragma, NULL, NULL, NULL) : code;
}

/* What shapes are read from. Views would be most of the time that it takes. */
static int create_model(sqlite3 *db)
{
    int code = SQLITE_OK;
    for (size_t i = 0; i < sizeof statements / sizeof *statements && code == SQLITE_OK; i++)
        if (begins(statements[i], "CREATE TABLE "))
            code = sqlite3_exec(db, statements[i], NULL, NULL, NULL);
    return code;
}

static const char *table_name(int table)
{
    return table == FRAME ? "frame" : schema_tables[table];
}

static int find_table(const char *name)
{
    int table = 0;
    while (table < TABLES && strcmp(table_name(table), name) != 0)
        table++;
    return table;
}

/* column "": the table as such. */
static bool is_newer(const char *table, const char *column, int64_t version)
{
    for (size_t i = 0; i < sizeof added / sizeof *added; i++)
        if (added[i].since > version && strcmp(added[i].table, table) == 0 &&
            (!added[i].column || strcmp(added[i].column, column) == 0))
            return true;
    return false;
}

bool schema_has(const char *table, int64_t version)
{
    return !is_newer(table, "", version);
}

/* What each plain table of that version is made of, in a line; empty where there is no such table. */
static int read_shapes(sqlite3 *db, int64_t version, struct text shapes[TABLES])
{
    sqlite3_stmt *statement = NULL;
    int code = sql_prepare(db, shape_select, &statement);
    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        int table = find_table(sql_text(statement, 0));
        code = SQLITE_OK;
        if (table < TABLES && !is_newer(table_name(table), sql_text(statement, 1), version))
            shape_append(&shapes[table], statement);
    }
    sqlite3_finalize(statement);
    for (int i = 0; i < TABLES; i++)
        if (shapes[i].failed)
            return SQLITE_NOMEM;
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* `frame` begins as we made it and goes on with plain columns of numbers. */
static bool same_shape(const char *wanted, const char *got, bool frame)
{
    if (!frame)
        return strcmp(wanted, got) == 0;
    if (strncmp(wanted, got, strlen(wanted)) != 0)
        return false;
    for (got += strlen(wanted); *got;) {
        const char *end = strchr(got, ';');
        static const char plain[] = " REAL 0 0";
        if (!end || end - got < (ptrdiff_t)sizeof plain ||
            strncmp(end - sizeof plain + 1, plain, sizeof plain - 1))
            return false;
        got = end + 1;
    }
    return true;
}

/* A table that this version does not know is a stranger's: never read, never copied. */
static bool is_same(const struct text *wanted, const struct text *got, bool frame)
{
    if (!wanted->length)
        return true;
    return got->length && same_shape(wanted->data, got->data, frame);
}

static int compare_shapes(sqlite3 *db, int64_t version, const char **odd)
{
    sqlite3 *model = NULL;
    struct text wanted[TABLES] = {0}, got[TABLES] = {0};
    *odd = NULL;
    int code = sqlite3_open(":memory:", &model);
    if (code == SQLITE_OK)
        code = create_model(model);
    if (code == SQLITE_OK)
        code = read_shapes(model, version, wanted);
    if (code == SQLITE_OK)
        code = read_shapes(db, SCHEMA_VERSION, got);
    for (int i = 0; i < TABLES; i++) {
        if (code == SQLITE_OK && !is_same(&wanted[i], &got[i], i == FRAME))
            *odd = table_name(i);
        text_release(&wanted[i]);
        text_release(&got[i]);
    }
    sqlite3_close(model);
    return code;
}

enum pst_status schema_check(sqlite3 *db, const char *path, struct pst_error *error)
{
    int64_t application, version;
    const char *odd;
    if (sql_integer(db, "PRAGMA application_id", &application) != SQLITE_OK ||
        sql_integer(db, "PRAGMA user_version", &version) != SQLITE_OK)
        return sql_fail_input(db, path, error);
    if (application == COMPARISON_APPLICATION)
        return fail(error, PST_INPUT, "'%s' is a comparison, not a reel", path);
    if (application != SCHEMA_APPLICATION)
        return fail(error, PST_INPUT, "'%s' is not a reel, but some other SQLite file", path);
    if (version > SCHEMA_VERSION)
        return fail(error, PST_INPUT,
                    "'%s' was made by a newer pastiche (schema %lld; this one reads up to %d)", path,
                    (long long)version, SCHEMA_VERSION);
    if (version < 1)
        return fail(error, PST_INPUT, "'%s' is damaged: it has no schema version", path);
    if (compare_shapes(db, version, &odd) != SQLITE_OK)
        return sql_fail_input(db, path, error);
    if (odd)
        return fail(error, PST_INPUT, "'%s' is damaged: table '%s' is missing or not as pastiche makes it",
                    path, odd);
    return PST_OK;
}
