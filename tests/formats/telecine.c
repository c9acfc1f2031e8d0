/* SPDX-License-Identifier: Apache-2.0 */
/* telecine FILE: marks the pictures of an MPEG-2 elementary stream without B pictures to be shown for three
   and two fields in turn (ITU-T H.262, 6.3.10: repeat_first_field, top_field_first), as a DVD of a film at 24
   pictures a second is made. No encoder of ffmpeg writes these flags. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    SEQUENCE_EXTENSION = 1,
    PICTURE_CODING_EXTENSION = 8,
    PROGRESSIVE_SEQUENCE = 0x08, /* in the extension's byte 1 */
    TOP_FIELD_FIRST = 0x80,      /* in byte 3 */
    REPEAT_FIRST_FIELD = 0x02,
    PROGRESSIVE_FRAME = 0x80 /* in byte 4 */
};

static void mark(uint8_t *extension, int *pictures)
{
    static const uint8_t shown[4] = {TOP_FIELD_FIRST | REPEAT_FIRST_FIELD, 0, REPEAT_FIRST_FIELD,
                                     TOP_FIELD_FIRST};
    if (extension[0] >> 4 == SEQUENCE_EXTENSION)
        extension[1] &= (uint8_t)~PROGRESSIVE_SEQUENCE;
    if (extension[0] >> 4 != PICTURE_CODING_EXTENSION)
        return;
    extension[3] &= (uint8_t) ~(TOP_FIELD_FIRST | REPEAT_FIRST_FIELD);
    extension[3] |= shown[(*pictures)++ % 4];
    extension[4] |= PROGRESSIVE_FRAME;
}

int main(int argc, char **argv)
{
    enum { MOST = 16 << 20 };
    uint8_t *data = malloc(MOST);
    FILE *file = argc == 2 ? fopen(argv[1], "r+b") : NULL;
    if (!data || !file)
        return 1;
    size_t size = fread(data, 1, MOST, file);
    int pictures = 0;
    for (size_t i = 0; i + 9 <= size; i++)
        if (data[i] == 0 && data[i + 1] == 0 && data[i + 2] == 1 && data[i + 3] == 0xb5)
            mark(data + i + 4, &pictures);
    rewind(file);
    int failed = fwrite(data, 1, size, file) != size;
    failed |= fclose(file) != 0;
    free(data);
    return failed || pictures == 0;
}
