/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/timecode.h"
#include <math.h>
#include <stdio.h>

/* Frames counted in a second of timecode: 24 at 24000/1001. */
static int64_t nominal(struct pst_rational rate)
{
    return rate.den > 0 && rate.num > 0 ? ((int64_t)rate.num + rate.den / 2) / rate.den : 0;
}

/* SMPTE ST 12-1, 5.2.2: the first 2 (at 30) or 4 (at 60) frame numbers of every minute but each tenth are
 * left out. */
static int64_t add_dropped(int64_t n, int64_t fps)
{
    int64_t drop = fps / 15, minute = fps * 60 - drop, ten = minute * 10 + drop;
    int64_t tens = n / ten, rest = n % ten;
    return n + drop * 9 * tens + (rest >= fps * 60 ? drop * (1 + (rest - fps * 60) / minute) : 0);
}

void pst_timecode(int64_t n, struct pst_rational rate, bool drop, char *text)
{
    int64_t fps = nominal(rate);
    if (fps <= 0 || n < 0) {
        snprintf(text, PST_TIMECODE_SIZE, "--:--:--:--");
        return;
    }
    bool dropping = drop && rate.den == 1001 && (fps == 30 || fps == 60);
    n %= dropping ? 144 * (fps * 600 - fps / 15 * 9) : 86400 * fps; /* a day */
    int64_t count = dropping ? add_dropped(n, fps) : n, second = count / fps;
    snprintf(text, PST_TIMECODE_SIZE, "%02d:%02d:%02d%c%02d", (int)(second / 3600 % 24),
             (int)(second / 60 % 60), (int)(second % 60), dropping ? ';' : ':', (int)(count % fps % 1000));
}

/* Two digits, and the character after them. */
static bool read_pair(const char *text, int *value, char *after)
{
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return false;
    *value = 10 * (text[0] - '0') + (text[1] - '0');
    *after = text[2];
    return true;
}

bool pst_timecode_parse(const char *text, struct pst_rational rate, int64_t *n, bool *drop)
{
    int field[4];
    char after[4] = "";
    for (int i = 0; i < 4; i++)
        if (!read_pair(text + 3 * i, &field[i], &after[i]) || (i < 3 && after[i] == '\0'))
            return false;
    int64_t fps = nominal(rate), minutes = 60 * field[0] + field[1];
    bool shaped = after[0] == ':' && after[1] == ':' && (after[2] == ':' || after[2] == ';') && !after[3];
    if (!shaped || field[0] > 23 || field[1] > 59 || field[2] > 59 || field[3] >= fps)
        return false;
    *drop = after[2] == ';';
    bool dropping = *drop && rate.den == 1001 && (fps == 30 || fps == 60);
    int64_t dropped = dropping ? fps / 15 : 0;
    if (field[2] == 0 && field[1] % 10 != 0 && field[3] < dropped)
        return false;
    *n = (60 * minutes + field[2]) * fps + field[3] - dropped * (minutes - minutes / 10);
    return true;
}

void pst_duration(double seconds, char *text)
{
    if (!(seconds >= 0 && seconds < 3.6e8)) {
        snprintf(text, PST_TIMECODE_SIZE, "-:--");
        return;
    }
    long s = lround(seconds);
    if (s >= 3600)
        snprintf(text, PST_TIMECODE_SIZE, "%ld:%02d:%02d", s / 3600, (int)(s / 60 % 60), (int)(s % 60));
    else
        snprintf(text, PST_TIMECODE_SIZE, "%d:%02d", (int)(s / 60), (int)(s % 60));
}

/* One number of at most eight digits; *text is moved behind it. */
static bool read_digits(const char **text, int64_t *value)
{
    enum { MOST = 8 };
    const char *s = *text;
    for (*value = 0; *s >= '0' && *s <= '9' && s - *text < MOST; s++)
        *value = *value * 10 + (*s - '0');
    bool read = s > *text && !(*s >= '0' && *s <= '9');
    *text = s;
    return read;
}

static bool read_fraction(const char *text, double *fraction)
{
    const char *start = text;
    int64_t value, scale = 1;
    if (!read_digits(&text, &value) || *text)
        return false;
    for (; start < text; start++)
        scale *= 10;
    *fraction = (double)value / (double)scale;
    return true;
}

bool pst_seconds_parse(const char *text, double *seconds)
{
    int64_t whole = 0, part;
    double fraction = 0;
    for (int colons = 0;; colons++) {
        if (!read_digits(&text, &part) || (colons > 0 && part >= 60))
            return false;
        whole = whole * 60 + part;
        if (*text != ':' || colons == 2)
            break;
        text++;
    }
    if (*text == '.' ? !read_fraction(text + 1, &fraction) : *text != '\0')
        return false;
    *seconds = (double)whole + fraction;
    return true;
}
