/* SPDX-License-Identifier: Apache-2.0 */
#include "copy_scores.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RUNGS = 8 };
static const double rungs[RUNGS] = {10, 1, 0.1, 0.03, 0.01, 1e-3, PST_COPY_EXPECTED, 1e-6};
static const double fit_from = 6; /* score: below it not every chance passage is found */

struct strangers {
    long pairs, within[RUNGS], over;
    double extents, excess; /* products of extents; of scores over fit_from */
};

static void look(const struct copy_bench *b, const struct copied_reel *x, const struct copied_reel *y,
                 struct strangers *s)
{
    struct pst_copy *copies;
    size_t count;
    if (pst_copies(x->footage, y->footage, 0, 1e300, &copies, &count, NULL) != PST_OK)
        return;
    s->pairs++;
    s->extents += pst_footage_about(x->footage)->extent * pst_footage_about(y->footage)->extent;
    for (size_t i = 0; i < count; i++) {
        for (int r = 0; r < RUNGS; r++)
            s->within[r] += copies[i].expected <= rungs[r];
        if (copies[i].score >= fit_from) {
            s->over++;
            s->excess += copies[i].score - fit_from;
        }
        if (b->misses && copies[i].expected <= 1)
            printf("    %s %s: %.1f s, %.1f s, %.2f s, score %.1f, E %.2g, d %.1f, speed %.3f, %x\n", x->name,
                   y->name, copies[i].starts, copies[i].its_starts, copies[i].seconds, copies[i].score,
                   copies[i].expected, copies[i].distance, copies[i].speed, copies[i].change);
    }
    pst_copies_release(&copies);
}

void copy_strangers(const struct copy_bench *b, bool fit)
{
    struct strangers s = {0};
    const struct copied_reels *films = b->films;
    for (size_t i = 0; i < films->count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(films->items[i].source, films->items[k].source) != 0)
                look(b, &films->items[i], &films->items[k], &s);
    printf("\nunrelated pairs, %s: %ld; false copies (E ≤ %g): %ld\n", b->what, s.pairs, PST_COPY_EXPECTED,
           s.within[RUNGS - 2]);
    printf("%-12s %12s %9s\n", "E up to", "predicted", "observed");
    for (int r = 0; r < RUNGS; r++)
        printf("%-12g %12.4g %9ld\n", rungs[r], rungs[r] * (double)s.pairs, s.within[r]);
    if (fit && s.over)
        printf("fit of %ld scores from %g on: lambda %.4f, log k %.3f\n", s.over, fit_from,
               (double)s.over / s.excess,
               log((double)s.over / s.extents) + (double)s.over / s.excess * fit_from);
}
