/* SPDX-License-Identifier: Apache-2.0 */
#include "base/whole_file.h"
#include "base/error.h"
#include "base/text.h"
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *name_of(const struct whole_file *out)
{
    return out->path ? out->path : "standard output";
}

static enum pst_status fail_write(const struct whole_file *out, int reason, struct pst_error *error)
{
    if (!out->path)
        return fail(error, PST_OUTPUT, "cannot write to standard output: %s", REASON(reason));
    return fail(error, PST_OUTPUT, "cannot write '%s': %s", name_of(out), REASON(reason));
}

static void release(struct whole_file *out)
{
    if (out->file && out->path)
        fclose(out->file);
    part_drop(&out->part);
    free(out->path);
    free(out->target);
    *out = (struct whole_file){0};
    out->part.fd = -1;
}

/* The part keeps its lock until it has the target's name: the stream has a descriptor of its own. */
static enum pst_status open_beside(struct whole_file *out, mode_t mode, struct pst_error *error)
{
    part_sweep(out->target);
    enum pst_status status = part_make(out->target, mode, &out->part, error);
    if (status != PST_OK)
        return status;
    int fd = fcntl(out->part.fd, F_DUPFD_CLOEXEC, 0);
    out->file = fd >= 0 ? fdopen(fd, "wb") : NULL;
    if (out->file)
        return PST_OK;
    status = fail_write(out, errno, error);
    if (fd >= 0)
        close(fd);
    return status;
}

/* A device or a pipe: written in place. */
static enum pst_status open_in_place(struct whole_file *out, struct pst_error *error)
{
    int fd = open(out->path, O_WRONLY | O_CLOEXEC);
    out->file = fd >= 0 ? fdopen(fd, "wb") : NULL;
    if (out->file)
        return PST_OK;
    enum pst_status status = fail_write(out, errno, error);
    if (fd >= 0)
        close(fd);
    return status;
}

static enum pst_status open_target(struct whole_file *out, struct pst_error *error)
{
    struct stat there;
    if (stat(out->path, &there)) {
        out->target = strdup(out->path);
        return out->target ? open_beside(out, 0666, error) : fail_memory(error);
    }
    if (S_ISDIR(there.st_mode))
        return fail_write(out, EISDIR, error);
    if (!S_ISREG(there.st_mode))
        return open_in_place(out, error);
    if (access(out->path, W_OK))
        return fail_write(out, errno, error);
    out->target = realpath(out->path, NULL);
    return out->target ? open_beside(out, there.st_mode & 0777, error) : fail_write(out, errno, error);
}

enum pst_status whole_file_open(const char *path, struct whole_file *out, struct pst_error *error)
{
    *out = (struct whole_file){.part = {NULL, -1}};
    if (!path) {
        out->file = stdout;
        return PST_OK;
    }
    out->path = strdup(path);
    enum pst_status status = out->path ? open_target(out, error) : fail_memory(error);
    if (status != PST_OK)
        release(out);
    return status;
}

void whole_file_write(struct whole_file *out, const void *bytes, size_t size)
{
    errno = 0;
    if (size && fwrite(bytes, 1, size, out->file) != size && !out->reason)
        out->reason = errno;
}

/* The reason of a write that failed: stdio may have met it long ago, and errno be another's by now. */
static int reason_of(bool failed)
{
    return !failed ? 0 : errno ? errno : EIO;
}

/* 0, or why the bytes are not all there. */
static int finish(struct whole_file *out)
{
    errno = 0;
    int reason = reason_of(fflush(out->file) || ferror(out->file));
    if (out->reason)
        reason = out->reason;
    if (out->path) {
        bool failed = fclose(out->file) != 0;
        reason = reason ? reason : reason_of(failed);
        out->file = NULL;
    }
    return reason;
}

enum pst_status whole_file_commit(struct whole_file *out, struct pst_error *error)
{
    int reason = finish(out);
    enum pst_status status = reason ? fail_write(out, reason, error) : PST_OK;
    if (status == PST_OK && out->part.path)
        status = part_commit(&out->part, out->target, error);
    release(out);
    return status;
}

void whole_file_abandon(struct whole_file *out)
{
    release(out);
}

enum pst_status whole_file_put(const char *path, const void *bytes, size_t size, struct pst_error *error)
{
    struct whole_file out;
    enum pst_status status = whole_file_open(path, &out, error);
    if (status != PST_OK)
        return status;
    whole_file_write(&out, bytes, size);
    return whole_file_commit(&out, error);
}
