/* SPDX-License-Identifier: Apache-2.0 */
/* set_sheet FILE.ppm [SET [DRESSINGS]]: every set, or one, in three dressings from two cameras each, one
 * dressing a column, with a figure at a mark for scale; for looking at. */
#include "figure/body.h"
#include "render/viewpoint.h"
#include "set/sets.h"

#include <stdio.h>
#include <stdlib.h>

enum { width = 640, height = 268, most_columns = 8 };

static const struct body person = {.height = 1.75,
                                   .girth = 1,
                                   .skin = {0.5f, 0.32f, 0.22f},
                                   .hair = {0.05f, 0.03f, 0.02f},
                                   .top = {0.4f, 0.06f, 0.06f},
                                   .bottom = {0.05f, 0.06f, 0.1f},
                                   .shoes = {0.02f, 0.02f, 0.02f}};

struct studio_floor {
    struct scenery scenery;
    struct texture_shelf shelf;
    struct canvas canvas;
    struct darkroom room;
    struct picture_planes planes;
};

static double ground_at(const struct set *set, double x, double z)
{
    return set->ground ? set->ground(x, z) : 0;
}

static int is_blocked(const struct set *set, double x, double z)
{
    for (int i = 0; i < set->blocked_count; i++) {
        const struct floor_piece *b = &set->blocked[i];
        if (x > b->x0 - 0.2 && x < b->x1 + 0.2 && z > b->z0 - 0.2 && z < b->z1 + 0.2)
            return 1;
    }
    return 0;
}

/* The free place on the floors that is `far` from the target or as near to that as may be, among those on
 * the side that `heading` tells. */
static struct vec camera_place(const struct set *set, struct vec target, double degrees, double far)
{
    struct vec best = target;
    double most = -1e9;
    for (int i = 0; i < set->floor_count; i++) {
        const struct floor_piece *f = &set->floors[i];
        for (int k = 0; k < 400; k++) {
            double x = f->x0 + 0.3 + (f->x1 - f->x0 - 0.6) * (k % 20) / 19.0;
            double z = f->z0 + 0.3 + (f->z1 - f->z0 - 0.6) * (k / 20) / 19.0;
            double dx = x - target.x, dz = z - target.z, d = square_root(dx * dx + dz * dz);
            double side = (dx * sine(degrees) + dz * cosine(degrees)) / (d + 0.1);
            double worth = 3 * side - (d > far ? d - far : far - d);
            if (worth > most && !is_blocked(set, x, z)) {
                most = worth;
                best = vec(x, ground_at(set, x, z) + 1.5, z);
            }
        }
    }
    return best;
}

static void shoot(struct studio_floor *floor, const struct set *set, uint64_t dressing, int camera)
{
    const struct mark *mark = set_mark(set, "centre");
    struct film_stock stock;
    struct body_truth truth;
    double open[8] = {0};
    open[0] = camera ? 0.7 : 0;
    floor->scenery = (struct scenery){0};
    set->build(&floor->scenery, &stock, dressing);
    scenery_set_ends(&floor->scenery);
    scenery_begin_frame(&floor->scenery);
    if (set->arrange)
        set->arrange(&floor->scenery, open);
    struct pose pose = pose_standing(mark->at, mark->heading);
    body_add(&floor->scenery, &person, &pose, 1, &truth);
    floor->scenery.mesh.who = 0;
    if (set->reflect)
        set->reflect(&floor->scenery);
    struct vec target = add(mark->at, vec(0, 1.3, 0));
    struct vec at = camera_place(set, target, camera ? 140 : 200, camera ? 3.4 : set->indoors ? 6 : 9);
    struct camera lens = camera_towards(at, target, camera ? 28 : 20);
    struct view view = camera_view(&lens, 0, NULL);
    canvas_draw(&floor->canvas, &floor->scenery, &floor->shelf, &view);
    develop(&floor->room, &floor->canvas, &stock, 0, &floor->planes);
    fprintf(stderr, "%s: dressing %d, %zu facets, %d materials, %d lamps, camera %.1f %.1f %.1f\n", set->name,
            (int)dressing, floor->scenery.set_facets, floor->scenery.set_materials, floor->scenery.lamp_count,
            at.x, at.y, at.z);
    scenery_release(&floor->scenery);
}

static uint8_t clamped(double value)
{
    return value < 0 ? 0 : value > 255 ? 255 : (uint8_t)(value + 0.5);
}

static void put(const struct picture_planes *planes, uint8_t *sheet, int columns, int column, int line)
{
    for (int y = 0; y < height; y++) {
        uint8_t *rgb = sheet + 3 * (((size_t)line * height + y) * columns + column) * width;
        for (int x = 0; x < width; x++, rgb += 3) {
            int half = y / 2 * (width / 2) + x / 2;
            double luma = (planes->y[y * width + x] - 16) * 255 / 219.0;
            double blue = (planes->cb[half] - 128) * 255 / 224.0,
                   red = (planes->cr[half] - 128) * 255 / 224.0;
            rgb[0] = clamped(luma + 1.5748 * red);
            rgb[1] = clamped(luma - 0.1873 * blue - 0.4681 * red);
            rgb[2] = clamped(luma + 1.8556 * blue);
        }
    }
}

static int write_sheet(const char *path, const uint8_t *sheet, int columns, int lines)
{
    size_t bytes = (size_t)3 * width * columns * height * lines;
    FILE *file = fopen(path, "wb");
    if (!file)
        return 4;
    fprintf(file, "P6\n%d %d\n255\n", width * columns, height * lines);
    size_t written = fwrite(sheet, 1, bytes, file);
    return fclose(file) || written != bytes ? 4 : 0;
}

int main(int argc, char **argv)
{
    const struct set *one = argc > 2 ? set_named(argv[2]) : NULL;
    int columns = argc > 3 ? atoi(argv[3]) : 3, sets = one ? 1 : set_count;
    if (argc < 2 || (argc > 2 && !one) || columns < 1 || columns > most_columns) {
        fputs("usage: set_sheet FILE.ppm [SET [DRESSINGS]], 1 to 8 dressings\n", stderr);
        return 2;
    }
    uint8_t *sheet = calloc((size_t)sets * 2 * columns * height * width, 3);
    struct studio_floor floor;
    if (!sheet)
        return 5;
    shelf_fill(&floor.shelf);
    canvas_open(&floor.canvas, width, height);
    darkroom_open(&floor.room, width, height);
    planes_open(&floor.planes, width, height);
    for (int i = 0; i < sets * 2 * columns; i++) {
        shoot(&floor, one ? one : &set_list()[i / (2 * columns)], (uint64_t)(i % columns), i / columns & 1);
        put(&floor.planes, sheet, columns, i % columns, i / columns);
    }
    int status = write_sheet(argv[1], sheet, columns, sets * 2);
    shelf_release(&floor.shelf);
    canvas_close(&floor.canvas);
    darkroom_close(&floor.room);
    planes_close(&floor.planes);
    free(sheet);
    return status;
}
