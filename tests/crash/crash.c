/* SPDX-License-Identifier: Apache-2.0 */
/* crash PROGRAM kill|stop: ends `measure` at seeded random moments of its run and looks at what is there. By
   SIGKILL: the old reel byte for byte, or none, or the whole new one; the next run clears what was left. By
   SIGINT and SIGTERM: code 130, one line, nothing left, or, where it came too late, the whole new reel. */
#include "test.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define FILM "film.y4m"
#define REEL "film.reel"
#define TOLD "told" /* what the program said */

/* LATEST: seconds from the signal to the end; documented is one, but this machine may be busy. */
enum { KILLS = 210, STOPS = 50, LATEST = 5, WIDTH = 64, HEIGHT = 48, FRAMES = 72 };

static uint64_t seed = 20261122;

/* 0 ≤ x < 1: xorshift64*. */
static double chance(void)
{
    seed ^= seed >> 12;
    seed ^= seed << 25;
    seed ^= seed >> 27;
    return (double)((seed * 0x2545f4914f6cdd1dULL) >> 11) / 9007199254740992.0;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void wait_until(double moment)
{
    double left = moment - now();
    if (left > 0)
        nanosleep(&(struct timespec){(time_t)left, (long)(fmod(left, 1) * 1e9)}, NULL);
}

struct bytes {
    char *data;
    size_t size;
};

static struct bytes read_whole(const char *path)
{
    struct bytes b = {NULL, 0};
    struct stat there;
    FILE *in = fopen(path, "rb");
    REQUIRE(in && fstat(fileno(in), &there) == 0);
    b.size = (size_t)there.st_size;
    b.data = malloc(b.size + 1);
    REQUIRE(b.data && fread(b.data, 1, b.size, in) == b.size);
    b.data[b.size] = '\0';
    fclose(in);
    return b;
}

static void write_whole(const char *path, struct bytes b)
{
    FILE *out = fopen(path, "wb");
    REQUIRE(out && fwrite(b.data, 1, b.size, out) == b.size && fclose(out) == 0);
}

static bool is_same(struct bytes a, struct bytes b)
{
    return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

/* Three scenes of coarse noise. */
static void draw_film(void)
{
    FILE *out = fopen(FILM, "wb");
    REQUIRE(out);
    fprintf(out, "YUV4MPEG2 W%d H%d F24:1 Ip A1:1 C420jpeg\n", WIDTH, HEIGHT);
    for (int n = 0; n < FRAMES; n++) {
        fputs("FRAME\n", out);
        for (int i = 0; i < WIDTH * HEIGHT; i++)
            fputc((i * (n / 24 + 3) * 7 + i / WIDTH * 31 + n) & 0xff, out);
        for (int i = 0; i < WIDTH * HEIGHT / 2; i++)
            fputc(96 + n / 24 * 32, out);
    }
    REQUIRE(fclose(out) == 0);
}

/* Runs `PROGRAM measure -q FILM` and, where there is a title, `--force --title TITLE`. */
static pid_t start(const char *program, const char *title)
{
    const char *const words[] = {program,   "measure", "-q", FILM, title ? "--force" : NULL,
                                 "--title", title,     NULL};
    pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        int told = open(TOLD, O_WRONLY | O_CREAT | O_TRUNC, 0666);
        signal(SIGINT, SIG_DFL);
        dup2(told, 1);
        dup2(told, 2);
        execv(program, (char *const *)(uintptr_t)words);
        _exit(127);
    }
    return child;
}

static int end_of(pid_t child)
{
    int how;
    REQUIRE(waitpid(child, &how, 0) == child);
    return how;
}

static void run_whole(const char *program, const char *title)
{
    int how = end_of(start(program, title));
    if (!WIFEXITED(how) || WEXITSTATUS(how) != 0)
        TEST_FAIL("measure ended with %d: %s", how, read_whole(TOLD).data);
}

/* Entries of the folder beside those that belong there. */
static int count_leftovers(void)
{
    int count = 0;
    DIR *folder = opendir(".");
    REQUIRE(folder);
    for (struct dirent *e; (e = readdir(folder));)
        count += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 &&
                 strcmp(e->d_name, FILM) != 0 && strcmp(e->d_name, REEL) != 0 && strcmp(e->d_name, TOLD) != 0;
    closedir(folder);
    return count;
}

struct reels {
    struct bytes old, new;
    double seconds; /* that a run takes */
};

static struct reels measure_reels(const char *program)
{
    struct reels r;
    run_whole(program, "old");
    r.old = read_whole(REEL);
    double begun = now();
    run_whole(program, "new");
    r.seconds = now() - begun;
    r.new = read_whole(REEL);
    REQUIRE(!is_same(r.old, r.new));
    return r;
}

static void lay_out(const struct reels *r, bool with_old)
{
    if (with_old)
        write_whole(REEL, r->old);
    else
        REQUIRE(unlink(REEL) == 0 || errno == ENOENT);
}

enum found { FOUND_NONE, FOUND_OLD, FOUND_NEW };

static enum found look(const struct reels *r, bool with_old)
{
    if (access(REEL, F_OK) != 0) {
        REQUIRE(!with_old);
        return FOUND_NONE;
    }
    struct bytes there = read_whole(REEL);
    bool is_new = is_same(there, r->new);
    REQUIRE(is_new || (with_old && is_same(there, r->old)));
    free(there.data);
    return is_new ? FOUND_NEW : FOUND_OLD;
}

static bool has_ended(pid_t child)
{
    siginfo_t ended = {0};
    REQUIRE(waitid(P_PID, (id_t)child, &ended, WEXITED | WNOHANG | WNOWAIT) == 0);
    return ended.si_pid != 0;
}

/* Every third kill lies in the commit, which begins when a file shows in the second half of the run. */
static void await_moment(pid_t child, const struct reels *r, int round)
{
    double begun = now();
    if (round % 3 != 2) {
        wait_until(begun + chance() * 1.1 * r->seconds);
        return;
    }
    while (!has_ended(child) && !(now() - begun > 0.5 * r->seconds && count_leftovers() > 0))
        continue;
    wait_until(now() + chance() * 0.004);
}

/* The next run, even one that finds the reel up to date, clears what was left. */
static void check_kills(const char *program, const struct reels *r)
{
    int found[3] = {0}, left = 0;
    for (int round = 0; round < KILLS; round++) {
        lay_out(r, round % 2);
        pid_t child = start(program, "new");
        await_moment(child, r, round);
        REQUIRE(kill(child, SIGKILL) == 0);
        end_of(child);
        found[look(r, round % 2)]++;
        if (count_leftovers() > 0) {
            left++;
            run_whole(program, NULL);
        }
        REQUIRE_INT(count_leftovers(), 0);
    }
    printf("%d kills: no reel %d times, the old one %d, the new one %d; a leftover %d times\n", KILLS,
           found[FOUND_NONE], found[FOUND_OLD], found[FOUND_NEW], left);
    REQUIRE(found[FOUND_NONE] > 0 && found[FOUND_OLD] > 0 && found[FOUND_NEW] > 0);
}

/* Before the program has asked for the signal, it ends as every program does. */
static void await_handler(pid_t child, int signal_number)
{
    char path[64], line[256];
    unsigned long long caught = 0;
    snprintf(path, sizeof path, "/proc/%d/status", (int)child);
    while (!has_ended(child) && !(caught >> (signal_number - 1) & 1)) {
        FILE *status = fopen(path, "r");
        while (status && fgets(line, sizeof line, status))
            sscanf(line, "SigCgt: %llx", &caught);
        if (status)
            fclose(status);
    }
}

static void check_told(const char *wanted)
{
    struct bytes told = read_whole(TOLD);
    REQUIRE_TEXT(told.data, wanted);
    free(told.data);
}

static void check_stops(const char *program, const struct reels *r, int signal_number, const char *name)
{
    int stopped = 0;
    double worst = 0;
    for (int round = 0; round < STOPS; round++) {
        lay_out(r, round % 2);
        pid_t child = start(program, "new");
        await_handler(child, signal_number);
        wait_until(now() + chance() * r->seconds);
        double sent = now();
        REQUIRE(kill(child, signal_number) == 0);
        int how = end_of(child);
        worst = fmax(worst, now() - sent);
        REQUIRE(WIFEXITED(how) && (WEXITSTATUS(how) == 0 || WEXITSTATUS(how) == 130));
        enum found found = look(r, round % 2);
        REQUIRE((found == FOUND_NEW) == (WEXITSTATUS(how) == 0));
        check_told(found == FOUND_NEW ? "" : "pastiche: interrupted: '" FILM "' is not measured\n");
        REQUIRE_INT(count_leftovers(), 0);
        stopped += found != FOUND_NEW;
    }
    printf("%d times %s: stopped %d times, at the latest after %.3f s\n", STOPS, name, stopped, worst);
    REQUIRE(stopped > 0 && worst < LATEST);
}

/* Both end well, and one of the two reels is there, whole. */
static void check_two_at_once(const char *program, const struct reels *r)
{
    enum { PAIRS = 10 };
    for (int round = 0; round < PAIRS; round++) {
        lay_out(r, round % 2);
        pid_t one = start(program, "new");
        wait_until(now() + chance() * 0.3 * r->seconds);
        pid_t other = start(program, "new");
        int first = end_of(one), second = end_of(other);
        REQUIRE(WIFEXITED(first) && WEXITSTATUS(first) == 0);
        REQUIRE(WIFEXITED(second) && WEXITSTATUS(second) == 0);
        REQUIRE_INT(look(r, round % 2), FOUND_NEW);
        REQUIRE_INT(count_leftovers(), 0);
    }
}

static void clear_folder(const char *folder)
{
    unlink(FILM);
    unlink(REEL);
    unlink(TOLD);
    REQUIRE(chdir("..") == 0 && rmdir(folder) == 0);
}

int main(int argc, char **argv)
{
    char folder[] = "crash_XXXXXX", program[4096];
    REQUIRE(argc == 3 && realpath(argv[1], program));
    REQUIRE(mkdtemp(folder) && chdir(folder) == 0);
    draw_film();
    struct reels r = measure_reels(program);
    printf("a run takes %.3f s\n", r.seconds);
    if (strcmp(argv[2], "kill") == 0) {
        check_kills(program, &r);
    } else {
        check_stops(program, &r, SIGINT, "SIGINT");
        check_stops(program, &r, SIGTERM, "SIGTERM");
        check_two_at_once(program, &r);
    }
    free(r.old.data);
    free(r.new.data);
    clear_folder(folder);
    return 0;
}
