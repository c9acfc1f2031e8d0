/* SPDX-License-Identifier: Apache-2.0 */
/* Shot lengths as the Cinemetrics measurement tool keeps them. */
#ifndef PST_CINEMETRICS_H
#define PST_CINEMETRICS_H

#include "exchange/exchange.h"

exchange_writer cinemetrics_write;

#endif
