/* SPDX-License-Identifier: Apache-2.0 */
/* Titles: every text format comes out of libavcodec as ASS events; here they become plain text. */
#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "media/player.h"
#include "media/sidecar_text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The text of an ASS event as libavcodec gives it,
 * "ReadOrder,Layer,Style,Name,MarginL,MarginR,MarginV,Effect,Text". */
static const char *event_text(const char *event)
{
    for (int fields = 0; *event && fields < 8; event++)
        fields += *event == ',';
    return event;
}

/* Drops {overrides}, makes \N and \n line ends and \h a space. */
static void append_plain(struct text *out, const char *ass)
{
    struct text plain = {0};
    while (*ass) {
        const char *end = *ass == '{' ? strchr(ass, '}') : NULL;
        if (end) {
            ass = end + 1;
        } else if (ass[0] == '\\' && (ass[1] == 'N' || ass[1] == 'n' || ass[1] == 'h')) {
            text_append(&plain, ass[1] == 'h' ? " " : "\n");
            ass += 2;
        } else {
            if (*ass != '\r')
                text_append_bytes(&plain, ass, 1);
            ass++;
        }
    }
    if (plain.data)
        text_append_utf8(out, plain.data);
    out->failed |= plain.failed;
    text_release(&plain);
}

static void trim(struct text *t)
{
    while (t->length > 0 && strchr(" \t\n", t->data[t->length - 1]))
        t->data[--t->length] = '\0';
    size_t lead = t->data ? strspn(t->data, " \t\n") : 0;
    if (lead > 0) {
        memmove(t->data, t->data + lead, t->length - lead + 1);
        t->length -= lead;
    }
}

static void append_rect(struct text *out, const AVSubtitleRect *rect)
{
    if (!rect->ass && !rect->text)
        return;
    if (out->length > 0)
        text_append(out, "\n");
    append_plain(out, rect->ass ? event_text(rect->ass) : rect->text);
}

/* Ticks of a millisecond: finer than any text format keeps. */
static const struct pst_rational milli = {1, 1000};

static enum pst_status hand_title(struct media *m, int stream, int64_t at, const AVSubtitle *subtitle,
                                  int64_t length, struct pst_error *error)
{
    struct text words = {0};
    for (unsigned i = 0; i < subtitle->num_rects; i++)
        append_rect(&words, subtitle->rects[i]);
    trim(&words);
    enum pst_status status = words.failed ? fail_memory(error) : PST_OK;
    int64_t first = at + subtitle->start_display_time;
    bool endless = subtitle->end_display_time == UINT32_MAX || subtitle->end_display_time == 0;
    int64_t last = endless ? at + length : at + subtitle->end_display_time;
    bool wanted = last > 0 && (m->params.to < 0 || first < llround((m->params.to - m->params.from) * 1000));
    if (status == PST_OK && words.length > 0 && wanted && m->sink) {
        struct title title = {.stream = stream,
                              .first_pts = first,
                              .last_pts = last > first ? last : first,
                              .time_base = milli,
                              .text = words.data};
        status = m->sink->title(m->sink->data, &title, error);
    }
    text_release(&words);
    return status;
}

/* Decodes with `decoder`; times are milliseconds after `zero` (also milliseconds, of the stream's clock). */
static enum pst_status decode_title(struct media *m, int stream, AVCodecContext *decoder,
                                    const AVPacket *packet, int64_t zero, bool *bad, struct pst_error *error)
{
    AVSubtitle subtitle = {0};
    int got = 0;
    AVPacket copy = *packet;
    if (avcodec_decode_subtitle2(decoder, &subtitle, &got, &copy) < 0) {
        *bad = true;
        return PST_OK;
    }
    enum pst_status status = PST_OK;
    if (got && subtitle.pts != AV_NOPTS_VALUE) { /* not the packet's time: captions wait for the next ones */
        struct pst_rational base = to_rational(decoder->pkt_timebase), micro = {1, 1000000};
        int64_t at = clock_rescale(subtitle.pts, micro, milli) - zero;
        status = hand_title(m, stream, at, &subtitle, clock_rescale(packet->duration, base, milli), error);
    }
    avsubtitle_free(&subtitle);
    return status;
}

static int64_t film_zero(struct media *m)
{
    pthread_mutex_lock(&m->lock);
    while (!m->first_known && !m->pictures_ended && !m->stopping)
        pthread_cond_wait(&m->changed, &m->lock);
    int64_t pts = m->first_known ? m->first_pts : 0;
    pthread_mutex_unlock(&m->lock);
    return clock_rescale(pts, m->film.time_base, milli);
}

/* Where the titles' clock says film time 0 is, without waiting for a picture (the reader must never wait for
   the decoder it feeds). */
static int64_t stream_zero(const struct media *m)
{
    int64_t zero = clock_rescale(source_start(&m->source), m->film.time_base, milli);
    return zero + llround(m->params.from * 1000);
}

void decode_titles(struct media *m, int stream, const AVPacket *packet)
{
    AVCodecContext *decoder = m->source.title_decoders[stream];
    struct pst_error error = {0};
    bool bad = false;
    enum pst_status status = decode_title(m, stream, decoder, packet, stream_zero(m), &bad, &error);
    if (bad)
        player_problem(m, -1, -1, "titles that cannot be decoded");
    if (status != PST_OK)
        player_fail(m, status, &error);
}

void finish_titles(struct media *m)
{
    AVPacket *none = av_packet_alloc();
    for (unsigned i = 0; none && m->params.titles && i < m->source.streams; i++) {
        const AVCodecContext *decoder = m->source.title_decoders[i];
        if (decoder && (decoder->codec->capabilities & AV_CODEC_CAP_DELAY))
            decode_titles(m, (int)i, none);
    }
    av_packet_free(&none);
}

enum pst_status sidecar_open(struct media *m, struct pst_error *error)
{
    struct pst_film *film = &m->film;
    struct pst_stream *streams = realloc(film->streams, (film->stream_count + 1) * sizeof *streams);
    if (!streams)
        return fail_memory(error);
    film->streams = streams;
    struct pst_stream *stream = &streams[film->stream_count++];
    const char *slash = strrchr(m->params.sidecar, '/');
    *stream = (struct pst_stream){.index = -1, .kind = PST_STREAM_TITLE, .used = true, .time_base = milli};
    text_copy_utf8(stream->label, sizeof stream->label, slash ? slash + 1 : m->params.sidecar);
    /* Read once for its errors alone: they must not show only when the film is over. */
    return sidecar_play(m, error);
}

static enum pst_status open_sidecar_decoder(const struct media *m, AVFormatContext *format,
                                            AVCodecContext **decoder, struct pst_error *error)
{
    const char *path = m->params.sidecar;
    AVStream *stream = format->nb_streams ? format->streams[0] : NULL;
    if (!stream || stream->codecpar->codec_type != AVMEDIA_TYPE_SUBTITLE)
        return fail(error, PST_INPUT, "'%s' holds no titles", path);
    const AVCodec *codec = avcodec_find_decoder(stream->codecpar->codec_id);
    *decoder = codec ? avcodec_alloc_context3(codec) : NULL;
    if (!*decoder)
        return codec ? fail_memory(error) : fail(error, PST_INPUT, "'%s' holds no titles", path);
    avcodec_parameters_to_context(*decoder, stream->codecpar);
    (*decoder)->pkt_timebase = stream->time_base;
    if (avcodec_open2(*decoder, codec, NULL) < 0)
        return fail(error, PST_INPUT, "cannot decode '%s': %s", path, codec->name);
    return PST_OK;
}

static enum pst_status play_packets(struct media *m, AVFormatContext *format, AVCodecContext *decoder,
                                    struct pst_error *error)
{
    AVPacket *packet = av_packet_alloc();
    int stream = (int)m->film.stream_count - 1;
    int64_t zero = m->sink ? film_zero(m) - stream_zero(m) + llround(m->params.from * 1000) : 0;
    bool bad = false;
    enum pst_status status = packet ? PST_OK : fail_memory(error);
    while (status == PST_OK && !bad && av_read_frame(format, packet) >= 0) {
        status = decode_title(m, stream, decoder, packet, zero, &bad, error);
        av_packet_unref(packet);
    }
    av_packet_free(&packet);
    if (bad)
        return fail(error, PST_INPUT, "'%s' has titles that cannot be decoded", m->params.sidecar);
    return status;
}

enum pst_status sidecar_play(struct media *m, struct pst_error *error)
{
    struct sidecar_text *words = NULL;
    AVCodecContext *decoder = NULL;
    struct pst_stream *stream = &m->film.streams[m->film.stream_count - 1];
    enum pst_status status = sidecar_text_open(m->params.sidecar, m->params.charset, &words, error);
    AVFormatContext *format = words ? sidecar_text_format(words) : NULL;
    if (status == PST_OK)
        status = open_sidecar_decoder(m, format, &decoder, error);
    if (status == PST_OK) {
        stream->time_base = milli;
        text_copy(stream->codec, sizeof stream->codec, avcodec_get_name(decoder->codec_id));
        status = play_packets(m, format, decoder, error);
    }
    avcodec_free_context(&decoder);
    sidecar_text_close(&words);
    return status;
}
