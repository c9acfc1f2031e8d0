/* SPDX-License-Identifier: Apache-2.0 */
/* A print of the sound by which it is known again: after Haitsma & Kalker, A Highly Robust Audio
   Fingerprinting System (ISMIR 2002), with bands that a change of speed between 24 and 25 pictures a second
   moves by one. */
#include "base/error.h"
#include "meter/meter.h"
#include "meter/sound_bands.h"
#include <math.h>
#include <stdlib.h>

static const struct meter_measure measures[] = {
    {.name = "sound_print",
     .unit = "",
     .what = "32 words of 64 bits a second, by which the same sound is known again; 0: silent or steady",
     .grid = "sound_print",
     .step = {1, 1},
     .vector = true},
};

/* All bands together below `silence` (a sine at full scale: 1) is silence; bands that gain on one another by
   less than `steady` (mean, natural logarithm of power) are a sound that does not change. What lies `buried`
   below the mean of all bands weighs little: codecs leave it out, and noise covers it. */
static const double silence = 1e-7, steady = 0.05, faintest = 1e-10, buried = 1e-3;

enum { HELD = SOUND_WORD_LAG + 1 };

struct sound_print_state {
    bool started;
    int rate, channels;
    struct sound_bands bands;
    double levels[HELD][SOUND_BANDS]; /* window n at n % HELD: logarithms of power */
    bool silent[HELD];
    int64_t words;
    uint8_t second[SOUND_WORDS * SOUND_WORD_SIZE];
};

static enum pst_status sound_print_open(struct meter_run *run)
{
    run->state = calloc(1, sizeof(struct sound_print_state));
    return run->state ? PST_OK : fail_memory(run->error);
}

static enum pst_status start(struct meter_run *run, const struct sound_block *block)
{
    struct sound_print_state *s = run->state;
    s->started = true;
    s->rate = block->rate;
    s->channels = block->channels;
    if (s->rate >= SOUND_BANDS_LEAST_RATE && !sound_bands_make(&s->bands, s->rate))
        return fail_memory(run->error);
    return PST_OK;
}

static void take_levels(struct sound_print_state *s, int64_t window, const double powers[SOUND_BANDS])
{
    double sum = 0, *levels = s->levels[window % HELD];
    for (int i = 0; i < SOUND_BANDS; i++)
        sum += powers[i];
    s->silent[window % HELD] = !(sum >= silence);
    for (int i = 0; i < SOUND_BANDS; i++)
        levels[i] = log(powers[i] + faintest + buried * sum / SOUND_BANDS);
}

static uint64_t word_of(const struct sound_print_state *s, int64_t first)
{
    const double *before = s->levels[first % HELD], *after = s->levels[(first + SOUND_WORD_LAG) % HELD];
    double gains = 0;
    uint64_t word = 0;
    if (s->silent[first % HELD] || s->silent[(first + SOUND_WORD_LAG) % HELD])
        return SOUND_WORD_SILENT;
    for (int m = 0; m < SOUND_WORD_BITS; m++) {
        int other = m + SOUND_BAND_APART;
        double gain = after[m] - before[m] - (after[other] - before[other]);
        gains += fabs(gain);
        word |= (uint64_t)(gain > 0) << m;
    }
    return gains < steady * SOUND_WORD_BITS ? SOUND_WORD_SILENT : word;
}

static enum pst_status write_words(struct meter_run *run, int64_t second, int64_t count)
{
    struct sound_print_state *s = run->state;
    return run->sink->vector(run, 0, second, s->second, (size_t)count * SOUND_WORD_SIZE);
}

static enum pst_status add_word(struct meter_run *run, uint64_t word)
{
    struct sound_print_state *s = run->state;
    sound_word_put(word, s->second + s->words++ % SOUND_WORDS * SOUND_WORD_SIZE);
    return s->words % SOUND_WORDS ? PST_OK : write_words(run, s->words / SOUND_WORDS - 1, SOUND_WORDS);
}

static enum pst_status take_sample(struct meter_run *run, float sample)
{
    struct sound_print_state *s = run->state;
    double powers[SOUND_BANDS];
    if (!sound_bands_take(&s->bands, sample, powers))
        return PST_OK;
    int64_t window = s->bands.windows - 1;
    take_levels(s, window, powers);
    return window < SOUND_WORD_LAG ? PST_OK : add_word(run, word_of(s, window - SOUND_WORD_LAG));
}

/* The mean of the channels, without that of low effects. */
static float mix(const struct sound_block *block, int i)
{
    const float *sample = block->samples + (ptrdiff_t)i * block->channels;
    float sum = 0;
    int count = 0;
    for (int c = 0; c < block->channels; c++)
        if (block->speakers[c] != SPEAKER_LFE) {
            sum += sample[c];
            count++;
        }
    return count ? sum / (float)count : 0;
}

static enum pst_status sound_print_sound(struct meter_run *run, const struct sound_block *block)
{
    struct sound_print_state *s = run->state;
    enum pst_status status = s->started ? PST_OK : start(run, block);
    if (status == PST_OK && (block->rate != s->rate || block->channels != s->channels))
        status = fail(run->error, PST_INTERNAL, "sound changes from %d channels at %d Hz to %d at %d Hz",
                      s->channels, s->rate, block->channels, block->rate);
    for (int i = 0; status == PST_OK && i < block->count && s->bands.window; i++)
        status = take_sample(run, mix(block, i));
    return status;
}

static enum pst_status sound_print_finish(struct meter_run *run)
{
    struct sound_print_state *s = run->state;
    enum pst_status status = PST_OK;
    for (int i = s->bands.window ? sound_bands_behind(&s->bands) : 0; i > 0 && status == PST_OK; i--)
        status = take_sample(run, 0);
    if (status == PST_OK && s->words % SOUND_WORDS)
        status = write_words(run, s->words / SOUND_WORDS, s->words % SOUND_WORDS);
    return status;
}

static void sound_print_close(struct meter_run *run)
{
    struct sound_print_state *s = run->state;
    if (s)
        sound_bands_release(&s->bands);
    free(s);
    run->state = NULL;
}

const struct meter sound_print_meter = {
    .name = "sound_print",
    .version = 1,
    .wants = METER_SOUND,
    .measures = measures,
    .measure_count = sizeof measures / sizeof *measures,
    .open = sound_print_open,
    .sound = sound_print_sound,
    .finish = sound_print_finish,
    .close = sound_print_close,
};
