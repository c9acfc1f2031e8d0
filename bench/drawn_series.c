/* SPDX-License-Identifier: Apache-2.0 */
#include "drawn_series.h"
#include "drawn_reels.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const double film_minutes = 35;

struct drawn_order drawn_order_of(uint64_t seed, int number, struct drawn_departure departure)
{
    return (struct drawn_order){seed, number, film_minutes, 0, departure};
}

bool drawn_series_make(const struct compare_bench *b, uint64_t seed, struct drawn_departure last,
                       struct reel_list *films)
{
    char path[SERIES_PATH];
    bool drawn = true;
    for (int i = 1; i <= PLAIN_FILMS; i++) {
        const struct drawn_departure none = {0, 0};
        const struct drawn_order order = drawn_order_of(seed, i, i == PLAIN_FILMS ? last : none);
        snprintf(path, sizeof path, "%s/.drawn-%ld-%d.reel", b->work, (long)getpid(), i);
        reels_add(films, path);
        drawn = drawn && drawn_reel(&order, path);
    }
    return drawn;
}

void drawn_series_remove(struct reel_list *films)
{
    for (size_t i = 0; i < films->count; i++)
        unlink(films->items[i]);
    reels_release(films);
}

struct pst_comparison *drawn_series_compared(const struct compare_bench *b, const struct reel_list *films,
                                             size_t which)
{
    struct reel_list others = {0}, none = {0};
    for (size_t i = 0; i < films->count; i++)
        if (i != which)
            reels_add(&others, films->items[i]);
    struct pst_comparison *comparison = compared(b, films->items[which], &others, &none);
    reels_release(&others);
    return comparison;
}

struct span drawn_span(const struct drawn_order *order)
{
    struct span span = {-1, -1};
    size_t count;
    struct drawn_shot *shots = drawn_film(order, &count);
    for (size_t i = 0; i < count; i++) {
        if (shots[i].departed && span.first < 0)
            span.first = (int)shots[i].first;
        if (shots[i].departed)
            span.last = (int)shots[i].last;
    }
    free(shots);
    return span;
}
