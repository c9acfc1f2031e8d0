/* SPDX-License-Identifier: Apache-2.0 */
/* What is true of a figure in a picture, from where its facets are and which of them the picture shows. */
#ifndef STAGE_WITNESS_H
#define STAGE_WITNESS_H

#include "film/moment.h"

struct facet_range {
    size_t from, until;
};

/* Fills box, face, pixels, visible and facing; `truth->body` must be there. */
void witness_person(const struct canvas *canvas, const struct mesh *mesh, struct facet_range facets,
                    const struct view *view, uint16_t who, const int *pixels_of, struct person_truth *truth);
/* How many pixels show each number, up to `most`; numbers beyond are left out. */
void witness_pixels(const struct canvas *canvas, int *pixels_of, int most);
/* Mean light of the picture from every fourth pixel of every fourth line. */
struct colour witness_light(const struct canvas *canvas);

#endif
