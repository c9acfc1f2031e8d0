/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BENCH_SOUND_CHANCE_H
#define BENCH_SOUND_CHANCE_H

#include "sound_films.h"

/* What chance makes of unrelated films: every stretch that scores along any line of speed 1 or a
   twenty-fourth to either side, far more than the finder looks at, by score, beside how many sound_expected
   expects. `fit`: what its constants should be, by scores from `from` on. false: told on standard error. */
bool sound_chance(const struct sound_films *, bool fit, double from);

#endif
