/* SPDX-License-Identifier: Apache-2.0 */
/* The film that every form holds: what is drawn, and so what must be measured. */
#ifndef PST_TEST_TRUTH_H
#define PST_TEST_TRUTH_H

#include <stdbool.h>
#include <stdint.h>

/* Five seconds at 24 frames a second. Frame 0 is the first of shot 0, and `fade_first` to `fade_last` lie
   between the last full picture and the first black one. */
enum {
    TRUTH_FRAMES = 120,
    TRUTH_SHOTS = 4,
    TRUTH_PATCHES = 4,
    FADE_FIRST = 92,
    FADE_LAST = 107,
    TITLE_FROM = 1000, /* ms */
    TITLE_TO = 2500
};
extern const int truth_cuts[TRUTH_SHOTS - 1];
extern const char truth_title[];

enum truth_curve { CURVE_BT1886, CURVE_SRGB, CURVE_PQ, CURVE_HLG, CURVE_LINEAR };

/* What a row of the table asks to be drawn; words `key=value`. */
struct truth {
    int width, height, frames;
    int depth; /* of the drawn samples: 8 or 16 */
    int rate_num, rate_den;
    char matrix[8]; /* "601", "709", "2020", "rgb" */
    bool full, grey;
    enum truth_curve curve;
    char bars[8];        /* "", "letter", "pillar", "open": letterboxed up to the second cut; "close": from
                                       the first */
    int hz, channels;    /* channels 0: no sound */
    double level, sound; /* amplitude of the tone; seconds of it */
    char odd[8];         /* "", "nan" */
};

void truth_parse(struct truth *, const char *words);
/* The value of `key` in `words`, copied; false where it is not there. */
bool truth_word(const char *words, const char *key, char *value, int size);

int truth_shot(int frame);
/* 1 in full view, 0 black. */
double truth_view(int frame);
/* R'G'B' of a patch as an sRGB-primaries, BT.1886 film has it, and the patch's share of the picture. */
void truth_patch(int shot, int patch, double rgb[3], double *share);
/* The patch at (x, y), each 0..1 over the picture without bars. */
int truth_patch_at(int shot, double x, double y);
/* Height of each black bar above and below, width of each at the sides, in pixels. */
void truth_bars(const struct truth *, int frame, int *side, int *above);

/* Luma weights of red and blue; 0 for "rgb". */
void truth_weights(const char *matrix, double *kr, double *kb);

#endif
