/* SPDX-License-Identifier: Apache-2.0 */
/* The figures of comparing, a file a kind; each prints what was asked for beside what was reached. */
#ifndef BENCH_COMPARE_ROWS_H
#define BENCH_COMPARE_ROWS_H

#include "compared.h"
#include "odds.h"

/* One line: what, of how many, the figure, its interval (low > high: none) and what is asked of it: at least,
 * or at most, `asked`; NAN: nothing. */
enum row_asks { AT_LEAST, AT_MOST };
void compare_row(const char *what, int count, double figure, struct odds, enum row_asks, double asked);
extern const struct odds no_odds;

/* The strongest stretch that a comparison tells. */
struct told_stretch {
    bool told; /* whether there is any, with a p */
    int64_t first, last;
    double p;
    int facet; /* the one that carries it: of the least p the one with the greatest excess; -1: none */
};
struct told_stretch strongest_stretch(struct pst_comparison *);

void stretch_scores(const struct compare_bench *);       /* departures in all facets */
void drawn_stretch_scores(const struct compare_bench *); /* the same, of drawn films */
void facet_scores(const struct compare_bench *);         /* departures in one knob */
void null_scores(const struct compare_bench *);          /* films that do not depart */
void dose_scores(const struct compare_bench *);
void precedent_scores(const struct compare_bench *);
void compare_cost(const struct compare_bench *, const char *program);

/* In a process of its own: compares a film with a folder or an index of references, or puts a folder into an
   index, and nothing else. The exit code. */
int compare_cost_child(const char *reel, const char *references, const char *path);
int index_cost_child(const char *reels, const char *path);

#endif
