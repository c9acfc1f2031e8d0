/* SPDX-License-Identifier: Apache-2.0 */
/* Where in the references the nearest lies to each moment of a film. docs/measures.md, "precedent". */
#ifndef PST_PRECEDENTS_H
#define PST_PRECEDENTS_H

#include "base/comparison_data.h"
#include "likeness/closeness.h"
#include "likeness/runners_up.h"

struct precedent_question {
    const struct facet_film *film;
    const struct facet_film *const *references;
    size_t count;
    enum moment_kind kind;
    const struct nearness *near;         /* the film's moments to each reference's, in all looks */
    const struct runners_up *runners_up; /* of each shot; NULL: none */
    const struct closeness *closeness;
    size_t told;        /* films to tell of a moment and look */
    int64_t first_film; /* index of the first reference among data->films */
};

/* Adds precedents by moment, look and rank. false: no memory. */
bool find_precedents(const struct precedent_question *, struct comparison_data *);

#endif
