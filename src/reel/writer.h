/* SPDX-License-Identifier: Apache-2.0 */
/* Writes a reel whole or not at all. Calls may come from several threads, never two at once.

       struct reel_writer *w;
       reel_writer_open("film.reel", NULL, &w, error);
       reel_write_film(w, &film, error);
       reel_write_meter(w, "light", 1, "{}", error);
       reel_write_measure(w, &light_mean, 0, (struct pst_rational){0, 0}, &id, error);
       for each frame:  reel_write_frame(w, n, pts, error);  reel_write_value(w, id, n, value, error);
       reel_write_film(w, &film, error);                     now with frames and end_pts
       reel_writer_commit(&w, error);                        or reel_writer_abandon(&w)

   After a call that failed every later one fails likewise, so that it is enough to look at the commit. */
#ifndef PST_WRITER_H
#define PST_WRITER_H

#include "base/caption.h"
#include "pastiche/reel.h"

struct reel_writer;

/* `base`: NULL, or a reel whose content is the start; it may be the target itself. Sweeps first (see below).
   PST_OUTPUT where the target cannot be written, PST_INPUT where base is no sound reel. */
enum pst_status reel_writer_open(const char *target, const char *base, struct reel_writer **,
                                 struct pst_error *);

/* A reel that begins with nothing, but with the columns of these measures of the grid "frame", ended by NULL,
   in its table `frame`: quicker than to add each when its measure is entered. */
enum pst_status reel_writer_create(const char *target, const char *const *columns, struct reel_writer **,
                                   struct pst_error *);

/* Checks that the reel is sound and puts it in the target's place. *w is gone after it; where it fails,
   nothing is left and the target is as it was. */
enum pst_status reel_writer_commit(struct reel_writer **, struct pst_error *);

/* Gives up; NULL is fine. Nothing is left, the target is as it was. */
void reel_writer_abandon(struct reel_writer **);

/* Removes what killed runs left beside the target. */
void reel_writer_sweep(const char *target);

/* What was written up to now, to be read by pst_reel_*. Belongs to the writer, good until the next
   reel_writer_view, commit or abandon; what is written after it may or may not show in it. */
enum pst_status reel_writer_view(struct reel_writer *, struct pst_reel **, struct pst_error *);

/* Replaces film, streams and chapters. The last one must tell the number of frames that were written. */
enum pst_status reel_write_film(struct reel_writer *, const struct pst_film *, struct pst_error *);

/* Forgets everything that the meter wrote before (for "title" also the titles, for "still" the candidates),
   then enters it. `parameters` is a JSON object. */
enum pst_status reel_write_meter(struct reel_writer *, const char *name, unsigned version,
                                 const char *parameters, struct pst_error *);

/* The same without entering it again. */
enum pst_status reel_forget_meter(struct reel_writer *, const char *name, struct pst_error *);

/* Enters a measure; its meter must be there. `start` and `step` in seconds are for a grid of its own, the
   same for all its measures; ignored for "frame", "film", "shot". A grid of vectors alone may be uneven: {0,
   0}. *id is for the calls below. */
enum pst_status reel_write_measure(struct reel_writer *, const struct pst_measure *, double start,
                                   struct pst_rational step, int *id, struct pst_error *);

/* Another start, in seconds, for all the measures of a grid of its own: known only once they are written. */
enum pst_status reel_move_grid(struct reel_writer *, const char *grid, double start, struct pst_error *);

/* Frames come in order: n = 0, 1, 2 … */
enum pst_status reel_write_frame(struct reel_writer *, int64_t n, int64_t pts, struct pst_error *);

/* NaN and infinite: missing. On "frame" n is a frame already written; quick as long as it lies at most
   FRAME_LAG behind the newest. On "film" n is 0. */
enum pst_status reel_write_value(struct reel_writer *, int id, int64_t n, double value, struct pst_error *);
enum { FRAME_LAG = 1024 };

enum pst_status reel_write_vector(struct reel_writer *, int id, int64_t n, const void *data, size_t size,
                                  struct pst_error *);
enum pst_status reel_write_title(struct reel_writer *, const struct title *, struct pst_error *);

/* A problem more. */
enum pst_status reel_write_problem(struct reel_writer *, const struct pst_problem *, struct pst_error *);
enum pst_status reel_forget_problems(struct reel_writer *, struct pst_error *);

/* Each replaces what was there; new shots also take away palettes, stills and every value of a shot. */
enum pst_status reel_write_shots(struct reel_writer *, const struct pst_shot *, size_t count,
                                 struct pst_error *);
enum pst_status reel_write_transitions(struct reel_writer *, const struct pst_transition *, size_t count,
                                       struct pst_error *);
enum pst_status reel_write_palette(struct reel_writer *, int64_t shot, const struct pst_swatch *,
                                   size_t count, struct pst_error *);
enum pst_status reel_write_rhythm(struct reel_writer *, const struct pst_rhythm_figure *, size_t count,
                                  struct pst_error *);

/* Where the transitions come from: as many as were written last. */
enum pst_status reel_write_origins(struct reel_writer *, const struct pst_origin *, size_t count,
                                   struct pst_error *);

/* Replace what was there. Corrections first: the others refer to them. */
enum pst_status reel_write_corrections(struct reel_writer *, const struct pst_correction *, size_t count,
                                       struct pst_error *);
enum pst_status reel_write_found(struct reel_writer *, const struct pst_found *, size_t count,
                                 struct pst_error *);
enum pst_status reel_write_labels(struct reel_writer *, const struct pst_label *, size_t count,
                                  struct pst_error *);

/* A number for each shot, of any measure of numbers in the dictionary: its own value on the grid "shot", a
   summary of a measure on another grid. NaN: missing. */
enum pst_status reel_write_shot_values(struct reel_writer *, const char *measure, const double *values,
                                       size_t count, struct pst_error *);

/* Keeps a picture as a candidate for a still. A base reel's stills are candidates too. */
enum pst_status reel_keep_still(struct reel_writer *, int64_t frame, int width, int height, const void *jpeg,
                                size_t size, struct pst_error *);

/* The frames of which there are candidates, rising; good until the next call. */
enum pst_status reel_still_frames(struct reel_writer *, const int64_t **frames, size_t *count,
                                  struct pst_error *);

/* Gives shot i the candidate of frame frame_of_shot[i]; -1: no still. Replaces what was there. */
enum pst_status reel_choose_stills(struct reel_writer *, const int64_t *frame_of_shot, size_t count,
                                   struct pst_error *);

#endif
