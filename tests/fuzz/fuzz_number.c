/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers of the command line, against strtod. */
#include "fuzz.h"
#include "number.h"
#include "pastiche/timecode.h"
#include <math.h>

static void check_rate(const char *text)
{
    int num, den;
    if (!number_rate(text, &num, &den))
        return;
    MUST(num > 0 && den > 0);
    double rate = (double)num / den, told = strtod(text, NULL);
    if (strchr(text, '/'))
        told /= strtod(strchr(text, '/') + 1, NULL);
    MUST(rate >= 0.001 && rate <= 1000);
    /* 23.976 is taken for 24000/1001. */
    MUST(fabs(rate - told) <= 0.006);
    MUST(strspn(text, "0123456789./") == strlen(text));
}

static void check_seconds(const char *text)
{
    double seconds, told = 0;
    if (!pst_seconds_parse(text, &seconds))
        return;
    MUST(isfinite(seconds) && seconds >= 0);
    for (const char *part = text; part; part = strchr(part, ':') ? strchr(part, ':') + 1 : NULL)
        told = told * 60 + strtod(part, NULL);
    MUST(fabs(told - seconds) <= 1e-6 * (1 + told));
    MUST(strspn(text, "0123456789.:") == strlen(text));
}

static void check_whole(const char *text, int least, int most)
{
    int value;
    if (!number_whole(text, least, most, &value))
        return;
    MUST(value >= least && value <= most && value == strtol(text, NULL, 10));
    MUST(strspn(text, "0123456789") == strlen(text));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char *text = as_string(bytes, size);
    check_rate(text);
    check_seconds(text);
    check_whole(text, 1, 9999);
    check_whole(text, 0, 999999999);
    free(text);
    return 0;
}
