/* SPDX-License-Identifier: Apache-2.0 */
#include "strange_reel.h"
#include "pastiche/pastiche.h"
#include "scratch_folder.h"
#include <jansson.h>
#include <math.h>
#include <sqlite3.h>

enum { WIDTH = 32, HEIGHT = 24, PICTURES = 32, PATH = 128 };

static const char titles[] = "1\n00:00:00,200 --> 00:00:01,000\n<i>One</i> title\n\n"
                             "2\n00:00:01,100 --> 00:00:01,900\nanother one\n";

/* What the film has no sound for, and what makes a reel that is to be derived again. */
static const char finish[] =
    "PRAGMA page_size=1024; PRAGMA journal_mode=DELETE;"
    "INSERT INTO grid VALUES('heard', -0.02, 1, 10);"
    "INSERT INTO measure(name, meter, grid, unit, what, vector)"
    " VALUES('light_heard', 'light', 'heard', 'LUFS', 'a level', 0), ('light_all', 'light', 'film', '', 'x', "
    "0);"
    "INSERT INTO window_value SELECT (SELECT id FROM measure WHERE name = 'light_heard'), n, n / 3.0 FROM "
    "frame;"
    "INSERT INTO window_value VALUES((SELECT id FROM measure WHERE name = 'light_all'), 0, 1);"
    "INSERT INTO chapter VALUES(0, 0, 10, 1, 24, 'one'), (1, 10, 32, 1, 24, 'two');"
    "INSERT INTO problem VALUES(0, 3, 4, 'a picture that cannot be decoded'), (1, NULL, NULL, 'no index');"
    "UPDATE meter SET version = version - 1 WHERE name = 'form'; VACUUM";

static void draw_film(const char *path)
{
    FILE *out = fopen(path, "wb");
    MUST(out);
    fprintf(out, "YUV4MPEG2 W%d H%d F24:1 Ip A1:1 C420jpeg\n", WIDTH, HEIGHT);
    for (int n = 0; n < PICTURES; n++) {
        fputs("FRAME\n", out);
        for (int i = 0; i < WIDTH * HEIGHT * 3 / 2; i++)
            putc(n < 12 ? 40 + i % WIDTH / 16 * 90 : n < 24 ? 200 - i / 400 * 60 : 100, out);
    }
    MUST(fclose(out) == 0);
}

static void prepare(sqlite3 *db)
{
    char *why = NULL;
    if (sqlite3_exec(db, finish, NULL, NULL, &why) != SQLITE_OK)
        fprintf(stderr, "%s\n", why);
    MUST(!why);
}

static uint8_t *read_bytes(size_t *size)
{
    FILE *in = fopen(strange_path(), "rb");
    MUST(in && fseek(in, 0, SEEK_END) == 0);
    *size = (size_t)ftell(in);
    rewind(in);
    uint8_t *bytes = malloc(*size ? *size : 1);
    MUST(bytes && fread(bytes, 1, *size, in) == *size);
    fclose(in);
    return bytes;
}

static uint8_t *make_reel(size_t *size)
{
    char film[PATH], sidecar[PATH];
    struct pst_error error = {0};
    sqlite3 *db;
    draw_film(scratch_path("film.y4m", film));
    scratch_write(scratch_path("film.srt", sidecar), titles, sizeof titles - 1);
    if (pst_measure(film, NULL, NULL, &error) != PST_OK)
        fprintf(stderr, "%s\n", error.message);
    MUST(sqlite3_open(strange_path(), &db) == SQLITE_OK);
    prepare(db);
    MUST(sqlite3_close(db) == SQLITE_OK);
    return read_bytes(size);
}

const uint8_t *sound_reel(size_t *size)
{
    static uint8_t *reel;
    static size_t reel_size;
    if (!reel) {
        reel = make_reel(&reel_size);
        try_strange_reel(true); /* the film and the reel as they are must do, or nothing is tried */
    }
    *size = reel_size;
    return reel;
}

const char *strange_path(void)
{
    static char path[PATH];
    return scratch_path("film.reel", path);
}

void place_sound_reel(void)
{
    size_t size;
    const uint8_t *reel = sound_reel(&size);
    scratch_write(strange_path(), reel, size);
}

bool is_spoilt(void)
{
    size_t size, now;
    char wal[PATH];
    const uint8_t *reel = sound_reel(&size);
    uint8_t *bytes = read_bytes(&now);
    bool same = now == size && memcmp(bytes, reel, size) == 0;
    free(bytes);
    return !same || access(scratch_path("film.reel-wal", wal), F_OK) == 0;
}

void forget_strange_reel(void)
{
    static const char *const names[] = {"film.reel", "film.reel-journal", "film.reel-wal", "film.reel-shm"};
    char path[PATH];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(scratch_path(names[i], path));
}

static bool text_ok(const char *text)
{
    return text && is_utf8(text) && is_plain(text, "\t\n");
}

static void check_film(const struct pst_film *f)
{
    MUST(text_ok(f->file) && text_ok(f->title) && text_ok(f->director) && text_ok(f->container));
    MUST(text_ok(f->codec) && text_ok(f->timecode) && text_ok(f->pixel_format) && text_ok(f->hash));
    MUST(f->frames >= 0 && f->width >= 0 && f->height >= 0 && f->size >= 0);
    MUST(f->time_base.den >= 0 && (f->time_base.den == 0 || f->time_base.num > 0));
    MUST(f->frame_rate.den >= 0 && f->sample_aspect.den >= 0 && f->sound_start.den >= 0);
    MUST(f->rotation == 0 || f->rotation == 90 || f->rotation == 180 || f->rotation == 270);
    MUST(f->matrix <= PST_MATRIX_RGB && f->transfer <= PST_TRANSFER_HLG);
    for (size_t i = 0; i < f->stream_count; i++)
        MUST(text_ok(f->streams[i].codec) && text_ok(f->streams[i].label) &&
             text_ok(f->streams[i].language) && text_ok(f->streams[i].layout) &&
             f->streams[i].kind <= PST_STREAM_OTHER);
    for (size_t i = 0; i < f->chapter_count; i++)
        MUST(text_ok(f->chapters[i].title));
}

/* PST_INPUT and a line, PST_USAGE where it is asked for what there is not, or all is well. */
static bool good(enum pst_status status, const struct pst_error *error)
{
    bool told = status == PST_INPUT || status == PST_USAGE;
    if (status != PST_OK && !(told && error->status == status && *error->message))
        fprintf(stderr, "status %d: %s\n", status, error->message);
    MUST(status == PST_OK || (told && error->status == status && *error->message));
    return status == PST_OK;
}

static void read_structure(struct pst_reel *reel)
{
    const struct pst_film *film = pst_reel_film(reel);
    const struct pst_shot *shots;
    const struct pst_transition *transitions;
    const struct pst_swatch *swatches;
    struct pst_error error = {0};
    size_t count, colours;
    if (good(pst_reel_transitions(reel, &transitions, &count, &error), &error))
        for (size_t i = 0; i < count; i++)
            MUST(pst_transition_kind_name(transitions[i].kind) && transitions[i].first >= 0 &&
                 transitions[i].last >= transitions[i].first && transitions[i].last < film->frames &&
                 transitions[i].confidence >= 0 && transitions[i].confidence <= 1 &&
                 text_ok(transitions[i].detail));
    if (!good(pst_reel_shots(reel, &shots, &count, &error), &error))
        return;
    for (size_t i = 0; i < count; i++) {
        MUST(shots[i].first == (i ? shots[i - 1].last + 1 : 0) && shots[i].last >= shots[i].first);
        MUST(shots[i].last < film->frames && pst_shot_kind_name(shots[i].kind));
        if (good(pst_reel_palette(reel, i, &swatches, &colours, &error), &error))
            MUST(colours <= 8);
    }
}

static void read_measures(struct pst_reel *reel)
{
    const struct pst_measure *measures;
    const struct pst_vector *vectors;
    struct pst_series series;
    struct pst_error error = {0};
    size_t count, vector_count;
    double sum = 0;
    if (!good(pst_reel_measures(reel, &measures, &count, &error), &error))
        return;
    for (size_t i = 0; i < count; i++) {
        const struct pst_measure *m = &measures[i];
        MUST(text_ok(m->name) && text_ok(m->meter) && text_ok(m->grid) && text_ok(m->unit) &&
             text_ok(m->what));
        if (good(pst_reel_vectors(reel, m->name, &vectors, &vector_count, &error), &error))
            for (size_t k = 0; k < vector_count; k++)
                sum += vectors[k].size ? ((const uint8_t *)vectors[k].data)[vectors[k].size - 1] : 0;
        for (int by_shot = 0; by_shot < 2; by_shot++)
            if (good((by_shot ? pst_reel_shot_series : pst_reel_series)(reel, m->name, &series, &error),
                     &error))
                for (size_t k = 0; k < series.count; k++)
                    sum += isnan(series.values[k]) ? 0 : 1e-300 * series.values[k];
    }
    MUST(isfinite(sum));
}

static void read_lists(struct pst_reel *reel)
{
    const struct pst_film *film = pst_reel_film(reel);
    const struct pst_meter_used *meters;
    const struct pst_title *titles_read;
    const struct pst_still *stills;
    const struct pst_rhythm_figure *figures;
    const struct pst_problem *problems;
    const int64_t *pts;
    struct pst_error error = {0};
    size_t count;
    int64_t sum = 0;
    if (good(pst_reel_meters(reel, &meters, &count, &error), &error))
        for (size_t i = 0; i < count; i++)
            MUST(text_ok(meters[i].name) && text_ok(meters[i].parameters));
    if (good(pst_reel_titles(reel, &titles_read, &count, &error), &error))
        for (size_t i = 0; i < count; i++)
            MUST(titles_read[i].stream >= 0 && (size_t)titles_read[i].stream < film->stream_count &&
                 titles_read[i].time_base.num > 0 && titles_read[i].time_base.den > 0 &&
                 text_ok(titles_read[i].text));
    if (good(pst_reel_stills(reel, &stills, &count, &error), &error))
        for (size_t i = 0; i < count; i++)
            MUST(stills[i].width > 0 && stills[i].height > 0 && stills[i].jpeg);
    if (good(pst_reel_rhythm(reel, &figures, &count, &error), &error))
        for (size_t i = 0; i < count; i++)
            MUST(text_ok(figures[i].name) && text_ok(figures[i].unit) && text_ok(figures[i].note) &&
                 figures[i].parts >= 1 && figures[i].part >= 0 && figures[i].part < figures[i].parts);
    if (good(pst_reel_problems(reel, &problems, &count, &error), &error))
        for (size_t i = 0; i < count; i++)
            MUST(text_ok(problems[i].what));
    if (good(pst_reel_pts(reel, &pts, &error), &error))
        for (int64_t i = 0; i < film->frames; i++)
            sum ^= pts[i];
    (void)sum;
}

static void check_json(const char *path)
{
    json_t *read = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
    MUST(json_is_object(read));
    json_decref(read);
}

static void read_as_people(struct pst_reel *reel, bool page_wanted)
{
    struct pst_shot_line *lines;
    struct pst_rhythm rhythm = {0};
    struct pst_error error = {0};
    size_t count;
    char json[PATH], csv[PATH], page[PATH];
    if (good(pst_shot_list(reel, &lines, &count, &error), &error))
        for (size_t i = 0; i < count; i++)
            MUST(text_ok(lines[i].in) && text_ok(lines[i].out));
    pst_shot_list_release(&lines);
    for (int parts = 1; parts <= 3; parts++) {
        good(pst_rhythm_of(reel, 0, -1, parts, &rhythm, &error), &error);
        pst_rhythm_release(&rhythm);
    }
    if (good(pst_export(reel, pst_export_format("json"), NULL, scratch_path("film.json", json), NULL, &error),
             &error))
        check_json(json);
    good(pst_export(reel, pst_export_format("csv"), NULL, scratch_path("film.csv", csv), NULL, &error),
         &error);
    if (page_wanted)
        good(pst_page(reel, NULL, scratch_path("film.html", page), &error), &error);
    unlink(json);
    unlink(csv);
    unlink(page);
}

static enum pst_status read_whole(bool page_wanted, struct pst_error *error)
{
    struct pst_reel *reel;
    enum pst_status status = pst_reel_open(strange_path(), &reel, error);
    MUST((status == PST_OK) == (reel != NULL));
    if (!good(status, error))
        return status;
    check_film(pst_reel_film(reel));
    read_structure(reel);
    read_measures(reel);
    read_lists(reel);
    read_as_people(reel, page_wanted);
    pst_reel_close(&reel);
    return status;
}

void try_strange_reel(bool page_wanted)
{
    char film[PATH];
    struct pst_error error = {0};
    read_whole(page_wanted, &error);
    enum pst_status status = pst_measure(scratch_path("film.y4m", film), NULL, NULL, &error);
    bool told = status == PST_PARTLY || status == PST_INPUT || status == PST_OUTPUT;
    if (status != PST_OK && !(told && *error.message))
        fprintf(stderr, "status %d: %s\n", status, error.message);
    MUST(status == PST_OK || (told && *error.message));
    if ((status == PST_OK || status == PST_PARTLY) && read_whole(false, &error) != PST_OK) {
        fprintf(stderr, "measured, and then: %s\n", error.message);
        MUST(!"the reel that was measured is sound");
    }
}
