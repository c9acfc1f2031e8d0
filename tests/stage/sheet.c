/* SPDX-License-Identifier: Apache-2.0 */
/* sheet FILE.ppm [WIDTH HEIGHT]: one picture of every set with figures in it, one under the other in two
 * columns, for looking at. */
#include "album.h"
#include "example.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    int width = argc > 3 ? atoi(argv[2]) : 640, height = argc > 3 ? atoi(argv[3]) : 268, columns = 2;
    if (argc < 2 || width < 16 || height < 16 || width % 2 || height % 2) {
        fputs("usage: sheet FILE.ppm [WIDTH HEIGHT], both even\n", stderr);
        return 2;
    }
    struct example example;
    struct picture_planes planes;
    struct album album;
    album_open(&album, width, height, columns, (example_count + columns - 1) / columns);
    planes_open(&planes, width, height);
    for (int i = 0; i < example_count; i++) {
        example_open(&example, i, width, height);
        example_shoot(&example, 14, &planes);
        album_put(&album, i, &planes);
        example_close(&example);
    }
    planes_close(&planes);
    if (album_close(&album, argv[1])) {
        fprintf(stderr, "sheet: cannot write '%s'\n", argv[1]);
        return 4;
    }
    return 0;
}
