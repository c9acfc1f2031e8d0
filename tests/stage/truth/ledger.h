/* SPDX-License-Identifier: Apache-2.0 */
/* The truth file: SQLite, one a film, written from the scenes' state. docs/truth.md has its tables. */
#ifndef STAGE_LEDGER_H
#define STAGE_LEDGER_H

#include "film/moment.h"
#include "film/running.h"
#include "film/scoring.h"
#include "film/subtitling.h"

struct ledger;

/* NULL where it cannot be written, told on standard error. Written beside `path` and moved there by
 * ledger_close. */
struct ledger *ledger_open(const char *path, const struct screenplay *film, const struct running *running);
/* Sounds, lines, music, subtitles and threads; before any frame. What each noise and line comes from stands
 * in the scoring's causes; `subtitles` has one entry a line. */
int ledger_sound(struct ledger *ledger, const struct scoring *scoring, const struct speeches *speeches,
                 const struct subtitle *subtitles);
/* Keeps the whole text of the film's script. 0, or -1 where it cannot be read, told. */
int ledger_script(struct ledger *ledger, const char *path);
/* What was true of the film's frame: of shot a, and where exposure->b is not -1 of b. In order of frames. */
int ledger_frame(struct ledger *ledger, int frame, const struct exposure *exposure,
                 const struct frame_truth *a, const struct frame_truth *b);
/* 0, or -1. Gives everything back either way. */
int ledger_close(struct ledger *ledger, int keep);

#endif
