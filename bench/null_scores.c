/* SPDX-License-Identifier: Apache-2.0 */
#include "compare_rows.h"
#include "drawn_series.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST = 2048, TENTHS = 10 };
static const double SMALL_P = 0.05;

struct null_ps {
    double values[MOST];
    size_t count;
    int untold; /* films of which no p could be told */
};

static void take_p(const struct compare_bench *b, struct null_ps *ps, const char *reel,
                   struct pst_comparison *comparison)
{
    if (!comparison || ps->count == MOST)
        return;
    struct told_stretch told = strongest_stretch(comparison);
    ps->untold += !told.told;
    if (told.told)
        ps->values[ps->count++] = told.p;
    compared_tell(b, "%s: null, p %.4f, %s", reel, told.p,
                  told.facet >= 0 ? pst_facet_name(told.facet) : "no facet");
    pst_comparison_close(&comparison);
}

static void print_ps(const char *what, struct null_ps *ps)
{
    int tenths[TENTHS] = {0}, small = 0;
    char words[96];
    double distance;
    for (size_t i = 0; i < ps->count; i++) {
        int tenth = (int)(ps->values[i] * TENTHS);
        tenths[tenth < TENTHS ? tenth : TENTHS - 1]++;
        small += ps->values[i] < SMALL_P;
    }
    printf("\n%s: p in tenths:", what);
    for (int i = 0; i < TENTHS; i++)
        printf(" %d", tenths[i]);
    printf("; no p told of %d\n", ps->untold);
    double even = even_odds(ps->values, ps->count, &distance);
    struct odds odds = share_odds(small, (int)ps->count);
    snprintf(words, sizeof words, "%s: p of being uniform (Kolmogorov-Smirnov, D %.3f)", what, distance);
    compare_row(words, (int)ps->count, even, no_odds, AT_LEAST, 0.05);
    snprintf(words, sizeof words, "%s: share of p < .05", what);
    compare_row(words, (int)ps->count, ps->count ? small / (double)ps->count : (double)NAN, odds, AT_MOST,
                NAN);
    snprintf(words, sizeof words, "%s: its upper bound", what);
    compare_row(words, (int)ps->count, odds.high, no_odds, AT_MOST, 0.08);
}

/* ---- shot ---- */

/* Each film of a series against the others. */
static void ask_series(const struct compare_bench *b, int n, uint64_t seed, struct null_ps *ps)
{
    char reel[SERIES_PATH];
    for (int i = 1; i <= PLAIN_FILMS; i++) {
        struct reel_list references = {0}, controls = {0};
        if (compared_reel(b, seed, &(struct series_film){KIND_PLAIN, i, 1}, reel) &&
            compared_references(b, seed, PLAIN_FILMS, i, &references) && compared_controls(b, n, &controls))
            take_p(b, ps, reel, compared(b, reel, &references, &controls));
        reels_release(&references);
        reels_release(&controls);
    }
}

/* ---- drawn ---- */

static void ask_drawn(const struct compare_bench *b, uint64_t seed, struct null_ps *ps)
{
    struct reel_list films = {0};
    bool drawn = drawn_series_make(b, seed, (struct drawn_departure){0, 0}, &films);
    for (size_t i = 0; i < films.count && drawn; i++)
        take_p(b, ps, films.items[i], drawn_series_compared(b, &films, i));
    drawn_series_remove(&films);
}

/* ---- both ---- */

static void print_together(const struct null_ps *shot, const struct null_ps *drawn)
{
    int small = 0, count = (int)(shot->count + drawn->count);
    for (size_t i = 0; i < shot->count; i++)
        small += shot->values[i] < SMALL_P;
    for (size_t i = 0; i < drawn->count; i++)
        small += drawn->values[i] < SMALL_P;
    struct odds odds = share_odds(small, count);
    compare_row("null sequels, shot and drawn: share of p < .05", count, small / (double)count, odds, AT_MOST,
                NAN);
    compare_row("null sequels, shot and drawn: its upper bound", count, odds.high, no_odds, AT_MOST, 0.08);
}

void null_scores(const struct compare_bench *b)
{
    struct null_ps *ps = calloc(2, sizeof *ps), *shot = &ps[0], *drawn = &ps[1];
    uint64_t seed, first = b->group[0] == 't' ? 1 : 100001;
    if (!ps)
        exit(5);
    for (int n = 0; compared_seed(b, n, &seed); n++)
        ask_series(b, n, seed, shot);
    print_ps("null sequels, shot", shot);
    for (int i = 0; i < b->drawn; i++)
        ask_drawn(b, first + (uint64_t)i, drawn);
    print_ps("null sequels, drawn as reels", drawn);
    print_together(shot, drawn);
    free(ps);
}
