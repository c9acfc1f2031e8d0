/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "pastiche/measure.h"
#include "pastiche/shot_list.h"
#include "say.h"
#include <inttypes.h>
#include <math.h>
#include <string.h>

static const struct option options[] = {{0}};

enum { LABEL = 12 };

static void say_label(const char *label)
{
    printf("%-*s", LABEL, label);
}

/* A reel may come from a stranger: nothing of it goes to a terminal as it is. */
static void say_after(const char *before, const char *text)
{
    fputs(before, stdout);
    say_text(stdout, text);
}

static void say_line(const char *label, const char *text)
{
    say_label(label);
    say_text(stdout, text);
    putchar('\n');
}

static void say_size(int64_t bytes)
{
    static const char *const units[] = {"bytes", "kB", "MB", "GB", "TB"};
    double size = (double)bytes;
    int unit = 0;
    for (; size >= 999.5 && unit < 4; unit++)
        size /= 1000;
    printf(unit && size < 99.5 ? "%.1f %s" : "%.0f %s", size, units[unit]);
}

static void say_name(const struct pst_film *film)
{
    say_label("film");
    say_text(stdout, *film->title ? film->title : film->file);
    if (film->year)
        printf(" (%d)", film->year);
    if (*film->director)
        say_after(", ", film->director);
    putchar('\n');
    say_label("file");
    say_text(stdout, film->file);
    if (film->size > 0) {
        fputs(", ", stdout);
        say_size(film->size);
    }
    say_after(", ", film->container);
    putchar('\n');
    if (*film->hash)
        say_line("hash", film->hash);
    if (*film->sha256)
        say_line("sha256", film->sha256);
}

/* "23.976 fps", "25 fps". */
static void say_rate(const struct pst_film *film)
{
    if (film->frame_rate.den <= 0)
        return;
    printf(", %.5g fps%s", (double)film->frame_rate.num / film->frame_rate.den,
           film->variable_rate ? " on average, it varies" : "");
}

static void say_picture(const struct pst_film *film)
{
    say_label("picture");
    if (film->width <= 0) {
        puts("none");
        return;
    }
    say_text(stdout, film->codec);
    printf(", %d×%d", film->width, film->height);
    bool bars =
        film->active.width > 0 && (film->active.width != film->width || film->active.height != film->height);
    if (bars)
        printf(" (%d×%d without its bars)", film->active.width, film->active.height);
    if (film->sample_aspect.num != film->sample_aspect.den)
        printf(", pixels %d:%d", film->sample_aspect.num, film->sample_aspect.den);
    if (film->rotation)
        printf(", turned %d°", film->rotation);
    say_rate(film);
    printf(", %d bit%s\n", film->bit_depth, film->interlaced ? ", interlaced" : "");
}

static void say_stream(const struct pst_stream *s, const char *label, int number, bool measured)
{
    say_label(label);
    printf("%d: ", number);
    say_text(stdout, s->codec);
    if (s->kind == PST_STREAM_SOUND) {
        printf(", %d Hz", s->rate);
        say_after(", ", *s->layout ? s->layout : "unknown layout");
    }
    if (*s->language)
        say_after(", ", s->language);
    if (*s->label) {
        say_after(", '", s->label);
        putchar('\'');
    }
    puts(measured && s->used ? ", measured" : "");
}

static void say_streams(const struct pst_film *film, enum pst_stream_kind kind, const char *label,
                        bool measured)
{
    int number = 0;
    for (size_t i = 0; i < film->stream_count; i++)
        if (film->streams[i].kind == kind) {
            say_stream(&film->streams[i], number ? "" : label, number, measured);
            number++;
        }
    if (!number)
        say_line(label, "none");
}

static void say_length(const struct pst_film *film)
{
    bool counted = film->frames > 0 && film->time_base.den > 0;
    double seconds =
        counted ? (double)(film->end_pts - film->first_pts) * film->time_base.num / film->time_base.den
                : film->duration;
    if (!(seconds > 0))
        return;
    char time[PST_TIMECODE_SIZE], frames[COUNT_SIZE];
    pst_duration(seconds, time);
    say_label("length");
    fputs(time, stdout);
    if (film->frames > 0)
        printf(", %s frames", say_count(film->frames, frames));
    if (*film->timecode)
        say_after(", from ", film->timecode);
    putchar('\n');
}

static void say_chapters(const struct pst_film *film)
{
    if (film->chapter_count)
        printf("%-*s%zu\n", LABEL, "chapters", film->chapter_count);
}

static void say_film(const struct pst_film *film, bool measured)
{
    say_name(film);
    say_length(film);
    say_picture(film);
    say_streams(film, PST_STREAM_SOUND, "sound", measured);
    say_streams(film, PST_STREAM_TITLE, "titles", measured);
    say_chapters(film);
}

/* "3 cut, 1 dissolve". */
static void say_kinds(const char *(*name)(int), const int64_t *counts, int kinds)
{
    const char *gap = "";
    for (int kind = 0; kind < kinds; kind++) {
        char count[COUNT_SIZE];
        if (!counts[kind])
            continue;
        printf("%s%s %s", gap, say_count(counts[kind], count), name(kind));
        gap = ", ";
    }
    puts(*gap ? "" : "none");
}

static const char *shot_kind(int kind)
{
    return pst_shot_kind_name((enum pst_shot_kind)kind);
}

static const char *transition_kind(int kind)
{
    return pst_transition_kind_name((enum pst_transition_kind)kind);
}

static enum pst_status say_structure(struct pst_reel *reel, struct pst_error *error)
{
    const struct pst_shot *shots;
    const struct pst_transition *transitions;
    size_t count, changes;
    enum pst_status status = pst_reel_shots(reel, &shots, &count, error);
    if (status == PST_OK)
        status = pst_reel_transitions(reel, &transitions, &changes, error);
    if (status != PST_OK)
        return status;
    int64_t kinds[PST_SLIDE + 1] = {0};
    for (size_t i = 0; i < count; i++)
        kinds[shots[i].kind]++;
    say_label("shots");
    say_kinds(shot_kind, kinds, PST_SHOT_SOLID + 1);
    memset(kinds, 0, sizeof kinds);
    for (size_t i = 0; i < changes; i++)
        kinds[transitions[i].kind]++;
    say_label("changes");
    say_kinds(transition_kind, kinds, PST_SLIDE + 1);
    return PST_OK;
}

static void say_figure(const struct pst_measure *measure, double value)
{
    int room = 28 - (int)strlen(measure->name);
    say_after("  ", measure->name);
    printf("%*s", room > 0 ? room : 0, "");
    if (isnan(value))
        fputs("missing", stdout);
    else {
        printf("%.5g", fabs(value) < 1e-9 ? 0 : value);
        say_after(*measure->unit ? " " : "", measure->unit);
    }
    putchar('\n');
}

/* What is one number for the whole film. */
static enum pst_status say_figures(struct pst_reel *reel, struct pst_error *error)
{
    const struct pst_measure *measures;
    size_t count;
    enum pst_status status = pst_reel_measures(reel, &measures, &count, error);
    for (size_t i = 0, said = 0; status == PST_OK && i < count; i++) {
        struct pst_series series;
        if (measures[i].vector || strcmp(measures[i].grid, "film") != 0)
            continue;
        status = pst_reel_series(reel, measures[i].name, &series, error);
        if (status != PST_OK || series.count == 0)
            continue;
        if (!said++)
            puts("\nOf the whole film");
        say_figure(&measures[i], series.values[0]);
    }
    return status;
}

static enum pst_status say_meters(struct pst_reel *reel, struct pst_error *error)
{
    const struct pst_meter_used *meters;
    const struct pst_measure *measures;
    size_t count, measure_count;
    enum pst_status status = pst_reel_meters(reel, &meters, &count, error);
    if (status == PST_OK)
        status = pst_reel_measures(reel, &measures, &measure_count, error);
    if (status != PST_OK)
        return status;
    puts("\nMeasured by");
    for (size_t i = 0; i < count; i++) {
        say_after("  ", meters[i].name);
        printf(" %u:", meters[i].version);
        for (size_t k = 0; k < measure_count; k++)
            if (strcmp(measures[k].meter, meters[i].name) == 0)
                say_after(" ", measures[k].name);
        putchar('\n');
    }
    return PST_OK;
}

static enum pst_status say_problems(struct pst_reel *reel, struct pst_error *error)
{
    const struct pst_problem *problems;
    size_t count;
    enum pst_status status = pst_reel_problems(reel, &problems, &count, error);
    if (status == PST_OK && count)
        puts("\nProblems");
    for (size_t i = 0; status == PST_OK && i < count; i++) {
        bool within = problems[i].first >= 0 && problems[i].first < pst_reel_film(reel)->frames;
        fputs("  ", stdout);
        if (within && problems[i].first == problems[i].last)
            printf("frame %" PRId64 ": ", problems[i].first);
        else if (within)
            printf("frames %" PRId64 " to %" PRId64 ": ", problems[i].first, problems[i].last);
        say_text(stdout, problems[i].what);
        putchar('\n');
    }
    return status;
}

static void say_part(const struct pst_film *film)
{
    if (!(film->measured_from > 0) && film->measured_to < 0)
        return;
    printf("%-*sonly from %.6g s ", LABEL, "measured", film->measured_from);
    if (film->measured_to >= 0)
        printf("to %.6g s\n", film->measured_to);
    else
        puts("to the end");
}

static enum pst_status say_reel(const char *path, struct pst_error *error)
{
    struct pst_reel *reel;
    enum pst_status status = pst_reel_open(path, &reel, error);
    if (status != PST_OK)
        return status;
    say_film(pst_reel_film(reel), true);
    say_part(pst_reel_film(reel));
    status = say_structure(reel, error);
    if (status == PST_OK)
        status = say_figures(reel, error);
    if (status == PST_OK)
        status = say_meters(reel, error);
    if (status == PST_OK)
        status = say_problems(reel, error);
    pst_reel_close(&reel);
    return status;
}

static enum pst_status say_file(const char *path, struct pst_error *error)
{
    struct pst_film film;
    enum pst_status status = pst_film_probe(path, &film, error);
    if (status != PST_OK)
        return status;
    say_film(&film, false);
    puts("\nNot measured: this is the film, not its reel");
    pst_film_release(&film);
    return PST_OK;
}

/* A reel is an SQLite file, and every SQLite file begins with these 16 bytes. */
static bool is_reel(const char *path)
{
    char head[16];
    FILE *file = fopen(path, "rb");
    bool reel = file && fread(head, 1, sizeof head, file) == sizeof head &&
                memcmp(head, "SQLite format 3", sizeof head) == 0;
    if (file)
        fclose(file);
    return reel;
}

static enum pst_status exec(const void *data, const struct operands *operands, struct pst_error *error)
{
    (void)data;
    const char *path = operands->items[0];
    return is_reel(path) ? say_reel(path, error) : say_file(path, error);
}

const struct command info_command = {
    .name = "info",
    .synopsis = "REEL|FILM",
    .summary = "tell what a reel or a film is, and what was measured",
    .help =
        "Of a film: its file, length, picture, sound and titles. Of a reel also its shots and "
        "transitions, the figures of the whole film such as integrated loudness, the meters that ran with "
        "their versions and what each measured, and what went wrong.",
    .example = "pastiche info film.reel",
    .options = options,
    .operand = OPERAND_FILM_OR_REEL,
    .least = 1,
    .most = 1,
    .values_size = 1,
    .exec = exec,
};
