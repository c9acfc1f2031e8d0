/* SPDX-License-Identifier: Apache-2.0 */
/* From a decoder's picture to the small planes that meters read. */
#ifndef PST_REDUCER_H
#define PST_REDUCER_H

#include "base/picture.h"
#include "media/bars.h"
#include "pastiche/status.h"
#include <libavutil/frame.h>

struct reducer;

/* Samples of one picture's small planes, now and as the picture before was cropped. */
enum { SMALL_SAMPLES = SMALL_LUMA * SMALL_LUMA + 2 * SMALL_CHROMA * SMALL_CHROMA };
struct small_planes {
    uint16_t now[SMALL_SAMPLES], before[SMALL_SAMPLES];
};

enum pst_status reducer_open(const struct pst_film *, struct reducer **, struct pst_error *);
void reducer_close(struct reducer **);

/* Fills picture->active, bars_changed, small, before, clipped_*; the planes lie in `planes`, which the caller
   keeps as long as the picture. Pictures come in presentation order. */
enum pst_status reducer_reduce(struct reducer *, const AVFrame *, struct small_planes *planes,
                               struct picture *, struct pst_error *);

#endif
