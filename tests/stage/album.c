/* SPDX-License-Identifier: Apache-2.0 */
#include "album.h"

#include <stdio.h>
#include <stdlib.h>

static uint8_t clamped(double value)
{
    return value < 0 ? 0 : value > 255 ? 255 : (uint8_t)(value + 0.5);
}

void album_open(struct album *album, int width, int height, int columns, int rows)
{
    size_t bytes = (size_t)3 * width * height * columns * rows;
    *album = (struct album){calloc(1, bytes), width, height, columns, rows};
    if (!album->rgb) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
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

void album_put(struct album *album, int n, const struct picture_planes *planes)
{
    size_t across = (size_t)album->width * album->columns;
    for (int y = 0; y < album->height; y++) {
        for (int x = 0; x < album->width; x++) {
            size_t row = (size_t)(n / album->columns) * album->height + y,
                   column = (size_t)(n % album->columns) * album->width + x;
            to_rgb(planes, x, y, album->rgb + 3 * (row * across + column));
        }
    }
}

int album_close(struct album *album, const char *path)
{
    size_t bytes = (size_t)3 * album->width * album->height * album->columns * album->rows;
    FILE *file = fopen(path, "wb");
    int wrong = !file;
    if (file) {
        fprintf(file, "P6\n%d %d\n255\n", album->width * album->columns, album->height * album->rows);
        wrong = fwrite(album->rgb, 1, bytes, file) != bytes;
        wrong |= fclose(file);
    }
    free(album->rgb);
    return wrong ? -1 : 0;
}
