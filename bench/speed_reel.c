/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/pastiche.h"
#include "run_cost.h"
#include "speed_rows.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TWO_HOURS = 7200 };

static double mebibytes(const char *path)
{
    struct stat st;
    return stat(path, &st) ? (double)NAN : (double)st.st_size / 1048576;
}

/* Measured once; a reel that is up to date is left alone. */
static bool make_reel(struct speed_bench *b, const char *film, const char *reel)
{
    const char *const argv[] = {b->pastiche, "measure", "--quiet", film, "-o", reel, NULL};
    fprintf(stderr, "speed: measuring %s where its reel is not up to date\n", film);
    return run_cost(argv, b->log, NULL) == 0;
}

static void describe(const char *path)
{
    struct pst_reel *reel;
    const struct pst_shot *shots;
    size_t count = 0;
    if (pst_reel_open(path, &reel, NULL) != PST_OK)
        return;
    if (pst_reel_shots(reel, &shots, &count, NULL) == PST_OK)
        printf("The reel: %lld frames at 320x180, %zu shots, %.1f MiB with its stills.\n",
               (long long)pst_reel_film(reel)->frames, count, mebibytes(path));
    pst_reel_close(&reel);
}

static void reading_rows(struct speed_bench *b, const char *reel)
{
    static const char *const formats[] = {"csv",     "json", "edl", "otio",    "fcpxml",
                                          "fcp7xml", "eaf",  "vtt", "markers", NULL};
    static const struct bound bound = {100, NAN}, page_bound = {1000, NAN};
    const char *const shots[] = {b->pastiche, "shots", reel, NULL}, *const info[] = {b->pastiche, "info",
                                                                                     reel, NULL};
    char output[SPEED_PATH + 8], what[80];
    snprintf(output, sizeof output, "%s.out", b->reel);
    speed_row(b, "shots of the reel", speed_milliseconds(b, shots), "ms", bound, "");
    speed_row(b, "info of the reel", speed_milliseconds(b, info), "ms", bound, "");
    for (int i = 0; formats[i]; i++) {
        const char *const export[] = {b->pastiche, "export", reel, "--as", formats[i], "-o", output, NULL};
        snprintf(what, sizeof what, "export of the reel as %s", formats[i]);
        speed_row(b, what, speed_milliseconds(b, export), "ms", bound, "");
        unlink(output);
    }
    const char *const page[] = {b->pastiche, "page", "--quiet", reel, "-o", output, NULL};
    speed_row(b, "page of the reel", speed_milliseconds(b, page), "ms", page_bound, "");
    unlink(output);
}

static void size_row(struct speed_bench *b, const char *film, const char *reel)
{
    static const struct bound bound = {60, 30};
    char copy[2 * SPEED_PATH];
    snprintf(copy, sizeof copy, "%s.bare", reel);
    const char *const copied[] = {"cp", "-f", reel, copy, NULL};
    const char *const stripped[] = {b->pastiche, "measure", "--quiet", "--no-stills", film, "-o", copy, NULL};
    bool made = run_cost(copied, b->log, NULL) == 0 && run_cost(stripped, b->log, NULL) == 0;
    speed_row(b, "size of the reel, stills left out", made ? mebibytes(copy) : (double)NAN, "MiB", bound, "");
    unlink(copy);
}

void speed_reel(struct speed_bench *b)
{
    char film[SPEED_PATH], reel[SPEED_PATH];
    if (snprintf(reel, sizeof reel, "%s/two-hours.reel", b->folder) >= SPEED_PATH ||
        !speed_film_make(FILM_SMALL, TWO_HOURS, b->folder, film) || !make_reel(b, film, reel)) {
        speed_row(b, "a reel of two hours", NAN, "", (struct bound){NAN, NAN}, "");
        return;
    }
    describe(reel);
    reading_rows(b, reel);
    size_row(b, film, reel);
}
