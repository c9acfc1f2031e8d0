/* SPDX-License-Identifier: Apache-2.0 */
#include "base/part.h"
#include "base/error.h"
#include "base/path.h"
#include "base/text.h"
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* As much of the target's name as leaves room for the rest below the usual limit of 255 bytes. */
enum { NAME_SHARE = 200, TRIES = 1000 };

static int folder_length(const char *path)
{
    return (int)(path_name(path) - path);
}

static enum pst_status refuse(const char *target, int reason, struct pst_error *error)
{
    return fail(error, PST_OUTPUT, "cannot write '%s': %s", target, REASON(reason));
}

static void name_part(struct text *path, const char *target, int n)
{
    text_clear(path);
    text_format(path, "%.*s.%.*s.%ld-%d.part", folder_length(target), target, NAME_SHARE, path_name(target),
                (long)getpid(), n);
}

/* Is the file that we hold still the one of that name? A sweep may have come between making and locking. */
static bool still_named(int fd, const char *path)
{
    struct stat held, named;
    return fstat(fd, &held) == 0 && stat(path, &named) == 0 && held.st_ino == named.st_ino &&
           held.st_dev == named.st_dev;
}

static int make_locked(const char *path, mode_t mode)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0 && !still_named(fd, path)) {
        close(fd);
        errno = EEXIST;
        return -1;
    }
    return fd;
}

enum pst_status part_make(const char *target, mode_t mode, struct part *part, struct pst_error *error)
{
    struct text path = {0};
    struct stat there;
    *part = (struct part){NULL, -1};
    if (stat(target, &there) == 0 && S_ISDIR(there.st_mode))
        return refuse(target, EISDIR, error);
    for (int n = 0; n < TRIES && part->fd < 0; n++) {
        name_part(&path, target, n);
        if (path.failed) {
            text_release(&path);
            return fail_memory(error);
        }
        part->fd = make_locked(path.data, mode);
        if (part->fd < 0 && errno != EEXIST)
            break;
    }
    if (part->fd < 0) {
        int reason = errno;
        text_release(&path);
        return refuse(target, reason, error);
    }
    part->path = path.data;
    return PST_OK;
}

void part_hide(struct part *part)
{
    if (!part->path || unlink(part->path) != 0)
        return;
    free(part->path);
    part->path = NULL;
}

void part_drop(struct part *part)
{
    if (part->path)
        unlink(part->path);
    if (part->fd >= 0)
        close(part->fd);
    free(part->path);
    *part = (struct part){NULL, -1};
}

static void sync_folder(const char *target)
{
    struct text folder = {0};
    text_format(&folder, "%.*s.", folder_length(target), target);
    int fd = folder.failed ? -1 : open(folder.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        /* The file is whole and has its name; a folder that cannot be synced is no reason to fail. */
        if (fsync(fd) != 0)
            errno = 0;
        close(fd);
    }
    text_release(&folder);
}

enum pst_status part_commit(struct part *part, const char *target, struct pst_error *error)
{
    /* The rename must not come to the disk before the bytes do, where the file system can promise that. */
    int reason = fsync(part->fd) != 0 && errno != EINVAL ? errno : 0;
    if (!reason && rename(part->path, target) != 0)
        reason = errno;
    if (reason) {
        part_drop(part);
        return refuse(target, reason, error);
    }
    free(part->path);
    part->path = NULL;
    part_drop(part);
    sync_folder(target);
    return PST_OK;
}

static const char *skip_digits(const char *s)
{
    const char *start = s;
    while (isdigit((unsigned char)*s))
        s++;
    return s > start ? s : NULL;
}

/* Where `entry` is a part of `name`, or what SQLite made beside one ("….part-journal"): the length up to the
   end of ".part"; else 0. */
static size_t part_length(const char *entry, const char *name)
{
    static const char extension[] = ".part";
    size_t length = strlen(name);
    length = length < NAME_SHARE ? length : NAME_SHARE;
    if (entry[0] != '.' || strncmp(entry + 1, name, length) != 0 || entry[1 + length] != '.')
        return 0;
    const char *rest = skip_digits(entry + length + 2);
    if (!rest || *rest != '-' || !(rest = skip_digits(rest + 1)))
        return 0;
    if (strncmp(rest, extension, strlen(extension)) != 0)
        return 0;
    rest += strlen(extension);
    return *rest == '\0' || *rest == '-' ? (size_t)(rest - entry) : 0;
}

/* Removes `path` unless a run that lives holds the part that it is or, by its first `length` bytes, belongs
   to. */
static void remove_unheld(const char *path, size_t length)
{
    struct text part = {0};
    text_append_bytes(&part, path, length);
    int fd = part.failed ? -1 : open(part.data, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (fd >= 0 ? flock(fd, LOCK_EX | LOCK_NB) == 0 : !part.failed && errno == ENOENT)
        unlink(path);
    if (fd >= 0)
        close(fd);
    text_release(&part);
}

void part_sweep(const char *target)
{
    struct text path = {0};
    text_format(&path, "%.*s.", folder_length(target), target);
    DIR *folder = path.failed ? NULL : opendir(path.data);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        size_t length = part_length(entry->d_name, path_name(target));
        if (length == 0)
            continue;
        text_clear(&path);
        text_format(&path, "%.*s%s", folder_length(target), target, entry->d_name);
        if (!path.failed)
            remove_unheld(path.data, (size_t)folder_length(target) + length);
    }
    if (folder)
        closedir(folder);
    text_release(&path);
}
