/* SPDX-License-Identifier: Apache-2.0 */
#include "series_films.h"
#include "luck.h"
#include "staged.h"
#include <inttypes.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Pictures that small are all that a meter sees of larger ones. Scenes are so short that five minutes have
 * some forty of them, as a feature has: how sure one can be of a stretch hangs on how many scenes it has, not
 * on how many minutes. */
enum {
    WIDTH = 192,
    HEIGHT = 80,
    MINUTES = 5,
    SCENE_SECONDS = 10,
    LONG_NUMBER = 7,
    SHORT_NUMBER,
    ONE_NUMBER,
    PLANTED_NUMBER = 14
};
enum { TRIES = 64, ALL_KNOBS = (1 << knob_count) - 1 };

int one_knob(int n)
{
    static const int knobs[ONE_KNOB_FILMS] = {knob_palette, knob_sets, knob_camera, knob_cutting, knob_sound};
    return knobs[n];
}

int dosed_knob(int n)
{
    return one_knob(n);
}

double dose_share(int n)
{
    return n / 4.0;
}

int series_list(bool dosed, struct series_film films[MOST_SERIES_FILMS])
{
    int n = 0;
    for (int i = 1; i <= PLAIN_FILMS; i++)
        films[n++] = (struct series_film){KIND_PLAIN, i, 1};
    films[n++] = (struct series_film){KIND_LONG, 0, 0};
    films[n++] = (struct series_film){KIND_SHORT, 0, 0};
    for (int i = 0; i < ONE_KNOB_FILMS; i++)
        films[n++] = (struct series_film){KIND_ONE, one_knob(i), 0};
    films[n++] = (struct series_film){KIND_PLANTED, 0, 0};
    for (int i = 0; dosed && i < DOSED_KNOBS * DOSES; i++)
        films[n++] = (struct series_film){KIND_DOSE, dosed_knob(i / DOSES), dose_share(i % DOSES)};
    return n;
}

/* ---- names ---- */

void series_stem(const char *folder, uint64_t seed, const struct series_film *film, char *stem, size_t room)
{
    const char *knob = knob_name((enum knob)film->which);
    int used = snprintf(stem, room, "%s/%" PRIu64 "-", folder, seed);
    char *rest = stem + used;
    room -= (size_t)used;
    switch (film->kind) {
    case KIND_PLAIN: snprintf(rest, room, "film%d", film->which); break;
    case KIND_LONG: snprintf(rest, room, "long"); break;
    case KIND_SHORT: snprintf(rest, room, "short"); break;
    case KIND_ONE: snprintf(rest, room, "one-%s", knob); break;
    case KIND_PLANTED: snprintf(rest, room, "planted"); break;
    case KIND_DOSE: snprintf(rest, room, "dose-%s-%.0f", knob, film->reused * 100); break;
    }
}

/* ---- scripts ---- */

/* The caller frees `text`. */
static void write_script(const struct film_order *order, char **text)
{
    size_t size = 0;
    FILE *script = open_memstream(text, &size);
    bool written = script && franchise_write(order, script) == 0;
    if ((script && fclose(script)) || !written)
        exit(5);
}

static struct span departure_in(const char *script)
{
    struct span span = {-1, -1};
    const char *line = strstr(script, "# departure: frames ");
    if (line && sscanf(line, "# departure: frames %d to %d", &span.first, &span.last) != 2)
        span.first = span.last = -1;
    return span;
}

static struct span departure_of(const struct film_order *order)
{
    char *script = NULL;
    write_script(order, &script);
    struct span span = departure_in(script);
    free(script);
    return span;
}

/* A stretch departs whose scenes' middles lie in it, so how long it is depends on where scenes begin: of
 * places drawn one is taken where it comes out as long as wanted, within a hundredth of the film if there is
 * one. */
static struct departure place_departure(struct film_order order, double share, int knobs)
{
    struct chance c = chance_of(order.seed * 64 + (uint64_t)order.number);
    struct departure best = {0};
    double nearest = 1, frames = order.minutes * 60 * 24;
    for (int i = 0; i < TRIES && nearest > 0.01; i++) {
        double from = between(&c, 0.05, 0.9 - share);
        order.departure = (struct departure){from, from + share, knobs};
        struct span span = departure_of(&order);
        double off = span.first < 0 ? 1 : fabs((span.last - span.first + 1) / frames - share);
        if (off < nearest) {
            nearest = off;
            best = order.departure;
        }
    }
    return best;
}

static struct film_order order_of(uint64_t seed, const struct series_film *film)
{
    struct film_order order = {
        .seed = seed, .minutes = MINUTES, .scene_seconds = SCENE_SECONDS, .width = WIDTH, .height = HEIGHT};
    struct chance c = chance_of(seed * 64 + (uint64_t)film->which);
    switch (film->kind) {
    case KIND_PLAIN: order.number = film->which; break;
    case KIND_LONG:
        order.number = LONG_NUMBER;
        order.departure = place_departure(order, 0.16, ALL_KNOBS);
        break;
    case KIND_SHORT:
        order.number = SHORT_NUMBER;
        order.departure = place_departure(order, 0.10, ALL_KNOBS);
        break;
    case KIND_ONE:
        for (order.number = ONE_NUMBER; one_knob(order.number - ONE_NUMBER) != film->which;)
            order.number++;
        order.departure = place_departure(order, between(&c, 0.16, 0.2), 1 << film->which);
        break;
    case KIND_PLANTED:
        order.number = PLANTED_NUMBER;
        order.strangers = ALL_KNOBS & ~(1 << knob_palette | 1 << knob_sets);
        break;
    case KIND_DOSE:
        order.number = PLAIN_FILMS;
        order.departure = (struct departure){film->reused, 1, 1 << film->which};
        break;
    }
    return order;
}

/* ---- films ---- */

bool series_shoot(const char *folder, uint64_t seed, const struct series_film *film)
{
    char stem[SERIES_PATH], *script = NULL;
    struct film_order order = order_of(seed, film);
    series_stem(folder, seed, film, stem, sizeof stem);
    write_script(&order, &script);
    bool done = staged_master(&(struct staged){
        .stem = stem, .script = script, .sound = true, .codec = "libx264 -preset ultrafast -crf 20"});
    free(script);
    return done;
}

bool series_is_there(const char *folder, uint64_t seed, const struct series_film *film)
{
    char path[SERIES_PATH];
    struct stat known;
    series_stem(folder, seed, film, path, sizeof path - 8);
    strcat(path, ".tsv"); /* the last that is written */
    return stat(path, &known) == 0;
}

/* ---- truth ---- */

struct span series_departure(const char *folder, uint64_t seed, const struct series_film *film)
{
    enum { HEAD = 4096 };
    char path[SERIES_PATH], head[HEAD] = "";
    series_stem(folder, seed, film, path, sizeof path - 8);
    strcat(path, ".script");
    FILE *script = fopen(path, "r");
    if (script) {
        head[fread(head, 1, HEAD - 1, script)] = 0;
        fclose(script);
    }
    return departure_in(head);
}

static struct series_place *read_places(sqlite3_stmt *ask, size_t *count)
{
    struct series_place *places = NULL;
    size_t room = 0;
    for (*count = 0; sqlite3_step(ask) == SQLITE_ROW; ++*count) {
        if (*count == room) {
            room = room * 2 + 64;
            places = realloc(places, room * sizeof *places);
            if (!places)
                exit(5);
        }
        struct series_place *place = &places[*count];
        place->first = sqlite3_column_int(ask, 0);
        place->last = sqlite3_column_int(ask, 1);
        snprintf(place->set, sizeof place->set, "%s", (const char *)sqlite3_column_text(ask, 2));
    }
    return places;
}

struct series_place *series_places(const char *folder, uint64_t seed, const struct series_film *film,
                                   size_t *count)
{
    static const char question[] = "SELECT clean_first, clean_last, place || ' ' || dressing FROM shot JOIN "
                                   "scene ON scene.n = shot.scene "
                                   "WHERE clean_first IS NOT NULL ORDER BY clean_first";
    char path[SERIES_PATH];
    sqlite3 *db = NULL;
    sqlite3_stmt *ask = NULL;
    struct series_place *places = NULL;
    series_stem(folder, seed, film, path, sizeof path - 8);
    strcat(path, ".truth");
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, question, -1, &ask, NULL) == SQLITE_OK)
        places = read_places(ask, count);
    if (!places)
        fprintf(stderr, "series films: cannot read shots of '%s'\n", path);
    sqlite3_finalize(ask);
    sqlite3_close(db);
    return places;
}

const char *series_set_at(const struct series_place *places, size_t count, int64_t frame)
{
    for (size_t i = 0; i < count; i++)
        if (frame >= places[i].first && frame <= places[i].last)
            return places[i].set;
    return NULL;
}
