/* SPDX-License-Identifier: Apache-2.0 */
#include "film/script_parts.h"

#include <stdio.h>
#include <string.h>

/* ---- people ---- */

/* What may stand behind a verb before its fields. */
enum object { object_none, object_place, object_turn, object_words, object_look, object_whom };

static enum object object_of(enum verb verb)
{
    switch (verb) {
    case deed_walk:
    case deed_run:
    case deed_sit: return object_place;
    case deed_turn: return object_turn;
    case deed_say: return object_words;
    case deed_look: return object_look;
    case deed_punch:
    case deed_kick:
    case deed_throw:
    case deed_shoot: return object_whom;
    default: return object_none;
    }
}

static int name_next(const struct script_reader *r)
{
    const char *next = script_peek(r);
    return next && script_person_named(r, next) >= 0;
}

static void take_object(struct script_reader *r, struct deed *deed)
{
    switch (object_of(deed->verb)) {
    case object_none: break;
    case object_place: {
        int marked = take_spot(r, r->scene, "where to", &deed->to, &deed->heading);
        const char *next = script_peek(r);
        if (deed->verb == deed_sit && !marked && (!next || strcmp(next, "heading") != 0))
            script_fail(r, "facing where? sit X Z heading DEGREES");
        break;
    }
    case object_turn:
        if (script_takes(r, "to"))
            deed->whom = script_present(r, r->scene, "to whom");
        else
            deed->heading = script_number(r, "the heading", -360, 360);
        break;
    case object_words: script_text(r, "what is said", deed->words, sizeof deed->words); break;
    case object_look:
        if (name_next(r))
            deed->whom = script_present(r, r->scene, "at whom");
        else
            deed->to = script_point(r, "at whom or what place");
        break;
    case object_whom:
        if (name_next(r))
            deed->whom = script_present(r, r->scene, "whom");
        break;
    }
}

static void take_short(struct script_reader *r, const struct script_field *field)
{
    const char *text = script_take(r, field->word);
    size_t room = (size_t)field->high;
    if (strlen(text) >= room)
        script_fail(r, "%s '%s' is longer than %zu letters", field->word, text, room - 1);
    else
        memcpy(field->into, text, strlen(text) + 1);
}

static void take_room(struct script_reader *r, const struct script_field *field)
{
    const char *names[set_count + 1] = {"none"};
    for (int i = 0; i < set_count; i++)
        names[i + 1] = set_list()[i].name;
    int room = script_one_of(r, "room", names, set_count + 1);
    if (room >= 0)
        snprintf(field->into, sizeof((struct deed *)0)->room, "%s", names[room]);
}

static void take_to(struct script_reader *r, const struct script_field *field)
{
    struct deed *deed = field->into;
    double unused;
    if (name_next(r))
        deed->whom = script_present(r, r->scene, "to whom");
    else
        take_spot(r, r->scene, "where to", &deed->to, &unused);
}

static void take_tune_beat(struct script_reader *r, const struct script_field *field)
{
    int tune = take_tune_name(r);
    if (tune >= 0)
        *(double *)field->into = 60 * screenplay_rate(r->film) / r->film->tunes[tune].tempo;
}

static void take_deed_fields(struct script_reader *r, struct deed *deed)
{
    struct script_field fields[] = {
        {"for", take_number, &deed->length, 0.1, 1000000},
        {"mirror", take_flag, &deed->mirror, 0, 0},
        {"heading", take_number, &deed->heading, -360, 360},
        {"to", take_to, deed, 0, 0},
        {"thread", take_short, deed->thread, 0, sizeof deed->thread},
        {"room", take_room, deed->room, 0, 0},
        {"beat", take_number, &deed->beat, 1, 1000},
        {"tune", take_tune_beat, &deed->beat, 0, 0},
    };
    int threads = deed->verb == deed_say ? 4 : 0, dances = deed->verb == deed_dance ? 4 : 0;
    if (threads)
        script_fields(r, fields, 6);
    else if (dances)
        script_fields(r, &(struct script_field[]){fields[0], fields[1], fields[2], fields[6], fields[7]}[0],
                      5);
    else
        script_fields(r, fields, 4);
}

static void add_deed(struct scene *scene, const struct deed *deed)
{
    scene->deeds = script_grown(scene->deeds, scene->deed_count, sizeof *scene->deeds);
    scene->deeds[scene->deed_count++] = *deed;
}

static void take_deed(struct script_reader *r, double at)
{
    struct deed deed = {.at = at, .whom = nobody, .choreography = -1};
    deed.who = script_present(r, r->scene, "who");
    const char *name = script_take(r, "what they do");
    int verb = verb_named(name);
    if (verb < 0)
        script_fail(
            r,
            "nobody can '%s'; there are walk, run, turn, sit, rise, say, look, dance, punch, kick, throw, "
            "shoot, roll, dodge, block, fall, get_up, cheer, gesture",
            name);
    if (r->failed)
        return;
    deed.verb = (enum verb)verb;
    take_object(r, &deed);
    take_deed_fields(r, &deed);
    if (deed.whom == deed.who)
        script_fail(r, "nobody can do '%s' to themselves", name);
    if (!r->failed)
        add_deed(r->scene, &deed);
}

/* ---- choreographies ---- */

static void take_without(struct script_reader *r, const struct script_field *field)
{
    struct performance *p = field->into;
    int count = 0;
    do {
        if (count == 7) {
            script_fail(r, "more than 7 moves left out");
            return;
        }
        p->without[count++] = script_whole(r, "the number of a move left out", 1, field->high);
    } while (script_peek(r) && script_peek(r)[0] >= '0' && script_peek(r)[0] <= '9');
}

static void take_added(struct script_reader *r, const struct script_field *field)
{
    struct performance *p = field->into;
    if (p->added_count == 8)
        script_fail(r, "more than 8 moves put in");
    else
        p->added[p->added_count++] = take_choreography_move(r);
}

static int take_choreography_name(struct script_reader *r)
{
    const char *names[most_choreographies];
    for (int i = 0; i < r->film->choreography_count; i++)
        names[i] = r->film->choreographies[i].name;
    return script_one_of(r, "choreography", names, r->film->choreography_count);
}

static void take_performance(struct script_reader *r, double at)
{
    struct performance p = {.at = at, .speed = 1};
    struct deed deeds[most_choreography_moves + 8];
    int number = take_choreography_name(r);
    p.actors[0] = script_present(r, r->scene, "who takes role a");
    p.actors[1] = script_present(r, r->scene, "who takes role b");
    if (r->failed)
        return;
    const struct choreography *c = &r->film->choreographies[number];
    struct script_field fields[] = {{"mirror", take_flag, &p.mirror, 0, 0},
                                    {"speed", take_number, &p.speed, 0.1, 10},
                                    {"without", take_without, &p, 0, c->count},
                                    {"add", take_added, &p, 0, 0}};
    while (!r->failed && script_field(r, FIELDS(fields)) >= 0)
        ;
    script_fields(r, FIELDS(fields));
    if (p.actors[0] == p.actors[1])
        script_fail(r, "roles a and b are of two people");
    if (r->failed)
        return;
    int count = choreography_perform(c, number, &p, deeds, most_choreography_moves + 8);
    for (int i = 0; i < count; i++)
        add_deed(r->scene, &deeds[i]);
}

/* ---- doors and effects ---- */

static void take_door(struct script_reader *r, double at)
{
    struct scene *scene = r->scene;
    struct door_deed door = {.at = at, .length = 0.6 * screenplay_rate(r->film), .open = 1};
    struct script_field fields[] = {{"for", take_number, &door.length, 1, 100000}};
    door.door = script_whole(r, "the door's number", 0, most_doors - 1);
    if (door.door >= scene->set->doors)
        script_fail(r, "set %s has %d doors, counted from 0; there is no door %d", scene->set->name,
                    scene->set->doors, door.door);
    int shut = script_takes(r, "shut");
    if (!shut && !script_takes(r, "open"))
        script_fail(r, "does the door open or shut? door N open, or door N shut");
    const char *next = script_peek(r);
    if (shut)
        door.open = 0;
    else if (next && strcmp(next, "for") != 0)
        door.open = script_number(r, "how far the door opens", 0, 1);
    script_fields(r, FIELDS(fields));
    if (r->failed)
        return;
    scene->doors = script_grown(scene->doors, scene->door_count, sizeof *scene->doors);
    size_t n = scene->door_count++;
    for (; n > 0 && scene->doors[n - 1].at > door.at; n--)
        scene->doors[n] = scene->doors[n - 1];
    scene->doors[n] = door;
}

static void take_effect_place(struct script_reader *r, const struct script_field *field)
{
    *(struct vec *)field->into = script_point(r, "the effect's place");
}

/* In seconds. */
static double usual_length(enum effect_kind kind)
{
    switch (kind) {
    case effect_muzzle:
    case effect_flash: return 2 / 24.0;
    case effect_lightning: return 0.5;
    case effect_explosion: return 3;
    case effect_strobe: return 4;
    case effect_passer: return 0.4;
    default: return 10;
    }
}

static void take_effect(struct script_reader *r, double at)
{
    struct scene *scene = r->scene;
    enum effect_kind kind = (enum effect_kind)effect_named(script_take(r, "the effect"));
    double rate = screenplay_rate(r->film);
    struct effect effect = {.kind = kind,
                            .at = at,
                            .length = usual_length(kind) * rate,
                            .place = vec(0, 1, 0),
                            .strength = 1,
                            .period = rate / 6,
                            .seed = r->film->seed * 31 + r->film->scene_count * 1000 + scene->effect_count};
    struct script_field fields[] = {
        {"at", take_effect_place, &effect.place, 0, 0},
        {"for", take_number, &effect.length, 1, 1000000},
        {"strength", take_number, &effect.strength, 0, 10},
        {"period", take_number, &effect.period, 2, 1000},
        {"seed", take_seed, &effect.seed, 0, 0},
    };
    script_fields(r, FIELDS(fields));
    if (r->failed)
        return;
    scene->effects = script_grown(scene->effects, scene->effect_count, sizeof *scene->effects);
    scene->effects[scene->effect_count++] = effect;
}

void read_at(struct script_reader *r)
{
    double at = script_number(r, "the frame of the scene's clock", 0, 1000000);
    const char *next = script_peek(r);
    if (!next)
        script_fail(r, "what happens then? at FRAME WHO VERB, door, perform or an effect");
    else if (script_takes(r, "door"))
        take_door(r, at);
    else if (script_takes(r, "perform"))
        take_performance(r, at);
    else if (effect_named(next) >= 0)
        take_effect(r, at);
    else if (name_next(r))
        take_deed(r, at);
    else
        script_fail(
            r,
            "'%s' is nobody, no effect (muzzle, explosion, lightning, strobe, flash, fire, smoke, passer), "
            "door or perform",
            next);
}

/* ---- what the script left open ---- */

static void sort_deeds(struct scene *scene)
{
    for (size_t i = 1; i < scene->deed_count; i++) {
        struct deed deed = scene->deeds[i];
        size_t k = i;
        for (; k > 0 && scene->deeds[k - 1].at > deed.at; k--)
            scene->deeds[k] = scene->deeds[k - 1];
        scene->deeds[k] = deed;
    }
}

static int words_in(const char *text)
{
    int words = 0;
    for (char before = ' '; *text; before = *text++)
        words += (before == ' ' || before == '\n') && *text != ' ' && *text != '\n';
    return words;
}

/* In seconds; where there is no voice, as long as people usually take. */
static double spoken_length(const struct deed *deed, const struct person *person)
{
    int64_t samples = speech_length(deed->words, person->voice);
    return samples > 0 ? (double)samples / sample_rate : 0.3 + 0.38 * words_in(deed->words);
}

static double flat_distance(struct vec a, struct vec b)
{
    double x = (double)b.x - (double)a.x, z = (double)b.z - (double)a.z;
    return square_root(x * x + z * z);
}

/* At 1.35 metres a second, or running at 3.8. */
static double way_length(double metres, int runs, double rate)
{
    double frames = metres / (runs ? 3.8 : 1.35) * rate;
    return frames < 6 ? 6 : frames;
}

static double whole_frames(double frames)
{
    double whole = (double)(int64_t)frames;
    return whole < frames ? whole + 1 : whole;
}

static void settle_deed(const struct screenplay *film, const struct scene *scene, struct deed *deed)
{
    double rate = screenplay_rate(film);
    struct vec here = scene_bearing(film, scene, deed->who, deed->at).pose.at;
    if (deed->verb == deed_turn && deed->whom != nobody) {
        struct vec there = scene_bearing(film, scene, deed->whom, deed->at).pose.at;
        deed->heading = angle_of((double)there.x - (double)here.x, (double)there.z - (double)here.z);
    }
    if (deed->length > 0)
        return;
    if (deed->verb == deed_walk || deed->verb == deed_run)
        deed->length = whole_frames(way_length(flat_distance(here, deed->to), deed->verb == deed_run, rate));
    else if (deed->verb == deed_say)
        deed->length = whole_frames(spoken_length(deed, &film->people[deed->who]) * rate);
    else
        deed->length = verb_length(deed->verb) * rate / 24;
}

void settle_deeds(struct script_reader *r, struct scene *scene)
{
    sort_deeds(scene);
    for (size_t i = 0; !r->failed && i < scene->deed_count; i++) {
        struct scene before = *scene;
        before.deed_count = i;
        settle_deed(r->film, &before, &scene->deeds[i]);
    }
}
