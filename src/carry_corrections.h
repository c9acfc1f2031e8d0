/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_CARRY_CORRECTIONS_H
#define PST_CARRY_CORRECTIONS_H

#include "reel/writer.h"

/* How many lists of a person are in force in the reel. */
enum pst_status corrections_count(struct pst_reel *, size_t *count, struct pst_error *);

/* What a person did in `from`, into another reel of the same film whose frames are written. PST_OUTPUT where
   that has another number of frames: then the corrections have no place in it. */
enum pst_status carry_corrections(struct pst_reel *from, int64_t frames, struct reel_writer *to,
                                  struct pst_error *);

#endif
