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

bool number_seconds(const char *text, double *seconds)
{
    int64_t whole = 0, part;
    double fraction = 0;
    for (int colons = 0;; colons++) {
        if (!read_digits(&text, 8, &part) || (colons > 0 && part >= 60))
            return false;
        whole = whole * 60 + part;
        if (*text != ':' || colons == 2)
            break;
        text++;
    }
    if (*text == '.' && !read_fraction(text + 1, &fraction))
        return false;
    if (*text && *text != '.')
        return false;
    *seconds = (double)whole + fraction;
    return true;
}
