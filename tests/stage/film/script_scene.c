/* SPDX-License-Identifier: Apache-2.0 */
#include "film/script_parts.h"

#include <stdio.h>
#include <string.h>

int scene_named(const struct screenplay *film, const char *name)
{
    for (size_t i = 0; i < film->scene_count; i++) {
        if (!strcmp(film->scenes[i].name, name))
            return (int)i;
    }
    return -1;
}

static void take_set(struct script_reader *r, const struct script_field *field)
{
    const char *names[set_count];
    for (int i = 0; i < set_count; i++)
        names[i] = set_list()[i].name;
    int set = script_one_of(r, "set", names, set_count);
    *(const struct set **)field->into = set < 0 ? NULL : &set_list()[set];
}

void read_scene(struct script_reader *r)
{
    struct screenplay *film = r->film;
    struct scene scene = {.light = 1, .tint = {1, 1, 1}, .line = {nobody, nobody}};
    struct script_field fields[] = {
        {"set", take_set, &scene.set, 0, 0},
        {"dressing", take_seed, &scene.dressing, 0, 0},
        {"light", take_number, &scene.light, 0, 20},
        {"tint", take_colour, &scene.tint, 0, 0},
    };
    script_name(r, "a scene's name", scene.name, sizeof scene.name);
    script_fields(r, FIELDS(fields));
    if (!scene.set)
        script_fail(r, "scene '%s' has no set", scene.name);
    if (scene_named(film, scene.name) >= 0)
        script_fail(r, "there are two scenes called '%s'", scene.name);
    if (r->failed)
        return;
    film->scenes = script_grown(film->scenes, film->scene_count, sizeof *film->scenes);
    r->left = script_grown(r->left, film->scene_count, sizeof *r->left);
    scene.air.seed = film->seed + 100 + film->scene_count;
    r->left[film->scene_count] = 0;
    film->scenes[film->scene_count++] = scene;
    r->scene = &film->scenes[film->scene_count - 1];
}

void read_line(struct script_reader *r)
{
    static const char *const sides[] = {"left", "right"};
    struct scene *scene = r->scene;
    scene->line[0] = script_person(r, "the line's first end");
    scene->line[1] = script_person(r, "the line's second end");
    if (script_takes(r, "side"))
        scene->side = script_one_of(r, "side", sides, 2) == 1 ? 1 : -1;
    script_end(r);
    if (scene->line[0] == scene->line[1])
        script_fail(r, "a line runs between two people");
}

void read_weather(struct script_reader *r)
{
    static const enum weather kinds[] = {weather_none, weather_rain, weather_snow, weather_fog};
    struct air *air = &r->scene->air;
    struct script_field fields[] = {{"seed", take_seed, &air->seed, 0, 0}};
    const char *names[4];
    for (int i = 0; i < 4; i++)
        names[i] = weather_name(kinds[i]);
    int kind = script_one_of(r, "weather", names, 4);
    air->weather = kind < 0 ? weather_none : kinds[kind];
    air->strength = 1;
    const char *next = script_peek(r);
    if (next && strcmp(next, "seed") != 0)
        air->strength = script_number(r, "the weather's strength", 0, 1);
    script_fields(r, FIELDS(fields));
}

void read_crowd(struct script_reader *r)
{
    static const char *const moods[] = {"stands", "dances", "strolls", "watches"};
    struct crowd *crowd = &r->scene->crowd;
    struct script_field fields[] = {{"reacts", take_flag, &crowd->reacts, 0, 0},
                                    {"seed", take_seed, &crowd->seed, 0, 0}};
    if (crowd->count)
        script_fail(r, "scene '%s' has a crowd already", r->scene->name);
    crowd->seed = r->film->seed + 200 + r->film->scene_count;
    crowd->count = script_whole(r, "the crowd's number", 1, 400);
    int mood = script_one_of(r, "mood", moods, 4);
    crowd->mood = mood < 0 ? crowd_stands : (enum crowd_mood)mood;
    if (!script_takes(r, "from"))
        script_fail(r, "where is the crowd? from X Z to X Z");
    struct vec from = script_place(r, "the crowd's place");
    if (!script_takes(r, "to"))
        script_fail(r, "where does the crowd end? from X Z to X Z");
    struct vec to = script_place(r, "the crowd's place");
    crowd->x0 = (double)(from.x < to.x ? from.x : to.x);
    crowd->x1 = (double)(from.x < to.x ? to.x : from.x);
    crowd->z0 = (double)(from.z < to.z ? from.z : to.z);
    crowd->z1 = (double)(from.z < to.z ? to.z : from.z);
    script_fields(r, FIELDS(fields));
}

static const struct mark *take_mark(struct script_reader *r, const struct scene *scene)
{
    const char *name = script_take(r, "the mark's name");
    const struct mark *mark = set_mark(scene->set, name);
    char list[160] = "none";
    for (int i = 0; i < scene->set->mark_count; i++) {
        size_t used = i ? strlen(list) : 0;
        snprintf(list + used, sizeof list - used, "%s%s", i ? ", " : "", scene->set->marks[i].name);
    }
    if (!mark)
        script_fail(r, "set %s has no mark '%s'; it has %s", scene->set->name, name, list);
    return mark;
}

int take_spot(struct script_reader *r, const struct scene *scene, const char *what, struct vec *at,
              double *heading)
{
    int marked = script_takes(r, "mark");
    if (marked) {
        const struct mark *mark = take_mark(r, scene);
        *at = mark ? mark->at : vec(0, 0, 0);
        *heading = mark ? mark->heading : 0;
    } else {
        *at = script_place(r, what);
    }
    if (scene->set->ground)
        at->y = (float)scene->set->ground((double)at->x, (double)at->z);
    return marked;
}

void read_start(struct script_reader *r)
{
    struct scene *scene = r->scene;
    int who = script_person(r, "who");
    if (who < 0)
        return;
    struct start *start = &scene->starts[who];
    struct script_field fields[] = {{"heading", take_number, &start->heading, -360, 360}};
    if (!script_takes(r, "at"))
        script_fail(r, "where does '%s' begin? %s at X Z, or %s at mark NAME", r->film->people[who].name,
                    r->film->people[who].name, r->film->people[who].name);
    take_spot(r, scene, "where they begin", &start->at, &start->heading);
    script_fields(r, FIELDS(fields));
    for (int i = 0; i < scene->present_count; i++) {
        if (scene->present[i] == who)
            script_fail(r, "'%s' begins twice in scene '%s'", r->film->people[who].name, scene->name);
    }
    if (!r->failed)
        scene->present[scene->present_count++] = who;
}

static int is_present(const struct scene *scene, int who)
{
    for (int i = 0; i < scene->present_count; i++) {
        if (scene->present[i] == who)
            return 1;
    }
    return 0;
}

void close_scene(struct script_reader *r)
{
    struct scene *scene = r->scene;
    for (int i = 0; scene && i < 2; i++) {
        if (scene->line[i] != nobody && !is_present(scene, scene->line[i]))
            script_fail(r, "the line of scene '%s' ends at '%s', who is not in it", scene->name,
                        r->film->people[scene->line[i]].name);
    }
    if (scene)
        settle_deeds(r, scene);
    r->scene = NULL;
}
