/* SPDX-License-Identifier: Apache-2.0 */
#include "base/column_names.h"
#include <stdlib.h>
#include <strings.h>

static bool is_taken(char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(names[i], name) == 0)
            return true;
    return false;
}

static char *make_name(char *const *names, size_t at, const struct column *column)
{
    struct text name = {0};
    for (int n = 0; !name.failed && (n == 0 || is_taken(names, at, name.data)); n++) {
        text_clear(&name);
        text_append_utf8(&name, column->name);
        if (n && *column->unit) {
            text_append(&name, " [");
            text_append_utf8(&name, column->unit);
            text_append(&name, "]");
        }
        if (n > 1 || (n && !*column->unit))
            text_format(&name, ":%d", n);
        text_append(&name, "");
    }
    if (!name.failed)
        return name.data;
    text_release(&name);
    return NULL;
}

char **column_names(const struct column *columns, size_t count)
{
    char **names = calloc(count + 1, sizeof *names);
    for (size_t i = 0; names && i < count; i++)
        if (!(names[i] = make_name(names, i, &columns[i]))) {
            column_names_release(names, i);
            return NULL;
        }
    return names;
}

void column_names_release(char **names, size_t count)
{
    for (size_t i = 0; names && i < count; i++)
        free(names[i]);
    free(names);
}
