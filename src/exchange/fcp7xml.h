/* SPDX-License-Identifier: Apache-2.0 */
/* Final Cut Pro 7's XML (xmeml 5), which Premiere Pro and DaVinci Resolve read. docs/exchange.md. */
#ifndef PST_FCP7XML_H
#define PST_FCP7XML_H

#include "exchange/exchange.h"

/* PST_USAGE also where the rate is not a whole one or 1000/1001 of it: the format knows no other. */
exchange_writer fcp7xml_write;

#endif
