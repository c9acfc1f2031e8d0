/* SPDX-License-Identifier: Apache-2.0 */
#include "media/source.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/text.h"
#include "media/damage.h"
#include "media/describe.h"
#include "media/sequence.h"
#include "media/unwritten.h"
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <libavutil/cpu.h>
#include <limits.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

struct pst_rational to_rational(AVRational r)
{
    return (struct pst_rational){r.num, r.den};
}

const char *av_reason(int code, char text[128])
{
    if (av_strerror(code, text, 128) < 0)
        snprintf(text, 128, "error %d", code);
    text[0] = (char)tolower((unsigned char)text[0]);
    return text;
}

enum pst_status media_hash(const char *path, int64_t *size, char hex[33], struct pst_error *error)
{
    return sequence_is(path) ? sequence_hash(path, size, hex, error) : hash_content(path, size, hex, error);
}

enum pst_status media_check_file(const char *path, struct pst_error *error)
{
    struct stat st;
    struct sequence sequence;
    if (sequence_is(path))
        return sequence_find(path, &sequence, error);
    if (stat(path, &st)) {
        char reason[128];
        return fail(error, PST_INPUT, "cannot open '%s': %s", path, av_reason(AVERROR(errno), reason));
    }
    if (S_ISDIR(st.st_mode))
        return fail(error, PST_INPUT, "cannot open '%s': it is a directory", path);
    if (!S_ISREG(st.st_mode))
        return fail(error, PST_INPUT, "cannot open '%s': it is not a regular file", path);
    if (st.st_size == 0)
        return fail(error, PST_INPUT, "'%s' is empty", path);
    return PST_OK;
}

/* A picture of the pattern in format->opaque, and no other file. */
static int open_picture(AVFormatContext *format, AVIOContext **io, const char *url, int flags,
                        AVDictionary **options)
{
    static const char file[] = "file:";
    (void)options;
    *io = NULL;
    const char *path = strncmp(url, file, strlen(file)) == 0 ? url + strlen(file) : url;
    if ((flags & AVIO_FLAG_WRITE) || !sequence_holds(format->opaque, path) ||
        media_check_file(path, NULL) != PST_OK)
        return AVERROR(EPERM);
    AVDictionary *whitelist = NULL;
    av_dict_set(&whitelist, "protocol_whitelist", "file", 0);
    int code = avio_open2(io, url, AVIO_FLAG_READ, &format->interrupt_callback, &whitelist);
    av_dict_free(&whitelist);
    return code;
}

static enum pst_status sequence_options(const struct sequence *sequence, struct pst_rational rate,
                                        AVDictionary **options, struct pst_error *error)
{
    char text[64];
    snprintf(text, sizeof text, "%d/%d", rate.num, rate.den);
    int code = av_dict_set(options, "framerate", text, 0);
    if (code >= 0)
        code = av_dict_set_int(options, "start_number", sequence->first, 0);
    if (code >= 0)
        code = av_dict_set(options, "pattern_type", "sequence", 0);
    return code < 0 ? fail_memory(error) : PST_OK;
}

/* libav's reader of picture sequences. */
static enum pst_status open_sequence(struct source *s, const struct media_params *params,
                                     struct pst_error *error)
{
    struct sequence sequence;
    struct text url = {0};
    AVDictionary *options = NULL;
    char reason[128];
    if (params->rate.num <= 0)
        return fail(error, PST_USAGE, "'%s' is a sequence of pictures: tell with --rate how many a second",
                    s->path);
    enum pst_status status = sequence_find(s->path, &sequence, error);
    if (status == PST_OK)
        status = sequence_options(&sequence, params->rate, &options, error);
    text_append(&url, "file:");
    text_append(&url, s->path);
    AVFormatContext *format = avformat_alloc_context();
    if (status == PST_OK && (url.failed || !format))
        status = fail_memory(error);
    if (status == PST_OK) {
        format->opaque = (void *)s->path;
        format->io_open = open_picture;
        format->interrupt_callback = s->interrupt;
        int code = avformat_open_input(&format, url.data, av_find_input_format("image2"), &options);
        if (code < 0)
            status = fail(error, PST_INPUT, "'%s' is not a film, or is damaged: %s", s->path,
                          av_reason(code, reason));
    }
    av_dict_free(&options);
    text_release(&url);
    if (status != PST_OK) {
        avformat_free_context(format);
        return status;
    }
    s->format = format;
    s->missing = sequence.missing;
    s->last = sequence.last;
    return PST_OK;
}

/* libav asks for further files (a playlist's parts, a reference) through this hook: there are none. */
static int refuse_other_files(AVFormatContext *format, AVIOContext **io, const char *url, int flags,
                              AVDictionary **options)
{
    (void)format, (void)url, (void)flags, (void)options;
    *io = NULL;
    return AVERROR(EPERM);
}

/* What reads other files or the network by its nature. */
static bool is_playlist(const AVInputFormat *kind)
{
    static const char *const names[] = {"avisynth", "concat", "dash",        "hls", "imf",
                                        "rtp",      "rtsp",   "vapoursynth", "sdp", NULL};
    for (const char *const *name = names; *name; name++)
        if (strcmp(*name, kind->name) == 0)
            return true;
    return false;
}

/* A demuxer may open files with a context of its own, past our hook: it inherits the whitelist. `code` tells
   how probing went; frees *format where it fails. */
static int open_alone(AVFormatContext **format, int code, const AVInputFormat *kind, const char *url)
{
    AVDictionary *options = NULL;
    if (code >= 0 && kind)
        code = av_dict_set(&options, "protocol_whitelist", "none", 0);
    if (code >= 0 && kind)
        code = avformat_open_input(format, url, kind, &options);
    else
        avformat_free_context(*format);
    av_dict_free(&options);
    return code;
}

static enum pst_status open_file(const char *path, AVIOInterruptCB interrupt, AVFormatContext **format,
                                 struct pst_error *error)
{
    enum pst_status status = media_check_file(path, error);
    if (status != PST_OK)
        return status;
    char reason[128];
    struct text url = {0};
    AVIOContext *io = NULL;
    AVDictionary *options = NULL;
    text_append(&url, "file:");
    text_append(&url, path);
    av_dict_set(&options, "protocol_whitelist", "file", 0);
    int code = url.failed ? AVERROR(ENOMEM) : avio_open2(&io, url.data, AVIO_FLAG_READ, &interrupt, &options);
    av_dict_free(&options);
    AVFormatContext *opened = code < 0 ? NULL : avformat_alloc_context();
    if (!opened) {
        text_release(&url);
        avio_closep(&io);
        return code < 0 ? fail(error, PST_INPUT, "cannot open '%s': %s", path, av_reason(code, reason))
                        : fail_memory(error);
    }
    opened->pb = io;
    opened->interrupt_callback = interrupt;
    opened->io_open = refuse_other_files;
    opened->flags |= AVFMT_FLAG_CUSTOM_IO;
    const AVInputFormat *kind = NULL;
    code = av_probe_input_buffer2(io, &kind, url.data, NULL, 0, 0);
    bool playlist = code >= 0 && is_playlist(kind);
    code = open_alone(&opened, code, playlist ? NULL : kind, url.data);
    text_release(&url);
    if (playlist) {
        avio_closep(&io);
        return fail(error, PST_INPUT, "'%s' is no film but points to other files, which are not opened",
                    path);
    }
    if (code < 0) {
        avio_closep(&io);
        return fail(error, PST_INPUT, "'%s' is not a film, or is damaged: %s", path, av_reason(code, reason));
    }
    *format = opened;
    return PST_OK;
}

enum pst_status source_open_file(const char *path, AVFormatContext **format, struct pst_error *error)
{
    return open_file(path, (AVIOInterruptCB){0}, format, error);
}

void source_close_file(AVFormatContext **format)
{
    if (!*format)
        return;
    AVIOContext *io = (*format)->pb;
    avformat_close_input(format);
    avio_closep(&io);
}

/* What stays unwritten of a damaged picture is black, not what the memory held before. */
static int give_blank_picture(AVCodecContext *decoder, AVFrame *frame, int flags)
{
    int code = avcodec_default_get_buffer2(decoder, frame, flags);
    for (int i = 0; code >= 0 && i < AV_NUM_DATA_POINTERS && frame->buf[i]; i++)
        memset(frame->buf[i]->data, 0, frame->buf[i]->size);
    return code;
}

static int give_marked_picture(AVCodecContext *decoder, AVFrame *frame, int flags)
{
    if (!unwritten_can_tell(decoder->codec_id, frame->format))
        return give_blank_picture(decoder, frame, flags);
    int code = avcodec_default_get_buffer2(decoder, frame, flags);
    if (code >= 0)
        unwritten_mark(frame);
    return code;
}

/* libav's own thread need not be asked for memory: any thread may. */
static void own_buffers(AVCodecContext *d, bool strict)
{
    d->get_buffer2 = strict ? give_marked_picture : give_blank_picture;
#if LIBAVCODEC_VERSION_MAJOR < 60
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    d->thread_safe_callbacks = 1;
#pragma GCC diagnostic pop
#endif
}

/* `strict`: a fault is an error, and nothing is put in its place. */
static void set_up_pictures(const struct source *s, AVCodecContext *d, bool strict)
{
    d->max_pixels = s->budget.pixels;
    if (strict && damage_can_stop(d->codec_id))
        d->err_recognition |= AV_EF_CRCCHECK | AV_EF_EXPLODE;
    if (!strict || d->codec_id != AV_CODEC_ID_H264) /* which never leaves a fault untold */
        own_buffers(d, strict);
}

static enum pst_status open_decoder(const struct source *s, AVStream *stream, int threads, bool strict,
                                    AVCodecContext **decoder, struct pst_error *error)
{
    const AVCodec *codec = avcodec_find_decoder(stream->codecpar->codec_id);
    const char *name = avcodec_get_name(stream->codecpar->codec_id);
    if (!codec)
        return fail(error, PST_INPUT, "cannot decode '%s': no decoder for %s", s->path, name);
    *decoder = avcodec_alloc_context3(codec);
    if (!*decoder)
        return fail_memory(error);
    AVCodecContext *d = *decoder;
    int code = avcodec_parameters_to_context(d, stream->codecpar);
    d->pkt_timebase = stream->time_base;
    d->thread_count = threads;
    d->flags |= AV_CODEC_FLAG_UNALIGNED; /* else libav crops at the left by whole 32 bytes alone */
    if (stream == s->picture_stream)
        set_up_pictures(s, d, strict);
    if (code >= 0)
        code = avcodec_open2(d, codec, NULL);
    char reason[128];
    if (code < 0)
        return fail(error, PST_INPUT, "cannot decode '%s': %s: %s", s->path, name, av_reason(code, reason));
    return PST_OK;
}

bool is_picture(const AVStream *stream)
{
    return stream->codecpar->codec_type == AVMEDIA_TYPE_VIDEO &&
           !(stream->disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS));
}

static enum pst_status choose_picture(struct source *s, struct pst_error *error)
{
    int best = av_find_best_stream(s->format, AVMEDIA_TYPE_VIDEO, -1, -1, NULL, 0);
    if (best >= 0 && is_picture(s->format->streams[best]))
        s->picture_stream = s->format->streams[best];
    for (unsigned i = 0; i < s->format->nb_streams && !s->picture_stream; i++)
        if (is_picture(s->format->streams[i]))
            s->picture_stream = s->format->streams[i];
    if (!s->picture_stream)
        return fail(error, PST_INPUT, "'%s' is not a film: it has no pictures", s->path);
    return PST_OK;
}

static enum pst_status choose_sound(struct source *s, int wanted, struct pst_error *error)
{
    int count = 0;
    for (unsigned i = 0; i < s->format->nb_streams; i++)
        if (s->format->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO && count++ == wanted)
            s->sound_stream = s->format->streams[i];
    if (wanted >= 0)
        return s->sound_stream
                   ? PST_OK
                   : fail(error, PST_USAGE, "'%s' has no sound stream %d: it has %d", s->path, wanted, count);
    int beside = s->picture_stream ? s->picture_stream->index : -1;
    int best = av_find_best_stream(s->format, AVMEDIA_TYPE_AUDIO, -1, beside, NULL, 0);
    if (best >= 0)
        s->sound_stream = s->format->streams[best];
    return PST_OK;
}

static bool is_text(enum AVCodecID id)
{
    const AVCodecDescriptor *descriptor = avcodec_descriptor_get(id);
    return descriptor && (descriptor->props & AV_CODEC_PROP_TEXT_SUB);
}

/* A title stream that cannot be opened is left out, as one that holds pictures is. */
static enum pst_status open_titles(struct source *s, struct pst_error *error)
{
    s->streams = s->format->nb_streams;
    s->title_decoders = av_calloc(s->streams, sizeof(AVCodecContext *));
    if (!s->title_decoders)
        return fail_memory(error);
    for (unsigned i = 0; i < s->streams; i++) {
        AVStream *stream = s->format->streams[i];
        if (stream->codecpar->codec_type == AVMEDIA_TYPE_SUBTITLE && is_text(stream->codecpar->codec_id) &&
            open_decoder(s, stream, 1, false, &s->title_decoders[i], NULL) != PST_OK)
            avcodec_free_context(&s->title_decoders[i]);
    }
    return PST_OK;
}

static bool has_pictures(const struct source *s)
{
    for (unsigned i = 0; i < s->format->nb_streams; i++)
        if (is_picture(s->format->streams[i]) && s->format->streams[i]->codecpar->width > 0)
            return true;
    return false;
}

/* Sizes that only the header tells; the decoder that would have shown them refused. */
static void keep_size(AVCodecParameters *codec, int width, int height)
{
    if (codec->width > 0 || codec->codec_type != AVMEDIA_TYPE_VIDEO)
        return;
    codec->width = width;
    codec->height = height;
}

/* libav decodes some pictures to learn about them: none larger than what fits. */
static int find_stream_info(AVFormatContext *format, int64_t memory)
{
    unsigned count = format->nb_streams;
    AVDictionary **options = av_calloc(count + 1, sizeof(AVDictionary *));
    int(*sizes)[2] = av_calloc(count + 1, sizeof *sizes);
    int code = options && sizes ? 0 : AVERROR(ENOMEM);
    for (unsigned i = 0; code >= 0 && i < count; i++) {
        sizes[i][0] = format->streams[i]->codecpar->width;
        sizes[i][1] = format->streams[i]->codecpar->height;
        code = av_dict_set_int(&options[i], "max_pixels", budget_pixels(memory), 0);
    }
    if (code >= 0)
        code = avformat_find_stream_info(format, options);
    for (unsigned i = 0; code >= 0 && i < count; i++)
        keep_size(format->streams[i]->codecpar, sizes[i][0], sizes[i][1]);
    for (unsigned i = 0; options && i < count; i++)
        av_dict_free(&options[i]);
    av_free(options);
    av_free(sizes);
    return code;
}

/* A container without a header shows its streams as they come: pictures that begin a minute late need a
   longer look than libav's five seconds. */
static enum pst_status look_into(struct source *s, int64_t memory, struct pst_error *error)
{
    enum { LONG_LOOK = 128 << 20, LONG_TIME = 600 };
    char reason[128];
    int code = find_stream_info(s->format, memory);
    if (code >= 0 && !has_pictures(s) && (s->format->ctx_flags & AVFMTCTX_NOHEADER) &&
        !sequence_is(s->path)) {
        source_close_file(&s->format);
        enum pst_status status = open_file(s->path, s->interrupt, &s->format, error);
        if (status != PST_OK)
            return status;
        s->format->probesize = LONG_LOOK;
        s->format->max_analyze_duration = (int64_t)LONG_TIME * AV_TIME_BASE;
        code = find_stream_info(s->format, memory);
    }
    return code >= 0 ? PST_OK
                     : fail(error, PST_INPUT, "'%s' is not a film, or is damaged: %s", s->path,
                            av_reason(code, reason));
}

/* Of a part from the film's beginning; INT_MAX where that is not told. A decoder gives its first picture when
   each of its threads has one: threads beyond these would decode what nobody sees. */
static int pictures_wanted(const AVStream *stream, const struct media_params *params)
{
    double pictures = ceil(params->to * av_q2d(stream->avg_frame_rate));
    bool told = params->to > 0 && params->from <= 0 && stream->avg_frame_rate.num > 0;
    return told && pictures >= 1 && pictures < INT_MAX ? (int)pictures : INT_MAX;
}

/* A thread of libav's H.264 decoder waits for rows of the picture before it: two more than there are cores to
   work on keep the cores busy. Other decoders gain nothing by that. */
static int threads_wanted(const AVStream *stream, const struct media_params *params)
{
    enum { THREADS_MOST = 16 /* of libav's own choice */, WAITING = 2 };
    int processors = av_cpu_count() < THREADS_MOST ? av_cpu_count() : THREADS_MOST;
    int wanted = params->threads > 0 ? params->threads : processors, most = pictures_wanted(stream, params);
    enum AVCodecID id = stream->codecpar->codec_id;
    if (!params->strict || damage_needs_one_thread(id))
        return 1;
    wanted = wanted > 1 && id == AV_CODEC_ID_H264 ? wanted + WAITING : wanted;
    return wanted < most ? wanted : most;
}

/* Refuses pictures that do not fit into `memory`; takes fewer threads where that makes them fit. */
static enum pst_status plan_budget(struct source *s, const struct media_params *params, int64_t memory,
                                   struct pst_error *error)
{
    enum { MIB = 1 << 20 };
    const AVCodecParameters *codec = s->picture_stream->codecpar;
    s->budget = budget_plan(codec, memory, threads_wanted(s->picture_stream, params));
    if (s->budget.fits)
        return PST_OK;
    return fail(error, PST_INPUT, "'%s' needs about %" PRId64 " MiB to decode (%dx%d): more than %" PRId64,
                s->path, s->budget.needed / MIB, codec->width, codec->height, memory / MIB);
}

/* Beside a decoder that passes over faults without a word works another one, which stops at them. */
static enum pst_status open_picture_decoders(struct source *s, const struct media_params *params,
                                             struct pst_error *error)
{
    AVStream *stream = s->picture_stream;
    enum pst_status status =
        open_decoder(s, stream, s->budget.threads, params->strict, &s->picture_decoder, error);
    if (status == PST_OK && !params->strict && s->budget.judged &&
        damage_is_silent(stream->codecpar->codec_id))
        status = open_decoder(s, stream, 1, true, &s->judge, error);
    return status;
}

static enum pst_status open_streams(struct source *s, const struct media_params *params,
                                    struct pst_error *error)
{
    int64_t memory = params->memory > 0 ? params->memory : budget_default();
    enum pst_status status = look_into(s, memory, error);
    if (status == PST_OK)
        status = choose_picture(s, error);
    if (status == PST_OK)
        status = choose_sound(s, params->audio, error);
    if (status == PST_OK)
        status = plan_budget(s, params, memory, error);
    if (status == PST_OK)
        status = open_picture_decoders(s, params, error);
    if (status == PST_OK && s->sound_stream &&
        open_decoder(s, s->sound_stream, 1, false, &s->sound_decoder, NULL) != PST_OK) {
        avcodec_free_context(&s->sound_decoder);
        s->sound_stream = NULL;
    }
    return status == PST_OK ? open_titles(s, error) : status;
}

enum pst_status source_open(const char *path, const struct media_params *params, AVIOInterruptCB interrupt,
                            struct source *s, struct pst_film *film, struct pst_error *error)
{
    *s = (struct source){.path = path, .missing = -1, .interrupt = interrupt};
    bool sequence = sequence_is(path);
    if (params->rate.num > 0 && !sequence)
        return fail(error, PST_USAGE, "'%s' tells its own times: --rate is for sequences of pictures", path);
    enum pst_status status =
        sequence ? open_sequence(s, params, error) : open_file(path, interrupt, &s->format, error);
    if (status == PST_OK)
        status = open_streams(s, params, error);
    if (status != PST_OK)
        return status;
    status = describe_film(s, params, film, error);
    s->told = film->duration;
    return status;
}

enum pst_status source_open_sound(const char *path, const struct media_params *params,
                                  AVIOInterruptCB interrupt, struct source *s, struct pst_error *error)
{
    *s = (struct source){.path = path, .missing = -1, .interrupt = interrupt, .entry = {.known = true}};
    enum pst_status status = open_file(path, interrupt, &s->format, error);
    if (status == PST_OK)
        status = look_into(s, params->memory > 0 ? params->memory : budget_default(), error);
    if (status == PST_OK && choose_picture(s, NULL) == PST_OK)
        status = fail(error, PST_INPUT, "'%s' has pictures", path);
    if (status == PST_OK)
        status = choose_sound(s, params->audio, error);
    if (status == PST_OK && !s->sound_stream)
        status = fail(error, PST_INPUT, "'%s' has neither pictures nor sound", path);
    if (status == PST_OK)
        status = open_decoder(s, s->sound_stream, 1, false, &s->sound_decoder, error);
    return status;
}

int64_t source_start(const struct source *s)
{
    if (s->entry.known)
        return s->entry.start;
    const int64_t far = INT64_C(1) << 60; /* microseconds */
    int64_t start = s->picture_stream->start_time;
    struct pst_rational micro = {1, 1000000};
    if (start == AV_NOPTS_VALUE)
        return 0;
    int64_t at = clock_rescale(start, to_rational(s->picture_stream->time_base), micro);
    return at > -far && at < far ? start : 0;
}

void source_close(struct source *s)
{
    if (s->title_decoders)
        for (unsigned i = 0; i < s->streams; i++)
            avcodec_free_context(&s->title_decoders[i]);
    av_freep(&s->title_decoders);
    avcodec_free_context(&s->picture_decoder);
    avcodec_free_context(&s->judge);
    avcodec_free_context(&s->sound_decoder);
    source_close_file(&s->format);
}
