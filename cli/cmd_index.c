/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "destination.h"
#include "interrupt.h"
#include "pastiche/index.h"
#include "say.h"
#include <stdio.h>

struct index_values {
    const char *output;
    bool anew, list, quiet;
    int only; /* 0: all that an index holds */
};

static const char *const parts[] = {"all", "prints", NULL};

static const struct option options[] = {
    {"output", 'o', OPTION_FILE, "FILE", "the index, which is made or grown",
     .offset = offsetof(struct index_values, output)},
    {"list", 'l', OPTION_FLAG, NULL, "tell which reels are in it",
     .offset = offsetof(struct index_values, list)},
    {"anew", 0, OPTION_FLAG, NULL, "forget what is in it, and build it of these reels alone",
     .offset = offsetof(struct index_values, anew)},
    {"only", 0, OPTION_CHOICE, "PART",
     "of a new index: prints, which stills and fragments are found by, and nothing to compare films by "
     "(default: all)",
     .offset = offsetof(struct index_values, only), .choices = parts},
    {"quiet", 'q', OPTION_FLAG, NULL, "print nothing", .offset = offsetof(struct index_values, quiet)},
    {0}};

static void tell(void *data, const char *line)
{
    (void)data;
    complain("%s", line);
}

static void say_reel(void *data, const struct pst_indexed *reel)
{
    size_t *number = data;
    int seconds = (int)reel->seconds;
    printf("%4zu  %s  %d:%02d:%02d  %5zu shots  %s%s%s%s\n", ++*number, reel->hash, seconds / 3600,
           seconds / 60 % 60, seconds % 60, reel->shots, reel->reel, *reel->state ? " (" : "", reel->state,
           *reel->state ? ")" : "");
}

static enum pst_status check(const struct index_values *values, const struct operands *operands,
                             struct pst_error *error)
{
    if (!values->output)
        return refuse(error, PST_USAGE, "'index' needs to know which: -o FILE");
    if (!operands->count && !values->list)
        return refuse(error, PST_USAGE, "'index' needs reels to put into '%s', or --list", values->output);
    for (int i = 0; i < operands->count; i++)
        if (is_same_file(operands->items[i], values->output))
            return refuse(error, PST_USAGE, "'%s' would be written over by the index", operands->items[i]);
    return PST_OK;
}

static enum pst_status grow(const struct index_values *values, const struct operands *operands,
                            struct pst_error *error)
{
    struct pst_index_result result;
    const struct pst_index_params params = {.reels = (const char *const *)operands->items,
                                            .reel_count = (size_t)operands->count,
                                            .anew = values->anew,
                                            .only_prints = values->only > 0,
                                            .told = tell,
                                            .cancelled = interrupt_asked};
    interrupt_hold();
    enum pst_status status = pst_index(values->output, &params, &result, error);
    if ((status == PST_OK || status == PST_PARTLY) && !values->quiet && !values->list)
        printf("%s: %zu reel%s, %zu new\n", values->output, result.reels, result.reels == 1 ? "" : "s",
               result.added);
    return status;
}

static enum pst_status exec(const void *data, const struct operands *operands, struct pst_error *error)
{
    const struct index_values *values = data;
    struct pst_error unsaid;
    size_t number = 0;
    enum pst_status status = check(values, operands, error);
    if (status == PST_OK && operands->count)
        status = grow(values, operands, error);
    if ((status != PST_OK && status != PST_PARTLY) || !values->list)
        return status;
    enum pst_status said =
        pst_index_list(values->output, say_reel, &number, status == PST_OK ? error : &unsaid);
    return status == PST_OK ? said : status;
}

const struct command index_command = {
    .name = "index",
    .synopsis = "REEL…",
    .summary = "keep what many reels are compared and searched by in one file",
    .help =
        "Puts reels into an index: what of them films are compared by, and how they lie among each other. "
        "'compare' then takes the index where it takes reels, and finds the same, sooner: what the "
        "references are to one another is worked out once.\n"
        "'find' and 'identify' take it, too: by a few frames of each film it tells them which reels to open. "
        "With --only prints it holds these alone: then it takes 0.3 MB for two hours and no time that grows "
        "with the other reels, as a library of thousands wants it, but films are not compared by it.\n"
        "An index that is there is grown, as what it is: reels that are in it stay as they are, and new ones "
        "are held "
        "against them. A folder stands for the reels in it. If growing is broken off, the index is as it "
        "was before. A reel that has changed since it was indexed is refused: build the index --anew. A "
        "reel that cannot be read is told and left out: the exit code is then 6.",
    .example = "pastiche index series -o series.idx\n"
               "pastiche compare film.reel --with series.idx\n"
               "pastiche index --list -o series.idx\n"
               "pastiche index --only prints reels/ -o library.idx\n"
               "pastiche find still.jpg --in library.idx",
    .options = options,
    .operand = OPERAND_REEL,
    .least = 0,
    .most = -1,
    .values_size = sizeof(struct index_values),
    .exec = exec,
};
