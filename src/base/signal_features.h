/* SPDX-License-Identifier: Apache-2.0 */
/* What the signal meter tells of a candidate, in signal_candidate.features. Distances are root mean squares
   in levels where nothing else is said. */
#ifndef PST_SIGNAL_FEATURES_H
#define PST_SIGNAL_FEATURES_H

/* Of a sudden change at frame t. */
enum sudden_feature {
    SUDDEN_STEP,            /* t−1 to t */
    SUDDEN_MOVED,           /* what is left after moving blocks */
    SUDDEN_UNMATCHED,       /* share of blocks without a match */
    SUDDEN_HISTOGRAM,       /* 0..1 */
    SUDDEN_LIKENESS,        /* correlation of luma */
    SUDDEN_ACROSS,          /* least distance of t−4…t−1 from t…t+3 */
    SUDDEN_ACROSS_LIKENESS, /* greatest correlation among them */
    SUDDEN_WITHIN_BEFORE,   /* greatest distance of t−1 from t−2…t−4 */
    SUDDEN_WITHIN_AFTER,    /* greatest distance of t from t+1…t+3 */
    SUDDEN_RETURN,       /* least distance of t−1 from t+1…t+6, a share of the step: a flash comes back */
    SUDDEN_CAME,         /* least distance of t from t−2…t−7, a share of the step: the end of a flash */
    SUDDEN_MOVED_BEFORE, /* greatest `moved` of t−4…t−1 */
    SUDDEN_MOVED_AFTER,  /* greatest `moved` of t+1…t+4 */
    SUDDEN_MOVED_AROUND, /* mean `moved` of t−12…t+12 but t−1…t+1 */
    SUDDEN_STEP_BEFORE,  /* greatest step of t−4…t−1 */
    SUDDEN_STEP_AFTER,   /* greatest step of t+1…t+4 */
    SUDDEN_STEP_AROUND,  /* mean step of t−12…t+12 but t−1…t+1 */
    SUDDEN_HISTOGRAM_AROUND, /* greatest histogram distance of t−4…t+4 but t */
    SUDDEN_UNMATCHED_WIDE,   /* least share without a match of t+1 and t+2 in t−1, and of t in t−2 */
    SUDDEN_MOVED_WIDE,       /* least `moved` likewise */
    SUDDEN_MEAN_CHANGE,      /* of mean luma, with sign */
    SUDDEN_DEVIATION_BEFORE, /* deviation of t−1 */
    SUDDEN_DEVIATION_AFTER,  /* deviation of t */
    SUDDEN_SHARPNESS_BEFORE, /* of t−2 */
    SUDDEN_SHARPNESS_AFTER,  /* of t+1 */
    SUDDEN_FAR,              /* t−8 to t+8 */
    SUDDEN_DRIFT_BEFORE,     /* t−9 to t−1 */
    SUDDEN_DRIFT_AFTER,      /* t to t+8 */
    SUDDEN_BLEND,            /* how much of t is the new picture, by t−1 and t+1, 0..1 */
    SUDDEN_BLEND_REST,       /* distance of t from that mix, a share of the distance of t−1 and t+1 */
    SUDDEN_UNMATCHED_AROUND, /* greatest share without a match of t−4…t+4 but t */
    SUDDEN_EVENNESS,         /* share of thumbnail samples that changed by more than half the step */
    SUDDEN_RETURN_LATER,     /* as SUDDEN_RETURN, from t+7…t+13 */
    SUDDEN_CAME_LATER,       /* as SUDDEN_CAME, from t−8…t−24 */
    /* By relief, blind to brightness: what moving blocks leave, of what there is, 0..2. */
    SUDDEN_RELIEF,        /* t−1 to t */
    SUDDEN_RELIEF_ACROSS, /* least of t, t+1, t+2 in t−1, t−2, t−3 */
    SUDDEN_RELIEF_LATER,  /* least of t+3, t+6, t+9, t+12, t+18, t+24 in t−1, t−4 */
    SUDDEN_RELIEF_BEFORE, /* greatest from frame to frame of t−6…t−1 */
    SUDDEN_RELIEF_AFTER,  /* of t+1…t+6 */
    SUDDEN_RELIEF_WITHIN, /* greater of t−1 in t−4, and of t+3 in t */
    SUDDEN_RELIEF_FAR, /* least of t+8, t+14, t+20 in t−8, t−14, t−20: what passes the lens is gone then */
    SUDDEN_RELIEF_APART,  /* greater of t−8 in t−20, and of t+20 in t+8 */
    SUDDEN_HISTOGRAM_FAR, /* distance of the histograms of t−14 and t+14 */
    SUDDEN_RELIEF_OLD,    /* to the picture of t−1 from the one before it, however long they are held */
    SUDDEN_RELIEF_NEW,    /* from the picture of t to the one after it */
    SUDDEN_RELIEF_OVER,   /* t−2 to t */
    SUDDEN_RELIEF_ON,     /* t−1 to t+1 */
    SUDDEN_RELIEF_WIDE,   /* t−2 to t+1 */
    SUDDEN_TEXTURED,      /* share of blocks of t that have relief */
    SUDDEN_CHANGED,       /* share of those without a match in t−1 */
    SUDDEN_CHANGED_RIM,   /* the same of the outer blocks */
    SUDDEN_CHANGED_CORE,  /* and of the inner ones */
    /* Block by block against the same block's greatest residual in the six frames before and after. */
    SUDDEN_SURPRISED,        /* share of blocks that leave more than twice that */
    SUDDEN_SURPRISE,         /* mean of the excess, of what they leave */
    SUDDEN_SURPRISED_RELIEF, /* the same by relief */
    SUDDEN_SURPRISE_RELIEF,
    /* Cell by cell in one place, against the same cell's greatest difference from frame to frame. */
    SUDDEN_LEAPS,     /* share of cells that differ by more than twice that */
    SUDDEN_LEAP,      /* mean of the excess, of what they differ */
    SUDDEN_LEAP_SIZE, /* mean difference of those that do, levels */
    /* The picture as a whole moved, in samples of 32 by 18. */
    SUDDEN_SHIFTED,        /* likeness of t and t−1 moved to fit */
    SUDDEN_SHIFTED_BEFORE, /* of the pictures of t−1 and before it, held or not */
    SUDDEN_SHIFTED_AFTER,  /* of the pictures after t and of t */
    SUDDEN_SHIFT,          /* how far */
    SUDDEN_SHIFT_BEFORE,
    SUDDEN_SHIFT_AFTER,
    SUDDEN_SHIFT_BREAK,  /* how far the move across differs from the mean of those before and after */
    SUDDEN_ZOOMED,       /* likeness of t and t−1, one of them nearer */
    SUDDEN_ROWS,         /* correlation of the means of rows: a pan keeps them */
    SUDDEN_COLUMNS,      /* of columns: a tilt keeps them */
    SUDDEN_BLUR_BEFORE,  /* sharpness of t−1, of the greatest of t−12…t−1 */
    SUDDEN_BLUR_AFTER,   /* of t, of the greatest of t…t+12 */
    SUDDEN_BLUR_STEP,    /* of t, of that of t−1 and t together */
    SUDDEN_SMEAR_BEFORE, /* share of it along the rows, t−1 */
    SUDDEN_SMEAR_AFTER,  /* t */
    SUDDEN_STILL,        /* share of samples that stay within a level */
    SUDDEN_STILL_BEFORE, /* t−2 to t−1 */
    SUDDEN_STILL_AFTER,  /* t to t+1 */
    SUDDEN_TINT,         /* distance of chroma, less its mean shift, levels */
    SUDDEN_TINT_SHIFT,   /* the mean shift */
    SUDDEN_TINT_AROUND,  /* greatest distance of chroma of t−3…t+3 but t */
    SUDDEN_COUNT
};

/* Of a gradual change; a is the frame before its first, b the one after its last, D their squared distance.
 */
enum gradual_feature {
    GRADUAL_LENGTH,    /* b − a */
    GRADUAL_DISTANCE,  /* root of D */
    GRADUAL_REST,      /* squared distance of the frames between from the even mix of a and b, of 1: what
                          a random walk from a to b would leave */
    GRADUAL_REST_FREE, /* the same from the best mix */
    GRADUAL_UNEVEN,    /* root mean square of the best mix's share minus the even one's */
    GRADUAL_RISING,    /* share of steps by which the new picture's part grows */
    GRADUAL_STEEPEST,  /* largest squared step between frames, of D */
    GRADUAL_DRIFT_BEFORE,
    GRADUAL_DRIFT_AFTER, /* squared distance over 4 frames before a, after b, of D */
    GRADUAL_WANDER_BEFORE,
    GRADUAL_WANDER_AFTER, /* the same over b − a frames */
    GRADUAL_LIKENESS,     /* correlation of luma of a and b */
    GRADUAL_DEVIATION_A,
    GRADUAL_DEVIATION_B,
    GRADUAL_DEVIATION_MIDDLE, /* of the middle frame, of the mean of both */
    GRADUAL_MEAN_CHANGE,
    GRADUAL_MATCH,
    GRADUAL_UNMATCHED, /* blocks of b moved to fit a: residual, share without a match */
    GRADUAL_EITHER, /* squared distance of the frames between from a or b, sample by sample, of 1 as above */
    GRADUAL_SWITCHED, /* the same with the share of samples that are b growing evenly asked for */
    GRADUAL_SPREAD,   /* standard deviation of the moments when blocks change, of the length */
    GRADUAL_PATTERN,  /* share of it that the best pattern of wipe explains, 0..1 */
    GRADUAL_MOVED,    /* mean `moved` between */
    GRADUAL_MOVED_BEFORE,
    GRADUAL_MOVED_AFTER, /* mean over 8 frames */
    GRADUAL_STEP,        /* mean step between */
    GRADUAL_STEP_BEFORE,
    GRADUAL_STEP_AFTER,
    GRADUAL_SHARPNESS,       /* of the frames between, of the mix of both ends' */
    GRADUAL_EVERYWHERE,      /* share of blocks that differ between a and b */
    GRADUAL_BLOCKS_MIXED,    /* share of those that mix evenly */
    GRADUAL_BLOCKS_SWITCHED, /* share of those that change at once */
    GRADUAL_HOLD,            /* squared distance of a − 4 from b + 4, of D */
    GRADUAL_MIDDLE_MATCH,    /* greater residual of the middle frame moved to fit a, b, of a moved to fit b */
    GRADUAL_UNMATCHED_BETWEEN, /* mean share without a match between */
    GRADUAL_JUMP,              /* greater squared step into a or out of b, of D */
    GRADUAL_SWIFT, /* mean over the blocks that differ of the time they take to change, of the length */
    GRADUAL_MIX_SCORE,
    GRADUAL_WIPE_SCORE, /* what the span was chosen by, of D */
    GRADUAL_RETURN, /* least squared distance of a from b + 2…b + 40, of D: what crossed the picture is gone
                     */
    GRADUAL_CAME,   /* of b from a − 2…a − 40 */
    GRADUAL_CONTRAST_A, /* deviation of luma and chroma together: next to nothing at a fade's flat end */
    GRADUAL_CONTRAST_B,
    GRADUAL_EIGHTHS,   /* mean residual of moving blocks over eighths of the span, times eight, of the root of
                          D: a camera's move leaves little, a mix most of it */
    GRADUAL_MOVABLE,   /* mean `moved` between, of the mean step */
    GRADUAL_PUSH_REST, /* left of the frames between by a picture that comes in and moves the old one
                          along, */
    GRADUAL_SLIDE_REST,     /* by one that comes in over it: of what a wipe with a straight edge leaves, */
    GRADUAL_STRAIGHT_REST,  /* and that, of the distance of a and b; mean absolute levels */
    GRADUAL_PASSAGE_REST,   /* the lesser of push and slide, of the distance of a and b */
    GRADUAL_PASSAGE_LEFT,   /* the same, levels */
    GRADUAL_PASSAGE_UNEVEN, /* of its edge's place less an even or eased way, of the way */
    GRADUAL_PASSAGE_TRAVEL, /* how far the edge goes, of the even way */
    GRADUAL_PASSAGE_SEAM,   /* step over the edge, of the picture's own steps */
    GRADUAL_PUSH_SLIDE,     /* what push leaves, of what slide leaves */
    GRADUAL_PUSH_SCORE,     /* what its span was chosen by, of D */
    GRADUAL_REST_EASED,     /* as GRADUAL_REST, of the mix that sets off and arrives slowly */
    GRADUAL_PLAIN_A,
    GRADUAL_PLAIN_B, /* greatest share of samples within 16 levels of luma: much where a title stands on one
                        colour */
    GRADUAL_EMPTY_A,
    GRADUAL_EMPTY_B, /* share of samples no more than a level from those beside them: a colour under a title
                        has them, a dark picture fewer */
    GRADUAL_COLOUR_A,
    GRADUAL_COLOUR_B, /* deviation of chroma */
    GRADUAL_COUNT
};

/* Patterns of wipe, by where it begins and where it goes. */
enum wipe_pattern {
    WIPE_LEFT_TO_RIGHT,
    WIPE_RIGHT_TO_LEFT,
    WIPE_TOP_TO_BOTTOM,
    WIPE_BOTTOM_TO_TOP,
    WIPE_TOP_LEFT,
    WIPE_TOP_RIGHT,
    WIPE_BOTTOM_LEFT,
    WIPE_BOTTOM_RIGHT, /* diagonal, from that corner */
    WIPE_IRIS_OUT,
    WIPE_IRIS_IN,
    WIPE_BOX_OUT,
    WIPE_BOX_IN,
    WIPE_CLOCKWISE,
    WIPE_COUNTERCLOCKWISE,
    WIPE_DOORS_OPEN,
    WIPE_DOORS_CLOSE,
    WIPE_BARN_OPEN,
    WIPE_BARN_CLOSE, /* left/right; up/down */
    WIPE_PATTERNS
};

#endif
