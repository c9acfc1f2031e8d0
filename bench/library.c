/* SPDX-License-Identifier: Apache-2.0 */
/* A library of two-hour films: how large its index is, how long it takes to make and to search, and whether
 * what is sought is found.
 *
 * library [--reels 10000] [--work DIR] [--shared DIR] [--again]
 *
 * Real clips are planted in six drawn films (drawn_library.h), whose reels are written and indexed by the
 * program; those of two sources are in none. Drawn films are put into the same index until it has as
 * many as told; they name two drawn reels that are there, so that whatever is likely can be opened. Then
 * stills and fragments of the clips, changed, are sought by the program, each in a run of its own. A fragment
 * shows its clip's frames at 24 a second, as the films do. --again: in the index that lies there from before.
 */
#include "drawn_library.h"
#include "library/index_file.h"
#include "option.h"
#include "pastiche/copies.h"
#include "run_cost.h"
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { HOSTS = 6, STAND_INS = 2, STILLS = 20, FRAGMENTS = 10, ABSENT = 10, MINUTE = 60, COMMAND = 2048 };

struct bench {
    const char *shared, *work;
    char program[LIBRARY_PATH], index[LIBRARY_PATH], log[LIBRARY_PATH];
    char hosts[HOSTS][LIBRARY_PATH], stand_ins[STAND_INS][LIBRARY_PATH];
    struct pool pool;
    struct drawn_prints drawn;
    double extent; /* of a drawn film */
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* ---- films and their index ---- */

static bool is_planted(const struct pool_clip *clip)
{
    return strcmp(clip->source, "svanstrom") != 0 && strcmp(clip->source, "tfl") != 0;
}

static size_t host_of(size_t clip)
{
    return clip % HOSTS;
}

static int64_t place_of(size_t clip)
{
    return 10000 + (int64_t)(clip / HOSTS) * 12000;
}

static bool make_reel(struct bench *b, int number, const char *path)
{
    struct stat there;
    if (stat(path, &there) == 0)
        return true;
    draw_prints(&b->pool, (uint64_t)number, &b->drawn);
    for (size_t i = 0; i < b->pool.count && number <= HOSTS; i++)
        if (is_planted(&b->pool.items[i]) && host_of(i) + 1 == (size_t)number)
            plant_clip(&b->pool.items[i], place_of(i), &b->drawn);
    return write_drawn_reel(&b->drawn, number, path);
}

static bool make_reels(struct bench *b)
{
    bool good = true;
    for (int i = 0; i < HOSTS && good; i++) {
        snprintf(b->hosts[i], LIBRARY_PATH, "%.300s/host-%d.reel", b->work, i + 1);
        good = make_reel(b, i + 1, b->hosts[i]);
    }
    for (int i = 0; i < STAND_INS && good; i++) {
        snprintf(b->stand_ins[i], LIBRARY_PATH, "%.300s/drawn-%d.reel", b->work, i + 1);
        good = make_reel(b, HOSTS + i + 1, b->stand_ins[i]);
    }
    return good;
}

static bool index_hosts(struct bench *b)
{
    const char *argv[HOSTS + 9] = {b->program, "index", "-q", "--only", "prints", "--anew", "-o", b->index};
    struct run_cost cost;
    for (int i = 0; i < HOSTS; i++)
        argv[8 + i] = b->hosts[i];
    unlink(b->index);
    if (run_cost(argv, b->log, &cost) != 0)
        return fprintf(stderr, "library: the reels cannot be indexed; see %s\n", b->log), false;
    printf("indexing a two-hour reel: %.2f s, %.2f s of processor time (mean of %d); peak %.0f MiB\n",
           cost.wall / HOSTS, cost.processor / HOSTS, HOSTS, cost.memory);
    return true;
}

static bool find_extent(struct bench *b)
{
    struct pst_footage *footage;
    struct pst_error error;
    if (pst_footage_open(b->stand_ins[0], NULL, &footage, &error) != PST_OK)
        return fprintf(stderr, "library: %s\n", error.message), false;
    b->extent = pst_footage_about(footage)->extent;
    pst_footage_close(&footage);
    return true;
}

static bool grow_to(struct bench *b, uint32_t *reels, uint32_t wanted, double *seconds, double *apart)
{
    struct index_growth *growth;
    struct pst_error error;
    bool good = index_growth_open(b->index, false, &growth, &error) == PST_OK;
    for (; good && *reels < wanted; (*reels)++) {
        struct drawn_cost cost;
        draw_prints(&b->pool, *reels + 1000, &b->drawn);
        good = index_drawn(growth, *reels, &b->drawn, b->stand_ins[*reels % STAND_INS], b->extent, &cost);
        *seconds += cost.seconds;
        *apart += cost.apart;
    }
    double began = now();
    good = good && index_growth_commit(&growth, &error) == PST_OK;
    *seconds += now() - began;
    return good || (fprintf(stderr, "library: %s\n", error.message), false);
}

static bool build(struct bench *b, uint32_t wanted)
{
    static const double steps[] = {0.1, 0.2, 0.5, 1};
    uint32_t reels = HOSTS;
    double seconds = 0, apart = 0;
    struct stat there;
    bool good = index_hosts(b) && find_extent(b);
    printf("%8s  %9s  %12s  %12s  (drawn films, from their fingerprints on)\n", "reels", "seconds", "bytes",
           "bytes a reel");
    for (int i = 0; i < 4 && good; i++) {
        good = grow_to(b, &reels, (uint32_t)(wanted * steps[i]), &seconds, &apart) &&
               stat(b->index, &there) == 0;
        printf("%8u  %9.1f  %12lld  %12.0f\n", reels, seconds, (long long)there.st_size,
               (double)there.st_size / reels);
        fflush(stdout);
    }
    printf("frames lie within %.1f bits of a print (mean of the films)\n", apart / (reels - HOSTS));
    return good;
}

static void time_opening(const struct bench *b)
{
    struct index_file *file;
    struct pst_error error;
    double began = now();
    if (index_file_open(b->index, &file, &error) == PST_OK) {
        printf("opening the index: %.2f ms\n", 1000 * (now() - began));
        index_file_close(&file);
    }
}

/* ---- what is sought ---- */

struct task {
    char path[LIBRARY_PATH], reel[LIBRARY_PATH];
    const char *change;
    size_t clip;
    int64_t first, last; /* frames of the film that it is of */
};

static const struct change {
    const char *name, *filter;
} changes[] = {
    {"half the size", "scale=iw/2:-2"},
    {"regraded", "eq=gamma=0.7:contrast=1.15:saturation=0.6"},
    {"mirrored", "hflip"},
    {"middle 85 %", "crop=iw*0.85:ih*0.85"},
    {"mirrored, 85 %, black and white", "hflip,crop=iw*0.85:ih*0.85,hue=s=0"},
};
enum { CHANGES = sizeof changes / sizeof *changes };

/* Frames of a clip, changed, as a still (last = first) or as a film of 24 a second. */
static bool make_task(const struct bench *b, struct task *t, int change, int64_t first, int64_t count)
{
    const struct pool_clip *clip = &b->pool.items[t->clip];
    char command[COMMAND];
    t->change = changes[change].name;
    t->first = place_of(t->clip) + first;
    t->last = t->first + count - 1;
    snprintf(t->reel, LIBRARY_PATH, "%s", is_planted(clip) ? b->hosts[host_of(t->clip)] : "");
    snprintf(t->path, LIBRARY_PATH, "%.200s/%s-%d-%zu.%s", b->work, count > 1 ? "fragment" : "still", change,
             t->clip, count > 1 ? "mkv" : "jpg");
    snprintf(command, sizeof command,
             "ffmpeg -v fatal -nostdin -y -vsync passthrough -i '%.400s' -an -vf "
             "'trim=start_frame=%lld:end_frame=%lld,setpts=N/(24*TB),%s' %s '%.400s'",
             clip->film, (long long)first, (long long)(first + count), changes[change].filter,
             count > 1 ? "-r 24 -c:v libx264 -preset veryfast -crf 30 -pix_fmt yuv420p"
                       : "-frames:v 1 -q:v 4",
             t->path);
    return system(command) == 0 || (fprintf(stderr, "library: '%s' failed\n", command), false);
}

/* The n-th of so many clips, spread over all that are planted, or absent, and long enough for a fragment. */
static size_t choose_clip(const struct pool *pool, int n, int of, bool planted)
{
    enum { LONG_ENOUGH = 150, CLIPS = 256 };
    size_t fit[CLIPS], count = 0;
    for (size_t i = 0; i < pool->count && count < CLIPS; i++)
        if (is_planted(&pool->items[i]) == planted && pool->items[i].frames >= LONG_ENOUGH)
            fit[count++] = i;
    return count ? fit[(size_t)n * count / (size_t)of] : 0;
}

struct answer {
    bool told, film, right; /* the film; and the place in it */
    char reel[LIBRARY_PATH];
    long long first, last;
    struct run_cost cost;
};

/* The value of a column in the first row of JSON: enough for what the program writes. */
static bool take_field(const char *json, const char *name, char *to, size_t size)
{
    char key[64];
    snprintf(key, sizeof key, "\"%s\":", name);
    const char *rows = strstr(json, "\"rows\""), *at = rows ? strstr(rows, key) : NULL;
    if (!at)
        return false;
    at += strlen(key);
    at += strspn(at, " \"");
    size_t length = strcspn(at, "\",}\n");
    snprintf(to, size, "%.*s", (int)(length < size ? length : size - 1), at);
    return true;
}

static bool read_log(const struct bench *b, char *text, size_t size)
{
    FILE *file = fopen(b->log, "r");
    size_t length = file ? fread(text, 1, size - 1, file) : 0;
    text[length] = '\0';
    if (file)
        fclose(file);
    return file;
}

/* A still's run must hold its frame, a fragment's passage lie where it is from; to a few frames, since films
   are cut by another program, which may not show the same ones first. */
enum { SLACK = 3 };

static struct answer ask(const struct bench *b, const struct task *t, bool still)
{
    const char *const argv[] = {
        b->program, still ? "find" : "identify", t->path, "--in", b->index, "--as", "json", NULL};
    static char text[1 << 20];
    char first[32] = "", last[32] = "";
    struct answer a = {0};
    int code = run_cost(argv, b->log, &a.cost);
    if (code != 0 || !read_log(b, text, sizeof text)) {
        fprintf(stderr, "library: '%s' ended with %d; see %s\n", t->path, code, b->log);
        return a;
    }
    a.told = take_field(text, "reel", a.reel, sizeof a.reel) && *a.reel && strcmp(a.reel, "null") != 0;
    take_field(text, still ? "run_first" : "its_first_frame", first, sizeof first);
    take_field(text, still ? "run_last" : "its_last_frame", last, sizeof last);
    a.first = atoll(first);
    a.last = atoll(last);
    a.film = a.told && strcmp(a.reel, t->reel) == 0;
    a.right = a.film && a.first <= t->last + SLACK && a.last >= t->first - SLACK &&
              (still || (a.first >= t->first - SLACK && a.last <= t->last + SLACK));
    return a;
}

struct tally {
    int asked, told, film, right;
    double slowest, sum, processor, memory;
};

static void count(struct tally *tally, const struct answer *a)
{
    tally->asked++;
    tally->told += a->told;
    tally->film += a->film;
    tally->right += a->right;
    tally->sum += a->cost.wall;
    tally->processor += a->cost.processor;
    tally->slowest = fmax(tally->slowest, a->cost.wall);
    tally->memory = fmax(tally->memory, a->cost.memory);
}

static void print_tally(const char *what, const struct tally *t)
{
    printf("%s: %d of %d told, %d of the right film, %d in the right place; mean %.2f s (%.2f of processor "
           "time), slowest %.2f s, peak %.0f MiB\n",
           what, t->told, t->asked, t->film, t->right, t->sum / t->asked, t->processor / t->asked, t->slowest,
           t->memory);
    fflush(stdout);
}

/* What the system keeps of the file in memory is dropped, as after a start. */
static void make_cold(const struct bench *b)
{
    int fd = open(b->index, O_RDONLY);
    if (fd >= 0) {
        posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
        close(fd);
    }
}

static void tell_wrong(const struct bench *b, const struct task *t, const struct answer *a)
{
    printf("  %s, %s: ", b->pool.items[t->clip].name, t->change);
    if (a->told)
        printf("told %s %lld-%lld instead of %s %lld-%lld\n", a->reel, a->first, a->last, t->reel,
               (long long)t->first, (long long)t->last);
    else
        printf("not told\n");
}

static bool seek_some(const struct bench *b, const char *what, bool still, bool planted, int tasks)
{
    struct tally tally = {0};
    for (int i = 0; i < tasks; i++) {
        struct task task = {.clip = choose_clip(&b->pool, i, tasks, planted)};
        int64_t frames = b->pool.items[task.clip].frames, length = still          ? 1
                                                                   : frames < 240 ? frames - 20
                                                                                  : 220;
        int64_t first = still ? frames * (1 + i % 3) / 4 : 10;
        if (!make_task(b, &task, i % CHANGES, first, length))
            return false;
        struct answer a = ask(b, &task, still);
        if (planted ? !a.right : a.told)
            tell_wrong(b, &task, &a);
        count(&tally, &a);
        unlink(task.path);
    }
    print_tally(what, &tally);
    return true;
}

static bool time_cold(const struct bench *b)
{
    struct task task = {.clip = choose_clip(&b->pool, 0, 1, true)};
    if (!make_task(b, &task, 0, 40, 1))
        return false;
    make_cold(b);
    double cold = ask(b, &task, true).cost.wall, warm = ask(b, &task, true).cost.wall;
    printf("a still, the index not in memory: %.2f s; in memory: %.2f s\n", cold, warm);
    unlink(task.path);
    return true;
}

/* A minute of many shots, of the first host, its bits turned here and there as by a new encoding. */
static void turn_bits(struct drawn_prints *minute, const struct drawn_prints *from, int64_t first)
{
    struct chance c = chance_of(7);
    minute->frames = MINUTE * LIBRARY_RATE;
    minute->shots = 1;
    for (int64_t n = 0; n < minute->frames; n++) {
        memcpy(minute->prints[n], from->prints[first + n], FINGERPRINT_SIZE);
        minute->begins[n] = n == 0;
        for (int k = 0; k < 2 * FINGERPRINT_BITS; k++)
            if (happens(&c, 0.04))
                minute->prints[n][k / 8] ^= (uint8_t)(1 << k % 8);
    }
}

static bool time_minute(struct bench *b)
{
    const int64_t first = 100000;
    struct task task = {.first = first, .last = first + MINUTE * LIBRARY_RATE - 1};
    struct drawn_prints minute;
    bool good = drawn_prints_open(&minute);
    if (good) {
        draw_prints(&b->pool, 1, &b->drawn);
        turn_bits(&minute, &b->drawn, first);
        snprintf(task.path, LIBRARY_PATH, "%.300s/minute.reel", b->work);
        snprintf(task.reel, LIBRARY_PATH, "%s", b->hosts[0]);
        good = write_drawn_reel(&minute, 777, task.path);
    }
    struct tally tally = {0};
    for (int run = 0; run < 2 && good; run++) {
        struct answer a = ask(b, &task, false);
        count(&tally, &a);
    }
    if (good)
        print_tally("a minute's reel (drawn, 4 % of its bits turned), twice", &tally);
    drawn_prints_release(&minute);
    unlink(task.path);
    return good;
}

static bool seek_all(struct bench *b)
{
    time_opening(b);
    return time_cold(b) && seek_some(b, "stills that are in a film", true, true, STILLS) &&
           seek_some(b, "stills that are in none", true, false, ABSENT) &&
           seek_some(b, "fragments of 6 to 9 s that are in a film", false, true, FRAGMENTS) &&
           seek_some(b, "fragments that are in none", false, false, FRAGMENTS) && time_minute(b);
}

int main(int argc, char **argv)
{
    struct bench b = {.shared = option(argc, argv, "--shared", SHARED_DEFAULT),
                      .work = option(argc, argv, "--work", "build/library")};
    char self[LIBRARY_PATH];
    snprintf(self, sizeof self, "%.400s", argv[0]);
    snprintf(b.program, sizeof b.program, "%.400s/../cli/pastiche", dirname(self));
    snprintf(b.index, sizeof b.index, "%.300s/library.idx", b.work);
    snprintf(b.log, sizeof b.log, "%.300s/log.txt", b.work);
    mkdir(b.work, 0777);
    if (access(b.shared, R_OK) != 0)
        return printf("skipped: no real clips in '%s'\n", b.shared), 77;
    bool good =
        access(b.program, X_OK) == 0 || (fprintf(stderr, "library: build '%s' first\n", b.program), false);
    good = good && pool_open(SOURCES_DEFAULT, b.shared, b.work, &b.pool) && drawn_prints_open(&b.drawn) &&
           make_reels(&b);
    if (good && !has(argc, argv, "--again"))
        good = build(&b, (uint32_t)atoi(option(argc, argv, "--reels", "10000")));
    good = good && seek_all(&b);
    pool_release(&b.pool);
    drawn_prints_release(&b.drawn);
    return good ? 0 : 1;
}
