/* SPDX-License-Identifier: Apache-2.0 */
/* What must be true of every title that comes out of media, and a film in name only for it to come out of. */
#ifndef PST_TITLE_SINK_H
#define PST_TITLE_SINK_H

#include "fuzz.h"
#include "media/player.h"

static inline enum pst_status check_title(void *data, const struct title *title, struct pst_error *error)
{
    (void)data, (void)error;
    size_t length = strlen(title->text);
    MUST(length > 0 && is_utf8(title->text) && is_plain(title->text, "\t\n"));
    MUST(!strchr(" \t\n", title->text[0]) && !strchr(" \t\n", title->text[length - 1]));
    MUST(title->last_pts >= title->first_pts && title->last_pts > 0);
    MUST(title->time_base.num == 1 && title->time_base.den == 1000);
    return PST_OK;
}

static const struct media_sink title_sink = {.title = check_title};

/* With one picture stream that starts at 0; given back with media_end. */
static inline void media_begin(struct media *m)
{
    *m = (struct media){.params = {.to = -1}, .sink = &title_sink, .first_known = true, .stopping = false};
    m->film.time_base = (struct pst_rational){1, 24};
    m->source.format = avformat_alloc_context();
    MUST(m->source.format);
    m->source.picture_stream = avformat_new_stream(m->source.format, NULL);
    MUST(m->source.picture_stream);
    pthread_mutex_init(&m->lock, NULL);
    pthread_cond_init(&m->changed, NULL);
    av_log_set_level(AV_LOG_QUIET);
}

static inline void media_end(struct media *m)
{
    avformat_free_context(m->source.format);
    free(m->film.streams);
    free(m->problems.items);
    pthread_mutex_destroy(&m->lock);
    pthread_cond_destroy(&m->changed);
}

#endif
