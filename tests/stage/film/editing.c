/* SPDX-License-Identifier: Apache-2.0 */
#include "film/editing.h"

#include <string.h>

static int rounded(double x)
{
    return (int)(x + 0.5);
}

static uint8_t byte_between(double value)
{
    return value < 1 ? 1 : value > 254 ? 254 : (uint8_t)rounded(value);
}

/* The inverse of BT.1886's power of 2.4, without the film's curve: white is 235 and black is 16. */
static double in_signal(double light)
{
    return power(light > 1 ? 1 : light, 1 / 2.4);
}

void signal_of(struct colour colour, uint8_t ycc[3])
{
    double red = in_signal(colour.red), green = in_signal(colour.green), blue = in_signal(colour.blue);
    double luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    ycc[0] = byte_between(16 + 219 * luma);
    ycc[1] = byte_between(128 + 224 / 1.8556 * (blue - luma));
    ycc[2] = byte_between(128 + 224 / 1.5748 * (red - luma));
}

enum { whole = 65536 };

static uint8_t mixed(int a, int b, int part)
{
    return (uint8_t)((a * (whole - part) + b * part + whole / 2) / whole);
}

static int part_of(double share)
{
    return share <= 0 ? 0 : share >= 1 ? whole : rounded(share * whole);
}

void fade_picture(struct picture_planes *planes, struct colour colour, double faded)
{
    int part = part_of(faded);
    uint8_t towards[3];
    signal_of(colour, towards);
    size_t pixels = (size_t)planes->width * planes->height;
    for (size_t i = 0; i < pixels; i++)
        planes->y[i] = mixed(planes->y[i], towards[0], part);
    for (size_t i = 0; i < pixels / 4; i++) {
        planes->cb[i] = mixed(planes->cb[i], towards[1], part);
        planes->cr[i] = mixed(planes->cr[i], towards[2], part);
    }
}

static void dissolve(double done, const struct picture_planes *a, const struct picture_planes *b,
                     struct picture_planes *to)
{
    int part = part_of(done);
    size_t pixels = (size_t)to->width * to->height;
    for (size_t i = 0; i < pixels; i++)
        to->y[i] = mixed(a->y[i], b->y[i], part);
    for (size_t i = 0; i < pixels / 4; i++) {
        to->cb[i] = mixed(a->cb[i], b->cb[i], part);
        to->cr[i] = mixed(a->cr[i], b->cr[i], part);
    }
}

/* An edge that goes over the picture. Every pixel has a place on its way; the new picture is where the place
 * is behind the edge. */
struct edge {
    enum join kind;
    double middle_x, middle_y, along_x, along_y; /* of a straight one: the way's direction, y down */
    double at, soft;                             /* in pixels, of a clock in degrees */
};

static double absolute(double x)
{
    return x < 0 ? -x : x;
}

/* The edge starts and ends so far outside that its softness is outside as well. */
static struct edge edge_of(const struct staged_shot *coming, double done, int width, int height)
{
    struct edge edge = {coming->join,
                        width / 2.0,
                        height / 2.0,
                        cosine(coming->join_way),
                        -sine(coming->join_way),
                        .soft = coming->join_soft * width};
    double from = 0, until;
    if (edge.kind == join_clock) {
        edge.soft *= 360 / (3.14159265358979 * width);
        until = 360;
    } else if (edge.kind == join_iris) {
        until = square_root(edge.middle_x * edge.middle_x + edge.middle_y * edge.middle_y);
    } else {
        until = absolute(edge.along_x) * edge.middle_x + absolute(edge.along_y) * edge.middle_y;
        from = -until;
    }
    edge.at = from - edge.soft / 2 + done * (until - from + edge.soft);
    return edge;
}

/* How much of a pixel the new picture has. An edge without softness is one pixel soft, so that it has no
 * steps; one that runs along columns or rows has none and is hard. */
static double covered(const struct edge *edge, int column, int row)
{
    double x = column + 0.5 - edge->middle_x, y = row + 0.5 - edge->middle_y, soft = edge->soft, place,
           pixel = 1;
    if (edge->kind == join_clock) {
        place = angle_of(x, -y);
        place += place < 0 ? 360 : 0;
        pixel = 180 / 3.14159265358979 / square_root(x * x + y * y);
    } else if (edge->kind == join_iris) {
        place = square_root(x * x + y * y);
    } else {
        place = x * edge->along_x + y * edge->along_y;
        if (soft <= 0 && (edge->along_x == 0 || edge->along_y == 0))
            return place <= edge->at;
    }
    return 0.5 + (edge->at - place) / (soft > pixel ? soft : pixel);
}

/* Chroma lies in the middle of four pixels and is covered as much as they are on average. */
static void wipe(const struct staged_shot *coming, double done, const struct picture_planes *a,
                 const struct picture_planes *b, struct picture_planes *to)
{
    struct edge edge = edge_of(coming, done, to->width, to->height);
    for (int row = 0; row < to->height; row += 2) {
        for (int column = 0; column < to->width; column += 2) {
            int four = 0;
            for (int k = 0; k < 4; k++) {
                int x = column + (k & 1), y = row + (k >> 1), part = part_of(covered(&edge, x, y));
                size_t i = (size_t)y * to->width + x;
                to->y[i] = mixed(a->y[i], b->y[i], part);
                four += part;
            }
            size_t i = (size_t)(row / 2) * (to->width / 2) + column / 2;
            to->cb[i] = mixed(a->cb[i], b->cb[i], (four + 2) / 4);
            to->cr[i] = mixed(a->cr[i], b->cr[i], (four + 2) / 4);
        }
    }
}

/* How far the new picture still has to go, in whole pixels; y down. It comes from the side, from above or
 * from below, whichever the way is nearest to. */
static void way_left(const struct staged_shot *coming, double done, int width, int height, int *x, int *y)
{
    double along = cosine(coming->join_way), up = sine(coming->join_way);
    *x = *y = 0;
    if (absolute(along) >= absolute(up))
        *x = (along > 0 ? -1 : 1) * (width - rounded(done * width));
    else
        *y = (up > 0 ? 1 : -1) * (height - rounded(done * height));
}

/* Where a pixel of the new picture at (x, y) is: outside it is the old picture, which a push moves along. */
static int source_of(int *x, int *y, int left_x, int left_y, int width, int height, int pushes)
{
    int from_x = *x - left_x, from_y = *y - left_y;
    int is_new = from_x >= 0 && from_x < width && from_y >= 0 && from_y < height;
    if (is_new || pushes) {
        *x = (from_x + width) % width;
        *y = (from_y + height) % height;
    }
    return is_new;
}

/* A pixel takes its chroma along; what lies in the middle of four is their mean. */
static void displace(const struct staged_shot *coming, double done, const struct picture_planes *a,
                     const struct picture_planes *b, struct picture_planes *to)
{
    int left_x, left_y, width = to->width, height = to->height;
    way_left(coming, done, width, height, &left_x, &left_y);
    for (int row = 0; row < height; row += 2) {
        for (int column = 0; column < width; column += 2) {
            int blue = 0, red = 0;
            for (int k = 0; k < 4; k++) {
                int x = column + (k & 1), y = row + (k >> 1);
                size_t i = (size_t)y * width + x;
                const struct picture_planes *from =
                    source_of(&x, &y, left_x, left_y, width, height, coming->join == join_push) ? b : a;
                to->y[i] = from->y[(size_t)y * width + x];
                blue += from->cb[(size_t)(y / 2) * (width / 2) + x / 2];
                red += from->cr[(size_t)(y / 2) * (width / 2) + x / 2];
            }
            size_t i = (size_t)(row / 2) * (width / 2) + column / 2;
            to->cb[i] = (uint8_t)((blue + 2) / 4);
            to->cr[i] = (uint8_t)((red + 2) / 4);
        }
    }
}

static void copy_planes(const struct picture_planes *from, struct picture_planes *to)
{
    size_t pixels = (size_t)to->width * to->height;
    if (from->y == to->y)
        return;
    memcpy(to->y, from->y, pixels);
    memcpy(to->cb, from->cb, pixels / 4);
    memcpy(to->cr, from->cr, pixels / 4);
}

void join_pictures(const struct staged_shot *coming, double done, const struct picture_planes *a,
                   const struct picture_planes *b, struct picture_planes *to)
{
    struct picture_planes fresh;
    switch (coming->join) {
    case join_dissolve: dissolve(done, a, b, to); break;
    case join_wipe:
    case join_clock:
    case join_iris: wipe(coming, done, a, b, to); break;
    case join_push:
    case join_slide:
        planes_open(&fresh, to->width, to->height);
        displace(coming, done, a, b, &fresh);
        copy_planes(&fresh, to);
        planes_close(&fresh);
        break;
    default: copy_planes(done < 0.5 ? a : b, to);
    }
}
