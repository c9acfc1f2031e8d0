/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/facet_film.h"
#include "likeness/setting.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { POOL = 128, POOL_KEPT = 32 };

/* Colours of a window: shots' palettes thrown together, and merged when there are too many. */
struct pool {
    struct facet_colour items[POOL];
    int count;
};

/* What is missed when two colours become one (Ward, Hierarchical grouping to optimize an objective function,
   1963), a and b doubled as in the distance. */
static double missed(const struct facet_colour *p, const struct facet_colour *q)
{
    double l = (double)(p->l - q->l), a = 2 * (double)(p->a - q->a), b = 2 * (double)(p->b - q->b);
    double weights = (double)p->weight + (double)q->weight;
    return (double)p->weight * (double)q->weight / weights * (l * l + a * a + b * b);
}

static void mix(struct facet_colour *into, const struct facet_colour *from)
{
    float weight = into->weight + from->weight, share = from->weight / weight;
    into->weight = weight;
    into->l += share * (from->l - into->l);
    into->a += share * (from->a - into->a);
    into->b += share * (from->b - into->b);
}

/* Of each colour the later one that it is best merged with. */
struct partner {
    double missed;
    int with;
};

static struct partner partner_of(const struct pool *pool, int at)
{
    struct partner best = {INFINITY, -1};
    for (int i = at + 1; i < pool->count; i++) {
        double now = missed(&pool->items[at], &pool->items[i]);
        if (now < best.missed)
            best = (struct partner){now, i};
    }
    return best;
}

/* Closes the gap at `gone` and sets the partners right that knew of it or of `mixed`. */
static void settle(struct pool *pool, struct partner *partners, int mixed, int gone)
{
    int last = --pool->count;
    pool->items[gone] = pool->items[last];
    for (int i = 0; i < pool->count; i++) {
        int with = partners[i].with;
        if (i == mixed || i == gone || with == mixed || with == gone || with == last)
            partners[i] = partner_of(pool, i);
        else {
            int changed[2] = {mixed, gone};
            for (int k = 0; k < 2; k++)
                if (changed[k] > i && changed[k] < pool->count) {
                    double now = missed(&pool->items[i], &pool->items[changed[k]]);
                    if (now < partners[i].missed)
                        partners[i] = (struct partner){now, changed[k]};
                }
        }
    }
}

static void merge_down(struct pool *pool, int most)
{
    struct partner partners[POOL];
    if (pool->count <= most)
        return;
    for (int i = 0; i < pool->count; i++)
        partners[i] = partner_of(pool, i);
    while (pool->count > most) {
        int best = 0;
        for (int i = 1; i < pool->count; i++)
            if (partners[i].missed < partners[best].missed)
                best = i;
        int gone = partners[best].with;
        mix(&pool->items[best], &pool->items[gone]);
        settle(pool, partners, best, gone);
    }
}

static void pour(struct pool *pool, const struct facets *facets, double seconds)
{
    if (pool->count + facets->colours > POOL)
        merge_down(pool, POOL_KEPT);
    for (int i = 0; i < facets->colours; i++) {
        struct facet_colour colour = facets->colour[i];
        colour.weight *= (float)seconds;
        if (colour.weight > 0)
            pool->items[pool->count++] = colour;
    }
}

static int heavier_first(const void *p, const void *q)
{
    const struct facet_colour *a = p, *b = q;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return memcmp(a, b, sizeof *a);
}

static void take_colours(struct pool *pool, struct facets *to)
{
    double total = 0;
    merge_down(pool, FACET_COLOURS);
    qsort(pool->items, (size_t)pool->count, sizeof *pool->items, heavier_first);
    for (int i = 0; i < pool->count; i++)
        total += (double)pool->items[i].weight;
    to->colours = pool->count;
    for (int i = 0; i < pool->count; i++) {
        to->colour[i] = pool->items[i];
        to->colour[i].weight = (float)((double)pool->items[i].weight / total);
    }
}

/* Sums of figures, each as heavy as its seconds. */
struct sums {
    double light[LIGHT_FIGURES], layout[LAYOUT_SIZE], rhythm[RHYTHM_FIGURES], motion[MOTION_FIGURES],
        sound[SOUND_FIGURES];
    double seconds[PST_FACETS]; /* that have the facet */
    double inside, counted;     /* seconds of shots in the window; of those, not set aside */
};

static void add(double *sums, const float *figures, int count, double seconds)
{
    for (int i = 0; i < count; i++)
        sums[i] += seconds * (double)figures[i];
}

static void add_shot(struct sums *sums, const struct facets *facets, double seconds)
{
    sums->counted += seconds;
    for (int i = 0; i < PST_FACETS; i++)
        sums->seconds[i] += facets->told >> i & 1 ? seconds : 0;
    add(sums->light, facets->light, LIGHT_FIGURES, seconds);
    add(sums->layout, facets->layout, LAYOUT_SIZE, seconds);
    add(sums->rhythm, facets->rhythm, RHYTHM_FIGURES, seconds);
    add(sums->motion, facets->motion, MOTION_FIGURES, seconds);
    add(sums->sound, facets->sound, SOUND_FIGURES, seconds);
}

static void take_mean(const double *sums, int count, const struct sums *of, int facet, struct facets *to,
                      float *figures)
{
    if (to->told >> facet & 1)
        for (int i = 0; i < count; i++)
            figures[i] = (float)(sums[i] / of->seconds[facet]);
}

static void take_means(const struct sums *sums, struct facets *to)
{
    take_mean(sums->light, LIGHT_FIGURES, sums, PST_FACET_LIGHT, to, to->light);
    take_mean(sums->layout, LAYOUT_SIZE, sums, PST_FACET_COMPOSITION, to, to->layout);
    take_mean(sums->rhythm, RHYTHM_FIGURES, sums, PST_FACET_RHYTHM, to, to->rhythm);
    take_mean(sums->motion, MOTION_FIGURES, sums, PST_FACET_MOTION, to, to->motion);
    take_mean(sums->sound, SOUND_FIGURES, sums, PST_FACET_SOUND, to, to->sound);
}

/* The first shot that ends after `when`: shots tile the film. */
static size_t shot_at(const struct facet_shot *shots, size_t count, double when)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (shots[middle].starts + shots[middle].seconds > when)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

void facets_of_window(const struct facet_shot *shots, size_t count, double from, double to,
                      struct facets *out)
{
    struct sums sums = {0};
    struct pool pool = {.count = 0};
    struct setting_pool setting = {.seconds = 0};
    *out = (struct facets){0};
    for (size_t i = shot_at(shots, count, from); i < count && shots[i].starts < to; i++) {
        double seconds = fmin(shots[i].starts + shots[i].seconds, to) - fmax(shots[i].starts, from);
        sums.inside += seconds;
        if (shots[i].common || !(seconds > 0))
            continue;
        add_shot(&sums, &shots[i].facets, seconds);
        pour(&pool, &shots[i].facets, seconds);
        setting_pour(&setting, &shots[i].facets, seconds);
    }
    if (!(sums.counted > 0) || sums.counted < 0.5 * sums.inside)
        return;
    for (int i = 0; i < PST_FACETS; i++)
        if (sums.seconds[i] > 0 && sums.seconds[i] >= 0.5 * sums.inside)
            out->told |= 1u << i;
    take_means(&sums, out);
    if (out->told >> PST_FACET_SETTING & 1)
        take_pooled_setting(&setting, out);
    if (out->told & (1u << PST_FACET_COLOUR | 1u << PST_FACET_CHROMA))
        take_colours(&pool, out);
}

static void keep_windows(struct facet_film *film, double window, double step, struct facets *windows,
                         size_t count)
{
    film_shelf_release(film, MOMENT_WINDOW);
    free(film->windows);
    film->windows = windows;
    film->window_count = count;
    film->window = window;
    film->step = step;
}

bool facet_film_windows(struct facet_film *film, double window, double step)
{
    const struct facet_shot *last = film->count ? &film->shots[film->count - 1] : NULL;
    double seconds = last ? last->starts + last->seconds : 0;
    size_t count = seconds > window ? (size_t)((seconds - window) / step) + 1 : film->count > 0;
    struct facets *windows = calloc(count + 1, sizeof *windows);
    if (!windows)
        return false;
    for (size_t i = 0; i < count; i++)
        facets_of_window(film->shots, film->count, (double)i * step, (double)i * step + window, &windows[i]);
    keep_windows(film, window, step, windows, count);
    return true;
}

bool facet_film_take_windows(struct facet_film *film, double window, double step, const struct facets *from,
                             size_t count)
{
    struct facets *windows = malloc((count + 1) * sizeof *windows);
    if (!windows)
        return false;
    memcpy(windows, from, count * sizeof *windows);
    keep_windows(film, window, step, windows, count);
    return true;
}
