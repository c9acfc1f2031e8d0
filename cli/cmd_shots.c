/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "pastiche/shot_list.h"
#include "say.h"
#include <inttypes.h>
#include <math.h>
#include <string.h>

static const struct option options[] = {{0}};

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

static void say_shots(const struct pst_shot_line *lines, size_t count, const struct column *columns)
{
    char text[64];
    int number = snprintf(NULL, 0, "%zu", count), time = (int)strlen(lines[count - 1].out), begins = 6;
    for (size_t i = 0; i < count; i++) {
        int length = (int)strlen(describe(lines[i].begins, text, sizeof text));
        begins = length > begins ? length : begins;
    }
    printf("%*s  %-*s  %-*s  %7s  %8s  %-*s  %-7s", number, "#", time, "in", time, "out", "frames", "seconds",
           begins, "begins", "kind");
    for (int c = 0; c < COLUMNS; c++)
        if (columns[c].values)
            printf("  %*s", NUMBER_WIDTH, columns[c].head);
    putchar('\n');
    for (size_t i = 0; i < count; i++) {
        const struct pst_shot_line *line = &lines[i];
        printf("%*zu  %*s  %*s  %7" PRId64 "  %8.2f  %-*s  %-7s", number, i + 1, time, line->in, time,
               line->out, line->shot.last - line->shot.first + 1, line->length, begins,
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

static enum pst_status say_rhythm(struct pst_reel *reel, struct pst_error *error)
{
    const struct pst_rhythm_figure *figures;
    size_t count;
    enum pst_status status = pst_reel_rhythm(reel, &figures, &count, error);
    if (status != PST_OK)
        return status;
    puts("Rhythm");
    for (size_t i = 0; i < count; i++)
        if (figures[i].parts == 1)
            say_figure(&figures[i]);
    return PST_OK;
}

static enum pst_status say_reel(struct pst_reel *reel, struct pst_error *error)
{
    struct column columns[COLUMNS] = {{"light_mean", "light", 2, NULL},
                                      {"loudness_momentary", "LUFS", 1, NULL}};
    struct pst_shot_line *lines;
    size_t count;
    enum pst_status status = pst_shot_list(reel, &lines, &count, error);
    if (status == PST_OK)
        status = find_columns(reel, columns, count, error);
    if (status == PST_OK && count > 0) {
        say_shots(lines, count, columns);
        putchar('\n');
    }
    if (status == PST_OK)
        status = say_rhythm(reel, error);
    pst_shot_list_release(&lines);
    return status;
}

static enum pst_status exec(const void *data, const struct operands *operands, struct pst_error *error)
{
    (void)data;
    struct pst_reel *reel;
    enum pst_status status = pst_reel_open(operands->items[0], &reel, error);
    if (status != PST_OK)
        return status;
    status = say_reel(reel, error);
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
        "The figures of rhythm count shots of kind picture. What cannot be told is said to be so, and "
        "why.",
    .example = "pastiche shots film.reel | less",
    .options = options,
    .operand = OPERAND_REEL,
    .least = 1,
    .most = 1,
    .values_size = 1,
    .exec = exec,
};
