/* SPDX-License-Identifier: Apache-2.0 */
/* Tunes of eight bars of four beats: a melody of two motifs that come again, over chords of its key, with a
 * bass. */
#include "render/arithmetic.h"
#include "sound/soundtrack.h"

#include <string.h>

enum { bars = 8, in_bar = 4, degrees = 7, motifs = 4, most_steps = 6, rhythm_count = 7, turn_count = 4 };

static const int scales[2][degrees] = {{0, 2, 4, 5, 7, 9, 11}, {0, 2, 3, 5, 7, 8, 10}};
/* Four bars' roots as degrees of the scale, for major and natural minor; diminished chords keep away. */
static const int turns[2][turn_count][4] = {{{0, 4, 5, 3}, {0, 5, 3, 4}, {0, 3, 5, 4}, {0, 2, 3, 4}},
                                            {{0, 5, 2, 6}, {0, 3, 6, 2}, {0, 6, 5, 6}, {0, 5, 3, 4}}};
static const double rhythms[rhythm_count][most_steps] = {
    {1, 1, 2}, {1.5, 0.5, 2}, {1, 0.5, 0.5, 1, 1}, {2, 1, 1}, {0.5, 0.5, 1, 1, 1}, {1.5, 0.5, 1, 1}, {3, 1}};
static const int form[bars] = {0, 1, 0, 2, 0, 1, 3, 2};
static const char *const names[timbre_count] = {"strings", "piano", "organ", "synth",
                                                "bells",   "brass", "drums"};
/* What chords and bass are played with under a melody. */
static const enum timbre under[timbre_count] = {timbre_strings, timbre_piano,   timbre_organ, timbre_synth,
                                                timbre_strings, timbre_strings, timbre_piano};

struct composer {
    struct tune *tune;
    struct stream stream;
    enum timbre timbre;
    int roots[bars], rhythm[motifs], steps[motifs][most_steps];
};

const char *timbre_name(enum timbre timbre)
{
    return names[timbre];
}

int timbre_named(const char *name)
{
    for (int i = 0; i < timbre_count; i++)
        if (!strcmp(names[i], name))
            return i;
    return -1;
}

static void add_note(struct tune *tune, double beat, double beats, int pitch, double strength,
                     enum timbre timbre)
{
    if (tune->count < most_notes)
        tune->notes[tune->count++] = (struct note){beat, beats, pitch, strength, timbre};
}

/* Half tones over the tonic of a degree, which may lie in other octaves. */
static int over_tonic(const struct tune *tune, int degree)
{
    int octave = (degree + 70) / degrees - 10;
    return scales[tune->minor != 0][degree - octave * degrees] + 12 * octave;
}

/* The degree's pitch that lies in the octave from `lowest` up. */
static int pitch_from(const struct tune *tune, int degree, int lowest)
{
    int pitch = tune->tonic + over_tonic(tune, degree);
    return lowest + ((pitch - lowest) % 12 + 12) % 12;
}

static void plan(struct composer *composer)
{
    int minor = composer->tune->minor != 0;
    const int *first = turns[minor][draw_one_of(&composer->stream, turn_count)];
    const int *second = turns[minor][draw_one_of(&composer->stream, turn_count)];
    for (int bar = 0; bar < bars; bar++)
        composer->roots[bar] = bar < 4 ? first[bar] : second[bar - 4];
    composer->roots[bars - 2] = minor && draw(&composer->stream) < 0.5 ? 6 : 4;
    composer->roots[bars - 1] = 0;
    for (int i = 0; i < motifs; i++) {
        composer->rhythm[i] = draw_one_of(&composer->stream, rhythm_count);
        for (int k = 0; k < most_steps; k++) {
            int step = draw_one_of(&composer->stream, 5) - 2;
            composer->steps[i][k] = step ? step : k % 2 ? 1 : -1;
        }
    }
}

/* The nearest degree that belongs to the chord on `root`. */
static int in_chord(int degree, int root)
{
    for (int away = 0;; away++) {
        for (int way = -1; way <= 1; way += 2) {
            int over = ((degree + way * away - root) % degrees + degrees) % degrees;
            if (over == 0 || over == 2 || over == 4)
                return degree + way * away;
        }
    }
}

static int turn_back(int degree)
{
    return degree < -2 ? -2 - (degree + 2) : degree > 9 ? 9 - (degree - 9) : degree;
}

static void sing_bar(struct composer *composer, int bar, int *degree)
{
    struct tune *tune = composer->tune;
    const double *rhythm = rhythms[composer->rhythm[form[bar]]];
    int tonic = tune->tonic <= 5 ? 60 + tune->tonic : 48 + tune->tonic;
    double beat = 0;
    if (bar == bars - 1) {
        int last = tonic + over_tonic(tune, *degree > 3 ? degrees : 0);
        add_note(tune, bar * in_bar, 3.5, last, 0.85, composer->timbre);
        return;
    }
    for (int k = 0; k < most_steps && rhythm[k] > 0; k++) {
        *degree = turn_back(*degree + composer->steps[form[bar]][k]);
        int strong = beat == 0 || beat == 2;
        if (strong)
            *degree = in_chord(*degree, composer->roots[bar]);
        add_note(tune, bar * in_bar + beat, rhythm[k] * 0.95, tonic + over_tonic(tune, *degree),
                 strong ? 0.9 : 0.75, composer->timbre);
        beat += rhythm[k];
    }
}

static void lay_chords(struct composer *composer, int broken)
{
    static const int order[8] = {0, 2, 4, 2, 0, 2, 4, 2};
    for (int bar = 0; bar < bars; bar++) {
        int root = composer->roots[bar];
        for (int i = 0; i < (broken ? 8 : 3); i++)
            add_note(composer->tune, bar * in_bar + (broken ? i * 0.5 : 0), broken ? 0.6 : 3.9,
                     pitch_from(composer->tune, root + (broken ? order[i] : 2 * i), 52), broken ? 0.5 : 0.42,
                     under[composer->timbre]);
    }
}

static void lay_bass(struct composer *composer, int walking)
{
    for (int bar = 0; bar < bars; bar++)
        for (int i = 0; i < (walking ? 4 : 2); i++) {
            int degree = composer->roots[bar] + (i == 3 || (i == 1 && !walking) ? 4 : 0);
            add_note(composer->tune, bar * in_bar + i * (walking ? 1 : 2), walking ? 0.8 : 1.8,
                     pitch_from(composer->tune, degree, 36), 0.8, under[composer->timbre]);
        }
}

static void lay_drums(struct composer *composer, int four_on_the_floor)
{
    for (int bar = 0; bar < bars; bar++)
        for (int i = 0; i < in_bar; i++) {
            double beat = bar * in_bar + i;
            if (four_on_the_floor || i % 2 == 0)
                add_note(composer->tune, beat, 0.5, 36, i ? 0.8 : 0.9, timbre_drums);
            if (i % 2)
                add_note(composer->tune, beat, 0.5, 38, 0.7, timbre_drums);
            add_note(composer->tune, beat + 0.5, 0.25, i == 3 ? 46 : 42, 0.6, timbre_drums);
        }
}

void tune_compose(struct tune *tune, enum timbre timbre, int drums, uint64_t seed)
{
    struct composer composer = {.tune = tune, .timbre = timbre};
    composer.stream = stream_of(seed ^ (uint64_t)(tune->tonic * 2 + (tune->minor != 0)), "tune");
    int degree = draw_one_of(&composer.stream, 3) * 2;
    int broken = draw(&composer.stream) < 0.4, walking = draw(&composer.stream) < 0.5;
    int four_on_the_floor = draw(&composer.stream) < 0.5;
    tune->count = 0;
    tune->beats = bars * in_bar;
    plan(&composer);
    for (int bar = 0; bar < bars; bar++)
        sing_bar(&composer, bar, &degree);
    lay_chords(&composer, broken);
    lay_bass(&composer, walking);
    if (drums)
        lay_drums(&composer, four_on_the_floor);
}
