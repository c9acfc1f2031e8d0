/* SPDX-License-Identifier: Apache-2.0 */
#include "base/signal_record.h"
#include <string.h>

static void put16(uint8_t *to, float value, float offset, float scale)
{
    float scaled = (value + offset) * scale + 0.5f;
    uint16_t word = scaled > 65535.f ? 65535 : scaled > 0.f ? (uint16_t)scaled : 0;
    to[0] = (uint8_t)word;
    to[1] = (uint8_t)(word >> 8);
}

static float get16(const uint8_t *from, float offset, float scale)
{
    return (float)(from[0] | from[1] << 8) / scale - offset;
}

enum { LEVELS = 256, SHARE = 65535 };
static const float half_share = 32767.5f;

void signal_frame_pack(const struct signal_frame *f, uint8_t bytes[SIGNAL_FRAME_SIZE])
{
    put16(bytes, f->mean, 0, LEVELS);
    put16(bytes + 2, f->cb, 0, LEVELS);
    put16(bytes + 4, f->cr, 0, LEVELS);
    put16(bytes + 6, f->deviation, 0, LEVELS);
    put16(bytes + 8, f->chroma_deviation, 0, LEVELS);
    put16(bytes + 10, f->step, 0, LEVELS);
    put16(bytes + 12, f->moved, 0, LEVELS);
    put16(bytes + 14, f->unmatched, 0, SHARE);
    put16(bytes + 16, f->histogram, 0, SHARE);
    put16(bytes + 18, f->likeness, 1, half_share);
    put16(bytes + 20, f->lag2, 0, LEVELS);
    put16(bytes + 22, f->lag4, 0, LEVELS);
    put16(bytes + 24, f->lag8, 0, LEVELS);
    put16(bytes + 26, f->lag16, 0, LEVELS);
}

bool signal_frame_unpack(const void *data, size_t size, struct signal_frame *f)
{
    const uint8_t *bytes = data;
    if (size != SIGNAL_FRAME_SIZE)
        return false;
    *f = (struct signal_frame){
        .mean = get16(bytes, 0, LEVELS),
        .cb = get16(bytes + 2, 0, LEVELS),
        .cr = get16(bytes + 4, 0, LEVELS),
        .deviation = get16(bytes + 6, 0, LEVELS),
        .chroma_deviation = get16(bytes + 8, 0, LEVELS),
        .step = get16(bytes + 10, 0, LEVELS),
        .moved = get16(bytes + 12, 0, LEVELS),
        .unmatched = get16(bytes + 14, 0, SHARE),
        .histogram = get16(bytes + 16, 0, SHARE),
        .likeness = get16(bytes + 18, 1, half_share),
        .lag2 = get16(bytes + 20, 0, LEVELS),
        .lag4 = get16(bytes + 22, 0, LEVELS),
        .lag8 = get16(bytes + 24, 0, LEVELS),
        .lag16 = get16(bytes + 26, 0, LEVELS),
    };
    return true;
}

static void put_bytes(uint8_t *to, uint64_t value, int count)
{
    for (int i = 0; i < count; i++)
        to[i] = (uint8_t)(value >> 8 * i);
}

static uint64_t get_bytes(const uint8_t *from, int count)
{
    uint64_t value = 0;
    for (int i = 0; i < count; i++)
        value |= (uint64_t)from[i] << 8 * i;
    return value;
}

/* IEEE 754 binary16, to nearest; what is too small becomes 0, what is too large the largest. */
static uint16_t half_of(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, 4);
    uint32_t sign = bits >> 16 & 0x8000,
             size = (bits & 0x7fffffff) + 0x1000; /* half of the last place kept */
    if (size < 113u << 23)
        return (uint16_t)sign;
    if (size >= 143u << 23)
        return (uint16_t)(sign | 0x7bff);
    return (uint16_t)(sign | (size - (112u << 23)) >> 13);
}

static float of_half(uint16_t half)
{
    uint32_t size = half & 0x7fff, bits = (uint32_t)(half & 0x8000) << 16;
    float value;
    if (size)
        bits |= (size << 13) + (112u << 23);
    memcpy(&value, &bits, 4);
    return value;
}

void signal_candidate_pack(const struct signal_candidate *c, uint8_t bytes[SIGNAL_CANDIDATE_SIZE])
{
    put_bytes(bytes, (uint64_t)c->first, 6);
    bytes[6] = (uint8_t)c->hypothesis;
    bytes[7] = c->pattern;
    put_bytes(bytes + 8, (uint64_t)c->last, 8);
    for (int i = 0; i < SIGNAL_FEATURES; i++)
        put_bytes(bytes + 16 + 2 * i, half_of(c->features[i]), 2);
}

bool signal_candidate_unpack(const void *data, size_t size, struct signal_candidate *c)
{
    const uint8_t *bytes = data;
    if (size != SIGNAL_CANDIDATE_SIZE || bytes[6] > SIGNAL_GRADUAL)
        return false;
    c->first = (int64_t)get_bytes(bytes, 6);
    c->hypothesis = (enum signal_hypothesis)bytes[6];
    c->pattern = bytes[7];
    c->last = (int64_t)get_bytes(bytes + 8, 8);
    for (int i = 0; i < SIGNAL_FEATURES; i++)
        c->features[i] = of_half((uint16_t)get_bytes(bytes + 16 + 2 * i, 2));
    return true;
}
