/* SPDX-License-Identifier: Apache-2.0 */
/* What the tests of every format do: write, read, read what is broken. */
#ifndef PST_EXCHANGE_TRY_H
#define PST_EXCHANGE_TRY_H

#include "exchange/exchange.h"
#include "test.h"
#include <stdint.h>

static const struct exchange_clock clock24 = {{24, 1}, 86400, false, 450, 450}; /* from 01:00:00:00 */

static inline struct exchange_reading read_good(exchange_reader *read, const char *text,
                                                const struct exchange_clock *clock)
{
    struct exchange_reading reading = {0};
    struct pst_error error;
    if (read("fixed", text, strlen(text), clock, &reading, &error) != PST_OK)
        TEST_FAIL("%s, of:\n%s", error.message, text);
    return reading;
}

/* `wanted`: the whole message. */
static inline void read_bad(exchange_reader *read, const char *text, const struct exchange_clock *clock,
                            const char *wanted)
{
    struct exchange_reading reading = {0};
    struct pst_error error;
    enum pst_status status = read("fixed", text, strlen(text), clock, &reading, &error);
    if (status != PST_INPUT)
        TEST_FAIL("status %d instead of: %s, of:\n%s", (int)status, wanted, text);
    REQUIRE_INT(error.status, PST_INPUT);
    REQUIRE_TEXT(error.message, wanted);
    exchange_reading_release(&reading);
}

static inline void expect_shot(const struct exchange_reading *reading, size_t i, int row, int64_t in,
                               int64_t out)
{
    REQUIRE(i < reading->shots.count);
    REQUIRE_INT(reading->shots.items[i].row, row);
    REQUIRE_INT(reading->shots.items[i].in, in);
    REQUIRE_INT(reading->shots.items[i].out, out);
}

/* confidence < 0: not told. */
static inline void expect_change(const struct exchange_reading *reading, size_t i,
                                 enum pst_transition_kind kind, int64_t in, int64_t out, double confidence,
                                 const char *detail)
{
    REQUIRE(i < reading->changes.count);
    const struct exchange_found_change *c = &reading->changes.items[i];
    REQUIRE_TEXT(pst_transition_kind_name(c->kind), pst_transition_kind_name(kind));
    REQUIRE_INT(c->in, in);
    REQUIRE_INT(c->out, out);
    if (confidence < 0)
        REQUIRE(isnan(c->confidence));
    else
        REQUIRE(c->confidence == confidence);
    REQUIRE_TEXT(c->detail, detail);
}

static inline void expect_label(const struct exchange_reading *reading, size_t i, int64_t in, int64_t out,
                                const char *name)
{
    REQUIRE(i < reading->labels.count);
    REQUIRE_INT(reading->labels.items[i].in, in);
    REQUIRE_INT(reading->labels.items[i].out, out);
    REQUIRE_TEXT(reading->labels.items[i].name, name);
}

static inline void expect_told(const struct exchange_reading *reading, size_t i,
                               const struct exchange_change *c)
{
    expect_change(reading, i, c->transition.kind, c->in, c->out, c->transition.confidence,
                  c->transition.detail);
}

/* The same shots, changes and labels, to the last bit. */
static inline void expect_same(const struct exchange_reading *reading, const struct exchange *x)
{
    size_t changes = 0;
    REQUIRE_INT(reading->shots.count, x->shot_count);
    for (size_t i = 0; i < x->shot_count; i++) {
        const struct exchange_shot *shot = &x->shots[i];
        expect_shot(reading, i, reading->shots.items[i].row, shot->in, shot->out);
        if (shot->begins)
            expect_told(reading, changes++, shot->begins);
        for (size_t k = 0; k < shot->loose_count; k++)
            expect_told(reading, changes++, &shot->loose[k]);
        if (shot->ends && i + 1 == x->shot_count)
            expect_told(reading, changes++, shot->ends);
    }
    REQUIRE_INT(reading->changes.count, changes);
    REQUIRE_INT(reading->labels.count, x->label_count);
    for (size_t i = 0; i < x->label_count; i++)
        expect_label(reading, i, x->labels[i].in, x->labels[i].out, x->labels[i].text);
}

static inline char *write_good(exchange_writer *write, const struct exchange *x)
{
    struct text text = {0};
    struct pst_error error;
    if (write(x, &text, &error) != PST_OK)
        TEST_FAIL("%s", error.message);
    return text.data;
}

/* Steele, Lea & Flood 2014: splitmix64. */
static inline uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static inline void spoil(uint64_t *state, char *bytes, size_t size)
{
    static const char strange[] = ";:,\"\t |@*\r\n-0919.WDCBL\0\xff\xc3#";
    size_t at = next_random(state) % size, from = next_random(state) % size;
    size_t length = next_random(state) % 24 + 1;
    switch (next_random(state) % 4) {
    case 0: bytes[at] = strange[next_random(state) % sizeof strange]; break;
    case 1: bytes[at] = (char)next_random(state); break;
    case 2: memmove(bytes + at, bytes + from, size - (at > from ? at : from) < length ? 1 : length); break;
    default: bytes[at] = (char)(bytes[at] ^ 1 << next_random(state) % 8);
    }
}

/* Whatever the bytes, it is read or refused with a message of one line. */
static inline void read_spoilt(exchange_reader *read, const char *text, const struct exchange_clock *clock)
{
    uint64_t state = 7;
    size_t size = strlen(text);
    for (int round = 0; round < 4000; round++) {
        char *bytes = malloc(size + 1);
        memcpy(bytes, text, size + 1);
        size_t cut = round % 5 == 0 ? next_random(&state) % (size + 1) : size;
        for (uint64_t i = 0, spots = next_random(&state) % 8; i < spots; i++)
            spoil(&state, bytes, size);
        bytes = realloc(bytes, cut + 1); /* its exact size: a step beyond it is then seen */
        bytes[cut] = '\0';
        struct exchange_reading reading = {0};
        struct pst_error error = {0};
        enum pst_status status = read("spoilt", bytes, cut, clock, &reading, &error);
        REQUIRE(status == PST_OK || (status == PST_INPUT && *error.message && !strchr(error.message, '\n')));
        exchange_reading_release(&reading);
        free(bytes);
    }
}

#endif
