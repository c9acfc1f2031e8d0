/* SPDX-License-Identifier: Apache-2.0 */
/* YUV4MPEG2, which FFmpeg and x264 read. */
#ifndef STAGE_Y4M_H
#define STAGE_Y4M_H

#include "render/develop.h"

#include <stdio.h>

/* 0, or -1 where the file could not be written. */
int y4m_begin(FILE *file, int width, int height, int rate, int per);
int y4m_frame(FILE *file, const struct picture_planes *planes);

#endif
