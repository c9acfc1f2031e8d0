/* SPDX-License-Identifier: Apache-2.0 */
/* Makes src/form/shot_models.c: makes the films of lessons.h, watches them all, trains, and tells how well
 * each fifth of the films is found by models that were trained without it. The same sources give the same
 * tables. What is in the work folder is not made again: after a change of the meter remove the files named
 * .seen.
 *
 * train_shots [--out FILE] [--work DIR] [--seen DIR] [--shared DIR] [--jobs N] [--there]
 *             [--stage N] [--traps N] [--edited N] [--rare N] [--busy N] [--real-traps N] [--entered N]
 *             [--plated N] [--seen-films N] [--seen-traps N]
 *
 * --seen: where what the meter told is kept, the work folder unless said; --there: with the films that are in
 * the work folder already. Errors go to errors.tsv beside it. */
#include "base/array.h"
#include "boosting.h"
#include "form/cut_context.h"
#include "form/shot_models.h"
#include "lessons.h"
#include "option.h"
#include "score.h"
#include "watch.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH = 1024 };
static_assert((int)PARTS == (int)LESSON_PARTS, "parts of examples are those of films");

struct order {
    const char *out, *seen;
    int jobs;
    struct lesson_order lessons;
};

/* A film that was watched. */
struct study {
    struct lesson lesson;
    struct watched seen;
    struct list truth;
};

struct studies {
    struct study *items;
    size_t count, capacity;
};

/* ---- labels ---- */

static double covered(int64_t first, int64_t last, const struct pst_transition *t)
{
    int64_t low = first > t->first ? first : t->first, high = last < t->last ? last : t->last;
    return high < low ? 0 : (double)(high - low + 1);
}

static bool is_told(const struct signal_series *s, int64_t t)
{
    for (size_t i = 0; i < s->candidate_count; i++)
        if (s->candidates[i].hypothesis == SIGNAL_SUDDEN && s->candidates[i].first == t)
            return true;
    return false;
}

/* A copy's cut may lie in a frame of both pictures: its neighbour is right where the frame itself is not
 * told. */
static const struct pst_transition *true_cut(const struct signal_series *s, const struct list *truth,
                                             int64_t t)
{
    for (size_t i = 0; i < truth->count; i++) {
        int64_t cut = truth->items[i].first;
        if (pst_transition_is_sudden(truth->items[i].kind) &&
            (cut == t || (llabs(cut - t) == 1 && !is_told(s, cut))))
            return &truth->items[i];
    }
    return NULL;
}

/* −1: neither clearly right nor clearly wrong. */
static float label_gradual(const struct list *truth, int64_t first, int64_t last, unsigned kinds)
{
    float label = 0;
    for (size_t i = 0; i < truth->count; i++) {
        const struct pst_transition *t = &truth->items[i];
        double both = covered(first, last, t);
        double share = both / ((double)(last - first + 1 + t->last - t->first + 1) - both);
        if (kinds >> t->kind & 1 && share >= 0.6)
            return 1;
        if (kinds >> t->kind & 1 && share > 0.35)
            label = -1;
    }
    return label;
}

static float label_fade(const struct list *truth, int64_t first, int64_t last, bool in)
{
    double length = (double)(last - first + 1);
    float label = 0;
    for (size_t i = 0; i < truth->count; i++) {
        const struct pst_transition *t = &truth->items[i];
        double both = covered(first, last, t), whole = (double)(t->last - t->first + 1);
        if (t->kind != PST_DIP && t->kind != (in ? PST_FADE_IN : PST_FADE_OUT))
            continue;
        bool its_half = t->kind != PST_DIP || (first + last > t->first + t->last) == in;
        if (both >= 0.7 * length && its_half && both >= (t->kind == PST_DIP ? 0.2 : 0.6) * whole)
            return 1;
        if (both > 0)
            label = -1;
    }
    return label;
}

static const char *const names[SHOT_MODELS] = {"sudden", "dissolve", "wipe", "ramp", "fade",
                                               "push",   "slide",    "jump", "cut",  "change"};

static const unsigned dissolves = 1u << PST_DISSOLVE, pushes = 1u << PST_PUSH, slides = 1u << PST_SLIDE;
static const unsigned gradual_kinds = 1u << PST_DISSOLVE | 1u << PST_WIPE | 1u << PST_PUSH | 1u << PST_SLIDE;
static const unsigned wipes =
    1u << PST_WIPE | 1u << PST_PUSH | 1u << PST_SLIDE; /* all that pass over the picture */

struct gathered {
    struct examples lists[SHOT_MODELS];
};

static void add(struct gathered *g, const struct lesson *lesson, enum shot_model model, const float *features,
                float label)
{
    /* Copies of one master are much alike; busy films are far more so here than in the world. */
    static const float weights[LESSON_KINDS] = {
        [LESSON_STAGE] = 0.6f, [LESSON_COPY] = 0.6f,  [LESSON_STAGE_TRAP] = 1,
        [LESSON_EDITED] = 1,   [LESSON_BUSY] = 0.35f, [LESSON_REAL_TRAP] = 1};
    struct example e = {.label = label, .weight = weights[lesson->kind], .part = lesson->part};
    memcpy(e.features, features, sizeof e.features);
    if (label >= 0 && !array_push(&g->lists[model], e))
        exit(5);
}

static void gather_sudden(struct gathered *g, const struct study *study, const struct film_usual *usual,
                          const struct signal_candidate *c)
{
    float features[MODEL_FEATURES];
    const struct pst_transition *cut = true_cut(&study->seen.series, &study->truth, c->first);
    sudden_features(&study->seen.series, usual, c, features);
    add(g, &study->lesson, MODEL_SUDDEN, features, cut != NULL);
    if (cut) /* whether a cut is a jump is only asked of cuts */
        add(g, &study->lesson, MODEL_JUMP, features, cut->kind == PST_JUMP_CUT);
}

static void gather_gradual(struct gathered *g, const struct study *study, const struct film_usual *usual,
                           const struct signal_candidate *c)
{
    float features[MODEL_FEATURES];
    const struct lesson *lesson = &study->lesson;
    const struct list *truth = &study->truth;
    float passing = label_gradual(truth, c->first, c->last, wipes);
    gradual_features(&study->seen.series, usual, c, features);
    add(g, lesson, MODEL_DISSOLVE, features, label_gradual(truth, c->first, c->last, dissolves));
    add(g, lesson, MODEL_WIPE, features, passing);
    add(g, lesson, MODEL_RAMP, features, label_fade(truth, c->first, c->last, gradual_fades_in(c)));
    if (passing > 0) {
        add(g, lesson, MODEL_PUSH, features, label_gradual(truth, c->first, c->last, pushes));
        add(g, lesson, MODEL_SLIDE, features, label_gradual(truth, c->first, c->last, slides));
    }
}

static void gather(struct gathered *g, const struct study *study)
{
    const struct signal_series *s = &study->seen.series;
    struct film_usual usual = film_usual_of(s);
    struct fades fades = {0};
    float features[MODEL_FEATURES];
    for (size_t i = 0; i < s->candidate_count; i++) {
        const struct signal_candidate *c = &s->candidates[i];
        if (c->hypothesis == SIGNAL_SUDDEN)
            gather_sudden(g, study, &usual, c);
        else
            gather_gradual(g, study, &usual, c);
    }
    find_fades(s, &fades);
    for (size_t i = 0; i < fades.count; i++) {
        const struct fade *fade = &fades.items[i];
        fade_features(&usual, fade, features);
        add(g, &study->lesson, MODEL_FADE, features,
            label_fade(&study->truth, fade->first, fade->last, fade->in));
    }
    free(fades.items);
}

/* ---- films ---- */

static void name_seen(const struct order *o, const struct lesson *lesson, char path[PATH])
{
    snprintf(path, PATH, "%s/%s.seen", o->seen, strrchr(lesson->film, '/') + 1);
}

static bool watch_lesson(const struct order *o, const struct lesson *lesson)
{
    char path[PATH];
    struct stat there;
    struct watched w;
    name_seen(o, lesson, path);
    if (stat(path, &there) == 0)
        return true;
    bool done = watch(lesson->film, &w) && watched_save(&w, path);
    watched_release(&w);
    if (!done)
        fprintf(stderr, "cannot watch '%s'\n", lesson->film);
    return done;
}

static bool attend(const struct order *o, int n)
{
    struct lesson lessons[LESSONS];
    int count = lessons_make(&o->lessons, n, lessons);
    for (int i = 0; i < count; i++)
        if (!watch_lesson(o, &lessons[i]))
            return false;
    return count >= 0;
}

static bool attend_all(const struct order *o)
{
    bool made = true;
    for (int job = 0; job < o->jobs; job++) {
        if (fork() == 0) {
            for (int n = job; n < lesson_count(&o->lessons); n += o->jobs)
                if (!attend(o, n))
                    _exit(1);
            _exit(0);
        }
    }
    for (int job = 0, status; job < o->jobs; job++)
        made = wait(&status) >= 0 && status == 0 && made;
    return made;
}

static bool study_all(const struct order *o, struct studies *studies)
{
    struct lesson lessons[LESSONS];
    char path[PATH];
    for (int n = 0; n < lesson_count(&o->lessons); n++) {
        int count = lessons_make(&o->lessons, n, lessons);
        for (int i = 0; i < count; i++) {
            struct study study = {.lesson = lessons[i]};
            name_seen(o, &lessons[i], path);
            if (!watched_load(&study.seen, path) ||
                (study.lesson.truth[0] && !truth_read(&study.truth, study.lesson.truth))) {
                fprintf(stderr, "cannot read '%s'\n", path);
                return false;
            }
            join_dips(&study.truth);
            if (!array_push(studies, study))
                exit(5);
        }
    }
    return true;
}

/* ---- models ---- */

struct trained {
    struct forest of[SHOT_MODELS][PARTS + 1];
};

/* Every model in a process of its own, into memory of all. */
static bool train(const struct order *o, const struct gathered *g, int from, int to, struct trained *trained)
{
    bool done = true;
    int running = 0, status;
    for (int m = from; m <= to; m++, running++) {
        if (running >= o->jobs) {
            done = wait(&status) >= 0 && status == 0 && done;
            running--;
        }
        if (fork() == 0) {
            boost(&g->lists[m], names[m], trained->of[m], stderr);
            _exit(0);
        }
    }
    for (; running > 0; running--)
        done = wait(&status) >= 0 && status == 0 && done;
    return done;
}

static struct shot_models models_without(const struct trained *trained, int part)
{
    struct shot_models models;
    for (int m = 0; m < SHOT_MODELS; m++)
        models.of[m] = forest_as_model(&trained->of[m][part]);
    return models;
}

/* Whether there is a gradual change, of whatever kind. */
static float label_change(const struct list *truth, const struct signal_candidate *c)
{
    float label = label_gradual(truth, c->first, c->last, gradual_kinds),
          fade = label_fade(truth, c->first, c->last, gradual_fades_in(c));
    return label > 0 || fade > 0 ? 1 : label < 0 || fade < 0 ? -1 : 0;
}

/* What the second looks learn from: what models that do not know the film say of it. */
static void gather_second(struct gathered *g, const struct study *study, const struct trained *trained)
{
    const struct signal_series *s = &study->seen.series;
    struct shot_models models = models_without(trained, study->lesson.part);
    struct film_usual usual = film_usual_of(s);
    struct cut_context context;
    float features[MODEL_FEATURES];
    if (!cut_context_make(&models, s, &usual, &context))
        exit(5);
    for (size_t i = 0; i < s->candidate_count; i++) {
        const struct signal_candidate *c = &s->candidates[i];
        if (c->hypothesis == SIGNAL_SUDDEN) {
            sudden_features(s, &usual, c, features);
            context_features(&context, c->first, features);
            add(g, &study->lesson, MODEL_CUT, features, true_cut(s, &study->truth, c->first) != NULL);
        } else {
            gradual_features(s, &usual, c, features);
            change_context_features(&context, c, &context.odds[i], features);
            add(g, &study->lesson, MODEL_CHANGE, features, label_change(&study->truth, c));
        }
    }
    cut_context_release(&context);
}

static bool train_all(const struct order *o, const struct studies *studies, struct gathered *g,
                      struct trained *trained)
{
    for (size_t i = 0; i < studies->count; i++)
        gather(g, &studies->items[i]);
    if (!train(o, g, MODEL_SUDDEN, MODEL_JUMP, trained))
        return false;
    for (size_t i = 0; i < studies->count; i++)
        gather_second(g, &studies->items[i], trained);
    return train(o, g, MODEL_CUT, MODEL_CHANGE, trained);
}

static bool write_models(const struct order *o, const struct trained *trained)
{
    FILE *out = fopen(o->out, "w");
    if (!out)
        return false;
    fprintf(out, "/* SPDX-License-Identifier: Apache-2.0 */\n/* Written by bench/train_shots. */\n"
                 "/* clang-format off */\n#include \"form/shot_models.h\"\n");
    for (int m = 0; m < SHOT_MODELS; m++)
        forest_write(&trained->of[m][PARTS], names[m], out);
    fprintf(out, "\nconst struct shot_models trained_models = {{\n");
    for (int m = 0; m < SHOT_MODELS; m++)
        fprintf(out, "    {%s_nodes, %s_roots, %d, %#.6gf},\n", names[m], names[m], TREES,
                (double)trained->of[m][PARTS].bias);
    fprintf(out, "}};\n");
    return fclose(out) == 0;
}

/* ---- how well ---- */

static const char *const kind_names[LESSON_KINDS] = {"stage",          "stage copies", "stage traps",
                                                     "real re-edited", "real busy",    "real traps"};

struct marks {
    struct score scores[LESSON_KINDS];
    int64_t frames[LESSON_KINDS];
    int untold[LESSON_KINDS]; /* cuts that are no candidate within a frame */
    FILE *errors;
};

static void tell_errors(struct marks *marks, const struct study *study, const char *fault,
                        const struct list *errors)
{
    for (size_t i = 0; i < errors->count; i++)
        fprintf(marks->errors, "%s\t%s\t%s\t%s\t%lld\t%lld\t%.3f\n", kind_names[study->lesson.kind],
                strrchr(study->lesson.film, '/') + 1, fault, pst_transition_kind_name(errors->items[i].kind),
                (long long)errors->items[i].first, (long long)errors->items[i].last,
                errors->items[i].confidence);
}

static struct list find(const struct study *study, const struct shot_models *models, double confidence)
{
    struct shot_structure found;
    struct pst_error error;
    struct list list = {0};
    if (find_shots_by(models, &study->seen.series, confidence, &found, &error) != PST_OK)
        exit(5);
    for (size_t i = 0; i < found.transition_count; i++)
        if (!array_push(&list, found.transitions[i]))
            exit(5);
    shot_structure_release(&found);
    join_dips(&list);
    return list;
}

static void tell_untold(struct marks *marks, const struct study *study)
{
    const struct signal_series *s = &study->seen.series;
    struct list untold = {0};
    for (size_t i = 0; i < study->truth.count; i++) {
        int64_t t = study->truth.items[i].first;
        if (pst_transition_is_sudden(study->truth.items[i].kind) && !is_told(s, t) && !is_told(s, t - 1) &&
            !is_told(s, t + 1) && !array_push(&untold, study->truth.items[i]))
            exit(5);
    }
    marks->untold[study->lesson.kind] += (int)untold.count;
    tell_errors(marks, study, "no candidate", &untold);
    free(untold.items);
}

static void mark(struct marks *marks, const struct study *study, const struct trained *trained)
{
    struct shot_models models = models_without(trained, study->lesson.part);
    struct list missed = {0}, false_ones = {0};
    struct list found = find(study, &models, 0.5), likely = find(study, &models, 0.1);
    struct score *score = &marks->scores[study->lesson.kind];
    score_add(score, &study->truth, &found);
    score_told(score, &study->truth, &likely);
    score_errors(&study->truth, &found, &missed, &false_ones);
    tell_errors(marks, study, "missed", &missed);
    tell_errors(marks, study, "false", &false_ones);
    marks->frames[study->lesson.kind] += study->seen.series.frame_count;
    tell_untold(marks, study);
    free(found.items);
    free(likely.items);
    free(missed.items);
    free(false_ones.items);
}

static void print_tally(const char *what, const struct tally *t)
{
    printf("  %-10s F1 %.4f (%d found, %d missed, %d false)\n", what, tally_f1(t), t->hits, t->missed,
           t->false_alarms);
}

static void print_marks(struct marks *marks)
{
    for (int k = 0; k < LESSON_KINDS; k++) {
        struct score *s = &marks->scores[k];
        double hours = (double)marks->frames[k] / (24 * 3600);
        printf("%s: %.1f minutes\n", kind_names[k], 60 * hours);
        if (k == LESSON_STAGE_TRAP || k == LESSON_REAL_TRAP) {
            printf("  false an hour: %.1f sudden (%d), %.1f gradual (%d)\n", s->cut.false_alarms / hours,
                   s->cut.false_alarms, s->gradual.false_alarms / hours, s->gradual.false_alarms);
            continue;
        }
        printf("  cuts that are no candidate: %d\n", marks->untold[k]);
        print_tally("cuts", &s->cut);
        print_tally("exact", &s->cut_exact);
        print_tally("gradual", &s->gradual);
        for (int kind = PST_CUT; kind < SCORED_KINDS; kind++)
            if (s->kinds[kind].hits + s->kinds[kind].missed + s->kinds[kind].false_alarms)
                print_tally(pst_transition_kind_name((enum pst_transition_kind)kind), &s->kinds[kind]);
        printf("  kind right %d of %d, median overlap %.3f, calibration %.3f sudden, %.3f gradual\n",
               s->right_kind, s->gradual.hits, score_median_overlap(s), calibration_error(&s->sudden_told),
               calibration_error(&s->gradual_told));
    }
}

static bool judge(const struct order *o, const struct studies *studies, const struct trained *trained)
{
    static struct marks marks;
    char path[PATH];
    snprintf(path, sizeof path, "%s/errors.tsv", o->seen);
    marks.errors = fopen(path, "w");
    for (size_t i = 0; marks.errors && i < studies->count; i++)
        mark(&marks, &studies->items[i], trained);
    print_marks(&marks);
    return marks.errors && fclose(marks.errors) == 0;
}

static int number(int argc, char **argv, const char *name, const char *otherwise)
{
    return atoi(option(argc, argv, name, otherwise));
}

int main(int argc, char **argv)
{
    struct order o = {.out = option(argc, argv, "--out", MODELS_DEFAULT),
                      .jobs = number(argc, argv, "--jobs", "2"),
                      .lessons = {.work = option(argc, argv, "--work", "build/train"),
                                  .shared = option(argc, argv, "--shared", SHARED_DEFAULT),
                                  .there = has(argc, argv, "--there"),
                                  .stage = number(argc, argv, "--stage", "64"),
                                  .traps = number(argc, argv, "--traps", "160"),
                                  .edited = number(argc, argv, "--edited", "64"),
                                  .rare = number(argc, argv, "--rare", "30"),
                                  .busy = number(argc, argv, "--busy", "48"),
                                  .real_traps = number(argc, argv, "--real-traps", "120"),
                                  .entered = number(argc, argv, "--entered", "84"),
                                  .plated = number(argc, argv, "--plated", "0"),
                                  .seen = number(argc, argv, "--seen-films", "0"),
                                  .seen_traps = number(argc, argv, "--seen-traps", "0")}};
    static struct gathered gathered;
    struct studies studies = {0};
    struct trained *trained =
        mmap(NULL, sizeof *trained, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    o.seen = option(argc, argv, "--seen", o.lessons.work);
    mkdir(o.lessons.work, 0777);
    mkdir(o.seen, 0777);
    if (trained == MAP_FAILED || !attend_all(&o) || !study_all(&o, &studies))
        return 3;
    if (!train_all(&o, &studies, &gathered, trained) || !write_models(&o, trained) ||
        !judge(&o, &studies, trained)) {
        fprintf(stderr, "cannot write '%s'\n", o.out);
        return 4;
    }
    return 0;
}
