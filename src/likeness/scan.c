/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/scan.h"
#include <math.h>
#include <stdlib.h>

bool scan_open(struct scan *scan, size_t most)
{
    scan->sum = calloc(most + 1, sizeof *scan->sum);
    scan->told = calloc(most + 1, sizeof *scan->told);
    scan->count = 0;
    return scan->sum && scan->told;
}

void scan_release(struct scan *scan)
{
    free(scan->sum);
    free(scan->told);
    *scan = (struct scan){0};
}

void scan_take(struct scan *scan, const double *curve, size_t count)
{
    scan->count = count;
    for (size_t i = 0; i < count; i++) {
        bool told = !isnan(curve[i]);
        scan->sum[i + 1] = scan->sum[i] + (told ? curve[i] : 0);
        scan->told[i + 1] = scan->told[i] + told;
    }
}

static double inside_sum(const double *sums, size_t first, size_t count)
{
    return sums[first + count] - sums[first];
}

double scan_inside(const struct scan *scan, size_t first, size_t count)
{
    double told = inside_sum(scan->told, first, count);
    return told > 0 ? inside_sum(scan->sum, first, count) / told : (double)NAN;
}

double scan_outside(const struct scan *scan, size_t first, size_t count)
{
    double told = scan->told[scan->count] - inside_sum(scan->told, first, count);
    return told > 0 ? (scan->sum[scan->count] - inside_sum(scan->sum, first, count)) / told : (double)NAN;
}

/* A film that lies nearer to the references than these to one another does not depart where it is merely as
   far as they are: hence 0, their median, in the place of a lower mean outside. */
double scan_height(const struct scan *scan, size_t first, size_t count)
{
    double inside = inside_sum(scan->told, first, count), all = scan->told[scan->count];
    double outside = all - inside;
    if (!(inside > 0) || !(outside > 0))
        return (double)NAN;
    double sum = inside_sum(scan->sum, first, count);
    double rest = (scan->sum[scan->count] - sum) / outside;
    return (sum / inside - (rest > 0 ? rest : 0)) * sqrt(inside * outside / all);
}

struct scan_window scan_best(const struct scan *scan, struct scan_bounds bounds)
{
    struct scan_window best = {0, 0, (double)NAN};
    for (size_t count = bounds.shortest; count <= bounds.longest && count < scan->count;
         count += 1 + count / 12)
        for (size_t first = 0; first + count <= scan->count; first++) {
            if (2 * inside_sum(scan->told, first, count) < (double)count)
                continue;
            double height = scan_height(scan, first, count);
            if (height > best.height || (isnan(best.height) && !isnan(height)))
                best = (struct scan_window){first, count, height};
        }
    return best;
}
