/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include <stdarg.h>
#include <stdio.h>

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
