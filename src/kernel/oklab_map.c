/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/oklab.h"
#include "kernel/transfer.h"

/* Ottosson's matrix from linear sRGB to cone responses. */
static const double lms_of_srgb[3][3] = {{0.4122214708, 0.5363325363, 0.0514459929},
                                         {0.2119034982, 0.6806995451, 0.1073969566},
                                         {0.0883024619, 0.2817188376, 0.6299787005}};
/* ITU-R BT.2087-0: linear BT.2020 to linear BT.709. */
static const double bt709_of_bt2020[3][3] = {
    {1.6605, -0.5876, -0.0728}, {-0.1246, 1.1329, -0.0083}, {-0.0182, -0.1006, 1.1187}};

static void init_rgb(struct oklab_map *map, enum pst_matrix matrix)
{
    double kr = 0.2126, kb = 0.0722;
    if (matrix == PST_MATRIX_BT601) {
        kr = 0.299;
        kb = 0.114;
    } else if (matrix == PST_MATRIX_BT2020) {
        kr = 0.2627;
        kb = 0.0593;
    }
    double kg = 1 - kr - kb;
    map->r_cr = (float)(2 * (1 - kr));
    map->b_cb = (float)(2 * (1 - kb));
    map->g_cr = (float)(-2 * (1 - kr) * kr / kg);
    map->g_cb = (float)(-2 * (1 - kb) * kb / kg);
}

static void init_lms(struct oklab_map *map, enum pst_matrix matrix)
{
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            double sum = lms_of_srgb[i][j];
            if (matrix == PST_MATRIX_BT2020) {
                sum = 0;
                for (int k = 0; k < 3; k++)
                    sum += lms_of_srgb[i][k] * bt709_of_bt2020[k][j];
            }
            map->lms[i][j] = (float)sum;
        }
}

void oklab_map_init(struct oklab_map *map, enum pst_matrix matrix, enum pst_transfer transfer)
{
    init_rgb(map, matrix);
    init_lms(map, matrix);
    map->hlg = transfer == PST_TRANSFER_HLG;
    for (int i = 0; i <= OKLAB_STEPS + 1; i++) {
        double signal = (double)i / OKLAB_STEPS;
        map->linear[i] = (float)(map->hlg ? transfer_hlg_scene(signal) : transfer_linear(transfer, signal));
    }
}
