/* SPDX-License-Identifier: Apache-2.0 */
/* The fingerprint of a picture file, made as those of a film's frames are. */
#ifndef PST_STILL_PRINT_H
#define PST_STILL_PRINT_H

#include "kernel/fingerprint_hash.h"
#include "pastiche/status.h"

/* PST_INPUT where it is no picture that libav reads, is damaged, or has several pictures. */
enum pst_status still_print(const char *path, uint8_t print[FINGERPRINT_SIZE], struct pst_error *);

#endif
