/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "destination.h"
#include "interrupt.h"
#include "pastiche/find.h"
#include "say.h"
#include <string.h>

struct find_values {
    struct words reels, films;
    const char *output;
    int format; /* 0: as the output's extension says */
};

/* In the order of enum pst_find_format, after the one that is not told. */
static const char *const formats[] = {"auto", "text", "csv", "json", "html", NULL};

static const struct option options[] = {
    {"in", 0, OPTION_REELS, "REEL…", "the films that it may be from: reels, folders of reels, indexes",
     .offset = offsetof(struct find_values, reels)},
    {"films", 0, OPTION_REELS, "FILM…",
     "film files, or the folders they lie in: the frame is settled by the film's own pictures",
     .offset = offsetof(struct find_values, films)},
    {"as", 0, OPTION_CHOICE, "FORMAT",
     "how it is written (default: as the output's extension says, else text)",
     .offset = offsetof(struct find_values, format), .choices = formats},
    {"output", 'o', OPTION_FILE, "FILE", "where to write it, whole or not at all (default: standard output)",
     .offset = offsetof(struct find_values, output)},
    {0}};

static enum pst_find_format format_of(const struct find_values *v)
{
    const char *dot = v->output ? strrchr(v->output, '.') : NULL;
    if (v->format > 0)
        return (enum pst_find_format)(v->format - 1);
    for (int i = 2; dot && formats[i]; i++)
        if (strcmp(dot + 1, formats[i]) == 0)
            return (enum pst_find_format)(i - 1);
    return PST_FIND_TEXT;
}

static void tell(void *data, const char *line)
{
    (void)data;
    complain("%s", line);
}

static enum pst_status check(const struct find_values *v, const struct operands *operands, const char *path,
                             struct pst_error *error)
{
    if (v->reels.count == 0)
        return refuse(error, PST_USAGE, "'find' needs films to look in: pastiche find STILL --in REEL");
    if (path && is_folder(path))
        return refuse(error, PST_USAGE, "'%s' is a folder: tell a file", path);
    for (int i = 0; path && i < operands->count; i++)
        if (is_same_file(operands->items[i], path))
            return refuse(error, PST_USAGE, "'%s' would be written over by what is found", path);
    for (size_t i = 0; path && i < v->reels.count; i++)
        if (is_same_file(v->reels.items[i], path))
            return refuse(error, PST_USAGE, "'%s' would be written over by what is found", path);
    for (size_t i = 0; path && i < v->films.count; i++)
        if (is_same_file(v->films.items[i], path))
            return refuse(error, PST_USAGE, "'%s' would be written over by what is found", path);
    return PST_OK;
}

static enum pst_status exec(const void *data, const struct operands *operands, struct pst_error *error)
{
    const struct find_values *v = data;
    const char *path = v->output && strcmp(v->output, "-") != 0 ? v->output : NULL;
    const struct pst_find_params params = {.reels = v->reels.items,
                                           .reel_count = v->reels.count,
                                           .films = v->films.items,
                                           .film_count = v->films.count,
                                           .told = tell,
                                           .cancelled = interrupt_asked};
    struct pst_find *found = NULL;
    enum pst_status status = check(v, operands, path, error), written;
    if (status != PST_OK)
        return status;
    interrupt_hold();
    status = pst_find((const char *const *)operands->items, (size_t)operands->count, &params, &found, error);
    if (status != PST_OK && status != PST_PARTLY)
        return status;
    written = pst_find_write(found, format_of(v), path, error);
    pst_find_close(&found);
    return written == PST_OK ? status : written;
}

const struct command find_command = {
    .name = "find",
    .synopsis = "STILL… --in REEL…",
    .summary = "tell which film and frame a still is from",
    .help =
        "A still is a picture file: JPEG, PNG, WebP. It may be cropped to its middle 85 %, scaled, squashed, "
        "letterboxed, graded otherwise, black and white, mirrored, or have text over it.\n"
        "exact: that frame, or one that cannot be told from it: then the middle of these is told, with the "
        "first "
        "and last. same set-up: the camera and the set are those of that shot, but the moment is not in the "
        "film. "
        "none: it is in none of them. docs/measures.md says how sure that is.\n"
        "Where a camera stands still, fingerprints cannot tell its frames apart, and the film's pictures "
        "can, by "
        "their grain. With --films they are looked at, wherever the film lies there under its own name: then "
        "the likeliest frame is told, also of the same set-up.\n"
        "The more other films there are, the better chance can be told apart: 'next' is how near the nearest "
        "of "
        "them comes. Of an index ('pastiche index') a few frames of each film are looked at first, and only "
        "reels of films that it may be from are opened.",
    .example = "pastiche find still.jpg --in film.reel\n"
               "pastiche find *.png --in reels/ --as csv\n"
               "pastiche find still.jpg --in library.idx\n"
               "pastiche find still.jpg --in film.reel --films movies/\n"
               "pastiche find still.webp --in a.reel b.reel -o found.html",
    .options = options,
    .operand = OPERAND_FILM,
    .least = 1,
    .most = -1,
    .values_size = sizeof(struct find_values),
    .exec = exec,
};
