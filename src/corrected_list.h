/* SPDX-License-Identifier: Apache-2.0 */
/* From what a list told to transitions and labels of the film, or to the row that is wrong. */
#ifndef PST_CORRECTED_LIST_H
#define PST_CORRECTED_LIST_H

#include "exchange/exchange.h"
#include "film_clock.h"

struct corrected_list {
    struct pst_transition *transitions; /* in order of time, none over another; confidence NaN: not told */
    size_t transition_count;
    struct pst_label *labels; /* names belong to the reading */
    size_t label_count;
};

/* What is in force in a reel: as many origins as transitions; found empty where nobody corrected anything. */
struct in_force {
    const struct pst_transition *transitions;
    const struct pst_origin *origins;
    size_t count;
    const struct pst_found *found;
    size_t found_count;
    size_t corrections; /* up to now */
};

/* `name` is the list's, for messages. A list that tells no kinds of change keeps those in force where its
   borders are theirs. Released by the caller, also after a failure. */
enum pst_status corrected_list_make(const char *name, const struct exchange_reading *,
                                    const struct film_clock *, const struct in_force *,
                                    struct corrected_list *, struct pst_error *);
void corrected_list_release(struct corrected_list *);

/* Where each transition of the list comes from. */
struct provenance {
    struct pst_origin *origins; /* one a transition of the list */
    struct pst_found *found;    /* what was found before the first correction */
    size_t found_count;
};

/* Compares the list with what is in force, and fills what the list does not tell (confidence, detail).
   `correction` is the list's own number. Released by the caller, also after a failure. */
enum pst_status provenance_find(struct corrected_list *, const struct in_force *, int64_t correction,
                                struct provenance *, struct pst_error *);
void provenance_release(struct provenance *);

#endif
