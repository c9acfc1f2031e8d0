/* SPDX-License-Identifier: Apache-2.0 */
#include "frame_prints.h"
#include "base/error.h"
#include "reel/walk.h"
#include <stdlib.h>
#include <string.h>

struct reading {
    struct pst_reel *reel;
    struct frame_prints *to;
    int64_t read;
};

static enum pst_status keep(void *data, const struct pst_vector *vector, struct pst_error *error)
{
    struct reading *r = data;
    if (vector->size != FINGERPRINT_SIZE || vector->n < 0 || vector->n >= r->to->frames)
        return fail(error, PST_INPUT, "'%s' is damaged: fingerprint of frame %lld", pst_reel_path(r->reel),
                    (long long)vector->n);
    memcpy(r->to->prints[vector->n], vector->data, FINGERPRINT_SIZE);
    r->read++;
    return PST_OK;
}

static enum pst_status has_prints(struct pst_reel *reel, struct pst_error *error)
{
    const struct pst_measure *measures;
    size_t count;
    enum pst_status status = pst_reel_measures(reel, &measures, &count, error);
    for (size_t i = 0; status == PST_OK && i < count; i++)
        if (strcmp(measures[i].name, "fingerprint") == 0 && measures[i].vector)
            return PST_OK;
    return status != PST_OK ? status
                            : fail(error, PST_INPUT, "'%s' holds no fingerprints: measure its film again",
                                   pst_reel_path(reel));
}

static enum pst_status read_shots(struct pst_reel *reel, struct frame_prints *to, struct pst_error *error)
{
    const struct pst_shot *shots;
    size_t count;
    enum pst_status status = pst_reel_shots(reel, &shots, &count, error);
    for (size_t i = 0; status == PST_OK && i < count; i++)
        if (shots[i].first >= 0 && shots[i].first < to->frames)
            to->begins[shots[i].first] = true;
    return status;
}

static enum pst_status begin(struct reading *r, struct pst_error *error)
{
    *r->to = (struct frame_prints){.frames = pst_reel_film(r->reel)->frames};
    enum pst_status status = has_prints(r->reel, error);
    if (status == PST_OK && (r->to->frames < 0 || r->to->frames > UINT32_MAX))
        status = fail(error, PST_INPUT, "'%s' is damaged: it tells of %lld frames", pst_reel_path(r->reel),
                      (long long)r->to->frames);
    if (status != PST_OK)
        return status;
    r->to->prints = calloc((size_t)r->to->frames + 1, sizeof *r->to->prints);
    r->to->begins = calloc((size_t)r->to->frames + 1, sizeof *r->to->begins);
    return r->to->prints && r->to->begins ? read_shots(r->reel, r->to, error) : fail_memory(error);
}

static enum pst_status check_count(const struct reading *r, size_t wanted, struct pst_error *error)
{
    return r->read == (int64_t)wanted
               ? PST_OK
               : fail(error, PST_INPUT, "'%s' holds fingerprints of %lld of %lld frames",
                      pst_reel_path(r->reel), (long long)r->read, (long long)wanted);
}

enum pst_status frame_prints_read(struct pst_reel *reel, struct frame_prints *to, struct pst_error *error)
{
    struct reading r = {reel, to, 0};
    enum pst_status status = begin(&r, error);
    if (status == PST_OK)
        status = reel_walk_vectors(reel, "fingerprint", keep, &r, error);
    return status == PST_OK ? check_count(&r, (size_t)to->frames, error) : status;
}

enum pst_status frame_prints_read_at(struct pst_reel *reel, const int64_t *frames, size_t count,
                                     struct frame_prints *to, struct pst_error *error)
{
    struct reading r = {reel, to, 0};
    enum pst_status status = begin(&r, error);
    if (status == PST_OK)
        status = reel_walk_vectors_at(reel, "fingerprint", frames, count, keep, &r, error);
    return status == PST_OK ? check_count(&r, count, error) : status;
}

void frame_prints_release(struct frame_prints *prints)
{
    free(prints->prints);
    free(prints->begins);
    *prints = (struct frame_prints){0};
}
