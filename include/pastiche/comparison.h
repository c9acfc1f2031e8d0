/* SPDX-License-Identifier: Apache-2.0 */
/* A comparison: what `pastiche compare` found of one film against others, an SQLite file of its own. Its
   tables are in docs/comparison.md, what the numbers mean in docs/measures.md.

   Numbers that cannot be told are NaN, never 0. Frames are the frames of the film that the row names, both
   ends inside; seconds are film time. A departure, distance or effect of a facet is on the scale of the
   references: 0 is the median of how far the references' own moments are from one another, 1 a (robust)
   standard deviation more. */
#ifndef PASTICHE_COMPARISON_H
#define PASTICHE_COMPARISON_H

#include "pastiche/status.h"
#include "pastiche/version.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct pst_comparison;

/* What a moment of a film is like, aspect by aspect. */
enum pst_facet {
    PST_FACET_COLOUR,      /* palette */
    PST_FACET_CHROMA,      /* palette without lightness */
    PST_FACET_LIGHT,       /* key, contrast, range */
    PST_FACET_COMPOSITION, /* where light and edges lie in the picture */
    PST_FACET_SETTING,     /* what the place looks like, wherever the camera stands in it */
    PST_FACET_RHYTHM,      /* how long shots are, and how quickly it is cut around them */
    PST_FACET_MOTION,      /* how much moves, and how */
    PST_FACET_SOUND,       /* loudness and its dynamics */
    PST_FACETS,
    PST_TOGETHER = PST_FACETS, /* all that both films have */
    PST_LOOKS                  /* facets and together */
};

/* "colour" … "together"; NULL for no such facet. */
PST_API const char *pst_facet_name(int facet);
PST_API bool pst_facet_parse(const char *name, int *facet);

enum pst_role { PST_ROLE_FILM, PST_ROLE_REFERENCE, PST_ROLE_CONTROL };
PST_API const char *pst_role_name(enum pst_role); /* "film", "reference", "control" */

/* A film that took part; the first one is the film itself. */
struct pst_compared {
    enum pst_role role;
    const char *reel;  /* path, as it was given */
    const char *file;  /* the film file's name */
    const char *title; /* "" where unknown */
    const char *hash;  /* of the film, as in its reel */
    const char *tool;  /* version that measured it */
    int64_t frames;
    int64_t rate_num, rate_den; /* pictures a second; the mean where it varies */
    double seconds;
    int64_t shots;
    unsigned facets;  /* bits 1 << facet: what can be told of it */
    const char *note; /* what a person should know: "no sound", "black and white", "" */
    double copied; /* share of the film itself that is copied in this one, 0..1; of the film itself: in any */
    double sound_copied; /* the same of its sound */
};

/* A moment of the film: as far from the references as the curve says. */
struct pst_departure {
    double starts, seconds;
    double departure[PST_LOOKS]; /* from the references */
    double
        percentile[PST_LOOKS]; /* share of the references' own moments that are nearer to the others, 0..1 */
    double control[PST_LOOKS]; /* departure from the controls, on the references' scale; NaN: no controls */
};

/* The same of a left-out reference, together only: what the film's curve is to be held against. */
struct pst_reference_departure {
    int64_t film; /* index into pst_comparison_films */
    double starts, seconds, departure;
};

enum pst_unlike { PST_UNLIKE_UNKNOWN, PST_UNLIKE_SERIES, PST_UNLIKE_BOTH };
PST_API const char *pst_unlike_name(enum pst_unlike); /* "cannot tell", "series only", "both" */

/* A part of the film that departs from the references, the strongest first. */
struct pst_stretch {
    int64_t first, last;          /* frames, from shot border to shot border */
    double starts, ends;          /* seconds */
    double begin_low, begin_high; /* where it begins: 95 % interval, seconds */
    double end_low, end_high;
    int by;         /* facet whose curve shows it best, or PST_TOGETHER */
    double effect;  /* mean departure in it, of that curve */
    double excess;  /* the same less the mean of the film's rest */
    double p;       /* that a further film of the series has such a stretch anywhere, in any facet */
    int64_t rank;   /* among the film and the left-out references by their strongest stretch, from 1 … */
    int64_t ranked; /* … of so many: p of the rank alone is never below 1/ranked */
    enum pst_unlike unlike;
    double control_effect, control_p; /* mean departure from the controls in it; p that the references' own
                                         moments are as far from them; NaN: no controls */
};

/* What a stretch owes to each facet. */
struct pst_stretch_facet {
    int64_t stretch; /* index into pst_comparison_stretches */
    int facet;
    double effect; /* mean departure in the stretch */
    double excess; /* less the mean of the film's rest */
    double p;      /* corrected for looking at all facets (Westfall and Young) */
};

/* A moment of another film that a moment of the film is nearest to. */
struct pst_precedent {
    bool window;         /* a window of scene length, else a shot */
    int64_t of;          /* index of the film's shot; or i of the window that begins at i × step */
    int facet;           /* or PST_TOGETHER */
    int rank;            /* from 1 */
    int film_rank;       /* of its film, from 1; -1: told as one of the three nearest of all, though another
                            of its film is nearer */
    int64_t film;        /* index into pst_comparison_films; references only */
    int64_t first, last; /* frames of that film */
    double starts, seconds;
    double distance; /* in the facet's own measure; together: the mean of the facets', each in medians of how
                        near references come to one another */
    double percentile; /* share of reference moments whose nearest in another reference is at least as near,
                          0..1: small is uncommonly close */
};

/* How like the series the film is, facet by facet. */
struct pst_likeness {
    int facet;
    double likeness;  /* 0..1: mean over the film of the share of the references' own moments that are at
                         least as far from the others; one more film of the series has about .5 */
    double low, high; /* 95 %, block bootstrap */
    double nearer;    /* share of the film nearer to the series than to the controls; NaN: no controls */
    double nearer_low, nearer_high;
    double times; /* median of distance to the controls / distance to the series */
};

/* A measure that the references have in common, or not, and where the film lies. */
struct pst_signature {
    const char *name, *unit, *what;
    double film;        /* its figure in the film */
    int64_t references; /* that have it */
    double mean,
        deviation;    /* of the references; of lengths and rates geometric, and that of the logarithms */
    double low, high; /* where one more film of the series lies in 95 of 100 (prediction interval) */
    double p;         /* of lying as far out as the film does, two-sided */
    double common; /* 0..1: share of the variance of all other films, controls too, that lies between series
                      and controls: how much the references have it in common; NaN: fewer than 2 controls */
};
/* The same of each other film: a reference against the rest of the references, a control against all. */
struct pst_signature_film {
    int64_t signature, film; /* indices */
    double value, p;
};

/* A part of the film that films share at their ends, and that nothing above counts. */
struct pst_common {
    int64_t film; /* index into pst_comparison_films */
    int64_t first, last;
    double starts, seconds;
    const char *what; /* "black", "solid", "logo", "card" */
    int64_t films;    /* that have it, this one with them; 1 for black and solid */
};

/* What is certain of how the other film's pictures differ from the film's. */
enum pst_copy_change {
    PST_COPY_MIRRORED,
    PST_COPY_SLOWER, /* plays slower there */
    PST_COPY_FASTER,
    PST_COPY_CLOSER, /* shows less of the picture: cropped, or a closer view */
    PST_COPY_WIDER,
    PST_COPY_GREY, /* black and white there, in colour here */
    PST_COPY_COLOURED,
    PST_COPY_INSET, /* a picture within the picture there */
    PST_COPY_FULL,  /* a picture within the picture here, the whole picture there */
    PST_COPY_CHANGES
};
/* "mirrored" …; NULL for no such change. */
PST_API const char *pst_copy_change_name(int change);

enum pst_copy_what { PST_COPY_PICTURES, PST_COPY_SOUND, PST_COPY_KINDS };
PST_API const char *pst_copy_what_name(int what); /* "pictures", "sound"; NULL: no such thing */

/* The same footage in the film and in another, or the same sound. Of sound the frames are those that show as
   it begins and ends. */
struct pst_copy {
    int64_t film;        /* index into pst_comparison_films: the other */
    int64_t first, last; /* frames of the film */
    double starts, seconds;
    int64_t its_first, its_last; /* frames of the other */
    double its_starts, its_seconds;
    double score; /* bits of likeness, more than strangers have, summed over pictures, or 32 times a second of
                     sound, by what each tells */
    double expected; /* E-value: passages of such a score by chance among unrelated films, in all searched */
    double distance; /* mean of 128 bits that differ; of sound, of 64 */
    double matched;  /* share of the pictures, or of the sound, that agree, 0..1 */
    double speed;    /* the other's time over the film's; 1 where nothing speaks for another */
    unsigned change; /* bits 1 << enum pst_copy_change; 0: cannot tell, or none */
    enum pst_copy_what what;
    double both; /* share of its seconds in which sound and pictures are both the same, along one line, 0..1;
                    NaN: a film's sound was not measured */
};

struct pst_comparison_about {
    const char *tool;         /* version that compared */
    double window, step;      /* seconds: a window of scene length; a moment of the curves, which is also how
                                 far one window lies from the next */
    int64_t pseudo_films;     /* B: films put together for the null distribution; 0: cannot tell */
    const char *stretch_note; /* why stretches cannot be told, or "" */
};

/* Opens for reading. On success *out is the caller's, to be closed; on failure NULL. Lists belong to it. */
PST_API enum pst_status pst_comparison_open(const char *path, struct pst_comparison **out,
                                            struct pst_error *);
PST_API void pst_comparison_close(struct pst_comparison **);
PST_API const char *pst_comparison_path(const struct pst_comparison *);
PST_API const struct pst_comparison_about *pst_comparison_about(const struct pst_comparison *);

#define PST_COMPARISON_LIST(name, type)                                                                      \
    PST_API enum pst_status pst_comparison_##name(struct pst_comparison *, const struct type **,             \
                                                  size_t *count, struct pst_error *)
PST_COMPARISON_LIST(films, pst_compared);
PST_COMPARISON_LIST(departures, pst_departure);
PST_COMPARISON_LIST(reference_departures, pst_reference_departure);
PST_COMPARISON_LIST(stretches, pst_stretch);
PST_COMPARISON_LIST(stretch_facets, pst_stretch_facet);
PST_COMPARISON_LIST(precedents, pst_precedent);
PST_COMPARISON_LIST(likenesses, pst_likeness);
PST_COMPARISON_LIST(signatures, pst_signature);
PST_COMPARISON_LIST(signature_films, pst_signature_film);
PST_COMPARISON_LIST(commons, pst_common);
PST_COMPARISON_LIST(copies, pst_copy);

/* What a person should know before believing any of it: one line each. */
PST_API enum pst_status pst_comparison_notes(struct pst_comparison *, const char *const **, size_t *count,
                                             struct pst_error *);

/* The film's own shots, so that a comparison can be read without its reel. */
struct pst_compared_shot {
    int64_t first, last;
    double starts, seconds;
    bool picture;       /* else black or one colour */
    char colours[8][8]; /* "#rrggbb", heaviest first; "" where there are fewer */
    double weights[8];
};
PST_COMPARISON_LIST(shots, pst_compared_shot);
#undef PST_COMPARISON_LIST

#ifdef __cplusplus
}
#endif
#endif
