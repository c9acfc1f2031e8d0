/* SPDX-License-Identifier: Apache-2.0 */
#include "media/fixity.h"
#include "base/error.h"
#include "media/sequence.h"
#include <errno.h>
#include <libavutil/mem.h>
#include <libavutil/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PART = 1 << 20 };

static enum pst_status digest(FILE *file, const char *path, struct AVSHA *sha, unsigned char *part,
                              bool (*cancelled)(void *), void *data, struct pst_error *error)
{
    size_t got;
    while ((got = fread(part, 1, PART, file)) > 0) {
        if (cancelled && cancelled(data))
            return fail(error, PST_INTERRUPTED, "interrupted");
        av_sha_update(sha, part, got);
    }
    return ferror(file) ? fail(error, PST_INPUT, "cannot read '%s': %s", path, REASON(errno)) : PST_OK;
}

static enum pst_status digest_file(const char *path, struct AVSHA *sha, unsigned char *part,
                                   bool (*cancelled)(void *), void *data, struct pst_error *error)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return fail(error, PST_INPUT, "cannot open '%s': %s", path, REASON(errno));
    enum pst_status status = digest(file, path, sha, part, cancelled, data, error);
    fclose(file);
    return status;
}

/* One picture after the other. */
static enum pst_status digest_sequence(const char *path, struct AVSHA *sha, unsigned char *part,
                                       bool (*cancelled)(void *), void *data, struct pst_error *error)
{
    struct sequence s;
    struct text name = {0};
    enum pst_status status = sequence_find(path, &s, error);
    int64_t end = s.missing >= 0 ? s.missing : s.last + 1;
    for (int64_t n = s.first; status == PST_OK && n < end; n++) {
        text_clear(&name);
        sequence_name(&name, path, n);
        status = name.failed ? fail_memory(error) : digest_file(name.data, sha, part, cancelled, data, error);
    }
    text_release(&name);
    return status;
}

enum pst_status fixity_sha256(const char *path, char hex[65], bool (*cancelled)(void *), void *data,
                              struct pst_error *error)
{
    struct AVSHA *sha = av_sha_alloc();
    unsigned char *part = malloc(PART), sum[32];
    enum pst_status status = sha && part && av_sha_init(sha, 256) == 0 ? PST_OK : fail_memory(error);
    if (status == PST_OK)
        status = sequence_is(path) ? digest_sequence(path, sha, part, cancelled, data, error)
                                   : digest_file(path, sha, part, cancelled, data, error);
    if (status == PST_OK) {
        av_sha_final(sha, sum);
        for (int i = 0; i < 32; i++)
            snprintf(hex + 2 * i, 3, "%02x", sum[i]);
    }
    free(part);
    av_free(sha);
    return status;
}
