/* SPDX-License-Identifier: Apache-2.0 */
/* How like its series a film is, facet by facet, and whether controls are as near. docs/measures.md,
 * "likeness". */
#ifndef PST_LIKENESSES_H
#define PST_LIKENESSES_H

#include "base/comparison_data.h"
#include "likeness/departure.h"

struct likeness_question {
    const struct departure_scale *scale;
    const struct curves *departures; /* the film's */
    /* The film's distances from the series and from the controls; NULL: no controls. */
    const struct curves *series, *controls;
    size_t scene; /* moments */
};

/* Adds a likeness a look that can be told. false: no memory. */
bool find_likenesses(const struct likeness_question *, struct comparison_data *);

#endif
