/* SPDX-License-Identifier: Apache-2.0 */
/* What readers make of bytes that are not as they should be. */
#ifndef PST_MISREAD_H
#define PST_MISREAD_H

#include "exchange/exchange.h"
#include "planted_list.h"
#include "test.h"

static const struct exchange_clock CLOCK_24 = {.rate = {24, 1}, .ticks = 1000};

/* The reader is given a copy of its exact size, so that a step beyond it is seen. */
static inline enum pst_status read_bytes(exchange_reader *read, const char *bytes, size_t size,
                                         struct exchange_reading *reading, struct pst_error *error)
{
    char *copy = malloc(size + 1);
    REQUIRE(copy);
    memcpy(copy, bytes, size);
    copy[size] = '\0';
    *reading = (struct exchange_reading){0};
    enum pst_status status = read("t", copy, size, &CLOCK_24, reading, error);
    free(copy);
    return status;
}

static inline void require_refused(exchange_reader *read, const char *bytes, const char *wanted)
{
    struct exchange_reading reading;
    struct pst_error error = {0};
    enum pst_status status = read_bytes(read, bytes, strlen(bytes), &reading, &error);
    if (status != PST_INPUT || strcmp(error.message, wanted) != 0)
        TEST_FAIL("'%s' gives %d, '%s', wanted '%s'", bytes, (int)status, error.message, wanted);
    exchange_reading_release(&reading);
}

/* Whatever it makes of them: no fault, and one line where it refuses. */
static inline enum pst_status require_sane(exchange_reader *read, const char *bytes, size_t size)
{
    struct exchange_reading reading;
    struct pst_error error = {0};
    enum pst_status status = read_bytes(read, bytes, size, &reading, &error);
    REQUIRE(status == PST_OK || status == PST_INPUT);
    if (status == PST_INPUT)
        REQUIRE(error.message[0] && !strchr(error.message, '\n'));
    exchange_reading_release(&reading);
    return status;
}

static inline unsigned next_random(unsigned *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* What the writer wrote, cut off at 50 places (each refused), then with bytes changed, left out and doubled
   at random. */
static inline void try_damaged(exchange_writer *write, exchange_reader *read, int mutations)
{
    struct planted p;
    struct text text = {0};
    struct pst_error error;
    plant(&p, (struct pst_rational){24, 1}, 0, false, 0);
    REQUIRE_INT(write(&p.list, &text, &error), PST_OK);
    const char *bytes = text.data;
    size_t size = text.length;
    REQUIRE_INT(require_sane(read, bytes, size), PST_OK);
    unsigned state = 1;
    char *copy = malloc(2 * size + 1);
    REQUIRE(copy);
    for (size_t i = 0; i < 50; i++)
        REQUIRE_INT(require_sane(read, bytes, size * i / 50), PST_INPUT);
    for (int i = 0; i < mutations; i++) {
        size_t length = size;
        memcpy(copy, bytes, size);
        for (unsigned k = next_random(&state) % 4 + 1; k > 0; k--) {
            static const char SIGNS[] = "<>&\"'{}[]:,;/-0123456789.eE\n\x01\xff";
            size_t at = next_random(&state) % length, many = next_random(&state) % 40 + 1;
            if (at + many > length)
                many = length - at;
            switch (next_random(&state) % 3) {
            case 0: copy[at] = SIGNS[next_random(&state) % (sizeof SIGNS - 1)]; break;
            case 1:
                memmove(copy + at, copy + at + many, length - at - many);
                length -= many;
                break;
            default:
                if (length + many <= 2 * size) {
                    memmove(copy + at + many, copy + at, length - at);
                    length += many;
                }
            }
        }
        require_sane(read, copy, length);
    }
    free(copy);
    text_release(&text);
}

#endif
