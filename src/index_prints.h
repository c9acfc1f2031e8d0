/* SPDX-License-Identifier: Apache-2.0 */
/* What of a reel a library is searched by. */
#ifndef PST_INDEX_PRINTS_H
#define PST_INDEX_PRINTS_H

#include "library/index_file.h"
#include "likeness/facets.h"

/* Reads the reel's fingerprints again; what is `common` in the film is left out, unless a still can be found
   by it. PST_INPUT where the reel has none. */
enum pst_status index_put_prints(struct index_growth *, uint32_t reel, const struct facet_film *,
                                 struct pst_error *);

#endif
