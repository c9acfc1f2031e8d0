/* SPDX-License-Identifier: Apache-2.0 */
#include "finders.h"
#include "base/array.h"
#include "pastiche/pastiche.h"
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH = 1024 };
static const double likely_from = 0.1;

const char *finder_name(int finder)
{
    return finder == OURS ? "pastiche" : peer_name((enum peer)(finder - 1));
}

/* ---- ours ---- */

static bool take_transition(const json_t *told, struct list *list)
{
    struct pst_transition t = {.first = json_integer_value(json_object_get(told, "first")),
                               .last = json_integer_value(json_object_get(told, "last")),
                               .confidence = json_number_value(json_object_get(told, "confidence"))};
    const char *kind = json_string_value(json_object_get(told, "kind"));
    return kind && pst_transition_kind_parse(kind, &t.kind) && array_push(list, t);
}

static bool read_export(const char *path, struct list *list)
{
    json_t *root = json_load_file(path, 0, NULL);
    const json_t *all = json_object_get(root, "transitions");
    bool whole = json_is_array(all);
    for (size_t i = 0; whole && i < json_array_size(all); i++)
        whole = take_transition(json_array_get(all, i), list);
    json_decref(root);
    return whole;
}

static enum pst_status list_told(struct pst_reel *reel, struct list *told, struct pst_error *error)
{
    const struct pst_transition *list;
    size_t count = 0;
    enum pst_status status = pst_reel_transitions(reel, &list, &count, error);
    for (size_t i = 0; status == PST_OK && i < count; i++)
        if (!array_push(told, list[i]))
            exit(5);
    return status;
}

static bool find_ours(const char *film, const char *stem, struct findings *f)
{
    char path[PATH], table[PATH];
    struct pst_error error;
    struct pst_measure_params params = pst_measure_default;
    struct pst_export_params export = pst_export_default;
    params.only = "shots";
    struct pst_measure_result result;
    struct pst_reel *reel = NULL;
    snprintf(path, sizeof path, "%s.reel", stem);
    snprintf(table, sizeof table, "%s.json", stem);
    params.output = path;
    params.no_stills = params.force = true;
    export.confidence = likely_from;
    enum pst_status status = pst_measure(film, &params, &result, &error);
    if (status == PST_OK)
        status = pst_reel_open(path, &reel, &error);
    if (status == PST_OK)
        status = list_told(reel, &f->told[OURS], &error);
    if (status == PST_OK)
        status = pst_export(reel, pst_export_format("json"), &export, table, NULL, &error);
    pst_reel_close(&reel);
    if (status != PST_OK)
        fprintf(stderr, "%s: %s\n", film, error.message);
    f->seconds = status == PST_OK ? result.seconds : 0;
    f->ran[OURS] = status == PST_OK && read_export(table, &f->likely);
    remove(table);
    return f->ran[OURS];
}

/* ---- others ---- */

static bool read_peers(const char *path, struct list found[PEERS], bool ran[PEERS])
{
    char line[128], name[32];
    long long frame;
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    for (int i = 0; i < PEERS; i++)
        ran[i] = true;
    while (fgets(line, sizeof line, file)) {
        for (int i = 0; sscanf(line, "%31s %lld", name, &frame) == 2 && i < PEERS; i++) {
            if (strcmp(name, peer_name((enum peer)i)) == 0)
                array_push(&found[i], (struct pst_transition){PST_CUT, frame, frame, 1, ""});
        }
    }
    fclose(file);
    return true;
}

static void keep_peers(const char *path, const struct list found[PEERS], const bool ran[PEERS])
{
    char part[PATH + 8];
    for (int i = 0; i < PEERS; i++)
        if (!ran[i])
            return;
    snprintf(part, sizeof part, "%s.part", path);
    FILE *file = fopen(part, "w");
    if (!file)
        return;
    for (int i = 0; i < PEERS; i++)
        for (size_t k = 0; k < found[i].count; k++)
            fprintf(file, "%s %lld\n", peer_name((enum peer)i), (long long)found[i].items[k].first);
    if (fclose(file) == 0)
        rename(part, path);
}

bool find_all(const char *film, const char *stem, bool peers, struct findings *f)
{
    char path[PATH];
    memset(f, 0, sizeof *f);
    if (!find_ours(film, stem, f)) {
        findings_release(f);
        return false;
    }
    snprintf(path, sizeof path, "%s.peers", stem);
    if (peers && !read_peers(path, f->told + 1, f->ran + 1)) {
        peers_find(film, f->told + 1, f->ran + 1);
        keep_peers(path, f->told + 1, f->ran + 1);
    }
    join_dips(&f->told[OURS]);
    join_dips(&f->likely);
    return true;
}

void findings_release(struct findings *f)
{
    for (int i = 0; i < FINDERS; i++)
        free(f->told[i].items);
    free(f->likely.items);
}
