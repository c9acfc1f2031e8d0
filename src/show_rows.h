/* SPDX-License-Identifier: Apache-2.0 */
/* What a comparison says, as rows. */
#ifndef PST_SHOW_ROWS_H
#define PST_SHOW_ROWS_H

#include "base/comparison_data.h"
#include "pastiche/show.h"
#include "pastiche/timecode.h"
#include "report/rows_sheet.h"

#define SHOW_SIGNIFICANT 0.05 /* below it a p is taken for no chance */

/* All that is shown, of a comparison that is read: the lists stay its own and are not to be released. */
enum pst_status show_gather(struct pst_comparison *, bool precedents, struct comparison_data *,
                            struct pst_error *);

void show_rows(const struct comparison_data *, const struct pst_show_params *, struct sheet *);

/* A film's title, else its file's name. */
const char *show_name(const struct pst_compared *);

/* SMPTE timecode from 0 at frame 0, H:MM:SS.mmm where the rate is not known or varies; `text` holds
   PST_TIMECODE_SIZE bytes and is returned. */
const char *show_time(const struct pst_compared *, double seconds, char *text);

/* What is certain of how a copy differs: "mirrored slower", "". */
void show_change(const struct pst_copy *, struct text *out);
/* "pictures and sound", "sound, under other pictures" … */
enum { SHOW_WHAT = 64 };
void show_what(const struct pst_copy *, char text[SHOW_WHAT]);

/* The facets that carry a stretch, strongest first: "colour (p 0.004), chroma (p 0.004)". */
void show_carriers(const struct comparison_data *, size_t stretch, struct text *out);

#endif
