/* SPDX-License-Identifier: Apache-2.0 */
/* Which colours each shot of a reel is made of: the colour histograms of its frames added up. */
#ifndef PST_SHOT_COLOURS_H
#define PST_SHOT_COLOURS_H

#include "form/palette.h"
#include "pastiche/shot.h"

struct pst_error;
struct pst_reel;

/* Called for each shot in order. */
typedef enum pst_status shot_colours_done(void *data, size_t shot, const struct palette_sum *,
                                          struct pst_error *);

/* Shots tile the film, which has so many frames. */
enum pst_status shot_colours(struct pst_reel *, const struct pst_shot *, size_t count, int64_t frames,
                             shot_colours_done *, void *data, struct pst_error *);

#endif
