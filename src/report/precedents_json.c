/* SPDX-License-Identifier: Apache-2.0 */
/* Precedents are many, and often the same moment stands for several: each place is told once, and a table
   says which one is nearest to a shot or window, and of the next films, aspect by aspect. */
#include "report/precedents_json.h"
#include "report/comparison_json.h"
#include "report/json_parts.h"
#include "report/packed_rows.h"
#include <math.h>
#include <stdlib.h>

struct places {
    const struct pst_precedent **items;
    size_t count;
};

static bool is_kept(const struct pst_precedent *one)
{
    return one->facet >= 0 && one->facet < PST_LOOKS && one->film_rank >= 1 &&
           one->film_rank <= (one->window ? 1 : COMPARISON_PRECEDENTS);
}

static int by_place(const void *left, const void *right)
{
    const struct pst_precedent *a = *(const struct pst_precedent *const *)left;
    const struct pst_precedent *b = *(const struct pst_precedent *const *)right;
    if (a->film != b->film)
        return a->film < b->film ? -1 : 1;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return a->last < b->last ? -1 : a->last > b->last;
}

/* Each place once, in order. */
static bool gather_places(const struct comparison_data *data, struct places *places)
{
    places->items = calloc(data->precedents.count + 1, sizeof *places->items);
    if (!places->items)
        return false;
    for (size_t i = 0; i < data->precedents.count; i++)
        if (is_kept(&data->precedents.items[i]))
            places->items[places->count++] = &data->precedents.items[i];
    qsort(places->items, places->count, sizeof *places->items, by_place);
    size_t kept = 0;
    for (size_t i = 0; i < places->count; i++)
        if (kept == 0 || by_place(&places->items[kept - 1], &places->items[i]) != 0)
            places->items[kept++] = places->items[i];
    places->count = kept;
    return true;
}

static json_t *places_json(const struct places *places)
{
    struct packed rows = {0};
    for (size_t i = 0; i < places->count; i++) {
        packed_u32(&rows, places->items[i]->film);
        packed_u32(&rows, places->items[i]->first);
        packed_u32(&rows, places->items[i]->last);
        packed_float(&rows, places->items[i]->starts);
        packed_float(&rows, places->items[i]->seconds);
    }
    return packed_json(&rows);
}

static void pack_row(struct packed *rows, const struct places *places, const struct pst_precedent *one)
{
    const struct pst_precedent **at =
        one ? bsearch(&one, places->items, places->count, sizeof *places->items, by_place) : NULL;
    packed_u32(rows, at ? at - places->items + 1 : 0);
    packed_float(rows, at ? one->percentile : NAN);
    packed_float(rows, at ? one->distance : NAN);
}

/* Rows by moment, then aspect, then rank: the place's number from 1 (0: none), percentile, distance. */
static json_t *table_json(const struct comparison_data *data, const struct places *places, bool window)
{
    size_t ranks = window ? 1 : COMPARISON_PRECEDENTS;
    size_t count = (window ? data->departures.count : data->shots.count) * PST_LOOKS * ranks;
    const struct pst_precedent **table = calloc(count + 1, sizeof *table);
    if (!table)
        return NULL;
    for (size_t i = 0; i < data->precedents.count; i++) {
        const struct pst_precedent *one = &data->precedents.items[i];
        size_t at = ((size_t)one->of * PST_LOOKS + (size_t)one->facet) * ranks + (size_t)one->film_rank - 1;
        if (one->window == window && is_kept(one) && one->of >= 0 && at < count)
            table[at] = one;
    }
    struct packed rows = {0};
    for (size_t i = 0; i < count; i++)
        pack_row(&rows, places, table[i]);
    free(table);
    return packed_json(&rows);
}

json_t *precedents_json(const struct comparison_data *data)
{
    struct places places = {0};
    if (!gather_places(data, &places))
        return NULL;
    json_t *json = json_object();
    bool good = put(json, "ranks", whole(COMPARISON_PRECEDENTS)) &&
                put(json, "places", places_json(&places)) &&
                put(json, "shots", table_json(data, &places, false)) &&
                put(json, "windows", table_json(data, &places, true));
    free(places.items);
    return give(json, good);
}
