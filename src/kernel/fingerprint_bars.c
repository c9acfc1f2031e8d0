/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/fingerprint_bars.h"
#include <stdlib.h>

/* Of 65280: how light a bar may be, as where a grade lifts it; how even it is; and by how much the mean two
   samples further in is lighter at the least. */
enum { DARK = 40 * 256, EVEN = 5 * 256, LIT = 15 * 256, UNEVEN = 2, LEAST_SHARE = 20 };

/* Lines from one of four sides: `step` samples lie between samples of a line, `next` between lines. */
struct side {
    const uint16_t *first;
    int step, next, length, lines;
};

/* As the side's first sample, all along. */
static bool is_bar(const struct side *s, int line)
{
    const uint16_t *at = s->first + (ptrdiff_t)line * s->next;
    for (int i = 0; i < s->length; i++)
        if (abs(at[(ptrdiff_t)i * s->step] - s->first[0]) > EVEN)
            return false;
    return s->first[0] <= DARK;
}

static bool is_lit(const struct side *s, int line)
{
    const uint16_t *at = s->first + (ptrdiff_t)line * s->next;
    uint64_t sum = 0;
    for (int i = 0; i < s->length; i++)
        sum += at[(ptrdiff_t)i * s->step];
    return sum >= ((uint64_t)s->first[0] + LIT) * (uint64_t)s->length;
}

static int bar(const struct side *s)
{
    int most = s->lines * 2 / 5, n = 0;
    while (n < most && is_bar(s, n))
        n++;
    return n < most && n * LEAST_SHARE >= s->lines && is_lit(s, n + 2) ? n : 0;
}

/* Even, so that chroma keeps step. */
static int pair(const struct side *one, const struct side *other)
{
    int a = bar(one), b = a ? bar(other) : 0;
    return a && b && abs(a - b) <= UNEVEN ? ((a > b ? a : b) + 1) & ~1 : 0;
}

static struct plane crop(const struct plane *p, int x, int y)
{
    return (struct plane){p->data + (ptrdiff_t)y * p->stride + x, p->stride, p->width - 2 * x,
                          p->height - 2 * y};
}

struct reduced fingerprint_without_bars(const struct reduced *small)
{
    const struct plane *y = &small->y;
    const uint16_t *last = y->data + (ptrdiff_t)(y->height - 1) * y->stride;
    const struct side top = {y->data, 1, y->stride, y->width, y->height},
                      bottom = {last, 1, -y->stride, y->width, y->height},
                      left = {y->data, y->stride, 1, y->height, y->width},
                      right = {y->data + y->width - 1, y->stride, -1, y->height, y->width};
    int rows = pair(&top, &bottom), columns = pair(&left, &right);
    if (!rows && !columns)
        return *small;
    return (struct reduced){crop(y, columns, rows), crop(&small->cb, columns / 2, rows / 2),
                            crop(&small->cr, columns / 2, rows / 2)};
}
