/* SPDX-License-Identifier: Apache-2.0 */
#include "media/budget.h"
#include "media/player.h"
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
#include <math.h>
#include <unistd.h>

enum {
    MIB = 1 << 20,
    FIXED = 128,     /* MiB: packets that wait, the meters, the reel's writer */
    LEAST = 512,     /* MiB */
    MOST = 4096,     /* MiB: 8192x4320 in 4:4:4 of 16 bits takes some 2 GiB with one thread */
    UNTOLD_BITS = 24 /* a pixel */
};

int64_t budget_default(void)
{
    int64_t half = (int64_t)sysconf(_SC_PHYS_PAGES) / 2 * sysconf(_SC_PAGESIZE) / MIB;
    return (half < LEAST ? LEAST : half > MOST ? MOST : half) * MIB;
}

static double bytes_of(const AVCodecParameters *codec)
{
    const AVPixFmtDescriptor *d = av_pix_fmt_desc_get((enum AVPixelFormat)codec->format);
    int bits = d ? av_get_padded_bits_per_pixel(d) : UNTOLD_BITS;
    return (bits > 0 ? bits : UNTOLD_BITS) / 8.0;
}

/* ITU-T H.265 A.4.2: by how much of the largest picture of a level one fills; level 6.2 has 35,651,584. */
static int hevc_references(double pixels)
{
    const double largest = 35651584;
    return pixels * 4 <= largest ? 16 : pixels * 2 <= largest ? 12 : pixels * 4 <= largest * 3 ? 8 : 6;
}

/* ITU-T H.264 A.3.1: MaxDpbMbs of level 6.2. */
static int h264_references(double pixels)
{
    double frames = 696320 * 256.0 / (pixels > 1 ? pixels : 1);
    return frames > 16 ? 16 : frames < 4 ? 4 : (int)frames;
}

/* Pictures that a decoder keeps to predict others from. */
static int references(enum AVCodecID id, double pixels)
{
    switch (id) {
    case AV_CODEC_ID_HEVC: return hevc_references(pixels);
    case AV_CODEC_ID_H264: return h264_references(pixels);
    case AV_CODEC_ID_AV1:
    case AV_CODEC_ID_VP9: return 8;
    default: return 3;
    }
}

/* Tables beside the samples: an eighth; the converted picture of the reducer: 4:4:4 at the same depth. */
static double bytes_needed(double frame, double pixels, int references, int threads, int ahead)
{
    double converted = pixels * 6 < 2 * frame ? pixels * 6 : 2 * frame;
    return frame * (references + threads + ahead + 1) * 1.125 + converted + (double)FIXED * MIB;
}

struct budget budget_plan(const AVCodecParameters *codec, int64_t bytes, int threads)
{
    double pixels = (double)codec->width * codec->height, frame = pixels * bytes_of(codec);
    int kept = references(codec->codec_id, pixels);
    double ahead = frame > 0 ? (double)bytes / 8 / frame : PICTURES_AHEAD;
    struct budget b = {.threads = threads};
    b.ahead = ahead >= PICTURES_AHEAD ? PICTURES_AHEAD : ahead > 2 ? (int)ahead : 2;
    while (b.threads > 1 && bytes_needed(frame, pixels, kept, b.threads, b.ahead) > (double)bytes)
        b.threads--;
    double needed = bytes_needed(frame, pixels, kept, b.threads, b.ahead);
    b.needed = needed < 1e18 ? (int64_t)needed : INT64_MAX;
    b.fits = needed <= (double)bytes;
    b.judged = bytes_needed(frame, pixels, 2 * kept + 1, 1, b.ahead) <= (double)bytes;
    double fixed = (double)FIXED * MIB;
    if (pixels > 0) /* twice: decoders count their own margins */
        b.pixels = (int64_t)fmax(pixels * ((double)bytes - fixed) / (needed - fixed), 2 * pixels);
    return b;
}

int64_t budget_pixels(int64_t bytes)
{
    return bytes / 4;
}
