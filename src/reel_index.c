/* SPDX-License-Identifier: Apache-2.0 */
#include "reel_index.h"
#include "base/array.h"
#include "base/colour_bins.h"
#include "base/error.h"
#include "base/hash.h"
#include "film_facets.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Block "shots": one a shot. */
struct stored_shot {
    int64_t first, last;
    double starts, seconds;
    uint32_t kind;
    uint8_t fingerprint[FACET_FINGERPRINT];
    struct facets facets;
    uint32_t reserved;
};
static_assert(sizeof(struct facets) == 1108 && sizeof(struct stored_shot) == 1184, "docs/index.md, shots");

/* Block "copies": one a shot. */
struct stored_copies {
    uint32_t copies, common;
};

/* Block "windows"; behind it one struct facets a window. */
struct stored_windows {
    double window, step;
    uint64_t count;
};

/* Blocks "near.shots" and "near.windows"; behind it the sorted distances, look by look. */
struct stored_closeness {
    uint32_t facets, reels;
    double window, step, weights[PST_FACETS];
    uint64_t counts[PST_LOOKS];
};

struct bytes {
    char *items;
    size_t count, capacity;
    bool failed;
};

static void add_bytes(struct bytes *to, const void *from, size_t size)
{
    while (!to->failed && to->count + size > to->capacity)
        to->failed = !array_grow((void **)&to->items, to->capacity, &to->capacity, 1);
    if (to->failed)
        return;
    memcpy(to->items + to->count, from, size);
    to->count += size;
}

static enum pst_status put(struct index_growth *growth, const char *name, uint32_t reel, struct bytes *bytes,
                           struct pst_error *error)
{
    if (!bytes->failed)
        index_growth_put(growth, name, reel, bytes->items, bytes->count);
    free(bytes->items);
    return bytes->failed ? fail_memory(error) : PST_OK;
}

static enum pst_status damaged(const struct index_file *file, const char *name, uint32_t reel,
                               struct pst_error *error)
{
    return fail(error, PST_INPUT, "'%s' is damaged: block '%s' of reel %u", index_file_path(file), name,
                reel + 1);
}

/* ---- films ---- */

enum pst_status index_put_film(struct index_growth *growth, uint32_t reel, const struct facet_film *film,
                               const struct indexed_reel *stamp, struct pst_error *error)
{
    struct pst_compared about = film->about;
    about.shots = (int64_t)film->count;
    enum pst_status status = film_block_put(growth, reel, &about, stamp, error);
    if (status != PST_OK)
        return status;
    struct stored_shot *shots = calloc(film->count + 1, sizeof *shots);
    if (!shots)
        return fail_memory(error);
    for (size_t i = 0; i < film->count; i++) {
        const struct facet_shot *shot = &film->shots[i];
        shots[i] = (struct stored_shot){.first = shot->first,
                                        .last = shot->last,
                                        .starts = shot->starts,
                                        .seconds = shot->seconds,
                                        .kind = (uint32_t)shot->kind,
                                        .facets = shot->facets};
        memcpy(shots[i].fingerprint, shot->fingerprint, FACET_FINGERPRINT);
    }
    index_growth_put(growth, "shots", reel, shots, film->count * sizeof *shots);
    free(shots);
    return status;
}

static bool are_numbers(const float *values, size_t count)
{
    float sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i] - values[i]; /* no number, or 0 */
    return sum == 0;
}

/* Numbers lie side by side before the bins and behind them. */
static bool are_facets(const struct facets *facets)
{
    bool palette = facets->told & (1U << PST_FACET_COLOUR | 1U << PST_FACET_CHROMA);
    if (facets->told >= 1U << PST_FACETS || facets->colours < 0 || facets->colours > FACET_COLOURS ||
        (palette && facets->colours == 0) || facets->bins < 0 || facets->bins > SETTING_BINS)
        return false;
    for (int i = 0; i < facets->bins; i++)
        if (facets->bin[i].bin >= COLOUR_BINS || !isfinite(facets->bin[i].root))
            return false;
    return are_numbers(&facets->colour[0].weight,
                       (offsetof(struct facets, bins) - offsetof(struct facets, colour)) / sizeof(float)) &&
           are_numbers(facets->texture, (sizeof *facets - offsetof(struct facets, texture)) / sizeof(float));
}

static bool is_shot(const struct stored_shot *shot)
{
    return shot->kind <= PST_SHOT_SOLID && shot->first <= shot->last && isfinite(shot->starts) &&
           isfinite(shot->seconds) && shot->seconds >= 0 && are_facets(&shot->facets);
}

static enum pst_status read_shots(const struct index_file *file, uint32_t reel, struct facet_film *film,
                                  struct pst_error *error)
{
    const void *bytes;
    size_t size;
    enum pst_status status = index_file_read(file, "shots", reel, &bytes, &size, error);
    if (status != PST_OK)
        return status;
    const struct stored_shot *shots = bytes;
    if (film->about.shots < 0 || size % sizeof *shots || size / sizeof *shots != (size_t)film->about.shots)
        return damaged(file, "shots", reel, error);
    film->count = size / sizeof *shots;
    film->shots = calloc(film->count + 1, sizeof *film->shots);
    if (!film->shots)
        return fail_memory(error);
    for (size_t i = 0; i < film->count; i++) {
        const struct stored_shot *shot = &shots[i];
        if (!is_shot(shot) || (i > 0 && shot->starts < shots[i - 1].starts))
            return damaged(file, "shots", reel, error);
        film->shots[i] = (struct facet_shot){.first = shot->first,
                                             .last = shot->last,
                                             .starts = shot->starts,
                                             .seconds = shot->seconds,
                                             .kind = (enum pst_shot_kind)shot->kind,
                                             .facets = shot->facets};
        memcpy(film->shots[i].fingerprint, shot->fingerprint, FACET_FINGERPRINT);
    }
    index_file_forget(file, bytes, size);
    return PST_OK;
}

enum pst_status index_put_copies(struct index_growth *growth, uint32_t reel, const struct facet_film *film,
                                 struct pst_error *error)
{
    struct bytes bytes = {0};
    for (size_t i = 0; i < film->count; i++) {
        struct stored_copies stored = {film->shots[i].copies, film->shots[i].common};
        add_bytes(&bytes, &stored, sizeof stored);
    }
    return put(growth, "copies", reel, &bytes, error);
}

static enum pst_status read_copies(const struct index_file *file, uint32_t reel, struct facet_film *film,
                                   struct pst_error *error)
{
    const void *bytes;
    size_t size;
    enum pst_status status = index_file_read(file, "copies", reel, &bytes, &size, error);
    if (status != PST_OK)
        return status;
    const struct stored_copies *stored = bytes;
    if (size != film->count * sizeof *stored)
        return damaged(file, "copies", reel, error);
    for (size_t i = 0; i < film->count; i++) {
        film->shots[i].copies = stored[i].copies;
        film->shots[i].common = stored[i].common != 0;
    }
    return PST_OK;
}

/* The index keeps its strings; the film wants its own. */
static bool own_strings(struct pst_compared *about)
{
    const char **const strings[] = {&about->reel, &about->file, &about->title,
                                    &about->hash, &about->tool, &about->note};
    bool room = true;
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        room = (*strings[i] = strdup(*strings[i])) && room;
    return room;
}

const char *index_reel_state(const char *path, const struct indexed_reel *stamp)
{
    struct indexed_reel now;
    struct pst_error unsaid;
    if (hash_content(path, &now.size, now.hash, &unsaid) != PST_OK)
        return "missing";
    return strcmp(now.hash, stamp->hash) == 0 ? "" : "changed";
}

bool index_is_of_prints(const struct index_file *file)
{
    return index_file_has(file, "film", 0) && !index_file_has(file, "shots", 0);
}

enum pst_status index_read_film(const struct index_file *file, uint32_t reel, struct facet_film *film,
                                struct indexed_reel *stamp, struct pst_error *error)
{
    *film = (struct facet_film){0};
    enum pst_status status = film_block_read(file, reel, &film->about, stamp, error);
    if (status != PST_OK)
        return status;
    if (!own_strings(&film->about))
        status = fail_memory(error);
    if (status == PST_OK)
        status = read_shots(file, reel, film, error);
    if (status == PST_OK)
        status = read_copies(file, reel, film, error);
    if (status != PST_OK)
        film_facets_release(film);
    return status;
}

/* ---- figures ---- */

enum pst_status index_put_figures(struct index_growth *growth, uint32_t reel, struct wide_rows *rows,
                                  struct pst_error *error)
{
    struct bytes bytes = {0};
    bool more = false;
    struct cell *cells = NULL;
    enum pst_status status = wide_rows_begin(rows, error);
    if (status == PST_OK && !(cells = calloc(rows->column_count + 1, sizeof *cells)))
        status = fail_memory(error);
    if (status == PST_OK)
        status = wide_rows_next(rows, cells, &more, error);
    for (size_t i = 0; status == PST_OK && more && i < rows->column_count; i++) {
        const struct column *column = &rows->columns[i];
        if (column->kind != CELL_NUMBER)
            continue;
        double number = cells[i].kind == CELL_NUMBER ? cells[i].number : (double)NAN;
        int32_t place = column->place;
        add_bytes(&bytes, &number, sizeof number);
        add_bytes(&bytes, &place, sizeof place);
        add_bytes(&bytes, column->name, strlen(column->name) + 1);
        add_bytes(&bytes, column->unit, strlen(column->unit) + 1);
        add_bytes(&bytes, column->what, strlen(column->what) + 1);
    }
    free(cells);
    if (status == PST_OK)
        return put(growth, "figures", reel, &bytes, error);
    free(bytes.items);
    return status;
}

/* Moves on behind the string; NULL: it does not end. */
static const char *take_string(const char **from, const char *end)
{
    const char *string = *from, *nul = string < end ? memchr(string, '\0', (size_t)(end - string)) : NULL;
    *from = nul ? nul + 1 : end;
    return nul ? string : NULL;
}

enum pst_status index_read_figures(const struct index_file *file, uint32_t reel, struct wide_rows *rows,
                                   struct pst_error *error)
{
    const void *bytes;
    size_t size;
    enum pst_status status = index_file_read(file, "figures", reel, &bytes, &size, error);
    if (status != PST_OK)
        return status;
    for (const char *at = bytes, *end = at + size; at < end;) {
        double number;
        int32_t place;
        if ((size_t)(end - at) < sizeof number + sizeof place)
            return damaged(file, "figures", reel, error);
        memcpy(&number, at, sizeof number);
        memcpy(&place, at + sizeof number, sizeof place);
        at += sizeof number + sizeof place;
        struct column column = {.kind = CELL_NUMBER, .place = place};
        column.name = take_string(&at, end);
        column.unit = take_string(&at, end);
        column.what = take_string(&at, end);
        if (!column.name || !column.unit || !column.what)
            return damaged(file, "figures", reel, error);
        wide_rows_number(rows, &column, number);
    }
    return wide_rows_end(rows, error);
}

/* ---- windows ---- */

enum pst_status index_put_windows(struct index_growth *growth, uint32_t reel, const struct facet_film *film,
                                  struct pst_error *error)
{
    struct bytes bytes = {0};
    struct stored_windows stored = {film->window, film->step, film->window_count};
    add_bytes(&bytes, &stored, sizeof stored);
    add_bytes(&bytes, film->windows, film->window_count * sizeof *film->windows);
    return put(growth, "windows", reel, &bytes, error);
}

enum pst_status index_read_windows(const struct index_file *file, uint32_t reel, double window, double step,
                                   struct facet_film *film, bool *found, struct pst_error *error)
{
    const void *bytes;
    size_t size;
    struct stored_windows stored;
    *found = false;
    if (!index_file_has(file, "windows", reel))
        return PST_OK;
    enum pst_status status = index_file_read(file, "windows", reel, &bytes, &size, error);
    if (status != PST_OK)
        return status;
    if (size < sizeof stored)
        return damaged(file, "windows", reel, error);
    memcpy(&stored, bytes, sizeof stored);
    if (stored.window != window || stored.step != step)
        return PST_OK;
    size -= sizeof stored;
    if (size % sizeof *film->windows || size / sizeof *film->windows != stored.count)
        return damaged(file, "windows", reel, error);
    if (!facet_film_take_windows(film, window, step,
                                 (const struct facets *)((const char *)bytes + sizeof stored), stored.count))
        return fail_memory(error);
    for (size_t i = 0; i < film->window_count; i++)
        if (!are_facets(&film->windows[i]))
            return damaged(file, "windows", reel, error);
    index_file_forget(file, bytes, size);
    *found = true;
    return PST_OK;
}

/* ---- reels among each other ---- */

void index_put_sums(struct index_growth *growth, uint32_t reel, const struct distance_sums *sums)
{
    index_growth_put(growth, "distances", reel, sums->sum, 2 * sums->shots * PST_FACETS * sizeof *sums->sum);
}

enum pst_status index_read_sums(const struct index_file *file, uint32_t reel, size_t shots,
                                struct distance_sums *sums, bool *found, struct pst_error *error)
{
    const void *bytes;
    size_t size;
    *found = false;
    *sums = (struct distance_sums){0};
    if (!index_file_has(file, "distances", reel))
        return PST_OK;
    enum pst_status status = index_file_read(file, "distances", reel, &bytes, &size, error);
    if (status != PST_OK)
        return status;
    if (size != 2 * shots * PST_FACETS * sizeof *sums->sum)
        return damaged(file, "distances", reel, error);
    if (!distance_sums_open(sums, shots))
        return fail_memory(error);
    memcpy(sums->sum, bytes, size);
    index_file_forget(file, bytes, size);
    *found = true;
    return PST_OK;
}

static const char *closeness_name(enum moment_kind kind)
{
    return kind == MOMENT_SHOT ? "near.shots" : "near.windows";
}

enum pst_status index_put_closeness(struct index_growth *growth, const struct closeness_key *key,
                                    const struct closeness *closeness, struct pst_error *error)
{
    struct bytes bytes = {0};
    struct stored_closeness stored = {
        .facets = key->facets, .reels = key->reels, .window = key->window, .step = key->step};
    for (int facet = 0; facet < PST_FACETS; facet++)
        stored.weights[facet] = closeness->together.weight[facet];
    for (int look = 0; look < PST_LOOKS; look++)
        stored.counts[look] = closeness->count[look];
    add_bytes(&bytes, &stored, sizeof stored);
    for (int look = 0; look < PST_LOOKS; look++)
        add_bytes(&bytes, closeness->sorted[look], closeness->count[look] * sizeof(double));
    return put(growth, closeness_name(key->kind), INDEX_AS_A_WHOLE, &bytes, error);
}

static bool is_key(const struct closeness_key *key, const struct stored_closeness *stored)
{
    bool same_window =
        key->kind == MOMENT_SHOT || (key->window == stored->window && key->step == stored->step);
    return stored->facets == key->facets && stored->reels == key->reels && same_window;
}

enum pst_status index_read_closeness(const struct index_file *file, const struct closeness_key *key,
                                     struct closeness *closeness, bool *found, struct pst_error *error)
{
    const char *name = closeness_name(key->kind);
    const void *bytes;
    size_t size, numbers = 0;
    struct stored_closeness stored;
    *found = false;
    if (!index_file_has(file, name, INDEX_AS_A_WHOLE))
        return PST_OK;
    enum pst_status status = index_file_read(file, name, INDEX_AS_A_WHOLE, &bytes, &size, error);
    if (status != PST_OK)
        return status;
    if (size < sizeof stored)
        return fail(error, PST_INPUT, "'%s' is damaged: block '%s'", index_file_path(file), name);
    memcpy(&stored, bytes, sizeof stored);
    if (!is_key(key, &stored))
        return PST_OK;
    size -= sizeof stored;
    for (int look = 0; look < PST_LOOKS && stored.counts[look] <= size; look++)
        numbers += stored.counts[look];
    if (numbers * sizeof(double) != size)
        return fail(error, PST_INPUT, "'%s' is damaged: block '%s'", index_file_path(file), name);
    double *values = malloc(size + 1);
    if (!values)
        return fail_memory(error);
    memcpy(values, (const char *)bytes + sizeof stored, size);
    *closeness = (struct closeness){.sorted = {values}};
    for (int look = 0; look < PST_LOOKS; look++) {
        closeness->sorted[look] = values;
        closeness->count[look] = stored.counts[look];
        values += stored.counts[look];
    }
    for (int facet = 0; facet < PST_FACETS; facet++)
        closeness->together.weight[facet] = stored.weights[facet];
    *found = true;
    return PST_OK;
}
