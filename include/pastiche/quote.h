/* SPDX-License-Identifier: Apache-2.0 */
/* Where a line of dialogue is said. */
#ifndef PASTICHE_QUOTE_H
#define PASTICHE_QUOTE_H

#include "pastiche/reel.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pst_quote {
    double starts;        /* seconds of film time: when the title comes in which it begins */
    const char *text;     /* that title's; the reel's own */
    const char *language; /* of its stream, "" */
};

/* Every place in the titles where these words stand one after the other, in order of time: letter case,
   accents' case, punctuation and line ends aside, also from one title to the next. None is no failure.
   PST_USAGE where there are no words in it, or the reel has no titles. *quotes is the caller's, to be given
   to pst_quotes_release. */
PST_API enum pst_status pst_quotes(struct pst_reel *, const char *words, struct pst_quote **quotes,
                                   size_t *count, struct pst_error *);
PST_API void pst_quotes_release(struct pst_quote **quotes);

#ifdef __cplusplus
}
#endif
#endif
