/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/transfer.h"
#include <math.h>

enum { WHITE_LEVEL = 65280 };

#define REFERENCE_WHITE 203.0 /* cd/m², BT.2408 */

static double srgb_linear(double signal)
{
    return signal <= 0.04045 ? signal / 12.92 : pow((signal + 0.055) / 1.055, 2.4);
}

/* Constants as BT.2100-2, table 4, writes them. */
static double pq_linear(double signal)
{
    const double m1 = 2610.0 / 16384, m2 = 2523.0 / 4096 * 128;
    const double c1 = 3424.0 / 4096, c2 = 2413.0 / 4096 * 32, c3 = 2392.0 / 4096 * 32;
    double root = pow(signal, 1 / m2);
    return 10000.0 / REFERENCE_WHITE * pow(fmax(root - c1, 0) / (c2 - c3 * root), 1 / m1);
}

/* BT.2100-2, table 5. */
double transfer_hlg_scene(double signal)
{
    const double a = 0.17883277, b = 1 - 4 * a, c = 0.5 - a * log(4 * a);
    signal = fmin(fmax(signal, 0), 1);
    return signal <= 0.5 ? signal * signal / 3 : (exp((signal - c) / a) + b) / 12;
}

static double any_linear(enum pst_transfer transfer, double signal)
{
    switch (transfer) {
    case PST_TRANSFER_SRGB: return srgb_linear(signal);
    case PST_TRANSFER_LINEAR: return signal;
    case PST_TRANSFER_PQ: return pq_linear(signal);
    case PST_TRANSFER_HLG: return TRANSFER_HLG_GAIN * pow(transfer_hlg_scene(signal), 1.2);
    case PST_TRANSFER_BT1886: break;
    }
    return pow(signal, 2.4);
}

double transfer_linear(enum pst_transfer transfer, double signal)
{
    if (!(signal > 0))
        return 0;
    return fmin(any_linear(transfer, fmin(signal, 1)), 1);
}

int transfer_level(enum pst_transfer transfer, double light)
{
    int low = 0, high = WHITE_LEVEL + 1;
    while (low < high) {
        int middle = (low + high) / 2;
        if (transfer_linear(transfer, (double)middle / WHITE_LEVEL) >= light)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}
