/* SPDX-License-Identifier: Apache-2.0 */
/* A picture's fingerprint: signs of its lowest DCT coefficients, after the PDQ hash (Facebook, "The TMK+PDQF
   video-hashing algorithm and the PDQ image-hashing algorithm", 2019), in two views: the whole picture, and
   its middle FINGERPRINT_INNER of width and height, so that a crop still looks like one of the two.

   FINGERPRINT_SIZE bytes:
    0..15  whole view, 128 bits, the lowest bit of a byte first. Bit i is 1 where coefficient (u, v) > 0; u is
           the horizontal frequency, v the vertical one; they run by rising u + v from 1, then by rising u
           (0,1 1,0 0,2 1,1 2,0 …), up to u + v = 15, u ≤ 8.
   16..31  inner view, the same
       32  quality: twice the standard deviation of the picture at 64×64, in 8-bit steps, at most 255. Below
           FINGERPRINT_LEAST_QUALITY a picture is too flat to be told from others
       33  mean luma, 34 mean Cb, 35 mean Cr, each 0..255

   The picture is brought to 64×64 first, whatever its proportions. A mirrored picture has the bits of odd u
   inverted, exactly, where no coefficient is 0. */
#ifndef PST_FINGERPRINT_HASH_H
#define PST_FINGERPRINT_HASH_H

#include "base/picture.h"

enum {
    FINGERPRINT_SIZE = 36,
    FINGERPRINT_BITS = 128, /* a view */
    FINGERPRINT_QUALITY = 32,
    FINGERPRINT_LUMA = 33,
    FINGERPRINT_CB = 34,
    FINGERPRINT_CR = 35,
    FINGERPRINT_LEAST_QUALITY = 8,
    FINGERPRINT_GRID = 64,
    FINGERPRINT_HALF = FINGERPRINT_GRID / 2,
    FINGERPRINT_WAVES = 16
};
#define FINGERPRINT_INNER 0.88

/* Cosines of one view: [i][u] for the left half of a row, even u in the first half of the waves, odd u in the
   second; [u][i] for columns. */
struct fingerprint_view {
    float across[FINGERPRINT_HALF][FINGERPRINT_WAVES];
    float down[FINGERPRINT_WAVES][FINGERPRINT_GRID];
};

struct fingerprint_basis {
    struct fingerprint_view whole, inner;
};

void fingerprint_init(struct fingerprint_basis *);

/* Planes of at most 160×160 samples. */
typedef void fingerprint_kernel(const struct fingerprint_basis *, const struct reduced *,
                                uint8_t to[FINGERPRINT_SIZE]);
fingerprint_kernel fingerprint_make, fingerprint_make_avx2;

/* How many of 128 bits differ where the two agree best: whole with whole, or the whole of one with the inner
   view of the other. `mirrored`: b is taken for its own mirror image. Quality is the caller's to look at. */
int fingerprint_distance(const uint8_t a[FINGERPRINT_SIZE], const uint8_t b[FINGERPRINT_SIZE], bool mirrored);

/* The same by what is held against what: one's whole and inner view against the other's. */
struct fingerprint_pairs {
    int whole_whole, inner_inner, whole_inner, inner_whole; /* a's first */
};
struct fingerprint_pairs fingerprint_pairs(const uint8_t a[FINGERPRINT_SIZE],
                                           const uint8_t b[FINGERPRINT_SIZE], bool mirrored);
/* The bits of odd u, which mirroring inverts, of one view. */
extern const uint8_t fingerprint_odd_bits[FINGERPRINT_BITS / 8];

#endif
