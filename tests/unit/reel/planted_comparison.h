/* SPDX-License-Identifier: Apache-2.0 */
/* A comparison of known content: a film of 7,200 frames at 24 a second against three references and a
   control, each number another, some that cannot be told, and names that a careless program would trip over.
 */
#ifndef PST_PLANTED_COMPARISON_H
#define PST_PLANTED_COMPARISON_H

#include "base/array.h"
#include "base/comparison_data.h"
#include "test.h"

enum { PLANTED_FRAMES = 7200, PLANTED_SHOTS = 60, PLANTED_MOMENTS = 56 };

static inline void plant_films(struct comparison_data *data)
{
    static const struct pst_compared films[] = {
        {PST_ROLE_FILM, "reels/film.reel", "film.mkv", "L'\xc3\x89toile; DROP TABLE film",
         "0123456789abcdef0123456789abcdef", "0.7.0", PLANTED_FRAMES, 24, 1, 300, PLANTED_SHOTS, 0xff, "",
         0.125, 0.25},
        {PST_ROLE_REFERENCE, "reels/a.reel", "a.mkv", "The First", "1", "0.7.0", 9000, 25, 1, 360, 90, 0xff,
         "", 0.0625, 0.25},
        {PST_ROLE_REFERENCE, "reels/b.reel", "it's \"b\" \xe2\x80\x94 \xe6\x98\xa0\xe7\x94\xbb.mkv", "", "2",
         "0.6.0", 8000, 24000, 1001, 333.666666666667, 70, 0x7f, "no sound", 0, NAN},
        {PST_ROLE_REFERENCE, "reels/c.reel", "c.mkv", "The Third", "3", "0.7.0", 7200, 0, 0, 300, 80, 0x7c,
         "black and white", 0.0625, 0},
        {PST_ROLE_CONTROL, "reels/x.reel", "x.mkv", "Another", "4", "0.7.0", 7200, 24, 1, 300, 50, 0xff, "",
         NAN, NAN},
    };
    for (size_t i = 0; i < sizeof films / sizeof *films; i++)
        REQUIRE(array_push(&data->films, films[i]));
}

static inline void plant_shots(struct comparison_data *data)
{
    for (int i = 0; i < PLANTED_SHOTS; i++) {
        struct pst_compared_shot shot = {i * 120, i * 120 + 119, i * 5, 5, i != 7, {{0}}, {0}};
        for (int k = 0; shot.picture && k < (i % 8) + 1; k++) {
            snprintf(shot.colours[k], sizeof shot.colours[k], "#%02x%02x%02x", i & 0xff, k & 0xff, 255 - i);
            shot.weights[k] = 1.0 / (k + 2);
        }
        REQUIRE(array_push(&data->shots, shot));
    }
}

static inline void plant_departures(struct comparison_data *data)
{
    for (int i = 0; i < PLANTED_MOMENTS; i++) {
        struct pst_departure d = {.starts = i * 5, .seconds = 25};
        bool departs = i >= 30 && i < 36;
        for (int f = 0; f < PST_LOOKS; f++) {
            d.departure[f] = (departs ? 4 : 0) + 0.01 * i + f / 8.0;
            d.percentile[f] = departs ? 0.99 : 0.5 + f / 100.0;
            d.control[f] = f == PST_FACET_SOUND ? NAN : d.departure[f] / 2;
        }
        if (i == 3)
            d.departure[PST_FACET_SOUND] = d.percentile[PST_FACET_SOUND] = NAN;
        REQUIRE(array_push(&data->departures, d));
        REQUIRE(array_push(&data->reference_departures,
                           (struct pst_reference_departure){1 + i % 3, i * 5, 25, i == 5 ? NAN : 0.02 * i}));
    }
}

static inline void plant_stretches(struct comparison_data *data)
{
    REQUIRE(array_push(&data->stretches,
                       (struct pst_stretch){3600, 4319, 150, 180, 145, 155, 175, 190, PST_TOGETHER, 4.25, 3.5,
                                            0.002, 1, 4, PST_UNLIKE_SERIES, 1.25, 0.3}));
    REQUIRE(array_push(&data->stretches,
                       (struct pst_stretch){600, 719, 25, 30, NAN, NAN, NAN, NAN, PST_FACET_COLOUR, 1.5, 1.25,
                                            0.4, 0, 0, PST_UNLIKE_UNKNOWN, NAN, NAN}));
    for (int f = 0; f < PST_FACETS; f++)
        REQUIRE(
            array_push(&data->stretch_facets,
                       (struct pst_stretch_facet){0, f, f + 0.5, f + 0.25, f < 2 ? 0.004 : 0.2 + f / 10.0}));
    REQUIRE(array_push(&data->stretch_facets, (struct pst_stretch_facet){1, PST_FACET_SOUND, NAN, NAN, NAN}));
}

static inline void plant_precedents(struct comparison_data *data)
{
    for (int i = 0; i < PLANTED_SHOTS + PLANTED_MOMENTS; i++)
        for (int f = 0; f < PST_LOOKS; f++)
            for (int rank = 1; rank <= 3; rank++) {
                bool window = i >= PLANTED_SHOTS;
                int of = window ? i - PLANTED_SHOTS : i, first = 100 * rank + i;
                REQUIRE(array_push(
                    &data->precedents,
                    (struct pst_precedent){window, of, f, rank, rank == 2 ? -1 : rank, rank, first,
                                           first + 99, first / 24.0, 100 / 24.0, 0.1 * rank + 0.001 * i,
                                           f == PST_TOGETHER && rank == 3 ? NAN : 0.01 * (i + 1) / rank}));
            }
}

static inline void plant_likeness(struct comparison_data *data)
{
    for (int f = 0; f < PST_LOOKS; f++)
        REQUIRE(array_push(&data->likenesses, (struct pst_likeness){f, 0.5 - f / 50.0, 0.4, 0.6, 0.7, 0.6,
                                                                    f == PST_FACET_SOUND ? NAN : 0.8, 1.25}));
    REQUIRE(array_push(&data->signatures,
                       (struct pst_signature){"shot_length_median", "s", "half of the shots are shorter", 3.5,
                                              3, 2.5, 0.25, 1.75, 3.25, 0.04, 0.625}));
    REQUIRE(array_push(&data->signatures,
                       (struct pst_signature){"loudness_integrated", "LUFS", "of the whole film", NAN, 2, -23,
                                              NAN, NAN, NAN, NAN, NAN}));
    for (int i = 1; i < 5; i++)
        REQUIRE(array_push(&data->signature_films,
                           (struct pst_signature_film){0, i, 2 + i / 4.0, i == 4 ? NAN : 0.5}));
    REQUIRE(array_push(&data->commons, (struct pst_common){0, 0, 119, 0, 5, "logo", 4}));
    REQUIRE(array_push(&data->commons, (struct pst_common){2, 7900, 7999, 329.5, 100 / 24.0, "black", 1}));
    REQUIRE(array_push(&data->copies,
                       (struct pst_copy){1, 480, 719, 20, 10, 1000, 1249, 40, 10, 512.5, 1e-30, 8.25, 0.96875,
                                         1, 1u << PST_COPY_MIRRORED | 1u << PST_COPY_CLOSER,
                                         PST_COPY_PICTURES, 0.875}));
    REQUIRE(array_push(&data->copies, (struct pst_copy){3, 900, 947, 37.5, 2, 7150, 7199, 297.9, 2.083, 64,
                                                        2e-7, 15.5, 1, NAN, 0, PST_COPY_SOUND, NAN}));
    REQUIRE(comparison_note(data, "'%s' has no sound", data->films.items[2].file));
    REQUIRE(comparison_note(data, "2 references are of another version"));
}

static inline void plant_data(struct comparison_data *data)
{
    *data = (struct comparison_data){.about = {"0.8.0", 25, 5, 2000, ""}};
    plant_films(data);
    plant_shots(data);
    plant_departures(data);
    plant_stretches(data);
    plant_precedents(data);
    plant_likeness(data);
}

#endif
