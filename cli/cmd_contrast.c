/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "destination.h"
#include "interrupt.h"
#include "pastiche/contrast.h"
#include "pastiche/quote.h"
#include "pastiche/timecode.h"
#include "say.h"
#include <string.h>

struct contrast_values {
    const char *part, *quote, *output;
    double at;
    int match, format;
    struct words references;
};

#define NO_MOMENT (-1.0)

/* In the order of enum pst_contrast_format. */
static const char *const formats[] = {"text", "csv", "json", NULL};

static const struct option options[] = {
    {"part", 0, OPTION_TEXT, "PART", "the part, against the rest: FROM-TO in film time, K/N or label:NAME",
     .offset = offsetof(struct contrast_values, part)},
    {"at", 0, OPTION_SECONDS, "TIME", "what comes after that moment, against what comes before",
     .offset = offsetof(struct contrast_values, at)},
    {"quote", 0, OPTION_TEXT, "WORDS", "the same, at the moment when a title says these words",
     .offset = offsetof(struct contrast_values, quote)},
    {"match", 0, OPTION_WHOLE, "N", "the Nth place where the words are said",
     .offset = offsetof(struct contrast_values, match), .least = 1, .most = 1000000},
    {"with", 0, OPTION_REELS, "REEL…", "the part against each of these films, too",
     .offset = offsetof(struct contrast_values, references)},
    {"as", 0, OPTION_CHOICE, "FORMAT", "how it is written (default: text)",
     .offset = offsetof(struct contrast_values, format), .choices = formats},
    {"output", 'o', OPTION_FILE, "FILE", "where to write it, whole or not at all (default: standard output)",
     .offset = offsetof(struct contrast_values, output)},
    {0}};

static void prepare(void *data)
{
    struct contrast_values *values = data;
    values->at = NO_MOMENT;
}

static void tell(void *data, const char *line)
{
    (void)data;
    complain("%s", line);
}

static enum pst_status check(const struct contrast_values *v, const struct operands *operands,
                             const char *path, struct pst_error *error)
{
    if ((v->part != NULL) + (v->at >= 0) + (v->quote != NULL) != 1)
        return refuse(error, PST_USAGE, "'contrast' needs one of --part, --at and --quote");
    if (v->match && !v->quote)
        return refuse(error, PST_USAGE, "'--match' says which place of a --quote is meant");
    if (path && is_same_file(operands->items[0], path))
        return refuse(error, PST_USAGE, "'%s' would be written over by the contrast", operands->items[0]);
    for (size_t i = 0; path && i < v->references.count; i++)
        if (is_same_file(v->references.items[i], path))
            return refuse(error, PST_USAGE, "'%s' would be written over by the contrast",
                          v->references.items[i]);
    return PST_OK;
}

/* The title's lines as one. */
static void list_place(size_t number, const struct pst_quote *quote)
{
    char time[PST_TIMECODE_SIZE], text[160];
    pst_duration(quote->starts, time);
    snprintf(text, sizeof text, "%s", quote->text);
    for (char *c = text; (c = strchr(c, '\n'));)
        *c = ' ';
    complain("%zu: %s%s%s  %s", number, time, *quote->language ? " " : "", quote->language, text);
}

static enum pst_status choose(const struct contrast_values *v, const struct pst_quote *quotes, size_t count,
                              double *at, struct pst_error *error)
{
    if (count == 0)
        return refuse(error, PST_USAGE, "no title says '%s'", v->quote);
    if (v->match > 0 && (size_t)v->match > count)
        return refuse(error, PST_USAGE, "the titles say '%s' %zu times, not %d", v->quote, count, v->match);
    if (count == 1 || v->match) {
        *at = quotes[v->match ? v->match - 1 : 0].starts;
        return PST_OK;
    }
    for (size_t i = 0; i < count; i++)
        list_place(i + 1, &quotes[i]);
    return refuse(error, PST_USAGE, "the titles say '%s' %zu times: say which with --match N", v->quote,
                  count);
}

static enum pst_status find_moment(struct pst_reel *reel, const struct contrast_values *v, double *at,
                                   struct pst_error *error)
{
    struct pst_quote *quotes;
    size_t count;
    enum pst_status status = pst_quotes(reel, v->quote, &quotes, &count, error);
    if (status == PST_OK)
        status = choose(v, quotes, count, at, error);
    pst_quotes_release(&quotes);
    return status;
}

static enum pst_status exec(const void *data, const struct operands *operands, struct pst_error *error)
{
    const struct contrast_values *v = data;
    const char *path = v->output && strcmp(v->output, "-") != 0 ? v->output : NULL;
    struct pst_contrast_params params = {
        .part = v->part,
        .at = v->at,
        .references = v->references.items,
        .reference_count = v->references.count,
        .format = (enum pst_contrast_format)v->format,
        .told = tell,
        .cancelled = interrupt_asked,
    };
    struct pst_reel *reel;
    enum pst_status status = check(v, operands, path, error);
    if (status == PST_OK)
        status = pst_reel_open(operands->items[0], &reel, error);
    if (status != PST_OK)
        return status;
    if (v->quote)
        status = find_moment(reel, v, &params.at, error);
    if (status == PST_OK) {
        interrupt_hold();
        status = pst_contrast(reel, &params, path, error);
    }
    pst_reel_close(&reel);
    return status;
}

const struct command contrast_command = {
    .name = "contrast",
    .synopsis = "REEL",
    .summary = "hold a part of a film against its rest, measure by measure",
    .help =
        "Any part against the rest, or what comes after a moment or a line of dialogue against what comes "
        "before: for every measure the chance that a shot of the part has more of it than a shot of the "
        "others, with a 95 % interval that knows that neighbouring shots are alike, both medians, how many "
        "shots, and where to look. Each shot of kind picture counts once, where it begins.\n"
        "Words are found in the titles whatever their case and punctuation, also from one title to the next. "
        "Where they are said several times, the places are listed and nothing is guessed.\n"
        "With fewer than 6 shots on a side, and of directions, nothing can be told. docs/measures.md says "
        "how "
        "it is reckoned.",
    .example = "pastiche contrast film.reel --part 0:58:00-1:18:00\n"
               "pastiche contrast film.reel --at 0:41:10 --as csv\n"
               "pastiche contrast film.reel --quote \"Fight like a girl\"\n"
               "pastiche contrast film.reel --part label:training --with a.reel b.reel",
    .options = options,
    .operand = OPERAND_REEL,
    .least = 1,
    .most = 1,
    .values_size = sizeof(struct contrast_values),
    .prepare = prepare,
    .exec = exec,
};
