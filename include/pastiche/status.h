/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PASTICHE_STATUS_H
#define PASTICHE_STATUS_H

/* Every call that can fail returns one of these; the values are the program's exit codes too. */
enum pst_status {
    PST_OK = 0,
    PST_USAGE = 2,    /* the caller asked for something that does not exist or does not fit */
    PST_INPUT = 3,    /* a film, reel or sidecar is missing, unreadable, damaged or not what it should be */
    PST_OUTPUT = 4,   /* the output cannot be written */
    PST_INTERNAL = 5, /* out of memory, or a fault of ours */
    PST_PARTLY = 6,   /* done in part: what was done is good and whole, what was not is told */
    PST_INTERRUPTED = 130, /* the caller's `cancelled` said so; nothing was left behind */
};

/* What went wrong: one line without full stop, lower case, that names its subject in quotes.
   Given by the caller (may be NULL); filled only where the call does not return PST_OK. */
struct pst_error {
    enum pst_status status;
    char message[1024];
};

#endif
