/* SPDX-License-Identifier: Apache-2.0 */
/* Loudness after EBU R 128 (ITU-R BS.1770-4, EBU Tech 3341 and 3342), by libebur128. */
#include "base/error.h"
#include "meter/meter.h"
#include <ebur128.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MOMENTARY, SHORT_TERM, INTEGRATED, RANGE, TRUE_PEAK, SAMPLE_PEAK, MEASURES };

static const struct meter_measure measures[MEASURES] = {
    [MOMENTARY] = {.name = "loudness_momentary",
                   .unit = "LUFS",
                   .what = "loudness of the 400 ms round n; missing below −120 (silence) and at the ends",
                   .grid = "loudness",
                   .step = {1, 10}},
    [SHORT_TERM] = {.name = "loudness_short_term",
                    .unit = "LUFS",
                    .what = "loudness of the 3 s round n; missing below −120 (silence) and at the ends",
                    .grid = "loudness",
                    .step = {1, 10}},
    [INTEGRATED] = {.name = "loudness_integrated",
                    .unit = "LUFS",
                    .what = "gated loudness of the whole sound; missing where all of it is below −70",
                    .grid = "film"},
    [RANGE] = {.name = "loudness_range",
               .unit = "LU",
               .what = "loudness range; missing where there is less than 3 s above −70 LUFS",
               .grid = "film"},
    [TRUE_PEAK] = {.name = "loudness_true_peak",
                   .unit = "dBTP",
                   .what = "highest true peak of any channel; missing where all is digital silence",
                   .grid = "film"},
    [SAMPLE_PEAK] = {.name = "loudness_sample_peak",
                     .unit = "dBFS",
                     .what = "highest sample of any channel; missing where all is digital silence",
                     .grid = "film"},
};

enum {
    TENTHS_A_SECOND = 10,
    MOMENTARY_TENTHS = 4,
    SHORT_TERM_TENTHS = 30,
};

#define LEAST_LOUDNESS (-120.0)
#define BS1770_OFFSET 0.691

/* Between samples a peak is no higher than the highest sample that the interpolating filter reaches, times
   the sum of its coefficients' magnitudes. libebur128's is a sinc under a Hann window, 49 coefficients in
   all: the sum is 1.864 where it makes four samples of one, and 2.307 where it makes two (from 96 kHz on). */
static double overshoot_most(int rate)
{
    return rate < 96000 ? 1.87 : 2.31;
}
enum { PEAK_SPAN = 128, PEAK_REACH = 32 }; /* samples: looked at as one; the filter's length, and some */

/* One channel's. Interpolating costs much: its meter hears only what may hold the highest true peak. */
struct peak {
    ebur128_state *meter;
    float reached[PEAK_REACH]; /* the last samples before the span */
    bool heard;                /* the meter heard them */
};

/* The sound reaches libebur128 in tenths of a second whatever the blocks, so that the result is the same. */
struct loudness_state {
    ebur128_state *meter; /* NULL until the first block */
    struct peak peaks[SOUND_CHANNELS];
    double true_peak;
    int rate, channels;
    float *tenth;                     /* the tenth being filled */
    int filled;                       /* samples a channel in it */
    int64_t tenths;                   /* whole ones gone by */
    double energy[SHORT_TERM_TENTHS]; /* weighted mean square of each; tenth t is at t % SHORT_TERM_TENTHS */
    bool ranged;                      /* a 3 s window lay above the absolute gate */
};

static enum pst_status loudness_open(struct meter_run *run)
{
    run->state = calloc(1, sizeof(struct loudness_state));
    return run->state ? PST_OK : fail_memory(run->error);
}

/* By BS.1770-4, table 3: the surrounds weigh 1.41, LFE is left out, every other channel weighs 1. */
static int channel_of(enum speaker speaker)
{
    switch (speaker) {
    case SPEAKER_LEFT: return EBUR128_LEFT;
    case SPEAKER_RIGHT: return EBUR128_RIGHT;
    case SPEAKER_CENTRE: return EBUR128_CENTER;
    case SPEAKER_LEFT_SURROUND: return EBUR128_LEFT_SURROUND;
    case SPEAKER_RIGHT_SURROUND: return EBUR128_RIGHT_SURROUND;
    case SPEAKER_LFE: return EBUR128_UNUSED;
    case SPEAKER_OTHER: break;
    }
    return EBUR128_Mp180;
}

static bool start_peaks(struct loudness_state *s)
{
    for (int c = 0; c < s->channels; c++) {
        s->peaks[c].heard = true; /* silence before the first sample is what it knows */
        s->peaks[c].meter = ebur128_init(1, (unsigned long)s->rate, EBUR128_MODE_TRUE_PEAK);
        if (!s->peaks[c].meter)
            return false;
    }
    return true;
}

static enum pst_status start(struct meter_run *run, const struct sound_block *block)
{
    struct loudness_state *s = run->state;
    if (block->rate < TENTHS_A_SECOND || block->channels < 1 || block->channels > SOUND_CHANNELS)
        return fail(run->error, PST_INPUT, "cannot measure sound of %d channels at %d Hz", block->channels,
                    block->rate);
    s->rate = block->rate;
    s->channels = block->channels;
    size_t longest = (size_t)(block->rate / TENTHS_A_SECOND + 1);
    s->tenth = malloc(longest * (size_t)block->channels * sizeof *s->tenth);
    s->meter = ebur128_init((unsigned)block->channels, (unsigned long)block->rate,
                            EBUR128_MODE_S | EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_SAMPLE_PEAK);
    if (!s->tenth || !s->meter || !start_peaks(s))
        return fail_memory(run->error);
    for (int i = 0; i < block->channels; i++)
        if (ebur128_set_channel(s->meter, (unsigned)i, channel_of(block->speakers[i])) != EBUR128_SUCCESS)
            return fail(run->error, PST_INTERNAL, "cannot place channel %d", i);
    return PST_OK;
}

/* Sample number at which tenth t begins. */
static int64_t tenth_start(const struct loudness_state *s, int64_t t)
{
    return t * s->rate / TENTHS_A_SECOND;
}

static double window_loudness(const struct loudness_state *s, int tenths)
{
    double sum = 0;
    for (int64_t t = s->tenths - tenths; t < s->tenths; t++)
        sum += s->energy[t % SHORT_TERM_TENTHS];
    double lufs = sum > 0 ? 10 * log10(sum / tenths) - BS1770_OFFSET : -HUGE_VAL;
    return lufs >= LEAST_LOUDNESS ? lufs : NAN;
}

/* The window of `tenths` that has just ended, told at its middle: n = end − tenths / 2. Missing while windows
   still begin before the sound does. */
static enum pst_status write_window(struct meter_run *run, unsigned measure, int tenths, double *lufs)
{
    const struct loudness_state *s = run->state;
    int64_t n = s->tenths - tenths / 2;
    *lufs = s->tenths >= tenths ? window_loudness(s, tenths) : NAN;
    return n < 0 ? PST_OK : run->sink->value(run, measure, n, *lufs);
}

/* The tenths at the end that no whole window has its middle in are missing. */
static enum pst_status write_rest(struct meter_run *run, unsigned measure, int tenths)
{
    const struct loudness_state *s = run->state;
    enum pst_status status = PST_OK;
    int64_t n = s->tenths - tenths / 2 + 1;
    for (n = n < 0 ? 0 : n; n < s->tenths && status == PST_OK; n++)
        status = run->sink->value(run, measure, n, NAN);
    return status;
}

static float most_of(const float *samples, int count)
{
    float most = 0;
    for (int i = 0; i < count; i++)
        most = fabsf(samples[i]) > most ? fabsf(samples[i]) : most;
    return most;
}

/* Its filter must have heard what lies before the span; what it told of that is of no interest again. */
static bool hear_peak(struct loudness_state *s, struct peak *peak, const float *span, int count)
{
    double one;
    if (!peak->heard && ebur128_add_frames_float(peak->meter, peak->reached, PEAK_REACH) != EBUR128_SUCCESS)
        return false;
    if (ebur128_add_frames_float(peak->meter, span, (size_t)count) != EBUR128_SUCCESS ||
        ebur128_prev_true_peak(peak->meter, 0, &one) != EBUR128_SUCCESS)
        return false;
    s->true_peak = fmax(s->true_peak, one);
    return true;
}

/* `samples`: what was reached, then the span. */
static bool look_for_peak(struct loudness_state *s, struct peak *peak, const float *samples, int count)
{
    double most = (double)most_of(samples, PEAK_REACH + count);
    bool wanted = overshoot_most(s->rate) * most > s->true_peak;
    if (wanted && !hear_peak(s, peak, samples + PEAK_REACH, count))
        return false;
    peak->heard = wanted;
    memcpy(peak->reached, samples + count, sizeof peak->reached);
    return true;
}

static bool look_for_peaks(struct loudness_state *s)
{
    float samples[PEAK_REACH + PEAK_SPAN];
    for (int c = 0; c < s->channels; c++) {
        struct peak *peak = &s->peaks[c];
        for (int at = 0, count; at < s->filled; at += count) {
            const float *from = s->tenth + (ptrdiff_t)at * s->channels + c;
            count = s->filled - at < PEAK_SPAN ? s->filled - at : PEAK_SPAN;
            memcpy(samples, peak->reached, sizeof peak->reached);
            for (int i = 0; i < count; i++)
                samples[PEAK_REACH + i] = from[(ptrdiff_t)i * s->channels];
            if (!look_for_peak(s, peak, samples, count))
                return false;
        }
    }
    return true;
}

static enum pst_status feed(struct meter_run *run)
{
    struct loudness_state *s = run->state;
    if (ebur128_add_frames_float(s->meter, s->tenth, (size_t)s->filled) != EBUR128_SUCCESS ||
        !look_for_peaks(s))
        return fail_memory(run->error);
    s->filled = 0;
    return PST_OK;
}

static enum pst_status end_tenth(struct meter_run *run)
{
    struct loudness_state *s = run->state;
    double lufs = -HUGE_VAL, momentary, short_term = NAN;
    enum pst_status status = feed(run);
    if (status != PST_OK)
        return status;
    if (ebur128_loudness_window(s->meter, 1000 / TENTHS_A_SECOND, &lufs) != EBUR128_SUCCESS)
        return fail(run->error, PST_INTERNAL, "cannot tell the loudness of a window");
    s->energy[s->tenths % SHORT_TERM_TENTHS] = lufs > -HUGE_VAL ? pow(10, (lufs + BS1770_OFFSET) / 10) : 0;
    s->tenths++;
    status = write_window(run, MOMENTARY, MOMENTARY_TENTHS, &momentary);
    if (status == PST_OK)
        status = write_window(run, SHORT_TERM, SHORT_TERM_TENTHS, &short_term);
    s->ranged = s->ranged || short_term > -70;
    return status;
}

static enum pst_status loudness_sound(struct meter_run *run, const struct sound_block *block)
{
    struct loudness_state *s = run->state;
    enum pst_status status = s->meter ? PST_OK : start(run, block);
    if (status != PST_OK)
        return status;
    if (block->rate != s->rate || block->channels != s->channels)
        return fail(run->error, PST_INTERNAL, "sound changes from %d channels at %d Hz to %d at %d Hz",
                    s->channels, s->rate, block->channels, block->rate);
    for (int done = 0; done < block->count;) {
        int whole = (int)(tenth_start(s, s->tenths + 1) - tenth_start(s, s->tenths));
        int part = block->count - done < whole - s->filled ? block->count - done : whole - s->filled;
        memcpy(s->tenth + (ptrdiff_t)s->filled * s->channels, block->samples + (ptrdiff_t)done * s->channels,
               (size_t)part * (size_t)s->channels * sizeof *s->tenth);
        s->filled += part;
        done += part;
        if (s->filled == whole && (status = end_tenth(run)) != PST_OK)
            return status;
    }
    return PST_OK;
}

static double decibels(double amplitude)
{
    return amplitude > 0 ? 20 * log10(amplitude) : NAN;
}

/* Highest of all channels. */
static double highest_sample(const struct loudness_state *s)
{
    double most = 0, one;
    for (unsigned c = 0; c < (unsigned)s->channels; c++)
        if (ebur128_sample_peak(s->meter, c, &one) == EBUR128_SUCCESS && one > most)
            most = one;
    return most;
}

static enum pst_status loudness_finish(struct meter_run *run)
{
    struct loudness_state *s = run->state;
    if (!s->meter)
        return PST_OK;
    enum pst_status status = s->filled > 0 ? feed(run) : PST_OK;
    if (status != PST_OK)
        return status;
    double integrated = -HUGE_VAL, range = 0;
    if (ebur128_loudness_global(s->meter, &integrated) != EBUR128_SUCCESS ||
        ebur128_loudness_range(s->meter, &range) != EBUR128_SUCCESS)
        return fail_memory(run->error);
    double values[MEASURES] = {
        [INTEGRATED] = integrated > -HUGE_VAL ? integrated : NAN,
        [RANGE] = s->ranged ? range : NAN,
        [TRUE_PEAK] = decibels(s->true_peak),
        [SAMPLE_PEAK] = decibels(highest_sample(s)),
    };
    status = write_rest(run, MOMENTARY, MOMENTARY_TENTHS);
    if (status == PST_OK)
        status = write_rest(run, SHORT_TERM, SHORT_TERM_TENTHS);
    for (unsigned i = INTEGRATED; i < MEASURES && status == PST_OK; i++)
        status = run->sink->value(run, i, 0, values[i]);
    return status;
}

static void loudness_close(struct meter_run *run)
{
    struct loudness_state *s = run->state;
    if (!s)
        return;
    if (s->meter)
        ebur128_destroy(&s->meter);
    for (int c = 0; c < SOUND_CHANNELS; c++)
        if (s->peaks[c].meter)
            ebur128_destroy(&s->peaks[c].meter);
    free(s->tenth);
    free(s);
    run->state = NULL;
}

const struct meter loudness_meter = {
    .name = "loudness",
    .version = 1,
    .wants = METER_SOUND,
    .measures = measures,
    .measure_count = MEASURES,
    .open = loudness_open,
    .sound = loudness_sound,
    .finish = loudness_finish,
    .close = loudness_close,
};
