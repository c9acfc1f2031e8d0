/* SPDX-License-Identifier: Apache-2.0 */
/* What busy films lay over their shots without regard to where the cuts are: effects on the beat, lightning,
 * marks, lines that are read, stickers, plates, a picture in the picture, blurred sides. None is a boundary.
 */
#ifndef BENCH_BUSY_H
#define BENCH_BUSY_H

#include <stdint.h>

struct busy;

/* NULL: no memory. The same seed lays the same things over a film. */
struct busy *busy_open(uint64_t seed, int width, int height);
void busy_close(struct busy *);

/* Frame n, Y'CbCr 4:2:0 without gaps, in place. */
void busy_apply(struct busy *, int64_t n, uint8_t *picture);

#endif
