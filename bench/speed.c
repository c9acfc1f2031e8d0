/* SPDX-License-Identifier: Apache-2.0 */
/* Every figure of issue 7, beside its floor and its aim.
       speed [--runs N] [--cores N] [--seconds N] [--other-seconds N] [--only films|reel|lengths] [--long]
       speed … FILM …          those films alone, each beside ffmpeg that only decodes it
       speed --profile [FILM]  instructions a frame, by library and by function (valgrind)
   What ffmpeg decodes and what pastiche measures runs in turn on the first N cores that this process may use
   (2), with N threads each. Films are made once into build/speed. Ends with 0 whether bounds are reached or
   not, with 1 where something could not be measured. */
#define _GNU_SOURCE
#include "option.h"
#include "profile.h"
#include "speed_rows.h"
#include <libgen.h>
#include <math.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static const char *const with_value[] = {"--runs", "--cores", "--seconds", "--other-seconds", "--only"};

/* How many arguments an option takes, itself counted; 0: it is none. */
static int words_of(const char *argument)
{
    for (size_t i = 0; i < sizeof with_value / sizeof *with_value; i++)
        if (strcmp(argument, with_value[i]) == 0)
            return 2;
    return strncmp(argument, "--", 2) == 0;
}

static int number(int argc, char **argv, const char *name, const char *otherwise, int most)
{
    int value = atoi(option(argc, argv, name, otherwise));
    if (value < 1 || value > most) {
        fprintf(stderr, "speed: %s wants a number from 1 to %d\n", name, most);
        exit(2);
    }
    return value;
}

/* Both programs inherit it. Fewer cores than were asked for would be another bench. */
static bool keep_to_cores(int cores)
{
    cpu_set_t allowed, chosen;
    CPU_ZERO(&chosen);
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0)
        return false;
    for (int i = 0, left = cores; i < CPU_SETSIZE && left > 0; i++)
        if (CPU_ISSET(i, &allowed)) {
            CPU_SET(i, &chosen);
            left--;
        }
    return CPU_COUNT(&chosen) == cores && sched_setaffinity(0, sizeof chosen, &chosen) == 0;
}

static double load(void)
{
    double one = NAN;
    return getloadavg(&one, 1) == 1 ? one : (double)NAN;
}

static void describe_machine(const struct speed_bench *b)
{
    char line[256], model[256] = "processor not told\n";
    FILE *told = fopen("/proc/cpuinfo", "r");
    while (told && fgets(line, sizeof line, told))
        if (strncmp(line, "model name", 10) == 0 && strchr(line, ':'))
            snprintf(model, sizeof model, "%s", strchr(line, ':') + 2);
    if (told)
        fclose(told);
    printf("%d cores of %s%d runs, medians; ratios are of wall time, to ffmpeg -threads %s that decodes into "
           "nothing.\nLoad before: %.2f (more than 0: something else was running)\n",
           b->cores, model, b->runs, b->threads, load());
    fflush(stdout);
}

static void open_bench(struct speed_bench *b, int argc, char **argv)
{
    char *self = strdup(argv[0]);
    b->folder = "build/speed";
    b->runs = number(argc, argv, "--runs", "5", RUNS_MOST);
    b->cores = number(argc, argv, "--cores", "2", 1024);
    b->long_seconds = number(argc, argv, "--seconds", "300", 36000);
    b->short_seconds = number(argc, argv, "--other-seconds", "60", 36000);
    snprintf(b->pastiche, sizeof b->pastiche, "%s/../cli/pastiche", dirname(self));
    snprintf(b->threads, sizeof b->threads, "%d", b->cores);
    snprintf(b->reel, sizeof b->reel, "%s/measured.reel", b->folder);
    snprintf(b->log, sizeof b->log, "%s/log.txt", b->folder);
    mkdir("build", 0777);
    mkdir(b->folder, 0777);
    free(self);
}

/* The first argument from number `at` on that is no option nor its value; argc where there is none. */
static int film_from(int argc, char **argv, int at)
{
    while (at < argc && words_of(argv[at]) > 0)
        at += words_of(argv[at]);
    return at < argc ? at : argc;
}

static void bench_films(struct speed_bench *b, int argc, char **argv)
{
    for (int i = film_from(argc, argv, 1); i < argc; i = film_from(argc, argv, i + 1))
        speed_ratio(b, argv[i], argv[i], (struct bound){1.10, 1.00}, true);
}

static void bench_lengths(struct speed_bench *b, bool all)
{
    static const int three_hours[] = {180}, minutes[] = {1, 10, 60, 180};
    speed_lengths(b, FILM_CALM, all ? minutes : three_hours, all ? 4 : 1);
    if (all)
        speed_lengths(b, FILM_CALM_2160, minutes, 4);
}

/* false: there is no such part. */
static bool bench_part(struct speed_bench *b, const char *part, bool lengths)
{
    if (strcmp(part, "films") == 0)
        speed_decoding(b);
    else if (strcmp(part, "reel") == 0)
        speed_reel(b);
    else if (strcmp(part, "lengths") == 0)
        bench_lengths(b, lengths);
    else
        return false;
    return true;
}

static void bench_parts(struct speed_bench *b, const char *only, bool lengths)
{
    static const char *const parts[] = {"films", "reel", "lengths"};
    if (only && !bench_part(b, only, lengths)) {
        fprintf(stderr, "speed: --only wants films, reel or lengths, not '%s'\n", only);
        exit(2);
    }
    for (int i = 0; !only && i < 3; i++)
        bench_part(b, parts[i], lengths);
}

int main(int argc, char **argv)
{
    struct speed_bench b = {0};
    open_bench(&b, argc, argv);
    if (has(argc, argv, "--profile"))
        return profile(&b, argv[film_from(argc, argv, 1)]);
    if (!keep_to_cores(b.cores)) {
        fprintf(stderr, "speed: there are no %d cores here\n", b.cores);
        return 1;
    }
    describe_machine(&b);
    if (film_from(argc, argv, 1) < argc)
        bench_films(&b, argc, argv);
    else
        bench_parts(&b, option(argc, argv, "--only", NULL), has(argc, argv, "--long"));
    printf("Load after: %.2f\n", load());
    return b.unable > 0;
}
