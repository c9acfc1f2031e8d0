/* SPDX-License-Identifier: Apache-2.0 */
#include "gather.h"
#include "base/clock.h"
#include "base/error.h"
#include "media/jpeg.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* One meter at work. */
struct pen {
    struct meter_run run;
    struct gather *gather;
    int *ids; /* the reel's number of each measure */
    bool opened;
    struct pst_error error;
};

struct gather {
    struct reel_writer *writer;
    pthread_mutex_t lock; /* the writer serves one thread at a time */
    struct jpeg_maker *jpeg;
    struct pen *pens;
    size_t count;
};

static struct pen *pen_of(struct meter_run *run)
{
    return run->sink_data;
}

static enum pst_status put_value(struct meter_run *run, unsigned measure, int64_t n, double value)
{
    struct pen *pen = pen_of(run);
    pthread_mutex_lock(&pen->gather->lock);
    enum pst_status status = reel_write_value(pen->gather->writer, pen->ids[measure], n, value, run->error);
    pthread_mutex_unlock(&pen->gather->lock);
    return status;
}

static enum pst_status put_vector(struct meter_run *run, unsigned measure, int64_t n, const void *data,
                                  size_t size)
{
    struct pen *pen = pen_of(run);
    pthread_mutex_lock(&pen->gather->lock);
    enum pst_status status =
        reel_write_vector(pen->gather->writer, pen->ids[measure], n, data, size, run->error);
    pthread_mutex_unlock(&pen->gather->lock);
    return status;
}

static enum pst_status put_title(struct meter_run *run, const struct title *title)
{
    struct pen *pen = pen_of(run);
    pthread_mutex_lock(&pen->gather->lock);
    enum pst_status status = reel_write_title(pen->gather->writer, title, run->error);
    pthread_mutex_unlock(&pen->gather->lock);
    return status;
}

static enum pst_status put_still(struct meter_run *run, const struct picture *picture)
{
    struct gather *g = pen_of(run)->gather;
    const void *jpeg;
    size_t size;
    int width, height;
    enum pst_status status = jpeg_make(g->jpeg, picture, &jpeg, &size, &width, &height, run->error);
    if (status != PST_OK)
        return status;
    pthread_mutex_lock(&g->lock);
    status = reel_keep_still(g->writer, picture->n, width, height, jpeg, size, run->error);
    pthread_mutex_unlock(&g->lock);
    return status;
}

static const struct meter_sink to_reel = {put_value, put_vector, put_title, put_still};

const char **gather_columns(const struct gather_meter *gathered, size_t count)
{
    size_t most = 1, found = 0;
    for (size_t i = 0; i < count; i++)
        most += gathered[i].meter->measure_count;
    const char **columns = calloc(most, sizeof *columns);
    for (size_t i = 0; i < count && columns; i++)
        for (unsigned k = 0; k < gathered[i].meter->measure_count; k++) {
            const struct meter_measure *m = &gathered[i].meter->measures[k];
            if (!m->vector && strcmp(m->grid, "frame") == 0)
                columns[found++] = m->name;
        }
    return columns;
}

static enum pst_status open_measures(struct pen *pen, const struct pst_film *film, const char *parameters,
                                     struct pst_error *error)
{
    const struct meter *meter = pen->run.meter;
    struct reel_writer *writer = pen->gather->writer;
    enum pst_status status = reel_write_meter(writer, meter->name, meter->version, parameters, error);
    pen->ids = calloc(meter->measure_count + 1, sizeof *pen->ids);
    if (status == PST_OK && !pen->ids)
        status = fail_memory(error);
    for (unsigned i = 0; status == PST_OK && i < meter->measure_count; i++) {
        const struct meter_measure *m = &meter->measures[i];
        struct pst_measure measure = {m->name, meter->name, m->grid, m->unit, m->what, m->vector};
        double start = film->sound_start.den ? rational_value(film->sound_start) : 0;
        if (m->step.den) /* an older reel's grid */
            status = reel_move_grid(writer, m->grid, start, error);
        if (status == PST_OK)
            status =
                reel_write_measure(writer, &measure, m->step.den ? start : 0, m->step, &pen->ids[i], error);
    }
    return status;
}

static enum pst_status open_pen(struct gather *g, struct pen *pen, const struct pst_film *film,
                                const struct gather_meter *what, struct pst_error *error)
{
    pen->gather = g;
    pen->run = (struct meter_run){
        .meter = what->meter, .film = film, .sink = &to_reel, .sink_data = pen, .error = &pen->error};
    enum pst_status status = open_measures(pen, film, what->parameters, error);
    if (status != PST_OK)
        return status;
    pen->opened = true;
    status = what->meter->open(&pen->run);
    if (status != PST_OK && error)
        *error = pen->error;
    return status;
}

enum pst_status gather_open(struct reel_writer *writer, const struct pst_film *film,
                            const struct gather_meter *meters_wanted, size_t count, struct gather **out,
                            struct pst_error *error)
{
    struct gather *g = calloc(1, sizeof *g);
    if (!g)
        return fail_memory(error);
    pthread_mutex_init(&g->lock, NULL);
    g->writer = writer;
    g->pens = calloc(count ? count : 1, sizeof *g->pens);
    enum pst_status status = g->pens ? jpeg_maker_open(film, &g->jpeg, error) : fail_memory(error);
    for (size_t i = 0; status == PST_OK && i < count; i++) {
        g->count = i + 1;
        status = open_pen(g, &g->pens[i], film, &meters_wanted[i], error);
    }
    if (status != PST_OK)
        gather_close(&g);
    *out = g;
    return status;
}

void gather_close(struct gather **gather)
{
    struct gather *g = *gather;
    if (!g)
        return;
    for (size_t i = 0; i < g->count; i++) {
        if (g->pens[i].opened)
            g->pens[i].run.meter->close(&g->pens[i].run);
        free(g->pens[i].ids);
    }
    jpeg_maker_close(&g->jpeg);
    pthread_mutex_destroy(&g->lock);
    free(g->pens);
    free(g);
    *gather = NULL;
}

static enum pst_status tell(const struct pen *pen, enum pst_status status, struct pst_error *error)
{
    if (status != PST_OK && error)
        *error = pen->error;
    return status;
}

enum pst_status gather_picture(void *data, const struct picture *picture, struct pst_error *error)
{
    struct gather *g = data;
    pthread_mutex_lock(&g->lock);
    enum pst_status status = reel_write_frame(g->writer, picture->n, picture->pts, error);
    pthread_mutex_unlock(&g->lock);
    for (size_t i = 0; status == PST_OK && i < g->count; i++) {
        struct pen *pen = &g->pens[i];
        if (pen->run.meter->picture)
            status = tell(pen, pen->run.meter->picture(&pen->run, picture), error);
    }
    return status;
}

enum pst_status gather_sound(void *data, const struct sound_block *block, struct pst_error *error)
{
    struct gather *g = data;
    enum pst_status status = PST_OK;
    for (size_t i = 0; status == PST_OK && i < g->count; i++) {
        struct pen *pen = &g->pens[i];
        if (pen->run.meter->sound)
            status = tell(pen, pen->run.meter->sound(&pen->run, block), error);
    }
    return status;
}

enum pst_status gather_title(void *data, const struct title *title, struct pst_error *error)
{
    struct gather *g = data;
    enum pst_status status = PST_OK;
    for (size_t i = 0; status == PST_OK && i < g->count; i++) {
        struct pen *pen = &g->pens[i];
        if (pen->run.meter->title)
            status = tell(pen, pen->run.meter->title(&pen->run, title), error);
    }
    return status;
}

/* Where sound began is known only now. */
static enum pst_status move_grids(const struct pen *pen, struct pst_error *error)
{
    const struct meter *meter = pen->run.meter;
    const struct pst_rational start = pen->run.film->sound_start;
    enum pst_status status = PST_OK;
    for (unsigned i = 0; status == PST_OK && i < meter->measure_count; i++)
        if (meter->measures[i].step.den && start.den)
            status =
                reel_move_grid(pen->gather->writer, meter->measures[i].grid, rational_value(start), error);
    return status;
}

enum pst_status gather_finish(struct gather *g, struct pst_error *error)
{
    enum pst_status status = PST_OK;
    for (size_t i = 0; status == PST_OK && i < g->count; i++) {
        struct pen *pen = &g->pens[i];
        if (pen->run.meter->finish)
            status = tell(pen, pen->run.meter->finish(&pen->run), error);
        if (status == PST_OK)
            status = move_grids(pen, error);
    }
    return status;
}
