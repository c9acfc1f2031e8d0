/* SPDX-License-Identifier: Apache-2.0 */
/* The thread that decodes sound: the file's own rate and channels, as floats, without holes. */
#include "base/clock.h"
#include "base/error.h"
#include "media/player.h"
#include <libavutil/opt.h>
#include <libswresample/swresample.h>
#include <math.h>
#include <stdlib.h>

enum { SILENCE = 4096 }; /* samples a channel in one block of filled gap */

struct hearing {
    struct media *media;
    SwrContext *convert;
    AVFrame *frame;
    int rate, channels;       /* of the first frame: the whole film's */
    AVChannelLayout layout;   /* likewise */
    enum AVSampleFormat from; /* what `convert` was made for */
    int from_rate;
    AVChannelLayout from_layout;
    enum speaker speakers[SOUND_CHANNELS];
    float *samples;
    int room;     /* samples a channel in `samples` */
    int64_t next; /* number of the next sample */
    int64_t
        start; /* microseconds of the stream's clock at which sample 0 lies; AV_NOPTS_VALUE: not known yet */
    int64_t end; /* samples wanted */
};

static enum speaker speaker_of(const AVChannelLayout *layout, int channel)
{
    switch (av_channel_layout_channel_from_index(layout, (unsigned)channel)) {
    case AV_CHAN_FRONT_LEFT:
    case AV_CHAN_STEREO_LEFT: return SPEAKER_LEFT;
    case AV_CHAN_FRONT_RIGHT:
    case AV_CHAN_STEREO_RIGHT: return SPEAKER_RIGHT;
    case AV_CHAN_FRONT_CENTER: return SPEAKER_CENTRE;
    case AV_CHAN_SIDE_LEFT:
    case AV_CHAN_BACK_LEFT: return SPEAKER_LEFT_SURROUND;
    case AV_CHAN_SIDE_RIGHT:
    case AV_CHAN_BACK_RIGHT: return SPEAKER_RIGHT_SURROUND;
    case AV_CHAN_LOW_FREQUENCY:
    case AV_CHAN_LOW_FREQUENCY_2: return SPEAKER_LFE;
    default: return SPEAKER_OTHER;
    }
}

/* In 7.1 the side pair is the surround pair of BS.1770-4; the back pair stands where its table has no weight
 * but 1. */
static void place_speakers(struct hearing *h)
{
    bool both = av_channel_layout_index_from_channel(&h->layout, AV_CHAN_SIDE_LEFT) >= 0 &&
                av_channel_layout_index_from_channel(&h->layout, AV_CHAN_BACK_LEFT) >= 0;
    for (int c = 0; c < h->channels; c++) {
        enum AVChannel channel = av_channel_layout_channel_from_index(&h->layout, (unsigned)c);
        bool back = channel == AV_CHAN_BACK_LEFT || channel == AV_CHAN_BACK_RIGHT;
        h->speakers[c] = both && back ? SPEAKER_OTHER : speaker_of(&h->layout, c);
    }
}

static enum pst_status adopt_layout(struct hearing *h, const AVFrame *frame, struct pst_error *error)
{
    h->rate = frame->sample_rate;
    h->channels = frame->ch_layout.nb_channels;
    if (h->rate <= 0 || h->channels <= 0 || h->channels > SOUND_CHANNELS)
        return fail(error, PST_INPUT, "cannot read the sound of '%s': %d channels at %d Hz", h->media->path,
                    h->channels, h->rate);
    if (frame->ch_layout.order == AV_CHANNEL_ORDER_NATIVE)
        av_channel_layout_copy(&h->layout, &frame->ch_layout);
    else
        av_channel_layout_default(&h->layout, h->channels);
    place_speakers(h);
    const struct media_params *params = &h->media->params;
    if (params->to >= 0) /* until the clock is known */
        h->end = llround((params->to - params->from) * h->rate);
    return PST_OK;
}

/* A film whose sound changes rate or channels midway is brought to what it began with. */
static enum pst_status open_convert(struct hearing *h, const AVFrame *frame, struct pst_error *error)
{
    if (h->convert && h->from == frame->format && h->from_rate == frame->sample_rate &&
        av_channel_layout_compare(&h->from_layout, &frame->ch_layout) == 0)
        return PST_OK;
    swr_free(&h->convert);
    av_channel_layout_uninit(&h->from_layout);
    av_channel_layout_copy(&h->from_layout, &frame->ch_layout);
    h->from = (enum AVSampleFormat)frame->format;
    h->from_rate = frame->sample_rate;
    bool unnamed = frame->ch_layout.order != AV_CHANNEL_ORDER_NATIVE;
    AVChannelLayout *in =
        unnamed && frame->ch_layout.nb_channels == h->channels ? &h->layout : &h->from_layout;
    if (swr_alloc_set_opts2(&h->convert, &h->layout, AV_SAMPLE_FMT_FLT, h->rate, in, h->from, h->from_rate, 0,
                            NULL) < 0 ||
        swr_init(h->convert) < 0)
        return fail(error, PST_INPUT, "cannot read the sound of '%s'", h->media->path);
    return PST_OK;
}

static bool reserve(struct hearing *h, int count)
{
    if (count <= h->room)
        return true;
    free(h->samples);
    h->samples = malloc((size_t)count * (size_t)h->channels * sizeof *h->samples);
    h->room = h->samples ? count : 0;
    return h->room > 0;
}

static enum pst_status deliver(struct hearing *h, const float *samples, int count, struct pst_error *error)
{
    const struct media_sink *sink = h->media->sink;
    if (h->next + count > h->end)
        count = (int)(h->end - h->next);
    if (count <= 0)
        return PST_OK;
    struct sound_block block = {.first = h->next,
                                .count = count,
                                .rate = h->rate,
                                .channels = h->channels,
                                .speakers = h->speakers,
                                .samples = samples};
    h->next += count;
    return sink->sound(sink->data, &block, error);
}

static enum pst_status deliver_silence(struct hearing *h, int64_t count, struct pst_error *error)
{
    enum pst_status status = reserve(h, SILENCE) ? PST_OK : fail_memory(error);
    while (status == PST_OK && count > 0 && !h->media->stopping) {
        int part = count < SILENCE ? (int)count : SILENCE;
        for (int i = 0; i < part * h->channels; i++)
            h->samples[i] = 0;
        status = deliver(h, h->samples, part, error);
        count -= part;
    }
    return status;
}

/* Where the part that is asked for begins, by the file's clock, in microseconds. This is not the first
   picture in it: sound that waited for that would fill its queue, and the reader never come to the picture.
 */
static int64_t start_of_part(const struct media *m)
{
    struct pst_rational micro = {1, 1000000};
    int64_t zero = clock_rescale(source_start(&m->source), m->film.time_base, micro);
    return zero + llround(m->params.from * 1e6);
}

/* `at`: microseconds of the file's clock at which the first sample lies. */
static void start_sound(struct hearing *h, int64_t at)
{
    struct pst_rational micro = {1, 1000000};
    const struct media_params *params = &h->media->params;
    int64_t part = start_of_part(h->media);
    h->start = params->from > 0 && at < part ? part : at;
    if (params->to < 0)
        return;
    int64_t length = part + llround((params->to - params->from) * 1e6) - h->start;
    h->end = clock_rescale(length > 0 ? length : 0, micro, (struct pst_rational){1, h->rate});
}

/* Microseconds of the file's clock; AV_NOPTS_VALUE where the frame does not tell. */
static int64_t time_of(const struct hearing *h, const AVFrame *frame)
{
    struct pst_rational micro = {1, 1000000};
    int64_t pts = frame->best_effort_timestamp;
    return pts == AV_NOPTS_VALUE
               ? pts
               : clock_rescale(pts, to_rational(h->media->source.sound_stream->time_base), micro);
}

/* Samples that are missing before this frame: a hole of more than 50 ms is filled. One of more than ten
   minutes without a picture is none, but a clock that jumps, and did not come as far as here. */
static int64_t gap_before(const struct hearing *h, int64_t at)
{
    struct pst_rational micro = {1, 1000000};
    if (at == AV_NOPTS_VALUE)
        return 0;
    int64_t wanted = clock_rescale(at - h->start, micro, (struct pst_rational){1, h->rate});
    int64_t gap = wanted - h->next;
    return gap > h->rate / 20 ? gap : 0;
}

/* Samples of this frame that lie before the part that is asked for. */
static int before_range(const struct hearing *h, int64_t at, int count)
{
    struct pst_rational micro = {1, 1000000};
    if (h->next > 0 || at == AV_NOPTS_VALUE)
        return 0;
    int64_t early = clock_rescale(h->start - at, micro, (struct pst_rational){1, h->rate});
    return early <= 0 ? 0 : early > count ? count : (int)early;
}

static void make_finite(float *samples, int count)
{
    for (int i = 0; i < count; i++)
        if (!isfinite(samples[i]))
            samples[i] = 0;
}

static enum pst_status hear_frame(struct hearing *h, const AVFrame *frame, struct pst_error *error)
{
    struct pst_rational micro = {1, 1000000};
    enum pst_status status = h->channels ? PST_OK : adopt_layout(h, frame, error);
    if (status == PST_OK)
        status = open_convert(h, frame, error);
    if (status != PST_OK)
        return status;
    int room = swr_get_out_samples(h->convert, frame->nb_samples);
    if (room < 0 || !reserve(h, room + 1))
        return fail_memory(error);
    uint8_t *to = (uint8_t *)h->samples;
    int count = swr_convert(h->convert, &to, room, (const uint8_t **)frame->extended_data, frame->nb_samples);
    if (count <= 0)
        return PST_OK;
    make_finite(h->samples, count * h->channels);
    int64_t at = time_of(h, frame);
    if (h->start == AV_NOPTS_VALUE && at != AV_NOPTS_VALUE)
        start_sound(h, at - clock_rescale(h->next, (struct pst_rational){1, h->rate}, micro));
    int skip = before_range(h, at, count);
    if (skip == count)
        return PST_OK;
    int64_t gap = skip ? 0 : gap_before(h, at);
    if (gap > 0) {
        int64_t length = clock_rescale(gap, (struct pst_rational){1, h->rate}, micro);
        spans_add(&h->media->lost_sound, (struct span){.from = at - length, .to = at}, 0);
        /* The silence goes through the same buffer: deliver it before the frame is converted again. */
        float *kept = h->samples;
        int kept_room = h->room;
        h->samples = NULL;
        h->room = 0;
        status = deliver_silence(h, gap, error);
        free(h->samples);
        h->samples = kept;
        h->room = kept_room;
    }
    return status == PST_OK ? deliver(h, h->samples + skip * h->channels, count - skip, error) : status;
}

/* Behind the part that is asked for: a frame from there would have silence filled in before it, and all of it
   thrown away. */
static bool is_over(const struct hearing *h)
{
    return h->start != AV_NOPTS_VALUE && h->next >= h->end;
}

static enum pst_status hear_ready(struct hearing *h, AVCodecContext *decoder, struct pst_error *error)
{
    enum pst_status status = PST_OK;
    while (status == PST_OK && !is_over(h) && avcodec_receive_frame(decoder, h->frame) >= 0) {
        status = hear_frame(h, h->frame, error);
        av_frame_unref(h->frame);
    }
    return status;
}

/* A packet that cannot be decoded; two seconds apart are one span. */
static void note_bad(struct hearing *h, const AVPacket *packet)
{
    enum { NEAR = 2000000 };
    const struct pst_rational micro = {1, 1000000},
                              base = to_rational(h->media->source.sound_stream->time_base);
    int64_t at = h->start == AV_NOPTS_VALUE ? 0 : h->start,
            length = clock_rescale(packet->duration, base, micro);
    if (packet->pts != AV_NOPTS_VALUE)
        at = clock_rescale(packet->pts, base, micro);
    else if (h->rate > 0)
        at += clock_rescale(h->next, (struct pst_rational){1, h->rate}, micro);
    spans_add(&h->media->bad_sound, (struct span){.from = at, .to = at + length}, NEAR);
}

static enum pst_status hear_all(struct hearing *h, AVPacket *packet, struct pst_error *error)
{
    struct media *m = h->media;
    AVCodecContext *decoder = m->source.sound_decoder;
    enum pst_status status = PST_OK;
    while (status == PST_OK && !m->stopping && !is_over(h) && packets_get(&m->sound_packets, packet)) {
        /* A range may begin in the middle of a frame of sound: that is no damage. */
        bool told = h->next > 0 || m->params.from <= 0;
        if (avcodec_send_packet(decoder, packet) < 0 && told)
            note_bad(h, packet);
        av_packet_unref(packet);
        status = hear_ready(h, decoder, error);
    }
    if (status == PST_OK && !m->stopping && !is_over(h)) {
        avcodec_send_packet(decoder, NULL);
        status = hear_ready(h, decoder, error);
    }
    return status;
}

void *decode_sound(void *data)
{
    struct media *m = data;
    struct hearing h = {.media = m, .start = AV_NOPTS_VALUE, .end = INT64_MAX, .frame = av_frame_alloc()};
    AVPacket *packet = av_packet_alloc();
    struct pst_error error = {0};
    enum pst_status status = h.frame && packet ? hear_all(&h, packet, &error) : fail_memory(&error);
    if (status != PST_OK)
        player_fail(m, status, &error);
    m->heard = h.next > 0;
    m->sound_start = h.start;
    if (h.rate > 0)
        m->sound_end = (double)h.next / h.rate;
    packets_stop(&m->sound_packets);
    pthread_mutex_lock(&m->lock);
    m->sound_ended = true;
    pthread_cond_broadcast(&m->changed);
    pthread_mutex_unlock(&m->lock);
    swr_free(&h.convert);
    av_channel_layout_uninit(&h.layout);
    av_channel_layout_uninit(&h.from_layout);
    free(h.samples);
    av_frame_free(&h.frame);
    av_packet_free(&packet);
    return NULL;
}
