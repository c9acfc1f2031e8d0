/* SPDX-License-Identifier: Apache-2.0 */
/* Patterns of numbered pictures: "PATTERN\nNUMBER\nNAME". What we take for a picture of the pattern is what
   libav opens. */
#include "fuzz.h"
#include "media/sequence.h"
#include <libavformat/avformat.h>

static char *line(char **rest)
{
    char *here = *rest, *end = strchr(here, '\n');
    if (end)
        *end = '\0';
    *rest = end ? end + 1 : here + strlen(here);
    return here;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    enum { NUMBERS = 1000000000, ROOM = 1024 };
    char *input = as_string(bytes, size), *rest = input, theirs[ROOM];
    const char *pattern = line(&rest), *number_text = line(&rest), *name = rest;
    int64_t number = strtoll(number_text, NULL, 10) % NUMBERS;
    struct text ours = {0};
    number = number < 0 ? -number : number;
    sequence_name(&ours, pattern, number);
    MUST(!ours.failed);
    if (ours.data) {
        MUST(sequence_holds(pattern, ours.data));
        MUST(ours.length >= ROOM || (av_get_frame_filename(theirs, ROOM, pattern, (int)number) == 0 &&
                                     strcmp(theirs, ours.data) == 0));
    } else
        MUST(!sequence_holds(pattern, name) && !sequence_is(pattern));
    if (sequence_holds(pattern, name)) {
        const char *percent = strchr(pattern, '%'), *after = strchr(percent, 'd') + 1;
        char *digits = strdup(name + (percent - pattern));
        MUST(digits);
        digits[strlen(digits) - strlen(after)] = '\0';
        text_clear(&ours);
        sequence_name(&ours, pattern, strtoll(digits, NULL, 10));
        free(digits);
        MUST(strcmp(ours.data, name) == 0);
    }
    text_release(&ours);
    free(input);
    return 0;
}
