/* SPDX-License-Identifier: Apache-2.0 */
/* The scene list that PySceneDetect's list-scenes writes. */
#ifndef PST_PYSCENEDETECT_H
#define PST_PYSCENEDETECT_H

#include "exchange/exchange.h"

exchange_writer pyscenedetect_write;
exchange_reader pyscenedetect_read;

#endif
