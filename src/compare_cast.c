/* SPDX-License-Identifier: Apache-2.0 */
#include "compare_cast.h"
#include "base/array.h"
#include "base/error.h"
#include "film_facets.h"
#include "reel_index.h"
#include "reel_list.h"
#include "scene_windows.h"
#include "table_reel.h"
#include <stdlib.h>
#include <string.h>

struct casting {
    struct cast *cast;
    const struct pst_compare_params *params;
    struct comparison_data *data;
};

static enum pst_status note(struct casting *c, const char *line, struct pst_error *error)
{
    if (c->params->told)
        c->params->told(c->params->data, line);
    return comparison_note(c->data, "%s", line) ? PST_OK : fail_memory(error);
}

static enum pst_status add_figures(struct cast *cast, const char *path, struct pst_error *error)
{
    struct pst_reel *reel;
    struct pst_table_params params = {.each = PST_EACH_FILM};
    enum pst_status status = pst_reel_open(path, &reel, error);
    if (status == PST_OK)
        status = table_reel(reel, path, &params, &cast->figures, error);
    pst_reel_close(&reel);
    return status;
}

static void drop(struct facet_film **film)
{
    if (*film)
        film_facets_release(*film);
    free(*film);
    *film = NULL;
}

static enum pst_status read_film(struct cast *cast, const char *path, enum pst_role role,
                                 struct facet_film **film, struct pst_error *error)
{
    struct rows_mark mark = wide_rows_mark(&cast->figures);
    *film = calloc(1, sizeof **film);
    enum pst_status status = *film ? film_facets(path, *film, error) : fail_memory(error);
    if (status == PST_OK)
        (*film)->about.role = role;
    if (status == PST_OK && (status = add_figures(cast, path, error)) != PST_OK)
        film_facets_release(*film);
    if (status == PST_OK)
        return status;
    wide_rows_take_back(&cast->figures, mark);
    free(*film);
    *film = NULL;
    return status;
}

static const struct facet_film *twin_of(const struct cast *cast, const struct facet_film *film)
{
    for (size_t i = 0; i < cast->count; i++)
        if (*film->about.hash && strcmp(cast->items[i]->about.hash, film->about.hash) == 0)
            return cast->items[i];
    return NULL;
}

static enum pst_status leave_out(struct casting *c, const struct pst_error *why, struct pst_error *error)
{
    if (!c->cast->left_out++)
        c->cast->first = *why;
    return note(c, why->message, error);
}

static enum pst_status refuse_twin(struct casting *c, const char *path, const struct facet_film *twin,
                                   struct pst_error *error)
{
    char line[512];
    snprintf(line, sizeof line, "'%s' is left out: it is %s '%s'", path,
             twin->about.role == PST_ROLE_FILM ? "the film itself," : "listed twice, as", twin->about.reel);
    return note(c, line, error);
}

static enum pst_status add_reel(struct casting *c, const char *path, enum pst_role role,
                                struct pst_error *error)
{
    struct facet_film *film;
    struct pst_error why;
    struct rows_mark mark = wide_rows_mark(&c->cast->figures);
    enum pst_status status = read_film(c->cast, path, role, &film, &why);
    if (status == PST_INPUT && role != PST_ROLE_FILM)
        return leave_out(c, &why, error);
    if (status != PST_OK)
        return fail(error, status, "%s", why.message);
    const struct facet_film *twin = twin_of(c->cast, film);
    if (twin) {
        drop(&film);
        wide_rows_take_back(&c->cast->figures, mark);
        return refuse_twin(c, path, twin, error);
    }
    if (!array_push(c->cast, film)) {
        drop(&film);
        return fail_memory(error);
    }
    return PST_OK;
}

/* Takes the film, or drops it where it is there already. */
static enum pst_status add_indexed(struct casting *c, const struct index_file *index, uint32_t reel,
                                   enum pst_role role, struct pst_error *error)
{
    struct facet_film *film = calloc(1, sizeof *film);
    enum pst_status status = film ? index_read_film(index, reel, film, NULL, error) : fail_memory(error);
    if (status != PST_OK) {
        free(film);
        return status;
    }
    film->about.role = role;
    const struct facet_film *twin = twin_of(c->cast, film);
    if (twin)
        status = refuse_twin(c, film->about.reel, twin, error);
    else if ((status = index_read_figures(index, reel, &c->cast->figures, error)) == PST_OK) {
        if (array_push(c->cast, film))
            return PST_OK;
        status = fail_memory(error);
    }
    drop(&film);
    return status;
}

static enum pst_status add_index(struct casting *c, const char *path, enum pst_role role, bool alone,
                                 struct pst_error *error)
{
    struct index_file *index;
    enum pst_status status = index_file_open(path, &index, error);
    if (status == PST_OK && index_is_of_prints(index))
        status = fail(error, PST_INPUT,
                      "'%s' is an index of prints alone: stills and fragments are found by it, but films "
                      "cannot be compared",
                      path);
    size_t before = c->cast->count;
    uint32_t count = status == PST_OK ? index_reels(index) : 0;
    for (uint32_t i = 0; i < count && status == PST_OK; i++)
        status = add_indexed(c, index, i, role, error);
    if (status == PST_OK && alone && c->cast->count - before == count) {
        c->cast->index = index;
        c->cast->settled = (struct settled_films){before, count};
        return status;
    }
    index_file_close(&index);
    return status;
}

static enum pst_status list_reels(struct casting *c, const char *const *paths, size_t count,
                                  struct reel_list *list, struct pst_error *error)
{
    enum pst_status status = PST_OK;
    for (size_t i = 0; i < count && status == PST_OK; i++) {
        struct pst_error why;
        status = reel_list_add(list, paths[i], &why);
        if (status == PST_INPUT)
            status = leave_out(c, &why, error);
        else if (status != PST_OK)
            fail(error, status, "%s", why.message);
    }
    return status;
}

static enum pst_status add_listed(struct casting *c, const char *const *paths, size_t count,
                                  enum pst_role role, size_t *added, struct pst_error *error)
{
    struct reel_list list = {0};
    size_t before = c->cast->count;
    enum pst_status status = list_reels(c, paths, count, &list, error);
    bool alone = role == PST_ROLE_REFERENCE && list.count == 1;
    for (size_t i = 0; i < list.count && status == PST_OK; i++)
        if (c->params->cancelled && c->params->cancelled(c->params->data))
            status = fail(error, PST_INTERRUPTED, "interrupted");
        else if (is_index_file(list.items[i]))
            status = add_index(c, list.items[i], role, alone, error);
        else
            status = add_reel(c, list.items[i], role, error);
    reel_list_release(&list);
    *added = c->cast->count - before;
    return status;
}

static enum pst_status make_windows(struct casting *c, struct pst_error *error)
{
    const struct cast *cast = c->cast;
    double window = scene_window((const struct facet_film *const *)cast->items, cast->count),
           step = window / SCENE_STEPS;
    if (!(window > 0))
        return fail_memory(error);
    c->data->about.window = window;
    c->data->about.step = step;
    enum pst_status status = PST_OK;
    for (size_t i = 0; i < cast->count && status == PST_OK; i++) {
        bool found = false;
        if (cast->index_holds && i >= cast->settled.first && i - cast->settled.first < cast->settled.count)
            status = index_read_windows(cast->index, (uint32_t)(i - cast->settled.first), window, step,
                                        cast->items[i], &found, error);
        if (status == PST_OK && !found && !facet_film_windows(cast->items[i], window, step))
            status = fail_memory(error);
    }
    return status;
}

static bool lay_out(struct cast *cast)
{
    bool room = (cast->pivots = malloc(sizeof *cast->pivots)) != NULL;
    for (size_t i = 0; i < cast->count; i++)
        film_set_aside(cast->items[i]);
    if (room)
        pivots_choose(cast->pivots, (const struct facet_film *const *)cast->items, cast->count);
    for (size_t i = 0; i < cast->count; i++)
        for (int kind = 0; kind < MOMENT_KINDS && room; kind++)
            room = facet_film_lay_out(cast->items[i], (enum moment_kind)kind, cast->pivots);
    return room;
}

static enum pst_status tell_versions(struct casting *c, struct pst_error *error)
{
    const struct pst_compared *film = &c->cast->items[0]->about;
    for (size_t i = 1; i < c->cast->count; i++) {
        const struct pst_compared *other = &c->cast->items[i]->about;
        char line[512];
        if (strcmp(film->tool, other->tool) == 0)
            continue;
        snprintf(line, sizeof line,
                 "'%s' was measured by version %s, '%s' by %s: differences may be the tool's", other->reel,
                 other->tool, film->reel, film->tool);
        enum pst_status status = note(c, line, error);
        if (status != PST_OK)
            return status;
    }
    return PST_OK;
}

static enum pst_status tell_films(struct casting *c, struct pst_error *error)
{
    for (size_t i = 0; i < c->cast->count; i++)
        if (!array_push(&c->data->films, c->cast->items[i]->about))
            return fail_memory(error);
    return tell_versions(c, error);
}

/* Is the same set aside of the indexed films as in the index? `were`: what was, shot by shot. */
static bool is_as_indexed(const struct cast *cast, const bool *were)
{
    for (size_t f = 0; f < cast->settled.count; f++) {
        const struct facet_film *film = cast->items[cast->settled.first + f];
        for (size_t i = 0; i < film->count; i++)
            if (film->shots[i].common != *were++)
                return false;
    }
    return cast->index;
}

static bool *what_was_common(const struct cast *cast)
{
    size_t shots = 0, at = 0;
    for (size_t f = 0; f < cast->settled.count; f++)
        shots += cast->items[cast->settled.first + f]->count;
    bool *were = malloc(shots + 1);
    for (size_t f = 0; were && f < cast->settled.count; f++) {
        const struct facet_film *film = cast->items[cast->settled.first + f];
        for (size_t i = 0; i < film->count; i++)
            were[at++] = film->shots[i].common;
    }
    return were;
}

static enum pst_status find_shared(struct casting *c, struct pst_error *error)
{
    struct pst_common *list = NULL;
    size_t count = 0;
    bool *were = what_was_common(c->cast);
    bool room = were && find_common(c->cast->items, c->cast->count, c->cast->settled, &list, &count);
    for (size_t i = 0; room && i < count; i++)
        room = array_push(&c->data->commons, list[i]);
    c->cast->index_holds = room && is_as_indexed(c->cast, were);
    free(were);
    free(list);
    return room ? PST_OK : fail_memory(error);
}

enum pst_status cast_gather(struct cast *cast, const char *reel, const struct pst_compare_params *params,
                            struct comparison_data *data, struct pst_error *error)
{
    struct casting c = {cast, params, data};
    enum pst_status status = wide_rows_open(&cast->figures, error);
    if (status == PST_OK)
        status = add_reel(&c, reel, PST_ROLE_FILM, error);
    if (status == PST_OK)
        status = add_listed(&c, params->references, params->reference_count, PST_ROLE_REFERENCE,
                            &cast->references, error);
    if (status == PST_OK)
        status =
            add_listed(&c, params->controls, params->control_count, PST_ROLE_CONTROL, &cast->controls, error);
    if (status == PST_OK && !cast->references)
        status = cast->left_out ? fail(error, cast->first.status, "%s", cast->first.message)
                                : fail(error, PST_USAGE, "there is no other film to compare '%s' with", reel);
    if (status == PST_OK)
        status = find_shared(&c, error);
    if (status == PST_OK)
        status = make_windows(&c, error);
    if (status == PST_OK && !lay_out(cast))
        status = fail_memory(error);
    return status == PST_OK ? tell_films(&c, error) : status;
}

void cast_release(struct cast *cast)
{
    for (size_t i = 0; i < cast->count; i++)
        drop(&cast->items[i]);
    free(cast->items);
    free(cast->pivots);
    index_file_close(&cast->index);
    wide_rows_release(&cast->figures);
    *cast = (struct cast){0};
}
