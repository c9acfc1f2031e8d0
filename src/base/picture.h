/* SPDX-License-Identifier: Apache-2.0 */
/* A picture as meters see it: reduced once from the decoder's own planes, black bars cropped away. */
#ifndef PST_PICTURE_H
#define PST_PICTURE_H

#include "pastiche/film.h"

/* 16-bit samples with 8 fractional bits. Luma: nominal black 0, nominal white 255 × 256 (65280). Chroma:
   128 × 256 (32768) is no colour, nominal extremes 128 ± 127.5 (× 256). Clamped to 0..65535. */
struct plane {
    const uint16_t *data;
    int stride; /* in samples */
    int width, height;
};

enum { SMALL_LUMA = 160, SMALL_CHROMA = 80 }; /* longer side at most, in samples */

/* Luma, Cb, Cr. Luma is at most SMALL_LUMA on its longer side, chroma half of that, in the active picture's
   own proportions (in coded pixels), at least 1x1. A grey film has chroma planes all 32768. */
struct reduced {
    struct plane y, cb, cr;
};

struct picture {
    int64_t n;              /* frame number from 0 */
    int64_t pts;            /* in film->time_base */
    struct pst_rect active; /* the picture without black bars, in coded pixels */
    bool bars_changed;      /* `active` is other than in the picture before: see `before` */
    struct reduced small;
    /* Only where bars_changed: the same picture cropped as the one before was, so that the two can be
       compared sample for sample. The sizes of `small` may be other ones from this picture on. */
    struct reduced before;
    /* Share of the active picture's luma samples (full resolution) at or below nominal black + 1/255 and at
       or above nominal white − 1/255. */
    double clipped_black, clipped_white;
    bool repeated; /* the decoder says that this is the same picture shown again */
    void *full;    /* the decoder's picture, for the still encoder; opaque to meters */
};

#endif
