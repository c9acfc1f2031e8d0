/* SPDX-License-Identifier: Apache-2.0 */
/* Two shots of a film with a name that no format likes. */
#ifndef PST_EXPORT_SAMPLE_H
#define PST_EXPORT_SAMPLE_H

#include "report/export_data.h"
#include <math.h>

static const struct pst_film sample_film = {
    .file = "a,\"b\"\r\n\xff<script>.mkv",
    .size = INT64_C(9007199254740993), /* 2^53 + 1: more than a double holds */
    .hash = "00112233445566778899aabbccddeeff",
    .year = 1927,
    .time_base = {1, 1000},
    .frame_rate = {24000, 1001},
    .frames = 48,
    .first_pts = 40,
    .end_pts = 2042,
    .measured_to = -1,
};

static const struct pst_transition sample_cut = {PST_CUT, 24, 24, 0.1 + 0.2, ""};
static const struct pst_transition sample_fade = {PST_FADE_OUT, 40, 47, 1, "colour=#000000"};

static const struct pst_shot_line sample_shots[] = {
    {1, {0, 23, PST_SHOT_PICTURE}, 0, 1.001, "01:00:00:00", "01:00:01:00", NULL, &sample_cut},
    {2, {24, 47, PST_SHOT_SOLID}, 1.001, 1.001, "01:00:01:00", "01:00:02:00", &sample_cut, &sample_fade},
};

static const struct pst_swatch sample_swatches[] = {{0.75, 0.5, 0, 0, 255, 0, 16},
                                                    {0.25, 1, 0, 0, 255, 255, 255}};
static const struct export_palette sample_palettes[] = {{sample_swatches, 2}, {NULL, 0}};

static const struct pst_measure sample_measures[] = {
    {"light_mean", "light", "frame", "", "Mean light", false},
    {"loudness_momentary", "loudness", "loudness", "LUFS", "Momentary loudness", false},
    {"loudness_integrated", "loudness", "film", "LUFS", "Integrated loudness", false},
};
static const double sample_light[] = {1.0 / 3, NAN}, sample_loudness[] = {-INFINITY, -23.04},
                    sample_integrated[] = {-23};
static const struct export_column sample_columns[] = {{&sample_measures[0], sample_light},
                                                      {&sample_measures[1], sample_loudness}};
static const struct export_column sample_figures[] = {{&sample_measures[2], sample_integrated}};
static const struct pst_meter_used sample_meters[] = {{"light", 2, "{\"bands\": 3}"}};
static const struct pst_rhythm_figure sample_rhythm[] = {
    {1, 0, "shots", "shots", 1, NAN, NAN, ""},
    {1, 0, "spectral_exponent", "", NAN, NAN, NAN, "cannot tell: fewer than 100 shots"},
    {2, 0, "shots", "shots", 1, NAN, NAN, ""},
    {2, 1, "shots", "shots", 0, NAN, NAN, ""},
};
static const struct pst_title sample_titles[] = {{0, 500, 1500, {1, 1000}, "one\n\"two\""}};
static const struct pst_problem sample_problems[] = {{-1, -1, "damaged"}};

/* One over both shots, one of frames of its own, one that needs quotes. */
static const struct pst_label sample_labels[] = {
    {"fight", 0, 47, 0}, {"a;b", 0, 23, 0}, {"say \"hi\"", 30, 40, 0}, {"rest", 24, 47, 0}};
static const struct pst_correction sample_corrections[] = {{"fixed.csv", "2026-11-22T16:30:00Z"}};
static const struct pst_origin sample_origins[] = {{PST_MOVED, 0, 0}};

static const struct export_data sample = {
    .version = "1.2.3",
    .film = &sample_film,
    .shots = sample_shots,
    .palettes = sample_palettes,
    .shot_count = 2,
    .columns = sample_columns,
    .column_count = 2,
    .figures = sample_figures,
    .figure_count = 1,
    .transitions = &sample_cut,
    .transition_count = 1,
    .meters = sample_meters,
    .meter_count = 1,
    .rhythm = sample_rhythm,
    .rhythm_count = 4,
    .titles = sample_titles,
    .title_count = 1,
    .problems = sample_problems,
    .problem_count = 1,
    .labels = sample_labels,
    .label_count = 4,
    .origins = sample_origins,
    .corrections = sample_corrections,
    .correction_count = 1,
};

#endif
