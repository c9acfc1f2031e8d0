/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "destination.h"
#include "interrupt.h"
#include "pastiche/identify.h"
#include "say.h"
#include <string.h>

struct identify_values {
    struct words reels;
    int format, threads;
    const char *output;
};

/* In the order of enum pst_show_format. */
static const char *const formats[] = {"text", "csv", "json", NULL};

static const struct option options[] = {
    {"in", 0, OPTION_REELS, "REEL…", "the films to look in: reels, folders of reels, indexes; at least one",
     .offset = offsetof(struct identify_values, reels)},
    {"as", 0, OPTION_CHOICE, "FORMAT", "how it is written (default: text)",
     .offset = offsetof(struct identify_values, format), .choices = formats},
    {"output", 'o', OPTION_FILE, "FILE", "where to write it, whole or not at all (default: standard output)",
     .offset = offsetof(struct identify_values, output)},
    {"threads", 0, OPTION_WHOLE, "N", "threads to measure with (default: one for each processor)",
     .offset = offsetof(struct identify_values, threads), .least = 1, .most = 256},
    {0}};

static void tell(void *data, const char *line)
{
    (void)data;
    complain("%s", line);
}

static enum pst_status check(const struct identify_values *v, const char *fragment, const char *path,
                             struct pst_error *error)
{
    if (v->reels.count == 0)
        return refuse(error, PST_USAGE, "'identify' needs films to look in: --in REEL…");
    if (path && is_same_file(fragment, path))
        return refuse(error, PST_USAGE, "'%s' would be written over", fragment);
    for (size_t i = 0; path && i < v->reels.count; i++)
        if (is_same_file(v->reels.items[i], path))
            return refuse(error, PST_USAGE, "'%s' would be written over", v->reels.items[i]);
    return PST_OK;
}

static enum pst_status exec(const void *data, const struct operands *operands, struct pst_error *error)
{
    const struct identify_values *v = data;
    const char *path = v->output && strcmp(v->output, "-") != 0 ? v->output : NULL;
    const struct pst_identify_params params = {.reels = v->reels.items,
                                               .reel_count = v->reels.count,
                                               .format = (enum pst_show_format)v->format,
                                               .threads = v->threads,
                                               .told = tell,
                                               .cancelled = interrupt_asked};
    enum pst_status status = check(v, operands->items[0], path, error);
    if (status != PST_OK)
        return status;
    interrupt_hold();
    return pst_identify(operands->items[0], &params, path, NULL, error);
}

const struct command identify_command = {
    .name = "identify",
    .synopsis = "FRAGMENT",
    .summary = "say which film a fragment is of, and which part of it",
    .help =
        "The fragment, a film file, a reel or a file of sound alone, is looked for in other films, by their "
        "reels alone: a line a passage that is the same footage, or the same sound under other pictures, the "
        "best first, pictures before sound, with where it is in the film, where in the "
        "fragment, what is certain of how it was changed (mirrored, slower, faster, closer, wider, grey, "
        "coloured, inset: there a picture within the picture, full: here), and how many passages of such a "
        "score chance would show (expected, an E-value; above "
        "0.0001 nothing is told). 'none' where there is none.\n"
        "It is found through new encoding and size, a crop to 85 %, mirroring, bars, squeezing, grading, "
        "black and white, 4 % more or less speed and other frame rates. What shows no picture, and "
        "logos, credits and black that films share at their ends, never count. A picture within a "
        "picture is found where it has about half its size. docs/measures.md says how well all this is "
        "done.\n"
        "Of an index ('pastiche index') a few frames of each film are looked at first, and only the reels "
        "of the likeliest films are opened, 16 at most.\n"
        "Sound is found from two seconds on, through new encoding, level, equalising and noise, and 4 % more "
        "or "
        "less speed; silence and steady tones never count.\n"
        "A film file's fingerprints are measured and kept in memory; no reel is written.",
    .example = "pastiche identify fragment.mkv --in *.reel\n"
               "pastiche identify fragment.reel --in library.idx --as csv",
    .options = options,
    .operand = OPERAND_FILM_OR_REEL,
    .least = 1,
    .most = 1,
    .values_size = sizeof(struct identify_values),
    .exec = exec,
};
