/* SPDX-License-Identifier: Apache-2.0 */
/* A little film, built by hand, and its truth file: every row that can be told beforehand is there, and no
 * other. Given a file, also that it documents every table and column (docs/truth.md). */
#include "film/showing.h"
#include "test.h"
#include "truth/degrade.h"
#include "truth/ledger.h"
#include "truth_ask.h"

#include <unistd.h>

enum { shot_logo, shot_master, shot_close, shot_street, shots };

/* Anna speaks at 10 and is struck from 50 on; the lamp comes back in the street at 5, in another room's
 * sound. */
static struct deed flat_deeds[] = {
    {.at = 10,
     .length = 30,
     .who = 0,
     .whom = nobody,
     .verb = deed_say,
     .words = "Where is it?",
     .thread = "lamp",
     .choreography = -1},
    {.at = 50,
     .length = 20,
     .who = 1,
     .whom = 0,
     .verb = deed_punch,
     .choreography = 0,
     .move = 1,
     .mirror = 1},
};
static struct deed street_deeds[] = {
    {.at = 5,
     .length = 12,
     .who = 1,
     .whom = nobody,
     .verb = deed_say,
     .words = "The lamp.",
     .thread = "lamp",
     .room = "apartment",
     .choreography = -1},
};
static struct effect street_effects[] = {
    {.kind = effect_lightning, .at = 40, .length = 6, .strength = 1},
    {.kind = effect_strobe, .at = 10, .length = 6, .strength = 1, .period = 4},
};

static const struct set flat = {.name = "apartment", .indoors = 1, .night = 1};
static const struct set street = {.name = "street", .night = 1};

static struct scene scenes[] = {
    {.name = "flat",
     .set = &flat,
     .light = 1,
     .tint = {1, 1, 1},
     .line = {0, 1},
     .side = -1,
     .present = {0, 1},
     .present_count = 2,
     .deeds = flat_deeds,
     .deed_count = 2},
    {.name = "out",
     .set = &street,
     .light = 0.5,
     .tint = {1, 0.5f, 1},
     .air = {weather_rain, 0.75, 3},
     .line = {nobody, nobody},
     .present = {1},
     .present_count = 1,
     .deeds = street_deeds,
     .deed_count = 1,
     .effects = street_effects,
     .effect_count = 2,
     .crowd = {.count = 10, .mood = crowd_strolls}},
};

static struct staged_shot staged[shots] = {
    [shot_logo] = {.name = "",
                   .scene = -1,
                   .card = card_logo,
                   .words = "Northlight",
                   .frames = 24,
                   .fade_in = 6,
                   .subject = nobody,
                   .seam = {.who = nobody}},
    [shot_master] = {.name = "master",
                     .scene = 0,
                     .frames = 48,
                     .clock = 0,
                     .subject = nobody,
                     .join = join_dissolve,
                     .join_frames = 12,
                     .seam = {.who = nobody}},
    [shot_close] = {.name = "anna",
                    .scene = 0,
                    .frames = 40,
                    .clock = 40,
                    .subject = 0,
                    .shutter = 180,
                    .focus = {.from = 2, .to = 3, .aperture = 2.8},
                    .seam = {0, 5, 9, 6}},
    [shot_street] = {.name = "master",
                     .scene = 1,
                     .frames = 30,
                     .clock = 0,
                     .subject = 1,
                     .fade_out = 10,
                     .seam = {.who = nobody}},
};

static struct caption captions[] = {{"LATER", 105, 110, 2, 0.5, 0.25, 0.1}};

static void fill(struct screenplay *film)
{
    *film = (struct screenplay){.title = "The lamp",
                                .seed = 18446744073709551615u,
                                .width = 320,
                                .height = 136,
                                .rate = 24,
                                .per = 1,
                                .people_count = 2,
                                .tune_count = 1,
                                .choreography_count = 1,
                                .scenes = scenes,
                                .scene_count = 2,
                                .shots = staged,
                                .shot_count = shots,
                                .captions = captions,
                                .caption_count = 1};
    film->people[0] = (struct person){
        .name = "anna",
        .voice = "en-gb+f3",
        .body = {.height = 1.75, .girth = 1, .style = hair_long, .dress = 1, .top = {0.5f, 0.25f, 0.125f}}};
    film->people[1] = (struct person){.name = "ben", .body = {.height = 1.5, .girth = 1.25, .coat = 1}};
    film->tunes[0] = (struct tune){.name = "theme", .tonic = 9, .minor = 1, .tempo = 92, .beats = 32};
    film->choreographies[0] =
        (struct choreography){.name = "duel", .moves = {{0, 25, 0, 1, deed_punch}}, .count = 1};
}

/* The dissolve shows frames 12 to 23 of both shots: 24 + 48 - 12 + 40 + 30 = 130 frames. */
static void check_showing(const struct screenplay *film, const struct running *running)
{
    struct shown_span span;
    int shot = -1;
    REQUIRE_INT(running->frames, 130);
    REQUIRE_INT(showing_frame(film, running, 0, 10, &shot), 22);
    REQUIRE_INT(shot, shot_master);
    REQUIRE_INT(showing_frame(film, running, 0, 10, &shot), -1);
    shot = -1; /* the master ends before 48, the close shot begins at 40: both show 47.9 */
    REQUIRE_INT(showing_frame(film, running, 0, 47.9, &shot), 12 + 47);
    REQUIRE_INT(showing_frame(film, running, 0, 47.9, &shot), 60 + 7);
    REQUIRE_INT(shot, shot_close);
    shot = -1;
    REQUIRE_INT(showing_frame(film, running, 0, 48, &shot), 60 + 8);
    shot = -1;
    REQUIRE_INT(showing_frame(film, running, 0, -0.5, &shot), -1);
    shot = -1;
    REQUIRE_INT(showing_frame(film, running, 0, 80, &shot), -1);
    REQUIRE(showing_span(film, running, shot_master, 40.5, 90, &span));
    REQUIRE_INT(span.first, 12 + 40);
    REQUIRE_INT(span.last, 59);
    REQUIRE(showing_span(film, running, shot_close, 0, 40.25, &span));
    REQUIRE_INT(span.first, 60);
    REQUIRE_INT(span.last, 60);
    REQUIRE(!showing_span(film, running, shot_close, 0, 40, &span));
    REQUIRE(!showing_span(film, running, shot_logo, 0, 40, &span));
}

/* Turned by 30 degrees to the right, 10 up, 5 clockwise, as its truth must read again. */
static struct frame_truth truth_of(int frame)
{
    struct frame_truth truth = {.clock = frame, .light = 0.25, .mean = {0.25f, 0.5f, 0.125f}};
    struct camera camera = {.at = {1, 2, 3}, .pan = 30, .tilt = 10, .roll = 5, .focal = 50};
    camera_add(&camera, move_zoom, 0, 1000, 1, 0);
    truth.view = camera_view(&camera, 0, &truth.camera);
    truth.side = -1;
    truth.people[1] = (struct person_truth){.present = 1,
                                            .pixels = 1234,
                                            .visible = 0.5,
                                            .left = 10,
                                            .top = -5,
                                            .right = 20,
                                            .bottom = 90,
                                            .face_x = 15,
                                            .face_y = 20,
                                            .face_half = 8,
                                            .facing = -90,
                                            .moving_x = 1.5,
                                            .bearing = {.walking = 1, .fighting = 1, .speed = 0.0625},
                                            .body = {.hips = {1, 0.5f, 4}}};
    return truth;
}

static void write_frames(struct ledger *ledger, const struct screenplay *film, const struct running *running)
{
    for (int n = 0; n < running->frames; n++) {
        struct exposure exposure = running_at(film, running, n);
        struct frame_truth a = truth_of(n), b = truth_of(n);
        if (exposure.a == shot_close) {
            a.people[0] = (struct person_truth){
                .present = 1, .face_x = 100, .face_y = 50, .face_half = n == 66 ? 0 : 20};
            a.effect = effect_lightning;
            a.effect_light = 0.5;
            a.shot_scale = 2;
        }
        REQUIRE_INT(ledger_frame(ledger, n, &exposure, &a, &b), 0);
    }
}

/* 2000 samples a frame: 48000 / 24. */
static void write_sound(struct ledger *ledger, const struct screenplay *film)
{
    struct room_span rooms[] = {{0, "apartment", 0.1}, {200000, "street", 0.2}};
    struct noise_event noises[] = {{.kind = noise_step, .at = 100, .gain = 0.5, .pan = -0.25, .ground = 1},
                                   {.kind = noise_punch, .at = 160000, .gain = 1},
                                   {.kind = noise_rain, .at = 200000, .length = 60000, .gain = 0.125}};
    struct noise_cause noise_causes[] = {
        {shot_master, 0, -1, -1, 0, 0}, {shot_close, 0, 1, -1, 1, 1}, {shot_street, 1, -1, 0, nobody, 0}};
    struct spoken_line lines[] = {
        {.at = 44000, .words = "Where is it?", .voice = "en-gb+f3", .gain = 0.5},
        {.at = 210000, .words = "The lamp.", .voice = "en", .gain = 1, .pan = 0.5, .room = "apartment"}};
    struct line_cause line_causes[] = {{shot_master, 0, 0}, {shot_street, 1, 0}};
    struct music_cue cues[] = {{1000, 5000, &film->tunes[0], 4, 1.25, 0.5, 240}};
    struct crowd_cue crowds[] = {{200000, 260000, 10, 0.25}};
    struct scoring scoring = {.track = {260000, 1, rooms, noises, lines, cues, crowds, 2, 3, 2, 1, 1},
                              .noise_causes = noise_causes,
                              .line_causes = line_causes};
    struct speech first[] = {{.samples = 30000}, {0}}, second[] = {{.samples = 20000}};
    struct speech *of[] = {first, second};
    struct speeches speeches = {of, 2, film};
    struct subtitle subtitles[] = {{0, 44000 + 4800, 74000 + 4800, "Where is ti?", 1, 0},
                                   {1, 0, 0, "The lamp.", 0, 1}};
    REQUIRE_INT(ledger_sound(ledger, &scoring, &speeches, subtitles), 0);
}

static void check_plan(sqlite3 *db)
{
    REQUIRE_ROWS(db, "PRAGMA application_id", "1953658228"); /* 0x74727574, "trut" */
    REQUIRE_ROWS(db, "PRAGMA foreign_key_check", "");
    REQUIRE_ROWS(db, "PRAGMA integrity_check", "ok");
    REQUIRE_ROWS(db,
                 "SELECT title, seed, width, height, rate_num, rate_den, frames, sample_rate, samples, script"
                 " FROM film",
                 "The lamp|18446744073709551615|320|136|24|1|130|48000|260000|film \"The lamp\"\n");
    REQUIRE_ROWS(db, "SELECT * FROM person",
                 "0|anna|en-gb+f3|1.75|1.0|long|0|0|1\n1|ben||1.5|1.25|short|1|0|0");
    REQUIRE_ROWS(db, "SELECT person, part, red, green, blue FROM costume WHERE part = 'top'",
                 "0|top|0.5|0.25|0.125\n1|top|0.0|0.0|0.0");
    REQUIRE_ROWS(db, "SELECT count(*) FROM costume", "10");
    REQUIRE_ROWS(db, "SELECT * FROM tune", "0|theme|A minor|92.0|32.0|strings");
    REQUIRE_ROWS(db, "SELECT * FROM choreography", "0|duel|1");
    REQUIRE_ROWS(db, "SELECT * FROM scene",
                 "0|flat|apartment|0|1|1|none|0.0|1.0|1.0|1.0|1.0|0|1|-1|0|\n"
                 "1|out|street|0|0|1|rain|0.75|0.5|1.0|0.5|1.0||||10|strolls");
    REQUIRE_ROWS(db, "SELECT * FROM scene_person", "0|0\n0|1\n1|1");
    REQUIRE_ROWS(db, "SELECT count(*) FROM copy", "0");
}

static void check_shots(sqlite3 *db)
{
    REQUIRE_ROWS(db,
                 "SELECT n, name, scene, setup, card, first, last, clean_first, clean_last, clock, subject"
                 " FROM shot",
                 "0||||logo|0|23|6|11||\n1|master|0|0||12|59|24|59|0.0|\n2|anna|0|1||60|99|60|99|40.0|0\n"
                 "3|master|1|2||100|129|100|119|0.0|1");
    REQUIRE_ROWS(db, "SELECT n, focus_from, focus_to, aperture, shutter FROM shot WHERE n > 0",
                 "1||||0.0\n2|2.0|3.0|2.8|180.0\n3||||0.0");
    REQUIRE_ROWS(db, "SELECT kind, first, last, from_shot, to_shot FROM transition",
                 "fade_in|0|5||0\ndissolve|12|23|0|1\ncut|60|60|1|2\ncut|100|100|2|3\nfade_out|120|129|3|");
    REQUIRE_ROWS(db, "SELECT * FROM lettering",
                 "0|logo|0|23|0|Northlight|||\n1|caption|105|110||LATER|160.0|34.0|13.6");
}

static void check_happenings(sqlite3 *db)
{
    char wanted[80];
    double impact = deed_impact(&flat_deeds[1]);
    REQUIRE(impact > 0 && impact < 20);
    REQUIRE_ROWS(db,
                 "SELECT n, scene, number, verb, who, whom, clock, length, mirror, choreography, move, speed,"
                 " words, thread, room FROM deed",
                 "0|0|0|say|0||10.0|30.0|0||||Where is it?|lamp|\n1|0|1|punch|1|0|50.0|20.0|1|0|1|1.25|||\n"
                 "2|1|0|say|1||5.0|12.0|0||||The lamp.|lamp|apartment");
    REQUIRE_ROWS(db, "SELECT n FROM deed WHERE landed", "1"); /* nobody blocks or dodges */
    /* The shot with the punch begins at 60 with the clock at 40; the street's at 100 with 0. */
    snprintf(wanted, sizeof wanted, "0|1|22|51|\n1|2|70|89|%d\n2|3|105|116|", 70 + (int)impact);
    REQUIRE_ROWS(db, "SELECT * FROM deed_shown", wanted);
    REQUIRE_ROWS(
        db,
        "SELECT first, last, shot, verb, who, whom, choreography, move, mirror, speed, landed FROM move"
        " WHERE whom IS NOT NULL",
        "70|89|2|punch|ben|anna|duel|1|1|1.25|1");
    REQUIRE_ROWS(db, "SELECT n, scene, kind, clock, length, strength, period FROM effect",
                 "0|1|lightning|40.0|6.0|1.0|\n1|1|strobe|10.0|6.0|1.0|4.0");
    /* The first comes after the shot's end, the second within its frames 10 to 15. */
    REQUIRE_ROWS(db, "SELECT effect, shot, first >= 110, last <= 115, last > first FROM effect_shown",
                 "1|3|1|1|1");
    REQUIRE_ROWS(db, "SELECT * FROM seam", "0|grain|2|65|69|0|6.0||\n1|room|3|105|116|1||2|apartment");
    /* A head 20 pixels from its middle to crown, and 0.7 of that wide; none in frame 66. */
    REQUIRE_ROWS(db, "SELECT * FROM seam_box WHERE frame < 68",
                 "0|65|86.0|30.0|114.0|70.0\n0|67|86.0|30.0|114.0|70.0");
}

static void check_frames(sqlite3 *db)
{
    /* Of the 12 joined frames done by (i + 1) / 13, the first six are nearer the logo. */
    REQUIRE_ROWS(
        db, "SELECT n, shot, coming, round(done, 6) FROM frame WHERE n IN (0, 11, 12, 17, 18, 23, 24, 129)",
        "0|0||\n11|0||\n12|0|1|0.076923\n17|0|1|0.461538\n18|1|1|0.538462\n23|1|1|0.923077\n24|1||\n129|3||");
    REQUIRE_ROWS(db,
                 "SELECT shot, shot_frame, round(share, 6), faded, clock, pan, light FROM shown"
                 " WHERE frame = 12 AND shot = 0",
                 "0|12|0.923077|0.0|||");
    REQUIRE_ROWS(db,
                 "SELECT shot, shot_frame, round(share, 6), clock, side, at_x, at_y, at_z, round(pan, 4),"
                 " round(tilt, 4), round(roll, 4), focal, pan_speed, zoom_speed, light, red, green, blue"
                 " FROM shown WHERE frame = 12 AND shot = 1",
                 "1|0|0.076923|12.0|-1|1.0|2.0|3.0|30.0|10.0|5.0|50.0|0.0|0.001|0.25|0.25|0.5|0.125");
    REQUIRE_ROWS(db, "SELECT frame, faded FROM shown WHERE frame IN (119, 120, 129)",
                 "119|0.0\n120|0.1\n129|1.0");
    REQUIRE_ROWS(db, "SELECT scale, effect, effect_level FROM shown WHERE frame IN (59, 60)",
                 "||\n2.0|lightning|0.5");
    REQUIRE_ROWS(
        db, "SELECT * FROM presence WHERE frame = 60",
        "60|2|0|||||0|0.0|100.0|50.0|20.0|0.0|0.0|0.0|0.0|0.0|0.0|0|0|0|0|0|0\n"
        "60|2|1|10.0|-5.0|20.0|90.0|1234|0.5|15.0|20.0|8.0|-90.0|1.5|1.0|0.5|4.0|0.0625|1|0|0|1|0|0");
    REQUIRE_ROWS(db, "SELECT count(*), count(DISTINCT frame) FROM presence WHERE person = 1", "118|118");
    REQUIRE_ROWS(db, "SELECT n, shot, place, scene FROM seen WHERE n IN (18, 129)",
                 "18|1|apartment|flat\n129|3|street|out");
    REQUIRE_ROWS(db, "SELECT count(*) FROM seen", "130");
}

static void check_sound(sqlite3 *db)
{
    REQUIRE_ROWS(db, "SELECT * FROM sound_event",
                 "0|step|100||0.5|-0.25|wood|1|||0|\n1|punch|160000||1.0|0.0||2|1||1|1\n"
                 "2|rain|200000|259999|0.125|0.0||3||0||");
    REQUIRE_ROWS(db, "SELECT * FROM room", "0|apartment|0|199999|0.1\n1|street|200000|259999|0.2");
    REQUIRE_ROWS(db, "SELECT * FROM speech",
                 "0|1|0|0|44000|73999|Where is it?|en-gb+f3|lamp||0.5|0.0\n"
                 "1|3|2|1|210000|229999|The lamp.|en|lamp|apartment|1.0|0.5");
    /* A, 4 half tones up: C sharp; 92 by 5/4. */
    REQUIRE_ROWS(db, "SELECT * FROM music", "0|0|theme|C# minor|115.0|4|1000|4999|0.5|240");
    REQUIRE_ROWS(db, "SELECT * FROM crowd_sound", "0|200000|259999|10|0.25");
    REQUIRE_ROWS(db, "SELECT * FROM subtitle",
                 "0|0|48800|78799|Where is ti?|Where is it?|1|0|4800\n1|1||||The lamp.|0|1|0");
    REQUIRE_ROWS(db, "SELECT * FROM thread", "0|lamp|22|105");
    REQUIRE_ROWS(db, "SELECT * FROM thread_line", "0|0|22\n0|1|105");
}

static char *slurp(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, 1 << 20);
    if (!file || !text)
        TEST_FAIL("cannot read '%s'", path);
    REQUIRE(fread(text, 1, (1 << 20) - 1, file) > 0);
    fclose(file);
    return text;
}

/* The names in backquotes in the first column of the table under "### `table`", in their order. */
static void documented(const char *document, const char *table, char *names, size_t room)
{
    char title[64];
    snprintf(title, sizeof title, "\n### `%s`", table);
    const char *at = strstr(document, title);
    size_t used = 0;
    if (!at)
        TEST_FAIL("%s is not documented", table);
    at = strchr(at + 1, '\n');
    for (names[0] = '\0'; at && strncmp(at, "\n#", 2) != 0; at = strchr(at + 1, '\n')) {
        const char *end = at[1] == '|' ? strchr(at + 2, '|') : NULL;
        for (const char *name = at; end && (name = strchr(name, '`')) && name < end;
             name = strchr(name, '`') + 1) {
            name++;
            used += (size_t)snprintf(names + used, room - used, "%s%.*s", used ? "\n" : "",
                                     (int)strcspn(name, "`"), name);
        }
    }
}

static void check_document(sqlite3 *db, const char *path)
{
    char *document = slurp(path), names[4096], sql[128];
    char *tables =
        truth_ask(db, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY rowid");
    int count = 0;
    for (char *table = strtok(tables, "\n"); table; table = strtok(NULL, "\n"), count++) {
        snprintf(sql, sizeof sql, "SELECT name FROM pragma_table_info('%s')", table);
        documented(document, table, names, sizeof names);
        if (strcmp(table, "seen") != 0) /* which has all columns of another */
            truth_answers(db, sql, names, __LINE__);
    }
    for (const char *at = document; (at = strstr(at, "\n### `")); at++)
        count--;
    if (count)
        TEST_FAIL("'%s' tells of %d tables that are not there", path, -count);
    free(tables);
    free(document);
}

static void write_truth(const char *folder, const struct screenplay *film, const struct running *running)
{
    char path[300], script[300];
    snprintf(path, sizeof path, "%s/film.truth", folder);
    snprintf(script, sizeof script, "%s/film.script", folder);
    FILE *file = fopen(script, "w");
    REQUIRE(file && fputs("film \"The lamp\"\n", file) >= 0 && fclose(file) == 0);
    struct ledger *ledger = ledger_open(path, film, running);
    REQUIRE(ledger);
    REQUIRE_INT(ledger_script(ledger, script), 0);
    write_sound(ledger, film);
    write_frames(ledger, film, running);
    REQUIRE(access(path, F_OK) != 0); /* not before it is whole */
    REQUIRE_INT(ledger_close(ledger, 1), 0);
    remove(script);
}

/* What is given up leaves nothing; what stood there before stays. */
static void check_given_up(const char *folder, const struct screenplay *film, const struct running *running)
{
    char path[300], part[310];
    snprintf(path, sizeof path, "%s/film.truth", folder);
    snprintf(part, sizeof part, "%s.part", path);
    struct ledger *ledger = ledger_open(path, film, running);
    REQUIRE(ledger && access(part, F_OK) == 0);
    REQUIRE_INT(ledger_close(ledger, 0), 0);
    REQUIRE(access(part, F_OK) != 0 && access(path, F_OK) == 0);
    REQUIRE(!ledger_open("/nowhere/film.truth", film, running));
}

static sqlite3 *copy_of(const char *folder, const char *changes)
{
    char master[300], copy[300];
    struct degrade_row row = {.name = "hand-made"};
    sqlite3 *db;
    snprintf(row.changes, sizeof row.changes, "%s", changes);
    snprintf(master, sizeof master, "%s/film.truth", folder);
    snprintf(copy, sizeof copy, "%s/copy.truth", folder);
    REQUIRE_INT(degrade_truth(master, &row, copy), 0);
    REQUIRE_INT(sqlite3_open_v2(copy, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    REQUIRE_ROWS(db, "PRAGMA foreign_key_check", "");
    REQUIRE_ROWS(db, "PRAGMA integrity_check", "ok");
    return db;
}

/* Frames 52 to 77 and samples 104000 to 155999 are gone: of the close shot 22 frames stay, from 52 on. */
static void check_cut_mirror(const char *folder)
{
    sqlite3 *db = copy_of(folder, "cut 40 60, mirror");
    char wanted[80];
    int impact = (int)deed_impact(&flat_deeds[1]);
    REQUIRE_ROWS(db, "SELECT frames, samples FROM film", "104|208000");
    REQUIRE_ROWS(db, "SELECT kind, first, last, from_shot, to_shot, detail FROM transition",
                 "fade_in|0|5||0|\ndissolve|12|23|0|1|\ncut|52|52|1|2|splice\ncut|74|74|2|3|\n"
                 "fade_out|94|103|3||");
    REQUIRE_ROWS(db, "SELECT n, first, last, clean_first, clean_last FROM shot",
                 "0|0|23|6|11\n1|12|51|24|51\n2|52|73|52|73\n3|74|103|74|93");
    /* The punch was to be seen from 70 to 89. */
    if (70 + impact < 78)
        snprintf(wanted, sizeof wanted, "52|63|");
    else
        snprintf(wanted, sizeof wanted, "52|63|%d", 44 + impact);
    REQUIRE_ROWS(db, "SELECT first, last, impact FROM deed_shown WHERE deed = 1", wanted);
    REQUIRE_ROWS(db, "SELECT kind, first, last FROM seam", "room|79|90");
    REQUIRE_ROWS(db, "SELECT * FROM lettering WHERE kind = 'caption'",
                 "1|caption|79|84||LATER|160.0|34.0|13.6");
    REQUIRE_ROWS(db, "SELECT kind, sample, last_sample FROM sound_event",
                 "step|100|\npunch|108000|\nrain|148000|207999");
    REQUIRE_ROWS(db, "SELECT n, first_sample, last_sample FROM speech", "0|44000|73999\n1|158000|177999");
    REQUIRE_ROWS(db, "SELECT * FROM thread", "0|lamp|22|79");
    REQUIRE_ROWS(
        db, "SELECT \"left\", \"right\", top, facing, moving_x FROM presence WHERE frame = 52 AND person = 1",
        "300.0|310.0|-5.0|90.0|-1.5");
    REQUIRE_ROWS(db, "SELECT at_x, round(pan, 4), round(roll, 4), side FROM seen WHERE n = 52",
                 "1.0|30.0|-5.0|1");
    REQUIRE_ROWS(db, "SELECT side FROM scene", "1\n");
    sqlite3_close(db);
}

/* With frames 13 to 51 the lamp's first line is gone: the second plants it, and it never comes back. What is
 * left of the dissolve's twelve frames is one; of boxes that the crop cuts, no pixels are known. */
static void check_line_lost(const char *folder)
{
    sqlite3 *db = copy_of(folder, "cut 10 40, crop 4 0 0 0, mono, speed 25 1");
    REQUIRE_ROWS(db, "SELECT width, height, rate_num, frames, samples FROM film", "308|136|25|91|174720");
    REQUIRE_ROWS(db, "SELECT n, words FROM speech", "1|The lamp.");
    REQUIRE_ROWS(db, "SELECT n, missing FROM subtitle", "1|1");
    REQUIRE_ROWS(db, "SELECT planted, returns FROM thread", "66|");
    REQUIRE_ROWS(db, "SELECT kind, first, last, from_shot, to_shot, detail FROM transition LIMIT 4",
                 "fade_in|0|5||0|\ndissolve|12|12|0|1|\ncut|13|13|0|1|splice\ncut|21|21|1|2|");
    REQUIRE_ROWS(db, "SELECT \"left\", pixels, visible, face_x FROM presence WHERE frame = 52 AND person = 1",
                 "-2.0|||3.0");
    REQUIRE_ROWS(db, "SELECT round(tempo, 6), pitch = 25 / 24.0 FROM music, copy", "119.791667|1");
    REQUIRE_ROWS(db, "SELECT max(abs(pan)) FROM sound_event", "0.0");
    /* 210000 less 78000, by 24 / 25. */
    REQUIRE_ROWS(db, "SELECT first_sample FROM speech", "126720");
    sqlite3_close(db);
}

/* A film that fades in from black has no cut after black. */
static void check_leaders(const char *folder)
{
    sqlite3 *db = copy_of(folder, "lead 10 black");
    REQUIRE_ROWS(db, "SELECT kind, first, last FROM transition LIMIT 2", "fade_in|10|15\ndissolve|22|33");
    REQUIRE_ROWS(db, "SELECT n, shot FROM frame WHERE n BETWEEN 9 AND 10", "9|\n10|0");
    REQUIRE_ROWS(db, "SELECT seconds, source, leader FROM copy_frame WHERE frame IN (0, 12)",
                 "0.0||black\n0.5|2|");
    REQUIRE_ROWS(db, "SELECT first_sample FROM speech WHERE n = 0", "64000");
    sqlite3_close(db);
    db = copy_of(folder, "lead 10 bars");
    REQUIRE_ROWS(db, "SELECT kind, first, to_shot, detail FROM transition LIMIT 2",
                 "cut|10|0|leader\nfade_in|10|0|");
    sqlite3_close(db);
}

static void check_refused(const char *folder)
{
    static const char *const wrong[] = {"turn",     "cut 60 40",    "cut a b",
                                        "repeat 3", "lead 5 white", "scale 0 0"};
    char master[300], copy[300];
    snprintf(master, sizeof master, "%s/film.truth", folder);
    snprintf(copy, sizeof copy, "%s/none.truth", folder);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct degrade_row row = {.name = "wrong"};
        snprintf(row.changes, sizeof row.changes, "%s", wrong[i]);
        REQUIRE(degrade_truth(master, &row, copy) != 0 && access(copy, F_OK) != 0);
    }
    struct degrade_row row = {.name = "copy of a copy"};
    snprintf(master, sizeof master, "%s/copy.truth", folder);
    REQUIRE(degrade_truth(master, &row, copy) != 0);
}

int main(int argc, char **argv)
{
    struct screenplay film;
    struct running running;
    char complaint[200], folder[] = "/tmp/stage_ledger.XXXXXX", path[300];
    sqlite3 *db;
    fill(&film);
    REQUIRE_INT(running_make(&film, &running, complaint, sizeof complaint), 0);
    check_showing(&film, &running);
    REQUIRE(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/film.truth", folder);
    write_truth(folder, &film, &running);
    check_given_up(folder, &film, &running);
    REQUIRE_INT(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    check_plan(db);
    check_shots(db);
    check_happenings(db);
    check_frames(db);
    check_sound(db);
    if (argc > 1)
        check_document(db, argv[1]);
    sqlite3_close(db);
    check_cut_mirror(folder);
    check_line_lost(folder);
    check_leaders(folder);
    check_refused(folder);
    running_release(&running);
    remove(path);
    snprintf(path, sizeof path, "%s/copy.truth", folder);
    remove(path);
    rmdir(folder);
    return 0;
}
