/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "destination.h"
#include "pastiche/export.h"
#include "say.h"
#include <string.h>

struct export_values {
    int format; /* index into formats; -1: not said */
    const char *output;
};

static const char *const formats[] = {"csv", "json", NULL};

static const struct option options[] = {
    {"as", 0, OPTION_CHOICE, "csv|json", "the format", .offset = offsetof(struct export_values, format),
     .choices = formats},
    {"output", 'o', OPTION_FILE, "FILE|FOLDER",
     "where to write it, whole or not at all (default: standard output, as for -)",
     .offset = offsetof(struct export_values, output)},
    {0}};

static void prepare(void *data)
{
    struct export_values *values = data;
    values->format = -1;
}

static enum pst_status place_export(const struct export_values *values, const char *reel, char *place,
                                    size_t size, struct pst_error *error)
{
    char extension[8];
    snprintf(extension, sizeof extension, ".%s", formats[values->format]);
    if (!destination(reel, extension, values->output, place, size))
        return refuse(error, PST_USAGE, "the name of '%s' is too long", reel);
    if (is_same_file(reel, place))
        return refuse(error, PST_USAGE, "'%s' would be written over by its own export", reel);
    return PST_OK;
}

static enum pst_status exec(const void *data, const struct operands *operands, struct pst_error *error)
{
    const struct export_values *values = data;
    const char *path = operands->items[0];
    char place[4096];
    if (values->format < 0)
        return refuse(error, PST_USAGE, "'export' needs a format: --as csv or --as json");
    bool named = values->output && strcmp(values->output, "-") != 0;
    enum pst_format format;
    enum pst_status status = named ? place_export(values, path, place, sizeof place, error) : PST_OK;
    if (status == PST_OK && !pst_format_parse(formats[values->format], &format))
        status = refuse(error, PST_INTERNAL, "this library knows no '%s'", formats[values->format]);
    if (status != PST_OK)
        return status;
    struct pst_reel *reel;
    status = pst_reel_open(path, &reel, error);
    if (status != PST_OK)
        return status;
    status = pst_export(reel, format, named ? place : NULL, error);
    pst_reel_close(&reel);
    return status;
}

const struct command export_command = {
    .name = "export",
    .synopsis = "REEL --as csv|json",
    .summary = "write every shot with every measure",
    .help = "As csv: a row a shot, with where it begins and ends, its transitions, its measures and its "
            "palette; units stand in the header in brackets; what is missing is empty.\n"
            "As json: the film, its meters and measures, shots, transitions, rhythm, titles and problems; "
            "what is missing is null.\n"
            "Shots are numbered from 1, frames from 0; first and last frame are both in the shot. The out "
            "timecode is of the first moment after the shot, as in an edit decision list.",
    .example = "pastiche export film.reel --as csv -o film.csv\n"
               "pastiche export film.reel --as json | jq '.shots | length'",
    .options = options,
    .operand = OPERAND_REEL,
    .least = 1,
    .most = 1,
    .values_size = sizeof(struct export_values),
    .prepare = prepare,
    .exec = exec,
};
