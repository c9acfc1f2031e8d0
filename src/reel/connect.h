/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_CONNECT_H
#define PST_CONNECT_H

#include "pastiche/status.h"
#include <sqlite3.h>

/* A connection that only reads and trusts nothing in the file; `what` it should be: "reel". Whether it is
   that is not looked at yet. *db is the caller's to close, also after a failure. */
enum pst_status connect_to_read(const char *path, const char *what, sqlite3 **db, struct pst_error *);

#endif
