/* SPDX-License-Identifier: Apache-2.0 */
/* A still held against a film's prints alone. */
#ifndef PST_STILL_SCAN_H
#define PST_STILL_SCAN_H

#include "kernel/codes.h"
#include "likeness/still_match.h"

enum { SCAN_PLAIN = 2, SCAN_INNER = 2, SCAN_CROPS = 2 * (1 + STILL_CROPS) };

/* A still's codes and those of its mirror image, by what they are held against. */
struct still_scan {
    uint8_t plain[SCAN_PLAIN][CODE_SIZE]; /* its whole view, against whole ones */
    uint8_t inner[SCAN_INNER][CODE_SIZE]; /* its inner view, against whole ones */
    uint8_t crops[SCAN_CROPS][CODE_SIZE]; /* its whole view and those of its crops, against inner ones */
};

void still_scan_make(const struct still_prints *, struct still_scan *);

/* How far the still is from each print: `distances` as match_still tells them (but that
   one view may stand for another that costs as much), `least` by whatever views are
   nearest, so that no frame that the print stands for is nearer than `apart` bits less. Each has room for
   CODES_ABREAST × code_groups(count), `spare` too; behind the last print they hold anything. */
void still_scan_film(const struct still_scan *, const struct film_codes *, uint8_t *distances, uint8_t *least,
                     uint8_t *spare);

/* Adds to `counts` how many frames are so far away, each as far as the print it lies nearest to in time. */
void still_scan_count(const struct film_codes *, const uint8_t *distances,
                      int64_t counts[FINGERPRINT_BITS + 1]);

#endif
