/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "comparison_file.h"
#include "destination.h"
#include "pastiche/page.h"
#include "say.h"

struct page_values {
    struct pst_page_params params;
    const char *output;
    bool quiet;
};

static const struct option options[] = {
    {"output", 'o', OPTION_FILE, "FILE|FOLDER",
     "where the page goes (default: beside the source, its extension made .html)",
     .offset = offsetof(struct page_values, output)},
    {"film", 0, OPTION_FILE, "PATH",
     "the film that the page plays, as a path from the page or a URL (default: the film's name, beside the "
     "page)",
     .offset = offsetof(struct page_values, params.film)},
    {"quiet", 'q', OPTION_FLAG, NULL, "say nothing but what goes wrong",
     .offset = offsetof(struct page_values, quiet)},
    {0}};

static void prepare(void *data)
{
    struct page_values *values = data;
    values->params = pst_page_default;
}

static enum pst_status page_of_reel(const char *path, const struct page_values *values, const char *place,
                                    struct pst_error *error)
{
    struct pst_reel *reel;
    enum pst_status status = pst_reel_open(path, &reel, error);
    if (status == PST_OK)
        status = pst_page(reel, &values->params, place, error);
    pst_reel_close(&reel);
    return status;
}

static enum pst_status page_of_comparison(const char *path, const struct page_values *values,
                                          const char *place, struct pst_error *error)
{
    struct pst_comparison *comparison;
    enum pst_status status = pst_comparison_open(path, &comparison, error);
    if (status == PST_OK)
        status = pst_comparison_page(comparison, &values->params, place, error);
    pst_comparison_close(&comparison);
    return status;
}

static enum pst_status exec(const void *data, const struct operands *operands, struct pst_error *error)
{
    const struct page_values *values = data;
    const char *path = operands->items[0];
    char place[4096];
    if (!destination(path, ".html", values->output, place, sizeof place))
        return refuse(error, PST_USAGE, "the name of '%s' is too long", path);
    if (is_same_file(path, place))
        return refuse(error, PST_USAGE, "'%s' would be written over by its own page", path);
    enum pst_status status = is_comparison_file(path) ? page_of_comparison(path, values, place, error)
                                                      : page_of_reel(path, values, place, error);
    if (status == PST_OK && !values->quiet) {
        say_text(stdout, place);
        putchar('\n');
    }
    return status;
}

const struct command page_command = {
    .name = "page",
    .synopsis = "REEL|COMPARISON",
    .summary = "make the page of a film or a comparison: one HTML file",
    .help =
        "The page shows the film as its reel knows it: ribbon, shots, cutting, light, colour, loudness "
        "and titles on one time axis. It needs no network and can be mailed. Where the film itself lies "
        "at --film, a click plays it at that moment. The list of shots can be corrected on it by keyboard "
        "(? tells the keys) and saved for 'shots --apply'.\n"
        "Of a comparison the page shows where the film departs from its series, how sure that is, and beside "
        "each shot its nearest precedents. Pictures come from the reels where they still lie where they were "
        "compared, or beside the comparison.",
    .example = "pastiche page film.reel\n"
               "pastiche page film.reel -o pages --film ../films/film.mp4\n"
               "pastiche page film.cmp",
    .options = options,
    .operand = OPERAND_REEL_OR_COMPARISON,
    .least = 1,
    .most = 1,
    .values_size = sizeof(struct page_values),
    .prepare = prepare,
    .exec = exec,
};
