/* SPDX-License-Identifier: Apache-2.0 */
#include "still_print.h"
#include "kernel/level.h"
#include "still_picture.h"

/* Of the middle of a picture `share` times as wide and high; beyond its edges they are repeated. */
static void take_middle(const struct plane *from, double share, uint16_t *to)
{
    for (int y = 0; y < from->height; y++) {
        double v = (from->height - 1) * 0.5 + (y - (from->height - 1) * 0.5) * share;
        v = v < 0 ? 0 : v > from->height - 1 ? from->height - 1 : v;
        int top = (int)v, below = top + 1 < from->height ? top + 1 : top;
        const uint16_t *a = from->data + (ptrdiff_t)top * from->stride,
                       *b = from->data + (ptrdiff_t)below * from->stride;
        for (int x = 0; x < from->width; x++) {
            double u = (from->width - 1) * 0.5 + (x - (from->width - 1) * 0.5) * share;
            u = u < 0 ? 0 : u > from->width - 1 ? from->width - 1 : u;
            int left = (int)u, right = left + 1 < from->width ? left + 1 : left;
            double upper = a[left] + (u - left) * (a[right] - a[left]),
                   lower = b[left] + (u - left) * (b[right] - b[left]);
            to[y * from->width + x] = (uint16_t)(upper + (v - top) * (lower - upper) + 0.5);
        }
    }
}

static enum pst_status take_prints(void *data, const struct reduced *bare, struct pst_error *error)
{
    static const double cropped_to[STILL_CROPS] = {0.85, 0.9, 0.94, 0.97};
    struct still_prints *prints = data;
    struct fingerprint_basis basis;
    uint16_t middle[SMALL_LUMA * SMALL_LUMA];
    (void)error;
    fingerprint_init(&basis);
    kernels_here()->fingerprint_make(&basis, bare, prints->as_is);
    for (int i = 0; i < STILL_CROPS; i++) {
        struct reduced cropped = *bare;
        take_middle(&bare->y, FINGERPRINT_INNER / cropped_to[i], middle);
        cropped.y = (struct plane){middle, cropped.y.width, cropped.y.width, cropped.y.height};
        kernels_here()->fingerprint_make(&basis, &cropped, prints->cropped[i]);
    }
    return PST_OK;
}

enum pst_status still_prints(const char *path, struct still_prints *prints, struct pst_error *error)
{
    return still_picture(path, take_prints, prints, error);
}
