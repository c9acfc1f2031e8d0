/* SPDX-License-Identifier: Apache-2.0 */
#include "film/speeches.h"

#include <stdio.h>
#include <stdlib.h>

static void *room_for(size_t count, size_t size)
{
    void *room = calloc(count ? count : 1, size);
    if (!room) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    return room;
}

static struct speech speech_of(const struct screenplay *film, const struct deed *deed)
{
    const char *voice = film->people[deed->who].voice;
    int64_t step = (int64_t)sample_rate * film->per / film->rate;
    struct speech speech = {.samples = speech_length(deed->words, voice)};
    if (speech.samples <= 0)
        return (struct speech){0};
    int most = (int)(speech.samples / step) + 2;
    speech.open = room_for((size_t)most, sizeof *speech.open);
    speech.count = speech_mouth(deed->words, voice, step, speech.open, most);
    return speech;
}

void speeches_make(const struct screenplay *film, struct speeches *speeches)
{
    *speeches = (struct speeches){room_for(film->scene_count, sizeof *speeches->of), film->scene_count, film};
    for (size_t s = 0; s < film->scene_count; s++) {
        const struct scene *scene = &film->scenes[s];
        speeches->of[s] = room_for(scene->deed_count, sizeof **speeches->of);
        for (size_t d = 0; d < scene->deed_count; d++) {
            if (scene->deeds[d].verb == deed_say)
                speeches->of[s][d] = speech_of(film, &scene->deeds[d]);
        }
    }
}

void speeches_release(struct speeches *speeches)
{
    for (size_t s = 0; s < speeches->scene_count; s++) {
        for (size_t d = 0; d < speeches->film->scenes[s].deed_count; d++)
            free(speeches->of[s][d].open);
        free(speeches->of[s]);
    }
    free(speeches->of);
    *speeches = (struct speeches){0};
}

double speeches_mouth(const struct speeches *speeches, int scene, int who, double moment)
{
    const struct scene *of = &speeches->film->scenes[scene];
    for (size_t d = 0; d < of->deed_count; d++) {
        const struct deed *deed = &of->deeds[d];
        const struct speech *speech = &speeches->of[scene][d];
        double at = moment - deed->at;
        if (deed->verb != deed_say || deed->who != who || at < 0 || at >= speech->count - 1)
            continue;
        int frame = (int)at;
        return speech->open[frame] + (speech->open[frame + 1] - speech->open[frame]) * (at - frame);
    }
    return 0;
}
