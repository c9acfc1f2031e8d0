/* SPDX-License-Identifier: Apache-2.0 */
#include "media/packets.h"
#include <string.h>

void packets_init(struct packet_queue *q)
{
    *q = (struct packet_queue){0};
    pthread_mutex_init(&q->lock, NULL);
    pthread_cond_init(&q->changed, NULL);
}

void packets_release(struct packet_queue *q)
{
    for (size_t i = 0; i < PACKETS; i++)
        av_packet_free(&q->ring[i]);
    pthread_cond_destroy(&q->changed);
    pthread_mutex_destroy(&q->lock);
}

static bool full(const struct packet_queue *q)
{
    return q->count == PACKETS || (q->count > 0 && q->bytes > PACKET_BYTES);
}

bool packets_put(struct packet_queue *q, AVPacket *packet)
{
    pthread_mutex_lock(&q->lock);
    while (full(q) && !q->stopped)
        pthread_cond_wait(&q->changed, &q->lock);
    AVPacket **slot = &q->ring[(q->head + q->count) % PACKETS];
    bool taken = !q->stopped && (*slot || (*slot = av_packet_alloc()));
    if (taken) {
        av_packet_move_ref(*slot, packet);
        q->count++;
        q->bytes += (size_t)(*slot)->size;
        pthread_cond_broadcast(&q->changed);
    } else {
        av_packet_unref(packet);
    }
    pthread_mutex_unlock(&q->lock);
    return taken;
}

void packets_end(struct packet_queue *q)
{
    pthread_mutex_lock(&q->lock);
    q->ended = true;
    pthread_cond_broadcast(&q->changed);
    pthread_mutex_unlock(&q->lock);
}

bool packets_get(struct packet_queue *q, AVPacket *packet)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 0 && !q->ended && !q->stopped)
        pthread_cond_wait(&q->changed, &q->lock);
    bool got = q->count > 0 && !q->stopped;
    if (got) {
        AVPacket *slot = q->ring[q->head];
        q->bytes -= (size_t)slot->size;
        av_packet_move_ref(packet, slot);
        q->head = (q->head + 1) % PACKETS;
        q->count--;
        pthread_cond_broadcast(&q->changed);
    }
    pthread_mutex_unlock(&q->lock);
    return got;
}

void packets_stop(struct packet_queue *q)
{
    pthread_mutex_lock(&q->lock);
    q->stopped = true;
    pthread_cond_broadcast(&q->changed);
    pthread_mutex_unlock(&q->lock);
}

/* Theora specification, 6.1; Vorbis I specification, 4.2.1. */
bool packet_is_header(enum AVCodecID id, const AVPacket *packet)
{
    const char *name = id == AV_CODEC_ID_THEORA ? "theora" : id == AV_CODEC_ID_VORBIS ? "vorbis" : NULL;
    return name && packet->size > 6 && memcmp(packet->data + 1, name, 6) == 0;
}
