/* SPDX-License-Identifier: Apache-2.0 */
#include "media/describe.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/path.h"
#include "base/text.h"
#include <libavutil/pixdesc.h>
#include <string.h>

static const char *tag(AVDictionary *metadata, const char *key)
{
    AVDictionaryEntry *entry = av_dict_get(metadata, key, NULL, 0);
    return entry ? entry->value : "";
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
        text_copy_utf8(to->language, sizeof to->language, language);
    text_copy_utf8(to->label, sizeof to->label, tag(stream->metadata, "title"));
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
    enum { MOST = 10000 }; /* what a film may have; a file may claim more than memory holds */
    unsigned count = s->format->nb_chapters < MOST ? s->format->nb_chapters : MOST;
    film->chapters = calloc(count ? count : 1, sizeof *film->chapters);
    if (!film->chapters)
        return fail_memory(error);
    film->chapter_count = count;
    for (unsigned i = 0; i < count; i++) {
        const AVChapter *from = s->format->chapters[i];
        struct pst_chapter *to = &film->chapters[i];
        *to = (struct pst_chapter){
            .first_pts = from->start, .last_pts = from->end, .time_base = to_rational(from->time_base)};
        text_copy_utf8(to->title, sizeof to->title, tag(from->metadata, "title"));
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
    text_copy_utf8(film->file, sizeof film->file, path_name(s->path));
    const AVInputFormat *container = s->format->iformat;
    text_copy(film->container, sizeof film->container,
              container->long_name ? container->long_name : container->name);
    text_copy_utf8(film->title, sizeof film->title, tag(s->format->metadata, "title"));
    text_copy_utf8(film->director, sizeof film->director, tag(s->format->metadata, "director"));
    if (!film->director[0])
        text_copy_utf8(film->director, sizeof film->director, tag(s->format->metadata, "artist"));
    int year = 0;
    if (sscanf(tag(s->format->metadata, "date"), "%4d", &year) == 1 && year > 1800)
        film->year = year;
    text_copy_utf8(film->timecode, sizeof film->timecode, find_timecode(s));
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

/* AVI's index is its end: without it libav goes by what is left, and its header by what was written. */
static double counted_in_header(const struct source *s)
{
    const AVStream *stream = s->picture_stream;
    bool avi = strcmp(s->format->iformat->name, "avi") == 0;
    return avi && stream->nb_frames > 0 ? clock_seconds(stream->nb_frames, to_rational(stream->time_base))
                                        : 0;
}

static const double century = 3e9; /* seconds: nothing lasts longer */

static double told_duration(const struct source *s)
{
    AVStream *stream = s->picture_stream;
    bool guessed = s->format->duration_estimation_method == AVFMT_DURATION_FROM_BITRATE;
    double told = counted_in_header(s);
    if (told > 0 && told < century)
        return told;
    if (stream->duration > 0 && !guessed)
        return clock_seconds(stream->duration, to_rational(stream->time_base));
    told = parse_duration(tag(stream->metadata, "DURATION"));
    if (told <= 0 && s->format->duration > 0 && !guessed)
        told = (double)s->format->duration / AV_TIME_BASE;
    told -= counted_too_much(s);
    return told > 0 && told < century ? told : 0;
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
    int64_t late;
    if (__builtin_sub_overflow(
            clock_rescale(s->sound_stream->start_time, to_rational(s->sound_stream->time_base), micro),
            clock_rescale(source_start(s), film->time_base, micro), &late))
        return;
    if (late > -1000000000 && late < 1000000000)
        film->sound_start = (struct pst_rational){(int32_t)late, 1000000};
}

enum pst_status describe_film(const struct source *s, const struct media_params *params,
                              struct pst_film *film, struct pst_error *error)
{
    film->duration = told_duration(s);
    describe_file(s, film);
    describe_picture(s, film);
    describe_sound(s, params, film);
    if (film->width <= 0 || film->height <= 0)
        return fail(error, PST_INPUT, "'%s' is not a film, or is damaged: its pictures have no size",
                    s->path);
    enum pst_status status = describe_streams(s, film, error);
    return status == PST_OK ? describe_chapters(s, film, error) : status;
}
