/* SPDX-License-Identifier: Apache-2.0 */
/* What libav tells of an open film, put into our own words. */
#ifndef PST_DESCRIBE_H
#define PST_DESCRIBE_H

#include "media/source.h"

/* Fills what is known before the film is played. PST_INPUT where its pictures have no size. */
enum pst_status describe_film(const struct source *, const struct media_params *, struct pst_film *,
                              struct pst_error *);

#endif
