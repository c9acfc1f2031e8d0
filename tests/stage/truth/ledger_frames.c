/* SPDX-License-Identifier: Apache-2.0 */
/* What is true of one frame, and of each shot and person that it shows. */
#include "truth/ledger_parts.h"

static void write_place(struct pen *pen, const struct view *view)
{
    struct vec ahead = view->axes.ahead;
    double flat = square_root((double)ahead.x * ahead.x + (double)ahead.z * ahead.z);
    pen_place(pen, view->at);
    pen_real(pen, angle_of(ahead.x, ahead.z));
    pen_real(pen, angle_of(ahead.y, flat));
    pen_real(pen, angle_of(-view->axes.right.y, view->axes.up.y));
    pen_real(pen, view->focal);
}

static void write_effect(struct pen *pen, const struct frame_truth *truth)
{
    if (truth->effect_light <= 0) {
        pen_null(pen, 2);
        return;
    }
    pen_text(pen, effect_name(truth->effect));
    pen_real(pen, truth->effect_light);
}

/* Of a card only which frame of it, its share and how faded it is. */
static void write_shown(struct ledger *ledger, int frame, int shot, double share, double faded,
                        const struct frame_truth *truth)
{
    static const enum move order[] = {move_pan,   move_tilt,  move_roll, move_dolly,
                                      move_track, move_crane, move_zoom};
    struct pen *pen = ledger->pen;
    pen_row(pen, "shown");
    pen_int(pen, frame);
    pen_int(pen, shot);
    pen_int(pen, frame - ledger->running->spans[shot].first);
    pen_real(pen, share);
    pen_real(pen, faded);
    if (ledger->film->shots[shot].scene < 0) {
        pen_null(pen, 27);
        pen_end(pen);
        return;
    }
    pen_real(pen, truth->clock);
    if (truth->shot_scale > 0)
        pen_real(pen, truth->shot_scale);
    else
        pen_null(pen, 1);
    ledger_side(pen, truth->side);
    write_place(pen, &truth->view);
    for (size_t i = 0; i < move_kinds; i++)
        pen_real(pen, truth->camera.speed[order[i]]);
    for (int i = 0; i < 3; i++)
        pen_real(pen, truth->camera.hand[i]);
    pen_real(pen, truth->light);
    pen_light(pen, truth->mean);
    write_effect(pen, truth);
    pen_int(pen, truth->crowd_seen);
    pen_end(pen);
}

static void write_box(struct pen *pen, const struct person_truth *person)
{
    if (person->left < person->right) {
        pen_real(pen, person->left);
        pen_real(pen, person->top);
        pen_real(pen, person->right);
        pen_real(pen, person->bottom);
    } else
        pen_null(pen, 4);
    pen_int(pen, person->pixels);
    pen_real(pen, person->visible);
    if (person->face_half > 0) {
        pen_real(pen, person->face_x);
        pen_real(pen, person->face_y);
        pen_real(pen, person->face_half);
    } else
        pen_null(pen, 3);
}

static void write_presence(struct ledger *ledger, int frame, int shot, int who,
                           const struct person_truth *person)
{
    struct pen *pen = ledger->pen;
    const struct bearing *bearing = &person->bearing;
    const int doing[] = {bearing->walking,  bearing->talking, bearing->dancing,
                         bearing->fighting, bearing->lying,   bearing->sitting};
    pen_row(pen, "presence");
    pen_int(pen, frame);
    pen_int(pen, shot);
    pen_int(pen, who);
    write_box(pen, person);
    pen_real(pen, person->facing);
    pen_real(pen, person->moving_x);
    pen_place(pen, person->body.hips);
    pen_real(pen, bearing->speed);
    for (size_t i = 0; i < sizeof doing / sizeof *doing; i++)
        pen_int(pen, doing[i] != 0);
    pen_end(pen);
}

static void write_people(struct ledger *ledger, int frame, int shot, const struct frame_truth *truth)
{
    for (int who = 0; who < ledger->film->people_count; who++) {
        if (truth->people[who].present)
            write_presence(ledger, frame, shot, who, &truth->people[who]);
    }
}

static void write_seams(struct ledger *ledger, int frame, int shot, const struct frame_truth *truth)
{
    struct pen *pen = ledger->pen;
    struct patch patch = moment_patch(ledger->film, &ledger->film->shots[shot],
                                      frame - ledger->running->spans[shot].first, truth);
    for (int i = 0; i < ledger->grain_seams && patch.half_width > 0; i++) {
        if (ledger->seams[i].shot != shot)
            continue;
        pen_row(pen, "seam_box");
        pen_int(pen, ledger->seams[i].number);
        pen_int(pen, frame);
        pen_real(pen, patch.x - patch.half_width);
        pen_real(pen, patch.y - patch.half_height);
        pen_real(pen, patch.x + patch.half_width);
        pen_real(pen, patch.y + patch.half_height);
        pen_end(pen);
    }
}

static void write_shot_of_frame(struct ledger *ledger, int frame, int shot, double share, double faded,
                                const struct frame_truth *truth)
{
    write_shown(ledger, frame, shot, share, faded, truth);
    if (ledger->film->shots[shot].scene < 0)
        return;
    write_people(ledger, frame, shot, truth);
    write_seams(ledger, frame, shot, truth);
}

int ledger_frame(struct ledger *ledger, int frame, const struct exposure *exposure,
                 const struct frame_truth *a, const struct frame_truth *b)
{
    struct pen *pen = ledger->pen;
    int joined = exposure->b >= 0;
    pen_row(pen, "frame");
    pen_int(pen, frame);
    pen_int(pen, joined && exposure->done > 0.5 ? exposure->b : exposure->a);
    pen_known(pen, exposure->b);
    if (joined)
        pen_real(pen, exposure->done);
    else
        pen_null(pen, 1);
    pen_end(pen);
    write_shot_of_frame(ledger, frame, exposure->a, joined ? 1 - exposure->done : 1, exposure->a_faded, a);
    if (joined)
        write_shot_of_frame(ledger, frame, exposure->b, exposure->done, exposure->b_faded, b);
    return pen_failed(pen) ? -1 : 0;
}
