/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_WALK_H
#define PST_WALK_H

#include "pastiche/reel.h"

/* The vector is good for this call alone. What is not PST_OK ends the walk and is handed on. */
typedef enum pst_status vector_visitor(void *data, const struct pst_vector *, struct pst_error *);

/* Shows the vectors of a measure one by one, by rising n, and keeps none: a long film's would fill the memory
   that pst_reel_vectors needs. */
enum pst_status reel_walk_vectors(struct pst_reel *, const char *measure, vector_visitor *, void *data,
                                  struct pst_error *);

/* The same for those of `count` places alone, rising; a place without a vector is passed over. */
enum pst_status reel_walk_vectors_at(struct pst_reel *, const char *measure, const int64_t *places,
                                     size_t count, vector_visitor *, void *data, struct pst_error *);

/* Gives back what the reel keeps of a measure's numbers; those that pst_reel_series gave are no good then. */
void reel_forget_series(struct pst_reel *, const char *measure);

#endif
