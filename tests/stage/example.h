/* SPDX-License-Identifier: Apache-2.0 */
/* Shots with sets, figures, light and a camera that moves, for the sheet, the tests and the bench. */
#ifndef STAGE_EXAMPLE_H
#define STAGE_EXAMPLE_H

#include "figure/body.h"
#include "render/develop.h"
#include "render/viewpoint.h"
#include "set/sets.h"

enum { example_count = 12, most_cast = 6 };

struct example {
    int number;
    struct scenery scenery;
    struct film_stock stock;
    struct texture_shelf shelf;
    struct canvas canvas;
    struct darkroom room;
    struct camera camera;
    struct view view; /* of the frame shot last, and what is true of it */
    struct camera_truth truth;
    struct body_truth bodies[most_cast];
};

void example_open(struct example *example, int number, int width, int height);
/* To another one, in the same canvas. */
void example_turn_to(struct example *example, int number);
/* Any frame, in any order: each is made from nothing but its number. */
void example_shoot(struct example *example, int frame, struct picture_planes *planes);
void example_close(struct example *example);

#endif
