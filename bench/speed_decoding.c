/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/pastiche.h"
#include "run_cost.h"
#include "speed_rows.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DECODE, MEASURE, SHOTS, PROGRAMS };

/* Each program's runs, in turn. */
struct contest {
    double wall[PROGRAMS][RUNS_MOST], processor[PROGRAMS][RUNS_MOST], memory[PROGRAMS];
};

static const struct bound nothing = {NAN, NAN};

static bool run_one(struct speed_bench *b, const char *const argv[], int program, struct contest *c, int i)
{
    struct run_cost cost;
    int code = run_cost(argv, b->log, &cost);
    c->wall[program][i] = cost.wall;
    c->processor[program][i] = cost.processor;
    c->memory[program] = fmax(c->memory[program], cost.memory);
    if (code != 0)
        fprintf(stderr, "speed: '%s %s' ended with %d; see %s\n", argv[0], argv[1], code, b->log);
    return code == 0;
}

/* Transitions alone: what a shot looked and sounded like is left out with the meters. */
static bool same_boundaries(const char *one, const char *other)
{
    struct pst_reel *a = NULL, *b = NULL;
    const struct pst_transition *x, *y;
    size_t count, others;
    bool same = pst_reel_open(one, &a, NULL) == PST_OK && pst_reel_open(other, &b, NULL) == PST_OK &&
                pst_reel_transitions(a, &x, &count, NULL) == PST_OK &&
                pst_reel_transitions(b, &y, &others, NULL) == PST_OK && count == others;
    for (size_t i = 0; same && i < count; i++)
        same = x[i].kind == y[i].kind && x[i].first == y[i].first && x[i].last == y[i].last;
    pst_reel_close(&a);
    pst_reel_close(&b);
    return same;
}

static void tell_ratio(struct speed_bench *b, const char *name, const struct contest *c, int program,
                       struct bound bound)
{
    char more[160];
    snprintf(more, sizeof more, "(%.2f s : %.2f s; processor %.2f; %.0f MiB)",
             median_of_runs(c->wall[program], b->runs), median_of_runs(c->wall[DECODE], b->runs),
             ratio_of(c->processor[program], c->processor[DECODE], b->runs), c->memory[program]);
    speed_row(b, name, ratio_of(c->wall[program], c->wall[DECODE], b->runs), "", bound, more);
}

static void tell_shots(struct speed_bench *b, const char *name, const struct contest *c, bool same, bool ran)
{
    char what[160];
    snprintf(what, sizeof what, "measure --only shots, %s", name);
    if (ran)
        tell_ratio(b, what, c, SHOTS, (struct bound){0.95, 0.85});
    else
        speed_row(b, what, NAN, "", nothing, "");
    snprintf(what, sizeof what, "  its boundaries that are not the whole measure's");
    if (ran)
        speed_row(b, what, same ? 0 : 1, "", (struct bound){0, NAN}, same ? "(the same)" : "(NOT the same)");
}

void speed_ratio(struct speed_bench *b, const char *name, const char *path, struct bound bound, bool shots)
{
    struct contest c = {0};
    char what[160], shots_reel[SPEED_PATH + 8];
    snprintf(shots_reel, sizeof shots_reel, "%s.shots", b->reel);
    const char *const programs[PROGRAMS][16] = {
        {"ffmpeg", "-nostdin", "-v", "error", "-threads", b->threads, "-i", path, "-map", "0:v:0", "-map",
         "0:a:0?", "-f", "null", "-"},
        {b->pastiche, "measure", "--quiet", "--force", "--threads", b->threads, path, "-o", b->reel},
        {b->pastiche, "measure", "--quiet", "--force", "--threads", b->threads, path, "-o", shots_reel,
         "--only", "shots"}};
    bool ran = true, shots_ran = shots;
    for (int i = 0; i < b->runs && ran; i++) {
        ran = run_one(b, programs[DECODE], DECODE, &c, i) && run_one(b, programs[MEASURE], MEASURE, &c, i);
        shots_ran = ran && shots_ran && run_one(b, programs[SHOTS], SHOTS, &c, i);
    }
    snprintf(what, sizeof what, "measure, %s", name);
    if (ran)
        tell_ratio(b, what, &c, MEASURE, bound);
    else
        speed_row(b, what, NAN, "", bound, "");
    if (shots)
        tell_shots(b, name, &c, shots_ran && same_boundaries(b->reel, shots_reel), shots_ran);
    int large = strstr(name, "2160p") != NULL;
    b->memory[large] = fmax(b->memory[large], c.memory[MEASURE]);
    unlink(b->reel);
    unlink(shots_reel);
}

static void film_row(struct speed_bench *b, enum speed_film film, struct bound bound)
{
    char path[SPEED_PATH], name[128];
    bool long_one = film == FILM_H264 || film == FILM_STAGE;
    int seconds = long_one ? b->long_seconds : b->short_seconds;
    snprintf(name, sizeof name, "%s, %d s", speed_film_name(film), seconds);
    if (speed_film_make(film, seconds, b->folder, path))
        speed_ratio(b, name, path, bound, long_one);
    else
        speed_row(b, name, NAN, "", bound, "(no film)");
}

/* From the start of the program to its end, with one frame measured and its reel written: more than what is
   asked for, and nothing of it has to be taken on trust. The version alone shows what linking takes. */
static void first_frame(struct speed_bench *b)
{
    static const struct bound bound = {50, 25};
    char path[SPEED_PATH];
    const char *const version[] = {b->pastiche, "--version", NULL};
    const char *const measure[] = {b->pastiche, "measure", "--quiet", "--force", "--threads", b->threads,
                                   path,        "-o",      b->reel,   "--to",    "0.001",     NULL};
    bool there = speed_film_make(FILM_H264, b->long_seconds, b->folder, path);
    speed_row(b, "start, one frame measured, reel written, end",
              there ? speed_milliseconds(b, measure) : (double)NAN, "ms", bound, "");
    speed_row(b, "  of it: start and end", speed_milliseconds(b, version), "ms", nothing,
              "(pastiche --version)");
    unlink(b->reel);
}

static void memory_rows(struct speed_bench *b)
{
    static const struct bound bounds[] = {{200, 120}, {450, 300}};
    static const char *const names[] = {"peak memory, 1080p, the most of the films above",
                                        "peak memory, 2160p, the film above"};
    for (int i = 0; i < 2; i++)
        speed_row(b, names[i], b->memory[i] > 0 ? b->memory[i] : NAN, "MiB", bounds[i], "");
}

void speed_decoding(struct speed_bench *b)
{
    static const struct bound h264 = {1.10, 1.00}, other = {1.15, 1.05};
    film_row(b, FILM_H264, h264);
    film_row(b, FILM_STAGE, h264);
    for (enum speed_film film = FILM_HEVC; film <= FILM_AV1; film++)
        film_row(b, film, other);
    film_row(b, FILM_HEVC_2160, h264);
    memory_rows(b);
    first_frame(b);
}

void speed_lengths(struct speed_bench *b, enum speed_film film, const int *minutes, int count)
{
    const struct bound bound = film == FILM_CALM_2160 ? (struct bound){450, 300} : (struct bound){200, 120};
    for (int i = 0; i < count; i++) {
        struct contest c = {0};
        char path[SPEED_PATH], what[160], more[120];
        bool ran = speed_film_make(film, 60 * minutes[i], b->folder, path);
        const char *const argv[] = {b->pastiche, "measure", "--quiet", "--force", "--threads",
                                    b->threads,  path,      "-o",      b->reel,   NULL};
        ran = ran && run_one(b, argv, MEASURE, &c, 0);
        int64_t frames = ran ? speed_frames(b) : 0;
        snprintf(what, sizeof what, "peak memory, %s, %d minutes", speed_film_name(film), minutes[i]);
        snprintf(more, sizeof more, "(%.3f ms a frame, processor %.3f)",
                 1000 * c.wall[MEASURE][0] / (double)frames, 1000 * c.processor[MEASURE][0] / (double)frames);
        speed_row(b, what, frames > 0 ? c.memory[MEASURE] : NAN, "MiB", bound, frames > 0 ? more : "");
        unlink(b->reel);
    }
}
