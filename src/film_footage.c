/* SPDX-License-Identifier: Apache-2.0 */
#include "film_footage.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/inset_print.h"
#include "film_facets.h"
#include "frame_prints.h"
#include "likeness/common.h"
#include "reel/walk.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool footage_grow(struct pst_footage *f)
{
    if (f->frames < f->capacity)
        return true;
    size_t room = f->capacity ? 2 * f->capacity : 1024;
    uint8_t *prints = realloc(f->prints, room * FINGERPRINT_SIZE);
    f->prints = prints ? prints : f->prints;
    double *times = realloc(f->times, room * sizeof *times);
    f->times = times ? times : f->times;
    bool *aside = realloc(f->aside, room * sizeof *aside);
    f->aside = aside ? aside : f->aside;
    bool good = prints && times && aside;
    for (int i = 0; i < COPIES_FLICKERS; i++) {
        float *flickers = realloc(f->flickers[i], room * sizeof *flickers);
        f->flickers[i] = flickers ? flickers : f->flickers[i];
        good = good && flickers;
    }
    f->capacity = good ? room : f->capacity;
    return good;
}

bool footage_name(struct pst_footage *f, const char *path, const struct pst_film *film)
{
    f->path = strdup(path);
    f->file = strdup(film->file);
    f->title = strdup(film->title);
    memcpy(f->hash, film->hash, sizeof f->hash);
    f->end = film->duration;
    f->about = (struct pst_footage_about){.path = f->path,
                                          .file = f->file,
                                          .title = f->title,
                                          .hash = f->hash,
                                          .rate = film->frame_rate,
                                          .seconds = film->duration};
    return f->path && f->file && f->title;
}

static enum pst_status finish(struct pst_footage *f, struct pst_error *error)
{
    struct copies_film film = {.prints = f->prints, .times = f->times, .aside = f->aside, .count = f->frames};
    for (int i = 0; i < COPIES_FLICKERS; i++)
        film.flickers[i] = f->flickers[i];
    if (!copies_sketch_make(&f->sketch, &film) || !footage_show_insets(f) ||
        !film_soundtrack_finish(&f->sound))
        return fail_memory(error);
    film.prints = f->insets;
    for (int i = 0; i < COPIES_FLICKERS; i++)
        film.flickers[i] = NULL; /* which are the whole picture's */
    if (f->insets && !copies_sketch_make(&f->inset_sketch, &film))
        return fail_memory(error);
    f->about.frames = (int64_t)f->frames;
    f->about.extent = f->sketch.extent + f->inset_sketch.extent;
    f->about.sound_extent = f->sound.track.extent;
    f->about.sound_unmeasured = f->sound.unmeasured;
    return PST_OK;
}

/* A measure that the reel lacks stays unknown. */
static enum pst_status read_series(struct pst_footage *f, struct pst_reel *reel, const char *measure,
                                   float *to, struct pst_error *error)
{
    struct pst_series series;
    struct pst_error why;
    enum pst_status status = pst_reel_series(reel, measure, &series, &why);
    for (size_t i = 0; status == PST_OK && i < series.count && i < f->frames; i++)
        to[i] = (float)series.values[i];
    return status == PST_OK || status == PST_USAGE ? PST_OK : fail(error, status, "%s", why.message);
}

static enum pst_status take_inset(void *data, const struct pst_vector *vector, struct pst_error *error)
{
    struct pst_footage *f = data;
    if (vector->size != INSET_SIZE || vector->n < 0)
        return fail(error, PST_INPUT, "'%s' is damaged: inset of frame %lld", f->path, (long long)vector->n);
    return footage_keep_inset(f, vector->n, vector->data) ? PST_OK : fail_memory(error);
}

/* A reel of an older tool has no insets. */
static enum pst_status read_insets(struct pst_footage *f, struct pst_reel *reel, struct pst_error *error)
{
    struct pst_error why;
    enum pst_status status = reel_walk_vectors(reel, "inset", take_inset, f, &why);
    return status == PST_OK || status == PST_USAGE ? PST_OK : fail(error, status, "%s", why.message);
}

/* Takes the fingerprints over, and makes room for what stands beside them. */
static bool take_prints(struct pst_footage *f, struct frame_prints *prints)
{
    size_t count = (size_t)prints->frames;
    f->frames = f->capacity = count;
    f->prints = (uint8_t *)prints->prints;
    prints->prints = NULL;
    f->times = malloc((count + 1) * sizeof *f->times);
    f->aside = calloc(count + 1, sizeof *f->aside);
    bool room = f->times && f->aside;
    for (int i = 0; i < COPIES_FLICKERS && room; i++) {
        room = (f->flickers[i] = malloc((count + 1) * sizeof *f->flickers[i]));
        for (size_t k = 0; room && k < count; k++)
            f->flickers[i][k] = NAN;
    }
    return room;
}

static enum pst_status read_prints(struct pst_footage *f, struct pst_reel *reel, struct pst_error *error)
{
    const struct pst_film *film = pst_reel_film(reel);
    const int64_t *pts;
    struct frame_prints prints;
    enum pst_status status = frame_prints_read(reel, &prints, error);
    if (status == PST_OK && !take_prints(f, &prints))
        status = fail_memory(error);
    frame_prints_release(&prints);
    if (status == PST_OK)
        status = read_insets(f, reel, error);
    for (int i = 0; i < COPIES_FLICKERS && status == PST_OK; i++)
        status = read_series(f, reel, copies_flickers[i], f->flickers[i], error);
    if (status == PST_OK)
        status = pst_reel_pts(reel, &pts, error);
    for (size_t i = 0; status == PST_OK && i < f->frames; i++)
        f->times[i] = clock_seconds(pts[i] - film->first_pts, film->time_base);
    return status;
}

/* Titles and credits on one colour at an end: nearly all of the shot is that colour, or it with less light as
   it fades. Those on black are common already. */
static bool is_plain_title(const struct facet_film *film, const struct facet_shot *shot)
{
    static const float mostly = 0.6f, nearly_all = 0.9f, alike = 0.04f;
    const struct facets *f = &shot->facets;
    const struct facet_colour *main = &f->colour[0];
    float plain = 0;
    if (!(f->told >> PST_FACET_COLOUR & 1) || main->weight < mostly || !is_at_end(film, shot))
        return false;
    for (int i = 0; i < f->colours; i++) {
        const struct facet_colour *c = &f->colour[i];
        float light = main->l > 0 ? fminf(c->l / main->l, 1) : 0;
        if (fabsf(c->l - light * main->l) < alike && fabsf(c->a - light * main->a) < alike &&
            fabsf(c->b - light * main->b) < alike)
            plain += c->weight;
    }
    return plain >= nearly_all;
}

static void set_aside(struct pst_footage *f, const struct facet_film *film)
{
    for (size_t i = 0; i < film->count; i++) {
        const struct facet_shot *shot = &film->shots[i];
        bool aside = shot->common || is_plain_title(film, shot);
        for (int64_t k = shot->first; aside && k <= shot->last && k < (int64_t)f->frames; k++)
            f->aside[k] = true;
        if (aside &&
            shot->kind == PST_SHOT_PICTURE) /* nor does a logo's sound count; black may have a film's own */
            film_soundtrack_silence(&f->sound, shot->starts, shot->starts + shot->seconds);
    }
}

enum pst_status footage_of_reel(const char *path, const struct facet_film *film, struct pst_footage **out,
                                struct pst_error *error)
{
    struct pst_reel *reel = NULL;
    struct pst_footage *f = *out = calloc(1, sizeof *f);
    enum pst_status status = f ? pst_reel_open(path, &reel, error) : fail_memory(error);
    if (status == PST_OK && !footage_name(f, path, pst_reel_film(reel)))
        status = fail_memory(error);
    if (status == PST_OK)
        status = read_prints(f, reel, error);
    if (status == PST_OK)
        status = film_soundtrack_read(&f->sound, reel, error);
    pst_reel_close(&reel);
    if (status == PST_OK) {
        set_aside(f, film);
        status = finish(f, error);
    }
    if (status != PST_OK)
        pst_footage_close(out);
    return status;
}

static enum pst_status open_reel(const char *path, struct pst_footage **out, struct pst_error *error)
{
    struct facet_film film;
    *out = NULL;
    enum pst_status status = film_facets(path, &film, error);
    if (status != PST_OK)
        return status;
    for (size_t i = 0; i < film.count; i++)
        film.shots[i].common = is_common_anyway(&film, &film.shots[i]);
    status = footage_of_reel(path, &film, out, error);
    film_facets_release(&film);
    return status;
}

/* A reel, or any other SQLite file, which is then refused as such. */
static bool is_database(const char *path)
{
    static const char magic[] = "SQLite format 3";
    char head[sizeof magic] = "";
    FILE *file = fopen(path, "rb");
    bool read = file && fread(head, 1, sizeof head, file) == sizeof head;
    if (file)
        fclose(file);
    return read && memcmp(head, magic, sizeof magic) == 0;
}

enum pst_status pst_footage_open(const char *path, const struct pst_footage_params *params,
                                 struct pst_footage **out, struct pst_error *error)
{
    static const struct pst_footage_params plain = {0};
    if (is_database(path))
        return open_reel(path, out, error);
    struct pst_footage *f = *out = calloc(1, sizeof *f);
    enum pst_status status = f ? footage_watch(f, path, params ? params : &plain, error) : fail_memory(error);
    if (status == PST_OK)
        status = finish(f, error);
    if (status != PST_OK)
        pst_footage_close(out);
    return status;
}

void pst_footage_close(struct pst_footage **out)
{
    struct pst_footage *f = out ? *out : NULL;
    if (!f)
        return;
    copies_sketch_release(&f->sketch);
    film_soundtrack_release(&f->sound);
    copies_sketch_release(&f->inset_sketch);
    free(f->prints);
    free(f->inset_events.items);
    free(f->insets);
    free(f->times);
    free(f->aside);
    for (int i = 0; i < COPIES_FLICKERS; i++)
        free(f->flickers[i]);
    free(f->path);
    free(f->file);
    free(f->title);
    free(f);
    *out = NULL;
}

const struct pst_footage_about *pst_footage_about(const struct pst_footage *f)
{
    return &f->about;
}
