/* SPDX-License-Identifier: Apache-2.0 */
#include "still_frame.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/path.h"
#include "kernel/fingerprint_bars.h"
#include "likeness/still_settle.h"
#include "media/media.h"
#include "still_picture.h"
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
    const int64_t *pts;   /* of all frames of the film */
    int64_t first, count; /* frames wanted */
    uint16_t *pictures;   /* NULL: none yet */
    int width, height;
    bool *taken, other_size;
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
    if (!part->pictures) {
        part->width = bare.y.width;
        part->height = bare.y.height;
        if (!(part->pictures = malloc((size_t)part->count * size * sizeof *part->pictures)))
            return fail_memory(error);
    }
    part->other_size |= bare.y.width != part->width || bare.y.height != part->height;
    if (part->other_size)
        return PST_OK;
    for (int y = 0; y < part->height; y++)
        memcpy(part->pictures + (size_t)k * size + (size_t)y * width,
               bare.y.data + (ptrdiff_t)y * bare.y.stride, width * sizeof *part->pictures);
    part->taken[k] = true;
    return PST_OK;
}

static bool has_all(const struct part *part)
{
    bool all = part->pictures && !part->other_size;
    for (int64_t k = 0; k < part->count && all; k++)
        all = part->taken[k];
    return all;
}

static enum pst_status play_part(const char *path, const struct pst_film *film, struct part *part,
                                 struct pst_error *error)
{
    double frame = film->frame_rate.num > 0 ? (double)film->frame_rate.den / film->frame_rate.num : 0.04;
    const int64_t *pts = part->pts + part->first;
    const struct media_params params = {
        .audio = -1,
        .pictures = true,
        .from = clock_seconds(pts[0] - film->first_pts, film->time_base) - frame / 2,
        .to = clock_seconds(pts[part->count - 1] - film->first_pts, film->time_base) + frame / 2};
    const struct media_sink sink = {.picture = take_picture, .data = part};
    struct media *media = NULL;
    enum pst_status status = media_open(path, &params, &media, error);
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
    const struct still_shot shot = {part->pictures, part->width, part->height, (size_t)part->count};
    struct still_settled settled;
    if (!still_settle(still, s->mirrored, &shot, (size_t)(s->frame - part->first), &settled))
        return false;
    if (settled.alike >= least_alike) {
        s->frame = part->first + (int64_t)settled.at;
        s->run_first = part->first + (int64_t)settled.first;
        s->run_last = part->first + (int64_t)settled.last;
        s->settled = true;
    }
    return true;
}

static enum pst_status look(const char *path, const struct pst_film *film, struct part *part,
                            struct pst_found_still *s, struct pst_error *error)
{
    struct luma *still = malloc(sizeof *still);
    part->taken = calloc((size_t)part->count + 1, sizeof *part->taken);
    enum pst_status status = still && part->taken ? PST_OK : fail_memory(error);
    if (status == PST_OK)
        status = play_part(path, film, part, error);
    if (status == PST_OK && has_all(part))
        status = still_picture(s->still, take_luma, still, error);
    if (status == PST_OK && has_all(part) && !settle(part, &still->plane, s))
        status = fail_memory(error);
    free(part->pictures);
    free(part->taken);
    free(still);
    return status;
}

enum pst_status still_frame(const char *const *films, size_t count, struct pst_reel *reel,
                            const struct pst_shot *shot, struct pst_found_still *s, struct pst_error *error)
{
    char path[PATH];
    struct part part = {.first = s->frame - AROUND};
    int64_t last = s->frame + AROUND;
    enum pst_status status = pst_reel_pts(reel, &part.pts, error);
    part.first = part.first < shot->first ? shot->first : part.first;
    last = last > shot->last ? shot->last : last;
    part.count = last - part.first + 1;
    if (status != PST_OK || part.count < 2 || !find_film(films, count, pst_reel_film(reel), path))
        return status;
    return look(path, pst_reel_film(reel), &part, s, error);
}
