/* SPDX-License-Identifier: Apache-2.0 */
#include "set/furnish.h"

struct colour lighter(struct colour c, double times)
{
    return colour(c.red * times, c.green * times, c.blue * times);
}

struct colour pick(uint64_t dressing, const char *what, const struct colour *palette, int count)
{
    if (!dressing)
        return palette[0];
    struct stream stream = stream_of(dressing, what);
    int which = draw_one_of(&stream, count);
    return lighter(palette[which], draw_between(&stream, 0.85, 1.15));
}

double vary(uint64_t dressing, const char *what, double usual, double low, double high)
{
    struct stream stream = stream_of(dressing, what);
    return dressing ? draw_between(&stream, low, high) : usual;
}

int has(uint64_t dressing, const char *what, double share)
{
    struct stream stream = stream_of(dressing, what);
    return !dressing || draw(&stream) < share;
}

struct place place(double x, double y, double z, double degrees)
{
    return (struct place){vec(x, y, z), heading(degrees)};
}

void box_in(struct mesh *mesh, struct place p, struct vec low, struct vec high)
{
    struct vec x = times(p.turn.right, high.x - low.x), y = times(p.turn.up, high.y - low.y),
               z = times(p.turn.ahead, high.z - low.z);
    struct vec a = add(p.at, turned(p.turn, low)), b = add(p.at, turned(p.turn, high));
    mesh_quad(mesh, add(a, x), times(x, -1), y);
    mesh_quad(mesh, a, z, y);
    mesh_quad(mesh, minus(minus(b, x), y), x, y);
    mesh_quad(mesh, minus(b, y), times(z, -1), y);
    mesh_quad(mesh, add(a, y), z, x);
    if (low.y > 0)
        mesh_quad(mesh, a, x, z);
}

void block(struct mesh *mesh, double x0, double y0, double z0, double x1, double y1, double z1)
{
    box_in(mesh, place(0, 0, 0, 0), vec(x0, y0, z0), vec(x1, y1, z1));
}

/* Moves the pattern on the two facets of the last quad. */
static void shift_pattern(struct mesh *mesh, double u, double v)
{
    for (size_t i = mesh->count - 2; i < mesh->count; i++) {
        for (int k = 0; k < 3; k++) {
            mesh->facets[i].corner[k].u += (float)u;
            mesh->facets[i].corner[k].v += (float)v;
        }
    }
}

/* Pieces that meet overlap by so much, as neighbours with other corners would leave cracks between samples.
 */
static const double lap = 0.006;

static struct floor_piece lapped(struct floor_piece f)
{
    return (struct floor_piece){f.x0 - lap, f.z0 - lap, f.x1 + lap, f.z1 + lap};
}

/* A quad that laps over all four of its edges. */
static void lapping_quad(struct mesh *mesh, struct vec at, struct vec across, struct vec along)
{
    struct vec a = times(unit(across), lap), b = times(unit(along), lap);
    mesh_quad(mesh, minus(minus(at, a), b), add(across, times(a, 2)), add(along, times(b, 2)));
}

void floor_at(struct mesh *mesh, double y, struct floor_piece f)
{
    f = lapped(f);
    mesh_quad(mesh, vec(f.x0, y, f.z0), vec(0, 0, f.z1 - f.z0), vec(f.x1 - f.x0, 0, 0));
    shift_pattern(mesh, f.z0, f.x0);
}

void floor_patch(struct mesh *mesh, struct vec at, struct vec across, struct vec along)
{
    int up = cross(across, along).y > 0;
    mesh_quad(mesh, at, up ? across : along, up ? along : across);
    for (size_t i = mesh->count - 2; i < mesh->count; i++) {
        for (int k = 0; k < 3; k++) {
            struct corner *corner = &mesh->facets[i].corner[k];
            corner->u = corner->at.z;
            corner->v = corner->at.x;
        }
    }
}

void ceiling_at(struct mesh *mesh, double y, struct floor_piece f)
{
    f = lapped(f);
    mesh_quad(mesh, vec(f.x0, y, f.z0), vec(f.x1 - f.x0, 0, 0), vec(0, 0, f.z1 - f.z0));
    shift_pattern(mesh, f.x0, f.z0);
}

static struct vec direction_of(const struct wall *wall)
{
    return unit(minus(wall->b, wall->a));
}

static double length_along(const struct wall *wall)
{
    return length_of(minus(wall->b, wall->a));
}

struct vec wall_point(const struct wall *wall, double along, double up, double out)
{
    struct vec d = direction_of(wall);
    return add(wall->a, vec(d.x * along - d.z * out, up, d.z * along + d.x * out));
}

void wall_panel(struct mesh *mesh, const struct wall *wall, struct opening p, double out)
{
    if (p.to <= p.from || p.high <= p.low)
        return;
    mesh_quad(mesh, wall_point(wall, p.from, p.low, out), times(direction_of(wall), p.to - p.from),
              vec(0, p.high - p.low, 0));
    shift_pattern(mesh, p.from, p.low);
}

void wall_faces(struct mesh *mesh, const struct wall *wall)
{
    double at = 0;
    for (int i = 0; i < wall->count; i++) {
        const struct opening *o = &wall->openings[i];
        wall_panel(mesh, wall, (struct opening){at, o->from, 0, wall->high}, 0);
        if (o->low > 0)
            wall_panel(mesh, wall, (struct opening){o->from - lap, o->to + lap, 0, o->low}, 0);
        wall_panel(mesh, wall, (struct opening){o->from - lap, o->to + lap, o->high, wall->high}, 0);
        at = o->to;
    }
    wall_panel(mesh, wall, (struct opening){at, length_along(wall), 0, wall->high}, 0);
}

void wall_block(struct mesh *mesh, const struct wall *wall, struct opening p, double back, double front)
{
    struct vec d = direction_of(wall);
    struct turn turn = {d, vec(0, 1, 0), vec(-d.z, 0, d.x)};
    box_in(mesh, (struct place){wall_point(wall, p.from, 0, 0), turn}, vec(0, p.low, back),
           vec(p.to - p.from, p.high, front));
}

void wall_strip(struct mesh *mesh, const struct wall *wall, double low, double high, double thick)
{
    double at = 0;
    for (int i = 0; i <= wall->count; i++) {
        int last = i == wall->count;
        const struct opening *o = last ? NULL : &wall->openings[i];
        if (!last && (o->low >= high || o->high <= low))
            continue;
        double to = last ? length_along(wall) : o->from;
        if (to > at)
            wall_block(mesh, wall, (struct opening){at, to, low, high}, 0, thick);
        at = last ? to : o->to;
    }
}

void wall_reveal(struct mesh *mesh, const struct wall *wall, struct opening o, double deep)
{
    struct vec d = times(direction_of(wall), o.to - o.from), up = vec(0, o.high - o.low, 0);
    struct vec a = wall_point(wall, o.from, o.low, 0), in = minus(wall_point(wall, o.from, o.low, -deep), a);
    lapping_quad(mesh, a, in, up);
    lapping_quad(mesh, add(add(a, d), in), times(in, -1), up);
    lapping_quad(mesh, a, d, in);
    lapping_quad(mesh, add(add(a, up), in), d, times(in, -1));
}

void wall_window(struct scenery *s, const struct wall *wall, struct opening o, const struct window *window)
{
    struct mesh *m = &s->mesh;
    const double deep = 0.2, bar = 0.025;
    scenery_use(s, window->pane);
    wall_panel(m, wall, (struct opening){o.from - lap, o.to + lap, o.low - lap, o.high + lap}, -deep);
    scenery_use(s, window->frame);
    wall_reveal(m, wall, o, deep);
    wall_block(m, wall, (struct opening){o.from - 0.08, o.to + 0.08, o.low - 0.05, o.low}, 0, 0.09);
    wall_block(m, wall, (struct opening){o.from - 0.08, o.from, o.low, o.high + 0.08}, 0, 0.03);
    wall_block(m, wall, (struct opening){o.to, o.to + 0.08, o.low, o.high + 0.08}, 0, 0.03);
    wall_block(m, wall, (struct opening){o.from, o.to, o.high, o.high + 0.08}, 0, 0.03);
    for (int i = 0; i <= window->columns; i++) {
        double at = o.from + bar + (o.to - o.from - 2 * bar) * i / window->columns;
        wall_block(m, wall, (struct opening){at - bar, at + bar, o.low, o.high}, -deep + 0.01, -deep + 0.06);
    }
    for (int i = 0; i <= window->rows; i++) {
        double at = o.low + bar + (o.high - o.low - 2 * bar) * i / window->rows;
        wall_block(m, wall, (struct opening){o.from, o.to, at - bar, at + bar}, -deep + 0.01, -deep + 0.05);
    }
}

/* The wall's other face, of which only the closet sees anything, and the closet's five sides. */
void wall_closet(struct mesh *mesh, const struct wall *wall, struct opening o, double deep)
{
    const double thick = 0.12, more = 0.5;
    wall_reveal(mesh, wall, o, thick);
    struct wall inside = {wall_point(wall, o.to + more, 0, -thick),
                          wall_point(wall, o.from - more, 0, -thick), o.high + 0.25, NULL, 0};
    inside.openings = &(struct opening){more, more + o.to - o.from, o.low, o.high};
    inside.count = 1;
    wall_faces(mesh, &inside);
    struct opening all = {0, o.to - o.from + 2 * more, 0, inside.high};
    struct vec d = times(direction_of(&inside), all.to), up = vec(0, all.high, 0);
    struct vec a = inside.a, in = minus(wall_point(wall, 0, 0, -deep), wall_point(wall, 0, 0, -thick));
    struct vec b = add(a, d);
    lapping_quad(mesh, b, in, up);
    lapping_quad(mesh, add(a, in), times(in, -1), up);
    lapping_quad(mesh, add(b, in), times(d, -1), up);
    lapping_quad(mesh, b, times(d, -1), in);
    lapping_quad(mesh, add(add(b, up), in), times(d, -1), times(in, -1));
}

void wall_casing(struct mesh *mesh, const struct wall *wall, struct opening o)
{
    wall_block(mesh, wall, (struct opening){o.from - 0.09, o.from, 0, o.high + 0.09}, 0, 0.035);
    wall_block(mesh, wall, (struct opening){o.to, o.to + 0.09, 0, o.high + 0.09}, 0, 0.035);
    wall_block(mesh, wall, (struct opening){o.from, o.to, o.high, o.high + 0.09}, 0, 0.035);
}

void wall_picture(struct scenery *s, const struct wall *wall, struct opening p, struct colour frame,
                  struct colour image)
{
    struct mesh *m = &s->mesh;
    double edge = 0.05, horizon = p.low + (p.high - p.low) * 0.4;
    scenery_use(s, of_colour(frame.red, frame.green, frame.blue, 0.5));
    wall_block(m, wall, p, 0, 0.04);
    scenery_use(s, painted_with(pattern_plaster, 0.6, image.red, image.green, image.blue, 0.1));
    wall_panel(m, wall, (struct opening){p.from + edge, p.to - edge, p.low + edge, horizon}, 0.044);
    scenery_use(s, painted_with(pattern_plaster, 0.9, 0.2 + image.blue * 0.5, 0.24 + image.green * 0.5,
                                0.28 + image.red * 0.3, 0.1));
    wall_panel(m, wall, (struct opening){p.from + edge, p.to - edge, horizon, p.high - edge}, 0.044);
}

uint16_t leaf_material(struct scenery *s, struct colour c, double wide, double high)
{
    struct material leaf = painted_with(pattern_door, wide, c.red, c.green, c.blue, 0.4);
    leaf.tile_v = (float)high;
    uint16_t number = scenery_material(s, leaf);
    scenery_material(s, of_colour(0.5, 0.4, 0.22, 1.5));
    return number;
}

static void leaf_add(struct mesh *m, const struct leaf *leaf, double open)
{
    struct place p = {leaf->hinge, heading(leaf->heading - 90 + leaf->degrees * open)};
    const double half = 0.022;
    m->material = leaf->material;
    box_in(m, p, vec(0, 0.008, -half), vec(leaf->wide, leaf->high, half));
    m->material = (uint16_t)(leaf->material + 1);
    for (int side = -1; side <= 1; side += 2) {
        double out = side * (half + 0.025);
        box_in(m, p, vec(leaf->wide - 0.17, 1.0, out - 0.009), vec(leaf->wide - 0.05, 1.022, out + 0.009));
        box_in(m, p, vec(leaf->wide - 0.085, 0.93, out - 0.02 - side * 0.01),
               vec(leaf->wide - 0.05, 1.09, out - side * 0.012 + 0.006));
    }
}

void leaves_arrange(struct scenery *s, const struct leaf *leaves, int count, const double *open)
{
    s->mesh.who = 0;
    for (int i = 0; i < count; i++)
        leaf_add(&s->mesh, &leaves[i], open[leaves[i].door]);
}

void table_in(struct scenery *s, struct place p, struct vec size, struct material material)
{
    struct mesh *m = &s->mesh;
    double x = size.x / 2, z = size.z / 2, leg = 0.05;
    scenery_use(s, material);
    box_in(m, p, vec(-x, size.y - 0.04, -z), vec(x, size.y, z));
    for (int i = 0; i < 4; i++) {
        double lx = i & 1 ? x - 0.1 : -x + 0.05, lz = i & 2 ? z - 0.1 : -z + 0.05;
        box_in(m, p, vec(lx, 0, lz), vec(lx + leg, size.y - 0.04, lz + leg));
    }
}

void chair_in(struct scenery *s, struct place p, struct material wood, struct material seat)
{
    struct mesh *m = &s->mesh;
    scenery_use(s, wood);
    for (int i = 0; i < 4; i++) {
        double x = i & 1 ? 0.17 : -0.21, z = i & 2 ? 0.17 : -0.21;
        box_in(m, p, vec(x, 0, z), vec(x + 0.04, i & 2 ? 0.43 : 0.92, z + 0.04));
    }
    box_in(m, p, vec(-0.17, 0.62, -0.2), vec(0.17, 0.68, -0.18));
    box_in(m, p, vec(-0.17, 0.8, -0.2), vec(0.17, 0.92, -0.18));
    scenery_use(s, seat);
    box_in(m, p, vec(-0.22, 0.43, -0.2), vec(0.22, 0.48, 0.22));
}

void sofa_in(struct scenery *s, struct place p, double wide, struct material cloth)
{
    struct mesh *m = &s->mesh;
    double x = wide / 2, in = x - 0.2;
    int seats = wide > 1.2 ? (int)((wide - 0.4) / 0.6) : 1;
    scenery_use(s, cloth);
    box_in(m, p, vec(-x, 0, -0.42), vec(x, 0.26, 0.4));
    box_in(m, p, vec(-x, 0.26, -0.45), vec(x, 0.82, -0.22));
    box_in(m, p, vec(-x, 0.26, -0.22), vec(-in, 0.6, 0.42));
    box_in(m, p, vec(in, 0.26, -0.22), vec(x, 0.6, 0.42));
    for (int i = 0; i < seats; i++) {
        double a = -in + 2 * in * i / seats + 0.01, b = -in + 2 * in * (i + 1) / seats - 0.01;
        box_in(m, p, vec(a, 0.26, -0.22), vec(b, 0.43, 0.41));
        mesh_box(m, add(p.at, turned(p.turn, vec((a + b) / 2, 0.64, -0.17))), vec(b - a, 0.4, 0.14),
                 turned_by(p.turn, tilt(12)));
    }
}

/* An open case; who stands behind it is seen between the boards. */
void shelf_in(struct scenery *s, struct place p, struct vec size, struct material wood)
{
    struct mesh *m = &s->mesh;
    double x = size.x / 2, z = size.z / 2;
    int boards = (int)(size.y / 0.38);
    scenery_use(s, wood);
    for (int side = -1; side <= 1; side += 2)
        box_in(m, p, vec(side * x - 0.02, 0, -z), vec(side * x + 0.02, size.y, z));
    for (int i = 0; i <= boards; i++) {
        double y = 0.06 + (size.y - 0.1) * i / boards;
        box_in(m, p, vec(-x + 0.02, y, -z), vec(x - 0.02, y + 0.03, z));
    }
}

/* A leaf is two slanted triangles, one for each side from which it is seen. */
static void frond(struct mesh *m, struct vec foot, double turn, double rise, double length)
{
    struct vec out = vec(sine(turn), 0, cosine(turn)), side = vec(cosine(turn), 0, -sine(turn));
    struct vec belly = add(foot, add(times(out, length * 0.45), vec(0, length * rise, 0)));
    struct vec tip = add(foot, add(times(out, length), vec(0, length * (rise - 0.35), 0)));
    struct vec wide = times(side, length * 0.13);
    struct vec corner[4] = {foot, add(belly, wide), tip, minus(belly, wide)};
    for (int i = 0; i < 4; i++) {
        struct corner c[3];
        int half = i & 1, under = i >> 1;
        int order[3] = {0, half ? 2 : 1, half ? 3 : 2};
        struct vec face = unit(cross(minus(corner[order[1]], corner[0]), minus(corner[order[2]], corner[0])));
        if ((face.y < 0) != under)
            face = times(face, -1);
        for (int k = 0; k < 3; k++)
            c[k] = (struct corner){corner[order[k]], face, (float)(k * 0.1), (float)(k * 0.07)};
        mesh_triangle(m, c[0], c[1], c[2]);
    }
}

void plant_in(struct scenery *s, struct place p, double high, struct colour pot, uint64_t seed)
{
    struct mesh *m = &s->mesh;
    struct stream stream = stream_of(seed, "plant");
    scenery_use(s, of_colour(pot.red, pot.green, pot.blue, 0.5));
    mesh_post(m, p.at, high * 0.1, high * 0.14, high * 0.24, 10);
    scenery_use(s, painted_with(pattern_leaves, 0.5, 0.5, 0.75, 0.4, 0.3));
    for (int i = 0; i < 16; i++) {
        struct vec foot = add(p.at, vec(0, high * (0.22 + 0.028 * i), 0));
        double way = i * 137.5 + draw_between(&stream, -20, 20), rise = draw_between(&stream, 0.25, 0.75);
        frond(m, foot, way, rise, high * draw_between(&stream, 0.3, 0.42));
    }
}

void shade_lamp(struct scenery *s, struct vec foot, double stand, double wide, struct colour light)
{
    struct mesh *m = &s->mesh;
    scenery_use(s, of_colour(0.12, 0.09, 0.06, 0.8));
    mesh_post(m, foot, wide * 0.6, wide * 0.5, 0.03, 10);
    mesh_post(m, foot, 0.014, 0.014, stand, 5);
    scenery_use(s, glowing(light.red, light.green, light.blue, 1.9));
    mesh_post(m, add(foot, vec(0, stand - wide * 0.5, 0)), wide, wide * 0.62, wide * 1.3, 12);
}
