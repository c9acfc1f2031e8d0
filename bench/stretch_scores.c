/* SPDX-License-Identifier: Apache-2.0 */
#include "compare_rows.h"
#include "drawn_series.h"
#include "luck.h"
#include <math.h>
#include <stdio.h>

enum { MOST = 256, LEAST_SURE = 5 /* in 100 */ };

struct departure_scores {
    int films, found, met; /* met: the strongest stretch overlaps, whatever its p */
    double overlaps[MOST]; /* intersection over union of each film; 0 where it was not found */
    double found_overlaps[MOST], met_overlaps[MOST];
    int named[knob_count][PST_FACETS + 1]; /* by knob and facet; the last: not found, or no facet */
    int met_named[knob_count][PST_FACETS]; /* the same of all that overlap, whatever their p */
};

static double overlap(struct span truth, const struct told_stretch *told)
{
    double first = fmax((double)told->first, truth.first), last = fmin((double)told->last, truth.last);
    double low = fmin((double)told->first, truth.first), high = fmax((double)told->last, truth.last);
    return first <= last ? (last - first + 1) / (high - low + 1) : 0;
}

static void score_told(const struct compare_bench *b, const char *reel, int knob, struct span truth,
                       const struct told_stretch *told, struct departure_scores *scores)
{
    double met = told->told ? overlap(truth, told) : 0, shared = told->p < LEAST_SURE / 100.0 ? met : 0;
    int facet = shared > 0 && told->facet >= 0 ? told->facet : PST_FACETS;
    if (shared > 0)
        scores->found_overlaps[scores->found++] = shared;
    scores->met += met > 0;
    scores->met_overlaps[scores->films] = met;
    scores->overlaps[scores->films++] = shared;
    scores->named[knob][facet]++;
    if (met > 0 && told->facet >= 0)
        scores->met_named[knob][told->facet]++;
    compared_tell(b, "%s: p %.4f, frames %lld to %lld, truly %d to %d, IoU %.2f, %s", reel, told->p,
                  (long long)told->first, (long long)told->last, truth.first, truth.last, met,
                  told->facet >= 0 ? pst_facet_name(told->facet) : "no facet");
}

/* false: a film is not there. */
static bool score_departure(const struct compare_bench *b, int n, uint64_t seed,
                            const struct series_film *film, struct departure_scores *scores)
{
    struct reel_list references = {0}, controls = {0};
    char reel[SERIES_PATH];
    bool there = compared_reel(b, seed, film, reel) &&
                 compared_references(b, seed, PLAIN_FILMS - 1, 0, &references) &&
                 compared_controls(b, n, &controls);
    struct pst_comparison *comparison = there ? compared(b, reel, &references, &controls) : NULL;
    if (comparison) {
        struct told_stretch told = strongest_stretch(comparison);
        score_told(b, reel, film->which, series_departure(b->work, seed, film), &told, scores);
        pst_comparison_close(&comparison);
    }
    reels_release(&references);
    reels_release(&controls);
    return there;
}

static void print_departures(const char *what, struct departure_scores *s)
{
    char words[96];
    snprintf(words, sizeof words, "%s: found (p < .05, overlapping)", what);
    compare_row(words, s->films, s->films ? (double)s->found / s->films : (double)NAN,
                share_odds(s->found, s->films), AT_LEAST, 0.80);
    snprintf(words, sizeof words, "%s: median IoU, 0 where not found", what);
    compare_row(words, s->films, middle_of(s->overlaps, (size_t)s->films), no_odds, AT_LEAST, 0.80);
    snprintf(words, sizeof words, "%s: median IoU of those found", what);
    compare_row(words, s->found, middle_of(s->found_overlaps, (size_t)s->found), no_odds, AT_LEAST, NAN);
    snprintf(words, sizeof words, "%s: strongest one overlaps, any p", what);
    compare_row(words, s->films, s->films ? (double)s->met / s->films : (double)NAN,
                share_odds(s->met, s->films), AT_LEAST, NAN);
    snprintf(words, sizeof words, "%s: median IoU, any p", what);
    compare_row(words, s->films, middle_of(s->met_overlaps, (size_t)s->films), no_odds, AT_LEAST, NAN);
}

void stretch_scores(const struct compare_bench *b)
{
    static const struct {
        const char *what;
        struct series_film film;
    } kinds[] = {{"stretches of 16 %, all facets", {KIND_LONG, 0, 0}},
                 {"stretches of 10 %, all facets", {KIND_SHORT, 0, 0}}};
    uint64_t seed;
    for (int k = 0; k < 2; k++) {
        struct departure_scores scores = {0};
        for (int n = 0; compared_seed(b, n, &seed) && scores.films < MOST; n++)
            score_departure(b, n, seed, &kinds[k].film, &scores);
        print_departures(kinds[k].what, &scores);
    }
}

/* ---- drawn ---- */

static void score_drawn(const struct compare_bench *b, uint64_t seed, double share,
                        struct departure_scores *scores)
{
    struct chance c = chance_of(seed);
    double from = between(&c, 0.05, 0.9 - share);
    const struct drawn_order order =
        drawn_order_of(seed, PLAIN_FILMS, (struct drawn_departure){from, from + share});
    struct reel_list films = {0};
    bool drawn = drawn_series_make(b, seed, order.departure, &films);
    struct pst_comparison *comparison = drawn ? drawn_series_compared(b, &films, PLAIN_FILMS - 1) : NULL;
    if (comparison) {
        struct told_stretch told = strongest_stretch(comparison);
        score_told(b, films.items[PLAIN_FILMS - 1], 0, drawn_span(&order), &told, scores);
        pst_comparison_close(&comparison);
    }
    drawn_series_remove(&films);
}

void drawn_stretch_scores(const struct compare_bench *b)
{
    static const struct {
        const char *what;
        double share;
    } kinds[] = {{"drawn films, stretches of 16 %", 0.16}, {"drawn films, stretches of 10 %", 0.10}};
    uint64_t first = b->group[0] == 't' ? 1001 : 300001;
    for (int k = 0; k < 2; k++) {
        struct departure_scores scores = {0};
        for (int i = 0; i < b->drawn && scores.films < MOST; i++)
            score_drawn(b, first + (uint64_t)i, kinds[k].share, &scores);
        print_departures(kinds[k].what, &scores);
    }
}

/* ---- one knob ---- */

/* Decided before any film was looked at, but for the facet of setting: it was made later, and counted to sets
   after films of the seeds that report had been. */
static bool is_right(int knob, int facet)
{
    static const unsigned right[knob_count] = {
        [knob_palette] = 1 << PST_FACET_COLOUR | 1 << PST_FACET_CHROMA | 1 << PST_FACET_LIGHT,
        [knob_sets] = 1 << PST_FACET_COMPOSITION | 1 << PST_FACET_COLOUR | 1 << PST_FACET_SETTING,
        [knob_camera] = 1 << PST_FACET_COMPOSITION | 1 << PST_FACET_MOTION,
        [knob_cutting] = 1 << PST_FACET_RHYTHM,
        [knob_sound] = 1 << PST_FACET_SOUND};
    return facet < PST_FACETS && (right[knob] >> facet & 1);
}

static void print_confusion(const struct departure_scores *s)
{
    printf("\nfirst facet named of films that depart in one knob:\n%-10s", "");
    for (int facet = 0; facet < PST_FACETS; facet++)
        printf(" %11s", pst_facet_name(facet));
    printf(" %11s %7s\n", "not found", "right");
    for (int i = 0; i < ONE_KNOB_FILMS; i++) {
        int knob = one_knob(i), right = 0, all = 0;
        printf("%-10s", knob_name((enum knob)knob));
        for (int facet = 0; facet <= PST_FACETS; facet++) {
            int count = s->named[knob][facet];
            printf(" %10d%c", count, is_right(knob, facet) ? '*' : ' ');
            all += count;
            right += is_right(knob, facet) ? count : 0;
        }
        printf(" %3d/%d\n", right, all);
    }
    printf("(* right)\n\n");
}

void facet_scores(const struct compare_bench *b)
{
    struct departure_scores scores = {0};
    uint64_t seed;
    int right = 0, named = 0, met_right = 0, met = 0;
    for (int n = 0; compared_seed(b, n, &seed); n++)
        for (int i = 0; i < ONE_KNOB_FILMS && scores.films < MOST; i++)
            score_departure(b, n, seed, &(struct series_film){KIND_ONE, one_knob(i), 0}, &scores);
    for (int knob = 0; knob < knob_count; knob++)
        for (int facet = 0; facet < PST_FACETS; facet++) {
            named += scores.named[knob][facet];
            right += is_right(knob, facet) ? scores.named[knob][facet] : 0;
            met += scores.met_named[knob][facet];
            met_right += is_right(knob, facet) ? scores.met_named[knob][facet] : 0;
        }
    print_confusion(&scores);
    compare_row("one-knob departures: found and the right facet named first", scores.films,
                scores.films ? (double)right / scores.films : (double)NAN, share_odds(right, scores.films),
                AT_LEAST, 0.90);
    compare_row("one-knob departures found: the right facet named first", named,
                named ? (double)right / named : (double)NAN, share_odds(right, named), AT_LEAST, NAN);
    compare_row("one-knob departures overlapped, any p: the right facet named first", met,
                met ? (double)met_right / met : (double)NAN, share_odds(met_right, met), AT_LEAST, NAN);
    print_departures("one-knob departures", &scores);
}
