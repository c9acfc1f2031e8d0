/* SPDX-License-Identifier: Apache-2.0 */
#include "shot_films.h"
#include "stage_films.h"
#include "staged.h"
#include "trap_films.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 640, HEIGHT = 268, RATE = 24 };

/* What copies suffer that show no more and no fewer boundaries than their master, chosen by seed. */
static const char *copy_for(uint64_t seed)
{
    static const char *const rows[] = {"x264_low", "telecine", "mpeg2",    "repeated",  "pulses",
                                       "hevc",     "blended",  "denoised", "broadcast", "vp9",
                                       "dropped",  "online",   "regraded", "grey",      "telecine_x264"};
    return rows[seed % (sizeof rows / sizeof *rows)];
}

/* A stem that is too long names nothing. */
static bool fits(int length)
{
    return length >= 0 && length < SHOT_STEM;
}

static bool shoot(const char *stem, char *script)
{
    bool shot = staged_master(&(struct staged){.stem = stem, .script = script});
    free(script);
    return shot;
}

/* ---- films ---- */

bool shot_film_stem(const struct shot_film *film, char stem[SHOT_STEM])
{
    uint64_t seed;
    return stage_seed(SEEDS_DEFAULT, film->group, film->n, &seed) &&
           fits(snprintf(stem, SHOT_STEM, "%s/stage-%s-%g-%03d", film->work, film->group, film->minutes,
                         film->n));
}

/* Every other film has more gradual joins than its franchise would: there would be too few to tell. */
static char *film_script(const struct shot_film *film, uint64_t seed)
{
    const struct film_order order = {.seed = seed,
                                     .number = 1 + film->n % 5,
                                     .minutes = film->minutes,
                                     .width = WIDTH,
                                     .height = HEIGHT,
                                     .gradual = film->n % 2 ? 30 : 0};
    char *text = NULL;
    size_t size = 0;
    FILE *script = open_memstream(&text, &size);
    bool written = script && franchise_write(&order, script) == 0;
    if ((script && fclose(script)) || !written)
        exit(5);
    return text;
}

bool shot_film_shoot(const struct shot_film *film, const char *stem)
{
    uint64_t seed;
    return stage_seed(SEEDS_DEFAULT, film->group, film->n, &seed) && shoot(stem, film_script(film, seed));
}

bool shot_copy_stem(const struct shot_film *film, const char *stem, char copy[SHOT_STEM])
{
    uint64_t seed;
    return stage_seed(SEEDS_DEFAULT, film->group, film->n, &seed) &&
           fits(snprintf(copy, SHOT_STEM, "%s-%s", stem, copy_for(seed)));
}

bool shot_copy_make(const char *stem, const char *copy, char *film, size_t room)
{
    return staged_copy(stem, copy, copy + strlen(stem) + 1, film, room);
}

/* ---- traps ---- */

/* No table has these seeds: as many in a row as are asked for. */
static uint64_t trap_seed(const struct shot_film *film)
{
    uint64_t first = strcmp(film->group, "seen") == 0   ? 70000
                     : strcmp(film->group, "tune") == 0 ? 1000
                                                        : 80000;
    return first + (uint64_t)film->n;
}

static int trap_frames(const struct shot_film *film)
{
    int longest = (int)(film->minutes * 60 * RATE);
    return longest / 2 + (int)(trap_seed(film) % 7) * longest / 14;
}

void shot_trap_stem(const struct shot_film *film, char stem[SHOT_STEM])
{
    snprintf(stem, SHOT_STEM, "%s/stagetrap-%s-%llu-%d", film->work, film->group,
             (unsigned long long)trap_seed(film), trap_frames(film));
}

static char *trap_script(const struct shot_film *film)
{
    char *text = NULL;
    size_t size = 0;
    FILE *script = open_memstream(&text, &size);
    if (script)
        stage_trap_script(trap_seed(film), trap_frames(film), script);
    if (!script || fclose(script))
        exit(5);
    return text;
}

bool shot_trap_shoot(const struct shot_film *film, const char *stem)
{
    return shoot(stem, trap_script(film));
}
