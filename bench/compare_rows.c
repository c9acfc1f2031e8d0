/* SPDX-License-Identifier: Apache-2.0 */
#include "compare_rows.h"
#include <math.h>
#include <stdio.h>

const struct odds no_odds = {1, 0};

void compare_row(const char *what, int count, double figure, struct odds odds, enum row_asks asks,
                 double asked)
{
    char interval[40] = "";
    bool reached = asks == AT_LEAST ? figure >= asked : figure <= asked;
    if (odds.low <= odds.high)
        snprintf(interval, sizeof interval, "%.3f to %.3f", odds.low, odds.high);
    printf("%-64s %5d %8.3f  %-15s", what, count, figure, interval);
    if (!isnan(asked))
        printf("  %s %.3g: %s", asks == AT_LEAST ? ">=" : "<=", asked, reached ? "reached" : "falls short");
    printf("\n");
    fflush(stdout);
}

/* That is told first. */
static int carrying_facet(const struct pst_stretch_facet *facets, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (facets[i].stretch == 0 && facets[i].facet < PST_FACETS)
            return facets[i].facet;
    return -1;
}

struct told_stretch strongest_stretch(struct pst_comparison *comparison)
{
    const struct pst_stretch *stretches;
    const struct pst_stretch_facet *facets;
    size_t count = 0, facet_count = 0;
    if (pst_comparison_stretches(comparison, &stretches, &count, NULL) != PST_OK || count == 0 ||
        pst_comparison_stretch_facets(comparison, &facets, &facet_count, NULL) != PST_OK)
        return (struct told_stretch){.p = 1, .facet = -1};
    return (struct told_stretch){!isnan(stretches[0].p), stretches[0].first, stretches[0].last,
                                 stretches[0].p, carrying_facet(facets, facet_count)};
}
