/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "help.h"
#include "nearest.h"
#include "options.h"
#include "pastiche/pastiche.h"
#include "say.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct command *const commands[] = {
    &measure_command, &shots_command, &export_command,   &table_command,
    &compare_command, &index_command, &show_command,     &contrast_command,
    &diff_command,    &find_command,  &identify_command, &sql_command,
    &page_command,    &info_command,  &help_command,     NULL};

const struct exit_code exit_codes[] = {
    {PST_OK, "ok", "Done."},
    {PST_USAGE, "usage", "The command line asks for something that does not exist or does not fit."},
    {PST_INPUT, "input", "A film, reel or sidecar is missing, unreadable, damaged or not what it should be."},
    {PST_OUTPUT, "output", "The output cannot be written."},
    {PST_INTERNAL, "internal", "Out of memory, or a fault of ours."},
    {PST_PARTLY, "partly", "Done in part: what was done is good and whole, what was not is told."},
    {PST_INTERRUPTED, "interrupted", "Stopped by a signal; nothing half is left behind."},
    {0, NULL, NULL}};

const struct command *command_find(const char *name)
{
    for (const struct command *const *c = commands; *c; c++)
        if (strcmp((*c)->name, name) == 0)
            return *c;
    return NULL;
}

/* A film or a reel opened while 0, 1 or 2 is closed would get that number, and what we say would be written
   into it. Read-only for output, so that writing still fails and is told. */
static void fill_standard_streams(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
            (void)!open("/dev/null", O_RDONLY);
}

enum pst_status command_refuse(const char *name, struct pst_error *error)
{
    struct nearest near = {.word = name};
    for (const struct command *const *c = commands; *c; c++)
        nearest_show(&near, (*c)->name);
    if (near.best)
        return refuse(error, PST_USAGE, "there is no command '%s': did you mean '%s'?", name, near.best);
    if (access(name, F_OK) == 0)
        return refuse(error, PST_USAGE,
                      "there is no command '%s': to measure a film, 'pastiche measure FILM'", name);
    return refuse(error, PST_USAGE, "there is no command '%s': see 'pastiche help'", name);
}

static enum pst_status refuse_option(const char *word, struct pst_error *error)
{
    struct nearest near = {.word = word};
    nearest_show(&near, "--version");
    nearest_show(&near, "--help");
    if (near.best && word[1] == '-')
        return refuse(error, PST_USAGE, "there is no option '%s': did you mean '%s'?", word, near.best);
    return refuse(error, PST_USAGE, "there is no option '%s': see 'pastiche help'", word);
}

static enum pst_status run_command(const struct command *command, int argc, char **argv,
                                   struct pst_error *error)
{
    void *values = calloc(1, command->values_size);
    if (!values)
        return refuse(error, PST_INTERNAL, "out of memory");
    if (command->prepare)
        command->prepare(values);
    struct operands operands;
    bool wants_help = false;
    enum pst_status status = options_read(command, argc, argv, values, &operands, &wants_help, error);
    if (status == PST_OK && wants_help)
        help_write(stdout, command);
    else if (status == PST_OK)
        status = command->exec(values, &operands, error);
    options_release(command, values);
    free(values);
    return status;
}

static enum pst_status run(int argc, char **argv, struct pst_error *error)
{
    if (argc < 2) {
        help_write_overview(stderr);
        return PST_USAGE;
    }
    const char *word = argv[1];
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) {
        printf("pastiche %s\n", pst_version());
        return PST_OK;
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
        help_write_overview(stdout);
        return PST_OK;
    }
    if (word[0] == '-')
        return refuse_option(word, error);
    const struct command *command = command_find(word);
    return command ? run_command(command, argc - 2, argv + 2, error) : command_refuse(word, error);
}

int main(int argc, char **argv)
{
    struct pst_error error = {0};
    fill_standard_streams();
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is then a write that fails, and is told like any other */
    enum pst_status status = run(argc, argv, &error);
    struct pst_error unwritten;
    if (say_flush(&unwritten) != PST_OK && (status == PST_OK || status == PST_PARTLY)) {
        error = unwritten;
        status = PST_OUTPUT;
    }
    if (error.message[0])
        complain("%s", error.message);
    return status;
}
