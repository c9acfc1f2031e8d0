/* SPDX-License-Identifier: Apache-2.0 */
/* No description of this file is published; its parts are those that others write for the tool to open:
   mode 1 (simple: no shot sizes), shots, mean length, length of the film, the names of the shot sizes and two
   rows of counts that simple mode leaves at 0, "&@", then a row a shot: number, length, where it ends, size.
   Times are tenths of a second. */
#include "exchange/cinemetrics.h"
#include "base/error.h"
#include "exchange/line_text.h"
#include <math.h>

/* Milliseconds in tenths of a second, with no digit lost. */
static void put_tenths(struct text *out, int64_t milliseconds)
{
    text_format(out, "%lld.%02d", (long long)(milliseconds / 100), (int)(milliseconds % 100));
}

static int64_t length_of(const struct exchange_shot *shot)
{
    int64_t length = whole_milliseconds(shot->end) - whole_milliseconds(shot->start);
    return length > 0 ? length : 0;
}

static void put_head(struct text *out, const struct exchange *x)
{
    int64_t total = 0, count = (int64_t)x->shot_count;
    for (size_t i = 0; i < x->shot_count; i++)
        total += length_of(&x->shots[i]);
    text_format(out, "1\n%lld\n", (long long)count);
    put_tenths(out, count ? (total + count / 2) / count : 0);
    text_append(out, "\n");
    put_tenths(out, total);
    text_append(out, "\nBCU;CU;MCU;MS;MLS;FS;LS;Other\n0;0;0;0;0;0;0;0\n0;0;0;0;0;0;0;0\n&@");
}

enum pst_status cinemetrics_write(const struct exchange *x, struct text *out, struct pst_error *error)
{
    put_head(out, x);
    for (size_t i = 0; i < x->shot_count; i++) {
        const struct exchange_shot *shot = &x->shots[i];
        if (!isfinite(shot->start) || !isfinite(shot->end))
            return fail(error, PST_USAGE, "shot lengths need times, and '%s' has none", x->file);
        text_format(out, "%zu;", i + 1);
        put_tenths(out, length_of(shot));
        text_append(out, ";");
        put_tenths(out, whole_milliseconds(shot->end));
        text_append(out, ";0\n");
    }
    return out->failed ? fail_memory(error) : PST_OK;
}
