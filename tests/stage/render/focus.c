/* SPDX-License-Identifier: Apache-2.0 */
#include "render/focus.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Light and, last, how much of a cell or pixel it covers. */
typedef float four __attribute__((vector_size(16)));

/* What is unsharp is kept in layers, front to back, by how wide a point is drawn, in pixels; each is spread
 * alone and laid over those behind it, so near things bleed over far ones and never the other way. Wider
 * circles need fewer cells. */
enum { most_layers = 6, first_far_layer = 2, last_far_layer = 4, hidden_layer = 5 };
enum { steps_a_cell = 8, most_radius = 16 };

static const struct {
    int shrink;
    double from;
} layer_kinds[most_layers] = {{4, 14}, {2, 1}, {2, 1}, {2, 5}, {4, 14}, {4, 0}};

/* A point up to `sharp` wide is drawn sharp, one from `unsharp` on is spread altogether. */
static const double sharp = 1, unsharp = 2.5;

/* A disc told by where its rows grow and shrink: adding `by` at each place and summing along the rows draws
 * it, with a sum of 1. */
struct growth {
    int16_t down, along;
    float by;
};

struct disc {
    struct growth *growths;
    int count;
};

struct layer {
    int shrink, wide, high, used;
    four *cells; /* light and cover in them, summed */
    float *circles;
    four *spread; /* cells and a border around them */
    int border, stride;
};

struct unsharp {
    struct disc discs[most_radius * steps_a_cell + 1];
    struct layer layers[most_layers];
    four *rows[most_layers];
    float *sharpness;
};

double focus_circle(double metres, double focus, double focal_mm, double f_number, int width)
{
    double f = focal_mm / 1000, most = f * f / (f_number * (focus - f));
    double share = metres > 0 ? (metres - focus) / metres : 1;
    return (share < 0 ? -share : share) * most * 1000 / GATE_WIDTH * width;
}

static void *room_of(size_t bytes)
{
    void *room = NULL;
    if (posix_memalign(&room, sizeof(four), bytes)) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    return room;
}

static double overlap(double half, double middle)
{
    double low = middle - 0.5 > -half ? middle - 0.5 : -half,
           high = middle + 0.5 < half ? middle + 0.5 : half;
    return high > low ? high - low : 0;
}

/* How much of the cell at (x, y) a disc of radius r around (0, 0) covers, by eight lines through the cell. */
static double disc_cover(double r, int x, int y)
{
    double sum = 0;
    for (int i = 0; i < 8; i++) {
        double line = y + (i - 3.5) / 8, half = square_root(r * r - line * line);
        sum += half > 0 ? overlap(half, x) / 8 : 0;
    }
    return sum;
}

static struct disc disc_of(double r)
{
    int reach = (int)(r + 1), count = 0;
    struct growth *growths = room_of(sizeof *growths * (size_t)((2 * reach + 1) * (2 * reach + 2)));
    double all = 0;
    for (int y = -reach; y <= reach; y++) {
        double before = 0;
        for (int x = -reach; x <= reach + 1; x++) {
            double cover = disc_cover(r, x, y);
            all += cover;
            if (cover != before)
                growths[count++] = (struct growth){(int16_t)y, (int16_t)x, (float)(cover - before)};
            before = cover;
        }
    }
    for (int i = 0; i < count; i++)
        growths[i].by = (float)(growths[i].by / all);
    return (struct disc){growths, count};
}

static struct layer layer_of(int shrink, int width, int height)
{
    struct layer layer = {.shrink = shrink};
    layer.wide = (width + shrink - 1) / shrink;
    layer.high = (height + shrink - 1) / shrink;
    layer.border = 2 * (most_radius + 2);
    layer.stride = layer.wide + 2 * layer.border;
    size_t cells = (size_t)layer.wide * layer.high;
    layer.cells = room_of(cells * sizeof *layer.cells);
    layer.circles = room_of(cells * sizeof *layer.circles);
    layer.spread = room_of((size_t)layer.stride * (layer.high + 2 * layer.border) * sizeof *layer.spread);
    return layer;
}

static struct unsharp *unsharp_of(struct canvas *canvas)
{
    if (canvas->unsharp)
        return canvas->unsharp;
    struct unsharp *unsharp_room = room_of(sizeof *unsharp_room);
    for (int i = 0; i <= most_radius * steps_a_cell; i++)
        unsharp_room->discs[i] = disc_of(i < steps_a_cell / 2 ? 0.5 : (double)i / steps_a_cell);
    for (int l = 0; l < most_layers; l++) {
        unsharp_room->layers[l] = layer_of(layer_kinds[l].shrink, canvas->width, canvas->height);
        unsharp_room->rows[l] = room_of((size_t)canvas->width * sizeof(four));
    }
    unsharp_room->sharpness = room_of((size_t)canvas->width * canvas->height * sizeof(float));
    return canvas->unsharp = unsharp_room;
}

void focus_close(struct canvas *canvas)
{
    struct unsharp *u = canvas->unsharp;
    if (!u)
        return;
    for (int i = 0; i <= most_radius * steps_a_cell; i++)
        free(u->discs[i].growths);
    for (int l = 0; l < most_layers; l++) {
        free(u->layers[l].cells);
        free(u->layers[l].circles);
        free(u->layers[l].spread);
        free(u->rows[l]);
    }
    free(u->sharpness);
    free(u);
    canvas->unsharp = NULL;
}

static int layer_for(double circle, int near)
{
    if (near)
        return circle < layer_kinds[0].from;
    int layer = first_far_layer;
    while (layer < last_far_layer && circle >= layer_kinds[layer + 1].from)
        layer++;
    return layer;
}

/* Puts every pixel into its layer's cell and finds how sharp it stays. What is near and half sharp is half in
 * its layer, which lies over it; what is far is all in its layer, under it. */
static void sort_into_layers(struct unsharp *u, const struct canvas *canvas, double focus, double focal_mm,
                             double f_number)
{
    for (int l = 0; l < most_layers; l++) {
        size_t cells = (size_t)u->layers[l].wide * u->layers[l].high;
        memset(u->layers[l].cells, 0, cells * sizeof(four));
        memset(u->layers[l].circles, 0, cells * sizeof(float));
        u->layers[l].used = 0;
    }
    /* The circle is |share| times that of the sky. */
    float widest = (float)focus_circle(0, focus, focal_mm, f_number, canvas->width), plane = (float)focus;
    const float soft = (float)unsharp, part = 1 / (float)(unsharp - sharp);
    for (int pixel = 0, y = 0; y < canvas->height; y++) {
        for (int x = 0; x < canvas->width; x++, pixel++) {
            float metres = canvas->distance[pixel], share = metres > 0 ? 1 - plane / metres : 1;
            float circle = (share < 0 ? -share : share) * widest, clear = (soft - circle) * part;
            clear = clear < 0 ? 0 : clear > 1 ? 1 : clear;
            u->sharpness[pixel] = clear;
            if (clear == 1)
                continue;
            struct layer *layer = &u->layers[layer_for(circle, share < 0)];
            int cell = y / layer->shrink * layer->wide + x / layer->shrink;
            float cover = share < 0 ? 1 - clear : 1;
            layer->used = 1;
            layer->cells[cell] +=
                cover * (four){canvas->light[0][pixel], canvas->light[1][pixel], canvas->light[2][pixel], 1};
            layer->circles[cell] += cover * circle;
        }
    }
}

/* What is hidden behind the rims of near things is taken from what is seen beside them. */
static void guess_hidden(struct unsharp *u, const struct canvas *canvas, double focus)
{
    struct layer *hidden = &u->layers[hidden_layer];
    float widest = 0;
    for (int l = 0; l < first_far_layer; l++) {
        const struct layer *near = &u->layers[l];
        for (int i = 0; i < near->wide * near->high && near->used; i++) {
            float circle = near->circles[i] / (near->cells[i][3] > 0 ? near->cells[i][3] : 1);
            widest = circle > widest ? circle : widest;
        }
    }
    hidden->used = widest > 0;
    for (int pixel = 0, y = 0; y < canvas->height && hidden->used; y++) {
        four *row = hidden->cells + y / hidden->shrink * hidden->wide;
        float *circles = hidden->circles + y / hidden->shrink * hidden->wide;
        for (int x = 0; x < canvas->width; x++, pixel++) {
            int cell = x / hidden->shrink;
            if (canvas->distance[pixel] > 0 && canvas->distance[pixel] < focus && u->sharpness[pixel] < 1)
                continue;
            row[cell] += (four){canvas->light[0][pixel], canvas->light[1][pixel], canvas->light[2][pixel], 1};
            circles[cell] += widest;
        }
    }
}

static int clamped(int x, int end)
{
    return x < 0 ? 0 : x >= end ? end - 1 : x;
}

/* Outside the picture it goes on as at its border. */
static void spread_layer(const struct unsharp *u, struct layer *layer)
{
    const int border = layer->border, reach = border / 2;
    const float part = 1 / (float)(layer->shrink * layer->shrink);
    memset(layer->spread, 0, (size_t)layer->stride * (layer->high + 2 * border) * sizeof(four));
    for (int y = -reach; y < layer->high + reach; y++) {
        const int row = clamped(y, layer->high) * layer->wide;
        four *to = layer->spread + (size_t)(y + border) * layer->stride + border;
        for (int x = -reach; x < layer->wide + reach; x++) {
            int cell = row + clamped(x, layer->wide);
            four value = layer->cells[cell];
            if (value[3] == 0)
                continue;
            float radius = layer->circles[cell] / value[3] / (float)(2 * layer->shrink);
            int step = clamped((int)(radius * steps_a_cell + 0.5f), most_radius * steps_a_cell + 1);
            const struct disc *disc = &u->discs[step];
            value *= part;
            for (int i = 0; i < disc->count; i++)
                to[x + disc->growths[i].down * layer->stride + disc->growths[i].along] +=
                    value * disc->growths[i].by;
        }
    }
    for (int y = 0; y < layer->high; y++) {
        four *cell = layer->spread + (size_t)(y + border) * layer->stride, sum = {0};
        for (int x = 0; x < border + layer->wide; x++)
            cell[x] = sum += cell[x];
    }
}

/* A row of the picture, everywhere between the four nearest cells. */
static void layer_row(const struct layer *layer, int line, int width, four *restrict row)
{
    const int twice = 2 * layer->shrink, wide = layer->wide;
    int at = 2 * line + 1 + layer->shrink, lower = at / twice, upper = lower - 1;
    float down = (float)(at % twice) / (float)twice;
    const four *a =
        layer->spread + (size_t)(clamped(upper, layer->high) + layer->border) * layer->stride + layer->border;
    const four *b =
        layer->spread + (size_t)(clamped(lower, layer->high) + layer->border) * layer->stride + layer->border;
    for (int x = 0; x < width; x++) {
        int across = 2 * x + 1 + layer->shrink, right = across / twice, left = right - 1;
        float t = (float)(across % twice) / (float)twice;
        left = left < 0 ? 0 : left;
        right = right < wide ? right : wide - 1;
        four upper_cell = a[left] + (a[right] - a[left]) * t, lower_cell = b[left] + (b[right] - b[left]) * t;
        row[x] = upper_cell + (lower_cell - upper_cell) * down;
    }
}

/* Sums of rows that should be 0 are not quite. */
static const float least_cover = 1.0f / 1024;

static four laid_under(four over, four under)
{
    if (under[3] < least_cover)
        return over;
    if (under[3] > 1)
        under /= under[3];
    return over + under * (1 - over[3]);
}

static void lay_row(struct unsharp *u, struct canvas *canvas, int line)
{
    size_t begin = (size_t)line * canvas->width;
    for (int l = 0; l < most_layers; l++) {
        if (u->layers[l].used)
            layer_row(&u->layers[l], line, canvas->width, u->rows[l]);
    }
    for (int x = 0; x < canvas->width; x++) {
        size_t pixel = begin + x;
        float clear = u->sharpness[pixel];
        four own = {canvas->light[0][pixel], canvas->light[1][pixel], canvas->light[2][pixel], 1}, sum = {0};
        for (int l = 0; l < first_far_layer; l++)
            sum = u->layers[l].used ? laid_under(sum, u->rows[l][x]) : sum;
        if (clear == 1 && sum[3] == 0)
            continue;
        sum = laid_under(sum, own * clear);
        for (int l = first_far_layer; l <= last_far_layer && clear < 1; l++)
            sum = u->layers[l].used ? laid_under(sum, u->rows[l][x]) : sum;
        four hidden = u->layers[hidden_layer].used && sum[3] < 1 ? u->rows[hidden_layer][x] : (four){0};
        if (hidden[3] >= least_cover)
            sum = laid_under(sum, hidden / hidden[3]);
        if (sum[3] < least_cover)
            continue;
        for (int c = 0; c < 3; c++)
            canvas->light[c][pixel] = sum[c] / sum[3];
    }
}

void focus_blur(struct canvas *canvas, double focus, double focal_mm, double f_number)
{
    struct unsharp *u = unsharp_of(canvas);
    int any = 0;
    sort_into_layers(u, canvas, focus, focal_mm, f_number);
    guess_hidden(u, canvas, focus);
    for (int l = 0; l < most_layers; l++) {
        any |= u->layers[l].used;
        if (u->layers[l].used)
            spread_layer(u, &u->layers[l]);
    }
    for (int line = 0; line < canvas->height && any; line++)
        lay_row(u, canvas, line);
}
