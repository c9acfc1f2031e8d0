/* SPDX-License-Identifier: Apache-2.0 */
#include "film/script_parts.h"

#include <string.h>

/* The picture's height as a part of the body's, and where in it the eyes are, from the top; the lens where
 * none is said, longer for faces, as is usual. */
struct size {
    const char *name;
    double spans, eyes, lens;
};

static const struct size sizes[] = {
    {"extreme-close", 0.09, 0.45, 85},
    {"close", 0.22, 0.42, 65},
    {"medium-close", 0.34, 0.34, 50},
    {"medium", 0.5, 0.27, 40},
    {"cowboy", 0.68, 0.2, 32},
    {"full", 1.2, 0.16, 27},
    {"long", 2, 0.36, 25},
    {"extreme-long", 6, 0.5, 21},
};
enum { size_count = sizeof sizes / sizeof *sizes, size_usual = 2, size_full = 5 };

/* Metres between a camera and what stands in its way; the shortest lens taken to stay inside; the nearest
 * that a camera comes. */
#define ELBOW_ROOM 0.15
#define SHORTEST_LENS 18.0
#define NEAREST 0.45

int size_named(const char *name)
{
    for (int i = 0; i < size_count; i++) {
        if (!strcmp(sizes[i].name, name))
            return i;
    }
    return -1;
}

struct body_truth body_then(const struct screenplay *film, const struct scene *scene, int who, double clock)
{
    struct bearing bearing = scene_bearing(film, scene, who, clock);
    struct scenery unseen = {0};
    struct body_truth truth;
    body_add(&unseen, &film->people[who].body, &bearing.pose, 1, &truth);
    scenery_release(&unseen);
    return truth;
}

/* What the resolving of a semantic camera needs to know. */
struct framing {
    const struct screenplay *film;
    const struct scene *scene;
    const struct camera_words *words;
    const struct size *size;
    double clock;
    struct body_truth truth; /* of the subject */
    double facing;           /* the heading of their face */
    double high;             /* metres that the picture spans at the subject */
    double gate;             /* its height in millimetres */
};

static int within(const struct floor_piece *piece, double x, double z, double margin)
{
    return x > piece->x0 - margin && x < piece->x1 + margin && z > piece->z0 - margin &&
           z < piece->z1 + margin;
}

/* Whether a camera may stand there. A set that tells nothing of its floors has no walls. */
static int is_free(const struct set *set, double x, double z)
{
    int floor = set->floor_count == 0;
    for (int i = 0; i < set->floor_count; i++)
        floor |= within(&set->floors[i], x, z, -ELBOW_ROOM);
    for (int i = 0; floor && i < set->blocked_count; i++)
        floor = !within(&set->blocked[i], x, z, ELBOW_ROOM);
    return floor;
}

/* How far one gets from the subject that way before something is in the way. */
static double way_clear(const struct set *set, struct vec from, struct vec way, double wanted)
{
    int started = 0;
    for (double gone = 0; gone < wanted; gone += 0.05) {
        int here = is_free(set, (double)from.x + (double)way.x * gone, (double)from.z + (double)way.z * gone);
        if (started && !here)
            return gone - 0.05;
        started |= here;
    }
    return wanted;
}

static double floor_at(const struct scene *scene, struct vec at)
{
    return scene->set->ground ? scene->set->ground((double)at.x, (double)at.z) : 0;
}

/* The middle of the picture lies under or over the eyes. */
static struct vec aim_of(const struct framing *f)
{
    struct vec aim = f->truth.eyes;
    aim.y -= (float)((0.5 - f->size->eyes) * f->high);
    return aim;
}

/* On a line of action the camera keeps the scene's side, or that of the scene's first shot; 30 degrees off
 * the face. */
static double usual_side(const struct framing *f)
{
    const struct scene *scene = f->scene;
    int wanted = scene->side;
    for (size_t i = 0; !wanted && i < f->film->shot_count - 1; i++) {
        const struct staged_shot *shot = &f->film->shots[i];
        if (shot->scene >= 0 && &f->film->scenes[shot->scene] == scene)
            wanted = scene_side(f->film, scene, shot->camera.at, shot->clock);
    }
    struct vec left = turned(heading(f->facing - 30), vec(0, 0, 2));
    if (wanted && scene_side(f->film, scene, add(f->truth.eyes, left), f->clock) == wanted)
        return -30;
    return 30;
}

/* Puts the subject beside the middle, away from where the face looks, by `part` of the picture's width. */
static void make_room(struct camera *camera, double part)
{
    camera->pan += angle_of(part * GATE_WIDTH / camera->focal, 1);
}

static void place_before(struct script_reader *r, const struct framing *f, struct camera *camera)
{
    double side = f->words->has_side ? f->words->side : usual_side(f);
    double lens = f->words->lens > 0 ? f->words->lens : f->size->lens, wanted = lens * f->high / f->gate;
    struct vec way = turned(heading(f->facing + side), vec(0, 0, 1)), aim = aim_of(f);
    double away = way_clear(f->scene->set, aim, way, wanted);
    if (away < NEAREST) {
        script_fail(r, "no room for the camera: on side %g of '%s' something stands in the way after %.2f m",
                    side, f->film->people[f->words->who].name, away);
        return;
    }
    struct vec at = add(aim, times(way, away));
    double high = f->words->height > 0           ? f->words->height
                  : f->size - sizes >= size_full ? 1.45
                                                 : (double)f->truth.eyes.y - floor_at(f->scene, at);
    at.y = (float)(floor_at(f->scene, at) + high);
    lens *= away / wanted;
    *camera = camera_towards(at, aim, lens < SHORTEST_LENS && away < wanted ? SHORTEST_LENS : lens);
    make_room(camera, 0.11 * sine(side));
}

/* Behind somebody's shoulder, which stays in the picture. */
static void place_over(const struct framing *f, struct camera *camera)
{
    struct body_truth other = body_then(f->film, f->scene, f->words->over, f->clock);
    struct vec back = minus(other.eyes, f->truth.eyes);
    back.y = 0;
    back = unit(back);
    double side = f->words->has_side ? f->words->side : usual_side(f);
    double right = side < 0 ? -1 : 1;
    struct vec across = vec(-(double)back.z * -right, 0, (double)back.x * -right);
    struct vec at = add(add(other.eyes, times(back, 0.7)), times(across, 0.4)), aim = aim_of(f);
    if (f->words->height > 0)
        at.y = (float)(floor_at(f->scene, at) + f->words->height);
    double lens = length_of(minus(aim, at)) * f->gate / f->high;
    *camera = camera_towards(at, aim, f->words->lens > 0 ? f->words->lens : lens);
    make_room(camera, 0.13 * right);
}

static int is_there(const struct scene *scene, int who)
{
    for (int i = 0; i < scene->present_count; i++) {
        if (scene->present[i] == who)
            return 1;
    }
    return 0;
}

static void frame_subject(struct script_reader *r, const struct camera_words *words, struct staged_shot *shot)
{
    const struct screenplay *film = r->film;
    const struct scene *scene = &film->scenes[shot->scene];
    int others[] = {words->who, words->over};
    for (int i = 0; i < 2; i++) {
        if (others[i] != nobody && !is_there(scene, others[i]))
            script_fail(r, "'%s' is not in scene '%s'", film->people[others[i]].name, scene->name);
    }
    if (r->failed)
        return;
    struct framing f = {.film = film, .scene = scene, .words = words};
    f.clock = shot->clock + shot->frames / 2.0;
    f.size = &sizes[words->size < 0 ? size_usual : words->size];
    f.truth = body_then(film, scene, words->who, f.clock);
    f.facing = angle_of((double)f.truth.face.x, (double)f.truth.face.z);
    f.high = f.size->spans * film->people[words->who].body.height;
    f.gate = GATE_WIDTH * film->height / film->width;
    if (words->over != nobody)
        place_over(&f, &shot->camera);
    else
        place_before(r, &f, &shot->camera);
}

void place_camera(struct script_reader *r, const struct camera_words *words, struct staged_shot *shot)
{
    uint64_t seed = shot->camera.seed;
    shot->subject = words->who;
    if (words->has_place)
        shot->camera = camera_towards(words->from, words->to, words->lens > 0 ? words->lens : 35);
    else
        frame_subject(r, words, shot);
    shot->camera.roll = words->roll;
    shot->camera.seed = seed;
}
