/* SPDX-License-Identifier: Apache-2.0 */
#include "truth.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const int truth_cuts[TRUTH_SHOTS - 1] = {30, 60, 78};
const char truth_title[] = "One title, told";

static const double patches[TRUTH_SHOTS][TRUTH_PATCHES][3] = {
    {{0.75, 0.30, 0.25}, {0.25, 0.45, 0.70}, {0.30, 0.60, 0.30}, {0.70, 0.65, 0.50}},
    {{0.20, 0.20, 0.25}, {0.55, 0.35, 0.20}, {0.15, 0.30, 0.30}, {0.40, 0.20, 0.40}},
    {{0.80, 0.80, 0.75}, {0.60, 0.75, 0.80}, {0.85, 0.70, 0.60}, {0.65, 0.60, 0.70}},
    {{0.35, 0.50, 0.20}, {0.65, 0.55, 0.25}, {0.25, 0.35, 0.55}, {0.55, 0.25, 0.35}},
};
/* Where the four meet. */
static const double meet[TRUTH_SHOTS][2] = {{0.5, 0.5}, {0.375, 0.625}, {0.625, 0.375}, {0.5, 0.25}};

bool truth_word(const char *words, const char *key, char *value, int size)
{
    size_t length = strlen(key);
    for (const char *at = words; (at = strstr(at, key)); at += length)
        if ((at == words || at[-1] == ' ') && at[length] == '=') {
            snprintf(value, (size_t)size, "%.*s", (int)strcspn(at + length + 1, " "), at + length + 1);
            return true;
        }
    return false;
}

static int whole(const char *words, const char *key, int otherwise)
{
    char value[32];
    return truth_word(words, key, value, sizeof value) ? atoi(value) : otherwise;
}

static double number(const char *words, const char *key, double otherwise)
{
    char value[32];
    return truth_word(words, key, value, sizeof value) ? atof(value) : otherwise;
}

static enum truth_curve curve_of(const char *words)
{
    static const char *const names[] = {"1886", "srgb", "pq", "hlg", "linear"};
    char value[32];
    if (truth_word(words, "curve", value, sizeof value))
        for (int i = 0; i < 5; i++)
            if (strcmp(value, names[i]) == 0)
                return (enum truth_curve)i;
    return CURVE_BT1886;
}

void truth_parse(struct truth *t, const char *words)
{
    char value[64];
    *t = (struct truth){.width = 160, .height = 96, .rate_num = 24, .rate_den = 1, .matrix = "709"};
    if (truth_word(words, "size", value, sizeof value))
        sscanf(value, "%dx%d", &t->width, &t->height);
    if (truth_word(words, "rate", value, sizeof value))
        sscanf(value, "%d/%d", &t->rate_num, &t->rate_den);
    truth_word(words, "matrix", t->matrix, sizeof t->matrix);
    truth_word(words, "bars", t->bars, sizeof t->bars);
    truth_word(words, "odd", t->odd, sizeof t->odd);
    t->full = truth_word(words, "range", value, sizeof value) && strcmp(value, "pc") == 0;
    t->grey = whole(words, "grey", 0);
    t->frames = whole(words, "frames", TRUTH_FRAMES);
    t->depth = whole(words, "depth", 8);
    t->curve = curve_of(words);
    t->hz = whole(words, "hz", 48000);
    t->channels = whole(words, "channels", 2);
    /* EBU Tech 3341, case 1: a sine of -23 dBFS in left and right is -23 LUFS. */
    t->level = number(words, "level", 0.070794578438413791);
    t->sound = number(words, "sound", 5);
}

int truth_shot(int frame)
{
    int shot = 0;
    while (shot < TRUTH_SHOTS - 1 && frame >= truth_cuts[shot])
        shot++;
    return shot;
}

double truth_view(int frame)
{
    if (frame < FADE_FIRST)
        return 1;
    return frame > FADE_LAST ? 0 : 1 - (frame - FADE_FIRST + 1) / (double)(FADE_LAST - FADE_FIRST + 2);
}

void truth_patch(int shot, int patch, double rgb[3], double *share)
{
    double across = meet[shot][0], down = meet[shot][1];
    memcpy(rgb, patches[shot][patch], sizeof patches[shot][patch]);
    *share = (patch % 2 ? 1 - across : across) * (patch / 2 ? 1 - down : down);
}

int truth_patch_at(int shot, double x, double y)
{
    return (x >= meet[shot][0]) + 2 * (y >= meet[shot][1]);
}

void truth_bars(const struct truth *t, int frame, int *side, int *above)
{
    bool letter = strcmp(t->bars, "letter") == 0 || (strcmp(t->bars, "open") == 0 && frame < truth_cuts[1]) ||
                  (strcmp(t->bars, "close") == 0 && frame >= truth_cuts[0]);
    *above = letter ? t->height / 8 / 2 * 2 : 0;
    *side = strcmp(t->bars, "pillar") == 0 ? t->width / 8 / 2 * 2 : 0;
}

void truth_weights(const char *matrix, double *kr, double *kb)
{
    *kr = *kb = 0;
    if (strcmp(matrix, "601") == 0) {
        *kr = 0.299;
        *kb = 0.114;
    } else if (strcmp(matrix, "709") == 0) {
        *kr = 0.2126;
        *kb = 0.0722;
    } else if (strcmp(matrix, "2020") == 0) {
        *kr = 0.2627;
        *kb = 0.0593;
    }
}
