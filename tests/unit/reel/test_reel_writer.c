/* SPDX-License-Identifier: Apache-2.0 */
/* Whole or not at all, the same bytes from the same calls, and an older reel as the start of a new one. */
#include "planted.h"
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define FOLDER "reel_writer_test"
#define TARGET FOLDER "/film.reel"

static int count_entries(void)
{
    int count = 0;
    DIR *folder = opendir(FOLDER);
    REQUIRE(folder);
    for (struct dirent *entry; (entry = readdir(folder));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(folder);
    return count;
}

static void empty_folder(void)
{
    DIR *folder = opendir(FOLDER);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char path[512];
        snprintf(path, sizeof path, FOLDER "/%s", entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            REQUIRE(remove(path) == 0);
    }
    if (folder)
        closedir(folder);
}

static char *read_file(const char *path, size_t *size)
{
    struct stat file;
    FILE *in = fopen(path, "rb");
    REQUIRE(in && fstat(fileno(in), &file) == 0);
    *size = (size_t)file.st_size;
    char *bytes = malloc(*size + 1);
    REQUIRE(bytes && fread(bytes, 1, *size, in) == *size);
    fclose(in);
    return bytes;
}

static void write_file(const char *path, const char *text)
{
    FILE *out = fopen(path, "wb");
    REQUIRE(out && fputs(text, out) >= 0 && fclose(out) == 0);
}

static void check_same_bytes(void)
{
    size_t one_size, other_size;
    plant(TARGET);
    plant(FOLDER "/other.reel");
    char *one = read_file(TARGET, &one_size), *other = read_file(FOLDER "/other.reel", &other_size);
    REQUIRE_INT(one_size, other_size);
    REQUIRE(memcmp(one, other, one_size) == 0);
    free(one);
    free(other);
    REQUIRE_INT(count_entries(), 2);
    empty_folder();
}

static void check_abandon(void)
{
    size_t size;
    struct ids id;
    struct pst_film film = planted_film();
    write_file(TARGET, "old");
    struct reel_writer *w = plant_open(TARGET, NULL);
    GOOD(reel_write_film(w, &film, error));
    plant_meters(w, &id);
    plant_frames(w, &id);
    REQUIRE_INT(count_entries(), 1);
    reel_writer_abandon(&w);
    REQUIRE(w == NULL);
    reel_writer_abandon(&w);
    char *bytes = read_file(TARGET, &size);
    REQUIRE(size == 3 && memcmp(bytes, "old", 3) == 0);
    free(bytes);
    REQUIRE_INT(count_entries(), 1);
    empty_folder();
}

/* As kill -9 does it: no destructor, no handler. */
static void check_killed(void)
{
    pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        struct ids id;
        struct reel_writer *w = plant_open(TARGET, NULL);
        plant_meters(w, &id);
        plant_frames(w, &id);
        kill(getpid(), SIGKILL);
    }
    int how;
    REQUIRE(waitpid(child, &how, 0) == child && WIFSIGNALED(how));
    REQUIRE_INT(count_entries(), 0);
}

static void check_sweep(void)
{
    write_file(FOLDER "/.film.reel.4711-0.part", "left by a killed run");
    write_file(FOLDER "/.film.reel.4711-0.part-journal", "SQLite's, beside it");
    write_file(FOLDER "/.film.reel.4711-2.part-journal", "SQLite's, of one that is gone");
    write_file(FOLDER "/.film.reel.4711-1.part", "held by a run that lives");
    write_file(FOLDER "/.film.reel.4711-1.part-journal", "SQLite's, beside it");
    write_file(FOLDER "/.film.reel.part", "not ours");
    write_file(FOLDER "/.film.reel.4711-0.part.txt", "not ours");
    write_file(FOLDER "/.other.reel.4711-0.part", "another film's");
    int held = open(FOLDER "/.film.reel.4711-1.part", O_RDWR);
    REQUIRE(held >= 0 && flock(held, LOCK_EX) == 0);
    reel_writer_sweep(TARGET);
    REQUIRE_INT(count_entries(), 5);
    REQUIRE(access(FOLDER "/.film.reel.4711-0.part", F_OK) != 0);
    close(held);
    struct reel_writer *w = plant_open(TARGET, NULL);
    REQUIRE_INT(count_entries(), 3);
    reel_writer_abandon(&w);
    empty_folder();
}

static void expect_series(struct pst_reel *reel, const char *name, int measure, int64_t n)
{
    struct pst_series series;
    GOOD(pst_reel_series(reel, name, &series, error));
    REQUIRE_NEAR(series.values[n], planted_value(measure, n), 0);
}

/* A newer meter "light", which lost light_key and has values of its own. */
static void replace_light(struct reel_writer *w)
{
    int id;
    GOOD(reel_write_meter(w, "light", 2, "{}", error));
    GOOD(reel_write_measure(w, &light_mean, 0, no_step, &id, error));
    for (int64_t n = 0; n < FRAMES; n++) {
        GOOD(reel_write_frame(w, n, FIRST_PTS + n, error));
        GOOD(reel_write_value(w, id, n, planted_value(9, n), error));
    }
}

static void check_replaced(struct pst_reel *reel)
{
    struct pst_series series;
    const struct pst_meter_used *meters;
    const struct pst_title *titles;
    size_t count;
    expect_series(reel, "light_mean", 9, 2999);
    expect_series(reel, "colour_warm", 3, 1234);
    expect_series(reel, "loudness_momentary", 4, 7);
    REQUIRE_INT(pst_reel_series(reel, "light_key", &series, NULL), PST_USAGE);
    GOOD(pst_reel_shot_series(reel, "light_mean", &series, error));
    REQUIRE(series.count == 3 && isnan(series.values[0]) && isnan(series.values[2]));
    GOOD(pst_reel_shot_series(reel, "shot_length", &series, error));
    REQUIRE_NEAR(series.values[0], 41.6, 0);
    GOOD(pst_reel_meters(reel, &meters, &count, error));
    REQUIRE_INT(count, 6);
    REQUIRE_INT(meters[0].version, 2);
    GOOD(pst_reel_titles(reel, &titles, &count, error));
    REQUIRE_INT(count, 2);
}

/* The first number of the answer; -1 where SQLite refuses the question. */
static int ask(const char *path, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *statement = NULL;
    REQUIRE(sqlite3_open(path, &db) == SQLITE_OK);
    bool fine = sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK;
    int answer = fine && sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int(statement, 0) : -1;
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return answer;
}

static void check_base(void)
{
    struct pst_reel *reel;
    const int64_t *candidates;
    size_t count;
    plant(TARGET);
    struct reel_writer *w = plant_open(TARGET, TARGET);
    replace_light(w);
    GOOD(reel_still_frames(w, &candidates, &count, error));
    REQUIRE_INT(count, 2);
    REQUIRE_INT(candidates[1], 2000);
    GOOD(reel_writer_view(w, &reel, error));
    check_replaced(reel);
    GOOD(reel_writer_commit(&w, error));
    REQUIRE_INT(count_entries(), 1);
    GOOD(pst_reel_open(TARGET, &reel, error));
    check_replaced(reel);
    pst_reel_close(&reel);
    REQUIRE_INT(ask(TARGET, "SELECT count(frame.light_mean) > 0 FROM frame"), 1);
    REQUIRE_INT(ask(TARGET, "SELECT count(frame.light_key) > 0 FROM frame"), -1);
    empty_folder();
}

/* Entered again and nothing written, a meter has nothing; a value for a frame of the base finds its row. */
static void check_emptied(void)
{
    struct pst_reel *reel;
    struct pst_series series;
    struct ids id;
    const int64_t *frames;
    size_t count;
    plant(TARGET);
    struct reel_writer *w = plant_open(TARGET, TARGET);
    plant_light(w, 3, &id);
    GOOD(reel_write_value(w, id.key, 1700, 0.5, error));
    GOOD(reel_write_meter(w, "loudness", 3, "{}", error));
    GOOD(reel_write_measure(w, &momentary, 0, (struct pst_rational){1, 5}, &id.momentary, error));
    GOOD(reel_write_meter(w, "colour", 8, "{}", error));
    GOOD(reel_write_meter(w, "title", 2, "{}", error));
    GOOD(reel_write_meter(w, "still", 2, "{}", error));
    GOOD(reel_still_frames(w, &frames, &count, error));
    REQUIRE_INT(count, 0);
    GOOD(reel_writer_commit(&w, error));
    GOOD(pst_reel_open(TARGET, &reel, error));
    GOOD(pst_reel_series(reel, "light_key", &series, error));
    for (size_t n = 0; n < series.count; n++)
        REQUIRE(n == 1700 ? series.values[n] == 0.5 : isnan(series.values[n]));
    REQUIRE_INT(pst_reel_series(reel, "colour_warm", &series, NULL), PST_USAGE);
    GOOD(pst_reel_series(reel, "loudness_momentary", &series, error));
    REQUIRE_INT(series.count, 0);
    REQUIRE_NEAR(series.step, 0.2, 0);
    pst_reel_close(&reel);
    REQUIRE_INT(ask(TARGET, "SELECT count(*) FROM window_value"), 0);
    REQUIRE_INT(ask(TARGET, "SELECT count(*) FROM vector_value"), 0);
    REQUIRE_INT(ask(TARGET, "SELECT count(*) FROM title"), 0);
    empty_folder();
}

/* Without a pass over the film: names and what is derived. */
static void check_mended(void)
{
    struct pst_reel *reel;
    const struct pst_still *stills;
    const struct pst_shot *shots;
    size_t count;
    static const struct pst_shot one[] = {{0, FRAMES - 1, PST_SHOT_PICTURE}};
    plant(TARGET);
    struct reel_writer *w = plant_open(FOLDER "/mended.reel", TARGET);
    struct pst_film film = planted_film();
    strcpy(film.title, "Zéro de conduite");
    strcpy(film.director, "Vigo\xe9");
    GOOD(reel_write_film(w, &film, error));
    GOOD(reel_forget_meter(w, "still", error));
    GOOD(reel_forget_meter(w, "form", error));
    GOOD(reel_write_shots(w, one, 1, error));
    GOOD(reel_writer_commit(&w, error));
    GOOD(pst_reel_open(FOLDER "/mended.reel", &reel, error));
    REQUIRE_TEXT(pst_reel_film(reel)->title, "Zéro de conduite");
    GOOD(pst_reel_shots(reel, &shots, &count, error));
    REQUIRE_INT(count, 1);
    GOOD(pst_reel_stills(reel, &stills, &count, error));
    REQUIRE_INT(count, 0);
    expect_series(reel, "light_mean", 1, 1501);
    pst_reel_close(&reel);
    REQUIRE_INT(ask(FOLDER "/mended.reel", "SELECT director = 'Vigo\xef\xbf\xbd' FROM film"), 1);
    empty_folder();
}

static void expect_output_failure(const char *target, const char *reason)
{
    struct reel_writer *w;
    struct pst_error error;
    REQUIRE_INT(reel_writer_open(target, NULL, &w, &error), PST_OUTPUT);
    REQUIRE(w == NULL);
    REQUIRE_INT(error.status, PST_OUTPUT);
    REQUIRE(strstr(error.message, target) && strstr(error.message, reason));
}

static void check_places(void)
{
    expect_output_failure(FOLDER, "is a directory");
    expect_output_failure(FOLDER "/missing/film.reel", "no such file");
    REQUIRE_INT(count_entries(), 0);
    if (geteuid() != 0) {
        REQUIRE(chmod(FOLDER, 0555) == 0);
        expect_output_failure(TARGET, "permission denied");
        REQUIRE(chmod(FOLDER, 0755) == 0);
    }
    struct pst_reel *reel;
    plant(FOLDER "/file:x?mode=memory");
    REQUIRE_INT(count_entries(), 1);
    GOOD(pst_reel_open(FOLDER "/file:x?mode=memory", &reel, error));
    pst_reel_close(&reel);
    plant(":memory:");
    GOOD(pst_reel_open(":memory:", &reel, error));
    pst_reel_close(&reel);
    REQUIRE(unlink(":memory:") == 0);
    empty_folder();
}

static void check_link(void)
{
    struct stat link;
    write_file(FOLDER "/real.reel", "old");
    REQUIRE(symlink("real.reel", TARGET) == 0);
    plant(TARGET);
    REQUIRE(lstat(TARGET, &link) == 0 && S_ISLNK(link.st_mode));
    REQUIRE(stat(FOLDER "/real.reel", &link) == 0 && link.st_size > 100000);
    REQUIRE_INT(count_entries(), 2);
    empty_folder();
}

/* A file may not grow beyond `bytes`, as on a full disk: in a child, since the limit holds for good. */
static int fill_disk(rlim_t bytes)
{
    struct rlimit limit = {bytes, bytes};
    struct pst_error error = {0};
    struct reel_writer *w;
    int id;
    static char still[1 << 16];
    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 1;
    enum pst_status status = reel_writer_open(TARGET, NULL, &w, &error);
    struct pst_film film = planted_film();
    film.frames = 0;
    if (status == PST_OK)
        status = reel_write_film(w, &film, &error);
    if (status == PST_OK)
        status = reel_write_meter(w, "light", 1, "{}", &error);
    if (status == PST_OK)
        status = reel_write_measure(w, &light_mean, 0, no_step, &id, &error);
    for (int i = 0; status == PST_OK && i < 1000; i++)
        status = reel_keep_still(w, i, 320, 180, still, sizeof still, &error);
    if (w) {
        enum pst_status first = status;
        struct pst_error last = {0};
        status = reel_writer_commit(&w, &last);
        if (first != PST_OK && (status != first || strcmp(last.message, error.message) != 0))
            return 2;
        error = last;
    }
    if (status != PST_OUTPUT || !strstr(error.message, "'" TARGET "'") || !strstr(error.message, ": "))
        return 3;
    return count_entries() == 1 ? 0 : 4;
}

/* 200 kB fills while the schema is made or soon after; 20 MB once the cache spills. */
static void check_full(void)
{
    static const rlim_t sizes[] = {4096, 200000, 20000000};
    size_t size;
    write_file(TARGET, "old");
    for (int i = 0; i < 3; i++) {
        int how;
        pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0)
            _exit(fill_disk(sizes[i]));
        REQUIRE(waitpid(child, &how, 0) == child && WIFEXITED(how));
        REQUIRE_INT(WEXITSTATUS(how), 0);
    }
    char *bytes = read_file(TARGET, &size);
    REQUIRE_INT(size, 3);
    free(bytes);
    empty_folder();
}

typedef void spoil(struct reel_writer *);

static void spoil_count(struct reel_writer *w)
{
    struct pst_film film = planted_film();
    film.frames = FRAMES + 1;
    GOOD(reel_write_film(w, &film, error));
}

static void spoil_shots(struct reel_writer *w)
{
    static const struct pst_shot gap[] = {{0, 10, PST_SHOT_PICTURE}, {12, FRAMES - 1, PST_SHOT_PICTURE}};
    GOOD(reel_write_shots(w, gap, 2, error));
}

static void spoil_end(struct reel_writer *w)
{
    static const struct pst_shot gap[] = {{0, FRAMES - 2, PST_SHOT_PICTURE}};
    GOOD(reel_write_shots(w, gap, 1, error));
}

static void spoil_title(struct reel_writer *w)
{
    GOOD(reel_write_title(w, &(struct title){7, 0, 1, {1, 1000}, "no stream"}, error));
}

static void spoil_transition(struct reel_writer *w)
{
    static const struct pst_transition unsure[] = {{PST_CUT, 5, 5, 1.5, ""}};
    REQUIRE_INT(reel_write_transitions(w, unsure, 1, NULL), PST_INTERNAL);
    REQUIRE_INT(reel_forget_problems(w, NULL), PST_INTERNAL);
}

static void spoil_frame(struct reel_writer *w)
{
    REQUIRE_INT(reel_write_frame(w, FRAMES + 5, 0, NULL), PST_INTERNAL);
}

static void spoil_value(struct reel_writer *w)
{
    REQUIRE_INT(reel_write_value(w, 1, FRAMES, 0, NULL), PST_INTERNAL);
}

static void spoil_name(struct reel_writer *w)
{
    int id;
    struct pst_measure bad = light_mean;
    bad.name = "a\" REAL; --";
    REQUIRE_INT(reel_write_measure(w, &bad, 0, no_step, &id, NULL), PST_INTERNAL);
}

static void spoil_meter(struct reel_writer *w)
{
    int id;
    struct pst_measure orphan = {"x_y", "nobody", "frame", "", "", false};
    REQUIRE_INT(reel_write_measure(w, &orphan, 0, no_step, &id, NULL), PST_INTERNAL);
}

static void spoil_grid(struct reel_writer *w)
{
    int id;
    struct pst_measure other = {"other", "light", "loudness", "", "", false};
    REQUIRE_INT(reel_write_measure(w, &other, 0, (struct pst_rational){1, 5}, &id, NULL), PST_INTERNAL);
}

static void spoil_still(struct reel_writer *w)
{
    static const int64_t chosen[] = {501};
    REQUIRE_INT(reel_choose_stills(w, chosen, 1, NULL), PST_INTERNAL);
}

/* A reel that is not sound is our fault and never reaches the target. */
static void check_unsound(void)
{
    static spoil *const spoils[] = {spoil_count,      spoil_shots, spoil_end,   spoil_title,
                                    spoil_transition, spoil_frame, spoil_value, spoil_name,
                                    spoil_meter,      spoil_grid,  spoil_still};
    for (size_t i = 0; i < sizeof spoils / sizeof *spoils; i++) {
        struct reel_writer *w = plant_open(TARGET, NULL);
        struct pst_film film = planted_film();
        struct pst_error why = {0};
        struct ids id;
        GOOD(reel_write_film(w, &film, error));
        plant_meters(w, &id);
        plant_frames(w, &id);
        plant_rest(w);
        plant_form(w);
        spoils[i](w);
        if (reel_writer_commit(&w, &why) != PST_INTERNAL)
            TEST_FAIL("spoilt reel %zu was taken: %s", i, why.message);
        REQUIRE(strstr(why.message, "'" TARGET "'"));
        REQUIRE_INT(count_entries(), 0);
    }
}

int main(void)
{
    mkdir(FOLDER, 0755);
    empty_folder();
    check_same_bytes();
    check_abandon();
    check_killed();
    check_sweep();
    check_base();
    check_emptied();
    check_mended();
    check_places();
    check_link();
    check_full();
    check_unsound();
    rmdir(FOLDER);
    return 0;
}
