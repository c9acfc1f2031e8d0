/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_REEL_LIST_H
#define PST_REEL_LIST_H

#include "pastiche/status.h"
#include <stddef.h>

struct reel_list {
    char **items;
    size_t count, capacity;
};

/* Adds `path`, or where it is a folder every *.reel in it, by name; hidden ones and folders in it are left
   out. PST_INPUT where the folder cannot be read or holds none. */
enum pst_status reel_list_add(struct reel_list *, const char *path, struct pst_error *);
void reel_list_release(struct reel_list *);

#endif
