/* SPDX-License-Identifier: Apache-2.0 */
#include "reel_list.h"
#include "base/array.h"
#include "base/error.h"
#include "base/text.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_reel(const char *name)
{
    const char *dot = strrchr(name, '.');
    return name[0] != '.' && dot && strcmp(dot, ".reel") == 0;
}

static bool add(struct reel_list *list, const char *folder, const char *name)
{
    struct text path = {0};
    size_t length = strlen(folder);
    text_append(&path, folder);
    if (*name)
        text_append(&path, length && folder[length - 1] == '/' ? "" : "/");
    text_append(&path, name);
    if (!path.failed && array_push(list, path.data))
        return true;
    text_release(&path);
    return false;
}

static enum pst_status add_folder(struct reel_list *list, const char *path, struct pst_error *error)
{
    DIR *folder = opendir(path);
    size_t before = list->count;
    bool memory = true;
    if (!folder)
        return fail(error, PST_INPUT, "cannot open '%s': %s", path, REASON(errno));
    for (struct dirent *entry; memory && (entry = readdir(folder));)
        if (is_reel(entry->d_name))
            memory = add(list, path, entry->d_name);
    closedir(folder);
    if (!memory)
        return fail_memory(error);
    if (list->count == before)
        return fail(error, PST_INPUT, "'%s' is a folder without a reel", path);
    qsort(list->items + before, list->count - before, sizeof *list->items, by_name);
    return PST_OK;
}

enum pst_status reel_list_add(struct reel_list *list, const char *path, struct pst_error *error)
{
    struct stat there;
    if (stat(path, &there) == 0 && S_ISDIR(there.st_mode))
        return add_folder(list, path, error);
    return add(list, path, "") ? PST_OK : fail_memory(error);
}

void reel_list_release(struct reel_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i]);
    free(list->items);
    *list = (struct reel_list){0};
}
