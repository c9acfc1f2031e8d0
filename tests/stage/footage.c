/* SPDX-License-Identifier: Apache-2.0 */
#include "footage.h"

#include "test.h"

static int keep(void *user, const struct film_frame *frame, const struct picture_planes *planes)
{
    struct footage *footage = user;
    struct picture_planes *own = &footage->pictures[frame->number];
    size_t pixels = (size_t)planes->width * planes->height;
    planes_open(own, planes->width, planes->height);
    memcpy(own->y, planes->y, pixels);
    memcpy(own->cb, planes->cb, pixels / 4);
    memcpy(own->cr, planes->cr, pixels / 4);
    footage->frames[frame->number] = *frame;
    return 0;
}

void footage_shoot(const char *script, struct footage *footage)
{
    char complaint[longest_complaint];
    *footage = (struct footage){0};
    if (script_read(script, "script", &footage->film, complaint) ||
        running_make(&footage->film, &footage->running, complaint, sizeof complaint))
        TEST_FAIL("%s", complaint);
    speeches_make(&footage->film, &footage->speeches);
    footage->pictures = calloc((size_t)footage->running.frames, sizeof *footage->pictures);
    footage->frames = calloc((size_t)footage->running.frames, sizeof *footage->frames);
    REQUIRE(footage->pictures && footage->frames);
    struct filming filming = {.film = &footage->film,
                              .running = &footage->running,
                              .speeches = &footage->speeches,
                              .last = footage->running.frames - 1,
                              .threads = 2,
                              .take = keep,
                              .user = footage};
    REQUIRE_INT(film_shoot(&filming), 0);
    footage->transitions = running_transitions(&footage->film, &footage->running, &footage->transition_count);
}

void footage_release(struct footage *footage)
{
    for (int i = 0; i < footage->running.frames; i++)
        planes_close(&footage->pictures[i]);
    free(footage->pictures);
    free(footage->frames);
    free(footage->transitions);
    speeches_release(&footage->speeches);
    running_release(&footage->running);
    screenplay_release(&footage->film);
}

double luma_apart(const struct picture_planes *a, const struct picture_planes *b)
{
    double sum = 0;
    for (int i = 0; i < a->width * a->height; i++)
        sum += abs(a->y[i] - b->y[i]);
    return sum / (a->width * a->height);
}

double mean_luma(const struct picture_planes *picture)
{
    double sum = 0;
    for (int i = 0; i < picture->width * picture->height; i++)
        sum += picture->y[i];
    return sum / (picture->width * picture->height);
}

/* Over the picture's middle, so that what comes in at a border does not count. */
static double apart_at(const struct picture_planes *a, const struct picture_planes *b, int right, int down)
{
    double sum = 0;
    int w = a->width, h = a->height;
    for (int y = h / 4; y < h - h / 4; y++) {
        for (int x = w / 4; x < w - w / 4; x++)
            sum += abs(a->y[y * w + x] - b->y[(y + down) * w + x + right]);
    }
    return sum;
}

/* Where two straight flanks of equal slope through three values meet; the middle one is the least. */
static double least_between(double before, double least, double after)
{
    double steeper = (before > after ? before : after) - least;
    return steeper > 0 ? (before - after) / (2 * steeper) : 0;
}

void shift_between(const struct picture_planes *a, const struct picture_planes *b, int reach, double *right,
                   double *down)
{
    double best = 1e300;
    int x = 0, y = 0;
    for (int dy = -reach; dy <= reach; dy++) {
        for (int dx = -reach; dx <= reach; dx++) {
            double apart = apart_at(a, b, dx, dy);
            if (apart < best) {
                best = apart;
                x = dx;
                y = dy;
            }
        }
    }
    *right = x + least_between(apart_at(a, b, x - 1, y), best, apart_at(a, b, x + 1, y));
    *down = y + least_between(apart_at(a, b, x, y - 1), best, apart_at(a, b, x, y + 1));
}

struct difference differing(const struct picture_planes *a, const struct picture_planes *b, int least)
{
    struct difference d = {0, a->width, a->height, -1, -1, 0, 0};
    for (int y = 0; y < a->height; y++) {
        for (int x = 0; x < a->width; x++) {
            if (abs(a->y[y * a->width + x] - b->y[y * a->width + x]) <= least)
                continue;
            d.pixels++;
            d.left = x < d.left ? x : d.left;
            d.right = x > d.right ? x : d.right;
            d.top = y < d.top ? y : d.top;
            d.bottom = y > d.bottom ? y : d.bottom;
            d.x += x + 0.5;
            d.y += y + 0.5;
        }
    }
    if (d.pixels) {
        d.x /= d.pixels;
        d.y /= d.pixels;
    }
    return d;
}
