/* SPDX-License-Identifier: Apache-2.0 */
#include "media/sidecar_text.h"
#include "base/error.h"
#include "base/text.h"
#include "media/media.h"
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A long film's titles are some 100 kB. */
enum { MOST_BYTES = 64 << 20, BUFFER = 4096 };

struct sidecar_text {
    struct text words;
    size_t at;
    AVIOContext *io;
    AVFormatContext *format;
};

static enum pst_status read_bytes(const char *path, struct text *bytes, struct pst_error *error)
{
    char block[1 << 16];
    FILE *in = fopen(path, "rbe");
    if (!in)
        return fail(error, PST_INPUT, "cannot open '%s': %s", path, REASON(errno));
    errno = 0;
    for (size_t got; bytes->length <= MOST_BYTES && (got = fread(block, 1, sizeof block, in)) > 0;)
        text_append_bytes(bytes, block, got);
    int reason = ferror(in) ? errno : 0;
    fclose(in);
    if (reason)
        return fail(error, PST_INPUT, "cannot read '%s': %s", path, REASON(reason));
    if (bytes->length > MOST_BYTES)
        return fail(error, PST_INPUT, "'%s' holds no titles: it is larger than %d MiB", path,
                    MOST_BYTES >> 20);
    return bytes->failed ? fail_memory(error) : PST_OK;
}

/* What the byte order mark says, else `told`; *skip is the mark's length. */
static const char *encoding_of(const struct text *bytes, const char *told, size_t *skip)
{
    static const struct {
        const char *mark, *name;
        size_t length;
    } marks[] = {{"\xef\xbb\xbf", "UTF-8", 3},
                 {"\xff\xfe\0\0", "UTF-32LE", 4},
                 {"\0\0\xfe\xff", "UTF-32BE", 4},
                 {"\xff\xfe", "UTF-16LE", 2},
                 {"\xfe\xff", "UTF-16BE", 2}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (bytes->length >= marks[i].length && memcmp(bytes->data, marks[i].mark, marks[i].length) == 0) {
            *skip = marks[i].length;
            return marks[i].name;
        }
    *skip = 0;
    return told;
}

static int count_lines(const struct text *words)
{
    int lines = 1;
    for (size_t i = 0; i < words->length; i++)
        lines += words->data[i] == '\n';
    return lines;
}

/* false: the bytes are none of the charset, from the end of what was converted on. */
static bool convert(iconv_t converter, char *bytes, size_t size, struct text *words)
{
    char block[4096];
    size_t code;
    do {
        char *out = block;
        size_t room = sizeof block;
        code = iconv(converter, &bytes, &size, &out, &room);
        text_append_bytes(words, block, sizeof block - room);
    } while (code == (size_t)-1 && errno == E2BIG);
    return code != (size_t)-1;
}

static enum pst_status open_converter(const char *path, const char *name, iconv_t *converter,
                                      struct pst_error *error)
{
    *converter = iconv_open("UTF-8", name);
    if (*converter != (iconv_t)-1)
        return PST_OK;
    return errno == ENOMEM ? fail_memory(error)
                           : fail(error, PST_USAGE, "cannot read '%s' as %s", path, name);
}

/* The file as UTF-8. A text has no NUL: what has one is another kind of file, or in an encoding untold. */
static enum pst_status convert_file(const char *path, const char *name, const struct text *bytes, size_t skip,
                                    struct text *words, struct pst_error *error)
{
    iconv_t converter;
    enum pst_status status = open_converter(path, name, &converter, error);
    if (status != PST_OK)
        return status;
    bool fine = convert(converter, bytes->data + skip, bytes->length - skip, words);
    iconv_close(converter);
    if (words->failed)
        return fail_memory(error);
    if (words->data && memchr(words->data, '\0', words->length))
        return fail(error, PST_INPUT, "'%s' holds no titles", path);
    return fine ? PST_OK
                : fail(error, PST_INPUT,
                       "cannot read '%s' as %s: line %d has other bytes: name its encoding with --charset",
                       path, name, count_lines(words));
}

/* The charset that was told must exist even where the file itself tells another. */
static enum pst_status read_words(const char *path, const char *charset, struct text *words,
                                  struct pst_error *error)
{
    struct text bytes = {0};
    iconv_t told;
    size_t skip;
    enum pst_status status = open_converter(path, charset, &told, error);
    if (status != PST_OK)
        return status;
    iconv_close(told);
    status = read_bytes(path, &bytes, error);
    if (status == PST_OK) {
        const char *name = encoding_of(&bytes, charset, &skip);
        status = convert_file(path, name, &bytes, skip, words, error);
    }
    text_release(&bytes);
    return status;
}

static int read_on(void *data, uint8_t *to, int size)
{
    struct sidecar_text *s = data;
    size_t left = s->words.length - s->at, count = (size_t)size < left ? (size_t)size : left;
    if (count == 0)
        return AVERROR_EOF;
    memcpy(to, s->words.data + s->at, count);
    s->at += count;
    return (int)count;
}

static int64_t seek_to(void *data, int64_t offset, int whence)
{
    struct sidecar_text *s = data;
    if (whence & AVSEEK_SIZE)
        return (int64_t)s->words.length;
    if (whence == SEEK_CUR)
        offset += (int64_t)s->at;
    else if (whence == SEEK_END)
        offset += (int64_t)s->words.length;
    if (offset < 0 || offset > (int64_t)s->words.length)
        return AVERROR(EINVAL);
    s->at = (size_t)offset;
    return offset;
}

static int refuse_files(AVFormatContext *format, AVIOContext **io, const char *url, int flags,
                        AVDictionary **options)
{
    (void)format, (void)url, (void)flags, (void)options;
    *io = NULL;
    return AVERROR(EPERM);
}

static enum pst_status open_format(struct sidecar_text *s, const char *path, struct pst_error *error)
{
    unsigned char *buffer = av_malloc(BUFFER);
    s->io = buffer ? avio_alloc_context(buffer, BUFFER, 0, s, read_on, NULL, seek_to) : NULL;
    if (!s->io) {
        av_free(buffer);
        return fail_memory(error);
    }
    AVFormatContext *format = avformat_alloc_context();
    if (!format)
        return fail_memory(error);
    format->pb = s->io;
    format->io_open = refuse_files;
    format->flags |= AVFMT_FLAG_CUSTOM_IO;
    int code = avformat_open_input(&format, path, NULL, NULL);
    if (code < 0)
        return code == AVERROR(ENOMEM) ? fail_memory(error)
                                       : fail(error, PST_INPUT, "'%s' holds no titles", path);
    s->format = format;
    return PST_OK;
}

enum pst_status sidecar_text_open(const char *path, const char *charset, struct sidecar_text **out,
                                  struct pst_error *error)
{
    struct sidecar_text *s = calloc(1, sizeof *s);
    *out = s;
    if (!s)
        return fail_memory(error);
    enum pst_status status = media_check_file(path, error);
    if (status == PST_OK)
        status = read_words(path, charset ? charset : "UTF-8", &s->words, error);
    if (status == PST_OK)
        status = open_format(s, path, error);
    if (status != PST_OK)
        sidecar_text_close(out);
    return status;
}

void sidecar_text_close(struct sidecar_text **out)
{
    struct sidecar_text *s = *out;
    if (!s)
        return;
    avformat_close_input(&s->format);
    if (s->io)
        av_freep(&s->io->buffer);
    avio_context_free(&s->io);
    text_release(&s->words);
    free(s);
    *out = NULL;
}

AVFormatContext *sidecar_text_format(struct sidecar_text *s)
{
    return s->format;
}
