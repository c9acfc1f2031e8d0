/* SPDX-License-Identifier: Apache-2.0 */
#include "render/raster.h"

#include "render/lanes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { fine = 64, most_clipped = 9 };

/* Whoever takes lots of samples at once may read and write back a little after the last one. */
enum { spare_samples = 64 };

static const double nearest = 0.05; /* metres */

/* A corner seen from the camera: to the right, up, ahead, and what it carries. */
struct seen {
    double x, y, z, value[shown_values];
};

static void *room_of(void *old, size_t bytes)
{
    void *room = realloc(old, bytes);
    if (!room) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    return room;
}

void raster_open(struct raster *raster, int width, int height)
{
    size_t samples = (size_t)width * 2 * band_rows * 2 + spare_samples;
    *raster = (struct raster){.width = width, .height = height};
    raster->near = room_of(NULL, samples * sizeof *raster->near);
    raster->index = room_of(NULL, samples * sizeof *raster->index);
    memset(raster->near, 0, samples * sizeof *raster->near);
    memset(raster->index, 0, samples * sizeof *raster->index);
    raster->band_begin = room_of(NULL, sizeof *raster->band_begin * (size_t)(height / band_rows + 3));
}

void raster_close(struct raster *raster)
{
    free(raster->shown);
    free(raster->near);
    free(raster->index);
    free(raster->band_begin);
    free(raster->in_band);
    *raster = (struct raster){0};
}

/* How far inside the near plane (0) or a side of the picture, doubled in size, a corner lies. */
static double inside(const struct seen *p, int side, double wide, double high)
{
    switch (side) {
    case 0: return p->z - nearest;
    case 1: return wide * p->z - p->x;
    case 2: return wide * p->z + p->x;
    case 3: return high * p->z - p->y;
    default: return high * p->z + p->y;
    }
}

/* Always from the inner to the outer corner: neighbours that share the edge get the same point. */
static struct seen crossing(const struct seen *in, const struct seen *out, double d_in, double d_out)
{
    double t = d_in / (d_in - d_out);
    struct seen p = {
        in->x + (out->x - in->x) * t, in->y + (out->y - in->y) * t, in->z + (out->z - in->z) * t, {0}};
    for (int i = 0; i < shown_values; i++)
        p.value[i] = in->value[i] + (out->value[i] - in->value[i]) * t;
    return p;
}

/* Sutherland and Hodgman, Reentrant polygon clipping, 1974. */
static int clip(struct seen *corners, int count, int side, double wide, double high)
{
    struct seen kept[most_clipped];
    double d[most_clipped];
    int all = 1, n = 0;
    for (int i = 0; i < count; i++) {
        d[i] = inside(&corners[i], side, wide, high);
        all &= d[i] >= 0;
    }
    if (all)
        return count;
    for (int i = 0; i < count; i++) {
        int j = (i + 1) % count;
        if (d[i] >= 0)
            kept[n++] = corners[i];
        if ((d[i] >= 0) != (d[j] >= 0))
            kept[n++] = d[i] >= 0 ? crossing(&corners[i], &corners[j], d[i], d[j])
                                  : crossing(&corners[j], &corners[i], d[j], d[i]);
    }
    for (int i = 0; i < n; i++)
        corners[i] = kept[i];
    return n;
}

struct placed {
    int64_t x, y; /* in 1/fine of a sample */
    double near;
    const struct seen *seen;
};

static int64_t nearest_whole(double x)
{
    int64_t whole = (int64_t)x;
    whole -= whole > x;
    return whole + (x - (double)whole >= 0.5);
}

/* Inside is where the cross product is above 0, or is 0 on an upper or left edge. */
static void set_edge(struct shown *shown, int i, const struct placed *p, const struct placed *q)
{
    int64_t dx = q->x - p->x, dy = q->y - p->y;
    int owns = dy < 0 || (dy == 0 && dx > 0);
    shown->a[i] = -dy * fine;
    shown->b[i] = dx * fine;
    shown->c[i] = -dy * (fine / 2 - p->x) + dx * (fine / 2 - p->y) - !owns;
}

static struct plane plane_through(const struct placed *p, const double q[3], double area)
{
    double x1 = (double)(p[1].x - p[0].x), y1 = (double)(p[1].y - p[0].y);
    double x2 = (double)(p[2].x - p[0].x), y2 = (double)(p[2].y - p[0].y);
    double a = ((q[1] - q[0]) * y2 - (q[2] - q[0]) * y1) * fine / area;
    double b = ((q[2] - q[0]) * x1 - (q[1] - q[0]) * x2) * fine / area;
    double x = ((double)p[0].x - fine / 2.0) / fine, y = ((double)p[0].y - fine / 2.0) / fine;
    return (struct plane){(float)a, (float)b, (float)(q[0] - a * x - b * y)};
}

/* No picture has a sample beyond it, and it fits an int. */
static const int64_t beyond = 1 << 20;

static int at_least(int64_t a, int b)
{
    return a < b ? b : (int)(a > beyond ? beyond : a);
}

static int at_most(int64_t a, int b)
{
    return a > b ? b : (int)(a < -beyond ? -beyond : a);
}

/* The first and last sample whose middle is not outside. */
static void bound(int64_t low, int64_t high, int size, int *first, int *last)
{
    *first = at_least((low + fine / 2 - 1 + (int64_t)fine * size * 8) / fine - (int64_t)size * 8, 0);
    *last = at_most((high - fine / 2 + (int64_t)fine * size * 8) / fine - (int64_t)size * 8, size - 1);
}

static int64_t least(int64_t a, int64_t b, int64_t c)
{
    int64_t m = a < b ? a : b;
    return m < c ? m : c;
}

static void add_shown(struct raster *raster, struct placed p[3], const struct facet *facet)
{
    int64_t area = (p[1].x - p[0].x) * (p[2].y - p[0].y) - (p[2].x - p[0].x) * (p[1].y - p[0].y);
    if (area < 0) {
        struct placed swap = p[1];
        p[1] = p[2];
        p[2] = swap;
        area = -area;
    }
    struct shown shown = {.part = facet->part, .material = facet->material, .who = facet->who};
    bound(least(p[0].x, p[1].x, p[2].x), -least(-p[0].x, -p[1].x, -p[2].x), raster->width * 2, &shown.left,
          &shown.right);
    bound(least(p[0].y, p[1].y, p[2].y), -least(-p[0].y, -p[1].y, -p[2].y), raster->height * 2, &shown.top,
          &shown.bottom);
    if (!area || shown.left > shown.right || shown.top > shown.bottom)
        return;
    for (int i = 0; i < 3; i++)
        set_edge(&shown, i, &p[i], &p[(i + 1) % 3]);
    for (int v = 0; v < shown_values; v++) {
        double q[3];
        for (int i = 0; i < 3; i++)
            q[i] = (v == shown_near ? 1 : p[i].seen->value[v]) * p[i].near;
        shown.value[v] = plane_through(p, q, (double)area);
    }
    if (raster->count == raster->room) {
        raster->room = raster->room ? raster->room * 2 : 4096;
        raster->shown = room_of(raster->shown, (size_t)raster->room * sizeof *raster->shown);
    }
    raster->shown[raster->count++] = shown;
}

static struct seen see(const struct view *view, const struct corner *corner)
{
    struct vec away = minus(corner->at, view->at);
    struct seen seen = {
        dot(away, view->axes.right), dot(away, view->axes.up), dot(away, view->axes.ahead), {0}};
    seen.value[shown_u] = corner->u;
    seen.value[shown_v] = corner->v;
    seen.value[shown_nx] = corner->normal.x;
    seen.value[shown_ny] = corner->normal.y;
    seen.value[shown_nz] = corner->normal.z;
    return seen;
}

static void project_facet(struct raster *raster, const struct facet *facet, const struct view *view,
                          double scale)
{
    struct seen corners[most_clipped];
    double wide = 2 * raster->width / scale, high = 2 * raster->height / scale;
    int count = 3;
    for (int i = 0; i < 3; i++)
        corners[i] = see(view, &facet->corner[i]);
    for (int side = 0; side < 5 && count; side++)
        count = clip(corners, count, side, wide, high);
    struct placed placed[most_clipped];
    for (int i = 0; i < count; i++) {
        double near = 1 / corners[i].z;
        placed[i].x = nearest_whole((raster->width + scale * corners[i].x * near) * fine);
        placed[i].y = nearest_whole((raster->height - scale * corners[i].y * near) * fine);
        placed[i].near = near;
        placed[i].seen = &corners[i];
    }
    for (int i = 2; i < count; i++)
        add_shown(raster, (struct placed[3]){placed[0], placed[i - 1], placed[i]}, facet);
}

/* Which facets each band shows any of, in their order. */
static void sort_into_bands(struct raster *raster)
{
    const int per_band = band_rows * 2, bands = (raster->height + band_rows - 1) / band_rows;
    int *begin = raster->band_begin;
    memset(begin, 0, sizeof *begin * (size_t)(bands + 2));
    for (int i = 0; i < raster->count; i++) {
        const struct shown *shown = &raster->shown[i];
        for (int b = shown->top / per_band; b <= shown->bottom / per_band; b++)
            begin[b + 2]++;
    }
    for (int b = 2; b <= bands + 1; b++)
        begin[b] += begin[b - 1];
    if (begin[bands + 1] > raster->in_band_room) {
        raster->in_band_room = begin[bands + 1] * 2;
        raster->in_band = room_of(raster->in_band, (size_t)raster->in_band_room * sizeof *raster->in_band);
    }
    for (int32_t i = 0; i < raster->count; i++) {
        const struct shown *shown = &raster->shown[i];
        for (int b = shown->top / per_band; b <= shown->bottom / per_band; b++)
            raster->in_band[begin[b + 1]++] = i;
    }
}

void raster_project(struct raster *raster, const struct mesh *mesh, const struct view *view)
{
    double scale = 2 * view_scale(view->focal, raster->width);
    raster->count = 0;
    for (size_t i = 0; i < mesh->count; i++) {
        const struct facet *facet = &mesh->facets[i];
        if (dot(facet->face, minus(view->at, facet->corner[0].at)) > 0)
            project_facet(raster, facet, view, scale);
    }
    sort_into_bands(raster);
}

static int64_t floor_of(int64_t a, int64_t b)
{
    int64_t q = a / b;
    return q - (q * b > a);
}

/* Cuts a run of samples to what lies inside an edge, where x·a + r >= 0. */
static void cut_run(int64_t a, int64_t r, int *left, int *right)
{
    if (a > 0)
        *left = at_least(-floor_of(r, a), *left);
    else if (a < 0)
        *right = at_most(floor_of(r, -a), *right);
    else if (r < 0)
        *right = -1;
}

/* Without branches and always at_once samples, so that none are left to take one by one: those after `right`
 * stay as they are. */
static void fill_run(float *restrict near, int32_t *restrict index, int left, int right, int32_t which,
                     const struct plane *plane, int y)
{
    const float row = (float)y * plane->b + plane->c, a = plane->a;
    for (int x = left; x <= right; x += at_once) {
        for (int k = 0; k < at_once; k++) {
            float value = (float)(x + k) * a + row, before = near[x + k];
            int32_t nearer = -(value > before) & -(x + k <= right);
            near[x + k] = nearer ? value : before;
            index[x + k] = (which & nearer) | (index[x + k] & ~nearer);
        }
    }
}

/* A facet at most at_once samples wide takes all samples of a row at once instead of finding the run's
 * ends by division: from the left end of its box its edges' values are small enough for 32 bits. */
static void fill_narrow(float *restrict near, int32_t *restrict index, const struct shown *shown,
                        int32_t which, int y)
{
    const int left = shown->left, last = shown->right - left;
    const struct plane plane = shown->value[shown_near];
    const float row = (float)y * plane.b + plane.c;
    int32_t edge[3], step[3];
    for (int e = 0; e < 3; e++) {
        step[e] = (int32_t)shown->a[e];
        edge[e] = (int32_t)(shown->a[e] * left + shown->b[e] * y + shown->c[e]);
    }
    for (int k = 0; k < at_once; k++) {
        int32_t out =
            (edge[0] + step[0] * k) | (edge[1] + step[1] * k) | (edge[2] + step[2] * k) | (last - k);
        float value = (float)(left + k) * plane.a + row, before = near[left + k];
        int32_t nearer = -(out >= 0) & -(value > before);
        near[left + k] = nearer ? value : before;
        index[left + k] = (which & nearer) | (index[left + k] & ~nearer);
    }
}

static void fill_wide(float *restrict near, int32_t *restrict index, const struct shown *shown, int32_t which,
                      int y)
{
    int left = shown->left, right = shown->right;
    for (int e = 0; e < 3 && left <= right; e++)
        cut_run(shown->a[e], shown->b[e] * y + shown->c[e], &left, &right);
    fill_run(near, index, left, right, which, &shown->value[shown_near], y);
}

/* Whether no corner is more than 64 samples from another, so that edges' values stay below 2^26. */
static int is_narrow(const struct shown *shown)
{
    const int64_t most = 64 * fine * fine;
    int small = shown->right - shown->left < at_once;
    for (int e = 0; e < 3; e++)
        small &= shown->a[e] <= most && shown->a[e] >= -most && shown->b[e] <= most && shown->b[e] >= -most;
    return small;
}

static void fill_facet(struct raster *raster, int32_t which, int top, int bottom)
{
    const struct shown *shown = &raster->shown[which];
    int across = raster->width * 2;
    int from = shown->top > top ? shown->top : top, to = shown->bottom < bottom ? shown->bottom : bottom;
    const int narrow = is_narrow(shown);
    for (int y = from; y <= to; y++) {
        size_t row = (size_t)(y - top) * across;
        if (narrow)
            fill_narrow(raster->near + row, raster->index + row, shown, which, y);
        else
            fill_wide(raster->near + row, raster->index + row, shown, which, y);
    }
}

static void fill_band(struct raster *raster, int first)
{
    int band = first / band_rows, top = first * 2, bottom = top + band_rows * 2 - 1;
    size_t samples = (size_t)raster->width * 2 * band_rows * 2;
    float *near = raster->near;
    int32_t *index = raster->index;
    for (size_t i = 0; i < samples; i++)
        near[i] = 0;
    for (size_t i = 0; i < samples; i++)
        index[i] = nothing_shown;
    for (int i = raster->band_begin[band]; i < raster->band_begin[band + 1]; i++)
        fill_facet(raster, raster->in_band[i], top, bottom);
}

IN_LANES(fill_band, (struct raster * raster, int first), (raster, first))

void raster_band(struct raster *raster, int first)
{
    fill_band_in_lanes(raster, first);
}
