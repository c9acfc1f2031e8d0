/* SPDX-License-Identifier: Apache-2.0 */
#include "film/script_words.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- lines ---- */

void script_fail(struct script_reader *r, const char *form, ...)
{
    if (r->failed)
        return;
    r->failed = 1;
    int used = snprintf(r->complaint, longest_complaint, "%.80s:%d: ", r->name, r->line);
    va_list values;
    va_start(values, form);
    vsnprintf(r->complaint + used, longest_complaint - (size_t)used, form, values);
    va_end(values);
}

void *script_grown(void *items, size_t count, size_t size)
{
    if (count & (count - 1))
        return items;
    items = realloc(items, (count ? 2 * count : 1) * size);
    if (!items) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    return items;
}

static int is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int hex_value(char c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* #rrggbb and then the end of a word. */
static int is_hex_colour(const char *at)
{
    for (int i = 1; i <= 6; i++) {
        if (at[0] != '#' || hex_value(at[i]) < 0)
            return 0;
    }
    return at[7] == 0 || is_blank(at[7]);
}

/* Unquotes in place; where the quotes end. */
static char *split_quoted(struct script_reader *r, char *from)
{
    char *to = from;
    for (; *from != '"'; from++) {
        if (*from == '\\' && from[1]) {
            from++;
            if (*from != '"' && *from != '\\' && *from != 'n')
                script_fail(r, "'\\%c' in quotes; only \\\" \\\\ and \\n are known", *from);
            *to++ = *from == 'n' ? '\n' : *from;
        } else if (*from) {
            *to++ = *from;
        } else {
            script_fail(r, "quotes that do not end");
            break;
        }
    }
    char *end = *from ? from + 1 : from;
    *to = 0;
    return end;
}

static void split_words(struct script_reader *r)
{
    char *at = r->text;
    while (!r->failed) {
        while (is_blank(*at))
            *at++ = 0;
        if (!*at || (*at == '#' && (r->word_count == 0 || !is_hex_colour(at)))) {
            *at = 0;
            return;
        }
        if (r->word_count == most_words) {
            script_fail(r, "more than %d words in a line", most_words);
            return;
        }
        struct script_word *word = &r->words[r->word_count++];
        word->quoted = *at == '"';
        word->text = at += word->quoted;
        if (word->quoted)
            at = split_quoted(r, at);
        while (!word->quoted && *at && !is_blank(*at))
            at++;
        if (*at && !is_blank(*at))
            script_fail(r, "a blank is missing after the quotes");
    }
}

void script_split(struct script_reader *r, const char *text, const char *end)
{
    size_t length = (size_t)(end - text);
    r->word_count = r->next = 0;
    if (length >= longest_line) {
        script_fail(r, "a line of more than %d characters", longest_line - 1);
        return;
    }
    memcpy(r->text, text, length);
    r->text[length] = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c < 32 && c != '\t' && c != '\r') || c == 127)
            script_fail(r, "a character that is no text (code %d)", c);
    }
    split_words(r);
}

/* ---- words ---- */

const char *script_peek(const struct script_reader *r)
{
    return r->failed || r->next == r->word_count ? NULL : r->words[r->next].text;
}

int script_at_end(const struct script_reader *r)
{
    return !script_peek(r);
}

int script_takes(struct script_reader *r, const char *word)
{
    const char *next = script_peek(r);
    if (!next || r->words[r->next].quoted || strcmp(next, word) != 0)
        return 0;
    r->next++;
    return 1;
}

const char *script_take(struct script_reader *r, const char *what)
{
    const char *next = script_peek(r);
    if (!next) {
        script_fail(r, "%s is missing after '%s'", what, r->next ? r->words[r->next - 1].text : "");
        return "";
    }
    r->next++;
    return next;
}

static int is_number(const char *text)
{
    int digits = 0, points = 0;
    text += *text == '-' || *text == '+';
    for (; *text; text++) {
        digits += is_digit(*text);
        points += *text == '.';
        if (!is_digit(*text) && *text != '.')
            return 0;
    }
    return digits > 0 && digits < 20 && points <= 1;
}

/* Whole numbers and tenths and so on, exactly rounded: one division of whole numbers. */
static double number_of(const char *text)
{
    double digits = 0, scale = 1;
    int negative = *text == '-', behind = 0;
    for (text += *text == '-' || *text == '+'; *text; text++) {
        if (*text == '.') {
            behind = 1;
            continue;
        }
        digits = digits * 10 + (*text - '0');
        scale *= behind ? 10 : 1;
    }
    return (negative ? -digits : digits) / scale;
}

double script_number(struct script_reader *r, const char *what, double low, double high)
{
    const char *text = script_take(r, what);
    if (r->failed)
        return low;
    if (r->words[r->next - 1].quoted || !is_number(text)) {
        script_fail(r, "%s must be a number from %g to %g, not '%s'", what, low, high, text);
        return low;
    }
    double value = number_of(text);
    if (value < low || value > high) {
        script_fail(r, "%s must be from %g to %g, not %s", what, low, high, text);
        return low;
    }
    return value;
}

int script_whole(struct script_reader *r, const char *what, double low, double high)
{
    double value = script_number(r, what, low, high);
    if (value != (double)(int)value)
        script_fail(r, "%s must be a whole number, not %s", what, r->words[r->next - 1].text);
    return (int)value;
}

/* IEC 61966-2-1. */
static double linear(int value)
{
    double v = value / 255.0;
    return v <= 0.04045 ? v / 12.92 : power((v + 0.055) / 1.055, 2.4);
}

int script_colour_next(const struct script_reader *r)
{
    const char *text = script_peek(r);
    return text && !r->words[r->next].quoted &&
           (is_hex_colour(text) || !strcmp(text, "black") || !strcmp(text, "white"));
}

struct colour script_colour(struct script_reader *r, const char *what)
{
    int good = script_colour_next(r), value[3];
    const char *text = script_take(r, what);
    if (!good) {
        script_fail(r, "%s must be a colour (#rrggbb, black or white), not '%s'", what, text);
        return colour(0, 0, 0);
    }
    if (*text != '#')
        return *text == 'w' ? colour(1, 1, 1) : colour(0, 0, 0);
    for (int i = 0; i < 3; i++)
        value[i] = 16 * hex_value(text[1 + 2 * i]) + hex_value(text[2 + 2 * i]);
    return colour(linear(value[0]), linear(value[1]), linear(value[2]));
}

void script_text(struct script_reader *r, const char *what, char *into, size_t room)
{
    const char *text = script_take(r, what);
    if (r->failed)
        return;
    if (!r->words[r->next - 1].quoted)
        script_fail(r, "%s must stand in quotes: \"%s\"", what, text);
    else if (strlen(text) >= room)
        script_fail(r, "%s has %zu bytes; at most %zu fit", what, strlen(text), room - 1);
    else
        memcpy(into, text, strlen(text) + 1);
}

void script_name(struct script_reader *r, const char *what, char *into, size_t room)
{
    const char *text = script_take(r, what);
    size_t length = strlen(text);
    int good = length > 0 && !is_digit(*text) && *text != '-';
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        good &= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' || c == '_';
    }
    if (!good)
        script_fail(r, "%s must be of letters, digits, - and _, a letter first, not '%s'", what, text);
    else if (length >= room)
        script_fail(r, "%s '%s' is longer than %zu letters", what, text, room - 1);
    else
        memcpy(into, text, length + 1);
}

int script_one_of(struct script_reader *r, const char *what, const char *const *words, int count)
{
    const char *text = script_take(r, what);
    char list[160] = "";
    for (int i = 0; i < count; i++) {
        if (!strcmp(words[i], text))
            return i;
        size_t used = strlen(list);
        snprintf(list + used, sizeof list - used, "%s%s", i ? ", " : "", words[i]);
    }
    script_fail(r, "%s '%s' is unknown; there are %s", what, text, list);
    return -1;
}

struct vec script_place(struct script_reader *r, const char *what)
{
    double x = script_number(r, what, -1000, 1000);
    double z = script_number(r, what, -1000, 1000);
    return vec(x, 0, z);
}

struct vec script_point(struct script_reader *r, const char *what)
{
    double x = script_number(r, what, -1000, 1000);
    double y = script_number(r, what, -1000, 1000);
    double z = script_number(r, what, -1000, 1000);
    return vec(x, y, z);
}

/* ---- who ---- */

int script_person_named(const struct script_reader *r, const char *name)
{
    for (int i = 0; i < r->film->people_count; i++) {
        if (!strcmp(r->film->people[i].name, name))
            return i;
    }
    return -1;
}

int script_person(struct script_reader *r, const char *what)
{
    const char *name = script_take(r, what);
    int who = script_person_named(r, name);
    char list[160] = "nobody";
    for (int i = 0; who < 0 && i < r->film->people_count; i++) {
        size_t used = i ? strlen(list) : 0;
        snprintf(list + used, sizeof list - used, "%s%s", i ? ", " : "", r->film->people[i].name);
    }
    if (who < 0)
        script_fail(r, "%s: nobody is called '%s'; the film has %s", what, name, list);
    return who;
}

int script_present(struct script_reader *r, const struct scene *scene, const char *what)
{
    int who = script_person(r, what);
    for (int i = 0; i < scene->present_count; i++) {
        if (scene->present[i] == who)
            return who;
    }
    if (who >= 0)
        script_fail(r, "'%s' is not in scene '%s'; say where they begin: %s at X Z",
                    r->film->people[who].name, scene->name, r->film->people[who].name);
    return -1;
}

/* ---- fields ---- */

void take_number(struct script_reader *r, const struct script_field *field)
{
    *(double *)field->into = script_number(r, field->word, field->low, field->high);
}

void take_whole(struct script_reader *r, const struct script_field *field)
{
    *(int *)field->into = script_whole(r, field->word, field->low, field->high);
}

void take_seed(struct script_reader *r, const struct script_field *field)
{
    *(uint64_t *)field->into = (uint64_t)script_number(r, field->word, 0, 1e15);
}

void take_colour(struct script_reader *r, const struct script_field *field)
{
    *(struct colour *)field->into = script_colour(r, field->word);
}

void take_flag(struct script_reader *r, const struct script_field *field)
{
    (void)r;
    *(int *)field->into = 1;
}

void take_person(struct script_reader *r, const struct script_field *field)
{
    *(int *)field->into = script_person(r, field->word);
}

int script_field(struct script_reader *r, const struct script_field *fields, int count)
{
    for (int i = 0; i < count; i++) {
        if (script_takes(r, fields[i].word)) {
            fields[i].take(r, &fields[i]);
            return i;
        }
    }
    return -1;
}

void script_fields(struct script_reader *r, const struct script_field *fields, int count)
{
    char list[200] = "";
    uint64_t seen = 0;
    for (int n; (n = script_field(r, fields, count)) >= 0; seen |= UINT64_C(1) << n) {
        if (seen >> n & 1)
            script_fail(r, "'%s' is said twice", fields[n].word);
    }
    for (int i = 0; !script_at_end(r) && i < count; i++) {
        size_t used = strlen(list);
        snprintf(list + used, sizeof list - used, "%s%s", i ? ", " : "", fields[i].word);
    }
    if (!script_at_end(r))
        script_fail(r, "'%s' is unknown here; there are %s", script_peek(r), list);
}

void script_end(struct script_reader *r)
{
    if (!script_at_end(r))
        script_fail(r, "'%s' is one word too many", script_peek(r));
}
