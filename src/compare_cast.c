/* SPDX-License-Identifier: Apache-2.0 */
#include "compare_cast.h"
#include "base/array.h"
#include "base/error.h"
#include "film_facets.h"
#include "likeness/common.h"
#include "likeness/curves.h"
#include "reel_list.h"
#include "table_reel.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A moment of scene length: a sixtieth of the usual film, within what scenes are; four moments to a window.
 */
static const double WINDOW_SHARE = 1.0 / 60, WINDOW_LEAST = 8, WINDOW_MOST = 90;
enum { STEPS = 4 };

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

static enum pst_status add_listed(struct casting *c, const char *const *paths, size_t count,
                                  enum pst_role role, size_t *added, struct pst_error *error)
{
    struct reel_list list = {0};
    enum pst_status status = PST_OK;
    size_t before = c->cast->count;
    for (size_t i = 0; i < count && status == PST_OK; i++) {
        struct pst_error why;
        status = reel_list_add(&list, paths[i], &why);
        if (status == PST_INPUT)
            status = leave_out(c, &why, error);
        else if (status != PST_OK)
            fail(error, status, "%s", why.message);
    }
    for (size_t i = 0; i < list.count && status == PST_OK; i++)
        status = c->params->cancelled && c->params->cancelled(c->params->data)
                     ? fail(error, PST_INTERRUPTED, "interrupted")
                     : add_reel(c, list.items[i], role, error);
    reel_list_release(&list);
    *added = c->cast->count - before;
    return status;
}

static double usual_length(const struct cast *cast, double *lengths)
{
    for (size_t i = 0; i < cast->count; i++)
        lengths[i] = cast->items[i]->about.seconds;
    return median_of(lengths, cast->count);
}

static enum pst_status make_windows(struct casting *c, struct pst_error *error)
{
    double *lengths = malloc((c->cast->count + 1) * sizeof *lengths);
    if (!lengths)
        return fail_memory(error);
    double window = fmin(fmax(WINDOW_SHARE * usual_length(c->cast, lengths), WINDOW_LEAST), WINDOW_MOST);
    free(lengths);
    c->data->about.window = window;
    c->data->about.step = window / STEPS;
    for (size_t i = 0; i < c->cast->count; i++)
        if (!facet_film_windows(c->cast->items[i], window, window / STEPS))
            return fail_memory(error);
    return PST_OK;
}

/* Black, colour cards and what films share are in no window, and have no precedent. */
static void set_aside(struct facet_film *film)
{
    for (size_t i = 0; i < film->count; i++)
        if (film->shots[i].common || film->shots[i].kind != PST_SHOT_PICTURE)
            film->shots[i].facets = (struct facets){0};
}

static bool lay_out(struct cast *cast)
{
    bool room = (cast->pivots = malloc(sizeof *cast->pivots)) != NULL;
    for (size_t i = 0; i < cast->count; i++)
        set_aside(cast->items[i]);
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

static enum pst_status find_shared(struct casting *c, struct pst_error *error)
{
    struct pst_common *list;
    size_t count;
    bool room = find_common(c->cast->items, c->cast->count, &list, &count);
    for (size_t i = 0; room && i < count; i++)
        room = array_push(&c->data->commons, list[i]);
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
    wide_rows_release(&cast->figures);
    *cast = (struct cast){0};
}
