/* SPDX-License-Identifier: Apache-2.0 */
#include "sound/soundtrack.h"

#include "sound/ambience.h"
#include "sound/chamber.h"
#include "sound/filter.h"
#include "sound/noise_maker.h"
#include "sound/orchestra.h"
#include "sound/riff.h"
#include "sound/sample_room.h"
#include "sound/spoken.h"
#include "sound/walla.h"

#include <string.h>

enum { block = 4800, swell = 960, cheer_length = 2 * sample_rate };

enum source { source_noise, source_line, source_cue, source_crowd };

/* What begins at a sample, by its kind and its number in the film's list. */
struct entrance {
    int64_t at;
    enum source source;
    int number;
};

/* What sounds now; what it is made of depends on its source. */
struct sounding {
    enum stem stem;
    int64_t at, until;
    int room;
    double gain;
    float left, right; /* shares */
    float *samples;    /* of what was made beforehand */
    struct ambience *ambience;
    struct orchestra *orchestra;
    struct walla *walla;
};

struct desk {
    const struct soundtrack *film;
    struct entrance *entrances;
    int entrance_count, entered;
    struct sounding *sounding;
    int sounding_count, sounding_room;
    struct room_tone *tones[room_kinds];
    struct chamber *chambers[stem_count][room_kinds];
    float stems[stem_count][2][block], spare[2][block];
    double held; /* the level that the limiter still remembers */
};

static int room_at(const struct soundtrack *film, int64_t at, double *tone)
{
    int room = 0;
    *tone = 0;
    for (int i = 0; i < film->room_count && film->rooms[i].at <= at; i++) {
        room = room_named(film->rooms[i].room);
        *tone = film->rooms[i].tone;
    }
    return room;
}

static int64_t next_room(const struct soundtrack *film, int64_t at)
{
    for (int i = 0; i < film->room_count; i++)
        if (film->rooms[i].at > at)
            return film->rooms[i].at;
    return INT64_MAX;
}

static int in_order(const void *a, const void *b)
{
    const struct entrance *x = a, *y = b;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static void enter(struct desk *desk, enum source source, int number, int64_t at)
{
    desk->entrances[desk->entrance_count++] = (struct entrance){at, source, number};
}

static void list_entrances(struct desk *desk)
{
    const struct soundtrack *film = desk->film;
    int count = film->noise_count + film->line_count + film->cue_count + film->crowd_count;
    desk->entrances = zeroed((size_t)count, sizeof *desk->entrances);
    for (int i = 0; i < film->noise_count; i++)
        enter(desk, source_noise, i, film->noises[i].at);
    for (int i = 0; i < film->line_count; i++)
        enter(desk, source_line, i, film->lines[i].at);
    for (int i = 0; i < film->cue_count; i++)
        enter(desk, source_cue, i, film->cues[i].at);
    for (int i = 0; i < film->crowd_count; i++)
        enter(desk, source_crowd, i, film->crowds[i].at);
    qsort(desk->entrances, (size_t)count, sizeof *desk->entrances, in_order);
}

static struct sounding of_noise(const struct noise_event *event)
{
    struct sounding sounding = {.stem = stem_effects, .at = event->at, .gain = event->gain};
    pan_shares(event->pan, &sounding.left, &sounding.right);
    if (noise_is_short(event->kind)) {
        int64_t length;
        sounding.samples = noise_make(event->kind, event->ground, event->seed, &length);
        sounding.until = event->at + (event->length > 0 && event->length < length ? event->length : length);
    } else {
        sounding.ambience = ambience_open(event->kind, event->seed);
        sounding.until = event->at + (event->length > 0 ? event->length : cheer_length);
    }
    return sounding;
}

static struct sounding of_line(const struct spoken_line *line)
{
    struct sounding sounding = {.stem = stem_speech, .at = line->at, .gain = line->gain};
    int64_t length;
    pan_shares(line->pan, &sounding.left, &sounding.right);
    sounding.samples = spoken_make(line->words, line->voice, &length);
    sounding.until = line->at + length;
    return sounding;
}

static struct sounding of_cue(const struct music_cue *cue)
{
    return (struct sounding){
        .stem = stem_music, .at = cue->at, .until = cue->until, .orchestra = orchestra_open(cue, block)};
}

static struct sounding of_crowd(const struct crowd_cue *cue, uint64_t seed)
{
    return (struct sounding){.stem = stem_crowd,
                             .at = cue->at,
                             .until = cue->until,
                             .gain = cue->gain,
                             .left = 0.70710678f,
                             .right = 0.70710678f,
                             .walla = walla_open(cue->people, 0, seed)};
}

static struct sounding begin(const struct soundtrack *film, const struct entrance *entrance)
{
    int number = entrance->number;
    switch (entrance->source) {
    case source_noise: return of_noise(&film->noises[number]);
    case source_line: return of_line(&film->lines[number]);
    case source_cue: return of_cue(&film->cues[number]);
    default: return of_crowd(&film->crowds[number], scramble(film->seed + (uint64_t)number));
    }
}

static void end(struct sounding *sounding)
{
    free(sounding->samples);
    if (sounding->ambience)
        ambience_close(sounding->ambience);
    if (sounding->orchestra)
        orchestra_close(sounding->orchestra);
    if (sounding->walla)
        walla_close(sounding->walla);
}

/* A line may have a room of its own; everything else is heard where it begins. */
static int room_of(const struct soundtrack *film, const struct entrance *entrance)
{
    double tone;
    if (entrance->source == source_line && film->lines[entrance->number].room[0])
        return room_named(film->lines[entrance->number].room);
    return room_at(film, entrance->at, &tone);
}

static void begin_all(struct desk *desk, int64_t until)
{
    while (desk->entered < desk->entrance_count && desk->entrances[desk->entered].at < until) {
        const struct entrance *entrance = &desk->entrances[desk->entered++];
        if (desk->sounding_count == desk->sounding_room) {
            int room = 2 * desk->sounding_room + 16;
            struct sounding *more = zeroed((size_t)room, sizeof *more);
            if (desk->sounding_count)
                memcpy(more, desk->sounding, (size_t)desk->sounding_count * sizeof *more);
            free(desk->sounding);
            desk->sounding = more;
            desk->sounding_room = room;
        }
        desk->sounding[desk->sounding_count] = begin(desk->film, entrance);
        desk->sounding[desk->sounding_count++].room = room_of(desk->film, entrance);
    }
}

/* The answer of a room to a stem; what rains or blows is all around and has none. */
static struct chamber *chamber_for(struct desk *desk, const struct sounding *sounding)
{
    struct chamber **chamber = &desk->chambers[sounding->stem][sounding->room];
    if (!*chamber)
        *chamber = chamber_open(&room_list()[sounding->room], block);
    return *chamber;
}

static void add_made(struct desk *desk, const struct sounding *sounding, int64_t at, int from, int until)
{
    const float *samples = sounding->samples + (at + from - sounding->at);
    float left = (float)(sounding->gain * sounding->left), right = (float)(sounding->gain * sounding->right);
    for (int i = from; i < until; i++) {
        desk->stems[sounding->stem][0][i] += left * samples[i - from];
        desk->stems[sounding->stem][1][i] += right * samples[i - from];
    }
    chamber_hear(chamber_for(desk, sounding), from, samples, until - from, left, right);
}

/* What lasts swells and dies within 20 ms. Both of its channels are there: the shares only shift them. */
static void add_lasting(struct desk *desk, const struct sounding *sounding, int64_t at, int from, int until)
{
    float *left = desk->spare[0], *right = desk->spare[1];
    memset(desk->spare, 0, sizeof desk->spare);
    if (sounding->ambience)
        ambience_make(sounding->ambience, left + from, right + from, until - from);
    else
        walla_add(sounding->walla, left + from, right + from, until - from);
    for (int i = from; i < until; i++) {
        int64_t into = at + i - sounding->at + 1, left_over = sounding->until - at - i;
        int64_t least = into < left_over ? into : left_over;
        double gain = sounding->gain * 1.41421356 * (least < swell ? (double)least / swell : 1);
        left[i] *= (float)(gain * sounding->left);
        right[i] *= (float)(gain * sounding->right);
        desk->stems[sounding->stem][0][i] += left[i];
        desk->stems[sounding->stem][1][i] += right[i];
    }
    if (sounding->walla)
        chamber_hear_both(chamber_for(desk, sounding), left, right, block);
}

static void add_sounding(struct desk *desk, const struct sounding *sounding, int64_t at, int count)
{
    int64_t from = sounding->at - at, until = sounding->until - at;
    from = from < 0 ? 0 : from;
    until = until > count ? count : until;
    if (until <= from)
        return;
    if (sounding->orchestra)
        orchestra_add(sounding->orchestra, at + from, desk->stems[stem_music][0] + from,
                      desk->stems[stem_music][1] + from, (int)(until - from));
    else if (sounding->samples)
        add_made(desk, sounding, at, (int)from, (int)until);
    else if (sounding->ambience || sounding->walla)
        add_lasting(desk, sounding, at, (int)from, (int)until);
}

static void add_tone_between(struct desk *desk, int64_t at, int from, int until)
{
    double wanted;
    int here = room_at(desk->film, at + from, &wanted);
    float *left = desk->stems[stem_room][0] + from, *right = desk->stems[stem_room][1] + from;
    for (int i = 1; i < room_kinds; i++) {
        if (i == here && wanted > 0 && !desk->tones[i])
            desk->tones[i] = room_tone_open(&room_list()[i], desk->film->seed);
        if (!desk->tones[i])
            continue;
        room_tone_add(desk->tones[i], at + from, i == here ? wanted : 0, left, right, until - from);
        if (room_tone_is_silent(desk->tones[i])) {
            room_tone_close(desk->tones[i]);
            desk->tones[i] = NULL;
        }
    }
}

static void add_tones(struct desk *desk, int64_t at, int count)
{
    for (int from = 0; from < count;) {
        int64_t next = next_room(desk->film, at + from) - at;
        int until = next < count ? (int)next : count;
        add_tone_between(desk, at, from, until);
        from = until;
    }
}

static void make_block(struct desk *desk, int64_t at, int count)
{
    int kept = 0;
    memset(desk->stems, 0, sizeof desk->stems);
    begin_all(desk, at + count);
    add_tones(desk, at, count);
    for (int i = 0; i < desk->sounding_count; i++) {
        struct sounding *sounding = &desk->sounding[i];
        add_sounding(desk, sounding, at, count);
        if (sounding->until <= at + count)
            end(sounding);
        else
            desk->sounding[kept++] = *sounding;
    }
    desk->sounding_count = kept;
    for (int stem = 0; stem < stem_count; stem++)
        for (int room = 0; room < room_kinds; room++)
            chamber_answer(desk->chambers[stem][room], desk->stems[stem][0], desk->stems[stem][1], count);
}

/* Where the mix, or a stem alone, would pass -0.5 dBFS, all of them are turned down together, so that they
 * still add up. The limiter does not look ahead: nothing changes before the sample that is too loud. */
static double limit(struct desk *desk, int i)
{
    const double most = 0.944, forgets = 0.9999;
    double high = 0;
    for (int side = 0; side < 2; side++) {
        double sum = 0;
        for (int stem = 0; stem < stem_count; stem++) {
            double x = desk->stems[stem][side][i];
            high = x > high ? x : -x > high ? -x : high;
            sum += x;
        }
        high = sum > high ? sum : -sum > high ? -sum : high;
    }
    desk->held = high > desk->held * forgets ? high : desk->held * forgets;
    return desk->held > most ? most / desk->held : 1;
}

static void put_sample(unsigned char *to, int value)
{
    to[0] = (unsigned char)(value & 255);
    to[1] = (unsigned char)(value >> 8 & 255);
}

/* Each stem in whole steps, and the mix as their sum. */
static void make_bytes(struct desk *desk, int count, unsigned char bytes[stem_count + 1][block * 4])
{
    for (int i = 0; i < count; i++) {
        double gain = 32767 * limit(desk, i);
        for (int side = 0; side < 2; side++) {
            int mix = 0;
            for (int stem = 0; stem < stem_count; stem++) {
                double x = gain * desk->stems[stem][side][i];
                int value = (int)(x < 0 ? x - 0.5 : x + 0.5);
                put_sample(&bytes[stem][4 * i + 2 * side], value);
                mix += value;
            }
            put_sample(&bytes[stem_count][4 * i + 2 * side], mix);
        }
    }
}

static int write_bytes(FILE *mix, FILE *const stems[stem_count], const unsigned char *bytes, size_t stride,
                       size_t size)
{
    int failed = fwrite(bytes + stem_count * stride, 1, size, mix) != size;
    for (int stem = 0; stem < stem_count; stem++)
        if (stems && stems[stem])
            failed |= fwrite(bytes + (size_t)stem * stride, 1, size, stems[stem]) != size;
    return failed;
}

static void desk_close(struct desk *desk)
{
    for (int i = 0; i < desk->sounding_count; i++)
        end(&desk->sounding[i]);
    for (int room = 0; room < room_kinds; room++) {
        room_tone_close(desk->tones[room]);
        for (int stem = 0; stem < stem_count; stem++)
            chamber_close(desk->chambers[stem][room]);
    }
    free(desk->sounding);
    free(desk->entrances);
    free(desk);
}

int soundtrack_write(const struct soundtrack *soundtrack, FILE *mix, FILE *const stems[stem_count])
{
    unsigned char bytes[stem_count + 1][block * 4];
    struct desk *desk = zeroed(1, sizeof *desk);
    int size = riff_head(soundtrack->samples, bytes[0]), failed;
    desk->film = soundtrack;
    list_entrances(desk);
    for (int i = 1; i <= stem_count; i++)
        memcpy(bytes[i], bytes[0], (size_t)size);
    failed = write_bytes(mix, stems, bytes[0], sizeof bytes[0], (size_t)size);
    for (int64_t at = 0; at < soundtrack->samples && !failed; at += block) {
        int64_t left = soundtrack->samples - at;
        int count = left < block ? (int)left : block;
        make_block(desk, at, count);
        make_bytes(desk, count, bytes);
        failed = write_bytes(mix, stems, bytes[0], sizeof bytes[0], (size_t)count * 4);
    }
    desk_close(desk);
    return failed ? -1 : 0;
}
