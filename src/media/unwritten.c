/* SPDX-License-Identifier: Apache-2.0 */
#include "media/unwritten.h"
#include <libavutil/pixdesc.h>
#include <stdint.h>
#include <string.h>

enum { MARK = 0xffff, BLOCK = 16 /* the least that a slice is made of */, OWN = 4 };

bool unwritten_can_tell(enum AVCodecID codec, int format)
{
    const AVPixFmtDescriptor *d = av_pix_fmt_desc_get((enum AVPixelFormat)format);
    return codec == AV_CODEC_ID_HEVC && d && d->comp[0].depth > 8 && d->comp[0].depth < 16 &&
           d->comp[0].shift == 0 && d->comp[0].step == 2;
}

void unwritten_mark(AVFrame *frame)
{
    for (int y = OWN; y < frame->height; y += BLOCK)
        memset(frame->data[0] + (ptrdiff_t)y * frame->linesize[0], MARK & 0xff, 2 * (size_t)frame->width);
}

/* How far behind `cropped` the first row, or column, lies that is a block's own. */
static int first_own(ptrdiff_t cropped)
{
    return (int)((OWN - cropped % BLOCK + BLOCK) % BLOCK);
}

bool unwritten_is_left(const AVFrame *frame)
{
    ptrdiff_t stride = frame->linesize[0], cropped = frame->data[0] - frame->buf[0]->data;
    int top = first_own(cropped / stride), left = first_own(cropped % stride / 2);
    bool found = false;
    for (int y = top; y < frame->height && !found; y += BLOCK) {
        const uint16_t *row = (const uint16_t *)(const void *)(frame->data[0] + y * stride);
        for (int x = left; x < frame->width; x += BLOCK)
            found |= row[x] == MARK;
    }
    return found;
}
