/* SPDX-License-Identifier: Apache-2.0 */
/* A command of the program, as data: the parser, the help, the man page and the shell completion all read the
   same descriptor, so none of them can tell another story. */
#ifndef PST_COMMAND_H
#define PST_COMMAND_H

#include "pastiche/status.h"
#include <stdbool.h>
#include <stddef.h>

/* What an option's value is, and the type that it is written to. */
enum option_kind {
    OPTION_FLAG,    /* bool; takes no value */
    OPTION_TEXT,    /* const char * */
    OPTION_FILE,    /* const char *, not empty */
    OPTION_WHOLE,   /* int, from least to most */
    OPTION_SECONDS, /* double: seconds, M:SS or H:MM:SS, with decimals */
    OPTION_SHARE,   /* double, 0 to 1 */
    OPTION_CHOICE,  /* int: index into choices */
    OPTION_REELS,   /* struct words: every word up to the next option; may be given several times */
};

struct words {
    const char **items;
    size_t count, capacity;
};

struct option {
    const char *name; /* long, without dashes; NULL ends an array */
    char letter;      /* short, or '\0' */
    enum option_kind kind;
    const char *value; /* what help calls the value; NULL for a flag */
    const char *help;  /* one sentence, without a full stop */
    size_t offset;     /* of what it sets in the command's values */
    int least, most;
    const char *const *choices; /* ends in NULL */
    bool hidden;                /* for the build, not for people */
};

enum operand_kind {
    OPERAND_FILM,
    OPERAND_REEL,
    OPERAND_FILM_OR_REEL,
    OPERAND_COMPARISON,
    OPERAND_REEL_OR_COMPARISON,
    OPERAND_COMMAND
};

/* What is left of the command line when the options are taken out. */
struct operands {
    char **items;
    int count;
};

struct command {
    const char *name;
    const char *synopsis; /* the operands, as the help shows them: "FILM…" */
    const char *summary;  /* one line, lower case, without a full stop */
    const char *help;     /* paragraphs divided by \n */
    const char *example;  /* command lines divided by \n; NULL: none */
    const struct option *options;
    enum operand_kind operand;
    int least, most; /* how many operands; most < 0: any number */
    size_t values_size;
    void (*prepare)(void *values); /* sets what is not zero where no option is given; may be NULL */
    /* Fills *error unless it has told everything itself. */
    enum pst_status (*exec)(const void *values, const struct operands *, struct pst_error *);
};

extern const struct command measure_command, shots_command, export_command, table_command, compare_command,
    index_command, contrast_command, diff_command, find_command, identify_command, show_command, sql_command,
    page_command, info_command, help_command;

/* Every command in the order of the help; ends in NULL. */
extern const struct command *const commands[];

/* NULL where there is none of that name. */
const struct command *command_find(const char *name);

/* PST_USAGE, with what the person may have meant. */
enum pst_status command_refuse(const char *name, struct pst_error *);

struct exit_code {
    int code;
    const char *name; /* as `measure --json` tells it */
    const char *what;
};
extern const struct exit_code exit_codes[]; /* ends in a NULL name */

#endif
