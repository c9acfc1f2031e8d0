/* SPDX-License-Identifier: Apache-2.0 */
#include "destination.h"
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

bool is_folder(const char *path)
{
    struct stat there;
    return stat(path, &there) == 0 && S_ISDIR(there.st_mode);
}

bool is_same_file(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

bool destination(const char *source, const char *extension, const char *output, char *path, size_t size)
{
    if (output && !is_folder(output))
        return (size_t)snprintf(path, size, "%s", output) < size;
    const char *slash = strrchr(source, '/'), *name = slash ? slash + 1 : source, *dot = strrchr(name, '.');
    int stem = (int)(dot && dot > name ? dot - name : (long)strlen(name));
    int length = output ? snprintf(path, size, "%s%s%.*s%s", output,
                                   output[strlen(output) - 1] == '/' ? "" : "/", stem, name, extension)
                        : snprintf(path, size, "%.*s%s", (int)(name - source) + stem, source, extension);
    return length >= 0 && (size_t)length < size;
}
