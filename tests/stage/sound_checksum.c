/* SPDX-License-Identifier: Apache-2.0 */
/* sound_checksum: one number for the sound of a film in which everything but speech can be heard. */
#include "sound/resample.h"
#include "sound/soundtrack.h"

#include <stdlib.h>
#include <string.h>

enum { seconds = 14 };

static uint64_t mixed_in(uint64_t sum, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < size; i++)
        sum = (sum ^ at[i]) * UINT64_C(1099511628211);
    return sum;
}

static uint64_t sum_of_file(FILE *file)
{
    unsigned char bytes[4096];
    uint64_t sum = UINT64_C(14695981039346656037);
    size_t size;
    rewind(file);
    while ((size = fread(bytes, 1, sizeof bytes, file)) > 0)
        sum = mixed_in(sum, bytes, size);
    return sum;
}

static uint64_t sum_of_resampled(uint64_t sum)
{
    int16_t wave[3000];
    int64_t length;
    for (int i = 0; i < 3000; i++)
        wave[i] = (int16_t)(i * i * 37 % 20011 - 10005);
    float *samples = resample(wave, 3000, 22050, &length);
    sum = mixed_in(sum, samples, (size_t)length * sizeof *samples);
    free(samples);
    return sum;
}

int main(void)
{
    static const char *const names[] = {"apartment", "nightclub", "village", "street",
                                        "corridor",  "studio",    "lake",    "lobby"};
    static struct tune tunes[timbre_count];
    struct room_span rooms[8] = {0};
    struct noise_event noises[noise_kinds + 5] = {0};
    struct music_cue cues[timbre_count];
    struct crowd_cue crowd = {0, seconds * sample_rate, 25, 1};
    for (int i = 0; i < 8; i++) {
        rooms[i] = (struct room_span){i * 70001, "", 1};
        memcpy(rooms[i].room, names[i], strlen(names[i]));
    }
    for (int i = 0; i < noise_kinds + 5; i++)
        noises[i] = (struct noise_event){i < noise_kinds ? (enum noise_kind)i : noise_step,
                                         i * 25013,
                                         0,
                                         1.3,
                                         0.1 * i - 0.9,
                                         i % 5,
                                         (uint64_t)i};
    for (int i = 0; i < timbre_count; i++) {
        tunes[i] = (struct tune){.tonic = i, .minor = i % 2, .tempo = 90 + 7 * i};
        tune_compose(&tunes[i], (enum timbre)i, 1, (uint64_t)i);
        cues[i] = (struct music_cue){i * 90001, (i + 1) * 90001, &tunes[i], i - 3, 1 + 0.05 * i, 1, 4800};
    }
    struct soundtrack film = {seconds * sample_rate, 11, rooms,        noises, NULL, cues, &crowd, 8,
                              noise_kinds + 5,       0,  timbre_count, 1};
    FILE *file = tmpfile();
    if (!file || soundtrack_write(&film, file, NULL))
        return 1;
    printf("%016llx\n", (unsigned long long)sum_of_resampled(sum_of_file(file)));
    fclose(file);
    return 0;
}
