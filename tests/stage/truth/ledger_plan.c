/* SPDX-License-Identifier: Apache-2.0 */
/* What the script settles: people, tunes, scenes, shots, transitions, letters. */
#include "truth/ledger_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void write_costume(struct pen *pen, int person, const struct body *body)
{
    const struct {
        const char *part;
        struct colour colour;
    } parts[] = {{"skin", body->skin},
                 {"hair", body->hair},
                 {"top", body->top},
                 {"bottom", body->bottom},
                 {"shoes", body->shoes}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        pen_row(pen, "costume");
        pen_int(pen, person);
        pen_text(pen, parts[i].part);
        pen_light(pen, parts[i].colour);
        pen_end(pen);
    }
}

static void write_tunes(struct ledger *ledger)
{
    struct pen *pen = ledger->pen;
    for (int i = 0; i < ledger->film->tune_count; i++) {
        const struct tune *tune = &ledger->film->tunes[i];
        char key[16];
        ledger_key(tune, 0, key);
        pen_row(pen, "tune");
        pen_int(pen, i);
        pen_text(pen, tune->name);
        pen_text(pen, key);
        pen_real(pen, tune->tempo);
        pen_real(pen, tune->beats);
        pen_text(pen, timbre_name(ledger->film->timbres[i]));
        pen_end(pen);
    }
    for (int i = 0; i < ledger->film->choreography_count; i++) {
        pen_row(pen, "choreography");
        pen_int(pen, i);
        pen_text(pen, ledger->film->choreographies[i].name);
        pen_int(pen, ledger->film->choreographies[i].count);
        pen_end(pen);
    }
}

void ledger_people(struct ledger *ledger)
{
    static const char *const styles[] = {
        [hair_short] = "short", [hair_long] = "long", [hair_none] = "none", [hair_bun] = "bun"};
    struct pen *pen = ledger->pen;
    for (int i = 0; i < ledger->film->people_count; i++) {
        const struct person *person = &ledger->film->people[i];
        pen_row(pen, "person");
        pen_int(pen, i);
        pen_text(pen, person->name);
        pen_text(pen, person->voice);
        pen_real(pen, person->body.height);
        pen_real(pen, person->body.girth);
        pen_text(pen, styles[person->body.style]);
        pen_int(pen, person->body.coat != 0);
        pen_int(pen, person->body.skirt != 0);
        pen_int(pen, person->body.dress != 0);
        pen_end(pen);
        write_costume(pen, i, &person->body);
    }
    write_tunes(ledger);
}

static void write_scene(struct ledger *ledger, int number, const struct scene *scene)
{
    static const char *const moods[] = {[crowd_stands] = "stands",
                                        [crowd_dances] = "dances",
                                        [crowd_strolls] = "strolls",
                                        [crowd_watches] = "watches"};
    struct pen *pen = ledger->pen;
    char dressing[24];
    snprintf(dressing, sizeof dressing, "%llu", (unsigned long long)scene->dressing);
    pen_row(pen, "scene");
    pen_int(pen, number);
    pen_text(pen, scene->name);
    pen_text(pen, scene->set->name);
    pen_text(pen, dressing);
    pen_int(pen, scene->set->indoors != 0);
    pen_int(pen, scene->set->night != 0);
    pen_text(pen, weather_name(scene->air.weather));
    pen_real(pen, scene->air.strength);
    pen_real(pen, scene->light);
    pen_light(pen, scene->tint);
    pen_known(pen, scene->line[0]);
    pen_known(pen, scene->line[1]);
    ledger_side(pen, scene->side);
    pen_int(pen, scene->crowd.count);
    pen_text(pen, scene->crowd.count ? moods[scene->crowd.mood] : NULL);
    pen_end(pen);
}

void ledger_scenes(struct ledger *ledger)
{
    for (size_t i = 0; i < ledger->film->scene_count; i++) {
        const struct scene *scene = &ledger->film->scenes[i];
        write_scene(ledger, (int)i, scene);
        for (int k = 0; k < scene->present_count; k++) {
            pen_row(ledger->pen, "scene_person");
            pen_int(ledger->pen, (int)i);
            pen_int(ledger->pen, scene->present[k]);
            pen_end(ledger->pen);
        }
    }
}

/* The first shot of a scene and name gives its set-up the next number. */
static int *number_setups(const struct screenplay *film)
{
    int *setups = ledger_room(film->shot_count, sizeof *setups), next = 0;
    for (size_t i = 0; i < film->shot_count; i++) {
        size_t k = 0;
        while (film->shots[k].scene != film->shots[i].scene ||
               strcmp(film->shots[k].name, film->shots[i].name) != 0)
            k++;
        setups[i] = film->shots[i].scene < 0 ? -1 : k < i ? setups[k] : next++;
    }
    return setups;
}

/* What nothing of another shot and no fade lies over. */
static int clean_span(const struct ledger *ledger, int shot, struct shown_span *span)
{
    const struct staged_shot *here = &ledger->film->shots[shot];
    int after = shot + 1 < (int)ledger->film->shot_count ? here[1].join_frames : 0;
    span->first = ledger->running->spans[shot].first +
                  (here->join_frames > here->fade_in ? here->join_frames : here->fade_in);
    span->last = ledger->running->spans[shot].last - (after > here->fade_out ? after : here->fade_out);
    return span->first <= span->last;
}

static void write_focus(struct pen *pen, const struct staged_shot *shot)
{
    if (shot->scene < 0 || shot->focus.from <= 0) {
        pen_null(pen, 3);
        return;
    }
    pen_real(pen, shot->focus.from);
    pen_real(pen, shot->focus.to);
    pen_real(pen, shot->focus.aperture);
}

static void write_spans(struct ledger *ledger, int number)
{
    struct pen *pen = ledger->pen;
    struct shown_span clean;
    pen_int(pen, ledger->running->spans[number].first);
    pen_int(pen, ledger->running->spans[number].last);
    if (!clean_span(ledger, number, &clean)) {
        pen_null(pen, 2);
        return;
    }
    pen_int(pen, clean.first);
    pen_int(pen, clean.last);
}

static void write_shot(struct ledger *ledger, int number, int setup)
{
    static const char *const cards[] = {[card_black] = "black",
                                        [card_colour] = "colour",
                                        [card_title] = "title",
                                        [card_credits] = "credits",
                                        [card_logo] = "logo"};
    const struct staged_shot *shot = &ledger->film->shots[number];
    struct pen *pen = ledger->pen;
    int card = shot->scene < 0;
    pen_row(pen, "shot");
    pen_int(pen, number);
    pen_text(pen, shot->name);
    pen_known(pen, shot->scene);
    pen_known(pen, setup);
    pen_text(pen, card ? cards[shot->card] : NULL);
    write_spans(ledger, number);
    if (card)
        pen_null(pen, 2);
    else {
        pen_real(pen, shot->clock);
        pen_known(pen, shot->subject);
    }
    write_focus(pen, shot);
    pen_real(pen, card ? 0 : shot->shutter);
    pen_real(pen, card ? 0 : shot->camera.shake);
    pen_end(pen);
}

void ledger_shots(struct ledger *ledger)
{
    int *setups = number_setups(ledger->film);
    for (size_t i = 0; i < ledger->film->shot_count; i++)
        write_shot(ledger, (int)i, setups[i]);
    free(setups);
}

void ledger_transitions(struct ledger *ledger)
{
    struct pen *pen = ledger->pen;
    int count;
    struct true_transition *all = running_transitions(ledger->film, ledger->running, &count);
    for (int i = 0; i < count; i++) {
        pen_row(pen, "transition");
        pen_int(pen, i);
        pen_text(pen, all[i].kind);
        pen_int(pen, all[i].first);
        pen_int(pen, all[i].last);
        pen_known(pen, all[i].from);
        pen_known(pen, all[i].to);
        pen_text(pen, all[i].detail);
        if (all[i].near_contact == none_near)
            pen_null(pen, 1);
        else
            pen_int(pen, all[i].near_contact);
        pen_int(pen, all[i].crosses != 0);
        pen_end(pen);
    }
    free(all);
}

static void write_letters(struct pen *pen, int number, const char *kind, struct shown_span span, int shot,
                          const char *words)
{
    pen_row(pen, "lettering");
    pen_int(pen, number);
    pen_text(pen, kind);
    pen_int(pen, span.first);
    pen_int(pen, span.last);
    pen_known(pen, shot);
    pen_text(pen, words);
}

void ledger_lettering(struct ledger *ledger)
{
    static const char *const kinds[] = {
        [card_title] = "title", [card_credits] = "credits", [card_logo] = "logo"};
    const struct screenplay *film = ledger->film;
    struct pen *pen = ledger->pen;
    int number = 0;
    for (size_t i = 0; i < film->shot_count; i++) {
        const struct staged_shot *shot = &film->shots[i];
        if (shot->scene >= 0 || shot->card < card_title)
            continue;
        write_letters(pen, number++, kinds[shot->card], ledger->running->spans[i], (int)i, shot->words);
        pen_null(pen, 3);
        pen_end(pen);
    }
    for (size_t i = 0; i < film->caption_count; i++) {
        const struct caption *caption = &film->captions[i];
        write_letters(pen, number++, "caption", (struct shown_span){caption->first, caption->last}, -1,
                      caption->words);
        pen_real(pen, caption->x * film->width);
        pen_real(pen, caption->y * film->height);
        pen_real(pen, caption->height * film->height);
        pen_end(pen);
    }
}
