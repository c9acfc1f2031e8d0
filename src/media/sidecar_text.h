/* SPDX-License-Identifier: Apache-2.0 */
/* A file of titles, whatever its encoding, as libav likes it: UTF-8, out of memory. */
#ifndef PST_SIDECAR_TEXT_H
#define PST_SIDECAR_TEXT_H

#include "pastiche/status.h"
#include <libavformat/avformat.h>

struct sidecar_text;

/* `charset` is iconv's name, NULL: UTF-8; a byte order mark at the file's beginning overrules it. PST_USAGE
   where there is no such charset, PST_INPUT where the file is no text of it: told with the line. */
enum pst_status sidecar_text_open(const char *path, const char *charset, struct sidecar_text **,
                                  struct pst_error *);
void sidecar_text_close(struct sidecar_text **); /* NULL is fine */

AVFormatContext *sidecar_text_format(struct sidecar_text *);

#endif
