/* SPDX-License-Identifier: Apache-2.0 */
#include "film/script_parts.h"

#include <stdio.h>
#include <string.h>

void read_film(struct script_reader *r)
{
    struct screenplay *film = r->film;
    struct script_field fields[] = {{"seed", take_seed, &film->seed, 0, 0}};
    if (r->titled)
        script_fail(r, "'film' is said twice");
    script_text(r, "the film's title", film->title, sizeof film->title);
    script_fields(r, FIELDS(fields));
    r->titled = 1;
}

void read_picture(struct script_reader *r)
{
    struct screenplay *film = r->film;
    struct script_field fields[] = {{"rate", take_whole, &film->rate, 1, 120000},
                                    {"per", take_whole, &film->per, 1, 1001}};
    if (r->pictured)
        script_fail(r, "'picture' is said twice");
    film->width = script_whole(r, "the picture's width", 64, 8192);
    film->height = script_whole(r, "the picture's height", 64, 8192);
    film->rate = 24;
    film->per = 1;
    script_fields(r, FIELDS(fields));
    if (film->width % 2 || film->height % 2)
        script_fail(r, "width and height must be even, not %d and %d", film->width, film->height);
    if (screenplay_rate(film) < 1 || screenplay_rate(film) > 120)
        script_fail(r, "the rate must be 1 to 120 frames a second, not %d per %d", film->rate, film->per);
    r->pictured = 1;
}

void read_look(struct script_reader *r)
{
    struct look *look = &r->film->look;
    struct script_field fields[] = {
        {"exposure", take_number, &look->exposure, 0.05, 20},
        {"warm", take_number, &look->warm, -2, 2},
        {"saturation", take_number, &look->saturation, 0, 3},
        {"grain", take_number, &look->grain, 0, 40},
        {"halo", take_number, &look->halo, 0, 10},
        {"vignette", take_number, &look->vignette, 0, 10},
        {"contrast", take_number, &look->contrast, 0.2, 5},
        {"lamps", take_colour, &look->lamps, 0, 0},
    };
    script_fields(r, FIELDS(fields));
}

void read_wear(struct script_reader *r)
{
    struct wear *wear = &r->film->wear;
    struct script_field fields[] = {
        {"dirt", take_number, &wear->dirt, 0, 200},       {"scratches", take_number, &wear->scratches, 0, 20},
        {"flicker", take_number, &wear->flicker, 0, 0.5}, {"weave", take_number, &wear->weave, 0, 20},
        {"seed", take_seed, &wear->seed, 0, 0},
    };
    script_fields(r, FIELDS(fields));
}

/* ---- people ---- */

static struct colour of_bytes(int red, int green, int blue)
{
    return colour(power(red / 255.0, 2.2), power(green / 255.0, 2.2), power(blue / 255.0, 2.2));
}

/* Six tones from very light to very dark, or a colour of one's own. */
static void take_skin(struct script_reader *r, const struct script_field *field)
{
    static const int tones[6][3] = {{244, 213, 190}, {230, 188, 156}, {206, 155, 119},
                                    {165, 114, 78},  {120, 78, 52},   {78, 50, 36}};
    if (script_colour_next(r)) {
        *(struct colour *)field->into = script_colour(r, "skin");
        return;
    }
    const int *tone = tones[script_whole(r, "skin", 1, 6) - (r->failed ? 0 : 1)];
    *(struct colour *)field->into = of_bytes(tone[0], tone[1], tone[2]);
}

static void take_hair(struct script_reader *r, const struct script_field *field)
{
    static const char *const styles[] = {"short", "long", "none"};
    struct body *body = field->into;
    int style = script_one_of(r, "hair", styles, 3);
    body->style = style < 0 ? hair_short : (enum hair)style;
    if (script_colour_next(r))
        body->hair = script_colour(r, "hair");
}

static void take_voice(struct script_reader *r, const struct script_field *field)
{
    struct person *person = field->into;
    const char *voice = script_take(r, "voice");
    if (strlen(voice) >= sizeof person->voice)
        script_fail(r, "voice '%s' is longer than %zu letters", voice, sizeof person->voice - 1);
    else
        snprintf(person->voice, sizeof person->voice, "%s", voice);
}

static struct person usual_person(int number)
{
    struct person person = {.voice = "en-gb"};
    person.body = (struct body){.height = 1.74,
                                .girth = 1,
                                .skin = of_bytes(230, 188, 156),
                                .hair = of_bytes(52, 34, 22),
                                .top = of_bytes(number % 2 ? 46 : 120, 60, number % 2 ? 92 : 52),
                                .bottom = of_bytes(38, 40, 50),
                                .shoes = of_bytes(18, 16, 16)};
    return person;
}

void read_person(struct script_reader *r)
{
    struct screenplay *film = r->film;
    if (film->people_count == most_people) {
        script_fail(r, "more than %d people", most_people);
        return;
    }
    struct person person = usual_person(film->people_count);
    struct body *body = &person.body;
    struct script_field fields[] = {
        {"height", take_number, &body->height, 0.8, 2.4},
        {"girth", take_number, &body->girth, 0.5, 2},
        {"skin", take_skin, &body->skin, 0, 0},
        {"hair", take_hair, body, 0, 0},
        {"top", take_colour, &body->top, 0, 0},
        {"bottom", take_colour, &body->bottom, 0, 0},
        {"shoes", take_colour, &body->shoes, 0, 0},
        {"coat", take_flag, &body->coat, 0, 0},
        {"voice", take_voice, &person, 0, 0},
    };
    script_name(r, "a person's name", person.name, sizeof person.name);
    script_fields(r, FIELDS(fields));
    if (script_person_named(r, person.name) >= 0)
        script_fail(r, "there are two people called '%s'", person.name);
    if (is_statement(person.name))
        script_fail(r, "nobody may be called '%s': statements begin with it", person.name);
    film->people[film->people_count++] = person;
}

/* ---- tunes ---- */

struct key {
    int tonic, minor;
};

/* "A minor", "F# major", "Bb": letter, sharp or flat, mode. */
static void take_key(struct script_reader *r, const struct script_field *field)
{
    static const int pitch[] = {9, 11, 0, 2, 4, 5, 7}; /* A to G over C */
    struct key *key = field->into;
    const char *note = script_take(r, "key");
    int sharp = note[0] && note[1] == '#', flat = note[0] && note[1] == 'b';
    if (note[0] < 'A' || note[0] > 'G' || (note[1] && !sharp && !flat) || (note[1] && note[2])) {
        script_fail(r, "key '%s' is unknown; there are C, C#, Db, D … B, then major or minor", note);
        return;
    }
    key->tonic = (pitch[note[0] - 'A'] + sharp - flat + 12) % 12;
    key->minor = script_takes(r, "minor");
    if (!key->minor)
        script_takes(r, "major");
}

static void take_timbre(struct script_reader *r, const struct script_field *field)
{
    const char *names[timbre_count];
    for (int i = 0; i < timbre_count; i++)
        names[i] = timbre_name((enum timbre)i);
    int timbre = script_one_of(r, "timbre", names, timbre_count);
    *(enum timbre *)field->into = timbre < 0 ? timbre_strings : (enum timbre)timbre;
}

void read_tune(struct script_reader *r)
{
    struct screenplay *film = r->film;
    if (film->tune_count == most_tunes) {
        script_fail(r, "more than %d tunes", most_tunes);
        return;
    }
    struct tune *tune = &film->tunes[film->tune_count];
    struct key key = {0, 0};
    enum timbre timbre = timbre_strings;
    int drums = 0;
    uint64_t seed = film->seed + (uint64_t)film->tune_count;
    struct script_field fields[] = {
        {"key", take_key, &key, 0, 0},          {"tempo", take_number, &tune->tempo, 20, 300},
        {"timbre", take_timbre, &timbre, 0, 0}, {"drums", take_flag, &drums, 0, 0},
        {"seed", take_seed, &seed, 0, 0},
    };
    tune->tempo = 100;
    script_name(r, "a tune's name", tune->name, sizeof tune->name);
    if (tune_named(film, tune->name) >= 0)
        script_fail(r, "there are two tunes called '%s'", tune->name);
    script_fields(r, FIELDS(fields));
    if (r->failed)
        return;
    tune->tonic = key.tonic;
    tune->minor = key.minor;
    tune_compose(tune, timbre, drums, seed);
    film->timbres[film->tune_count++] = timbre;
}

int tune_named(const struct screenplay *film, const char *name)
{
    for (int i = 0; i < film->tune_count; i++) {
        if (!strcmp(film->tunes[i].name, name))
            return i;
    }
    return -1;
}

int take_tune_name(struct script_reader *r)
{
    const char *names[most_tunes];
    for (int i = 0; i < r->film->tune_count; i++)
        names[i] = r->film->tunes[i].name;
    return script_one_of(r, "tune", names, r->film->tune_count);
}

/* ---- choreographies ---- */

void read_choreography(struct script_reader *r)
{
    struct screenplay *film = r->film;
    if (film->choreography_count == most_choreographies) {
        script_fail(r, "more than %d choreographies", most_choreographies);
        return;
    }
    char name[sizeof r->choreography->name] = "";
    script_name(r, "a choreography's name", name, sizeof name);
    script_end(r);
    for (int i = 0; i < film->choreography_count; i++) {
        if (!strcmp(film->choreographies[i].name, name))
            script_fail(r, "there are two choreographies called '%s'", name);
    }
    r->choreography = &film->choreographies[film->choreography_count++];
    memcpy(r->choreography->name, name, sizeof r->choreography->name);
}

static int take_role(struct script_reader *r)
{
    static const char *const roles[] = {"a", "b"};
    int role = script_one_of(r, "role", roles, 2);
    return role < 0 ? 0 : role;
}

static int takes_place_or_words(int verb)
{
    return verb == deed_walk || verb == deed_run || verb == deed_turn || verb == deed_sit ||
           verb == deed_say || verb == deed_look;
}

struct choreography_move take_choreography_move(struct script_reader *r)
{
    struct choreography_move move = {.other = nobody};
    move.at = script_number(r, "the move's frame", 0, 100000);
    move.role = take_role(r);
    const char *name = script_take(r, "the move's verb");
    int verb = verb_named(name);
    if (verb < 0 || takes_place_or_words(verb))
        script_fail(r,
                    "'%s' is no move; there are punch, kick, throw, shoot, roll, dodge, block, fall, get_up, "
                    "rise, dance, cheer, gesture",
                    name);
    move.verb = verb < 0 ? deed_punch : (enum verb)verb;
    const char *next = script_peek(r);
    if (next && (!strcmp(next, "a") || !strcmp(next, "b")))
        move.other = take_role(r);
    if (move.other == move.role)
        script_fail(r, "nobody can do '%s' to themselves", name);
    struct script_field fields[] = {{"for", take_number, &move.length, 1, 100000}};
    script_field(r, FIELDS(fields));
    return move;
}

static int by_time(const struct choreography *c)
{
    return c->count < 2 || c->moves[c->count - 2].at <= c->moves[c->count - 1].at;
}

void read_choreography_line(struct script_reader *r)
{
    struct choreography *c = r->choreography;
    if (script_takes(r, "end")) {
        script_end(r);
        if (!c->count)
            script_fail(r, "choreography '%s' has no moves", c->name);
        r->choreography = NULL;
        return;
    }
    if (!script_takes(r, "move")) {
        script_fail(r, "'%s' within a choreography; there are move and end", script_peek(r));
        return;
    }
    if (c->count == most_choreography_moves) {
        script_fail(r, "more than %d moves in a choreography", most_choreography_moves);
        return;
    }
    c->moves[c->count++] = take_choreography_move(r);
    script_end(r);
    if (!by_time(c))
        script_fail(r, "moves of a choreography stand in order of time: %g is before the one above",
                    c->moves[c->count - 1].at);
}
