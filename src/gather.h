/* SPDX-License-Identifier: Apache-2.0 */
/* Between the meters and the reel: what meters write on the way, from whichever thread. */
#ifndef PST_GATHER_H
#define PST_GATHER_H

#include "media/media.h"
#include "meter/meter.h"
#include "reel/writer.h"

struct gather;

/* Which meters run: an array of `count`, in registry order, with the parameters of each as a JSON object. */
struct gather_meter {
    const struct meter *meter;
    const char *parameters;
};

/* The measures that have a column in table `frame`, in the order in which gather_open enters them, ended by
   NULL. The array is the caller's; NULL: out of memory. */
const char **gather_columns(const struct gather_meter *, size_t count);

/* Opens the meters on a film and their places in the reel. Writer and film stay the caller's and must outlive
   the gather. On success *gather is given back with gather_close. */
enum pst_status gather_open(struct reel_writer *, const struct pst_film *, const struct gather_meter *,
                            size_t count, struct gather **gather, struct pst_error *);
void gather_close(struct gather **);

/* What media_play calls; `data` is the gather. */
enum pst_status gather_picture(void *data, const struct picture *, struct pst_error *);
enum pst_status gather_sound(void *data, const struct sound_block *, struct pst_error *);
enum pst_status gather_title(void *data, const struct title *, struct pst_error *);

/* The film is over: the meters write what they held back. */
enum pst_status gather_finish(struct gather *, struct pst_error *);

#endif
