/* SPDX-License-Identifier: Apache-2.0 */
/* Strangers' text: what comes out is clean UTF-8, whole sequences only, and no shorter than it need be. The
   first byte is the size to fit it into. */
#include "base/text.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size < 1 || bytes[0] == 0)
        return 0;
    size_t room = bytes[0];
    char *from = as_string(bytes + 1, size - 1), to[256];
    struct text clean = {0}, again = {0};
    text_append_utf8(&clean, from);
    const char *whole = clean.data ? clean.data : "";
    MUST(!clean.failed && is_utf8(whole) && is_plain(whole, "\t\n"));
    if (is_utf8(from) && is_plain(from, "\t\n"))
        MUST(strcmp(from, whole) == 0);
    text_append_utf8(&again, whole);
    MUST(strcmp(again.data ? again.data : "", whole) == 0);
    text_copy_utf8(to, room, from);
    MUST(strlen(to) < room && is_utf8(to) && strncmp(whole, to, strlen(to)) == 0);
    MUST(strlen(whole) < room ? strcmp(to, whole) == 0 : strlen(to) + 4 > room - 1);
    text_release(&clean);
    text_release(&again);
    free(from);
    return 0;
}
