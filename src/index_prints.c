/* SPDX-License-Identifier: Apache-2.0 */
#include "index_prints.h"
#include "base/error.h"
#include "copies/thin_prints.h"
#include "film_footage.h"
#include "library/print_block.h"
#include "likeness/still_match.h"
#include <stdlib.h>

/* docs/index.md tells what that makes of a library: 288 KB for two hours. */
enum { MOST_AN_HOUR = 4000, MOST_AT_LEAST = 512 };

static size_t most_of(double seconds)
{
    double most = seconds / 3600 * MOST_AN_HOUR;
    return most > MOST_AT_LEAST ? (size_t)most : MOST_AT_LEAST;
}

static enum pst_status put(struct index_growth *growth, uint32_t reel, const struct pst_footage *f,
                           bool *counts, uint32_t *kept, struct pst_error *error)
{
    int apart;
    for (size_t i = 0; i < f->frames; i++)
        counts[i] = f->sketch.told[i] || still_can_tell(f->prints + i * FINGERPRINT_SIZE);
    size_t count = thin_prints(f->prints, counts, f->frames, most_of(f->about.seconds), kept, &apart);
    return print_block_put(growth, reel, f->prints, kept, count, apart, f->about.extent, f->about.frames,
                           error);
}

enum pst_status index_put_prints(struct index_growth *growth, uint32_t reel, const struct facet_film *film,
                                 struct pst_error *error)
{
    struct pst_footage *footage;
    enum pst_status status = footage_of_reel(film->about.reel, film, &footage, error);
    if (status != PST_OK)
        return status;
    bool *counts = malloc((footage->frames + 1) * sizeof *counts);
    uint32_t *kept = malloc((footage->frames + 1) * sizeof *kept);
    status = counts && kept ? put(growth, reel, footage, counts, kept, error) : fail_memory(error);
    free(counts);
    free(kept);
    pst_footage_close(&footage);
    return status;
}
