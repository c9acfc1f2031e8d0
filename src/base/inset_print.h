/* SPDX-License-Identifier: Apache-2.0 */
/* What the meter inset writes: a picture within the picture from a frame on, till the next one is written. */
#ifndef PST_INSET_PRINT_H
#define PST_INSET_PRINT_H

/* INSET_SIZE bytes: 0..35 its fingerprint (kernel/fingerprint_hash.h), all 0 where there is none any more;
   then its left, top, right and bottom edge in 255ths of the active picture. */
enum { INSET_PRINT = 36, INSET_SIZE = 40 };

#endif
