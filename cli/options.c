/* SPDX-License-Identifier: Apache-2.0 */
#include "options.h"
#include "nearest.h"
#include "number.h"
#include "pastiche/timecode.h"
#include "say.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reading {
    const struct command *command;
    char **next, **end;
    void *values;
    bool wants_help;
    struct pst_error *error;
};

static enum pst_status set_choice(const struct option *option, int *set, const char *given,
                                  struct pst_error *error)
{
    char all[256] = "";
    size_t used = 0;
    struct nearest near = {.word = given};
    for (int i = 0; option->choices[i]; i++) {
        if (strcmp(option->choices[i], given) == 0) {
            *set = i;
            return PST_OK;
        }
        nearest_show(&near, option->choices[i]);
        int more = snprintf(all + used, sizeof all - used, "%s%s", i ? ", " : "", option->choices[i]);
        used += more > 0 && used + (size_t)more < sizeof all ? (size_t)more : 0;
    }
    if (near.best)
        return refuse(error, PST_USAGE, "option '--%s' knows no '%s': did you mean '%s'?", option->name,
                      given, near.best);
    return refuse(error, PST_USAGE, "option '--%s' wants one of %s, not '%s'", option->name, all, given);
}

static enum pst_status add_word(const struct reading *r, const struct option *option, struct words *words,
                                const char *given)
{
    enum { STEP = 16 };
    if (!*given)
        return refuse(r->error, PST_USAGE, "option '--%s' wants %s, not an empty name", option->name,
                      option->value);
    if (words->count == words->capacity) {
        const char **longer = realloc(words->items, (words->capacity + STEP) * sizeof *longer);
        if (!longer)
            return refuse(r->error, PST_INTERNAL, "out of memory");
        words->items = longer;
        words->capacity += STEP;
    }
    words->items[words->count++] = given;
    return PST_OK;
}

static enum pst_status set_value(const struct reading *r, const struct option *option, const char *given)
{
    void *set = (char *)r->values + option->offset;
    switch (option->kind) {
    case OPTION_FLAG: *(bool *)set = true; return PST_OK;
    case OPTION_CHOICE: return set_choice(option, set, given, r->error);
    case OPTION_WHOLE:
        if (number_whole(given, option->least, option->most, set))
            return PST_OK;
        return refuse(r->error, PST_USAGE, "option '--%s' wants a whole number from %d to %d, not '%s'",
                      option->name, option->least, option->most, given);
    case OPTION_SECONDS:
        if (pst_seconds_parse(given, set))
            return PST_OK;
        return refuse(r->error, PST_USAGE, "option '--%s' wants seconds, M:SS or H:MM:SS, not '%s'",
                      option->name, given);
    case OPTION_SHARE:
        if (number_share(given, set))
            return PST_OK;
        return refuse(r->error, PST_USAGE, "option '--%s' wants a number from 0 to 1, not '%s'", option->name,
                      given);
    case OPTION_FILE:
        if (!*given)
            return refuse(r->error, PST_USAGE, "option '--%s' wants %s, not an empty name", option->name,
                          option->value);
        break;
    case OPTION_REELS: return add_word(r, option, set, given);
    case OPTION_TEXT: break;
    }
    *(const char **)set = given;
    return PST_OK;
}

static enum pst_status refuse_unknown(const struct reading *r, const char *name, const char *given)
{
    struct nearest near = {.word = name};
    nearest_show(&near, "help");
    for (const struct option *o = r->command->options; o->name; o++)
        if (!o->hidden)
            nearest_show(&near, o->name);
    if (near.best && name[1])
        return refuse(r->error, PST_USAGE, "'%s' has no option '%s': did you mean '--%s'?", r->command->name,
                      given, near.best);
    return refuse(r->error, PST_USAGE, "'%s' has no option '%s': see 'pastiche help %s'", r->command->name,
                  given, r->command->name);
}

static bool is_option(const char *word)
{
    return word[0] == '-' && word[1];
}

/* `attached` is what follows the '=' or the letter, NULL where nothing does. */
static enum pst_status take(struct reading *r, const struct option *option, const char *attached)
{
    if (option->kind == OPTION_FLAG)
        return attached ? refuse(r->error, PST_USAGE, "option '--%s' takes no value", option->name)
                        : set_value(r, option, NULL);
    if (attached)
        return set_value(r, option, attached);
    if (r->next == r->end || (option->kind == OPTION_REELS && is_option(*r->next)))
        return refuse(r->error, PST_USAGE, "option '--%s' needs a value: --%s %s", option->name, option->name,
                      option->value);
    enum pst_status status = set_value(r, option, *r->next++);
    while (status == PST_OK && option->kind == OPTION_REELS && r->next < r->end && !is_option(*r->next))
        status = set_value(r, option, *r->next++);
    return status;
}

static enum pst_status take_long(struct reading *r, const char *word)
{
    const char *name = word + 2, *equals = strchr(name, '=');
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    if (strcmp(name, "help") == 0) {
        r->wants_help = true;
        return PST_OK;
    }
    for (const struct option *o = r->command->options; o->name; o++)
        if (strlen(o->name) == length && strncmp(o->name, name, length) == 0)
            return take(r, o, equals ? equals + 1 : NULL);
    char unknown[64], given[68];
    snprintf(unknown, sizeof unknown, "%.*s", (int)(length < 60 ? length : 60), name);
    snprintf(given, sizeof given, "--%s", unknown);
    return refuse_unknown(r, unknown, given);
}

/* "-q", "-qf", "-oFILE". */
static enum pst_status take_short(struct reading *r, const char *word)
{
    for (const char *letter = word + 1; *letter; letter++) {
        const struct option *o = r->command->options;
        while (o->name && o->letter != *letter)
            o++;
        if (*letter == 'h') {
            r->wants_help = true;
            continue;
        }
        if (!o->name) {
            char name[2] = {*letter, '\0'}, given[3] = {'-', *letter, '\0'};
            return refuse_unknown(r, name, given);
        }
        if (o->kind != OPTION_FLAG)
            return take(r, o, letter[1] ? letter + 1 : NULL);
        set_value(r, o, NULL);
    }
    return PST_OK;
}

static enum pst_status check_operands(const struct command *command, const struct operands *operands,
                                      struct pst_error *error)
{
    static const char *const wanted[] = {
        [OPERAND_FILM] = "a film",
        [OPERAND_REEL] = "a reel",
        [OPERAND_FILM_OR_REEL] = "a reel or a film",
        [OPERAND_COMPARISON] = "a comparison",
        [OPERAND_REEL_OR_COMPARISON] = "a reel or a comparison",
        [OPERAND_COMMAND] = "a command",
    };
    if (operands->count < command->least)
        return refuse(error, PST_USAGE, "'%s' needs %s: pastiche %s %s", command->name,
                      wanted[command->operand], command->name, command->synopsis);
    if (command->most >= 0 && operands->count > command->most)
        return refuse(error, PST_USAGE, "'%s' has no use for '%s': pastiche %s %s", command->name,
                      operands->items[command->most], command->name, command->synopsis);
    for (int i = 0; i < operands->count; i++)
        if (!*operands->items[i])
            return refuse(error, PST_USAGE, "'%s' needs %s, not an empty name", command->name,
                          wanted[command->operand]);
    return PST_OK;
}

enum pst_status options_read(const struct command *command, int argc, char **argv, void *values,
                             struct operands *operands, bool *wants_help, struct pst_error *error)
{
    struct reading r = {command, argv, argv + argc, values, false, error};
    *operands = (struct operands){argv, 0};
    bool ended = false;
    while (r.next < r.end) {
        char *word = *r.next++;
        enum pst_status status = PST_OK;
        if (ended || !is_option(word))
            argv[operands->count++] = word;
        else if (strcmp(word, "--") == 0)
            ended = true;
        else
            status = word[1] == '-' ? take_long(&r, word) : take_short(&r, word);
        if (status != PST_OK)
            return status;
    }
    *wants_help = r.wants_help;
    return r.wants_help ? PST_OK : check_operands(command, operands, error);
}

void options_release(const struct command *command, void *values)
{
    for (const struct option *o = command->options; o->name; o++)
        if (o->kind == OPTION_REELS)
            free(((struct words *)(void *)((char *)values + o->offset))->items);
}
