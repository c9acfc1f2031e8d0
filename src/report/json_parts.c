/* SPDX-License-Identifier: Apache-2.0 */
#include "report/json_parts.h"

#include "base/text.h"
#include <stdlib.h>

json_t *words_json(const char *string)
{
    struct text text = {0};
    text_append_utf8(&text, string ? string : "");
    json_t *json = text.failed ? NULL : json_stringn(text.data ? text.data : "", text.length);
    text_release(&text);
    return json;
}

json_t *base64_json(const void *data, size_t size)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *in = data;
    size_t length = (size + 2) / 3 * 4;
    char *text = malloc(length + 1);
    if (!text)
        return NULL;
    char *out = text;
    for (size_t i = 0; i < size; i += 3) {
        unsigned triple = (unsigned)in[i] << 16 | (i + 1 < size ? (unsigned)in[i + 1] << 8 : 0) |
                          (i + 2 < size ? (unsigned)in[i + 2] : 0);
        *out++ = digits[triple >> 18];
        *out++ = digits[triple >> 12 & 63];
        *out++ = i + 1 < size ? digits[triple >> 6 & 63] : '=';
        *out++ = i + 2 < size ? digits[triple & 63] : '=';
    }
    json_t *json = json_stringn(text, length);
    free(text);
    return json;
}
