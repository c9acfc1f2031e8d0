/* SPDX-License-Identifier: Apache-2.0 */
/* Which shots a person asked for. */
#ifndef PST_CHOICE_H
#define PST_CHOICE_H

#include "pastiche/film_part.h"

/* Which shots: those in the spans (all where there is none), of these kinds, that begin so. */
struct choice {
    struct pst_span *spans;
    size_t span_count;
    unsigned shots, transitions; /* a bit a kind; 0: any */
};

/* `part` as pst_part reads it, `kinds` as "picture,dissolve"; NULL: all. Released with choice_release, also
   after a failure. */
enum pst_status choice_read(struct pst_reel *, const char *part, const char *kinds, struct choice *,
                            struct pst_error *);
void choice_release(struct choice *);

/* Does a shot of these kinds count? `begins` may be NULL. */
bool choice_takes_kind(const struct choice *, enum pst_shot_kind, const struct pst_transition *begins);

/* Does the shot begin in a part that counts? */
bool choice_takes_start(const struct choice *, int64_t first);

#endif
