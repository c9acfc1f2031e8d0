/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "pastiche/rhythm.h"
#include "pastiche/shot_list.h"
#include "say.h"
#include <inttypes.h>
#include <math.h>
#include <string.h>

struct shots_values {
    double from, to; /* seconds; to < 0: to the end */
    int parts;
};

static const struct option options[] = {
    {"from", 0, OPTION_SECONDS, "TIME", "only shots that begin at this film time or later",
     .offset = offsetof(struct shots_values, from)},
    {"to", 0, OPTION_SECONDS, "TIME", "only shots that begin before this film time",
     .offset = offsetof(struct shots_values, to)},
    {"parts", 0, OPTION_WHOLE, "N", "tell the rhythm of each of N equal parts", .least = 1,
     .most = PST_RHYTHM_PARTS_MOST, .offset = offsetof(struct shots_values, parts)},
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

static void say_shots(const struct pst_shot_line *lines, size_t count, const struct column *columns,
                      const struct shots_values *values)
{
    char text[64];
    struct widths w = measure_widths(lines, count);
    say_head(w, columns);
    for (size_t i = 0; i < count; i++) {
        const struct pst_shot_line *line = &lines[i];
        if (line->start < values->from || (values->to >= 0 && line->start >= values->to))
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

static void say_rhythm(const struct pst_rhythm *rhythm, int parts)
{
    for (int part = 0; part < parts; part++) {
        if (parts > 1)
            printf("\nRhythm of part %d of %d\n", part + 1, parts);
        else
            puts("\nRhythm");
        for (size_t i = 0; i < rhythm->count; i++)
            if (rhythm->figures[i].parts == parts && rhythm->figures[i].part == part)
                say_figure(&rhythm->figures[i]);
    }
}

static enum pst_status say_reel(struct pst_reel *reel, const struct shots_values *values,
                                struct pst_error *error)
{
    struct column columns[COLUMNS] = {{"light_mean", "light", 2, NULL},
                                      {"loudness_momentary", "LUFS", 1, NULL}};
    struct pst_shot_line *lines;
    struct pst_rhythm rhythm = {0};
    size_t count;
    enum pst_status status = pst_shot_list(reel, &lines, &count, error);
    if (status == PST_OK)
        status = find_columns(reel, columns, count, error);
    if (status == PST_OK)
        status = pst_rhythm_of(reel, values->from, values->to, values->parts, &rhythm, error);
    if (status == PST_OK && count > 0)
        say_shots(lines, count, columns, values);
    if (status == PST_OK)
        say_rhythm(&rhythm, values->parts);
    pst_rhythm_release(&rhythm);
    pst_shot_list_release(&lines);
    return status;
}

static enum pst_status exec(const void *data, const struct operands *operands, struct pst_error *error)
{
    struct pst_reel *reel;
    enum pst_status status = pst_reel_open(operands->items[0], &reel, error);
    if (status != PST_OK)
        return status;
    status = say_reel(reel, data, error);
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
        "told is said to be so, and "
        "why.",
    .example = "pastiche shots film.reel | less\n"
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
