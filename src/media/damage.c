/* SPDX-License-Identifier: Apache-2.0 */
#include "media/damage.h"
#include "base/error.h"
#include <libavutil/crc.h>

static bool is_among(enum AVCodecID id, const enum AVCodecID *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ids[i] == id)
            return true;
    return false;
}

bool damage_can_stop(enum AVCodecID id)
{
    static const enum AVCodecID ids[] = {AV_CODEC_ID_H264,  AV_CODEC_ID_HEVC, AV_CODEC_ID_PRORES,
                                         AV_CODEC_ID_DNXHD, AV_CODEC_ID_PNG,  AV_CODEC_ID_MJPEG};
    return is_among(id, ids, sizeof ids / sizeof *ids);
}

bool damage_is_silent(enum AVCodecID id)
{
    return id != AV_CODEC_ID_H264 && damage_can_stop(id);
}

bool damage_needs_one_thread(enum AVCodecID id)
{
    static const enum AVCodecID ids[] = {AV_CODEC_ID_MPEG4,     AV_CODEC_ID_H263,      AV_CODEC_ID_H263P,
                                         AV_CODEC_ID_H263I,     AV_CODEC_ID_MSMPEG4V1, AV_CODEC_ID_MSMPEG4V2,
                                         AV_CODEC_ID_MSMPEG4V3, AV_CODEC_ID_WMV1,      AV_CODEC_ID_WMV2,
                                         AV_CODEC_ID_FLV1};
    return is_among(id, ids, sizeof ids / sizeof *ids);
}

/* Older MPEG never predicts from B pictures. */
static bool has_disposable_b(enum AVCodecID id)
{
    return id == AV_CODEC_ID_MPEG1VIDEO || id == AV_CODEC_ID_MPEG2VIDEO || id == AV_CODEC_ID_MPEG4;
}

enum pst_status damage_open(const struct source *s, struct damage *d, struct pst_error *error)
{
    enum AVCodecID id = s->picture_stream->codecpar->codec_id;
    const AVCodecDescriptor *descriptor = avcodec_descriptor_get(id);
    *d = (struct damage){.judge = s->judge, .scratch = av_frame_alloc(), .anchor = -1};
    d->alone = descriptor && (descriptor->props & AV_CODEC_PROP_INTRA_ONLY);
    d->disposable = has_disposable_b(id);
    d->ffv1 = id == AV_CODEC_ID_FFV1;
    return d->scratch ? PST_OK : fail_memory(error);
}

void damage_release(struct damage *d)
{
    av_frame_free(&d->scratch);
}

/* What the judge's decoder makes of everything it holds ready: an error, or pictures that nobody needs. */
static bool drain(struct damage *d)
{
    int code;
    while ((code = avcodec_receive_frame(d->judge, d->scratch)) >= 0)
        av_frame_unref(d->scratch);
    return code != AVERROR(EAGAIN) && code != AVERROR_EOF;
}

static bool is_condemned(struct damage *d, const AVPacket *packet)
{
    if (!d->judge)
        return false;
    int code = avcodec_send_packet(d->judge, packet);
    bool bad = code < 0 && code != AVERROR(EAGAIN) && code != AVERROR_EOF;
    return drain(d) || bad;
}

/* RFC 9043, 4.6: every slice of version 3 ends in its length (3 bytes) and, where the film has checksums, an
   error status and a CRC-32 that makes that of the whole slice 0. */
static bool has_sound_slices(const AVPacket *packet)
{
    enum { FOOTER = 8 };
    const AVCRC *table = av_crc_get_table(AV_CRC_32_IEEE);
    int64_t left = packet->size;
    while (left >= FOOTER) {
        const uint8_t *footer = packet->data + left - FOOTER;
        int64_t length = (footer[0] << 16 | footer[1] << 8 | footer[2]) + FOOTER;
        if (length > left || av_crc(table, 0, packet->data + left - length, (size_t)length) != 0)
            return false;
        left -= length;
    }
    return left == 0 && packet->size > 0;
}

/* A film has checksums where they were right once. */
static bool fails_checksum(struct damage *d, const AVPacket *packet)
{
    if (!d->ffv1)
        return false;
    bool sound = has_sound_slices(packet);
    d->checksums |= sound;
    return d->checksums && !sound;
}

bool damage_in_packet(struct damage *d, const AVPacket *packet)
{
    bool bad = is_condemned(d, packet) || fails_checksum(d, packet) || (packet->flags & AV_PKT_FLAG_CORRUPT);
    d->seen |= bad;
    if (bad)
        d->bad[d->bad_count++ % BAD_PACKETS] = packet->pts;
    return bad;
}

void damage_lost(struct damage *d)
{
    d->seen = true;
    d->spoiled = !d->alone;
}

static bool is_bad(const struct damage *d, int64_t pts)
{
    size_t count = d->bad_count < BAD_PACKETS ? d->bad_count : BAD_PACKETS;
    for (size_t i = 0; i < count; i++)
        if (d->bad[i] == pts && pts != AV_NOPTS_VALUE)
            return true;
    return false;
}

bool damage_in_frame(struct damage *d, const AVFrame *frame, int64_t n, int64_t *first)
{
    bool between = frame->pict_type == AV_PICTURE_TYPE_B;
    bool faulty = frame->decode_error_flags || (frame->flags & AV_FRAME_FLAG_CORRUPT) ||
                  is_bad(d, frame->pts) || is_bad(d, frame->best_effort_timestamp);
    bool before = d->spoiled;
    if (frame->key_frame && !faulty)
        before = d->spoiled = false;
    *first = faulty && !before && !between ? d->anchor + 1 : n;
    d->seen |= faulty;
    if (faulty && !d->alone && !(between && d->disposable))
        d->spoiled = true;
    if (!between)
        d->anchor = n;
    return faulty || before;
}
