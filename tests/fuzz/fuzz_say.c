/* SPDX-License-Identifier: Apache-2.0 */
/* What the program shows of a film's or a file's name: one line that no terminal obeys, and JSON that others
   can read. */
#include "fuzz.h"
#include "say.h"
#include <jansson.h>

typedef void writer(FILE *, const char *);

static char *written(writer *write, const char *from)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    MUST(out);
    write(out, from);
    MUST(fclose(out) == 0 && strlen(text) == size);
    return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char *from = as_string(bytes, size), *text = written(say_text, from), *json = written(say_json, from);
    MUST(is_utf8(text) && is_plain(text, ""));
    for (const char *c = text; *c; c++)
        MUST(!((unsigned char)c[0] == 0xc2 && (unsigned char)c[1] < 0xa0));
    MUST(is_utf8(json) && is_plain(json, ""));
    json_t *read = json_loads(json, JSON_DECODE_ANY, NULL);
    MUST(json_is_string(read));
    if (is_utf8(from))
        MUST(strcmp(json_string_value(read), from) == 0);
    json_decref(read);
    free(json);
    free(text);
    free(from);
    return 0;
}
