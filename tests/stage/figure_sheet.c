/* SPDX-License-Identifier: Apache-2.0 */
/* figure_sheet WHAT FILE.ppm: figures for looking at. */
#include "album.h"
#include "figure/choreography.h"
#include "figure/crowd.h"
#include "render/viewpoint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { cast_count = 6 };

static const struct body cast[cast_count] = {
    {.height = 1.80,
     .girth = 1.02,
     .skin = {0.5f, 0.31f, 0.21f},
     .hair = {0.05f, 0.03f, 0.02f},
     .top = {0.06f, 0.1f, 0.22f},
     .bottom = {0.05f, 0.05f, 0.06f},
     .shoes = {0.03f, 0.02f, 0.015f},
     .collar = 1,
     .belt = 1},
    {.height = 1.68,
     .girth = 0.92,
     .skin = {0.6f, 0.4f, 0.3f},
     .hair = {0.3f, 0.1f, 0.03f},
     .top = {0.5f, 0.05f, 0.06f},
     .bottom = {0.05f, 0.05f, 0.08f},
     .shoes = {0.03f, 0.015f, 0.015f},
     .style = hair_long},
    {.height = 1.86,
     .girth = 1.3,
     .skin = {0.2f, 0.105f, 0.065f},
     .hair = {0.01f, 0.01f, 0.01f},
     .top = {0.3f, 0.26f, 0.2f},
     .bottom = {0.06f, 0.05f, 0.05f},
     .shoes = {0.02f, 0.02f, 0.02f},
     .style = hair_none,
     .coat = 1,
     .collar = 1},
    {.height = 1.64,
     .girth = 0.95,
     .skin = {0.44f, 0.27f, 0.18f},
     .hair = {0.02f, 0.016f, 0.014f},
     .top = {0.05f, 0.22f, 0.25f},
     .bottom = {0.05f, 0.22f, 0.25f},
     .shoes = {0.2f, 0.2f, 0.2f},
     .style = hair_bun,
     .skirt = 1,
     .dress = 1},
    {.height = 1.18,
     .girth = 1.05,
     .skin = {0.62f, 0.42f, 0.33f},
     .hair = {0.4f, 0.28f, 0.12f},
     .top = {0.5f, 0.4f, 0.08f},
     .bottom = {0.08f, 0.14f, 0.3f},
     .shoes = {0.3f, 0.05f, 0.05f}},
    {.height = 1.72,
     .girth = 1.12,
     .skin = {0.32f, 0.185f, 0.115f},
     .hair = {0.3f, 0.3f, 0.29f},
     .top = {0.25f, 0.24f, 0.22f},
     .bottom = {0.12f, 0.04f, 0.1f},
     .shoes = {0.08f, 0.05f, 0.03f},
     .skirt = 1,
     .style = hair_short},
};

struct sheet {
    struct scenery scenery;
    struct texture_shelf shelf;
    struct canvas canvas;
    struct darkroom room;
    struct picture_planes planes;
    struct film_stock stock;
    struct album album;
    int count;
};

static void sheet_open(struct sheet *sheet, int width, int height, int columns, int rows)
{
    *sheet = (struct sheet){.stock = {.exposure = 1.1, .saturation = 1, .vignette = 0.1}};
    struct scenery *s = &sheet->scenery;
    scenery_use(s, (struct material){{0.35f, 0.33f, 0.3f}, 0.05f, 0, pattern_tiles, 2, 2});
    mesh_quad(&s->mesh, vec(-20, 0, -20), vec(0, 0, 40), vec(40, 0, 0));
    s->above = colour(0.5, 0.52, 0.56);
    s->below = colour(0.24, 0.22, 0.2);
    s->zenith = colour(0.25, 0.3, 0.36);
    s->horizon = colour(0.42, 0.44, 0.46);
    scenery_lamp(
        s, (struct lamp){lamp_sun, {0, 0, 0}, unit(vec(-0.55, -0.7, 0.65)), colour(0.95, 0.88, 0.78), 0, 0});
    scenery_set_ends(s);
    shelf_fill(&sheet->shelf);
    canvas_open(&sheet->canvas, width, height);
    darkroom_open(&sheet->room, width, height);
    planes_open(&sheet->planes, width, height);
    album_open(&sheet->album, width, height, columns, rows);
}

static int sheet_close(struct sheet *sheet, const char *path)
{
    scenery_release(&sheet->scenery);
    shelf_release(&sheet->shelf);
    canvas_close(&sheet->canvas);
    darkroom_close(&sheet->room);
    planes_close(&sheet->planes);
    return album_close(&sheet->album, path);
}

static void take(struct sheet *sheet, struct vec from, struct vec to, double focal)
{
    struct camera camera = camera_towards(from, to, focal);
    struct view view = camera_view(&camera, 0, NULL);
    canvas_draw(&sheet->canvas, &sheet->scenery, &sheet->shelf, &view);
    develop(&sheet->room, &sheet->canvas, &sheet->stock, 0, &sheet->planes);
    album_put(&sheet->album, sheet->count++, &sheet->planes);
    scenery_begin_frame(&sheet->scenery);
}

static int show_bodies(const char *path)
{
    struct sheet sheet;
    sheet_open(&sheet, 1280, 420, 1, 4);
    for (int turn = 0; turn < 4; turn++) {
        for (int i = 0; i < cast_count; i++) {
            struct deed none = {0};
            struct bearing bearing =
                bearing_at(&none, 0, i, &cast[i], (struct start){vec(i * 0.95 - 2.4, 0, 0), 180 + 55 * turn},
                           NULL, 24, 30);
            body_add(&sheet.scenery, &cast[i], &bearing.pose, (uint16_t)(i + 1), NULL);
        }
        take(&sheet, vec(0, 1.15, -6.5), vec(0, 0.98, 0), 23);
    }
    return sheet_close(&sheet, path);
}

static int show_faces(const char *path)
{
    static const double mouths[4] = {0, 0.3, 1, 0}, lids[4] = {0, 0, 0.1, 1}, turns[4] = {180, 150, 195, 90};
    struct sheet sheet;
    sheet_open(&sheet, 320, 340, 6, 4);
    for (int row = 0; row < 4; row++) {
        for (int i = 0; i < cast_count; i++) {
            struct pose pose = pose_standing(vec(0, 0, 0), turns[row]);
            struct body_truth truth;
            pose.mouth = mouths[row];
            pose.lids = lids[row];
            pose.brows = row == 1 ? -1 : row == 2 ? 1 : 0;
            body_add(&sheet.scenery, &cast[i], &pose, 1, &truth);
            struct vec eyes = truth.eyes;
            take(&sheet, vec(eyes.x * 0.2, eyes.y + 0.02, -1.6), vec(0, eyes.y - 0.06, 0), 62);
        }
    }
    return sheet_close(&sheet, path);
}

static struct deed doing(enum verb verb, double at, double length, int who, int whom)
{
    return (struct deed){.at = at, .length = length, .who = who, .whom = whom, .verb = verb};
}

static void enter(struct sheet *sheet, const struct deed *deeds, int count, const struct start *starts,
                  double moment)
{
    for (int i = 0; i < 2; i++) {
        struct bearing bearing = bearing_among(deeds, count, i, cast, starts, 2, NULL, 24, moment);
        body_add(&sheet->scenery, &cast[i], &bearing.pose, (uint16_t)(i + 1), NULL);
    }
}

static int show_walk(const char *path)
{
    struct sheet sheet;
    sheet_open(&sheet, 320, 300, 6, 6);
    for (int row = 0; row < 6; row++) {
        int way = row / 2;
        struct deed deed = doing(way == 1 ? deed_run : deed_walk, 0, way == 1 ? 48 : 96, 0, nobody);
        struct start starts[2] = {{vec(0, 0, 0), 90}, {vec(0, 0, 50), 0}};
        deed.to = vec(way == 2 ? 3 : 6, 0, way == 2 ? -4 : 0);
        starts[0].heading = way == 2 ? 0 : 90;
        for (int i = 0; i < 6; i++) {
            double moment = way == 1 ? row % 2 * 18 + i * 3 : row % 2 * 24 + i * 4 + (way == 0 ? 6 : 0);
            struct bearing is = bearing_among(&deed, 1, 0, cast, starts, 2, NULL, 24, moment);
            enter(&sheet, &deed, 1, starts, moment);
            take(&sheet, vec(is.pose.at.x + 0.6, 1.2, is.pose.at.z - 4),
                 vec(is.pose.at.x, 0.92, is.pose.at.z), 34);
        }
    }
    return sheet_close(&sheet, path);
}

static int show_verbs(const char *path)
{
    struct sheet sheet;
    sheet_open(&sheet, 320, 220, 6, deed_kinds);
    for (int verb = 0; verb < deed_kinds; verb++) {
        struct start starts[2] = {{vec(-0.55, 0, 0), 90}, {vec(0.55, 0, 0), 270}};
        struct deed deeds[2] = {doing((enum verb)verb, 12, 0, 0, 1)};
        int count = 1;
        deeds[0].to = verb == deed_sit ? vec(-0.9, 0, 0) : vec(-2.2, 0, -0.5);
        deeds[0].heading = verb == deed_turn ? 220 : 120;
        if (verb == deed_rise || verb == deed_get_up) {
            deeds[1] = deeds[0];
            deeds[1].at = 60;
            deeds[0].verb = verb == deed_rise ? deed_sit : deed_fall;
            deeds[0].to = vec(-0.9, 0, 0);
            deeds[0].heading = 150;
            count = 2;
        }
        double begin = deeds[count - 1].at, length = verb_length((enum verb)verb);
        if (verb == deed_throw || verb == deed_shoot)
            length *= 1.3;
        for (int i = 0; i < 6; i++) {
            enter(&sheet, deeds, count, starts, begin + length * (i + 0.7) / 6);
            take(&sheet, vec(0.3, 1.35, -4.6), vec(0, 0.85, 0), 28);
        }
    }
    return sheet_close(&sheet, path);
}

static const struct choreography duel = {.name = "duel",
                                         .moves = {{0, 0, 0, 1, deed_punch},
                                                   {16, 0, 1, 0, deed_block},
                                                   {14, 0, 0, 1, deed_punch},
                                                   {34, 0, 1, 0, deed_kick},
                                                   {62, 0, 0, 1, deed_throw},
                                                   {108, 0, 1, nobody, deed_get_up},
                                                   {140, 0, 1, 0, deed_punch},
                                                   {145, 0, 0, 1, deed_dodge},
                                                   {162, 0, 0, 1, deed_kick},
                                                   {190, 0, 1, 0, deed_shoot}},
                                         .count = 10};

static int show_duel(const char *path, int mirror)
{
    struct sheet sheet;
    struct deed deeds[16];
    struct performance performance = {.at = 10, .actors = {0, 1}, .speed = 1, .mirror = mirror};
    struct start starts[2] = {{vec(-0.6, 0, 0), 40}, {vec(0.6, 0, 0), 250}};
    int count = choreography_perform(&duel, 0, &performance, deeds, 16);
    sheet_open(&sheet, 400, 300, 6, 10);
    for (int i = 0; i < 60; i++) {
        enter(&sheet, deeds, count, starts, 6 + i * 4);
        take(&sheet, vec(0.4, 1.4, -5), vec(0.2, 0.85, 0), 30);
    }
    return sheet_close(&sheet, path);
}

static int show_crowd(const char *path)
{
    static const enum crowd_mood moods[4] = {crowd_stands, crowd_dances, crowd_strolls, crowd_watches};
    struct sheet sheet;
    struct startle startle = {30, vec(0, 0, 2)};
    sheet_open(&sheet, 640, 268, 2, 6);
    for (int row = 0; row < 4; row++) {
        for (int i = 0; i < 2; i++) {
            struct crowd crowd = {14, moods[row], -3, 1, 3, 6, 1, 5};
            struct camera camera = camera_towards(vec(0.4, 1.5, -3), vec(0, 1.1, 3), 22);
            struct view view = camera_view(&camera, 0, NULL);
            crowd_add_seen(&sheet.scenery, &crowd, 12, 24, 20 + 26 * i, &startle, 1, 1, &view, 640);
            take(&sheet, vec(0.4, 1.5, -3), vec(0, 1.1, 3), 22);
        }
    }
    for (int i = 0; i < 4; i++) {
        struct crowd crowd = {6, crowd_dances, -1.5, 0, 1.5, 2, 0, 8};
        crowd_add(&sheet.scenery, &crowd, 12, 24, 40 + 5 * i, NULL, 0, 1);
        take(&sheet, vec(0.4, 1.5, -2.8), vec(0, 1.1, 1), 22);
    }
    return sheet_close(&sheet, path);
}

int main(int argc, char **argv)
{
    const char *what = argc == 3 ? argv[1] : "";
    int wrong = -2;
    wrong = !strcmp(what, "bodies") ? show_bodies(argv[2]) : wrong;
    wrong = !strcmp(what, "faces") ? show_faces(argv[2]) : wrong;
    wrong = !strcmp(what, "walk") ? show_walk(argv[2]) : wrong;
    wrong = !strcmp(what, "verbs") ? show_verbs(argv[2]) : wrong;
    wrong = !strcmp(what, "duel") ? show_duel(argv[2], 0) : wrong;
    wrong = !strcmp(what, "mirrored") ? show_duel(argv[2], 1) : wrong;
    wrong = !strcmp(what, "crowd") ? show_crowd(argv[2]) : wrong;
    if (wrong == -2)
        fputs("usage: figure_sheet bodies|faces|walk|verbs|duel|mirrored|crowd FILE.ppm\n", stderr);
    return wrong == -2 ? 2 : wrong ? 4 : 0;
}
