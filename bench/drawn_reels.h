/* SPDX-License-Identifier: Apache-2.0 */
/* Drawn films (drawn_film.h) as reels. */
#ifndef BENCH_DRAWN_REELS_H
#define BENCH_DRAWN_REELS_H

#include "drawn_film.h"

#include <stdbool.h>

/* Writes what meters would have written of the film that is compared: frames, light, signal, layout,
 * fingerprints, loudness; and its shots with palettes and figures. false: told on standard error. */
bool drawn_reel(const struct drawn_order *, const char *path);

#endif
