/* SPDX-License-Identifier: Apache-2.0 */
#include "film/witness.h"

#include <string.h>

enum { light_step = 4 };

/* Twice the facet's area in the picture; 0 where it faces away or a corner is behind the lens. */
static double shown_area(const struct canvas *canvas, const struct facet *facet, const struct view *view,
                         double x[3], double y[3])
{
    double ahead;
    if (dot(facet->face, minus(facet->corner[0].at, view->at)) >= 0)
        return 0;
    for (int i = 0; i < 3; i++) {
        if (!view_project(view, canvas->width, canvas->height, facet->corner[i].at, &x[i], &y[i], &ahead))
            return 0;
    }
    double area = (x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0]);
    return area < 0 ? -area : area;
}

static void widen(struct person_truth *truth, double x, double y)
{
    truth->left = x < truth->left ? x : truth->left;
    truth->right = x > truth->right ? x : truth->right;
    truth->top = y < truth->top ? y : truth->top;
    truth->bottom = y > truth->bottom ? y : truth->bottom;
}

static int shows(const struct canvas *canvas, double x, double y, uint16_t who)
{
    if (x < 0 || y < 0 || x >= canvas->width || y >= canvas->height)
        return 0;
    return canvas->who[(size_t)y * canvas->width + (size_t)x] == who;
}

/* Box and visible share. A facet counts with its area where its middle belongs to `who` in the picture: what
 * hides it may be its own limb, but never a wall or another. */
static void outline(const struct canvas *canvas, const struct mesh *mesh, struct facet_range facets,
                    const struct view *view, uint16_t who, struct person_truth *truth)
{
    double whole = 0, seen = 0, x[3], y[3];
    truth->left = truth->top = 1e9;
    truth->right = truth->bottom = -1e9;
    for (size_t f = facets.from; f < facets.until; f++) {
        double area = shown_area(canvas, &mesh->facets[f], view, x, y);
        if (area <= 0)
            continue;
        for (int i = 0; i < 3; i++)
            widen(truth, x[i], y[i]);
        whole += area;
        if (shows(canvas, (x[0] + x[1] + x[2]) / 3, (y[0] + y[1] + y[2]) / 3, who))
            seen += area;
    }
    truth->visible = whole > 0 ? seen / whole : 0;
    if (whole <= 0)
        truth->left = truth->top = truth->right = truth->bottom = 0;
}

/* 0 where the face looks into the lens; positive where it looks to the picture's right. */
static double facing(const struct view *view, const struct body_truth *body)
{
    struct vec to_lens = unit(minus(view->at, body->eyes));
    struct vec right = unit(cross(vec(0, 1, 0), times(to_lens, -1)));
    return angle_of(dot(body->face, right), dot(body->face, to_lens));
}

void witness_person(const struct canvas *canvas, const struct mesh *mesh, struct facet_range facets,
                    const struct view *view, uint16_t who, const int *pixels_of, struct person_truth *truth)
{
    double ahead;
    outline(canvas, mesh, facets, view, who, truth);
    truth->pixels = pixels_of[who];
    truth->facing = facing(view, &truth->body);
    if (view_project(view, canvas->width, canvas->height, truth->body.head, &truth->face_x, &truth->face_y,
                     &ahead))
        truth->face_half = truth->body.head_half * view_scale(view->focal, canvas->width) / ahead;
}

void witness_pixels(const struct canvas *canvas, int *pixels_of, int most)
{
    memset(pixels_of, 0, (size_t)most * sizeof *pixels_of);
    for (size_t i = 0; i < (size_t)canvas->width * canvas->height; i++) {
        if (canvas->who[i] < most)
            pixels_of[canvas->who[i]]++;
    }
}

struct colour witness_light(const struct canvas *canvas)
{
    double sum[3] = {0};
    int count = 0;
    for (int y = light_step / 2; y < canvas->height; y += light_step) {
        for (int x = light_step / 2; x < canvas->width; x += light_step, count++) {
            for (int c = 0; c < 3; c++)
                sum[c] += canvas->light[c][(size_t)y * canvas->width + x];
        }
    }
    return count ? colour(sum[0] / count, sum[1] / count, sum[2] / count) : colour(0, 0, 0);
}
