/* SPDX-License-Identifier: Apache-2.0 */
/* Draws scripts: the films of a series from one seed, each knob on its own stream, and films that belong to
 * none. The story (who, what, when, which words) is each film's own. */
#ifndef STAGE_FRANCHISE_H
#define STAGE_FRANCHISE_H

#include <stdint.h>
#include <stdio.h>

/* What a franchise keeps from film to film, and what a film may break with. */
enum knob { knob_palette, knob_sets, knob_camera, knob_cutting, knob_choreography, knob_sound, knob_count };

struct departure {
    double from, until; /* parts of the film, 0 to 1; equal: none. Scenes whose middle is there depart */
    int knobs;          /* bits 1 << knob: what is unlike the series there */
};

struct film_order {
    uint64_t seed;      /* the franchise's */
    int number;         /* which film of it, from 1 */
    uint64_t strangers; /* knobs (bits) that are drawn for this film alone, not for the franchise: a control
                           has all */
    double minutes;
    double scene_seconds; /* about how long scenes are; 0: an eighth of the film, 8 to 42 s */
    int width, height;
    struct departure departure;
    int gradual; /* about so many of a hundred joins are gradual; 0: as the cutting has it; below 0: none */
};

const char *knob_name(enum knob knob);
/* -1 where there is none of that name. */
int knob_named(const char *name);
/* Writes a script that script_read takes. 0, or -1 where it could not be written. */
int franchise_write(const struct film_order *order, FILE *script);

#endif
