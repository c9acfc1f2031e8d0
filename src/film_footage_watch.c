/* SPDX-License-Identifier: Apache-2.0 */
/* Fingerprints of a film and its sound, measured as for a reel by the same meters, and kept in memory. */
#include "base/clock.h"
#include "base/error.h"
#include "film_footage.h"
#include "media/media.h"
#include "meter/meter.h"
#include <math.h>
#include <string.h>

enum { METERS = 4 };
static const char *const names[METERS] = {"fingerprint", "inset", "light", "colour"};

struct watching {
    struct pst_footage *footage;
    const struct pst_film *film;
    const struct pst_footage_params *params;
    struct meter_run runs[METERS];
    struct film_soundtrack_ear ear;
    struct pst_error error;
};

static const struct meter *find_meter(const char *name)
{
    const struct meter *const *meter = meters;
    while (strcmp((*meter)->name, name) != 0)
        meter++;
    return *meter;
}

static enum pst_status keep_print(struct meter_run *run, unsigned measure, int64_t n, const void *data,
                                  size_t size)
{
    struct pst_footage *f = ((struct watching *)run->sink_data)->footage;
    (void)measure, (void)n;
    memcpy(f->prints + f->frames * FINGERPRINT_SIZE, data, size);
    f->aside[f->frames] = false;
    return PST_OK;
}

static enum pst_status keep_inset(struct meter_run *run, unsigned measure, int64_t n, const void *data,
                                  size_t size)
{
    (void)measure, (void)size;
    return footage_keep_inset(((struct watching *)run->sink_data)->footage, n, data)
               ? PST_OK
               : fail_memory(run->error);
}

static enum pst_status keep_value(struct meter_run *run, unsigned measure, int64_t n, double value)
{
    struct pst_footage *f = ((struct watching *)run->sink_data)->footage;
    const char *name = run->meter->measures[measure].name;
    (void)n;
    for (int i = 0; i < COPIES_FLICKERS; i++)
        if (strcmp(name, copies_flickers[i]) == 0)
            f->flickers[i][f->frames] = (float)value;
    return PST_OK;
}

static enum pst_status pass_over(struct meter_run *run, unsigned measure, int64_t n, const void *data,
                                 size_t size)
{
    (void)run, (void)measure, (void)n, (void)data, (void)size;
    return PST_OK;
}

static const struct meter_sink sinks[METERS] = {{.vector = keep_print},
                                                {.vector = keep_inset},
                                                {.value = keep_value, .vector = pass_over},
                                                {.value = keep_value, .vector = pass_over}};

static enum pst_status on_picture(void *data, const struct picture *picture, struct pst_error *error)
{
    struct watching *w = data;
    struct pst_footage *f = w->footage;
    enum pst_status status = PST_OK;
    if (!footage_grow(f))
        return fail_memory(error);
    for (int i = 0; i < COPIES_FLICKERS; i++)
        f->flickers[i][f->frames] = NAN;
    f->times[f->frames] = clock_seconds(picture->pts - w->film->first_pts, w->film->time_base);
    for (int i = 0; status == PST_OK && i < METERS; i++)
        status = w->runs[i].meter->picture(&w->runs[i], picture);
    f->frames++;
    return status == PST_OK ? PST_OK : fail(error, status, "%s", w->error.message);
}

static enum pst_status on_sound(void *data, const struct sound_block *block, struct pst_error *error)
{
    struct watching *w = data;
    return film_soundtrack_hear(&w->ear, block, error);
}

static bool ask_cancelled(void *data)
{
    const struct pst_footage_params *params = ((struct watching *)data)->params;
    return params->cancelled && params->cancelled(params->data);
}

static enum pst_status play_heard(struct watching *w, struct media *media, struct pst_error *error)
{
    const struct media_sink to = {
        .picture = on_picture, .sound = on_sound, .cancelled = ask_cancelled, .data = w};
    enum pst_status status = film_soundtrack_ear_open(&w->ear, &w->footage->sound, w->film, error);
    if (status != PST_OK)
        return status;
    status = media_play(media, &to, error);
    enum pst_status closed = film_soundtrack_ear_close(&w->ear, status == PST_OK, error);
    return status == PST_OK ? closed : status;
}

static enum pst_status play(struct watching *w, struct media *media, struct pst_error *error)
{
    w->film = media_film(media);
    enum pst_status status = PST_OK;
    int opened = 0;
    for (; status == PST_OK && opened < METERS; opened++) {
        w->runs[opened] = (struct meter_run){.meter = find_meter(names[opened]),
                                             .film = w->film,
                                             .sink = &sinks[opened],
                                             .sink_data = w,
                                             .error = &w->error};
        status = w->runs[opened].meter->open(&w->runs[opened]);
    }
    status = status == PST_OK ? play_heard(w, media, error) : fail(error, status, "%s", w->error.message);
    while (opened-- > 0)
        w->runs[opened].meter->close(&w->runs[opened]);
    return status;
}

static enum pst_status watch(struct pst_footage *f, const char *path, const struct pst_footage_params *params,
                             bool strict, bool *damaged, struct pst_error *error)
{
    struct watching w = {.footage = f, .params = params};
    struct media *media = NULL;
    struct media_params how = {.threads = params->threads,
                               .audio = -1,
                               .to = -1,
                               .pictures = true,
                               .sound = true,
                               .memory = params->max_memory,
                               .strict = strict,
                               .cancelled = ask_cancelled,
                               .data = &w};
    f->frames = 0;
    f->inset_events.count = 0;
    enum pst_status status = media_open(path, &how, &media, error);
    if (status == PST_OK)
        status = play(&w, media, error);
    *damaged = media && media_is_damaged(media);
    if (status == PST_OK && f->frames == 0)
        status = fail(error, PST_INPUT, "'%s' has no pictures", path);
    if (status == PST_OK && !footage_name(f, path, w.film))
        status = fail_memory(error);
    media_close(&media);
    return status;
}

/* A file of sound alone. */
static enum pst_status listen(struct pst_footage *f, const char *path,
                              const struct pst_footage_params *params, struct pst_error *error)
{
    struct watching w = {.footage = f, .params = params};
    struct pst_film film = {.sound_start = {0, 1}};
    const struct media_sink to = {.sound = on_sound, .cancelled = ask_cancelled, .data = &w};
    struct media_params how = {.audio = -1,
                               .to = -1,
                               .sound = true,
                               .memory = params->max_memory,
                               .cancelled = ask_cancelled,
                               .data = &w};
    enum pst_status status = film_soundtrack_ear_open(&w.ear, &f->sound, &film, error);
    if (status != PST_OK)
        return status;
    status = media_hear(path, &how, &to, &film, error);
    enum pst_status closed = film_soundtrack_ear_close(&w.ear, status == PST_OK, error);
    status = status == PST_OK ? closed : status;
    return status == PST_OK && !footage_name(f, path, &film) ? fail_memory(error) : status;
}

enum pst_status footage_watch(struct pst_footage *f, const char *path,
                              const struct pst_footage_params *params, struct pst_error *error)
{
    bool damaged;
    struct pst_error why;
    enum pst_status status = watch(f, path, params, true, &damaged, &why);
    if (status != PST_OK && damaged)
        status = watch(f, path, params, false, &damaged, &why);
    if (status == PST_INPUT && f->frames == 0) {
        enum pst_status heard = listen(f, path, params, error);
        if (heard != PST_INPUT)
            return heard;
    }
    return status == PST_OK ? PST_OK : fail(error, status, "%s", why.message);
}
