/* SPDX-License-Identifier: Apache-2.0 */
#include "library/film_block.h"
#include "base/error.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STRINGS = 6 };

/* Behind it reel, file, title, hash, tool and note, each with its NUL. */
struct stored_film {
    int64_t frames, rate_num, rate_den, shots, reel_size;
    double seconds;
    uint32_t facets, reserved;
    char reel_hash[40];
};

uint32_t index_reels(const struct index_file *file)
{
    uint32_t count = 0;
    while (count < INDEX_AS_A_WHOLE && index_file_has(file, "film", count))
        count++;
    return count;
}

enum pst_status film_block_put(struct index_growth *growth, uint32_t reel, const struct pst_compared *about,
                               const struct indexed_reel *stamp, struct pst_error *error)
{
    const char *const strings[STRINGS] = {about->reel, about->file, about->title,
                                          about->hash, about->tool, about->note};
    struct stored_film stored = {.frames = about->frames,
                                 .rate_num = about->rate_num,
                                 .rate_den = about->rate_den,
                                 .shots = about->shots,
                                 .reel_size = stamp->size,
                                 .seconds = about->seconds,
                                 .facets = about->facets};
    size_t size = sizeof stored;
    memcpy(stored.reel_hash, stamp->hash, sizeof stamp->hash);
    for (int i = 0; i < STRINGS; i++)
        size += strlen(strings[i]) + 1;
    char *bytes = malloc(size), *to = bytes;
    if (!bytes)
        return fail_memory(error);
    memcpy(to, &stored, sizeof stored);
    to += sizeof stored;
    for (int i = 0; i < STRINGS; i++) {
        size_t length = strlen(strings[i]) + 1;
        memcpy(to, strings[i], length);
        to += length;
    }
    index_growth_put(growth, "film", reel, bytes, size);
    free(bytes);
    return PST_OK;
}

static bool find_strings(const char *from, size_t size, struct pst_compared *about)
{
    const char **const strings[STRINGS] = {&about->reel, &about->file, &about->title,
                                           &about->hash, &about->tool, &about->note};
    for (int i = 0; i < STRINGS; i++) {
        const char *end = memchr(from, '\0', size);
        if (!end)
            return false;
        *strings[i] = from;
        size -= (size_t)(end - from) + 1;
        from = end + 1;
    }
    return true;
}

enum pst_status film_block_read(const struct index_file *file, uint32_t reel, struct pst_compared *about,
                                struct indexed_reel *stamp, struct pst_error *error)
{
    const void *bytes;
    size_t size;
    struct stored_film stored;
    enum pst_status status = index_file_read(file, "film", reel, &bytes, &size, error);
    if (status != PST_OK)
        return status;
    *about = (struct pst_compared){0};
    memcpy(&stored, bytes, size < sizeof stored ? size : sizeof stored);
    if (size < sizeof stored || !isfinite(stored.seconds) || stored.facets >= 1U << PST_FACETS ||
        !find_strings((const char *)bytes + sizeof stored, size - sizeof stored, about))
        return fail(error, PST_INPUT, "'%s' is damaged: block 'film' of reel %u", index_file_path(file),
                    reel + 1);
    about->frames = stored.frames;
    about->rate_num = stored.rate_num;
    about->rate_den = stored.rate_den;
    about->seconds = stored.seconds;
    about->shots = stored.shots;
    about->facets = stored.facets;
    if (stamp) {
        stamp->size = stored.reel_size;
        memcpy(stamp->hash, stored.reel_hash, sizeof stamp->hash);
        stamp->hash[sizeof stamp->hash - 1] = '\0';
    }
    return PST_OK;
}
