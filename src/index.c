/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/index.h"
#include "base/array.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/names.h"
#include "film_facets.h"
#include "index_prints.h"
#include "library/print_block.h"
#include "likeness/common.h"
#include "reel_index.h"
#include "reel_list.h"
#include "scene_windows.h"
#include "table_reel.h"
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct indexed {
    struct indexed_reel stamp;
    char *path;
};

struct indexing {
    const struct pst_index_params *params;
    struct index_growth *growth;
    struct {
        struct facet_film **items; /* owned; reels in the index's order; of an index of prints alone none */
        size_t count, capacity;
    } films;
    struct {
        struct indexed *items; /* all reels */
        size_t count, capacity;
    } reels;
    struct names paths, hashes; /* of the reels; of the films that they are of */
    bool only_prints;
    size_t before, left_out;
    bool same_before; /* what is set aside of the reels that were there is what it was */
    struct pivots *pivots;
};

static const struct facet_film *const *films_of(const struct indexing *x)
{
    return (const struct facet_film *const *)x->films.items;
}

static enum pst_status remember(struct indexing *x, const struct pst_compared *about,
                                const struct indexed_reel *stamp, struct pst_error *error)
{
    struct indexed reel = {*stamp, strdup(about->reel)};
    if (!reel.path || !names_add(&x->paths, about->reel, x->reels.count) ||
        !names_add(&x->hashes, about->hash, x->reels.count) || !array_push(&x->reels, reel)) {
        free(reel.path);
        return fail_memory(error);
    }
    return PST_OK;
}

static enum pst_status add_film(struct indexing *x, const struct facet_film *film,
                                const struct indexed_reel *stamp, struct pst_error *error)
{
    struct facet_film *own = malloc(sizeof *own);
    if (own && array_push(&x->films, own)) {
        *own = *film;
        enum pst_status status = remember(x, &film->about, stamp, error);
        if (status == PST_OK)
            return status;
        x->films.count--;
    }
    free(own);
    return fail_memory(error);
}

static enum pst_status read_name(struct indexing *x, uint32_t reel, struct pst_error *error)
{
    struct pst_compared about;
    struct indexed_reel stamp;
    enum pst_status status = film_block_read(index_growth_before(x->growth), reel, &about, &stamp, error);
    return status == PST_OK ? remember(x, &about, &stamp, error) : status;
}

static enum pst_status read_film(struct indexing *x, uint32_t reel, struct pst_error *error)
{
    struct facet_film film;
    struct indexed_reel stamp;
    enum pst_status status = index_read_film(index_growth_before(x->growth), reel, &film, &stamp, error);
    if (status == PST_OK && (status = add_film(x, &film, &stamp, error)) != PST_OK)
        film_facets_release(&film);
    return status;
}

static enum pst_status read_before(struct indexing *x, const char *path, struct pst_error *error)
{
    const struct index_file *before = index_growth_before(x->growth);
    enum pst_status status = PST_OK;
    x->before = before ? index_reels(before) : 0;
    x->only_prints = x->before ? index_is_of_prints(before) : x->params->only_prints;
    if (x->params->only_prints && !x->only_prints)
        return fail(error, PST_USAGE, "'%s' holds more than prints: build it --anew for prints alone", path);
    for (size_t i = 0; i < x->before && status == PST_OK; i++)
        status = x->only_prints ? read_name(x, (uint32_t)i, error) : read_film(x, (uint32_t)i, error);
    return status;
}

static enum pst_status put_figures(struct indexing *x, const char *path, struct pst_error *error)
{
    struct pst_reel *reel;
    struct wide_rows rows;
    const struct pst_table_params params = {.each = PST_EACH_FILM};
    enum pst_status status = pst_reel_open(path, &reel, error);
    if (status != PST_OK)
        return status;
    status = wide_rows_open(&rows, error);
    if (status == PST_OK) {
        status = table_reel(reel, path, &params, &rows, error);
        if (status == PST_OK)
            status = index_put_figures(x->growth, (uint32_t)x->films.count, &rows, error);
        wide_rows_release(&rows);
    }
    pst_reel_close(&reel);
    return status;
}

static void say(const struct indexing *x, const char *line)
{
    if (x->params->told)
        x->params->told(x->params->data, line);
}

/* A film of an index that holds all: the rest is put when it is known of all films. */
static enum pst_status take_film(struct indexing *x, struct facet_film *film,
                                 const struct indexed_reel *stamp, struct pst_error *error)
{
    enum pst_status status = put_figures(x, film->about.reel, error);
    if (status == PST_OK)
        status = add_film(x, film, stamp, error);
    if (status != PST_OK)
        film_facets_release(film);
    return status;
}

static enum pst_status take_prints(struct indexing *x, struct facet_film *film,
                                   const struct indexed_reel *stamp, struct pst_error *error)
{
    uint32_t reel = (uint32_t)x->reels.count;
    for (size_t i = 0; i < film->count; i++)
        film->shots[i].common = is_common_anyway(film, &film->shots[i]);
    enum pst_status status = index_put_prints(x->growth, reel, film, error);
    if (status == PST_OK)
        status = film_block_put(x->growth, reel, &film->about, stamp, error);
    if (status == PST_OK)
        status = remember(x, &film->about, stamp, error);
    film_facets_release(film);
    return status;
}

static enum pst_status read_reel(struct indexing *x, const char *path, struct pst_error *error)
{
    char line[1024];
    struct facet_film film;
    struct indexed_reel stamp;
    enum pst_status status = hash_content(path, &stamp.size, stamp.hash, error);
    if (status != PST_OK)
        return status;
    size_t place = names_find(&x->paths, path);
    if (place != SIZE_MAX && strcmp(x->reels.items[place].stamp.hash, stamp.hash) == 0)
        return PST_OK;
    if (place != SIZE_MAX)
        return fail(error, PST_USAGE, "'%s' has changed since it was indexed: build the index --anew", path);
    status = film_facets(path, &film, error);
    if (status != PST_OK)
        return status;
    place = names_find(&x->hashes, film.about.hash);
    if (place != SIZE_MAX) {
        snprintf(line, sizeof line, "'%s' is left out: it is of the same film as '%s'", path,
                 x->reels.items[place].path);
        say(x, line);
        film_facets_release(&film);
        return PST_OK;
    }
    return x->only_prints ? take_prints(x, &film, &stamp, error) : take_film(x, &film, &stamp, error);
}

static enum pst_status asked_to_stop(const struct indexing *x, struct pst_error *error)
{
    return x->params->cancelled && x->params->cancelled(x->params->data)
               ? fail(error, PST_INTERRUPTED, "interrupted")
               : PST_OK;
}

/* What cannot be read is told and left out. */
static enum pst_status pass_over(struct indexing *x, enum pst_status status, const struct pst_error *why,
                                 struct pst_error *error)
{
    if (status != PST_INPUT)
        return status == PST_OK ? PST_OK : fail(error, status, "%s", why->message);
    say(x, why->message);
    x->left_out++;
    return PST_OK;
}

static enum pst_status read_listed(struct indexing *x, struct pst_error *error)
{
    struct reel_list list = {0};
    struct pst_error why;
    enum pst_status status = PST_OK;
    for (size_t i = 0; i < x->params->reel_count && status == PST_OK; i++)
        status = pass_over(x, reel_list_add(&list, x->params->reels[i], &why), &why, error);
    for (size_t i = 0; i < list.count && status == PST_OK; i++) {
        status = asked_to_stop(x, error);
        if (status == PST_OK)
            status = pass_over(x, read_reel(x, list.items[i], &why), &why, error);
    }
    reel_list_release(&list);
    if (status == PST_OK && !x->reels.count)
        status = fail(error, PST_INPUT, "there is no reel to put into the index");
    return status;
}

/* As it will be when one more film of the kind is held against them. */
static enum pst_status find_copies(struct indexing *x, struct pst_error *error)
{
    struct pst_common *list;
    size_t count;
    struct settled_films settled = {0, x->before};
    bool *were = NULL;
    size_t shots = 0, at = 0;
    for (size_t f = 0; f < x->before; f++)
        shots += x->films.items[f]->count;
    if (!(were = malloc(shots + 1)))
        return fail_memory(error);
    for (size_t f = 0; f < x->before; f++)
        for (size_t i = 0; i < x->films.items[f]->count; i++)
            were[at++] = x->films.items[f]->shots[i].common;
    bool room = find_common(x->films.items, x->films.count, settled, &list, &count);
    free(list);
    x->same_before = x->before > 0;
    at = 0;
    for (size_t f = 0; room && f < x->films.count; f++)
        for (size_t i = 0; i < x->films.items[f]->count; i++) {
            struct facet_shot *shot = &x->films.items[f]->shots[i];
            shot->common = is_common_anyway(x->films.items[f], shot);
            if (f < x->before && were[at++] != shot->common)
                x->same_before = false;
        }
    free(were);
    return room ? PST_OK : fail_memory(error);
}

/* Of every film; of those from before where an index of an older program lacks them. */
static enum pst_status put_prints(struct indexing *x, struct pst_error *error)
{
    const struct index_file *before = index_growth_before(x->growth);
    enum pst_status status = PST_OK;
    for (size_t i = 0; i < x->films.count && status == PST_OK; i++) {
        struct pst_error unsaid;
        if (i < x->before && print_block_is_there(before, (uint32_t)i))
            continue;
        status = asked_to_stop(x, error);
        if (status == PST_OK)
            status = index_put_prints(x->growth, (uint32_t)i, x->films.items[i], &unsaid);
        if (status ==
            PST_INPUT) /* no fingerprints, or its reel is gone: it is opened where it is sought in */
            status = PST_OK;
        else if (status != PST_OK)
            fail(error, status, "%s", unsaid.message);
    }
    return status;
}

static enum pst_status put_films(struct indexing *x, struct pst_error *error)
{
    enum pst_status status = PST_OK;
    for (size_t i = 0; i < x->films.count && status == PST_OK; i++) {
        if (i >= x->before)
            status =
                index_put_film(x->growth, (uint32_t)i, x->films.items[i], &x->reels.items[i].stamp, error);
        if (status == PST_OK)
            status = index_put_copies(x->growth, (uint32_t)i, x->films.items[i], error);
    }
    return status;
}

static enum pst_status put_windows(struct indexing *x, struct pst_error *error)
{
    const struct index_file *before = index_growth_before(x->growth);
    double window = scene_window(films_of(x), x->films.count), step = window / SCENE_STEPS;
    enum pst_status status = PST_OK;
    if (!(window > 0))
        return fail_memory(error);
    for (size_t i = 0; i < x->films.count && status == PST_OK; i++) {
        struct facet_film *film = x->films.items[i];
        bool found = false;
        if (i < x->before && x->same_before)
            status = index_read_windows(before, (uint32_t)i, window, step, film, &found, error);
        if (status != PST_OK || found)
            continue;
        status = facet_film_windows(film, window, step)
                     ? index_put_windows(x->growth, (uint32_t)i, film, error)
                     : fail_memory(error);
    }
    return status;
}

static enum pst_status lay_out(struct indexing *x, struct pst_error *error)
{
    bool room = (x->pivots = malloc(sizeof *x->pivots)) != NULL;
    for (size_t i = 0; i < x->films.count; i++)
        film_set_aside(x->films.items[i]);
    if (room)
        pivots_choose(x->pivots, films_of(x), x->films.count);
    for (size_t i = 0; i < x->films.count; i++)
        for (int kind = 0; kind < MOMENT_KINDS && room; kind++)
            room = facet_film_lay_out(x->films.items[i], (enum moment_kind)kind, x->pivots);
    return room ? PST_OK : fail_memory(error);
}

/* Distances of one film from those that it has not been held against. */
static enum pst_status put_sums_of(struct indexing *x, size_t film, const struct facet_film **others,
                                   struct nearness *near, struct pst_error *error)
{
    const struct facet_film *of = x->films.items[film];
    struct distance_sums sums = {0};
    bool found = false;
    enum pst_status status = PST_OK;
    if (film < x->before && x->same_before)
        status =
            index_read_sums(index_growth_before(x->growth), (uint32_t)film, of->count, &sums, &found, error);
    if (status != PST_OK)
        return status;
    size_t count = 0;
    for (size_t i = found ? x->before : 0; i < x->films.count; i++)
        if (i != film)
            others[count++] = x->films.items[i];
    bool room = (found || distance_sums_open(&sums, of->count)) &&
                nearness_find(moments_of(of, MOMENT_SHOT), others, count, MOMENT_SHOT, (1U << PST_FACETS) - 1,
                              NULL, near);
    for (size_t i = 0; i < count && room; i++)
        distance_sums_add(&sums, &near[i]);
    if (room)
        index_put_sums(x->growth, (uint32_t)film, &sums);
    nearness_release_each(near, count);
    distance_sums_release(&sums);
    return room ? PST_OK : fail_memory(error);
}

static enum pst_status put_sums(struct indexing *x, struct pst_error *error)
{
    const struct facet_film **others = calloc(x->films.count, sizeof(const struct facet_film *));
    struct nearness *near = calloc(x->films.count, sizeof *near);
    enum pst_status status = others && near ? PST_OK : fail_memory(error);
    for (size_t i = 0; i < x->films.count && status == PST_OK; i++) {
        status = asked_to_stop(x, error);
        if (status == PST_OK)
            status = put_sums_of(x, i, others, near, error);
    }
    free(others);
    free(near);
    return status;
}

static enum pst_status put_closeness(struct indexing *x, struct pst_error *error)
{
    enum pst_status status = PST_OK;
    struct closeness_key key = {.facets = (1U << PST_FACETS) - 1,
                                .reels = (uint32_t)x->films.count,
                                .window = x->films.items[0]->window,
                                .step = x->films.items[0]->step};
    for (size_t i = 0; i < x->films.count; i++)
        key.facets &= x->films.items[i]->about.facets;
    for (int kind = 0; kind < MOMENT_KINDS && status == PST_OK; kind++) {
        struct closeness closeness;
        key.kind = (enum moment_kind)kind;
        status = closeness_find(&closeness, films_of(x), x->films.count, key.kind, key.facets)
                     ? index_put_closeness(x->growth, &key, &closeness, error)
                     : fail_memory(error);
        closeness_release(&closeness);
    }
    return status;
}

static enum pst_status grow(struct indexing *x, const char *path, struct pst_error *error)
{
    enum pst_status (*const steps[])(struct indexing *, struct pst_error *) = {
        find_copies, put_films, put_prints, put_windows, lay_out, put_sums, put_closeness};
    enum pst_status status = index_growth_open(path, x->params->anew, &x->growth, error);
    if (status == PST_OK)
        status = read_before(x, path, error);
    if (status == PST_OK)
        status = read_listed(x, error);
    if (status != PST_OK || x->reels.count == x->before)
        return status;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == PST_OK && !x->only_prints; i++) {
        status = asked_to_stop(x, error);
        if (status == PST_OK)
            status = steps[i](x, error);
    }
    return status == PST_OK ? index_growth_commit(&x->growth, error) : status;
}

static void release(struct indexing *x)
{
    index_growth_abandon(&x->growth);
    for (size_t i = 0; i < x->films.count; i++) {
        film_facets_release(x->films.items[i]);
        free(x->films.items[i]);
    }
    for (size_t i = 0; i < x->reels.count; i++)
        free(x->reels.items[i].path);
    free(x->films.items);
    free(x->reels.items);
    names_release(&x->paths);
    names_release(&x->hashes);
    free(x->pivots);
}

enum pst_status pst_index(const char *path, const struct pst_index_params *params,
                          struct pst_index_result *result, struct pst_error *error)
{
    struct indexing x = {.params = params};
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0)
        return fail_memory(error);
    locale_t before = uselocale(plain);
    enum pst_status status = grow(&x, path, error);
    if (result)
        *result = (struct pst_index_result){x.reels.count, x.reels.count - x.before, x.left_out};
    if (status == PST_OK && x.left_out)
        status = fail(error, PST_PARTLY, "%zu of the reels could not be read", x.left_out);
    release(&x);
    uselocale(before);
    freelocale(plain);
    return status;
}

enum pst_status pst_index_list(const char *path, void (*each)(void *data, const struct pst_indexed *),
                               void *data, struct pst_error *error)
{
    struct index_file *file;
    enum pst_status status = index_file_open(path, &file, error);
    uint32_t count = status == PST_OK ? index_reels(file) : 0;
    for (uint32_t i = 0; i < count && status == PST_OK; i++) {
        struct pst_compared about;
        struct indexed_reel stamp;
        status = film_block_read(file, i, &about, &stamp, error);
        if (status != PST_OK)
            break;
        const struct pst_indexed told = {about.reel,    about.title,
                                         about.hash,    index_reel_state(about.reel, &stamp),
                                         about.seconds, about.shots > 0 ? (size_t)about.shots : 0};
        each(data, &told);
    }
    index_file_close(&file);
    return status;
}
