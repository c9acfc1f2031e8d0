/* SPDX-License-Identifier: Apache-2.0 */
/* Stills: a decoder's picture to a small JPEG as a viewer would see it (bars cropped, aspect and rotation
 * right). */
#ifndef PST_JPEG_H
#define PST_JPEG_H

#include "base/picture.h"
#include "pastiche/status.h"

struct jpeg_maker;

enum { STILL_WIDTH = 320 };

enum pst_status jpeg_maker_open(const struct pst_film *, struct jpeg_maker **, struct pst_error *);
void jpeg_maker_close(struct jpeg_maker **);

/* One picture, STILL_WIDTH wide (less where the film is narrower). *data belongs to the maker and is good
   until the next call. */
enum pst_status jpeg_make(struct jpeg_maker *, const struct picture *, const void **data, size_t *size,
                          int *width, int *height, struct pst_error *);

/* The same JPEG at another width (in pixels; never wider than it is). *out is the caller's, to be freed. */
enum pst_status jpeg_shrink(const void *jpeg, size_t size, int width, void **out, size_t *out_size,
                            struct pst_error *);

#endif
