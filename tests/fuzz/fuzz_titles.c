/* SPDX-License-Identifier: Apache-2.0 */
/* Titles inside a film: packets of every text format, one after the other, divided by NUL. The first byte
   chooses the format. */
#include "title_sink.h"

static const enum AVCodecID formats[] = {AV_CODEC_ID_SUBRIP,  AV_CODEC_ID_ASS,      AV_CODEC_ID_WEBVTT,
                                         AV_CODEC_ID_TEXT,    AV_CODEC_ID_MICRODVD, AV_CODEC_ID_SAMI,
                                         AV_CODEC_ID_MOV_TEXT};
enum { FORMATS = sizeof formats / sizeof *formats };

static void decode(struct media *m, const uint8_t *bytes, size_t size)
{
    AVPacket *packet = av_packet_alloc();
    MUST(packet && av_new_packet(packet, (int)size) == 0);
    if (size)
        memcpy(packet->data, bytes, size);
    packet->pts = 1000;
    packet->duration = 500;
    decode_titles(m, 0, packet);
    av_packet_free(&packet);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size < 1)
        return 0;
    struct media m;
    const AVCodec *codec = avcodec_find_decoder(formats[bytes[0] % FORMATS]);
    bool binary = codec && codec->id == AV_CODEC_ID_MOV_TEXT;
    media_begin(&m);
    AVCodecContext *decoder = codec ? avcodec_alloc_context3(codec) : NULL;
    MUST(decoder);
    decoder->pkt_timebase = (AVRational){1, 1000};
    m.source.title_decoders = &decoder;
    if (avcodec_open2(decoder, codec, NULL) >= 0)
        for (const uint8_t *at = bytes + 1, *end = bytes + size; at < end;) {
            const uint8_t *stop = binary ? end : memchr(at, 0, (size_t)(end - at));
            stop = stop ? stop : end;
            decode(&m, at, (size_t)(stop - at));
            at = stop + (stop < end);
        }
    MUST(m.status == PST_OK || m.status == PST_INTERNAL);
    avcodec_free_context(&decoder);
    media_end(&m);
    return 0;
}
