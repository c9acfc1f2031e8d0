/* SPDX-License-Identifier: Apache-2.0 */
#include "find_page.h"
#include "base/error.h"
#include "report/stills_text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST = 4 << 20 /* bytes of a still that the page shows */ };

static const char *kind_of(const unsigned char *bytes, size_t size)
{
    if (size > 3 && memcmp(bytes, "\xff\xd8\xff", 3) == 0)
        return "jpeg";
    if (size > 8 && memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) == 0)
        return "png";
    return size > 12 && memcmp(bytes, "RIFF", 4) == 0 && memcmp(bytes + 8, "WEBP", 4) == 0 ? "webp" : NULL;
}

/* What a browser cannot show, or is too large, or is gone, is left out. */
static enum pst_status read_own(const char *path, struct stills_picture *to, struct pst_error *error)
{
    FILE *file = fopen(path, "rb");
    unsigned char *bytes = malloc(LARGEST);
    size_t size = file && bytes ? fread(bytes, 1, LARGEST, file) : 0;
    if (file)
        fclose(file);
    if (!bytes)
        return fail_memory(error);
    *to = (struct stills_picture){size < LARGEST ? kind_of(bytes, size) : NULL, bytes, size, 0};
    return PST_OK;
}

/* The reel's still of that shot; its bytes are copied, since the reel is closed. */
static enum pst_status read_found(const struct pst_found_still *s, struct stills_picture *to,
                                  struct pst_error *error)
{
    struct pst_reel *reel = NULL;
    const struct pst_still *stills, *best = NULL;
    size_t count = 0;
    enum pst_status status = pst_reel_open(s->reel, &reel, error);
    if (status == PST_OK)
        status = pst_reel_stills(reel, &stills, &count, error);
    for (size_t i = 0; status == PST_OK && i < count; i++)
        if (stills[i].shot == s->shot - 1 &&
            (!best || llabs(stills[i].frame - s->frame) < llabs(best->frame - s->frame)))
            best = &stills[i];
    void *bytes = best ? malloc(best->size + 1) : NULL;
    if (best && !bytes)
        status = fail_memory(error);
    if (bytes) {
        memcpy(bytes, best->jpeg, best->size);
        *to = (struct stills_picture){"jpeg", bytes, best->size, best->frame};
    }
    pst_reel_close(&reel);
    return status;
}

static void release(struct stills_picture *pictures, size_t count)
{
    for (size_t i = 0; pictures && i < count; i++)
        free((void *)(uintptr_t)pictures[i].bytes);
    free(pictures);
}

enum pst_status find_page(const struct pst_found_still *stills, size_t count, struct text *text,
                          struct pst_error *error)
{
    struct stills_picture *own = calloc(count + 1, sizeof *own), *found = calloc(count + 1, sizeof *found);
    const struct stills_page page = {stills, own, found, count};
    enum pst_status status = own && found ? PST_OK : fail_memory(error);
    for (size_t i = 0; status == PST_OK && i < count; i++) {
        status = read_own(stills[i].still, &own[i], error);
        if (status == PST_OK && stills[i].verdict != PST_STILL_NONE && stills[i].shot > 0)
            status = read_found(&stills[i], &found[i], error);
    }
    if (status == PST_OK)
        status = stills_text(text, &page, error);
    release(own, count);
    release(found, count);
    return status;
}
