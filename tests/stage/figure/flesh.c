/* SPDX-License-Identifier: Apache-2.0 */
#include "figure/flesh.h"

int corners_around(const struct posing *posing, int fine)
{
    if (posing->detail == detail_fine)
        return fine;
    if (posing->detail == detail_plain)
        return fine > 10 ? 8 : 6;
    return fine > 10 ? 5 : 4;
}

void shade_near(struct posing *posing, struct vec at, double radius)
{
    struct scenery *s = posing->scenery;
    if (s->ball_count < most_balls)
        s->balls[s->ball_count++] = (struct shade_ball){at, (float)radius, s->mesh.who};
}

/* Where the corners of a loop are around its middle. */
struct round {
    int count;
    double across[most_corners_around], along[most_corners_around];
};

static struct round round_of(int count)
{
    struct round round = {.count = count};
    for (int i = 0; i < count; i++) {
        round.across[i] = cosine(360.0 * i / count);
        round.along[i] = sine(360.0 * i / count);
    }
    return round;
}

/* Corners lie a little outside, so that few of them enclose as much as many. */
static void place_loop(struct corner *corners, const struct loop *loop, const struct round *round,
                       double outside, float v)
{
    int around = round->count;
    for (int i = 0; i < around; i++) {
        double s = round->along[i];
        struct vec across = times(loop->right, loop->wide * outside * round->across[i]);
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

/* The last one always. */
static int keep_loops(const struct posing *posing, const struct loop *loops, int count, int closed,
                      struct loop *kept)
{
    int rows = 0, step = 1 + (int)posing->detail;
    closed |= posing->detail == detail_fine;
    if (closed)
        kept[rows++] = closing(&loops[0], &loops[1]);
    for (int i = 0; i < count; i += i + step < count || i == count - 1 ? step : count - 1 - i)
        kept[rows++] = loops[i];
    if (closed)
        kept[rows++] = closing(&loops[count - 1], &loops[count - 2]);
    return rows;
}

void loft(struct posing *posing, uint16_t material, const struct loop *loops, int count, int around,
          int closed)
{
    struct loop kept[most_loops + 2];
    struct corner corners[(most_loops + 2) * most_corners_around];
    int rows = keep_loops(posing, loops, count, closed, kept);
    float v = 0;
    around = corners_around(posing, around);
    const struct round round = round_of(around);
    double outside = 1 + 0.6 * (1 / cosine(180.0 / around) - 1);
    for (int r = 0; r < rows; r++) {
        v += r ? (float)length_of(minus(kept[r].at, kept[r - 1].at)) : 0;
        place_loop(corners + r * around, &kept[r], &round, outside, v);
    }
    smooth_normals(corners, rows, around, kept);
    for (int i = 0; i < around && rows > count; i++) {
        corners[i].normal = unit(minus(kept[0].at, kept[1].at));
        corners[(rows - 1) * around + i].normal = unit(minus(kept[rows - 1].at, kept[rows - 2].at));
    }
    posing->scenery->mesh.material = material;
    mesh_skin(&posing->scenery->mesh, corners, rows, around);
}

/* A dome over an ellipse, `half.z` high at its middle, open behind. */
void dome(struct posing *posing, uint16_t material, struct vec middle, struct vec half, struct turn turn,
          int around)
{
    static const struct {
        float ahead, radius;
    } rings[4] = {{-0.1f, 1}, {0.35f, 0.936f}, {0.8f, 0.6f}, {1, 0.02f}};
    struct corner corners[4 * most_corners_around];
    int first = posing->detail == detail_fine ? 0 : 1;
    const struct round round = round_of(around);
    for (int r = first; r < 4; r++) {
        for (int i = 0; i < around; i++) {
            struct vec on =
                vec(rings[r].radius * round.across[i], rings[r].radius * round.along[i], rings[r].ahead);
            struct vec at = {on.x * half.x, on.y * half.y, on.z * half.z};
            struct vec normal = {on.x / half.x, on.y / half.y, on.z / half.z};
            corners[(r - first) * around + i] =
                (struct corner){add(middle, turned(turn, at)), unit(turned(turn, normal)), at.x, at.y};
        }
    }
    posing->scenery->mesh.material = material;
    mesh_skin(&posing->scenery->mesh, corners, 4 - first, around);
}
