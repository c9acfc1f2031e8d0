/* SPDX-License-Identifier: Apache-2.0 */
/* The film page: plain data in, one HTML file out. */
#ifndef PST_PAGE_TEXT_H
#define PST_PAGE_TEXT_H

#include "base/text.h"
#include "pastiche/reel.h"

/* A measure as the page shows it. */
struct page_series {
    struct pst_measure measure;
    struct pst_series series;
    const double *per_shot; /* a mean a shot, NaN: missing; NULL where there are none */
};

struct page_palette {
    const struct pst_swatch *swatches;
    size_t count;
};

/* Everything that a page tells. Nothing is copied; lists may be empty. */
struct page_data {
    const struct pst_film *film;
    const char *source; /* of the film, as a path from the page or a URL */
    const char *reel;   /* its file's name, without folder */
    const int64_t *pts; /* film->frames of them; NULL: frames are even */

    const struct pst_shot *shots;
    const struct page_palette *palettes; /* one a shot; NULL where there are none */
    size_t shot_count;
    const struct pst_transition *transitions;
    size_t transition_count;
    const struct pst_origin *origins; /* one a transition; NULL where nobody corrected anything */
    const struct pst_correction *corrections;
    size_t correction_count;
    const struct pst_label *labels;
    size_t label_count;
    const struct page_series *series;
    size_t series_count;
    const struct pst_title *titles;
    size_t title_count;
    const struct pst_still *stills;
    size_t still_count;
    const struct pst_rhythm_figure *figures;
    size_t figure_count;
    const struct pst_meter_used *meters;
    size_t meter_count;
    const struct pst_problem *problems;
    size_t problem_count;
};

/* Appends the page. The same data gives the same bytes. */
enum pst_status page_text(struct text *, const struct page_data *, struct pst_error *);

#endif
