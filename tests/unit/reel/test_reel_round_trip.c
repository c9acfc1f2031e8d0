/* SPDX-License-Identifier: Apache-2.0 */
/* What was written comes back, from every table. */
#include "planted.h"
#include "reel/summary.h"
#include "reel/walk.h"
#include <unistd.h>

#define SAME(member) REQUIRE(got->member == wanted->member)
#define SAME_TEXT(member) REQUIRE_TEXT(got->member, wanted->member)
#define SAME_RATIONAL(member)                                                                                \
    REQUIRE(got->member.num == wanted->member.num && got->member.den == wanted->member.den)

static void check_names(const struct pst_film *got, const struct pst_film *wanted)
{
    SAME_TEXT(file);
    SAME(size);
    SAME_TEXT(hash);
    SAME_TEXT(sha256);
    SAME_TEXT(container);
    SAME_TEXT(title);
    SAME_TEXT(director);
    SAME(year);
    SAME_RATIONAL(time_base);
    SAME_RATIONAL(frame_rate);
    SAME(variable_rate);
    SAME(frames);
    SAME(first_pts);
    SAME(end_pts);
    SAME_TEXT(timecode);
    SAME_RATIONAL(sound_start);
    SAME(measured_from);
    SAME(measured_to);
}

static void check_picture(const struct pst_film *got, const struct pst_film *wanted)
{
    SAME(width);
    SAME(height);
    SAME_RATIONAL(sample_aspect);
    SAME(rotation);
    SAME(active.x);
    SAME(active.y);
    SAME(active.width);
    SAME(active.height);
    SAME(bit_depth);
    SAME_TEXT(pixel_format);
    SAME(full_range);
    SAME(interlaced);
    SAME(matrix);
    SAME(transfer);
    SAME_TEXT(codec);
}

static void check_stream(const struct pst_stream *got, const struct pst_stream *wanted)
{
    SAME(index);
    SAME(kind);
    SAME(used);
    SAME_TEXT(codec);
    SAME_TEXT(language);
    SAME_TEXT(label);
    SAME_RATIONAL(time_base);
    SAME(rate);
    SAME(channels);
    SAME_TEXT(layout);
}

static void check_chapter(const struct pst_chapter *got, const struct pst_chapter *wanted)
{
    SAME(first_pts);
    SAME(last_pts);
    SAME_RATIONAL(time_base);
    SAME_TEXT(title);
}

static void check_film(const struct pst_reel *reel)
{
    const struct pst_film *got = pst_reel_film(reel);
    struct pst_film wanted = planted_film();
    check_names(got, &wanted);
    check_picture(got, &wanted);
    REQUIRE_NEAR(got->duration, FRAMES / 24.0, 1e-9);
    REQUIRE_INT(got->stream_count, 3);
    REQUIRE_INT(got->chapter_count, 2);
    for (size_t i = 0; i < 3; i++)
        check_stream(&got->streams[i], &planted_streams[i]);
    for (size_t i = 0; i < 2; i++)
        check_chapter(&got->chapters[i], &planted_chapters[i]);
}

static void check_swatch(const struct pst_swatch *got, const struct pst_swatch *wanted)
{
    SAME(weight);
    SAME(l);
    SAME(a);
    SAME(b);
    SAME(red);
    SAME(green);
    SAME(blue);
}

static void check_dictionary(struct pst_reel *reel)
{
    const struct pst_measure *measures;
    const struct pst_meter_used *meters;
    size_t count;
    GOOD(pst_reel_measures(reel, &measures, &count, error));
    REQUIRE_INT(count, 7);
    REQUIRE_TEXT(measures[0].name, "light_mean");
    REQUIRE_TEXT(measures[0].what, "mean \"light\"");
    REQUIRE_TEXT(measures[1].unit, "levels");
    REQUIRE(measures[3].vector);
    REQUIRE_TEXT(measures[4].grid, "loudness");
    REQUIRE_TEXT(measures[6].meter, "form");
    GOOD(pst_reel_meters(reel, &meters, &count, error));
    REQUIRE_INT(count, 6);
    REQUIRE_TEXT(meters[1].name, "colour");
    REQUIRE_INT(meters[1].version, 7);
    REQUIRE_TEXT(meters[2].parameters, "{\"names\": [\"it's\"]}");
}

static void check_series(struct pst_reel *reel, const char *name, int measure, size_t count, double start,
                         double step)
{
    struct pst_series series;
    GOOD(pst_reel_series(reel, name, &series, error));
    REQUIRE_INT(series.count, count);
    REQUIRE_NEAR(series.start, start, 0);
    REQUIRE_NEAR(series.step, step, 0);
    for (size_t n = 0; n < count; n++) {
        double wanted = planted_value(measure, (int64_t)n);
        if (isnan(wanted))
            REQUIRE(isnan(series.values[n]));
        else
            REQUIRE_NEAR(series.values[n], wanted, 0);
    }
}

/* Before every frame's time was read. */
static void check_borders(struct pst_reel *reel)
{
    const struct pst_shot *shots;
    const struct pst_transition *changes;
    const int64_t *pts;
    size_t shot_count, change_count;
    GOOD(pst_reel_shots(reel, &shots, &shot_count, error));
    GOOD(pst_reel_transitions(reel, &changes, &change_count, error));
    GOOD(reel_border_pts(reel, &pts, error));
    REQUIRE(shot_count > 0 && change_count > 0);
    for (size_t i = 0; i < shot_count; i++)
        REQUIRE_INT(pts[shots[i].first], FIRST_PTS + shots[i].first);
    for (size_t i = 0; i < change_count; i++) {
        REQUIRE_INT(pts[changes[i].first], FIRST_PTS + changes[i].first);
        if (changes[i].last + 1 < FRAMES)
            REQUIRE_INT(pts[changes[i].last + 1], FIRST_PTS + changes[i].last + 1);
    }
}

static void check_numbers(struct pst_reel *reel)
{
    struct pst_series series;
    const int64_t *pts;
    check_borders(reel);
    GOOD(pst_reel_pts(reel, &pts, error));
    for (int64_t n = 0; n < FRAMES; n++)
        REQUIRE_INT(pts[n], FIRST_PTS + n);
    check_series(reel, "light_mean", 1, FRAMES, 0, 0);
    check_series(reel, "light_key", 2, FRAMES, 0, 0);
    check_series(reel, "colour_warm", 3, FRAMES, 0, 0);
    check_series(reel, "loudness_momentary", 4, WINDOWS, -0.02, 0.1);
    GOOD(pst_reel_series(reel, "loudness_integrated", &series, error));
    REQUIRE_INT(series.count, 1);
    REQUIRE_NEAR(series.values[0], -23.5, 0);
    GOOD(pst_reel_series(reel, "shot_length", &series, error));
    REQUIRE_INT(series.count, 3);
    REQUIRE(isnan(series.values[1]));
    REQUIRE_NEAR(series.values[2], 79.2, 0);
    GOOD(pst_reel_shot_series(reel, "light_mean", &series, error));
    REQUIRE_INT(series.count, 3);
    REQUIRE_NEAR(series.values[0], -0.5, 0);
    REQUIRE(isnan(series.values[1]));
    REQUIRE_NEAR(series.values[2], 1e300, 0);
    GOOD(pst_reel_shot_series(reel, "colour_warm", &series, error));
    REQUIRE(isnan(series.values[0]) && isnan(series.values[2]));
}

static void check_refusals(struct pst_reel *reel)
{
    struct pst_series series;
    const struct pst_vector *vectors;
    size_t count;
    struct pst_error error;
    REQUIRE_INT(pst_reel_series(reel, "light", &series, &error), PST_USAGE);
    REQUIRE_TEXT(error.message, "'round.reel' has no measure 'light'");
    REQUIRE_INT(pst_reel_series(reel, "colour_bins", &series, &error), PST_USAGE);
    REQUIRE_INT(pst_reel_vectors(reel, "light_mean", &vectors, &count, &error), PST_USAGE);
    const struct pst_swatch *swatches;
    REQUIRE_INT(pst_reel_palette(reel, 3, &swatches, &count, NULL), PST_USAGE);
}

static void check_vectors(struct pst_reel *reel)
{
    const struct pst_vector *vectors;
    size_t count;
    GOOD(pst_reel_vectors(reel, "colour_bins", &vectors, &count, error));
    REQUIRE_INT(count, 30);
    for (size_t i = 0; i < count; i++) {
        int64_t values[2];
        REQUIRE_INT(vectors[i].n, 100 * i);
        REQUIRE_INT(vectors[i].size, sizeof values);
        memcpy(values, vectors[i].data, sizeof values);
        REQUIRE_INT(values[1], -100 * (int64_t)i);
    }
}

static enum pst_status stop_at_third(void *data, const struct pst_vector *vector, struct pst_error *error)
{
    int64_t *seen = data, values[2];
    REQUIRE_INT(vector->n, 100 * *seen);
    memcpy(values, vector->data, sizeof values);
    REQUIRE_INT(values[1], -100 * *seen);
    (void)error;
    return ++*seen == 3 ? PST_INTERRUPTED : PST_OK;
}

static void check_walk(struct pst_reel *reel)
{
    int64_t seen = 0;
    struct pst_error error;
    REQUIRE_INT(reel_walk_vectors(reel, "colour_bins", stop_at_third, &seen, &error), PST_INTERRUPTED);
    REQUIRE_INT(seen, 3);
    REQUIRE_INT(reel_walk_vectors(reel, "light_mean", stop_at_third, &seen, &error), PST_USAGE);
}

static void check_shots(struct pst_reel *reel)
{
    const struct pst_shot *shots;
    const struct pst_transition *transitions;
    const struct pst_swatch *swatches;
    size_t count;
    GOOD(pst_reel_shots(reel, &shots, &count, error));
    REQUIRE_INT(count, 3);
    for (size_t i = 0; i < 3; i++) {
        REQUIRE_INT(shots[i].first, planted_shots[i].first);
        REQUIRE_INT(shots[i].last, planted_shots[i].last);
        REQUIRE_INT(shots[i].kind, planted_shots[i].kind);
    }
    GOOD(pst_reel_transitions(reel, &transitions, &count, error));
    REQUIRE_INT(count, 2);
    REQUIRE_INT(transitions[0].kind, PST_FADE_OUT);
    REQUIRE_INT(transitions[0].last, 1010);
    REQUIRE_NEAR(transitions[0].confidence, 0.25, 0);
    REQUIRE_TEXT(transitions[0].detail, "colour=#000000");
    GOOD(pst_reel_palette(reel, 0, &swatches, &count, error));
    REQUIRE_INT(count, 2);
    check_swatch(&swatches[0], &planted_swatches[0]);
    check_swatch(&swatches[1], &planted_swatches[1]);
    GOOD(pst_reel_palette(reel, 1, &swatches, &count, error));
    REQUIRE_INT(count, 0);
    GOOD(pst_reel_palette(reel, 2, &swatches, &count, error));
    REQUIRE_INT(count, 1);
    REQUIRE_INT(swatches[0].blue, 254);
}

static void check_words(struct pst_reel *reel)
{
    const struct pst_title *titles;
    const struct pst_problem *problems;
    const struct pst_rhythm_figure *figures;
    size_t count;
    GOOD(pst_reel_titles(reel, &titles, &count, error));
    REQUIRE_INT(count, 2);
    REQUIRE_TEXT(titles[0].text, "<i>not markup</i> & 'quotes'\nsecond line");
    REQUIRE_INT(titles[0].last_pts, 3000);
    REQUIRE_INT(titles[0].stream, 2);
    REQUIRE_TEXT(titles[1].text, "caf\xc3\xa9 \xef\xbf\xbd!");
    GOOD(pst_reel_problems(reel, &problems, &count, error));
    REQUIRE_INT(count, 2);
    REQUIRE_INT(problems[0].last, 19);
    REQUIRE_INT(problems[1].first, -1);
    REQUIRE_TEXT(problems[1].what, "no index");
    GOOD(pst_reel_rhythm(reel, &figures, &count, error));
    REQUIRE_INT(count, 3);
    REQUIRE_NEAR(figures[0].high, 43, 0);
    REQUIRE_TEXT(figures[0].note, "by \"bootstrap\"");
    REQUIRE(isnan(figures[1].value) && isnan(figures[1].low));
    REQUIRE_INT(figures[2].part, 3);
}

static void check_stills(struct pst_reel *reel)
{
    const struct pst_still *stills;
    size_t count;
    GOOD(pst_reel_stills(reel, &stills, &count, error));
    REQUIRE_INT(count, 2);
    REQUIRE_INT(stills[1].shot, 2);
    REQUIRE_INT(stills[1].frame, 2000);
    REQUIRE_INT(stills[1].width, 320);
    REQUIRE_INT(stills[1].size, 14);
    REQUIRE_INT(((const char *)stills[1].jpeg)[13], 4);
}

int main(void)
{
    struct pst_reel *reel;
    plant("round.reel");
    GOOD(pst_reel_open("round.reel", &reel, error));
    REQUIRE_TEXT(pst_reel_path(reel), "round.reel");
    for (int again = 0; again < 2; again++) {
        check_film(reel);
        check_dictionary(reel);
        check_numbers(reel);
        check_refusals(reel);
        check_vectors(reel);
        check_walk(reel);
        check_stills(reel);
        check_shots(reel);
        check_words(reel);
    }
    pst_reel_close(&reel);
    REQUIRE(reel == NULL);
    pst_reel_close(&reel);
    unlink("round.reel");
    return 0;
}
