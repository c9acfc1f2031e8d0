/* SPDX-License-Identifier: Apache-2.0 */
#include "compare_rows.h"
#include <math.h>
#include <stdio.h>

enum { LEVELS = DOSES + 1 }; /* the last: the film that is the series' own from end to end */

/* Likeness by level and facet of one series and knob. */
struct dose_answer {
    double likeness[LEVELS][PST_FACETS];
};

/* What each knob is to be seen in; decided before any film was looked at. */
static bool belongs(int knob, int facet)
{
    static const unsigned facets[knob_count] = {
        [knob_palette] = 1 << PST_FACET_COLOUR | 1 << PST_FACET_CHROMA | 1 << PST_FACET_LIGHT,
        [knob_sets] = 1 << PST_FACET_COMPOSITION | 1 << PST_FACET_COLOUR,
        [knob_camera] = 1 << PST_FACET_COMPOSITION | 1 << PST_FACET_MOTION,
        [knob_cutting] = 1 << PST_FACET_RHYTHM};
    return facets[knob] >> facet & 1;
}

static bool ask_level(const struct compare_bench *b, int n, uint64_t seed, int knob, int level,
                      double likeness[PST_FACETS])
{
    const struct series_film dosed = {KIND_DOSE, knob, level < DOSES ? dose_share(level) : 1},
                             own = {KIND_PLAIN, PLAIN_FILMS, 1};
    struct reel_list references = {0}, controls = {0};
    char reel[SERIES_PATH];
    const struct pst_likeness *list;
    size_t count = 0;
    bool done = compared_reel(b, seed, level < DOSES ? &dosed : &own, reel) &&
                compared_references(b, seed, PLAIN_FILMS - 1, 0, &references) &&
                compared_controls(b, n, &controls);
    struct pst_comparison *comparison = done ? compared(b, reel, &references, &controls) : NULL;
    done = comparison && pst_comparison_likenesses(comparison, &list, &count, NULL) == PST_OK;
    for (int facet = 0; facet < PST_FACETS; facet++)
        likeness[facet] = NAN;
    for (size_t i = 0; i < count; i++)
        if (list[i].facet < PST_FACETS)
            likeness[list[i].facet] = list[i].likeness;
    if (comparison)
        pst_comparison_close(&comparison);
    reels_release(&references);
    reels_release(&controls);
    return done;
}

static bool ask_doses(const struct compare_bench *b, int n, uint64_t seed, int knob, struct dose_answer *a)
{
    for (int level = 0; level < LEVELS; level++)
        if (!ask_level(b, n, seed, knob, level, a->likeness[level]))
            return false;
    return true;
}

/* Mean likeness in the facets that are the knob's, level by level, against the share reused. */
static double dose_rank(const struct dose_answer *a, int knob)
{
    double shares[LEVELS], likeness[LEVELS];
    for (int level = 0; level < LEVELS; level++) {
        double sum = 0, count = 0;
        for (int facet = 0; facet < PST_FACETS; facet++)
            if (belongs(knob, facet) && !isnan(a->likeness[level][facet])) {
                sum += a->likeness[level][facet];
                count++;
            }
        shares[level] = level < DOSES ? dose_share(level) : 1;
        likeness[level] = sum / count;
    }
    return rank_correlation(shares, likeness, LEVELS);
}

static void print_levels(const struct dose_answer *answers, int series, int knob)
{
    printf("%s: likeness with 0, 25, 50, 100 %% reused (means of %d series; * the knob's own)\n",
           knob_name((enum knob)knob), series);
    for (int facet = 0; facet < PST_FACETS; facet++) {
        printf("  %-12s%c", pst_facet_name(facet), belongs(knob, facet) ? '*' : ' ');
        for (int level = 0; level < LEVELS; level++) {
            double sum = 0;
            for (int n = 0; n < series; n++)
                sum += answers[n].likeness[level][facet];
            printf(" %6.3f", sum / series);
        }
        printf("\n");
    }
}

/* How far likeness is moved from none to all reused in facets that are the knob's, or are not. */
static double moved(const struct dose_answer *answers, int series, int knob, bool own)
{
    double sum = 0, count = 0;
    for (int n = 0; n < series; n++)
        for (int facet = 0; facet < PST_FACETS; facet++) {
            double move = answers[n].likeness[LEVELS - 1][facet] - answers[n].likeness[0][facet];
            if (belongs(knob, facet) == own && !isnan(move)) {
                sum += fabs(move);
                count++;
            }
        }
    return count > 0 ? sum / count : (double)NAN;
}

static void score_knob(const struct compare_bench *b, int knob, double *ranks, size_t *ranked)
{
    struct dose_answer answers[DOSED_SERIES];
    int series = 0;
    char words[96];
    double sum = 0;
    uint64_t seed;
    for (int n = 0; n < DOSED_SERIES && compared_seed(b, n, &seed); n++)
        if (ask_doses(b, n, seed, knob, &answers[series])) {
            double rank = dose_rank(&answers[series++], knob);
            sum += rank;
            ranks[(*ranked)++] = rank;
        }
    if (series == 0)
        return;
    print_levels(answers, series, knob);
    snprintf(words, sizeof words, "dose of %s: Spearman's rho, mean over series", knob_name((enum knob)knob));
    compare_row(words, series, sum / series, no_odds, AT_LEAST, 0.95);
    snprintf(words, sizeof words, "dose of %s: mean |move| of its own facets", knob_name((enum knob)knob));
    compare_row(words, series, moved(answers, series, knob, true), no_odds, AT_LEAST, NAN);
    snprintf(words, sizeof words, "dose of %s: mean |move| of other facets", knob_name((enum knob)knob));
    compare_row(words, series, moved(answers, series, knob, false), no_odds, AT_MOST, NAN);
}

void dose_scores(const struct compare_bench *b)
{
    double ranks[DOSED_KNOBS * DOSED_SERIES], sum = 0;
    size_t count = 0;
    for (int i = 0; i < DOSED_KNOBS; i++)
        score_knob(b, dosed_knob(i), ranks, &count);
    for (size_t i = 0; i < count; i++)
        sum += ranks[i];
    compare_row("dose: Spearman's rho of likeness with the share reused, mean", (int)count,
                count ? sum / (double)count : (double)NAN, no_odds, AT_LEAST, 0.95);
}
