/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "destination.h"
#include "number.h"
#include "pastiche/export.h"
#include "say.h"
#include <stdio.h>
#include <string.h>

struct export_values {
    int format; /* index into formats; -1: not said */
    const char *output, *part, *kinds, *media, *rate;
    double confidence; /* < 0: not said */
};

/* As the library knows them: a test holds the two equal. */
static const char *const formats[] = {"csv", "json", "edl",     "otio",          "fcpxml",      "fcp7xml",
                                      "eaf", "vtt",  "markers", "pyscenedetect", "cinemetrics", NULL};

static const struct option options[] = {
    {"as", 0, OPTION_CHOICE, "FORMAT", "the format: see below",
     .offset = offsetof(struct export_values, format), .choices = formats},
    {"output", 'o', OPTION_FILE, "FILE|FOLDER",
     "where to write it, whole or not at all (default: standard output, as for -)",
     .offset = offsetof(struct export_values, output)},
    {"part", 0, OPTION_TEXT, "PART", "only that part: FROM-TO in film time, K/N or label:NAME",
     .offset = offsetof(struct export_values, part)},
    {"kind", 0, OPTION_TEXT, "KIND,…",
     "only shots of these kinds (picture, black, solid) or that begin so (cut, dissolve, fade_in …)",
     .offset = offsetof(struct export_values, kinds)},
    {"confidence", 0, OPTION_SHARE, "0..1",
     "shots as they are with transitions at least so sure (default: those in the reel)",
     .offset = offsetof(struct export_values, confidence)},
    {"media", 0, OPTION_FILE, "PATH|URL", "where the film lies, for formats that point to it",
     .offset = offsetof(struct export_values, media)},
    {"rate", 0, OPTION_TEXT, "R",
     "count frames at R a second, as a film needs whose rate varies: 25, 24000/1001",
     .offset = offsetof(struct export_values, rate)},
    {0}};

static void prepare(void *data)
{
    struct export_values *values = data;
    values->format = -1;
    values->confidence = -1;
}

static enum pst_status place_export(const struct export_values *values,
                                    const struct pst_export_format *format, const char *reel, char *place,
                                    size_t size, struct pst_error *error)
{
    char extension[16];
    snprintf(extension, sizeof extension, ".%s", format->extension);
    if (!destination(reel, extension, values->output, place, size))
        return refuse(error, PST_USAGE, "the name of '%s' is too long", reel);
    if (is_same_file(reel, place))
        return refuse(error, PST_USAGE, "'%s' would be written over by its own export", reel);
    return PST_OK;
}

static enum pst_status find_format(int at, const struct pst_export_format **format, struct pst_error *error)
{
    if (at < 0)
        return refuse(error, PST_USAGE,
                      "'export' needs a format, as in --as csv: see 'pastiche help export'");
    *format = pst_export_format(formats[at]);
    return *format ? PST_OK : refuse(error, PST_INTERNAL, "this library knows no '%s'", formats[at]);
}

/* What a person would not see in the files themselves. */
static void tell(const struct pst_export_result *result, const char *place)
{
    if (result->files > 1)
        printf("%s and %d more: the format holds only so many shots a file\n", place, result->files - 1);
}

static enum pst_status export_reel(const struct export_values *values, const struct pst_export_format *format,
                                   const struct pst_export_params *params, const char *path,
                                   struct pst_error *error)
{
    char place[4096];
    struct pst_reel *reel;
    struct pst_export_result result;
    bool named = values->output && strcmp(values->output, "-") != 0;
    enum pst_status status = named ? place_export(values, format, path, place, sizeof place, error) : PST_OK;
    if (status == PST_OK)
        status = pst_reel_open(path, &reel, error);
    if (status != PST_OK)
        return status;
    status = pst_export(reel, format, params, named ? place : NULL, &result, error);
    if (status == PST_OK && named)
        tell(&result, place);
    pst_reel_close(&reel);
    return status;
}

static enum pst_status exec(const void *data, const struct operands *operands, struct pst_error *error)
{
    const struct export_values *values = data;
    const struct pst_export_format *format;
    struct pst_export_params params = {.part = values->part,
                                       .kinds = values->kinds,
                                       .confidence = values->confidence,
                                       .media = values->media};
    enum pst_status status = find_format(values->format, &format, error);
    if (status == PST_OK && values->rate && !number_rate(values->rate, &params.rate.num, &params.rate.den))
        status = refuse(error, PST_USAGE,
                        "option '--rate' wants frames a second, as 25 or 24000/1001, not '%s'", values->rate);
    return status == PST_OK ? export_reel(values, format, &params, operands->items[0], error) : status;
}

const struct command export_command = {
    .name = "export",
    .synopsis = "REEL --as FORMAT",
    .summary = "write the shots for other tools",
    .help =
        "csv: a row a shot, with where it begins and ends, its transitions, its measures, labels and "
        "palette; units stand in the header in brackets; what is missing is empty.\n"
        "json: the film, its meters and measures, shots, transitions, rhythm, titles and problems; what is "
        "missing is null.\n"
        "Shots are numbered from 1, frames from 0; first and last frame are both in the shot. The out "
        "timecode is of the first moment after the shot, as in an edit decision list.\n"
        "csv and json take the shots that begin in the part asked for, the others cut a shot off at its "
        "ends.",
    .example = "pastiche export film.reel --as csv -o film.csv\n"
               "pastiche export film.reel --as json | jq '.shots | length'\n"
               "pastiche export film.reel --as edl -o film.edl --media /footage/film.mov\n"
               "pastiche export film.reel --as csv --part label:fight --kind picture",
    .options = options,
    .operand = OPERAND_REEL,
    .least = 1,
    .most = 1,
    .values_size = sizeof(struct export_values),
    .prepare = prepare,
    .exec = exec,
};
