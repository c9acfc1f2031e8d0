/* SPDX-License-Identifier: Apache-2.0 */
/* A queue of packets from the one thread that reads the file to one that decodes. */
#ifndef PST_PACKETS_H
#define PST_PACKETS_H

#include <libavcodec/codec_id.h>
#include <libavcodec/packet.h>
#include <pthread.h>
#include <stdbool.h>

enum { PACKETS = 512, PACKET_BYTES = 16 << 20 };

struct packet_queue {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    AVPacket *ring[PACKETS];
    size_t head, count, bytes;
    bool ended;   /* the writer has no more */
    bool stopped; /* the reader wants no more */
};

void packets_init(struct packet_queue *);
void packets_release(struct packet_queue *);

/* Takes what `packet` refers to and leaves it blank. Waits while the queue is full. False: nobody wants it.
 */
bool packets_put(struct packet_queue *, AVPacket *packet);
void packets_end(struct packet_queue *);

/* Waits for a packet; false where there are no more. */
bool packets_get(struct packet_queue *, AVPacket *packet);
void packets_stop(struct packet_queue *);

/* Whether a packet holds headers alone. Libav hands those of a second film in the same Ogg file on as if they
   lasted. */
bool packet_is_header(enum AVCodecID, const AVPacket *);

#endif
