/* SPDX-License-Identifier: Apache-2.0 */
/* The format: https://valgrind.org/docs/manual/cl-format.html */
#include "callgrind.h"
#include <stdlib.h>
#include <string.h>

static bool grow(struct callgrind_table *table, size_t id)
{
    if (id < table->count)
        return true;
    size_t count = 2 * id + 16;
    struct callgrind_entry *entries = realloc(table->entries, count * sizeof *entries);
    if (!entries)
        return false;
    memset(entries + table->count, 0, (count - table->count) * sizeof *entries);
    *table = (struct callgrind_table){entries, count};
    return true;
}

/* "(7) name" gives number 7 its name, "(7)" uses it. The number; -1: out of memory or not such a thing. */
static long name_number(struct callgrind_table *table, const char *text)
{
    char *end;
    long id = *text == '(' ? strtol(text + 1, &end, 10) : -1;
    if (id < 0 || *end != ')' || !grow(table, (size_t)id))
        return -1;
    if (end[1] == ' ' && !table->entries[id].name)
        table->entries[id].name = strdup(end + 2);
    return id;
}

static bool is_of(const struct callgrind_table *objects, long at, const char *object)
{
    const char *name = objects->entries[at].name, *slash = name ? strrchr(name, '/') : NULL;
    return name && strcmp(slash ? slash + 1 : name, object) == 0;
}

/* What a line "position instructions" says; 0 for any other. */
static long long own_cost(const char *line)
{
    const char *space = strchr(line, ' ');
    return strchr("+-*0123456789", line[0]) && space ? atoll(space + 1) : 0;
}

bool callgrind_read(FILE *file, const char *object, struct callgrind *c)
{
    char *line = NULL;
    size_t room = 0;
    long in_object = -1, in_function = -1;
    bool whole = true, called = false; /* the line after calls= counts what the callee took */
    *c = (struct callgrind){0};
    for (ssize_t length; whole && (length = getline(&line, &room, file)) > 0;) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, "ob=", 3) == 0)
            whole = (in_object = name_number(&c->objects, line + 3)) >= 0;
        else if (strncmp(line, "cob=", 4) == 0)
            whole = name_number(&c->objects, line + 4) >= 0;
        else if (strncmp(line, "fn=", 3) == 0)
            whole = (in_function = name_number(&c->functions, line + 3)) >= 0;
        else if (strncmp(line, "cfn=", 4) == 0)
            whole = name_number(&c->functions, line + 4) >= 0;
        else if (!called && line[0] && in_object >= 0 && in_function >= 0) {
            c->objects.entries[in_object].instructions += own_cost(line);
            if (is_of(&c->objects, in_object, object))
                c->functions.entries[in_function].instructions += own_cost(line);
        }
        called = strncmp(line, "calls=", 6) == 0;
    }
    free(line);
    return whole;
}

static int falling(const void *a, const void *b)
{
    const struct callgrind_entry *x = a, *y = b;
    return (x->instructions < y->instructions) - (x->instructions > y->instructions);
}

void callgrind_sort(struct callgrind_table *table)
{
    if (table->count > 0)
        qsort(table->entries, table->count, sizeof *table->entries, falling);
}

static void release(struct callgrind_table *table)
{
    for (size_t i = 0; i < table->count; i++)
        free(table->entries[i].name);
    free(table->entries);
}

void callgrind_release(struct callgrind *c)
{
    release(&c->objects);
    release(&c->functions);
}
