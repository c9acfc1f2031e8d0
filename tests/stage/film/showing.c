/* SPDX-License-Identifier: Apache-2.0 */
#include "film/showing.h"

static int whole_below(double x)
{
    int whole = (int)x;
    return whole > x ? whole - 1 : whole;
}

int showing_span(const struct screenplay *film, const struct running *running, int shot, double from,
                 double until, struct shown_span *span)
{
    const struct staged_shot *staged = &film->shots[shot];
    double begin = from - staged->clock, end = until - staged->clock;
    if (staged->scene < 0 || begin >= staged->frames || (end <= 0 && begin < 0))
        return 0;
    int first = begin < 0 ? 0 : whole_below(begin);
    int last = end >= staged->frames ? staged->frames - 1 : -whole_below(-end) - 1;
    last = last < first ? first : last;
    *span = (struct shown_span){running->spans[shot].first + first, running->spans[shot].first + last};
    return 1;
}

int showing_frame(const struct screenplay *film, const struct running *running, int scene, double clock,
                  int *shot)
{
    struct shown_span span;
    while (++*shot < (int)film->shot_count) {
        if (film->shots[*shot].scene == scene && showing_span(film, running, *shot, clock, clock, &span))
            return span.first;
    }
    return -1;
}
