/* SPDX-License-Identifier: Apache-2.0 */
/* Expectations from SMPTE ST 12-1: drop frame leaves out ;00 and ;01 of each minute not divisible by ten, so
   that an hour of 29.97 (107,892 frames) is 01:00:00;00. */
#include "pastiche/timecode.h"
#include "test.h"

static void expect(int64_t n, struct pst_rational rate, bool drop, const char *wanted)
{
    char text[PST_TIMECODE_SIZE];
    pst_timecode(n, rate, drop, text);
    REQUIRE_TEXT(text, wanted);
}

static void expect_frame(const char *text, struct pst_rational rate, int64_t wanted, bool wanted_drop)
{
    int64_t n = -1;
    bool drop = !wanted_drop;
    REQUIRE(pst_timecode_parse(text, rate, &n, &drop));
    REQUIRE_INT(n, wanted);
    REQUIRE_INT(drop, wanted_drop);
}

static void expect_none(const char *text, struct pst_rational rate)
{
    int64_t n;
    bool drop;
    if (pst_timecode_parse(text, rate, &n, &drop))
        TEST_FAIL("'%s' was read as %lld", text, (long long)n);
}

static void test_parse(void)
{
    struct pst_rational film = {24, 1}, ntsc = {30000, 1001}, ntsc60 = {60000, 1001};
    expect_frame("00:00:00:00", film, 0, false);
    expect_frame("01:00:00:00", film, 86400, false);
    expect_frame("00:59:59:23", film, 86399, false);
    expect_frame("00:01:00;02", ntsc, 1800, true);
    expect_frame("01:00:00;00", ntsc, 107892, true);
    expect_frame("01:00:00:00", ntsc, 108000, false);
    expect_frame("00:01:00;04", ntsc60, 3600, true);
    for (int64_t n = 0; n < 24 * 107892; n += 997) {
        char text[PST_TIMECODE_SIZE];
        pst_timecode(n, ntsc, true, text);
        expect_frame(text, ntsc, n, true);
    }
    const char *wrong[] = {"",
                           "1:00:00:00",
                           "00:00:00",
                           "00:00:00:0",
                           "00:00:00:24",
                           "00:60:00:00",
                           "24:00:00:00",
                           "00:00:60:00",
                           "0a:00:00:00",
                           "00:00:00:00 ",
                           "00-00-00-00",
                           "-1:00:00:00"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        expect_none(wrong[i], film);
    expect_none("00:01:00;00", ntsc);
    expect_none("00:00:00:00", (struct pst_rational){0, 0});
}

int main(void)
{
    struct pst_rational film = {24, 1}, ntsc_film = {24000, 1001}, ntsc = {30000, 1001},
                        ntsc60 = {60000, 1001};
    expect(0, film, false, "00:00:00:00");
    expect(86399, film, false, "00:59:59:23");
    expect(2 * 3600 * 24, ntsc_film, true, "02:00:00:00");
    expect(1799, ntsc, true, "00:00:59;29");
    expect(1800, ntsc, true, "00:01:00;02");
    expect(17981, ntsc, true, "00:09:59;29");
    expect(17982, ntsc, true, "00:10:00;00");
    expect(107892, ntsc, true, "01:00:00;00");
    expect(107892, ntsc, false, "00:59:56:12");
    expect(3600, ntsc60, true, "00:01:00;04");
    expect(24 * 3600 * 25, (struct pst_rational){25, 1}, false, "00:00:00:00");
    expect(7, (struct pst_rational){0, 0}, false, "--:--:--:--");

    char text[PST_TIMECODE_SIZE];
    pst_duration(5524.4, text);
    REQUIRE_TEXT(text, "1:32:04");
    pst_duration(7, text);
    REQUIRE_TEXT(text, "0:07");
    test_parse();
    return 0;
}
