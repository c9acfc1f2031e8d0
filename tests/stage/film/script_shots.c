/* SPDX-License-Identifier: Apache-2.0 */
#include "film/script_parts.h"

#include <stdio.h>
#include <string.h>

enum { longest_shot = 100000, longest_film = 10000000 };

struct staged_shot *last_shot(struct script_reader *r)
{
    if (!r->film->shot_count) {
        script_fail(r, "no shot or card came before this");
        return NULL;
    }
    if (r->pending.said) {
        script_fail(r, "this belongs to the shot above: say it before what joins the next one");
        return NULL;
    }
    return &r->film->shots[r->film->shot_count - 1];
}

/* Where the shot that was added last takes up its scene. */
static double next_clock(const struct script_reader *r, int scene)
{
    const struct screenplay *film = r->film;
    const struct staged_shot *before = film->shot_count > 1 ? &film->shots[film->shot_count - 2] : NULL;
    double clock = r->left[scene] + r->pending.jump;
    if (before && before->scene == scene && r->pending.join != join_cut)
        clock -= r->pending.frames;
    return clock < 0 ? 0 : clock;
}

struct staged_shot *add_shot(struct script_reader *r)
{
    struct screenplay *film = r->film;
    const struct pending_join *pending = &r->pending;
    film->shots = script_grown(film->shots, film->shot_count, sizeof *film->shots);
    r->shot_lines = script_grown(r->shot_lines, film->shot_count, sizeof *r->shot_lines);
    r->shot_lines[film->shot_count] = r->line;
    struct staged_shot *shot = &film->shots[film->shot_count];
    *shot = (struct staged_shot){
        .scene = -1, .subject = nobody, .seam = {.who = nobody}, .camera = {.focal = 35}};
    shot->camera.seed = film->seed * 1000 + film->shot_count;
    shot->join = pending->join;
    shot->join_frames = pending->join == join_cut ? 0 : pending->frames;
    shot->join_way = pending->way;
    shot->join_soft = pending->soft;
    shot->fade_in = pending->fade;
    shot->fade_in_from = pending->colour;
    film->shot_count++;
    return shot;
}

/* The frames are known: the film grows by them, and what joined the shot is used up. */
static void count_frames(struct script_reader *r, const struct staged_shot *shot)
{
    r->frames += shot->frames - shot->join_frames;
    r->pending = (struct pending_join){0};
    if (r->frames > longest_film)
        script_fail(r, "the film has more than %d frames", longest_film);
}

/* ---- shots of scenes ---- */

struct shot_words {
    struct camera_words camera;
    int scene, placed;
    double clock, aperture, shutter, shake; /* negative: none said */
};

static void take_scene(struct script_reader *r, const struct script_field *field)
{
    const char *name = script_take(r, "the scene's name");
    int scene = scene_named(r->film, name);
    char list[160] = "none";
    for (size_t i = 0; scene < 0 && i < r->film->scene_count; i++) {
        size_t used = i ? strlen(list) : 0;
        snprintf(list + used, sizeof list - used, "%s%s", i ? ", " : "", r->film->scenes[i].name);
    }
    if (scene < 0)
        script_fail(r, "there is no scene '%s'; the film has %s", name, list);
    *(int *)field->into = scene;
}

static void take_from(struct script_reader *r, const struct script_field *field)
{
    struct shot_words *words = field->into;
    words->camera.from = script_point(r, "the camera's place");
    if (!script_takes(r, "to"))
        script_fail(r, "where does the camera look? from X Y Z to X Y Z");
    words->camera.to = script_point(r, "where the camera looks");
    words->camera.has_place = words->placed = 1;
}

static void take_on(struct script_reader *r, const struct script_field *field)
{
    struct shot_words *words = field->into;
    words->camera.who = script_person(r, "on");
    words->placed = 1;
    const char *next = script_peek(r);
    if (next && size_named(next) >= 0)
        words->camera.size = size_named(script_take(r, "size"));
}

static void take_side(struct script_reader *r, const struct script_field *field)
{
    struct shot_words *words = field->into;
    words->camera.side = script_number(r, "side", -360, 360);
    words->camera.has_side = 1;
}

static struct shot_words take_shot_words(struct script_reader *r, struct staged_shot *shot)
{
    struct shot_words words = {.camera = {.who = nobody, .over = nobody, .size = -1},
                               .scene = -1,
                               .clock = -1,
                               .aperture = -1,
                               .shutter = -1,
                               .shake = -1};
    struct script_field fields[] = {
        {"of", take_scene, &words.scene, 0, 0},
        {"frames", take_whole, &shot->frames, 1, longest_shot},
        {"clock", take_number, &words.clock, 0, 1000000},
        {"from", take_from, &words, 0, 0},
        {"on", take_on, &words, 0, 0},
        {"over", take_person, &words.camera.over, 0, 0},
        {"side", take_side, &words, 0, 0},
        {"height", take_number, &words.camera.height, 0.05, 60},
        {"lens", take_number, &words.camera.lens, 8, 1000},
        {"roll", take_number, &words.camera.roll, -180, 180},
        {"aperture", take_number, &words.aperture, 0.5, 64},
        {"shutter", take_number, &words.shutter, 0, 360},
        {"shake", take_number, &words.shake, 0, 20},
    };
    script_name(r, "the set-up's name", shot->name, sizeof shot->name);
    script_fields(r, FIELDS(fields));
    return words;
}

/* The camera as it stood when a shot of this set-up began last. */
static int repeat_setup(const struct screenplay *film, struct staged_shot *shot)
{
    for (size_t i = film->shot_count - 1; i-- > 0;) {
        const struct staged_shot *before = &film->shots[i];
        if (before->scene != shot->scene || strcmp(before->name, shot->name) != 0)
            continue;
        uint64_t seed = shot->camera.seed;
        shot->camera = before->camera;
        shot->camera.move_count = 0;
        shot->camera.seed = seed;
        shot->subject = before->subject;
        shot->focus = before->focus;
        shot->shutter = before->shutter;
        return 1;
    }
    return 0;
}

static void check_camera_words(struct script_reader *r, const struct shot_words *words)
{
    const struct camera_words *camera = &words->camera;
    if (camera->has_place && (camera->has_side || camera->height > 0 || camera->over != nobody))
        script_fail(r, "'from' places the camera; side, height and over are for 'on WHO SIZE'");
    if (!words->placed &&
        (camera->has_side || camera->height > 0 || camera->over != nobody || camera->lens > 0))
        script_fail(r, "side, height, over and lens need 'on WHO SIZE' or 'from X Y Z to X Y Z'");
    if (camera->over != nobody && camera->over == camera->who)
        script_fail(r, "nobody is seen over their own shoulder");
}

/* Two shots of one set-up that go on are one shot. */
static void check_seen(struct script_reader *r, const struct staged_shot *shot)
{
    const struct staged_shot *before = shot - 1;
    if (r->film->shot_count > 1 && before->scene == shot->scene && !strcmp(before->name, shot->name) &&
        shot->join == join_cut && !shot->fade_in && !before->fade_out &&
        shot->clock == before->clock + before->frames)
        script_fail(
            r,
            "'%s' goes on where it was, so no cut can be seen: say jump N before it, or make one shot of "
            "the two",
            shot->name);
}

/* Sharp is the subject; without one, what the camera looks at. */
static void focus_at_once(const struct screenplay *film, const struct shot_words *words,
                          struct staged_shot *shot)
{
    double metres = subject_distance(film, shot);
    if (metres <= 0)
        metres =
            words->camera.has_place ? length_of(minus(words->camera.to, words->camera.from)) : shot->focus.to;
    shot->focus = (struct focus_pull){0, shot->frames, metres, metres, words->aperture};
}

static void place_shot(struct script_reader *r, const struct shot_words *words, struct staged_shot *shot)
{
    check_camera_words(r, words);
    if (words->placed && !r->failed) {
        place_camera(r, &words->camera, shot);
    } else if (!r->failed) {
        if (!repeat_setup(r->film, shot))
            script_fail(r, "no shot of '%s' was set up before: say from X Y Z to X Y Z, or on WHO SIZE",
                        shot->name);
        check_seen(r, shot);
    }
    if (words->shutter >= 0)
        shot->shutter = words->shutter;
    if (words->shake >= 0)
        shot->camera.shake = words->shake;
    if (words->aperture >= 0 && !r->failed)
        focus_at_once(r->film, words, shot);
}

void read_shot(struct script_reader *r)
{
    struct staged_shot *shot = add_shot(r);
    struct shot_words words = take_shot_words(r, shot);
    if (words.scene < 0)
        script_fail(r, "of which scene is the shot? shot NAME of SCENE");
    if (!shot->frames)
        script_fail(r, "how many frames has the shot? frames N");
    if (r->failed)
        return;
    if (words.clock >= 0 && r->pending.jump != 0)
        script_fail(r, "the clock is said by 'jump' and by 'clock'");
    shot->scene = words.scene;
    shot->clock = words.clock >= 0 ? words.clock : next_clock(r, words.scene);
    r->left[words.scene] = shot->clock + shot->frames;
    place_shot(r, &words, shot);
    count_frames(r, shot);
}

/* ---- cards ---- */

void read_card(struct script_reader *r)
{
    static const char *const kinds[] = {"black", "colour", "title", "credits", "logo"};
    static const enum card cards[] = {card_black, card_colour, card_title, card_credits, card_logo};
    struct staged_shot *shot = add_shot(r);
    struct script_field fields[] = {{"frames", take_whole, &shot->frames, 1, longest_shot},
                                    {"ground", take_colour, &shot->ground, 0, 0},
                                    {"ink", take_colour, &shot->ink, 0, 0}};
    int kind = script_one_of(r, "card", kinds, 5);
    if (kind < 0)
        return;
    shot->card = cards[kind];
    shot->ink = colour(0.83, 0.8, 0.74);
    snprintf(shot->name, sizeof shot->name, "%s", kinds[kind]);
    if (shot->card == card_colour)
        shot->ground = script_colour(r, "the card's colour");
    else if (shot->card != card_black)
        script_text(r, "the card's words", shot->words, sizeof shot->words);
    script_fields(r, fields, shot->words[0] ? 3 : 1);
    if (!shot->frames)
        script_fail(r, "how many frames has the card? frames N");
    count_frames(r, shot);
}

void read_black(struct script_reader *r)
{
    struct staged_shot *shot = add_shot(r);
    shot->card = card_black;
    snprintf(shot->name, sizeof shot->name, "black");
    shot->frames = script_whole(r, "the frames of black", 1, longest_shot);
    script_end(r);
    count_frames(r, shot);
}

/* ---- what is said of a shot under its line ---- */

void read_seam(struct script_reader *r)
{
    struct staged_shot *shot = last_shot(r);
    if (!shot)
        return;
    struct seam *seam = &shot->seam;
    struct script_field fields[] = {{"grain", take_number, &seam->grain, 0, 40}};
    if (!script_takes(r, "face"))
        script_fail(r, "only a face can have a seam: seam face WHO from A to B grain G");
    seam->who = script_person(r, "whose face");
    if (!script_takes(r, "from"))
        script_fail(r, "in which frames of the shot? from A to B");
    seam->begin = script_whole(r, "the seam's first frame", 0, shot->frames - 1);
    if (!script_takes(r, "to"))
        script_fail(r, "until which frame of the shot? from A to B");
    seam->end = script_whole(r, "the seam's last frame", seam->begin, shot->frames - 1);
    script_fields(r, FIELDS(fields));
}

void read_shutter(struct script_reader *r)
{
    struct staged_shot *shot = last_shot(r);
    if (shot)
        shot->shutter = script_number(r, "shutter", 0, 360);
    script_end(r);
}
