/* SPDX-License-Identifier: Apache-2.0 */
#include "copies/sound_index.h"
#include "base/array.h"
#include "base/sound_words.h"
#include <stdlib.h>
#include <string.h>

enum { VALUES = 1 << SOUND_CHUNK_BITS };

static uint32_t chunk_of(uint64_t word, int chunk)
{
    return (uint32_t)(word >> SOUND_CHUNK_BITS * chunk) & (VALUES - 1);
}

static bool make_table(struct sound_index *index, int chunk, size_t count)
{
    uint32_t *starts = index->starts[chunk] = calloc(VALUES + 1, sizeof *starts);
    uint32_t *entries = index->entries[chunk] = malloc((count + 1) * sizeof *entries);
    if (!starts || !entries)
        return false;
    for (size_t i = 0; i < count; i++)
        if (index->words[i] != SOUND_WORD_SILENT)
            starts[chunk_of(index->words[i], chunk) + 1]++;
    for (int v = 0; v < VALUES; v++)
        starts[v + 1] += starts[v];
    for (size_t i = 0; i < count; i++) /* each start moves on to where its entries end */
        if (index->words[i] != SOUND_WORD_SILENT)
            entries[starts[chunk_of(index->words[i], chunk)]++] = (uint32_t)i;
    memmove(starts + 1, starts, VALUES * sizeof *starts);
    starts[0] = 0;
    return true;
}

bool sound_index_make(struct sound_index *index, const uint64_t *words, size_t count)
{
    bool room = true;
    *index = (struct sound_index){.words = words};
    for (int i = 0; room && i < SOUND_CHUNKS; i++)
        room = make_table(index, i, count);
    return room;
}

void sound_index_release(struct sound_index *index)
{
    for (int i = 0; i < SOUND_CHUNKS; i++) {
        free(index->starts[i]);
        free(index->entries[i]);
    }
    *index = (struct sound_index){0};
}

bool sound_index_find(const struct sound_index *index, uint64_t word, int flips, int radius,
                      struct sound_hits *hits)
{
    for (int chunk = 0; chunk < SOUND_CHUNKS; chunk++) {
        const uint32_t *starts = index->starts[chunk], *entries = index->entries[chunk];
        for (int flip = 0; flip <= (flips ? SOUND_CHUNK_BITS : 0); flip++) {
            uint32_t value = chunk_of(word, chunk) ^ (flip ? 1u << (flip - 1) : 0);
            for (uint32_t i = starts[value]; i < starts[value + 1]; i++)
                if (sound_word_distance(index->words[entries[i]], word) <= radius &&
                    !array_push(hits, entries[i]))
                    return false;
        }
    }
    return true;
}
