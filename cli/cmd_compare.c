/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "destination.h"
#include "interrupt.h"
#include "pastiche/compare.h"
#include "pastiche/show.h"
#include "say.h"

enum { LONGEST_PATH = 4096 };

struct compare_values {
    struct words references, controls;
    int precedents;
    bool no_copies;
    bool quiet;
    const char *output;
};

static const struct option options[] = {
    {"with", 0, OPTION_REELS, "REEL…", "the references, as the other films of the series; at least one",
     .offset = offsetof(struct compare_values, references)},
    {"control", 0, OPTION_REELS, "REEL…", "films of the same kind that are not of the series",
     .offset = offsetof(struct compare_values, controls)},
    {"output", 'o', OPTION_FILE, "FILE",
     "where to write the comparison, a file or a folder (default: film.cmp "
     "beside film.reel)",
     .offset = offsetof(struct compare_values, output)},
    {"precedents", 0, OPTION_WHOLE, "N",
     "references to tell of each shot and facet, nearest first (default: 3)",
     .offset = offsetof(struct compare_values, precedents), .least = 1, .most = 100},
    {"no-copies", 0, OPTION_FLAG, NULL,
     "do not look for the same footage and sound, which takes longest where films are long",
     .offset = offsetof(struct compare_values, no_copies)},
    {"quiet", 'q', OPTION_FLAG, NULL, "print nothing of what was found",
     .offset = offsetof(struct compare_values, quiet)},
    {0}};

static void tell(void *data, const char *line)
{
    (void)data;
    complain("%s", line);
}

/* The film may be among its references: that is told, not refused. */
static enum pst_status check(const struct compare_values *values, const char *film, const char *path,
                             struct pst_error *error)
{
    if (values->references.count == 0)
        return refuse(error, PST_USAGE, "'compare' needs films to compare with: --with REEL…");
    if (is_same_file(film, path))
        return refuse(error, PST_USAGE, "'%s' would be written over by the comparison", film);
    const struct words *lists[] = {&values->references, &values->controls};
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < lists[k]->count; i++)
            if (is_same_file(lists[k]->items[i], path))
                return refuse(error, PST_USAGE, "'%s' would be written over by the comparison",
                              lists[k]->items[i]);
    return PST_OK;
}

static enum pst_status say_found(const char *path, struct pst_error *error)
{
    struct pst_comparison *comparison;
    enum pst_status status = pst_comparison_open(path, &comparison, error);
    if (status != PST_OK)
        return status;
    status = pst_show(comparison, &pst_show_default, NULL, error);
    pst_comparison_close(&comparison);
    return status;
}

static enum pst_status exec(const void *data, const struct operands *operands, struct pst_error *error)
{
    const struct compare_values *values = data;
    const char *film = operands->items[0];
    struct pst_error unsaid;
    char path[LONGEST_PATH];
    if (!destination(film, ".cmp", values->output, path, sizeof path))
        return refuse(error, PST_USAGE, "the name of the comparison of '%s' is too long", film);
    enum pst_status status = check(values, film, path, error);
    if (status != PST_OK)
        return status;
    const struct pst_compare_params params = {
        .references = values->references.items,
        .reference_count = values->references.count,
        .controls = values->controls.items,
        .control_count = values->controls.count,
        .precedents = values->precedents,
        .no_copies = values->no_copies,
        .told = tell,
        .cancelled = interrupt_asked,
    };
    interrupt_hold();
    status = pst_compare(film, &params, path, NULL, error);
    if ((status != PST_OK && status != PST_PARTLY) || values->quiet)
        return status;
    enum pst_status said = say_found(path, status == PST_OK ? error : &unsaid);
    return status == PST_OK ? said : status;
}

const struct command compare_command = {
    .name = "compare",
    .synopsis = "REEL --with REEL…",
    .summary = "find what of a film is like its series, and where it breaks away",
    .help =
        "Compares the film of the first reel with others, on reels alone: facet by facet (colour, chroma, "
        "light, composition, setting, rhythm, motion, sound) how far each moment lies from the references, "
        "on the "
        "scale of how far they lie from one another; which stretches depart, and how likely one more film of "
        "the series would; what each shot is nearest to; what the references have in common. With controls, "
        "whether that is so of the series only or of any film of the kind.\n"
        "A folder stands for the reels in it, an index (see 'pastiche help index') for those that it was "
        "made "
        "of. Stretches need at least three references. Logos, credits and "
        "black that films share are set aside.\n"
        "What was found goes to one file, which show, page and any program that reads SQLite can open; a "
        "summary is printed. Likeness says nothing of intent. A reel that cannot be read is told and left "
        "out: the exit code is then 6.",
    .example = "pastiche compare film.reel --with a.reel b.reel c.reel --control x.reel y.reel\n"
               "pastiche compare film.reel --with series --control others -o film.cmp",
    .options = options,
    .operand = OPERAND_REEL,
    .least = 1,
    .most = 1,
    .values_size = sizeof(struct compare_values),
    .exec = exec,
};
