/* SPDX-License-Identifier: Apache-2.0 */
#include "sound_stage.h"
#include "base/array.h"
#include "film/franchise.h"
#include "film/scoring.h"
#include "film/script.h"
#include "stage_films.h"
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MINUTES = 3, RATE = 44100 };
/* Seconds: what is nearer on both films' clocks is the same moment of a line or tune. */
static const double together = 0.15;

struct stage_script {
    struct screenplay film;
    struct running running;
    struct speeches speeches;
    struct scoring scoring;
};

const char *stage_same_name(enum stage_same same)
{
    static const char *const names[SAME_KINDS] = {"nothing of both", "the same words, another voice",
                                                  "the same tune, another pitch", "the same tune, other bars",
                                                  "the same sound"};
    return names[same];
}

void sound_stage_release(struct stage_script **script)
{
    if (!*script)
        return;
    scoring_release(&(*script)->scoring);
    speeches_release(&(*script)->speeches);
    running_release(&(*script)->running);
    screenplay_release(&(*script)->film);
    free(*script);
    *script = NULL;
}

static bool read_script(const struct film_order *order, struct screenplay *film)
{
    char *text = NULL, complaint[longest_complaint];
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    bool good = to && franchise_write(order, to) == 0;
    if (to && fclose(to))
        good = false;
    good = good && script_read(text, "script", film, complaint) == 0;
    free(text);
    return good;
}

static struct stage_script *draw_script(uint64_t seed, int number)
{
    const struct film_order order = {
        .seed = seed, .number = number, .minutes = MINUTES, .width = 192, .height = 80};
    struct stage_script *s = calloc(1, sizeof *s);
    char complaint[longest_complaint];
    if (!s || !read_script(&order, &s->film)) {
        free(s);
        return NULL;
    }
    if (running_make(&s->film, &s->running, complaint, sizeof complaint)) {
        screenplay_release(&s->film);
        free(s);
        return NULL;
    }
    speeches_make(&s->film, &s->speeches);
    scoring_make(&s->film, &s->running, &s->speeches, &s->scoring);
    return s;
}

static bool write_sound(const struct stage_script *s, const char *path)
{
    FILE *const no_stems[stem_count] = {0};
    char made[600];
    snprintf(made, sizeof made, "%s.made", path);
    FILE *file = fopen(made, "wb");
    bool good = file && soundtrack_write(&s->scoring.track, file, no_stems) == 0;
    good = (!file || fclose(file) == 0) && good;
    good =
        good && sound_run("ffmpeg -v error -nostdin -y -f wav -i '%s' -ar %d -ac 2 -fflags +bitexact -f wav "
                          "'%s.part' && mv '%s.part' '%s'",
                          made, RATE, path, path, path);
    remove(made);
    return good;
}

static bool add_film(uint64_t seed, int number, const char *work, struct sound_films *films)
{
    struct sound_film film = {.script = draw_script(seed, number)};
    snprintf(film.source, sizeof film.source, "stage-%" PRIu64, seed);
    snprintf(film.name, sizeof film.name, "%.80s-%d", film.source, number);
    snprintf(film.path, sizeof film.path, "%.300s/%.90s.wav", work, film.name);
    bool good = film.script && (access(film.path, R_OK) == 0 || write_sound(film.script, film.path));
    film.footage = good ? sound_footage(film.path) : NULL;
    if (film.footage)
        film.seconds = pst_footage_about(film.footage)->seconds;
    if (film.footage && array_push(films, film))
        return true;
    fprintf(stderr, "sound_copies: cannot make '%s'\n", film.path);
    pst_footage_close(&film.footage);
    sound_stage_release(&film.script);
    return false;
}

bool sound_stage_films(const struct stage_group *group, const char *work, struct sound_films *films)
{
    uint64_t seed;
    bool good = true;
    for (int i = 0; good && i < group->franchises; i++) {
        good = stage_seed(group->seeds, group->name, group->first + i, &seed);
        if (!good)
            fprintf(stderr, "sound_copies: '%s' holds no seed %d of group %s\n", group->seeds,
                    group->first + i, group->name);
        for (int number = 1; good && number <= group->each; number++)
            good = add_film(seed, number, work, films);
    }
    return good;
}

/* ---- what is the same ---- */

/* How much of the words is the same from their begin, and from their end, as shares of the first's. */
static double same_begin(const char *a, const char *b)
{
    size_t n = 0;
    while (a[n] && a[n] == b[n])
        n++;
    return (double)n / (double)strlen(a);
}

static double same_end(const char *a, const char *b)
{
    size_t of_a = strlen(a), of_b = strlen(b), n = 0;
    while (n < of_a && n < of_b && a[of_a - 1 - n] == b[of_b - 1 - n])
        n++;
    return (double)n / (double)of_a;
}

static double line_seconds(const struct stage_script *s, int line)
{
    const struct line_cause *cause = &s->scoring.line_causes[line];
    return (double)s->speeches.of[cause->scene][cause->deed].samples / sample_rate;
}

/* At a moment of either film: x and y seconds after the lines' begins. */
static enum stage_same same_line(const struct stage_script *a, int of_a, double x,
                                 const struct stage_script *b, int of_b, double y)
{
    const struct spoken_line *one = &a->scoring.track.lines[of_a], *other = &b->scoring.track.lines[of_b];
    double long_a = line_seconds(a, of_a), long_b = line_seconds(b, of_b);
    if (x < 0 || y < 0 || x > long_a || y > long_b)
        return SAME_NOTHING;
    bool from_begin = fabs(x - y) < together && x <= long_a * same_begin(one->words, other->words),
         from_end = fabs((long_a - x) - (long_b - y)) < together &&
                    long_a - x <= long_a * same_end(one->words, other->words);
    if (!from_begin && !from_end)
        return SAME_NOTHING;
    return strcmp(one->voice, other->voice) == 0 ? SAME_SOUND : SAME_WORDS;
}

static bool is_same_tune(const struct tune *a, const struct tune *b)
{
    bool same = a->tonic == b->tonic && a->minor == b->minor && a->count == b->count &&
                fabs(a->tempo - b->tempo) < 1e-9;
    for (int i = 0; same && i < a->count; i++)
        same = a->notes[i].pitch == b->notes[i].pitch && a->notes[i].timbre == b->notes[i].timbre &&
               fabs(a->notes[i].beat - b->notes[i].beat) < 1e-9;
    return same;
}

static enum stage_same same_music(const struct music_cue *a, double x, const struct music_cue *b, double y)
{
    double seconds_a = (double)(a->until - a->at) / sample_rate,
           seconds_b = (double)(b->until - b->at) / sample_rate, beats = a->tune->beats;
    if (x < 0 || y < 0 || x > seconds_a || y > seconds_b || !is_same_tune(a->tune, b->tune))
        return SAME_NOTHING;
    if (a->transpose != b->transpose)
        return SAME_TUNE;
    double per_second = a->tune->tempo * a->speed / 60,
           apart = remainder(x * per_second - y * b->tune->tempo * b->speed / 60, beats);
    return fabs(apart) < together * per_second ? SAME_SOUND : SAME_BARS;
}

static enum stage_same same_then(const struct stage_script *a, double x, const struct stage_script *b,
                                 double y)
{
    const struct soundtrack *one = &a->scoring.track, *other = &b->scoring.track;
    enum stage_same most = SAME_NOTHING;
    for (int i = 0; i < one->line_count; i++)
        for (int k = 0; k < other->line_count; k++) {
            enum stage_same same = same_line(a, i, x - (double)one->lines[i].at / sample_rate, b, k,
                                             y - (double)other->lines[k].at / sample_rate);
            most = same > most ? same : most;
        }
    for (int i = 0; i < one->cue_count; i++)
        for (int k = 0; k < other->cue_count; k++) {
            enum stage_same same = same_music(&one->cues[i], x - (double)one->cues[i].at / sample_rate,
                                              &other->cues[k], y - (double)other->cues[k].at / sample_rate);
            most = same > most ? same : most;
        }
    return most;
}

enum stage_same sound_stage_judge(const struct sound_film *film, const struct sound_film *other,
                                  const struct pst_copy *copy)
{
    enum { MOMENTS = 40 };
    int count[SAME_KINDS] = {0}, most = 0;
    for (int i = 0; i < MOMENTS; i++) {
        double part = (i + 0.5) / MOMENTS;
        count[same_then(film->script, copy->starts + part * copy->seconds, other->script,
                        copy->its_starts + part * copy->its_seconds)]++;
    }
    for (int same = SAME_KINDS - 1; same > 0; same--)
        most = count[same] > count[most] || !most ? same : most;
    return count[most] >= MOMENTS / 3 ? (enum stage_same)most : SAME_NOTHING;
}
