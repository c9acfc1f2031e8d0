/* SPDX-License-Identifier: Apache-2.0 */
#include "render/mesh.h"

#include <stdio.h>
#include <stdlib.h>

void mesh_release(struct mesh *mesh)
{
    free(mesh->facets);
    *mesh = (struct mesh){0};
}

void mesh_cut_back(struct mesh *mesh, size_t count)
{
    mesh->count = count;
    mesh->parts = count ? mesh->facets[count - 1].part + 1 : 0;
}

static struct facet *new_facet(struct mesh *mesh)
{
    if (mesh->count == mesh->room) {
        mesh->room = mesh->room ? mesh->room * 2 : 1024;
        mesh->facets = realloc(mesh->facets, mesh->room * sizeof *mesh->facets);
        if (!mesh->facets) {
            fputs("stage: out of memory\n", stderr);
            exit(5);
        }
    }
    return &mesh->facets[mesh->count++];
}

static void add_facet(struct mesh *mesh, struct corner a, struct corner b, struct corner c, struct vec face)
{
    *new_facet(mesh) = (struct facet){{a, b, c}, face, mesh->material, mesh->who, mesh->parts};
}

/* A round surface's facet faces where its corners lean together. */
static void add_round(struct mesh *mesh, struct corner a, struct corner b, struct corner c)
{
    struct vec face = cross(minus(b.at, a.at), minus(c.at, a.at));
    struct vec lean = add(add(a.normal, b.normal), c.normal);
    if (dot(face, face) == 0)
        return;
    add_facet(mesh, a, b, c, dot(face, lean) < 0 ? times(face, -1) : face);
}

void mesh_quad(struct mesh *mesh, struct vec at, struct vec across, struct vec along)
{
    struct vec face = unit(cross(across, along));
    float wide = (float)length_of(across), high = (float)length_of(along);
    struct corner a = {at, face, 0, 0}, b = {add(at, across), face, wide, 0};
    struct corner c = {add(b.at, along), face, wide, high}, d = {add(at, along), face, 0, high};
    add_facet(mesh, a, b, c, face);
    add_facet(mesh, a, c, d, face);
    mesh->parts++;
}

void mesh_triangle(struct mesh *mesh, struct corner a, struct corner b, struct corner c)
{
    add_facet(mesh, a, b, c, a.normal);
    mesh->parts++;
}

void mesh_slab(struct mesh *mesh, struct vec at, struct vec across, struct vec along, double thick)
{
    struct vec down = vec(0, -thick, 0), up = times(down, -1), far = add(add(at, across), along);
    if (cross(across, along).y < 0) {
        struct vec swap = across;
        across = along;
        along = swap;
    }
    mesh_quad(mesh, at, across, along);
    mesh_quad(mesh, add(at, down), along, across);
    mesh_quad(mesh, add(at, down), across, up);
    mesh_quad(mesh, add(at, down), up, along);
    mesh_quad(mesh, add(far, down), times(across, -1), up);
    mesh_quad(mesh, add(far, down), up, times(along, -1));
}

void mesh_box(struct mesh *mesh, struct vec middle, struct vec size, struct turn turn)
{
    struct vec x = times(turn.right, size.x), y = times(turn.up, size.y), z = times(turn.ahead, size.z);
    struct vec low = minus(middle, times(add(add(x, y), z), 0.5)), high = add(low, add(add(x, y), z));
    mesh_quad(mesh, low, y, x);
    mesh_quad(mesh, low, z, y);
    mesh_quad(mesh, low, x, z);
    mesh_quad(mesh, high, times(x, -1), times(y, -1));
    mesh_quad(mesh, high, times(y, -1), times(z, -1));
    mesh_quad(mesh, high, times(z, -1), times(x, -1));
}

void mesh_block(struct mesh *mesh, double x0, double y0, double z0, double x1, double y1, double z1)
{
    mesh_box(mesh, vec((x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2), vec(x1 - x0, y1 - y0, z1 - z0),
             heading(0));
}

enum { most_around = 16, rings = 8 };

/* Sines and cosines of the corners around. */
struct circle {
    double s[most_around + 1], c[most_around + 1];
};

static struct circle circle_of(int around)
{
    struct circle circle;
    for (int i = 0; i <= around; i++) {
        circle.s[i] = sine(360.0 * (i % around) / around);
        circle.c[i] = cosine(360.0 * (i % around) / around);
    }
    return circle;
}

struct ring {
    double height, radius; /* of a ball of radius 1 */
    int end;               /* 0 at a, 1 at b */
};

/* A ball cut at its equator: half of it goes to each end. */
static const struct ring ball[rings] = {
    {-1, 0, 0}, {-0.86602540378, 0.5, 0}, {-0.5, 0.86602540378, 0}, {0, 1, 0},
    {0, 1, 1},  {0.5, 0.86602540378, 1},  {0.86602540378, 0.5, 1},  {1, 0, 1},
};

static struct corner on_limb(const struct limb *limb, struct turn axes, struct ring ring, double s, double c)
{
    double wide = ring.end ? limb->wide_b : limb->wide_a, thick = ring.end ? limb->thick_b : limb->thick_a;
    double out = limb->rounds * (wide > thick ? wide : thick);
    struct vec from_middle = vec(wide * ring.radius * c, out * ring.height, thick * ring.radius * s);
    struct vec normal =
        vec(ring.radius * c / wide, out > 0 ? ring.height / out : ring.height * 100, ring.radius * s / thick);
    struct corner corner = {add(ring.end ? limb->b : limb->a, turned(axes, from_middle)),
                            unit(turned(axes, normal)), 0, 0};
    return corner;
}

void mesh_limb(struct mesh *mesh, const struct limb *limb)
{
    int around = limb->around < 3 ? 3 : limb->around > most_around ? most_around : limb->around;
    struct vec along = minus(limb->b, limb->a);
    double length = length_of(along);
    struct turn axes = {limb->side, vec(0, 1, 0), vec(0, 0, 1)};
    axes.up = length > 1e-5 ? times(along, 1 / length) : unit(cross(vec(0, 0, 1), limb->side));
    if (dot(axes.up, axes.up) < 0.5f)
        axes.up = vec(0, 1, 0);
    axes.ahead = unit(cross(axes.right, axes.up));
    axes.right = unit(cross(axes.up, axes.ahead));
    const struct circle circle = circle_of(around);
    struct corner row[2][most_around + 1];
    for (int r = 0; r < rings; r++) {
        struct corner *now = row[r & 1], *before = row[~r & 1];
        for (int i = 0; i <= around; i++) {
            now[i] = on_limb(limb, axes, ball[r], circle.s[i], circle.c[i]);
            now[i].u = (float)(2 * (limb->wide_a + limb->thick_a) * 1.5 * i / around);
            now[i].v = (float)((ball[r].end ? length : 0) + ball[r].height * limb->wide_a);
        }
        for (int i = 0; r && i < around; i++) {
            add_round(mesh, before[i], before[i + 1], now[i + 1]);
            add_round(mesh, before[i], now[i + 1], now[i]);
        }
    }
    mesh->parts++;
}

/* The ball's rings from `first` on. */
static void add_egg(struct mesh *mesh, struct vec middle, struct vec half, struct turn turn, int around,
                    int first)
{
    struct corner row[2][most_around + 1];
    for (int r = first; r < rings; r++) {
        struct corner *now = row[r & 1], *before = row[~r & 1];
        for (int i = 0; i <= around; i++) {
            double degrees = 360.0 * (i % around) / around;
            struct vec on =
                vec(ball[r].radius * cosine(degrees), ball[r].height, ball[r].radius * sine(degrees));
            struct vec at = {on.x * half.x, on.y * half.y, on.z * half.z};
            struct vec normal = {on.x / half.x, on.y / half.y, on.z / half.z};
            now[i] = (struct corner){add(middle, turned(turn, at)), unit(turned(turn, normal)),
                                     (float)(i * 0.1), at.y};
        }
        for (int i = 0; r > first && i < around; i++) {
            add_round(mesh, before[i], before[i + 1], now[i + 1]);
            add_round(mesh, before[i], now[i + 1], now[i]);
        }
    }
    mesh->parts++;
}

void mesh_egg(struct mesh *mesh, struct vec middle, struct vec half, struct turn turn, int around)
{
    add_egg(mesh, middle, half, turn, around, 0);
}

void mesh_mound(struct mesh *mesh, struct vec middle, struct vec half, struct turn turn, int around)
{
    add_egg(mesh, middle, half, turn, around, rings / 2);
}

void mesh_post(struct mesh *mesh, struct vec foot, double radius, double radius_top, double height,
               int around)
{
    struct vec top = add(foot, vec(0, height, 0));
    double slope = (radius - radius_top) / height;
    for (int i = 0; i < around; i++) {
        struct corner c[4];
        for (int k = 0; k < 4; k++) {
            double degrees = 360.0 * ((i + (k == 1 || k == 2)) % around) / around;
            double s = sine(degrees), x = cosine(degrees), r = k < 2 ? radius : radius_top;
            c[k].at = add(k < 2 ? foot : top, vec(x * r, 0, s * r));
            c[k].normal = unit(vec(x, slope, s));
            c[k].u = (float)((i + (k == 1 || k == 2)) * 6.2831853 * radius / around);
            c[k].v = (float)(k < 2 ? 0 : height);
        }
        add_round(mesh, c[0], c[1], c[2]);
        if (radius_top > 0)
            add_round(mesh, c[0], c[2], c[3]);
    }
    mesh->parts++;
    for (int i = 0; radius_top > 0 && i < around; i++) {
        double a = 360.0 * i / around, b = 360.0 * ((i + 1) % around) / around;
        struct corner p = {top, vec(0, 1, 0), 0, 0}, q = p, r = p;
        q.at = add(top, vec(cosine(a) * radius_top, 0, sine(a) * radius_top));
        r.at = add(top, vec(cosine(b) * radius_top, 0, sine(b) * radius_top));
        add_facet(mesh, p, q, r, vec(0, 1, 0));
    }
    mesh->parts++;
}

static struct vec mirrored(struct vec a, struct vec at, struct vec facing)
{
    return minus(a, times(facing, 2 * dot(minus(a, at), facing)));
}

void mesh_mirror(struct mesh *mesh, size_t first, size_t last, struct vec at, struct vec facing)
{
    const struct vec none = {0, 0, 0};
    uint32_t begin = mesh->parts;
    for (size_t i = first; i < last; i++) {
        struct facet *fresh = new_facet(mesh), facet = mesh->facets[i];
        for (int k = 0; k < 3; k++) {
            facet.corner[k].at = mirrored(facet.corner[k].at, at, facing);
            facet.corner[k].normal = mirrored(facet.corner[k].normal, none, facing);
        }
        facet.face = mirrored(facet.face, none, facing);
        facet.part += begin;
        facet.who = 0;
        mesh->parts = facet.part + 1;
        *fresh = facet;
    }
}

void mesh_skin(struct mesh *mesh, const struct corner *corners, int rows, int around)
{
    for (int r = 1; r < rows; r++) {
        const struct corner *before = corners + (size_t)(r - 1) * around, *now = before + around;
        for (int i = 0; i < around; i++) {
            int next = (i + 1) % around;
            add_round(mesh, before[i], before[next], now[next]);
            add_round(mesh, before[i], now[next], now[i]);
        }
    }
    mesh->parts++;
}
