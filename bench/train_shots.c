/* SPDX-License-Identifier: Apache-2.0 */
/* Trains the models of src/form/shot_models.c: train_shots OUT.c FILM.mkv… (its truth beside it as .tsv).
   Deterministic: the same films give the same tables. Boosted trees on log loss with Newton steps, as in
   T. Chen, C. Guestrin, "XGBoost: a scalable tree boosting system", KDD 2016, section 2. */
#include "base/array.h"
#include "form/shot_features.h"
#include "score.h"
#include "watch.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TREES = 200, DEPTH = 3, NODES = 1 << (DEPTH + 1), MODELS = 5 };
static const double rate = 0.07, ridge = 2, least_weight = 1;
static const double share_of_features = 0.35, share_of_examples = 0.7; /* for each tree */

struct example {
    float features[MODEL_FEATURES];
    float label;
};

struct examples {
    struct example *items;
    size_t count, capacity;
};

/* ---- labels ---- */

static double covered(int64_t first, int64_t last, const struct pst_transition *t)
{
    int64_t low = first > t->first ? first : t->first, high = last < t->last ? last : t->last;
    return high < low ? 0 : (double)(high - low + 1);
}

static float label_sudden(const struct list *truth, int64_t t)
{
    for (size_t i = 0; i < truth->count; i++)
        if (truth->items[i].kind == PST_CUT && truth->items[i].first == t)
            return 1;
    return 0;
}

/* −1: neither clearly right nor clearly wrong. */
static float label_gradual(const struct list *truth, int64_t first, int64_t last,
                           enum pst_transition_kind kind)
{
    float label = 0;
    for (size_t i = 0; i < truth->count; i++) {
        const struct pst_transition *t = &truth->items[i];
        double both = covered(first, last, t);
        double share = both / ((double)(last - first + 1 + t->last - t->first + 1) - both);
        if (t->kind == kind && share >= 0.6)
            return 1;
        if (t->kind == kind && share > 0.35)
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

static void add(struct examples *list, const float *features, float label)
{
    struct example e = {.label = label};
    memcpy(e.features, features, sizeof e.features);
    if (label >= 0 && !array_push(list, e))
        exit(5);
}

static void gather(const struct signal_series *s, const struct list *truth, struct examples lists[MODELS])
{
    struct film_usual usual = film_usual_of(s);
    struct fades fades = {0};
    float features[MODEL_FEATURES];
    for (size_t i = 0; i < s->candidate_count; i++) {
        const struct signal_candidate *c = &s->candidates[i];
        if (c->hypothesis == SIGNAL_SUDDEN) {
            sudden_features(&usual, c, features);
            add(&lists[0], features, label_sudden(truth, c->first));
        } else {
            gradual_features(&usual, c, features);
            add(&lists[1], features, label_gradual(truth, c->first, c->last, PST_DISSOLVE));
            add(&lists[2], features, label_gradual(truth, c->first, c->last, PST_WIPE));
            add(&lists[3], features, label_fade(truth, c->first, c->last, gradual_fades_in(c)));
        }
    }
    find_fades(s, &fades);
    for (size_t i = 0; i < fades.count; i++) {
        fade_features(&usual, &fades.items[i], features);
        add(&lists[4], features,
            label_fade(truth, fades.items[i].first, fades.items[i].last, fades.items[i].in));
    }
    free(fades.items);
}

/* ---- trees ---- */

struct node {
    int feature, below, above; /* feature −1: leaf */
    double value, gain;
};

struct tree {
    struct node nodes[NODES];
    int count;
};

struct trainer {
    const struct example *examples;
    int count;
    int *order[MODEL_FEATURES]; /* examples by rising feature */
    int *where;                 /* node in which each example stands */
    double *sum, *gradient, *weight;
    bool used[MODEL_FEATURES]; /* in this tree */
    uint64_t chance;
};

static const struct example *sorted_examples;
static int sorted_feature;

static int by_feature(const void *a, const void *b)
{
    float x = sorted_examples[*(const int *)a].features[sorted_feature];
    float y = sorted_examples[*(const int *)b].features[sorted_feature];
    return x != y ? (x > y) - (x < y) : *(const int *)a - *(const int *)b;
}

static void trainer_open(struct trainer *t, const struct examples *list)
{
    *t = (struct trainer){.examples = list->items, .count = (int)list->count};
    size_t n = list->count;
    t->where = calloc(n, sizeof *t->where);
    t->sum = calloc(n, sizeof *t->sum);
    t->gradient = calloc(n, sizeof *t->gradient);
    t->weight = calloc(n, sizeof *t->weight);
    for (int f = 0; f < MODEL_FEATURES; f++) {
        t->order[f] = malloc(n * sizeof **t->order);
        for (size_t i = 0; i < n; i++)
            t->order[f][i] = (int)i;
        sorted_examples = list->items;
        sorted_feature = f;
        qsort(t->order[f], n, sizeof **t->order, by_feature);
    }
}

static void trainer_close(struct trainer *t)
{
    for (int f = 0; f < MODEL_FEATURES; f++)
        free(t->order[f]);
    free(t->where);
    free(t->sum);
    free(t->gradient);
    free(t->weight);
}

static double quality(double gradient, double weight)
{
    return gradient * gradient / (weight + ridge);
}

static void try_feature(const struct trainer *t, int node, int feature, double gradient, double weight,
                        struct node *best)
{
    double g = 0, h = 0;
    const int *order = t->order[feature];
    int last = -1;
    for (int k = 0; k < t->count; k++) {
        int i = order[k];
        if (t->where[i] != node)
            continue;
        float value = t->examples[i].features[feature];
        if (last >= 0 && value > t->examples[last].features[feature] && h >= least_weight &&
            weight - h >= least_weight) {
            double gain = quality(g, h) + quality(gradient - g, weight - h) - quality(gradient, weight);
            if (gain > best->gain + 1e-9) {
                float between = (value + t->examples[last].features[feature]) / 2;
                *best = (struct node){feature, 0, 0, between, gain};
            }
        }
        g += t->gradient[i];
        h += t->weight[i];
        last = i;
    }
}

static void grow(struct trainer *t, struct tree *tree, int node, int depth)
{
    double g = 0, h = 0;
    for (int i = 0; i < t->count; i++)
        if (t->where[i] == node) {
            g += t->gradient[i];
            h += t->weight[i];
        }
    struct node best = {-1, 0, 0, rate * g / (h + ridge), 1};
    for (int f = 0; depth < DEPTH && f < MODEL_FEATURES; f++)
        if (t->used[f])
            try_feature(t, node, f, g, h, &best);
    tree->nodes[node] = best;
    if (best.feature < 0)
        return;
    int below = tree->count++, above = tree->count++;
    tree->nodes[node].below = below;
    tree->nodes[node].above = above;
    for (int i = 0; i < t->count; i++)
        if (t->where[i] == node)
            t->where[i] = t->examples[i].features[best.feature] > (float)best.value ? above : below;
    grow(t, tree, below, depth + 1);
    grow(t, tree, above, depth + 1);
}

static bool drawn(struct trainer *t, double share)
{
    t->chance = t->chance * 6364136223846793005ULL + 1442695040888963407ULL;
    return (double)(t->chance >> 33) < share * 2147483648.0;
}

static void set_out(struct trainer *t)
{
    for (int f = 0; f < MODEL_FEATURES; f++)
        t->used[f] = drawn(t, share_of_features);
    for (int i = 0; i < t->count; i++) {
        double p = 1 / (1 + exp(-t->sum[i]));
        bool in = drawn(t, share_of_examples);
        t->gradient[i] = in ? t->examples[i].label - p : 0;
        t->weight[i] = in ? p * (1 - p) : 0;
        t->where[i] = 0;
    }
}

static double train(const struct examples *list, struct tree *trees, int tree_count)
{
    struct trainer t;
    double right = 0, loss = 0;
    trainer_open(&t, list);
    for (int i = 0; i < t.count; i++)
        right += t.examples[i].label;
    double bias = log((right + 1) / (t.count - right + 1));
    for (int i = 0; i < t.count; i++)
        t.sum[i] = bias;
    t.chance = 1;
    for (int k = 0; k < tree_count; k++) {
        set_out(&t);
        trees[k].count = 1;
        grow(&t, &trees[k], 0, 0);
        for (int i = 0; i < t.count; i++)
            t.sum[i] += trees[k].nodes[t.where[i]].value;
    }
    for (int i = 0; i < t.count; i++)
        loss += log1p(exp(t.examples[i].label > 0 ? -t.sum[i] : t.sum[i]));
    fprintf(stderr, "%d examples, %g right, mean log loss %.4f\n", t.count, right, loss / t.count);
    trainer_close(&t);
    return bias;
}

/* ---- tables ---- */

static int write_node(FILE *out, const struct tree *tree, int node, int at)
{
    const struct node *n = &tree->nodes[node];
    if (n->feature < 0) {
        fprintf(out, "{-1, 0, %.5ef},", n->value);
        return at + 1;
    }
    static char *text; /* the lower half comes first, but its size is needed before */
    (void)text;
    long place = ftell(out);
    fprintf(out, "{%2d, %5d, %.8ef},", n->feature, 0, n->value);
    int above = write_node(out, tree, n->below, at + 1);
    long end = ftell(out);
    fseek(out, place, SEEK_SET);
    fprintf(out, "{%2d, %5d, ", n->feature, above);
    fseek(out, end, SEEK_SET);
    return write_node(out, tree, n->above, above);
}

static void write_model(FILE *out, const char *name, const struct tree *trees, int count, double bias)
{
    int roots[TREES], at = 0;
    fprintf(out, "\nstatic const struct boosted_node %s_nodes[] = {\n", name);
    for (int k = 0; k < count; k++) {
        roots[k] = at;
        fprintf(out, "    ");
        at = write_node(out, &trees[k], 0, at);
        fprintf(out, "\n");
    }
    fprintf(out, "};\nstatic const uint16_t %s_roots[] = {", name);
    for (int k = 0; k < count; k++)
        fprintf(out, "%s%d,", k % 16 ? " " : "\n    ", roots[k]);
    fprintf(out, "\n};\nconst struct boosted %s_model = {%s_nodes, %s_roots, %d, %.5ef};\n", name, name, name,
            count, bias);
}

static void tell_importance(const struct tree *trees, int count)
{
    double gains[MODEL_FEATURES] = {0}, sum = 0;
    for (int k = 0; k < count; k++)
        for (int n = 0; n < trees[k].count; n++)
            if (trees[k].nodes[n].feature >= 0)
                gains[trees[k].nodes[n].feature] += trees[k].nodes[n].gain;
    for (int f = 0; f < MODEL_FEATURES; f++)
        sum += gains[f];
    for (int i = 0; i < 12; i++) {
        int best = 0;
        for (int f = 1; f < MODEL_FEATURES; f++)
            best = gains[f] > gains[best] ? f : best;
        fprintf(stderr, " %d:%.3f", best, gains[best] / sum);
        gains[best] = 0;
    }
    fprintf(stderr, "\n");
}

int main(int argc, char **argv)
{
    static const char *const names[MODELS] = {"sudden", "dissolve", "wipe", "ramp", "fade"};
    static struct tree trees[TREES];
    struct examples lists[MODELS] = {0};
    for (int i = 2; i < argc; i++) {
        struct watched w;
        struct list truth = {0};
        char path[1024];
        snprintf(path, sizeof path, "%.*s.tsv", (int)(strrchr(argv[i], '.') - argv[i]), argv[i]);
        if (watch(argv[i], &w) && truth_read(&truth, path)) {
            join_dips(&truth);
            gather(&w.series, &truth, lists);
        } else {
            fprintf(stderr, "cannot read '%s'\n", argv[i]);
        }
        free(truth.items);
        watched_release(&w);
    }
    FILE *out = argc > 2 ? fopen(argv[1], "w+") : NULL;
    if (!out)
        return 2;
    fprintf(out, "/* SPDX-License-Identifier: Apache-2.0 */\n/* Written by bench/train_shots. */\n"
                 "/* clang-format off */\n#include \"form/shot_models.h\"\n");
    for (int m = 0; m < MODELS; m++) {
        fprintf(stderr, "%s: ", names[m]);
        double bias = train(&lists[m], trees, TREES);
        tell_importance(trees, TREES);
        write_model(out, names[m], trees, TREES, bias);
        free(lists[m].items);
    }
    return fclose(out) == 0 ? 0 : 4;
}
