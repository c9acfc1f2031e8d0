/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PASTICHE_FILM_H
#define PASTICHE_FILM_H

#include "pastiche/rational.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum pst_stream_kind { PST_STREAM_PICTURE, PST_STREAM_SOUND, PST_STREAM_TITLE, PST_STREAM_OTHER };

struct pst_stream {
    int index; /* as in the file, from 0; -1: a sidecar file */
    enum pst_stream_kind kind;
    bool used;         /* measured in this reel */
    char codec[32];    /* FFmpeg's name: "h264" */
    char language[16]; /* as told by the file, "" where not */
    char label[128];   /* the stream's own title, or the sidecar's file name */
    struct pst_rational time_base;
    int rate;        /* sound: samples a second; else 0 */
    int channels;    /* sound; else 0 */
    char layout[64]; /* sound: FFmpeg's name, "5.1(side)"; else "" */
};

/* Y'CbCr to R'G'B' matrix, and the transfer curve, as far as the measures care. */
enum pst_matrix { PST_MATRIX_BT709, PST_MATRIX_BT601, PST_MATRIX_BT2020, PST_MATRIX_RGB };
enum pst_transfer {
    PST_TRANSFER_BT1886,
    PST_TRANSFER_SRGB,
    PST_TRANSFER_LINEAR,
    PST_TRANSFER_PQ,
    PST_TRANSFER_HLG
};

struct pst_rect {
    int x, y, width, height; /* in coded pixels, before rotation and sample aspect */
};

struct pst_chapter {
    int64_t first_pts, last_pts; /* in time_base; last is where it ends */
    struct pst_rational time_base;
    char title[256];
};

/* What a film file is. Strings are UTF-8, "" where unknown. */
struct pst_film {
    char file[512];  /* file name without folder */
    int64_t size;    /* bytes */
    char hash[33];   /* 32 hex digits: XXH3-128 of size, first and last MiB */
    char sha256[65]; /* of the whole file where --fixity asked for it, else "" */
    char container[64];
    char title[256], director[256];
    int year; /* 0 where unknown */

    struct pst_rational time_base;  /* of every picture pts in the reel */
    struct pst_rational frame_rate; /* the steady rate, or the mean rate where it varies */
    bool variable_rate;
    int64_t frames;    /* measured; frame n is the n-th picture shown, from 0 */
    int64_t first_pts; /* of frame 0: "film time 0" */
    int64_t end_pts;   /* where the last frame ends */
    double duration;   /* seconds: of what was measured, before that what the file tells; 0 where unknown */
    char timecode[16]; /* of frame 0, as told by the file, "HH:MM:SS:FF" or with ';' for drop frame; "" where
                          it tells none and is measured from its beginning */

    int width, height; /* coded pixels */
    struct pst_rational sample_aspect;
    int rotation;           /* degrees clockwise that a player must turn: 0, 90, 180, 270 */
    struct pst_rect active; /* the picture without black bars, as it is for most of the film */
    int bit_depth;
    char pixel_format[32];
    bool full_range, interlaced;
    enum pst_matrix matrix;
    enum pst_transfer transfer;
    char codec[32];

    struct pst_rational sound_start;   /* film time of the first sound sample, in seconds; {0,0}: no sound */
    double measured_from, measured_to; /* seconds of film time asked for; to < 0: to the end */

    struct pst_stream *streams;
    size_t stream_count;
    struct pst_chapter *chapters;
    size_t chapter_count;
};

#endif
