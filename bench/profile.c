/* SPDX-License-Identifier: Apache-2.0 */
#include "profile.h"
#include "callgrind.h"
#include "run_cost.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { OBJECTS = 12, FUNCTIONS = 40 };

static void print_table(const char *title, struct callgrind_table *table, int most, double frames)
{
    long long all = 0;
    callgrind_sort(table);
    for (size_t i = 0; i < table->count; i++)
        all += table->entries[i].instructions;
    printf("\n%-48s thousand instructions a frame, share\n", title);
    for (size_t i = 0; i < table->count && i < (size_t)most && table->entries[i].instructions > 0; i++) {
        const struct callgrind_entry *e = &table->entries[i];
        const char *slash = e->name ? strrchr(e->name, '/') : NULL;
        printf("%-48.48s %12.1f %6.2f %%\n",
               slash     ? slash + 1
               : e->name ? e->name
                         : "?",
               (double)e->instructions / frames / 1000, 100 * (double)e->instructions / (double)all);
    }
    printf("%-48s %12.1f\n", "all", (double)all / frames / 1000);
}

int profile(struct speed_bench *b, const char *film)
{
    char path[SPEED_PATH], counted[SPEED_PATH + 16], into[SPEED_PATH + 48];
    if (film)
        snprintf(path, sizeof path, "%s", film);
    else if (!speed_film_make(FILM_H264, b->long_seconds, b->folder, path))
        return 1;
    snprintf(counted, sizeof counted, "%s/callgrind.out", b->folder);
    snprintf(into, sizeof into, "--callgrind-out-file=%s", counted);
    const char *const argv[] = {
        "valgrind",  "--tool=callgrind", into, "--",   b->pastiche, "measure", "--quiet", "--force",
        "--threads", b->threads,         path, "--to", "5",         "-o",      b->reel,   NULL};
    fprintf(stderr, "speed: counting takes minutes\n");
    int code = run_cost(argv, b->log, NULL);
    FILE *file = code == 0 ? fopen(counted, "r") : NULL;
    struct callgrind c = {0};
    bool read = file && callgrind_read(file, "pastiche", &c);
    double frames = (double)speed_frames(b);
    if (read) {
        printf("%s: %.0f frames\n", path, frames);
        print_table("by program and library", &c.objects, OBJECTS, frames);
        print_table("by function of pastiche", &c.functions, FUNCTIONS, frames);
    } else {
        fprintf(stderr, "speed: valgrind ended with %d (127: it is not installed); see %s\n", code, b->log);
    }
    callgrind_release(&c);
    if (file)
        fclose(file);
    unlink(b->reel);
    return read ? 0 : 1;
}
