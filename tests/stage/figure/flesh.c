/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/flesh.h"

int corners_around(const struct posing *posing, int fine)
{
    static const int most[] = {most_corners_around, 8, 5};
    return fine < most[posing->detail] ? fine : most[posing->detail];
}

void shade_near(struct posing *posing, struct vec at, double radius)
{
    struct scenery *s = posing->scenery;
    if (s->ball_count < most_balls)
        s->balls[s->ball_count++] = (struct shade_ball){at, (float)radius, s->mesh.who};
}

/* Corners lie a little outside, so that few of them enclose as much as many. */
static void place_loop(struct corner *corners, const struct loop *loop, int around, float v)
{
    double outside = 1 + 0.6 * (1 / cosine(180.0 / around) - 1);
    for (int i = 0; i < around; i++) {
        double degrees = 360.0 * i / around, s = sine(degrees), c = cosine(degrees);
        struct vec across = times(loop->right, loop->wide * outside * c);
        struct vec along = times(loop->ahead, (s > 0 ? loop->front : loop->back) * outside * s);
        corners[i].at = add(loop->at, add(across, along));
        corners[i].u = (float)(6.2832 * loop->wide * (i < around - i ? i : around - i) / around);
        corners[i].v = v;
    }
}

/* From the neighbours on all four sides. */
static void smooth_normals(struct corner *corners, int rows, int around, const struct loop *loops)
{
    for (int r = 0; r < rows; r++) {
        int low = r ? r - 1 : 0, high = r < rows - 1 ? r + 1 : r;
        for (int i = 0; i < around; i++) {
            struct corner *corner = &corners[r * around + i];
            int next = (i + 1) % around, before = (i + around - 1) % around;
            struct vec along = minus(corners[high * around + i].at, corners[low * around + i].at);
            struct vec across = minus(corners[r * around + next].at, corners[r * around + before].at);
            struct vec normal = cross(across, along), out = minus(corner->at, loops[r].at);
            corner->normal = unit(dot(normal, out) < 0 ? times(normal, -1) : normal);
            if (dot(normal, normal) < 1e-16f)
                corner->normal = unit(out);
        }
    }
}

/* An end is closed by a loop without size that looks along the loft. */
static struct loop closing(const struct loop *end, const struct loop *inner)
{
    struct loop tip = *end;
    struct vec along = unit(minus(end->at, inner->at));
    double size = end->wide < end->front ? end->wide : end->front;
    tip.at = add(end->at, times(along, 0.2 * size));
    tip.wide *= 0.02;
    tip.front *= 0.02;
    tip.back *= 0.02;
    return tip;
}

void loft(struct posing *posing, uint16_t material, const struct loop *loops, int count, int around)
{
    struct loop kept[most_loops + 2];
    struct corner corners[(most_loops + 2) * most_corners_around];
    int rows = 0, step = posing->detail == detail_coarse ? 2 : 1;
    float v = 0;
    around = corners_around(posing, around);
    kept[rows++] = closing(&loops[0], &loops[1]);
    for (int i = 0; i < count; i += i + step < count || i == count - 1 ? step : count - 1 - i)
        kept[rows++] = loops[i];
    kept[rows++] = closing(&loops[count - 1], &loops[count - 2]);
    for (int r = 0; r < rows; r++) {
        v += r ? (float)length_of(minus(kept[r].at, kept[r - 1].at)) : 0;
        place_loop(corners + r * around, &kept[r], around, v);
    }
    smooth_normals(corners, rows, around, kept);
    for (int i = 0; i < around; i++) {
        corners[i].normal = unit(minus(kept[0].at, kept[1].at));
        corners[(rows - 1) * around + i].normal = unit(minus(kept[rows - 1].at, kept[rows - 2].at));
    }
    posing->scenery->mesh.material = material;
    mesh_skin(&posing->scenery->mesh, corners, rows, around);
}
