/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "number.h"
#include "pastiche/correct.h"
#include "pastiche/film_part.h"
#include "pastiche/rhythm.h"
#include "pastiche/shot_list.h"
#include "say.h"
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct shots_values {
    double from, to; /* seconds; to < 0: to the end */
    int parts;
    const char *part, *apply, *rate;
    bool revert;
};

static const struct option options[] = {
    {"from", 0, OPTION_SECONDS, "TIME", "only shots that begin at this film time or later",
     .offset = offsetof(struct shots_values, from)},
    {"to", 0, OPTION_SECONDS, "TIME", "only shots that begin before this film time",
     .offset = offsetof(struct shots_values, to)},
    {"parts", 0, OPTION_WHOLE, "N", "tell the rhythm of each of N equal parts", .least = 1,
     .most = PST_RHYTHM_PARTS_MOST, .offset = offsetof(struct shots_values, parts)},
    {"part", 0, OPTION_TEXT, "PART", "only shots that begin in that part: FROM-TO, K/N or label:NAME",
     .offset = offsetof(struct shots_values, part)},
    {"apply", 0, OPTION_FILE, "LIST",
     "put a corrected list in force: .csv, .edl, .otio or .eaf, as export writes them",
     .offset = offsetof(struct shots_values, apply)},
    {"revert", 0, OPTION_FLAG, NULL, "take every correction back",
     .offset = offsetof(struct shots_values, revert)},
    {"rate", 0, OPTION_TEXT, "R", "with --apply: what the list counts at, for a film whose rate varies",
     .offset = offsetof(struct shots_values, rate)},
    {0}};

static void prepare(void *data)
{
    *(struct shots_values *)data = (struct shots_values){.to = -1, .parts = 1};
}

/* A measure that the list shows; left out where the reel has none. */
struct column {
    const char *measure, *head;
    int decimals;
    const double *values;
};

enum { COLUMNS = 2, NUMBER_WIDTH = 7 };

static bool is_empty(const struct pst_series *series)
{
    for (size_t i = 0; i < series->count; i++)
        if (!isnan(series->values[i]))
            return false;
    return true;
}

static enum pst_status find_columns(struct pst_reel *reel, struct column *columns, size_t shots,
                                    struct pst_error *error)
{
    for (int i = 0; i < COLUMNS; i++) {
        struct pst_series series;
        enum pst_status status = pst_reel_shot_series(reel, columns[i].measure, &series, error);
        if (status != PST_OK && status != PST_USAGE)
            return status;
        if (status == PST_OK && series.count == shots && !is_empty(&series))
            columns[i].values = series.values;
    }
    *error = (struct pst_error){0};
    return PST_OK;
}

static void say_number(double value, int decimals)
{
    if (isnan(value))
        printf("  %*s", NUMBER_WIDTH, "-");
    else
        printf("  %*.*f", NUMBER_WIDTH, decimals, value);
}

/* "cut", "dissolve 18". */
static const char *describe(const struct pst_transition *t, char *text, size_t size)
{
    if (!t)
        return "-";
    const char *kind = pst_transition_kind_name(t->kind);
    if (t->first == t->last)
        return kind;
    snprintf(text, size, "%s %" PRId64, kind, t->last - t->first + 1);
    return text;
}

struct widths {
    int number, time, begins;
};

static struct widths measure_widths(const struct pst_shot_line *lines, size_t count)
{
    char text[64];
    struct widths w = {snprintf(NULL, 0, "%zu", count), (int)strlen(lines[count - 1].out), 6};
    for (size_t i = 0; i < count; i++) {
        int length = (int)strlen(describe(lines[i].begins, text, sizeof text));
        w.begins = length > w.begins ? length : w.begins;
    }
    return w;
}

static void say_head(struct widths w, const struct column *columns)
{
    printf("%*s  %-*s  %-*s  %7s  %8s  %-*s  %-7s", w.number, "#", w.time, "in", w.time, "out", "frames",
           "seconds", w.begins, "begins", "kind");
    for (int c = 0; c < COLUMNS; c++)
        if (columns[c].values)
            printf("  %*s", NUMBER_WIDTH, columns[c].head);
    putchar('\n');
}

/* The parts that are listed; one of them, the whole film or what lies between --from and --to, where none was
   named. */
struct listed {
    struct pst_span *named;
    size_t count;
    double from, to; /* seconds; to < 0: to the end */
};

static bool is_listed(const struct listed *listed, const struct pst_shot_line *line)
{
    for (size_t i = 0; i < listed->count; i++)
        if (line->shot.first >= listed->named[i].first && line->shot.first <= listed->named[i].last)
            return true;
    return !listed->named && line->start >= listed->from && (listed->to < 0 || line->start < listed->to);
}

static void say_shots(const struct pst_shot_line *lines, size_t count, const struct column *columns,
                      const struct listed *listed)
{
    char text[64];
    struct widths w = measure_widths(lines, count);
    say_head(w, columns);
    for (size_t i = 0; i < count; i++) {
        const struct pst_shot_line *line = &lines[i];
        if (!is_listed(listed, line))
            continue;
        printf("%*zu  %*s  %*s  %7" PRId64 "  %8.2f  %-*s  %-7s", w.number, i + 1, w.time, line->in, w.time,
               line->out, line->shot.last - line->shot.first + 1, line->length, w.begins,
               describe(line->begins, text, sizeof text), pst_shot_kind_name(line->shot.kind));
        for (int c = 0; c < COLUMNS; c++)
            if (columns[c].values)
                say_number(columns[c].values[i], columns[c].decimals);
        putchar('\n');
    }
}

static void say_figure(const struct pst_rhythm_figure *f)
{
    char name[64], note[256];
    snprintf(name, sizeof name, "%s", f->name);
    for (char *c = name; (c = strchr(c, '_'));)
        *c = ' ';
    printf("  %-20s", name);
    snprintf(note, sizeof note, "%s", f->note);
    if (isnan(f->value)) {
        printf("  %s\n", note[0] ? note : "cannot tell");
        return;
    }
    bool whole = f->value == floor(f->value) && fabs(f->value) < 1e9 && strcmp(f->unit, f->name) == 0;
    bool fine = fabs(f->value) < 1 && strcmp(f->unit, "s") != 0;
    char value[32];
    snprintf(value, sizeof value, whole ? "%.0f" : fine ? "%.3g" : "%.2f", f->value);
    printf("  %9s", value);
    if (*f->unit && strcmp(f->unit, f->name) != 0)
        printf(" %s", f->unit);
    if (!isnan(f->low) && !isnan(f->high))
        printf(" (%.3g to %.3g)", f->low, f->high);
    if (note[0])
        printf("  %s", note);
    putchar('\n');
}

/* `span` NULL: what was asked for as a whole. */
static void say_rhythm(const struct pst_rhythm *rhythm, int parts, const struct pst_span *span)
{
    for (int part = 0; part < parts; part++) {
        fputs("\nRhythm", stdout);
        if (parts > 1)
            printf(" of part %d of %d", part + 1, parts);
        if (span) {
            char start[PST_TIMECODE_SIZE], end[PST_TIMECODE_SIZE];
            pst_duration(span->start, start);
            pst_duration(span->end, end);
            printf(" from %s to %s", start, end);
        }
        putchar('\n');
        for (size_t i = 0; i < rhythm->count; i++)
            if (rhythm->figures[i].parts == parts && rhythm->figures[i].part == part)
                say_figure(&rhythm->figures[i]);
    }
}

/* The rhythm of each part that is listed. All is known before a line is said. */
struct figures {
    struct pst_rhythm *items;
    size_t count;
};

static enum pst_status find_figures(struct pst_reel *reel, const struct listed *listed, int parts,
                                    struct figures *figures, struct pst_error *error)
{
    size_t count = listed->named ? listed->count : 1;
    figures->items = calloc(count, sizeof *figures->items);
    if (!figures->items)
        return refuse(error, PST_INTERNAL, "out of memory");
    enum pst_status status = PST_OK;
    for (; status == PST_OK && figures->count < count; figures->count++) {
        const struct pst_span *span = listed->named ? &listed->named[figures->count] : NULL;
        status = pst_rhythm_of(reel, span ? span->start : listed->from, span ? span->end : listed->to, parts,
                               &figures->items[figures->count], error);
    }
    return status;
}

static void say_figures(const struct figures *figures, const struct listed *listed, int parts)
{
    for (size_t i = 0; i < figures->count; i++)
        say_rhythm(&figures->items[i], parts, listed->count > 1 ? &listed->named[i] : NULL);
}

static void release_figures(struct figures *figures)
{
    for (size_t i = 0; i < figures->count; i++)
        pst_rhythm_release(&figures->items[i]);
    free(figures->items);
}

static enum pst_status say_listed(struct pst_reel *reel, const struct listed *listed, int parts,
                                  struct pst_error *error)
{
    struct column columns[COLUMNS] = {{"light_mean", "light", 2, NULL},
                                      {"loudness_momentary", "LUFS", 1, NULL}};
    struct pst_shot_line *lines;
    struct figures figures = {0};
    size_t count;
    enum pst_status status = pst_shot_list(reel, &lines, &count, error);
    if (status == PST_OK)
        status = find_columns(reel, columns, count, error);
    if (status == PST_OK)
        status = find_figures(reel, listed, parts, &figures, error);
    if (status == PST_OK && count > 0)
        say_shots(lines, count, columns, listed);
    if (status == PST_OK)
        say_figures(&figures, listed, parts);
    release_figures(&figures);
    pst_shot_list_release(&lines);
    return status;
}

static enum pst_status say_reel(struct pst_reel *reel, const struct shots_values *values,
                                struct pst_error *error)
{
    struct listed listed = {.from = values->from, .to = values->to};
    enum pst_status status =
        values->part ? pst_part(reel, values->part, &listed.named, &listed.count, error) : PST_OK;
    if (status == PST_OK)
        status = say_listed(reel, &listed, values->parts, error);
    pst_part_release(&listed.named);
    return status;
}

static void say_count_of(int64_t count, const char *what, const char *before)
{
    char text[COUNT_SIZE];
    if (count > 0)
        printf("%s%s %s", before, say_count(count, text), what);
}

static enum pst_status apply(const char *reel, const struct shots_values *values, struct pst_error *error)
{
    struct pst_correct_params params = {0};
    struct pst_correct_result result;
    char shots[COUNT_SIZE];
    if (values->rate && !number_rate(values->rate, &params.rate.num, &params.rate.den))
        return refuse(error, PST_USAGE,
                      "option '--rate' wants frames a second, as 25 or 24000/1001, not '%s'", values->rate);
    enum pst_status status = values->apply ? pst_correct(reel, values->apply, &params, &result, error)
                                           : pst_revert(reel, &result, error);
    if (status != PST_OK)
        return status;
    say_text(stdout, reel);
    printf(": %s %s", say_count(result.shots, shots), result.shots == 1 ? "shot" : "shots");
    say_count_of(result.kept, result.kept == 1 ? "change as found" : "changes as found", "; ");
    say_count_of(result.moved, "moved", ", ");
    say_count_of(result.added, "added", ", ");
    say_count_of(result.removed, "removed", ", ");
    say_count_of(result.labels, result.labels == 1 ? "label" : "labels", "; ");
    putchar('\n');
    return PST_OK;
}

static enum pst_status check_values(const struct shots_values *v, struct pst_error *error)
{
    if (v->apply && v->revert)
        return refuse(error, PST_USAGE,
                      "'--apply' puts a list in force and '--revert' takes it back: say one");
    if (v->rate && !v->apply)
        return refuse(error, PST_USAGE, "'--rate' tells at what a list counts: it goes with '--apply'");
    if (v->part && (v->from > 0 || v->to >= 0))
        return refuse(error, PST_USAGE, "'--part' and '--from', '--to' each name a part: say one");
    return PST_OK;
}

static enum pst_status exec(const void *data, const struct operands *operands, struct pst_error *error)
{
    const struct shots_values *values = data;
    struct pst_reel *reel;
    enum pst_status status = check_values(values, error);
    if (status == PST_OK && (values->apply || values->revert))
        return apply(operands->items[0], values, error);
    if (status == PST_OK)
        status = pst_reel_open(operands->items[0], &reel, error);
    if (status != PST_OK)
        return status;
    status = say_reel(reel, values, error);
    pst_reel_close(&reel);
    return status;
}

const struct command shots_command = {
    .name = "shots",
    .synopsis = "REEL",
    .summary = "list the shots of a film, and its rhythm",
    .help =
        "A line a shot: its number, in and out, frames and seconds, how it begins (and over how many "
        "frames), its kind, and means of its light (0 to 1) and loudness (LUFS) where they were measured. "
        "The out timecode is of the first moment after the shot, as in an edit decision list; where the "
        "frame rate varies, times are hours, minutes and seconds.\n"
        "The figures of rhythm count shots of kind picture, in the part in which they begin. What cannot be "
        "told is said to be so, and why.\n"
        "--apply puts a corrected list in the place of the found one, and derives palettes, figures and "
        "rhythm "
        "again from the reel alone; the reel keeps what was found, and which transitions were moved, added "
        "and "
        "removed, when, from which file. --revert goes back to what was found.",
    .example = "pastiche shots film.reel | less\n"
               "pastiche export film.reel --as csv -o fixed.csv  # correct it, then:\n"
               "pastiche shots film.reel --apply fixed.csv\n"
               "pastiche shots film.reel --part label:fight\n"
               "pastiche shots film.reel --from 1:02:00 --to 1:14:30\n"
               "pastiche shots film.reel --parts 3",
    .options = options,
    .operand = OPERAND_REEL,
    .least = 1,
    .most = 1,
    .values_size = sizeof(struct shots_values),
    .prepare = prepare,
    .exec = exec,
};
