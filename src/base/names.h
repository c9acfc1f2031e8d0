/* SPDX-License-Identifier: Apache-2.0 */
/* Names and what they stand for: found in the same time however many there are. */
#ifndef PST_NAMES_H
#define PST_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct names {
    struct name *items; /* `room` places */
    size_t count, room;
};

/* A copy of the name is kept; the first of those of a name stays. false: no memory. */
bool names_add(struct names *, const char *name, size_t value);
/* SIZE_MAX: not there. */
size_t names_find(const struct names *, const char *name);
void names_release(struct names *);

#endif
