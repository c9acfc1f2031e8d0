/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the ledger share. */
#ifndef STAGE_LEDGER_PARTS_H
#define STAGE_LEDGER_PARTS_H

#include "truth/ledger.h"
#include "truth/pen.h"

struct planted_seam {
    int number, shot;
};

struct ledger {
    struct pen *pen;
    const struct screenplay *film;
    const struct running *running;
    int *first_deed, *first_effect; /* one a scene: the number of its first in the whole film */
    struct planted_seam *seams;     /* of grain, one a shot at most */
    int seam_count;                 /* of all kinds, so far */
    int grain_seams;
};

/* All that stands before a frame is shot. */
void ledger_people(struct ledger *ledger);
void ledger_scenes(struct ledger *ledger);
void ledger_shots(struct ledger *ledger);
void ledger_transitions(struct ledger *ledger);
void ledger_lettering(struct ledger *ledger);
void ledger_deeds(struct ledger *ledger);
void ledger_effects(struct ledger *ledger);
void ledger_seams(struct ledger *ledger);

/* "A minor"; `transpose` in half tones. */
void ledger_key(const struct tune *tune, int transpose, char key[16]);
void ledger_side(struct pen *pen, int side);  /* 1, -1, or NULL for 0 */
void *ledger_room(size_t count, size_t size); /* or ends the program */
void pen_light(struct pen *pen, struct colour colour);
void pen_place(struct pen *pen, struct vec at);

#endif
