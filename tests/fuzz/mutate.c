/* SPDX-License-Identifier: Apache-2.0 */
/* mutate SEED IN OUT: IN spoilt in a few places, the same for the same seed. Half of the harm is done in the
   first bytes, where sizes, rates and counts stand. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD = 2048, LONGEST_BLOCK = 4096, MOST_SPOTS = 8 };

struct bytes {
    uint8_t *data;
    size_t size, capacity;
};

/* Steele, Lea & Flood 2014: splitmix64. */
static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static size_t below(uint64_t *state, size_t limit)
{
    return limit ? (size_t)(next(state) % limit) : 0;
}

static size_t somewhere(uint64_t *state, const struct bytes *b)
{
    size_t head = b->size < HEAD ? b->size : HEAD;
    return next(state) & 1 ? below(state, head) : below(state, b->size);
}

static size_t block(uint64_t *state, const struct bytes *b, size_t at)
{
    size_t most = (size_t)1 << below(state, 13), left = b->size - at;
    size_t size = 1 + below(state, most < LONGEST_BLOCK ? most : LONGEST_BLOCK);
    return size < left ? size : left;
}

static void flip_bits(uint64_t *state, struct bytes *b)
{
    for (size_t i = 0, flips = 1 + below(state, 16); i < flips; i++)
        b->data[somewhere(state, b)] ^= (uint8_t)(1 << below(state, 8));
}

static void fill(uint64_t *state, struct bytes *b)
{
    size_t at = somewhere(state, b), size = block(state, b, at), kind = below(state, 3);
    for (size_t i = 0; i < size; i++)
        b->data[at + i] = kind == 0 ? 0xff : kind == 1 ? 0 : (uint8_t)next(state);
}

static void copy_over(uint64_t *state, struct bytes *b)
{
    size_t from = somewhere(state, b), to = somewhere(state, b);
    size_t size = block(state, b, from > to ? from : to);
    memmove(b->data + to, b->data + from, size);
}

static void duplicate(uint64_t *state, struct bytes *b)
{
    size_t at = somewhere(state, b), size = block(state, b, at);
    if (b->size + size > b->capacity)
        return;
    memmove(b->data + at + size, b->data + at, b->size - at);
    b->size += size;
}

static void take_out(uint64_t *state, struct bytes *b)
{
    size_t at = somewhere(state, b), size = block(state, b, at);
    memmove(b->data + at, b->data + at + size, b->size - at - size);
    b->size -= size;
}

static void cut_short(uint64_t *state, struct bytes *b)
{
    b->size = 1 + somewhere(state, b);
}

/* A number that programs trip over, of 1, 2, 4 or 8 bytes, either end first. */
static void number(uint64_t *state, struct bytes *b)
{
    static const uint64_t odd[] = {0,          1,          0x7f,        0x80,       0xff,
                                   0x7fff,     0x8000,     0xffff,      0x10000,    0x7fffffff,
                                   0x80000000, 0xffffffff, 0x100000000, UINT64_MAX, (uint64_t)INT64_MAX,
                                   100,        1000,       1000000,     65,         0x8000000000000000u};
    size_t size = (size_t)1 << below(state, 4), at = somewhere(state, b);
    uint64_t value = odd[below(state, sizeof odd / sizeof *odd)];
    int big = (int)(next(state) & 1);
    for (size_t i = 0; i < size && at + i < b->size; i++)
        b->data[at + i] = (uint8_t)(value >> 8 * (big ? size - 1 - i : i));
}

static void spoil(uint64_t *state, struct bytes *b)
{
    static void (*const harms[])(uint64_t *, struct bytes *) = {
        flip_bits, flip_bits, number, number, number, fill, copy_over, duplicate, take_out};
    size_t spots = 1 + below(state, MOST_SPOTS);
    for (size_t i = 0; i < spots && b->size; i++)
        harms[below(state, sizeof harms / sizeof *harms)](state, b);
    if (b->size && below(state, 10) == 0)
        cut_short(state, b);
}

static int read_all(const char *path, struct bytes *b)
{
    FILE *in = fopen(path, "rb");
    if (!in || fseek(in, 0, SEEK_END))
        return 0;
    long size = ftell(in);
    rewind(in);
    b->size = (size_t)(size > 0 ? size : 0);
    b->capacity = b->size + MOST_SPOTS * LONGEST_BLOCK;
    b->data = malloc(b->capacity);
    int read = b->data && fread(b->data, 1, b->size, in) == b->size;
    fclose(in);
    return read;
}

int main(int argc, char **argv)
{
    struct bytes b = {0};
    if (argc != 4 || !read_all(argv[2], &b)) {
        fprintf(stderr, "usage: mutate SEED IN OUT\n");
        return 2;
    }
    uint64_t state = strtoull(argv[1], NULL, 10);
    spoil(&state, &b);
    FILE *out = fopen(argv[3], "wb");
    int written = out && fwrite(b.data, 1, b.size, out) == b.size && !fclose(out);
    free(b.data);
    return !written;
}
