/* SPDX-License-Identifier: Apache-2.0 */
/* From Y'CbCr to OKLab (Björn Ottosson, "A perceptual color space for image processing", 2020). */
#ifndef PST_OKLAB_H
#define PST_OKLAB_H

#include "base/picture.h"

enum { OKLAB_STEPS = 4096 };

/* Made once a film. */
struct oklab_map {
    float r_cr, g_cb, g_cr, b_cb; /* Y'CbCr to R'G'B' */
    float lms[3][3];              /* linear R, G, B to cone responses */
    float linear[OKLAB_STEPS + 2];
    bool hlg; /* `linear` is scene light: the OOTF is still to come */
};

/* PST_MATRIX_RGB counts as BT.709: the planes are Y'CbCr by then. BT.601 and BT.709 share BT.709's primaries
   here; BT.2020 has its own. */
void oklab_map_init(struct oklab_map *, enum pst_matrix, enum pst_transfer);

/* `count` samples as base/picture.h lays them out. R'G'B' outside 0..1 is clipped. Each of l, a, b lies
   within OKLAB_ERROR of the exact value. */
typedef void oklab_convert_kernel(const struct oklab_map *, const uint16_t *y, const uint16_t *cb,
                                  const uint16_t *cr, int count, float *l, float *a, float *b);
oklab_convert_kernel oklab_convert, oklab_convert_avx2;
#define OKLAB_ERROR 5e-5

/* Row `row` of the luma plane brought to the size of the chroma planes, width × height, by box means. In a
   picture so small that both have the same size it is the row itself. Luma is nowhere smaller than chroma. */
void luma_row_for_chroma(const struct plane *luma, int row, int width, int height, uint16_t *to);

/* Chroma, and saturation times lightness, of `count` colours; saturation is c / √(c² + l²) (Lübbe 2008). */
typedef void oklab_chroma_kernel(const float *l, const float *a, const float *b, int count, float *chroma,
                                 float *saturation_l);
oklab_chroma_kernel oklab_chroma, oklab_chroma_avx2;

#endif
