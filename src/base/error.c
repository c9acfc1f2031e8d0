/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum pst_status fail(struct pst_error *error, enum pst_status status, const char *format, ...)
{
    if (!error)
        return status;
    va_list args;
    va_start(args, format);
    error->status = status;
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
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
