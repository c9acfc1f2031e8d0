/* SPDX-License-Identifier: Apache-2.0 */
/* The figures of whole films of which a signature is made. */
#ifndef PST_COMPARE_FIGURES_H
#define PST_COMPARE_FIGURES_H

#include "base/wide_rows.h"
#include "likeness/signature.h"

struct compare_figures {
    struct film_figure *items; /* names are the rows' */
    size_t count;
    double *values;
};

/* `rows`: a row a film. Of its columns the figures of rhythm and the measures, but for what only counts or is
   the end of an interval. Given back with compare_figures_release, also after a failure. */
enum pst_status compare_figures_read(struct wide_rows *rows, struct compare_figures *, struct pst_error *);
void compare_figures_release(struct compare_figures *);

#endif
