/* SPDX-License-Identifier: Apache-2.0 */
/* Two cuts of one film, on reels alone: what was kept, moved, re-timed, trimmed, added, and what is missing.
 */
#ifndef PASTICHE_DIFF_H
#define PASTICHE_DIFF_H

#include "pastiche/reel.h"

#ifdef __cplusplus
extern "C" {
#endif

enum pst_change_kind {
    PST_CHANGE_KEPT,
    PST_CHANGE_MOVED,    /* kept, but out of order */
    PST_CHANGE_RETIMED,  /* at another speed */
    PST_CHANGE_REPEATED, /* shown once more: its old frames are kept elsewhere, too */
    PST_CHANGE_ADDED,    /* not in the old cut */
    PST_CHANGE_TRIMMED,  /* of a shot that is there in part: what is not in the new cut */
    PST_CHANGE_MISSING,  /* whole shots that are not in the new cut */
};

/* Which part of its shot is trimmed away, or was added to it. */
enum pst_change_side { PST_SIDE_NONE, PST_SIDE_HEAD, PST_SIDE_TAIL, PST_SIDE_MIDDLE };

/* "kept" … "missing"; "", "head", "tail", "middle". NULL for none. */
PST_API const char *pst_change_name(enum pst_change_kind);
PST_API const char *pst_change_side_name(enum pst_change_side);

/* Frames, both ends inside. Where one cut has nothing of it, that span is empty: last = first − 1, and first
   is the frame before which it would stand. */
struct pst_change {
    enum pst_change_kind kind;
    enum pst_change_side side; /* of what is trimmed */
    bool moved;                /* also of what is re-timed: out of order */
    int64_t old_first, old_last;
    int64_t new_first, new_last;
    double speed; /* seconds of the old cut a second of the new one; NaN where one has nothing of it */
};

struct pst_diff {
    struct pst_change *changes; /* in order of the new cut; every frame of it in one that it has */
    size_t count;
};

struct pst_diff_params {
    bool (*cancelled)(void *data); /* NULL: never */
    void *data;
};

/* On success *diff is the caller's, for pst_diff_release. `params` may be NULL. PST_INPUT where a reel holds
   no fingerprints. */
PST_API enum pst_status pst_diff_of(struct pst_reel *old_cut, struct pst_reel *new_cut,
                                    const struct pst_diff_params *params, struct pst_diff *diff,
                                    struct pst_error *);
PST_API void pst_diff_release(struct pst_diff *);

enum pst_diff_format {
    PST_DIFF_TEXT,
    PST_DIFF_CSV,
    PST_DIFF_JSON,
    PST_DIFF_EDL,
    PST_DIFF_OTIO,
    PST_DIFF_HTML
};

/* Writes it to `path`, whole or not at all; NULL: standard output. PST_USAGE where the format cannot say it.
 */
PST_API enum pst_status pst_diff_write(const struct pst_diff *, struct pst_reel *old_cut,
                                       struct pst_reel *new_cut, enum pst_diff_format, const char *path,
                                       struct pst_error *);

#ifdef __cplusplus
}
#endif
#endif
