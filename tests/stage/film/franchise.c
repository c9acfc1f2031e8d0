/* SPDX-License-Identifier: Apache-2.0 */
#include "film/franchise_parts.h"

#include <stdlib.h>
#include <string.h>

const char *knob_name(enum knob knob)
{
    static const char *const names[knob_count] = {"palette", "sets",         "camera",
                                                  "cutting", "choreography", "sound"};
    return names[knob];
}

int knob_named(const char *name)
{
    for (int i = 0; i < knob_count; i++) {
        if (!strcmp(knob_name((enum knob)i), name))
            return i;
    }
    return -1;
}

void *grown(void *items, int wanted, int *room, size_t size)
{
    if (wanted <= *room)
        return items;
    *room = wanted * 2 + 32;
    items = realloc(items, (size_t)*room * size);
    if (!items) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    return items;
}

int film_which(const struct film *film, const struct unit *unit, enum knob knob)
{
    return unit->departed && (film->order->departure.knobs >> knob & 1);
}

struct stream detail_of(const struct film *film, int unit, enum knob knob, const char *name)
{
    int which = unit >= 0 ? film_which(film, &film->story.units[unit], knob) : 0;
    uint64_t place = (uint64_t)film->order->number << 32 ^ (uint64_t)(unit + 8);
    char full[64];
    snprintf(full, sizeof full, "%s: %s", knob_name(knob), name);
    return stream_of(scramble(film->origins[which][knob] ^ scramble(place)), full);
}

/* Of some styles drawn for the departure, by knob, the one that is least like the film's: what departs by
 * chance in nothing would make the truth untrue. */
static void find_departure(struct film *film, uint64_t own)
{
    enum { candidates = 8 };
    double best[knob_count];
    for (int n = 0; n < candidates; n++) {
        uint64_t origins[knob_count];
        struct style style;
        for (int i = 0; i < knob_count; i++)
            origins[i] = scramble(own ^ UINT64_C(0x6465706172740000) ^ (uint64_t)n);
        style_draw(&style, origins);
        for (int i = 0; i < knob_count; i++) {
            double distance = style_distance(&film->styles[0], &style, (enum knob)i);
            if (n > 0 && distance <= best[i])
                continue;
            best[i] = distance;
            film->origins[1][i] = origins[i];
        }
    }
    style_draw(&film->styles[1], film->origins[1]);
}

/* The franchise's own for what it keeps; the film's own for what is strange to it; and one of neither for
 * where it departs. */
static void find_styles(struct film *film)
{
    const struct film_order *order = film->order;
    uint64_t own = scramble(order->seed ^ scramble((uint64_t)order->number * 2 + 1));
    for (int i = 0; i < knob_count; i++)
        film->origins[0][i] = scramble(order->strangers >> i & 1 ? own : order->seed);
    style_draw(&film->styles[0], film->origins[0]);
    find_departure(film, own);
}

int franchise_write(const struct film_order *order, FILE *script)
{
    struct film film = {.order = order};
    find_styles(&film);
    story_tell(&film.story, order);
    places_stage(&film);
    cutting_plan(&film);
    int failed = script_put(&film, script);
    story_release(&film.story);
    free(film.stagings);
    free(film.shots);
    return failed;
}
