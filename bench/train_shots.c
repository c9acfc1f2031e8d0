/* SPDX-License-Identifier: Apache-2.0 */
/* Makes src/form/shot_models.c: draws stage films of tune seeds, re-edits real clips of the group tune,
 * watches them all, and trains. The same sources give the same tables. train_shots [--out FILE] [--stage N]
 * [--real N] [--work DIR]
 * [--shared DIR] [--jobs N] */
#include "base/array.h"
#include "boosting.h"
#include "option.h"
#include "reedit.h"
#include "score.h"
#include "stage_films.h"
#include "watch.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH = 1024 };

/* ---- labels ---- */

static double covered(int64_t first, int64_t last, const struct pst_transition *t)
{
    int64_t low = first > t->first ? first : t->first, high = last < t->last ? last : t->last;
    return high < low ? 0 : (double)(high - low + 1);
}

static float label_sudden(const struct list *truth, int64_t t)
{
    for (size_t i = 0; i < truth->count; i++)
        if (pst_transition_is_sudden(truth->items[i].kind) && truth->items[i].first == t)
            return 1;
    return 0;
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

enum model { SUDDEN, DISSOLVE, WIPE, RAMP, FADE, PUSH, SLIDE, JUMP, MODELS };
static const char *const names[MODELS] = {"sudden", "dissolve", "wipe",  "ramp",
                                          "fade",   "push",     "slide", "jump"};

static const unsigned dissolves = 1u << PST_DISSOLVE, pushes = 1u << PST_PUSH, slides = 1u << PST_SLIDE;
static const unsigned wipes =
    1u << PST_WIPE | 1u << PST_PUSH | 1u << PST_SLIDE; /* all that pass over the picture */

struct gathered {
    struct examples lists[MODELS];
    int fold; /* of the film in hand */
};

static void add(struct gathered *g, enum model model, const float *features, float label)
{
    struct example e = {.label = label, .fold = g->fold};
    memcpy(e.features, features, sizeof e.features);
    if (label >= 0 && !array_push(&g->lists[model], e))
        exit(5);
}

/* Whether a cut is a jump is only asked of cuts. */
static float label_jump(const struct list *truth, int64_t t)
{
    for (size_t i = 0; i < truth->count; i++)
        if (pst_transition_is_sudden(truth->items[i].kind) && truth->items[i].first == t)
            return truth->items[i].kind == PST_JUMP_CUT;
    return -1;
}

static void gather_gradual(struct gathered *g, const struct list *truth, const struct signal_candidate *c,
                           const float *features)
{
    float family = label_gradual(truth, c->first, c->last, wipes);
    add(g, DISSOLVE, features, label_gradual(truth, c->first, c->last, dissolves));
    add(g, WIPE, features, family);
    add(g, RAMP, features, label_fade(truth, c->first, c->last, gradual_fades_in(c)));
    if (family > 0) {
        add(g, PUSH, features, label_gradual(truth, c->first, c->last, pushes));
        add(g, SLIDE, features, label_gradual(truth, c->first, c->last, slides));
    }
}

static void gather(struct gathered *g, const struct signal_series *s, const struct list *truth)
{
    struct film_usual usual = film_usual_of(s);
    struct fades fades = {0};
    float features[MODEL_FEATURES];
    for (size_t i = 0; i < s->candidate_count; i++) {
        const struct signal_candidate *c = &s->candidates[i];
        if (c->hypothesis == SIGNAL_SUDDEN) {
            sudden_features(&usual, c, features);
            add(g, SUDDEN, features, label_sudden(truth, c->first));
            add(g, JUMP, features, label_jump(truth, c->first));
        } else {
            gradual_features(&usual, c, features);
            gather_gradual(g, truth, c, features);
        }
    }
    find_fades(s, &fades);
    for (size_t i = 0; i < fades.count; i++) {
        const struct fade *fade = &fades.items[i];
        fade_features(&usual, fade, features);
        add(g, FADE, features, label_fade(truth, fade->first, fade->last, fade->in));
    }
    free(fades.items);
}

/* ---- films ---- */

struct order {
    const char *out, *work, *shared;
    int stage, real, jobs;
};

/* Films are numbered stage first. */
static void paths(const struct order *o, int n, char film[PATH], char truth[PATH])
{
    bool real = n >= o->stage;
    snprintf(film, PATH, "%s/%s%03d.mkv", o->work, real ? "real" : "stage", real ? n - o->stage + 1 : n);
    snprintf(truth, PATH, "%s/%s%03d.tsv", o->work, real ? "real" : "stage", real ? n - o->stage + 1 : n);
}

static bool shoot(int n, const char *film, const char *truth)
{
    uint64_t seed;
    if (!stage_seed(SEEDS_DEFAULT, "tune", n, &seed))
        return false;
    const struct stage_film_params params = {
        .order = {.seed = seed, .number = 1 + n % 5, .minutes = 1, .width = 480, .height = 200},
        .film = film,
        .truth = truth,
        .copy = stage_copy_drawn(seed, n)};
    return stage_film(&params);
}

static bool cut_real(const struct order *o, int n, const char *film, const char *truth)
{
    char footage[PATH];
    snprintf(footage, sizeof footage, "%s/footage", o->shared);
    const struct reedit_params params = {.footage = footage,
                                         .sources = SOURCES_DEFAULT,
                                         .group = "tune",
                                         .seed = (uint64_t)(n - o->stage + 1),
                                         .frames = 1500,
                                         .film = film,
                                         .truth = truth};
    return reedit(&params);
}

/* What a film gives to each model, in a file: so that films are watched by several processes and once. */
static bool write_examples(const struct gathered *g, const char *path)
{
    FILE *file = fopen(path, "wb");
    for (int m = 0; file && m < MODELS; m++) {
        const struct examples *list = &g->lists[m];
        if (fwrite(&list->count, sizeof list->count, 1, file) != 1 ||
            fwrite(list->items, sizeof *list->items, list->count, file) != list->count)
            break;
    }
    return file && fclose(file) == 0;
}

static bool read_examples(struct gathered *g, const char *path)
{
    FILE *file = fopen(path, "rb");
    for (int m = 0; file && m < MODELS; m++) {
        struct example e;
        size_t count;
        if (fread(&count, sizeof count, 1, file) != 1)
            return fclose(file), false;
        for (size_t i = 0; i < count; i++)
            if (fread(&e, sizeof e, 1, file) != 1 || !array_push(&g->lists[m], e))
                return fclose(file), false;
    }
    return file && fclose(file) == 0;
}

static bool watch_film(const char *film, const char *truth_path, const char *examples, int fold)
{
    struct watched w;
    struct list truth = {0};
    struct gathered g = {.fold = fold};
    if (!truth_read(&truth, truth_path) || !watch(film, &w)) {
        fprintf(stderr, "cannot read '%s'\n", film);
        return false;
    }
    join_dips(&truth);
    gather(&g, &w.series, &truth);
    bool written = write_examples(&g, examples);
    for (int m = 0; m < MODELS; m++)
        free(g.lists[m].items);
    free(truth.items);
    watched_release(&w);
    return written;
}

/* Both are written last, so a film that was broken off is made again. */
static bool make_film(const struct order *o, int n)
{
    char film[PATH], truth[PATH], examples[PATH];
    struct stat there;
    paths(o, n, film, truth);
    snprintf(examples, sizeof examples, "%s/%d.examples", o->work, n);
    if (stat(truth, &there) != 0 && !(n < o->stage ? shoot(n, film, truth) : cut_real(o, n, film, truth)))
        return false;
    return stat(examples, &there) == 0 || watch_film(film, truth, examples, n % FOLDS);
}

static bool make_films(const struct order *o)
{
    bool made = true;
    for (int job = 0; job < o->jobs; job++) {
        if (fork() == 0) {
            for (int n = job; n < o->stage + o->real; n += o->jobs)
                if (!make_film(o, n))
                    _exit(1);
            _exit(0);
        }
    }
    for (int job = 0, status; job < o->jobs; job++)
        made = wait(&status) >= 0 && status == 0 && made;
    return made;
}

static bool gather_films(const struct order *o, struct gathered *g)
{
    for (int n = 0; n < o->stage + o->real; n++) {
        char examples[PATH];
        snprintf(examples, sizeof examples, "%s/%d.examples", o->work, n);
        if (!read_examples(g, examples)) {
            fprintf(stderr, "cannot read '%s'\n", examples);
            return false;
        }
    }
    return true;
}

/* ---- models ---- */

/* Every model in a process of its own, into a file of its own. */
static bool train(const struct order *o, const struct gathered *g)
{
    bool trained = true;
    for (int m = 0; m < MODELS; m++) {
        if (fork() == 0) {
            char path[PATH];
            static struct forest forest;
            snprintf(path, sizeof path, "%s/%s.model", o->work, names[m]);
            FILE *out = fopen(path, "w+");
            if (!out)
                _exit(1);
            boost(&g->lists[m], names[m], &forest, stderr);
            forest_write(&forest, names[m], out);
            _exit(fclose(out) != 0);
        }
    }
    for (int m = 0, status; m < MODELS; m++)
        trained = wait(&status) >= 0 && status == 0 && trained;
    return trained;
}

static bool join_models(const struct order *o)
{
    char path[PATH];
    FILE *out = fopen(o->out, "w");
    if (!out)
        return false;
    fprintf(out, "/* SPDX-License-Identifier: Apache-2.0 */\n/* Written by bench/train_shots. */\n"
                 "/* clang-format off */\n#include \"form/shot_models.h\"\n");
    for (int m = 0; m < MODELS; m++) {
        snprintf(path, sizeof path, "%s/%s.model", o->work, names[m]);
        FILE *in = fopen(path, "r");
        for (int c; in && (c = getc(in)) != EOF;)
            putc(c, out);
        if (in)
            fclose(in);
    }
    return fclose(out) == 0;
}

int main(int argc, char **argv)
{
    struct order o = {.out = option(argc, argv, "--out", MODELS_DEFAULT),
                      .work = option(argc, argv, "--work", "build/train"),
                      .shared = option(argc, argv, "--shared", SHARED_DEFAULT),
                      .stage = atoi(option(argc, argv, "--stage", "160")),
                      .real = atoi(option(argc, argv, "--real", "160")),
                      .jobs = atoi(option(argc, argv, "--jobs", "2"))};
    struct gathered g = {.fold = 0};
    mkdir(o.work, 0777);
    if (!make_films(&o) || !gather_films(&o, &g))
        return 3;
    if (!train(&o, &g) || !join_models(&o)) {
        fprintf(stderr, "cannot write '%s'\n", o.out);
        return 4;
    }
    return 0;
}
