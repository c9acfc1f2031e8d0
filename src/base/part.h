/* SPDX-License-Identifier: Apache-2.0 */
/* Temporary files beside a target: `.NAME.PID-N.part` for the target NAME. Each is locked (flock) as long as
   its maker lives, so that what was left by a killed run can be told from what another run is writing. */
#ifndef PST_PART_H
#define PST_PART_H

#include "pastiche/status.h"
#include <sys/types.h>

struct part {
    char *path; /* NULL: none, or its name is gone already */
    int fd;
};

/* Makes an empty one, with these permissions less what the umask takes away. PST_OUTPUT, naming the target,
 * where the folder does not let us. */
enum pst_status part_make(const char *target, mode_t mode, struct part *, struct pst_error *);

/* Takes the file's name away while it stays open: it vanishes with the process, however that ends. Where the
   file system does not let us, the name stays until part_drop. */
void part_hide(struct part *);

/* Brings the file to the disk and gives it the target's name. Closes it; on failure it is gone. */
enum pst_status part_commit(struct part *, const char *target, struct pst_error *);

/* Closes and removes it. */
void part_drop(struct part *);

/* Removes what killed runs left beside the target. */
void part_sweep(const char *target);

#endif
