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

enum pst_status frame_prints_read(struct pst_reel *reel, struct frame_prints *to, struct pst_error *error)
{
    *to = (struct frame_prints){.frames = pst_reel_film(reel)->frames};
    struct reading r = {reel, to, 0};
    enum pst_status status = has_prints(reel, error);
    if (status != PST_OK)
        return status;
    to->prints = calloc((size_t)to->frames + 1, sizeof *to->prints);
    to->begins = calloc((size_t)to->frames + 1, sizeof *to->begins);
    if (!to->prints || !to->begins)
        return fail_memory(error);
    status = reel_walk_vectors(reel, "fingerprint", keep, &r, error);
    if (status == PST_OK && r.read != to->frames)
        status = fail(error, PST_INPUT, "'%s' holds fingerprints of %lld of %lld frames", pst_reel_path(reel),
                      (long long)r.read, (long long)to->frames);
    return status == PST_OK ? read_shots(reel, to, error) : status;
}

void frame_prints_release(struct frame_prints *prints)
{
    free(prints->prints);
    free(prints->begins);
    *prints = (struct frame_prints){0};
}
