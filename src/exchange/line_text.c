/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/line_text.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Length of the line break at s, 0 where there is none. */
static size_t break_length(const char *s)
{
    if (*s == '\n' || *s == '\t')
        return 1;
    if (strncmp(s, "\xc2\x85", 2) == 0)
        return 2;
    return strncmp(s, "\xe2\x80\xa8", 3) == 0 || strncmp(s, "\xe2\x80\xa9", 3) == 0 ? 3 : 0;
}

void append_on_line(struct text *out, const char *string, const char *avoid)
{
    struct text clean = {0};
    text_append_utf8(&clean, string);
    out->failed |= clean.failed;
    for (const char *s = clean.data ? clean.data : ""; *s;) {
        size_t length = break_length(s);
        if (length > 0 || strchr(avoid, *s))
            text_append(out, " ");
        else
            text_append_bytes(out, s, 1);
        s += length ? length : 1;
    }
    text_release(&clean);
}

const char *clock_time(int64_t milliseconds, char text[CLOCK_TIME_SIZE])
{
    long long ms = milliseconds;
    snprintf(text, CLOCK_TIME_SIZE, "%02lld:%02d:%02d.%03d", ms / 3600000, (int)(ms / 60000 % 60),
             (int)(ms / 1000 % 60), (int)(ms % 1000));
    return text;
}

int64_t whole_milliseconds(double seconds)
{
    return seconds > 0 && seconds < 1e12 ? llround(seconds * 1000) : 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

bool next_line(struct line_cursor *cursor, struct text *line)
{
    text_clear(line);
    text_append(line, "");
    if (cursor->at == cursor->end)
        return false;
    const char *begin = cursor->at, *end = begin;
    while (end < cursor->end && *end != '\n' && *end != '\r')
        end++;
    cursor->at = end;
    if (cursor->at < cursor->end)
        cursor->at += end[0] == '\r' && end + 1 < cursor->end && end[1] == '\n' ? 2 : 1;
    cursor->row++;
    while (begin < end && is_blank(*begin))
        begin++;
    while (end > begin && is_blank(end[-1]))
        end--;
    for (const char *nul; (nul = memchr(begin, '\0', (size_t)(end - begin))); begin = nul + 1) {
        text_append_bytes(line, begin, (size_t)(nul - begin));
        text_append(line, "\xef\xbf\xbd");
    }
    text_append_bytes(line, begin, (size_t)(end - begin));
    return !line->failed;
}

const char *skip_mark(const char *bytes, size_t size)
{
    return size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? bytes + 3 : bytes;
}

bool read_whole(const char *text, int64_t *value)
{
    int64_t n = 0;
    if (!*text)
        return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9' || n > INT64_MAX / 100)
            return false;
        n = 10 * n + (*text - '0');
    }
    *value = n;
    return true;
}

/* "e-05" after the digits. */
static bool read_exponent(const char *text, int *exponent)
{
    int64_t n = 0;
    bool minus = text[0] == '-';
    if (!read_whole(text + (minus || text[0] == '+'), &n) || n > 300)
        return false;
    *exponent = minus ? -(int)n : (int)n;
    return true;
}

bool read_decimal(const char *text, double *value)
{
    int64_t digits = 0;
    int count = 0, after = 0, exponent = 0;
    bool point = false;
    for (; *text && *text != 'e' && *text != 'E'; text++) {
        bool mark = *text == '.' || *text == ',';
        if ((mark && point) || (!mark && (*text < '0' || *text > '9')))
            return false;
        point |= mark;
        if (mark)
            continue;
        if (digits > INT64_MAX / 100) { /* more of them than a double tells apart */
            exponent += !point;
            continue;
        }
        digits = 10 * digits + (*text - '0');
        count++;
        after += point;
    }
    if (count == 0 || (*text && !read_exponent(text + 1, &exponent)))
        return false;
    exponent -= after;
    *value = exponent < 0 ? (double)digits / pow(10, -exponent) : (double)digits * pow(10, exponent);
    return true;
}
