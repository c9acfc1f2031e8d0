/* SPDX-License-Identifier: Apache-2.0 */
/* Points, directions and turns. Metres; x to the right, y up, z ahead (north) for someone who looks along
 * heading 0; a heading grows clockwise seen from above. */
#ifndef STAGE_SPACE_H
#define STAGE_SPACE_H

#include "render/arithmetic.h"

struct vec {
    float x, y, z;
};

/* Columns: where the own right, up and ahead of a thing point. */
struct turn {
    struct vec right, up, ahead;
};

static inline struct vec vec(double x, double y, double z)
{
    return (struct vec){(float)x, (float)y, (float)z};
}

static inline struct vec add(struct vec a, struct vec b)
{
    return (struct vec){a.x + b.x, a.y + b.y, a.z + b.z};
}

static inline struct vec minus(struct vec a, struct vec b)
{
    return (struct vec){a.x - b.x, a.y - b.y, a.z - b.z};
}

static inline struct vec times(struct vec a, double k)
{
    return (struct vec){a.x * (float)k, a.y * (float)k, a.z * (float)k};
}

static inline float dot(struct vec a, struct vec b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

static inline struct vec cross(struct vec a, struct vec b)
{
    return (struct vec){a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

static inline double length_of(struct vec a)
{
    return square_root(dot(a, a));
}

/* A direction of length 1; `a` itself where it has no length. */
static inline struct vec unit(struct vec a)
{
    double length = length_of(a);
    return length > 0 ? times(a, 1 / length) : a;
}

static inline struct vec between(struct vec a, struct vec b, double t)
{
    return add(a, times(minus(b, a), t));
}

/* A direction told in the turned thing's own axes, in those of the world. */
static inline struct vec turned(struct turn t, struct vec a)
{
    return add(add(times(t.right, a.x), times(t.up, a.y)), times(t.ahead, a.z));
}

/* First `inner` in the axes that `outer` gives. */
static inline struct turn turned_by(struct turn outer, struct turn inner)
{
    return (struct turn){turned(outer, inner.right), turned(outer, inner.up), turned(outer, inner.ahead)};
}

static inline struct turn heading(double degrees)
{
    double s = sine(degrees), c = cosine(degrees);
    return (struct turn){vec(c, 0, -s), vec(0, 1, 0), vec(s, 0, c)};
}

/* Up is positive: the front rises. */
static inline struct turn tilt(double degrees)
{
    double s = sine(degrees), c = cosine(degrees);
    return (struct turn){vec(1, 0, 0), vec(0, c, -s), vec(0, s, c)};
}

/* Clockwise, for who looks ahead. */
static inline struct turn roll(double degrees)
{
    double s = sine(degrees), c = cosine(degrees);
    return (struct turn){vec(c, -s, 0), vec(s, c, 0), vec(0, 0, 1)};
}

#endif
