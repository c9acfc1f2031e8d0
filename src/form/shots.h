/* SPDX-License-Identifier: Apache-2.0 */
/* Shots and transitions from what the signal meter wrote. */
#ifndef PST_SHOTS_H
#define PST_SHOTS_H

#include "base/error.h"
#include "base/signal_record.h"
#include "pastiche/shot.h"

/* One film's signal: a record a frame, and the candidates in order of time. */
struct signal_series {
    const struct signal_frame *frames;
    int64_t frame_count;
    const struct signal_candidate *candidates;
    size_t candidate_count;
};

/* Shots tile the film; transitions are in order of time and do not overlap. */
struct shot_structure {
    struct pst_shot *shots;
    size_t shot_count;
    struct pst_transition *transitions;
    size_t transition_count;
};

/* A hold of one colour of at least so many frames is a shot of its own. */
enum { HOLD_FRAMES = 12 };

/* Transitions of at least `confidence` (0..1; PST's own choice is 0.5), and the shots between them.
   On success *out is the caller's, to be given to shot_structure_release; on failure it is empty. */
enum pst_status find_shots(const struct signal_series *, double confidence, struct shot_structure *out,
                           struct pst_error *);

/* The same by other models than ours: for those who train them. */
struct shot_models;
enum pst_status find_shots_by(const struct shot_models *, const struct signal_series *, double confidence,
                              struct shot_structure *out, struct pst_error *);

/* The shots that follow from a list of transitions in order of time, found or corrected by hand; *out has a
   copy of the list. `series` tells which holds are of one colour; NULL: only those between two fades. */
enum pst_status shot_structure_from_transitions(const struct pst_transition *, size_t count, int64_t frames,
                                                const struct signal_series *series,
                                                struct shot_structure *out, struct pst_error *);

void shot_structure_release(struct shot_structure *);

/* Whether a frame is of one colour. */
bool frame_is_solid(const struct signal_frame *);

#endif
