/* SPDX-License-Identifier: Apache-2.0 */
#include "reel/comparison_schema.h"
#include "base/error.h"
#include "reel/schema.h"
#include "reel/shape.h"
#include "reel/sql.h"

#define SECONDS_READ(of)                                                                                     \
    "printf('%d:%02d:%06.3f', " of " / 3600, " of " / 60 % 60, " of " - 60 * CAST(" of " / 60 AS INTEGER))"
#define NAME_OF_FILM "iif(f.title = '', f.file, f.title)"

/* Facets are names and rows, not columns: one more facet needs no new version. */
static const char *const statements[] = {
    "CREATE TABLE comparison(\n"
    "  id INTEGER PRIMARY KEY CHECK (id = 1),\n"
    "  tool TEXT NOT NULL, -- version of pastiche that compared\n"
    "  window REAL NOT NULL, step REAL NOT NULL, -- seconds: a moment, and how far one lies from the next\n"
    "  pseudo_films INTEGER, -- of the null distribution; NULL: cannot tell\n"
    "  stretch_note TEXT NOT NULL -- why stretches cannot be told, or ''\n"
    ") STRICT",

    "CREATE TABLE note(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  text TEXT NOT NULL\n"
    ") STRICT",

    "CREATE TABLE film(\n"
    "  n INTEGER PRIMARY KEY, -- 0: the film itself\n"
    "  role TEXT NOT NULL, -- film, reference, control\n"
    "  reel TEXT NOT NULL, -- path, as it was given\n"
    "  file TEXT NOT NULL, title TEXT NOT NULL, hash TEXT NOT NULL, tool TEXT NOT NULL,\n"
    "  frames INTEGER NOT NULL CHECK (frames >= 0),\n"
    "  rate_num INTEGER, rate_den INTEGER CHECK (rate_den > 0), -- pictures a second\n"
    "  seconds REAL NOT NULL,\n"
    "  shots INTEGER NOT NULL,\n"
    "  facets TEXT NOT NULL, -- names, divided by blanks: what can be told of it\n"
    "  note TEXT NOT NULL, -- '', 'no sound' …\n"
    "  copied REAL, -- share of the film itself that is also in this one; of itself: in any\n"
    "  sound_copied REAL -- the same of its sound\n"
    ") STRICT",

    "CREATE TABLE shot(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  first INTEGER NOT NULL, last INTEGER NOT NULL, -- frames\n"
    "  starts REAL NOT NULL, seconds REAL NOT NULL,\n"
    "  picture INTEGER NOT NULL CHECK (picture IN (0, 1)), -- 0: black or one colour\n"
    "  CHECK (first <= last)\n"
    ") STRICT",

    "CREATE TABLE palette(\n"
    "  shot INTEGER NOT NULL REFERENCES shot(n),\n"
    "  rank INTEGER NOT NULL CHECK (rank BETWEEN 1 AND 8), -- 1: the heaviest\n"
    "  weight REAL NOT NULL,\n"
    "  rgb TEXT NOT NULL CHECK (rgb GLOB '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]'),\n"
    "  PRIMARY KEY (shot, rank)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE moment(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  starts REAL NOT NULL, seconds REAL NOT NULL -- the window\n"
    ") STRICT",

    "CREATE TABLE departure(\n"
    "  moment INTEGER NOT NULL REFERENCES moment(n),\n"
    "  facet TEXT NOT NULL,\n"
    "  departure REAL, -- from the references\n"
    "  percentile REAL, -- 0 to 1: share of the references' own moments that are nearer\n"
    "  control REAL, -- departure from the controls\n"
    "  PRIMARY KEY (moment, facet)\n"
    ") STRICT, WITHOUT ROWID",

    "CREATE TABLE reference_departure(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  film INTEGER NOT NULL REFERENCES film(n),\n"
    "  starts REAL NOT NULL, seconds REAL NOT NULL,\n"
    "  departure REAL\n"
    ") STRICT",

    "CREATE TABLE stretch(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  first INTEGER NOT NULL, last INTEGER NOT NULL, -- frames\n"
    "  starts REAL NOT NULL, ends REAL NOT NULL, -- seconds\n"
    "  begin_low REAL, begin_high REAL, end_low REAL, end_high REAL, -- 95 % intervals\n"
    "  facet TEXT NOT NULL, -- whose curve shows it best\n"
    "  effect REAL, excess REAL, p REAL,\n"
    "  rank INTEGER, ranked INTEGER,\n"
    "  unlike TEXT NOT NULL, -- cannot tell, series only, both\n"
    "  control_effect REAL, control_p REAL,\n"
    "  CHECK (first <= last)\n"
    ") STRICT",

    "CREATE TABLE stretch_facet(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  stretch INTEGER NOT NULL REFERENCES stretch(n),\n"
    "  facet TEXT NOT NULL,\n"
    "  effect REAL, excess REAL, p REAL,\n"
    "  UNIQUE (stretch, facet)\n"
    ") STRICT",

    "CREATE TABLE precedent(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  facet TEXT NOT NULL,\n"
    "  rank INTEGER NOT NULL, -- 1: the nearest\n"
    "  film_rank INTEGER, -- 1: of the nearest film; NULL: another of its film is nearer\n"
    "  film INTEGER NOT NULL REFERENCES film(n),\n"
    "  first INTEGER NOT NULL, last INTEGER NOT NULL, -- frames of that film\n"
    "  starts REAL NOT NULL, seconds REAL NOT NULL,\n"
    "  distance REAL, percentile REAL,\n"
    "  shot INTEGER REFERENCES shot(n), -- whose precedent it is\n"
    "  moment INTEGER REFERENCES moment(n), -- or whose\n"
    "  CHECK ((shot IS NULL) <> (moment IS NULL)),\n"
    "  CHECK (first <= last)\n"
    ") STRICT",

    "CREATE TABLE likeness(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  facet TEXT NOT NULL UNIQUE,\n"
    "  likeness REAL, low REAL, high REAL,\n"
    "  nearer REAL, nearer_low REAL, nearer_high REAL,\n"
    "  times REAL\n"
    ") STRICT",

    "CREATE TABLE signature(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  name TEXT NOT NULL, unit TEXT NOT NULL, what TEXT NOT NULL,\n"
    "  film REAL, -- its figure in the film\n"
    "  reference_count INTEGER NOT NULL, -- that have it\n"
    "  mean REAL, deviation REAL, low REAL, high REAL,\n"
    "  p REAL, common REAL\n"
    ") STRICT",

    "CREATE TABLE signature_film(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  signature INTEGER NOT NULL REFERENCES signature(n),\n"
    "  film INTEGER NOT NULL REFERENCES film(n),\n"
    "  value REAL, p REAL\n"
    ") STRICT",

    "CREATE TABLE common(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  film INTEGER NOT NULL REFERENCES film(n),\n"
    "  first INTEGER NOT NULL, last INTEGER NOT NULL, -- frames\n"
    "  starts REAL NOT NULL, seconds REAL NOT NULL,\n"
    "  what TEXT NOT NULL, -- black, solid, logo, card\n"
    "  films INTEGER NOT NULL, -- that have it\n"
    "  CHECK (first <= last)\n"
    ") STRICT",

    "CREATE TABLE copy(\n"
    "  n INTEGER PRIMARY KEY,\n"
    "  film INTEGER NOT NULL REFERENCES film(n), -- the other\n"
    "  first INTEGER NOT NULL, last INTEGER NOT NULL, -- frames of the film itself\n"
    "  starts REAL NOT NULL, seconds REAL NOT NULL,\n"
    "  its_first INTEGER NOT NULL, its_last INTEGER NOT NULL, -- frames of the other\n"
    "  its_starts REAL NOT NULL, its_seconds REAL NOT NULL,\n"
    "  score REAL NOT NULL, expected REAL NOT NULL, -- by chance: the E-value\n"
    "  distance REAL, matched REAL, speed REAL,\n"
    "  change TEXT NOT NULL, -- names, divided by blanks: what is certain of how the other differs\n"
    "  what TEXT NOT NULL, -- pictures or sound\n"
    "  both REAL, -- share of it in which sound and pictures are the same; NULL: cannot tell\n"
    "  CHECK (first <= last), CHECK (its_first <= its_last)\n"
    ") STRICT",

    "CREATE VIEW films AS\n"
    "SELECT f.n AS number, role, " NAME_OF_FILM " AS name, reel, seconds, shots,\n"
    "  rate_num * 1.0 / rate_den AS rate, facets, note, copied, sound_copied\n"
    "FROM film f",

    "CREATE VIEW curve AS\n"
    "SELECT m.n + 1 AS number, starts, seconds, facet, departure, percentile, control\n"
    "FROM moment m JOIN departure d ON d.moment = m.n",

    "CREATE VIEW reference_curve AS\n"
    "SELECT " NAME_OF_FILM " AS name, r.starts, r.seconds, r.departure\n"
    "FROM reference_departure r JOIN film f ON f.n = r.film",

    "CREATE VIEW stretches AS\n"
    "SELECT n + 1 AS number, " SECONDS_READ("starts") " AS starts, " SECONDS_READ(
        "ends") " AS ends,\n"
                "  round(ends - starts, 3) AS seconds, facet, effect, excess, p, rank, ranked, unlike,\n"
                "  (SELECT group_concat(facet, ' ') FROM (SELECT facet FROM stretch_facet c WHERE c.stretch "
                "= stretch.n\n"
                "    AND c.p < 0.05 ORDER BY c.n)) AS carried_by\n"
                "FROM stretch",

    "CREATE VIEW shot_precedents AS\n"
    "SELECT p.shot + 1 AS number, s.starts, p.facet, p.rank, p.film_rank, " NAME_OF_FILM " AS name,\n"
    "  p.starts AS its_starts, p.seconds AS its_seconds, p.distance, p.percentile\n"
    "FROM precedent p JOIN shot s ON s.n = p.shot JOIN film f ON f.n = p.film",

    "CREATE VIEW moment_precedents AS\n"
    "SELECT p.moment + 1 AS number, m.starts, p.facet, p.rank, p.film_rank, " NAME_OF_FILM " AS name,\n"
    "  p.starts AS its_starts, p.seconds AS its_seconds, p.distance, p.percentile\n"
    "FROM precedent p JOIN moment m ON m.n = p.moment JOIN film f ON f.n = p.film",

    "CREATE VIEW signature_values AS\n"
    "SELECT s.name AS measure, v.film AS number, f.role, " NAME_OF_FILM " AS name, v.value, s.unit, v.p\n"
    "FROM signature_film v JOIN signature s ON s.n = v.signature JOIN film f ON f.n = v.film",

    "CREATE VIEW copies AS\n"
    "SELECT c.n + 1 AS number, " SECONDS_READ(
        "c.starts") " AS starts, c.seconds, " NAME_OF_FILM " AS name, f.role,\n"
                    "  " SECONDS_READ("c.its_starts") " AS its_starts, c.its_seconds, c.speed, c.change, "
                                                      "c.score, c.expected, c.what, c.both\n"
                                                      "FROM copy c JOIN film f ON f.n = c.film",

    "CREATE VIEW shared AS\n"
    "SELECT " NAME_OF_FILM " AS name, f.role, c.starts, c.seconds, c.what, c.films\n"
    "FROM common c JOIN film f ON f.n = c.film",
};

int comparison_schema_create(sqlite3 *db)
{
    int code = SQLITE_OK;
    for (size_t i = 0; i < sizeof statements / sizeof *statements && code == SQLITE_OK; i++)
        code = sqlite3_exec(db, statements[i], NULL, NULL, NULL);
    return code == SQLITE_OK ? sql_run(db, "PRAGMA application_id=%d; PRAGMA user_version=%d",
                                       COMPARISON_APPLICATION, COMPARISON_VERSION)
                             : code;
}

static enum pst_status check_kind(sqlite3 *db, const char *path, struct pst_error *error)
{
    int64_t application, version;
    if (sql_integer(db, "PRAGMA application_id", &application) != SQLITE_OK ||
        sql_integer(db, "PRAGMA user_version", &version) != SQLITE_OK)
        return (sqlite3_errcode(db) & 0xff) == SQLITE_NOTADB
                   ? fail(error, PST_INPUT, "'%s' is not a comparison", path)
                   : sql_fail_input(db, path, error);
    if (application == SCHEMA_APPLICATION)
        return fail(error, PST_INPUT, "'%s' is a reel, not a comparison", path);
    if (application != COMPARISON_APPLICATION)
        return fail(error, PST_INPUT, "'%s' is not a comparison, but some other SQLite file", path);
    if (version > COMPARISON_VERSION)
        return fail(error, PST_INPUT,
                    "'%s' was made by a newer pastiche (schema %lld; this one reads up to %d)", path,
                    (long long)version, COMPARISON_VERSION);
    if (version < 1)
        return fail(error, PST_INPUT, "'%s' is damaged: it has no schema version", path);
    return version < COMPARISON_VERSION
               ? fail(error, PST_INPUT, "'%s' was made by an older pastiche (schema %lld): compare again",
                      path, (long long)version)
               : PST_OK;
}

static int find_odd(sqlite3 *db, char odd[SHAPE_NAME])
{
    sqlite3 *model = NULL;
    int code = sqlite3_open(":memory:", &model);
    if (code == SQLITE_OK)
        code = comparison_schema_create(model);
    if (code == SQLITE_OK)
        code = shape_find_odd(model, db, odd);
    sqlite3_close(model);
    return code;
}

enum pst_status comparison_schema_check(sqlite3 *db, const char *path, struct pst_error *error)
{
    char odd[SHAPE_NAME];
    enum pst_status status = check_kind(db, path, error);
    if (status == PST_OK && find_odd(db, odd) != SQLITE_OK)
        return sql_fail_input(db, path, error);
    if (status == PST_OK && *odd)
        return fail(error, PST_INPUT, "'%s' is damaged: table '%s' is missing or not as pastiche makes it",
                    path, odd);
    return status;
}
