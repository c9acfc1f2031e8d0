/* SPDX-License-Identifier: Apache-2.0 */
#include "drawn_library.h"
#include "base/array.h"
#include "base/hash.h"
#include "copied_reels.h"
#include "copies/thin_prints.h"
#include "library/film_block.h"
#include "library/print_block.h"
#include "pastiche/pastiche.h"
#include "reel/writer.h"
#include "sources.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { VIEW = FINGERPRINT_BITS / 8, MOST_KEPT = 8000 };

static bool complain(const char *what)
{
    fprintf(stderr, "library: %s\n", what);
    return false;
}

/* ---- real clips ---- */

static bool read_clip(const char *path, struct pool_clip *clip)
{
    struct pst_reel *reel = NULL;
    struct pst_error error = {0};
    const struct pst_vector *vectors;
    size_t count = 0;
    bool good = pst_reel_open(path, &reel, &error) == PST_OK &&
                pst_reel_vectors(reel, "fingerprint", &vectors, &count, &error) == PST_OK &&
                (clip->prints = calloc(count + 1, sizeof *clip->prints));
    for (size_t i = 0; good && i < count; i++)
        memcpy(clip->prints[i], vectors[i].data, FINGERPRINT_SIZE);
    clip->frames = (int64_t)count;
    pst_reel_close(&reel);
    return good || complain(error.message);
}

bool pool_open(const char *sources, const char *shared, const char *work, struct pool *pool)
{
    struct source_clip source;
    FILE *list = fopen(sources, "r");
    bool good = list || complain("the list of clips cannot be read");
    while (good && next_clip(list, &source)) {
        struct pool_clip clip = {0};
        char reel[LIBRARY_PATH];
        const char *slash = strrchr(source.file, '/');
        snprintf(clip.name, sizeof clip.name, "%.100s", slash ? slash + 1 : source.file);
        snprintf(clip.source, sizeof clip.source, "%s", source.source);
        snprintf(clip.film, sizeof clip.film, "%.200s/footage/%s", shared, source.file);
        snprintf(reel, sizeof reel, "%.300s/clip-%s.reel", work, clip.name);
        good = copied_reel_measure(clip.film, reel) && read_clip(reel, &clip) && array_push(pool, clip);
    }
    if (list)
        fclose(list);
    return good;
}

void pool_release(struct pool *pool)
{
    for (size_t i = 0; i < pool->count; i++)
        free(pool->items[i].prints);
    free(pool->items);
    *pool = (struct pool){0};
}

/* ---- drawn films ---- */

bool drawn_prints_open(struct drawn_prints *to)
{
    to->prints = malloc(LIBRARY_FRAMES * sizeof *to->prints);
    to->begins = malloc(LIBRARY_FRAMES * sizeof *to->begins);
    return to->prints && to->begins;
}

void drawn_prints_release(struct drawn_prints *drawn)
{
    free(drawn->prints);
    free(drawn->begins);
    *drawn = (struct drawn_prints){0};
}

static const struct pool_clip *any_clip(const struct pool *pool, struct chance *c)
{
    return &pool->items[whole(c, 0, (int)pool->count - 1)];
}

static const uint8_t *any_print(const struct pool_clip *clip, struct chance *c)
{
    return clip->prints[whole(c, 0, (int)clip->frames - 1)];
}

static double normal(struct chance *c)
{
    return sqrt(-2 * log(1 - uniform(c))) * cos(2 * 3.14159265358979 * uniform(c));
}

/* The bits in which two pictures differ: of other sources than the clip and each other, and plainly unlike,
   else the shot would look like a real clip after all, now or as it goes on. */
static void draw_turn(const struct pool *pool, const char *source, struct chance *c, uint8_t turn[2 * VIEW])
{
    enum { STRANGERS = 45 };
    const struct pool_clip *one, *other;
    struct fingerprint_pairs p;
    do {
        one = any_clip(pool, c);
        other = any_clip(pool, c);
        const uint8_t *a = any_print(one, c), *b = any_print(other, c);
        p = fingerprint_pairs(a, b, false);
        for (int k = 0; k < 2 * VIEW; k++)
            turn[k] = a[k] ^ b[k];
    } while (strcmp(one->source, source) == 0 || strcmp(other->source, source) == 0 ||
             strcmp(one->source, other->source) == 0 || p.whole_whole < STRANGERS ||
             p.inner_inner < STRANGERS);
}

static void draw_shot(const struct pool *pool, struct chance *c, uint8_t (*to)[FINGERPRINT_SIZE], int frames)
{
    const struct pool_clip *clip = any_clip(pool, c);
    int64_t at = whole(c, 0, (int)clip->frames - 1), step = happens(c, 0.5) ? 1 : -1;
    uint8_t turn[2 * VIEW];
    draw_turn(pool, clip->source, c, turn);
    for (int i = 0; i < frames; i++, at += step) {
        if (at < 0 || at >= clip->frames) {
            step = -step;
            at += clip->frames > 1 ? 2 * step : step;
        }
        memcpy(to[i], clip->prints[at], FINGERPRINT_SIZE);
        for (int k = 0; k < 2 * VIEW; k++)
            to[i][k] ^= turn[k];
    }
}

void draw_prints(const struct pool *pool, uint64_t seed, struct drawn_prints *to)
{
    struct chance c = chance_of(seed);
    const double spread = 0.8, mean = 86;
    to->shots = 0;
    to->frames = LIBRARY_FRAMES;
    memset(to->begins, 0, LIBRARY_FRAMES * sizeof *to->begins);
    for (int64_t n = 0, frames; n < LIBRARY_FRAMES; n += frames) {
        frames = (int64_t)fmax(8, mean * exp(spread * normal(&c) - spread * spread / 2));
        frames = frames < LIBRARY_FRAMES - n ? frames : LIBRARY_FRAMES - n;
        draw_shot(pool, &c, to->prints + n, (int)frames);
        to->begins[n] = true;
        to->shots++;
    }
}

void plant_clip(const struct pool_clip *clip, int64_t first, struct drawn_prints *to)
{
    memcpy(to->prints + first, clip->prints, (size_t)clip->frames * sizeof *clip->prints);
    for (int64_t n = first; n <= first + clip->frames && n < LIBRARY_FRAMES; n++) {
        bool begins = n == first || n == first + clip->frames;
        to->shots += (size_t)begins - (size_t)to->begins[n];
        to->begins[n] = begins;
    }
}

/* ---- into reels ---- */

static struct pst_film film_of(int number, int64_t frames)
{
    static struct pst_stream none;
    struct pst_film film = {.size = 1000000 + number,
                            .container = "drawn",
                            .time_base = {1, LIBRARY_RATE},
                            .frame_rate = {LIBRARY_RATE, 1},
                            .frames = frames,
                            .end_pts = frames,
                            .duration = (double)frames / LIBRARY_RATE,
                            .width = 1280,
                            .height = 536,
                            .sample_aspect = {1, 1},
                            .active = {0, 0, 1280, 536},
                            .bit_depth = 8,
                            .pixel_format = "yuv420p",
                            .codec = "none",
                            .sound_start = {0, 1},
                            .measured_to = -1,
                            .streams = &none};
    snprintf(film.file, sizeof film.file, "drawn-%d", number);
    snprintf(film.title, sizeof film.title, "Drawn film %d", number);
    snprintf(film.hash, sizeof film.hash, "%032x", (unsigned)number);
    return film;
}

static void write_shots(struct reel_writer *w, const struct drawn_prints *drawn, struct pst_error *error)
{
    struct pst_shot *shots = calloc(drawn->shots + 1, sizeof *shots);
    size_t count = 0;
    if (!shots)
        exit(5);
    for (int64_t n = 0; n < drawn->frames; n++) {
        if (drawn->begins[n])
            shots[count++] = (struct pst_shot){n, n, PST_SHOT_PICTURE};
        shots[count - 1].last = n;
    }
    reel_write_shots(w, shots, count, error);
    free(shots);
}

bool write_drawn_reel(const struct drawn_prints *drawn, int number, const char *path)
{
    static const struct pst_measure measure = {"fingerprint", "fingerprint", "frame", "", "drawn", true};
    struct reel_writer *w;
    struct pst_error error = {0};
    struct pst_film film = film_of(number, 0);
    int id = 0;
    if (reel_writer_open(path, NULL, &w, &error) != PST_OK)
        return complain(error.message);
    reel_write_film(w, &film, &error);
    reel_write_meter(w, "fingerprint", 1, "{}", &error);
    reel_write_meter(w, "form", 1, "{}", &error);
    reel_write_measure(w, &measure, 0, (struct pst_rational){0, 0}, &id, &error);
    for (int64_t n = 0; n < drawn->frames; n++) {
        reel_write_frame(w, n, n, &error);
        reel_write_vector(w, id, n, drawn->prints[n], FINGERPRINT_SIZE, &error);
    }
    film = film_of(number, drawn->frames);
    reel_write_film(w, &film, &error);
    write_shots(w, drawn, &error);
    return reel_writer_commit(&w, &error) == PST_OK || complain(error.message);
}

/* ---- into an index ---- */

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static bool put_film(struct index_growth *growth, uint32_t reel, const struct drawn_prints *drawn,
                     const char *path, struct pst_error *error)
{
    struct pst_film film = film_of((int)reel + 1000000, LIBRARY_FRAMES);
    struct indexed_reel stamp;
    const struct pst_compared about = {.reel = path,
                                       .file = film.file,
                                       .title = film.title,
                                       .hash = film.hash,
                                       .tool = "drawn",
                                       .note = "",
                                       .frames = LIBRARY_FRAMES,
                                       .rate_num = LIBRARY_RATE,
                                       .rate_den = 1,
                                       .seconds = film.duration,
                                       .shots = (int64_t)drawn->shots};
    return hash_content(path, &stamp.size, stamp.hash, error) == PST_OK &&
           film_block_put(growth, reel, &about, &stamp, error) == PST_OK;
}

bool index_drawn(struct index_growth *growth, uint32_t reel, const struct drawn_prints *drawn,
                 const char *path, double extent, struct drawn_cost *cost)
{
    static bool counts[LIBRARY_FRAMES];
    static uint32_t kept[LIBRARY_FRAMES];
    struct pst_error error = {0};
    double began = now();
    for (int64_t n = 0; n < LIBRARY_FRAMES; n++)
        counts[n] = drawn->prints[n][FINGERPRINT_QUALITY] >= FINGERPRINT_LEAST_QUALITY;
    cost->count = thin_prints(drawn->prints[0], counts, LIBRARY_FRAMES, MOST_KEPT, kept, &cost->apart);
    bool good = print_block_put(growth, reel, drawn->prints[0], kept, cost->count, cost->apart, extent,
                                LIBRARY_FRAMES, &error) == PST_OK &&
                put_film(growth, reel, drawn, path, &error);
    cost->seconds = now() - began;
    return good || complain(error.message);
}
