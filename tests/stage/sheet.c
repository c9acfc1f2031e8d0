/* SPDX-License-Identifier: Apache-2.0 */
/* sheet FILE.ppm [WIDTH HEIGHT]: one picture of every set with figures in it, one under the other in two
 * columns, for looking at. */
#include "example.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint8_t clamped(double value)
{
    return value < 0 ? 0 : value > 255 ? 255 : (uint8_t)(value + 0.5);
}

static void to_rgb(const struct picture_planes *planes, int x, int y, uint8_t *rgb)
{
    size_t half = (size_t)(y / 2) * (planes->width / 2) + x / 2;
    double luma = (planes->y[(size_t)y * planes->width + x] - 16) * 255 / 219.0;
    double blue = (planes->cb[half] - 128) * 255 / 224.0, red = (planes->cr[half] - 128) * 255 / 224.0;
    rgb[0] = clamped(luma + 1.5748 * red);
    rgb[1] = clamped(luma - 0.1873 * blue - 0.4681 * red);
    rgb[2] = clamped(luma + 1.8556 * blue);
}

static void put(uint8_t *sheet, int columns, int n, const struct picture_planes *planes)
{
    size_t across = (size_t)planes->width * columns;
    for (int y = 0; y < planes->height; y++) {
        for (int x = 0; x < planes->width; x++) {
            size_t row = (size_t)(n / columns) * planes->height + y,
                   column = (size_t)(n % columns) * planes->width + x;
            to_rgb(planes, x, y, sheet + 3 * (row * across + column));
        }
    }
}

int main(int argc, char **argv)
{
    int width = argc > 3 ? atoi(argv[2]) : 640, height = argc > 3 ? atoi(argv[3]) : 268, columns = 2;
    if (argc < 2 || width < 16 || height < 16 || width % 2 || height % 2) {
        fputs("usage: sheet FILE.ppm [WIDTH HEIGHT], both even\n", stderr);
        return 2;
    }
    int rows = (example_count + columns - 1) / columns;
    size_t bytes = (size_t)3 * width * columns * height * rows;
    uint8_t *sheet = calloc(1, bytes);
    FILE *file = fopen(argv[1], "wb");
    if (!sheet || !file) {
        fprintf(stderr, "sheet: cannot write '%s'\n", argv[1]);
        return 4;
    }
    struct example example;
    struct picture_planes planes;
    planes_open(&planes, width, height);
    for (int i = 0; i < example_count; i++) {
        example_open(&example, i, width, height);
        example_shoot(&example, 14, &planes);
        put(sheet, columns, i, &planes);
        example_close(&example);
    }
    fprintf(file, "P6\n%d %d\n255\n", width * columns, height * rows);
    size_t written = fwrite(sheet, 1, bytes, file);
    int closed = fclose(file);
    planes_close(&planes);
    free(sheet);
    return written == bytes && !closed ? 0 : 4;
}
