/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "help.h"

struct help_values {
    bool manual, completion;
};

static const struct option options[] = {{"man", 0, OPTION_FLAG, NULL, "write the man page",
                                         .offset = offsetof(struct help_values, manual), .hidden = true},
                                        {"bash-completion", 0, OPTION_FLAG, NULL,
                                         "write the completion for bash",
                                         .offset = offsetof(struct help_values, completion), .hidden = true},
                                        {0}};

static enum pst_status exec(const void *data, const struct operands *operands, struct pst_error *error)
{
    const struct help_values *values = data;
    if (values->manual)
        manual_write(stdout);
    else if (values->completion)
        completion_write(stdout);
    else if (operands->count == 0)
        help_write_overview(stdout);
    else {
        const struct command *command = command_find(operands->items[0]);
        if (!command)
            return command_refuse(operands->items[0], error);
        help_write(stdout, command);
    }
    return PST_OK;
}

const struct command help_command = {
    .name = "help",
    .synopsis = "[COMMAND]",
    .summary = "show what a command does and every option it takes",
    .help = "Without a command, shows all commands. '--help' after a command does the same as 'help' before "
            "it.",
    .options = options,
    .operand = OPERAND_COMMAND,
    .least = 0,
    .most = 1,
    .values_size = sizeof(struct help_values),
    .exec = exec,
};
