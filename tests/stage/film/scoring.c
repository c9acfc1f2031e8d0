/* SPDX-License-Identifier: Apache-2.0 */
#include "film/scoring.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { most_contacts = 4096 };

/* Speech is as loud as if heard this near, so that a long shot's lines can be understood, as films have it.
 */
static const double speech_nearest = 1.2, speech_farthest = 3;
/* Thunder comes after lightning, in seconds; sound takes that for some 400 m. */
static const double thunder_after = 1.2;

static void *grown(void *list, int count, size_t size)
{
    if (count & (count - 1))
        return list;
    list = realloc(list, (size_t)(count ? 2 * count : 1) * size);
    if (!list) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    return list;
}

int64_t sample_of(const struct screenplay *film, double frame)
{
    double sample = frame * sample_rate * film->per / film->rate;
    return (int64_t)(sample + 0.5);
}

static void add_room(struct scoring *s, int64_t at, const char *room, double tone)
{
    s->rooms = grown(s->rooms, s->track.room_count, sizeof *s->rooms);
    struct room_span *span = &s->rooms[s->track.room_count++];
    *span = (struct room_span){.at = at, .tone = tone};
    snprintf(span->room, sizeof span->room, "%s", room);
}

static void add_noise(struct scoring *s, struct noise_event event, struct noise_cause cause)
{
    s->noises = grown(s->noises, s->track.noise_count, sizeof *s->noises);
    s->noise_causes = grown(s->noise_causes, s->track.noise_count, sizeof *s->noise_causes);
    event.seed = scramble((uint64_t)s->track.noise_count + s->track.seed);
    s->noise_causes[s->track.noise_count] = cause;
    s->noises[s->track.noise_count++] = event;
}

/* One shot as the ear follows it: the frames of the film that are its own, from the middle of the join that
 * brings it to the middle of the one that ends it. */
struct heard {
    const struct screenplay *film;
    const struct staged_shot *shot;
    const struct scene *scene;
    int number;
    double begin, end;  /* frames of the film */
    double clock_first; /* the scene's clock at film frame 0, were the shot that long */
};

static struct heard heard_of(const struct screenplay *film, const struct running *running, int number)
{
    const struct staged_shot *shot = &film->shots[number];
    struct heard heard = {film, shot, shot->scene < 0 ? NULL : &film->scenes[shot->scene], number, 0, 0, 0};
    int after = number + 1 < (int)film->shot_count ? film->shots[number + 1].join_frames : 0;
    heard.begin = running->spans[number].first + shot->join_frames / 2.0;
    heard.end = running->spans[number].last + 1 - after / 2.0;
    heard.clock_first = shot->clock - running->spans[number].first;
    return heard;
}

/* Distance and side of a place, as the camera has it at a frame of the film. */
static void hear(const struct heard *heard, double film_frame, struct vec place, double *gain, double *pan)
{
    double frame = film_frame + heard->clock_first - heard->shot->clock;
    struct view view = camera_view(&heard->shot->camera, frame, NULL);
    struct vec way = minus(place, view.at);
    double distance = length_of(way), right = dot(way, view.axes.right);
    *gain = 1 / (distance < 1 ? 1 : distance);
    *pan = distance > 0 ? right / distance * 0.8 : 0;
}

static enum noise_kind noise_of(enum sound_of sound)
{
    static const enum noise_kind kinds[] = {
        [sound_step] = noise_step,       [sound_punch] = noise_punch, [sound_kick] = noise_kick,
        [sound_fall] = noise_fall,       [sound_throw] = noise_throw, [sound_roll] = noise_roll,
        [sound_gunshot] = noise_gunshot, [sound_swing] = noise_swing, [sound_cloth] = noise_swing};
    return kinds[sound];
}

static void add_contacts(struct scoring *s, const struct heard *heard)
{
    const struct scene *scene = heard->scene;
    struct body bodies[most_people];
    struct contact *contacts = malloc(most_contacts * sizeof *contacts);
    double rate = (double)heard->film->rate / heard->film->per;
    for (int i = 0; i < heard->film->people_count; i++)
        bodies[i] = heard->film->people[i].body;
    if (!contacts)
        exit(5);
    int count = contacts_between(scene->deeds, (int)scene->deed_count, bodies, scene->starts,
                                 heard->film->people_count, rate, heard->begin + heard->clock_first,
                                 heard->end + heard->clock_first, contacts, most_contacts);
    for (int i = 0; i < count && i < most_contacts; i++) {
        const struct contact *contact = &contacts[i];
        double at = contact->at - heard->clock_first, gain, pan;
        hear(heard, at, contact->place, &gain, &pan);
        int missed = contact->deed >= 0 && !contact->landed;
        add_noise(
            s,
            (struct noise_event){.kind = missed && contact->sound != sound_gunshot ? noise_swing
                                                                                   : noise_of(contact->sound),
                                 .at = sample_of(heard->film, at),
                                 .gain = gain * contact->strength,
                                 .pan = pan,
                                 .ground = scene->air.weather == weather_rain ? 4 : scene->set->surface},
            (struct noise_cause){heard->number, heard->shot->scene, contact->deed, -1, contact->who,
                                 contact->landed});
    }
    free(contacts);
}

static int effect_noise(const struct effect *effect, enum noise_kind *kind)
{
    switch (effect->kind) {
    case effect_muzzle: *kind = noise_gunshot; return 1;
    case effect_explosion: *kind = noise_explosion; return 1;
    case effect_lightning: *kind = noise_thunder; return 1;
    case effect_fire: *kind = noise_fire; return 1;
    default: return 0;
    }
}

static int within(double x, double begin, double end)
{
    return x >= begin && x < end;
}

/* What lasts is heard for as long as it lasts and the shot too; what strikes, when it does. */
static void add_effects(struct scoring *s, const struct heard *heard)
{
    double rate = (double)heard->film->rate / heard->film->per;
    for (size_t i = 0; i < heard->scene->effect_count; i++) {
        const struct effect *effect = &heard->scene->effects[i];
        enum noise_kind kind;
        double at = effect->at - heard->clock_first, until = at + effect->length, gain, pan;
        if (!effect_noise(effect, &kind))
            continue;
        if (kind == noise_thunder)
            at += thunder_after * rate;
        if (kind == noise_fire) {
            at = at < heard->begin ? heard->begin : at;
            until = until > heard->end ? heard->end : until;
        }
        if (!within(at, heard->begin, heard->end) || (kind == noise_fire && until <= at))
            continue;
        hear(heard, at, effect->place, &gain, &pan);
        int64_t begin = sample_of(heard->film, at);
        add_noise(s,
                  (struct noise_event){
                      .kind = kind,
                      .at = begin,
                      .length = kind == noise_fire ? sample_of(heard->film, until) - begin : 0,
                      .gain = kind == noise_thunder ? effect->strength * 0.5 : gain * effect->strength,
                      .pan = kind == noise_thunder ? 0 : pan},
                  (struct noise_cause){heard->number, heard->shot->scene, -1, (int)i, nobody, 0});
    }
}

static void add_doors(struct scoring *s, const struct heard *heard)
{
    for (size_t i = 0; i < heard->scene->door_count; i++) {
        double at = heard->scene->doors[i].at - heard->clock_first;
        if (within(at, heard->begin, heard->end))
            add_noise(s,
                      (struct noise_event){
                          .kind = noise_door, .at = sample_of(heard->film, at), .gain = 0.3, .pan = 0},
                      (struct noise_cause){heard->number, heard->shot->scene, -1, -1, nobody, 0});
    }
}

static void add_weather(struct scoring *s, const struct heard *heard)
{
    const struct air *air = &heard->scene->air;
    if (air->weather == weather_none || heard->scene->set->indoors)
        return;
    int64_t at = sample_of(heard->film, heard->begin);
    add_noise(s,
              (struct noise_event){.kind = air->weather == weather_rain ? noise_rain : noise_wind,
                                   .at = at,
                                   .length = sample_of(heard->film, heard->end) - at,
                                   .gain = 0.15 * air->strength},
              (struct noise_cause){heard->number, heard->shot->scene, -1, -1, nobody, 0});
}

static void add_lines(struct scoring *s, const struct heard *heard, const struct speeches *speeches)
{
    for (size_t i = 0; i < heard->scene->deed_count; i++) {
        const struct deed *deed = &heard->scene->deeds[i];
        double at = deed->at - heard->clock_first, gain, pan;
        if (deed->verb != deed_say || !within(at, heard->begin, heard->end) ||
            !speeches->of[heard->shot->scene][i].samples)
            continue;
        const struct person *person = &heard->film->people[deed->who];
        struct bearing bearing = scene_bearing(heard->film, heard->scene, deed->who, deed->at);
        hear(heard, at, add(bearing.pose.at, vec(0, person->body.height * 0.9, 0)), &gain, &pan);
        gain = gain > 1 / speech_nearest ? 1 / speech_nearest : gain;
        gain = gain < 1 / speech_farthest ? 1 / speech_farthest : gain;
        s->lines = grown(s->lines, s->track.line_count, sizeof *s->lines);
        s->line_causes = grown(s->line_causes, s->track.line_count, sizeof *s->line_causes);
        struct spoken_line *line = &s->lines[s->track.line_count];
        *line = (struct spoken_line){.at = sample_of(heard->film, at),
                                     .words = deed->words,
                                     .voice = person->voice,
                                     .gain = gain,
                                     .pan = pan * 0.4};
        memcpy(line->room, deed->room, sizeof line->room);
        s->line_causes[s->track.line_count++] =
            (struct line_cause){heard->number, heard->shot->scene, (int)i};
    }
}

static void add_crowd(struct scoring *s, const struct heard *heard)
{
    if (!heard->scene->crowd.count)
        return;
    s->crowds = grown(s->crowds, s->track.crowd_count, sizeof *s->crowds);
    s->crowds[s->track.crowd_count++] =
        (struct crowd_cue){sample_of(heard->film, heard->begin), sample_of(heard->film, heard->end),
                           heard->scene->crowd.count, 0.3};
}

static void add_music(struct scoring *s, const struct screenplay *film)
{
    for (size_t i = 0; i < film->music_count; i++) {
        const struct music *music = &film->music[i];
        s->cues = grown(s->cues, s->track.cue_count, sizeof *s->cues);
        s->cues[s->track.cue_count++] = (struct music_cue){.at = sample_of(film, music->first),
                                                           .until = sample_of(film, music->last + 1),
                                                           .tune = &film->tunes[music->tune],
                                                           .transpose = music->transpose,
                                                           .speed = music->speed,
                                                           .gain = music->gain,
                                                           .fade = sample_rate / 2};
    }
}

void scoring_make(const struct screenplay *film, const struct running *running,
                  const struct speeches *speeches, struct scoring *s)
{
    *s = (struct scoring){.track = {.samples = sample_of(film, running->frames), .seed = film->seed}};
    for (int i = 0; i < (int)film->shot_count; i++) {
        struct heard heard = heard_of(film, running, i);
        add_room(s, sample_of(film, heard.begin), heard.scene ? heard.scene->set->name : "none",
                 heard.scene ? 1 : 0);
        if (!heard.scene)
            continue;
        add_contacts(s, &heard);
        add_effects(s, &heard);
        add_doors(s, &heard);
        add_weather(s, &heard);
        add_lines(s, &heard, speeches);
        add_crowd(s, &heard);
    }
    add_music(s, film);
    s->track.rooms = s->rooms;
    s->track.noises = s->noises;
    s->track.lines = s->lines;
    s->track.cues = s->cues;
    s->track.crowds = s->crowds;
}

void scoring_release(struct scoring *s)
{
    free(s->noise_causes);
    free(s->line_causes);
    free(s->rooms);
    free(s->noises);
    free(s->lines);
    free(s->cues);
    free(s->crowds);
    *s = (struct scoring){0};
}
