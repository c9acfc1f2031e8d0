/* SPDX-License-Identifier: Apache-2.0 */
#include "boosting.h"
#include <math.h>
#include <stdlib.h>

static const double rate = 0.07, ridge = 2, least_weight = 1;
static const double share_of_features = 0.35, share_of_examples = 0.7; /* for each tree */

struct trainer {
    const struct example *examples;
    int count;
    int *order[MODEL_FEATURES]; /* examples by rising feature */
    int *where;                 /* node in which each example stands */
    double *sum, *gradient, *weight;
    bool used[MODEL_FEATURES]; /* in this tree */
    uint64_t chance;
};

struct place {
    float value;
    int example;
};

static int by_value(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    return x->value != y->value ? (x->value > y->value) - (x->value < y->value) : x->example - y->example;
}

static void *room_for(size_t count, size_t size)
{
    void *room = calloc(count + 1, size);
    if (!room) {
        fputs("boosting: out of memory\n", stderr);
        exit(5);
    }
    return room;
}

static void trainer_open(struct trainer *t, const struct examples *list)
{
    *t = (struct trainer){.examples = list->items, .count = (int)list->count};
    size_t n = list->count;
    struct place *places = room_for(n, sizeof *places);
    t->where = room_for(n, sizeof *t->where);
    t->sum = room_for(n, sizeof *t->sum);
    t->gradient = room_for(n, sizeof *t->gradient);
    t->weight = room_for(n, sizeof *t->weight);
    for (int f = 0; f < MODEL_FEATURES; f++) {
        t->order[f] = room_for(n, sizeof **t->order);
        for (size_t i = 0; i < n; i++)
            places[i] = (struct place){list->items[i].features[f], (int)i};
        qsort(places, n, sizeof *places, by_value);
        for (size_t i = 0; i < n; i++)
            t->order[f][i] = places[i].example;
    }
    free(places);
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
                        struct tree_node *best)
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
                *best = (struct tree_node){feature, 0, 0, between, gain};
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
    struct tree_node best = {-1, 0, 0, rate * g / (h + ridge), 1};
    for (int f = 0; depth < TREE_DEPTH && f < MODEL_FEATURES; f++)
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

static double leaf_of(const struct tree *tree, const float *features)
{
    int n = 0;
    while (tree->nodes[n].feature >= 0)
        n = features[tree->nodes[n].feature] > (float)tree->nodes[n].value ? tree->nodes[n].above
                                                                           : tree->nodes[n].below;
    return tree->nodes[n].value;
}

static double log_odds(const struct forest *forest, const float *features)
{
    double sum = forest->bias;
    for (int k = 0; k < TREES; k++)
        sum += leaf_of(&forest->trees[k], features);
    return sum;
}

static void plant(const struct examples *list, struct forest *forest)
{
    struct trainer t;
    double right = 0;
    trainer_open(&t, list);
    for (int i = 0; i < t.count; i++)
        right += t.examples[i].label;
    forest->bias = log((right + 1) / (t.count - right + 1));
    for (int i = 0; i < t.count; i++)
        t.sum[i] = forest->bias;
    t.chance = 1;
    for (int k = 0; k < TREES; k++) {
        set_out(&t);
        forest->trees[k].count = 1;
        grow(&t, &forest->trees[k], 0, 0);
        for (int i = 0; i < t.count; i++)
            t.sum[i] += forest->trees[k].nodes[t.where[i]].value;
    }
    trainer_close(&t);
}

/* Newton's steps on the log loss of scale · odds + shift, with Platt's cautious targets. */
static void fit_line(const struct examples *list, const double *odds, struct forest *forest)
{
    double right = 0, wrong;
    for (size_t i = 0; i < list->count; i++)
        right += list->items[i].label;
    wrong = (double)list->count - right;
    forest->scale = 1;
    forest->shift = 0;
    for (int step = 0; step < 50; step++) {
        double ga = 0, gb = 0, haa = 1e-6, hab = 0, hbb = 1e-6;
        for (size_t i = 0; i < list->count; i++) {
            double target = list->items[i].label > 0 ? (right + 1) / (right + 2) : 1 / (wrong + 2);
            double p = 1 / (1 + exp(-forest->scale * odds[i] - forest->shift)), w = p * (1 - p);
            ga += (target - p) * odds[i];
            gb += target - p;
            haa += w * odds[i] * odds[i];
            hab += w * odds[i];
            hbb += w;
        }
        double determinant = haa * hbb - hab * hab;
        forest->scale += (ga * hbb - gb * hab) / determinant;
        forest->shift += (gb * haa - ga * hab) / determinant;
    }
}

/* Each example's log odds by trees planted without its fold. */
static void odds_of_strangers(const struct examples *list, struct forest *forest, double *odds)
{
    struct example *others = room_for(list->count, sizeof *others);
    for (int fold = 0; fold < FOLDS; fold++) {
        struct examples seen = {others, 0, list->count};
        for (size_t i = 0; i < list->count; i++) {
            if (list->items[i].fold != fold)
                others[seen.count++] = list->items[i];
        }
        plant(&seen, forest);
        for (size_t i = 0; i < list->count; i++) {
            if (list->items[i].fold == fold)
                odds[i] = log_odds(forest, list->items[i].features);
        }
    }
    free(others);
}

static double mean_loss(const struct examples *list, const double *odds, const struct forest *forest)
{
    double loss = 0;
    for (size_t i = 0; i < list->count; i++) {
        double s = forest->scale * odds[i] + forest->shift;
        loss += log1p(exp(list->items[i].label > 0 ? -s : s));
    }
    return loss / (double)list->count;
}

void boost(const struct examples *list, const char *name, struct forest *forest, FILE *log_file)
{
    double *odds = room_for(list->count, sizeof *odds), right = 0;
    odds_of_strangers(list, forest, odds);
    fit_line(list, odds, forest);
    double loss = mean_loss(list, odds, forest);
    plant(list, forest);
    for (size_t i = 0; i < list->count; i++)
        right += list->items[i].label;
    fprintf(log_file, "%s: %zu examples, %g right, log loss of strangers %.4f, scale %.3f, shift %+.3f\n",
            name, list->count, right, loss, forest->scale, forest->shift);
    free(odds);
}

/* The lower half comes first, but where the upper one begins must be said before it. */
static int write_node(FILE *out, const struct tree *tree, double scale, int node, int at)
{
    const struct tree_node *n = &tree->nodes[node];
    if (n->feature < 0) {
        fprintf(out, "{-1, 0, %.5ef},", n->value * scale);
        return at + 1;
    }
    long place = ftell(out);
    fprintf(out, "{%2d, %5d, %.8ef},", n->feature, 0, n->value);
    int above = write_node(out, tree, scale, n->below, at + 1);
    long end = ftell(out);
    fseek(out, place, SEEK_SET);
    fprintf(out, "{%2d, %5d, ", n->feature, above);
    fseek(out, end, SEEK_SET);
    return write_node(out, tree, scale, n->above, above);
}

void forest_write(const struct forest *forest, const char *name, FILE *out)
{
    int roots[TREES], at = 0;
    fprintf(out, "\nstatic const struct boosted_node %s_nodes[] = {\n", name);
    for (int k = 0; k < TREES; k++) {
        roots[k] = at;
        fprintf(out, "    ");
        at = write_node(out, &forest->trees[k], forest->scale, 0, at);
        fprintf(out, "\n");
    }
    fprintf(out, "};\nstatic const uint16_t %s_roots[] = {", name);
    for (int k = 0; k < TREES; k++)
        fprintf(out, "%s%d,", k % 16 ? " " : "\n    ", roots[k]);
    fprintf(out, "\n};\nconst struct boosted %s_model = {%s_nodes, %s_roots, %d, %.5ef};\n", name, name, name,
            TREES, forest->bias * forest->scale + forest->shift);
}
