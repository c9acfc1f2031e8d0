/* SPDX-License-Identifier: Apache-2.0 */
/* Triangles, and the few shapes of which everything on the stage is made. Running out of memory ends the
 * program: the stage serves tests and benches alone. */
#ifndef STAGE_MESH_H
#define STAGE_MESH_H

#include "render/space.h"

#include <stddef.h>

struct corner {
    struct vec at, normal;
    float u, v; /* metres along the surface */
};

struct facet {
    struct corner corner[3];
    struct vec face; /* where it faces, for dropping what faces away */
    uint16_t material;
    uint16_t who;  /* 0: the set; figures count from 1 */
    uint32_t part; /* facets of one part are one smooth surface: no edge is drawn between them */
};

struct mesh {
    struct facet *facets;
    size_t count, room;
    uint32_t parts;
    uint16_t material, who; /* of what is added next */
};

void mesh_release(struct mesh *mesh);
/* Back to a mesh of `count` facets, as when it had them. */
void mesh_cut_back(struct mesh *mesh, size_t count);

/* A flat four-sided piece from `at` along `across` and `along`, seen from the side that across × along faces
 * (x × y = z). */
void mesh_quad(struct mesh *mesh, struct vec at, struct vec across, struct vec along);
/* A flat triangle that faces where its first corner's normal points. */
void mesh_triangle(struct mesh *mesh, struct corner a, struct corner b, struct corner c);
/* A quad with a thickness downwards, its edges closed. */
void mesh_slab(struct mesh *mesh, struct vec at, struct vec across, struct vec along, double thick);
/* A box on its middle, turned; `size` is whole width, height and depth. */
void mesh_box(struct mesh *mesh, struct vec middle, struct vec size, struct turn turn);
/* An upright box from the smallest to the largest corner. */
void mesh_block(struct mesh *mesh, double x0, double y0, double z0, double x1, double y1, double z1);
/* A limb from `a` to `b` with round ends; `side` tells where its width points. Half width and half thickness
 * at each end in metres. Where a and b are the same it is an egg. `rounds` is how far the ends stand out, as
 * a part of their half width. */
struct limb {
    struct vec a, b, side;
    double wide_a, thick_a, wide_b, thick_b, rounds;
    int around; /* 6 to 16 facets around */
};
void mesh_limb(struct mesh *mesh, const struct limb *limb);
/* An egg on its middle with three half axes. */
void mesh_egg(struct mesh *mesh, struct vec middle, struct vec half, struct turn turn, int around);
/* The upper half of one: a drift, a hill. */
void mesh_mound(struct mesh *mesh, struct vec middle, struct vec half, struct turn turn, int around);
/* An upright round post or, with radius_top 0, cone. */
void mesh_post(struct mesh *mesh, struct vec foot, double radius, double radius_top, double height,
               int around);
/* A smooth skin over `rows` rings of `around` corners each, one after the other, open at both ends. */
void mesh_skin(struct mesh *mesh, const struct corner *corners, int rows, int around);
/* What a mirror through `at`, whose glass faces `facing` (length 1), shows of facets `first` to before
 * `last`: they once more, behind it, as the set's own. */
void mesh_mirror(struct mesh *mesh, size_t first, size_t last, struct vec at, struct vec facing);

#endif
