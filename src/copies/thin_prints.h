/* SPDX-License-Identifier: Apache-2.0 */
/* A film by a few of its frames, so that a library of films can be searched. */
#ifndef PST_THIN_PRINTS_H
#define PST_THIN_PRINTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Frames, rising, that stand for all that `count` (the others never do): each of these lies between the kept
   frames before and behind one that differs from it by at most *apart bits of 128, in either view. At most
   `most` are kept, as many as that allows; the busier the film, the larger *apart. `prints`: FINGERPRINT_SIZE
   bytes a frame. `kept` has room for `frames`. */
size_t thin_prints(const uint8_t *prints, const bool *count, size_t frames, size_t most, uint32_t *kept,
                   int *apart);

#endif
