/* SPDX-License-Identifier: Apache-2.0 */
#include "watch.h"
#include "base/array.h"
#include "media/media.h"
#include "meter/meter.h"
#include <stdio.h>
#include <stdlib.h>

extern const struct meter signal_meter;

static enum pst_status take_vector(struct meter_run *run, unsigned measure, int64_t n, const void *data,
                                   size_t size)
{
    struct watched *w = run->sink_data;
    struct signal_frame frame;
    struct signal_candidate candidate;
    (void)n;
    if (measure == 0 && signal_frame_unpack(data, size, &frame) && array_push(&w->frames, frame))
        return PST_OK;
    if (measure == 1 && signal_candidate_unpack(data, size, &candidate) &&
        array_push(&w->candidates, candidate))
        return PST_OK;
    return fail_memory(run->error);
}

static enum pst_status take_picture(void *data, const struct picture *picture, struct pst_error *error)
{
    struct meter_run *run = data;
    run->error = error;
    return signal_meter.picture(run, picture);
}

static void refer(struct watched *w)
{
    w->series = (struct signal_series){w->frames.items, (int64_t)w->frames.count, w->candidates.items,
                                       w->candidates.count};
}

bool watch(const char *film, struct watched *w)
{
    static const struct meter_sink meter_sink = {.vector = take_vector};
    const struct media_params params = {.threads = 1, .audio = -1, .to = -1, .pictures = true};
    struct pst_error error = {.message = ""};
    struct media *media;
    *w = (struct watched){.series = {0}};
    enum pst_status status = media_open(film, &params, &media, &error);
    if (status != PST_OK) {
        fprintf(stderr, "%s\n", error.message);
        return false;
    }
    struct meter_run run = {.meter = &signal_meter,
                            .film = media_film(media),
                            .sink = &meter_sink,
                            .sink_data = w,
                            .error = &error};
    const struct media_sink sink = {.picture = take_picture, .data = &run};
    status = signal_meter.open(&run);
    if (status == PST_OK)
        status = media_play(media, &sink, &error);
    run.error = &error;
    if (status == PST_OK)
        status = signal_meter.finish(&run);
    signal_meter.close(&run);
    media_close(&media);
    if (status != PST_OK)
        fprintf(stderr, "%s\n", error.message);
    refer(w);
    return status == PST_OK && w->frames.count > 0;
}

bool watched_save(const struct watched *w, const char *path)
{
    uint8_t bytes[SIGNAL_CANDIDATE_SIZE];
    FILE *file = fopen(path, "wb");
    bool whole = file && fwrite(&w->frames.count, sizeof w->frames.count, 1, file) == 1 &&
                 fwrite(&w->candidates.count, sizeof w->candidates.count, 1, file) == 1;
    for (size_t i = 0; whole && i < w->frames.count; i++) {
        signal_frame_pack(&w->frames.items[i], bytes);
        whole = fwrite(bytes, SIGNAL_FRAME_SIZE, 1, file) == 1;
    }
    for (size_t i = 0; whole && i < w->candidates.count; i++) {
        signal_candidate_pack(&w->candidates.items[i], bytes);
        whole = fwrite(bytes, SIGNAL_CANDIDATE_SIZE, 1, file) == 1;
    }
    return file && fclose(file) == 0 && whole;
}

bool watched_load(struct watched *w, const char *path)
{
    uint8_t bytes[SIGNAL_CANDIDATE_SIZE];
    struct signal_frame frame;
    struct signal_candidate candidate;
    size_t frames = 0, candidates = 0;
    FILE *file = fopen(path, "rb");
    *w = (struct watched){.series = {0}};
    bool whole = file && fread(&frames, sizeof frames, 1, file) == 1 &&
                 fread(&candidates, sizeof candidates, 1, file) == 1;
    for (size_t i = 0; whole && i < frames; i++)
        whole = fread(bytes, SIGNAL_FRAME_SIZE, 1, file) == 1 &&
                signal_frame_unpack(bytes, SIGNAL_FRAME_SIZE, &frame) && array_push(&w->frames, frame);
    for (size_t i = 0; whole && i < candidates; i++)
        whole = fread(bytes, SIGNAL_CANDIDATE_SIZE, 1, file) == 1 &&
                signal_candidate_unpack(bytes, SIGNAL_CANDIDATE_SIZE, &candidate) &&
                array_push(&w->candidates, candidate);
    if (file)
        fclose(file);
    refer(w);
    return whole;
}

void watched_release(struct watched *w)
{
    free(w->frames.items);
    free(w->candidates.items);
    *w = (struct watched){.series = {0}};
}
