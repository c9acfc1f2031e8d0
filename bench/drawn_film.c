/* SPDX-License-Identifier: Apache-2.0 */
#include "drawn_film.h"
#include "luck.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SERIES_SETTINGS = 8, FILM_SETTINGS = 3, SETTINGS = SERIES_SETTINGS + FILM_SETTINGS };
enum { SETTING_COLOURS = 4, CAST = 4, FRAMINGS = 4, MOST_SETUPS = 5, MOST_ACTS = 5, WAVES = 2 };

/* One number a cell of each of the three parts of a layout: light, edges across, edges down. */
struct pattern {
    double cells[LAYOUT_SIZE];
};

struct setting {
    double traits[TRAITS];
    struct pattern pattern;
    struct pst_swatch colours[SETTING_COLOURS];
};

struct series_style {
    double traits[TRAITS], apart, spread; /* apart: f of the header; spread of lengths, in e-folds */
    struct setting settings[SERIES_SETTINGS];
    struct pattern framings[FRAMINGS];
    struct pst_swatch cast[CAST];
};

struct act {
    double until, traits[TRAITS]; /* until: part of the film */
    double own;                   /* share of sequences in the film's own settings */
    struct pattern pattern;
};

struct wave {
    double turns, phase, height;
};

struct film_style {
    double traits[TRAITS];
    struct pattern pattern;
    struct act acts[MOST_ACTS];
    struct wave waves[TRAITS][WAVES];
    struct setting own[FILM_SETTINGS];
};

struct setup {
    double traits[TRAITS];
    struct pattern pattern;
    uint8_t fingerprint[DRAWN_FINGERPRINT];
};

struct scene {
    const struct series_style *style;
    const struct setting *setting;
    int cast[2], setups, at;
    double traits[TRAITS], seconds;
    struct setup setup[MOST_SETUPS];
};

struct drawing {
    struct chance chance;
    struct series_style series, other; /* the other one where it departs */
    struct film_style film;
    struct drawn_shot *shots;
    size_t count, capacity;
};

/* Marsaglia's polar method. */
static double normal(struct chance *c)
{
    double x, y, square;
    do {
        x = between(c, -1, 1);
        y = between(c, -1, 1);
        square = x * x + y * y;
    } while (square >= 1 || square == 0);
    return x * sqrt(-2 * log(square) / square);
}

static void draw_traits(struct chance *c, double deviation, double traits[TRAITS])
{
    for (int i = 0; i < TRAITS; i++)
        traits[i] = deviation * normal(c);
}

/* Neighbours are alike. */
static void draw_pattern(struct chance *c, double deviation, struct pattern *pattern)
{
    double rough[LAYOUT_SIZE];
    for (int i = 0; i < LAYOUT_SIZE; i++)
        rough[i] = normal(c);
    for (int i = 0; i < LAYOUT_SIZE; i++) {
        int x = i % LAYOUT_COLUMNS, y = i % LAYOUT_CELLS / LAYOUT_COLUMNS;
        double left = rough[x > 0 ? i - 1 : i], above = rough[y > 0 ? i - LAYOUT_COLUMNS : i];
        pattern->cells[i] = deviation * (rough[i] + left + above) / sqrt(3);
    }
}

static void add_pattern(struct pattern *to, const struct pattern *from)
{
    for (int i = 0; i < LAYOUT_SIZE; i++)
        to->cells[i] += from->cells[i];
}

static struct pst_swatch draw_swatch(struct chance *c, double colourful)
{
    return (struct pst_swatch){.weight = exp(0.5 * normal(c)),
                               .l = between(c, 0.15, 0.8),
                               .a = 0.03 * colourful * normal(c),
                               .b = 0.05 * colourful * normal(c)};
}

static void draw_setting(struct chance *c, struct setting *setting)
{
    draw_traits(c, sqrt(0.30), setting->traits);
    for (int i = TRAIT_SHORT; i < TRAITS; i++)
        setting->traits[i] = 0;
    draw_pattern(c, 0.55, &setting->pattern);
    for (int i = 0; i < SETTING_COLOURS; i++)
        setting->colours[i] = draw_swatch(c, 1);
}

static void draw_series(uint64_t seed, struct series_style *series)
{
    struct chance c = chance_of(seed * 1000);
    draw_traits(&c, 1, series->traits);
    series->apart = between(&c, 0.3, 0.6);
    series->spread = between(&c, 0.55, 0.9);
    for (int i = 0; i < SERIES_SETTINGS; i++)
        draw_setting(&c, &series->settings[i]);
    for (int i = 0; i < FRAMINGS; i++)
        draw_pattern(&c, 0.5, &series->framings[i]);
    for (int i = 0; i < CAST; i++)
        series->cast[i] = draw_swatch(&c, 1.5);
}

/* Of some series the one whose style is least like the film's: as with films of the stage, what departs by
 * chance in nothing would make the truth untrue. */
static void draw_other(const struct drawn_order *order, const struct series_style *own,
                       struct series_style *other)
{
    enum { CANDIDATES = 8 };
    struct series_style candidate;
    double farthest = -1;
    for (int n = 0; n < CANDIDATES; n++) {
        double distance = 0;
        draw_series(order->seed * 1000003 + (uint64_t)(order->number * CANDIDATES + n), &candidate);
        for (int i = 0; i < TRAITS; i++)
            distance += (candidate.traits[i] - own->traits[i]) * (candidate.traits[i] - own->traits[i]);
        if (distance > farthest) {
            farthest = distance;
            *other = candidate;
        }
    }
}

static void draw_acts(struct chance *c, struct film_style *film)
{
    int count = whole(c, 3, MOST_ACTS);
    for (int i = 0; i < MOST_ACTS; i++) {
        struct act *act = &film->acts[i];
        act->until = i + 1 >= count ? 1 : (i + between(c, 0.6, 1.4)) / count;
        act->own = between(c, 0.05, 0.5);
        draw_traits(c, sqrt(0.10), act->traits);
        draw_pattern(c, 0.2, &act->pattern);
    }
}

static void draw_film(struct chance *c, const struct series_style *series, struct film_style *film)
{
    draw_traits(c, series->apart, film->traits);
    draw_pattern(c, series->apart / 2, &film->pattern);
    draw_acts(c, film);
    for (int i = 0; i < TRAITS; i++)
        for (int k = 0; k < WAVES; k++)
            film->waves[i][k] =
                (struct wave){between(c, 0.5, 2), between(c, 0, 6.2832), sqrt(0.10) * normal(c)};
    for (int i = 0; i < FILM_SETTINGS; i++)
        draw_setting(c, &film->own[i]);
}

static const struct act *act_at(const struct film_style *film, double done)
{
    int i = 0;
    while (i < MOST_ACTS - 1 && done >= film->acts[i].until)
        i++;
    return &film->acts[i];
}

/* The mean square of the two waves together is 0.10. */
static double slow_change(const struct film_style *film, int trait, double done)
{
    double sum = 0;
    for (int k = 0; k < WAVES; k++) {
        const struct wave *wave = &film->waves[trait][k];
        sum += wave->height * sin(wave->phase + 6.2832 * wave->turns * done);
    }
    return sum;
}

static void draw_setup(struct drawing *d, const struct series_style *style, struct setup *setup)
{
    struct chance *c = &d->chance;
    draw_traits(c, sqrt(0.15), setup->traits);
    draw_pattern(c, 0.45, &setup->pattern);
    add_pattern(&setup->pattern, &style->framings[whole(c, 0, FRAMINGS - 1)]);
    for (int i = 0; i < DRAWN_FINGERPRINT; i++)
        setup->fingerprint[i] = (uint8_t)whole(c, 0, 255);
}

static void draw_scene(struct drawing *d, const struct series_style *style, const struct setting *setting,
                       struct scene *scene)
{
    struct chance *c = &d->chance;
    double shared = normal(c);
    scene->style = style;
    scene->setting = setting;
    draw_traits(c, sqrt(0.20), scene->traits);
    for (int i = TRAIT_SHORT; i < TRAITS; i++)
        scene->traits[i] = sqrt(0.35) * shared + sqrt(0.15) * normal(c);
    scene->seconds = exp(between(c, log(30), log(180)));
    scene->cast[0] = whole(c, 0, CAST - 1);
    scene->cast[1] = (scene->cast[0] + whole(c, 1, CAST - 1)) % CAST;
    scene->setups = whole(c, 2, MOST_SETUPS);
    scene->at = 0;
    for (int i = 0; i < scene->setups; i++)
        draw_setup(d, style, &scene->setup[i]);
}

/* ---- a shot ---- */

static int by_weight(const void *a, const void *b)
{
    double one = ((const struct pst_swatch *)a)->weight, other = ((const struct pst_swatch *)b)->weight;
    return (one < other) - (one > other);
}

static void draw_palette(struct drawing *d, const struct scene *scene, struct drawn_shot *shot)
{
    double sum = 0, chroma = exp2(0.35 * shot->traits[TRAIT_COLOURFUL]);
    for (int i = 0; i < DRAWN_SWATCHES; i++) {
        struct pst_swatch *s = &shot->palette[i];
        *s = i < SETTING_COLOURS ? scene->setting->colours[i]
                                 : scene->style->cast[scene->cast[i - SETTING_COLOURS]];
        s->weight *= exp(0.5 * normal(&d->chance));
        s->l += 0.08 * shot->traits[TRAIT_LIGHT] + 0.1 * shot->traits[TRAIT_CONTRAST] * (s->l - 0.5);
        s->l = fmin(fmax(s->l, 0.02), 0.98);
        s->a = s->a * chroma - 0.01 * shot->traits[TRAIT_GREEN];
        s->b = s->b * chroma + 0.02 * shot->traits[TRAIT_WARM];
        sum += s->weight;
    }
    for (int i = 0; i < DRAWN_SWATCHES; i++)
        shot->palette[i].weight /= sum;
    qsort(shot->palette, DRAWN_SWATCHES, sizeof *shot->palette, by_weight);
}

/* As the composition meter tells it: light in deviations from the mean, edges as parts of their mean. */
static void tell_layout(const struct pattern *pattern, struct drawn_shot *shot)
{
    double mean = 0, squares = 0, edges = 0;
    for (int i = 0; i < LAYOUT_SIZE; i++) {
        double value = pattern->cells[i];
        mean += i < LAYOUT_CELLS ? value / LAYOUT_CELLS : 0;
        squares += i < LAYOUT_CELLS ? value * value / LAYOUT_CELLS : 0;
        edges += i < LAYOUT_CELLS ? 0 : exp(0.4 * value) / (2 * LAYOUT_CELLS);
    }
    double deviation = sqrt(fmax(squares - mean * mean, 1e-6));
    for (int i = 0; i < LAYOUT_SIZE; i++) {
        double value = i < LAYOUT_CELLS ? 128 + 40 * (pattern->cells[i] - mean) / deviation
                                        : 64 * exp(0.4 * pattern->cells[i]) / edges;
        shot->layout[i] = (uint8_t)fmin(fmax(value + 0.5, 0), 255);
    }
}

static void draw_layout(struct drawing *d, const struct scene *scene, const struct setup *setup,
                        const struct act *act, struct drawn_shot *shot)
{
    struct pattern sum;
    draw_pattern(&d->chance, 0.3, &sum);
    add_pattern(&sum, &d->film.pattern);
    add_pattern(&sum, &act->pattern);
    add_pattern(&sum, &scene->setting->pattern);
    add_pattern(&sum, &setup->pattern);
    tell_layout(&sum, shot);
}

static struct drawn_shot *next_shot(struct drawing *d)
{
    if (d->count == d->capacity) {
        d->capacity = d->capacity * 2 + 256;
        d->shots = realloc(d->shots, d->capacity * sizeof *d->shots);
        if (!d->shots)
            exit(5);
    }
    return &d->shots[d->count++];
}

/* To another set-up than the last one's, mostly back to the one before. */
static const struct setup *cut_to(struct chance *c, struct scene *scene)
{
    int away = happens(c, 0.7) ? 1 : whole(c, 1, scene->setups - 1);
    scene->at = (scene->at + (happens(c, 0.5) ? away : scene->setups - away)) % scene->setups;
    return &scene->setup[scene->at];
}

static void draw_shot(struct drawing *d, struct scene *scene, int64_t first, double done)
{
    struct chance *c = &d->chance;
    const struct setup *setup = cut_to(c, scene);
    const struct act *act = act_at(&d->film, done);
    struct drawn_shot *shot = next_shot(d);
    draw_traits(c, sqrt(0.15), shot->traits);
    for (int i = 0; i < TRAITS; i++)
        shot->traits[i] += scene->style->traits[i] + d->film.traits[i] + act->traits[i] +
                           slow_change(&d->film, i, done) + scene->setting->traits[i] + scene->traits[i] +
                           setup->traits[i];
    double seconds = exp(log(3.5) - 0.45 * shot->traits[TRAIT_SHORT] + scene->style->spread * normal(c));
    int64_t frames = (int64_t)(fmin(seconds, 90) * DRAWN_RATE + 0.5);
    shot->departed = scene->style == &d->other;
    shot->first = first;
    shot->last = first + (frames > 1 ? frames : 1) - 1;
    draw_palette(d, scene, shot);
    draw_layout(d, scene, setup, act, shot);
    memcpy(shot->fingerprint, setup->fingerprint, sizeof shot->fingerprint);
    shot->fingerprint[whole(c, 0, DRAWN_FINGERPRINT - 1)] ^= (uint8_t)(1 << whole(c, 0, 7));
}

/* ---- a film ---- */

static double done_by(const struct drawing *d, const struct drawn_order *order, int64_t frames)
{
    return order->most ? (double)d->count / (double)order->most
                       : (double)frames / (order->minutes * 60 * DRAWN_RATE);
}

static const struct series_style *style_at(const struct drawing *d, const struct drawn_order *order,
                                           double done)
{
    bool departs = done >= order->departure.from && done < order->departure.until;
    return departs ? &d->other : &d->series;
}

static const struct setting *choose_setting(struct drawing *d, const struct series_style *style, double done)
{
    struct chance *c = &d->chance;
    if (happens(c, act_at(&d->film, done)->own) && style == &d->series)
        return &d->film.own[whole(c, 0, FILM_SETTINGS - 1)];
    return &style->settings[whole(c, 0, SERIES_SETTINGS - 1)];
}

/* Scenes that stay in one setting, up to five, as long as their style is the film's there. */
static int64_t draw_sequence(struct drawing *d, const struct drawn_order *order, int64_t frames)
{
    struct scene scene;
    const struct series_style *style = style_at(d, order, done_by(d, order, frames));
    const struct setting *setting = choose_setting(d, style, done_by(d, order, frames));
    for (int left = whole(&d->chance, 1, 5); left > 0; left--) {
        double done = done_by(d, order, frames);
        if (done >= 1 || style_at(d, order, done) != style)
            break;
        draw_scene(d, style, setting, &scene);
        int64_t until = frames + (int64_t)(scene.seconds * DRAWN_RATE);
        while (frames < until && done_by(d, order, frames) < 1) {
            draw_shot(d, &scene, frames, done_by(d, order, frames));
            frames = d->shots[d->count - 1].last + 1;
        }
    }
    return frames;
}

struct drawn_shot *drawn_film(const struct drawn_order *order, size_t *count)
{
    struct drawing *d = calloc(1, sizeof *d);
    if (!d)
        exit(5);
    d->chance = chance_of(order->seed * 1000 + (uint64_t)order->number);
    draw_series(order->seed, &d->series);
    draw_other(order, &d->series, &d->other);
    draw_film(&d->chance, &d->series, &d->film);
    for (int64_t frames = 0; done_by(d, order, frames) < 1;)
        frames = draw_sequence(d, order, frames);
    struct drawn_shot *shots = d->shots;
    *count = d->count;
    free(d);
    return shots;
}
