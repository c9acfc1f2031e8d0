/* SPDX-License-Identifier: Apache-2.0 */
#include "sound/orchestra.h"

#include "sound/chamber.h"
#include "sound/filter.h"
#include "sound/instrument.h"
#include "sound/sample_room.h"

#include <string.h>

enum { most_sounding = 256, shortest_fade = 240 };

/* So that at gain 0.5 music lies some 6 dB under speech. */
static const double under_speech = 0.7;

struct made_note {
    float *samples;
    int64_t length;
};

struct sounding_note {
    int note;
    int64_t at;
};

struct orchestra {
    const struct music_cue *cue;
    struct made_note made[most_notes];
    struct sounding_note sounding[most_sounding];
    int sounding_count;
    struct chamber *hall;
    float *left, *right;
};

static double beat_samples(const struct music_cue *cue)
{
    return 60.0 * sample_rate / (cue->tune->tempo * cue->speed);
}

int64_t cue_sample(const struct music_cue *cue, double beat)
{
    return cue->at + (int64_t)(beat * beat_samples(cue) + 0.5);
}

struct orchestra *orchestra_open(const struct music_cue *cue, int longest)
{
    struct orchestra *orchestra = zeroed(1, sizeof *orchestra);
    orchestra->cue = cue;
    orchestra->hall = chamber_open(&room_list()[room_hall], longest);
    orchestra->left = sample_room(longest);
    orchestra->right = sample_room(longest);
    return orchestra;
}

void orchestra_close(struct orchestra *orchestra)
{
    for (int i = 0; i < most_notes; i++)
        free(orchestra->made[i].samples);
    chamber_close(orchestra->hall);
    free(orchestra->left);
    free(orchestra->right);
    free(orchestra);
}

static void begin_note(struct orchestra *orchestra, int number, int64_t at)
{
    const struct note *note = &orchestra->cue->tune->notes[number];
    struct made_note *made = &orchestra->made[number];
    int pitch = note->pitch + (note->timbre == timbre_drums ? 0 : orchestra->cue->transpose);
    int64_t held = (int64_t)(note->beats * beat_samples(orchestra->cue) + 0.5);
    if (!made->samples)
        made->samples = note_make(note->timbre, pitch, held, note->strength, (uint64_t)number, &made->length);
    if (orchestra->sounding_count < most_sounding)
        orchestra->sounding[orchestra->sounding_count++] = (struct sounding_note){number, at};
}

/* Notes that begin in the stretch, repeats of the tune counted. */
static void begin_notes(struct orchestra *orchestra, int64_t at, int count)
{
    const struct music_cue *cue = orchestra->cue;
    const struct tune *tune = cue->tune;
    double first = (double)(at - cue->at) / beat_samples(cue), last = first + count / beat_samples(cue);
    int64_t round = tune->beats > 0 ? (int64_t)(first / tune->beats) : 0;
    round = round > 0 ? round - 1 : 0;
    for (; (double)round * tune->beats <= last + 1; round++) {
        for (int i = 0; i < tune->count; i++) {
            int64_t begin = cue_sample(cue, (double)round * tune->beats + tune->notes[i].beat);
            if (begin >= at && begin < at + count && begin < cue->until)
                begin_note(orchestra, i, begin);
        }
        if (tune->beats <= 0)
            break;
    }
}

/* Low notes to the left as on a keyboard; drums in the middle and nearly without the hall. */
static void play_note(struct orchestra *orchestra, const struct sounding_note *sounding, int64_t at,
                      int count)
{
    const struct note *note = &orchestra->cue->tune->notes[sounding->note];
    const struct made_note *made = &orchestra->made[sounding->note];
    int64_t skip = at - sounding->at, from = skip < 0 ? -skip : 0;
    int64_t until = made->length - skip < count ? made->length - skip : count;
    int drum = note->timbre == timbre_drums;
    float left, right, wet = drum ? 0.25f : 1;
    pan_shares(drum ? 0 : (note->pitch - 60) / 45.0, &left, &right);
    if (until <= from)
        return;
    const float *samples = made->samples + from + skip;
    for (int64_t i = from; i < until; i++) {
        orchestra->left[i] += left * samples[i - from];
        orchestra->right[i] += right * samples[i - from];
    }
    chamber_hear(orchestra->hall, (int)from, samples, (int)(until - from), wet * left, wet * right);
}

static double faded(const struct music_cue *cue, int64_t at)
{
    int64_t in = cue->fade > 0 ? cue->fade : 1, out = cue->fade > shortest_fade ? cue->fade : shortest_fade;
    double up = (double)(at - cue->at + 1) / (double)in, down = (double)(cue->until - at) / (double)out;
    double least = up < down ? up : down;
    return least < 0 ? 0 : least > 1 ? 1 : least;
}

void orchestra_add(struct orchestra *orchestra, int64_t at, float *left, float *right, int count)
{
    memset(orchestra->left, 0, (size_t)count * sizeof(float));
    memset(orchestra->right, 0, (size_t)count * sizeof(float));
    begin_notes(orchestra, at, count);
    int kept = 0;
    for (int i = 0; i < orchestra->sounding_count; i++) {
        struct sounding_note sounding = orchestra->sounding[i];
        play_note(orchestra, &sounding, at, count);
        if (sounding.at + orchestra->made[sounding.note].length > at + count)
            orchestra->sounding[kept++] = sounding;
    }
    orchestra->sounding_count = kept;
    chamber_answer(orchestra->hall, orchestra->left, orchestra->right, count);
    for (int i = 0; i < count; i++) {
        float gain = (float)(under_speech * orchestra->cue->gain * faded(orchestra->cue, at + i));
        left[i] += gain * orchestra->left[i];
        right[i] += gain * orchestra->right[i];
    }
}
