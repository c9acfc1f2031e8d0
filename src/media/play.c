/* SPDX-License-Identifier: Apache-2.0 */
/* Opens a film and plays it once: one thread reads the file, one decodes pictures, one decodes sound, and the
   caller's own reduces what the picture thread hands on and runs the meters. */
#include "base/array.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "media/damage.h"
#include "media/player.h"
#include "pastiche/timecode.h"
#include <libavutil/log.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void player_fail(struct media *m, enum pst_status status, const struct pst_error *error)
{
    pthread_mutex_lock(&m->lock);
    if (m->status == PST_OK) {
        m->status = status;
        m->error = *error;
    }
    m->stopping = true;
    pthread_cond_broadcast(&m->changed);
    pthread_mutex_unlock(&m->lock);
    packets_stop(&m->picture_packets);
    packets_stop(&m->sound_packets);
}

void player_damaged(struct media *m)
{
    struct pst_error error;
    if (!m->params.strict)
        return;
    m->damaged = true;
    player_fail(m, fail(&error, PST_PARTLY, "'%s' is damaged", m->path), &error);
}

bool media_is_damaged(const struct media *m)
{
    return m->damaged && m->status == PST_PARTLY; /* else something else stopped it before */
}

void player_problem(struct media *m, int64_t first, int64_t last, const char *what)
{
    enum { NEAR = 48, MOST = 1000 }; /* damage two seconds apart is one problem */
    pthread_mutex_lock(&m->lock);
    struct media_problem *before = NULL;
    for (size_t i = m->problems.count; i > 0 && !before; i--)
        if (strcmp(m->problems.items[i - 1].what, what) == 0)
            before = &m->problems.items[i - 1];
    if (before && first <= before->last + NEAR) {
        before->last = last > before->last ? last : before->last;
    } else if (m->problems.count < MOST) {
        struct media_problem problem = {.first = first, .last = last};
        snprintf(problem.what, sizeof problem.what, "%s", what);
        (void)array_push(&m->problems, problem);
    }
    pthread_mutex_unlock(&m->lock);
}

static void discard_unused(struct source *s, const struct media_params *params)
{
    for (unsigned i = 0; i < s->streams; i++) {
        AVStream *stream = s->format->streams[i];
        bool used = stream == s->picture_stream || (stream == s->sound_stream && params->sound) ||
                    (s->title_decoders[i] && params->titles);
        stream->discard = used ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    }
}

/* A sidecar that nobody named is not worth the film. */
static enum pst_status open_sidecar(struct media *m, struct pst_error *error)
{
    struct pst_error why;
    enum pst_status status = sidecar_open(m, &why);
    if (status == PST_INPUT && m->params.sidecar_found) {
        player_problem(m, -1, -1, why.message);
        m->params.sidecar = NULL;
        m->film.stream_count--;
        return PST_OK;
    }
    if (status != PST_OK && error)
        *error = why;
    return status;
}

/* Reading stops where nobody wants it any more: libav asks before it reads, and between packets. */
static int is_unwanted(void *data)
{
    struct media *m = data;
    if (m->opening)
        return m->params.cancelled && m->params.cancelled(m->params.data);
    return m->stopping;
}

enum pst_status media_open(const char *path, const struct media_params *params, struct media **out,
                           struct pst_error *error)
{
    *out = NULL;
    /* libav would print its own lines on stderr; what matters comes back as codes. */
    av_log_set_level(AV_LOG_QUIET);
    struct media *m = calloc(1, sizeof *m);
    if (!m)
        return fail_memory(error);
    pthread_mutex_init(&m->lock, NULL);
    pthread_cond_init(&m->changed, NULL);
    packets_init(&m->picture_packets);
    packets_init(&m->sound_packets);
    m->params = *params;
    m->path = strdup(path);
    m->opening = true;
    const AVIOInterruptCB interrupt = {is_unwanted, m};
    struct entry entry = {0};
    if (m->path && params->from > 0)
        entry = entry_find(m->path, params, interrupt);
    enum pst_status status =
        m->path ? source_open(m->path, params, interrupt, &m->source, &m->film, error) : fail_memory(error);
    m->source.entry = entry;
    if (status == PST_OK && params->sidecar)
        status = open_sidecar(m, error);
    if (status == PST_OK)
        status = pictures_open(m, error);
    if (status == PST_OK)
        discard_unused(&m->source, params);
    if (status == PST_OK && damage_needs_one_thread(m->source.picture_decoder->codec_id))
        m->params.strict = false; /* it would not be decoded otherwise the second time */
    if (status != PST_OK && is_unwanted(m))
        status = fail(error, PST_INTERRUPTED, "interrupted");
    m->opening = false;
    if (status == PST_OK)
        *out = m;
    else
        media_close(&m);
    return status;
}

/* Decoders and pictures are most of the memory that a pass takes. */
static void put_away(struct media *m)
{
    pictures_close(m);
    source_close(&m->source);
}

void media_close(struct media **media)
{
    struct media *m = *media;
    if (!m)
        return;
    put_away(m);
    packets_release(&m->picture_packets);
    packets_release(&m->sound_packets);
    pthread_cond_destroy(&m->changed);
    pthread_mutex_destroy(&m->lock);
    free(m->film.streams);
    free(m->film.chapters);
    free(m->problems.items);
    free(m->jumps.items);
    free(m->lost_pictures.items);
    free(m->lost_sound.items);
    free(m->bad_sound.items);
    free(m->path);
    free(m);
    *media = NULL;
}

struct pst_film *media_film(struct media *m)
{
    return &m->film;
}

const struct media_problem *media_problems(const struct media *m, size_t *count)
{
    *count = m->problems.count;
    return m->problems.items;
}

/* Where that fails the film is decoded from its beginning: slower, and just as right. */
static void seek_to_range(struct media *m)
{
    const struct source *s = &m->source;
    if (m->params.from > 0 && s->entry.seeks)
        (void)av_seek_frame(s->format, s->picture_stream->index, s->entry.at, AVSEEK_FLAG_BACKWARD);
}

/* Streams are woven together loosely: sound of the range may come after the first picture behind it. */
static bool beyond_range(const struct media *m, const AVPacket *packet)
{
    const AVStream *picture = m->source.picture_stream,
                   *stream = m->source.format->streams[packet->stream_index];
    enum { LOOSE = 2 };
    if (m->params.to < 0 || packet->dts == AV_NOPTS_VALUE)
        return false;
    int64_t start = source_start(&m->source);
    double at = clock_seconds(packet->dts, to_rational(stream->time_base)) -
                clock_seconds(start, to_rational(picture->time_base));
    return at > m->params.to + LOOSE;
}

static void note_jump(struct media *m, int stream, const AVPacket *packet, int64_t jump)
{
    enum { MOST = 1000 };
    char what[128];
    const struct clock_jump noted = {packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts,
                                     (double)jump / 1e6};
    if (stream == TIMELINE_SOUND) {
        snprintf(what, sizeof what, "the clock of the sound jumps by %.3f s, and is taken to go on",
                 noted.seconds);
        player_problem(m, -1, -1, what);
        return;
    }
    pthread_mutex_lock(&m->lock);
    if (m->jumps.count < MOST)
        (void)array_push(&m->jumps, noted);
    pthread_mutex_unlock(&m->lock);
}

static void correct_times(struct media *m, AVPacket *packet)
{
    const struct source *s = &m->source;
    const AVStream *stream = s->format->streams[packet->stream_index];
    if (packet_is_header(stream->codecpar->codec_id, packet)) {
        packet->pts = packet->dts = AV_NOPTS_VALUE;
        return;
    }
    bool picture = stream == s->picture_stream, sound = stream == s->sound_stream && m->params.sound;
    if (!picture && !sound) {
        timeline_follow(&m->timeline, packet, stream->time_base);
        return;
    }
    int which = picture ? TIMELINE_PICTURES : TIMELINE_SOUND;
    int64_t jump = timeline_correct(&m->timeline, which, packet, stream->time_base);
    if (jump)
        note_jump(m, which, packet, jump);
}

/* To whom a packet goes; false where nobody needs any more. */
static bool route(struct media *m, AVPacket *packet)
{
    struct source *s = &m->source;
    correct_times(m, packet);
    if (beyond_range(m, packet)) {
        av_packet_unref(packet);
        return false;
    }
    if (packet->stream_index == s->picture_stream->index)
        return (packets_put(&m->picture_packets, packet) || m->params.to >= 0) && !m->stopping;
    if (m->params.sound && s->sound_stream && packet->stream_index == s->sound_stream->index)
        packets_put(&m->sound_packets, packet);
    else if (m->params.titles && packet->stream_index < (int)s->streams &&
             s->title_decoders[packet->stream_index])
        decode_titles(m, packet->stream_index, packet);
    av_packet_unref(packet);
    return !m->stopping;
}

/* Without its key a film is noise, and some of it would even decode. */
static bool refuse_encrypted(struct media *m, const AVPacket *packet)
{
    struct pst_error error;
    if (packet->stream_index != m->source.picture_stream->index ||
        !av_packet_get_side_data(packet, AV_PKT_DATA_ENCRYPTION_INFO, NULL))
        return false;
    player_fail(m, fail(&error, PST_INPUT, "'%s' is encrypted", m->path), &error);
    return true;
}

void *read_packets(void *data)
{
    struct media *m = data;
    AVPacket *packet = av_packet_alloc();
    int code = packet ? 0 : AVERROR(ENOMEM);
    bool wanted = packet != NULL;
    seek_to_range(m);
    while (wanted && (code = av_read_frame(m->source.format, packet)) >= 0)
        wanted = !refuse_encrypted(m, packet) && route(m, packet);
    if (code < 0 && code != AVERROR_EOF)
        m->read_error = code;
    else if (m->source.format->pb && m->source.format->pb->error < 0 && wanted)
        m->read_error = m->source.format->pb->error;
    finish_titles(m);
    packets_end(&m->picture_packets);
    packets_end(&m->sound_packets);
    av_packet_free(&packet);
    return NULL;
}

/* The caller's part: pictures to the sink, until the film ends or somebody stops. */
static void play_pictures(struct media *m)
{
    const struct media_sink *sink = m->sink;
    struct picture picture;
    bool got;
    while (pictures_next(m, &picture, &got)) {
        struct pst_error error = {0};
        enum pst_status status = PST_OK;
        if (sink->cancelled && sink->cancelled(sink->data))
            status = fail(&error, PST_INTERRUPTED, "interrupted");
        else if (got && m->params.pictures)
            status = sink->picture(sink->data, &picture, &error);
        if (got)
            pictures_done(m);
        if (status != PST_OK)
            player_fail(m, status, &error);
    }
}

/* Seconds that the pictures asked for should last; 0 where the file does not tell. */
static double promised_length(const struct media *m)
{
    const struct media_params *p = &m->params;
    double end = p->to >= 0 && p->to < m->source.told ? p->to : m->source.told;
    return end - (p->from > 0 ? p->from : 0);
}

/* The length told is the whole file's, of which sound that nobody hears now may be the longer part. */
static bool is_promise_of_sound(const struct media *m)
{
    bool unheard = m->source.sound_stream && !m->params.sound;
    return unheard && fabs(m->source.told - (double)m->source.format->duration / AV_TIME_BASE) < 1e-6;
}

/* Pictures that the file promised and did not have. Muxers err by less than half a second and two frames. */
static void note_missing_end(struct media *m)
{
    double measured = clock_seconds(m->end_pts - m->first_pts, m->film.time_base),
           promised = promised_length(m);
    double rate = rational_value(m->film.frame_rate), slack = 0.5 + (rate > 0 ? 2 / rate : 0);
    char reason[128], what[256];
    if (m->source.missing >= 0) {
        snprintf(what, sizeof what, "ends at picture %lld, which is missing: the sequence goes on to %lld",
                 (long long)m->source.missing, (long long)m->source.last);
        player_problem(m, m->frames, m->frames, what);
    } else if (m->read_error) {
        snprintf(what, sizeof what, "cannot be read beyond %.3f s: %s", measured,
                 av_reason(m->read_error, reason));
        player_problem(m, m->frames, m->frames, what);
    } else if (promised - measured > slack && promised - m->sound_end > slack / 2 &&
               !is_promise_of_sound(m)) {
        snprintf(what, sizeof what, "ends after %.3f s of %.3f s: the file is cut off", measured, promised);
        player_problem(m, m->frames, m->frames, what);
    }
}

/* The told rate where the pictures keep to it, else their mean rate. */
static void finish_rate(struct media *m)
{
    struct pst_film *film = &m->film;
    double between = clock_seconds(m->last_pts - m->first_pts, film->time_base);
    double mean = m->frames > 1 ? (double)(m->frames - 1) / between : 1 / film->duration;
    if (!film->variable_rate && m->rate.num > 0)
        film->frame_rate = m->rate;
    else if (mean > 0 && mean < INT32_MAX / 1000)
        film->frame_rate = (struct pst_rational){(int32_t)(mean * 1000 + 0.5), 1000};
}

/* A part keeps the film's own timecode: that of its first frame. */
static void shift_timecode(struct media *m)
{
    struct pst_film *film = &m->film;
    int64_t start = source_start(&m->source), told = 0;
    bool drop = false;
    if (m->params.from <= 0 || film->variable_rate || film->frame_rate.num <= 0)
        return;
    double skipped = clock_seconds(m->first_pts - start, film->time_base);
    if (!pst_timecode_parse(film->timecode, film->frame_rate, &told, &drop))
        told = 0;
    char text[PST_TIMECODE_SIZE];
    pst_timecode(told + llround(skipped * rational_value(film->frame_rate)), film->frame_rate, drop, text);
    text_copy(film->timecode, sizeof film->timecode, text);
}

/* By the clocks of the first sample and the first picture that there really were: what a file tells counts
   pictures that cannot be decoded and samples that are dropped. */
static void finish_sound(struct media *m)
{
    if (!m->params.sound || !m->source.sound_stream)
        return;
    struct pst_rational micro = {1, 1000000}, milli = {1, 1000};
    m->film.sound_start = m->heard ? (struct pst_rational){0, 1} : (struct pst_rational){0, 0};
    if (!m->heard || m->sound_start == AV_NOPTS_VALUE)
        return;
    int64_t late = m->sound_start - clock_rescale(m->first_pts, m->film.time_base, micro);
    if (late > -INT32_MAX && late < INT32_MAX)
        m->film.sound_start = (struct pst_rational){(int32_t)late, 1000000};
    else if (late / 1000 > -INT32_MAX && late / 1000 < INT32_MAX)
        m->film.sound_start = (struct pst_rational){(int32_t)clock_rescale(late, micro, milli), 1000};
}

/* Sound goes on where a picture is merely held for long: where both are missing, what held them was lost. */
static void note_lost(struct media *m)
{
    for (size_t i = 0; i < m->lost_pictures.count; i++) {
        const struct span *lost = &m->lost_pictures.items[i];
        if (spans_meet(&m->lost_sound, lost->from, lost->to))
            player_problem(m, lost->n - 1, lost->n, "pictures and sound are missing");
    }
}

/* Which frames it belongs to is not known here: its times are told in words. */
static void note_bad_sound(struct media *m)
{
    const struct pst_rational micro = {1, 1000000};
    int64_t zero = clock_rescale(m->first_pts, m->film.time_base, micro);
    for (size_t i = 0; i < m->bad_sound.count; i++) {
        const struct span *bad = &m->bad_sound.items[i];
        char what[128];
        snprintf(what, sizeof what, "sound that cannot be decoded (%.3f to %.3f s)",
                 (double)(bad->from - zero) / 1e6, (double)(bad->to - zero) / 1e6);
        player_problem(m, -1, -1, what);
    }
}

static int compare_problems(const void *one, const void *other)
{
    const struct media_problem *a = one, *b = other;
    if (a->first != b->first) /* unknown frames last */
        return (uint64_t)a->first < (uint64_t)b->first ? -1 : 1;
    if (a->last != b->last)
        return a->last < b->last ? -1 : 1;
    return strcmp(a->what, b->what);
}

/* By frames, those of pictures first: threads told them in any order. */
static void sort_problems(struct media *m)
{
    if (m->problems.count > 0)
        qsort(m->problems.items, m->problems.count, sizeof *m->problems.items, compare_problems);
}

static void finish_film(struct media *m)
{
    m->film.frames = m->frames;
    m->film.first_pts = m->first_pts;
    m->film.end_pts = m->end_pts;
    m->film.duration = clock_seconds(m->end_pts - m->first_pts, m->film.time_base);
    m->film.variable_rate = m->uneven;
    m->film.interlaced |= m->interlaced; /* MPEG-4 part 2 and HEVC tell it of pictures, not of the stream */
    if (m->frames > 0)
        m->film.active = pictures_active(m);
    finish_rate(m);
    finish_sound(m);
    shift_timecode(m);
    note_missing_end(m);
    note_lost(m);
    note_bad_sound(m);
    sort_problems(m);
}

static enum pst_status run_threads(struct media *m, struct pst_error *error)
{
    void *(*bodies[3])(void *) = {read_packets, decode_pictures, decode_sound};
    int wanted = m->params.sound && m->source.sound_stream ? 3 : 2, started = 0;
    pthread_t threads[3];
    m->sound_ended = wanted < 3;
    while (started < wanted && pthread_create(&threads[started], NULL, bodies[started], m) == 0)
        started++;
    if (started < wanted) {
        struct pst_error why;
        player_fail(m, fail(&why, PST_INTERNAL, "cannot start a thread"), &why);
    } else {
        play_pictures(m);
    }
    packets_stop(&m->picture_packets);
    if (m->stopping)
        packets_stop(&m->sound_packets);
    for (int i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    if (m->status != PST_OK && error)
        *error = m->error;
    return m->status;
}

enum pst_status media_play(struct media *m, const struct media_sink *sink, struct pst_error *error)
{
    m->sink = sink;
    enum pst_status status = run_threads(m, error);
    if (status == PST_OK && m->frames == 0 && m->params.from > 0)
        return fail(error, PST_USAGE, "'%s' has no pictures from %.6g s on", m->path, m->params.from);
    if (status == PST_OK && m->frames == 0)
        return fail(error, PST_INPUT,
                    "'%s' is not a film, or is damaged: none of its pictures can be decoded", m->path);
    if (status == PST_OK && m->params.sidecar && m->params.titles)
        status = sidecar_play(m, error);
    finish_film(m);
    put_away(m);
    return status;
}
