/* SPDX-License-Identifier: Apache-2.0 */
#include "still_frame.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/path.h"
#include "kernel/fingerprint_bars.h"
#include "likeness/still_settle.h"
#include "media/media.h"
#include "still_picture.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Frames of the shot looked at on either side; alike so far, what a picture has of its own is the still's
   (docs/measures.md, found). */
enum { AROUND = 360, PATH = 4096 };
static const double least_alike = 0.1;

/* The pictures of a part of the film. */
struct part {
    const struct pst_find_params *params;
    const int64_t *pts;   /* of all frames of the film */
    int64_t first, count; /* frames wanted */
    uint16_t *pictures;   /* NULL: none yet */
    int64_t near;         /* of those, the one found; what has other bars than it is left out */
    int width, height;
    bool *taken;
};

struct luma {
    uint16_t data[SMALL_LUMA * SMALL_LUMA];
    struct plane plane;
};

static enum pst_status take_luma(void *data, const struct reduced *bare, struct pst_error *error)
{
    struct luma *to = data;
    (void)error;
    to->plane = (struct plane){to->data, bare->y.width, bare->y.width, bare->y.height};
    for (int y = 0; y < bare->y.height; y++)
        memcpy(to->data + y * bare->y.width, bare->y.data + (ptrdiff_t)y * bare->y.stride,
               (size_t)bare->y.width * sizeof *to->data);
    return PST_OK;
}

/* Which of the frames has that time; -1: none. */
static int64_t frame_of(const struct part *part, int64_t pts)
{
    int64_t low = part->first, high = part->first + part->count;
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (part->pts[middle] < pts)
            low = middle + 1;
        else
            high = middle;
    }
    return low < part->first + part->count && part->pts[low] == pts ? low - part->first : -1;
}

static enum pst_status take_picture(void *data, const struct picture *picture, struct pst_error *error)
{
    struct part *part = data;
    const struct reduced bare = fingerprint_without_bars(&picture->small);
    int64_t k = frame_of(part, picture->pts);
    size_t width = (size_t)bare.y.width, size = width * (size_t)bare.y.height;
    if (k < 0)
        return PST_OK;
    bool as_before = bare.y.width == part->width && bare.y.height == part->height;
    if (!part->pictures || (!as_before && k == part->near)) {
        free(part->pictures);
        memset(part->taken, 0, (size_t)part->count * sizeof *part->taken);
        part->width = bare.y.width;
        part->height = bare.y.height;
        if (!(part->pictures = malloc((size_t)part->count * size * sizeof *part->pictures)))
            return fail_memory(error);
    } else if (!as_before) {
        return PST_OK;
    }
    for (int y = 0; y < part->height; y++)
        memcpy(part->pictures + (size_t)k * size + (size_t)y * width,
               bare.y.data + (ptrdiff_t)y * bare.y.stride, width * sizeof *part->pictures);
    part->taken[k] = true;
    return PST_OK;
}

static bool stops(void *data)
{
    const struct part *part = data;
    return part->params->cancelled && part->params->cancelled(part->params->data);
}

static enum pst_status play_part(const char *path, const struct pst_film *film, struct part *part,
                                 struct pst_error *error)
{
    double frame = film->frame_rate.num > 0 ? (double)film->frame_rate.den / film->frame_rate.num : 0.04;
    const struct pst_find_params *params = part->params;
    double begun = film->measured_from > 0 ? film->measured_from : 0;
    const int64_t *pts = part->pts + part->first;
    const struct media_params media_params = {
        .audio = -1,
        .pictures = true,
        .from = begun + clock_seconds(pts[0] - film->first_pts, film->time_base) - frame / 2,
        .to = begun + clock_seconds(pts[part->count - 1] - film->first_pts, film->time_base) + 2 * frame,
        .cancelled = params->cancelled,
        .data = params->data};
    const struct media_sink sink = {.picture = take_picture, .cancelled = stops, .data = part};
    struct media *media = NULL;
    enum pst_status status = media_open(path, &media_params, &media, error);
    if (status == PST_OK)
        status = media_play(media, &sink, error);
    media_close(&media);
    return status;
}

static bool is_film(const char *path, const struct pst_film *film)
{
    char hash[33];
    int64_t size;
    return media_hash(path, &size, hash, NULL) == PST_OK && strcmp(hash, film->hash) == 0;
}

/* false: it is not among them. */
static bool find_film(const char *const *films, size_t count, const struct pst_film *film, char path[PATH])
{
    for (size_t i = 0; i < count; i++) {
        struct stat known;
        if (stat(films[i], &known) != 0)
            continue;
        if (S_ISDIR(known.st_mode))
            snprintf(path, PATH, "%s/%s", films[i], film->file);
        else
            snprintf(path, PATH, "%s", films[i]);
        if (strcmp(path_name(path), film->file) == 0 && stat(path, &known) == 0 && is_film(path, film))
            return true;
    }
    return false;
}

static bool settle(const struct part *part, const struct plane *still, struct pst_found_still *s)
{
    const struct still_shot shot = {part->pictures, part->taken, part->width, part->height,
                                    (size_t)part->count};
    struct still_settled settled;
    if (!still_settle(still, s->mirrored, &shot, (size_t)part->near, &settled))
        return false;
    if (settled.alike >= fmax(least_alike, settled.chance)) {
        s->frame = part->first + (int64_t)settled.at;
        s->run_first = part->first + (int64_t)settled.first;
        s->run_last = part->first + (int64_t)settled.last;
        s->settled = true;
    }
    return true;
}

/* A film that cannot be played is told, and the still stays as its reel tells it. */
static enum pst_status pass_over(const struct pst_find_params *params, enum pst_status status,
                                 const struct pst_error *why, struct pst_error *error)
{
    if (status != PST_INPUT && status != PST_USAGE)
        return fail(error, status, "%s", why->message);
    if (params->told)
        params->told(params->data, why->message);
    return PST_OK;
}

static enum pst_status look(const char *path, const struct pst_film *film, struct part *part,
                            struct pst_found_still *s, struct pst_error *error)
{
    struct luma *still = malloc(sizeof *still);
    part->taken = calloc((size_t)part->count + 1, sizeof *part->taken);
    struct pst_error why;
    enum pst_status status = still && part->taken ? PST_OK : fail_memory(error);
    if (status == PST_OK && (status = play_part(path, film, part, &why)) != PST_OK)
        status = pass_over(part->params, status, &why, error);
    bool has_near = status == PST_OK && part->taken[part->near];
    if (has_near)
        status = still_picture(s->still, take_luma, still, error);
    if (has_near && status == PST_OK && !settle(part, &still->plane, s))
        status = fail_memory(error);
    free(part->pictures);
    free(part->taken);
    free(still);
    return status;
}

enum pst_status still_frame(const struct pst_find_params *params, struct pst_reel *reel,
                            const struct pst_shot *shot, struct pst_found_still *s, struct pst_error *error)
{
    char path[PATH];
    struct part part = {.params = params, .first = s->frame - AROUND};
    int64_t last = s->frame + AROUND;
    enum pst_status status = pst_reel_pts(reel, &part.pts, error);
    part.first = part.first < shot->first ? shot->first : part.first;
    last = last > shot->last ? shot->last : last;
    part.count = last - part.first + 1;
    part.near = s->frame - part.first;
    if (status != PST_OK || part.count < 2 ||
        !find_film(params->films, params->film_count, pst_reel_film(reel), path))
        return status;
    return look(path, pst_reel_film(reel), &part, s, error);
}
