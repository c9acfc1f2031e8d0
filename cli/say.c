/* SPDX-License-Identifier: Apache-2.0 */
#include "say.h"
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

/* Length of the well-formed sequence at s (Unicode, table 3-7), 0 where there is none. The program sees only
   the public API, which has nothing to do with text. */
static size_t sequence(const unsigned char *s)
{
    if (s[0] < 0x80)
        return 1;
    if (s[0] < 0xc2 || s[0] > 0xf4)
        return 0;
    size_t length = s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
    unsigned char low = s[0] == 0xe0 ? 0xa0 : s[0] == 0xf0 ? 0x90 : 0x80;
    unsigned char high = s[0] == 0xed ? 0x9f : s[0] == 0xf4 ? 0x8f : 0xbf;
    if (s[1] < low || s[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if (s[i] < 0x80 || s[i] > 0xbf)
            return 0;
    return length;
}

/* C0, DEL and C1, which a terminal may obey. */
static int is_control(const unsigned char *s, size_t length)
{
    return s[0] < 0x20 || s[0] == 0x7f || (length == 2 && s[0] == 0xc2 && s[1] < 0xa0);
}

void say_text(FILE *out, const char *text)
{
    const unsigned char *s = (const unsigned char *)text;
    while (*s) {
        size_t length = sequence(s);
        if (length && !is_control(s, length))
            fwrite(s, 1, length, out);
        else if (*s == '\n')
            fputs("\\n", out);
        else
            fprintf(out, "\\x%02x", length == 2 ? s[1] : s[0]);
        s += length ? length : 1;
    }
}

void say_json(FILE *out, const char *text)
{
    const unsigned char *s = (const unsigned char *)text;
    fputc('"', out);
    while (*s) {
        size_t length = sequence(s);
        if (!length)
            fputs("\xef\xbf\xbd", out);
        else if (is_control(s, length))
            fprintf(out, "\\u%04x", length == 2 ? s[1] : s[0]);
        else if (*s == '"' || *s == '\\')
            fprintf(out, "\\%c", *s);
        else
            fwrite(s, 1, length, out);
        s += length ? length : 1;
    }
    fputc('"', out);
}

void complain(const char *format, ...)
{
    char line[2048];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    fputs("pastiche: ", stderr);
    say_text(stderr, line);
    fputc('\n', stderr);
}

enum pst_status refuse(struct pst_error *error, enum pst_status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    error->status = status;
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    return status;
}

enum pst_status say_flush(struct pst_error *error)
{
    char reason[128];
    errno = 0;
    if (!fflush(stdout) && !ferror(stdout))
        return PST_OK;
    snprintf(reason, sizeof reason, "%s", strerror(errno ? errno : EIO));
    reason[0] = (char)tolower((unsigned char)reason[0]);
    clearerr(stdout);
    return refuse(error, PST_OUTPUT, "cannot write to standard output: %s", reason);
}

const char *say_count(int64_t count, char *text)
{
    char digits[COUNT_SIZE];
    int length = snprintf(digits, sizeof digits, "%" PRId64, count), at = 0;
    for (int i = 0; i < length; i++) {
        text[at++] = digits[i];
        int left = length - 1 - i;
        if (left && left % 3 == 0 && digits[i] != '-')
            text[at++] = ',';
    }
    text[at] = '\0';
    return text;
}
