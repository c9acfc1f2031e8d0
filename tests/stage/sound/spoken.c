/* SPDX-License-Identifier: Apache-2.0 */
/* espeak-ng's library goes on from what it said last (its noise and its clock), is not safe between threads,
 * and can be started once a process. So each line is spoken by a process of its own, as if it were the first.
 */
#include "sound/spoken.h"

#include "render/arithmetic.h"
#include "sound/resample.h"
#include "sound/sample_room.h"
#include "sound/soundtrack.h"

#include <espeak-ng/speak_lib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/* Loudness of a voice while it speaks: -23 dBFS of both channels together, as broadcasters want it (EBU R
 * 128), found to need this for espeak-ng's voices. */
static const double speaking = 0.0708, silent = 0.001;
enum { longest_name = 64, window = sample_rate / 50 };

struct spoken_head {
    int rate;
};

static int write_all(int to, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size > 0) {
        ssize_t done = write(to, at, size);
        if (done <= 0)
            return -1;
        at += done;
        size -= (size_t)done;
    }
    return 0;
}

/* Called by espeak-ng with what it has; where to write it comes with its events. */
static int on_samples(short *samples, int count, espeak_EVENT *events)
{
    const int *to = events->user_data;
    return samples && count > 0 && to ? write_all(*to, samples, (size_t)count * sizeof *samples) : 0;
}

/* Whether a voice speaks the language: a byte of priority before each name, an empty one at the end. */
static int speaks(const espeak_VOICE *voice, const char *language)
{
    for (const char *at = voice->languages; at && *at; at += strlen(at) + 1)
        if (!strcmp(++at, language))
            return 1;
    return 0;
}

/* Voices go by file names; languages ("en-gb") have to be looked for. */
static int choose_voice(const char *voice)
{
    char language[longest_name], name[2 * longest_name];
    size_t size = strcspn(voice, "+");
    if (espeak_SetVoiceByName(voice) == EE_OK)
        return 0;
    if (size >= sizeof language)
        return -1;
    memcpy(language, voice, size);
    language[size] = 0;
    for (const espeak_VOICE **all = espeak_ListVoices(NULL); all && *all; all++) {
        if (!speaks(*all, language))
            continue;
        snprintf(name, sizeof name, "%s%s", (*all)->identifier, voice + size);
        return espeak_SetVoiceByName(name) == EE_OK ? 0 : -1;
    }
    return -1;
}

static void speak(const char *words, const char *voice, int to)
{
    struct spoken_head head;
    srand(1);
    head.rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, espeakINITIALIZE_DONT_EXIT);
    if (head.rate <= 0 || choose_voice(voice) || write_all(to, &head, sizeof head))
        return;
    espeak_SetSynthCallback(on_samples);
    espeak_Synth(words, strlen(words) + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, NULL, &to);
}

/* All that comes through a pipe until it is closed. */
static char *read_all(int from, size_t *size)
{
    size_t room = 1 << 16;
    char *bytes = zeroed(room, 1);
    *size = 0;
    for (;;) {
        ssize_t got = read(from, bytes + *size, room - *size);
        if (got <= 0)
            return bytes;
        *size += (size_t)got;
        if (*size == room) {
            char *more = zeroed(2 * room, 1);
            memcpy(more, bytes, room);
            free(bytes);
            bytes = more;
            room *= 2;
        }
    }
}

static char *heard(const char *words, const char *voice, size_t *size)
{
    int ends[2];
    *size = 0;
    if (pipe(ends))
        return NULL;
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        speak(words, voice, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    char *bytes = child > 0 ? read_all(ends[0], size) : NULL;
    close(ends[0]);
    if (child > 0)
        waitpid(child, NULL, 0);
    return bytes;
}

static double loudest(const float *samples, int64_t count)
{
    double peak = 0;
    for (int64_t i = 0; i < count; i++) {
        double size = samples[i] < 0 ? -samples[i] : samples[i];
        peak = size > peak ? size : peak;
    }
    return peak;
}

static void trim(float *samples, int64_t *length)
{
    double least = silent * loudest(samples, *length);
    int64_t first = 0, end = *length;
    while (end > 0 && samples[end - 1] <= least && samples[end - 1] >= -least)
        end--;
    while (first < end && samples[first] <= least && samples[first] >= -least)
        first++;
    memmove(samples, samples + first, (size_t)(end - first) * sizeof *samples);
    *length = end - first;
}

static double energy_of(const float *samples, int64_t from, int64_t until)
{
    double sum = 0;
    for (int64_t i = from; i < until; i++)
        sum += (double)samples[i] * samples[i];
    return until > from ? sum / (double)(until - from) : 0;
}

/* The effective value where something is said: of windows no more than 20 dB below the loudest. */
static double level_of(const float *samples, int64_t length)
{
    double most = 0, sum = 0;
    int64_t spoken = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int64_t from = 0; from < length; from += window) {
            double energy = energy_of(samples, from, from + window < length ? from + window : length);
            if (pass == 0)
                most = energy > most ? energy : most;
            else if (energy > most / 100) {
                sum += energy;
                spoken++;
            }
        }
    }
    return spoken ? square_root(sum / (double)spoken) : 0;
}

float *spoken_make(const char *words, const char *voice, int64_t *length)
{
    struct spoken_head head;
    size_t size;
    char *bytes = heard(words, voice, &size);
    *length = 0;
    if (!bytes || size <= sizeof head) {
        free(bytes);
        return NULL;
    }
    memcpy(&head, bytes, sizeof head);
    int64_t count = (int64_t)((size - sizeof head) / sizeof(int16_t));
    int16_t *said = zeroed((size_t)count, sizeof *said);
    memcpy(said, bytes + sizeof head, (size_t)count * sizeof *said);
    free(bytes);
    float *samples = resample(said, count, head.rate, length);
    free(said);
    trim(samples, length);
    double level = level_of(samples, *length);
    if (level <= 0) {
        free(samples);
        *length = 0;
        return NULL;
    }
    for (int64_t i = 0; i < *length; i++)
        samples[i] = (float)(samples[i] * speaking / level);
    return samples;
}

int64_t speech_length(const char *words, const char *voice)
{
    int64_t length;
    free(spoken_make(words, voice, &length));
    return length;
}

/* As wide open as it is loud, the mean of what is said being three fifths. */
int speech_mouth(const char *words, const char *voice, int64_t step, float *open, int count)
{
    int64_t length;
    float *samples = spoken_make(words, voice, &length);
    int written = 0;
    for (int64_t from = 0; from < length && written < count; from += step) {
        double level = square_root(energy_of(samples, from, from + step < length ? from + step : length));
        double wide = level / speaking - 0.06;
        open[written++] = wide <= 0 ? 0 : wide >= 2 ? 1 : (float)(0.6 * power(wide, 0.7));
    }
    free(samples);
    return written;
}
