/* SPDX-License-Identifier: Apache-2.0 */
/* Looking for an inset costs, and few pictures have one: one in LATER is looked at while there is none, and
   where one is found the pictures since, which were held back, are looked at too. So its first frame is
   exact. */
#include "base/error.h"
#include "base/inset_print.h"
#include "kernel/level.h"
#include "meter/meter.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static_assert((int)INSET_PRINT == (int)FINGERPRINT_SIZE, "an inset's is a picture's");

static const struct meter_measure measures[] = {
    {.name = "inset",
     .unit = "",
     .what = "fingerprint and place of a picture within the picture, from that frame till the next written",
     .grid = "frame",
     .vector = true},
};

enum { LATER = 4, SAME_BITS = 6 };

/* A picture that was held back. */
struct held {
    uint16_t y[SMALL_LUMA * SMALL_LUMA], cb[SMALL_CHROMA * SMALL_CHROMA], cr[SMALL_CHROMA * SMALL_CHROMA];
    struct reduced small; /* of these */
    int64_t n;
};

struct inset_state {
    const struct kernels *kernels;
    struct fingerprint_basis basis;
    struct inset_search search;
    struct held held[LATER - 1];
    int held_count;
    uint8_t last[INSET_SIZE]; /* what was written */
};

static enum pst_status inset_open(struct meter_run *run)
{
    struct inset_state *s = calloc(1, sizeof *s);
    if (!s)
        return fail_memory(run->error);
    s->kernels = kernels_here();
    fingerprint_init(&s->basis);
    run->state = s;
    return PST_OK;
}

static struct plane part_of(const struct plane *p, const struct inset *inset, int halves)
{
    int x = inset->x / halves, y = inset->y / halves;
    int width = inset->width / halves, height = inset->height / halves;
    x = x < p->width ? x : p->width - 1;
    y = y < p->height ? y : p->height - 1;
    width = x + width < p->width ? width : p->width - x;
    height = y + height < p->height ? height : p->height - y;
    return (struct plane){p->data + (ptrdiff_t)y * p->stride + x, p->stride, width, height};
}

static uint8_t share(int at, int size)
{
    return (uint8_t)((at * 255 + size / 2) / size);
}

static void describe(const struct inset_state *s, const struct reduced *small, const struct inset *inset,
                     uint8_t bytes[INSET_SIZE])
{
    const struct reduced part = {part_of(&small->y, inset, 1), part_of(&small->cb, inset, 2),
                                 part_of(&small->cr, inset, 2)};
    s->kernels->fingerprint_make(&s->basis, &part, bytes);
    bytes[INSET_PRINT] = share(inset->x, small->y.width);
    bytes[INSET_PRINT + 1] = share(inset->y, small->y.height);
    bytes[INSET_PRINT + 2] = share(inset->x + inset->width, small->y.width);
    bytes[INSET_PRINT + 3] = share(inset->y + inset->height, small->y.height);
}

static int bits_apart(const uint8_t *a, const uint8_t *b)
{
    struct fingerprint_pairs pairs = fingerprint_pairs(a, b, false);
    return pairs.whole_whole + pairs.inner_inner;
}

static bool is_there(const uint8_t bytes[INSET_SIZE])
{
    return bytes[INSET_PRINT + 2] > 0;
}

static enum pst_status write_change(struct meter_run *run, int64_t n, const uint8_t bytes[INSET_SIZE])
{
    struct inset_state *s = run->state;
    if (is_there(bytes) == is_there(s->last) && bits_apart(bytes, s->last) <= SAME_BITS)
        return PST_OK;
    memcpy(s->last, bytes, INSET_SIZE);
    return run->sink->vector(run, 0, n, bytes, INSET_SIZE);
}

static enum pst_status look(struct meter_run *run, int64_t n, const struct reduced *small)
{
    struct inset_state *s = run->state;
    uint8_t bytes[INSET_SIZE] = {0};
    struct inset inset = s->kernels->inset_find(&small->y, &s->search);
    if (inset.width)
        describe(s, small, &inset, bytes);
    return write_change(run, n, bytes);
}

static struct plane keep(const struct plane *from, uint16_t *to)
{
    for (int y = 0; y < from->height; y++)
        memcpy(to + (ptrdiff_t)y * from->width, from->data + (ptrdiff_t)y * from->stride,
               (size_t)from->width * sizeof *to);
    return (struct plane){to, from->width, from->width, from->height};
}

static void hold(struct inset_state *s, const struct picture *picture)
{
    struct held *held = &s->held[s->held_count++];
    held->small = (struct reduced){keep(&picture->small.y, held->y), keep(&picture->small.cb, held->cb),
                                   keep(&picture->small.cr, held->cr)};
    held->n = picture->n;
}

static enum pst_status inset_picture(struct meter_run *run, const struct picture *picture)
{
    struct inset_state *s = run->state;
    const struct plane *y = &picture->small.y;
    if (y->width > SMALL_LUMA || y->height > SMALL_LUMA)
        return fail(run->error, PST_INTERNAL, "picture %lld is larger than meters take",
                    (long long)picture->n);
    if (is_there(s->last))
        return look(run, picture->n, &picture->small);
    if (s->held_count < LATER - 1) {
        hold(s, picture);
        return PST_OK;
    }
    s->held_count = 0;
    if (s->kernels->inset_find(y, &s->search).width == 0)
        return PST_OK;
    enum pst_status status = PST_OK;
    for (int i = 0; status == PST_OK && i < LATER - 1; i++)
        status = look(run, s->held[i].n, &s->held[i].small);
    return status == PST_OK ? look(run, picture->n, &picture->small) : status;
}

static void inset_close(struct meter_run *run)
{
    free(run->state);
    run->state = NULL;
}

const struct meter inset_meter = {
    .name = "inset",
    .version = 1,
    .wants = METER_PICTURES,
    .measures = measures,
    .measure_count = 1,
    .open = inset_open,
    .picture = inset_picture,
    .close = inset_close,
};
