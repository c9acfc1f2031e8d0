/* SPDX-License-Identifier: Apache-2.0 */
#include "example.h"

static const struct body people[most_cast] = {
    {.height = 1.80,
     .girth = 1.05,
     .skin = {0.5f, 0.3f, 0.2f},
     .hair = {0.05f, 0.03f, 0.02f},
     .top = {0.05f, 0.07f, 0.13f},
     .bottom = {0.035f, 0.035f, 0.045f},
     .shoes = {0.02f, 0.015f, 0.012f},
     .style = hair_short},
    {.height = 1.68,
     .girth = 0.92,
     .skin = {0.6f, 0.38f, 0.27f},
     .hair = {0.35f, 0.12f, 0.03f},
     .top = {0.5f, 0.05f, 0.06f},
     .bottom = {0.05f, 0.05f, 0.07f},
     .shoes = {0.03f, 0.015f, 0.015f},
     .style = hair_long},
    {.height = 1.86,
     .girth = 1.15,
     .skin = {0.2f, 0.1f, 0.06f},
     .hair = {0.01f, 0.01f, 0.01f},
     .top = {0.35f, 0.33f, 0.3f},
     .bottom = {0.1f, 0.08f, 0.06f},
     .shoes = {0.02f, 0.02f, 0.02f},
     .style = hair_none,
     .coat = 1},
    {.height = 1.62,
     .girth = 0.95,
     .skin = {0.5f, 0.33f, 0.22f},
     .hair = {0.02f, 0.016f, 0.014f},
     .top = {0.06f, 0.3f, 0.33f},
     .bottom = {0.25f, 0.23f, 0.22f},
     .shoes = {0.3f, 0.3f, 0.3f},
     .style = hair_long},
    {.height = 1.75,
     .girth = 1.0,
     .skin = {0.55f, 0.36f, 0.26f},
     .hair = {0.4f, 0.28f, 0.1f},
     .top = {0.5f, 0.42f, 0.1f},
     .bottom = {0.06f, 0.08f, 0.12f},
     .shoes = {0.08f, 0.04f, 0.02f},
     .style = hair_short},
    {.height = 1.72,
     .girth = 1.1,
     .skin = {0.34f, 0.19f, 0.12f},
     .hair = {0.03f, 0.02f, 0.02f},
     .top = {0.14f, 0.04f, 0.2f},
     .bottom = {0.03f, 0.03f, 0.03f},
     .shoes = {0.1f, 0.1f, 0.1f},
     .style = hair_short,
     .coat = 1},
};

struct direction {
    const char *set;
    struct vec at, target;
    double focal;
    enum move move;
    double amount; /* over the first 48 frames */
    double shake;
};

static const struct direction directions[example_count] = {
    {"apartment", {0.1f, 1.45f, -3.6f}, {-0.35f, 1.05f, 2}, 21, move_dolly, 0.6, 0},
    {"apartment", {0.95f, 1.62f, -0.75f}, {-0.38f, 1.5f, 0.9f}, 46, move_pan, 4, 0},
    {"nightclub", {0.6f, 1.5f, -5}, {-0.4f, 1.45f, 3}, 24, move_track, 0.8, 0.15},
    {"nightclub", {0.9f, 1.6f, -1.3f}, {0.1f, 1.45f, 1.2f}, 40, move_zoom, 0.2, 0},
    {"village", {1.3f, 1.7f, -7.5f}, {-0.4f, 2.5f, 20}, 26, move_crane, 0.5, 0},
    {"village", {0.9f, 1.65f, -3.2f}, {-0.1f, 1.4f, 1.2f}, 40, move_pan, -3, 0.2},
    {"street", {-0.9f, 1.3f, -6.5f}, {1.5f, 2.1f, 8}, 26, move_dolly, 1, 0},
    {"street", {2.6f, 1.65f, 1.3f}, {4.75f, 1.5f, 5}, 36, move_tilt, 2, 0.1},
    {"corridor", {-0.5f, 1.5f, -2.6f}, {0.1f, 1.3f, 6}, 26, move_dolly, 0.8, 0},
    {"studio", {4.2f, 1.5f, -3}, {-1.5f, 1.1f, 1.5f}, 22, move_pan, 4, 0},
    {"lake", {4, 1.6f, -1}, {0.8f, 1.2f, 8}, 30, move_track, 0.6, 0.1},
    {"lobby", {-1.5f, 1.6f, -7}, {0.6f, 1.5f, 1}, 24, move_crane, 0.4, 0},
};

static double talking(int frame, int who)
{
    double t = noise_at((uint64_t)who, frame * 0.4, 0.5, 1 << 20);
    return t > 0.45 ? (t - 0.45) * 1.4 : 0;
}

static struct pose dancing(struct vec at, double heading, int frame, int who)
{
    double beat = frame * 22.5 + who * 70;
    struct pose pose = pose_standing(at, heading + 18 * sine(beat / 2));
    for (int i = 0; i < 2; i++) {
        double own = beat + 180 * i;
        pose.arms[i] = (struct arm_pose){70 + 55 * sine(own), 24 + 14 * cosine(own), 65 + 30 * sine(own)};
        pose.legs[i] = (struct leg_pose){14 + 10 * sine(own), 7, 26 + 18 * sine(own), 0};
    }
    pose.sway = 8 * sine(beat);
    pose.twist = 16 * sine(beat / 2);
    pose.nod = 8 * cosine(beat);
    return pose;
}

/* How high somebody would stand in the picture, in pixels. */
static double pixels_high(const struct example *example, struct vec at, double height)
{
    const struct view *view = &example->view;
    double ahead = dot(minus(add(at, vec(0, height / 2, 0)), view->at), view->axes.ahead);
    return height * view_scale(view->focal, example->canvas.width) / (ahead > 0.3 ? ahead : 0.3);
}

static void enter(struct example *example, int person, struct pose pose, int *count)
{
    if (*count < most_cast)
        body_add_seen(&example->scenery, &people[person], &pose, (uint16_t)(*count + 1),
                      &example->bodies[*count], pixels_high(example, pose.at, people[person].height));
    ++*count;
}

static struct pose speaking(struct vec at, double heading, int frame, int who)
{
    struct pose pose = pose_standing(at, heading);
    pose.mouth = talking(frame, who);
    pose.arms[1] = (struct arm_pose){24 + 8 * sine(frame * 9.0), 10, 62 + 10 * sine(frame * 13.0)};
    pose.look = 4 * sine(frame * 5.0);
    return pose;
}

static void play_apartment(struct example *e, int frame, int *count)
{
    struct pose listens = pose_standing(vec(0.35, 0, 0.75), -62);
    listens.lids = frame % 60 < 4;
    enter(e, 0, speaking(vec(-0.75, 0, 0.95), 78, frame, 0), count);
    enter(e, 1, listens, count);
}

static void play_close(struct example *e, int frame, int *count)
{
    enter(e, 1, speaking(vec(-0.5, 0, 0.9), 140, frame, 1), count);
    enter(e, 0, pose_standing(vec(0.22, 0, 0.4), -60), count);
}

static void play_nightclub(struct example *e, int frame, int *count)
{
    static const double places[5][3] = {
        {-0.2, 1.2, 170}, {1.3, 2.4, 210}, {-1.7, 2.6, 120}, {0.3, 3.6, 160}, {2.3, 0.8, 240}};
    for (int i = 0; i < 5; i++)
        enter(e, (i + 1) % most_cast, dancing(vec(places[i][0], 0, places[i][1]), places[i][2], frame, i),
              count);
}

static void play_village(struct example *e, int frame, int *count, double z)
{
    double phase = frame / 26.0;
    enter(e, 2, pose_walking(vec(-0.5, 0, z - phase * stride_of(&people[2])), 176, phase), count);
    enter(e, 3, pose_walking(vec(0.35, 0, z + 0.3 - phase * stride_of(&people[3])), 184, phase + 0.3), count);
}

static void play_street(struct example *e, int frame, int *count)
{
    double phase = frame / 24.0;
    enter(e, 5, pose_walking(vec(1.6, 0, -1.2 + phase * stride_of(&people[5])), 0, phase), count);
    enter(e, 4, speaking(vec(4.9, 0.14, 4.2), 215, frame, 2), count);
    enter(e, 1, pose_standing(vec(4.2, 0.14, 3.3 + 2), 150), count);
}

static void enter_at(struct example *e, const char *name, int person, int dances, int frame, int *count)
{
    const struct mark *mark = set_mark(set_named(directions[e->number].set), name);
    struct pose pose = dances ? dancing(mark->at, mark->heading, frame, person)
                              : speaking(mark->at, mark->heading, frame, person);
    enter(e, person, pose, count);
}

static void play_elsewhere(struct example *e, int frame, int *count)
{
    static const char *const names[4][2] = {
        {"centre", "room-right"}, {"centre", "barre"}, {"centre", "hole"}, {"centre", "desk"}};
    for (int i = 0; i < 2; i++)
        enter_at(e, names[e->number - 8][i], (e->number + i) % most_cast, e->number == 9, frame, count);
}

static void play(struct example *example, int frame)
{
    int count = 0;
    switch (example->number) {
    case 0: play_apartment(example, frame, &count); break;
    case 1: play_close(example, frame, &count); break;
    case 2:
    case 3: play_nightclub(example, frame, &count); break;
    case 4: play_village(example, frame, &count, 2.5); break;
    case 5: play_village(example, frame, &count, 2.2); break;
    case 6:
    case 7: play_street(example, frame, &count); break;
    default: play_elsewhere(example, frame, &count); break;
    }
}

void example_open(struct example *example, int number, int width, int height)
{
    *example = (struct example){0};
    shelf_fill(&example->shelf);
    canvas_open(&example->canvas, width, height);
    darkroom_open(&example->room, width, height);
    example_turn_to(example, number);
}

void example_turn_to(struct example *example, int number)
{
    const struct direction *direction = &directions[number];
    scenery_release(&example->scenery);
    example->number = number;
    example->scenery = (struct scenery){0};
    example->stock = (struct film_stock){0};
    set_named(direction->set)->build(&example->scenery, &example->stock, 0);
    scenery_set_ends(&example->scenery);
    example->camera = camera_towards(direction->at, direction->target, direction->focal);
    camera_add(&example->camera, direction->move, 0, 48, direction->amount, 1);
    example->camera.shake = direction->shake;
    example->camera.seed = (uint64_t)number;
}

void example_shoot(struct example *example, int frame, struct picture_planes *planes)
{
    scenery_begin_frame(&example->scenery);
    example->view = camera_view(&example->camera, frame, &example->truth);
    play(example, frame);
    canvas_draw(&example->canvas, &example->scenery, &example->shelf, &example->view);
    develop(&example->room, &example->canvas, &example->stock, (uint64_t)frame, planes);
}

void example_close(struct example *example)
{
    scenery_release(&example->scenery);
    shelf_release(&example->shelf);
    canvas_close(&example->canvas);
    darkroom_close(&example->room);
}
