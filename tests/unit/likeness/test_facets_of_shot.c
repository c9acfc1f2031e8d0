/* SPDX-License-Identifier: Apache-2.0 */
/* Planted measures whose facets follow from paper. */
#include "likeness/facets_of_shot.h"
#include "test.h"

static void check_bodies(void)
{
    static const struct pst_shot shots[] = {{0, 29, PST_SHOT_PICTURE},
                                            {30, 59, PST_SHOT_PICTURE},
                                            {60, 79, PST_SHOT_PICTURE},
                                            {80, 84, PST_SHOT_PICTURE},
                                            {85, 99, PST_SHOT_PICTURE}};
    static const struct pst_transition transitions[] = {
        {.kind = PST_CUT, .first = 30, .last = 30},      {.kind = PST_DISSOLVE, .first = 52, .last = 66},
        {.kind = PST_WIPE, .first = 77, .last = 81},     {.kind = PST_WIPE, .first = 82, .last = 88},
        {.kind = PST_FADE_OUT, .first = 95, .last = 99},
    };
    static const struct shot_body wanted[] = {{0, 29}, {30, 51}, {67, 76}, {80, 84}, {89, 94}};
    struct shot_body bodies[5];
    shot_bodies(shots, 5, transitions, 5, bodies);
    for (int i = 0; i < 5; i++) {
        REQUIRE_INT(bodies[i].first, wanted[i].first);
        REQUIRE_INT(bodies[i].last, wanted[i].last);
    }
}

static void check_palette(void)
{
    struct pst_swatch swatches[] = {{.weight = 0.6, .l = 0.5, .a = 0.1, .b = -0.1},
                                    {.weight = NAN},
                                    {.weight = 0.2, .l = 0.25},
                                    {.weight = 0.1, .l = INFINITY}};
    struct facets f = {0}, none = {0};
    take_palette(swatches, 4, &f);
    REQUIRE_INT(f.told, 1u << PST_FACET_COLOUR | 1u << PST_FACET_CHROMA);
    REQUIRE_INT(f.colours, 2);
    REQUIRE_NEAR(f.colour[0].weight, 0.75, 1e-6);
    REQUIRE_NEAR(f.colour[1].weight, 0.25, 1e-6);
    REQUIRE_NEAR(f.colour[1].l, 0.25, 1e-6);
    take_palette(swatches, 0, &none);
    REQUIRE_INT(none.told, 0);
}

static void check_light_and_rhythm(void)
{
    struct facets f = {0}, none = {0};
    take_light((double[]){0.5, 0.1, 0.2, 0.75}, &f);
    take_rhythm(8, 4, &f);
    REQUIRE_INT(f.told, 1u << PST_FACET_LIGHT | 1u << PST_FACET_RHYTHM);
    REQUIRE_NEAR(f.light[3], 0.75, 1e-7);
    REQUIRE_NEAR(f.rhythm[0], 3, 1e-7);
    REQUIRE_NEAR(f.rhythm[1], 2, 1e-7);
    take_rhythm(0, 0, &f);
    REQUIRE(isfinite(f.rhythm[0]) && isfinite(f.rhythm[1]));
    take_light((double[]){0.5, NAN, 0.2, 0.75}, &none);
    take_rhythm(NAN, 1, &none);
    take_rhythm(1, NAN, &none);
    REQUIRE_INT(none.told, 0);
}

static void check_layout(void)
{
    uint8_t bytes[LAYOUT_SIZE];
    struct layout_sum sum = {.count = 0};
    struct facets f = {0};
    take_layout(&sum, &f);
    REQUIRE_INT(f.told, 0);
    for (int n = 0; n < 3; n++) {
        for (int i = 0; i < LAYOUT_SIZE; i++)
            bytes[i] = (uint8_t)(i + n * n);
        layout_add(&sum, bytes);
    }
    take_layout(&sum, &f);
    REQUIRE_INT(f.told, 1u << PST_FACET_COMPOSITION);
    REQUIRE_NEAR(f.layout[90], 90 + 5 / 3.0, 1e-5);
}

/* A picture whose parts go further apart as time to the power of `steadiness`, at any rate of frames: half
   of its deviation after 0.3 seconds. */
static struct facets moving(double rate, int frames, double steadiness, float levels, float saturation)
{
    struct motion_sum sum = {.frames = 0};
    struct facets f = {0};
    double spread = (double)levels * sqrt(1 + 1.5 * (double)saturation * (double)saturation);
    for (int n = 0; n < frames; n++) {
        struct signal_frame frame = {.deviation = levels, .chroma_deviation = levels * saturation};
        float *lags[MOTION_LAGS] = {&frame.step, &frame.lag2, &frame.lag4, &frame.lag8, &frame.lag16};
        for (int k = 0; k < MOTION_LAGS; k++) /* beyond the shot they are of another picture */
            *lags[k] = n >= 1 << k ? (float)(0.5 * spread * pow((1 << k) / rate / 0.3, steadiness)) : 100;
        frame.moved = n ? levels * (float)(0.06 * 24 / rate) : 100;
        frame.likeness = n ? (float)(1 - pow(0.24 * 24 / rate, 2) / 2) : 0;
        motion_add(&sum, &frame);
    }
    take_motion(&sum, rate, &f);
    return f;
}

/* Neither the frame rate, the exposure, nor the saturation moves motion. */
static void check_motion(void)
{
    static const double rates[] = {12, 23.976, 24, 25, 29.97, 48, 50};
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++)
        for (int bright = 0; bright < 2; bright++) {
            struct facets f = moving(rates[i], 100, 0.75, bright ? 60 : 20, bright ? 0 : 0.5f);
            REQUIRE_INT(f.told, 1u << PST_FACET_MOTION);
            REQUIRE_NEAR(f.motion[0], -1, 0.001);
            REQUIRE_NEAR(f.motion[1], 0.75, 0.001);
            REQUIRE_NEAR(f.motion[2], -2, 0.3); /* a quarter is left; noise is allowed for */
            REQUIRE_NEAR(f.motion[3], log2(0.06), 0.001);
        }
    /* Too short, or too quick, for 0.3 seconds: as a random walk goes on. */
    REQUIRE_NEAR(moving(24, 5, 0.5, 30, 0).motion[0], -1, 0.001);
    REQUIRE_NEAR(moving(60, 100, 0.5, 30, 0).motion[0], -1, 0.001);
    REQUIRE_NEAR(moving(24, 2, 0.5, 30, 0).motion[0], -1, 0.001);
}

static void check_stillness(void)
{
    struct motion_sum still = {.frames = 0};
    struct facets f = {0}, flat = moving(24, 100, 1, 1, 0), one = moving(24, 1, 1, 30, 0);
    for (int n = 0; n < 30; n++)
        motion_add(&still, &(struct signal_frame){.deviation = 40, .likeness = 1});
    take_motion(&still, 24, &f);
    REQUIRE_INT(f.told, 1u << PST_FACET_MOTION);
    REQUIRE_NEAR(f.motion[0], -6, 1e-6);
    REQUIRE_NEAR(f.motion[1], 0, 1e-6);
    REQUIRE_NEAR(f.motion[2], 0, 1e-6);
    REQUIRE_NEAR(f.motion[3], -8, 1e-6);
    REQUIRE_INT(flat.told, 0);
    REQUIRE_INT(one.told, 0);
}

enum { TENTHS = 600 };

/* A minute: 20 s at −30 LUFS, 20 s that go from −40 to −20 and back by turns of a second, 20 s of silence. */
static void make_levels(double *momentary, double *short_term)
{
    for (int i = 0; i < TENTHS; i++) {
        momentary[i] = i < 200 ? -30 : i >= 400 ? NAN : i / 10 % 2 ? -40 : -20;
        short_term[i] = i < 200 ? -30 : i >= 400 ? NAN : i < 300 ? -25 : -23;
    }
    momentary[0] = momentary[1] = NAN;
    for (int i = 0; i < 15; i++)
        short_term[i] = NAN;
}

static void check_sound(void)
{
    static double momentary[TENTHS], short_term[TENTHS];
    make_levels(momentary, short_term);
    struct film_sound sound = {{momentary, TENTHS, 0, 0.1}, {short_term, TENTHS, 0, 0.1}, -26};
    struct facets even = {0}, turns = {0}, silent = {0}, brief = {0}, first = {0}, after = {0};
    take_sound(&sound, 5, 10, &even);
    REQUIRE_INT(even.told, 1u << PST_FACET_SOUND);
    REQUIRE_NEAR(even.sound[0], -4, 1e-5);
    REQUIRE_NEAR(even.sound[1], 0, 1e-5);
    REQUIRE_NEAR(even.sound[2], 0, 1e-5);
    take_sound(&sound, 22, 16, &turns);
    REQUIRE_NEAR(turns.sound[0], 10 * log10(0.5 * (1e-4 + 1e-2)) + 26, 1e-5);
    REQUIRE_NEAR(turns.sound[1], 10, 1e-5);
    REQUIRE_NEAR(turns.sound[2], 2, 1e-5);
    take_sound(&sound, 45, 10, &silent);
    REQUIRE_NEAR(silent.sound[0], -40, 1e-5);
    REQUIRE_NEAR(silent.sound[1], 0, 1e-5);
    take_sound(&sound, 30.32, 0.04, &brief); /* between two values; what is about it counts */
    REQUIRE_NEAR(brief.sound[0], 6, 1e-5);
    REQUIRE(brief.sound[1] > 9 && brief.sound[1] < 10);
    take_sound(&sound, 0, 0.1, &first); /* before the first whole window */
    REQUIRE_NEAR(first.sound[0], -4, 1e-5);
    take_sound(&sound, 70, 5, &after); /* the sound is over */
    REQUIRE_NEAR(after.sound[0], -40, 1e-5);
    /* As loud as the film: the same at another level. */
    for (int i = 0; i < TENTHS; i++) {
        momentary[i] -= 12;
        short_term[i] -= 12;
    }
    struct facets quieter = {0}, none = {0};
    sound.integrated -= 12;
    take_sound(&sound, 22, 16, &quieter);
    for (int k = 0; k < SOUND_FIGURES; k++)
        REQUIRE_NEAR(quieter.sound[k], turns.sound[k], 1e-5);
    sound.integrated = NAN;
    take_sound(&sound, 22, 16, &none);
    REQUIRE_INT(none.told, 0);
}

int main(void)
{
    check_bodies();
    check_palette();
    check_light_and_rhythm();
    check_layout();
    check_motion();
    check_stillness();
    check_sound();
    return 0;
}
