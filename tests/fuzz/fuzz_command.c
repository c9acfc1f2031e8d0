/* SPDX-License-Identifier: Apache-2.0 */
/* A command line, a word a line, read as the program reads it; nothing is run. */
#include "command.h"
#include "fuzz.h"
#include "help.h"
#include "options.h"
#include "say.h"
#include <math.h>

enum { WORDS = 64 };

static int split(char *text, char **words)
{
    int count = 0;
    for (char *at = text; at && count < WORDS; count++) {
        words[count] = at;
        at = strchr(at, '\n');
        if (at)
            *at++ = '\0';
    }
    return count;
}

static void check_value(const struct option *o, const char *set)
{
    int whole;
    double seconds;
    const char *text;
    const struct words *words = (const void *)set;
    switch (o->kind) {
    case OPTION_FLAG: break;
    case OPTION_CHOICE:
        memcpy(&whole, set, sizeof whole);
        for (int i = 0; i < whole; i++)
            MUST(o->choices[i]);
        break;
    case OPTION_WHOLE:
        memcpy(&whole, set, sizeof whole);
        /* -1 and 0 are also what stands for "not said". */
        MUST(whole == -1 || whole == 0 || (whole >= o->least && whole <= o->most));
        break;
    case OPTION_SECONDS:
        memcpy(&seconds, set, sizeof seconds);
        MUST(isfinite(seconds) && (seconds >= 0 || seconds == -1));
        break;
    case OPTION_SHARE:
        memcpy(&seconds, set, sizeof seconds);
        MUST((seconds >= 0 && seconds <= 1) || seconds == -1);
        break;
    case OPTION_REELS:
        for (size_t i = 0; i < words->count; i++)
            MUST(*words->items[i]);
        break;
    case OPTION_FILE:
    case OPTION_TEXT: memcpy(&text, set, sizeof text); MUST(!text || o->kind == OPTION_TEXT || *text);
    }
}

static void check_operands(const struct command *c, const struct operands *operands)
{
    MUST(operands->count >= c->least && (c->most < 0 || operands->count <= c->most));
    for (int i = 0; i < operands->count; i++)
        MUST(*operands->items[i]);
}

static void check_refusal(const struct pst_error *error)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    MUST(out && error->status == PST_USAGE && *error->message);
    say_text(out, error->message);
    MUST(fclose(out) == 0 && is_utf8(text) && is_plain(text, ""));
    free(text);
}

static void read_options(const struct command *command, int argc, char **argv)
{
    struct pst_error error = {0};
    struct operands operands = {0};
    bool wants_help = false;
    char *values = calloc(1, command->values_size ? command->values_size : 1);
    MUST(values);
    if (command->prepare)
        command->prepare(values);
    enum pst_status status = options_read(command, argc, argv, values, &operands, &wants_help, &error);
    MUST(status == PST_OK || status == PST_USAGE);
    for (const struct option *o = command->options; status == PST_OK && o->name; o++)
        check_value(o, values + o->offset);
    if (status == PST_OK && !wants_help)
        check_operands(command, &operands);
    if (status != PST_OK)
        check_refusal(&error);
    options_release(command, values);
    free(values);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char *text = as_string(bytes, size), *words[WORDS];
    int count = split(text, words);
    const struct command *command = count ? command_find(words[0]) : NULL;
    struct pst_error error = {0};
    if (command)
        read_options(command, count - 1, words + 1);
    else if (count) {
        MUST(command_refuse(words[0], &error) == PST_USAGE);
        check_refusal(&error);
    }
    free(text);
    return 0;
}
