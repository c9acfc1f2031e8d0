/* SPDX-License-Identifier: Apache-2.0 */
/* Subtitles of what is said, with the faults that the film asks for. */
#ifndef STAGE_SUBTITLING_H
#define STAGE_SUBTITLING_H

#include "film/scoring.h"

struct subtitle {
    int line;                  /* of the soundtrack */
    int64_t at, until;         /* samples, as the subtitle file says */
    char words[longest_words]; /* as it says */
    int misspelt, missing;     /* missing ones are not in the file */
};

/* One a line of the soundtrack, in its order; the caller frees. */
struct subtitle *subtitles_make(const struct screenplay *film, const struct scoring *scoring,
                                const struct speeches *speeches);
/* SubRip. 0, or -1 where it could not be written. */
int subtitles_write(const struct subtitle *subtitles, int count, FILE *file);

#endif
