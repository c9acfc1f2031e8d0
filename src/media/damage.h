/* SPDX-License-Identifier: Apache-2.0 */
/* Which pictures are damaged: those that a decoder complains of, and those made from them. */
#ifndef PST_DAMAGE_H
#define PST_DAMAGE_H

#include "media/source.h"

enum { BAD_PACKETS = 64 };

/* Whether a decoder may be told to stop at faults. libavcodec 5.1's of MPEG-4 part 2 ends the whole program
   then ("Assertion frame->buf[0] failed"): only those are asked that were tried. */
bool damage_can_stop(enum AVCodecID);

/* Whether a decoder passes over faults without a word unless it is told to stop. */
bool damage_is_silent(enum AVCodecID);

/* Whether a decoder's threads may hide faults from each other. */
bool damage_needs_one_thread(enum AVCodecID);

struct damage {
    AVCodecContext *judge; /* of the source; may be NULL */
    AVFrame *scratch;
    bool checksums; /* FFV1: of every slice */
    bool ffv1;
    bool alone;      /* every picture stands alone */
    bool disposable; /* no picture is made from a B picture */
    bool seen;       /* any, up to now */
    bool spoiled;    /* later pictures are made from a damaged one */
    int64_t anchor;  /* number of the last picture that was no B picture: those after it may be made from the
                        next one that is none */
    int64_t bad[BAD_PACKETS]; /* presentation times of the last packets that were damaged, a ring */
    size_t bad_count;
};

enum pst_status damage_open(const struct source *, struct damage *, struct pst_error *);
void damage_release(struct damage *);

/* Looks at a packet before it is decoded: true where it is damaged for sure. */
bool damage_in_packet(struct damage *, const AVPacket *packet);

/* A packet could not be decoded at all. */
void damage_lost(struct damage *);

/* Whether picture `n`, in order of presentation, is damaged; if so all from *first on are. */
bool damage_in_frame(struct damage *, const AVFrame *frame, int64_t n, int64_t *first);

#endif
