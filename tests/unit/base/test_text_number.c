/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text_number.h"
#include "test.h"
#include <inttypes.h>

static void check(double value, int digits)
{
    char wanted[64];
    struct text text = {0};
    snprintf(wanted, sizeof wanted, "%.*g", digits, value);
    text_append_number(&text, value, digits);
    REQUIRE_TEXT(text.data, wanted);
    text_release(&text);
}

static void check_both_ways(double value)
{
    for (int digits = 1; digits <= 17; digits += 4) {
        check(value, digits);
        check(-value, digits);
    }
}

/* Where digits change in number, ties of the ninth digit, the ends of what goes without an exponent. */
static void test_edges(void)
{
    static const double edges[] = {0,
                                   1,
                                   9,
                                   10,
                                   0.1,
                                   0.5,
                                   1e-4,
                                   9.99999999e-5,
                                   99999999.95,
                                   999999999,
                                   999999999.4,
                                   999999999.5,
                                   999999999.6,
                                   1e9,
                                   1e15,
                                   1e16,
                                   1e17,
                                   1e300,
                                   5e-324,
                                   123456789,
                                   12345678.25,
                                   1234567.125,
                                   1.5,
                                   0.1234567895,
                                   0.12345678949999999,
                                   100000000.5,
                                   100000001.5,
                                   0.00010000000005,
                                   0.000999999999500,
                                   0.99999999949999996,
                                   0.9999999995,
                                   0.30000000000000004,
                                   2.002,
                                   INFINITY};
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        check_both_ways(edges[i]);
    for (double power = 1e-8; power < 1e18; power *= 10) {
        check_both_ways(power);
        check_both_ways(nextafter(power, 0));
        check_both_ways(nextafter(power, INFINITY));
        check_both_ways(power * (1 - 5e-10));
    }
    check(NAN, 9);
}

/* Numbers of nine and of ten digits, the tenth a five: exact ties, or as near as a double comes to one. */
static void test_many(void)
{
    uint64_t state = 1;
    for (int i = 0; i < 300000; i++) {
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        double power = pow(10, (double)(state >> 60) - 6), whole = (double)(state >> 30 & 0x3fffffff);
        check(whole / power / 1e4, 9);
        check((whole + 0.5) / power / 1e4, 9);
        check((whole + (double)(state & 0xffff) / 65536) * power / 1e9, 9);
    }
}

static void test_whole(void)
{
    static const int64_t values[] = {0, 1, -1, 9, 10, -10, 1234567890123, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char wanted[32];
        struct text text = {0};
        snprintf(wanted, sizeof wanted, "%" PRId64, values[i]);
        text_append_whole(&text, values[i]);
        REQUIRE_TEXT(text.data, wanted);
        text_release(&text);
    }
}

static void test_rgb(void)
{
    for (unsigned i = 0; i < 256; i++) {
        char wanted[RGB_SIZE], got[RGB_SIZE];
        unsigned char red = (unsigned char)i, green = (unsigned char)(255 - i), blue = (unsigned char)(7 * i);
        snprintf(wanted, sizeof wanted, "#%02x%02x%02x", red, green, blue);
        text_rgb(got, red, green, blue);
        REQUIRE_TEXT(got, wanted);
    }
}

int main(void)
{
    test_edges();
    test_many();
    test_whole();
    test_rgb();
    return 0;
}
