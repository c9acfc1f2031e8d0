/* SPDX-License-Identifier: Apache-2.0 */
/* Short lists are JSON, long ones base64 of little-endian rows: curves, precedents, and the shots of the
   other films. */
#include "report/comparison_json.h"

#include "base/clock.h"
#include "report/json_parts.h"
#include "report/packed_rows.h"
#include "report/precedents_json.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Colours of a shot of another film that its ribbon shows, and shots of all of them together: 20 bytes each.
 */
enum { RIBBON_COLOURS = 4, RIBBON_SHOTS = 60000 };

static json_t *names_json(const char *(*name)(int), int count)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (int i = 0; good && i < count; i++)
        good = add(list, words_json(name(i)));
    return give(list, good);
}

static json_t *about_json(const struct comparison_page *page)
{
    const struct pst_comparison_about *about = &page->found->about;
    json_t *json = json_object();
    return give(json, put(json, "tool", words_json(about->tool)) &&
                          put(json, "window", number(about->window)) &&
                          put(json, "step", number(about->step)) &&
                          put(json, "pseudo_films", whole(about->pseudo_films)) &&
                          put(json, "stretch_note", words_json(about->stretch_note)));
}

/* Of each shot its first frame and its heaviest colours, each with its weight in 255ths. */
static json_t *ribbon_json(const struct comparison_reel *reel)
{
    struct packed rows = {0};
    for (size_t i = 0; i < reel->shot_count; i++) {
        const struct page_palette *palette = &reel->palettes[i];
        packed_u32(&rows, reel->shots[i].first);
        for (size_t j = 0; j < RIBBON_COLOURS; j++) {
            static const struct pst_swatch none;
            const struct pst_swatch *one = j < palette->count ? &palette->swatches[j] : &none;
            packed_byte(&rows, one->red);
            packed_byte(&rows, one->green);
            packed_byte(&rows, one->blue);
            packed_byte(&rows, (int)lround(one->weight * 255));
        }
    }
    return packed_json(&rows);
}

static bool put_reel(json_t *json, const struct comparison_reel *reel, bool ribbon)
{
    static const struct comparison_reel none;
    if (!reel)
        reel = &none;
    const struct pst_film *film = reel->film;
    double zero = film ? clock_seconds(film->first_pts, film->time_base) : 0;
    double aspect = film && film->height > 0 && film->width > 0 ? (double)film->width / film->height : NAN;
    if (film && film->sample_aspect.num > 0 && film->sample_aspect.den > 0)
        aspect *= (double)film->sample_aspect.num / film->sample_aspect.den;
    if (film && film->rotation % 180 != 0)
        aspect = 1 / aspect;
    return put(json, "found", json_boolean(reel->found)) && put(json, "why", words_json(reel->why)) &&
           put(json, "timecode", words_json(film ? film->timecode : "")) &&
           put(json, "variable", json_boolean(film && film->variable_rate)) &&
           put(json, "from", number(film ? film->measured_from : 0)) && put(json, "zero", number(zero)) &&
           put(json, "aspect", number(aspect)) &&
           put(json, "ribbon", ribbon && reel->palettes ? ribbon_json(reel) : json_null());
}

static json_t *film_json(const struct pst_compared *film, const struct comparison_reel *reel, bool ribbon)
{
    json_t *json = json_object();
    json_t *rate = json_array();
    bool good = add(rate, whole(film->rate_num)) && add(rate, whole(film->rate_den));
    good = put(json, "rate", give(rate, good)) && put(json, "role", words_json(pst_role_name(film->role))) &&
           put(json, "reel", words_json(film->reel)) && put(json, "file", words_json(film->file)) &&
           put(json, "title", words_json(film->title)) && put(json, "hash", words_json(film->hash)) &&
           put(json, "tool", words_json(film->tool)) && put(json, "frames", whole(film->frames)) &&
           put(json, "seconds", number(film->seconds)) && put(json, "shots", whole(film->shots)) &&
           put(json, "facets", whole(film->facets)) && put(json, "note", words_json(film->note)) &&
           put(json, "copied", number(film->copied)) &&
           put(json, "sound_copied", number(film->sound_copied)) && put_reel(json, reel, ribbon);
    return give(json, good);
}

static int by_size(const void *left, const void *right)
{
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* 5, 50 and 95 of 100 of a left-out reference's own moments lie below (definition 7 of Hyndman & Fan); of all
   of them where `film` is −1. */
static json_t *spread_json(const struct comparison_data *data, int64_t film)
{
    static const double shares[] = {0.05, 0.5, 0.95};
    double *values = calloc(data->reference_departures.count + 1, sizeof *values);
    size_t count = 0;
    json_t *list = json_array();
    bool good = values && list;
    for (size_t i = 0; good && i < data->reference_departures.count; i++) {
        const struct pst_reference_departure *one = &data->reference_departures.items[i];
        if ((film < 0 || one->film == film) && isfinite(one->departure))
            values[count++] = one->departure;
    }
    if (count > 0)
        qsort(values, count, sizeof *values, by_size);
    for (size_t i = 0; good && i < sizeof shares / sizeof *shares; i++) {
        double at = count ? shares[i] * (double)(count - 1) : 0, part = at - floor(at);
        size_t low = (size_t)at, high = low + 1 < count ? low + 1 : low;
        good = add(list, number(count ? values[low] + part * (values[high] - values[low]) : NAN));
    }
    free(values);
    return give(list, good);
}

/* Ribbons of other films as long as there is room for them: a series has one each, a library has not. */
static json_t *films_json(const struct comparison_page *page)
{
    json_t *list = json_array();
    bool good = list != NULL;
    size_t shots = 0;
    for (size_t i = 0; good && i < page->found->films.count; i++) {
        const struct comparison_reel *reel = page->reels ? &page->reels[i] : NULL;
        shots += i > 0 && reel ? reel->shot_count : 0;
        json_t *film = film_json(&page->found->films.items[i], reel, i > 0 && shots <= RIBBON_SHOTS);
        good =
            film && put(film, "spread", spread_json(page->found, (int64_t)i)) && add(list, json_incref(film));
        json_decref(film);
    }
    return give(list, good);
}

static json_t *shot_json(const struct pst_compared_shot *shot)
{
    json_t *row = json_array();
    bool good = add(row, whole(shot->first)) && add(row, whole(shot->last)) &&
                add(row, number(shot->starts)) && add(row, number(shot->seconds)) &&
                add(row, whole(shot->picture));
    for (int i = 0; good && i < 8 && shot->colours[i][0]; i++)
        good = add(row, whole(strtol(shot->colours[i] + 1, NULL, 16))) &&
               add(row, whole(lround(shot->weights[i] * 1000)));
    return give(row, good);
}

static json_t *shots_json(const struct comparison_data *data)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < data->shots.count; i++)
        good = add(list, shot_json(&data->shots.items[i]));
    return give(list, good);
}

/* Begin, length, then departure, percentile and control by aspect. */
static json_t *departures_json(const struct comparison_data *data)
{
    struct packed rows = {0};
    for (size_t i = 0; i < data->departures.count; i++) {
        const struct pst_departure *one = &data->departures.items[i];
        packed_float(&rows, one->starts);
        packed_float(&rows, one->seconds);
        for (int look = 0; look < PST_LOOKS; look++)
            packed_float(&rows, one->departure[look]);
        for (int look = 0; look < PST_LOOKS; look++)
            packed_float(&rows, one->percentile[look]);
        for (int look = 0; look < PST_LOOKS; look++)
            packed_float(&rows, one->control[look]);
    }
    return packed_json(&rows);
}

static json_t *stretch_json(const struct pst_stretch *one)
{
    json_t *json = json_object();
    return give(json, put(json, "first", whole(one->first)) && put(json, "last", whole(one->last)) &&
                          put(json, "starts", number(one->starts)) && put(json, "ends", number(one->ends)) &&
                          put(json, "begin_low", number(one->begin_low)) &&
                          put(json, "begin_high", number(one->begin_high)) &&
                          put(json, "end_low", number(one->end_low)) &&
                          put(json, "end_high", number(one->end_high)) && put(json, "by", whole(one->by)) &&
                          put(json, "effect", number(one->effect)) &&
                          put(json, "excess", number(one->excess)) && put(json, "p", number(one->p)) &&
                          put(json, "rank", whole(one->rank)) && put(json, "ranked", whole(one->ranked)) &&
                          put(json, "unlike", words_json(pst_unlike_name(one->unlike))) &&
                          put(json, "control_effect", number(one->control_effect)) &&
                          put(json, "control_p", number(one->control_p)));
}

static json_t *stretches_json(const struct comparison_data *data)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < data->stretches.count; i++)
        good = add(list, stretch_json(&data->stretches.items[i]));
    return give(list, good);
}

static json_t *stretch_facets_json(const struct comparison_data *data)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < data->stretch_facets.count; i++) {
        const struct pst_stretch_facet *one = &data->stretch_facets.items[i];
        json_t *row = json_array();
        good = add(row, whole(one->stretch)) && add(row, whole(one->facet)) &&
               add(row, number(one->effect)) && add(row, number(one->excess)) && add(row, number(one->p)) &&
               add(list, json_incref(row));
        json_decref(row);
    }
    return give(list, good);
}

static json_t *likenesses_json(const struct comparison_data *data)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < data->likenesses.count; i++) {
        const struct pst_likeness *one = &data->likenesses.items[i];
        json_t *json = json_object();
        good = put(json, "facet", whole(one->facet)) && put(json, "likeness", number(one->likeness)) &&
               put(json, "low", number(one->low)) && put(json, "high", number(one->high)) &&
               put(json, "nearer", number(one->nearer)) && put(json, "nearer_low", number(one->nearer_low)) &&
               put(json, "nearer_high", number(one->nearer_high)) && put(json, "times", number(one->times)) &&
               add(list, json_incref(json));
        json_decref(json);
    }
    return give(list, good);
}

static json_t *signatures_json(const struct comparison_data *data)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < data->signatures.count; i++) {
        const struct pst_signature *one = &data->signatures.items[i];
        json_t *json = json_object();
        good = put(json, "name", words_json(one->name)) && put(json, "unit", words_json(one->unit)) &&
               put(json, "what", words_json(one->what)) && put(json, "film", number(one->film)) &&
               put(json, "references", whole(one->references)) && put(json, "mean", number(one->mean)) &&
               put(json, "deviation", number(one->deviation)) && put(json, "low", number(one->low)) &&
               put(json, "high", number(one->high)) && put(json, "p", number(one->p)) &&
               put(json, "common", number(one->common)) && add(list, json_incref(json));
        json_decref(json);
    }
    return give(list, good);
}

static json_t *signature_films_json(const struct comparison_data *data)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < data->signature_films.count; i++) {
        const struct pst_signature_film *one = &data->signature_films.items[i];
        json_t *row = json_array();
        good = add(row, whole(one->signature)) && add(row, whole(one->film)) &&
               add(row, number(one->value)) && add(row, number(one->p)) && add(list, json_incref(row));
        json_decref(row);
    }
    return give(list, good);
}

static json_t *commons_json(const struct comparison_data *data)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < data->commons.count; i++) {
        const struct pst_common *one = &data->commons.items[i];
        json_t *row = json_array();
        good = add(row, whole(one->film)) && add(row, whole(one->first)) && add(row, whole(one->last)) &&
               add(row, number(one->starts)) && add(row, number(one->seconds)) &&
               add(row, words_json(one->what)) && add(row, whole(one->films)) && add(list, json_incref(row));
        json_decref(row);
    }
    return give(list, good);
}

static json_t *changes_json(unsigned change)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (int i = 0; good && i < PST_COPY_CHANGES; i++)
        if (change >> i & 1)
            good = add(list, words_json(pst_copy_change_name(i)));
    return give(list, good);
}

static json_t *copies_json(const struct comparison_data *data)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < data->copies.count; i++) {
        const struct pst_copy *one = &data->copies.items[i];
        json_t *row = json_array();
        good = add(row, whole(one->film)) && add(row, whole(one->first)) && add(row, whole(one->last)) &&
               add(row, number(one->starts)) && add(row, number(one->seconds)) &&
               add(row, whole(one->its_first)) && add(row, whole(one->its_last)) &&
               add(row, number(one->its_starts)) && add(row, number(one->its_seconds)) &&
               add(row, number(one->speed)) && add(row, number(one->score)) &&
               add(row, number(one->expected)) && add(row, number(one->matched)) &&
               add(row, changes_json(one->change)) && add(row, words_json(pst_copy_what_name(one->what))) &&
               add(row, number(one->both)) && add(list, json_incref(row));
        json_decref(row);
    }
    return give(list, good);
}

static json_t *notes_json(const struct comparison_data *data)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < data->notes.count; i++)
        good = add(list, words_json(data->notes.items[i]));
    return give(list, good);
}

json_t *comparison_json(const struct comparison_page *page)
{
    const struct comparison_data *data = page->found;
    json_t *json = json_object();
    return give(
        json, put(json, "version", words_json(PST_VERSION)) && put(json, "file", words_json(page->file)) &&
                  put(json, "source", words_json(page->source)) && put(json, "about", about_json(page)) &&
                  put(json, "looks", names_json(pst_facet_name, PST_LOOKS)) &&
                  put(json, "films", films_json(page)) && put(json, "shots", shots_json(data)) &&
                  put(json, "departures", departures_json(data)) &&
                  put(json, "band", spread_json(data, -1)) && put(json, "stretches", stretches_json(data)) &&
                  put(json, "stretch_facets", stretch_facets_json(data)) &&
                  put(json, "precedents", precedents_json(data)) &&
                  put(json, "likenesses", likenesses_json(data)) &&
                  put(json, "signatures", signatures_json(data)) &&
                  put(json, "signature_films", signature_films_json(data)) &&
                  put(json, "commons", commons_json(data)) && put(json, "copies", copies_json(data)) &&
                  put(json, "notes", notes_json(data)));
}

json_t *comparison_json_stills(const struct comparison_page *page)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < page->still_count; i++) {
        const struct pst_still *still = &page->stills[i].still;
        json_t *row = json_array();
        good = add(row, whole(page->stills[i].film)) && add(row, whole(still->frame)) &&
               add(row, whole(still->width)) && add(row, whole(still->height)) &&
               add(row, base64_json(still->jpeg, still->size)) && add(list, json_incref(row));
        json_decref(row);
    }
    return give(list, good);
}
