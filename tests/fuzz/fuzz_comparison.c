/* SPDX-License-Identifier: Apache-2.0 */
/* A comparison changed byte by byte, then read whole and shown in every way. The input is a list of changes
   of 8 bytes each, as in fuzz_reel_bytes.c. */
#include "fuzz.h"
#include "pastiche/pastiche.h"
#include "scratch_folder.h"

enum { WIDTH = 32, HEIGHT = 24, PICTURES = 48, FILMS = 4, PATH = 128, CHANGE = 8, MOST_CHANGES = 64 };

static const char *name(int film, const char *extension, char *path)
{
    char file[32];
    snprintf(file, sizeof file, "%d%s", film, extension);
    return scratch_path(file, path);
}

/* Shots of 6 pictures, otherwise in each film. */
static void make_reel(int film)
{
    char path[PATH];
    struct pst_error error = {0};
    FILE *out = fopen(name(film, ".y4m", path), "wb");
    MUST(out);
    fprintf(out, "YUV4MPEG2 W%d H%d F24:1 Ip A1:1 C420jpeg\n", WIDTH, HEIGHT);
    for (int n = 0; n < PICTURES; n++) {
        fputs("FRAME\n", out);
        for (int i = 0; i < WIDTH * HEIGHT * 3 / 2; i++)
            putc((i * (n / 6 + film + 2) * 7 + i / WIDTH * 31 + film * 40) & 0xff, out);
    }
    MUST(fclose(out) == 0 && pst_measure(path, NULL, NULL, &error) == PST_OK);
}

static uint8_t *read_bytes(const char *path, size_t *size)
{
    FILE *in = fopen(path, "rb");
    MUST(in && fseek(in, 0, SEEK_END) == 0);
    *size = (size_t)ftell(in);
    rewind(in);
    uint8_t *bytes = malloc(*size);
    MUST(bytes && fread(bytes, 1, *size, in) == *size);
    fclose(in);
    return bytes;
}

static const char *comparison_path(void)
{
    static char path[PATH];
    return scratch_path("film.cmp", path);
}

static const uint8_t *sound_comparison(size_t *size)
{
    static uint8_t *bytes;
    static size_t count;
    if (!bytes) {
        char paths[FILMS][PATH];
        const char *references[FILMS];
        struct pst_error error = {0};
        for (int i = 0; i < FILMS; i++) {
            make_reel(i);
            references[i] = name(i, ".reel", paths[i]);
        }
        struct pst_compare_params params = {.references = references + 1, .reference_count = FILMS - 1};
        MUST(pst_compare(references[0], &params, comparison_path(), NULL, &error) == PST_OK);
        bytes = read_bytes(comparison_path(), &count);
    }
    *size = count;
    return bytes;
}

static void change(uint8_t *file, size_t *size, const uint8_t *c)
{
    size_t at = (c[1] | (size_t)c[2] << 8 | (size_t)c[3] << 16) % *size;
    size_t from = (c[4] | (size_t)c[5] << 8 | (size_t)c[6] << 16) % *size;
    size_t left = *size - at, room = *size - from, length = (size_t)c[7] + 1;
    switch (c[0] % 6) {
    case 0: file[at] = c[4]; break;
    case 1: file[at] ^= c[4]; break;
    case 2: memcpy(file + at, c + 4, left < 4 ? left : 4); break;
    case 3: memset(file + at, c[4], left < length ? left : length); break;
    case 4:
        length = length < left ? length : left;
        memmove(file + at, file + from, length < room ? length : room);
        break;
    case 5: *size = at > 100 ? at : *size; break;
    }
}

/* PST_INPUT and a line, or all is well. */
static bool good(enum pst_status status, const struct pst_error *error)
{
    MUST(status == PST_OK || (status == PST_INPUT && *error->message));
    return status == PST_OK;
}

static void show(struct pst_comparison *comparison)
{
    char path[PATH];
    struct pst_error error = {0};
    scratch_path("shown", path);
    for (int what = PST_SHOW_SUMMARY; what <= PST_SHOW_FILMS; what++)
        for (int format = PST_SHOW_TEXT; format <= PST_SHOW_JSON; format++) {
            struct pst_show_params params = {(enum pst_show_what)what, (enum pst_show_format)format,
                                             PST_SHOW_ALL_FACETS, 0, what % 2};
            if (what != PST_SHOW_SUMMARY || format == PST_SHOW_TEXT)
                good(pst_show(comparison, &params, path, &error), &error);
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    size_t count;
    struct pst_comparison *comparison;
    struct pst_error error = {0};
    const uint8_t *sound = sound_comparison(&count);
    uint8_t *spoilt = malloc(count);
    MUST(spoilt);
    memcpy(spoilt, sound, count);
    for (size_t i = 0; i + CHANGE <= size && i < (size_t)CHANGE * MOST_CHANGES; i += CHANGE)
        change(spoilt, &count, bytes + i);
    scratch_write(comparison_path(), spoilt, count);
    enum pst_status status = pst_comparison_open(comparison_path(), &comparison, &error);
    MUST((status == PST_OK) == (comparison != NULL));
    if (good(status, &error))
        show(comparison);
    pst_comparison_close(&comparison);
    free(spoilt);
    return 0;
}
