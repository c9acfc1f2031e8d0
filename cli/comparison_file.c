/* SPDX-License-Identifier: Apache-2.0 */
#include "comparison_file.h"

#include <stdio.h>
#include <string.h>

/* SQLite's file format: its own name at the beginning, the application's id at byte 68, high byte first. */
bool is_comparison_file(const char *path)
{
    static const char name[16] = "SQLite format 3", id[4] = {'p', 'c', 'm', 'p'};
    char head[72] = "";
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    size_t read = fread(head, 1, sizeof head, file);
    fclose(file);
    return read == sizeof head && memcmp(head, name, sizeof name) == 0 &&
           memcmp(head + 68, id, sizeof id) == 0;
}
