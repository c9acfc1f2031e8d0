/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures of what was missed or told wrongly, for looking at. */
#ifndef BENCH_STRIP_H
#define BENCH_STRIP_H

#include "pastiche/shot.h"

/* FOLDER/FILM-FRAME-FAULT-KIND-from-N-step-S.png: frames around the transition in rows, the first is N, each
 * S further on. */
void strip_write(const char *folder, const char *film, const char *fault, const struct pst_transition *);

#endif
