/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include <math.h>

int64_t clock_rescale(int64_t value, struct pst_rational from, struct pst_rational to)
{
    __extension__ typedef __int128 wide;
    wide up = (wide)value * from.num * to.den;
    wide down = (wide)from.den * to.num;
    if (down == 0)
        return 0;
    if (down < 0) {
        up = -up;
        down = -down;
    }
    wide result = (up >= 0 ? up + down / 2 : up - down / 2) / down;
    if (result > INT64_MAX)
        return INT64_MAX;
    return result < INT64_MIN ? INT64_MIN : (int64_t)result;
}

double rational_value(struct pst_rational r)
{
    return r.den ? (double)r.num / r.den : NAN;
}

double clock_seconds(int64_t value, struct pst_rational base)
{
    return base.den ? (double)value * base.num / base.den : NAN;
}
