/* SPDX-License-Identifier: Apache-2.0 */
#include "render/viewpoint.h"

#include <stdio.h>
#include <stdlib.h>

double view_scale(double focal, int width)
{
    return focal / GATE_WIDTH * width;
}

int view_project(const struct view *view, int width, int height, struct vec point, double *x, double *y,
                 double *ahead)
{
    struct vec away = minus(point, view->at);
    double scale = view_scale(view->focal, width);
    *ahead = dot(away, view->axes.ahead);
    if (*ahead <= 0)
        return 0;
    *x = width / 2.0 + scale * dot(away, view->axes.right) / *ahead;
    *y = height / 2.0 - scale * dot(away, view->axes.up) / *ahead;
    return 1;
}

struct camera camera_towards(struct vec at, struct vec target, double focal)
{
    struct vec way = minus(target, at);
    double flat = square_root((double)way.x * way.x + (double)way.z * way.z);
    struct camera camera = {.at = at, .focal = focal};
    camera.pan = angle_of(way.x, way.z);
    camera.tilt = angle_of(way.y, flat);
    return camera;
}

void camera_add(struct camera *camera, enum move kind, double begin, double end, double amount, int ease)
{
    if (camera->move_count == most_moves) {
        fprintf(stderr, "stage: more than %d moves of the camera\n", most_moves);
        exit(5);
    }
    camera->moves[camera->move_count++] = (struct camera_move){kind, begin, end, amount, ease};
}

/* How much of the move is done at `frame`, and how fast it goes there, per frame. */
static double done(const struct camera_move *move, double frame, double *speed)
{
    double length = move->end - move->begin, t = (frame - move->begin) / length;
    int within = t >= 0 && t < 1;
    *speed = within ? move->amount / length * (move->ease ? 6 * t * (1 - t) : 1) : 0;
    if (t <= 0)
        return 0;
    if (t >= 1)
        return move->amount;
    return move->amount * (move->ease ? t * t * (3 - 2 * t) : t);
}

/* Five slow sines (0.4 to 3.3 per second at 24 frames) whose squares' mean is 1. */
static double tremble(uint64_t seed, const char *axis, double frame)
{
    struct stream stream = stream_of(seed, axis);
    double sum = 0, power_sum = 0;
    for (int i = 0; i < 5; i++) {
        double rate = draw_between(&stream, 6, 14) * (1 + i * 0.65), phase = draw_between(&stream, 0, 360);
        double size = 1.0 / (1 + i * 0.5);
        sum += size * sine(phase + rate * frame);
        power_sum += size * size / 2;
    }
    return sum / square_root(power_sum);
}

struct view camera_view(const struct camera *camera, double frame, struct camera_truth *truth)
{
    double total[move_kinds] = {0}, speed, hand[3] = {0};
    struct camera_truth unused;
    truth = truth ? truth : &unused;
    *truth = (struct camera_truth){0};
    for (int i = 0; i < camera->move_count; i++) {
        const struct camera_move *move = &camera->moves[i];
        total[move->kind] += done(move, frame, &speed);
        truth->speed[move->kind] += speed;
    }
    static const char *const axes[] = {"hand pan", "hand tilt", "hand roll"};
    for (int i = 0; i < 3 && camera->shake > 0; i++)
        hand[i] = truth->hand[i] = camera->shake * tremble(camera->seed, axes[i], frame) * (i == 2 ? 0.4 : 1);
    double pan = camera->pan + total[move_pan];
    struct view view = {camera->at, heading(pan), camera->focal * exponential2(total[move_zoom])};
    view.at = add(view.at,
                  turned(heading(camera->pan), vec(total[move_track], total[move_crane], total[move_dolly])));
    struct turn head = turned_by(heading(pan + hand[0]), tilt(camera->tilt + total[move_tilt] + hand[1]));
    view.axes = turned_by(head, roll(camera->roll + total[move_roll] + hand[2]));
    return view;
}
