/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Of a long message, a long name in it as a rule, the middle goes: the reason stands at the end. */
static void shorten(char *to, size_t size, const char *whole)
{
    static const char gap[] = "...";
    size_t length = strlen(whole), half = (size - sizeof gap) / 2;
    if (length < size)
        memcpy(to, whole, length + 1);
    else
        snprintf(to, size, "%.*s%s%s", (int)half, whole, gap, whole + length - half);
}

enum pst_status fail(struct pst_error *error, enum pst_status status, const char *format, ...)
{
    if (!error)
        return status;
    char whole[8 * sizeof error->message];
    va_list args;
    va_start(args, format);
    error->status = status;
    vsnprintf(whole, sizeof whole, format, args);
    va_end(args);
    shorten(error->message, sizeof error->message, whole);
    return status;
}

enum pst_status fail_memory(struct pst_error *error)
{
    return fail(error, PST_INTERNAL, "out of memory");
}

const char *error_reason(int number, char text[REASON_SIZE])
{
    snprintf(text, REASON_SIZE, "%s", strerror(number));
    bool capital = text[0] >= 'A' && text[0] <= 'Z', word = text[1] >= 'a' && text[1] <= 'z';
    if (capital && word)
        text[0] = (char)(text[0] - 'A' + 'a');
    return text;
}
