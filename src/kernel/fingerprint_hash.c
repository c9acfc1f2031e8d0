/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/fingerprint_hash.h"
#include <math.h>
#include <string.h>

enum {
    GRID = FINGERPRINT_GRID,
    HALF = FINGERPRINT_HALF,
    WAVES = FINGERPRINT_WAVES,
    VIEW_SIZE = FINGERPRINT_BITS / 8,
    LONGEST = 160
};

/* Bits of odd u. */
static const uint8_t odd_bits[VIEW_SIZE] = {0x4a, 0x95, 0xaa, 0x52, 0x55, 0xa5, 0xaa, 0xaa,
                                            0x54, 0x55, 0x55, 0xa9, 0xaa, 0xaa, 0x2a, 0x55};

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

/* How much of sample `at` lies in cell `cell` of GRID cells over `size` samples, in 1/GRID of a sample. */
static uint32_t overlap(int at, int cell, int size)
{
    int left = at * GRID > cell * size ? at * GRID : cell * size;
    int right = (at + 1) * GRID < (cell + 1) * size ? (at + 1) * GRID : (cell + 1) * size;
    return right > left ? (uint32_t)(right - left) : 0;
}

/* Area means times width × height, in integers: exact, so that a mirrored picture gives the mirrored grid. */
static void make_grid(const struct plane *luma, uint32_t grid[GRID][GRID])
{
    uint32_t column[LONGEST];
    for (int j = 0; j < GRID; j++) {
        memset(column, 0, sizeof column);
        for (int y = j * luma->height / GRID; y * GRID < (j + 1) * luma->height; y++) {
            const uint16_t *row = luma->data + (ptrdiff_t)y * luma->stride;
            uint32_t weight = overlap(y, j, luma->height);
            for (int x = 0; x < luma->width; x++)
                column[x] += weight * row[x];
        }
        for (int i = 0; i < GRID; i++) {
            grid[j][i] = 0;
            for (int x = i * luma->width / GRID; x * GRID < (i + 1) * luma->width; x++)
                grid[j][i] += overlap(x, i, luma->width) * column[x];
        }
    }
}

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

static void waves_across(const struct fingerprint_view *view, const float *sum, const float *difference,
                         float to[WAVES])
{
    memset(to, 0, WAVES * sizeof *to);
    for (int i = 0; i < HALF; i++)
        for (int k = 0; k < WAVES / 2; k++) {
            to[k] += sum[i] * view->across[i][k];
            to[WAVES / 2 + k] += difference[i] * view->across[i][WAVES / 2 + k];
        }
}

static void view_bits(const struct fingerprint_view *view, const struct folded *folded, uint8_t to[VIEW_SIZE])
{
    float across[GRID][WAVES], both[WAVES][WAVES] = {{0}};
    for (int j = 0; j < GRID; j++)
        waves_across(view, folded->sum[j], folded->difference[j], across[j]);
    for (int v = 0; v < WAVES; v++)
        for (int j = 0; j < GRID; j++)
            for (int k = 0; k < WAVES; k++)
                both[v][k] += view->down[v][j] * across[j][k];
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
    make_grid(&picture->y, grid);
    double squares = fold(grid, grid_mean(grid), &folded);
    view_bits(&basis->whole, &folded, to);
    view_bits(&basis->inner, &folded, to + VIEW_SIZE);
    double deviation = sqrt(squares) / GRID / picture->y.width / picture->y.height / 256;
    to[FINGERPRINT_QUALITY] = (uint8_t)(fmin(2 * deviation, 255) + 0.5);
    to[FINGERPRINT_LUMA] = plane_mean(&picture->y);
    to[FINGERPRINT_CB] = plane_mean(&picture->cb);
    to[FINGERPRINT_CR] = plane_mean(&picture->cr);
}

static int differing_bits(const uint8_t *a, const uint8_t *b, const uint8_t *inverted)
{
    uint64_t x[2], y[2], flip[2];
    memcpy(x, a, sizeof x);
    memcpy(y, b, sizeof y);
    memcpy(flip, inverted, sizeof flip);
    return __builtin_popcountll(x[0] ^ y[0] ^ flip[0]) + __builtin_popcountll(x[1] ^ y[1] ^ flip[1]);
}

int fingerprint_distance(const uint8_t a[FINGERPRINT_SIZE], const uint8_t b[FINGERPRINT_SIZE], bool mirrored)
{
    static const uint8_t none[VIEW_SIZE] = {0};
    const uint8_t *flip = mirrored ? odd_bits : none;
    int whole = differing_bits(a, b, flip);
    int wider = differing_bits(a + VIEW_SIZE, b, flip), closer = differing_bits(a, b + VIEW_SIZE, flip);
    int crop = wider < closer ? wider : closer;
    return whole < crop ? whole : crop;
}
