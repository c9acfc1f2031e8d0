/* SPDX-License-Identifier: Apache-2.0 */
#include "meter/sight.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const float chroma_weight = 1.5f; /* a step of chroma shows less than one of luma, yet spans less */

float sight_apart(const struct sights *s, int64_t i, int64_t j)
{
    if (i < j) {
        int64_t k = i;
        i = j;
        j = k;
    }
    return i == j ? 0 : sight_at(s, i)->apart[i - j];
}

float sight_likeness(const struct sights *s, int64_t i, int64_t j)
{
    const struct sight *a = sight_at(s, i), *b = sight_at(s, j);
    float va = a->variance, vb = b->variance;
    if (i == j || va < 0.25f || vb < 0.25f)
        return i == j ? 1.f : 0.f;
    float apart = i > j ? a->shape[i - j] : b->shape[j - i];
    return (va + vb - apart) / (2 * sqrtf(va * vb));
}

/* Mean absolute deviation from the block's own mean, levels: what a wrong match of a textured block leaves.
 */
static float block_texture(const uint8_t *block)
{
    int sum = 0, deviation = 0, count = BLOCK_WIDTH * BLOCK_HEIGHT;
    for (int y = 0; y < BLOCK_HEIGHT; y++)
        for (int x = 0; x < BLOCK_WIDTH; x++)
            sum += block[y * LARGE_WIDTH + x];
    int mean = (sum + count / 2) / count;
    for (int y = 0; y < BLOCK_HEIGHT; y++)
        for (int x = 0; x < BLOCK_WIDTH; x++)
            deviation += abs(block[y * LARGE_WIDTH + x] - mean);
    return (float)deviation / (float)count;
}

static void compare_cells(struct sight *now, const struct sight *then)
{
    for (int i = 0; i < SIGHT_CELLS; i++) {
        int at = i / CELL_COLUMNS * CELL_SIDE * LARGE_WIDTH + i % CELL_COLUMNS * CELL_SIDE, sum = 0;
        for (int y = 0; y < CELL_SIDE; y++, at += LARGE_WIDTH)
            for (int x = 0; x < CELL_SIDE; x++)
                sum += abs(now->large[at + x] - then->large[at + x]);
        now->cells[i] = (uint16_t)sum;
    }
}

static struct block_match weigh_blocks(const struct sight *a, const uint16_t *least)
{
    struct block_match match = {0};
    for (int r = 0; r < BLOCK_ROWS; r++)
        for (int c = 0; c < BLOCK_COLUMNS; c++) {
            float left = least[r * BLOCK_COLUMNS + c] / (float)(BLOCK_WIDTH * BLOCK_HEIGHT);
            match.residual += left;
            const uint8_t *block = a->large + r * BLOCK_HEIGHT * LARGE_WIDTH + c * BLOCK_WIDTH;
            if (left > 1.5f && left > 1.5f + 0.5f * block_texture(block))
                match.unmatched += 1;
        }
    match.residual /= SIGHT_BLOCKS * a->share;
    match.unmatched = fminf(match.unmatched / (SIGHT_BLOCKS * a->share), 1);
    return match;
}

/* Cells without anything of the bars; where there is none, the one in the middle. */
static void cells_inside(const struct place_axis *axis, int *first, int *last)
{
    *first = 0;
    *last = axis->cells - 1;
    while (*first < *last && axis->rest[*first] > 0)
        ++*first;
    while (*last > *first && axis->rest[*last] > 0)
        --*last;
    if (axis->rest[*first] > 0)
        *first = *last = axis->cells / 2;
}

static void fit_axes(struct sights *s, const struct picture *p, const struct pst_film *film)
{
    struct pst_rect a = p->active;
    const struct plane *y = &p->small.y, *c = &p->small.cb;
    double width = film->width, height = film->height;
    if (width < a.x + a.width || height < a.y + a.height || a.width <= 0 || a.height <= 0) {
        a = (struct pst_rect){0, 0, 1, 1};
        width = height = 1;
    }
    if (s->count && memcmp(&a, &s->placed, sizeof a) == 0 && s->placed_width == y->width &&
        s->placed_height == y->height && s->placed_chroma_width == c->width &&
        s->placed_chroma_height == c->height)
        return;
    place_axis_make(&s->luma_columns, LARGE_WIDTH, y->width, a.x, a.width, width);
    place_axis_make(&s->luma_rows, LARGE_HEIGHT, y->height, a.y, a.height, height);
    place_axis_make(&s->chroma_columns, THUMB_WIDTH / 2, c->width, a.x, a.width, width);
    place_axis_make(&s->chroma_rows, THUMB_HEIGHT / 2, c->height, a.y, a.height, height);
    cells_inside(&s->chroma_columns, &s->first_column, &s->last_column);
    cells_inside(&s->chroma_rows, &s->first_row, &s->last_row);
    s->placed = a;
    s->placed_width = y->width;
    s->placed_height = y->height;
    s->placed_chroma_width = c->width;
    s->placed_chroma_height = c->height;
}

/* A sample between two bins' centres counts for both, so that no noise tips it over. */
static void count_sample(unsigned *bins, int bin_count, unsigned value, unsigned weight)
{
    unsigned place = (unsigned)bin_count * value; /* of 65536 a bin */
    unsigned bin = place >> 16, share = place >> 8 & 255;
    if (bin >= (unsigned)bin_count - 1) {
        bins[bin_count - 1] += 256 * weight;
        return;
    }
    bins[bin] += (256 - share) * weight;
    bins[bin + 1] += share * weight;
}

static void measure_sharpness(struct sight *now)
{
    int64_t across = 0, down = 0, count = 0;
    for (int y = now->part.first_row; y < now->part.last_row; y++)
        for (int x = now->part.first_column; x < now->part.last_column; x++, count++) {
            const uint8_t *p = now->large + y * LARGE_WIDTH + x;
            across += abs(p[1] - p[0]);
            down += abs(p[LARGE_WIDTH] - p[0]);
        }
    now->sharp_across = (float)across / (float)count;
    now->sharp_down = (float)down / (float)count;
    now->sharpness = (now->sharp_across + now->sharp_down) / 2;
}

/* Of each column the means of 3 rows. */
static void cut_columns(const uint8_t *large, struct strips *to)
{
    enum { ROWS = LARGE_HEIGHT / STRIP };
    for (int k = 0; k < STRIP; k++) {
        const uint8_t *row = large + k * ROWS * LARGE_WIDTH;
        for (int x = 0; x < LARGE_WIDTH; x++)
            to->at[x][k] = (uint8_t)((row[x] + row[x + LARGE_WIDTH] + row[x + 2 * LARGE_WIDTH]) / ROWS);
    }
}

/* Of each row the means of 5 or 6 columns. */
static void cut_rows(const uint8_t *large, struct strips *to)
{
    for (int y = 0; y < LARGE_HEIGHT; y++, large += LARGE_WIDTH)
        for (int k = 0; k < STRIP; k++) {
            int first = k * LARGE_WIDTH / STRIP, last = (k + 1) * LARGE_WIDTH / STRIP, sum = 0;
            for (int x = first; x < last; x++)
                sum += large[x];
            to->at[y][k] = (uint8_t)(sum / (last - first));
        }
}

void sight_cut(struct sight *now)
{
    cut_columns(now->large, &now->columns);
    cut_rows(now->large, &now->rows);
}

static void look_at(const struct kernels *k, struct sight *now, const uint16_t *large, const uint16_t *cb,
                    const uint16_t *cr)
{
    unsigned bins[HISTOGRAM_BINS] = {0};
    for (int i = 0; i < LARGE_WIDTH * LARGE_HEIGHT; i++) {
        unsigned level = (large[i] + 128u) >> 8;
        now->large[i] = (uint8_t)(level > 255 ? 255 : level);
        count_sample(bins, 32, large[i], 1);
    }
    for (int y = 0; y < THUMB_HEIGHT; y++)
        for (int x = 0; x < THUMB_WIDTH; x++) {
            const uint16_t *four = large + 2 * y * LARGE_WIDTH + 2 * x;
            unsigned sum = four[0] + four[1] + four[LARGE_WIDTH] + four[LARGE_WIDTH + 1];
            now->thumb[y * THUMB_WIDTH + x] = (int16_t)(sum / (4 * 256 / THUMB_LEVEL));
        }
    for (int i = 0; i < THUMB_CHROMA; i++) {
        now->thumb[THUMB_LUMA + i] = (int16_t)(cb[i] / (256 / THUMB_LEVEL));
        now->thumb[THUMB_LUMA + THUMB_CHROMA + i] = (int16_t)(cr[i] / (256 / THUMB_LEVEL));
        count_sample(bins + 32, 16, cb[i], 16);
        count_sample(bins + 48, 16, cr[i], 16);
    }
    for (int i = 0; i < HISTOGRAM_BINS; i++) /* each plane adds up to 36864 */
        now->histogram[i] = (uint16_t)(bins[i] / 16);
    sight_cut(now);
    measure_sharpness(now);
    k->relief_of(large, LARGE_WIDTH, LARGE_HEIGHT, now->part, now->relief);
    now->relieved = 0;
    for (int i = 0; i < LARGE_WIDTH * LARGE_HEIGHT; i++)
        now->relieved += abs(now->relief[i] - RELIEF_NONE);
}

float sight_histogram_distance(const struct sight *a, const struct sight *b)
{
    int sum = 0;
    for (int i = 0; i < HISTOGRAM_BINS; i++)
        sum += abs(a->histogram[i] - b->histogram[i]);
    return fminf((float)sum / (2.f * 3 * 36864 * a->share), 1);
}

static float spread(int64_t sum, int64_t squares, int count, float *mean)
{
    double m = (double)sum / count, variance = (double)squares / count - m * m;
    *mean = (float)(m / THUMB_LEVEL);
    return (float)(variance > 0 ? variance / (THUMB_LEVEL * THUMB_LEVEL) : 0);
}

static float spread_luma(const struct sight *now, float *mean)
{
    struct thumb_part part = thumb_part_of(now);
    int64_t sum = 0, squares = 0;
    for (int y = part.y; y < part.y + part.height; y++)
        for (int x = part.x; x < part.x + part.width; x++) {
            int level = now->thumb[y * THUMB_WIDTH + x];
            sum += level;
            squares += level * level;
        }
    return spread(sum, squares, part.width * part.height, mean);
}

/* Variance of chroma over the cells inside the bars. */
static float spread_chroma(const struct sights *s, const int16_t *plane, float *mean)
{
    int64_t sum = 0, squares = 0;
    int count = 0;
    for (int y = s->first_row; y <= s->last_row; y++)
        for (int x = s->first_column; x <= s->last_column; x++, count++) {
            int level = plane[y * (THUMB_WIDTH / 2) + x];
            sum += level;
            squares += level * level;
        }
    return spread(sum, squares, count, mean);
}

static void match_planes(const struct sights *s, const uint8_t *now, const uint8_t *before, uint16_t *least)
{
    s->kernels->match_blocks(now, before, LARGE_WIDTH, BLOCK_COLUMNS, BLOCK_ROWS, 6, 4, least);
}

struct block_match sight_match(const struct sights *s, int64_t now, int64_t before)
{
    uint16_t least[SIGHT_BLOCKS];
    match_planes(s, sight_at(s, now)->large, sight_at(s, before)->large, least);
    return weigh_blocks(sight_at(s, now), least);
}

void sight_match_relief(const struct sights *s, int64_t now, int64_t before, uint16_t least[SIGHT_BLOCKS])
{
    match_planes(s, sight_at(s, now)->relief, sight_at(s, before)->relief, least);
}

static void sum_up(const struct sights *s, struct sight *now)
{
    struct signal_frame *f = &now->frame;
    const int16_t *cb = now->thumb + THUMB_LUMA, *cr = cb + THUMB_CHROMA;
    *f = (struct signal_frame){.likeness = 1};
    now->variance = spread_luma(now, &f->mean);
    now->mean = f->mean;
    f->deviation = sqrtf(now->variance);
    f->chroma_deviation = sqrtf(spread_chroma(s, cb, &f->cb) + spread_chroma(s, cr, &f->cr));
}

static void measure_distances(struct sights *s, struct sight *now, int64_t n)
{
    const float scale = 1.f / (THUMB_LEVEL * THUMB_LEVEL * now->share);
    now->apart[0] = now->shape[0] = 0;
    for (int k = 1; k < SIGHT_BAND && k <= n; k++) {
        const struct sight *then = sight_at(s, n - k);
        int64_t luma = s->kernels->squared_distance(now->thumb, then->thumb, THUMB_LUMA);
        int64_t chroma =
            s->kernels->squared_distance(now->thumb + THUMB_LUMA, then->thumb + THUMB_LUMA, 2 * THUMB_CHROMA);
        float y = (float)luma * scale / THUMB_LUMA, c = (float)chroma * scale / THUMB_CHROMA;
        float shift = now->mean - then->mean;
        now->apart[k] = y + chroma_weight * c;
        now->shape[k] = y > shift * shift ? y - shift * shift : 0;
    }
}

enum line { LINE_BAR, LINE_PICTURE, LINE_OTHER };

/* A row or a column: flat and black, or light over more than half of it. */
static enum line line_of(const uint16_t *first, int step, int count)
{
    enum { BLACK = 22 * 256, FLAT = 256 };
    int least = 65535, most = 0, light = 0;
    for (int i = 0; i < count; i++) {
        int level = first[i * step];
        least = level < least ? level : least;
        most = level > most ? level : most;
        light += level > BLACK + 4 * 256;
    }
    return most < BLACK && most - least < FLAT ? LINE_BAR : 2 * light > count ? LINE_PICTURE : LINE_OTHER;
}

/* Lines of the bar at one end, `way` from line to line: none where it is followed by anything but a picture.
 */
static int bar_lines(const uint16_t *first, int way, int step, int count, int most)
{
    int lines = 0;
    while (lines <= most && line_of(first + lines * way, step, count) == LINE_BAR)
        lines++;
    /* the line on the border is some of both */
    bool sharp = lines <= most && (line_of(first + lines * way, step, count) == LINE_PICTURE ||
                                   line_of(first + (lines + 1) * way, step, count) == LINE_PICTURE);
    return sharp ? lines : 0;
}

/* A film whose bars come and go is one to the reader of pictures: here the bars of this one are found, where
   both are alike. Even, so that they are whole samples of the thumbnail. */
static int own_bars(const uint16_t *large, int way, int lines, int step, int count)
{
    int near = bar_lines(large, way, step, count, lines * 3 / 10),
        far = bar_lines(large + (lines - 1) * way, -way, step, count, lines * 3 / 10);
    if (near < 2 || far < 2 || abs(near - far) > 1)
        return 0;
    return ((near > far ? near : far) + 2) / 2 * 2;
}

static int greater(int a, int b)
{
    return a > b ? a : b;
}

/* A part too small to judge by counts as a quarter. */
static void take_part(const struct sights *s, const uint16_t *large, struct sight *now)
{
    int rows = own_bars(large, LARGE_WIDTH, LARGE_HEIGHT, 1, LARGE_WIDTH),
        columns = own_bars(large, 1, LARGE_WIDTH, LARGE_WIDTH, LARGE_HEIGHT);
    struct relief_part p = {greater(4 * s->first_column, columns),
                            LARGE_WIDTH - 1 - greater(LARGE_WIDTH - 4 - 4 * s->last_column, columns),
                            greater(4 * s->first_row, rows),
                            LARGE_HEIGHT - 1 - greater(LARGE_HEIGHT - 4 - 4 * s->last_row, rows)};
    int inside = (p.last_column - p.first_column + 1) * (p.last_row - p.first_row + 1);
    now->part = p;
    now->share = fmaxf((float)inside / (LARGE_WIDTH * LARGE_HEIGHT), 0.25f);
}

static float lag(const struct sight *now, int64_t n, int k)
{
    return n >= k ? sqrtf(now->apart[k]) : 0;
}

const struct sight *sight_add(struct sights *s, const struct picture *p, const struct pst_film *film)
{
    uint16_t large[LARGE_WIDTH * LARGE_HEIGHT], cb[THUMB_CHROMA], cr[THUMB_CHROMA];
    const struct reduced *r = &p->small;
    int64_t n = s->count;
    struct sight *now = &s->ring[n & (SIGHT_RING - 1)];
    fit_axes(s, p, film);
    s->kernels->place_plane(&s->luma_columns, &s->luma_rows, r->y.data, r->y.stride, 0, large);
    s->kernels->place_plane(&s->chroma_columns, &s->chroma_rows, r->cb.data, r->cb.stride, 32768, cb);
    s->kernels->place_plane(&s->chroma_columns, &s->chroma_rows, r->cr.data, r->cr.stride, 32768, cr);
    take_part(s, large, now);
    look_at(s->kernels, now, large, cb, cr);
    sum_up(s, now);
    measure_distances(s, now, n);
    s->count = n + 1;
    if (n > 0) {
        const struct sight *then = sight_at(s, n - 1);
        compare_cells(now, then);
        match_planes(s, now->large, then->large, now->least);
        match_planes(s, now->relief, then->relief, now->relief_least);
        struct block_match match = weigh_blocks(now, now->least);
        now->frame.step = lag(now, n, 1);
        now->frame.moved = match.residual;
        now->frame.unmatched = match.unmatched;
        now->frame.histogram = sight_histogram_distance(now, then);
        now->frame.likeness = sight_likeness(s, n, n - 1);
        now->frame.lag2 = lag(now, n, 2);
        now->frame.lag4 = lag(now, n, 4);
        now->frame.lag8 = lag(now, n, 8);
        now->frame.lag16 = lag(now, n, 16);
    }
    return now;
}
