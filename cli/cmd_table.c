/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "destination.h"
#include "interrupt.h"
#include "pastiche/rhythm.h"
#include "pastiche/table.h"
#include "say.h"
#include <string.h>

struct table_values {
    int format, each; /* -1: not said */
    int parts;        /* 0: not said */
    const char *part, *output;
};

/* In the order of enum pst_table_format and enum pst_table_each. */
static const char *const formats[] = {"csv", "json", "sqlite", NULL};
static const char *const each[] = {"film", "shot", "part", NULL};

static const struct option options[] = {
    {"as", 0, OPTION_CHOICE, "FORMAT", "the format", .offset = offsetof(struct table_values, format),
     .choices = formats},
    {"each", 0, OPTION_CHOICE, "WHAT", "a row for each of these (default: film)",
     .offset = offsetof(struct table_values, each), .choices = each},
    {"parts", 0, OPTION_WHOLE, "N", "divide each film into N equal parts, a row each",
     .offset = offsetof(struct table_values, parts), .least = 1, .most = PST_RHYTHM_PARTS_MOST},
    {"part", 0, OPTION_TEXT, "PART", "only shots that begin there: FROM-TO in film time, K/N or label:NAME",
     .offset = offsetof(struct table_values, part)},
    {"output", 'o', OPTION_FILE, "FILE", "where to write it, whole or not at all (default: standard output)",
     .offset = offsetof(struct table_values, output)},
    {0}};

static void prepare(void *data)
{
    struct table_values *values = data;
    values->format = values->each = -1;
}

static void tell(void *data, const char *line)
{
    (void)data;
    complain("%s", line);
}

/* --parts alone says what each row is. */
static enum pst_status settle(const struct table_values *values, struct pst_table_params *params,
                              struct pst_error *error)
{
    int kind = values->each >= 0 ? values->each : values->parts ? PST_EACH_PART : PST_EACH_FILM;
    if (values->format < 0)
        return refuse(error, PST_USAGE, "'table' needs a format, as in --as csv: see 'pastiche help table'");
    if (kind == PST_EACH_PART && !values->parts)
        return refuse(error, PST_USAGE, "'--each part' needs to know how many: --parts N");
    if (kind != PST_EACH_PART && values->parts)
        return refuse(error, PST_USAGE, "'--parts' gives a row a part, not a row a %s", each[kind]);
    if (values->parts && values->part)
        return refuse(error, PST_USAGE, "'--part' and '--parts' do not go together");
    params->format = (enum pst_table_format)values->format;
    params->each = (enum pst_table_each)kind;
    params->parts = values->parts;
    params->part = values->part;
    return PST_OK;
}

static enum pst_status check_output(const struct table_values *values, const struct operands *reels,
                                    const char *path, struct pst_error *error)
{
    if (values->format == PST_TABLE_SQLITE && !path)
        return refuse(error, PST_USAGE, "'--as sqlite' needs a file: --output FILE");
    for (int i = 0; path && i < reels->count; i++)
        if (is_same_file(reels->items[i], path))
            return refuse(error, PST_USAGE, "'%s' would be written over by the table", reels->items[i]);
    return PST_OK;
}

static enum pst_status exec(const void *data, const struct operands *reels, struct pst_error *error)
{
    const struct table_values *values = data;
    struct pst_table_params params = {.told = tell, .cancelled = interrupt_asked};
    const char *path = values->output && strcmp(values->output, "-") != 0 ? values->output : NULL;
    enum pst_status status = settle(values, &params, error);
    if (status == PST_OK)
        status = check_output(values, reels, path, error);
    if (status != PST_OK)
        return status;
    interrupt_hold();
    return pst_table((const char *const *)reels->items, (size_t)reels->count, &params, path, NULL, error);
}

const struct command table_command = {
    .name = "table",
    .synopsis = "REEL… --as FORMAT",
    .summary = "put many films into one table, for R, pandas and spreadsheets",
    .help =
        "A row a film, with what the film is, the versions that measured it, its transitions, the figures of "
        "its rhythm and every measure; --each shot gives a row a shot as export does, --parts N a row for "
        "each of N equal parts. A folder stands for the reels in it.\n"
        "A measure's figure is the mean of its shots' figures, each weighing as many frames as it has; of "
        "directions (degrees) the direction of the mean, of levels (LUFS, dB) the level of the mean energy. "
        "A shot belongs, with all its length, to the part in which it begins.\n"
        "csv: units stand in the header in brackets, what is missing is empty. json: an object with units, "
        "what each column is, and rows. sqlite: a table film, shot or part, and a table measure with name, "
        "unit and meaning of each column.\n"
        "Columns are those of all reels together; a reel that has not measured something has nothing there. "
        "A reel that cannot be read is told and left out: the exit code is then 6.",
    .example = "pastiche table reels --as csv -o films.csv\n"
               "pastiche table *.reel --each shot --as sqlite -o shots.db\n"
               "pastiche table *.reel --as csv --part 2/4",
    .options = options,
    .operand = OPERAND_REEL,
    .least = 1,
    .most = -1,
    .values_size = sizeof(struct table_values),
    .prepare = prepare,
    .exec = exec,
};
