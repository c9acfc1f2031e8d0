/* SPDX-License-Identifier: Apache-2.0 */
#include "render/y4m.h"

int y4m_begin(FILE *file, int width, int height, int rate, int per)
{
    int said = fprintf(file, "YUV4MPEG2 W%d H%d F%d:%d Ip A1:1 C420jpeg XCOLORRANGE=LIMITED\n", width, height,
                       rate, per);
    return said > 0 ? 0 : -1;
}

int y4m_frame(FILE *file, const struct picture_planes *planes)
{
    size_t luma = (size_t)planes->width * planes->height, chroma = luma / 4;
    int written = fputs("FRAME\n", file) >= 0 && fwrite(planes->y, 1, luma, file) == luma &&
                  fwrite(planes->cb, 1, chroma, file) == chroma &&
                  fwrite(planes->cr, 1, chroma, file) == chroma;
    return written ? 0 : -1;
}
