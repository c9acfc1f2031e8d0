/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/fingerprint_hash.h"
#include <math.h>

enum { GRID = FINGERPRINT_GRID, HALF = FINGERPRINT_HALF, WAVES = FINGERPRINT_WAVES };

/* cos(πk(t − start)/length) over the samples inside the view, each weighed by how much of it is inside; less
   its mean, so that no light leaks into a coefficient other than the first. */
static void init_wave(double wave[GRID], int k, double share)
{
    const double pi = 3.14159265358979323846, start = (1 - share) / 2 * GRID, length = share * GRID;
    double weight[GRID], sum = 0, weights = 0;
    for (int x = 0; x < GRID; x++) {
        double left = fmax(x, start), right = fmin(x + 1, start + length);
        weight[x] = fmax(right - left, 0);
        wave[x] = weight[x] * cos(pi * k * ((left + right) / 2 - start) / length);
        sum += wave[x];
        weights += weight[x];
    }
    for (int x = 0; x < GRID && k > 0; x++)
        wave[x] -= weight[x] * sum / weights;
}

static void init_view(struct fingerprint_view *view, double share)
{
    for (int k = 0; k < WAVES; k++) {
        double wave[GRID];
        init_wave(wave, k, share);
        for (int i = 0; i < HALF; i++)
            view->across[i][k / 2 + (k % 2 ? WAVES / 2 : 0)] = (float)wave[i];
        for (int i = 0; i < GRID; i++)
            view->down[k][i] = (float)wave[i];
    }
}

void fingerprint_init(struct fingerprint_basis *basis)
{
    init_view(&basis->whole, 1);
    init_view(&basis->inner, FINGERPRINT_INNER);
}
