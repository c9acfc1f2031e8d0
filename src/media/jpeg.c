/* SPDX-License-Identifier: Apache-2.0 */
#include "media/jpeg.h"
#include "base/error.h"
#include "kernel/transfer.h"
#include "media/bars.h"
#include <libavutil/frame.h>
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

enum { QUALITY = 78, TONES = 16384 };

struct jpeg_maker {
    const struct pst_film *film;
    struct SwsContext *scale;
    tjhandle encoder;
    uint8_t *rgb, *turned; /* as scaled; as a player turns it */
    bool toned;            /* signals become light, and light another signal */
    float light[256];
    uint8_t tone[TONES];
    size_t room;         /* bytes in each */
    unsigned char *jpeg; /* the encoder's buffer */
    unsigned long jpeg_room;
};

/* A page shows BT.709 and about BT.1886: PQ, HLG and linear pictures are brought there, a channel at a time;
   what is brighter than reference white is white. */
static void make_tone(struct jpeg_maker *m)
{
    enum pst_transfer transfer = m->film->transfer;
    m->toned = transfer != PST_TRANSFER_BT1886 && transfer != PST_TRANSFER_SRGB;
    for (int i = 0; m->toned && i < 256; i++)
        m->light[i] = (float)transfer_linear(transfer, i / 255.0);
    for (int i = 0; m->toned && i < TONES; i++)
        m->tone[i] = (uint8_t)(255 * pow((double)i / (TONES - 1), 1 / 2.4) + 0.5);
}

enum pst_status jpeg_maker_open(const struct pst_film *film, struct jpeg_maker **out, struct pst_error *error)
{
    struct jpeg_maker *m = calloc(1, sizeof *m);
    if (!m)
        return fail_memory(error);
    m->film = film;
    make_tone(m);
    m->encoder = tjInitCompress();
    *out = m;
    return m->encoder ? PST_OK : fail_memory(error);
}

void jpeg_maker_close(struct jpeg_maker **maker)
{
    struct jpeg_maker *m = *maker;
    if (!m)
        return;
    sws_freeContext(m->scale);
    if (m->encoder)
        tjDestroy(m->encoder);
    tjFree(m->jpeg);
    free(m->rgb);
    free(m->turned);
    free(m);
    *maker = NULL;
}

static int clamp(int64_t value, int least, int most)
{
    return (int)(value < least ? least : value > most ? most : value);
}

/* Size of the scaled picture before it is turned: square samples, STILL_WIDTH wide once turned. */
static void still_size(const struct pst_film *film, const struct pst_rect *active, int *width, int *height)
{
    int64_t wide = (int64_t)active->width * film->sample_aspect.num,
            high = (int64_t)active->height * film->sample_aspect.den;
    if (film->rotation % 180 == 0) {
        *width = active->width < STILL_WIDTH ? active->width : STILL_WIDTH;
        *height = clamp((*width * high + wide / 2) / (wide ? wide : 1), 1, 8 * STILL_WIDTH);
    } else {
        *height = active->height < STILL_WIDTH ? active->height : STILL_WIDTH;
        *width = clamp((*height * wide + high / 2) / (high ? high : 1), 1, 8 * STILL_WIDTH);
    }
}

static enum pst_status make_room(struct jpeg_maker *m, size_t bytes, struct pst_error *error)
{
    if (m->room >= bytes)
        return PST_OK;
    free(m->rgb);
    free(m->turned);
    /* libswscale may write a vector beyond the last sample. */
    m->rgb = malloc(bytes + 64);
    m->turned = malloc(bytes + 64);
    m->room = m->rgb && m->turned ? bytes : 0;
    return m->room ? PST_OK : fail_memory(error);
}

static int sws_matrix(enum pst_matrix matrix)
{
    return matrix == PST_MATRIX_BT601    ? SWS_CS_ITU601
           : matrix == PST_MATRIX_BT2020 ? SWS_CS_BT2020
                                         : SWS_CS_ITU709;
}

static enum pst_status scale_picture(struct jpeg_maker *m, const AVFrame *frame,
                                     const struct pst_rect *active, int width, int height,
                                     struct pst_error *error)
{
    const AVPixFmtDescriptor *d = av_pix_fmt_desc_get((enum AVPixelFormat)frame->format);
    struct pst_rect own = bars_rescale(active, m->film->width, m->film->height, frame->width, frame->height);
    AVFrame cropped = *frame;
    cropped.crop_left = (size_t)own.x;
    cropped.crop_top = (size_t)own.y;
    cropped.crop_right = (size_t)(frame->width - own.x - own.width);
    cropped.crop_bottom = (size_t)(frame->height - own.y - own.height);
    /* Data pointers move inside the same buffers: nothing is owned by the copy. */
    if (av_frame_apply_cropping(&cropped, AV_FRAME_CROP_UNALIGNED) < 0)
        return fail(error, PST_INTERNAL, "cannot crop a still of '%s'", m->film->file);
    m->scale =
        sws_getCachedContext(m->scale, cropped.width, cropped.height, (enum AVPixelFormat)frame->format,
                             width, height, AV_PIX_FMT_RGB24, SWS_AREA | SWS_ACCURATE_RND, NULL, NULL, NULL);
    if (!m->scale)
        return fail(error, PST_INPUT, "cannot make stills of '%s': pictures in %s", m->film->file,
                    d ? d->name : "?");
    bool full = frame->color_range == AVCOL_RANGE_JPEG ||
                (frame->color_range == AVCOL_RANGE_UNSPECIFIED && m->film->full_range);
    const int *matrix = sws_getCoefficients(sws_matrix(m->film->matrix));
    sws_setColorspaceDetails(m->scale, matrix, full, sws_getCoefficients(SWS_CS_ITU601), 1, 0, 1 << 16,
                             1 << 16);
    uint8_t *to[4] = {m->rgb};
    int stride[4] = {3 * width};
    if (sws_scale(m->scale, (const uint8_t *const *)cropped.data, cropped.linesize, 0, cropped.height, to,
                  stride) < 0)
        return fail_memory(error);
    return PST_OK;
}

static void tone(const struct jpeg_maker *m, uint8_t *rgb, size_t pixels)
{
    /* ITU-R BT.2087-0: linear BT.2020 to linear BT.709. */
    static const float narrow[3][3] = {
        {1.6605f, -0.5876f, -0.0728f}, {-0.1246f, 1.1329f, -0.0083f}, {-0.0182f, -0.1006f, 1.1187f}};
    bool wide = m->film->matrix == PST_MATRIX_BT2020;
    for (size_t i = 0; i < pixels; i++, rgb += 3) {
        float from[3] = {m->light[rgb[0]], m->light[rgb[1]], m->light[rgb[2]]};
        for (int k = 0; k < 3; k++) {
            float to =
                wide ? narrow[k][0] * from[0] + narrow[k][1] * from[1] + narrow[k][2] * from[2] : from[k];
            to = to < 0 ? 0 : to > 1 ? 1 : to;
            rgb[k] = m->tone[(int)(to * (TONES - 1) + 0.5f)];
        }
    }
}

/* As a player does: by film->rotation degrees clockwise. */
static void turn(const uint8_t *from, uint8_t *to, int *width, int *height, int rotation)
{
    int w = *width, h = *height, turned_width = rotation % 180 ? h : w;
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            int u = rotation == 90 ? h - 1 - y : rotation == 180 ? w - 1 - x : y;
            int v = rotation == 90 ? x : rotation == 180 ? h - 1 - y : w - 1 - x;
            memcpy(to + 3 * ((ptrdiff_t)v * turned_width + u), from + 3 * ((ptrdiff_t)y * w + x), 3);
        }
    *width = turned_width;
    *height = rotation % 180 ? w : h;
}

enum pst_status jpeg_make(struct jpeg_maker *m, const struct picture *picture, const void **data,
                          size_t *size, int *width, int *height, struct pst_error *error)
{
    const AVFrame *frame = picture->full;
    still_size(m->film, &picture->active, width, height);
    enum pst_status status = make_room(m, 3 * (size_t)*width * (size_t)*height, error);
    if (status == PST_OK)
        status = scale_picture(m, frame, &picture->active, *width, *height, error);
    if (status != PST_OK)
        return status;
    if (m->toned)
        tone(m, m->rgb, (size_t)*width * (size_t)*height);
    uint8_t *shown = m->rgb;
    if (m->film->rotation) {
        turn(m->rgb, m->turned, width, height, m->film->rotation);
        shown = m->turned;
    }
    unsigned long bytes = m->jpeg_room;
    if (tjCompress2(m->encoder, shown, *width, 0, *height, TJPF_RGB, &m->jpeg, &bytes, TJSAMP_420, QUALITY,
                    TJFLAG_ACCURATEDCT))
        return fail(error, PST_INTERNAL, "cannot make a still of '%s': %s", m->film->file,
                    tjGetErrorStr2(m->encoder));
    if (bytes > m->jpeg_room)
        m->jpeg_room = bytes;
    *data = m->jpeg;
    *size = bytes;
    return PST_OK;
}

static tjscalingfactor nearest_factor(int width, int wanted)
{
    int count;
    tjscalingfactor *factors = tjGetScalingFactors(&count), best = {1, 1};
    for (int i = 0; i < count; i++)
        if (TJSCALED(width, factors[i]) >= wanted && TJSCALED(width, factors[i]) < TJSCALED(width, best))
            best = factors[i];
    return best;
}

static enum pst_status recompress(tjhandle decoder, const void *jpeg, size_t size, int width,
                                  unsigned char **out, unsigned long *out_size, struct pst_error *error)
{
    int from_width, from_height, sampling, space;
    if (tjDecompressHeader3(decoder, jpeg, size, &from_width, &from_height, &sampling, &space) ||
        from_width > 16384 || from_height > 16384)
        return fail(error, PST_INPUT, "a still is not a JPEG picture: %s", tjGetErrorStr2(decoder));
    tjscalingfactor factor = nearest_factor(from_width, width);
    int w = TJSCALED(from_width, factor), h = TJSCALED(from_height, factor);
    unsigned char *rgb = malloc(3 * (size_t)w * (size_t)h);
    tjhandle encoder = tjInitCompress();
    enum pst_status status = rgb && encoder ? PST_OK : fail_memory(error);
    if (status == PST_OK &&
        (tjDecompress2(decoder, jpeg, size, rgb, w, 0, h, TJPF_RGB, TJFLAG_ACCURATEDCT) ||
         tjCompress2(encoder, rgb, w, 0, h, TJPF_RGB, out, out_size, TJSAMP_420, QUALITY - 8, 0)))
        status = fail(error, PST_INPUT, "cannot make a still smaller: it is damaged");
    free(rgb);
    if (encoder)
        tjDestroy(encoder);
    return status;
}

enum pst_status jpeg_shrink(const void *jpeg, size_t size, int width, void **out, size_t *out_size,
                            struct pst_error *error)
{
    tjhandle decoder = tjInitDecompress();
    if (!decoder)
        return fail_memory(error);
    unsigned char *made = NULL;
    unsigned long made_size = 0;
    enum pst_status status = recompress(decoder, jpeg, size, width, &made, &made_size, error);
    tjDestroy(decoder);
    *out = status == PST_OK ? malloc(made_size ? made_size : 1) : NULL;
    if (*out) {
        memcpy(*out, made, made_size);
        *out_size = made_size;
    }
    tjFree(made);
    return status == PST_OK && !*out ? fail_memory(error) : status;
}
