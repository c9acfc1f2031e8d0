/* SPDX-License-Identifier: Apache-2.0 */
#include "form/shot_features.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BINS = 1024 };

struct tally {
    int64_t bins[BINS], count;
    float scale; /* of one bin */
};

static void tally_add(struct tally *t, float value)
{
    int bin = (int)(value / t->scale);
    t->bins[bin < 0 ? 0 : bin >= BINS ? BINS - 1 : bin]++;
    t->count++;
}

static float tally_quantile(const struct tally *t, double share)
{
    int64_t left = (int64_t)((double)t->count * share);
    for (int i = 0; i < BINS; i++) {
        left -= t->bins[i];
        if (left < 0)
            return ((float)i + 0.5f) * t->scale;
    }
    return 0;
}

struct film_usual film_usual_of(const struct signal_series *s)
{
    struct tally step = {.scale = 1 / 16.f}, moved = {.scale = 1 / 32.f}, unmatched = {.scale = 1.f / BINS};
    for (int64_t n = 1; n < s->frame_count; n++) {
        tally_add(&step, s->frames[n].step);
        tally_add(&moved, s->frames[n].moved);
        tally_add(&unmatched, s->frames[n].unmatched);
    }
    return (struct film_usual){
        .step = tally_quantile(&step, 0.5),
        .moved = tally_quantile(&moved, 0.5),
        .moved_much = tally_quantile(&moved, 0.95),
        .unmatched_much = tally_quantile(&unmatched, 0.95),
    };
}

static float ratio(float a, float b)
{
    return a / (b + 0.5f);
}

/* ---- how a sudden change stands among its neighbours ---- */

static const struct signal_frame *frame_near(const struct signal_series *s, int64_t n)
{
    return &s->frames[n < 0 ? 0 : n >= s->frame_count ? s->frame_count - 1 : n];
}

struct rivals {
    float moved, step, unmatched; /* how many frames have at least half of it */
    float still;                  /* share that repeat the frame before */
};

static struct rivals rivals_within(const struct signal_series *s, const float *f, int64_t t, int64_t reach)
{
    struct rivals r = {0, 0, 0, 0};
    int64_t count = 0;
    for (int64_t n = t - reach < 1 ? 1 : t - reach; n <= t + reach && n < s->frame_count; n++) {
        const struct signal_frame *at = &s->frames[n];
        if (llabs(n - t) <= 1)
            continue;
        r.moved += at->moved >= f[SUDDEN_MOVED] / 2;
        r.step += at->step >= f[SUDDEN_STEP] / 2;
        r.unmatched += at->unmatched >= f[SUDDEN_UNMATCHED] / 2;
        r.still += at->step < 0.2f;
        count++;
    }
    r.still /= count ? (float)count : 1;
    return r;
}

static void rival_features(const struct signal_series *s, const float *f, int64_t t, float *to)
{
    static const int reaches[] = {4, 16, 60};
    for (int i = 0; i < 3; i++) {
        struct rivals r = rivals_within(s, f, t, reaches[i]);
        *to++ = r.moved;
        *to++ = r.step;
        *to++ = r.unmatched;
        *to++ = r.still;
    }
    for (int k = -2; k <= 2; k++) { /* the course of it */
        if (k == 0)
            continue;
        const struct signal_frame *at = frame_near(s, t + k);
        *to++ = ratio(at->moved, f[SUDDEN_MOVED]);
        *to++ = ratio(at->step, f[SUDDEN_STEP]);
        *to++ = at->unmatched;
    }
}

void sudden_features(const struct signal_series *s, const struct film_usual *usual,
                     const struct signal_candidate *c, float features[MODEL_FEATURES])
{
    const float *f = c->features;
    float *more = features + SIGNAL_FEATURES;
    memset(features, 0, MODEL_FEATURES * sizeof *features);
    memcpy(features, f, SIGNAL_FEATURES * sizeof *f);
    more[0] = ratio(f[SUDDEN_MOVED], usual->moved);
    more[1] = ratio(f[SUDDEN_MOVED], usual->moved_much);
    more[2] = ratio(f[SUDDEN_STEP], usual->step);
    more[3] = ratio(f[SUDDEN_MOVED], f[SUDDEN_MOVED_AROUND]);
    more[4] = ratio(f[SUDDEN_MOVED], fmaxf(f[SUDDEN_MOVED_BEFORE], f[SUDDEN_MOVED_AFTER]));
    more[5] = ratio(f[SUDDEN_STEP], fmaxf(f[SUDDEN_STEP_BEFORE], f[SUDDEN_STEP_AFTER]));
    more[6] = ratio(f[SUDDEN_ACROSS], fmaxf(f[SUDDEN_WITHIN_BEFORE], f[SUDDEN_WITHIN_AFTER]));
    more[7] = ratio(f[SUDDEN_ACROSS], f[SUDDEN_STEP]);
    more[8] = ratio(f[SUDDEN_FAR], fmaxf(f[SUDDEN_DRIFT_BEFORE], f[SUDDEN_DRIFT_AFTER]));
    more[9] = ratio(f[SUDDEN_STEP], f[SUDDEN_DEVIATION_BEFORE] + f[SUDDEN_DEVIATION_AFTER]);
    more[10] = f[SUDDEN_UNMATCHED] - f[SUDDEN_UNMATCHED_AROUND];
    more[11] = ratio(f[SUDDEN_MOVED_WIDE], fmaxf(f[SUDDEN_MOVED_BEFORE], f[SUDDEN_MOVED_AFTER]));
    more[12] = ratio(f[SUDDEN_MOVED], f[SUDDEN_STEP]);
    more[13] = fabsf(f[SUDDEN_MEAN_CHANGE]) / (f[SUDDEN_STEP] + 0.5f);
    more[14] = f[SUDDEN_HISTOGRAM] - f[SUDDEN_HISTOGRAM_AROUND];
    more[15] = fminf(f[SUDDEN_RETURN], f[SUDDEN_CAME]);
    float deviation = fminf(f[SUDDEN_DEVIATION_BEFORE], f[SUDDEN_DEVIATION_AFTER]);
    float sharpness = fminf(f[SUDDEN_SHARPNESS_BEFORE], f[SUDDEN_SHARPNESS_AFTER]);
    more[16] =
        f[SUDDEN_STEP] / (deviation + 0.5f); /* a dark or hazy picture's steps are small, and its own */
    more[17] = f[SUDDEN_MOVED] / (sharpness + 0.2f);
    more[18] = f[SUDDEN_MOVED_WIDE] / (sharpness + 0.2f);
    more[19] = f[SUDDEN_ACROSS] / (deviation + 0.5f);
    more[20] = ratio(f[SUDDEN_MOVED_WIDE], f[SUDDEN_MOVED_AROUND]);
    more[21] = f[SUDDEN_UNMATCHED_WIDE] - f[SUDDEN_UNMATCHED_AROUND];
    more[22] = fminf(f[SUDDEN_RETURN_LATER], f[SUDDEN_CAME_LATER]);
    more[23] = f[SUDDEN_RELIEF_ACROSS] - fmaxf(f[SUDDEN_RELIEF_BEFORE], f[SUDDEN_RELIEF_AFTER]);
    rival_features(s, f, c->first, more + 24);
}

void gradual_features(const struct signal_series *s, const struct film_usual *usual,
                      const struct signal_candidate *c, float features[MODEL_FEATURES])
{
    (void)s;
    const float *f = c->features;
    float *more = features + SIGNAL_FEATURES;
    memset(features, 0, MODEL_FEATURES * sizeof *features);
    memcpy(features, f, SIGNAL_FEATURES * sizeof *f);
    more[0] = ratio(f[GRADUAL_MATCH], usual->moved);
    more[1] = ratio(f[GRADUAL_MATCH], usual->moved_much);
    more[2] = f[GRADUAL_WANDER_BEFORE] + f[GRADUAL_WANDER_AFTER];
    more[3] = f[GRADUAL_DRIFT_BEFORE] + f[GRADUAL_DRIFT_AFTER];
    more[4] = f[GRADUAL_REST] / (more[3] + 0.05f);
    more[5] = f[GRADUAL_EITHER] / (f[GRADUAL_REST] + 0.02f);
    more[6] = ratio(f[GRADUAL_STEP], fmaxf(f[GRADUAL_STEP_BEFORE], f[GRADUAL_STEP_AFTER]));
    more[7] = ratio(f[GRADUAL_MOVED], fmaxf(f[GRADUAL_MOVED_BEFORE], f[GRADUAL_MOVED_AFTER]));
    more[8] = ratio(f[GRADUAL_MOVED], fminf(f[GRADUAL_MOVED_BEFORE], f[GRADUAL_MOVED_AFTER]));
    more[9] = fminf(f[GRADUAL_DEVIATION_A], f[GRADUAL_DEVIATION_B]);
    more[10] = f[GRADUAL_STEEPEST] * f[GRADUAL_LENGTH];
    more[11] = f[GRADUAL_DISTANCE] / (f[GRADUAL_DEVIATION_A] + f[GRADUAL_DEVIATION_B] + 1);
    more[12] = fabsf(f[GRADUAL_MEAN_CHANGE]) / (f[GRADUAL_DISTANCE] + 1);
    more[13] = f[GRADUAL_MIX_SCORE] - f[GRADUAL_WIPE_SCORE];
    more[14] = f[GRADUAL_SPREAD] * f[GRADUAL_PATTERN];
    more[15] = fmaxf(f[GRADUAL_WANDER_BEFORE], f[GRADUAL_WANDER_AFTER]);
    more[16] = f[GRADUAL_DISTANCE] / (more[9] + 1);
    more[17] = fminf(f[GRADUAL_RETURN], f[GRADUAL_CAME]);
    more[18] = ratio(f[GRADUAL_MATCH], fmaxf(f[GRADUAL_MOVED_BEFORE], f[GRADUAL_MOVED_AFTER]));
    more[19] = f[GRADUAL_MATCH] / (f[GRADUAL_DISTANCE] + 1);
    more[20] = fminf(f[GRADUAL_CONTRAST_A], f[GRADUAL_CONTRAST_B]);
    more[21] = more[20] / (fmaxf(f[GRADUAL_CONTRAST_A], f[GRADUAL_CONTRAST_B]) + 1);
    more[22] = f[GRADUAL_UNMATCHED_BETWEEN] / (f[GRADUAL_UNMATCHED] + 0.05f);
    more[23] = f[GRADUAL_SPREAD] * f[GRADUAL_PATTERN] * f[GRADUAL_BLOCKS_SWITCHED];
    more[24] = fmaxf(f[GRADUAL_PLAIN_A], f[GRADUAL_PLAIN_B]);
    more[25] = fabsf(f[GRADUAL_PLAIN_A] - f[GRADUAL_PLAIN_B]);
    more[26] = fminf(f[GRADUAL_REST], f[GRADUAL_REST_EASED]);
    more[27] = fminf(f[GRADUAL_PUSH_REST], f[GRADUAL_SLIDE_REST]);
    more[28] = fmaxf(f[GRADUAL_WIPE_SCORE], f[GRADUAL_PUSH_SCORE]);
    more[29] = more[28] - f[GRADUAL_MIX_SCORE];
    more[30] = fmaxf(f[GRADUAL_EMPTY_A], f[GRADUAL_EMPTY_B]);
    more[31] = fminf(f[GRADUAL_COLOUR_A], f[GRADUAL_COLOUR_B]);
}

bool gradual_fades_in(const struct signal_candidate *c)
{
    const float *f = c->features;
    bool flat = fminf(f[GRADUAL_CONTRAST_A], f[GRADUAL_CONTRAST_B]) < 3;
    /* A title that stands on one colour may have more contrast than the picture. */
    return flat ? f[GRADUAL_CONTRAST_A] < f[GRADUAL_CONTRAST_B] : f[GRADUAL_EMPTY_A] > f[GRADUAL_EMPTY_B];
}

void fade_features(const struct film_usual *usual, const struct fade *fade, float features[MODEL_FEATURES])
{
    memset(features, 0, MODEL_FEATURES * sizeof *features);
    memcpy(features, fade->features, sizeof fade->features);
    features[FADE_COUNT] = ratio(fade->features[FADE_MOVED], usual->moved);
    features[FADE_COUNT + 1] = fabsf(fade->features[FADE_MEAN_CHANGE]) / fade->features[FADE_HEIGHT];
    features[FADE_COUNT + 2] = fade->luma;
    features[FADE_COUNT + 3] = fade->features[FADE_STEEPEST] * fade->features[FADE_LENGTH];
}
