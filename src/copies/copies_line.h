/* SPDX-License-Identifier: Apache-2.0 */
/* Two films along a line of times: how well they agree, and from where to where. */
#ifndef PST_COPIES_LINE_H
#define PST_COPIES_LINE_H

#include "copies/copies_film.h"

/* Which views are held against each other; of a the mirrored ones. */
struct copies_views {
    bool mirrored;
    int a, b; /* 0 whole, 1 inner */
};

struct copies_pair {
    const struct copies_sketch *a, *b;
    struct copies_views views;
};

/* time in b = at_b + speed × (time in a − at_a). speed > 1: b plays slower. */
struct copies_line {
    double at_a, at_b, speed;
};

struct copies_span {
    int64_t first, last; /* frames, both inside */
};

/* Unrelated pictures differ by FAR bits and more, nearly always (docs/measures.md, copy). */
enum { COPIES_FAR = 40, COPIES_TELLING = 34 };

/* b's frame on the line; -1: outside b. */
int64_t copies_line_frame(const struct copies_pair *, const struct copies_line *, int64_t frame_a);
int copies_distance(const struct copies_pair *, int64_t frame_a, int64_t frame_b);

/* Moves the line to where frames of `over` (in a) agree best: offsets up to `reach` seconds away, speeds up
   to `turn` from its own in steps of `turn_step`. */
struct copies_turn {
    double reach, turn, turn_step;
};
void copies_line_refine(const struct copies_pair *, struct copies_line *, struct copies_span over,
                        const struct copies_turn *);

/* Looks for an offset up to `reach` seconds away that is `better` times as good, at the line's speed, for the
   span in a or for what it is shown by in b, whose frames in a become the span then. Was there one? */
bool copies_line_shift(const struct copies_pair *, struct copies_line *, struct copies_span *over,
                       double reach, double better);
/* Where a camera stands still all its pictures are as near, but they flicker from frame to frame:
   how well they flicker alike along the line, 1 (plainly not, or unknown) to 5 (the same). */
double copies_line_flicker(const struct copies_pair *, const struct copies_line *, struct copies_span over);

/* The frame of the span (in a) that is most like b's on the line. */
int64_t copies_line_nearest(const struct copies_pair *, const struct copies_line *, struct copies_span);

/* From where to where a's frames agree with b's along the line, around frame `from`, not beyond `within`: the
   stretch of the highest score, given up where it falls too far (X-drop: Altschul et al. 1990). last < first:
   nowhere. */
struct copies_span copies_line_extend(const struct copies_pair *, const struct copies_line *, int64_t from,
                                      struct copies_span within);

/* b's frames of a span in a. */
struct copies_span copies_line_span(const struct copies_pair *, const struct copies_line *,
                                    struct copies_span);

/* What speaks for a copy. */
struct copies_evidence {
    double
        score; /* bits below COPIES_FAR, summed over pictures by what each tells: of either film, the less */
    double distance; /* mean over frames that tell something; FINGERPRINT_BITS: none */
    double matched;  /* share of those that agree */
};
struct copies_evidence copies_line_evidence(const struct copies_pair *, const struct copies_line *,
                                            struct copies_span);

#endif
