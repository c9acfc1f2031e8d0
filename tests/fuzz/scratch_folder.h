/* SPDX-License-Identifier: Apache-2.0 */
/* A folder in memory where there is one, for harnesses of what reads files; gone when the program ends. */
#ifndef PST_SCRATCH_FOLDER_H
#define PST_SCRATCH_FOLDER_H

#include "fuzz.h"
#include <dirent.h>
#include <unistd.h>

static char scratch_folder[64];

static inline void scratch_clear(void)
{
    DIR *folder = opendir(scratch_folder);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", scratch_folder, entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlink(path);
    }
    if (folder)
        closedir(folder);
}

static inline void scratch_remove(void)
{
    scratch_clear();
    rmdir(scratch_folder);
}

/* The path of a file of that name; `path` holds 128 bytes and is returned. */
static inline const char *scratch_path(const char *name, char *path)
{
    if (!*scratch_folder) {
        strcpy(scratch_folder, access("/dev/shm", W_OK) == 0 ? "/dev/shm/fuzz-XXXXXX" : "/tmp/fuzz-XXXXXX");
        MUST(mkdtemp(scratch_folder));
        atexit(scratch_remove);
    }
    snprintf(path, 128, "%s/%s", scratch_folder, name);
    return path;
}

static inline void scratch_write(const char *path, const void *bytes, size_t size)
{
    FILE *out = fopen(path, "wb");
    MUST(out && fwrite(bytes, 1, size, out) == size && fclose(out) == 0);
}

#endif
