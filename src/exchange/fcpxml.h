/* SPDX-License-Identifier: Apache-2.0 */
/* FCPXML 1.10, which Final Cut Pro and DaVinci Resolve read. docs/exchange.md. */
#ifndef PST_FCPXML_H
#define PST_FCPXML_H

#include "exchange/exchange.h"

exchange_writer fcpxml_write;

#endif
