/* SPDX-License-Identifier: Apache-2.0 */
/* The statements of a script: each reads its line behind the first word. */
#ifndef STAGE_SCRIPT_PARTS_H
#define STAGE_SCRIPT_PARTS_H

#include "film/script_words.h"

typedef void statement_reader(struct script_reader *r);

/* script_people.c: the film as a whole, who is in it, tunes and choreographies */
statement_reader read_film, read_picture, read_look, read_wear, read_person, read_tune, read_choreography,
    read_choreography_line;

/* The number of a tune; -1 where there is none of that name. */
int tune_named(const struct screenplay *film, const char *name);
int take_tune_name(struct script_reader *r);
/* FRAME ROLE VERB [ROLE] [for N] */
struct choreography_move take_choreography_move(struct script_reader *r);

/* script_scene.c: a scene's statements but for what happens in it */
statement_reader read_scene, read_line, read_weather, read_crowd, read_start;
/* The scene's statements are over. */
void close_scene(struct script_reader *r);
/* A mark of the scene's set, or X Z; on the floor. A mark's heading goes to `heading`: 1, else 0. */
int take_spot(struct script_reader *r, const struct scene *scene, const char *what, struct vec *at,
              double *heading);
/* The number of a scene; -1 where there is none of that name. */
int scene_named(const struct screenplay *film, const char *name);

/* script_deeds.c: what happens in it */
statement_reader read_at;
/* Puts deeds in order of time and gives them lengths and headings that the script left open. */
void settle_deeds(struct script_reader *r, struct scene *scene);

/* script.c */
int is_statement(const char *name);

/* script_shots.c, script_joins.c: the film's order */
statement_reader read_shot, read_card, read_black, read_seam, read_shutter;
statement_reader read_cut, read_jump, read_dissolve, read_wipe, read_push, read_slide, read_dip, read_fade;
/* Adds a shot after those that are there, joined as `pending` says. */
struct staged_shot *add_shot(struct script_reader *r);
/* The shot whose statements come; NULL with a complaint where none came yet. */
struct staged_shot *last_shot(struct script_reader *r);

/* script_camera.c: how the camera moves and what is sharp */
statement_reader read_pan, read_tilt, read_roll, read_dolly, read_track, read_crane, read_zoom, read_whip,
    read_shake, read_follow, read_focus;
/* How far the subject is at the shot's middle; 0 where it has none. */
double subject_distance(const struct screenplay *film, const struct staged_shot *shot);

/* script_overlays.c: what lies over the pictures and under them */
statement_reader read_caption, read_music, read_subtitles;

/* What a shot's line says of its camera. */
struct camera_words {
    int has_place; /* `from` and `to` */
    struct vec from, to;
    int who, over; /* nobody */
    int size;      /* -1: none said */
    int has_side;
    double side, height, lens, roll; /* height and lens 0: none said */
};
/* script_framing.c: where it stands. Places the camera; complains where it cannot stand. */
void place_camera(struct script_reader *r, const struct camera_words *words, struct staged_shot *shot);
/* The number of a size ("close"), or -1. */
int size_named(const char *name);
/* Where somebody's eyes are at a moment of the scene, and where their face looks. */
struct body_truth body_then(const struct screenplay *film, const struct scene *scene, int who, double clock);

#endif
