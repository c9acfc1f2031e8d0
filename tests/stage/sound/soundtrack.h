/* SPDX-License-Identifier: Apache-2.0 */
/* A film's sound, made from stems: room tone, effects, speech, music, crowd. Everything has its sample; the
 * stems add up to the mix. 48 kHz, stereo. */
#ifndef STAGE_SOUNDTRACK_H
#define STAGE_SOUNDTRACK_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { sample_rate = 48000, most_notes = 256 };
enum stem { stem_room, stem_effects, stem_speech, stem_music, stem_crowd, stem_count };

enum noise_kind {
    noise_step,
    noise_punch,
    noise_kick,
    noise_fall,
    noise_throw,
    noise_roll,
    noise_gunshot,
    noise_swing,
    noise_explosion,
    noise_thunder,
    noise_door,
    noise_cheer,
    noise_fire,
    noise_rain,
    noise_wind,
    noise_kinds
};

/* A room is named like the set it belongs to ("apartment", "street", …), "none" is dry. */
struct room_span { /* from `at` on, until the next */
    int64_t at;
    char room[16];
    double tone; /* gain of its tone */
};

struct noise_event {
    enum noise_kind kind;
    int64_t at;     /* the sample of its attack: nothing of it (its room's answer included) sounds before */
    int64_t length; /* of those that last (fire, rain, wind, cheer); 0: its own */
    double gain;    /* 1: as near as a metre */
    double pan;     /* -1 left, 1 right */
    int ground;     /* of steps: 0 hard, 1 wood, 2 snow, 3 carpet, 4 wet */
    uint64_t seed;
};

struct spoken_line {
    int64_t at;
    const char *words, *voice; /* of espeak-ng: "en-gb+f3" */
    double gain, pan;
    char room[16]; /* "" the room that is there then */
};

enum timbre {
    timbre_strings,
    timbre_piano,
    timbre_organ,
    timbre_synth,
    timbre_bells,
    timbre_brass,
    timbre_drums,
    timbre_count
};

struct note {
    double beat, beats; /* from the tune's start */
    int pitch;          /* MIDI; 69 is A at 440 Hz */
    double strength;
    enum timbre timbre;
};

struct tune {
    char name[24];
    int tonic, minor; /* pitch class 0 C … 11 B; 0 major, 1 minor */
    double tempo;     /* beats a minute */
    double beats;     /* after which it begins again */
    struct note notes[most_notes];
    int count;
};

/* Fills `notes`: a melody over chords with bass (and drums with `drums`) in the tune's key, which depends on
 * the seed and the tune's key alone. */
void tune_compose(struct tune *tune, enum timbre timbre, int drums, uint64_t seed);
const char *timbre_name(enum timbre timbre);
int timbre_named(const char *name);

struct music_cue {
    int64_t at, until;
    const struct tune *tune;
    int transpose; /* half tones */
    double speed;  /* times the tempo */
    double gain;
    int64_t fade; /* in and out */
};

struct crowd_cue {
    int64_t at, until;
    int people;
    double gain;
};

struct soundtrack {
    int64_t samples;
    uint64_t seed;
    const struct room_span *rooms;
    const struct noise_event *noises;
    const struct spoken_line *lines;
    const struct music_cue *cues;
    const struct crowd_cue *crowds;
    int room_count, noise_count, line_count, cue_count, crowd_count;
};

/* Where a line ends, in samples after it begins, silence at both ends cut off; 0 where espeak-ng has no such
 * voice. Needed before the film is timed. */
int64_t speech_length(const char *words, const char *voice);
/* How far the mouth is open (0 to 1) at each `step` samples of the line: `count` values at most; how many. */
int speech_mouth(const char *words, const char *voice, int64_t step, float *open, int count);

/* Writes the mix, and each stem that is not NULL, as 16-bit WAV. Works through the film second by second, so
 * that memory does not grow with its length. 0, or -1 where a file could not be written. */
int soundtrack_write(const struct soundtrack *soundtrack, FILE *mix, FILE *const stems[stem_count]);

#endif
