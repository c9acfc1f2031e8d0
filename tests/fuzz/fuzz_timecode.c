/* SPDX-License-Identifier: Apache-2.0 */
/* Timecode there and back. The first byte chooses the rate; the rest is a timecode, and where it begins with
   a number, a frame. */
#include "fuzz.h"
#include "pastiche/timecode.h"

static const struct pst_rational rates[] = {
    {24, 1},        {24000, 1001},  {25, 1},
    {30, 1},        {30000, 1001},  {50, 1},
    {60, 1},        {60000, 1001},  {48, 1},
    {100, 1},       {1, 60},        {1000, 1},
    {INT32_MAX, 1}, {0, 0},         {-25, 1},
    {25, -1},       {1, 1},         {15000, 1001},
    {90000, 1},     {120000, 1001}, {INT32_MAX, INT32_MAX},
    {12, 1},        {18, 1},        {1, INT32_MAX},
};
enum { RATES = sizeof rates / sizeof *rates };

static bool drops(struct pst_rational rate)
{
    return rate.den == 1001 && (rate.num == 30000 || rate.num == 60000);
}

/* What is read is written the same. */
static void check_text(const char *text, struct pst_rational rate)
{
    char back[PST_TIMECODE_SIZE];
    int64_t n;
    bool drop;
    if (!pst_timecode_parse(text, rate, &n, &drop))
        return;
    MUST(n >= 0 && strlen(text) == 11 && drop == (text[8] == ';'));
    pst_timecode(n, rate, drop, back);
    if (drop && !drops(rate))
        back[8] = ';';
    MUST(strcmp(back, text) == 0);
}

/* What is written is read the same, but for whole days. */
static void check_frame(int64_t n, struct pst_rational rate, bool drop)
{
    char text[PST_TIMECODE_SIZE];
    int64_t fps = rate.den > 0 && rate.num > 0 ? (rate.num + (int64_t)rate.den / 2) / rate.den : 0, back;
    int64_t day = 86400 * fps - (drop && drops(rate) ? fps / 15 * 9 * 144 : 0);
    bool dropped;
    pst_timecode(n, rate, drop, text);
    MUST(strlen(text) < PST_TIMECODE_SIZE);
    if (n < 0 || fps <= 0) {
        MUST(strcmp(text, "--:--:--:--") == 0);
        return;
    }
    if (fps > 100)
        return;
    MUST(pst_timecode_parse(text, rate, &back, &dropped));
    MUST(back == n % day && dropped == (drop && drops(rate)));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size < 1)
        return 0;
    struct pst_rational rate = rates[bytes[0] % RATES];
    char *text = as_string(bytes + 1, size - 1);
    check_text(text, rate);
    check_frame(strtoll(text, NULL, 10), rate, false);
    check_frame(strtoll(text, NULL, 10), rate, true);
    free(text);
    return 0;
}
