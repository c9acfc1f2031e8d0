/* SPDX-License-Identifier: Apache-2.0 */
/* Everything that follows from what the meters wrote: shots, transitions, palettes, figures, stills. */
#ifndef PST_DERIVE_H
#define PST_DERIVE_H

#include "pastiche/status.h"
#include "reel/writer.h"

/* Rises when anything in src/form/ gives other findings; a reel of an older one is derived again. */
enum { FORM_VERSION = 3 };

struct derive_params {
    double confidence; /* the least of a transition, 0..1, also of those that a person corrected */
    bool (*cancelled)(void *data); /* asked now and then; true stops with PST_INTERRUPTED; NULL: never */
    void *data;
};
/* Transitions that are likelier than not. */
extern const struct derive_params derive_default;

/* Derives it all again in the reel under `writer`. What a person corrected stays in force. */
enum pst_status derive(struct reel_writer *writer, const struct derive_params *, struct pst_error *);

#endif
