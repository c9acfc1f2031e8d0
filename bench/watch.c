/* SPDX-License-Identifier: Apache-2.0 */
#include "watch.h"
#include "base/array.h"
#include "kernel/reduce.h"
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
    return PST_INTERNAL;
}

enum { CHROMA_BASE = 32768 };

static bool film_size(const char *film, int *width, int *height)
{
    char command[2048];
    snprintf(command, sizeof command,
             "ffprobe -v error -select_streams v:0 -show_entries stream=width,height -of csv=p=0 '%s'", film);
    FILE *pipe = popen(command, "r");
    bool fine = pipe && fscanf(pipe, "%d,%d", width, height) == 2;
    if (pipe)
        pclose(pipe);
    return fine;
}

/* Limited range, 8 bit, 4:2:0: what re-edited films are. */
static void reduce(const uint8_t *raw, int width, int height, uint32_t *sums, uint16_t *small,
                   struct reduced *r)
{
    int w = width < SMALL_LUMA ? width : SMALL_LUMA, h = height * w / width;
    int cw = w / 2, ch = h / 2, half = (width + 1) / 2, half_height = (height + 1) / 2;
    struct samples y = {raw, width, width, height, 8};
    struct samples cb = {raw + width * height, half, half, half_height, 8};
    struct samples cr = {raw + width * height + half * half_height, half, half, half_height, 8};
    uint16_t *small_cb = small + w * h, *small_cr = small_cb + cw * ch;
    reduce_plane(&y, (struct scale){16, 219, 0}, sums, small, w, h);
    reduce_plane(&cb, (struct scale){128, 224, CHROMA_BASE}, sums, small_cb, cw, ch);
    reduce_plane(&cr, (struct scale){128, 224, CHROMA_BASE}, sums, small_cr, cw, ch);
    r->y = (struct plane){small, w, w, h};
    r->cb = (struct plane){small_cb, cw, cw, ch};
    r->cr = (struct plane){small_cr, cw, cw, ch};
}

static enum pst_status feed(struct meter_run *run, FILE *pipe, int width, int height)
{
    size_t size = (size_t)width * (size_t)height + 2 * (size_t)((width + 1) / 2) * (size_t)((height + 1) / 2);
    uint8_t *raw = malloc(size);
    uint32_t *sums = malloc((size_t)width * sizeof *sums);
    uint16_t *small = malloc(2 * SMALL_LUMA * SMALL_LUMA * sizeof *small);
    struct picture p = {.active = {0, 0, width, height}};
    enum pst_status status = raw && sums && small ? PST_OK : PST_INTERNAL;
    for (; status == PST_OK && fread(raw, size, 1, pipe) == 1; p.n++) {
        reduce(raw, width, height, sums, small, &p.small);
        status = signal_meter.picture(run, &p);
    }
    free(small);
    free(sums);
    free(raw);
    return status;
}

bool watch(const char *film, struct watched *w)
{
    static const struct meter_sink sink = {.vector = take_vector};
    struct pst_film info = {.frames = 0};
    struct meter_run run = {.meter = &signal_meter, .film = &info, .sink = &sink, .sink_data = w};
    char command[2048];
    *w = (struct watched){.series = {0}};
    if (!film_size(film, &info.width, &info.height))
        return false;
    snprintf(command, sizeof command,
             "ffmpeg -v error -nostdin -threads 1 -i '%s' -vsync passthrough -f rawvideo -pix_fmt yuv420p -",
             film);
    FILE *pipe = popen(command, "r");
    if (!pipe)
        return false;
    enum pst_status status = signal_meter.open(&run);
    if (status == PST_OK)
        status = feed(&run, pipe, info.width, info.height);
    if (status == PST_OK)
        status = signal_meter.finish(&run);
    signal_meter.close(&run);
    pclose(pipe);
    w->series = (struct signal_series){w->frames.items, (int64_t)w->frames.count, w->candidates.items,
                                       w->candidates.count};
    return status == PST_OK && w->frames.count > 0;
}

void watched_release(struct watched *w)
{
    free(w->frames.items);
    free(w->candidates.items);
    *w = (struct watched){.series = {0}};
}
