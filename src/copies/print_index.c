/* SPDX-License-Identifier: Apache-2.0 */
#include "copies/print_index.h"
#include "base/array.h"
#include <stdlib.h>
#include <string.h>

enum { CHUNK_BITS = 16, VALUES = 1 << CHUNK_BITS, VIEW_SIZE = FINGERPRINT_BITS / 8 };

static struct print_code code_in(const uint8_t *bits)
{
    struct print_code code;
    memcpy(&code, bits, sizeof code);
    return code;
}

struct print_code print_code_of(const uint8_t print[FINGERPRINT_SIZE], int view)
{
    return code_in(print + view * VIEW_SIZE);
}

struct print_code print_code_mirrored(struct print_code code)
{
    struct print_code odd = code_in(fingerprint_odd_bits);
    return (struct print_code){code.low ^ odd.low, code.high ^ odd.high};
}

static uint32_t chunk_of(struct print_code code, int chunk)
{
    uint64_t half = chunk < PRINT_CHUNKS / 2 ? code.low : code.high;
    return (uint32_t)(half >> chunk % (PRINT_CHUNKS / 2) * CHUNK_BITS) & (VALUES - 1);
}

/* Counting sort by the chunk's value. */
static bool make_table(struct print_index *index, int view, int chunk)
{
    uint32_t *starts = index->starts[view][chunk] = calloc(VALUES + 2, sizeof *starts);
    uint32_t *entries = index->entries[view][chunk] = malloc((index->count + 1) * sizeof *entries);
    uint64_t *met = index->met[view][chunk] = calloc(VALUES / 64, sizeof *met);
    if (!starts || !entries || !met)
        return false;
    for (size_t i = 0; i < index->count; i++) {
        uint32_t value = chunk_of(index->codes[view][i], chunk);
        starts[value + 2]++;
        met[value / 64] |= UINT64_C(1) << value % 64;
    }
    for (int value = 2; value < VALUES + 2; value++)
        starts[value] += starts[value - 1];
    for (size_t i = 0; i < index->count; i++)
        entries[starts[chunk_of(index->codes[view][i], chunk) + 1]++] = (uint32_t)i;
    return true;
}

bool print_index_make(struct print_index *index, const uint8_t *prints, const uint32_t *frames, size_t count)
{
    *index = (struct print_index){.count = count};
    index->frames = malloc((count + 1) * sizeof *index->frames);
    if (!index->frames)
        return false;
    memcpy(index->frames, frames, count * sizeof *frames);
    for (int view = 0; view < PRINT_VIEWS; view++) {
        index->codes[view] = malloc((count + 1) * sizeof *index->codes[view]);
        if (!index->codes[view])
            return false;
        for (size_t i = 0; i < count; i++)
            index->codes[view][i] = print_code_of(prints + (size_t)frames[i] * FINGERPRINT_SIZE, view);
        for (int chunk = 0; chunk < PRINT_CHUNKS; chunk++)
            if (!make_table(index, view, chunk))
                return false;
    }
    return true;
}

void print_index_release(struct print_index *index)
{
    for (int view = 0; view < PRINT_VIEWS; view++) {
        for (int chunk = 0; chunk < PRINT_CHUNKS; chunk++) {
            free(index->starts[view][chunk]);
            free(index->entries[view][chunk]);
            free(index->met[view][chunk]);
        }
        free(index->codes[view]);
    }
    free(index->frames);
    *index = (struct print_index){0};
}

/* Was it met in an earlier chunk's table? */
static bool is_met(struct print_code a, struct print_code b, int chunk)
{
    for (int before = 0; before < chunk; before++)
        if (__builtin_popcount(chunk_of(a, before) ^ chunk_of(b, before)) <= 1)
            return true;
    return false;
}

static bool look_at(const struct print_index *index, int view, struct print_code code, int radius, int chunk,
                    uint32_t value, struct print_hits *hits)
{
    const uint32_t *starts = index->starts[view][chunk];
    if (!(index->met[view][chunk][value / 64] >> value % 64 & 1))
        return true;
    for (uint32_t k = starts[value]; k < starts[value + 1]; k++) {
        uint32_t entry = index->entries[view][chunk][k];
        struct print_code other = index->codes[view][entry];
        struct print_hit hit = {index->frames[entry], print_code_distance(code, other)};
        if (hit.distance <= radius && !is_met(code, other, chunk) && !array_push(hits, hit))
            return false;
    }
    return true;
}

bool print_index_find(const struct print_index *index, int view, struct print_code code, int radius,
                      struct print_hits *hits)
{
    for (int chunk = 0; chunk < PRINT_CHUNKS; chunk++) {
        uint32_t value = chunk_of(code, chunk);
        if (!look_at(index, view, code, radius, chunk, value, hits))
            return false;
        for (int bit = 0; bit < CHUNK_BITS; bit++)
            if (!look_at(index, view, code, radius, chunk, value ^ 1u << bit, hits))
                return false;
    }
    return true;
}
