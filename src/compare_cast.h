/* SPDX-License-Identifier: Apache-2.0 */
/* The films that take part in a comparison: found, read, and what they share set aside. */
#ifndef PST_COMPARE_CAST_H
#define PST_COMPARE_CAST_H

#include "base/comparison_data.h"
#include "base/wide_rows.h"
#include "library/index_file.h"
#include "likeness/common.h"
#include "likeness/pivots.h"
#include "pastiche/compare.h"

struct cast {
    struct facet_film **items; /* the film, then references, then controls; owned */
    size_t count, capacity, references, controls, left_out;
    struct index_file *index;     /* that all references are of, in its order; NULL: they are not of one */
    struct settled_films settled; /* those references */
    bool index_holds;             /* the same is set aside of them as when they were indexed */
    struct pivots *pivots;        /* that the films are laid out by */
    struct wide_rows figures;     /* a row a film, in the same order */
    struct pst_error first;       /* why the first reel was left out */
};

/* Reads all; leaves out, and tells, reels that cannot be read, films listed twice, and the film itself among
   the others. What a person should know goes to the data's notes. Given back with cast_release, also after a
   failure. */
enum pst_status cast_gather(struct cast *, const char *reel, const struct pst_compare_params *,
                            struct comparison_data *, struct pst_error *);
void cast_release(struct cast *);

static inline const struct facet_film *const *cast_references(const struct cast *cast)
{
    return (const struct facet_film *const *)cast->items + 1;
}

static inline const struct facet_film *const *cast_controls(const struct cast *cast)
{
    return (const struct facet_film *const *)cast->items + 1 + cast->references;
}

#endif
