/* SPDX-License-Identifier: Apache-2.0 */
#include "media/reducer.h"
#include "base/error.h"
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
#include <stdlib.h>

struct reducer {
    const struct pst_film *film;
    const struct kernels *kernels;
    struct bars bars;
    struct SwsContext *convert; /* for pictures that are not planar Y'CbCr */
    AVFrame *converted;
    uint32_t *sums;
    int sums_width;
};

enum pst_status reducer_open(const struct pst_film *film, struct reducer **out, struct pst_error *error)
{
    struct reducer *r = calloc(1, sizeof *r);
    if (!r)
        return fail_memory(error);
    r->film = film;
    r->kernels = kernels_here();
    r->converted = av_frame_alloc();
    *out = r;
    return r->converted ? PST_OK : fail_memory(error);
}

void reducer_close(struct reducer **reducer)
{
    struct reducer *r = *reducer;
    if (!r)
        return;
    sws_freeContext(r->convert);
    av_frame_free(&r->converted);
    free(r->sums);
    free(r);
    *reducer = NULL;
}

/* Planes of 8-bit bytes or little-endian words with the value in the low bits can be read as they are. */
static bool readable(const AVPixFmtDescriptor *d)
{
    if (d->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM |
                    AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_FLOAT | AV_PIX_FMT_FLAG_BAYER))
        return false;
    bool grey = d->nb_components < 3;
    for (int i = 0; i < (grey ? 1 : 3); i++) {
        const AVComponentDescriptor *c = &d->comp[i];
        int bytes = c->depth > 8 ? 2 : 1;
        if (c->step != bytes || c->shift || c->offset || c->depth < 8 || c->depth > 16 ||
            (!grey && c->plane != i))
            return false;
    }
    return !(d->comp[0].depth > 8 && (d->flags & AV_PIX_FMT_FLAG_BE));
}

static enum AVPixelFormat readable_format(const AVPixFmtDescriptor *d)
{
    return d->comp[0].depth > 8 ? AV_PIX_FMT_YUV444P16LE : AV_PIX_FMT_YUV444P;
}

static int matrix_for(enum pst_matrix matrix)
{
    switch (matrix) {
    case PST_MATRIX_BT601: return SWS_CS_ITU601;
    case PST_MATRIX_BT2020: return SWS_CS_BT2020;
    case PST_MATRIX_BT709:
    case PST_MATRIX_RGB: break;
    }
    return SWS_CS_ITU709;
}

/* R'G'B' and packed pictures, once, by libswscale, into limited-range Y'CbCr of the film's matrix. */
static enum pst_status convert(struct reducer *r, const AVFrame *frame, const AVPixFmtDescriptor *d,
                               bool full, const AVFrame **out, struct pst_error *error)
{
    enum AVPixelFormat format = readable_format(d);
    r->convert = sws_getCachedContext(r->convert, frame->width, frame->height,
                                      (enum AVPixelFormat)frame->format, frame->width, frame->height, format,
                                      SWS_POINT | SWS_ACCURATE_RND, NULL, NULL, NULL);
    AVFrame *to = r->converted;
    if (to->width != frame->width || to->height != frame->height || to->format != format) {
        av_frame_unref(to);
        to->width = frame->width;
        to->height = frame->height;
        to->format = format;
        if (av_frame_get_buffer(to, 0) < 0)
            return fail_memory(error);
    }
    if (!r->convert)
        return fail(error, PST_INPUT, "cannot read '%s': pictures in %s", r->film->file, d->name);
    const int *matrix = sws_getCoefficients(matrix_for(r->film->matrix));
    sws_setColorspaceDetails(r->convert, matrix, full, matrix, 0, 0, 1 << 16, 1 << 16);
    if (sws_scale(r->convert, (const uint8_t *const *)frame->data, frame->linesize, 0, frame->height,
                  to->data, to->linesize) < 0)
        return fail_memory(error);
    to->color_range = AVCOL_RANGE_MPEG;
    *out = to;
    return PST_OK;
}

static struct samples plane_of(const AVFrame *frame, const AVPixFmtDescriptor *d, int plane)
{
    bool chroma = plane > 0;
    int width = chroma ? AV_CEIL_RSHIFT(frame->width, d->log2_chroma_w) : frame->width;
    int height = chroma ? AV_CEIL_RSHIFT(frame->height, d->log2_chroma_h) : frame->height;
    return (struct samples){frame->data[plane], frame->linesize[plane], width, height, d->comp[plane].depth};
}

/* The window of a plane that shows `active`, which is told in luma samples. */
static struct samples window_of(const struct samples *p, const struct pst_rect *active, const AVFrame *frame)
{
    struct samples w = *p;
    int bytes = p->depth > 8 ? 2 : 1;
    int x = (int)((int64_t)active->x * p->width / frame->width);
    int y = (int)((int64_t)active->y * p->height / frame->height);
    int right = (int)(((int64_t)(active->x + active->width) * p->width + frame->width - 1) / frame->width);
    int bottom =
        (int)(((int64_t)(active->y + active->height) * p->height + frame->height - 1) / frame->height);
    w.data = (const char *)p->data + y * p->stride + (ptrdiff_t)x * bytes;
    w.width = right - x;
    w.height = bottom - y;
    return w;
}

/* Longer side at most `most`, the other in proportion, at least 1. */
static void small_size(const struct pst_rect *active, int most, int *width, int *height)
{
    int longer = active->width > active->height ? active->width : active->height;
    int side = longer < most ? longer : most;
    *width = (int)(((int64_t)active->width * side + longer / 2) / longer);
    *height = (int)(((int64_t)active->height * side + longer / 2) / longer);
    *width = *width > 0 ? *width : 1;
    *height = *height > 0 ? *height : 1;
}

static int at_most(int value, int most)
{
    return value < most ? value : most;
}

static bool full_range(const struct pst_film *film, const AVFrame *frame)
{
    return frame->color_range == AVCOL_RANGE_JPEG ||
           (frame->color_range == AVCOL_RANGE_UNSPECIFIED && film->full_range);
}

/* What the samples mean. libswscale shifts deep full-range samples up to 16 bits, so that their white lies
   above the nominal one: `white` is how far, in 65280ths. */
struct coding {
    bool full;
    int white;
};
enum { NOMINAL_WHITE = 65280 };

/* Of a picture in format `d`, and of what `convert` makes of it. */
static struct coding coding_of(const AVPixFmtDescriptor *d, bool full)
{
    struct coding c = {full, NOMINAL_WHITE};
    int depth = d->comp[0].depth < 16 ? d->comp[0].depth : 16;
    if (readable(d) || d->comp[0].depth == 1) /* black and white comes out as 0 and 255 */
        return c;
    if (depth > 8 && (full || (d->flags & AV_PIX_FMT_FLAG_RGB)))
        c.white = ((1 << depth) - 1) << (16 - depth);
    c.full = false;
    return c;
}

static struct scale luma_scale(const struct coding *c, int depth)
{
    int one = 1 << (depth - 8);
    return c->full ? (struct scale){0, 256 * one - 1, 0}
                   : (struct scale){16 * one, (int)((int64_t)219 * one * c->white / NOMINAL_WHITE), 0};
}

static struct scale chroma_scale(const struct coding *c, int depth)
{
    int one = 1 << (depth - 8);
    return c->full ? (struct scale){128 * one, 256 * one - 1, 32768}
                   : (struct scale){128 * one, (int)((int64_t)224 * one * c->white / NOMINAL_WHITE), 32768};
}

static void fill_grey(uint16_t *to, int count)
{
    for (int i = 0; i < count; i++)
        to[i] = 32768;
}

static void reduce_cropped(struct reducer *r, const AVFrame *frame, const AVPixFmtDescriptor *d,
                           const struct coding *coding, const struct pst_rect *active,
                           struct clipping *clipping, uint16_t *to, struct reduced *out)
{
    struct plane *planes[3] = {&out->y, &out->cb, &out->cr};
    for (int i = 0; i < 3; i++) {
        int width, height;
        small_size(active, i ? SMALL_CHROMA : SMALL_LUMA, &width, &height);
        if (i == 0 || d->nb_components >= 3) {
            struct samples whole = plane_of(frame, d, i), window = window_of(&whole, active, frame);
            width = at_most(width, window.width);
            height = at_most(height, window.height);
            int depth = window.depth;
            r->kernels->reduce_plane(&window, i ? chroma_scale(coding, depth) : luma_scale(coding, depth),
                                     i ? NULL : clipping, r->sums, to, width, height);
        } else {
            fill_grey(to, width * height);
        }
        *planes[i] = (struct plane){to, width, width, height};
        to += width * height;
    }
}

static double share_of(int64_t samples, const AVFrame *frame, const AVPixFmtDescriptor *d,
                       const struct pst_rect *active)
{
    struct samples whole = plane_of(frame, d, 0), window = window_of(&whole, active, frame);
    return (double)samples / (double)((int64_t)window.width * window.height);
}

static enum pst_status make_room(struct reducer *r, const AVFrame *frame, struct pst_error *error)
{
    if (r->bars.width != frame->width || r->bars.height != frame->height)
        bars_init(&r->bars, frame->width, frame->height);
    if (r->sums_width >= frame->width)
        return PST_OK;
    free(r->sums);
    r->sums = calloc((size_t)frame->width, sizeof *r->sums);
    r->sums_width = r->sums ? frame->width : 0;
    return r->sums ? PST_OK : fail_memory(error);
}

enum pst_status reducer_reduce(struct reducer *r, const AVFrame *frame, struct small_planes *planes,
                               struct picture *picture, struct pst_error *error)
{
    const AVPixFmtDescriptor *d = av_pix_fmt_desc_get((enum AVPixelFormat)frame->format);
    if (!d || frame->width <= 0 || frame->height <= 0)
        return fail(error, PST_INPUT, "cannot read '%s': pictures of an unknown kind", r->film->file);
    bool first = r->bars.width == 0, full = full_range(r->film, frame);
    struct coding coding = coding_of(d, full);
    enum pst_status status = PST_OK;
    if (!readable(d)) {
        status = convert(r, frame, d, full, &frame, error);
        d = status == PST_OK ? av_pix_fmt_desc_get((enum AVPixelFormat)frame->format) : d;
    }
    struct pst_rect before = r->bars.active;
    bool resized = r->bars.width != frame->width || r->bars.height != frame->height;
    if (status == PST_OK)
        status = make_room(r, frame, error);
    if (status != PST_OK)
        return status;
    struct samples luma = plane_of(frame, d, 0);
    struct scale scale = luma_scale(&coding, luma.depth);
    bool changed = bars_look(&r->bars, &luma, scale.zero, scale.zero + scale.span);
    const struct pst_rect *active = &r->bars.active;
    picture->active = bars_rescale(active, frame->width, frame->height, r->film->width, r->film->height);
    picture->bars_changed = !first && (changed || resized);
    int step = 1 << (luma.depth - 8);
    struct clipping clipping = {.low = scale.zero + step, .high = scale.zero + scale.span - step};
    reduce_cropped(r, frame, d, &coding, active, &clipping, planes->now, &picture->small);
    picture->clipped_black = share_of(clipping.at_low, frame, d, active);
    picture->clipped_white = share_of(clipping.at_high, frame, d, active);
    if (picture->bars_changed) {
        struct pst_rect whole = {0, 0, frame->width, frame->height};
        reduce_cropped(r, frame, d, &coding, resized ? &whole : &before, NULL, planes->before,
                       &picture->before);
    }
    return PST_OK;
}
