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

/* Metres between a camera and what stands in its way, and between its line of sight and somebody else; the
 * shortest lens taken to stay inside; the nearest that a camera comes. */
#define ELBOW_ROOM 0.15
#define BODY_ROOM 0.35
#define SHORTEST_LENS 20.0
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
    struct body_truth truth;        /* of the subject */
    double facing;                  /* the heading of their face */
    double high;                    /* metres that the picture spans at the subject */
    double gate;                    /* its height in millimetres */
    struct vec others[most_people]; /* who else is in the scene */
    int other_count;
};

static int within(const struct floor_piece *pieces, int count, double x, double z, double margin)
{
    for (int i = 0; i < count; i++) {
        if (x >= pieces[i].x0 - margin && x <= pieces[i].x1 + margin && z >= pieces[i].z0 - margin &&
            z <= pieces[i].z1 + margin)
            return 1;
    }
    return 0;
}

static double floor_at(const struct scene *scene, double x, double z)
{
    return scene->set->ground ? scene->set->ground(x, z) : 0;
}

/* Whether there is floor for a camera, about as high as at `beside`. A set that tells nothing of its floors
 * has no walls. */
static int is_floor(const struct scene *scene, double x, double z, struct vec beside)
{
    const struct set *set = scene->set;
    double step = floor_at(scene, x, z) - floor_at(scene, (double)beside.x, (double)beside.z);
    for (int corner = 0; corner < 4 && set->floor_count; corner++) {
        if (!within(set->floors, set->floor_count, x + (corner & 1 ? ELBOW_ROOM : -ELBOW_ROOM),
                    z + (corner & 2 ? ELBOW_ROOM : -ELBOW_ROOM), 0))
            return 0;
    }
    return step < 0.6 && step > -0.6;
}

/* Somebody at whom a camera would look, or whom it would stand beside, instead. */
static int meets_somebody(const struct framing *f, double x, double z)
{
    for (int i = 0; i < f->other_count; i++) {
        double right = x - (double)f->others[i].x, ahead = z - (double)f->others[i].z;
        if (right * right + ahead * ahead < BODY_ROOM * BODY_ROOM)
            return 1;
    }
    return 0;
}

/* How far a camera gets from the subject that way: to the wall or somebody else, but rather not past what
 * stands about, unless that keeps it much too near. */
static double way_clear(const struct framing *f, struct vec way, double wanted)
{
    const struct set *set = f->scene->set;
    struct vec from = f->truth.eyes;
    double before = -1, farthest = -1; /* before what stands in the way; behind all of it */
    for (double gone = 0; gone <= wanted; gone += 0.05) {
        double x = (double)from.x + (double)way.x * gone, z = (double)from.z + (double)way.z * gone;
        int floor = is_floor(f->scene, x, z, from);
        int taken = within(set->blocked, set->blocked_count, x, z, ELBOW_ROOM);
        if (farthest >= 0 && (!floor || meets_somebody(f, x, z)))
            break;
        if (taken && farthest >= 0 && before < 0)
            before = farthest;
        if (!taken && floor)
            farthest = gone;
    }
    if (before >= 0.7 * wanted)
        return before;
    return farthest < 0 || farthest > wanted - 0.05 ? wanted : farthest;
}

/* The middle of the picture lies under or over the eyes. */
static struct vec aim_of(const struct framing *f)
{
    struct vec aim = f->truth.eyes;
    aim.y -= (float)((0.5 - f->size->eyes) * f->high);
    return aim;
}

/* On which hand of the subject the camera stands where no side is said: on a line of action it keeps the
 * scene's side, or that of the scene's first shot. */
static double usual_hand(const struct framing *f)
{
    const struct scene *scene = f->scene;
    int wanted = scene->side;
    for (size_t i = 0; !wanted && i < f->film->shot_count - 1; i++) {
        const struct staged_shot *shot = &f->film->shots[i];
        if (shot->scene >= 0 && &f->film->scenes[shot->scene] == scene)
            wanted = scene_side(f->film, scene, shot->camera.at, shot->clock);
    }
    struct vec left = turned(heading(f->facing - 30), vec(0, 0, 2));
    return wanted && scene_side(f->film, scene, add(f->truth.eyes, left), f->clock) == wanted ? -1 : 1;
}

static double clear_on(const struct framing *f, double side, double wanted)
{
    return way_clear(f, turned(heading(f->facing + side), vec(0, 0, 1)), wanted);
}

/* 30 degrees off the face, or near that where there is more room. */
static double usual_side(const struct framing *f, double wanted)
{
    static const double tries[] = {30, 24, 36, 42, 18, 48, 54};
    double hand = usual_hand(f), best = hand * tries[0], most = clear_on(f, best, wanted);
    for (int i = 1; i < 7 && most < 0.9 * wanted; i++) {
        double clear = clear_on(f, hand * tries[i], wanted);
        if (clear > 1.1 * most) {
            most = clear;
            best = hand * tries[i];
        }
    }
    return best;
}

/* Puts the subject beside the middle, away from where the face looks, by `part` of the picture's width. */
static void make_room(struct camera *camera, double part)
{
    camera->pan += angle_of(part * GATE_WIDTH / camera->focal, 1);
}

static double usual_height(const struct framing *f)
{
    struct vec eyes = f->truth.eyes;
    return f->size - sizes >= size_full ? 1.45
                                        : (double)eyes.y - floor_at(f->scene, (double)eyes.x, (double)eyes.z);
}

static void place_before(struct script_reader *r, const struct framing *f, struct camera *camera)
{
    double lens = f->words->lens > 0 ? f->words->lens : f->size->lens, wanted = lens * f->high / f->gate;
    double side = f->words->has_side ? f->words->side : usual_side(f, wanted);
    double away = clear_on(f, side, wanted);
    if (away < NEAREST) {
        script_fail(r, "no room for the camera: on side %g of '%s' something stands in the way after %.2f m",
                    side, f->film->people[f->words->who].name, away);
        return;
    }
    struct vec aim = aim_of(f), at = add(aim, times(turned(heading(f->facing + side), vec(0, 0, 1)), away));
    double high = f->words->height > 0 ? f->words->height : usual_height(f);
    at.y = (float)(floor_at(f->scene, (double)at.x, (double)at.z) + high);
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
    double right = f->words->has_side ? (f->words->side < 0 ? -1 : 1) : usual_hand(f);
    struct vec across = times(vec((double)back.z, 0, -(double)back.x), right);
    struct vec at = add(add(other.eyes, times(back, 0.9)), times(across, 0.45)), aim = aim_of(f);
    if (f->words->height > 0)
        at.y = (float)(floor_at(f->scene, (double)at.x, (double)at.z) + f->words->height);
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

static void find_others(struct framing *f)
{
    for (int i = 0; i < f->scene->present_count; i++) {
        int who = f->scene->present[i];
        if (who != f->words->who)
            f->others[f->other_count++] = scene_bearing(f->film, f->scene, who, f->clock).pose.at;
    }
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
    find_others(&f);
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
