/* SPDX-License-Identifier: Apache-2.0 */
/* A reel of known content: 3,000 frames at 24 a second from pts 1000 in 1/24 s, three shots, and names that a
   careless program would trip over. */
#ifndef PST_PLANTED_H
#define PST_PLANTED_H

#include "reel/writer.h"
#include "test.h"
#include <string.h>

#define ODD_NAME "it's \"<script>alert(1)</script>\" \xe2\x80\x94 \xe6\x98\xa0\xe7\x94\xbb.mkv"

enum { FRAMES = 3000, WINDOWS = 1250, FIRST_PTS = 1000 };

#define GOOD(call)                                                                                           \
    do {                                                                                                     \
        struct pst_error error_ = {0};                                                                       \
        struct pst_error *error = &error_;                                                                   \
        if ((call) != PST_OK)                                                                                \
            TEST_FAIL("%s: %s", #call, error_.message);                                                      \
    } while (0)

static struct pst_stream planted_streams[] = {
    {0, PST_STREAM_PICTURE, true, "h264", "", "", {1, 24}, 0, 0, ""},
    {1, PST_STREAM_SOUND, true, "aac", "fra", "Director's \"cut\"", {1, 48000}, 48000, 6, "5.1(side)"},
    {-1, PST_STREAM_TITLE, true, "subrip", "eng", ODD_NAME ".srt", {1, 1000}, 0, 0, ""},
};
static struct pst_chapter planted_chapters[] = {
    {0, 60000, {1, 1000}, "Un"},
    {60000, 125000, {1, 1000}, "Deux; DROP TABLE film"},
};

static inline struct pst_film planted_film(void)
{
    return (struct pst_film){
        .file = ODD_NAME,
        .size = 123456789012,
        .hash = "0123456789abcdef0123456789abcdef",
        .container = "matroska",
        .title = "L'Atalante",
        .director = "Jean Vigo",
        .year = 1934,
        .time_base = {1, 24},
        .frame_rate = {24000, 1001},
        .variable_rate = true,
        .frames = FRAMES,
        .first_pts = FIRST_PTS,
        .end_pts = FIRST_PTS + FRAMES,
        .timecode = "01:00:00;00",
        .width = 1920,
        .height = 1080,
        .sample_aspect = {4, 3},
        .rotation = 270,
        .active = {240, 2, 1440, 1076},
        .bit_depth = 10,
        .pixel_format = "yuv420p10le",
        .full_range = true,
        .interlaced = true,
        .matrix = PST_MATRIX_BT2020,
        .transfer = PST_TRANSFER_HLG,
        .codec = "h264",
        .sound_start = {-1, 50},
        .measured_from = 1.5,
        .measured_to = -1,
        .streams = planted_streams,
        .stream_count = 3,
        .chapters = planted_chapters,
        .chapter_count = 2,
    };
}

static const struct pst_shot planted_shots[] = {
    {0, 999, PST_SHOT_PICTURE}, {1000, 1099, PST_SHOT_BLACK}, {1100, FRAMES - 1, PST_SHOT_PICTURE}};
static const struct pst_transition planted_transitions[] = {{PST_FADE_OUT, 980, 1010, 0.25, "colour=#000000"},
                                                            {PST_CUT, 1100, 1100, 1, ""}};
static const struct pst_swatch planted_swatches[] = {{0.75, 0.5, -0.1, 0.2, 1, 128, 255},
                                                     {0.25, 0.9, 0, 0, 255, 255, 254}};

static const struct pst_measure light_mean = {"light_mean", "light", "frame", "", "mean \"light\"", false};
static const struct pst_measure light_key = {"light_key", "light", "frame", "levels", "key", false};
static const struct pst_measure colour_warm = {"colour_warm", "colour", "frame", "", "warmth", false};
static const struct pst_measure colour_bins = {"colour_bins", "colour", "frame", "", "histogram", true};
static const struct pst_measure momentary = {"loudness_momentary", "loudness", "loudness", "LUFS",
                                             "momentary",          false};
static const struct pst_measure integrated = {"loudness_integrated", "loudness", "film", "LUFS",
                                              "integrated",          false};
static const struct pst_measure length = {"shot_length", "form", "shot", "s", "length", false};
static const struct pst_rational no_step = {0, 0}, tenth = {1, 10};

/* Values that are their own proof: any mix-up of rows or columns shows. NaN now and then. */
static inline double planted_value(int measure, int64_t n)
{
    return (n + measure) % 7 == 3 ? NAN : measure * 10000 + (double)n + 0.125;
}

struct ids {
    int mean, key, warm, bins, momentary, integrated, length;
};

static inline void plant_light(struct reel_writer *w, unsigned version, struct ids *id)
{
    GOOD(reel_write_meter(w, "light", version, "{\"gamma\": 2.4}", error));
    GOOD(reel_write_measure(w, &light_mean, 0, no_step, &id->mean, error));
    GOOD(reel_write_measure(w, &light_key, 0, no_step, &id->key, error));
}

static inline void plant_meters(struct reel_writer *w, struct ids *id)
{
    plant_light(w, 1, id);
    GOOD(reel_write_meter(w, "colour", 7, "{}", error));
    GOOD(reel_write_measure(w, &colour_warm, 0, no_step, &id->warm, error));
    GOOD(reel_write_measure(w, &colour_bins, 0, no_step, &id->bins, error));
    GOOD(reel_write_meter(w, "loudness", 2, "{\"names\": [\"it's\"]}", error));
    GOOD(reel_write_measure(w, &momentary, -0.02, tenth, &id->momentary, error));
    GOOD(reel_write_measure(w, &integrated, 0, no_step, &id->integrated, error));
    GOOD(reel_write_meter(w, "title", 1, "{}", error));
    GOOD(reel_write_meter(w, "still", 1, "{}", error));
    GOOD(reel_write_meter(w, "form", 1, "{}", error));
    GOOD(reel_write_measure(w, &length, 0, no_step, &id->length, error));
}

/* light_key comes 300 frames late, colour_warm 2,500: after its frames have left the block. */
static inline void plant_frames(struct reel_writer *w, const struct ids *id)
{
    enum { LATE = 300, LATEST = 2500 };
    for (int64_t n = 0; n < FRAMES + LATEST; n++) {
        if (n < FRAMES)
            GOOD(reel_write_frame(w, n, FIRST_PTS + n, error));
        if (n < FRAMES)
            GOOD(reel_write_value(w, id->mean, n, planted_value(1, n), error));
        if (n >= LATE && n < FRAMES + LATE)
            GOOD(reel_write_value(w, id->key, n - LATE, planted_value(2, n - LATE), error));
        if (n >= LATEST)
            GOOD(reel_write_value(w, id->warm, n - LATEST, planted_value(3, n - LATEST), error));
        if (n % 100 == 0 && n < FRAMES) {
            int64_t vector[2] = {n, -n};
            GOOD(reel_write_vector(w, id->bins, n, vector, sizeof vector, error));
        }
        if (n < WINDOWS)
            GOOD(reel_write_value(w, id->momentary, n, planted_value(4, n), error));
    }
    GOOD(reel_write_value(w, id->integrated, 0, -23.5, error));
}

static inline void plant_form(struct reel_writer *w)
{
    static const double lengths[] = {41.6, NAN, 79.2}, means[] = {-0.5, INFINITY, 1e300};
    static const int64_t chosen[] = {500, -1, 2000};
    static const struct pst_rhythm_figure figures[] = {
        {1, 0, "median_shot_length", "s", 41.6, 40, 43, "by \"bootstrap\""},
        {1, 0, "spectral_exponent", "", NAN, NAN, NAN, "3 shots are too few"},
        {4, 3, "median_shot_length", "s", 1, NAN, NAN, ""}};
    GOOD(reel_write_shots(w, planted_shots, 3, error));
    GOOD(reel_write_transitions(w, planted_transitions, 2, error));
    GOOD(reel_write_palette(w, 0, planted_swatches, 2, error));
    GOOD(reel_write_palette(w, 2, planted_swatches + 1, 1, error));
    GOOD(reel_write_shot_values(w, "shot_length", lengths, 3, error));
    GOOD(reel_write_shot_values(w, "light_mean", means, 3, error));
    GOOD(reel_write_rhythm(w, figures, 3, error));
    GOOD(reel_choose_stills(w, chosen, 3, error));
}

static inline void plant_rest(struct reel_writer *w)
{
    const struct title titles[] = {{2, 1500, 3000, {1, 1000}, "<i>not markup</i> & 'quotes'\nsecond line"},
                                   {2, 4000, 4500, {1, 1000}, "caf\xc3\xa9 \xff!"}};
    for (int i = 0; i < 2; i++)
        GOOD(reel_write_title(w, &titles[i], error));
    GOOD(reel_write_problem(w, &(struct pst_problem){17, 19, "picture damaged in 'x'"}, error));
    GOOD(reel_write_problem(w, &(struct pst_problem){-1, -1, "no index"}, error));
    for (int64_t n = 0; n < FRAMES; n += 500) {
        char jpeg[64];
        memset(jpeg, (int)(n / 500), sizeof jpeg);
        GOOD(reel_keep_still(w, n, 320, 180, jpeg, 10 + (size_t)(n / 500), error));
    }
}

static inline struct reel_writer *plant_open(const char *target, const char *base)
{
    struct reel_writer *w;
    GOOD(reel_writer_open(target, base, &w, error));
    return w;
}

static inline void plant(const char *target)
{
    struct reel_writer *w = plant_open(target, NULL);
    struct pst_film film = planted_film(), before = film;
    struct ids id;
    before.frames = before.end_pts = 0;
    GOOD(reel_write_film(w, &before, error));
    plant_meters(w, &id);
    plant_frames(w, &id);
    plant_rest(w);
    GOOD(reel_write_film(w, &film, error));
    plant_form(w);
    GOOD(reel_writer_commit(&w, error));
    REQUIRE(w == NULL);
}

#endif
