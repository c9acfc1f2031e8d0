/* SPDX-License-Identifier: Apache-2.0 */
/* OpenTimelineIO's own JSON: a timeline of one video track, a clip a shot. docs/exchange.md. */
#ifndef PST_OTIO_H
#define PST_OTIO_H

#include "exchange/exchange.h"

exchange_writer otio_write;

/* Ours and other tools': the first video track, nested ones too, within their own trims; a clip is a shot, a
   border between two a cut where no transition stands there. Fails where a time has another rate than the
   film's. */
exchange_reader otio_read;

#endif
