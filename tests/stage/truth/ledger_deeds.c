/* SPDX-License-Identifier: Apache-2.0 */
/* What happens in the scenes, and in which frames of the film it is to be seen. */
#include "film/showing.h"
#include "truth/ledger_parts.h"

#include <stdlib.h>

struct contact_list {
    struct contact *items;
    int count;
};

/* All that happens in a scene, in the scene's own time. */
static struct contact_list contacts_of(const struct screenplay *film, const struct scene *scene)
{
    struct body bodies[most_people];
    double from = 0, until = 0;
    screenplay_bodies(film, bodies);
    for (size_t i = 0; i < scene->deed_count; i++) {
        const struct deed *deed = &scene->deeds[i];
        from = deed->at < from ? deed->at : from;
        until = deed->at + deed->length + 1 > until ? deed->at + deed->length + 1 : until;
    }
    struct contact_list list = {0};
    int deeds = (int)scene->deed_count;
    double rate = screenplay_rate(film);
    list.count = contacts_between(scene->deeds, deeds, bodies, scene->starts, film->people_count, rate, from,
                                  until, NULL, 0);
    list.items = ledger_room((size_t)list.count, sizeof *list.items);
    contacts_between(scene->deeds, deeds, bodies, scene->starts, film->people_count, rate, from, until,
                     list.items, list.count);
    return list;
}

/* Whether what a deed does to somebody met them; -1 where it does nothing to anybody. */
static int landed(const struct contact_list *contacts, const struct deed *deed, int number, double impact)
{
    int met = -1;
    double nearest = 1e9;
    for (int i = 0; i < contacts->count && deed->whom != nobody && impact >= 0; i++) {
        const struct contact *contact = &contacts->items[i];
        double away = contact->at - deed->at - impact;
        away = away < 0 ? -away : away;
        if (contact->deed != number || away >= nearest)
            continue;
        nearest = away;
        met = contact->landed != 0;
    }
    return met;
}

/* How much faster than its choreography says; 0 where none does. */
static double speed_of(const struct screenplay *film, const struct deed *deed)
{
    if (deed->choreography < 0 || deed->choreography >= film->choreography_count || deed->move < 1)
        return 0;
    const struct choreography *choreography = &film->choreographies[deed->choreography];
    if (deed->move > choreography->count || deed->length <= 0)
        return 0;
    double written = choreography->moves[deed->move - 1].length;
    return (written > 0 ? written : verb_length(deed->verb)) / deed->length;
}

static void write_move(struct pen *pen, const struct screenplay *film, const struct deed *deed)
{
    double speed = speed_of(film, deed);
    pen_int(pen, deed->mirror != 0);
    pen_known(pen, deed->choreography);
    pen_known(pen, deed->move > 0 ? deed->move : -1);
    if (speed > 0)
        pen_real(pen, speed);
    else
        pen_null(pen, 1);
}

static void write_deed(struct ledger *ledger, int scene, int number, const struct contact_list *contacts)
{
    const struct deed *deed = &ledger->film->scenes[scene].deeds[number];
    struct pen *pen = ledger->pen;
    double impact = deed_impact(deed);
    int spoken = deed->verb == deed_say;
    pen_row(pen, "deed");
    pen_int(pen, ledger->first_deed[scene] + number);
    pen_int(pen, scene);
    pen_int(pen, number);
    pen_text(pen, verb_name(deed->verb));
    pen_int(pen, deed->who);
    pen_known(pen, deed->whom);
    pen_real(pen, deed->at);
    pen_real(pen, deed->length);
    write_move(pen, ledger->film, deed);
    if (impact < 0)
        pen_null(pen, 1);
    else
        pen_real(pen, deed->at + impact);
    pen_known(pen, landed(contacts, deed, number, impact));
    pen_said(pen, spoken ? deed->words : "");
    pen_said(pen, spoken ? deed->thread : "");
    pen_said(pen, spoken ? deed->room : "");
    pen_end(pen);
}

static void write_deed_shown(struct ledger *ledger, int scene, int number)
{
    const struct deed *deed = &ledger->film->scenes[scene].deeds[number];
    struct pen *pen = ledger->pen;
    double impact = deed_impact(deed);
    for (size_t i = 0; i < ledger->film->shot_count; i++) {
        struct shown_span span, hit;
        if (ledger->film->shots[i].scene != scene ||
            !showing_span(ledger->film, ledger->running, (int)i, deed->at, deed->at + deed->length, &span))
            continue;
        pen_row(pen, "deed_shown");
        pen_int(pen, ledger->first_deed[scene] + number);
        pen_int(pen, (int)i);
        pen_int(pen, span.first);
        pen_int(pen, span.last);
        double at = deed->at + impact;
        int hits = impact >= 0 && showing_span(ledger->film, ledger->running, (int)i, at, at, &hit);
        pen_known(pen, hits ? hit.first : -1);
        pen_end(pen);
    }
}

void ledger_deeds(struct ledger *ledger)
{
    for (size_t i = 0; i < ledger->film->scene_count; i++) {
        const struct scene *scene = &ledger->film->scenes[i];
        struct contact_list contacts = contacts_of(ledger->film, scene);
        for (size_t k = 0; k < scene->deed_count; k++) {
            write_deed(ledger, (int)i, (int)k, &contacts);
            write_deed_shown(ledger, (int)i, (int)k);
        }
        free(contacts.items);
    }
}

/* The first and last frame of the film in which a shot has any of the effect's light or matter. */
static int effect_span(const struct ledger *ledger, int shot, const struct effect *effect,
                       struct shown_span *span)
{
    const struct staged_shot *staged = &ledger->film->shots[shot];
    int from = ledger->running->spans[shot].first;
    *span = (struct shown_span){from + staged->frames, -1};
    for (int k = 0; k < staged->frames; k++) {
        if (effect_level(effect, staged->clock + k) <= 0)
            continue;
        span->first = span->last < 0 ? from + k : span->first;
        span->last = from + k;
    }
    return span->last >= 0;
}

static void write_effect(struct ledger *ledger, int scene, int number, const struct effect *effect)
{
    struct pen *pen = ledger->pen;
    pen_row(pen, "effect");
    pen_int(pen, number);
    pen_int(pen, scene);
    pen_text(pen, effect_name(effect->kind));
    pen_real(pen, effect->at);
    pen_real(pen, effect->length);
    pen_place(pen, effect->place);
    pen_real(pen, effect->strength);
    if (effect->kind == effect_strobe)
        pen_real(pen, effect->period);
    else
        pen_null(pen, 1);
    pen_end(pen);
    for (size_t i = 0; i < ledger->film->shot_count; i++) {
        struct shown_span span;
        if (ledger->film->shots[i].scene != scene || !effect_span(ledger, (int)i, effect, &span))
            continue;
        pen_row(pen, "effect_shown");
        pen_int(pen, number);
        pen_int(pen, (int)i);
        pen_int(pen, span.first);
        pen_int(pen, span.last);
        pen_end(pen);
    }
}

void ledger_effects(struct ledger *ledger)
{
    for (size_t i = 0; i < ledger->film->scene_count; i++) {
        const struct scene *scene = &ledger->film->scenes[i];
        for (size_t k = 0; k < scene->effect_count; k++)
            write_effect(ledger, (int)i, ledger->first_effect[i] + (int)k, &scene->effects[k]);
    }
}

void ledger_seams(struct ledger *ledger)
{
    struct pen *pen = ledger->pen;
    ledger->seams = ledger_room(ledger->film->shot_count, sizeof *ledger->seams);
    for (size_t i = 0; i < ledger->film->shot_count; i++) {
        const struct staged_shot *shot = &ledger->film->shots[i];
        int begin = shot->seam.begin, end = shot->seam.end;
        begin = begin < 0 ? 0 : begin;
        end = end >= shot->frames ? shot->frames - 1 : end;
        if (shot->scene < 0 || shot->seam.who == nobody || begin > end)
            continue;
        ledger->seams[ledger->grain_seams++] = (struct planted_seam){ledger->seam_count, (int)i};
        pen_row(pen, "seam");
        pen_int(pen, ledger->seam_count++);
        pen_text(pen, "grain");
        pen_int(pen, (int)i);
        pen_int(pen, ledger->running->spans[i].first + begin);
        pen_int(pen, ledger->running->spans[i].first + end);
        pen_int(pen, shot->seam.who);
        pen_real(pen, shot->seam.grain);
        pen_null(pen, 2);
        pen_end(pen);
    }
}
