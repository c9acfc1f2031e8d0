/* SPDX-License-Identifier: Apache-2.0 */
#include "still_budget.h"

#include "base/error.h"
#include "media/jpeg.h"
#include <stdlib.h>

enum { LEAST_WIDTH = 64, TRIED = 24 };

size_t still_bytes(const struct pst_still *stills, size_t count)
{
    size_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += stills[i].size;
    return sum;
}

/* What all stills would take at a width, from a few of them. */
static enum pst_status estimate(const struct pst_still *stills, size_t count, int width, double *bytes,
                                struct pst_error *error)
{
    size_t tried = count < TRIED ? count : TRIED;
    *bytes = 0;
    for (size_t i = 0; i < tried; i++) {
        const struct pst_still *still = &stills[i * count / tried];
        void *jpeg;
        size_t size;
        enum pst_status status = jpeg_shrink(still->jpeg, still->size, width, &jpeg, &size, error);
        if (status != PST_OK)
            return status;
        free(jpeg);
        *bytes += (double)size * (double)count / (double)tried;
    }
    return PST_OK;
}

/* The widest stills that are likely to fit. */
static enum pst_status choose_width(const struct pst_still *stills, size_t count, size_t budget, int *width,
                                    struct pst_error *error)
{
    for (*width = stills[0].width / 16 * 16; *width > LEAST_WIDTH; *width -= 16) {
        double bytes;
        enum pst_status status = estimate(stills, count, *width, &bytes, error);
        if (status != PST_OK || bytes < 0.95 * (double)budget)
            return status;
    }
    return PST_OK;
}

static enum pst_status shrink(struct fitted_stills *fitted, const struct pst_still *stills, size_t count,
                              int width, struct pst_error *error)
{
    for (size_t i = 0; i < count; i++) {
        void *jpeg;
        size_t size;
        enum pst_status status = jpeg_shrink(stills[i].jpeg, stills[i].size, width, &jpeg, &size, error);
        if (status != PST_OK)
            return status;
        if (i < fitted->count)
            free((void *)(uintptr_t)fitted->made[i].jpeg);
        else
            fitted->count++;
        int was = stills[i].width, now = width < was ? width : was;
        fitted->made[i] = stills[i];
        fitted->made[i].jpeg = jpeg;
        fitted->made[i].size = size;
        fitted->made[i].width = now;
        fitted->made[i].height = was > 0 ? (stills[i].height * now + was / 2) / was : 0;
    }
    return PST_OK;
}

/* Leaves stills out evenly until the rest fits. */
static void thin_out(struct fitted_stills *fitted, size_t budget)
{
    size_t count = fitted->count, bytes = still_bytes(fitted->made, count), kept = 0;
    if (bytes <= budget)
        return;
    size_t wanted = (size_t)((double)count * (double)budget / (double)bytes * 0.95);
    for (size_t i = 0; i < count; i++) {
        if (i * wanted / count != (i + 1) * wanted / count)
            fitted->made[kept++] = fitted->made[i];
        else
            free((void *)(uintptr_t)fitted->made[i].jpeg);
    }
    fitted->count = kept;
}

enum pst_status still_budget_fit(const struct pst_still *stills, size_t count, size_t budget,
                                 struct fitted_stills *fitted, struct pst_error *error)
{
    *fitted = (struct fitted_stills){.list = stills, .count = count};
    if (still_bytes(stills, count) <= budget)
        return PST_OK;
    fitted->count = 0;
    fitted->list = fitted->made = calloc(count, sizeof *fitted->made);
    if (!fitted->made)
        return fail_memory(error);
    int width;
    enum pst_status status = choose_width(stills, count, budget, &width, error);
    for (; status == PST_OK; width = width * 7 / 8) {
        status = shrink(fitted, stills, count, width, error);
        if (still_bytes(fitted->made, fitted->count) <= budget || width <= LEAST_WIDTH)
            break;
    }
    if (status == PST_OK)
        thin_out(fitted, budget);
    return status;
}

void fitted_stills_release(struct fitted_stills *fitted)
{
    for (size_t i = 0; fitted->made && i < fitted->count; i++)
        free((void *)(uintptr_t)fitted->made[i].jpeg);
    free(fitted->made);
    *fitted = (struct fitted_stills){0};
}
