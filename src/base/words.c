/* SPDX-License-Identifier: Apache-2.0 */
#include "base/words.h"
#include <stdint.h>

static const char *decode(const char *s, uint32_t *c)
{
    const unsigned char *byte = (const unsigned char *)s;
    int more = *byte < 0x80 ? 0 : *byte < 0xe0 ? 1 : *byte < 0xf0 ? 2 : 3;
    *c = more ? *byte & (0x3fu >> more) : *byte;
    for (byte++; more > 0 && (*byte & 0xc0) == 0x80; more--)
        *c = *c << 6 | (*byte++ & 0x3f);
    return (const char *)byte;
}

static void encode(struct text *out, uint32_t c)
{
    const char bytes[] = {(char)(c < 0x800     ? 0xc0 | c >> 6
                                 : c < 0x10000 ? 0xe0 | c >> 12
                                               : 0xf0 | c >> 18),
                          (char)(0x80 | (c >> 12 & 0x3f)), (char)(0x80 | (c >> 6 & 0x3f)),
                          (char)(0x80 | (c & 0x3f))};
    if (c < 0x80) {
        text_append_bytes(out, (char[]){(char)c}, 1);
        return;
    }
    text_append_bytes(out, bytes, 1);
    if (c >= 0x10000)
        text_append_bytes(out, bytes + 1, 1);
    if (c >= 0x800)
        text_append_bytes(out, bytes + 2, 1);
    text_append_bytes(out, bytes + 3, 1);
}

/* Simple case folding where capitals lie in rows (Unicode 15, CaseFolding.txt). */
static uint32_t fold(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) || (c >= 0x391 && c <= 0x3ab) ||
        (c >= 0x410 && c <= 0x42f))
        return c + 32;
    if (c >= 0x400 && c <= 0x40f)
        return c + 80;
    bool even = (c >= 0x100 && c <= 0x137) || (c >= 0x14a && c <= 0x177) || (c >= 0x460 && c <= 0x481) ||
                (c >= 0x48a && c <= 0x4bf) || (c >= 0x1e00 && c <= 0x1e95) || (c >= 0x1ea0 && c <= 0x1eff);
    bool odd = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e);
    if (c == 0x386) /* Greek with an accent */
        return 0x3ac;
    if (c >= 0x388 && c <= 0x38a)
        return c + 37;
    if (c == 0x38c || c == 0x38e || c == 0x38f)
        return c + (c == 0x38c ? 64 : 63);
    if (c == 0x130)
        return 'i';
    if (c == 0x178)
        return 0xff;
    if (c == 0x3c2) /* final sigma */
        return 0x3c3;
    if (even)
        return c | 1;
    return odd ? c + (c & 1) : c;
}

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0x2bc || c == 0xad; /* and the soft hyphen */
}

/* Neither letter nor digit; what is not known is a letter. */
static bool divides(uint32_t c)
{
    if (c < 0x80)
        return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'));
    return c < 0xaa || (c > 0xaa && c < 0xb5) || (c > 0xb5 && c < 0xba) || (c > 0xba && c < 0xc0) ||
           c == 0xd7 || c == 0xf7 || (c >= 0x2000 && c <= 0x206f) || (c >= 0x2600 && c <= 0x27bf) ||
           (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xff0f) || (c >= 0xff1a && c <= 0xff20) ||
           c == 0xfeff || c == 0xfffd;
}

void words_append(struct text *out, const char *s)
{
    bool inside = false;
    while (*s) {
        uint32_t c;
        s = decode(s, &c);
        c = fold(c);
        if (is_apostrophe(c))
            continue;
        if (divides(c)) {
            inside = false;
            continue;
        }
        if (!inside)
            text_append(out, " ");
        inside = true;
        encode(out, c);
    }
}
