/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/fingerprint_hash.h"
#include "kernel/fingerprint_grid.h"
#include <math.h>
#include <string.h>

enum {
    GRID = FINGERPRINT_GRID,
    HALF = FINGERPRINT_HALF,
    WAVES = FINGERPRINT_WAVES,
    VIEW_SIZE = FINGERPRINT_BITS / 8
};

static uint32_t grid_mean(uint32_t grid[GRID][GRID])
{
    uint64_t sum = 0;
    for (int j = 0; j < GRID; j++)
        for (int i = 0; i < GRID; i++)
            sum += grid[j][i];
    return (uint32_t)((sum + GRID * GRID / 2) / (GRID * GRID));
}

/* Rows folded at the middle into sums (even waves see only these) and differences (odd waves): the mirrored
   picture has the same sums and the negated differences, bit for bit. */
struct folded {
    float sum[GRID][HALF], difference[GRID][HALF];
};

static double fold(uint32_t grid[GRID][GRID], uint32_t mean, struct folded *to)
{
    double squares = 0;
    for (int j = 0; j < GRID; j++)
        for (int i = 0; i < HALF; i++) {
            float left = (float)((int32_t)grid[j][i] - (int32_t)mean);
            float right = (float)((int32_t)grid[j][GRID - 1 - i] - (int32_t)mean);
            to->sum[j][i] = left + right;
            to->difference[j][i] = left - right;
            squares += (double)left * left + (double)right * right;
        }
    return squares;
}

enum { ROWS = 4, DOWN = 4 }; /* sums that go on side by side: each waits for itself alone */

/* ROWS rows at a time. */
static void waves_across(const struct fingerprint_view *view, const struct folded *folded, int row,
                         float to[][WAVES])
{
    float waves[ROWS][WAVES] = {{0}};
    for (int i = 0; i < HALF; i++)
        for (int j = 0; j < ROWS; j++)
            for (int k = 0; k < WAVES / 2; k++) {
                waves[j][k] += folded->sum[row + j][i] * view->across[i][k];
                waves[j][WAVES / 2 + k] += folded->difference[row + j][i] * view->across[i][WAVES / 2 + k];
            }
    memcpy(to[row], waves, sizeof waves);
}

static void waves_down(const struct fingerprint_view *view, float across[GRID][WAVES], int first,
                       float to[WAVES][WAVES])
{
    float waves[DOWN][WAVES] = {{0}};
    for (int j = 0; j < GRID; j++)
        for (int v = 0; v < DOWN; v++)
            for (int k = 0; k < WAVES; k++)
                waves[v][k] += view->down[first + v][j] * across[j][k];
    memcpy(to[first], waves, sizeof waves);
}

static void view_bits(const struct fingerprint_view *view, const struct folded *folded, uint8_t to[VIEW_SIZE])
{
    float across[GRID][WAVES], both[WAVES][WAVES];
    for (int j = 0; j < GRID; j += ROWS)
        waves_across(view, folded, j, across);
    for (int v = 0; v < WAVES; v += DOWN)
        waves_down(view, across, v, both);
    memset(to, 0, VIEW_SIZE);
    for (int sum = 1, bit = 0; sum < WAVES; sum++)
        for (int u = 0; u <= sum && bit < FINGERPRINT_BITS; u++, bit++)
            if (both[sum - u][u / 2 + (u % 2 ? WAVES / 2 : 0)] > 0)
                to[bit / 8] |= (uint8_t)(1 << bit % 8);
}

static uint8_t plane_mean(const struct plane *plane)
{
    uint64_t sum = 0, count = (uint64_t)plane->width * (uint64_t)plane->height;
    for (int y = 0; y < plane->height; y++)
        for (int x = 0; x < plane->width; x++)
            sum += plane->data[(ptrdiff_t)y * plane->stride + x];
    uint64_t mean = (sum + count * 128) / (count * 256);
    return (uint8_t)(mean < 255 ? mean : 255);
}

void fingerprint_make(const struct fingerprint_basis *basis, const struct reduced *picture,
                      uint8_t to[FINGERPRINT_SIZE])
{
    uint32_t grid[GRID][GRID];
    struct folded folded;
    fingerprint_make_grid(&picture->y, grid);
    double squares = fold(grid, grid_mean(grid), &folded);
    view_bits(&basis->whole, &folded, to);
    view_bits(&basis->inner, &folded, to + VIEW_SIZE);
    double deviation = sqrt(squares) / GRID / picture->y.width / picture->y.height / 256;
    to[FINGERPRINT_QUALITY] = (uint8_t)(fmin(2 * deviation, 255) + 0.5);
    to[FINGERPRINT_LUMA] = plane_mean(&picture->y);
    to[FINGERPRINT_CB] = plane_mean(&picture->cb);
    to[FINGERPRINT_CR] = plane_mean(&picture->cr);
}
