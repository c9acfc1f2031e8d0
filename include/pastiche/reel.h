/* SPDX-License-Identifier: Apache-2.0 */
/* A reel: the SQLite file that holds everything measured from one film. Its tables are in docs/reel.md. */
#ifndef PASTICHE_REEL_H
#define PASTICHE_REEL_H

#include "pastiche/film.h"
#include "pastiche/shot.h"
#include "pastiche/status.h"
#include "pastiche/version.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pst_reel;

/* Opens for reading. On success *reel is the caller's, to be given to pst_reel_close; on failure NULL. */
PST_API enum pst_status pst_reel_open(const char *path, struct pst_reel **reel, struct pst_error *);
PST_API void pst_reel_close(struct pst_reel **reel);

/* Owned by the reel, good until it is closed. */
PST_API const struct pst_film *pst_reel_film(const struct pst_reel *);
PST_API const char *pst_reel_path(const struct pst_reel *);

/* One measure: a column of `frame`, or a series on another grid. */
struct pst_measure {
    const char *name;  /* "light_mean" */
    const char *meter; /* "light", or "form" for what is derived */
    const char *grid;  /* "frame", "loudness", "film", "shot" … */
    const char *unit;  /* "", "LUFS", "degrees" … */
    const char *what;  /* one line for people */
    bool vector;       /* blobs, not numbers */
};

/* One meter that was run. */
struct pst_meter_used {
    const char *name;
    unsigned version;
    const char *parameters; /* JSON object */
};

/* The lists below belong to the reel, good until it is closed; read once, kept. */
PST_API enum pst_status pst_reel_measures(struct pst_reel *, const struct pst_measure **, size_t *count,
                                          struct pst_error *);
PST_API enum pst_status pst_reel_meters(struct pst_reel *, const struct pst_meter_used **, size_t *count,
                                        struct pst_error *);
PST_API enum pst_status pst_reel_shots(struct pst_reel *, const struct pst_shot **, size_t *count,
                                       struct pst_error *);
PST_API enum pst_status pst_reel_transitions(struct pst_reel *, const struct pst_transition **, size_t *count,
                                             struct pst_error *);

/* A list of shots that a person corrected and put in force. */
struct pst_correction {
    const char *file;    /* its name, without folder */
    const char *applied; /* when, UTC: "2026-11-22T16:30:00Z" */
};
PST_API enum pst_status pst_reel_corrections(struct pst_reel *, const struct pst_correction **, size_t *count,
                                             struct pst_error *);

/* Where each transition comes from; as many as pst_reel_transitions gives. */
enum pst_origin_how { PST_FOUND, PST_ADDED, PST_MOVED };
struct pst_origin {
    enum pst_origin_how how;
    int64_t found;      /* index into pst_reel_found of what it was before; -1: nothing, or never corrected */
    int64_t correction; /* index into pst_reel_corrections; -1: as it was found */
};
PST_API enum pst_status pst_reel_origins(struct pst_reel *, const struct pst_origin **, size_t *count,
                                         struct pst_error *);

/* What was found before a person corrected it; none where nobody did. */
struct pst_found {
    struct pst_transition transition;
    int64_t removed; /* index into pst_reel_corrections of the list that left it out; -1: it is in force */
};
PST_API enum pst_status pst_reel_found(struct pst_reel *, const struct pst_found **, size_t *count,
                                       struct pst_error *);

/* A name that a person gave to a part of the film: "fight", "training". They may overlap. */
struct pst_label {
    const char *name;
    int64_t first, last; /* frames, both inside */
    int64_t correction;  /* index into pst_reel_corrections */
};
PST_API enum pst_status pst_reel_labels(struct pst_reel *, const struct pst_label **, size_t *count,
                                        struct pst_error *);

/* A colour of a shot's palette, heaviest first. */
struct pst_swatch {
    double weight;            /* share of the shot's pixels, 0..1 */
    double l, a, b;           /* OKLab: l 0..1 */
    uint8_t red, green, blue; /* the same in sRGB, clipped to the gamut */
};
/* shot is an index into pst_reel_shots. *count ≤ 8. */
PST_API enum pst_status pst_reel_palette(struct pst_reel *, size_t shot, const struct pst_swatch **,
                                         size_t *count, struct pst_error *);

/* pts of every frame, in the film's time base; film->frames of them. */
PST_API enum pst_status pst_reel_pts(struct pst_reel *, const int64_t **, struct pst_error *);

/* Numbers on an even grid. Value i lies at start + i × step seconds of film time; on "frame" and "shot" step
   is 0 and value i belongs to frame or shot i. NaN: missing. */
struct pst_series {
    const double *values;
    size_t count;
    double start, step;
};
/* PST_USAGE where the reel has no such measure or it is a vector. */
PST_API enum pst_status pst_reel_series(struct pst_reel *, const char *measure, struct pst_series *,
                                        struct pst_error *);
/* The same by shot: its own value on the grid "shot", else a summary of the shot (docs/measures.md tells
   which); NaN for all where there is none. */
PST_API enum pst_status pst_reel_shot_series(struct pst_reel *, const char *measure, struct pst_series *,
                                             struct pst_error *);

/* The vectors of one measure in order of n. */
struct pst_vector {
    int64_t n;
    const void *data;
    size_t size; /* bytes */
};
PST_API enum pst_status pst_reel_vectors(struct pst_reel *, const char *measure, const struct pst_vector **,
                                         size_t *count, struct pst_error *);

/* A subtitle. */
struct pst_title {
    int stream;                  /* index into film->streams */
    int64_t first_pts, last_pts; /* when it comes and when it goes, in time_base, from film time 0 */
    struct pst_rational time_base;
    const char *text; /* UTF-8, lines divided by \n, no markup */
};
PST_API enum pst_status pst_reel_titles(struct pst_reel *, const struct pst_title **, size_t *count,
                                        struct pst_error *);

struct pst_still {
    int64_t shot;  /* index into shots */
    int64_t frame; /* where it was taken */
    int width, height;
    const void *jpeg;
    size_t size; /* bytes */
};
PST_API enum pst_status pst_reel_stills(struct pst_reel *, const struct pst_still **, size_t *count,
                                        struct pst_error *);

/* A figure of rhythm for one of `parts` equal parts of the film (parts 1, part 0: the whole film). */
struct pst_rhythm_figure {
    int parts, part;
    const char *name; /* "median_shot_length" … docs/measures.md */
    const char *unit;
    double value;     /* NaN: cannot tell */
    double low, high; /* interval; NaN where there is none */
    const char *note; /* why it cannot be told, or how it was, "" */
};
PST_API enum pst_status pst_reel_rhythm(struct pst_reel *, const struct pst_rhythm_figure **, size_t *count,
                                        struct pst_error *);

/* What went wrong while measuring, told with where. */
struct pst_problem {
    int64_t first, last; /* frames; -1 where unknown */
    const char *what;
};
PST_API enum pst_status pst_reel_problems(struct pst_reel *, const struct pst_problem **, size_t *count,
                                          struct pst_error *);

#ifdef __cplusplus
}
#endif
#endif
