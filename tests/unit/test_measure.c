/* SPDX-License-Identifier: Apache-2.0 */
/* The whole way from a film to its reel, on a film made here by the ffmpeg program: four scenes of 30 frames
   with three cuts at 30, 60 and 90, tone, and titles beside it. */
#include "pastiche/pastiche.h"
#include "test.h"
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

static void run(const char *command)
{
    if (system(command))
        TEST_FAIL("failed: %s", command);
}

static void make_film(void)
{
    run("rm -rf measure_test && mkdir measure_test");
    FILE *titles = fopen("measure_test/film.srt", "w");
    fputs("1\n00:00:01,000 --> 00:00:02,000\nWho goes <b>there</b>?\n", titles);
    fclose(titles);
    run("ffmpeg -y -v error -f lavfi -i testsrc2=s=320x180:r=24:d=1.25 -f lavfi -i mandelbrot=s=320x180:r=24 "
        "-f lavfi -i smptehdbars=s=320x180:r=24:d=1.25 -f lavfi -i "
        "gradients=s=320x180:r=24:d=1.25:seed=5:c0=orange:c1=navy "
        "-f lavfi -i sine=440:r=44100:d=5 -filter_complex "
        "\"[1]trim=duration=1.25[m];[0][m][2][3]concat=4,format=yuv420p[v]\" -map \"[v]\" -map 4 -c:v "
        "libx264 -crf 16 "
        "-c:a flac measure_test/film.mkv");
}

static struct pst_measure_result measure(const char *film, const struct pst_measure_params *params,
                                         enum pst_status wanted)
{
    struct pst_measure_result result;
    struct pst_error error = {0};
    enum pst_status status = pst_measure(film, params, &result, &error);
    if (status != wanted)
        TEST_FAIL("measure gave %d (%s), wanted %d", status, status ? error.message : "", wanted);
    return result;
}

static long file_size(const char *path)
{
    struct stat st;
    return stat(path, &st) ? -1 : (long)st.st_size;
}

static bool same_file(const char *one, const char *other)
{
    char command[512];
    snprintf(command, sizeof command, "cmp -s '%s' '%s'", one, other);
    return system(command) == 0;
}

static int count_entries(const char *folder)
{
    int count = 0;
    DIR *dir = opendir(folder);
    REQUIRE(dir);
    for (struct dirent *entry; (entry = readdir(dir));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(dir);
    return count;
}

static void known_shots(void)
{
    struct pst_measure_params params = pst_measure_default;
    params.title = "Four <scenes>";
    struct pst_measure_result result = measure("measure_test/film.mkv", &params, PST_OK);
    REQUIRE_TEXT(result.reel, "measure_test/film.reel");
    REQUIRE_INT(result.frames, 120);
    REQUIRE_INT(result.shots, 4);
    struct pst_reel *reel;
    struct pst_error error;
    REQUIRE_INT(pst_reel_open(result.reel, &reel, &error), PST_OK);
    const struct pst_transition *transitions;
    const struct pst_title *titles;
    const struct pst_still *stills;
    size_t count;
    REQUIRE_INT(pst_reel_transitions(reel, &transitions, &count, &error), PST_OK);
    REQUIRE_INT(count, 3);
    for (size_t i = 0; i < 3; i++) {
        REQUIRE_INT(transitions[i].kind, PST_CUT);
        REQUIRE_INT(transitions[i].first, 30 * (i + 1));
    }
    REQUIRE_INT(pst_reel_titles(reel, &titles, &count, &error), PST_OK);
    REQUIRE_INT(count, 1);
    REQUIRE_TEXT(titles[0].text, "Who goes there?");
    REQUIRE_INT(pst_reel_stills(reel, &stills, &count, &error), PST_OK);
    REQUIRE_INT(count, 4);
    for (size_t i = 0; i < 4; i++)
        REQUIRE(stills[i].frame >= 30 * (int64_t)i + 5 && stills[i].frame < 30 * (int64_t)i + 25);
    struct pst_series light;
    REQUIRE_INT(pst_reel_series(reel, "light_mean", &light, &error), PST_OK);
    REQUIRE_INT(light.count, 120);
    REQUIRE_TEXT(pst_reel_film(reel)->title, "Four <scenes>");
    REQUIRE_NEAR(pst_reel_film(reel)->duration, 5, 0.01);
    pst_reel_close(&reel);
}

static void same_bytes(void)
{
    struct pst_measure_params params = pst_measure_default;
    params.title = "Four <scenes>";
    params.threads = 1;
    params.output = "measure_test/one.reel";
    measure("measure_test/film.mkv", &params, PST_OK);
    params.threads = 4;
    params.output = "measure_test/four.reel";
    measure("measure_test/film.mkv", &params, PST_OK);
    REQUIRE(same_file("measure_test/one.reel", "measure_test/four.reel"));
    REQUIRE(same_file("measure_test/one.reel", "measure_test/film.reel"));
}

/* A second run does nothing; one meter's older version runs that meter alone, and the reel is again what it
 * was. */
static void only_what_is_stale(void)
{
    struct pst_measure_params params = pst_measure_default;
    params.title = "Four <scenes>";
    REQUIRE(measure("measure_test/film.mkv", &params, PST_OK).up_to_date);
    run("cp measure_test/film.reel measure_test/before.reel");
    run("sqlite3 measure_test/film.reel \"UPDATE meter SET version = 0 WHERE name = 'light'; "
        "UPDATE frame SET light_mean = 0.5, colour_chroma = 0.25;\"");
    REQUIRE(!measure("measure_test/film.mkv", &params, PST_OK).up_to_date);
    run("test \"$(sqlite3 measure_test/film.reel 'SELECT count(*) FROM frame WHERE light_mean = 0.5')\" = 0");
    run("test \"$(sqlite3 measure_test/film.reel 'SELECT count(*) FROM frame WHERE colour_chroma = 0.25')\" "
        "= 120");
    run("test \"$(sqlite3 measure_test/film.reel 'SELECT count(*) FROM still')\" = 4");
    params.force = true;
    REQUIRE(!measure("measure_test/film.mkv", &params, PST_OK).up_to_date);
    REQUIRE(same_file("measure_test/before.reel", "measure_test/film.reel"));

    params = pst_measure_default;
    params.title = "Other";
    REQUIRE(!measure("measure_test/film.mkv", &params, PST_OK).up_to_date);
    run("test \"$(sqlite3 measure_test/film.reel 'SELECT title FROM film')\" = Other");
    params.no_stills = true;
    params.fixity = true;
    REQUIRE(!measure("measure_test/film.mkv", &params, PST_OK).up_to_date);
    run("test \"$(sqlite3 measure_test/film.reel 'SELECT count(*) FROM still')\" = 0");
    run("test \"$(sqlite3 measure_test/film.reel 'SELECT sha256 FROM film')\" = \"$(sha256sum < "
        "measure_test/film.mkv | cut -d' ' -f1)\"");
    REQUIRE(measure("measure_test/film.mkv", &params, PST_OK).up_to_date);
    /* What was told and summed once stays, whichever meter runs again. */
    params = pst_measure_default;
    REQUIRE(!measure("measure_test/film.mkv", &params, PST_OK).up_to_date);
    run("test \"$(sqlite3 measure_test/film.reel 'SELECT title, length(sha256) FROM film')\" = 'Other|64'");
    run("test \"$(sqlite3 measure_test/film.reel 'SELECT count(*) FROM still')\" = 4");
}

static void part_of_film(void)
{
    struct pst_measure_params params = pst_measure_default;
    params.output = "measure_test/part.reel";
    params.from = 2;
    params.to = 4;
    struct pst_measure_result result = measure("measure_test/film.mkv", &params, PST_OK);
    REQUIRE_INT(result.frames, 48);
    REQUIRE_INT(result.shots, 3);
    struct pst_reel *reel;
    REQUIRE_INT(pst_reel_open("measure_test/part.reel", &reel, NULL), PST_OK);
    REQUIRE_NEAR(pst_reel_film(reel)->measured_from, 2, 0);
    REQUIRE_NEAR(pst_reel_film(reel)->measured_to, 4, 0);
    pst_reel_close(&reel);
    params.to = 1;
    measure("measure_test/film.mkv", &params, PST_USAGE);
}

static bool always(void *data)
{
    (void)data;
    return true;
}

static void nothing_half(void)
{
    int before = count_entries("measure_test");
    long size = file_size("measure_test/film.reel");
    struct pst_measure_params params = pst_measure_default;
    params.force = true;
    params.cancelled = always;
    measure("measure_test/film.mkv", &params, PST_INTERRUPTED);
    REQUIRE_INT(count_entries("measure_test"), before);
    REQUIRE_INT(file_size("measure_test/film.reel"), size);
    params = pst_measure_default;
    params.output = "measure_test/nowhere/film.reel";
    measure("measure_test/film.mkv", &params, PST_OUTPUT);
    /* A name that cannot be shows before the film is watched, not after. */
    char name[300];
    snprintf(name, sizeof name, "measure_test/%0256d", 0);
    params.output = name;
    params.cancelled = always;
    measure("measure_test/film.mkv", &params, PST_OUTPUT);
    params.cancelled = NULL;
    params = pst_measure_default;
    params.charset = "UTF-8\"}";
    measure("measure_test/film.mkv", &params, PST_USAGE);
    params.charset = NULL;
    /* What is no reel, and what is another film's, stay as they are. */
    params.output = "measure_test/film.srt";
    measure("measure_test/film.mkv", &params, PST_OUTPUT);
    params.output = "measure_test/film.mkv";
    measure("measure_test/film.mkv", &params, PST_USAGE);
    run("cp measure_test/film.mkv measure_test/other.mkv && printf x >> measure_test/other.mkv");
    params.output = "measure_test/film.reel";
    measure("measure_test/other.mkv", &params, PST_OUTPUT);
    params.output = NULL;
    measure("measure_test/gone.mkv", &params, PST_INPUT);
    run("rm measure_test/other.mkv");
    REQUIRE_INT(count_entries("measure_test"), before);
}

static void cut_off(void)
{
    run("ffmpeg -y -v error -f lavfi -i testsrc2=s=160x90:r=24:d=30 -c:v mpeg4 measure_test/long.mkv");
    REQUIRE(truncate("measure_test/long.mkv", file_size("measure_test/long.mkv") / 2) == 0);
    struct pst_measure_result result = measure("measure_test/long.mkv", NULL, PST_PARTLY);
    REQUIRE(strstr(result.problem, "cut off"));
    REQUIRE(!strstr(result.problem, "frame")); /* what is missing lies behind the last frame */
    struct pst_measure_result again = measure("measure_test/long.mkv", NULL, PST_PARTLY);
    REQUIRE(again.up_to_date);
    REQUIRE_TEXT(again.problem, result.problem);
    struct pst_reel *reel;
    const struct pst_problem *problems;
    size_t count;
    REQUIRE_INT(pst_reel_open("measure_test/long.reel", &reel, NULL), PST_OK);
    REQUIRE_INT(pst_reel_problems(reel, &problems, &count, NULL), PST_OK);
    REQUIRE(count >= 1);
    pst_reel_close(&reel);
    /* A part that lies before the cut is whole; one that goes beyond it is not. */
    struct pst_measure_params part = pst_measure_default;
    part.output = "measure_test/part_of_long.reel";
    part.from = 2;
    part.to = 6;
    measure("measure_test/long.mkv", &part, PST_OK);
    part.force = true;
    part.to = 28;
    measure("measure_test/long.mkv", &part, PST_PARTLY);
}

/* Less than a second is missing. */
static void cut_short(void)
{
    run("ffmpeg -y -v error -f lavfi -i testsrc2=s=160x90:r=24:d=3 -c:v mjpeg measure_test/short.mkv");
    REQUIRE(truncate("measure_test/short.mkv", file_size("measure_test/short.mkv") * 7 / 10) == 0);
    measure("measure_test/short.mkv", NULL, PST_PARTLY);
}

int main(void)
{
    if (system("ffmpeg -version > ffmpeg_version.txt 2>&1 && sqlite3 -version > sqlite_version.txt 2>&1"))
        SKIP("the ffmpeg or sqlite3 program is not installed");
    make_film();
    known_shots();
    same_bytes();
    only_what_is_stale();
    part_of_film();
    nothing_half();
    cut_off();
    cut_short();
    return 0;
}
