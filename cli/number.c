/* SPDX-License-Identifier: Apache-2.0 */
#include "number.h"
#include <stdint.h>

/* Up to `most` digits, from *text on; moves *text past them. */
static bool read_digits(const char **text, int most, int64_t *value)
{
    const char *s = *text;
    *value = 0;
    while (*s >= '0' && *s <= '9' && s - *text < most)
        *value = *value * 10 + (*s++ - '0');
    bool read = s > *text && !(*s >= '0' && *s <= '9');
    *text = s;
    return read;
}

bool number_whole(const char *text, int least, int most, int *value)
{
    int64_t read;
    if (!read_digits(&text, 9, &read) || *text || read < least || read > most)
        return false;
    *value = (int)read;
    return true;
}

static bool read_fraction(const char *text, double *fraction)
{
    const char *start = text;
    int64_t value, scale = 1;
    if (!read_digits(&text, 9, &value) || *text)
        return false;
    for (; start < text; start++)
        scale *= 10;
    *fraction = (double)value / (double)scale;
    return true;
}

bool number_share(const char *text, double *share)
{
    int64_t whole;
    double fraction = 0;
    if (!read_digits(&text, 1, &whole) || (*text == '.' && !read_fraction(text + 1, &fraction)) ||
        (*text && *text != '.') || (double)whole + fraction > 1)
        return false;
    *share = (double)whole + fraction;
    return true;
}

/* 23.976, 29.97, 59.94 … are told for 24, 30, 60 … × 1000/1001. */
static bool read_decimal_rate(int64_t whole, double fraction, int *num, int *den)
{
    double rate = (double)whole + fraction, nominal = rate * 1.001;
    int nearest = (int)(nominal + 0.5);
    if (fraction > 0 && nearest > 0 && nominal - nearest < 0.006 && nearest - nominal < 0.006) {
        *num = nearest * 1000;
        *den = 1001;
        return true;
    }
    *num = (int)(rate * 1000 + 0.5);
    *den = 1000;
    return true;
}

bool number_rate(const char *text, int *num, int *den)
{
    int64_t up, down = 1;
    double fraction = 0;
    if (!read_digits(&text, 7, &up))
        return false;
    if (*text == '/' && (text++, !read_digits(&text, 7, &down) || *text))
        return false;
    if (*text == '.' && !read_fraction(text + 1, &fraction))
        return false;
    double rate = down ? (double)up / (double)down + fraction : 0;
    if ((*text && *text != '.') || rate < 0.001 || rate > 1000)
        return false;
    *num = (int)up;
    *den = (int)down;
    return fraction > 0 ? read_decimal_rate(up, fraction, num, den) : true;
}
