/* SPDX-License-Identifier: Apache-2.0 */
/* What the harnesses share. A harness is one file with one function, which libFuzzer calls with bytes of its
   making and replay.c with files of corpus/; it ends the program where something is not as it must be. */
#ifndef PST_FUZZ_H
#define PST_FUZZ_H

#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#define MUST(condition)                                                                                      \
    do {                                                                                                     \
        if (!(condition)) {                                                                                  \
            fprintf(stderr, "%s:%d: must be, and is not: %s\n", __FILE__, __LINE__, #condition);             \
            abort();                                                                                         \
        }                                                                                                    \
    } while (0)

/* The bytes as a string, which ends at the first NUL; to be freed. */
static inline char *as_string(const uint8_t *bytes, size_t size)
{
    char *text = malloc(size + 1);
    MUST(text);
    if (size)
        memcpy(text, bytes, size);
    text[size] = '\0';
    return text;
}

/* By iconv, which knows nothing of ours. */
static inline bool is_utf8(const char *text)
{
    iconv_t converter = iconv_open("UTF-32LE", "UTF-8");
    MUST(converter != (iconv_t)-1);
    char out[256], *in = (char *)(uintptr_t)text;
    size_t left = strlen(text);
    bool good = true;
    while (left && good) {
        char *to = out;
        size_t room = sizeof out, before = left;
        iconv(converter, &in, &left, &to, &room);
        good = left < before;
    }
    iconv_close(converter);
    return good;
}

/* No control character but those of `allowed`. */
static inline bool is_plain(const char *text, const char *allowed)
{
    for (; *text; text++)
        if (((unsigned char)*text < 0x20 || *text == 0x7f) && !strchr(allowed, *text))
            return false;
    return true;
}

#endif
