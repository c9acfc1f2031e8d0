/* SPDX-License-Identifier: Apache-2.0 */
#include "film/moment.h"

#include "figure/skeleton.h"
#include "film/lettering.h"
#include "film/witness.h"
#include "render/exposing.h"
#include "render/focus.h"

#include <stdio.h>
#include <stdlib.h>

enum { first_of_crowd = most_people + 1, most_startles = 64, most_exposures = 11 };

/* How far anything moves over the picture between two exposures of one frame, at most, where the number of
 * exposures allows it. */
static const double blur_step = 6;

/* Of a card's stock, as of the sets'. */
static const double card_grain = 2;

struct moment {
    const struct screenplay *film;
    const struct speeches *speeches;
    const struct texture_shelf *shelf;
    int scene; /* whose set is built; -1: none yet */
    struct scenery scenery;
    struct film_stock stock;
    struct canvas canvas, sum;
    struct darkroom room;
    struct lettering *lettering;
    struct startle startles[most_startles];
    int startle_count;
    struct facet_range facets[most_people];
    int pixels_of[UINT16_MAX + 1];
};

struct moment *moment_open(const struct screenplay *film, const struct speeches *speeches,
                           const struct texture_shelf *shelf)
{
    struct moment *moment = calloc(1, sizeof *moment);
    if (!moment) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    moment->film = film;
    moment->speeches = speeches;
    moment->shelf = shelf;
    moment->scene = -1;
    moment->lettering = lettering_open();
    canvas_open(&moment->canvas, film->width, film->height);
    canvas_open(&moment->sum, film->width, film->height);
    darkroom_open(&moment->room, film->width, film->height);
    return moment;
}

void moment_close(struct moment *moment)
{
    if (!moment)
        return;
    lettering_close(moment->lettering);
    scenery_release(&moment->scenery);
    canvas_close(&moment->canvas);
    canvas_close(&moment->sum);
    darkroom_close(&moment->room);
    free(moment);
}

static double rate_of(const struct screenplay *film)
{
    return (double)film->rate / film->per;
}

static struct colour mixed(struct colour a, struct colour b, double k)
{
    return colour(a.red * b.red * k, a.green * b.green * k, a.blue * b.blue * k);
}

/* The scene's light and the film's lamps, over what the set has. */
static void relight(struct scenery *scenery, const struct look *look, const struct scene *scene)
{
    for (int i = 0; i < scenery->lamp_count; i++) {
        struct lamp *lamp = &scenery->lamps[i];
        lamp->colour = mixed(mixed(lamp->colour, look->lamps, 1), scene->tint, scene->light);
    }
    struct colour *air[] = {&scenery->above, &scenery->below, &scenery->fog, &scenery->zenith,
                            &scenery->horizon};
    for (int i = 0; i < 5; i++)
        *air[i] = mixed(*air[i], scene->tint, scene->light);
}

static void remember_startles(struct moment *moment, const struct scene *scene)
{
    moment->startle_count = 0;
    for (size_t i = 0; i < scene->effect_count && moment->startle_count < most_startles; i++) {
        const struct effect *effect = &scene->effects[i];
        if (effect->kind == effect_muzzle || effect->kind == effect_explosion)
            moment->startles[moment->startle_count++] = (struct startle){effect->at, effect->place};
    }
}

static void build(struct moment *moment, int number)
{
    const struct scene *scene = &moment->film->scenes[number];
    if (moment->scene == number)
        return;
    scenery_release(&moment->scenery);
    moment->scenery = (struct scenery){0};
    moment->stock = (struct film_stock){0};
    scene->set->build(&moment->scenery, &moment->stock, scene->dressing);
    relight(&moment->scenery, &moment->film->look, scene);
    scenery_set_ends(&moment->scenery);
    remember_startles(moment, scene);
    moment->scene = number;
}

static void arrange_doors(struct scenery *scenery, const struct scene *scene, double clock)
{
    double open[most_doors] = {0};
    if (!scene->set->arrange)
        return;
    for (size_t i = 0; i < scene->door_count; i++) {
        const struct door_deed *deed = &scene->doors[i];
        double done = smooth_step(deed->at, deed->at + (deed->length > 0 ? deed->length : 1), clock);
        open[deed->door] += (deed->open - open[deed->door]) * done;
    }
    scene->set->arrange(scenery, open);
}

static struct bearing bearing_of(const struct moment *moment, const struct scene *scene, int who,
                                 double clock)
{
    struct bearing bearing = scene_bearing(moment->film, scene, who, clock);
    if (bearing.talking)
        bearing.pose.mouth = speeches_mouth(moment->speeches, moment->scene, who, clock);
    return bearing;
}

/* How high somebody who stands at `at` would be in the picture, in pixels. */
static double pixels_high(const struct moment *moment, const struct view *view, struct vec at, double height)
{
    double ahead = dot(minus(add(at, vec(0, height / 2, 0)), view->at), view->axes.ahead);
    return height * view_scale(view->focal, moment->film->width) / (ahead > 0.3 ? ahead : 0.3);
}

static void people_enter(struct moment *moment, const struct scene *scene, double clock,
                         const struct view *view, struct frame_truth *truth)
{
    for (int i = 0; i < scene->present_count; i++) {
        int who = scene->present[i];
        const struct body *body = &moment->film->people[who].body;
        struct person_truth *person = &truth->people[who];
        person->present = 1;
        person->bearing = bearing_of(moment, scene, who, clock);
        moment->facets[who].from = moment->scenery.mesh.count;
        body_add_seen(&moment->scenery, body, &person->bearing.pose, (uint16_t)(who + 1), &person->body,
                      pixels_high(moment, view, person->bearing.pose.at, body->height));
        moment->facets[who].until = moment->scenery.mesh.count;
    }
}

/* Frames from beat to beat of the first music of the film, or of a march. */
static double beat_frames(const struct screenplay *film)
{
    double tempo = 120;
    if (film->music_count)
        tempo = film->tunes[film->music[0].tune].tempo * film->music[0].speed;
    return rate_of(film) * 60 / tempo;
}

/* Everything as it is at one instant, and its light on the canvas. */
static void expose(struct moment *moment, const struct staged_shot *shot, double clock,
                   const struct view *view, struct frame_truth *truth)
{
    const struct screenplay *film = moment->film;
    const struct scene *scene = &film->scenes[shot->scene];
    struct scenery *scenery = &moment->scenery;
    scenery_begin_frame(scenery);
    arrange_doors(scenery, scene, clock);
    people_enter(moment, scene, clock, view, truth);
    if (scene->crowd.count)
        crowd_add_seen(scenery, &scene->crowd, beat_frames(film), rate_of(film), clock, moment->startles,
                       moment->startle_count, first_of_crowd, view, film->width);
    effects_add(scenery, scene->effects, (int)scene->effect_count, &scene->air, clock);
    if (scene->set->reflect)
        scene->set->reflect(scenery);
    canvas_draw(&moment->canvas, scenery, moment->shelf, view);
    effects_over(&moment->canvas, scene->effects, (int)scene->effect_count, &scene->air, view, clock,
                 rate_of(film));
}

static double focus_at(const struct focus_pull *focus, double frame)
{
    return focus->from + (focus->to - focus->from) * smooth_step(focus->begin, focus->end, frame);
}

static void soften(struct moment *moment, const struct staged_shot *shot, double frame)
{
    if (shot->focus.from > 0 && shot->focus.aperture > 0)
        focus_blur(&moment->canvas, focus_at(&shot->focus, frame), shot->camera.focal, shot->focus.aperture);
}

/* Of what leaves the picture or comes into it, too; 0 of what is never in it. */
static double shift_between(const struct moment *moment, const struct view view[2], struct vec before,
                            struct vec after)
{
    double x[2], y[2], ahead;
    int w = moment->film->width, h = moment->film->height, inside = 0;
    for (int i = 0; i < 2; i++) {
        if (!view_project(&view[i], w, h, i ? after : before, &x[i], &y[i], &ahead))
            return 0;
        inside |= x[i] > 0 && x[i] < w && y[i] > 0 && y[i] < h;
    }
    double across = x[1] - x[0], down = y[1] - y[0];
    return inside ? square_root(across * across + down * down) : 0;
}

static double way_of_person(struct moment *moment, const struct view view[2], const struct body *body,
                            const struct pose *now, const struct pose *then)
{
    struct skeleton a = skeleton_of(body, now), b = skeleton_of(body, then);
    const struct vec before[] = {a.hips, a.neck, a.skull, a.palm[0], a.palm[1], a.sole[0], a.sole[1]};
    const struct vec after[] = {b.hips, b.neck, b.skull, b.palm[0], b.palm[1], b.sole[0], b.sole[1]};
    double longest = 0;
    for (int i = 0; i < 7; i++) {
        double way = shift_between(moment, view, before[i], after[i]);
        longest = way > longest ? way : longest;
    }
    return longest;
}

/* The longest way over the picture while the shutter is open: of the set three metres off, by the camera's
 * moves, and of people's limbs. */
static double longest_way(struct moment *moment, const struct staged_shot *shot, double frame, double open)
{
    const struct scene *scene = &moment->film->scenes[shot->scene];
    double moments[] = {frame - open / 2, frame + open / 2};
    struct view view[] = {camera_view(&shot->camera, moments[0], NULL),
                          camera_view(&shot->camera, moments[1], NULL)};
    struct vec still = add(view[0].at, times(view[0].axes.ahead, 3));
    double longest = shift_between(moment, view, still, still);
    for (int i = 0; i < scene->present_count; i++) {
        int who = scene->present[i];
        struct bearing now = bearing_of(moment, scene, who, shot->clock + moments[0]);
        struct bearing then = bearing_of(moment, scene, who, shot->clock + moments[1]);
        double way = way_of_person(moment, view, &moment->film->people[who].body, &now.pose, &then.pose);
        longest = way > longest ? way : longest;
    }
    return longest;
}

/* Odd, so that the middle one is at the frame itself. */
static int exposures_of(struct moment *moment, const struct staged_shot *shot, double frame)
{
    if (shot->shutter <= 0)
        return 1;
    double way = longest_way(moment, shot, frame, shot->shutter / 360);
    double more = (way / blur_step + 1) / 2;
    return more > most_exposures / 2 ? most_exposures : 1 + 2 * (int)more;
}

/* All exposures of a frame. The last one drawn is the middle one, so that what the canvas tells beside its
 * light is true of the frame itself. */
static void expose_all(struct moment *moment, const struct staged_shot *shot, double frame,
                       struct frame_truth *truth)
{
    int count = exposures_of(moment, shot, frame), middle = count / 2;
    double open = shot->shutter / 360;
    struct frame_truth passing;
    if (count > 1)
        canvas_clear(&moment->sum);
    for (int i = 0; i < count && count > 1; i++) {
        double at = frame + ((i + 0.5) / count - 0.5) * open;
        struct view view = camera_view(&shot->camera, at, NULL);
        if (i == middle)
            continue;
        passing = (struct frame_truth){0};
        expose(moment, shot, shot->clock + at, &view, &passing);
        soften(moment, shot, at);
        canvas_add(&moment->sum, &moment->canvas);
    }
    truth->view = camera_view(&shot->camera, frame, &truth->camera);
    expose(moment, shot, shot->clock + frame, &truth->view, truth);
    soften(moment, shot, frame);
    if (count > 1) {
        canvas_add(&moment->sum, &moment->canvas);
        canvas_mean(&moment->sum, count, &moment->canvas);
    }
}

static void witness_motion(struct moment *moment, const struct staged_shot *shot, double frame,
                           struct frame_truth *truth)
{
    const struct scene *scene = &moment->film->scenes[shot->scene];
    struct view next = camera_view(&shot->camera, frame + 1, NULL);
    int w = moment->film->width, h = moment->film->height;
    for (int i = 0; i < scene->present_count; i++) {
        struct person_truth *person = &truth->people[scene->present[i]];
        struct bearing then = bearing_of(moment, scene, scene->present[i], shot->clock + frame + 1);
        struct vec hips = person->body.hips, later = add(hips, minus(then.pose.at, person->bearing.pose.at));
        double x0, x1, y, ahead;
        if (view_project(&truth->view, w, h, hips, &x0, &y, &ahead) &&
            view_project(&next, w, h, later, &x1, &y, &ahead))
            person->moving_x = x1 - x0;
    }
}

static void witness_line(const struct scene *scene, struct frame_truth *truth)
{
    if (scene->line[0] == nobody || scene->line[1] == nobody)
        return;
    const struct person_truth *a = &truth->people[scene->line[0]], *b = &truth->people[scene->line[1]];
    if (a->present && b->present)
        truth->side = side_of_line(a->bearing.pose.at, b->bearing.pose.at, truth->view.at);
}

static void witness_effects(const struct scene *scene, struct frame_truth *truth)
{
    for (size_t i = 0; i < scene->effect_count; i++) {
        double level = effect_level(&scene->effects[i], truth->clock);
        if (level > truth->effect_light) {
            truth->effect_light = level;
            truth->effect = scene->effects[i].kind;
        }
    }
}

/* The subject is whom the script says, else who is largest in the picture. */
static int subject_of(const struct staged_shot *shot, const struct scene *scene,
                      const struct frame_truth *truth)
{
    int subject = shot->subject;
    for (int i = 0; subject == nobody && i < scene->present_count; i++) {
        int who = scene->present[i];
        if (truth->people[who].pixels > 0 &&
            (subject == nobody || truth->people[who].pixels > truth->people[subject].pixels))
            subject = who;
    }
    return subject;
}

static void witness(struct moment *moment, const struct staged_shot *shot, double frame,
                    struct frame_truth *truth)
{
    const struct scene *scene = &moment->film->scenes[shot->scene];
    int most = first_of_crowd + scene->crowd.count;
    truth->clock = shot->clock + frame;
    witness_pixels(&moment->canvas, moment->pixels_of, most);
    for (int i = 0; i < scene->present_count; i++) {
        int who = scene->present[i];
        witness_person(&moment->canvas, &moment->scenery.mesh, moment->facets[who], &truth->view,
                       (uint16_t)(who + 1), moment->pixels_of, &truth->people[who]);
    }
    for (int who = first_of_crowd; who < most; who++)
        truth->crowd_seen += moment->pixels_of[who] > 0;
    truth->mean = witness_light(&moment->canvas);
    truth->light = 0.2126 * truth->mean.red + 0.7152 * truth->mean.green + 0.0722 * truth->mean.blue;
    witness_motion(moment, shot, frame, truth);
    witness_line(scene, truth);
    witness_effects(scene, truth);
    int subject = subject_of(shot, scene, truth);
    if (subject != nobody && truth->people[subject].present)
        truth->shot_scale = pixels_high(moment, &truth->view, truth->people[subject].bearing.pose.at,
                                        moment->film->people[subject].body.height) /
                            moment->film->height;
}

static struct film_stock stock_of(const struct moment *moment, int film_frame)
{
    const struct look *look = &moment->film->look;
    struct film_stock stock = moment->stock;
    stock.exposure *= look->exposure * wear_exposure(&moment->film->wear, film_frame);
    stock.halo *= look->halo;
    stock.vignette *= look->vignette;
    stock.grain *= look->grain;
    stock.warm += look->warm;
    stock.saturation *= look->saturation;
    stock.contrast = look->contrast;
    stock.seed = moment->film->seed;
    return stock;
}

/* Black leader stays as black as a fade leaves the picture. */
static void shoot_card(struct moment *moment, const struct staged_shot *shot, int frame, int film_frame,
                       struct picture_planes *planes)
{
    const struct screenplay *film = moment->film;
    lettering_card(moment->lettering, shot, frame, planes);
    if (film->look.grain > 0 && shot->card != card_black)
        grain_planes(card_grain * film->look.grain, film->seed, film_frame, planes);
}

/* As wide as a skull is from the front, so that from the side, too, nothing of it lies beside the head. */
struct patch moment_patch(const struct screenplay *film, const struct staged_shot *shot, int frame,
                          const struct frame_truth *truth)
{
    const struct seam *seam = &shot->seam;
    if (seam->who == nobody || frame < seam->begin || frame > seam->end || !truth->people[seam->who].present)
        return (struct patch){0};
    const struct person_truth *person = &truth->people[seam->who];
    return (struct patch){person->face_x,    person->face_y, person->face_half * 0.7,
                          person->face_half, seam->grain,    film->seed + 1};
}

void moment_shoot(struct moment *moment, int number, int frame, int film_frame, struct picture_planes *planes,
                  struct frame_truth *truth)
{
    const struct staged_shot *shot = &moment->film->shots[number];
    *truth = (struct frame_truth){0};
    if (shot->scene < 0) {
        shoot_card(moment, shot, frame, film_frame, planes);
        return;
    }
    build(moment, shot->scene);
    expose_all(moment, shot, frame, truth);
    witness(moment, shot, frame, truth);
    struct film_stock stock = stock_of(moment, film_frame);
    develop(&moment->room, &moment->canvas, &stock, (uint64_t)film_frame, planes);
    struct patch patch = moment_patch(moment->film, shot, frame, truth);
    patch_planes(&patch, film_frame, planes);
}
