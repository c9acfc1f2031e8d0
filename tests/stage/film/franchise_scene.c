/* SPDX-License-Identifier: Apache-2.0 */
/* Writes down what happens in each scene: who is there, what they do and say, and when. */
#include "film/franchise_parts.h"

#include <stdarg.h>
#include <string.h>

struct happening {
    double at;
    char text[320];
};

struct scene_writer {
    const struct film *film;
    int number, part;
    const struct unit *unit;
    const struct staging *staging;
    struct happening *happenings;
    int count, room;
};

static const char *name_of(const struct scene_writer *w, int who)
{
    return w->film->story.cast[w->unit->people[who]].name;
}

/* Kept in order of time; what comes at one time stays in the order in which it was told. */
static void __attribute__((format(printf, 3, 4)))
happen(struct scene_writer *w, double at, const char *form, ...)
{
    w->happenings = grown(w->happenings, w->count + 1, &w->room, sizeof *w->happenings);
    int n = w->count++;
    for (; n > 0 && w->happenings[n - 1].at > at; n--)
        w->happenings[n] = w->happenings[n - 1];
    va_list values;
    va_start(values, form);
    w->happenings[n].at = at;
    vsnprintf(w->happenings[n].text, sizeof w->happenings[n].text, form, values);
    va_end(values);
}

static int until_of(const struct scene_writer *w)
{
    return lead_in + w->unit->frames;
}

/* ---- what people do ---- */

static void put_start(const struct scene_writer *w, int who, struct spot spot, FILE *script)
{
    double turn = spot.heading;
    while (turn > 180)
        turn -= 360;
    fprintf(script, "  %s at %.2f %.2f heading %.0f\n", name_of(w, who), spot.x, spot.z, turn);
}

/* Where the second comes from: straight behind their place, as far as the floor goes. */
static double way_in(const struct scene_writer *w, struct spot *from)
{
    struct spot spot = w->staging->spots[1];
    double far = 0;
    while (far < 2.5 && place_free(w->staging->set, spot.x - sine(spot.heading) * (far + 0.2),
                                   spot.z - cosine(spot.heading) * (far + 0.2), 0.3))
        far += 0.2;
    *from =
        (struct spot){spot.x - sine(spot.heading) * far, spot.z - cosine(spot.heading) * far, spot.heading};
    return far;
}

static void tell_lines(struct scene_writer *w)
{
    const struct story *story = &w->film->story;
    struct stream s = stream_of(scramble((uint64_t)w->number ^ scramble(w->film->order->seed)), "gestures");
    for (int i = 0; i < w->unit->line_count; i++) {
        const struct told_line *line = &w->unit->lines[i];
        char thread[32] = "", room[32] = "";
        double gestures = draw(&s);
        if (line->thread)
            snprintf(thread, sizeof thread, " thread %s", story->threads[line->thread - 1].noun);
        if (story->voice_seam == w->number && i == 1)
            snprintf(room, sizeof room, " room %s", w->staging->set->indoors ? "street" : "apartment");
        happen(w, line->at, "%s say \"%s\"%s%s", name_of(w, line->who), line->words, thread, room);
        if (line->emphatic || gestures < 0.25)
            happen(w, line->at + 4, "%s gesture", name_of(w, line->who));
    }
}

static void tell_talk(struct scene_writer *w, FILE *script)
{
    struct spot from;
    double far = way_in(w, &from);
    int enters = w->unit->enters && far > 0.8;
    put_start(w, 0, w->staging->spots[0], script);
    put_start(w, 1, enters ? from : w->staging->spots[1], script);
    if (w->unit->count > 2 && w->staging->spots[2].heading > -999)
        put_start(w, 2, w->staging->spots[2], script);
    if (enters)
        happen(w, lead_in - 12, "%s walk %.2f %.2f for 56", name_of(w, 1), w->staging->spots[1].x,
               w->staging->spots[1].z);
    if (w->unit->leaves && far > 0.8)
        happen(w, until_of(w) - 46, "%s walk %.2f %.2f for 60", name_of(w, 1), from.x, from.z);
}

static void tell_way(struct scene_writer *w, FILE *script)
{
    const struct staging *staging = w->staging;
    const char *verb = staging->act == kind_chase ? "run" : "walk";
    double leg = (staging->walk_until - staging->walk_from) / (double)staging->legs;
    for (int who = 0; who < 2; who++) {
        struct spot start = staging_leg(staging, who, 0);
        start.heading = staging->from.heading;
        put_start(w, who, start, script);
        for (int i = 0; i < staging->legs; i++) {
            struct spot to = staging_leg(staging, who, i + 1);
            int at = staging->walk_from + (int)(leg * i), next = staging->walk_from + (int)(leg * (i + 1));
            happen(w, at, "%s %s %.2f %.2f for %d", name_of(w, who), verb, to.x, to.z, next - at);
        }
    }
}

static void tell_duels(struct scene_writer *w)
{
    const struct choreography_style *style =
        &w->film->styles[film_which(w->film, w->unit, knob_choreography)].choreography;
    const char *other = film_which(w->film, w->unit, knob_choreography) ? "other_" : "";
    struct danced danced[24];
    int count = duels_plan(w->film, w->number, danced, 24);
    for (int i = 0; i < count; i++) {
        const struct danced *d = &danced[i];
        char varied[96] = "";
        int used = snprintf(varied, sizeof varied, "%s speed %.2f", d->mirror ? " mirror" : "", d->speed);
        if (d->without_count)
            used += snprintf(varied + used, sizeof varied - (size_t)used, " without");
        for (int k = 0; k < d->without_count; k++)
            used += snprintf(varied + used, sizeof varied - (size_t)used, " %d", d->without[k]);
        if (d->added != deed_kinds)
            snprintf(varied + used, sizeof varied - (size_t)used, " add %d b %s%s", d->add_at,
                     verb_name(d->added), d->added == deed_dodge ? "" : " a");
        happen(w, d->at, "perform %s%s %s %s%s", other, style->duels[d->duel].name, name_of(w, d->swapped),
               name_of(w, !d->swapped), varied);
    }
}

static double ground_at(const struct scene_writer *w, struct spot spot)
{
    return w->staging->set->ground ? w->staging->set->ground(spot.x, spot.z) : 0;
}

static void muzzle(struct scene_writer *w, double at, struct spot spot)
{
    double y = ground_at(w, spot);
    happen(w, at, "muzzle at %.2f %.2f %.2f", spot.x + sine(spot.heading) * 0.75, y + 1.4,
           spot.z + cosine(spot.heading) * 0.75);
}

static void tell_shots_of_duels(struct scene_writer *w)
{
    struct deed *deeds = calloc(most_duel_deeds, sizeof *deeds);
    if (!deeds)
        exit(5);
    int count = duels_deeds(w->film, w->number, deeds, most_duel_deeds);
    for (int i = 0; i < count; i++) {
        if (deeds[i].verb == deed_shoot && deed_impact(&deeds[i]) >= 0)
            muzzle(w, (int)(deeds[i].at + deed_impact(&deeds[i])), w->staging->spots[deeds[i].who & 1]);
    }
    free(deeds);
}

static void tell_bang(struct scene_writer *w)
{
    struct stream s = detail_of(w->film, w->number, knob_sets, "bang");
    int indoors = w->staging->set->indoors;
    struct spot place = staging_behind(w->staging, indoors ? 3.5 : 6);
    int at = lead_in + w->unit->frames / 3 + draw_one_of(&s, w->unit->frames / 3 + 1);
    double strength = indoors ? draw_between(&s, 0.3, 0.6) : draw_between(&s, 0.6, 1.3);
    double floor = ground_at(w, place);
    happen(w, at, "explosion at %.2f %.2f %.2f strength %.2f", place.x, floor + 0.6, place.z, strength);
    happen(w, at + 6, "fire at %.2f %.2f %.2f for %d strength %.2f", place.x, floor + 0.1, place.z,
           until_of(w) - at + 100, strength);
    happen(w, at + 10, "smoke at %.2f %.2f %.2f for 120 strength %.2f", place.x, floor + 0.8, place.z,
           strength * 0.6);
}

/* Who shoots stands still for it, and then runs on. */
static void run_on(struct scene_writer *w, int at)
{
    const struct staging *staging = w->staging;
    double leg = (staging->walk_until - staging->walk_from) / (double)staging->legs;
    int n = (int)((at - staging->walk_from) / leg), end = staging->walk_from + (int)(leg * (n + 1));
    struct spot to = staging_leg(staging, 1, n + 1);
    if (n < staging->legs && end - at > 8)
        happen(w, at, "%s run %.2f %.2f for %d", name_of(w, 1), to.x, to.z, end - at);
}

static void tell_chase(struct scene_writer *w)
{
    struct stream s = detail_of(w->film, w->number, knob_choreography, "shots");
    int lasts = (int)verb_length(deed_shoot);
    for (int at = lead_in + 20 + draw_one_of(&s, 40); at < until_of(w) - 12; at += 50 + draw_one_of(&s, 80)) {
        struct deed shot = {.at = at, .length = lasts, .who = 1, .whom = 0, .verb = deed_shoot};
        double fires = draw(&s), fired = at + deed_impact(&shot);
        if (fires > 0.7)
            continue;
        happen(w, at, "%s shoot", name_of(w, 1));
        muzzle(w, (int)fired, staging_walker(w->staging, 1, at));
        run_on(w, at + lasts);
    }
}

static void tell_dance(struct scene_writer *w)
{
    const char *other = film_which(w->film, w->unit, knob_sound) ? "other_" : "";
    const char *tune = w->film->styles[*other != 0].sound.tunes[2].name;
    for (int who = 0; who < 2; who++)
        happen(w, 12 * who, "%s dance for %d%s tune %s%s", name_of(w, who), until_of(w) + jump_room,
               who ? " mirror" : "", other, tune);
    struct stream s = detail_of(w->film, w->number, knob_sets, "strobe");
    int at = lead_in + 30 + draw_one_of(&s, 80), length = 48 + draw_one_of(&s, 96),
        period = 4 + draw_one_of(&s, 5);
    if (w->staging->set->indoors && w->staging->set->night && draw(&s) < 0.75)
        happen(w, at, "strobe at %.2f 2.60 %.2f for %d period %d", staging_behind(w->staging, 1).x,
               staging_behind(w->staging, 1).z, length, period);
}

static void tell_quiet(struct scene_writer *w)
{
    struct stream s = stream_of(scramble((uint64_t)w->number ^ scramble(w->film->order->seed)), "quiet");
    int turn = draw_one_of(&s, 120) - 60, at = lead_in + 20 + draw_one_of(&s, 60);
    if (w->unit->count > 0)
        happen(w, at, "%s turn %.0f for 24", name_of(w, 0),
               w->staging->spots[0].heading > 180 ? w->staging->spots[0].heading - 360 + turn * 0.5
                                                  : w->staging->spots[0].heading + turn * 0.5);
}

/* ---- who else is there ---- */

static void tell_crowd(struct scene_writer *w, FILE *script)
{
    const struct staging *staging = w->staging;
    const struct floor_piece *where = &staging->crowded;
    int dances = staging->act == kind_dance || !strcmp(staging->set->name, "nightclub");
    int fight = staging->act == kind_fight;
    if (!staging->crowd)
        return;
    fprintf(script, "  crowd %d %s from %.1f %.1f to %.1f %.1f%s\n", staging->crowd,
            fight    ? "watches"
            : dances ? "dances"
                     : "strolls",
            where->x0, where->z0, where->x1, where->z1, fight ? " reacts" : "");
}

static void tell_traps(struct scene_writer *w)
{
    struct stream s = detail_of(w->film, w->number, knob_sets, "traps");
    double passes = draw(&s), flashes = draw(&s), strength = draw_between(&s, 0.7, 1.8);
    enum story_kind act = w->staging->act;
    int action = act == kind_fight || act == kind_chase, in_row = 1 + draw_one_of(&s, 4);
    int span = w->unit->frames > 60 ? w->unit->frames - 40 : 20;
    int at = lead_in + 20 + draw_one_of(&s, span), then = lead_in + 20 + draw_one_of(&s, span);
    if (w->staging->lightning)
        happen(w, at, "lightning strength %.2f", strength);
    for (int i = 0; i < in_row && act != kind_quiet && passes < (action ? 0.45 : 0.18); i++) {
        happen(w, then, "passer for %d", 6 + then % 9);
        then = lead_in + 20 + draw_one_of(&s, span);
    }
    struct spot press = staging_behind(w->staging, 1.5);
    for (int i = 0; i < in_row && act != kind_dance && flashes < (action ? 0.4 : 0.15); i++) {
        happen(w, at + 5, "flash at %.2f %.2f %.2f", press.x, ground_at(w, press) + 1.6, press.z);
        at += 6 + draw_one_of(&s, 40);
    }
}

/* ---- the scene ---- */

static void put_scene_line(const struct scene_writer *w, FILE *script)
{
    const struct palette_style *palette =
        &w->film->styles[film_which(w->film, w->unit, knob_palette)].palette;
    struct stream s = detail_of(w->film, w->number, knob_palette, "light");
    double bent = draw_normal(&s), dims = draw(&s), dimmed = draw_between(&s, 0.45, 0.75);
    bent = bent < -1.5 ? -1.5 : bent > 1.5 ? 1.5 : bent;
    double light =
        palette->light * exponential2(palette->uneven * bent) * (dims < palette->dark ? dimmed : 1);
    double seen = 0.2126 * (double)palette->tint.red + 0.7152 * (double)palette->tint.green +
                  0.0722 * (double)palette->tint.blue;
    char hex[8], name[name_room];
    scene_name_of(w->unit, w->part, name);
    if (w->unit->departed && w->film->order->departure.knobs)
        fputs("\n# departs", script);
    fprintf(script, "\nscene %s set %s dressing %d light %.2f tint %s\n", name, w->staging->set->name,
            (int)w->staging->dressing, light / seen, told_colour(palette->tint, hex));
}

static void put_air_and_line(const struct scene_writer *w, FILE *script)
{
    const struct air *air = &w->staging->air;
    if (air->weather != weather_none)
        fprintf(script, "  weather %s %.2f\n", weather_name(air->weather), air->strength);
    if (!staging_walks(w->staging) && w->unit->count > 1)
        fprintf(script, "  line %s %s side %s\n", name_of(w, 0), name_of(w, 1),
                w->staging->side > 0 ? "right" : "left");
}

static void tell_act(struct scene_writer *w, FILE *script)
{
    enum story_kind act = w->staging->act;
    if (act == kind_talk) {
        tell_talk(w, script);
    } else if (staging_walks(w->staging)) {
        tell_way(w, script);
    } else {
        for (int who = 0; who < w->unit->count && who < 2; who++)
            put_start(w, who, w->staging->spots[who], script);
    }
    if (staging_fights(w->staging)) {
        tell_duels(w);
        tell_shots_of_duels(w);
    }
    if (act == kind_chase)
        tell_chase(w);
    if (w->unit->bang && (act == kind_fight || act == kind_chase))
        tell_bang(w);
    if (act == kind_dance)
        tell_dance(w);
    if (act == kind_quiet)
        tell_quiet(w);
    if (w->unit->kind != kind_montage)
        tell_lines(w);
}

void scenes_put(const struct film *film, int unit, FILE *script)
{
    for (int part = 0; part < film->story.units[unit].parts; part++) {
        struct scene_writer w = {.film = film,
                                 .number = unit,
                                 .part = part,
                                 .unit = &film->story.units[unit],
                                 .staging = &film->stagings[unit][part]};
        put_scene_line(&w, script);
        put_air_and_line(&w, script);
        tell_act(&w, script);
        tell_crowd(&w, script);
        tell_traps(&w);
        for (int i = 0; i < w.count; i++)
            fprintf(script, "  at %.0f %s\n", w.happenings[i].at, w.happenings[i].text);
        free(w.happenings);
    }
}
