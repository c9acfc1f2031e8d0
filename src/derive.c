/* SPDX-License-Identifier: Apache-2.0 */
#include "derive.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/error.h"
#include "form/rhythm_figures.h"
#include "form/shot_figures.h"
#include "form/shots.h"
#include "form/still_choice.h"
#include "reel/walk.h"
#include "shot_colours.h"
#include "shot_times.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS_MOST = 4 }; /* rhythm is told for the film and for its halves and quarters */

/* What the steps of one derivation share. */
struct derivation {
    struct reel_writer *writer;
    struct pst_reel *reel; /* the same reel, to be read */
    const struct pst_film *film;
    const struct derive_params *params;
    struct shot_structure found;
    double *starts; /* seconds of film time at which each shot begins */
    double end;     /* and at which the last one ends */
};

/* The signal of each frame, unpacked as it comes. */
struct reading {
    const struct derivation *d;
    struct signal_frame *frames;
    size_t count;
};

static enum pst_status read_frame(void *data, const struct pst_vector *vector, struct pst_error *error)
{
    struct reading *r = data;
    const struct pst_film *film = r->d->film;
    if ((int64_t)r->count >= film->frames || vector->n != (int64_t)r->count ||
        !signal_frame_unpack(vector->data, vector->size, &r->frames[r->count]))
        return fail(error, PST_INPUT, "'%s' is damaged: signal of frame %zu", film->file, r->count);
    r->count++;
    return PST_OK;
}

static enum pst_status read_frames(struct derivation *d, struct signal_frame **frames, size_t *count,
                                   struct pst_error *error)
{
    struct reading reading = {d, calloc((size_t)d->film->frames + 1, sizeof **frames), 0};
    *frames = reading.frames;
    if (!*frames)
        return fail_memory(error);
    enum pst_status status = reel_walk_vectors(d->reel, "signal", read_frame, &reading, error);
    *count = reading.count;
    if (status == PST_OK && (int64_t)*count != d->film->frames)
        return fail(error, PST_INPUT, "'%s' is damaged: signal of %zu frames", d->film->file, *count);
    return status;
}

struct candidates {
    const struct derivation *d;
    struct signal_candidate *items;
    size_t count, capacity;
};

static enum pst_status read_candidate(void *data, const struct pst_vector *vector, struct pst_error *error)
{
    struct candidates *c = data;
    struct signal_candidate candidate;
    if (c->count == 0 && vector->size != SIGNAL_CANDIDATE_SIZE)
        return fail(error, PST_INPUT, "'%s' has shot candidates of another version: measure the film again",
                    c->d->film->file);
    if (!signal_candidate_unpack(vector->data, vector->size, &candidate))
        return fail(error, PST_INPUT, "'%s' is damaged: shot candidate %zu", c->d->film->file, c->count);
    return array_push(c, candidate) ? PST_OK : fail_memory(error);
}

static enum pst_status read_candidates(struct derivation *d, struct signal_candidate **candidates,
                                       size_t *count, struct pst_error *error)
{
    struct candidates read = {.d = d};
    enum pst_status status = reel_walk_vectors(d->reel, "signal_candidate", read_candidate, &read, error);
    *candidates = read.items;
    *count = read.count;
    return status;
}

static enum pst_status write_found(struct derivation *d, const struct signal_series *series,
                                   struct pst_error *error)
{
    enum pst_status status = find_shots(series, d->params->confidence, &d->found, error);
    if (status == PST_OK)
        status = reel_write_shots(d->writer, d->found.shots, d->found.shot_count, error);
    if (status == PST_OK)
        status = reel_write_transitions(d->writer, d->found.transitions, d->found.transition_count, error);
    return status;
}

/* A person's transitions, less those that are not confident enough. */
struct kept {
    struct pst_transition *transitions;
    struct pst_origin *origins;
    size_t count;
};

static enum pst_status keep_confident(struct derivation *d, struct kept *kept, struct pst_error *error)
{
    const struct pst_transition *transitions;
    const struct pst_origin *origins = NULL;
    size_t count;
    enum pst_status status = pst_reel_transitions(d->reel, &transitions, &count, error);
    if (status == PST_OK)
        status = pst_reel_origins(d->reel, &origins, &count, error);
    if (status != PST_OK)
        return status;
    kept->transitions = calloc(count + 1, sizeof *kept->transitions);
    kept->origins = calloc(count + 1, sizeof *kept->origins);
    if (!kept->transitions || !kept->origins)
        return fail_memory(error);
    for (size_t i = 0; i < count; i++)
        if (transitions[i].confidence >= d->params->confidence) {
            kept->transitions[kept->count] = transitions[i];
            kept->origins[kept->count++] = origins[i];
        }
    return PST_OK;
}

static enum pst_status write_corrected(struct derivation *d, const struct signal_series *series,
                                       struct pst_error *error)
{
    struct kept kept = {0};
    enum pst_status status = keep_confident(d, &kept, error);
    if (status == PST_OK)
        status = shot_structure_from_transitions(kept.transitions, kept.count, series->frame_count, series,
                                                 &d->found, error);
    if (status == PST_OK)
        status = reel_write_shots(d->writer, d->found.shots, d->found.shot_count, error);
    if (status == PST_OK)
        status = reel_write_transitions(d->writer, kept.transitions, kept.count, error);
    if (status == PST_OK)
        status = reel_write_origins(d->writer, kept.origins, kept.count, error);
    free(kept.transitions);
    free(kept.origins);
    return status;
}

static enum pst_status find_structure(struct derivation *d, struct pst_error *error)
{
    struct signal_frame *frames = NULL;
    struct signal_candidate *candidates = NULL;
    size_t frame_count = 0, candidate_count = 0, corrected = 0;
    const struct pst_correction *corrections;
    enum pst_status status = pst_reel_corrections(d->reel, &corrections, &corrected, error);
    if (status == PST_OK)
        status = read_frames(d, &frames, &frame_count, error);
    if (status == PST_OK && !corrected)
        status = read_candidates(d, &candidates, &candidate_count, error);
    struct signal_series series = {frames, (int64_t)frame_count, candidates, candidate_count};
    if (status == PST_OK)
        status = corrected ? write_corrected(d, &series, error) : write_found(d, &series, error);
    free(frames);
    free(candidates);
    return status;
}

static enum pst_status find_starts(struct derivation *d, struct pst_error *error)
{
    const struct pst_film *film = pst_reel_film(d->reel);
    const int64_t *pts;
    enum pst_status status = pst_reel_pts(d->reel, &pts, error);
    if (status != PST_OK)
        return status;
    d->starts = shot_times(film, pts, d->found.shots, d->found.shot_count);
    d->end = clock_seconds(film->end_pts - film->first_pts, film->time_base);
    return d->starts ? PST_OK : fail_memory(error);
}

static enum pst_status has_meter(struct derivation *d, const char *name, bool *has, struct pst_error *error)
{
    const struct pst_meter_used *used = NULL;
    size_t count = 0;
    enum pst_status status = pst_reel_meters(d->reel, &used, &count, error);
    *has = false;
    for (size_t i = 0; i < count; i++)
        *has = *has || strcmp(used[i].name, name) == 0;
    return status;
}

static enum pst_status write_palette(void *data, size_t shot, const struct palette_sum *sum,
                                     struct pst_error *error)
{
    struct derivation *d = data;
    struct pst_swatch swatches[PALETTE_COLOURS];
    size_t colours = 0;
    palette_make(sum, swatches, &colours);
    return reel_write_palette(d->writer, (int64_t)shot, swatches, colours, error);
}

static enum pst_status write_palettes(struct derivation *d, struct pst_error *error)
{
    bool coloured;
    enum pst_status status = has_meter(d, "colour", &coloured, error);
    if (status != PST_OK || !coloured)
        return status;
    return shot_colours(d->reel, d->found.shots, d->found.shot_count, d->film->frames, write_palette, d,
                        error);
}

static enum pst_status write_shot_figure(struct derivation *d, const struct pst_measure *measure,
                                         double *means, struct pst_error *error)
{
    struct pst_series series;
    size_t count = d->found.shot_count;
    enum pst_status status = pst_reel_series(d->reel, measure->name, &series, error);
    if (status != PST_OK)
        return status;
    if (strcmp(measure->grid, "frame") != 0)
        shot_levels(d->starts, count, d->end, &series, means);
    else if (strcmp(measure->unit, "degrees") == 0)
        shot_directions(d->found.shots, count, series.values, series.count, means);
    else
        shot_means(d->found.shots, count, series.values, series.count, means);
    reel_forget_series(d->reel, measure->name);
    return reel_write_shot_values(d->writer, measure->name, means, count, error);
}

/* Frame measures, and levels of sound on a grid of their own. */
static bool has_shot_figure(const struct pst_measure *measure)
{
    return !measure->vector &&
           (strcmp(measure->grid, "frame") == 0 || strcmp(measure->name, "loudness_momentary") == 0);
}

static enum pst_status write_shot_figures(struct derivation *d, struct pst_error *error)
{
    const struct pst_measure *measures;
    size_t count;
    enum pst_status status = pst_reel_measures(d->reel, &measures, &count, error);
    double *means = calloc(d->found.shot_count ? d->found.shot_count : 1, sizeof *means);
    if (status == PST_OK && !means)
        status = fail_memory(error);
    for (size_t i = 0; status == PST_OK && i < count; i++)
        if (has_shot_figure(&measures[i]))
            status = write_shot_figure(d, &measures[i], means, error);
    free(means);
    return status;
}

/* About 2,000 points a film, a second apart at the least. */
static enum pst_status write_density(struct derivation *d, const struct rhythm_input *input,
                                     struct pst_error *error)
{
    enum { POINTS = 2000 };
    double length = fmin(fmax(d->end, 0), (double)INT32_MAX); /* a damaged clock may tell of ages */
    int32_t seconds = (int32_t)(length / POINTS) + 1;
    struct pst_rational step =
        length < POINTS / 4.0 ? (struct pst_rational){1, 4} : (struct pst_rational){seconds, 1};
    struct pst_measure measure = {"cutting_density",
                                  "form",
                                  "cutting",
                                  "shots/min",
                                  "how many shots begin in a minute, by a kernel estimate",
                                  false};
    size_t count = (size_t)(length / rational_value(step)) + 1;
    double bandwidth, *values = calloc(count, sizeof *values);
    enum pst_status status =
        values ? density_curve(input, rational_value(step), values, count, &bandwidth, error)
               : fail_memory(error);
    int id = 0;
    if (status == PST_OK)
        status = reel_write_measure(d->writer, &measure, 0, step, &id, error);
    for (size_t i = 0; status == PST_OK && i < count; i++)
        status = reel_write_value(d->writer, id, (int64_t)i, values[i], error);
    free(values);
    return status;
}

static enum pst_status write_rhythm(struct derivation *d, struct pst_error *error)
{
    struct rhythm_input input = {d->found.shots, d->starts, d->found.shot_count, d->end, 0};
    struct rhythm_list list = {0};
    enum pst_status status = PST_OK;
    for (int parts = 1; status == PST_OK && parts <= PARTS_MOST; parts *= 2)
        status = rhythm_figures(&input, parts, &list, error);
    if (status == PST_OK)
        status = reel_write_rhythm(d->writer, list.items, list.count, error);
    rhythm_release(&list);
    return status == PST_OK ? write_density(d, &input, error) : status;
}

static enum pst_status write_stills(struct derivation *d, struct pst_error *error)
{
    const int64_t *candidates;
    size_t count, shots = d->found.shot_count;
    enum pst_status status = reel_still_frames(d->writer, &candidates, &count, error);
    int64_t *chosen = calloc(shots ? shots : 1, sizeof *chosen);
    if (status == PST_OK && !chosen)
        status = fail_memory(error);
    if (status == PST_OK) {
        choose_stills(candidates, count, d->found.shots, shots, d->found.transitions,
                      d->found.transition_count, chosen);
        for (size_t i = 0; i < shots; i++)
            chosen[i] = chosen[i] < 0 ? -1 : candidates[chosen[i]];
        status = reel_choose_stills(d->writer, chosen, shots, error);
    }
    free(chosen);
    return status;
}

static bool is_cancelled(const struct derivation *d)
{
    return d->params->cancelled && d->params->cancelled(d->params->data);
}

static enum pst_status derive_all(struct derivation *d, struct pst_error *error)
{
    enum pst_status (*const steps[])(struct derivation *, struct pst_error *) = {
        find_structure, find_starts, write_palettes, write_shot_figures, write_rhythm, write_stills};
    enum pst_status status = PST_OK;
    for (size_t i = 0; status == PST_OK && i < sizeof steps / sizeof *steps; i++)
        status = is_cancelled(d) ? fail(error, PST_INTERRUPTED, "interrupted") : steps[i](d, error);
    return status;
}

const struct derive_params derive_default = {.confidence = 0.5};

enum pst_status derive(struct reel_writer *writer, const struct derive_params *params,
                       struct pst_error *error)
{
    struct derivation d = {.writer = writer, .params = params};
    char parameters[64];
    snprintf(parameters, sizeof parameters, "{\"confidence\":%.9g}", params->confidence);
    enum pst_status status = reel_write_meter(writer, "form", FORM_VERSION, parameters, error);
    if (status == PST_OK)
        status = reel_writer_view(writer, &d.reel, error);
    if (status != PST_OK)
        return status;
    d.film = pst_reel_film(d.reel);
    status = derive_all(&d, error);
    /* A measure that is not there: its meter is, so a reel that was kept has been spoilt. */
    if (status == PST_USAGE)
        status = fail(error, PST_INPUT, "'%s' is damaged: measures are missing", d.film->file);
    shot_structure_release(&d.found);
    free(d.starts);
    return status;
}
