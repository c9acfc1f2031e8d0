/* SPDX-License-Identifier: Apache-2.0 */
#include "boosting.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BINS = 256, LEAVES = 1 << TREE_DEPTH };
static const double rate = 0.06, ridge = 3, least_weight = 2, least_gain = 1;
static const double share_of_features = 0.35, share_of_examples = 0.7; /* for each tree */

struct bin {
    double gradient, weight;
};

struct trainer {
    const struct example *examples;
    int count, left_out;               /* the part that is left out, −1: none */
    uint8_t *bins[MODEL_FEATURES];     /* of each example */
    float edges[MODEL_FEATURES][BINS]; /* bin b holds values up to edges[b], above edges[b − 1] */
    int edge_count[MODEL_FEATURES];
    uint16_t *where;  /* node in which each example stands */
    double *sum;      /* its log odds so far */
    struct bin *pull; /* gradient and second derivative, 0 where it does not take part in this tree */
    int *order, *spare, taking; /* examples that take part in this tree, those of a node side by side */
    bool used[MODEL_FEATURES];
    uint64_t chance;
};

static void *room_for(size_t count, size_t size)
{
    void *room = calloc(count + 1, size);
    if (!room) {
        fputs("boosting: out of memory\n", stderr);
        exit(5);
    }
    return room;
}

/* ---- bins ---- */

static int ascending(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* Edges between different values, so that bins hold about as many examples each. */
static void choose_edges(struct trainer *t, int feature, float *values)
{
    float *edges = t->edges[feature];
    int n = t->count, *count = &t->edge_count[feature];
    for (int i = 0; i < n; i++)
        values[i] = t->examples[i].features[feature];
    qsort(values, (size_t)n, sizeof *values, ascending);
    *count = 0;
    for (int b = 1; b < BINS; b++) {
        int at = (int)((int64_t)n * b / BINS);
        if (at < 1 || values[at] <= values[0])
            continue;
        while (values[at - 1] == values[at])
            at--;
        float edge = values[at - 1] + (values[at] - values[at - 1]) / 2;
        if (*count == 0 || edge > edges[*count - 1])
            edges[(*count)++] = edge;
    }
}

static uint8_t bin_of(const struct trainer *t, int feature, float value)
{
    int low = 0, high = t->edge_count[feature];
    while (low < high) {
        int middle = (low + high) / 2;
        if (value > t->edges[feature][middle])
            low = middle + 1;
        else
            high = middle;
    }
    return (uint8_t)low;
}

static void trainer_open(struct trainer *t, const struct examples *list)
{
    size_t n = list->count;
    float *values = room_for(n, sizeof *values);
    *t = (struct trainer){.examples = list->items, .count = (int)n};
    t->where = room_for(n, sizeof *t->where);
    t->sum = room_for(n, sizeof *t->sum);
    t->pull = room_for(n, sizeof *t->pull);
    t->order = room_for(n, sizeof *t->order);
    t->spare = room_for(n, sizeof *t->spare);
    for (int f = 0; f < MODEL_FEATURES; f++) {
        t->bins[f] = room_for(n, 1);
        if (n)
            choose_edges(t, f, values);
        for (size_t i = 0; i < n; i++)
            t->bins[f][i] = bin_of(t, f, list->items[i].features[f]);
    }
    free(values);
}

static void trainer_close(struct trainer *t)
{
    for (int f = 0; f < MODEL_FEATURES; f++)
        free(t->bins[f]);
    free(t->where);
    free(t->sum);
    free(t->pull);
    free(t->order);
    free(t->spare);
}

/* ---- one tree ---- */

struct split {
    int feature, bin; /* feature −1: none; examples in higher bins go above */
    double gain;
};

struct level {
    int first, count;      /* nodes */
    int begin[LEAVES + 1]; /* in t->order, of each node's examples */
    struct bin whole[LEAVES], sums[BINS];
    struct split best[LEAVES];
};

struct grown {
    struct split splits[TREE_NODES];
    double values[TREE_NODES];
};

static double quality(struct bin b)
{
    return b.gradient * b.gradient / (b.weight + ridge);
}

static void sum_up(const struct trainer *t, struct level *level)
{
    memset(level->whole, 0, sizeof level->whole);
    for (int node = 0; node < level->count; node++)
        for (int k = level->begin[node]; k < level->begin[node + 1]; k++) {
            const struct bin *pull = &t->pull[t->order[k]];
            level->whole[node].gradient += pull->gradient;
            level->whole[node].weight += pull->weight;
        }
}

static void try_split(const struct trainer *t, struct level *level, int node, int feature)
{
    const uint8_t *bins = t->bins[feature];
    struct bin below = {0, 0}, all = level->whole[node];
    memset(level->sums, 0, sizeof level->sums);
    for (int k = level->begin[node]; k < level->begin[node + 1]; k++) {
        int i = t->order[k];
        struct bin *b = &level->sums[bins[i]];
        b->gradient += t->pull[i].gradient;
        b->weight += t->pull[i].weight;
    }
    for (int b = 0; b < t->edge_count[feature]; b++) {
        below.gradient += level->sums[b].gradient;
        below.weight += level->sums[b].weight;
        struct bin above = {all.gradient - below.gradient, all.weight - below.weight};
        if (below.weight < least_weight || above.weight < least_weight)
            continue;
        double gain = quality(below) + quality(above) - quality(all);
        if (gain > level->best[node].gain + 1e-9)
            level->best[node] = (struct split){feature, b, gain};
    }
}

static void choose_splits(const struct trainer *t, struct level *level)
{
    sum_up(t, level);
    for (int node = 0; node < level->count; node++) {
        level->best[node] = (struct split){-1, 0, least_gain};
        for (int f = 0; f < MODEL_FEATURES && level->begin[node] < level->begin[node + 1]; f++)
            if (t->used[f] && t->edge_count[f])
                try_split(t, level, node, f);
    }
}

/* Node k has the children 2k + 1 and 2k + 2; examples keep their order in each. */
static void descend(struct trainer *t, struct level *level)
{
    int begin[LEAVES + 1] = {0}, at = 0, *order = t->order;
    for (int node = 0; node < level->count; node++) {
        const struct split *s = &level->best[node];
        for (int side = 0; side < 2; side++) {
            for (int k = level->begin[node]; s->feature >= 0 && k < level->begin[node + 1]; k++)
                if ((t->bins[s->feature][order[k]] > s->bin) == side)
                    t->spare[at++] = order[k];
            begin[2 * node + side + 1] = at;
        }
    }
    for (int i = 0; i < t->count; i++) {
        int k = t->where[i] - level->first;
        const struct split *s = k >= 0 && k < level->count ? &level->best[k] : NULL;
        if (s && s->feature >= 0)
            t->where[i] = (uint16_t)(2 * t->where[i] + 1 + (t->bins[s->feature][i] > s->bin));
    }
    memcpy(level->begin, begin, sizeof begin);
    t->order = t->spare;
    t->spare = order;
}

static void grow(struct trainer *t, struct level *level, struct grown *tree)
{
    memset(t->where, 0, (size_t)t->count * sizeof *t->where);
    level->begin[0] = 0;
    level->begin[1] = t->taking;
    for (int depth = 0; depth < TREE_DEPTH; depth++) {
        level->first = (1 << depth) - 1;
        level->count = 1 << depth;
        choose_splits(t, level);
        for (int k = 0; k < level->count; k++) {
            tree->splits[level->first + k] = level->best[k];
            tree->values[level->first + k] =
                rate * level->whole[k].gradient / (level->whole[k].weight + ridge);
        }
        descend(t, level);
    }
}

/* The deepest nodes have no split of their own. */
static void value_leaves(const struct trainer *t, struct grown *tree)
{
    struct bin sums[TREE_NODES] = {{0, 0}};
    for (int i = 0; i < t->count; i++) {
        sums[t->where[i]].gradient += t->pull[i].gradient;
        sums[t->where[i]].weight += t->pull[i].weight;
    }
    for (int k = LEAVES - 1; k < TREE_NODES - 1; k++) {
        tree->splits[k].feature = -1;
        tree->values[k] = rate * sums[k].gradient / (sums[k].weight + ridge);
    }
}

/* The lower half comes right after its node. */
static void store(const struct trainer *t, const struct grown *tree, int k, struct forest *forest)
{
    struct boosted_node *node = &forest->nodes[forest->count++];
    const struct split *s = &tree->splits[k];
    *node = (struct boosted_node){-1, 0, (float)tree->values[k]};
    if (s->feature < 0)
        return;
    node->feature = (int16_t)s->feature;
    node->value = t->edges[s->feature][s->bin];
    store(t, tree, 2 * k + 1, forest);
    node->above = (uint16_t)forest->count;
    store(t, tree, 2 * k + 2, forest);
}

static bool drawn(struct trainer *t, double share)
{
    t->chance = t->chance * 6364136223846793005ULL + 1442695040888963407ULL;
    return (double)(t->chance >> 33) < share * 2147483648.0;
}

static bool takes_part(const struct trainer *t, int i)
{
    return t->examples[i].part != t->left_out;
}

static void set_out(struct trainer *t)
{
    for (int f = 0; f < MODEL_FEATURES; f++)
        t->used[f] = drawn(t, share_of_features);
    t->taking = 0;
    for (int i = 0; i < t->count; i++) {
        double p = 1 / (1 + exp(-t->sum[i])), weight = t->examples[i].weight;
        bool in = drawn(t, share_of_examples) && takes_part(t, i);
        t->pull[i].gradient = in ? weight * (t->examples[i].label - p) : 0;
        t->pull[i].weight = in ? weight * p * (1 - p) : 0;
        if (in)
            t->order[t->taking++] = i;
    }
}

static void plant(struct trainer *t, int left_out, struct level *level, struct forest *forest)
{
    double right = 1, wrong = 1;
    t->left_out = left_out;
    t->chance = 1;
    forest->count = 0;
    for (int i = 0; i < t->count; i++)
        if (takes_part(t, i))
            *(t->examples[i].label > 0 ? &right : &wrong) += t->examples[i].weight;
    forest->bias = (float)log(right / wrong);
    for (int i = 0; i < t->count; i++)
        t->sum[i] = (double)forest->bias;
    for (int k = 0; k < TREES; k++) {
        struct grown tree;
        memset(&tree, 0, sizeof tree);
        set_out(t);
        grow(t, level, &tree);
        value_leaves(t, &tree);
        for (int i = 0; i < t->count; i++)
            t->sum[i] += tree.values[t->where[i]];
        forest->roots[k] = (uint16_t)forest->count;
        store(t, &tree, 0, forest);
    }
}

/* ---- true probabilities ---- */

struct line {
    double scale, shift;
};

static const double few = 10; /* examples that are too few to fit a line to */

/* Newton's steps on the log loss of scale · odds + shift, with Platt's cautious targets. */
static struct line fit_line(const struct examples *list, const double *odds)
{
    double right = 0, wrong = 0;
    struct line line = {1, 0};
    for (size_t i = 0; i < list->count; i++)
        *(list->items[i].label > 0 ? &right : &wrong) += list->items[i].weight;
    if (right < few || wrong < few)
        return line;
    for (int step = 0; step < 50; step++) {
        double ga = 0, gb = 0, haa = 1e-6, hab = 0, hbb = 1e-6;
        for (size_t i = 0; i < list->count; i++) {
            double target = list->items[i].label > 0 ? (right + 1) / (right + 2) : 1 / (wrong + 2);
            double p = 1 / (1 + exp(-line.scale * odds[i] - line.shift)), weight = list->items[i].weight;
            double w = weight * p * (1 - p);
            ga += weight * (target - p) * odds[i];
            gb += weight * (target - p);
            haa += w * odds[i] * odds[i];
            hab += w * odds[i];
            hbb += w;
        }
        double determinant = haa * hbb - hab * hab;
        line.scale += (ga * hbb - gb * hab) / determinant;
        line.shift += (gb * haa - ga * hab) / determinant;
    }
    return line;
}

static void draw_line(struct forest *forest, struct line line)
{
    forest->bias = (float)((double)forest->bias * line.scale + line.shift);
    for (int i = 0; i < forest->count; i++)
        if (forest->nodes[i].feature < 0)
            forest->nodes[i].value *= (float)line.scale;
}

static double mean_loss(const struct examples *list, const double *odds, struct line line)
{
    double loss = 0, weight = 0;
    for (size_t i = 0; i < list->count; i++) {
        double s = line.scale * odds[i] + line.shift;
        loss += list->items[i].weight * log1p(exp(list->items[i].label > 0 ? -s : s));
        weight += list->items[i].weight;
    }
    return weight > 0 ? loss / weight : 0;
}

void boost(const struct examples *list, const char *name, struct forest forests[PARTS + 1], FILE *log_file)
{
    double *odds = room_for(list->count, sizeof *odds), right = 0;
    struct level *level = room_for(1, sizeof *level);
    struct trainer *t = room_for(1, sizeof *t);
    trainer_open(t, list);
    for (int part = 0; part < PARTS; part++) {
        plant(t, part, level, &forests[part]);
        for (int i = 0; i < t->count; i++)
            if (list->items[i].part == part)
                odds[i] = t->sum[i];
    }
    struct line line = fit_line(list, odds);
    plant(t, -1, level, &forests[PARTS]);
    for (int part = 0; part <= PARTS; part++)
        draw_line(&forests[part], line);
    for (size_t i = 0; i < list->count; i++)
        right += (double)list->items[i].label;
    fprintf(log_file, "%s: %zu examples, %g right, log loss of strangers %.4f, scale %.3f, shift %+.3f\n",
            name, list->count, right, mean_loss(list, odds, line), line.scale, line.shift);
    trainer_close(t);
    free(t);
    free(level);
    free(odds);
}

struct boosted forest_as_model(const struct forest *forest)
{
    return (struct boosted){forest->nodes, forest->roots, TREES, forest->bias};
}

void forest_write(const struct forest *forest, const char *name, FILE *out)
{
    fprintf(out, "\nstatic const struct boosted_node %s_nodes[] = {", name);
    for (int i = 0, tree = 0; i < forest->count; i++) {
        const struct boosted_node *n = &forest->nodes[i];
        bool root = tree < TREES && forest->roots[tree] == i;
        tree += root;
        fprintf(out, root ? "\n    " : "");
        if (n->feature < 0)
            fprintf(out, "{-1,0,%#.4gf},", (double)n->value);
        else
            fprintf(out, "{%d,%d,%#.8gf},", n->feature, n->above, (double)n->value);
    }
    fprintf(out, "\n};\nstatic const uint16_t %s_roots[] = {", name);
    for (int k = 0; k < TREES; k++)
        fprintf(out, "%s%d,", k % 16 ? " " : "\n    ", forest->roots[k]);
    fprintf(out, "\n};\n");
}
