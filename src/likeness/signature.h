/* SPDX-License-Identifier: Apache-2.0 */
/* What the references have in common, measure by measure, and where the film lies. docs/measures.md,
 * "signature". */
#ifndef PST_SIGNATURE_H
#define PST_SIGNATURE_H

#include "base/comparison_data.h"

/* A figure of each film: values[f] is of data->films.items[f]; NaN: it has none. */
struct film_figure {
    const char *name, *unit, *what; /* outlive the comparison's data */
    bool ratio; /* over 0, and held apart by logarithms: mean and interval are geometric */
    const double *values;
};

enum { SIGNATURE_REFERENCES_LEAST = 3 };

/* Adds what can be told: where the film has the figure and so many references have it. false: no memory. */
bool find_signature(const struct film_figure *, size_t count, struct comparison_data *);

/* Two-sided p of Student's t. */
double student_p(double t, double freedom);
/* The value that |t| passes with so small a chance. */
double student_quantile(double p, double freedom);

#endif
