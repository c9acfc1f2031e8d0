/* SPDX-License-Identifier: Apache-2.0 */
/* Bars that a fingerprint is taken without: those of a passage in a film that has none, or others. */
#ifndef PST_FINGERPRINT_BARS_H
#define PST_FINGERPRINT_BARS_H

#include "base/picture.h"

/* The picture between bars; as it is where it has none. A bar is even and dark, of one width on either side
   within two samples, from a 20th to 2/5 of the picture, and ends at once in something lit: a dark edge is no
   bar. The planes are views of the same samples. */
struct reduced fingerprint_without_bars(const struct reduced *);

#endif
