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
    if (out->temporary)
        unlink(out->temporary);
    free(out->path);
    free(out->target);
    free(out->temporary);
    *out = (struct whole_file){0};
}

/* A new file beside the target, with the permissions that the target has or would get. mkstemp would make it
 * private, and only umask(), which is not safe in a library, could tell what to make of that. */
static int open_beside(struct whole_file *out, mode_t mode)
{
    const char *slash = strrchr(out->target, '/');
    int folder = slash ? (int)(slash - out->target) + 1 : 0;
    for (int n = 0; n < 1000; n++) {
        struct text name = {0};
        text_format(&name, "%.*s.pastiche-%ld-%d", folder, out->target, (long)getpid(), n);
        int fd = name.failed ? -1 : open(name.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (fd >= 0) {
            out->temporary = name.data;
            return fd;
        }
        text_release(&name);
        if (errno != EEXIST)
            return -1;
    }
    return -1;
}

static int open_target(struct whole_file *out, const char *path)
{
    struct stat there;
    if (stat(path, &there)) {
        out->target = strdup(path);
        return out->target ? open_beside(out, 0666) : -1;
    }
    if (S_ISDIR(there.st_mode)) {
        errno = EISDIR;
        return -1;
    }
    if (!S_ISREG(there.st_mode))
        return open(path, O_WRONLY | O_CLOEXEC);
    if (access(path, W_OK))
        return -1;
    out->target = realpath(path, NULL);
    return out->target ? open_beside(out, there.st_mode & 0777) : -1;
}

enum pst_status whole_file_open(const char *path, struct whole_file *out, struct pst_error *error)
{
    *out = (struct whole_file){0};
    if (!path) {
        out->file = stdout;
        return PST_OK;
    }
    out->path = strdup(path);
    if (!out->path)
        return fail_memory(error);
    int fd = open_target(out, path);
    out->file = fd >= 0 ? fdopen(fd, "wb") : NULL;
    if (out->file)
        return PST_OK;
    enum pst_status status = fail_write(out, errno, error);
    if (fd >= 0)
        close(fd);
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
    /* The rename must not come to the disk before the bytes do, where the file system can promise that. */
    if (!reason && out->temporary && fsync(fileno(out->file)) && errno != EINVAL)
        reason = reason_of(true);
    if (out->path) {
        bool failed = fclose(out->file) != 0;
        reason = reason ? reason : reason_of(failed);
        out->file = NULL;
    }
    if (!reason && out->temporary && rename(out->temporary, out->target))
        reason = reason_of(true);
    if (!reason) {
        free(out->temporary);
        out->temporary = NULL;
    }
    return reason;
}

enum pst_status whole_file_commit(struct whole_file *out, struct pst_error *error)
{
    int reason = finish(out);
    enum pst_status status = reason ? fail_write(out, reason, error) : PST_OK;
    release(out);
    return status;
}

void whole_file_abandon(struct whole_file *out)
{
    release(out);
}
