/* SPDX-License-Identifier: Apache-2.0 */
/* The completion for bash, from the descriptors. */
#include "help.h"

static const char head[] =
    "# bash completion for pastiche                              -*- shell-script -*-\n"
    "\n"
    "_pastiche_words() { mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$current\"); }\n"
    "\n"
    "_pastiche_files() {\n"
    "    compopt -o filenames 2>/dev/null\n"
    "    mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
    "}\n"
    "\n"
    "_pastiche_kinds() {\n"
    "    compopt -o filenames 2>/dev/null\n"
    "    local kind\n"
    "    mapfile -t COMPREPLY < <(compgen -d -- \"$current\"\n"
    "        for kind; do compgen -f -X \"!*.$kind\" -- \"$current\"; done)\n"
    "}\n"
    "\n"
    "_pastiche() {\n"
    "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=\n"
    "    local earlier=\" ${COMP_WORDS[*]:0:COMP_CWORD} \"\n"
    "    ((COMP_CWORD > 1)) && command=${COMP_WORDS[1]}\n"
    "    [[ $previous == = ]] && previous=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "    [[ $current == = ]] && current=\n"
    "    COMPREPLY=()\n";

static void put_value(FILE *out, const struct command *command, const struct option *option)
{
    fprintf(out, "    %s:--%s", command->name, option->name);
    if (option->letter)
        fprintf(out, " | %s:-%c", command->name, option->letter);
    fputs(") ", out);
    if (option->kind == OPTION_FILE)
        fputs("_pastiche_files; ", out);
    if (option->kind == OPTION_REELS)
        fputs("_pastiche_kinds; ", out);
    if (option->kind == OPTION_CHOICE) {
        fputs("_pastiche_words '", out);
        for (const char *const *choice = option->choices; *choice; choice++)
            fprintf(out, "%s%s", choice == option->choices ? "" : " ", *choice);
        fputs("'; ", out);
    }
    fputs("return ;;\n", out);
}

static void put_options(FILE *out, const struct command *command)
{
    fprintf(out, "        %s) _pastiche_words '", command->name);
    for (const struct option *o = command->options; o->name; o++) {
        if (o->hidden)
            continue;
        if (o->letter)
            fprintf(out, "-%c ", o->letter);
        fprintf(out, "--%s ", o->name);
    }
    fputs("-h --help' ;;\n", out);
}

static void put_commands(FILE *out)
{
    for (const struct command *const *c = commands; *c; c++)
        fprintf(out, "%s%s", c == commands ? "" : " ", (*c)->name);
}

static void put_operands(FILE *out, const struct command *command)
{
    fprintf(out, "    %s) ", command->name);
    switch (command->operand) {
    case OPERAND_FILM:
    case OPERAND_FILM_OR_REEL: fputs("_pastiche_files", out); break;
    case OPERAND_REEL: fputs("_pastiche_kinds reel", out); break;
    case OPERAND_COMPARISON: fputs("_pastiche_kinds cmp", out); break;
    case OPERAND_REEL_OR_COMPARISON: fputs("_pastiche_kinds reel cmp", out); break;
    case OPERAND_COMMAND:
        fputs("_pastiche_words '", out);
        put_commands(out);
        fputs("'", out);
        break;
    }
    fputs(" ;;\n", out);
}

void completion_write(FILE *out)
{
    fputs(head, out);
    fputs("    case $command:$previous in\n", out);
    for (const struct command *const *c = commands; *c; c++)
        for (const struct option *o = (*c)->options; o->name; o++)
            if (o->kind != OPTION_FLAG && !o->hidden)
                put_value(out, *c, o);
    fputs("    esac\n    if [[ $current == -* && $earlier != *' -- '* ]]; then\n        case $command in\n",
          out);
    for (const struct command *const *c = commands; *c; c++)
        put_options(out, *c);
    fputs("        '') _pastiche_words '-V --version -h --help' ;;\n        esac\n        return\n    fi\n"
          "    case $command in\n",
          out);
    for (const struct command *const *c = commands; *c; c++)
        put_operands(out, *c);
    fputs("    '') _pastiche_words '", out);
    put_commands(out);
    fputs("' ;;\n    esac\n}\n\ncomplete -F _pastiche pastiche\n", out);
}
