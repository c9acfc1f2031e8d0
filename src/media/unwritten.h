/* SPDX-License-Identifier: Apache-2.0 */
/* Tells pictures of which a decoder left a part unwritten without a word: one slice of HEVC may be missing
   and the others be decoded. Blank memory would do, at 6 % of the time that HEVC of 2160p and 10 bits takes;
   instead every sixteenth row gets samples that no film has, and they are looked for afterwards. */
#ifndef PST_UNWRITTEN_H
#define PST_UNWRITTEN_H

#include <libavcodec/avcodec.h>
#include <stdbool.h>

/* Samples of 9 to 15 bits leave room for a mark. HEVC's slices are made of blocks of at least 16 by 16
   samples, at the right and the bottom of the picture at least 8 by 8. Its filters change three samples on
   either side of an edge, and edges lie 8 apart: of each block some samples of the fifth row are its own. */
bool unwritten_can_tell(enum AVCodecID, int format);

/* Before a picture is decoded, as libav's own allocation made it. */
void unwritten_mark(AVFrame *);

/* The same picture afterwards, cropped or not. */
bool unwritten_is_left(const AVFrame *);

#endif
