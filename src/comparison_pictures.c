/* SPDX-License-Identifier: Apache-2.0 */
#include "comparison_pictures.h"

#include "base/array.h"
#include "base/error.h"
#include "base/path.h"
#include "still_budget.h"
#include <stdlib.h>
#include <string.h>

/* In bytes before base64 makes them a third longer: the rest of a page of two hours and 2,400 shots is under
   4 MB, and the whole is to stay under 12. */
static const size_t OWN_BUDGET = 5 << 19, OTHERS_BUDGET = 5 << 19;
/* Pictures of the other films that are looked at, shots whose palettes are kept, colours of each. */
enum { MOST_WANTED = 4000, MOST_PALETTES = 60000, COLOURS = 4 };

/* What the page shows first: the nearest in all together, then the nearest in some aspect, then the rest. */
enum { NEAREST, NEAREST_BY_FACET, NEXT, NEXT_BY_FACET, LEVELS };

struct wanted {
    int64_t film, first, last;
    int level;
};

struct still_list {
    struct comparison_still *items; /* bytes are ours */
    size_t count, capacity;
};

struct gathering {
    const struct comparison_data *data;
    struct comparison_pictures *out;
    struct {
        struct wanted *items;
        size_t count, capacity;
    } wanted; /* by film and place, each place once */
    struct still_list own, others[LEVELS];
    size_t palettes; /* shots whose palettes were kept */
};

static int by_place(const void *left, const void *right)
{
    const struct wanted *a = left, *b = right;
    if (a->film != b->film)
        return a->film < b->film ? -1 : 1;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    if (a->last != b->last)
        return a->last < b->last ? -1 : 1;
    return a->level - b->level;
}

static bool is_same_place(const struct wanted *a, const struct wanted *b)
{
    return a->film == b->film && a->first == b->first && a->last == b->last;
}

/* Leaves out what matters least, level by level, while there are too many. */
static void bound_wanted(struct gathering *g)
{
    for (int level = LEVELS - 1; level > NEAREST && g->wanted.count > MOST_WANTED; level--) {
        size_t kept = 0;
        for (size_t i = 0; i < g->wanted.count; i++)
            if (g->wanted.items[i].level < level)
                g->wanted.items[kept++] = g->wanted.items[i];
        g->wanted.count = kept;
    }
}

static enum pst_status gather_wanted(struct gathering *g, struct pst_error *error)
{
    for (size_t i = 0; i < g->data->precedents.count; i++) {
        const struct pst_precedent *one = &g->data->precedents.items[i];
        int level = (one->film_rank > 1 ? NEXT : NEAREST) + (one->facet != PST_TOGETHER);
        struct wanted wanted = {one->film, one->first, one->last, level};
        if (!one->window && one->film_rank >= 1 && one->film_rank <= COMPARISON_PRECEDENTS &&
            !array_push(&g->wanted, wanted))
            return fail_memory(error);
    }
    for (size_t i = 0; i < g->data->copies.count; i++) {
        const struct pst_copy *one = &g->data->copies.items[i];
        struct wanted wanted = {one->film, one->its_first, one->its_last, NEAREST};
        if (one->its_first >= 0 && !array_push(&g->wanted, wanted))
            return fail_memory(error);
    }
    if (g->wanted.count > 0)
        qsort(g->wanted.items, g->wanted.count, sizeof *g->wanted.items, by_place);
    size_t kept = 0;
    for (size_t i = 0; i < g->wanted.count; i++)
        if (kept == 0 || !is_same_place(&g->wanted.items[kept - 1], &g->wanted.items[i]))
            g->wanted.items[kept++] = g->wanted.items[i];
    g->wanted.count = kept;
    bound_wanted(g);
    return PST_OK;
}

/* The reel's bytes go when it is closed. */
static enum pst_status keep_still(struct still_list *list, int64_t film, const struct pst_still *still,
                                  struct pst_error *error)
{
    struct comparison_still kept = {film, *still};
    void *bytes = malloc(still->size + 1);
    if (!bytes)
        return fail_memory(error);
    memcpy(bytes, still->jpeg, still->size);
    kept.still.jpeg = bytes;
    if (array_push(list, kept))
        return PST_OK;
    free(bytes);
    return fail_memory(error);
}

/* The one nearest to the middle of a moment; NULL where there is none in it. */
static const struct pst_still *still_of(const struct pst_still *stills, size_t count,
                                        const struct wanted *moment)
{
    const struct pst_still *best = NULL;
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (stills[middle].frame < moment->first)
            low = middle + 1;
        else
            high = middle;
    }
    int64_t twice = moment->first + moment->last;
    for (; low < count && stills[low].frame <= moment->last; low++)
        if (!best || llabs(2 * stills[low].frame - twice) < llabs(2 * best->frame - twice))
            best = &stills[low];
    return best;
}

static enum pst_status keep_stills(struct gathering *g, struct pst_reel *reel, int64_t film,
                                   struct pst_error *error)
{
    const struct pst_still *stills;
    size_t count;
    enum pst_status status = pst_reel_stills(reel, &stills, &count, error);
    for (size_t i = 0; film == 0 && i < count && status == PST_OK; i++)
        status = keep_still(&g->own, film, &stills[i], error);
    for (size_t i = 0; i < g->wanted.count && status == PST_OK; i++) {
        const struct wanted *wanted = &g->wanted.items[i];
        const struct pst_still *still =
            wanted->film == film && film > 0 ? still_of(stills, count, wanted) : NULL;
        if (still)
            status = keep_still(&g->others[wanted->level], film, still, error);
    }
    return status;
}

static enum pst_status keep_palette(struct pst_reel *reel, size_t shot, struct page_palette *palette,
                                    struct pst_error *error)
{
    const struct pst_swatch *swatches;
    size_t count;
    enum pst_status status = pst_reel_palette(reel, shot, &swatches, &count, error);
    if (status != PST_OK || count == 0)
        return status;
    palette->count = count < COLOURS ? count : COLOURS;
    struct pst_swatch *kept = calloc(palette->count, sizeof *kept);
    if (!kept)
        return fail_memory(error);
    memcpy(kept, swatches, palette->count * sizeof *kept);
    palette->swatches = kept;
    return PST_OK;
}

/* The film's own are in the comparison. */
static enum pst_status keep_palettes(struct gathering *g, struct pst_reel *reel, int64_t film,
                                     struct pst_error *error)
{
    struct comparison_reel *out = &g->out->reels[film];
    const struct pst_shot *shots;
    size_t count;
    enum pst_status status = pst_reel_shots(reel, &shots, &count, error);
    if (status != PST_OK || film == 0 || count == 0 || g->palettes + count > MOST_PALETTES)
        return status;
    g->palettes += count;
    struct pst_shot *kept = calloc(count, sizeof *kept);
    struct page_palette *palettes = calloc(count, sizeof *palettes);
    out->shots = kept;
    out->palettes = palettes;
    out->shot_count = count;
    if (!kept || !palettes)
        return fail_memory(error);
    memcpy(kept, shots, count * sizeof *kept);
    for (size_t i = 0; i < count && status == PST_OK; i++)
        status = keep_palette(reel, i, &palettes[i], error);
    return status;
}

static enum pst_status keep_film(const struct pst_film *film, struct comparison_reel *out,
                                 struct pst_error *error)
{
    struct pst_film *kept = malloc(sizeof *kept);
    if (!kept)
        return fail_memory(error);
    *kept = *film;
    kept->streams = NULL; /* the reel's */
    kept->stream_count = 0;
    kept->chapters = NULL;
    kept->chapter_count = 0;
    out->film = kept;
    return PST_OK;
}

/* NULL where there is none at `path`, or of another film: *why tells. */
static struct pst_reel *open_same(const char *path, const char *hash, const char **why)
{
    struct pst_reel *reel;
    struct pst_error ignored;
    if (pst_reel_open(path, &reel, &ignored) != PST_OK)
        return NULL;
    if (strcmp(pst_reel_film(reel)->hash, hash) == 0)
        return reel;
    *why = "the reel of that name is of another film";
    pst_reel_close(&reel);
    return NULL;
}

/* Where the comparison says, from here and from where it lies, and beside it. */
static struct pst_reel *find_reel(const struct pst_compared *film, const char *path, const char **why)
{
    *why = "its reel is not where it was";
    struct pst_reel *reel = open_same(film->reel, film->hash, why);
    const char *names[] = {film->reel[0] == '/' ? path_name(film->reel) : film->reel, path_name(film->reel)};
    for (size_t i = 0; i < 2 && !reel; i++) {
        struct text beside = {0};
        text_append_bytes(&beside, path, (size_t)(path_name(path) - path));
        text_append(&beside, names[i]);
        if (!beside.failed && beside.length > 0)
            reel = open_same(beside.data, film->hash, why);
        text_release(&beside);
    }
    return reel;
}

/* A reel that was damaged since is one that is not there. */
static enum pst_status look_into(struct gathering *g, int64_t film, const char *path, struct pst_error *error)
{
    struct comparison_reel *out = &g->out->reels[film];
    struct pst_reel *reel = find_reel(&g->data->films.items[film], path, &out->why);
    if (!reel)
        return PST_OK;
    enum pst_status status = keep_film(pst_reel_film(reel), out, error);
    if (status == PST_OK)
        status = keep_palettes(g, reel, film, error);
    if (status == PST_OK)
        status = keep_stills(g, reel, film, error);
    pst_reel_close(&reel);
    out->found = status == PST_OK;
    out->why = out->found ? NULL : "its reel is damaged";
    return status == PST_INPUT ? PST_OK : status;
}

/* Takes from `from` what fits into *left, and that off it. */
static enum pst_status fit(struct gathering *g, struct still_list *from, size_t *left,
                           struct pst_error *error)
{
    struct fitted_stills fitted = {0};
    struct still_list to = {.items = g->out->stills, .count = g->out->count, .capacity = g->out->count};
    struct pst_still *stills = calloc(from->count + 1, sizeof *stills);
    if (!stills)
        return fail_memory(error);
    for (size_t i = 0; i < from->count; i++) {
        stills[i] = from->items[i].still;
        stills[i].shot = from->items[i].film; /* whose it is goes with it */
    }
    enum pst_status status = still_budget_fit(stills, from->count, *left, &fitted, error);
    size_t bytes = status == PST_OK ? still_bytes(fitted.list, fitted.count) : 0;
    *left -= bytes < *left ? bytes : *left;
    for (size_t i = 0; i < fitted.count && status == PST_OK; i++)
        status = keep_still(&to, fitted.list[i].shot, &fitted.list[i], error);
    g->out->stills = to.items;
    g->out->count = to.count;
    fitted_stills_release(&fitted);
    free(stills);
    return status;
}

static void still_list_release(struct still_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free((void *)(uintptr_t)list->items[i].still.jpeg);
    free(list->items);
}

enum pst_status comparison_pictures_gather(const struct comparison_data *data, const char *path,
                                           struct comparison_pictures *out, struct pst_error *error)
{
    struct gathering g = {.data = data, .out = out};
    *out = (struct comparison_pictures){.films = data->films.count};
    out->reels = calloc(data->films.count + 1, sizeof *out->reels);
    enum pst_status status = out->reels ? gather_wanted(&g, error) : fail_memory(error);
    for (size_t i = 0; i < data->films.count && status == PST_OK; i++)
        status = look_into(&g, (int64_t)i, path, error);
    size_t own = OWN_BUDGET, others = OTHERS_BUDGET;
    if (status == PST_OK)
        status = fit(&g, &g.own, &own, error);
    for (int level = 0; level < LEVELS && status == PST_OK; level++)
        status = fit(&g, &g.others[level], &others, error);
    still_list_release(&g.own);
    for (int level = 0; level < LEVELS; level++)
        still_list_release(&g.others[level]);
    free(g.wanted.items);
    return status;
}

void comparison_pictures_release(struct comparison_pictures *pictures)
{
    for (size_t i = 0; pictures->reels && i < pictures->films; i++) {
        struct comparison_reel *reel = &pictures->reels[i];
        for (size_t j = 0; reel->palettes && j < reel->shot_count; j++)
            free((void *)(uintptr_t)reel->palettes[j].swatches);
        free((void *)(uintptr_t)reel->palettes);
        free((void *)(uintptr_t)reel->shots);
        free((void *)(uintptr_t)reel->film);
    }
    for (size_t i = 0; i < pictures->count; i++)
        free((void *)(uintptr_t)pictures->stills[i].still.jpeg);
    free(pictures->reels);
    free(pictures->stills);
    *pictures = (struct comparison_pictures){0};
}
