/* SPDX-License-Identifier: Apache-2.0 */
/* The man page, in mdoc(7), from the descriptors. */
#include "help.h"
#include <string.h>

enum { WIDTH = 76 };

/* ASCII as it is, the rest by number: not every roff reads UTF-8. The text is ours, and well formed. */
static void put_roff(FILE *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length;) {
        unsigned c = (unsigned char)text[i++];
        int more = c < 0x80 ? 0 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
        c &= more ? 0x3fu >> more : 0x7f;
        for (; more > 0; more--)
            c = c << 6 | ((unsigned char)text[i++] & 0x3f);
        if (c == '\\')
            fputs("\\e", out);
        else if (c == '-')
            fputs("\\-", out);
        else if (c < 0x80)
            fputc((int)c, out);
        else
            fprintf(out, "\\[u%04X]", c);
    }
}

/* One paragraph; a new sentence begins a new line, as mdoc asks. Returns what is left. */
static const char *put_paragraph(FILE *out, const char *text)
{
    bool fresh = true;
    int at = 0;
    while (*text && *text != '\n') {
        size_t length = strcspn(text, " \n");
        if (!fresh && at + 1 + (int)length > WIDTH)
            fresh = true;
        if (at)
            fputc(fresh ? '\n' : ' ', out);
        at = fresh ? 0 : at + 1;
        if (fresh && (*text == '.' || *text == '\''))
            fputs("\\&", out);
        put_roff(out, text, length);
        at += (int)length;
        fresh = text[length - 1] == '.';
        text += length;
        text += *text == ' ';
    }
    fputc('\n', out);
    return *text ? text + 1 : text;
}

static void put_help(FILE *out, const char *text)
{
    while (*text) {
        text = put_paragraph(out, text);
        if (*text)
            fputs(".Pp\n", out);
    }
}

static void put_option(FILE *out, const struct option *option)
{
    fputs(".It ", out);
    if (option->letter)
        fprintf(out, "Fl %c , ", option->letter);
    fprintf(out, "Fl -%s", option->name);
    if (option->value) {
        fputs(" Ar ", out);
        put_roff(out, option->value, strlen(option->value));
    }
    fputc('\n', out);
    put_paragraph(out, option->help);
}

/* "REEL --as csv|json" as operands and flags, "[COMMAND]" as an optional one. */
static void put_synopsis(FILE *out, const struct command *command)
{
    fprintf(out, ".Nm\n.Cm %s\n", command->name);
    if (command->options->name && !command->options->hidden)
        fputs(".Op Ar options\n", out);
    for (const char *word = command->synopsis; *word;) {
        size_t length = strcspn(word, " ");
        bool optional = word[0] == '[', flag = strncmp(word, "--", 2) == 0;
        size_t skip = optional ? 1 : flag ? 2 : 0;
        fputs(optional ? ".Op Ar " : flag ? ".Fl -" : ".Ar ", out);
        put_roff(out, word + skip, length - skip - optional);
        fputc('\n', out);
        word += length;
        word += *word == ' ';
    }
}

static void put_command(FILE *out, const struct command *command)
{
    fprintf(out, ".Ss pastiche %s\n", command->name);
    put_help(out, command->help);
    fputs(".Bl -tag -width indent\n", out);
    for (const struct option *o = command->options; o->name; o++)
        if (!o->hidden)
            put_option(out, o);
    fputs(".It Fl h , Fl -help\nshow the help of this command\n.El\n", out);
}

static void put_examples(FILE *out)
{
    fputs(".Sh EXAMPLES\n.Bd -literal\n", out);
    for (const struct command *const *c = commands; *c; c++) {
        if (!(*c)->example)
            continue;
        put_roff(out, (*c)->example, strlen((*c)->example));
        fputc('\n', out);
    }
    fputs(".Ed\n", out);
}

void manual_write(FILE *out)
{
    fputs(
        ".Dd November 22, 2026\n.Dt PASTICHE 1\n.Os\n.Sh NAME\n.Nm pastiche\n.Nd measure the form of a film\n"
        ".Sh SYNOPSIS\n",
        out);
    for (const struct command *const *c = commands; *c; c++)
        put_synopsis(out, *c);
    fputs(".Nm\n.Fl -version\n.Sh DESCRIPTION\n", out);
    put_help(out,
             "pastiche turns a film into a reel: one SQLite file that holds everything measured from it, "
             "frame by frame and shot by shot. What a person reads is made from the reel, without the "
             "film. Options may stand before, between and after the names; -- ends them.");
    for (const struct command *const *c = commands; *c; c++)
        put_command(out, *c);
    fputs(".Sh EXIT STATUS\n.Bl -tag -width indent\n", out);
    for (const struct exit_code *e = exit_codes; e->name; e++) {
        fprintf(out, ".It %d\n", e->code);
        put_paragraph(out, e->what);
    }
    fputs(".El\n", out);
    put_examples(out);
}
