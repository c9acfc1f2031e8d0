/* SPDX-License-Identifier: Apache-2.0 */
/* A picture file, read as a film's pictures are. */
#ifndef PST_STILL_PICTURE_H
#define PST_STILL_PICTURE_H

#include "base/picture.h"
#include "pastiche/status.h"

/* Shows the picture once, without bars. PST_INPUT where it is no picture that libav reads, is damaged, or has
   several pictures; else what `visit` returns. */
typedef enum pst_status still_visitor(void *data, const struct reduced *, struct pst_error *);
enum pst_status still_picture(const char *path, still_visitor *, void *data, struct pst_error *);

#endif
