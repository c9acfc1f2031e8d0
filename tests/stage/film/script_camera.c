/* SPDX-License-Identifier: Apache-2.0 */
#include "film/script_parts.h"

/* "over BEGIN END", frames of the shot; what is beyond its ends is done unseen. */
static int take_over(struct script_reader *r, double *begin, double *end)
{
    if (!script_takes(r, "over"))
        script_fail(r, "in which frames of the shot? over BEGIN END");
    *begin = script_number(r, "the begin", -100000, 200000);
    *end = script_number(r, "the end", -100000, 200000);
    if (*end <= *begin)
        script_fail(r, "it must end after it begins: over %g %g", *begin, *end);
    return !r->failed;
}

static void add_move(struct script_reader *r, struct staged_shot *shot, struct camera_move move)
{
    if (shot->camera.move_count == most_moves)
        script_fail(r, "more than %d moves of one camera", most_moves);
    else if (!r->failed)
        camera_add(&shot->camera, move.kind, move.begin, move.end, move.amount, move.ease);
}

static void read_move(struct script_reader *r, enum move kind, double most)
{
    struct staged_shot *shot = last_shot(r);
    struct camera_move move = {.kind = kind};
    if (!shot)
        return;
    move.amount = script_number(r, "how far the camera moves", -most, most);
    take_over(r, &move.begin, &move.end);
    move.ease = script_takes(r, "ease");
    script_end(r);
    add_move(r, shot, move);
}

void read_pan(struct script_reader *r)
{
    read_move(r, move_pan, 720);
}

void read_tilt(struct script_reader *r)
{
    read_move(r, move_tilt, 180);
}

void read_roll(struct script_reader *r)
{
    read_move(r, move_roll, 720);
}

void read_dolly(struct script_reader *r)
{
    read_move(r, move_dolly, 100);
}

void read_track(struct script_reader *r)
{
    read_move(r, move_track, 100);
}

void read_crane(struct script_reader *r)
{
    read_move(r, move_crane, 60);
}

void read_zoom(struct script_reader *r)
{
    read_move(r, move_zoom, 4);
}

/* A pan that starts and stops as a hand does. */
void read_whip(struct script_reader *r)
{
    struct staged_shot *shot = last_shot(r);
    struct camera_move move = {.kind = move_pan, .ease = 1};
    if (!shot)
        return;
    move.amount = script_number(r, "how far the camera whips", -360, 360);
    take_over(r, &move.begin, &move.end);
    script_end(r);
    add_move(r, shot, move);
}

void read_shake(struct script_reader *r)
{
    struct staged_shot *shot = last_shot(r);
    if (shot)
        shot->camera.shake = script_number(r, "shake", 0, 20);
    script_end(r);
}

/* ---- following ---- */

/* Straight moves of the camera by what somebody covers in these frames of the shot. */
static void follow_between(struct script_reader *r, struct staged_shot *shot, int who, double begin,
                           double end)
{
    const struct scene *scene = &r->film->scenes[shot->scene];
    struct vec from = scene_bearing(r->film, scene, who, shot->clock + begin).pose.at;
    struct vec gone = minus(scene_bearing(r->film, scene, who, shot->clock + end).pose.at, from);
    struct turn axes = heading(shot->camera.pan);
    enum move kinds[] = {move_track, move_dolly, move_crane};
    double amounts[] = {(double)dot(gone, axes.right), (double)dot(gone, axes.ahead), (double)gone.y};
    for (int i = 0; i < 3; i++) {
        if (amounts[i] > 0.001 || amounts[i] < -0.001)
            add_move(r, shot, (struct camera_move){kinds[i], begin, end, amounts[i], 0});
    }
}

void read_follow(struct script_reader *r)
{
    struct staged_shot *shot = last_shot(r);
    if (!shot)
        return;
    if (shot->scene < 0) {
        script_fail(r, "a card has nobody to follow");
        return;
    }
    const struct scene *scene = &r->film->scenes[shot->scene];
    int who = script_present(r, scene, "whom the camera follows"), walks = 0;
    script_end(r);
    for (size_t i = 0; !r->failed && i < scene->deed_count; i++) {
        const struct deed *deed = &scene->deeds[i];
        double begin = deed->at - shot->clock, end = begin + deed->length;
        begin = begin < 0 ? 0 : begin;
        end = end > shot->frames ? shot->frames : end;
        if (deed->who != who || (deed->verb != deed_walk && deed->verb != deed_run) || end <= begin)
            continue;
        follow_between(r, shot, who, begin, end);
        walks++;
    }
    if (who >= 0 && !walks)
        script_fail(r, "nothing to follow: '%s' does not walk in these frames", r->film->people[who].name);
}

/* ---- what is sharp ---- */

static double distance_along(const struct staged_shot *shot, double frame, struct vec point)
{
    struct view view = camera_view(&shot->camera, frame, NULL);
    double ahead = (double)dot(minus(point, view.at), view.axes.ahead);
    return ahead < 0.1 ? 0.1 : ahead;
}

static double distance_of(const struct screenplay *film, const struct staged_shot *shot, int who,
                          double frame)
{
    const struct scene *scene = &film->scenes[shot->scene];
    return distance_along(shot, frame, body_then(film, scene, who, shot->clock + frame).eyes);
}

double subject_distance(const struct screenplay *film, const struct staged_shot *shot)
{
    return shot->subject == nobody ? 0 : distance_of(film, shot, shot->subject, shot->frames / 2.0);
}

/* METRES, or WHO as far as they are at the shot's frame. */
static double take_distance(struct script_reader *r, const struct staged_shot *shot, int *who)
{
    const char *next = script_peek(r);
    *who = nobody;
    if (next && script_person_named(r, next) >= 0) {
        *who = script_present(r, &r->film->scenes[shot->scene], "what is sharp");
        return 0;
    }
    return script_number(r, "what is sharp, in metres or as somebody's name,", 0.1, 1000);
}

static void take_focus(struct script_reader *r, struct staged_shot *shot)
{
    struct focus_pull focus = {0, shot->frames, 0, 0, shot->focus.aperture > 0 ? shot->focus.aperture : 2.8};
    struct script_field fields[] = {{"aperture", take_number, &focus.aperture, 0.5, 64}};
    int from, to;
    focus.from = take_distance(r, shot, &from);
    to = from;
    focus.to = focus.from;
    if (script_takes(r, "to")) {
        focus.to = take_distance(r, shot, &to);
        take_over(r, &focus.begin, &focus.end);
    }
    script_fields(r, FIELDS(fields));
    if (r->failed)
        return;
    if (from != nobody)
        focus.from = distance_of(r->film, shot, from, focus.begin);
    if (to != nobody)
        focus.to = distance_of(r->film, shot, to, focus.end);
    shot->focus = focus;
}

void read_focus(struct script_reader *r)
{
    struct staged_shot *shot = last_shot(r);
    if (shot && shot->scene < 0)
        script_fail(r, "a card is sharp");
    else if (shot)
        take_focus(r, shot);
}
