/* SPDX-License-Identifier: Apache-2.0 */
/* Is the stage as hard as real film? Other programs' detectors on cuts of stage films and on cuts of real
 * clips that were re-edited; each should score within 0.10 F1 of one another. honest [--shared DIR] [--work
 * DIR]
 * [--films N] [--minutes M] [--group tune|report] */
#include "option.h"
#include "peers.h"
#include "reedit.h"
#include "stage_films.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH = 1024 };

struct sums {
    struct score scores[PEERS];
    bool ran[PEERS];
    int films, transitions;
};

/* Cuts alone are compared, and a jump cut is a cut to these programs. */
static void only_cuts(struct list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (!pst_transition_is_sudden(list->items[i].kind))
            continue;
        list->items[kept] = list->items[i];
        list->items[kept++].kind = PST_CUT;
    }
    list->count = kept;
}

static void score(struct sums *sums, const char *film, const char *truth_path)
{
    struct list truth = {0}, found[PEERS];
    if (!truth_read(&truth, truth_path))
        return;
    only_cuts(&truth);
    peers_find(film, found, sums->ran);
    for (int i = 0; i < PEERS; i++) {
        if (sums->ran[i])
            score_add(&sums->scores[i], &truth, &found[i]);
        free(found[i].items);
    }
    sums->films++;
    sums->transitions += (int)truth.count;
    free(truth.items);
}

static bool is_there(const char *path)
{
    struct stat known;
    return stat(path, &known) == 0;
}

static void score_stage(struct sums *sums, const char *work, const char *group, int films, double minutes)
{
    char film[PATH], truth[PATH];
    uint64_t seed;
    for (int i = 0; i < films && stage_seed(SEEDS_DEFAULT, group, i, &seed); i++) {
        snprintf(film, sizeof film, "%s/stage-%s-%03d.mkv", work, group, i);
        snprintf(truth, sizeof truth, "%s/stage-%s-%03d.tsv", work, group, i);
        const struct stage_film_params params = {
            .order = {.seed = seed, .number = 1 + i % 5, .minutes = minutes, .width = 640, .height = 268},
            .film = film,
            .truth = truth,
            .copy = stage_copy_drawn(seed, i)};
        if (is_there(truth) || stage_film(&params))
            score(sums, film, truth);
    }
}

static void score_real(struct sums *sums, const char *shared, const char *work, const char *group, int films)
{
    char film[PATH], truth[PATH], footage[PATH];
    snprintf(footage, sizeof footage, "%s/footage", shared);
    for (int i = 1; i <= films && is_there(footage); i++) {
        snprintf(film, sizeof film, "%s/real-%s-%03d.mkv", work, group, i);
        snprintf(truth, sizeof truth, "%s/real-%s-%03d.tsv", work, group, i);
        const struct reedit_params params = {.footage = footage,
                                             .sources = SOURCES_DEFAULT,
                                             .group = group,
                                             .seed = (uint64_t)i,
                                             .frames = 1500,
                                             .film = film,
                                             .truth = truth};
        if (is_there(truth) || reedit(&params))
            score(sums, film, truth);
    }
}

static void print(const struct sums *stage, const struct sums *real)
{
    printf(
        "cuts, within 1 frame\tstage (synthetic): %d in %d films\treal, re-edited: %d in %d films\tapart\n",
        stage->transitions, stage->films, real->transitions, real->films);
    for (int i = 0; i < PEERS; i++) {
        const struct tally *a = &stage->scores[i].cut, *b = &real->scores[i].cut;
        if (!stage->ran[i]) {
            printf("%s\tskipped: it is not there (see bench/peers.h)\n", peer_name((enum peer)i));
            continue;
        }
        printf("%s\tF1 %.3f (%d found, %d missed, %d false)\t", peer_name((enum peer)i), tally_f1(a), a->hits,
               a->missed, a->false_alarms);
        if (real->films)
            printf("F1 %.3f (%d found, %d missed, %d false)\t%+.3f\n", tally_f1(b), b->hits, b->missed,
                   b->false_alarms, tally_f1(a) - tally_f1(b));
        else
            printf("skipped: no footage\n");
    }
}

int main(int argc, char **argv)
{
    static struct sums stage, real;
    const char *work = option(argc, argv, "--work", "build/honest");
    const char *group = option(argc, argv, "--group", "report");
    int films = atoi(option(argc, argv, "--films", "12"));
    mkdir(work, 0777);
    score_stage(&stage, work, group, films, atof(option(argc, argv, "--minutes", "2")));
    score_real(&real, option(argc, argv, "--shared", SHARED_DEFAULT), work, group, films);
    print(&stage, &real);
    return 0;
}
