/* SPDX-License-Identifier: Apache-2.0 */
#include "film/filming.h"

#include "film/editing.h"
#include "film/lettering.h"
#include "render/shoot.h"

#include <stdio.h>
#include <stdlib.h>

/* More than the frames that threads can have in hand at once. */
enum { slots = 128 };

struct studio {
    const struct filming *filming;
    struct texture_shelf shelf;
    struct film_frame frames[slots];
};

/* What one thread works with: two moments, so that a dissolve between two sets does not build both for each
 * frame. */
struct crew {
    struct studio *studio;
    struct moment *moments[2];
    struct lettering *lettering;
    struct picture_planes coming;
};

static void *crew_open(void *user)
{
    struct studio *studio = user;
    const struct filming *filming = studio->filming;
    struct crew *crew = calloc(1, sizeof *crew);
    if (!crew) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    crew->studio = studio;
    for (int i = 0; i < 2; i++)
        crew->moments[i] = moment_open(filming->film, filming->speeches, &studio->shelf);
    crew->lettering = lettering_open();
    planes_open(&crew->coming, filming->film->width, filming->film->height);
    return crew;
}

static void crew_close(void *stage)
{
    struct crew *crew = stage;
    for (int i = 0; i < 2; i++)
        moment_close(crew->moments[i]);
    lettering_close(crew->lettering);
    planes_close(&crew->coming);
    free(crew);
}

static void letter(struct crew *crew, int frame, struct picture_planes *planes)
{
    const struct screenplay *film = crew->studio->filming->film;
    for (size_t i = 0; i < film->caption_count; i++) {
        if (frame >= film->captions[i].first && frame <= film->captions[i].last)
            lettering_caption(crew->lettering, &film->captions[i], frame, planes);
    }
}

static void crew_shoot(void *stage, int index, struct picture_planes *planes)
{
    struct crew *crew = stage;
    const struct filming *filming = crew->studio->filming;
    const struct screenplay *film = filming->film;
    struct film_frame *frame = &crew->studio->frames[index % slots];
    frame->number = filming->first + index;
    frame->exposure = running_at(film, filming->running, frame->number);
    const struct exposure *exposure = &frame->exposure;
    moment_shoot(crew->moments[exposure->a % 2], exposure->a, exposure->a_frame, frame->number, planes,
                 &frame->a);
    fade_picture(planes, exposure->a_fade, exposure->a_faded);
    if (exposure->b >= 0) {
        moment_shoot(crew->moments[exposure->b % 2], exposure->b, exposure->b_frame, frame->number,
                     &crew->coming, &frame->b);
        fade_picture(&crew->coming, exposure->b_fade, exposure->b_faded);
        join_pictures(&film->shots[exposure->b], exposure->done, planes, &crew->coming, planes);
    }
    letter(crew, frame->number, planes);
    wear_planes(&film->wear, frame->number, planes);
}

static int crew_take(void *user, int index, const struct picture_planes *planes)
{
    struct studio *studio = user;
    return studio->filming->take(studio->filming->user, &studio->frames[index % slots], planes);
}

int film_shoot(const struct filming *filming)
{
    struct studio *studio = calloc(1, sizeof *studio);
    if (!studio)
        return -1;
    studio->filming = filming;
    shelf_fill(&studio->shelf);
    struct shooting shooting = {.open = crew_open,
                                .shoot = crew_shoot,
                                .close = crew_close,
                                .take = crew_take,
                                .user = studio,
                                .width = filming->film->width,
                                .height = filming->film->height,
                                .frames = filming->last - filming->first + 1,
                                .threads = filming->threads};
    int result = shoot_all(&shooting);
    shelf_release(&studio->shelf);
    free(studio);
    return result;
}
