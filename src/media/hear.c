/* SPDX-License-Identifier: Apache-2.0 */
/* Sound without pictures: the caller's thread reads, another one decodes. */
#include "base/error.h"
#include "base/path.h"
#include "base/text.h"
#include "media/player.h"
#include <stdlib.h>

static int is_unwanted(void *data)
{
    const struct media *m = data;
    if (m->opening)
        return m->params.cancelled && m->params.cancelled(m->params.data);
    return m->stopping;
}

static void read_sound(struct media *m)
{
    const struct media_sink *sink = m->sink;
    AVPacket *packet = av_packet_alloc();
    bool wanted = packet != NULL;
    struct pst_error why;
    if (!packet)
        player_fail(m, fail_memory(&why), &why);
    while (wanted && !m->stopping && av_read_frame(m->source.format, packet) >= 0) {
        if (sink->cancelled && sink->cancelled(sink->data))
            player_fail(m, fail(&why, PST_INTERRUPTED, "interrupted"), &why);
        if (packet->stream_index == m->source.sound_stream->index)
            wanted = packets_put(&m->sound_packets, packet);
        av_packet_unref(packet);
    }
    packets_end(&m->sound_packets);
    av_packet_free(&packet);
}

static enum pst_status play(struct media *m, struct pst_error *error)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, decode_sound, m) != 0)
        return fail(error, PST_INTERNAL, "cannot start a thread");
    read_sound(m);
    pthread_join(thread, NULL);
    if (m->status != PST_OK && error)
        *error = m->error;
    if (m->status == PST_OK && !m->heard)
        return fail(error, PST_INPUT, "'%s' holds no sound that can be decoded", m->path);
    return m->status;
}

enum pst_status media_hear(const char *path, const struct media_params *params, const struct media_sink *sink,
                           struct pst_film *film, struct pst_error *error)
{
    av_log_set_level(AV_LOG_QUIET);
    struct media *m = calloc(1, sizeof *m);
    if (!m)
        return fail_memory(error);
    pthread_mutex_init(&m->lock, NULL);
    pthread_cond_init(&m->changed, NULL);
    packets_init(&m->picture_packets);
    packets_init(&m->sound_packets);
    m->params = *params;
    m->sink = sink;
    m->film.time_base = (struct pst_rational){1, 1000000};
    m->path = strdup(path);
    m->opening = true;
    const AVIOInterruptCB interrupt = {is_unwanted, m};
    enum pst_status status =
        m->path ? source_open_sound(m->path, params, interrupt, &m->source, error) : fail_memory(error);
    m->opening = false;
    if (status == PST_OK)
        status = play(m, error);
    *film = (struct pst_film){.duration = m->sound_end, .sound_start = {0, 1}};
    text_copy_utf8(film->file, sizeof film->file, path_name(path));
    media_close(&m);
    return status;
}
