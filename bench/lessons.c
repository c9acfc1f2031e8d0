/* SPDX-License-Identifier: Apache-2.0 */
#include "lessons.h"
#include "reedit.h"
#include "shot_films.h"
#include "sources.h"
#include "stage_films.h"
#include "staged.h"
#include "trap_films.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Numbers below these are left to `shots --group tune`, up to 20 films: other seeds, although of the same
 * clips. */
enum { FIRST_SEED = 20, FIRST_TRAP = 3000, FIRST_EDITED = 1001, FIRST_RARE = 5001, FIRST_BUSY = 7001 };
enum {
    WIDTH = 480,
    HEIGHT = 200,
    TRAP_FRAMES = 480,
    TRAP_SECONDS = 20,
    EDITED_FRAMES = 1500,
    STEM = 900,
    SEEN_MINUTES = 2
};

static bool is_there(const char *path)
{
    struct stat known;
    return stat(path, &known) == 0;
}

static char *text_of(void (*write)(const void *what, FILE *script), const void *what)
{
    char *text = NULL;
    size_t size = 0;
    FILE *script = open_memstream(&text, &size);
    if (script)
        write(what, script);
    if (!script || fclose(script))
        exit(5);
    return text;
}

/* ---- the stage ---- */

static bool stage_master(const struct lesson_order *o, const char *stem,
                         void (*write)(const void *what, FILE *script), const void *what)
{
    char rows[STEM + 8];
    snprintf(rows, sizeof rows, "%s.tsv", stem);
    if (o->there)
        return is_there(rows);
    char *script = text_of(write, what);
    bool made = staged_master(&(struct staged){.stem = stem, .script = script});
    free(script);
    return made;
}

static void write_film(const void *order, FILE *script)
{
    franchise_write(order, script);
}

/* Copies that show no more and no fewer boundaries than their master. */
static bool copy_lesson(const char *master, int n, bool there, struct lesson *lesson)
{
    static const char *const rows[] = {"x264_low", "telecine", "mpeg2",    "repeated",  "pulses",
                                       "hevc",     "blended",  "denoised", "broadcast", "vp9",
                                       "dropped",  "online",   "regraded", "grey",      "letterbox"};
    const char *row = rows[n % (int)(sizeof rows / sizeof *rows)];
    char stem[STEM + 32];
    snprintf(stem, sizeof stem, "%s-%s", master, row);
    snprintf(lesson->truth, LESSON_PATH, "%s.tsv", stem);
    lesson->kind = LESSON_COPY;
    return (!there || is_there(lesson->truth)) && staged_copy(master, stem, row, lesson->film, LESSON_PATH);
}

static int stage_lessons(const struct lesson_order *o, int n, struct lesson *lessons)
{
    char stem[STEM];
    struct film_order order = {
        .number = 1 + n % 5, .minutes = 1, .width = WIDTH, .height = HEIGHT, .gradual = n % 2 ? 30 : 0};
    if (!stage_seed(SEEDS_DEFAULT, "tune", FIRST_SEED + n, &order.seed))
        return -1;
    snprintf(stem, sizeof stem, "%s/stage%03d", o->work, n);
    bool made = stage_master(o, stem, write_film, &order);
    for (int i = 0; i < LESSONS; i++)
        lessons[i].part = n % LESSON_PARTS;
    snprintf(lessons[0].film, LESSON_PATH, "%s.mkv", stem);
    snprintf(lessons[0].truth, LESSON_PATH, "%s.tsv", stem);
    for (int i = 1; made && i < LESSONS; i++)
        made = copy_lesson(stem, 2 * n + i, o->there, &lessons[i]);
    return made ? LESSONS : o->there ? 0 : -1;
}

static void write_trap(const void *seed, FILE *script)
{
    stage_trap_script(*(const uint64_t *)seed, TRAP_FRAMES, script);
}

static int stage_trap_lesson(const struct lesson_order *o, int n, struct lesson *lesson)
{
    char stem[STEM];
    uint64_t seed = FIRST_TRAP + (uint64_t)n;
    snprintf(stem, sizeof stem, "%s/stagetrap%03d", o->work, n);
    snprintf(lesson->film, LESSON_PATH, "%s.mkv", stem);
    lesson->kind = LESSON_STAGE_TRAP;
    lesson->part = n % LESSON_PARTS;
    return stage_master(o, stem, write_trap, &seed);
}

/* What was reported on once: a film and its copy. */
static int seen_lessons(const struct lesson_order *o, int n, struct lesson *lessons)
{
    const struct shot_film film = {o->work, "seen", n, SEEN_MINUTES};
    char stem[SHOT_STEM], copy[SHOT_STEM];
    if (!shot_film_stem(&film, stem) || !shot_copy_stem(&film, stem, copy))
        return -1;
    snprintf(lessons[0].film, LESSON_PATH, "%s.mkv", stem);
    snprintf(lessons[0].truth, LESSON_PATH, "%s.tsv", stem);
    snprintf(lessons[1].truth, LESSON_PATH, "%s.tsv", copy);
    lessons[1].kind = LESSON_COPY;
    lessons[0].part = lessons[1].part = n % LESSON_PARTS;
    if (o->there && !is_there(lessons[1].truth))
        return 0;
    return shot_film_shoot(&film, stem) && shot_copy_make(stem, copy, lessons[1].film, LESSON_PATH) ? 2 : -1;
}

static int seen_trap_lesson(const struct lesson_order *o, int n, struct lesson *lesson)
{
    const struct shot_film film = {o->work, "seen", n, SEEN_MINUTES};
    char stem[SHOT_STEM];
    shot_trap_stem(&film, stem);
    snprintf(lesson->film, LESSON_PATH, "%s.mkv", stem);
    lesson->kind = LESSON_STAGE_TRAP;
    lesson->part = n % LESSON_PARTS;
    return o->there ? is_there(lesson->film) : shot_trap_shoot(&film, stem);
}

/* ---- real clips ---- */

enum edited { EDITED, RARE, BUSY };

static int edited_lesson(const struct lesson_order *o, int n, enum edited kind, struct lesson *lesson)
{
    static const char *const edited_names[] = {"edited", "rare", "busy"};
    static const int first_seeds[] = {FIRST_EDITED, FIRST_RARE, FIRST_BUSY};
    char footage[LESSON_PATH], part[LESSON_PATH];
    const char *name = edited_names[kind];
    snprintf(footage, sizeof footage, "%s/footage", o->shared);
    snprintf(lesson->film, LESSON_PATH, "%s/%s%03d.mkv", o->work, name, n);
    snprintf(lesson->truth, LESSON_PATH, "%s/%s%03d.tsv", o->work, name, n);
    snprintf(part, sizeof part, "%s/%s%03d.part.mkv", o->work, name, n);
    const struct reedit_params params = {.footage = footage,
                                         .sources = SOURCES_DEFAULT,
                                         .group = "tune",
                                         .part = n % LESSON_PARTS,
                                         .parts = LESSON_PARTS,
                                         .seed = (uint64_t)(first_seeds[kind] + n),
                                         .rare = kind == RARE,
                                         .busy = kind == BUSY,
                                         .frames = EDITED_FRAMES,
                                         .film = part,
                                         .truth = lesson->truth};
    lesson->kind = kind == BUSY ? LESSON_BUSY : LESSON_EDITED;
    lesson->part = n % LESSON_PARTS;
    if (o->there)
        return is_there(lesson->film);
    return is_there(lesson->film) || (reedit(&params) && rename(part, lesson->film) == 0) ? 1 : -1;
}

/* How many clips the group has; that one of them goes to `clip`, NULL: none is asked for. */
static int find_clip(int wanted, struct source_clip *clip)
{
    struct source_clip row;
    FILE *list = fopen(SOURCES_DEFAULT, "r");
    int count = 0;
    while (list && next_clip(list, &row)) {
        if (strcmp(row.group, "tune") == 0 && count++ == wanted && clip)
            *clip = row;
    }
    if (list)
        fclose(list);
    return count;
}

static int real_trap_lesson(const struct lesson_order *o, int n, const char *name, enum trap_kind kind,
                            struct lesson *lesson)
{
    char path[LESSON_PATH];
    struct source_clip clip;
    int clips = find_clip(0, NULL), number = clips ? n % clips : 0; /* they take turns */
    if (!clips)
        return -1;
    find_clip(number, &clip);
    snprintf(path, sizeof path, "%s/footage/%s", o->shared, clip.file);
    snprintf(lesson->film, LESSON_PATH, "%s/%s%03d.mkv", o->work, name, n);
    lesson->part = number % LESSON_PARTS;
    const struct real_trap trap = {.clip = path,
                                   .film = lesson->film,
                                   .kind = kind,
                                   .seed = FIRST_TRAP + (uint64_t)n,
                                   .seconds = TRAP_SECONDS};
    lesson->kind = LESSON_REAL_TRAP;
    if (o->there)
        return is_there(lesson->film);
    return is_there(lesson->film) || real_trap(&trap) ? 1 : -1;
}

static enum trap_kind nth_trap(int n)
{
    return (enum trap_kind)((n + n / TRAP_KINDS) % TRAP_KINDS);
}

/* ---- all ---- */

int lesson_count(const struct lesson_order *o)
{
    return o->stage + o->traps + o->seen + o->seen_traps + o->edited + o->rare + o->busy + o->real_traps +
           o->entered + o->plated;
}

static int stage_lessons_make(const struct lesson_order *o, int n, struct lesson lessons[LESSONS])
{
    if (n < o->stage)
        return stage_lessons(o, n, lessons);
    n -= o->stage;
    if (n < o->traps)
        return stage_trap_lesson(o, n, lessons);
    n -= o->traps;
    return n < o->seen ? seen_lessons(o, n, lessons) : seen_trap_lesson(o, n - o->seen, lessons);
}

static int edited_lesson_make(const struct lesson_order *o, int n, struct lesson *lesson)
{
    if (n < o->edited)
        return edited_lesson(o, n, EDITED, lesson);
    n -= o->edited;
    if (n < o->rare)
        return edited_lesson(o, n, RARE, lesson);
    n -= o->rare;
    if (n < o->busy)
        return edited_lesson(o, n, BUSY, lesson);
    n -= o->busy;
    if (n < o->real_traps)
        return real_trap_lesson(o, n, "trap", nth_trap(n), lesson);
    n -= o->real_traps;
    if (n < o->entered)
        return real_trap_lesson(o, n, "entered", TRAP_ENTERED, lesson);
    return real_trap_lesson(o, n - o->entered, "plated", TRAP_PLATED, lesson);
}

int lessons_make(const struct lesson_order *o, int n, struct lesson lessons[LESSONS])
{
    int staged = o->stage + o->traps + o->seen + o->seen_traps;
    memset(lessons, 0, LESSONS * sizeof *lessons);
    return n < staged ? stage_lessons_make(o, n, lessons) : edited_lesson_make(o, n - staged, lessons);
}
