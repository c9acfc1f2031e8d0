/* SPDX-License-Identifier: Apache-2.0 */
/* What happens in a film: whose it is, what they do in which order for how long, and what they say. No knob
 * has a part in it. */
#include "film/franchise_parts.h"

#include <string.h>

static void draw_cast(struct stream *s, struct story *story)
{
    static const int hairs[] = {0x201510, 0x5a2a10, 0x0e0c0c, 0xa87838, 0x8c8680, 0x6a1c0c};
    story->cast_count = 3 + draw_one_of(s, 3);
    for (int i = 0; i < story->cast_count; i++) {
        struct cast_member *member = &story->cast[i];
        int woman, taken;
        do {
            words_name(s, member->name, sizeof member->name, &woman);
            taken = 0;
            for (int k = 0; k < i; k++)
                taken |= !strcmp(story->cast[k].name, member->name);
        } while (taken);
        double tall = draw_normal(s);
        member->height = (woman ? 1.67 : 1.79) + 0.06 * tall;
        member->girth = draw_between(s, 0.86, 1.16);
        member->skin = draw_one_of(s, 5);
        member->hair_style = woman ? hair_long : draw(s) < 0.07 ? hair_none : hair_short;
        if (woman && draw(s) < 0.3)
            member->hair_style = hair_short;
        member->hair = hairs[draw_one_of(s, 6)];
        member->coat = draw(s) < 0.35;
        int english = draw_one_of(s, 2), voice = 1 + draw_one_of(s, woman ? 4 : 7);
        snprintf(member->voice, sizeof member->voice, "%s+%c%d", english ? "en-gb" : "en-us",
                 woman ? 'f' : 'm', voice);
    }
}

static void draw_threads(struct stream *s, struct story *story)
{
    story->thread_count = 2 + draw_one_of(s, most_threads - 1);
    for (int i = 0; i < story->thread_count; i++) {
        int taken;
        do {
            words_thread(s, &story->threads[i]);
            taken = 0;
            for (int k = 0; k < i; k++)
                taken |= !strcmp(story->threads[k].noun, story->threads[i].noun);
        } while (taken);
    }
}

static enum story_kind draw_kind(struct stream *s, int genre, enum story_kind before)
{
    static const double weights[3][kind_count] = {{6, 2, 0.5, 0.3, 1, 2, 0.7, 0.3},
                                                  {3, 1, 3, 2.5, 0.7, 1, 0.5, 1.2},
                                                  {4, 1.5, 0.5, 0.3, 3.5, 1, 1.5, 1}};
    double now[kind_count];
    memcpy(now, weights[genre], sizeof now);
    now[before] *= before == kind_talk ? 0.6 : 0;
    return (enum story_kind)draw_weighted(s, now, kind_count);
}

static const char *const kind_names[kind_count] = {"talk",  "walk",  "fight",   "chase",
                                                   "dance", "quiet", "montage", "training"};

static void draw_people(struct stream *s, const struct story *story, struct unit *unit)
{
    unit->count = unit->kind == kind_quiet ? draw_one_of(s, 2) : 2;
    if (unit->kind == kind_talk && story->cast_count > 2 && draw(s) < 0.25)
        unit->count = 3;
    for (int i = 0; i < 3; i++) {
        /* The first two of the cast are what the film is about. */
        double weights[most_cast] = {4, 3, 1, 1, 1, 1};
        for (int k = 0; k < i; k++)
            weights[unit->people[k]] = 0;
        unit->people[i] = draw_weighted(s, weights, story->cast_count);
    }
}

static void draw_parts(struct stream *s, struct unit *unit)
{
    static const enum story_kind acts[] = {kind_training, kind_quiet, kind_walk, kind_dance};
    unit->parts = unit->kind == kind_montage ? 3 + draw_one_of(s, 2) : 1;
    for (int i = 0; i < unit->parts; i++)
        unit->acts[i] = unit->kind == kind_montage ? acts[i] : unit->kind;
}

static void draw_unit(struct stream *s, struct story *story, int genre, double seconds)
{
    static const double longer[kind_count] = {1, 0.9, 0.8, 0.8, 0.7, 0.55, 0.6, 0.7};
    static const char *const captions[] = {"THREE DAYS LATER", "THE NEXT DAY", "MEANWHILE",
                                           "ONE YEAR EARLIER", "A WEEK BEFORE"};
    struct unit *unit = &story->units[story->unit_count];
    int n = story->unit_count;
    unit->kind = n == 0                 ? kind_quiet
                 : n == 1               ? kind_talk
                 : n == 2               ? (genre == 2 ? kind_dance : kind_fight)
                 : n == 3 && genre == 2 ? kind_fight
                                        : draw_kind(s, genre, unit[-1].kind);
    snprintf(unit->name, sizeof unit->name, "%s%d", kind_names[unit->kind], n + 1);
    double stretch = draw_between(s, 0.7, 1.4);
    unit->frames = (int)(seconds * longer[unit->kind] * stretch * film_rate);
    draw_people(s, story, unit);
    draw_parts(s, unit);
    unit->enters = draw(s) < 0.4;
    unit->leaves = draw(s) < 0.35;
    unit->bang = draw(s) < 0.5;
    unit->crowd = 8 + draw_one_of(s, 24);
    int later = n > 1 && draw(s) < 0.12, which = draw_one_of(s, 5);
    unit->caption = later ? captions[which] : NULL;
    story->unit_count++;
}

static void draw_units(struct stream *s, struct story *story, const struct film_order *order)
{
    int genre = draw_one_of(s, 3), all = (int)(order->minutes * 60 * film_rate);
    int brief = order->minutes < 1.5;
    story->logo = brief ? 36 : 48 + draw_one_of(s, 48);
    story->title_card = brief ? 48 : 60 + draw_one_of(s, 36);
    story->credits = brief ? 72 : 120 + draw_one_of(s, 120);
    double seconds = order->minutes * 60 / 8;
    seconds = seconds < 8 ? 8 : seconds > 42 ? 42 : seconds;
    if (order->scene_seconds > 0)
        seconds = order->scene_seconds;
    int at = story->logo + story->title_card, until = all - story->credits;
    if (until - at < 8 * film_rate)
        until = at + 8 * film_rate;
    story->units = calloc(most_units, sizeof *story->units);
    if (!story->units)
        exit(5);
    while (at < until && story->unit_count < most_units) {
        struct unit *unit = &story->units[story->unit_count];
        draw_unit(s, story, genre, seconds);
        unit->begin = at;
        /* What is left over is too short for a scene of its own. */
        if (until - at - unit->frames < 4 * film_rate)
            unit->frames = until - at;
        at += unit->frames;
    }
    story->frames = at + story->credits;
}

static int speaks(const struct unit *unit)
{
    return unit->kind == kind_talk || unit->kind == kind_walk;
}

/* A unit in which people speak, in this part of the film; -1. */
static int speaking_unit(struct stream *s, const struct story *story, int from, int until)
{
    int found = -1, seen = 0;
    for (int i = from; i < until; i++) {
        if (speaks(&story->units[i]) && draw_one_of(s, ++seen) == 0)
            found = i;
    }
    return found;
}

static void place_threads(struct stream *s, struct story *story)
{
    for (int i = 0; i < story->thread_count; i++) {
        struct thread *thread = &story->threads[i];
        thread->planted = speaking_unit(s, story, 0, (story->unit_count * 2 + 2) / 3);
        if (thread->planted >= 0 && draw(s) < 0.6)
            thread->taken_up = speaking_unit(s, story, thread->planted + 1, story->unit_count);
    }
    story->grain_seam = draw(s) < 0.25 ? speaking_unit(s, story, 0, story->unit_count) : -1;
    story->voice_seam = draw(s) < 0.25 ? speaking_unit(s, story, 0, story->unit_count) : -1;
    story->misspelt = draw_one_of(s, 30);
    story->missing = draw_one_of(s, 12);
    story->late = draw(s) < 0.3 ? draw_one_of(s, 20) : 0;
    for (int i = 0; i < most_crew + most_cast; i++)
        words_full_name(s, story->crew[i]);
}

/* A thing that is none of the film's threads. */
static void draw_thing(struct stream *s, const struct story *story, struct thread *thing)
{
    int taken;
    do {
        words_thread(s, thing);
        taken = 0;
        for (int i = 0; i < story->thread_count; i++)
            taken |= !strcmp(story->threads[i].noun, thing->noun);
    } while (taken);
}

/* Frames that a voice needs: espeak-ng's 175 words a minute are 14 letters a second; kept a little longer. */
static int spoken_frames(const char *words)
{
    return 12 + (int)strlen(words) * film_rate * 2 / 25;
}

static int add_line(struct unit *unit, int at, int who, const char *words)
{
    struct told_line *line = &unit->lines[unit->line_count];
    int length = spoken_frames(words);
    if (unit->line_count == most_lines || at + length > lead_in + unit->frames - 10)
        return 0;
    *line = (struct told_line){.at = at, .length = length, .who = who};
    snprintf(line->words, sizeof line->words, "%s", words);
    unit->line_count++;
    return at + length;
}

static int say_threads(struct stream *s, struct story *story, struct unit *unit, int at)
{
    int number = (int)(unit - story->units);
    for (int i = 0; i < story->thread_count; i++) {
        struct thread *thread = &story->threads[i];
        char words[words_room];
        if (thread->planted != number && thread->taken_up != number)
            continue;
        if (thread->planted == number)
            words_plant(s, thread->phrase, words);
        else
            words_take_up(s, thread->phrase, words);
        int who = draw_one_of(s, 2), pause = 8 + draw_one_of(s, 12), end = add_line(unit, at, who, words);
        if (end) {
            unit->lines[unit->line_count - 1].thread = i + 1;
            at = end + pause;
        } else if (thread->planted == number) {
            thread->planted = thread->taken_up = -1;
        } else {
            thread->taken_up = -1;
        }
    }
    return at;
}

/* Somebody of the cast who is not there, whom they can talk about. */
static const char *absent(const struct story *story, const struct unit *unit)
{
    for (int i = story->cast_count - 1; i > 0; i--) {
        if (i != unit->people[0] && i != unit->people[1] && (unit->count < 3 || i != unit->people[2]))
            return story->cast[i].name;
    }
    return "Henry";
}

static void tell_talk(struct stream *s, struct story *story, struct unit *unit)
{
    int at = lead_in + (unit->enters && unit->kind == kind_talk ? 56 : 14), turn = draw_one_of(s, 2);
    int until = lead_in + unit->frames - (unit->leaves ? 50 : 0);
    at = say_threads(s, story, unit, at);
    while (at < until) {
        struct thread thing;
        char ask[words_room], answer[words_room];
        draw_thing(s, story, &thing);
        int loud = draw(s) < 0.14, between = 5 + draw_one_of(s, 14), after = 8 + draw_one_of(s, 26);
        if (loud)
            words_emphatic(s, thing.phrase, absent(story, unit), ask);
        else
            words_pair(s, thing.phrase, absent(story, unit), ask, answer);
        int end = add_line(unit, at, turn, ask);
        if (!end)
            break;
        unit->lines[unit->line_count - 1].emphatic = loud;
        if (!loud)
            end = add_line(unit, end + between, !turn, answer);
        if (!end)
            break;
        at = end + after;
        turn = draw(s) < 0.35 ? !turn : turn;
    }
}

static void tell_unit(struct stream *s, struct story *story, struct unit *unit)
{
    struct thread thing;
    char words[words_room];
    if (speaks(unit)) {
        tell_talk(s, story, unit);
    } else if (unit->kind == kind_fight || unit->kind == kind_chase || unit->kind == kind_dance) {
        draw_thing(s, story, &thing);
        words_emphatic(s, thing.phrase, absent(story, unit), words);
        int who = draw_one_of(s, 2);
        if (draw(s) < 0.6 && add_line(unit, lead_in + 6, who, words))
            unit->lines[unit->line_count - 1].emphatic = 1;
    }
}

void story_tell(struct story *story, const struct film_order *order)
{
    struct stream s = stream_of(scramble(order->seed ^ scramble((uint64_t)order->number)), "story");
    memset(story, 0, sizeof *story);
    draw_cast(&s, story);
    draw_threads(&s, story);
    words_title(&s, &story->threads[0], story->title);
    draw_units(&s, story, order);
    place_threads(&s, story);
    for (int i = 0; i < story->unit_count; i++)
        tell_unit(&s, story, &story->units[i]);
    /* A thread is not taken up before it was planted in fact. */
    for (int i = 0; i < story->unit_count; i++) {
        const struct unit *unit = &story->units[i];
        double middle = (unit->begin + unit->frames / 2.0) / story->frames;
        story->units[i].departed = middle >= order->departure.from && middle < order->departure.until;
    }
}

void story_release(struct story *story)
{
    free(story->units);
    story->units = NULL;
}
