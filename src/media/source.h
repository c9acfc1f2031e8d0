/* SPDX-License-Identifier: Apache-2.0 */
/* An open container and its decoders. */
#ifndef PST_SOURCE_H
#define PST_SOURCE_H

#include "media/budget.h"
#include "media/entry.h"
#include "media/media.h"
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>

struct source {
    const char *path;
    AVFormatContext *format;
    AVStream *picture_stream, *sound_stream; /* sound: NULL where there is none */
    AVCodecContext *picture_decoder, *sound_decoder;
    AVCodecContext *judge; /* decodes the same packets, and is told by what is damaged; NULL: not needed */
    AVCodecContext *
        *title_decoders; /* one a stream of the file; NULL where it holds no titles that are text */
    unsigned streams;    /* in the file when it was opened; more may turn up later, and are not ours */
    int64_t missing,
        last; /* numbers of a sequence: the lowest that is not there (−1: none), and the last that is */
    AVIOInterruptCB interrupt; /* asked by libav while it opens, reads or waits */
    struct budget budget;
    struct entry entry; /* of a part */
    double told;        /* seconds that the file says its pictures last; 0 where it does not */
};

/* Opens the one local file `path` for reading by libav and nothing else, whatever the file points to. */
enum pst_status source_open_file(const char *path, AVFormatContext **format, struct pst_error *);
void source_close_file(AVFormatContext **format);

/* `interrupt` may be {0}. */
enum pst_status source_open(const char *path, const struct media_params *, AVIOInterruptCB interrupt,
                            struct source *, struct pst_film *, struct pst_error *);
/* A file of sound alone; nothing is known of its pictures, titles and entry. To be closed after a failure,
 * too. */
enum pst_status source_open_sound(const char *path, const struct media_params *, AVIOInterruptCB interrupt,
                                  struct source *, struct pst_error *);
void source_close(struct source *);

/* Whether a stream is the film's pictures, not a cover or thumbnails. */
bool is_picture(const AVStream *);

/* Where the pictures begin, in their time base: of a part for sure, else as the file says; 0 where it does
   not, or cannot be. */
int64_t source_start(const struct source *);

struct pst_rational to_rational(AVRational);

/* "invalid data found …" in lower case, into text. */
const char *av_reason(int code, char text[128]);

#endif
