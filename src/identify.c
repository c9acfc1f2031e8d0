/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/identify.h"
#include "asked_films.h"
#include "base/array.h"
#include "base/error.h"
#include "base/whole_file.h"
#include "copies_together.h"
#include "film_facets.h"
#include "film_footage.h"
#include "identify_indexed.h"
#include "likeness/common.h"
#include "pastiche/timecode.h"
#include "reel_index.h"
#include "reel_list.h"
#include "show_rows.h"
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An index of films that need not all be opened. */
struct searched_index {
    struct index_file *file;
    size_t first; /* of its films among all; of an index of prints alone none is there yet */
    bool of_prints;
};

struct identifying {
    const struct pst_identify_params *params;
    struct pst_footage *fragment;
    struct {
        struct facet_film **items;
        size_t count, capacity;
    } films;
    struct {
        struct searched_index *items;
        size_t count, capacity;
    } indexes;
    struct asked_film *copies; /* of each film */
    struct {
        struct pst_copy *items; /* their films: numbers of `films` */
        size_t count, capacity;
    } found;
    size_t looked_in;                /* films, by their reels or by their prints */
    double searched[PST_COPY_KINDS]; /* their extents */
    size_t left_out;
    struct pst_error first; /* why the first reel was left out */
};

/* Nothing shorter is ever told. */
static const double shortest = 1;

static bool is_too_short(const struct identifying *d)
{
    return pst_footage_about(d->fragment)->seconds < shortest;
}

static void leave_out(struct identifying *d, const struct pst_error *why)
{
    if (!d->left_out++)
        d->first = *why;
    if (d->params->told)
        d->params->told(d->params->data, why->message);
}

/* Takes the film, or says why it is left out. */
static enum pst_status take_film(struct identifying *d, struct facet_film *film, enum pst_status status,
                                 const struct pst_error *why, struct pst_error *error)
{
    if (status == PST_OK && array_push(&d->films, film))
        return PST_OK;
    if (status == PST_OK) {
        film_facets_release(film);
        status = fail_memory(error);
    } else if (status == PST_INPUT) {
        leave_out(d, why);
        status = PST_OK;
    } else {
        fail(error, status, "%s", why->message);
    }
    free(film);
    return status;
}

static enum pst_status add_reel(struct identifying *d, const char *path, struct pst_error *error)
{
    struct pst_error why;
    struct facet_film *film = calloc(1, sizeof *film);
    return film ? take_film(d, film, film_facets(path, film, &why), &why, error) : fail_memory(error);
}

static enum pst_status add_index(struct identifying *d, const char *path, struct pst_error *error)
{
    struct searched_index index = {.first = d->films.count};
    struct pst_error why;
    enum pst_status status = index_file_open(path, &index.file, error);
    uint32_t count = status == PST_OK ? index_reels(index.file) : 0;
    index.of_prints = status == PST_OK && index_is_of_prints(index.file);
    for (uint32_t i = 0; status == PST_OK && i < count && !index.of_prints; i++) {
        struct facet_film *film = calloc(1, sizeof *film);
        status = film ? take_film(d, film, index_read_film(index.file, i, film, NULL, &why), &why, error)
                      : fail_memory(error);
    }
    bool whole = index.of_prints || d->films.count - index.first == count; /* else all are opened */
    if (status == PST_OK && whole && array_push(&d->indexes, index))
        return PST_OK;
    index_file_close(&index.file);
    return status == PST_OK && whole ? fail_memory(error) : status;
}

static bool is_cancelled(const struct identifying *d)
{
    return d->params->cancelled && d->params->cancelled(d->params->data);
}

static enum pst_status add_films(struct identifying *d, struct pst_error *error)
{
    struct reel_list list = {0};
    enum pst_status status = PST_OK;
    for (size_t i = 0; status == PST_OK && i < d->params->reel_count; i++) {
        struct pst_error why;
        status = reel_list_add(&list, d->params->reels[i], &why);
        if (status == PST_INPUT) {
            leave_out(d, &why);
            status = PST_OK;
        } else if (status != PST_OK) {
            fail(error, status, "%s", why.message);
        }
    }
    for (size_t i = 0; status == PST_OK && i < list.count; i++)
        status = is_cancelled(d)                ? fail(error, PST_INTERRUPTED, "interrupted")
                 : is_index_file(list.items[i]) ? add_index(d, list.items[i], error)
                                                : add_reel(d, list.items[i], error);
    reel_list_release(&list);
    if (status == PST_OK && !d->films.count && !d->indexes.count)
        status = fail(error, d->left_out ? d->first.status : PST_USAGE, "there is no film to look in");
    return status;
}

/* Logos that films share, credits and black. */
static enum pst_status set_common_aside(struct identifying *d, struct pst_error *error)
{
    struct pst_common *list = NULL;
    size_t count;
    bool room = find_common(d->films.items, d->films.count, (struct settled_films){0, 0}, &list, &count);
    free(list);
    return room ? PST_OK : fail_memory(error);
}

/* The film seems to be the one, but its reel is not what was indexed. */
static void tell_gone(struct identifying *d, const struct pst_compared *about, const char *state,
                      const struct print_vote *vote)
{
    struct pst_error why = {.status = PST_INPUT};
    char time[32];
    pst_duration(fmax(vote->its_time, 0), time);
    snprintf(why.message, sizeof why.message,
             "'%s' %s: %d pictures of the fragment are like it from %s on, but no passage can be told",
             about->reel, strcmp(state, "missing") == 0 ? "is missing" : "has changed since it was indexed",
             vote->pictures, time);
    leave_out(d, &why);
}

static enum pst_status add_likely(struct identifying *d, const struct index_file *index, uint32_t reel,
                                  const struct indexed_vote *vote, struct pst_error *error)
{
    struct pst_compared about;
    struct indexed_reel stamp;
    enum pst_status status = film_block_read(index, reel, &about, &stamp, error);
    if (status != PST_OK)
        return status;
    const char *state = index_reel_state(about.reel, &stamp);
    if (!*state)
        return add_reel(d, about.reel, error);
    d->searched[PST_COPY_PICTURES] += vote->extent;
    if (is_sure_vote(&vote->vote))
        tell_gone(d, &about, state, &vote->vote);
    return PST_OK;
}

static bool has_sound(const struct identifying *d)
{
    return pst_footage_about(d->fragment)->sound_extent > 0;
}

/* Prints are of pictures alone. */
static void tell_unheard(const struct identifying *d, const struct index_file *index)
{
    struct pst_error line;
    fail(&line, PST_INPUT,
         "'%s' is of prints of pictures alone: name reels, or an index made without --only, "
         "to have the sound looked for",
         index_file_path(index));
    if (d->params->told)
        d->params->told(d->params->data, line.message);
}

/* What is not likely was searched by its prints, and that was all; where none is likely and there is sound,
   the films of an index that holds more than prints are all opened. */
static enum pst_status choose_from(struct identifying *d, const struct searched_index *index, bool *skipped,
                                   struct pst_error *error)
{
    struct indexed_vote *votes;
    uint32_t reels;
    enum pst_status status = identify_in_index(d->fragment, index->file, &votes, &reels, error);
    bool likely = false;
    for (uint32_t i = 0; status == PST_OK && i < reels; i++)
        likely |= votes[i].likely;
    bool unheard = status == PST_OK && !likely && has_sound(d);
    if (unheard && index->of_prints)
        tell_unheard(d, index->file);
    for (uint32_t i = 0; status == PST_OK && i < reels; i++) {
        if (votes[i].likely && index->of_prints)
            status = add_likely(d, index->file, i, &votes[i], error);
        if (votes[i].likely || !votes[i].searched || (unheard && !index->of_prints))
            continue;
        d->looked_in++;
        d->searched[PST_COPY_PICTURES] += votes[i].extent;
        if (!index->of_prints)
            skipped[index->first + i] = true;
    }
    free(votes);
    return status;
}

static enum pst_status choose_films(struct identifying *d, bool **skipped, struct pst_error *error)
{
    size_t there = d->films.count;
    *skipped = calloc(there + 1, sizeof **skipped);
    enum pst_status status = *skipped ? PST_OK : fail_memory(error);
    for (size_t i = 0; status == PST_OK && i < d->indexes.count; i++)
        status = is_cancelled(d) ? fail(error, PST_INTERRUPTED, "interrupted")
                                 : choose_from(d, &d->indexes.items[i], *skipped, error);
    if (status == PST_OK && !(d->copies = calloc(d->films.count + 1, sizeof *d->copies)))
        status = fail_memory(error);
    for (size_t i = 0; status == PST_OK && i < d->films.count; i++)
        if (i >= there || !(*skipped)[i])
            d->copies[i].film = d->films.items[i];
    return status;
}

/* Takes copies that were found in films[film]. */
static enum pst_status take_copies(struct identifying *d, size_t film, struct pst_error *error)
{
    for (size_t i = 0; i < d->copies[film].count; i++) {
        struct pst_copy copy = d->copies[film].copies[i];
        copy.film = (int64_t)film;
        if (!array_push(&d->found, copy))
            return fail_memory(error);
    }
    return PST_OK;
}

/* Pictures before sound: their scores have nothing to do with one another. */
static int by_score(const void *a, const void *b)
{
    const struct pst_copy *x = a, *y = b;
    if (x->what != y->what)
        return (int)x->what - (int)y->what;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return (x->its_first > y->its_first) - (x->its_first < y->its_first);
}

/* A reel without the print of its sound is told of where sound is looked for. */
static void note_unmeasured(const struct identifying *d, const char *reel)
{
    struct pst_error line;
    fail(&line, PST_INPUT, "the sound of '%s' is not looked in: measure its film again", reel);
    if (d->params->told)
        d->params->told(d->params->data, line.message);
}

/* Counts what was searched, and tells what was not. */
static enum pst_status count_searched(struct identifying *d, struct pst_error *error)
{
    enum pst_status status = PST_OK;
    for (size_t i = 0; status == PST_OK && i < d->films.count; i++) {
        const struct asked_film *copies = &d->copies[i];
        if (copies->status == PST_INPUT)
            leave_out(d, &copies->why);
        else if (copies->status != PST_OK)
            status = fail(error, copies->status, "%s", copies->why.message);
        else
            d->looked_in += copies->film != NULL;
        if (copies->sound_unmeasured && has_sound(d))
            note_unmeasured(d, copies->film->about.reel);
        for (int what = 0; what < PST_COPY_KINDS; what++)
            d->searched[what] += copies->extents[what];
    }
    if (status == PST_OK && d->looked_in == 0)
        status = fail(error, d->first.status, "there is no film to look in");
    return status;
}

static enum pst_status look_in_all(struct identifying *d, struct pst_error *error)
{
    size_t count = d->films.count;
    enum pst_status status =
        asked_films_search(d->fragment, d->copies, count, d->params->cancelled, d->params->data, error);
    if (status == PST_OK)
        status = count_searched(d, error);
    if (status != PST_OK)
        return status;
    asked_films_settle(d->copies, count, d->searched);
    for (size_t i = 0; status == PST_OK && i < count; i++)
        status = take_copies(d, i, error);
    if (status == PST_OK && !copies_join(d->found.items, &d->found.count))
        status = fail_memory(error);
    if (d->found.count)
        qsort(d->found.items, d->found.count, sizeof *d->found.items, by_score);
    return status;
}

static const struct sheet_column columns[] = {
    {"film", "", "title, or the file's name", CELL_TEXT, 0, false},
    {"its_in", "", "timecode in the film where it begins, from 0 at frame 0", CELL_TEXT, 0, false},
    {"its_out", "", "timecode of the first moment after it", CELL_TEXT, 0, false},
    {"its_first_frame", "", "inside", CELL_WHOLE, 0, true},
    {"its_last_frame", "", "inside", CELL_WHOLE, 0, true},
    {"its_start", "s", "film time where it begins", CELL_NUMBER, 3, true},
    {"its_seconds", "s", "how long it lasts in the film", CELL_NUMBER, 2, true},
    {"in", "", "timecode in the fragment", CELL_TEXT, 0, false},
    {"out", "", "timecode of the first moment after it", CELL_TEXT, 0, false},
    {"first_frame", "", "inside", CELL_WHOLE, 0, true},
    {"last_frame", "", "inside", CELL_WHOLE, 0, true},
    {"start", "s", "film time in the fragment", CELL_NUMBER, 3, true},
    {"seconds", "s", "how long it lasts in the fragment", CELL_NUMBER, 2, false},
    {"what", "", "what is the same: pictures, sound or both", CELL_TEXT, 0, false},
    {"change", "", "what is certain of how the film differs from the fragment", CELL_TEXT, 0, false},
    {"speed", "", "time in the film over time in the fragment", CELL_NUMBER, 4, true},
    {"score", "bits", "likeness beyond that of strangers, summed over pictures, or words of sound",
     CELL_NUMBER, 0, false},
    {"expected", "", "passages of such a score by chance in all films searched (E-value)", CELL_NUMBER, -2,
     false},
    {"matched", "", "share of the pictures, or of the sound, that agree", CELL_NUMBER, 3, true},
    {"of", "", "what was found: pictures or sound", CELL_TEXT, 0, true},
    {"both", "", "share of it in which sound and pictures are the same", CELL_NUMBER, 3, true},
    {"reel", "", "as it was given", CELL_TEXT, 0, false},
    {0},
};

/* Sound alone has none. */
static void put_frame(struct sheet *sheet, int64_t frame)
{
    if (frame < 0)
        sheet_missing(sheet);
    else
        sheet_whole(sheet, frame);
}

static void put_span(struct sheet *sheet, const struct pst_compared *film, double starts, double seconds,
                     int64_t first, int64_t last)
{
    char text[PST_TIMECODE_SIZE];
    sheet_text(sheet, show_time(film, starts, text));
    sheet_text(sheet, show_time(film, starts + seconds, text));
    put_frame(sheet, first);
    put_frame(sheet, last);
    sheet_number(sheet, starts);
    sheet_number(sheet, seconds);
}

static void put_rows(const struct identifying *d, struct sheet *sheet)
{
    const struct pst_footage_about *about = pst_footage_about(d->fragment);
    const struct pst_compared fragment = {.frames = about->frames,
                                          .rate_num = about->rate.num,
                                          .rate_den = about->rate.den,
                                          .seconds = about->seconds};
    sheet_begin(sheet, columns, "passage");
    for (size_t i = 0; i < d->found.count; i++) {
        const struct pst_copy *c = &d->found.items[i];
        const struct pst_compared *film = &d->films.items[c->film]->about;
        struct text change = {0};
        char what[SHOW_WHAT];
        show_what(c, what);
        show_change(c, &change);
        sheet->failed |= change.failed;
        sheet_text(sheet, show_name(film));
        put_span(sheet, film, c->its_starts, c->its_seconds, c->its_first, c->its_last);
        put_span(sheet, &fragment, c->starts, c->seconds, c->first, c->last);
        sheet_text(sheet, what);
        sheet_text(sheet, change.data ? change.data : "");
        sheet_number(sheet, c->speed);
        sheet_number(sheet, c->score);
        sheet_number(sheet, c->expected);
        sheet_number(sheet, c->matched);
        sheet_text(sheet, pst_copy_what_name(c->what));
        sheet_number(sheet, c->both);
        sheet_text(sheet, film->reel);
        text_release(&change);
    }
}

static enum pst_status write_out(const struct identifying *d, const char *path, struct pst_error *error)
{
    struct sheet sheet;
    struct text text = {0};
    struct whole_file file;
    put_rows(d, &sheet);
    if (d->found.count || d->params->format != PST_SHOW_TEXT)
        sheet_write(&sheet, (enum sheet_format)d->params->format, &text);
    else
        text_append(&text, is_too_short(d)
                               ? "cannot tell: the fragment lasts less than a second ('pastiche find' "
                                 "tells where a still is from)\n"
                               : "none\n");
    bool failed = text.failed || sheet.failed;
    sheet_release(&sheet);
    enum pst_status status = failed ? fail_memory(error) : whole_file_open(path, &file, error);
    if (status == PST_OK) {
        whole_file_write(&file, text.data, text.length);
        status = whole_file_commit(&file, error);
    }
    text_release(&text);
    return status;
}

static enum pst_status identify(struct identifying *d, const char *fragment, const char *path,
                                struct pst_error *error)
{
    const struct pst_footage_params how = {.threads = d->params->threads,
                                           .max_memory = d->params->max_memory,
                                           .cancelled = d->params->cancelled,
                                           .data = d->params->data};
    bool *skipped = NULL;
    enum pst_status status = add_films(d, error);
    if (status == PST_OK)
        status = pst_footage_open(fragment, &how, &d->fragment, error);
    if (status == PST_OK)
        status = choose_films(d, &skipped, error);
    free(skipped);
    if (status == PST_OK)
        status = set_common_aside(d, error);
    if (status == PST_OK)
        status = look_in_all(d, error);
    return status == PST_OK ? write_out(d, path, error) : status;
}

enum pst_status pst_identify(const char *fragment, const struct pst_identify_params *params, const char *path,
                             struct pst_identify_result *result, struct pst_error *error)
{
    struct identifying d = {.params = params};
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0)
        return fail_memory(error);
    locale_t before = uselocale(plain);
    enum pst_status status = identify(&d, fragment, path, error);
    if (result)
        *result = (struct pst_identify_result){d.looked_in, d.left_out, d.found.count};
    if (status == PST_OK && d.left_out)
        status = fail(error, PST_PARTLY, "%zu of the reels could not be read", d.left_out);
    asked_films_release(d.copies, d.films.count);
    for (size_t i = 0; i < d.indexes.count; i++)
        index_file_close(&d.indexes.items[i].file);
    free(d.indexes.items);
    for (size_t i = 0; i < d.films.count; i++) {
        film_facets_release(d.films.items[i]);
        free(d.films.items[i]);
    }
    free(d.films.items);
    free(d.found.items);
    pst_footage_close(&d.fragment);
    uselocale(before);
    freelocale(plain);
    return status;
}
