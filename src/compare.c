/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/compare.h"
#include "base/array.h"
#include "base/error.h"
#include "compare_cast.h"
#include "compare_copies.h"
#include "compare_figures.h"
#include "likeness/departure.h"
#include "likeness/likenesses.h"
#include "likeness/precedents.h"
#include "likeness/stretches.h"
#include "reel/comparison_writer.h"
#include "reel_index.h"
#include <locale.h>
#include <math.h>
#include <stdlib.h>

enum { PRECEDENTS = 3 };

/* Everything that the steps of one comparison share. */
struct comparing {
    const struct pst_compare_params *params;
    struct cast cast;
    struct comparison_data data;
    struct departure_scale scale;
    struct curves series, departures; /* the film's distances; the same on the scale */
    struct curves *left_out;          /* each reference's departures from the others */
    struct curves to_controls, control, *reference_controls;
    struct nearness *near[MOMENT_KINDS]; /* the film's moments to each reference's */
    struct runners_up *runners_up;       /* of each shot */
    struct closeness closeness[MOMENT_KINDS];
    struct compare_figures figures;
    unsigned facets; /* that the film and all references have */
};

static const struct facet_film *film_of(const struct comparing *c)
{
    return c->cast.items[0];
}

static enum pst_status tell_facets(struct comparing *c, struct pst_error *error)
{
    c->facets = film_of(c)->about.facets;
    for (size_t r = 0; r < c->cast.references; r++)
        c->facets &= cast_references(&c->cast)[r]->about.facets;
    for (int facet = 0; facet < PST_FACETS; facet++)
        if (!(c->facets >> facet & 1) &&
            !comparison_note(&c->data, "%s is not part of 'together': not all of the films have it",
                             pst_facet_name(facet)))
            return fail_memory(error);
    return PST_OK;
}

/* Each reference's distances from the others, as its index has them. *found: whether. */
static enum pst_status read_left_out(struct comparing *c, size_t r, bool *found, struct pst_error *error)
{
    const struct facet_film *film = cast_references(&c->cast)[r];
    struct distance_sums sums;
    *found = false;
    if (!c->cast.index_holds)
        return PST_OK;
    enum pst_status status = index_read_sums(c->cast.index, (uint32_t)r, film->count, &sums, found, error);
    if (*found && !departure_of_sums(film, &sums, &c->left_out[r]))
        status = fail_memory(error);
    distance_sums_release(&sums);
    return status;
}

static enum pst_status leave_each_out(struct comparing *c, struct pst_error *error)
{
    size_t count = c->cast.references;
    const struct facet_film **others = calloc(count + 1, sizeof(const struct facet_film *));
    c->left_out = calloc(count + 1, sizeof *c->left_out);
    enum pst_status status = others && c->left_out ? PST_OK : fail_memory(error);
    for (size_t r = 0; status == PST_OK && r < count; r++) {
        size_t n = 0;
        bool found;
        for (size_t other = 0; other < count; other++)
            if (other != r)
                others[n++] = cast_references(&c->cast)[other];
        status = read_left_out(c, r, &found, error);
        if (status == PST_OK && !found &&
            !departure_distances(cast_references(&c->cast)[r], others, n, &c->left_out[r]))
            status = fail_memory(error);
    }
    free(others);
    return status;
}

/* A single reference has no other to be held against: then the film itself is the scale, and of how usual a
   moment is nothing can be told. */
static bool find_scale(struct comparing *c)
{
    if (c->cast.references > 1)
        return departure_scale_find(&c->scale, c->left_out, c->cast.references, c->facets);
    struct curves own;
    bool room = curves_copy(&c->series, &own) && departure_scale_find(&c->scale, &own, 1, c->facets);
    curves_release(&own);
    for (int look = 0; look < PST_LOOKS; look++)
        c->scale.count[look] = 0;
    return room &&
           comparison_note(&c->data, "one reference: 0 is the film's own median distance from it, for want "
                                     "of another scale; likeness cannot be told");
}

static bool tell_untold(struct comparing *c)
{
    bool room = true;
    for (int facet = 0; room && facet < PST_FACETS; facet++)
        if (isnan(c->scale.spread[facet]) && c->facets >> facet & 1)
            room = comparison_note(&c->data, "%s cannot be told: the references are all alike in it",
                                   pst_facet_name(facet));
    return room;
}

static enum pst_status find_closeness(struct comparing *c, enum moment_kind kind, struct pst_error *error)
{
    const struct facet_film *first = cast_references(&c->cast)[0];
    const struct closeness_key key = {kind, c->facets, (uint32_t)c->cast.references, first->window,
                                      first->step};
    enum pst_status status = PST_OK;
    bool found = false;
    if (c->cast.index_holds)
        status = index_read_closeness(c->cast.index, &key, &c->closeness[kind], &found, error);
    if (status == PST_OK && !found &&
        !closeness_find(&c->closeness[kind], cast_references(&c->cast), c->cast.references, kind, c->facets))
        status = fail_memory(error);
    return status;
}

/* How near the film's moments come to those of each reference. */
static enum pst_status find_nearness(struct comparing *c, struct pst_error *error)
{
    size_t count = c->cast.references;
    enum pst_status status = PST_OK;
    for (int kind = 0; kind < MOMENT_KINDS && status == PST_OK; kind++) {
        c->near[kind] = calloc(count + 1, sizeof *c->near[kind]);
        status = c->near[kind] ? find_closeness(c, (enum moment_kind)kind, error) : fail_memory(error);
        if (status == PST_OK &&
            !nearness_find(moments_of(film_of(c), (enum moment_kind)kind), cast_references(&c->cast), count,
                           (enum moment_kind)kind, (1U << PST_LOOKS) - 1, &c->closeness[kind].together,
                           c->near[kind]))
            status = fail_memory(error);
    }
    return status;
}

/* The film's distances from the references. */
static bool find_series(struct comparing *c)
{
    struct distance_sums sums;
    bool room = distance_sums_open(&sums, film_of(c)->count);
    for (size_t r = 0; room && r < c->cast.references; r++)
        distance_sums_add(&sums, &c->near[MOMENT_SHOT][r]);
    room = room && departure_of_sums(film_of(c), &sums, &c->series);
    distance_sums_release(&sums);
    return room;
}

static enum pst_status find_departures(struct comparing *c, struct pst_error *error)
{
    enum pst_status status = leave_each_out(c, error);
    if (status != PST_OK)
        return status;
    bool room = find_series(c) && find_scale(c) && curves_copy(&c->series, &c->departures) && tell_untold(c);
    if (!room)
        return fail_memory(error);
    departure_on_scale(&c->scale, &c->departures);
    return PST_OK;
}

static enum pst_status find_controls(struct comparing *c, struct pst_error *error)
{
    const struct facet_film *const *controls = cast_controls(&c->cast);
    size_t count = c->cast.controls;
    if (!count)
        return PST_OK;
    c->reference_controls = calloc(c->cast.references + 1, sizeof *c->reference_controls);
    bool room = c->reference_controls && departure_distances(film_of(c), controls, count, &c->to_controls) &&
                curves_copy(&c->to_controls, &c->control);
    for (size_t r = 0; room && r < c->cast.references; r++) {
        room = departure_distances(cast_references(&c->cast)[r], controls, count, &c->reference_controls[r]);
        if (room)
            departure_on_scale(&c->scale, &c->reference_controls[r]);
    }
    if (!room)
        return fail_memory(error);
    departure_on_scale(&c->scale, &c->control);
    return PST_OK;
}

static enum pst_status tell_departures(struct comparing *c, struct pst_error *error)
{
    const struct facet_film *film = film_of(c);
    for (size_t i = 0; i < c->departures.count; i++) {
        double starts = (double)i * film->step;
        struct pst_departure moment = {starts, film->step, {0}, {0}, {0}};
        for (int look = 0; look < PST_LOOKS; look++) {
            moment.departure[look] = c->departures.look[look][i];
            moment.percentile[look] = departure_percentile(&c->scale, look, moment.departure[look]);
            moment.control[look] = c->cast.controls ? c->control.look[look][i] : (double)NAN;
        }
        if (!array_push(&c->data.departures, moment))
            return fail_memory(error);
    }
    for (size_t r = 0; r < c->cast.references; r++)
        for (size_t i = 0; i < c->left_out[r].count; i++) {
            struct pst_reference_departure moment = {(int64_t)r + 1, (double)i * film->step, film->step,
                                                     c->left_out[r].look[PST_TOGETHER][i]};
            if (!array_push(&c->data.reference_departures, moment))
                return fail_memory(error);
        }
    return PST_OK;
}

static enum pst_status tell_stretches(struct comparing *c, struct pst_error *error)
{
    bool controls = c->cast.controls > 0;
    struct stretch_question question = {.film = film_of(c),
                                        .curves = &c->departures,
                                        .scale = &c->scale,
                                        .references = c->left_out,
                                        .reference_count = c->cast.references,
                                        .control = controls ? &c->control : NULL,
                                        .reference_controls = controls ? c->reference_controls : NULL};
    return find_stretches(&question, &c->data) ? PST_OK : fail_memory(error);
}

static enum pst_status tell_likenesses(struct comparing *c, struct pst_error *error)
{
    const struct facet_film *film = film_of(c);
    struct likeness_question question = {.scale = &c->scale,
                                         .departures = &c->departures,
                                         .series = &c->series,
                                         .controls = c->cast.controls ? &c->to_controls : NULL,
                                         .scene = (size_t)round(film->window / film->step)};
    return find_likenesses(&question, &c->data) ? PST_OK : fail_memory(error);
}

static enum pst_status find_runners_up(struct comparing *c, struct pst_error *error)
{
    c->runners_up = calloc(film_of(c)->count + 1, sizeof *c->runners_up);
    if (!c->runners_up ||
        !runners_up_find(film_of(c), cast_references(&c->cast), c->cast.references, c->near[MOMENT_SHOT],
                         &c->closeness[MOMENT_SHOT].together, c->runners_up))
        return fail_memory(error);
    return PST_OK;
}

static enum pst_status tell_precedents(struct comparing *c, struct pst_error *error)
{
    enum pst_status status = find_runners_up(c, error);
    if (status != PST_OK)
        return status;
    for (int kind = 0; kind < MOMENT_KINDS; kind++) {
        struct precedent_question question = {
            .film = film_of(c),
            .references = cast_references(&c->cast),
            .count = c->cast.references,
            .kind = (enum moment_kind)kind,
            .near = c->near[kind],
            .runners_up = kind == MOMENT_SHOT ? c->runners_up : NULL,
            .closeness = &c->closeness[kind],
            .told = c->params->precedents > 0 ? (size_t)c->params->precedents : PRECEDENTS,
            .first_film = 1};
        if (!find_precedents(&question, &c->data))
            return fail_memory(error);
    }
    return PST_OK;
}

static enum pst_status tell_signature(struct comparing *c, struct pst_error *error)
{
    enum pst_status status = compare_figures_read(&c->cast.figures, &c->figures, error);
    if (status == PST_OK && !find_signature(c->figures.items, c->figures.count, &c->data))
        status = fail_memory(error);
    return status;
}

static enum pst_status tell_shots(struct comparing *c, struct pst_error *error)
{
    const struct facet_film *film = film_of(c);
    struct pst_reel *reel;
    enum pst_status status = pst_reel_open(film->about.reel, &reel, error);
    for (size_t i = 0; status == PST_OK && i < film->count; i++) {
        const struct pst_swatch *swatches;
        size_t count;
        const struct facet_shot *shot = &film->shots[i];
        struct pst_compared_shot told = {
            shot->first, shot->last, shot->starts, shot->seconds, shot->kind == PST_SHOT_PICTURE, {{0}}, {0}};
        status = pst_reel_palette(reel, i, &swatches, &count, error);
        for (size_t k = 0; status == PST_OK && k < count && k < 8; k++) {
            snprintf(told.colours[k], sizeof told.colours[k], "#%02x%02x%02x", swatches[k].red,
                     swatches[k].green, swatches[k].blue);
            told.weights[k] = swatches[k].weight;
        }
        if (status == PST_OK && !array_push(&c->data.shots, told))
            status = fail_memory(error);
    }
    pst_reel_close(&reel);
    return status;
}

static enum pst_status tell_copies(struct comparing *c, struct pst_error *error)
{
    return compare_copies(&c->cast, c->params, &c->data, error);
}

static enum pst_status compare(struct comparing *c, const char *reel, const char *path,
                               struct pst_error *error)
{
    enum pst_status (*const steps[])(struct comparing *, struct pst_error *) = {
        tell_facets,     find_nearness,   find_departures, find_controls, tell_departures, tell_stretches,
        tell_likenesses, tell_precedents, tell_signature,  tell_shots,    tell_copies};
    enum pst_status status = cast_gather(&c->cast, reel, c->params, &c->data, error);
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == PST_OK; i++)
        status = c->params->cancelled && c->params->cancelled(c->params->data)
                     ? fail(error, PST_INTERRUPTED, "interrupted")
                     : steps[i](c, error);
    c->data.about.tool = pst_version();
    return status == PST_OK ? comparison_write(&c->data, path, error) : status;
}

static void release(struct comparing *c)
{
    for (size_t r = 0; r < c->cast.references; r++) {
        if (c->left_out)
            curves_release(&c->left_out[r]);
        if (c->reference_controls)
            curves_release(&c->reference_controls[r]);
    }
    free(c->left_out);
    free(c->reference_controls);
    for (int kind = 0; kind < MOMENT_KINDS; kind++) {
        nearness_release_all(c->near[kind], c->cast.references);
        closeness_release(&c->closeness[kind]);
    }
    free(c->runners_up);
    curves_release(&c->series);
    curves_release(&c->departures);
    curves_release(&c->to_controls);
    curves_release(&c->control);
    departure_scale_release(&c->scale);
    comparison_data_release(&c->data);
    compare_figures_release(&c->figures);
    cast_release(&c->cast);
}

enum pst_status pst_compare(const char *reel, const struct pst_compare_params *params, const char *path,
                            struct pst_compare_result *result, struct pst_error *error)
{
    struct comparing c = {.params = params};
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0)
        return fail_memory(error);
    locale_t before = uselocale(plain);
    enum pst_status status = compare(&c, reel, path, error);
    if (result)
        *result = (struct pst_compare_result){c.cast.references, c.cast.controls, c.cast.left_out,
                                              c.data.stretches.count};
    if (status == PST_OK && c.cast.left_out)
        status = fail(error, PST_PARTLY, "%zu of the reels could not be read", c.cast.left_out);
    release(&c);
    uselocale(before);
    freelocale(plain);
    return status;
}
