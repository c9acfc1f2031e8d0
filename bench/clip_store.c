/* SPDX-License-Identifier: Apache-2.0 */
#include "clip_store.h"
#include "sources.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST = 48 /* frames of a clip */ };

bool load_clip(struct stored_clip *clip, const char *footage)
{
    char command[2048];
    snprintf(command, sizeof command,
             "ffmpeg -v error -nostdin -threads 1 -i '%s/%s' -frames:v %d -vf "
             "'scale=%d:%d:force_original_aspect_ratio=increase,crop=%d:%d,setsar=1' -vsync passthrough -f "
             "rawvideo -pix_fmt yuv420p -",
             footage, clip->file, CLIP_FRAMES, CLIP_WIDTH, CLIP_HEIGHT, CLIP_WIDTH, CLIP_HEIGHT);
    FILE *pipe = popen(command, "r");
    clip->frames = malloc((size_t)CLIP_SIZE * CLIP_FRAMES);
    while (pipe && clip->frames && clip->count < CLIP_FRAMES &&
           fread(clip->frames + (size_t)clip->count * CLIP_SIZE, CLIP_SIZE, 1, pipe) == 1)
        clip->count++;
    if (pipe)
        pclose(pipe);
    return clip->count >= LEAST;
}

struct clip_store *open_clips(const char *footage, const char *sources, const char *group)
{
    struct clip_store *store = calloc(1, sizeof *store);
    FILE *list = fopen(sources, "r");
    struct source_clip row;
    while (store && list && store->count < CLIPS && next_clip(list, &row)) {
        if (strcmp(row.group, group) != 0)
            continue;
        struct stored_clip *clip = &store->clips[store->count];
        memcpy(clip->file, row.file, sizeof clip->file);
        memcpy(clip->source, row.source, sizeof clip->source);
        if (load_clip(clip, footage))
            store->count++;
        else
            fprintf(stderr, "cannot read clip '%s/%s'\n", footage, row.file);
    }
    if (list)
        fclose(list);
    if (store && store->count < 4) {
        close_clips(store);
        return NULL;
    }
    return store;
}

void close_clips(struct clip_store *store)
{
    for (int i = 0; store && i < store->count; i++)
        free(store->clips[i].frames);
    free(store);
}
