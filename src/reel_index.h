/* SPDX-License-Identifier: Apache-2.0 */
/* What an index holds of each reel, and of its reels among each other (docs/index.md): blocks of
   library/index_file.h in and out. What is read is believed in nothing. */
#ifndef PST_REEL_INDEX_H
#define PST_REEL_INDEX_H

#include "base/wide_rows.h"
#include "library/film_block.h"
#include "likeness/closeness.h"
#include "likeness/distance_sums.h"

/* Of prints alone: nothing that films can be compared by. */
bool index_is_of_prints(const struct index_file *);

/* What became of the reel's file since it was indexed: "", "missing" or "changed". */
const char *index_reel_state(const char *path, const struct indexed_reel *);

/* A film as film_facets reads it from its reel, but with its shots' `copies` among the index's reels and what
   was `common` there. Given back with film_facets_release. `stamp` may be NULL. */
enum pst_status index_read_film(const struct index_file *, uint32_t reel, struct facet_film *,
                                struct indexed_reel *stamp, struct pst_error *);
enum pst_status index_put_film(struct index_growth *, uint32_t reel, const struct facet_film *,
                               const struct indexed_reel *, struct pst_error *);

/* Its shots' `copies` and what is `common`, which change as reels are added. */
enum pst_status index_put_copies(struct index_growth *, uint32_t reel, const struct facet_film *,
                                 struct pst_error *);

/* A row more, of the figures of which signatures are made. */
enum pst_status index_read_figures(const struct index_file *, uint32_t reel, struct wide_rows *,
                                   struct pst_error *);
/* `rows`: of that film alone. */
enum pst_status index_put_figures(struct index_growth *, uint32_t reel, struct wide_rows *rows,
                                  struct pst_error *);

/* The film's windows, where they are there for this length. *found: whether. */
enum pst_status index_read_windows(const struct index_file *, uint32_t reel, double window, double step,
                                   struct facet_film *, bool *found, struct pst_error *);
enum pst_status index_put_windows(struct index_growth *, uint32_t reel, const struct facet_film *,
                                  struct pst_error *);

/* Its distances from the index's other reels. *found: whether they are there, of so many shots. */
enum pst_status index_read_sums(const struct index_file *, uint32_t reel, size_t shots,
                                struct distance_sums *, bool *found, struct pst_error *);
void index_put_sums(struct index_growth *, uint32_t reel, const struct distance_sums *);

/* How near the reels' moments come to one another. `facets`: what `together` is made of. Of windows, those of
   that length; of shots nothing else matters. */
struct closeness_key {
    enum moment_kind kind;
    unsigned facets;
    uint32_t reels;
    double window, step;
};
enum pst_status index_read_closeness(const struct index_file *, const struct closeness_key *,
                                     struct closeness *, bool *found, struct pst_error *);
enum pst_status index_put_closeness(struct index_growth *, const struct closeness_key *,
                                    const struct closeness *, struct pst_error *);

#endif
