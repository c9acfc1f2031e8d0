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
    const struct pst_shot *shots;
    size_t shot_count;
};

/* `name` is the list's, for messages. A list that tells no changes keeps those in force, but where their
   border is not in it, or another one within them. Released by the caller, also after a failure. */
enum pst_status corrected_list_make(const char *name, const struct exchange_reading *,
                                    const struct film_clock *, const struct in_force *,
                                    struct corrected_list *, struct pst_error *);
void corrected_list_release(struct corrected_list *);

/* What of that stays under a list that tells nothing but the first frames of `count` shots, of which there is
   one at least: `stay` has a place for each transition in force. False where there is no memory. */
bool standing_changes(const struct in_force *, const int64_t *borders, size_t count, bool *stay);

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
