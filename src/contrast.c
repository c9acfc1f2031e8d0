/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/contrast.h"
#include "base/array.h"
#include "base/error.h"
#include "base/text.h"
#include "base/whole_file.h"
#include "contrast_films.h"
#include "likeness/part_contrast.h"
#include "pastiche/film_part.h"
#include "pastiche/timecode.h"
#include "reel_list.h"
#include "report/rows_sheet.h"
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NOTE = 128 };

/* Which shots of a film are looked at: where `inside` is NULL all, else those of one side. */
struct chosen {
    const struct contrast_film *film;
    const bool *inside;
    bool side;
};

struct line {
    const struct contrast_measure *measure;
    struct part_contrast found;
    double p; /* corrected */
    size_t inside, outside;
    const struct pst_shot_line *typical_inside, *typical_outside; /* NULL: cannot tell */
    char note[NOTE];
};

struct contrasting {
    const struct pst_contrast_params *params;
    struct contrast_film film;
    bool *inside;       /* by shot */
    const char *others; /* "the rest", "before it" or a film */
    struct {
        struct line *items;
        size_t count, capacity;
    } lines; /* against the same others */
    struct sheet sheet;
    size_t references, left_out;
    struct {
        struct film_hash {
            char hash[sizeof((struct pst_film *)0)->hash];
        } * items;
        size_t count, capacity;
    } seen; /* films: the one in question, and references that were taken */
};

/* The values of the chosen pictures, and which shots they are of. */
struct side {
    double *values;
    size_t *places, *shots, count;
};

static bool take_side(const struct chosen *chosen, const double *by_shot, struct side *side)
{
    const struct contrast_film *film = chosen->film;
    *side = (struct side){calloc(film->shots + 1, sizeof(double)), calloc(film->shots + 1, sizeof(size_t)),
                          calloc(film->shots + 1, sizeof(size_t)), 0};
    if (!side->values || !side->places || !side->shots)
        return false;
    for (size_t i = 0, place = 0; i < film->shots; i++) {
        if (film->lines[i].shot.kind != PST_SHOT_PICTURE)
            continue;
        if ((!chosen->inside || chosen->inside[i] == chosen->side) && isfinite(by_shot[i])) {
            side->values[side->count] = by_shot[i];
            side->places[side->count] = place;
            side->shots[side->count++] = i;
        }
        place++;
    }
    return true;
}

static void release_side(struct side *side)
{
    free(side->values);
    free(side->places);
    free(side->shots);
}

static const char *why_not(const struct line *line)
{
    if (strcmp(line->measure->unit, "degrees") == 0)
        return "a direction is not more or less than another";
    if (line->inside == 0 || line->outside == 0)
        return line->inside == 0 ? "nothing known of the part" : "nothing known of the others";
    if (line->inside < CONTRAST_LEAST)
        return "too few shots in the part";
    return line->outside < CONTRAST_LEAST ? "too few shots in the others" : NULL;
}

/* by_shot of the others may be NULL: not measured. */
static bool contrast_sides(const struct chosen *in, const double *in_values, const struct chosen *out,
                           const double *out_values, struct line *line)
{
    struct side inside = {0}, outside = {0};
    bool good = take_side(in, in_values, &inside) && (!out_values || take_side(out, out_values, &outside));
    line->inside = inside.count;
    line->outside = outside.count;
    line->p = NAN;
    const char *why = good ? why_not(line) : NULL;
    snprintf(line->note, sizeof line->note, "%s", why ? why : "");
    if (good && !why) {
        const struct contrast_side a = {inside.values, inside.places, inside.count},
                                   b = {outside.values, outside.places, outside.count};
        good = find_part_contrast(&a, &b, &line->found);
    }
    if (good && !why) {
        line->p = line->found.p;
        line->typical_inside = &in->film->lines[inside.shots[line->found.typical_inside]];
        line->typical_outside = &out->film->lines[outside.shots[line->found.typical_outside]];
    }
    release_side(&inside);
    release_side(&outside);
    return good;
}

static bool is_cancelled(const struct contrasting *c)
{
    return c->params->cancelled && c->params->cancelled(c->params->data);
}

static bool correct(struct contrasting *c)
{
    double *p = calloc(c->lines.count + 1, sizeof *p);
    if (!p)
        return false;
    for (size_t i = 0; i < c->lines.count; i++)
        p[i] = c->lines.items[i].p;
    bool good = correct_holm(p, c->lines.count);
    for (size_t i = 0; i < c->lines.count; i++)
        c->lines.items[i].p = p[i];
    free(p);
    return good;
}

/* What is least likely chance first, then what is farthest from even; what cannot be told last. */
static int by_strength(const void *a, const void *b)
{
    const struct line *x = a, *y = b;
    double p = isnan(x->p) ? 2 : x->p, q = isnan(y->p) ? 2 : y->p;
    if (p != q)
        return p < q ? -1 : 1;
    double far = fabs(x->found.superiority - 0.5), other = fabs(y->found.superiority - 0.5);
    if (p < 2 && far != other)
        return far > other ? -1 : 1;
    return x->measure < y->measure ? -1 : x->measure > y->measure;
}

static const struct sheet_column columns[] = {
    {"against", "", "what the part is held against", CELL_TEXT, 0, false},
    {"measure", "", "", CELL_TEXT, 0, false},
    {"unit", "", "of the medians", CELL_TEXT, 0, false},
    {"superiority", "", "chance that a shot of the part has more than one of the others; 0.5: neither",
     CELL_NUMBER, 2, false},
    {"low", "", "low end of the 95 % interval", CELL_NUMBER, 2, false},
    {"high", "", "high end", CELL_NUMBER, 2, false},
    {"p", "", "that it is 0.5, corrected for looking at all measures (Holm)", CELL_NUMBER, -2, false},
    {"median", "", "of the part's shots", CELL_NUMBER, -4, false},
    {"others_median", "", "of the others' shots", CELL_NUMBER, -4, false},
    {"shots", "", "of the part, pictures that have the measure", CELL_WHOLE, 0, false},
    {"others_shots", "", "likewise", CELL_WHOLE, 0, false},
    {"see", "", "timecode where the part's most typical shot begins", CELL_TEXT, 0, false},
    {"others_see", "", "likewise", CELL_TEXT, 0, false},
    {"see_frame", "", "the middle of that shot", CELL_WHOLE, 0, true},
    {"others_see_frame", "", "likewise", CELL_WHOLE, 0, true},
    {"note", "", "why it cannot be told", CELL_TEXT, 0, false},
    {"what", "", "what the measure is", CELL_TEXT, 0, true},
    {0},
};

static void put_see(struct sheet *sheet, const struct pst_shot_line *line)
{
    if (line)
        sheet_text(sheet, line->in);
    else
        sheet_missing(sheet);
}

static void put_frame(struct sheet *sheet, const struct pst_shot_line *line)
{
    if (line)
        sheet_whole(sheet, line->shot.first + (line->shot.last - line->shot.first) / 2);
    else
        sheet_missing(sheet);
}

static void put_line(struct contrasting *c, const struct line *line)
{
    struct sheet *sheet = &c->sheet;
    const struct part_contrast *f = &line->found;
    bool told = !isnan(line->p);
    const double values[] = {f->superiority, f->low, f->high, line->p, f->median_inside, f->median_outside};
    sheet_text(sheet, c->others);
    sheet_text(sheet, line->measure->name);
    sheet_text(sheet, line->measure->unit);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        sheet_number(sheet, told ? values[i] : (double)NAN);
    sheet_whole(sheet, (int64_t)line->inside);
    sheet_whole(sheet, (int64_t)line->outside);
    put_see(sheet, line->typical_inside);
    put_see(sheet, line->typical_outside);
    put_frame(sheet, line->typical_inside);
    put_frame(sheet, line->typical_outside);
    sheet_text(sheet, line->note);
    sheet_text(sheet, line->measure->what);
}

/* The part against `out`, on every measure of the film. */
static enum pst_status contrast_with(struct contrasting *c, const struct chosen *out, const char *name,
                                     struct pst_error *error)
{
    const struct chosen in = {&c->film, c->inside, true};
    c->lines.count = 0;
    c->others = name;
    for (size_t i = 0; i < c->film.measure_count; i++) {
        const struct contrast_measure *measure = &c->film.measures[i];
        struct line line = {.measure = measure};
        const double *others =
            out->film == &c->film ? measure->by_shot : contrast_film_values(out->film, measure->name);
        if (is_cancelled(c))
            return fail(error, PST_INTERRUPTED, "interrupted");
        if (!contrast_sides(&in, measure->by_shot, out, others, &line) || !array_push(&c->lines, line))
            return fail_memory(error);
    }
    if (!correct(c))
        return fail_memory(error);
    qsort(c->lines.items, c->lines.count, sizeof *c->lines.items, by_strength);
    for (size_t i = 0; i < c->lines.count; i++)
        put_line(c, &c->lines.items[i]);
    return PST_OK;
}

static enum pst_status choose_part(struct contrasting *c, struct pst_error *error)
{
    struct pst_span *spans;
    size_t count;
    char from[PST_TIMECODE_SIZE], to[PST_TIMECODE_SIZE];
    enum pst_status status = pst_part(c->film.reel, c->params->part, &spans, &count, error);
    if (status != PST_OK)
        return status;
    for (size_t i = 0; i < c->film.shots; i++)
        for (size_t k = 0; k < count; k++)
            c->inside[i] |=
                c->film.lines[i].shot.first >= spans[k].first && c->film.lines[i].shot.first <= spans[k].last;
    for (size_t k = 0; k < count; k++) {
        pst_duration(spans[k].start, from);
        pst_duration(spans[k].end, to);
        sheet_note(&c->sheet, "The part: what begins from %s to %s.", from, to);
    }
    pst_part_release(&spans);
    return PST_OK;
}

static enum pst_status choose_moment(struct contrasting *c, struct pst_error *error)
{
    const struct pst_film *film = pst_reel_film(c->film.reel);
    char at[PST_TIMECODE_SIZE], end[PST_TIMECODE_SIZE];
    pst_duration(c->params->at, at);
    pst_duration(film->duration, end);
    if (!(c->params->at > 0 && c->params->at < film->duration))
        return fail(error, PST_USAGE, "'%s' lasts %s: nothing of it lies before and after %s",
                    pst_reel_path(c->film.reel), end, at);
    for (size_t i = 0; i < c->film.shots; i++)
        c->inside[i] = c->film.lines[i].start >= c->params->at - 1e-6;
    sheet_note(&c->sheet, "The part: what begins at %s or later, against what begins before.", at);
    return PST_OK;
}

static void put_notes(struct contrasting *c)
{
    sheet_note(&c->sheet,
               "Superiority: the chance that a shot of the part has more of it than one of the others "
               "(half of the chance that they are equal with it); 0.5 is no difference. p is "
               "corrected for looking at all measures.");
}

static void leave_out(struct contrasting *c, const char *why)
{
    c->left_out++;
    if (c->params->told)
        c->params->told(c->params->data, why);
}

/* Notes the film; *twin: it was there before. */
static enum pst_status note_film(struct contrasting *c, const struct pst_film *film, bool *twin,
                                 struct pst_error *error)
{
    struct film_hash seen;
    text_copy(seen.hash, sizeof seen.hash, film->hash);
    *twin = false;
    for (size_t i = 0; i < c->seen.count && *seen.hash; i++)
        *twin = *twin || strcmp(c->seen.items[i].hash, seen.hash) == 0;
    return array_push(&c->seen, seen) ? PST_OK : fail_memory(error);
}

static enum pst_status contrast_film_with(struct contrasting *c, const struct contrast_film *film,
                                          const struct pst_film *it, const char *path,
                                          struct pst_error *error)
{
    bool twin;
    char line[512];
    enum pst_status status = note_film(c, it, &twin, error);
    if (status != PST_OK || !twin)
        return status == PST_OK ? contrast_with(c, &(struct chosen){film, NULL, false},
                                                *it->title ? it->title : it->file, error)
                                : status;
    snprintf(line, sizeof line, "'%s' is passed over: it is the film itself, or there twice", path);
    if (c->params->told)
        c->params->told(c->params->data, line);
    return PST_OK;
}

static enum pst_status contrast_reference(struct contrasting *c, const char *path, struct pst_error *error)
{
    struct pst_reel *reel;
    struct contrast_film film = {0};
    struct pst_error why = {0};
    enum pst_status status = pst_reel_open(path, &reel, &why);
    if (status == PST_OK)
        status = contrast_film_read(reel, &film, &why);
    if (status == PST_OK) {
        status = contrast_film_with(c, &film, pst_reel_film(reel), path, error);
    } else if (status == PST_INPUT) {
        leave_out(c, why.message);
        status = PST_OK;
    } else {
        fail(error, why.status, "%s", why.message);
    }
    c->lines.count = 0; /* they speak of the film */
    contrast_film_release(&film);
    pst_reel_close(&reel);
    return status;
}

static enum pst_status contrast_references(struct contrasting *c, struct pst_error *error)
{
    struct reel_list reels = {0};
    enum pst_status status = PST_OK;
    for (size_t i = 0; status == PST_OK && i < c->params->reference_count; i++) {
        struct pst_error why = {0};
        status = reel_list_add(&reels, c->params->references[i], &why);
        if (status == PST_INPUT) {
            c->references++;
            leave_out(c, why.message);
            status = PST_OK;
        } else if (status != PST_OK) {
            fail(error, status, "%s", why.message);
        }
    }
    c->references += reels.count;
    for (size_t i = 0; status == PST_OK && i < reels.count; i++)
        status = contrast_reference(c, reels.items[i], error);
    reel_list_release(&reels);
    return status;
}

static enum pst_status contrast_all(struct contrasting *c, struct pst_error *error)
{
    c->inside = calloc(c->film.shots + 1, sizeof *c->inside);
    if (!c->inside)
        return fail_memory(error);
    enum pst_status status = c->params->part ? choose_part(c, error) : choose_moment(c, error);
    if (status == PST_OK)
        status = contrast_with(c, &(struct chosen){&c->film, c->inside, false},
                               c->params->part ? "the rest" : "before", error);
    if (status == PST_OK)
        status = contrast_references(c, error);
    put_notes(c);
    return status;
}

static enum pst_status write_out(const struct contrasting *c, const char *path, struct pst_error *error)
{
    struct text text = {0};
    struct whole_file file;
    sheet_write(&c->sheet, (enum sheet_format)c->params->format, &text);
    enum pst_status status = text.failed ? fail_memory(error) : whole_file_open(path, &file, error);
    if (status == PST_OK) {
        whole_file_write(&file, text.data, text.length);
        status = whole_file_commit(&file, error);
    }
    text_release(&text);
    return status;
}

enum pst_status pst_contrast(struct pst_reel *reel, const struct pst_contrast_params *params,
                             const char *path, struct pst_error *error)
{
    struct contrasting c = {.params = params};
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0)
        return fail_memory(error);
    locale_t before = uselocale(plain);
    sheet_begin(&c.sheet, columns, "measure");
    enum pst_status status = contrast_film_read(reel, &c.film, error);
    bool twin;
    if (status == PST_OK)
        status = note_film(&c, pst_reel_film(reel), &twin, error);
    if (status == PST_OK)
        status = contrast_all(&c, error);
    if (status == PST_OK)
        status = write_out(&c, path, error);
    if (status == PST_OK && c.left_out)
        status = fail(error, PST_PARTLY, "%zu of %zu references are left out", c.left_out, c.references);
    contrast_film_release(&c.film);
    free(c.inside);
    free(c.lines.items);
    free(c.seen.items);
    sheet_release(&c.sheet);
    uselocale(before);
    freelocale(plain);
    return status;
}
