/* SPDX-License-Identifier: Apache-2.0 */
/* Letters in the picture: title cards, credits that roll, the studio's logo, captions, burnt-in subtitles.
 * FreeType draws them from DejaVu; without it nothing is lettered and shoot says so. */
#ifndef STAGE_LETTERING_H
#define STAGE_LETTERING_H

#include "film/screenplay.h"

/* Keeps the glyphs that it has drawn: one for each thread. */
struct lettering;
struct lettering *lettering_open(void); /* NULL: no font */
void lettering_close(struct lettering *lettering);
/* The whole picture of a card; `frame` of `frames` moves credits up and the logo's parts. Of a title, lines
 * in capitals are large where other lines are not; of credits, a line with " ... " or a tab has two columns.
 */
void lettering_card(struct lettering *lettering, const struct staged_shot *shot, int frame,
                    struct picture_planes *planes);
void lettering_caption(struct lettering *lettering, const struct caption *caption, int film_frame,
                       struct picture_planes *planes);
/* At the foot of the picture with a dark outline; long lines are broken. */
void lettering_subtitle(struct lettering *lettering, const char *words, struct picture_planes *planes);

#endif
