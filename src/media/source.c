/* SPDX-License-Identifier: Apache-2.0 */
#include "media/source.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/text.h"
#include "media/sequence.h"
#include <ctype.h>
#include <errno.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
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
    int code = avio_open2(io, url, AVIO_FLAG_READ, NULL, &whitelist);
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

enum pst_status source_open_file(const char *path, AVFormatContext **format, struct pst_error *error)
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
    int code = url.failed ? AVERROR(ENOMEM) : avio_open2(&io, url.data, AVIO_FLAG_READ, NULL, &options);
    av_dict_free(&options);
    AVFormatContext *opened = code < 0 ? NULL : avformat_alloc_context();
    if (!opened) {
        text_release(&url);
        avio_closep(&io);
        return code < 0 ? fail(error, PST_INPUT, "cannot open '%s': %s", path, av_reason(code, reason))
                        : fail_memory(error);
    }
    opened->pb = io;
    opened->io_open = refuse_other_files;
    opened->flags |= AVFMT_FLAG_CUSTOM_IO;
    code = avformat_open_input(&opened, url.data, NULL, NULL);
    text_release(&url);
    if (code < 0) {
        avio_closep(&io);
        return fail(error, PST_INPUT, "'%s' is not a film, or is damaged: %s", path, av_reason(code, reason));
    }
    *format = opened;
    return PST_OK;
}

void source_close_file(AVFormatContext **format)
{
    if (!*format)
        return;
    AVIOContext *io = (*format)->pb;
    avformat_close_input(format);
    avio_closep(&io);
}

static enum pst_status open_decoder(const struct source *s, AVStream *stream, int threads,
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
    if (code >= 0)
        code = avcodec_open2(d, codec, NULL);
    char reason[128];
    if (code < 0)
        return fail(error, PST_INPUT, "cannot decode '%s': %s: %s", s->path, name, av_reason(code, reason));
    return PST_OK;
}

static bool is_picture(const AVStream *stream)
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
    int best = av_find_best_stream(s->format, AVMEDIA_TYPE_AUDIO, -1, s->picture_stream->index, NULL, 0);
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
            open_decoder(s, stream, 1, &s->title_decoders[i], NULL) != PST_OK)
            avcodec_free_context(&s->title_decoders[i]);
    }
    return PST_OK;
}

static const char *tag(AVDictionary *metadata, const char *key)
{
    AVDictionaryEntry *entry = av_dict_get(metadata, key, NULL, 0);
    return entry ? entry->value : "";
}

static void copy_tag(char *to, size_t size, const char *from)
{
    struct text clean = {0};
    text_append_utf8(&clean, from);
    text_copy(to, size, clean.data && !clean.failed ? clean.data : "");
    text_release(&clean);
}

static enum pst_stream_kind stream_kind(const AVStream *stream)
{
    switch (stream->codecpar->codec_type) {
    case AVMEDIA_TYPE_VIDEO: return is_picture(stream) ? PST_STREAM_PICTURE : PST_STREAM_OTHER;
    case AVMEDIA_TYPE_AUDIO: return PST_STREAM_SOUND;
    case AVMEDIA_TYPE_SUBTITLE: return PST_STREAM_TITLE;
    default: return PST_STREAM_OTHER;
    }
}

static void describe_stream(const struct source *s, unsigned index, struct pst_stream *to)
{
    const AVStream *stream = s->format->streams[index];
    const AVCodecParameters *codec = stream->codecpar;
    to->index = (int)index;
    to->kind = stream_kind(stream);
    to->used = stream == s->picture_stream || stream == s->sound_stream || s->title_decoders[index];
    text_copy(to->codec, sizeof to->codec, avcodec_get_name(codec->codec_id));
    const char *language = tag(stream->metadata, "language");
    if (language && strcmp(language, "und") != 0) /* ISO 639-2: undetermined */
        copy_tag(to->language, sizeof to->language, language);
    copy_tag(to->label, sizeof to->label, tag(stream->metadata, "title"));
    to->time_base = to_rational(stream->time_base);
    if (to->kind == PST_STREAM_SOUND) {
        to->rate = codec->sample_rate;
        to->channels = codec->ch_layout.nb_channels;
        av_channel_layout_describe(&codec->ch_layout, to->layout, sizeof to->layout);
    }
}

static enum pst_status describe_streams(const struct source *s, struct pst_film *film,
                                        struct pst_error *error)
{
    unsigned count = s->streams;
    film->streams = calloc(count ? count : 1, sizeof *film->streams);
    if (!film->streams)
        return fail_memory(error);
    film->stream_count = count;
    for (unsigned i = 0; i < count; i++)
        describe_stream(s, i, &film->streams[i]);
    return PST_OK;
}

static enum pst_status describe_chapters(const struct source *s, struct pst_film *film,
                                         struct pst_error *error)
{
    unsigned count = s->format->nb_chapters;
    film->chapters = calloc(count ? count : 1, sizeof *film->chapters);
    if (!film->chapters)
        return fail_memory(error);
    film->chapter_count = count;
    for (unsigned i = 0; i < count; i++) {
        const AVChapter *from = s->format->chapters[i];
        struct pst_chapter *to = &film->chapters[i];
        *to = (struct pst_chapter){
            .first_pts = from->start, .last_pts = from->end, .time_base = to_rational(from->time_base)};
        copy_tag(to->title, sizeof to->title, tag(from->metadata, "title"));
    }
    return PST_OK;
}

static enum pst_matrix matrix_of(const AVCodecParameters *codec, bool rgb)
{
    if (rgb) /* R'G'B' with wide primaries is brought to Y'CbCr by the matrix that says so */
        return codec->color_primaries == AVCOL_PRI_BT2020 ? PST_MATRIX_BT2020 : PST_MATRIX_RGB;
    switch (codec->color_space) {
    case AVCOL_SPC_BT709: return PST_MATRIX_BT709;
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M:
    case AVCOL_SPC_FCC: return PST_MATRIX_BT601;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL: return PST_MATRIX_BT2020;
    case AVCOL_SPC_RGB: return PST_MATRIX_RGB;
    /* Untold: as players do, standard definition is taken for BT.601. */
    default: return codec->width >= 1280 || codec->height > 576 ? PST_MATRIX_BT709 : PST_MATRIX_BT601;
    }
}

static enum pst_transfer transfer_of(const AVCodecParameters *codec)
{
    switch (codec->color_trc) {
    case AVCOL_TRC_IEC61966_2_1: return PST_TRANSFER_SRGB;
    /* FFmpeg writes "linear" into every DPX, whatever it holds. */
    case AVCOL_TRC_LINEAR:
        return codec->codec_id == AV_CODEC_ID_DPX ? PST_TRANSFER_BT1886 : PST_TRANSFER_LINEAR;
    case AVCOL_TRC_SMPTE2084: return PST_TRANSFER_PQ;
    case AVCOL_TRC_ARIB_STD_B67: return PST_TRANSFER_HLG;
    case AVCOL_TRC_UNSPECIFIED: /* OpenEXR is scene-linear by its own definition */
        return codec->codec_id == AV_CODEC_ID_EXR ? PST_TRANSFER_LINEAR : PST_TRANSFER_BT1886;
    default: return PST_TRANSFER_BT1886;
    }
}

/* The display matrix turns counter-clockwise (libavutil/display.h); people say clockwise. */
static int rotation_of(const AVStream *stream)
{
    const int32_t *m = (const int32_t *)av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, NULL);
    if (!m)
        return 0;
    if (m[0] == 0 && m[4] == 0)
        return m[1] > 0 ? 90 : 270;
    return m[0] < 0 && m[4] < 0 ? 180 : 0;
}

/* Where nothing is told: the standards of these codecs say limited range; grey of any other (FFV1, PNG …)
   is full range, as libav's own conversions make it. */
static bool untold_grey_is_full(enum AVCodecID id)
{
    static const enum AVCodecID limited[] = {AV_CODEC_ID_H264,      AV_CODEC_ID_HEVC,  AV_CODEC_ID_AV1,
                                             AV_CODEC_ID_VP9,       AV_CODEC_ID_MPEG4, AV_CODEC_ID_MPEG2VIDEO,
                                             AV_CODEC_ID_MPEG1VIDEO};
    for (size_t i = 0; i < sizeof limited / sizeof *limited; i++)
        if (id == limited[i])
            return false;
    return true;
}

static bool is_full_range(const AVCodecParameters *codec, const AVPixFmtDescriptor *format)
{
    if (strncmp(format->name, "yuvj", 4) == 0 ||
        (format->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)))
        return true;
    if (codec->color_range != AVCOL_RANGE_UNSPECIFIED)
        return codec->color_range == AVCOL_RANGE_JPEG;
    return format->nb_components < 3 && untold_grey_is_full(codec->codec_id);
}

static void describe_colour(const struct source *s, struct pst_film *film)
{
    const AVCodecParameters *codec = s->picture_stream->codecpar;
    const AVPixFmtDescriptor *format = av_pix_fmt_desc_get((enum AVPixelFormat)codec->format);
    bool rgb = format && (format->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL));
    if (format) {
        film->bit_depth = format->comp[0].depth;
        text_copy(film->pixel_format, sizeof film->pixel_format, format->name);
        film->full_range = is_full_range(codec, format);
    }
    film->matrix = matrix_of(codec, rgb);
    film->transfer = transfer_of(codec);
    film->interlaced = codec->field_order != AV_FIELD_PROGRESSIVE && codec->field_order != AV_FIELD_UNKNOWN;
}

static void describe_picture(const struct source *s, struct pst_film *film)
{
    AVStream *stream = s->picture_stream;
    const AVCodecParameters *codec = stream->codecpar;
    film->time_base = to_rational(stream->time_base);
    AVRational rate = av_guess_frame_rate(s->format, stream, NULL);
    film->frame_rate = rate.num > 0 && rate.den > 0 ? to_rational(rate) : (struct pst_rational){0, 0};
    film->width = codec->width;
    film->height = codec->height;
    film->active = (struct pst_rect){0, 0, codec->width, codec->height};
    AVRational aspect = av_guess_sample_aspect_ratio(s->format, stream, NULL);
    film->sample_aspect =
        aspect.num > 0 && aspect.den > 0 ? to_rational(aspect) : (struct pst_rational){1, 1};
    film->rotation = rotation_of(stream);
    text_copy(film->codec, sizeof film->codec, avcodec_get_name(codec->codec_id));
    describe_colour(s, film);
}

static const char *find_timecode(const struct source *s)
{
    const char *found = tag(s->picture_stream->metadata, "timecode");
    if (!*found)
        found = tag(s->format->metadata, "timecode");
    for (unsigned i = 0; i < s->format->nb_streams && !*found; i++)
        found = tag(s->format->streams[i]->metadata, "timecode");
    return found;
}

static void describe_file(const struct source *s, struct pst_film *film)
{
    const char *slash = strrchr(s->path, '/');
    copy_tag(film->file, sizeof film->file, slash ? slash + 1 : s->path);
    const AVInputFormat *container = s->format->iformat;
    text_copy(film->container, sizeof film->container,
              container->long_name ? container->long_name : container->name);
    copy_tag(film->title, sizeof film->title, tag(s->format->metadata, "title"));
    copy_tag(film->director, sizeof film->director, tag(s->format->metadata, "director"));
    if (!film->director[0])
        copy_tag(film->director, sizeof film->director, tag(s->format->metadata, "artist"));
    int year = 0;
    if (sscanf(tag(s->format->metadata, "date"), "%4d", &year) == 1 && year > 1800)
        film->year = year;
    copy_tag(film->timecode, sizeof film->timecode, find_timecode(s));
}

/* Seconds from "HH:MM:SS.fraction", as Matroska tags a stream's duration; 0 where it is not that. */
static double parse_duration(const char *text)
{
    int hours, minutes;
    double seconds;
    if (sscanf(text, "%d:%d:%lf", &hours, &minutes, &seconds) != 3)
        return 0;
    return hours * 3600.0 + minutes * 60.0 + seconds;
}

/* Matroska counts durations from 0 of its clock, wherever the film begins. */
static double counted_too_much(const struct source *s)
{
    const AVStream *stream = s->picture_stream;
    bool matroska = strstr(s->format->iformat->name, "matroska") != NULL;
    return matroska && stream->start_time != AV_NOPTS_VALUE && stream->start_time > 0
               ? clock_seconds(stream->start_time, to_rational(stream->time_base))
               : 0;
}

static double told_duration(const struct source *s)
{
    AVStream *stream = s->picture_stream;
    if (stream->duration > 0)
        return clock_seconds(stream->duration, to_rational(stream->time_base));
    double told = parse_duration(tag(stream->metadata, "DURATION"));
    bool guessed = s->format->duration_estimation_method == AVFMT_DURATION_FROM_BITRATE;
    if (told <= 0 && s->format->duration > 0 && !guessed)
        told = (double)s->format->duration / AV_TIME_BASE;
    told -= counted_too_much(s);
    return told > 0 ? told : 0;
}

static void describe_sound(const struct source *s, const struct media_params *params, struct pst_film *film)
{
    film->measured_from = params->from;
    film->measured_to = params->to;
    if (!s->sound_stream)
        return;
    film->sound_start = (struct pst_rational){0, 1};
    if (params->from > 0 || s->sound_stream->start_time == AV_NOPTS_VALUE ||
        s->picture_stream->start_time == AV_NOPTS_VALUE)
        return;
    struct pst_rational micro = {1, 1000000};
    int64_t late =
        clock_rescale(s->sound_stream->start_time, to_rational(s->sound_stream->time_base), micro) -
        clock_rescale(s->picture_stream->start_time, film->time_base, micro);
    if (late > -1000000000 && late < 1000000000)
        film->sound_start = (struct pst_rational){(int32_t)late, 1000000};
}

static bool has_pictures(const struct source *s)
{
    for (unsigned i = 0; i < s->format->nb_streams; i++)
        if (is_picture(s->format->streams[i]) && s->format->streams[i]->codecpar->width > 0)
            return true;
    return false;
}

/* A container without a header shows its streams as they come: pictures that begin a minute late need a
   longer look than libav's five seconds. */
static enum pst_status look_into(struct source *s, struct pst_error *error)
{
    enum { LONG_LOOK = 128 << 20, LONG_TIME = 600 };
    char reason[128];
    int code = avformat_find_stream_info(s->format, NULL);
    if (code >= 0 && !has_pictures(s) && (s->format->ctx_flags & AVFMTCTX_NOHEADER) &&
        !sequence_is(s->path)) {
        source_close_file(&s->format);
        enum pst_status status = source_open_file(s->path, &s->format, error);
        if (status != PST_OK)
            return status;
        s->format->probesize = LONG_LOOK;
        s->format->max_analyze_duration = (int64_t)LONG_TIME * AV_TIME_BASE;
        code = avformat_find_stream_info(s->format, NULL);
    }
    return code >= 0 ? PST_OK
                     : fail(error, PST_INPUT, "'%s' is not a film, or is damaged: %s", s->path,
                            av_reason(code, reason));
}

static enum pst_status open_streams(struct source *s, const struct media_params *params,
                                    struct pst_error *error)
{
    enum pst_status status = look_into(s, error);
    if (status == PST_OK)
        status = choose_picture(s, error);
    if (status == PST_OK)
        status = choose_sound(s, params->audio, error);
    if (status == PST_OK)
        status = open_decoder(s, s->picture_stream, params->threads, &s->picture_decoder, error);
    if (status == PST_OK && s->sound_stream &&
        open_decoder(s, s->sound_stream, 1, &s->sound_decoder, NULL) != PST_OK) {
        avcodec_free_context(&s->sound_decoder);
        s->sound_stream = NULL;
    }
    return status == PST_OK ? open_titles(s, error) : status;
}

enum pst_status source_open(const char *path, const struct media_params *params, struct source *s,
                            struct pst_film *film, struct pst_error *error)
{
    *s = (struct source){.path = path, .missing = -1};
    bool sequence = sequence_is(path);
    if (params->rate.num > 0 && !sequence)
        return fail(error, PST_USAGE, "'%s' tells its own times: --rate is for sequences of pictures", path);
    enum pst_status status =
        sequence ? open_sequence(s, params, error) : source_open_file(path, &s->format, error);
    if (status == PST_OK)
        status = open_streams(s, params, error);
    if (status != PST_OK)
        return status;
    s->told = film->duration = told_duration(s);
    describe_file(s, film);
    describe_picture(s, film);
    describe_sound(s, params, film);
    if (film->width <= 0 || film->height <= 0)
        return fail(error, PST_INPUT, "'%s' is not a film, or is damaged: its pictures have no size", path);
    status = describe_streams(s, film, error);
    return status == PST_OK ? describe_chapters(s, film, error) : status;
}

void source_close(struct source *s)
{
    if (s->title_decoders)
        for (unsigned i = 0; i < s->streams; i++)
            avcodec_free_context(&s->title_decoders[i]);
    av_freep(&s->title_decoders);
    avcodec_free_context(&s->picture_decoder);
    avcodec_free_context(&s->sound_decoder);
    source_close_file(&s->format);
}
