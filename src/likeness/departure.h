/* SPDX-License-Identifier: Apache-2.0 */
/* How far each moment of a film is from other films, on the scale of how far the references' own moments are
   from one another. docs/measures.md, "departure". */
#ifndef PST_DEPARTURE_H
#define PST_DEPARTURE_H

#include "likeness/distance_sums.h"

/* Curves over the film, a moment every film->step seconds: facet by facet the logarithm of how far its shots
   are from the others' nearest shots, the mean over the others. A moment is the mean of its shots, each as
   heavy as the seconds that lie in it. `together` stays NaN; others that have not got a facet are left out of
   its mean. The mean over every set of n − 1 of n references is the mean over all n, so a film and a left-out
   reference are measured alike. There are no fewer moments than windows. false: no memory. */
bool departure_distances(const struct facet_film *, const struct facet_film *const *others, size_t count,
                         struct curves *);

/* The same, of what is known of how far its shots are from the others'. */
bool departure_of_sums(const struct facet_film *, const struct distance_sums *, struct curves *);

/* What 0 and 1 are. */
struct departure_scale {
    double middle[PST_LOOKS], spread[PST_LOOKS]; /* of log distance; together: of the mean of the facets */
    double *sorted[PST_LOOKS];                   /* the references' own, rising, one allocation */
    size_t count[PST_LOOKS];
    unsigned together; /* bits 1 << facet: what `together` is made of */
};

/* `distances`: each reference's from the other ones. Turns them into departures, together too. `facets`:
   those that the film and all references have. false: no memory. */
bool departure_scale_find(struct departure_scale *, struct curves *distances, size_t count, unsigned facets);
void departure_scale_release(struct departure_scale *);

/* Turns distances into departures. */
void departure_on_scale(const struct departure_scale *, struct curves *);

/* Makes `together` anew of facets that are departures. */
void departure_together(const struct departure_scale *, struct curves *);

/* Share of the references' own moments that depart less, half of those alike. */
double departure_percentile(const struct departure_scale *, int look, double departure);

#endif
