/* SPDX-License-Identifier: Apache-2.0 */
/* The fingerprints of a picture file, made as those of a film's frames are. */
#ifndef PST_STILL_PRINT_H
#define PST_STILL_PRINT_H

#include "likeness/still_match.h"
#include "pastiche/status.h"

/* PST_INPUT where it is no picture that libav reads, is damaged, or has several pictures. */
enum pst_status still_prints(const char *path, struct still_prints *, struct pst_error *);

#endif
