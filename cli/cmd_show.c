/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "destination.h"
#include "pastiche/show.h"
#include "say.h"
#include <stdio.h>
#include <string.h>

struct show_values {
    int format, facet, top;
    bool moments;
    const char *output;
};

/* In the order of enum pst_show_format and enum pst_facet. */
static const char *const formats[] = {"text", "csv", "json", NULL};
static const char *const facets[] = {"colour", "chroma", "light",    "composition", "setting", "rhythm",
                                     "motion", "sound",  "together", "all",         NULL};
/* In the order of enum pst_show_what. */
static const char *const tables[] = {"summary",   "stretches", "curve", "precedents", "likeness",
                                     "signature", "common",    "films", "copies"};

enum { NO_FACET = -1, ALL_FACETS = PST_LOOKS, TABLES = sizeof tables / sizeof *tables };

static const struct option options[] = {
    {"as", 0, OPTION_CHOICE, "FORMAT", "how it is written (default: text)",
     .offset = offsetof(struct show_values, format), .choices = formats},
    {"facet", 0, OPTION_CHOICE, "NAME",
     "only this one, or all (default: together for curve and precedents, else all)",
     .offset = offsetof(struct show_values, facet), .choices = facets},
    {"top", 0, OPTION_WHOLE, "N", "precedents: only the N that are uncommonly close, the closest first",
     .offset = offsetof(struct show_values, top), .least = 1, .most = 1000000},
    {"moments", 0, OPTION_FLAG, NULL, "precedents: of windows of scene length, not of shots",
     .offset = offsetof(struct show_values, moments)},
    {"output", 'o', OPTION_FILE, "FILE", "where to write it, whole or not at all (default: standard output)",
     .offset = offsetof(struct show_values, output)},
    {0}};

static void prepare(void *data)
{
    struct show_values *values = data;
    values->facet = NO_FACET;
}

static enum pst_status find_table(const char *name, struct pst_show_params *params, struct pst_error *error)
{
    char all[128] = "";
    for (int i = 0; i < TABLES; i++) {
        if (strcmp(tables[i], name) == 0) {
            params->what = (enum pst_show_what)i;
            return PST_OK;
        }
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", i ? ", " : "", tables[i]);
    }
    return refuse(error, PST_USAGE, "'show' wants one of %s, not '%s'", all, name);
}

static enum pst_status settle(const struct show_values *values, const struct operands *operands,
                              struct pst_show_params *params, struct pst_error *error)
{
    enum pst_status status = operands->count > 1 ? find_table(operands->items[1], params, error) : PST_OK;
    if (status != PST_OK)
        return status;
    params->format = (enum pst_show_format)values->format;
    params->top = values->top;
    params->moments = values->moments;
    if (values->facet != NO_FACET)
        params->facet = values->facet == ALL_FACETS ? PST_SHOW_ALL_FACETS : values->facet;
    if (params->what == PST_SHOW_SUMMARY && params->format != PST_SHOW_TEXT)
        return refuse(error, PST_USAGE, "'--as %s' needs a table, as in 'pastiche show FILE stretches'",
                      formats[values->format]);
    if (params->what != PST_SHOW_PRECEDENTS && (values->top || values->moments))
        return refuse(error, PST_USAGE, "'--%s' goes with precedents", values->top ? "top" : "moments");
    return PST_OK;
}

static enum pst_status exec(const void *data, const struct operands *operands, struct pst_error *error)
{
    const struct show_values *values = data;
    struct pst_show_params params = pst_show_default;
    struct pst_comparison *comparison;
    const char *path = values->output && strcmp(values->output, "-") != 0 ? values->output : NULL;
    enum pst_status status = settle(values, operands, &params, error);
    if (status == PST_OK && path && is_same_file(operands->items[0], path))
        status = refuse(error, PST_USAGE, "'%s' would be written over", operands->items[0]);
    if (status == PST_OK)
        status = pst_comparison_open(operands->items[0], &comparison, error);
    if (status != PST_OK)
        return status;
    status = pst_show(comparison, &params, path, error);
    pst_comparison_close(&comparison);
    return status;
}

const struct command show_command = {
    .name = "show",
    .synopsis = "COMPARISON [TABLE]",
    .summary = "show what 'compare' found",
    .help =
        "Without a table, or with 'summary', what was found in sentences. Tables: stretches (what departs "
        "from the references), curve (how far each moment does), precedents (what in the references each "
        "shot is nearest to), likeness (how like the series the film is, facet by facet), signature (what "
        "the references have in common, and where the film lies), common (logos, credits and black, which "
        "nothing counts), films (who took part), copies (the same footage, or sound, in the film and in "
        "another).\n"
        "Timecodes count from 0 at the first frame; where the frame rate varies, times are hours, minutes "
        "and seconds. What cannot be said is 'cannot tell', in CSV empty, in JSON null. csv and json hold "
        "more columns, and of curve and signature the other films' rows too. docs/measures.md says what each "
        "number means; the file itself is SQLite, told by docs/comparison.md.",
    .example = "pastiche show film.cmp\n"
               "pastiche show film.cmp stretches\n"
               "pastiche show film.cmp precedents --facet colour --top 20\n"
               "pastiche show film.cmp curve --facet all --as csv -o curve.csv",
    .options = options,
    .operand = OPERAND_COMPARISON,
    .least = 1,
    .most = 2,
    .values_size = sizeof(struct show_values),
    .prepare = prepare,
    .exec = exec,
};
