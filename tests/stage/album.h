/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures side by side in one file, for looking at. */
#ifndef STAGE_ALBUM_H
#define STAGE_ALBUM_H

#include "render/develop.h"

struct album {
    uint8_t *rgb;
    int width, height, columns, rows; /* of one picture; pictures across and down */
};

void album_open(struct album *album, int width, int height, int columns, int rows);
void album_put(struct album *album, int n, const struct picture_planes *planes);
/* Writes it as PPM and lets it go. 0, or -1 where it could not be written. */
int album_close(struct album *album, const char *path);

#endif
