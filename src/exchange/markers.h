/* SPDX-License-Identifier: Apache-2.0 */
/* Timeline markers for DaVinci Resolve: an edit decision list with a marker where each shot begins. */
#ifndef PST_MARKERS_H
#define PST_MARKERS_H

#include "exchange/exchange.h"

exchange_writer markers_write;

#endif
