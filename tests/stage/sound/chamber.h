/* SPDX-License-Identifier: Apache-2.0 */
/* Rooms: how long they ring, and how they sound when nothing happens. The reverberation is a feedback delay
 * network after Jot (1991): a loss in each delay that fits its length gives every mode the same decay. */
#ifndef STAGE_CHAMBER_H
#define STAGE_CHAMBER_H

#include "sound/soundtrack.h"

struct room {
    const char *name;
    double decay;      /* seconds in which the answer at 1 kHz loses 60 dB (RT60); 0: there is none */
    double high_decay; /* the same at 8 kHz */
    double answer;     /* root of the answer's energy over that of the sound itself */
    double first, low_delay,
        high_delay;                  /* milliseconds: of the first echo; shortest and longest way around */
    double tone, tone_from, tone_to; /* dBFS of its tone, and where most of it lies in hertz */
    double hum, hum_level;           /* hertz, dBFS */
};

/* "none" comes first; after the places that films play in comes the hall in which music is played. */
enum { room_kinds = 10, room_hall = room_kinds - 1 };
const struct room *room_list(void);
/* Of unknown names and "": "none". */
int room_named(const char *name);

struct chamber;
/* For so many samples at a time. NULL for rooms that do not answer. */
struct chamber *chamber_open(const struct room *room, int longest);
void chamber_close(struct chamber *chamber);
/* What sounds in it in the coming stretch of samples, from its sample `from` on. */
void chamber_hear(struct chamber *chamber, int from, const float *samples, int count, float left,
                  float right);
void chamber_hear_both(struct chamber *chamber, const float *left, const float *right, int count);
/* Adds its answer to the stretch of `count` samples and goes on to the next. */
void chamber_answer(struct chamber *chamber, float *left, float *right, int count);

struct room_tone;
struct room_tone *room_tone_open(const struct room *room, uint64_t seed);
void room_tone_close(struct room_tone *tone);
/* Adds the tone of the film's samples from `at` on; `gain` is what it goes to, within 5 ms. */
void room_tone_add(struct room_tone *tone, int64_t at, double gain, float *left, float *right, int count);
/* Whether it has died away. */
int room_tone_is_silent(const struct room_tone *tone);

#endif
