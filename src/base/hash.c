/* SPDX-License-Identifier: Apache-2.0 */
#include "base/hash.h"
#include "base/error.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

enum { PART = 1 << 20 };

static void hash_size(XXH3_state_t *state, int64_t size)
{
    unsigned char little[8];
    for (int i = 0; i < 8; i++)
        little[i] = (unsigned char)((uint64_t)size >> (8 * i));
    XXH3_128bits_update(state, little, sizeof little);
}

static enum pst_status hash_parts(FILE *file, const char *path, int64_t size, unsigned char *part,
                                  XXH3_state_t *state, struct pst_error *error)
{
    hash_size(state, size);
    int64_t starts[2] = {0, size > PART ? size - PART : 0};
    for (int i = 0; i < 2; i++) {
        size_t wanted = (size_t)(size < PART ? size : PART);
        if (fseeko(file, starts[i], SEEK_SET) || fread(part, 1, wanted, file) != wanted)
            return fail(error, PST_INPUT, "cannot read '%s': %s", path,
                        ferror(file) ? REASON(errno) : "it shrank");
        XXH3_128bits_update(state, part, wanted);
    }
    return PST_OK;
}

/* A pipe that nobody writes into would hold us for ever. */
static enum pst_status open_regular(const char *path, FILE **file, struct pst_error *error)
{
    struct stat there;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    *file = NULL;
    if (fd >= 0 && fstat(fd, &there) == 0 && !S_ISREG(there.st_mode)) {
        close(fd);
        return fail(error, PST_INPUT, "cannot open '%s': it is %s", path,
                    S_ISDIR(there.st_mode) ? "a directory" : "not a regular file");
    }
    if (fd >= 0 && (*file = fdopen(fd, "rb")))
        return PST_OK;
    enum pst_status status = fail(error, PST_INPUT, "cannot open '%s': %s", path, REASON(errno));
    if (fd >= 0)
        close(fd);
    return status;
}

static enum pst_status hash_file(XXH3_state_t *state, const char *path, int64_t *size, unsigned char *part,
                                 struct pst_error *error)
{
    FILE *file;
    enum pst_status status = open_regular(path, &file, error);
    if (status != PST_OK)
        return status;
    status = fseeko(file, 0, SEEK_END) || (*size = ftello(file)) < 0
                 ? fail(error, PST_INPUT, "cannot read '%s': %s", path, REASON(errno))
                 : hash_parts(file, path, *size, part, state, error);
    fclose(file);
    return status;
}

static void write_hex(const XXH3_state_t *state, char hex[33])
{
    XXH128_hash_t hash = XXH3_128bits_digest(state);
    snprintf(hex, 33, "%016llx%016llx", (unsigned long long)hash.high64, (unsigned long long)hash.low64);
}

enum pst_status hash_files(const int64_t *sizes, size_t count, const char *first, const char *last,
                           char hex[33], struct pst_error *error)
{
    int64_t size;
    unsigned char *part = malloc(PART);
    XXH3_state_t *state = XXH3_createState();
    enum pst_status status = part && state ? PST_OK : fail_memory(error);
    if (status == PST_OK) {
        XXH3_128bits_reset(state);
        for (size_t i = 0; i < count; i++)
            hash_size(state, sizes[i]);
        status = hash_file(state, first, &size, part, error);
    }
    if (status == PST_OK)
        status = hash_file(state, last, &size, part, error);
    if (status == PST_OK)
        write_hex(state, hex);
    XXH3_freeState(state);
    free(part);
    return status;
}

enum pst_status hash_content(const char *path, int64_t *size, char hex[33], struct pst_error *error)
{
    unsigned char *part = malloc(PART);
    XXH3_state_t *state = XXH3_createState();
    enum pst_status status = part && state ? PST_OK : fail_memory(error);
    if (status == PST_OK) {
        XXH3_128bits_reset(state);
        status = hash_file(state, path, size, part, error);
    }
    if (status == PST_OK)
        write_hex(state, hex);
    XXH3_freeState(state);
    free(part);
    return status;
}

uint64_t hash_bytes(const void *bytes, size_t size)
{
    return XXH3_64bits(bytes, size);
}
