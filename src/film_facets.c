/* SPDX-License-Identifier: Apache-2.0 */
#include "film_facets.h"
#include "base/error.h"
#include "base/text.h"
#include "kernel/fingerprint_hash.h"
#include "likeness/facets_of_shot.h"
#include "likeness/setting.h"
#include "reel/summary.h"
#include "reel/walk.h"
#include "shot_colours.h"
#include "shot_times.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static_assert((int)FACET_FINGERPRINT == (int)FINGERPRINT_SIZE, "a shot keeps a whole fingerprint");

/* One reel on its way into facets. */
struct reading {
    struct pst_reel *reel;
    struct facet_film *film;
    const struct pst_shot *shots;
    size_t count;
    double *starts;
    struct shot_body *bodies;
    int64_t *middles; /* of the bodies, where fingerprints are taken */
    const struct pst_measure *measures;
    size_t measure_count;
    bool colourless;
    /* of a walk over vectors */
    size_t at;
    struct motion_sum motion;
    struct layout_sum layout;
};

static bool has_measure(const struct reading *r, const char *name)
{
    for (size_t i = 0; i < r->measure_count; i++)
        if (strcmp(r->measures[i].name, name) == 0)
            return true;
    return false;
}

static bool has_meter(const struct reading *r, const char *name)
{
    for (size_t i = 0; i < r->measure_count; i++)
        if (strcmp(r->measures[i].meter, name) == 0)
            return true;
    return false;
}

static enum pst_status make_shots(struct reading *r, struct pst_error *error)
{
    double end = pst_reel_film(r->reel)->duration;
    r->film->shots = calloc(r->count + 1, sizeof *r->film->shots);
    if (!r->film->shots)
        return fail_memory(error);
    r->film->count = r->count;
    for (size_t i = 0; i < r->count; i++) {
        double ends = i + 1 < r->count ? r->starts[i + 1] : end;
        r->film->shots[i] = (struct facet_shot){.first = r->shots[i].first,
                                                .last = r->shots[i].last,
                                                .starts = r->starts[i],
                                                .seconds = fmax(ends - r->starts[i], 0),
                                                .kind = r->shots[i].kind};
        r->middles[i] = r->bodies[i].first + (r->bodies[i].last - r->bodies[i].first) / 2;
    }
    return PST_OK;
}

static enum pst_status read_shots(struct reading *r, struct pst_error *error)
{
    const struct pst_transition *transitions;
    const int64_t *pts;
    size_t count;
    enum pst_status status = pst_reel_shots(r->reel, &r->shots, &r->count, error);
    if (status == PST_OK)
        status = pst_reel_transitions(r->reel, &transitions, &count, error);
    if (status == PST_OK)
        status = pst_reel_measures(r->reel, &r->measures, &r->measure_count, error);
    if (status == PST_OK)
        status = reel_border_pts(r->reel, &pts, error);
    if (status != PST_OK)
        return status;
    r->starts = shot_times(pst_reel_film(r->reel), pts, r->shots, r->count);
    if (!r->starts)
        return fail_memory(error);
    r->bodies = calloc(r->count + 1, sizeof *r->bodies);
    r->middles = calloc(r->count + 1, sizeof *r->middles);
    if (!r->bodies || !r->middles)
        return fail_memory(error);
    shot_bodies(r->shots, r->count, transitions, count, r->bodies);
    return make_shots(r, error);
}

static enum pst_status read_palettes(struct reading *r, struct pst_error *error)
{
    enum pst_status status = PST_OK;
    for (size_t i = 0; i < r->count && status == PST_OK; i++) {
        const struct pst_swatch *swatches;
        size_t count;
        status = pst_reel_palette(r->reel, i, &swatches, &count, error);
        if (status == PST_OK)
            take_palette(swatches, count, &r->film->shots[i].facets);
    }
    return status;
}

/* The mean over a shot's body; NaN: missing. */
static double mean_over(const struct pst_series *series, struct shot_body body)
{
    double sum = 0, told = 0;
    for (int64_t n = body.first; n <= body.last && n < (int64_t)series->count; n++)
        if (isfinite(series->values[n])) {
            sum += series->values[n];
            told++;
        }
    return told > 0 ? sum / told : (double)NAN;
}

static enum pst_status read_light(struct reading *r, struct pst_error *error)
{
    static const char *const names[LIGHT_FIGURES] = {"light_mean", "light_contrast", "light_low",
                                                     "light_high"};
    struct pst_series series[LIGHT_FIGURES];
    for (int k = 0; k < LIGHT_FIGURES; k++) {
        if (!has_measure(r, names[k]))
            return PST_OK;
        enum pst_status status = pst_reel_series(r->reel, names[k], &series[k], error);
        if (status != PST_OK)
            return status;
    }
    for (size_t i = 0; i < r->count; i++) {
        double values[LIGHT_FIGURES];
        for (int k = 0; k < LIGHT_FIGURES; k++)
            values[k] = mean_over(&series[k], r->bodies[i]);
        take_light(values, &r->film->shots[i].facets);
    }
    return PST_OK;
}

static double value_near(const struct pst_series *series, double when)
{
    double place = (when - series->start) / series->step;
    if (!series->count || !isfinite(place))
        return NAN;
    return series->values[(size_t)fmin(fmax(place + 0.5, 0), (double)series->count - 1)];
}

static enum pst_status read_rhythm(struct reading *r, struct pst_error *error)
{
    struct pst_series density;
    if (!has_measure(r, "cutting_density"))
        return PST_OK;
    enum pst_status status = pst_reel_series(r->reel, "cutting_density", &density, error);
    for (size_t i = 0; i < r->count && status == PST_OK; i++) {
        struct facet_shot *shot = &r->film->shots[i];
        take_rhythm(shot->seconds, value_near(&density, shot->starts + shot->seconds / 2), &shot->facets);
    }
    return status;
}

static enum pst_status read_sound(struct reading *r, struct pst_error *error)
{
    struct film_sound sound;
    struct pst_series integrated;
    if (!has_measure(r, "loudness_momentary") || !has_measure(r, "loudness_short_term") ||
        !has_measure(r, "loudness_integrated"))
        return PST_OK;
    enum pst_status status = pst_reel_series(r->reel, "loudness_momentary", &sound.momentary, error);
    if (status == PST_OK)
        status = pst_reel_series(r->reel, "loudness_short_term", &sound.short_term, error);
    if (status == PST_OK)
        status = pst_reel_series(r->reel, "loudness_integrated", &integrated, error);
    if (status != PST_OK)
        return status;
    sound.integrated = integrated.count ? integrated.values[0] : NAN;
    for (size_t i = 0; i < r->count; i++)
        take_sound(&sound, r->film->shots[i].starts, r->film->shots[i].seconds, &r->film->shots[i].facets);
    return PST_OK;
}

static void end_motion(struct reading *r)
{
    struct facet_shot *shot = &r->film->shots[r->at];
    double rate = (double)(shot->last - shot->first + 1) / shot->seconds;
    take_motion(&r->motion, rate, &shot->facets);
    r->motion = (struct motion_sum){0};
}

static enum pst_status add_signal(void *data, const struct pst_vector *vector, struct pst_error *error)
{
    struct reading *r = data;
    struct signal_frame frame;
    if (!signal_frame_unpack(vector->data, vector->size, &frame))
        return fail(error, PST_INPUT, "'%s' is damaged: signal of frame %lld", pst_reel_path(r->reel),
                    (long long)vector->n);
    for (; r->at < r->count && r->bodies[r->at].last < vector->n; r->at++)
        end_motion(r);
    if (r->at < r->count && vector->n >= r->bodies[r->at].first)
        motion_add(&r->motion, &frame);
    return PST_OK;
}

static enum pst_status read_motion(struct reading *r, struct pst_error *error)
{
    if (!has_measure(r, "signal"))
        return PST_OK;
    enum pst_status status = reel_walk_vectors(r->reel, "signal", add_signal, r, error);
    for (; status == PST_OK && r->at < r->count; r->at++)
        end_motion(r);
    r->at = 0;
    return status;
}

static void end_layout(struct reading *r)
{
    take_layout(&r->layout, &r->film->shots[r->at].facets);
    r->layout = (struct layout_sum){0};
}

static enum pst_status add_layout(void *data, const struct pst_vector *vector, struct pst_error *error)
{
    struct reading *r = data;
    if (vector->size != LAYOUT_SIZE)
        return fail(error, PST_INPUT, "'%s' is damaged: layout of frame %lld", pst_reel_path(r->reel),
                    (long long)vector->n);
    for (; r->at < r->count && r->bodies[r->at].last < vector->n; r->at++)
        end_layout(r);
    if (r->at < r->count && vector->n >= r->bodies[r->at].first)
        layout_add(&r->layout, vector->data);
    return PST_OK;
}

static enum pst_status read_composition(struct reading *r, struct pst_error *error)
{
    if (!has_measure(r, "layout"))
        return PST_OK;
    enum pst_status status = reel_walk_vectors(r->reel, "layout", add_layout, r, error);
    for (; status == PST_OK && r->at < r->count; r->at++)
        end_layout(r);
    r->at = 0;
    return status;
}

static enum pst_status end_setting(void *data, size_t shot, const struct palette_sum *sum,
                                   struct pst_error *error)
{
    struct reading *r = data;
    (void)error;
    take_setting(sum->weight, &r->film->shots[shot].facets);
    return PST_OK;
}

static enum pst_status read_settings(struct reading *r, struct pst_error *error)
{
    if (!has_measure(r, "colour_histogram") || !has_measure(r, "layout"))
        return PST_OK;
    enum pst_status status =
        shot_colours(r->reel, r->shots, r->count, pst_reel_film(r->reel)->frames, end_setting, r, error);
    settle_textures(r->film->shots, r->count);
    return status;
}

static enum pst_status keep_fingerprint(void *data, const struct pst_vector *vector, struct pst_error *error)
{
    struct reading *r = data;
    if (vector->size != FACET_FINGERPRINT)
        return fail(error, PST_INPUT, "'%s' is damaged: fingerprint of frame %lld", pst_reel_path(r->reel),
                    (long long)vector->n);
    while (r->middles[r->at] < vector->n)
        r->at++;
    memcpy(r->film->shots[r->at].fingerprint, vector->data, FACET_FINGERPRINT);
    return PST_OK;
}

static enum pst_status read_fingerprints(struct reading *r, struct pst_error *error)
{
    if (!has_measure(r, "fingerprint"))
        return PST_OK;
    enum pst_status status =
        reel_walk_vectors_at(r->reel, "fingerprint", r->middles, r->count, keep_fingerprint, r, error);
    r->at = 0;
    return status;
}

/* Coding noise gives a grey film a mean chroma of up to this (docs/measures.md, colour_chroma). */
static const double grey_chroma = 0.004;

/* What noise there is in a grey film's chroma is not its colour. */
static void take_colour_away(struct reading *r)
{
    for (size_t i = 0; i < r->count; i++)
        for (int k = 0; k < FACET_COLOURS; k++)
            r->film->shots[i].facets.colour[k].a = r->film->shots[i].facets.colour[k].b = 0;
}

static enum pst_status read_chroma(struct reading *r, struct pst_error *error)
{
    struct pst_series chroma;
    double sum = 0, seconds = 0;
    if (!has_measure(r, "colour_chroma"))
        return PST_OK;
    enum pst_status status = pst_reel_shot_series(r->reel, "colour_chroma", &chroma, error);
    for (size_t i = 0; i < r->count && status == PST_OK; i++)
        if (isfinite(chroma.values[i])) {
            sum += chroma.values[i] * r->film->shots[i].seconds;
            seconds += r->film->shots[i].seconds;
        }
    r->colourless = seconds > 0 && sum <= grey_chroma * seconds;
    if (r->colourless)
        take_colour_away(r);
    return status;
}

static void add_note(struct text *note, bool holds, const char *what)
{
    if (holds)
        text_format(note, "%s%s", note->length ? ", " : "", what);
}

static char *make_note(const struct reading *r, unsigned told)
{
    struct text note = {0};
    bool sound = has_meter(r, "loudness");
    text_append(&note, "");
    add_note(&note, !r->count, "no pictures");
    add_note(&note, r->count == 1, "one shot");
    add_note(&note, r->colourless, "black and white");
    add_note(&note, !sound || !(told >> PST_FACET_SOUND & 1),
             !sound                                    ? "sound not measured"
             : pst_reel_film(r->reel)->sound_start.den ? "silent"
                                                       : "no sound");
    add_note(&note, r->count && !has_meter(r, "colour"), "colour not measured");
    add_note(&note, r->count && !has_meter(r, "light"), "light not measured");
    add_note(&note, r->count && !has_meter(r, "composition"), "composition not measured");
    return note.data;
}

static bool tell_strings(struct reading *r, char *tool)
{
    const struct pst_film *film = pst_reel_film(r->reel);
    struct pst_compared *about = &r->film->about;
    about->reel = strdup(pst_reel_path(r->reel));
    about->file = strdup(film->file);
    about->title = strdup(film->title);
    about->hash = strdup(film->hash);
    about->tool = tool;
    about->note = make_note(r, about->facets);
    return about->reel && about->file && about->title && about->hash && about->note;
}

static enum pst_status tell_about(struct reading *r, struct pst_error *error)
{
    const struct pst_film *film = pst_reel_film(r->reel);
    struct pst_compared *about = &r->film->about;
    char *tool = NULL;
    enum pst_status status = reel_tool(r->reel, &tool, error);
    *about = (struct pst_compared){.frames = film->frames,
                                   .rate_num = film->frame_rate.num,
                                   .rate_den = film->frame_rate.den,
                                   .seconds = film->duration,
                                   .shots = (int64_t)r->count};
    for (size_t i = 0; i < r->count; i++)
        about->facets |= r->film->shots[i].facets.told;
    if (status == PST_OK && !tell_strings(r, tool))
        status = fail_memory(error);
    return status;
}

static enum pst_status read_all(struct reading *r, struct pst_error *error)
{
    enum pst_status (*const steps[])(struct reading *, struct pst_error *) = {
        read_shots,  read_palettes,    read_chroma,   read_light,        read_rhythm, read_sound,
        read_motion, read_composition, read_settings, read_fingerprints, tell_about};
    enum pst_status status = PST_OK;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == PST_OK; i++)
        status = steps[i](r, error);
    return status;
}

enum pst_status film_facets(const char *path, struct facet_film *film, struct pst_error *error)
{
    struct reading r = {.film = film};
    *film = (struct facet_film){0};
    enum pst_status status = pst_reel_open(path, &r.reel, error);
    if (status == PST_OK)
        status = read_all(&r, error);
    free(r.starts);
    free(r.bodies);
    free(r.middles);
    pst_reel_close(&r.reel);
    if (status != PST_OK)
        film_facets_release(film);
    return status;
}

void film_facets_release(struct facet_film *film)
{
    const char *const strings[] = {film->about.reel, film->about.file, film->about.title,
                                   film->about.hash, film->about.tool, film->about.note};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        free((void *)(uintptr_t)strings[i]);
    facet_film_release(film);
    *film = (struct facet_film){0};
}
