/* SPDX-License-Identifier: Apache-2.0 */
/* Two films' sound along a line of times: how well it agrees, and from where to where. */
#ifndef PST_SOUND_LINE_H
#define PST_SOUND_LINE_H

#include "base/sound_words.h"
#include "copies/sound_track.h"

struct sound_pair {
    const struct sound_track *a, *b;
    int shift; /* of a's words before they are held against b's: 1: b plays a twenty-fourth higher; -1: lower;
                  0 */
};

/* Word in b = at_b + speed × (word in a − at_a). speed > 1: b plays slower. */
struct sound_line {
    double at_a, at_b, speed;
};

struct sound_span {
    int64_t first, last; /* words, both inside; last < first: nowhere */
};

/* The word with each bit one place higher (1) or lower (-1), or as it is. */
static inline uint64_t sound_word_shifted(uint64_t word, int shift)
{
    return shift > 0 ? word << 1 : shift < 0 ? word >> 1 : word;
}

/* b's word on the line; it may lie outside b. */
int64_t sound_line_word(const struct sound_line *, int64_t word_a);

/* Mean distance over the span (in a) of words that both tell something; SOUND_FAR where fewer than `least`
 * do. */
double sound_line_distance(const struct sound_pair *, const struct sound_line *, struct sound_span,
                           int least);

/* Moves the line to where words of the span agree best: offsets up to `reach` words away by half words,
   speeds up to `turns` steps of `turn` from its own. */
struct sound_turn {
    double reach, turn;
    int turns;
};
void sound_line_refine(const struct sound_pair *, struct sound_line *, struct sound_span,
                       const struct sound_turn *);

/* From where to where a's words agree with b's along the line, around word `from`, not beyond `within`: the
   stretch of the highest score, given up where it falls by a second of strangers (X-drop: Altschul et al.
   1990). */
struct sound_span sound_line_extend(const struct sound_pair *, const struct sound_line *, int64_t from,
                                    struct sound_span within);

/* What speaks for the same sound. One stroke of like instruments agrees for most of a second, however unlike
   the rest is, so the best second counts no more than the others. A recording that is played again is exact
   where nothing covers it; a line or a tune that is performed anew is like all over and exact nowhere. */
enum { SOUND_MOMENT = SOUND_WORDS / 2 };
struct sound_evidence {
    double score; /* bits below SOUND_TELLING, by what each word tells; what is above counts against it; the
                     best second as the mean of the others */
    double likeness; /* bits below SOUND_TELLING, all words alike */
    double distance; /* mean over words that tell something */
    double nearest;  /* the least mean over SOUND_MOMENT such words in a row; SOUND_FAR: there are fewer */
    double matched;  /* share of those that agree */
};
struct sound_evidence sound_line_evidence(const struct sound_pair *, const struct sound_line *,
                                          struct sound_span);

#endif
