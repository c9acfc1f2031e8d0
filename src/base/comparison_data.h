/* SPDX-License-Identifier: Apache-2.0 */
/* All that a comparison says, as plain arrays: what likeness finds, what is written, what the page is made
   of. Indices as in pastiche/comparison.h. */
#ifndef PST_COMPARISON_DATA_H
#define PST_COMPARISON_DATA_H

#include "pastiche/comparison.h"

#define COMPARISON_ARRAY(type, name)                                                                         \
    struct {                                                                                                 \
        struct type *items;                                                                                  \
        size_t count, capacity;                                                                              \
    } name

struct comparison_data {
    struct pst_comparison_about about;
    COMPARISON_ARRAY(pst_compared, films); /* their strings are not owned */
    COMPARISON_ARRAY(pst_compared_shot, shots);
    COMPARISON_ARRAY(pst_departure, departures);
    COMPARISON_ARRAY(pst_reference_departure, reference_departures);
    COMPARISON_ARRAY(pst_stretch, stretches);
    COMPARISON_ARRAY(pst_stretch_facet, stretch_facets);
    COMPARISON_ARRAY(pst_precedent, precedents);
    COMPARISON_ARRAY(pst_likeness, likenesses);
    COMPARISON_ARRAY(pst_signature, signatures); /* strings not owned */
    COMPARISON_ARRAY(pst_signature_film, signature_films);
    COMPARISON_ARRAY(pst_common, commons); /* strings are constants */
    COMPARISON_ARRAY(pst_copy, copies);
    struct {
        char **items; /* owned */
        size_t count, capacity;
    } notes;
};

/* All that it owns; {0} after it. */
void comparison_data_release(struct comparison_data *);

/* false: no memory. */
bool comparison_note(struct comparison_data *, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
