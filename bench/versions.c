/* SPDX-License-Identifier: Apache-2.0 */
/* How well two cuts of one film are told apart: real clips cut into films, changed as an editor would,
 * encoded anew and measured; `pastiche diff` against what was done.
 *
 * versions [--group report|tune] [--films N] [--work DIR] [--shared DIR]
 *
 * Each film has ten changes: trims of two frames and more at heads and tails, shots taken out, moved, added
 * and re-timed. Every second new cut is regraded and scaled, too. A change is found where a row of its kind
 * overlaps it by more than half; frames off are its worst edge. A false one is a row that tells of nothing
 * that was done. */
#include "option.h"
#include "pastiche/pastiche.h"
#include "version_films.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { KINDS = PST_CHANGE_MISSING + 1, PATH = 1024 };

struct tally {
    int done, found, exact, within_two, false_rows;
    int64_t worst;
};

struct bench {
    const char *shared, *work, *group;
    int films;
    struct tally by_kind[KINDS];
};

static int64_t overlap(int64_t a, int64_t b, int64_t c, int64_t d)
{
    int64_t first = a > c ? a : c, last = b < d ? b : d;
    return last >= first ? last - first + 1 : 0;
}

static bool is_gone(const struct pst_change *c)
{
    return c->new_last < c->new_first;
}

static bool matches(const struct pst_change *row, const struct pst_change *done)
{
    if (row->kind != done->kind || row->side != done->side)
        return false;
    int64_t common = is_gone(done) ? overlap(row->old_first, row->old_last, done->old_first, done->old_last)
                                   : overlap(row->new_first, row->new_last, done->new_first, done->new_last);
    int64_t length =
        is_gone(done) ? done->old_last - done->old_first + 1 : done->new_last - done->new_first + 1;
    int64_t own = is_gone(done) ? row->old_last - row->old_first + 1 : row->new_last - row->new_first + 1;
    return 2 * common > length && 2 * common > own;
}

static int64_t off(const struct pst_change *row, const struct pst_change *done)
{
    int64_t worst = 0, edges[4] = {0, 0, 0, 0};
    if (!is_gone(done)) {
        edges[0] = row->new_first - done->new_first;
        edges[1] = row->new_last - done->new_last;
    }
    if (done->kind != PST_CHANGE_ADDED && done->kind != PST_CHANGE_RETIMED) {
        edges[2] = row->old_first - done->old_first;
        edges[3] = row->old_last - done->old_last;
    }
    for (int i = 0; i < 4; i++)
        worst = llabs(edges[i]) > worst ? llabs(edges[i]) : worst;
    bool speed = done->kind != PST_CHANGE_RETIMED || fabs(row->speed / done->speed - 1) < 0.04;
    return speed ? worst : 9999;
}

static void print_change(const char *what, const struct pst_change *c)
{
    printf("  %s: %s %s old %lld-%lld new %lld-%lld speed %.3g\n", what, pst_change_name(c->kind),
           pst_change_side_name(c->side), (long long)c->old_first, (long long)c->old_last,
           (long long)c->new_first, (long long)c->new_last, c->speed);
}

static void count_found(struct bench *b, const struct pst_change *done, const struct pst_change *row)
{
    struct tally *t = &b->by_kind[done->kind];
    int64_t worst = off(row, done);
    t->found++;
    t->exact += worst == 0;
    t->within_two += worst <= 2;
    t->worst = worst > t->worst ? worst : t->worst;
    if (worst > 0) {
        print_change("done", done);
        print_change(" off", row);
    }
}

static void score(struct bench *b, const struct version_film *film, const struct pst_diff *diff)
{
    bool *right = calloc(diff->count + 1, sizeof *right);
    for (int i = 0; i < film->count; i++) {
        size_t r = 0;
        b->by_kind[film->changes[i].kind].done++;
        while (r < diff->count && (right[r] || !matches(&diff->changes[r], &film->changes[i])))
            r++;
        if (r < diff->count) {
            right[r] = true;
            count_found(b, &film->changes[i], &diff->changes[r]);
        } else {
            print_change("missed", &film->changes[i]);
        }
    }
    for (size_t r = 0; r < diff->count; r++)
        if (!right[r] && diff->changes[r].kind != PST_CHANGE_KEPT) {
            b->by_kind[diff->changes[r].kind].false_rows++;
            print_change("false", &diff->changes[r]);
            if (r > 0)
                print_change("  behind", &diff->changes[r - 1]);
        }
    free(right);
}

static bool measure(const char *film, const char *reel, struct pst_reel **opened)
{
    struct pst_measure_params params = pst_measure_default;
    struct pst_measure_result result;
    struct pst_error error;
    params.output = reel;
    params.no_stills = true;
    params.threads = 2;
    if (pst_measure(film, &params, &result, &error) == PST_OK &&
        pst_reel_open(reel, opened, &error) == PST_OK)
        return true;
    fprintf(stderr, "versions: %s\n", error.message);
    return false;
}

static bool run_film(struct bench *b, const struct clip_store *clips, int n)
{
    static const char *const filters[] = {"null", "eq=gamma=0.85:contrast=1.1:saturation=0.7,scale=480:-2"};
    char names[4][PATH];
    struct version_film film;
    struct pst_reel *old_cut = NULL, *new_cut = NULL;
    struct pst_diff diff = {0};
    struct pst_error error;
    for (int i = 0; i < 4; i++)
        snprintf(names[i], PATH, "%s/%s%d_%s.%s", b->work, b->group, n, i % 2 ? "new" : "old",
                 i < 2 ? "mkv" : "reel");
    bool good = make_versions(clips, (uint64_t)n * 31 + 7, filters[n % 2], names[0], names[1], &film);
    good = good && measure(names[0], names[2], &old_cut) && measure(names[1], names[3], &new_cut);
    if (good && pst_diff_of(old_cut, new_cut, NULL, &diff, &error) != PST_OK) {
        fprintf(stderr, "versions: %s\n", error.message);
        good = false;
    }
    printf("%s %d: %lld and %lld frames%s\n", b->group, n, (long long)film.old_frames,
           (long long)film.new_frames, n % 2 ? ", regraded and scaled" : "");
    if (good)
        score(b, &film, &diff);
    fflush(stdout);
    pst_diff_release(&diff);
    pst_reel_close(&old_cut);
    pst_reel_close(&new_cut);
    return good;
}

static void print_tallies(const struct bench *b)
{
    printf("\nreal clips, group %s\n%-10s %5s %6s %6s %9s %6s %6s\n", b->group, "change", "done", "found",
           "exact", "within 2", "worst", "false");
    for (int k = 1; k < KINDS; k++) {
        const struct tally *t = &b->by_kind[k];
        if (t->done || t->false_rows)
            printf("%-10s %5d %6d %6d %9d %6lld %6d\n", pst_change_name((enum pst_change_kind)k), t->done,
                   t->found, t->exact, t->within_two, (long long)t->worst, t->false_rows);
    }
}

int main(int argc, char **argv)
{
    struct bench b = {.shared = option(argc, argv, "--shared", SHARED_DEFAULT),
                      .work = option(argc, argv, "--work", "build/bench/versions"),
                      .group = option(argc, argv, "--group", "report"),
                      .films = atoi(option(argc, argv, "--films", "5"))};
    char footage[PATH];
    snprintf(footage, sizeof footage, "%s/footage", b.shared);
    mkdir("build/bench", 0777);
    mkdir(b.work, 0777);
    struct clip_store *clips = open_clips(footage, SOURCES_DEFAULT, b.group);
    bool good = clips != NULL;
    for (int n = 0; good && n < b.films; n++)
        good = run_film(&b, clips, n);
    close_clips(clips);
    if (good)
        print_tallies(&b);
    return good ? 0 : 1;
}
