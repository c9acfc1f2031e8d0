/* SPDX-License-Identifier: Apache-2.0 */
/* Every kernel at every level that this processor has, against the reference in C: the same bits.
   kernelcheck [--bench [NAME]] */
#include "kernelcheck.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static const struct kernel_check *const groups[] = {plane_checks, thumb_checks, meter_checks, apart_checks};
enum { GROUPS = sizeof groups / sizeof *groups };

static const char *doing = "", *at_level = "";

void expect(bool holds, const char *what)
{
    if (holds)
        return;
    printf("%s, %s: not so: %s\n", doing, at_level, what);
    exit(1);
}

static uint32_t state = 1;

uint32_t random_bits(void)
{
    state = state * 1664525u + 1013904223u;
    return state >> 8;
}

int random_from(int least, int most)
{
    return least + (int)(random_bits() % (uint32_t)(most - least + 1));
}

int edge_size(int most)
{
    static const int sizes[] = {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 63, 64, 65, 127, 128, 129};
    int size =
        random_bits() % 3 ? sizes[random_bits() % (sizeof sizes / sizeof *sizes)] : random_from(1, most);
    return size <= most ? size : most;
}

void *input(int which, size_t size)
{
    static char *pages[INPUTS];
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    if (!pages[which]) {
        char *room =
            mmap(NULL, INPUT_SIZE + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        EXPECT(room != MAP_FAILED && mprotect(room + INPUT_SIZE, page, PROT_NONE) == 0);
        pages[which] = room;
    }
    EXPECT(size <= INPUT_SIZE);
    return pages[which] + INPUT_SIZE - size;
}

enum { GUARD = 64, OUTPUT_SIZE = 1 << 20, GUARDED = 0xa5 };
static unsigned char outputs[OUTPUTS][GUARD + OUTPUT_SIZE + GUARD];
static size_t output_sizes[OUTPUTS];

void *output(int which, size_t size)
{
    EXPECT(size <= OUTPUT_SIZE);
    output_sizes[which] = size;
    memset(outputs[which], GUARDED, GUARD + size + GUARD);
    return outputs[which] + GUARD;
}

bool guards_hold(int which)
{
    const unsigned char *before = outputs[which], *after = before + GUARD + output_sizes[which];
    for (int i = 0; i < GUARD; i++)
        if (before[i] != GUARDED || after[i] != GUARDED)
            return false;
    return true;
}

void fill_bytes(uint8_t *to, size_t count, enum fill fill)
{
    for (size_t i = 0; i < count; i++)
        to[i] = fill == FILL_NOUGHT ? 0 : fill == FILL_MOST ? 255 : (uint8_t)random_bits();
    for (size_t i = 0; i < count && fill == FILL_ENDS; i++)
        to[i] = to[i] & 1 ? 255 : 0;
}

void fill_words(uint16_t *to, size_t count, enum fill fill, int most)
{
    for (size_t i = 0; i < count; i++)
        to[i] = (uint16_t)(fill == FILL_NOUGHT ? 0 : fill == FILL_MOST ? most : random_from(0, most));
    for (size_t i = 0; i < count && fill == FILL_ENDS; i++)
        to[i] = (uint16_t)(to[i] & 1 ? most : 0);
}

static void check_level(enum kernel_level level)
{
    enum { ROUNDS = 400 };
    const struct kernels *k = kernels_at(level);
    at_level = kernel_level_name(level);
    if (!k) {
        printf("skipped: %s, which this processor or this build lacks\n", at_level);
        return;
    }
    for (int g = 0; g < GROUPS; g++)
        for (const struct kernel_check *c = groups[g]; c->name; c++) {
            doing = c->name;
            for (int i = 0; i < ROUNDS; i++)
                c->check(k);
        }
    printf("%s: the same bits as the reference\n", at_level);
}

/* Where the processor tells of its cycles (of its time stamp's, to be exact), else nanoseconds. */
#if defined __x86_64__
static const char unit[] = "cycles";
static double now(void)
{
    return (double)__builtin_ia32_rdtsc();
}
#else
static const char unit[] = "ns";
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return 1e9 * (double)t.tv_sec + (double)t.tv_nsec;
}
#endif

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Median of many rounds, a sample. */
static double cost_of(const struct kernel_check *c, const struct kernels *k)
{
    enum { ROUNDS = 101, LONG_ENOUGH = 100000 };
    double costs[ROUNDS];
    int64_t calls = 1;
    for (double took = 0; took < LONG_ENOUGH; calls *= 2) {
        took = now();
        for (int64_t i = 0; i < calls; i++)
            c->run(k);
        took = now() - took;
    }
    for (int r = 0; r < ROUNDS; r++) {
        double begin = now();
        for (int64_t i = 0; i < calls; i++)
            c->run(k);
        costs[r] = (now() - begin) / (double)(calls * c->samples);
    }
    qsort(costs, ROUNDS, sizeof *costs, ascending);
    return costs[ROUNDS / 2];
}

/* Of the kernels whose name begins so. */
static void bench(const char *name)
{
    printf("%s a sample, medians\n%-28s", unit, "");
    for (int level = 0; level < KERNEL_LEVELS; level++)
        printf("%9s", kernel_level_name((enum kernel_level)level));
    printf("\n");
    for (int g = 0; g < GROUPS; g++)
        for (const struct kernel_check *c = groups[g]; c->name; c++) {
            if (strncmp(c->name, name, strlen(name)) != 0)
                continue;
            printf("%-28s", c->name);
            for (int level = 0; level < KERNEL_LEVELS; level++) {
                const struct kernels *k = kernels_at((enum kernel_level)level);
                if (k)
                    printf("%9.3f", cost_of(c, k));
                else
                    printf("%9s", "skipped");
            }
            printf("\n");
        }
}

int main(int count, char **words)
{
    if (count > 1 && strcmp(words[1], "--bench") == 0) {
        bench(count > 2 ? words[2] : "");
        return 0;
    }
    for (int level = 0; level < KERNEL_LEVELS; level++)
        check_level((enum kernel_level)level);
    return 0;
}
