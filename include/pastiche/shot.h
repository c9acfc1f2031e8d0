/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PASTICHE_SHOT_H
#define PASTICHE_SHOT_H

#include "pastiche/version.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum pst_shot_kind { PST_SHOT_PICTURE, PST_SHOT_BLACK, PST_SHOT_SOLID };

/* Shots tile the film: every frame is in exactly one. */
struct pst_shot {
    int64_t first, last; /* frames, both inside */
    enum pst_shot_kind kind;
};

enum pst_transition_kind {
    PST_CUT,
    PST_JUMP_CUT,
    PST_DISSOLVE,
    PST_FADE_OUT,
    PST_FADE_IN,
    PST_DIP,
    PST_WIPE,
    PST_PUSH,
    PST_SLIDE,
};

/* A cut has first = last = the first frame of the new shot. A gradual change has the first and last frame in
   which it shows; frames up to its middle belong to the outgoing shot, the rest to the incoming one. */
struct pst_transition {
    enum pst_transition_kind kind;
    int64_t first, last;
    double confidence; /* 0..1 */
    char detail[64];   /* "" or `colour=#rrggbb` of a fade or dip, `wipe=left-to-right` of a wipe */
};

/* The names in the reel and everywhere: "picture", "fade_out". NULL for no such kind. */
PST_API const char *pst_shot_kind_name(enum pst_shot_kind);
PST_API const char *pst_transition_kind_name(enum pst_transition_kind);
/* The reverse; false where there is no kind of that name. */
PST_API bool pst_shot_kind_parse(const char *name, enum pst_shot_kind *);
PST_API bool pst_transition_kind_parse(const char *name, enum pst_transition_kind *);

/* A cut or jump cut: from one frame to the next. The others are gradual. */
PST_API bool pst_transition_is_sudden(enum pst_transition_kind);

#ifdef __cplusplus
}
#endif
#endif
