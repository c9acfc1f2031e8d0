/* SPDX-License-Identifier: Apache-2.0 */
/* Everything that follows from what the meters wrote: shots, transitions, palettes, figures, stills. */
#ifndef PST_DERIVE_H
#define PST_DERIVE_H

#include "pastiche/status.h"
#include "reel/writer.h"

/* Rises when anything in src/form/ gives other findings; a reel of an older one is derived again. */
enum { FORM_VERSION = 1 };

/* Derives it all again in the reel under `writer`, from transitions that are likelier than not. Those that a
   person corrected stay in force. */
enum pst_status derive(struct reel_writer *writer, struct pst_error *);

/* The same from transitions of at least that confidence, 0..1; of corrected ones too. */
enum pst_status derive_at(struct reel_writer *writer, double confidence, struct pst_error *);

#endif
