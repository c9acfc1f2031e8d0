/* SPDX-License-Identifier: Apache-2.0 */
/* Every set keeps what it says of itself: where one can stand, that its doors turn as told, that a dressing
 * changes colours and no places, and that rooms are closed. */
#include "render/shade.h"
#include "render/viewpoint.h"
#include "set/sets.h"
#include "test.h"

enum { width = 160, height = 90, most_doors = 8 };

static const double eye = 1.5;

static int lies_in(const struct floor_piece *pieces, int count, double x, double z, double margin)
{
    for (int i = 0; i < count; i++) {
        const struct floor_piece *p = &pieces[i];
        if (x > p->x0 - margin && x < p->x1 + margin && z > p->z0 - margin && z < p->z1 + margin)
            return 1;
    }
    return 0;
}

static double ground_at(const struct set *set, double x, double z)
{
    return set->ground ? set->ground(x, z) : 0;
}

static int begins(const char *name, const char *with)
{
    return !strncmp(name, with, strlen(with));
}

static int ends(const char *name, const char *with)
{
    size_t length = strlen(name), tail = strlen(with);
    return length >= tail && !strcmp(name + length - tail, with);
}

static void test_plan(const struct set *set)
{
    REQUIRE(set->mark_count >= 6);
    REQUIRE(set->floor_count > 0);
    REQUIRE(set_mark(set, "centre") && set_mark(set, "door"));
    for (int i = 0; i < set->mark_count; i++) {
        const struct mark *mark = &set->marks[i];
        REQUIRE(set_mark(set, mark->name) == mark);
        REQUIRE(strspn(mark->name, "abcdefghijklmnopqrstuvwxyz-") == strlen(mark->name));
        int on_floor = lies_in(set->floors, set->floor_count, mark->at.x, mark->at.z, 0);
        if (begins(mark->name, "beyond-")) {
            REQUIRE(!on_floor);
            continue;
        }
        if (ends(mark->name, "-seat"))
            continue;
        if (!on_floor)
            TEST_FAIL("%s: mark %s lies on no floor", set->name, mark->name);
        if (!ends(mark->name, "-seat") &&
            lies_in(set->blocked, set->blocked_count, mark->at.x, mark->at.z, 0.02))
            TEST_FAIL("%s: mark %s is blocked", set->name, mark->name);
        REQUIRE_NEAR(mark->at.y, ground_at(set, mark->at.x, mark->at.z), 0.1);
    }
}

/* The distance at which a ray meets a facet; -1 where it does not. */
static double meets(const struct facet *facet, struct vec from, struct vec way)
{
    struct vec a = minus(facet->corner[1].at, facet->corner[0].at),
               b = minus(facet->corner[2].at, facet->corner[0].at);
    struct vec p = cross(way, b), off = minus(from, facet->corner[0].at), q = cross(off, a);
    double whole = dot(a, p), u = dot(off, p) / whole, v = dot(way, q) / whole, t = dot(b, q) / whole;
    return fabs(whole) > 1e-9 && u >= 0 && v >= 0 && u + v <= 1 && t > 1e-4 ? t : -1;
}

/* The nearest facet along a ray; NULL where there is none. */
static const struct facet *nearest(const struct mesh *mesh, struct vec from, struct vec way, double *distance)
{
    const struct facet *found = NULL;
    *distance = 1e9;
    for (size_t i = 0; i < mesh->count; i++) {
        double t = meets(&mesh->facets[i], from, way);
        if (t > 0 && t < *distance) {
            *distance = t;
            found = &mesh->facets[i];
        }
    }
    return found;
}

/* Within something closed, what is nearest in most directions turns its back. */
static int is_inside(const struct mesh *mesh, struct vec at)
{
    int backs = 0, all = 0;
    for (int i = 0; i < 18; i++) {
        double turn = 20.0 * i + 7, rise = i % 3 * 25 - 25, distance;
        struct vec way = vec(sine(turn) * cosine(rise), sine(rise), cosine(turn) * cosine(rise));
        const struct facet *facet = nearest(mesh, at, way, &distance);
        backs += facet && dot(facet->face, way) > 0;
        all++;
    }
    return backs * 2 > all;
}

/* Wherever a camera may stand it is inside of nothing, and the ground below is as high as told. */
static void test_floors(const struct set *set, const struct scenery *scenery)
{
    for (int f = 0; f < set->floor_count; f++) {
        const struct floor_piece *p = &set->floors[f];
        int free = 0;
        for (int k = 0; k < 49; k++) {
            double x = p->x0 + (p->x1 - p->x0) * (k % 7 + 0.21) / 6.42,
                   z = p->z0 + (p->z1 - p->z0) * (k / 7 + 0.21) / 6.42;
            double y = ground_at(set, x, z), down;
            struct vec at = vec(x, y + eye, z);
            if (lies_in(set->blocked, set->blocked_count, x, z, 0))
                continue;
            free++;
            if (is_inside(&scenery->mesh, at))
                TEST_FAIL("%s: a camera at %g %g is inside something", set->name, x, z);
            const struct facet *below = nearest(&scenery->mesh, at, vec(0.00013, -1, 0.00017), &down);
            int wet = set->surface == 4 && (!below || down > 2 * eye);
            if (!wet && (!below || fabs(down - eye) > 0.15))
                TEST_FAIL("%s: the ground at %g %g is %g, not %g", set->name, x, z, at.y - down, y);
        }
        REQUIRE(free > 0);
    }
}

/* The edge of a leaf of width w that turns by a goes 2 w sin(a / 2). */
static void test_doors(const struct set *set, struct scenery *scenery)
{
    REQUIRE(set->doors >= 1 && set->doors <= most_doors);
    REQUIRE(set->arrange && set->leaf_count >= set->doors);
    int moved[most_doors] = {0};
    for (int l = 0; l < set->leaf_count; l++) {
        const struct leaf *leaf = &set->leaves[l];
        struct vec edge[2] = {{0, 0, 0}, {0, 0, 0}};
        double open[most_doors] = {0}, angle = 0.6 * leaf->degrees;
        REQUIRE(leaf->door >= 0 && leaf->door < set->doors);
        moved[leaf->door] = 1;
        REQUIRE_INT(scenery->materials[leaf->material].pattern, pattern_door);
        for (int state = 0; state < 2; state++) {
            open[leaf->door] = 0.6 * state;
            scenery_begin_frame(scenery);
            set->arrange(scenery, open);
            double far = 0, turn = leaf->heading + angle * state;
            for (size_t i = scenery->set_facets; i < scenery->mesh.count; i++) {
                const struct facet *facet = &scenery->mesh.facets[i];
                for (int k = 0; k < 3; k++) {
                    struct vec off = minus(facet->corner[k].at, leaf->hinge);
                    double along = off.x * sine(turn) + off.z * cosine(turn),
                           aside = off.x * cosine(turn) - off.z * sine(turn);
                    if (facet->material == leaf->material && fabs(aside) < 0.03 && along > far &&
                        along < leaf->wide + 0.01) {
                        far = along;
                        edge[state] = add(leaf->hinge, vec(sine(turn) * along, 0, cosine(turn) * along));
                    }
                }
            }
            REQUIRE_NEAR(far, leaf->wide, 1e-3);
        }
        REQUIRE_NEAR(length_of(minus(edge[1], edge[0])), 2 * leaf->wide * sin(fabs(angle) * M_PI / 360),
                     2e-3);
    }
    for (int i = 0; i < set->doors; i++)
        REQUIRE(moved[i]);
    scenery_begin_frame(scenery);
}

struct eyes {
    struct canvas canvas;
    struct texture_shelf shelf;
};

static struct colour look(struct eyes *eyes, const struct scenery *scenery, struct vec at, double turn,
                          int *sky)
{
    struct camera camera = {.at = at, .pan = turn, .tilt = -4, .focal = 24};
    struct view view = camera_view(&camera, 0, NULL);
    double sum[3] = {0};
    *sky = 0;
    canvas_draw(&eyes->canvas, scenery, &eyes->shelf, &view);
    for (int i = 0; i < width * height; i++) {
        *sky += eyes->canvas.distance[i] <= 0;
        for (int c = 0; c < 3; c++)
            sum[c] += eyes->canvas.light[c][i] / (width * height);
    }
    return colour(sum[0], sum[1], sum[2]);
}

/* Indoors no camera sees the sky in any direction, doors open or not. */
static void test_closed(const struct set *set, struct scenery *scenery, struct eyes *eyes)
{
    for (int f = 0; f < set->floor_count; f++) {
        const struct floor_piece *p = &set->floors[f];
        for (int k = 0; k < 6; k++) {
            double open[most_doors], x = p->x0 + (p->x1 - p->x0) * (0.1 + 0.16 * k);
            double z = p->z0 + (p->z1 - p->z0) * (0.9 - 0.33 * (k % 3));
            int sky;
            if (lies_in(set->blocked, set->blocked_count, x, z, 0))
                continue;
            for (int i = 0; i < most_doors; i++)
                open[i] = k & 1;
            scenery_begin_frame(scenery);
            set->arrange(scenery, open);
            look(eyes, scenery, vec(x, ground_at(set, x, z) + eye, z), k * 67, &sky);
            if (sky)
                TEST_FAIL("%s: from %g %g towards %d, %d pixels of sky", set->name, x, z, k * 67, sky);
        }
    }
    scenery_begin_frame(scenery);
}

static void test_lit(const struct set *set, const struct scenery *scenery, const struct film_stock *stock,
                     struct eyes *eyes, struct colour *mean)
{
    const struct mark *mark = set_mark(set, "centre");
    int sky;
    *mean = look(eyes, scenery, add(mark->at, vec(0, eye, -2.2)), 0, &sky);
    double luma = (0.2126 * mean->red + 0.7152 * mean->green + 0.0722 * mean->blue) * stock->exposure;
    REQUIRE(luma > 0.008 && luma < 1.2);
}

/* Dressings change colours and no places: floors, marks and doors belong to the set; two builds are equal. */
static void test_dressings(const struct set *set, struct eyes *eyes)
{
    struct colour mean[6];
    double most = 0;
    for (int i = 0; i < 6; i++) {
        struct scenery scenery = {0};
        struct film_stock stock;
        set->build(&scenery, &stock, i == 5 ? 0 : (uint64_t)i);
        scenery_set_ends(&scenery);
        test_lit(set, &scenery, &stock, eyes, &mean[i]);
        if (i == 4)
            test_floors(set, &scenery);
        scenery_release(&scenery);
    }
    REQUIRE(!memcmp(&mean[0], &mean[5], sizeof *mean));
    for (int i = 0; i < 5; i++) {
        for (int k = 0; k < i; k++) {
            double sum = mean[i].red + mean[i].green + mean[i].blue,
                   other = mean[k].red + mean[k].green + mean[k].blue;
            double away = fabs(mean[i].red / sum - mean[k].red / other) +
                          fabs(mean[i].blue / sum - mean[k].blue / other) + fabs(sum - other) / (sum + other);
            most = away > most ? away : most;
            if (away < 0.002)
                TEST_FAIL("%s: dressings %d and %d look the same", set->name, k, i);
        }
    }
    REQUIRE(most > 0.05);
}

/* Behind the glass of the studio's wall everything is once more, as far behind as it stands before. */
static void test_mirror(void)
{
    const struct set *set = set_named("studio");
    struct scenery scenery = {0};
    struct film_stock stock;
    set->build(&scenery, &stock, 0);
    scenery_set_ends(&scenery);
    scenery_begin_frame(&scenery);
    scenery.mesh.who = 3;
    scenery.mesh.material = 0;
    size_t before = scenery.mesh.count;
    mesh_box(&scenery.mesh, vec(-2, 1, 0), vec(0.2, 0.4, 0.6), heading(20));
    size_t own = scenery.mesh.count - before;
    set->reflect(&scenery);
    REQUIRE_INT(scenery.mesh.count - before, 2 * own);
    for (size_t i = 0; i < own; i++) {
        const struct facet *a = &scenery.mesh.facets[before + i], *b = &scenery.mesh.facets[before + own + i];
        REQUIRE_INT(b->who, 0);
        REQUIRE_NEAR(a->face.x, -b->face.x, 1e-6);
        for (int k = 0; k < 3; k++) {
            REQUIRE_NEAR((a->corner[k].at.x + b->corner[k].at.x) / 2, -5, 1e-5);
            REQUIRE_NEAR(a->corner[k].at.z, b->corner[k].at.z, 1e-6);
        }
    }
    scenery_release(&scenery);
}

int main(void)
{
    struct eyes eyes;
    shelf_fill(&eyes.shelf);
    canvas_open(&eyes.canvas, width, height);
    for (int i = 0; i < set_count; i++) {
        const struct set *set = &set_list()[i];
        struct scenery scenery = {0};
        struct film_stock stock;
        REQUIRE(set_named(set->name) == set);
        set->build(&scenery, &stock, 0);
        scenery_set_ends(&scenery);
        test_plan(set);
        test_floors(set, &scenery);
        test_doors(set, &scenery);
        if (set->indoors)
            test_closed(set, &scenery, &eyes);
        scenery_release(&scenery);
        test_dressings(set, &eyes);
    }
    test_mirror();
    shelf_release(&eyes.shelf);
    canvas_close(&eyes.canvas);
    return 0;
}
