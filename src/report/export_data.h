/* SPDX-License-Identifier: Apache-2.0 */
/* Everything that an export tells. Nothing is copied; lists may be empty. */
#ifndef PST_EXPORT_DATA_H
#define PST_EXPORT_DATA_H

#include "pastiche/reel.h"
#include "pastiche/shot_list.h"

/* A measure and its numbers: one a shot, or the film's one. NaN: missing. */
struct export_column {
    const struct pst_measure *measure;
    const double *values;
};

struct export_palette {
    const struct pst_swatch *swatches;
    size_t count; /* ≤ EXPORT_SWATCHES */
};

enum { EXPORT_SWATCHES = 8 };

struct export_data {
    const char *version; /* of the program that exports */
    const struct pst_film *film;
    const struct pst_shot_line *shots;
    const struct export_palette *palettes; /* one a shot */
    size_t shot_count;
    const struct export_column *columns; /* shot_count values each */
    size_t column_count;
    const struct export_column *figures; /* one value each */
    size_t figure_count;
    const struct pst_transition *transitions;
    size_t transition_count;
    const struct pst_meter_used *meters;
    size_t meter_count;
    const struct pst_rhythm_figure *rhythm;
    size_t rhythm_count;
    const struct pst_title *titles;
    size_t title_count;
    const struct pst_problem *problems;
    size_t problem_count;
    const struct pst_label *labels;
    size_t label_count;
    const struct pst_origin *origins; /* one a transition; NULL: nobody told */
    const struct pst_correction *corrections;
    size_t correction_count;
};

#endif
