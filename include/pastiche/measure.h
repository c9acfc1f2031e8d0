/* SPDX-License-Identifier: Apache-2.0 */
/* From a film file to a reel. */
#ifndef PASTICHE_MEASURE_H
#define PASTICHE_MEASURE_H

#include "pastiche/film.h"
#include "pastiche/status.h"
#include "pastiche/version.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pst_progress {
    int64_t frames;  /* measured up to now */
    double film;     /* seconds of film time measured up to now */
    double duration; /* seconds of film to measure; 0 where the file does not tell */
    double elapsed;  /* seconds of wall time */
};

struct pst_measure_params {
    const char *output;   /* a file or an existing folder; NULL: beside the film, its extension made .reel */
    const char *title;    /* NULL: the container's own tag, else the file name without extension */
    const char *director; /* NULL: the container's own tag */
    int year;             /* 0: the container's own tag */
    const char *sidecar; /* a .srt or .vtt file; NULL: one of the film's name beside it, where there is one */
    const char *charset; /* of the sidecar (iconv's name) unless its first bytes tell; NULL: UTF-8 */
    int audio;           /* which sound stream, from 0 among the sound streams; -1: the default one */
    int threads;         /* to work with; 0: as many as there are processors */
    int64_t max_memory; /* bytes that decoding may take, about; a film that needs more is refused. 0: half the
                           machine's memory, from 512 MiB to 4 GiB */
    double from, to;    /* seconds of film time; to < 0: to the end */
    struct pst_rational
        rate;         /* frames a second of a sequence of pictures, "shot_%05d.png"; {0, 0} for films */
    const char *only; /* what to measure besides shots, names with commas between: "shots" (nothing else), or
                         meters ("colour,loudness"). What a reel of the same film holds stays. NULL: all */
    bool no_stills;   /* leave pictures out */
    bool fixity;      /* add a SHA-256 of the whole file */
    bool force;       /* measure again even where the reel is up to date */
    void (*progress)(void *data, const struct pst_progress *); /* from the calling thread; may be NULL */
    bool (*cancelled)(void *data);                             /* likewise; true stops the run */
    void *data;                                                /* for both */
};

/* What pst_measure does where nothing is said. */
PST_API extern const struct pst_measure_params pst_measure_default;

struct pst_measure_result {
    char reel[4096]; /* path written, or found up to date */
    bool up_to_date; /* nothing had to be done */
    int64_t frames;
    int64_t shots;      /* of kind picture */
    double seconds;     /* of film */
    double elapsed;     /* of wall time */
    char problem[1024]; /* where PST_PARTLY: what was not done */
};

/* Measures `film` into a reel that is written under another name and renamed when whole.
   PST_PARTLY: the reel is there, but the film could only be measured in part. */
PST_API enum pst_status pst_measure(const char *film, const struct pst_measure_params *,
                                    struct pst_measure_result *, struct pst_error *);

/* What a film file is, without measuring it: fills *film but for frames, active and hash.
   The caller gives *film back with pst_film_release. */
PST_API enum pst_status pst_film_probe(const char *path, struct pst_film *film, struct pst_error *);
PST_API void pst_film_release(struct pst_film *film);

#ifdef __cplusplus
}
#endif
#endif
