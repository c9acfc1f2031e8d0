/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
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
     "where the page goes (default: beside the reel, its extension made .html)",
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

static enum pst_status exec(const void *data, const struct operands *operands, struct pst_error *error)
{
    const struct page_values *values = data;
    const char *path = operands->items[0];
    char place[4096];
    if (!destination(path, ".html", values->output, place, sizeof place))
        return refuse(error, PST_USAGE, "the name of '%s' is too long", path);
    if (is_same_file(path, place))
        return refuse(error, PST_USAGE, "'%s' would be written over by its own page", path);
    struct pst_reel *reel;
    enum pst_status status = pst_reel_open(path, &reel, error);
    if (status != PST_OK)
        return status;
    status = pst_page(reel, &values->params, place, error);
    pst_reel_close(&reel);
    if (status == PST_OK && !values->quiet) {
        say_text(stdout, place);
        putchar('\n');
    }
    return status;
}

const struct command page_command = {
    .name = "page",
    .synopsis = "REEL",
    .summary = "make the page of a film: one HTML file that opens from disk",
    .help =
        "The page shows the film as its reel knows it: ribbon, shots, cutting, light, colour, loudness "
        "and titles on one time axis. It needs no network and can be mailed. Where the film itself lies "
        "at --film, a click plays it at that moment. The list of shots can be corrected on it by keyboard "
        "(? tells the keys) and saved for 'shots --apply'.",
    .example = "pastiche page film.reel\n"
               "pastiche page film.reel -o pages --film ../films/film.mp4",
    .options = options,
    .operand = OPERAND_REEL,
    .least = 1,
    .most = 1,
    .values_size = sizeof(struct page_values),
    .prepare = prepare,
    .exec = exec,
};
