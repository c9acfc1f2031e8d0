/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text_number.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NINE = 9, ROOM = 32 };

/* The decimal digits of n, of which the last goes before `end`. */
static char *write_digits(uint64_t n, char *end)
{
    do
        *--end = (char)('0' + n % 10);
    while ((n /= 10) > 0);
    return end;
}

void text_append_whole(struct text *t, int64_t value)
{
    char room[ROOM], *at = write_digits(value < 0 ? 0 - (uint64_t)value : (uint64_t)value, room + ROOM);
    if (value < 0)
        *--at = '-';
    text_append_bytes(t, at, (size_t)(room + ROOM - at));
}

/* Nine digits of a magnitude from 1e-4 to 1e9 as a whole number, and the power of ten of the first. false:
   the product is so near to a tie, that its rounding might decide. */
static bool nine_digits(double magnitude, uint64_t *digits, int *power)
{
    static const double tens[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};
    int scale = 0;
    while (scale < NINE + 3 && magnitude * tens[scale] < 1e8)
        scale++;
    double scaled = magnitude * tens[scale], below = floor(scaled), rest = scaled - below;
    *digits = (uint64_t)below + (rest > 0.5);
    *power = NINE - 1 - scale;
    if (*digits == 1000000000) {
        *digits /= 10;
        ++*power;
    }
    return fabs(rest - 0.5) > 1e-6 && *power < NINE;
}

/* "%.9g" without an exponent: "0.00012", "3.14159265", "86400". */
static size_t write_fixed(uint64_t digits, int power, char *to)
{
    char plain[NINE];
    int count = NINE, at = 0;
    write_digits(digits, plain + NINE);
    while (count > 1 && plain[count - 1] == '0')
        count--;
    for (int place = power < 0 ? 0 : power; place >= power - count + 1 || place >= 0; place--) {
        if (place == -1)
            to[at++] = '.';
        int digit = power - place;
        to[at++] = digit >= 0 && digit < count ? plain[digit] : '0';
    }
    return (size_t)at;
}

void text_append_number(struct text *t, double value, int digits)
{
    char room[ROOM];
    double magnitude = fabs(value);
    uint64_t nine;
    int power;
    if (value == floor(value) && magnitude < (digits < 15 ? 1e9 : 1e15) && digits >= NINE &&
        (value != 0 || !signbit(value))) {
        text_append_whole(t, (int64_t)value);
    } else if (digits == NINE && magnitude >= 1e-4 && magnitude < 1e9 &&
               nine_digits(magnitude, &nine, &power)) {
        room[0] = '-';
        size_t sign = value < 0;
        text_append_bytes(t, room, sign + write_fixed(nine, power, room + sign));
    } else {
        text_format(t, "%.*g", digits, value);
    }
}

void text_rgb(char to[RGB_SIZE], unsigned char red, unsigned char green, unsigned char blue)
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char parts[3] = {red, green, blue};
    *to++ = '#';
    for (int i = 0; i < 3; i++) {
        *to++ = digits[parts[i] >> 4];
        *to++ = digits[parts[i] & 15];
    }
    *to = '\0';
}
