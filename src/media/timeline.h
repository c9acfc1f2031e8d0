/* SPDX-License-Identifier: Apache-2.0 */
/* The clock of a file, made whole where it jumps (docs/formats.md, "Time that jumps"). */
#ifndef PST_TIMELINE_H
#define PST_TIMELINE_H

#include <libavcodec/packet.h>
#include <libavutil/rational.h>
#include <stdbool.h>
#include <stdint.h>

enum { TIMELINE_PICTURES, TIMELINE_SOUND, TIMELINE_STREAMS };

/* Zeroed: nothing came yet. Times in microseconds, as corrected. */
struct timeline {
    struct {
        bool begun;
        int64_t last, length; /* of the last packet */
        int64_t shift;        /* added to what the file says */
    } streams[TIMELINE_STREAMS];
};

/* Corrects the times of a packet, those that cannot be are taken away. Returns by how much the file's clock
   jumped at it (microseconds; 0: not). */
int64_t timeline_correct(struct timeline *, int stream, AVPacket *, AVRational time_base);

/* For packets of other streams, which go with the pictures. */
void timeline_follow(const struct timeline *, AVPacket *, AVRational time_base);

#endif
