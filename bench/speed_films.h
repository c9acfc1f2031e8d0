/* SPDX-License-Identifier: Apache-2.0 */
/* The films that speed is measured on: a short source, real or of the stage, encoded once and repeated
 * without encoding it again. They stay in their folder between runs. */
#ifndef BENCH_SPEED_FILMS_H
#define BENCH_SPEED_FILMS_H

#include <stdbool.h>

enum speed_film {
    FILM_H264,  /* 1080p, Big Buck Bunny as it came, 5.1 sound */
    FILM_STAGE, /* 1080p H.264, of the stage */
    FILM_HEVC,  /* from here on Big Buck Bunny at 1080p, encoded anew */
    FILM_VP9,
    FILM_MPEG2,
    FILM_PRORES,
    FILM_AV1,
    FILM_HEVC_2160, /* 10 bit, scaled */
    FILM_CALM,      /* 1080p H.264, a new picture every two seconds: quickly decoded */
    FILM_CALM_2160, /* 10 bit HEVC, likewise */
    FILM_SMALL,     /* 320x180 H.264 of the stage, about 1,000 shots an hour */
    SPEED_FILMS
};

enum { SPEED_PATH = 1024 };

/* The film's name in words. */
const char *speed_film_name(enum speed_film);

/* Makes `folder`/NAME-SECONDS.EXT where it is not there yet. false: told on standard error. */
bool speed_film_make(enum speed_film, int seconds, const char *folder, char path[SPEED_PATH]);

#endif
