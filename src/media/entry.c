/* SPDX-License-Identifier: Apache-2.0 */
#include "media/entry.h"
#include "base/clock.h"
#include "media/sequence.h"
#include "media/source.h"
#include "media/timeline.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TRIES = 1000 }; /* packets of pictures without a picture that will do */

struct attempt {
    struct source source;
    struct timeline timeline;
    AVPacket *packet;
    AVFrame *frame;
};

static int64_t time_of(const AVFrame *frame)
{
    return frame->pts != AV_NOPTS_VALUE ? frame->pts : frame->pkt_dts;
}

/* Takes what the decoder holds ready: true at the first picture, or the first that needs no other one. */
static bool receive(struct attempt *a, bool key, int64_t *pts)
{
    bool found = false;
    while (!found && avcodec_receive_frame(a->source.picture_decoder, a->frame) >= 0) {
        found = !key || (a->frame->key_frame && !(a->frame->flags & AV_FRAME_FLAG_CORRUPT));
        *pts = time_of(a->frame);
        av_frame_unref(a->frame);
    }
    return found;
}

/* From where the file stands now. */
static bool find_picture(struct attempt *a, bool key, int64_t *pts)
{
    const AVStream *stream = a->source.picture_stream;
    AVCodecContext *decoder = a->source.picture_decoder;
    bool found = false;
    for (int tries = 0; !found && tries < TRIES && av_read_frame(a->source.format, a->packet) >= 0;) {
        if (a->packet->stream_index == stream->index) {
            (void)timeline_correct(&a->timeline, TIMELINE_PICTURES, a->packet, stream->time_base);
            (void)avcodec_send_packet(decoder, a->packet);
            found = receive(a, key, pts);
            tries++;
        }
        av_packet_unref(a->packet);
    }
    if (found)
        return true;
    avcodec_send_packet(decoder, NULL);
    return receive(a, key, pts);
}

static bool leads_there(struct attempt *a, int64_t at, int64_t wanted)
{
    int64_t pts = AV_NOPTS_VALUE;
    if (av_seek_frame(a->source.format, a->source.picture_stream->index, at, AVSEEK_FLAG_BACKWARD) < 0)
        return false;
    avcodec_flush_buffers(a->source.picture_decoder);
    a->timeline = (struct timeline){0};
    return find_picture(a, true, &pts) && pts != AV_NOPTS_VALUE && pts <= wanted;
}

/* Where times are counted from the beginning (a stream alone, and MXF, whose times are those of coding), or
   the palette comes with the first picture. */
static bool is_lost_after_seek(const struct source *s)
{
    const AVInputFormat *kind = s->format->iformat;
    return (kind->flags & AVFMT_NOTIMESTAMPS) || s->picture_stream->codecpar->format == AV_PIX_FMT_PAL8 ||
           (strcmp(kind->name, "mxf") == 0 && s->picture_stream->codecpar->video_delay > 0);
}

/* Tries places more and more early. */
static void find_place(struct attempt *a, const struct media_params *params, struct entry *entry)
{
    static const int early[] = {0, 2, 12, 60}; /* seconds */
    const struct pst_rational second = {1, 1}, micro = {1, 1000000};
    struct pst_rational base = to_rational(a->source.picture_stream->time_base);
    int64_t wanted = entry->start + clock_rescale(llround(params->from * 1e6), micro, base);
    if (is_lost_after_seek(&a->source))
        return;
    for (size_t i = 0; i < sizeof early / sizeof *early && !entry->seeks && early[i] <= params->from; i++) {
        entry->at = wanted - clock_rescale(early[i], second, base);
        entry->seeks = leads_there(a, entry->at, wanted);
    }
}

struct entry entry_find(const char *path, const struct media_params *params, AVIOInterruptCB interrupt)
{
    struct entry entry = {0};
    struct attempt a = {.packet = av_packet_alloc(), .frame = av_frame_alloc()};
    struct pst_film film = {0};
    struct media_params whole = *params;
    whole.from = 0;
    whole.threads = 1;
    if (a.packet && a.frame && !sequence_is(path) &&
        source_open(path, &whole, interrupt, &a.source, &film, NULL) == PST_OK) {
        for (unsigned i = 0; i < a.source.streams; i++)
            if (a.source.format->streams[i] != a.source.picture_stream)
                a.source.format->streams[i]->discard = AVDISCARD_ALL;
        entry.known = find_picture(&a, false, &entry.start);
        if (entry.known && entry.start == AV_NOPTS_VALUE)
            entry.start = 0;
    }
    if (entry.known)
        find_place(&a, params, &entry);
    source_close(&a.source);
    av_packet_free(&a.packet);
    av_frame_free(&a.frame);
    free(film.streams);
    free(film.chapters);
    return entry;
}
