/* SPDX-License-Identifier: Apache-2.0 */
#include "film_soundtrack.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/sound_words.h"
#include "reel/walk.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const measure = "sound_print";

static bool add_words(struct film_soundtrack *sound, const void *data, size_t size)
{
    struct {
        uint64_t *items;
        size_t count, capacity;
    } list = {sound->words, sound->count, sound->capacity};
    bool room = true;
    for (size_t i = 0; room && i < size / SOUND_WORD_SIZE; i++)
        room = array_push(&list, sound_word_get((const uint8_t *)data + i * SOUND_WORD_SIZE));
    sound->words = list.items;
    sound->count = list.count;
    sound->capacity = list.capacity;
    return room;
}

/* A second is whole but for the last one, and words are numbered by 32 bits. */
static bool is_next(const struct film_soundtrack *sound, int64_t n, size_t size)
{
    return n >= 0 && (size_t)n * SOUND_WORDS == sound->count && size > 0 &&
           size <= (size_t)SOUND_WORDS * SOUND_WORD_SIZE && size % SOUND_WORD_SIZE == 0 &&
           sound->count < UINT32_MAX / 2;
}

static enum pst_status take_words(void *data, const struct pst_vector *vector, struct pst_error *error)
{
    struct film_soundtrack *sound = data;
    if (!is_next(sound, vector->n, vector->size))
        return fail(error, PST_INPUT, "its sound print is not one vector a second");
    return add_words(sound, vector->data, vector->size) ? PST_OK : fail_memory(error);
}

enum pst_status film_soundtrack_read(struct film_soundtrack *sound, struct pst_reel *reel,
                                     struct pst_error *error)
{
    const struct pst_film *film = pst_reel_film(reel);
    struct pst_error why;
    *sound =
        (struct film_soundtrack){.starts = film->sound_start.den ? rational_value(film->sound_start) : 0};
    enum pst_status status = reel_walk_vectors(reel, measure, take_words, sound, &why);
    sound->unmeasured = status == PST_USAGE;
    if (status == PST_OK || status == PST_USAGE)
        return PST_OK;
    return status == PST_INPUT ? fail(error, status, "'%s' is damaged: %s", pst_reel_path(reel), why.message)
                               : fail(error, status, "%s", why.message);
}

void film_soundtrack_release(struct film_soundtrack *sound)
{
    sound_track_release(&sound->track);
    free(sound->words);
    *sound = (struct film_soundtrack){0};
}

static const struct meter *find_meter(void)
{
    const struct meter *const *meter = meters;
    while (strcmp((*meter)->name, measure) != 0)
        meter++;
    return *meter;
}

static enum pst_status keep_words(struct meter_run *run, unsigned number, int64_t n, const void *data,
                                  size_t size)
{
    (void)number, (void)n;
    return add_words(run->sink_data, data, size) ? PST_OK : fail_memory(run->error);
}

static const struct meter_sink to_memory = {.vector = keep_words};

static enum pst_status tell(const struct film_soundtrack_ear *ear, enum pst_status status,
                            struct pst_error *error)
{
    return status == PST_OK ? PST_OK : fail(error, status, "%s", ear->error.message);
}

enum pst_status film_soundtrack_ear_open(struct film_soundtrack_ear *ear, struct film_soundtrack *sound,
                                         const struct pst_film *film, struct pst_error *error)
{
    *ear = (struct film_soundtrack_ear){.sound = sound};
    ear->run = (struct meter_run){
        .meter = find_meter(), .film = film, .sink = &to_memory, .sink_data = sound, .error = &ear->error};
    sound->count = 0;
    return tell(ear, ear->run.meter->open(&ear->run), error);
}

enum pst_status film_soundtrack_hear(struct film_soundtrack_ear *ear, const struct sound_block *block,
                                     struct pst_error *error)
{
    return tell(ear, ear->run.meter->sound(&ear->run, block), error);
}

enum pst_status film_soundtrack_ear_close(struct film_soundtrack_ear *ear, bool whole,
                                          struct pst_error *error)
{
    const struct pst_rational starts = ear->run.film->sound_start;
    enum pst_status status = whole ? tell(ear, ear->run.meter->finish(&ear->run), error) : PST_OK;
    ear->run.meter->close(&ear->run);
    ear->sound->starts = starts.den ? rational_value(starts) : 0;
    return status;
}

/* Film time of the middle of what a word tells of. */
static double time_of(const struct film_soundtrack *sound, double word)
{
    return sound->starts + word / SOUND_WORDS + SOUND_WORD_SPAN / 2;
}

void film_soundtrack_silence(struct film_soundtrack *sound, double from, double to)
{
    for (size_t i = 0; i < sound->count; i++) {
        double time = time_of(sound, (double)i);
        if (time >= from && time < to)
            sound->words[i] = SOUND_WORD_SILENT;
    }
}

bool film_soundtrack_finish(struct film_soundtrack *sound)
{
    return sound_track_make(&sound->track, sound->words, sound->count);
}

/* A word stands for its share of a second, half before its middle and half behind; the first and the last of
   a film for all that they tell of. */
static double reach(bool outermost)
{
    return outermost ? SOUND_WORD_SPAN / 2 : 0.5 / SOUND_WORDS;
}

static struct pst_copy say(const struct film_soundtrack *a, const struct film_soundtrack *b,
                           const struct sound_passage *p, double expected)
{
    const struct sound_line *line = &p->line;
    double before = reach(p->a.first == 0 || p->b.first <= 0),
           behind = reach(p->a.last + 1 == (int64_t)a->count || p->b.last + 1 >= (int64_t)b->count);
    double first = line->at_b + line->speed * ((double)p->a.first - line->at_a),
           last = line->at_b + line->speed * ((double)p->a.last - line->at_a);
    struct pst_copy copy = {.what = PST_COPY_SOUND,
                            .first = -1,
                            .last = -1,
                            .starts = time_of(a, (double)p->a.first) - before,
                            .its_first = -1,
                            .its_last = -1,
                            .its_starts = fmax(time_of(b, first) - before, b->starts),
                            .score = p->evidence.score,
                            .expected = expected,
                            .distance = p->evidence.distance,
                            .matched = p->evidence.matched,
                            .speed = line->speed,
                            .both = (double)NAN};
    copy.seconds = time_of(a, (double)p->a.last) + behind - copy.starts;
    copy.its_seconds = time_of(b, last) + behind - copy.its_starts;
    if (line->speed != 1)
        copy.change = 1u << (line->speed > 1 ? PST_COPY_SLOWER : PST_COPY_FASTER);
    return copy;
}

bool film_soundtrack_copies(const struct film_soundtrack *a, const struct film_soundtrack *b, double searched,
                            double most, struct pst_copy **copies, size_t *count)
{
    struct {
        struct pst_copy *items;
        size_t count, capacity;
    } told = {0};
    struct sound_passages found = {0};
    double mine = a->track.extent, its = searched > 0 ? searched : b->track.extent;
    bool room = sound_find(&a->track, &b->track, &found);
    for (size_t i = 0; room && i < found.count; i++) {
        double expected = sound_expected(found.items[i].evidence.score, mine, its);
        if (expected <= most)
            room = array_push(&told, say(a, b, &found.items[i], expected));
    }
    free(found.items);
    if (!room)
        free(told.items);
    *copies = room ? told.items : NULL;
    *count = room ? told.count : 0;
    return room;
}

static double word_at(const struct film_soundtrack *sound, double time)
{
    return (time - sound->starts - SOUND_WORD_SPAN / 2) * SOUND_WORDS;
}

double film_soundtrack_along(const struct film_soundtrack *a, const struct film_soundtrack *b,
                             const struct pst_copy *copy)
{
    enum { LEAST = SOUND_WORDS / 2 };
    static const struct sound_turn beside = {SOUND_WORDS / 2.0, 0, 0};
    struct sound_span span = {(int64_t)ceil(fmax(word_at(a, copy->starts), 0)),
                              (int64_t)fmin(word_at(a, copy->starts + copy->seconds), (double)a->count - 1)};
    if (!(a->track.extent > 0) || !(b->track.extent > 0) || span.last - span.first + 1 < LEAST)
        return (double)NAN;
    double best = 0;
    bool told = false;
    for (int shift = -1; shift <= 1; shift++) {
        struct sound_pair pair = {&a->track, &b->track, shift};
        struct sound_line line = {word_at(a, copy->starts), word_at(b, copy->its_starts),
                                  copy->its_seconds / copy->seconds};
        sound_line_refine(&pair, &line, span, &beside);
        int64_t same = 0, seconds = 0;
        for (int64_t i = span.first; i + LEAST <= span.last + 1; i += SOUND_WORDS) {
            struct sound_span part = {i, i + SOUND_WORDS <= span.last ? i + SOUND_WORDS - 1 : span.last};
            double distance = sound_line_distance(&pair, &line, part, 1);
            seconds++;
            same += distance < SOUND_TELLING;
            told |= distance < SOUND_FAR;
        }
        best = fmax(best, (double)same / (double)seconds);
    }
    return told ? best : (double)NAN;
}
