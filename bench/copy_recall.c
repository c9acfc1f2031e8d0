/* SPDX-License-Identifier: Apache-2.0 */
#include "copy_scores.h"
#include "planting.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ENDS = 4, MOST_ENDS = 4096, NAME = 1024 };
static const double seconds[] = {2, 3, 2, 5};

/* `moved`: found, but elsewhere in the source. `strays`: where the host alone is. `told`: nothing wrong is
   told of the change. */
struct tally {
    int count, found, moved, strays, told, asked, signature;
    int errors[MOST_ENDS], ends;
};

/* One planting and its truth. */
struct planted {
    char stem[NAME];
    int64_t first, last, its_first, its_last;
    int signature; /* -1: not asked; 0, 1: whether the filter found it */
};

/* Chance that is the same every time. */
static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 31) * UINT64_C(0x7fb5d329728ea185);
    x = (x ^ x >> 27) * UINT64_C(0x81dadef4bc2dd44d);
    return x ^ x >> 33;
}

/* ffmpeg's signature filter, both films whole. */
static int ask_signature(const char *source, const char *film)
{
    char command[4096], line[1024];
    int found = 0;
    snprintf(command, sizeof command,
             "ffmpeg -nostdin -hide_banner -i '%s' -i '%s' -filter_complex "
             "'[0:v][1:v]signature=nb_inputs=2:detectmode=full' -an -f null - 2>&1",
             source, film);
    FILE *pipe = popen(command, "r");
    while (pipe && fgets(line, sizeof line, pipe))
        found |= strstr(line, "matching of video") && !strstr(line, "no matching");
    if (pipe)
        pclose(pipe);
    return found;
}

static bool read_truth(struct planted *p)
{
    char path[NAME + 8];
    long long first, last, its_first, its_last;
    struct stat there;
    snprintf(path, sizeof path, "%s.reel", p->stem);
    if (stat(path, &there) != 0)
        return false;
    snprintf(path, sizeof path, "%s.tsv", p->stem);
    FILE *file = fopen(path, "r");
    bool read = file && fscanf(file, "%lld %lld %lld %lld %d", &first, &last, &its_first, &its_last,
                               &p->signature) == 5;
    if (file)
        fclose(file);
    if (read)
        *p = (struct planted){.first = first,
                              .last = last,
                              .its_first = its_first,
                              .its_last = its_last,
                              .signature = p->signature};
    return read;
}

static bool write_truth(const struct planted *p)
{
    char path[NAME + 8];
    snprintf(path, sizeof path, "%s.tsv", p->stem);
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    fprintf(file, "%lld %lld %lld %lld %d\n", (long long)p->first, (long long)p->last,
            (long long)p->its_first, (long long)p->its_last, p->signature);
    return fclose(file) == 0;
}

/* A film of another source, another for each change. */
static const struct copied_reel *host_of(const struct copy_bench *b, const struct copied_reel *film,
                                         uint64_t chance)
{
    for (size_t i = 0; i < b->hosts->count; i++) {
        const struct copied_reel *host = &b->hosts->items[(chance + i) % b->hosts->count];
        if (strcmp(host->source, film->source) != 0)
            return host;
    }
    return NULL;
}

static bool make(const struct copy_bench *b, const struct copied_reel *film, int change, int number,
                 struct planted *p)
{
    const struct pst_footage_about *about = pst_footage_about(film->footage);
    double rate = (double)about->rate.num / about->rate.den;
    uint64_t chance = mix((uint64_t)b->draw * 1000000 + (uint64_t)number * 1000 + (uint64_t)change + 1);
    int64_t frames = llround(seconds[(number + change) % 4] * rate);
    char path[NAME + 8], reel[NAME + 8];
    if (frames > about->frames - 4)
        frames = llround(2 * rate);
    if (frames > about->frames)
        return false;
    int64_t room = about->frames - frames < 60 * rate ? about->frames - frames : (int64_t)(60 * rate);
    const struct copied_reel *host = host_of(b, film, chance >> 20);
    snprintf(path, sizeof path, "%s.mkv", p->stem);
    snprintf(reel, sizeof reel, "%s.reel", p->stem);
    struct planting planting = {&planted_changes[change],
                                film->film,
                                host->film,
                                b->host_from,
                                rate,
                                (int64_t)(chance % (uint64_t)(room + 1)),
                                frames,
                                path,
                                0,
                                0};
    if (planting.first < b->host_from)
        planting.first += b->host_from;
    if (!plant_passage(&planting) || !copied_reel_measure(path, reel))
        return false;
    p->first = planting.first;
    p->last = planting.first + frames - 1;
    p->its_first = planting.its_first;
    p->its_last = planting.its_last;
    p->signature = number < b->signatures ? ask_signature(film->film, path) : -1;
    remove(path);
    return write_truth(p);
}

static bool overlap(int64_t first, int64_t last, int64_t true_first, int64_t true_last)
{
    int64_t from = first > true_first ? first : true_first, to = last < true_last ? last : true_last;
    int64_t all = (last > true_last ? last : true_last) - (first < true_first ? first : true_first) + 1;
    return 2 * (to - from + 1) > all;
}

static void add_errors(struct tally *t, const struct pst_copy *copy, const struct planted *p)
{
    const int64_t errors[ENDS] = {copy->first - p->first, copy->last - p->last,
                                  copy->its_first - p->its_first, copy->its_last - p->its_last};
    for (int i = 0; i < ENDS && t->ends < MOST_ENDS; i++)
        t->errors[t->ends++] = (int)llabs(errors[i]);
}

/* Whether what is told of the change is what was done; one that need not be told counts if it is not wrong.
 */
static bool told_right(const struct planted_change *change, const struct pst_copy *copy)
{
    bool mirrored = copy->change >> PST_COPY_MIRRORED & 1, slower = copy->change >> PST_COPY_SLOWER & 1,
         faster = copy->change >> PST_COPY_FASTER & 1, grey = copy->change >> PST_COPY_GREY & 1;
    bool inset = copy->change >> PST_COPY_INSET & 1;
    return mirrored == change->mirrored && inset == change->within && !(slower && change->speed <= 1) &&
           !(faster && change->speed >= 1) && !(grey && !strstr(change->filter, "hue=s=0")) &&
           !(copy->change >> PST_COPY_COLOURED & 1 && !strstr(change->filter, "colorbalance"));
}

static void tell_miss(const struct copied_reel *film, const struct planted_change *change,
                      const struct planted *p, const struct pst_copy *copies, size_t count)
{
    printf("    %s, %s, frames %lld to %lld, there %lld to %lld:", film->name, change->name,
           (long long)p->first, (long long)p->last, (long long)p->its_first, (long long)p->its_last);
    for (size_t i = 0; i < count && i < 3; i++)
        printf(" [%lld–%lld, %lld–%lld, E %.2g, d %.1f, speed %.3f, %x]", (long long)copies[i].first,
               (long long)copies[i].last, (long long)copies[i].its_first, (long long)copies[i].its_last,
               copies[i].expected, copies[i].distance, copies[i].speed, copies[i].change);
    printf("\n");
}

static void score(const struct copy_bench *b, const struct copied_reel *film,
                  const struct planted_change *change, const struct planted *p, struct tally *t)
{
    char path[NAME + 8];
    struct pst_copy *copies = NULL;
    size_t count = 0;
    bool found = false, moved = false, exact = true;
    snprintf(path, sizeof path, "%s.reel", p->stem);
    struct pst_footage *other = copied_footage(path);
    if (!other || pst_copies(film->footage, other, 0, b->misses ? 1e9 : PST_COPY_EXPECTED, &copies, &count,
                             NULL) != PST_OK)
        return;
    for (size_t i = 0; i < count; i++) {
        if (copies[i].expected > PST_COPY_EXPECTED)
            continue;
        if (!found && overlap(copies[i].first, copies[i].last, p->first, p->last) &&
            overlap(copies[i].its_first, copies[i].its_last, p->its_first, p->its_last)) {
            found = true;
            add_errors(t, &copies[i], p);
            for (int k = t->ends - ENDS; k < t->ends; k++)
                exact &= t->errors[k] <= 2;
            t->told += told_right(change, &copies[i]);
        } else if (copies[i].its_last < p->its_first || copies[i].its_first > p->its_last) {
            t->strays++;
        } else {
            moved = true;
        }
    }
    t->count++;
    t->found += found;
    t->moved += !found && moved;
    t->asked += p->signature >= 0;
    t->signature += p->signature > 0;
    if (b->misses && (!found || !exact))
        tell_miss(film, change, p, copies, count);
    pst_copies_release(&copies);
    pst_footage_close(&other);
}

static int by_size(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static void print_tally(const char *name, struct tally *t)
{
    int within = 0;
    qsort(t->errors, (size_t)t->ends, sizeof *t->errors, by_size);
    for (int i = 0; i < t->ends; i++)
        within += t->errors[i] <= 2;
    printf("%-40s %5d %5d %6.3f %5d %5d", name, t->count, t->found,
           t->count ? (double)t->found / t->count : 0, t->moved, t->strays);
    if (t->ends)
        printf(" %6d %5d %6.3f %5d", t->errors[t->ends / 2], t->errors[t->ends * 95 / 100],
               (double)within / t->ends, t->told);
    else
        printf(" %6s %5s %6s %5s", "–", "–", "–", "–");
    if (t->asked)
        printf(" %5d/%d", t->signature, t->asked);
    printf("\n");
}

static void add_up(struct tally *to, const struct tally *t)
{
    to->count += t->count;
    to->found += t->found;
    to->moved += t->moved;
    to->strays += t->strays;
    to->told += t->told;
    to->asked += t->asked;
    to->signature += t->signature;
    for (int i = 0; i < t->ends && to->ends < MOST_ENDS; i++)
        to->errors[to->ends++] = t->errors[i];
}

bool copy_recall(const struct copy_bench *b)
{
    static struct tally all, one;
    memset(&all, 0, sizeof all);
    printf("\nplanted passages of 2 to 5 s, %s\n%-40s %5s %5s %6s %5s %5s %6s %5s %6s %5s %7s\n", b->what,
           "change", "of", "found", "recall", "moved", "stray", "median", "95 %", "≤ 2", "told", "signature");
    for (int c = 0; c < planted_change_count; c++) {
        memset(&one, 0, sizeof one);
        if (!strstr(planted_changes[c].name, b->change))
            continue;
        for (size_t i = 0; i < b->films->count; i += (size_t)b->nth)
            for (int k = 0; k < b->each; k++) {
                const struct copied_reel *film = &b->films->items[i];
                struct planted p = {.signature = -1};
                snprintf(p.stem, sizeof p.stem, "%.400s/planted-%.100s-%d-%d-%d", b->work, film->name, c, k,
                         b->draw);
                struct planted known = p;
                if (read_truth(&known)) {
                    memcpy(known.stem, p.stem, sizeof known.stem);
                    p = known;
                } else if (!make(b, film, c, (int)i * b->each + k, &p)) {
                    continue;
                }
                score(b, film, &planted_changes[c], &p, &one);
            }
        print_tally(planted_changes[c].name, &one);
        fflush(stdout);
        add_up(&all, &one);
    }
    print_tally("all", &all);
    return true;
}
