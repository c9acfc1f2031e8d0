/* SPDX-License-Identifier: Apache-2.0 */
/* WebVTT chapters: a cue a shot. */
#ifndef PST_VTT_H
#define PST_VTT_H

#include "exchange/exchange.h"

exchange_writer vtt_write;

#endif
