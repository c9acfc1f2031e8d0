/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_WORDS_H
#define PST_WORDS_H

#include "base/text.h"

/* Appends the words of valid UTF-8, each with a blank before it, such that two ways to write them are one:
   small letters (Latin, Greek, Cyrillic), without punctuation; apostrophes do not divide ("don't": " dont").
 */
void words_append(struct text *, const char *utf8);

#endif
