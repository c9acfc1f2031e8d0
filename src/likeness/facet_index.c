/* SPDX-License-Identifier: Apache-2.0 */
/* A k-d tree over sketches (Bentley, Multidimensional binary search trees used for associative searching,
   1975): whole branches, then single candidates are passed over where their sketches are too far away. */
#include "likeness/facet_index.h"
#include "likeness/facet_sketch.h"
#include "likeness/palette_bound.h"
#include <math.h>
#include <stdlib.h>

enum { LEAF = 16 };

/* All sketches of a branch lie inside. */
struct box {
    float low[SKETCH_MOST], high[SKETCH_MOST];
};

/* Candidates side by side. */
struct leaf {
    float sketch[SKETCH_MOST][LEAF]; /* places without a candidate lie at infinity */
    uint32_t candidate[LEAF];
    int count;
};

struct facet_index {
    int facet, dimensions;
    const struct facets *candidates;
    size_t stride;
    size_t leaf_count; /* a power of 2; 0: no candidate has the facet */
    struct box *boxes; /* of node n ≥ 1; its branches are 2n and 2n + 1, leaf i is leaf_count + i */
    struct leaf *leaves;
    struct palette_sketch *palettes; /* of colour and chroma: of each candidate */
};

/* A candidate on its way into the tree. */
struct entry {
    float sketch[SKETCH_MOST];
    uint32_t candidate;
};

static const struct facets *candidate_at(const struct facet_index *index, size_t i)
{
    return (const void *)((const char *)index->candidates + i * index->stride);
}

static bool is_palette(int facet)
{
    return facet == PST_FACET_COLOUR || facet == PST_FACET_CHROMA;
}

static struct box box_of(const struct entry *entries, size_t count, int dimensions)
{
    struct box box;
    for (int d = 0; d < dimensions; d++) {
        box.low[d] = INFINITY;
        box.high[d] = -INFINITY;
    }
    for (size_t i = 0; i < count; i++)
        for (int d = 0; d < dimensions; d++) {
            box.low[d] = fminf(box.low[d], entries[i].sketch[d]);
            box.high[d] = fmaxf(box.high[d], entries[i].sketch[d]);
        }
    return box;
}

static int widest(const struct box *box, int dimensions)
{
    int best = 0;
    for (int d = 1; d < dimensions; d++)
        if (box->high[d] - box->low[d] > box->high[best] - box->low[best])
            best = d;
    return best;
}

static bool comes_before(const struct entry *p, const struct entry *q, int d)
{
    return p->sketch[d] != q->sketch[d] ? p->sketch[d] < q->sketch[d] : p->candidate < q->candidate;
}

/* Puts the first `half` by dimension d in front (Hoare's selection). */
static void divide(struct entry *entries, size_t count, size_t half, int d)
{
    size_t low = 0, high = count - 1;
    while (low < high) {
        struct entry pivot = entries[low + (high - low) / 2];
        size_t i = low, j = high;
        for (;;) {
            while (comes_before(&entries[i], &pivot, d))
                i++;
            while (comes_before(&pivot, &entries[j], d))
                j--;
            if (i >= j)
                break;
            struct entry swap = entries[i];
            entries[i++] = entries[j];
            entries[j--] = swap;
        }
        if (half <= j)
            high = j;
        else
            low = j + 1;
    }
}

static void fill_leaf(struct facet_index *index, size_t at, const struct entry *entries, size_t count)
{
    struct leaf *leaf = &index->leaves[at];
    leaf->count = (int)count;
    for (size_t i = 0; i < LEAF; i++)
        for (int d = 0; d < index->dimensions; d++)
            leaf->sketch[d][i] = i < count ? entries[i].sketch[d] : INFINITY;
    for (size_t i = 0; i < count; i++)
        leaf->candidate[i] = entries[i].candidate;
}

/* Node `node` gets all the entries. */
static void grow(struct facet_index *index, size_t node, struct entry *entries, size_t count)
{
    index->boxes[node] = box_of(entries, count, index->dimensions);
    if (node >= index->leaf_count) {
        fill_leaf(index, node - index->leaf_count, entries, count);
        return;
    }
    size_t half = count / 2;
    if (half > 0)
        divide(entries, count, half, widest(&index->boxes[node], index->dimensions));
    grow(index, 2 * node, entries, half);
    grow(index, 2 * node + 1, entries + half, count - half);
}

static size_t collect(struct facet_index *index, size_t count, struct entry *entries)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const struct facets *candidate = candidate_at(index, i);
        if (!(candidate->told >> index->facet & 1))
            continue;
        sketch_make(index->facet, candidate, entries[kept].sketch);
        entries[kept++].candidate = (uint32_t)i;
        if (index->palettes)
            palette_sketch_make(candidate, &index->palettes[i]);
    }
    return kept;
}

static bool plant(struct facet_index *index, size_t count, struct entry *entries)
{
    size_t kept = collect(index, count, entries);
    if (!kept)
        return true;
    for (index->leaf_count = 1; index->leaf_count * LEAF < kept;)
        index->leaf_count *= 2;
    index->boxes = calloc(2 * index->leaf_count, sizeof *index->boxes);
    index->leaves = calloc(index->leaf_count, sizeof *index->leaves);
    if (!index->boxes || !index->leaves)
        return false;
    grow(index, 1, entries, kept);
    return true;
}

struct facet_index *facet_index_open(int facet, const struct facets *candidates, size_t count, size_t stride)
{
    struct facet_index *index = calloc(1, sizeof *index);
    struct entry *entries = calloc(count + 1, sizeof *entries);
    if (!index || !entries || count > UINT32_MAX) {
        free(index);
        free(entries);
        return NULL;
    }
    *index = (struct facet_index){
        .facet = facet, .dimensions = sketch_size(facet), .candidates = candidates, .stride = stride};
    bool planted = true;
    if (is_palette(facet))
        planted = (index->palettes = calloc(count + 1, sizeof *index->palettes)) != NULL;
    planted = planted && plant(index, count, entries);
    free(entries);
    if (!planted)
        facet_index_close(&index);
    return index;
}

void facet_index_close(struct facet_index **index)
{
    if (*index) {
        free((*index)->boxes);
        free((*index)->leaves);
        free((*index)->palettes);
        free(*index);
    }
    *index = NULL;
}

struct asking {
    const struct facet_index *index;
    const struct facets *of;
    float sketch[SKETCH_MOST];
    struct palette_sketch palette; /* of colour and chroma, as the next */
    struct palette_query query;
    double bound; /* of the nearest up to now */
    size_t best;
};

/* Further away than the bound beyond all doubt of rounding? */
static bool too_far(const struct asking *asking, double apart)
{
    return apart > asking->bound * 1.0001 + 1e-6;
}

static bool too_far_squared(const struct asking *asking, float squared)
{
    return too_far(asking, sqrt((double)squared));
}

static float box_apart(const struct asking *asking, size_t node)
{
    const struct box *box = &asking->index->boxes[node];
    float sum = 0;
    for (int d = 0; d < asking->index->dimensions; d++) {
        float under = box->low[d] - asking->sketch[d], over = asking->sketch[d] - box->high[d];
        float out = under > over ? under : over;
        sum += out > 0 ? out * out : 0;
    }
    return sum;
}

static bool palette_too_far(struct asking *asking, size_t candidate)
{
    const struct facet_index *index = asking->index;
    double enough = asking->bound * 1.0001 + 1e-6;
    return too_far(asking, palette_sketch_apart(asking->query.light, &asking->palette,
                                                &index->palettes[candidate])) ||
           too_far(asking, palette_bound(&asking->query, candidate_at(index, candidate), enough));
}

static void ask(struct asking *asking, size_t candidate)
{
    const struct facet_index *index = asking->index;
    const struct facets *facets = candidate_at(index, candidate);
    if (index->palettes && palette_too_far(asking, candidate))
        return;
    double apart = index->palettes ? palette_ask(&asking->query, facets)
                                   : facet_distance(index->facet, asking->of, facets);
    if (apart < asking->bound ||
        (apart == asking->bound && candidate < asking->best && asking->best != SIZE_MAX)) {
        asking->bound = apart;
        asking->best = candidate;
    }
}

static void ask_leaf(struct asking *asking, const struct leaf *leaf)
{
    float apart[LEAF] = {0};
    int nearest = 0;
    for (int d = 0; d < asking->index->dimensions; d++)
        for (int i = 0; i < LEAF; i++) {
            float step = leaf->sketch[d][i] - asking->sketch[d];
            apart[i] += step * step;
        }
    for (int i = 1; i < leaf->count; i++)
        nearest = apart[i] < apart[nearest] ? i : nearest;
    if (!too_far_squared(asking, apart[nearest]))
        ask(asking, leaf->candidate[nearest]);
    for (int i = 0; i < leaf->count; i++)
        if (i != nearest && !too_far_squared(asking, apart[i]))
            ask(asking, leaf->candidate[i]);
}

/* The nearer branch first. `apart`: of the node's box, squared. */
static void descend(struct asking *asking, size_t node, float apart)
{
    size_t first = 2 * node, second = first + 1;
    if (too_far_squared(asking, apart))
        return;
    if (node >= asking->index->leaf_count) {
        ask_leaf(asking, &asking->index->leaves[node - asking->index->leaf_count]);
        return;
    }
    float to_first = box_apart(asking, first), to_second = box_apart(asking, second);
    if (to_second < to_first) {
        descend(asking, second, to_second);
        descend(asking, first, to_first);
    } else {
        descend(asking, first, to_first);
        descend(asking, second, to_second);
    }
}

size_t facet_index_nearest(const struct facet_index *index, const struct facets *of, double bound,
                           double *distance)
{
    struct asking asking = {.index = index, .of = of, .bound = bound, .best = SIZE_MAX};
    if (!index->leaf_count || !(of->told >> index->facet & 1))
        return SIZE_MAX;
    sketch_make(index->facet, of, asking.sketch);
    if (index->palettes) {
        palette_sketch_make(of, &asking.palette);
        palette_query_open(&asking.query, of, index->facet == PST_FACET_COLOUR);
    }
    descend(&asking, 1, box_apart(&asking, 1));
    if (asking.best != SIZE_MAX)
        *distance = asking.bound;
    return asking.best;
}
