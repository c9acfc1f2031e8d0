/* SPDX-License-Identifier: Apache-2.0 */
#include "help.h"
#include "pastiche/version.h"
#include <string.h>

enum { WIDTH = 80, COLUMN = 28 };

static int columns(const char *text, size_t bytes)
{
    int count = 0;
    for (size_t i = 0; i < bytes; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

/* Words up to the end or a \n, broken before WIDTH; `indent` columns are written already. Returns what is
 * left. */
static const char *write_paragraph(FILE *out, const char *text, int indent)
{
    int at = indent;
    for (bool first = true; *text && *text != '\n'; first = false) {
        size_t length = strcspn(text, " \n");
        int wide = columns(text, length);
        bool fits = at + 1 + wide <= WIDTH;
        if (!first) {
            if (fits)
                fputc(' ', out);
            else
                fprintf(out, "\n%*s", indent, "");
            at = fits ? at + 1 : indent;
        }
        fwrite(text, 1, length, out);
        at += wide;
        text += length;
        text += *text == ' ';
    }
    fputc('\n', out);
    return *text ? text + 1 : text;
}

static void write_entry(FILE *out, const char *label, const char *text)
{
    int at = columns(label, strlen(label));
    fputs(label, out);
    if (at > COLUMN - 2) {
        fputc('\n', out);
        at = 0;
    }
    fprintf(out, "%*s", COLUMN - at, "");
    write_paragraph(out, text, COLUMN);
}

static void write_option(FILE *out, const struct option *option)
{
    char label[128];
    const char *value = option->value ? option->value : "", *gap = option->value ? " " : "";
    if (option->letter)
        snprintf(label, sizeof label, "  -%c, --%s%s%s", option->letter, option->name, gap, value);
    else
        snprintf(label, sizeof label, "      --%s%s%s", option->name, gap, value);
    write_entry(out, label, option->help);
}

static void write_exit_codes(FILE *out)
{
    fputs("\nExit codes\n", out);
    for (const struct exit_code *e = exit_codes; e->name; e++) {
        char label[32];
        snprintf(label, sizeof label, "  %3d  %s", e->code, e->name);
        write_entry(out, label, e->what);
    }
}

void help_write(FILE *out, const struct command *command)
{
    bool takes_options = command->options->name && !command->options->hidden;
    fprintf(out, "pastiche %s: %s\n\n  pastiche %s %s%s\n", command->name, command->summary, command->name,
            takes_options ? "[options] " : "", command->synopsis);
    for (const char *left = command->help; *left;) {
        fputc('\n', out);
        left = write_paragraph(out, left, 0);
    }
    fputs("\nOptions\n", out);
    for (const struct option *o = command->options; o->name; o++)
        if (!o->hidden)
            write_option(out, o);
    write_entry(out, "  -h, --help", "show this help");
    if (command->example) {
        fputs("\nExamples\n", out);
        for (const char *line = command->example; *line;) {
            size_t length = strcspn(line, "\n");
            fprintf(out, "  %.*s\n", (int)length, line);
            line += length + (line[length] == '\n');
        }
    }
    fputs("\nExit codes are told by 'pastiche help'.\n", out);
}

void help_write_overview(FILE *out)
{
    fprintf(out, "pastiche %s measures the form of a film.\n\nCommands\n", pst_version());
    for (const struct command *const *c = commands; *c; c++) {
        char label[64];
        snprintf(label, sizeof label, "  %s %s", (*c)->name, (*c)->synopsis);
        write_entry(out, label, (*c)->summary);
    }
    write_entry(out, "  --version", "show the version");
    write_entry(out, "  --help", "show this help; after a command, its own");
    write_exit_codes(out);
    fputs("\nBegin with 'pastiche measure film.mkv', then 'pastiche page film.reel'.\n", out);
}
