/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of a film that depart most from its series, and how sure that is. docs/measures.md, "stretch". */
#ifndef PST_STRETCHES_H
#define PST_STRETCHES_H

#include "base/comparison_data.h"
#include "likeness/departure.h"
#include "likeness/facets.h"

enum {
    STRETCH_REFERENCES_LEAST = 3, /* with fewer it cannot be told */
    STRETCH_PSEUDO_FILMS = 999,
    STRETCHES_MOST = 5
};

struct stretch_question {
    const struct facet_film *film;
    const struct curves *curves; /* the film's departures */
    const struct departure_scale *scale;
    const struct curves *references; /* each left-out reference's */
    size_t reference_count;
    /* The film's and each reference's departures from the controls, on the same scale; NULL: no controls. */
    const struct curves *control, *reference_controls;
};

/* Adds stretches and what they owe to facets: the strongest always, others where p < .05. Sets
   about.pseudo_films and about.stretch_note. false: no memory. */
bool find_stretches(const struct stretch_question *, struct comparison_data *);

#endif
