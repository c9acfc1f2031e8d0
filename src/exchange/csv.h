/* SPDX-License-Identifier: Apache-2.0 */
/* Our own table of shots, as src/report/export_csv.c writes it and a person corrects it. */
#ifndef PST_CSV_H
#define PST_CSV_H

#include "exchange/exchange.h"

exchange_reader csv_read;

#endif
