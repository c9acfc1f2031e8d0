/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PASTICHE_TIMECODE_H
#define PASTICHE_TIMECODE_H

#include "pastiche/rational.h"
#include "pastiche/version.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { PST_TIMECODE_SIZE = 32 };

/* SMPTE ST 12 timecode of frame n at a steady rate, non-drop or drop frame (drop only at 30000/1001 and
   60000/1001; elsewhere the flag is ignored). `text` holds PST_TIMECODE_SIZE bytes; "HH:MM:SS:FF", drop frame
   with ';' before FF, hours wrap at 24. */
PST_API void pst_timecode(int64_t n, struct pst_rational rate, bool drop, char *text);

/* The reverse: the frame that "HH:MM:SS:FF" or, with drop frame, "HH:MM:SS;FF" names. False where it names
   none at that rate. */
PST_API bool pst_timecode_parse(const char *text, struct pst_rational rate, int64_t *n, bool *drop);

/* Seconds as "H:MM:SS" or "M:SS", for people. `text` holds PST_TIMECODE_SIZE bytes. */
PST_API void pst_duration(double seconds, char *text);

/* Seconds from "90", "90.5", "1:30" or "0:01:30.500", read strictly; false for anything else. */
PST_API bool pst_seconds_parse(const char *text, double *seconds);

#ifdef __cplusplus
}
#endif
#endif
