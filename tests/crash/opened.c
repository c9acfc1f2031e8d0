/* SPDX-License-Identifier: Apache-2.0 */
/* Preloaded, it adds to the file that $OPENED names every file that a program opens, and every socket. */
#undef _FILE_OFFSET_BITS
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define SEEN __attribute__((visibility("default")))
enum { WRITE_ONLY = 1, CREATE = 0100, APPEND = 02000, HERE = -100 };

SEEN int open(const char *path, int flags, ...);
SEEN int open64(const char *path, int flags, ...);
SEEN FILE *fopen(const char *path, const char *mode);
SEEN FILE *fopen64(const char *path, const char *mode);
SEEN int socket(int domain, int type, int protocol);

static void note(const char *what, const char *path)
{
    char line[4200];
    const char *log = getenv("OPENED");
    int length = snprintf(line, sizeof line, "%s %.4096s\n", what, path);
    long fd = log ? syscall(SYS_openat, HERE, log, WRITE_ONLY | CREATE | APPEND, 0666) : -1;
    if (fd >= 0 && write((int)fd, line, (size_t)length) != length)
        _exit(99);
    if (fd >= 0)
        close((int)fd);
}

static int pass_on(const char *path, int flags, va_list args)
{
    int mode = flags & CREATE ? va_arg(args, int) : 0;
    note("file", path);
    return (int)syscall(SYS_openat, HERE, path, flags, mode);
}

int open(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    int fd = pass_on(path, flags, args);
    va_end(args);
    return fd;
}

int open64(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    int fd = pass_on(path, flags, args);
    va_end(args);
    return fd;
}

static FILE *pass_on_file(const char *name, const char *path, const char *mode)
{
    FILE *(*real)(const char *, const char *);
    void *found = dlsym(RTLD_NEXT, name);
    memcpy(&real, &found, sizeof real);
    note("file", path);
    return real(path, mode);
}

FILE *fopen(const char *path, const char *mode)
{
    return pass_on_file("fopen", path, mode);
}

FILE *fopen64(const char *path, const char *mode)
{
    return pass_on_file("fopen64", path, mode);
}

int socket(int domain, int type, int protocol)
{
    note("socket", "");
    return (int)syscall(SYS_socket, domain, type, protocol);
}
