/* SPDX-License-Identifier: Apache-2.0 */
/* A film file, opened and played once from beginning to end: pictures, sound and titles to whoever asks. */
#ifndef PST_MEDIA_H
#define PST_MEDIA_H

#include "base/caption.h"
#include "base/picture.h"
#include "base/sound.h"
#include "pastiche/film.h"
#include "pastiche/status.h"
#include <stdbool.h>

struct media;

struct media_params {
    int threads;         /* to work with; 0: as many as there are processors. H.264 is decoded by two more */
    int audio;           /* which sound stream, from 0 among the sound streams; -1: the default one */
    const char *sidecar; /* a title file beside the film; NULL: none */
    bool sidecar_found;  /* it was not asked for: where it cannot be read that is a problem, not a failure */
    const char *charset; /* of the sidecar; NULL: UTF-8 */
    struct pst_rational rate; /* pictures a second of a film that has no times of its own; {0, 0}: not told */
    double from, to;          /* seconds after the film's first picture; to < 0: to the end */
    bool pictures, sound, titles; /* what to decode; pictures are always counted */
    int64_t memory;               /* bytes that decoding pictures may take; 0: budget_default() */
    bool strict; /* stop at the first damage, see media_is_damaged; else one thread decodes the pictures */
    bool (*cancelled)(void *data); /* asked from the calling thread while the film is opened; may be NULL */
    void *data;
};

/* Where the film goes. Each returns PST_OK to go on; anything else stops the film and is what media_play
   returns. `picture` is called from the thread that called media_play, `sound` and `title` from threads of
   their own. */
struct media_sink {
    enum pst_status (*picture)(void *data, const struct picture *, struct pst_error *);
    enum pst_status (*sound)(void *data, const struct sound_block *, struct pst_error *);
    enum pst_status (*title)(void *data, const struct title *, struct pst_error *);
    bool (*cancelled)(void *data); /* from the calling thread, now and then */
    void *data;
};

/* A part of the film that could not be measured as it should be. */
struct media_problem {
    int64_t first, last; /* frames; -1 where unknown */
    char what[256];
};

/* PST_INPUT with the reason where `path` is not a regular file with something in it. Never waits, as opening
   a pipe would. */
enum pst_status media_check_file(const char *path, struct pst_error *);

/* Size and hash of what `path` names: hash_content of a file, hash_files of a sequence of pictures. */
enum pst_status media_hash(const char *path, int64_t *size, char hex[33], struct pst_error *);

/* On success *media is the caller's, to be given to media_close. Only the file named (and the sidecar) is
   opened, whatever it points to; of a pattern like "shot_%05d.png", the pictures of just that pattern. */
enum pst_status media_open(const char *path, const struct media_params *, struct media **media,
                           struct pst_error *);
void media_close(struct media **media);

/* What is known before the film was played; after media_play also frames, end_pts, active, variable_rate and
   the rate that was really there. Owned by the media. */
struct pst_film *media_film(struct media *);

/* Plays the film once, and keeps neither decoders nor pictures: what comes after has their memory. */
enum pst_status media_play(struct media *, const struct media_sink *, struct pst_error *);

/* Plays a file that holds sound and no pictures: `sound` is called from a thread of its own, nothing else. Of
   the film file, duration, and where sound begins are filled. PST_INPUT where there are pictures, or no
   sound. */
enum pst_status media_hear(const char *path, const struct media_params *, const struct media_sink *,
                           struct pst_film *, struct pst_error *);

/* Whether a strict media_play failed because pictures are damaged. What decoders put in the place of damage
   depends on how their threads meet: play the film again from the start, not strict. */
bool media_is_damaged(const struct media *);

/* What went wrong on the way, good until media_close. */
const struct media_problem *media_problems(const struct media *, size_t *count);

#endif
