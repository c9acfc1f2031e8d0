/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "destination.h"
#include "memory_limit.h"
#include "number.h"
#include "pastiche/measure.h"
#include "pastiche/timecode.h"
#include "progress.h"
#include "say.h"
#include <inttypes.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

struct measure_values {
    struct pst_measure_params params;
    const char *rate;
    int max_memory; /* MiB; 0: the default */
    bool quiet, json;
};

static const struct option options[] = {
    {"output", 'o', OPTION_FILE, "FILE|FOLDER",
     "where the reel goes; with several films an existing folder (default: beside the film)",
     .offset = offsetof(struct measure_values, params.output)},
    {"title", 0, OPTION_TEXT, "TEXT", "the film's title (default: as the file tells, else its name)",
     .offset = offsetof(struct measure_values, params.title)},
    {"year", 0, OPTION_WHOLE, "YEAR", "the film's year (default: as the file tells)",
     .offset = offsetof(struct measure_values, params.year), .least = 1, .most = 9999},
    {"director", 0, OPTION_TEXT, "NAME", "the film's director (default: as the file tells)",
     .offset = offsetof(struct measure_values, params.director)},
    {"sidecar", 0, OPTION_FILE, "FILE", "subtitles, .srt or .vtt (default: of the film's name, beside it)",
     .offset = offsetof(struct measure_values, params.sidecar)},
    {"charset", 0, OPTION_TEXT, "NAME",
     "of the sidecar, as iconv names it (default: what its first bytes say, else UTF-8)",
     .offset = offsetof(struct measure_values, params.charset)},
    {"audio", 0, OPTION_WHOLE, "N", "which sound stream, counted from 0 (default: the file's own default)",
     .offset = offsetof(struct measure_values, params.audio), .least = 0, .most = 999},
    {"threads", 0, OPTION_WHOLE, "N", "threads to work with (default: as many as there are processors)",
     .offset = offsetof(struct measure_values, params.threads), .least = 1, .most = 1024},
    {"max-memory", 0, OPTION_WHOLE, "MIB",
     "refuse a film that takes more to decode, in MiB (default: half of the machine's, from 512 to 4096)",
     .offset = offsetof(struct measure_values, max_memory), .least = 256, .most = 1048576},
    {"rate", 0, OPTION_TEXT, "N", "frames a second of a sequence of pictures: 24, 23.976 or 24000/1001",
     .offset = offsetof(struct measure_values, rate)},
    {"from", 0, OPTION_SECONDS, "TIME", "measure from here on: seconds, M:SS or H:MM:SS, with decimals",
     .offset = offsetof(struct measure_values, params.from)},
    {"to", 0, OPTION_SECONDS, "TIME", "measure up to here (default: to the end)",
     .offset = offsetof(struct measure_values, params.to)},
    {"only", 0, OPTION_TEXT, "WHAT",
     "only shots, and of colour, light, composition, fingerprint, inset, still, loudness, sound_print, title "
     "what is "
     "named (commas between); measuring again adds the rest",
     .offset = offsetof(struct measure_values, params.only)},
    {"no-stills", 0, OPTION_FLAG, NULL, "leave pictures out, so that the reel can be shared freely",
     .offset = offsetof(struct measure_values, params.no_stills)},
    {"fixity", 0, OPTION_FLAG, NULL, "add the SHA-256 of the whole file to the reel",
     .offset = offsetof(struct measure_values, params.fixity)},
    {"force", 'f', OPTION_FLAG, NULL, "measure again even where the reel is up to date",
     .offset = offsetof(struct measure_values, params.force)},
    {"quiet", 'q', OPTION_FLAG, NULL, "say nothing but what goes wrong",
     .offset = offsetof(struct measure_values, quiet)},
    {"json", 0, OPTION_FLAG, NULL, "one JSON object a film on standard output, a line each",
     .offset = offsetof(struct measure_values, json)},
    {0}};

/* A signal can reach the program by nothing but a variable of the whole file: the one that is not constant.
 */
static volatile sig_atomic_t stop_asked;

static void ask_to_stop(int number)
{
    (void)number;
    stop_asked = 1;
}

/* The first signal asks, the second one kills. One that the caller ignores (nohup, a job in the background of
 * a script) stays ignored. */
static void catch_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction ask = {.sa_handler = ask_to_stop, .sa_flags = SA_RESTART | (int)SA_RESETHAND}, old;
    sigemptyset(&ask.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(numbers[i], &ask, NULL);
}

static bool is_stopped(void *data)
{
    (void)data;
    return stop_asked;
}

static void show_progress(void *data, const struct pst_progress *p)
{
    progress_show(data, p);
}

static const char *code_name(enum pst_status status)
{
    for (const struct exit_code *e = exit_codes; e->name; e++)
        if (e->code == (int)status)
            return e->name;
    return "internal";
}

static void say_json_or_null(const char *key, const char *text)
{
    printf(",\"%s\":", key);
    if (text && *text)
        say_json(stdout, text);
    else
        fputs("null", stdout);
}

static void report_json(const char *film, enum pst_status status, const struct pst_measure_result *result,
                        const char *message)
{
    bool made = status == PST_OK || status == PST_PARTLY;
    fputs("{\"film\":", stdout);
    say_json(stdout, film);
    printf(",\"status\":\"%s\",\"code\":%d", code_name(status), (int)status);
    say_json_or_null("reel", made ? result->reel : NULL);
    if (made)
        printf(",\"up_to_date\":%s,\"frames\":%" PRId64 ",\"shots\":%" PRId64
               ",\"seconds\":%.6f,\"elapsed\":%.3f",
               result->up_to_date ? "true" : "false", result->frames, result->shots, result->seconds,
               result->elapsed);
    say_json_or_null("problem", status == PST_PARTLY ? result->problem : NULL);
    say_json_or_null("error", made ? NULL : message);
    fputs("}\n", stdout);
}

static void report_line(const struct pst_measure_result *result)
{
    char shots[COUNT_SIZE], film[PST_TIMECODE_SIZE], wall[PST_TIMECODE_SIZE];
    pst_duration(result->seconds, film);
    say_text(stdout, result->reel);
    printf(": %s %s, %s", say_count(result->shots, shots), result->shots == 1 ? "shot" : "shots", film);
    if (result->up_to_date) {
        puts(", up to date");
        return;
    }
    pst_duration(result->elapsed, wall);
    printf(" of film measured in %s", wall);
    if (result->elapsed > 0)
        printf(", %.1f × real time", result->seconds / result->elapsed);
    putchar('\n');
}

static enum pst_status measure_one(const struct measure_values *values, const char *film, bool *up_to_date)
{
    struct pst_measure_params params = values->params;
    struct pst_measure_result result = {0};
    struct pst_error error = {0};
    struct progress progress = progress_begin(film);
    params.cancelled = is_stopped;
    params.progress = values->quiet ? NULL : show_progress;
    params.data = &progress;
    enum pst_status status = pst_measure(film, &params, &result, &error);
    progress_end(&progress);
    if (status == PST_PARTLY)
        complain("measured only in part: %s", result.problem);
    else if (status == PST_INTERRUPTED)
        complain("interrupted: '%s' is not measured", film);
    else if (status != PST_OK)
        complain("%s", error.message);
    if (values->json)
        report_json(film, status, &result, status == PST_INTERRUPTED ? "interrupted" : error.message);
    else if (!values->quiet && (status == PST_OK || status == PST_PARTLY))
        report_line(&result);
    *up_to_date = result.up_to_date;
    return status;
}

struct tally {
    int measured, up_to_date, partly, failed;
    enum pst_status first_failure;
    bool unwritten; /* standard output did not take a line */
};

static void count_in(struct tally *tally, enum pst_status status, bool up_to_date)
{
    if (status == PST_PARTLY)
        tally->partly++;
    else if (status != PST_OK) {
        tally->first_failure = tally->failed++ ? tally->first_failure : status;
    } else if (up_to_date)
        tally->up_to_date++;
    else
        tally->measured++;
}

/* A reel is worth more than the line about it: the rest is measured all the same. */
static void hand_on(struct tally *tally)
{
    struct pst_error error;
    if (say_flush(&error) == PST_OK)
        return;
    if (!tally->unwritten)
        complain("%s", error.message);
    tally->unwritten = true;
}

static enum pst_status sum_up(const struct tally *tally)
{
    if (tally->unwritten)
        return PST_OUTPUT;
    if (tally->failed && !tally->measured && !tally->up_to_date && !tally->partly)
        return tally->first_failure;
    return tally->failed || tally->partly ? PST_PARTLY : PST_OK;
}

static void say_summary(const struct tally *tally, int films)
{
    const struct {
        int count;
        const char *what;
    } parts[] = {{tally->measured, "measured"},
                 {tally->up_to_date, "up to date"},
                 {tally->partly, "measured in part"},
                 {tally->failed, "failed"}};
    printf("%d films", films);
    int left = films;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; left -= parts[i++].count)
        if (parts[i].count)
            printf("%s %d %s", left == films ? ":" : ",", parts[i].count, parts[i].what);
    if (left)
        printf("%s %d not measured", left == films ? ":" : ",", left);
    putchar('\n');
}

static int compare_places(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Two films of one name would write one reel, and the first be lost without a word. */
static enum pst_status check_twins(char **places, int count, struct pst_error *error)
{
    qsort(places, (size_t)count, sizeof *places, compare_places);
    for (int i = 1; i < count; i++)
        if (strcmp(places[i - 1], places[i]) == 0)
            return refuse(error, PST_USAGE,
                          "two of the films would be measured into '%s': measure them one by one, with '-o'",
                          places[i]);
    return PST_OK;
}

static enum pst_status check_places(const struct operands *films, const char *output, struct pst_error *error)
{
    if (films->count > 1 && output && !is_folder(output))
        return refuse(error, PST_USAGE,
                      "with several films '--output' wants an existing folder, and '%s' is none", output);
    enum pst_status status = PST_OK;
    char **places = calloc((size_t)films->count, sizeof *places);
    for (int i = 0; places && i < films->count && status == PST_OK; i++) {
        char place[4096];
        if (!destination(films->items[i], ".reel", output, place, sizeof place))
            status = refuse(error, PST_USAGE, "the name of '%.80s...' is too long", films->items[i]);
        else if (!(places[i] = strdup(place)))
            status = refuse(error, PST_INTERNAL, "out of memory");
    }
    if (!places)
        return refuse(error, PST_INTERNAL, "out of memory");
    if (status == PST_OK)
        status = check_twins(places, films->count, error);
    for (int i = 0; i < films->count; i++)
        free(places[i]);
    free(places);
    return status;
}

/* The library counts what it needs itself; this stops what the readers of containers would take at the word
   of a damaged file. Room for the rest of the program, and for the stacks of threads. */
static void limit_memory(const struct measure_values *values)
{
    enum { MOST = 4096, REST = 512, STACK = 16 }; /* MiB */
    int64_t most = values->max_memory ? values->max_memory : MOST;
    memory_map_large();
    memory_limit(most + REST + (int64_t)STACK * values->params.threads);
}

static void prepare(void *data)
{
    struct measure_values *values = data;
    values->params = pst_measure_default;
}

static enum pst_status read_rate(struct measure_values *values, struct pst_error *error)
{
    struct pst_rational *rate = &values->params.rate;
    int num, den;
    if (!values->rate)
        return PST_OK;
    if (!number_rate(values->rate, &num, &den))
        return refuse(error, PST_USAGE, "option '--rate' wants frames a second, not '%s'", values->rate);
    *rate = (struct pst_rational){num, den};
    return PST_OK;
}

static enum pst_status exec(const void *data, const struct operands *films, struct pst_error *error)
{
    struct measure_values read = *(const struct measure_values *)data;
    const struct measure_values *values = &read;
    if (read_rate(&read, error) != PST_OK)
        return PST_USAGE;
    read.params.max_memory = (int64_t)read.max_memory << 20;
    if (values->params.to >= 0 && values->params.from >= values->params.to)
        return refuse(error, PST_USAGE, "'--from' %g is not before '--to' %g (in seconds)",
                      values->params.from, values->params.to);
    enum pst_status status = check_places(films, values->params.output, error);
    if (status != PST_OK)
        return status;
    catch_signals();
    limit_memory(values);
    struct tally tally = {0};
    int done = 0;
    for (; done < films->count && !stop_asked; done++) {
        bool up_to_date;
        status = measure_one(values, films->items[done], &up_to_date);
        if (status == PST_INTERRUPTED)
            break;
        count_in(&tally, status, up_to_date);
        hand_on(&tally);
    }
    if (films->count > 1 && !values->quiet && !values->json)
        say_summary(&tally, films->count);
    return done < films->count ? PST_INTERRUPTED : sum_up(&tally);
}

const struct command measure_command = {
    .name = "measure",
    .synopsis = "FILM…",
    .summary = "measure films: a reel of each",
    .help =
        "Watches each film once, pictures and sound together, and writes what it saw into a reel: FILM.reel "
        "beside the film, or where --output says. A reel that is up to date is left alone.\n"
        "With many films it goes on after one that fails, and ends with a summary: the exit code is then 6 "
        "where some could be measured, else that of the first failure. Ctrl-C stops and leaves nothing half; "
        "a second Ctrl-C kills.\n"
        "How far it has got is told on standard error, what was made on standard output. With --json each "
        "film gives an object with film, status, code, reel, up_to_date, frames, shots, seconds (of film), "
        "elapsed (seconds it took), problem and error.",
    .example = "pastiche measure film.mkv\n"
               "pastiche measure -o reels --no-stills *.mkv\n"
               "pastiche measure --rate 24 scan/shot_%05d.png\n"
               "pastiche measure --title 'Sunrise' --year 1927 --director 'F. W. Murnau' sunrise.mp4",
    .options = options,
    .operand = OPERAND_FILM,
    .least = 1,
    .most = -1,
    .values_size = sizeof(struct measure_values),
    .prepare = prepare,
    .exec = exec,
};
