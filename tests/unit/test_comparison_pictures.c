/* SPDX-License-Identifier: Apache-2.0 */
/* What the comparison page takes from reels: a film of four scenes of 30 frames, made here by the ffmpeg
   program, stands for the film and for its references. */
#include "base/array.h"
#include "comparison_pictures.h"
#include "pastiche/pastiche.h"
#include "test.h"
#include <string.h>

static void run(const char *command)
{
    if (system(command))
        TEST_FAIL("failed: %s", command);
}

static void make_reel(void)
{
    struct pst_measure_result result;
    struct pst_error error = {0};
    run("rm -rf pictures_test && mkdir -p pictures_test/series");
    run("ffmpeg -y -v error -f lavfi -i testsrc2=s=320x180:r=24:d=1.25 -f lavfi -i "
        "smptehdbars=s=320x180:r=24:d=1.25 "
        "-f lavfi -i yuvtestsrc=s=320x180:r=24:d=1.25 -f lavfi -i "
        "gradients=s=320x180:r=24:d=1.25:seed=5:c0=orange:c1=navy -filter_complex "
        "'[0]format=yuv420p[a];[1]format=yuv420p[b];[2]format=yuv420p[c];[3]format=yuv420p[d];[a][b][c][d]"
        "concat=4[v]' "
        "-map '[v]' -c:v libx264 -preset ultrafast pictures_test/film.mkv");
    if (pst_measure("pictures_test/film.mkv", &pst_measure_default, &result, &error) != PST_OK)
        TEST_FAIL("%s", error.message);
}

static char hash[64];

static void read_hash(void)
{
    struct pst_reel *reel;
    struct pst_error error;
    REQUIRE(pst_reel_open("pictures_test/film.reel", &reel, &error) == PST_OK);
    snprintf(hash, sizeof hash, "%s", pst_reel_film(reel)->hash);
    pst_reel_close(&reel);
}

static void add_film(struct comparison_data *data, enum pst_role role, const char *reel, const char *of)
{
    struct pst_compared film = {
        .role = role, .reel = reel, .hash = of, .frames = 120, .rate_num = 24, .rate_den = 1};
    REQUIRE(array_push(&data->films, film));
}

static void add_precedent(struct comparison_data *data, int64_t film, int facet, int rank, int64_t first)
{
    struct pst_precedent one = {.of = 0,
                                .facet = facet,
                                .rank = rank,
                                .film_rank = rank,
                                .film = film,
                                .first = first,
                                .last = first + 29};
    REQUIRE(array_push(&data->precedents, one));
}

static struct comparison_pictures gather(const struct comparison_data *data, const char *path)
{
    struct comparison_pictures pictures;
    struct pst_error error = {0};
    if (comparison_pictures_gather(data, path, &pictures, &error) != PST_OK)
        TEST_FAIL("%s", error.message);
    return pictures;
}

static size_t count_of(const struct comparison_pictures *pictures, int64_t film)
{
    size_t count = 0;
    for (size_t i = 0; i < pictures->count; i++)
        count += pictures->stills[i].film == film;
    return count;
}

/* All of the film's own; of another film those that are precedents, each once. */
static void test_takes_what_is_shown(void)
{
    struct comparison_data data = {0};
    add_film(&data, PST_ROLE_FILM, "pictures_test/film.reel", hash);
    add_film(&data, PST_ROLE_REFERENCE, "pictures_test/film.reel", hash);
    add_precedent(&data, 1, PST_FACET_COLOUR, 1, 30);
    add_precedent(&data, 1, PST_TOGETHER, 1, 30);
    add_precedent(&data, 1, PST_TOGETHER, 2, 90);
    add_precedent(&data, 1, PST_TOGETHER, COMPARISON_PRECEDENTS + 1, 0); /* farther than any card goes */
    struct comparison_pictures pictures = gather(&data, "film.cmp");
    REQUIRE(pictures.reels[0].found && pictures.reels[1].found);
    REQUIRE(count_of(&pictures, 0) == 4);
    REQUIRE(count_of(&pictures, 1) == 2);
    REQUIRE(pictures.stills[4].still.frame >= 30 && pictures.stills[4].still.frame <= 59);
    REQUIRE(pictures.stills[5].still.frame >= 90);
    REQUIRE(memcmp(pictures.stills[4].still.jpeg, "\xff\xd8", 2) == 0);
    REQUIRE(pictures.reels[0].palettes == NULL); /* in the comparison already */
    REQUIRE(pictures.reels[1].shot_count == 4);
    REQUIRE(pictures.reels[1].shots[2].first == 60 && pictures.reels[1].palettes[2].count > 1);
    REQUIRE(pictures.reels[1].film->width == 320);
    comparison_pictures_release(&pictures);
    comparison_data_release(&data);
}

/* Where the comparison says; from the comparison's own folder; beside it; or not at all, and why. */
static void test_looks_where_reels_may_lie(void)
{
    struct comparison_data data = {0};
    run("cp pictures_test/film.reel pictures_test/series/other.reel");
    add_film(&data, PST_ROLE_FILM, "film.reel", hash);
    add_film(&data, PST_ROLE_REFERENCE, "series/other.reel", hash);
    add_film(&data, PST_ROLE_REFERENCE, "/nowhere/else/film.reel", hash);
    add_film(&data, PST_ROLE_REFERENCE, "series/gone.reel", hash);
    add_film(&data, PST_ROLE_CONTROL, "film.reel", "00000000000000000000000000000000");
    add_film(&data, PST_ROLE_CONTROL, "film.mkv", hash);
    struct comparison_pictures pictures = gather(&data, "pictures_test/film.cmp");
    REQUIRE(pictures.reels[0].found && pictures.reels[1].found && pictures.reels[2].found);
    REQUIRE(!pictures.reels[3].found && strcmp(pictures.reels[3].why, "its reel is not where it was") == 0);
    REQUIRE(!pictures.reels[4].found &&
            strcmp(pictures.reels[4].why, "the reel of that name is of another film") == 0);
    REQUIRE(!pictures.reels[5].found);
    comparison_pictures_release(&pictures);
    comparison_data_release(&data);
}

int main(void)
{
    if (system("ffmpeg -version >/dev/null 2>&1"))
        SKIP("the ffmpeg program is not installed");
    make_reel();
    read_hash();
    test_takes_what_is_shown();
    test_looks_where_reels_may_lie();
    return 0;
}
