/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "destination.h"
#include "interrupt.h"
#include "pastiche/diff.h"
#include "say.h"
#include <string.h>

struct diff_values {
    const char *output;
    int format; /* 0: as the output's extension says */
};

/* In the order of enum pst_diff_format, after the one that is not told. */
static const char *const formats[] = {"auto", "text", "csv", "json", "edl", "otio", "html", NULL};

static const struct option options[] = {
    {"as", 0, OPTION_CHOICE, "FORMAT",
     "how it is written (default: as the output's extension says, else text)",
     .offset = offsetof(struct diff_values, format), .choices = formats},
    {"output", 'o', OPTION_FILE, "FILE", "where to write it, whole or not at all (default: standard output)",
     .offset = offsetof(struct diff_values, output)},
    {0}};

static enum pst_diff_format format_of(const struct diff_values *v)
{
    const char *dot = v->output ? strrchr(v->output, '.') : NULL;
    if (v->format > 0)
        return (enum pst_diff_format)(v->format - 1);
    for (int i = 2; dot && formats[i]; i++)
        if (strcmp(dot + 1, formats[i]) == 0)
            return (enum pst_diff_format)(i - 1);
    return PST_DIFF_TEXT;
}

static enum pst_status diff_reels(struct pst_reel *old_cut, struct pst_reel *new_cut,
                                  const struct diff_values *v, const char *path, struct pst_error *error)
{
    const struct pst_diff_params params = {.cancelled = interrupt_asked};
    struct pst_diff diff;
    interrupt_hold();
    enum pst_status status = pst_diff_of(old_cut, new_cut, &params, &diff, error);
    if (status == PST_OK)
        status = pst_diff_write(&diff, old_cut, new_cut, format_of(v), path, error);
    pst_diff_release(&diff);
    return status;
}

static enum pst_status exec(const void *data, const struct operands *operands, struct pst_error *error)
{
    const struct diff_values *v = data;
    const char *path = v->output && strcmp(v->output, "-") != 0 ? v->output : NULL;
    struct pst_reel *old_cut = NULL, *new_cut = NULL;
    for (int i = 0; path && i < operands->count; i++)
        if (is_same_file(operands->items[i], path))
            return refuse(error, PST_USAGE, "'%s' would be written over by the list of changes",
                          operands->items[i]);
    if (path && is_folder(path))
        return refuse(error, PST_USAGE, "'%s' is a folder: tell a file", path);
    enum pst_status status = pst_reel_open(operands->items[0], &old_cut, error);
    if (status == PST_OK)
        status = pst_reel_open(operands->items[1], &new_cut, error);
    if (status == PST_OK)
        status = diff_reels(old_cut, new_cut, v, path, error);
    pst_reel_close(&old_cut);
    pst_reel_close(&new_cut);
    return status;
}

const struct command diff_command = {
    .name = "diff",
    .synopsis = "OLD NEW",
    .summary = "tell two cuts of one film apart: kept, moved, re-timed, trimmed, added, missing",
    .help =
        "From the reels of both cuts, frame by frame: what of the old cut the new one shows, where, and how "
        "fast; what it shows beside; and what is gone, whole shots or a part of one, with its side.\n"
        "edl and otio make the new cut of the old one: reel OLD is the old cut, NEW what only the new one "
        "has; "
        "what is gone stands as a comment or a marker where it was. csv and json have every frame number.",
    .example = "pastiche diff old.reel new.reel\n"
               "pastiche diff old.reel new.reel -o changes.edl\n"
               "pastiche diff old.reel new.reel -o changes.html",
    .options = options,
    .operand = OPERAND_REEL,
    .least = 2,
    .most = 2,
    .values_size = sizeof(struct diff_values),
    .exec = exec,
};
