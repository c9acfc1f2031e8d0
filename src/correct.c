/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/correct.h"
#include "base/error.h"
#include "base/path.h"
#include "base/text.h"
#include "corrected_list.h"
#include "derive.h"
#include "list_file.h"
#include "reel/writer.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* One list on its way into one reel. */
struct correcting {
    const char *path, *list_path;
    struct pst_reel *reel; /* as it was before */
    struct in_force before;
    const struct pst_correction *corrections;
    const struct pst_label *labels;
    size_t label_count;
    struct film_clock clock;
    struct exchange_reading reading;
    struct corrected_list list;
    struct provenance provenance;
    struct reel_writer *writer;
};

static enum pst_status open_reel(struct correcting *c, struct pst_error *error)
{
    struct in_force *b = &c->before;
    enum pst_status status = pst_reel_open(c->path, &c->reel, error);
    if (status == PST_OK)
        status = pst_reel_transitions(c->reel, &b->transitions, &b->count, error);
    if (status == PST_OK)
        status = pst_reel_origins(c->reel, &b->origins, &b->count, error);
    if (status == PST_OK)
        status = pst_reel_found(c->reel, &b->found, &b->found_count, error);
    if (status == PST_OK)
        status = pst_reel_corrections(c->reel, &c->corrections, &b->corrections, error);
    if (status == PST_OK)
        status = pst_reel_shots(c->reel, &b->shots, &b->shot_count, error);
    return status == PST_OK ? pst_reel_labels(c->reel, &c->labels, &c->label_count, error) : status;
}

/* The labels of the list, each as new as it is: one that was there keeps its correction. */
static void number_labels(struct correcting *c)
{
    for (size_t i = 0; i < c->list.label_count; i++) {
        struct pst_label *label = &c->list.labels[i];
        label->correction = (int64_t)c->before.corrections;
        for (size_t j = 0; j < c->label_count; j++)
            if (c->labels[j].first == label->first && c->labels[j].last == label->last &&
                strcmp(c->labels[j].name, label->name) == 0)
                label->correction = c->labels[j].correction;
    }
}

static enum pst_status write_corrections(struct correcting *c, struct pst_error *error)
{
    size_t count = c->before.corrections;
    char when[32];
    time_t now = time(NULL);
    struct tm utc;
    gmtime_r(&now, &utc);
    strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &utc);
    struct pst_correction *all = calloc(count + 1, sizeof *all);
    if (!all)
        return fail_memory(error);
    if (count)
        memcpy(all, c->corrections, count * sizeof *all);
    all[count] = (struct pst_correction){path_name(c->list_path), when};
    enum pst_status status = reel_write_corrections(c->writer, all, count + 1, error);
    free(all);
    return status;
}

static enum pst_status write_lists(struct correcting *c, struct pst_error *error)
{
    struct reel_writer *w = c->writer;
    enum pst_status status = write_corrections(c, error);
    if (status == PST_OK)
        status = reel_write_found(w, c->provenance.found, c->provenance.found_count, error);
    if (status == PST_OK)
        status = reel_write_transitions(w, c->list.transitions, c->list.transition_count, error);
    if (status == PST_OK)
        status = reel_write_origins(w, c->provenance.origins, c->list.transition_count, error);
    if (status == PST_OK && c->reading.labels_told)
        status = reel_write_labels(w, c->list.labels, c->list.label_count, error);
    return status;
}

static enum pst_status count_result(struct correcting *c, struct pst_correct_result *result,
                                    struct pst_error *error)
{
    struct pst_reel *after;
    const struct pst_shot *shots;
    const struct pst_label *labels;
    size_t shot_count, label_count;
    enum pst_status status = reel_writer_view(c->writer, &after, error);
    if (status == PST_OK)
        status = pst_reel_shots(after, &shots, &shot_count, error);
    if (status == PST_OK)
        status = pst_reel_labels(after, &labels, &label_count, error);
    if (status != PST_OK)
        return status;
    *result = (struct pst_correct_result){.labels = (int64_t)label_count};
    for (size_t i = 0; i < shot_count; i++)
        result->shots += shots[i].kind == PST_SHOT_PICTURE;
    for (size_t i = 0; i < c->list.transition_count; i++) {
        enum pst_origin_how how = c->provenance.origins[i].how;
        ++*(how == PST_FOUND ? &result->kept : how == PST_MOVED ? &result->moved : &result->added);
    }
    for (size_t i = 0; i < c->provenance.found_count; i++)
        result->removed += c->provenance.found[i].removed >= 0;
    return PST_OK;
}

static enum pst_status put_in_force(struct correcting *c, struct pst_correct_result *result,
                                    struct pst_error *error)
{
    enum pst_status status = reel_writer_open(c->path, c->path, &c->writer, error);
    if (status == PST_OK)
        status = write_lists(c, error);
    if (status == PST_OK)
        status = derive(c->writer, &derive_default, error);
    if (status == PST_OK)
        status = count_result(c, result, error);
    return status == PST_OK ? reel_writer_commit(&c->writer, error) : status;
}

static void release(struct correcting *c)
{
    reel_writer_abandon(&c->writer);
    provenance_release(&c->provenance);
    corrected_list_release(&c->list);
    exchange_reading_release(&c->reading);
    pst_reel_close(&c->reel);
}

static enum pst_status correct(struct correcting *c, struct pst_rational rate,
                               struct pst_correct_result *result, struct pst_error *error)
{
    enum pst_status status = open_reel(c, error);
    if (status == PST_OK)
        status = film_clock_open(c->reel, rate, &c->clock, error);
    if (status == PST_OK)
        status = list_file_read(c->list_path, &c->clock, &c->reading, error);
    if (status == PST_OK)
        status = corrected_list_make(c->list_path, &c->reading, &c->clock, &c->before, &c->list, error);
    if (status == PST_OK)
        status = provenance_find(&c->list, &c->before, (int64_t)c->before.corrections, &c->provenance, error);
    if (status != PST_OK)
        return status;
    number_labels(c);
    return put_in_force(c, result, error);
}

enum pst_status pst_correct(const char *reel, const char *list, const struct pst_correct_params *params,
                            struct pst_correct_result *result, struct pst_error *error)
{
    struct correcting c = {.path = reel, .list_path = list};
    struct pst_correct_result unwanted;
    enum pst_status status =
        correct(&c, params ? params->rate : (struct pst_rational){0, 0}, result ? result : &unwanted, error);
    release(&c);
    return status;
}

static enum pst_status revert(struct correcting *c, struct pst_error *error)
{
    enum pst_status status = open_reel(c, error);
    if (status == PST_OK && c->before.corrections == 0)
        status = fail(error, PST_USAGE, "'%s' was never corrected: there is nothing to take back", c->path);
    if (status == PST_OK)
        status = reel_writer_open(c->path, c->path, &c->writer, error);
    if (status == PST_OK)
        status = reel_write_labels(c->writer, NULL, 0, error);
    if (status == PST_OK)
        status = reel_write_transitions(c->writer, NULL, 0, error);
    if (status == PST_OK)
        status = reel_write_found(c->writer, NULL, 0, error);
    if (status == PST_OK)
        status = reel_write_corrections(c->writer, NULL, 0, error);
    return status == PST_OK ? derive(c->writer, &derive_default, error) : status;
}

enum pst_status pst_revert(const char *reel, struct pst_correct_result *result, struct pst_error *error)
{
    struct correcting c = {.path = reel};
    struct pst_correct_result unwanted;
    struct pst_reel *after;
    const struct pst_transition *transitions;
    size_t count = 0;
    enum pst_status status = revert(&c, error);
    result = result ? result : &unwanted;
    if (status == PST_OK)
        status = count_result(&c, result, error);
    if (status == PST_OK)
        status = reel_writer_view(c.writer, &after, error);
    if (status == PST_OK)
        status = pst_reel_transitions(after, &transitions, &count, error);
    result->kept = (int64_t)count;
    if (status == PST_OK)
        status = reel_writer_commit(&c.writer, error);
    release(&c);
    return status;
}
