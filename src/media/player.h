/* SPDX-License-Identifier: Apache-2.0 */
/* What the threads that play a film share. */
#ifndef PST_PLAYER_H
#define PST_PLAYER_H

#include "media/media.h"
#include "media/packets.h"
#include "media/source.h"
#include "media/spans.h"
#include "media/timeline.h"
#include <pthread.h>
#include <stdatomic.h>

/* Pictures on their way from the decoder to the meters. */
enum { PICTURES_AHEAD = 8 };

struct picture_slot;

/* Where the file's clock jumped. */
struct clock_jump {
    int64_t pts; /* of the pictures from there on */
    double seconds;
};

struct media {
    struct source source;
    struct media_params params;
    struct pst_film film;
    char *path;

    struct packet_queue picture_packets, sound_packets;
    atomic_bool stopping; /* somebody failed, or was asked to stop */
    bool opening;         /* not yet open: the caller's thread reads */
    bool damaged;         /* a strict pass met damage */

    pthread_mutex_t lock; /* for what follows */
    pthread_cond_t changed;
    enum pst_status status; /* the first that went wrong, and why */
    struct pst_error error;
    struct {
        struct media_problem *items;
        size_t count, capacity;
    } problems;
    struct {
        struct clock_jump *items;
        size_t count, capacity;
    } jumps;
    struct showing *showing;    /* of the caller's thread */
    struct picture_slot *slots; /* PICTURES_AHEAD of them, a ring */
    size_t slot_head, slot_count;
    bool pictures_ended, sound_ended;

    const struct media_sink *sink;
    int64_t frames, first_pts, last_pts, end_pts; /* of the pictures up to now; last: where it begins */
    struct timeline timeline;                     /* of the reader alone */
    bool first_known;
    bool uneven;                /* intervals between pictures differ */
    bool interlaced;            /* most pictures said so */
    struct pst_rational rate;   /* to which the pictures keep; 0: none was told */
    int64_t sound_start;        /* microseconds of the file's clock; AV_NOPTS_VALUE: not told */
    bool heard;                 /* some sound was decoded */
    double sound_end;           /* seconds after its first sample, 0 where there is none */
    struct spans lost_pictures; /* of the picture thread: nothing came, though they came steadily before */
    struct spans lost_sound, bad_sound; /* of the sound thread: nothing came; it cannot be decoded */
    int read_error;                     /* libav's code where reading ended before the file did */
};

/* Stops every thread; the first caller's reason is kept. */
void player_fail(struct media *, enum pst_status, const struct pst_error *);

/* Where the pass is strict: stops it, since what is decoded from here on may differ from run to run. */
void player_damaged(struct media *);

/* A problem with frames [first, last]; one that touches the last of the same words makes that longer. */
void player_problem(struct media *, int64_t first, int64_t last, const char *what);

/* Thread bodies. */
void *read_packets(void *media);
void *decode_pictures(void *media);
void *decode_sound(void *media);

/* Decodes one packet of titles and hands what it holds to the sink. */
void decode_titles(struct media *, int stream, const AVPacket *packet);

/* Hands on what decoders still hold when the file is over: captions wait for what replaces them. */
void finish_titles(struct media *);

/* The sidecar, whole; adds a stream to the film. */
enum pst_status sidecar_open(struct media *, struct pst_error *);
enum pst_status sidecar_play(struct media *, struct pst_error *);

/* The next picture in order, where one comes before long; it stays good until pictures_done. False where the
   film is over, its sound too. */
bool pictures_next(struct media *, struct picture *, bool *got);
void pictures_done(struct media *);
enum pst_status pictures_open(struct media *, struct pst_error *);
/* The active picture as it was for most of the pictures. */
struct pst_rect pictures_active(const struct media *);
void pictures_close(struct media *);

#endif
