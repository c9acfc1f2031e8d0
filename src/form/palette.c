/* SPDX-License-Identifier: Apache-2.0 */
/* Weighted k-means over the bins that are not empty. Everything is in a fixed order, so that the same sum
   gives the same palette: seeds are taken greedily, far from each other and well supported (a deterministic
   k-means++, Arthur & Vassilvitskii 2007), more of them than are wanted; clusters are then merged, the least
   missed first (Ward 1963). Support and size count by their square roots: by plain weight a small strong
   colour would lose its place to the eighth grey. */
#include "form/palette.h"
#include "form/swatch.h"
#include <math.h>
#include <string.h>

enum { SEEDS = 24, ROUNDS = 12 };

static const double near_equal = 0.1;      /* distance below which two colours are one: just over a level */
static const double least_weight = 0.003;  /* share below which a cluster is no colour of its own */
static const double least_support = 0.001; /* share, with its neighbours, below which a bin is noise */
/* Differences of a and b count double: OKLab is even in small steps of lightness, but in large ones too much
   so for telling colours apart (Ottosson scales the same way for large differences). */
static const double chroma_scale = 2.0;
/* Below this lightness both count less and less: on a screen in a room all of it is black, and the cube root
   in OKLab magnifies the noise of dark pictures. */
static const double dark = 0.25;

/* A bin, or the middle of a cluster. */
struct colour {
    double weight;
    double l, a, b;
    double x, y, z; /* where distance is measured */
};

struct colours {
    struct colour items[COLOUR_BINS];
    int bins[COLOUR_BINS];
    int count;
};

struct clusters {
    struct colour items[SEEDS];
    int count;
};

void palette_clear(struct palette_sum *sum)
{
    memset(sum, 0, sizeof *sum);
}

bool palette_add(struct palette_sum *sum, const void *bytes, size_t size, int64_t frames)
{
    const uint8_t *record = bytes, *end = record + size;
    if (size % COLOUR_RECORD != 0)
        return false;
    for (const uint8_t *at = record; at < end; at += COLOUR_RECORD)
        if (colour_record_bin(at) >= COLOUR_BINS)
            return false;
    for (; record < end; record += COLOUR_RECORD)
        sum->weight[colour_record_bin(record)] += (double)frames * colour_record_weight(record);
    return true;
}

static void place(struct colour *colour)
{
    double scale = chroma_scale * fmin(colour->l / dark, 1.0);
    /* even above `dark`, its slope falling to 0 at black below */
    colour->x = colour->l < dark ? 0.5 * (colour->l * colour->l / dark + dark) : colour->l;
    colour->y = scale * colour->a;
    colour->z = scale * colour->b;
}

static double distance2(const struct colour *p, const struct colour *q)
{
    double x = p->x - q->x, y = p->y - q->y, z = p->z - q->z;
    return x * x + y * y + z * z;
}

static void collect(const struct palette_sum *sum, struct colours *colours)
{
    double total = 0.0;
    for (int bin = 0; bin < COLOUR_BINS; bin++)
        total += sum->weight[bin];
    colours->count = 0;
    for (int bin = 0; bin < COLOUR_BINS; bin++) {
        if (!(sum->weight[bin] > 0.0))
            continue;
        struct colour colour = {.weight = sum->weight[bin] / total,
                                .l = colour_bin_l(bin),
                                .a = colour_bin_a(bin),
                                .b = colour_bin_b(bin)};
        place(&colour);
        colours->bins[colours->count] = bin;
        colours->items[colours->count++] = colour;
    }
}

/* What lies in a bin and, by halves, in those next to it: a colour is seldom in one bin alone. */
static double support(const struct palette_sum *sum, int bin)
{
    int level[3] = {bin / (COLOUR_LEVELS * COLOUR_LEVELS), bin / COLOUR_LEVELS % COLOUR_LEVELS,
                    bin % COLOUR_LEVELS};
    double found = 0.0;
    for (int l = level[0] - 1; l <= level[0] + 1; l++)
        for (int a = level[1] - 1; a <= level[1] + 1; a++)
            for (int b = level[2] - 1; b <= level[2] + 1; b++) {
                if (l < 0 || a < 0 || b < 0 || l >= COLOUR_LEVELS || a >= COLOUR_LEVELS || b >= COLOUR_LEVELS)
                    continue;
                int steps = (l != level[0]) + (a != level[1]) + (b != level[2]);
                found += sum->weight[colour_bin_at(l, a, b)] / (double)(1 << steps);
            }
    return found;
}

static void seed(const struct palette_sum *sum, const struct colours *colours, struct clusters *clusters)
{
    double appeal[COLOUR_BINS], gap[COLOUR_BINS], total = 0.0;
    for (int bin = 0; bin < COLOUR_BINS; bin++)
        total += sum->weight[bin];
    int best = 0;
    for (int i = 0; i < colours->count; i++) {
        double share = support(sum, colours->bins[i]) / total;
        appeal[i] = share >= least_support ? sqrt(share) : 0.0;
        gap[i] = INFINITY;
        if (appeal[i] > appeal[best])
            best = i;
    }
    clusters->count = 0;
    while (clusters->count < SEEDS) {
        clusters->items[clusters->count++] = colours->items[best];
        double most = 0.0;
        int next = -1;
        for (int i = 0; i < colours->count; i++) {
            gap[i] = fmin(gap[i], distance2(&colours->items[i], &colours->items[best]));
            if (gap[i] >= near_equal * near_equal && appeal[i] * gap[i] > most) {
                most = appeal[i] * gap[i];
                next = i;
            }
        }
        if (next < 0)
            break;
        best = next;
    }
}

static int nearest(const struct clusters *clusters, const struct colour *colour)
{
    int best = 0;
    double least = INFINITY;
    for (int k = 0; k < clusters->count; k++) {
        double gap = distance2(&clusters->items[k], colour);
        if (gap < least) {
            least = gap;
            best = k;
        }
    }
    return best;
}

/* One round of Lloyd's: each bin to the nearest cluster, each cluster to the mean of its bins. */
static void settle(const struct colours *colours, struct clusters *clusters)
{
    struct clusters moved = {.count = clusters->count};
    for (int i = 0; i < colours->count; i++) {
        const struct colour *colour = &colours->items[i];
        struct colour *to = &moved.items[nearest(clusters, colour)];
        to->weight += colour->weight;
        to->l += colour->weight * colour->l;
        to->a += colour->weight * colour->a;
        to->b += colour->weight * colour->b;
    }
    int kept = 0;
    for (int k = 0; k < moved.count; k++) {
        struct colour colour = moved.items[k];
        if (!(colour.weight > 0.0))
            continue;
        colour.l /= colour.weight;
        colour.a /= colour.weight;
        colour.b /= colour.weight;
        place(&colour);
        clusters->items[kept++] = colour;
    }
    clusters->count = kept;
}

static struct colour mix(const struct colour *p, const struct colour *q)
{
    double weight = p->weight + q->weight, share = q->weight / weight;
    struct colour mixed = {.weight = weight,
                           .l = p->l + share * (q->l - p->l),
                           .a = p->a + share * (q->a - p->a),
                           .b = p->b + share * (q->b - p->b)};
    place(&mixed);
    return mixed;
}

/* Merges the pair that is least missed, if there is one that has to be: too many clusters, two near-equal
   ones, or one too light. */
static bool merge_once(struct clusters *clusters)
{
    double least = INFINITY;
    int first = -1, second = -1;
    bool too_many = clusters->count > PALETTE_COLOURS;
    for (int i = 0; i < clusters->count; i++)
        for (int j = i + 1; j < clusters->count; j++) {
            const struct colour *p = &clusters->items[i], *q = &clusters->items[j];
            double gap = distance2(p, q), root_p = sqrt(p->weight), root_q = sqrt(q->weight);
            double missed = root_p * root_q / (root_p + root_q) * gap;
            bool must = gap < near_equal * near_equal || fmin(p->weight, q->weight) < least_weight;
            if ((too_many || must) && missed < least) {
                least = missed;
                first = i;
                second = j;
            }
        }
    if (first < 0)
        return false;
    clusters->items[first] = mix(&clusters->items[first], &clusters->items[second]);
    for (int k = second + 1; k < clusters->count; k++)
        clusters->items[k - 1] = clusters->items[k];
    clusters->count--;
    return true;
}

static void write_swatches(const struct clusters *clusters, struct pst_swatch *swatches)
{
    for (int k = 0; k < clusters->count; k++) {
        const struct colour *colour = &clusters->items[k];
        struct pst_swatch swatch = {.weight = colour->weight, .l = colour->l, .a = colour->a, .b = colour->b};
        swatch_paint(&swatch);
        int at = k;
        for (; at > 0 && swatches[at - 1].weight < swatch.weight; at--)
            swatches[at] = swatches[at - 1];
        swatches[at] = swatch;
    }
}

void palette_make(const struct palette_sum *sum, struct pst_swatch swatches[PALETTE_COLOURS], size_t *count)
{
    struct colours colours;
    struct clusters clusters;
    collect(sum, &colours);
    *count = 0;
    if (colours.count == 0)
        return;
    seed(sum, &colours, &clusters);
    do {
        for (int round = 0; round < ROUNDS; round++)
            settle(&colours, &clusters);
    } while (merge_once(&clusters));
    write_swatches(&clusters, swatches);
    *count = (size_t)clusters.count;
}
