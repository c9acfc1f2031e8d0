/* SPDX-License-Identifier: Apache-2.0 */
/* Expectations by hand: columns and events as in CMX 3600 lists, timecodes from SMPTE ST 12-1. */
#include "exchange/edl.h"
#include "exchange_try.h"

/* Every kind of change, in frames of 24 a second; what begins between holds of black or a picture. */
static const struct exchange_change changes[] = {
    {{PST_CUT, 48, 48, 0.875, ""}, 48, 48, 0, 0},
    {{PST_DISSOLVE, 90, 109, 0.5, ""}, 90, 110, 0, 0},
    {{PST_FADE_OUT, 140, 159, 1, "colour=#000000"}, 140, 160, 0, 0},
    {{PST_FADE_IN, 170, 189, 0.25, "colour=#000000"}, 170, 190, 0, 0},
    {{PST_WIPE, 235, 244, 0.123456789, "wipe=right-to-left"}, 235, 245, 0, 0},
    {{PST_DIP, 290, 309, 1e-05, "colour=#010203"}, 290, 310, 0, 0},
    {{PST_JUMP_CUT, 360, 360, 0.75, ""}, 360, 360, 0, 0},
    {{PST_FADE_OUT, 388, 397, 0.5, ""}, 388, 398, 0, 0}, /* then a cut, in black */
    {{PST_CUT, 400, 400, 0.5, ""}, 400, 400, 0, 0},
    {{PST_FADE_OUT, 440, 449, 0.625, ""}, 440, 450, 0, 0},
};
static const struct exchange_shot shots[] = {
    {1, {0, 47, PST_SHOT_PICTURE}, 0, 48, 0, 2, NULL, &changes[0], NULL, 0},
    {2, {48, 99, PST_SHOT_PICTURE}, 48, 100, 0, 0, &changes[0], &changes[1], NULL, 0},
    {3, {100, 149, PST_SHOT_PICTURE}, 100, 150, 0, 0, &changes[1], &changes[2], NULL, 0},
    {4, {150, 179, PST_SHOT_BLACK}, 150, 180, 0, 0, &changes[2], &changes[3], NULL, 0},
    {5, {180, 239, PST_SHOT_PICTURE}, 180, 240, 0, 0, &changes[3], &changes[4], NULL, 0},
    {6, {240, 299, PST_SHOT_PICTURE}, 240, 300, 0, 0, &changes[4], &changes[5], NULL, 0},
    {7, {300, 359, PST_SHOT_PICTURE}, 300, 360, 0, 0, &changes[5], &changes[6], NULL, 0},
    {8, {360, 399, PST_SHOT_PICTURE}, 360, 400, 0, 0, &changes[6], &changes[8], &changes[7], 1},
    {9, {400, 449, PST_SHOT_PICTURE}, 400, 450, 0, 0, &changes[8], NULL, &changes[9], 1},
};
static const struct exchange_span labels[] = {{"fight", 0, 99, 0, 100, 0, 4},
                                              {"a \"b\"; |c| \xf0\x9f\x8e\xac", 60, 70, 60, 71, 0, 0}};
static const struct exchange all = {
    .title = "A\nfilm",
    .file = "My film.2.mkv",
    .clock = {{24, 1}, 86400, false, 450, 450},
    .frames = 450,
    .shots = shots,
    .shot_count = 9,
    .labels = labels,
    .label_count = 2,
};

static const char all_written[] =
    "TITLE: A film\n"
    "FCM: NON-DROP FRAME\n"
    "\n"
    "001  MY_FILM_ V     C        01:00:00:00 01:00:02:00 01:00:00:00 01:00:02:00\n"
    "* FROM CLIP NAME:  My film.2.mkv\n"
    "* PASTICHE SHOT 1 picture 01:00:00:00 01:00:02:00\n"
    "* PASTICHE LABEL 01:00:00:00 01:00:04:04 fight\n"
    "002  MY_FILM_ V     C        01:00:02:00 01:00:03:18 01:00:02:00 01:00:03:18\n"
    "* FROM CLIP NAME:  My film.2.mkv\n"
    "* PASTICHE SHOT 2 picture 01:00:02:00 01:00:04:04\n"
    "* PASTICHE CHANGE cut 01:00:02:00 01:00:02:00 0.875\n"
    "* PASTICHE LABEL 01:00:02:12 01:00:02:23 a \"b\"; |c| \xf0\x9f\x8e\xac\n"
    "003  MY_FILM_ V     C        01:00:03:18 01:00:03:18 01:00:03:18 01:00:03:18\n"
    "003  MY_FILM_ V     D    020 01:00:03:18 01:00:05:20 01:00:03:18 01:00:05:20\n"
    "* FROM CLIP NAME:  My film.2.mkv\n"
    "* TO CLIP NAME:  My film.2.mkv\n"
    "* PASTICHE SHOT 3 picture 01:00:04:04 01:00:06:06\n"
    "* PASTICHE CHANGE dissolve 01:00:03:18 01:00:04:14 0.5\n"
    "004  MY_FILM_ V     C        01:00:05:20 01:00:05:20 01:00:05:20 01:00:05:20\n"
    "004  BL       V     D    020 00:00:00:00 00:00:01:06 01:00:05:20 01:00:07:02\n"
    "* FROM CLIP NAME:  My film.2.mkv\n"
    "* PASTICHE SHOT 4 black 01:00:06:06 01:00:07:12\n"
    "* PASTICHE CHANGE fade_out 01:00:05:20 01:00:06:16 1 colour=#000000\n"
    "005  BL       V     C        00:00:00:00 00:00:00:00 01:00:07:02 01:00:07:02\n"
    "005  MY_FILM_ V     D    020 01:00:07:02 01:00:09:19 01:00:07:02 01:00:09:19\n"
    "* TO CLIP NAME:  My film.2.mkv\n"
    "* PASTICHE SHOT 5 picture 01:00:07:12 01:00:10:00\n"
    "* PASTICHE CHANGE fade_in 01:00:07:02 01:00:07:22 0.25 colour=#000000\n"
    "006  MY_FILM_ V     C        01:00:09:19 01:00:09:19 01:00:09:19 01:00:09:19\n"
    "006  MY_FILM_ V     W001 010 01:00:09:19 01:00:12:02 01:00:09:19 01:00:12:02\n"
    "* FROM CLIP NAME:  My film.2.mkv\n"
    "* TO CLIP NAME:  My film.2.mkv\n"
    "* PASTICHE SHOT 6 picture 01:00:10:00 01:00:12:12\n"
    "* PASTICHE CHANGE wipe 01:00:09:19 01:00:10:05 0.123456789 wipe=right-to-left\n"
    "007  MY_FILM_ V     C        01:00:12:02 01:00:12:02 01:00:12:02 01:00:12:02\n"
    "007  BL       V     D    010 00:00:00:00 00:00:00:10 01:00:12:02 01:00:12:12\n"
    "* FROM CLIP NAME:  My film.2.mkv\n"
    "008  BL       V     C        00:00:00:00 00:00:00:00 01:00:12:12 01:00:12:12\n"
    "008  MY_FILM_ V     D    010 01:00:12:12 01:00:15:00 01:00:12:12 01:00:15:00\n"
    "* TO CLIP NAME:  My film.2.mkv\n"
    "* PASTICHE SHOT 7 picture 01:00:12:12 01:00:15:00\n"
    "* PASTICHE CHANGE dip 01:00:12:02 01:00:12:22 1e-05 colour=#010203\n"
    "009  MY_FILM_ V     C        01:00:15:00 01:00:16:04 01:00:15:00 01:00:16:04\n"
    "* FROM CLIP NAME:  My film.2.mkv\n"
    "* PASTICHE SHOT 8 picture 01:00:15:00 01:00:16:16\n"
    "* PASTICHE CHANGE jump_cut 01:00:15:00 01:00:15:00 0.75\n"
    "010  MY_FILM_ V     C        01:00:16:04 01:00:16:04 01:00:16:04 01:00:16:04\n"
    "010  BL       V     D    010 00:00:00:00 00:00:00:12 01:00:16:04 01:00:16:16\n"
    "* FROM CLIP NAME:  My film.2.mkv\n"
    "011  MY_FILM_ V     C        01:00:16:16 01:00:18:08 01:00:16:16 01:00:18:08\n"
    "* FROM CLIP NAME:  My film.2.mkv\n"
    "* PASTICHE SHOT 9 picture 01:00:16:16 01:00:18:18\n"
    "* PASTICHE CHANGE fade_out 01:00:16:04 01:00:16:14 0.5\n"
    "* PASTICHE CHANGE cut 01:00:16:16 01:00:16:16 0.5\n"
    "012  MY_FILM_ V     C        01:00:18:08 01:00:18:08 01:00:18:08 01:00:18:08\n"
    "012  BL       V     D    010 00:00:00:00 00:00:00:10 01:00:18:08 01:00:18:18\n"
    "* FROM CLIP NAME:  My film.2.mkv\n"
    "* PASTICHE CHANGE fade_out 01:00:18:08 01:00:18:18 0.625\n";

/* Lines end in CRLF; here they are compared without the CR. */
static void expect_written(const struct exchange *x, const char *wanted)
{
    char *text = write_good(edl_write, x), *to = text;
    for (const char *from = text; *from; from++) {
        REQUIRE((from[0] == '\r') == (from[1] == '\n'));
        if (*from != '\r')
            *to++ = *from;
    }
    *to = '\0';
    REQUIRE_TEXT(text, wanted);
    free(text);
}

static void test_all(void)
{
    expect_written(&all, all_written);
    char *text = write_good(edl_write, &all);
    struct exchange_reading reading = read_good(edl_read, text, &all.clock);
    expect_same(&reading, &all);
    REQUIRE(reading.changes_told && reading.labels_told);
    REQUIRE(reading.rate.num == 24 && reading.rate.den == 1);
    REQUIRE_INT(reading.shots.items[0].row, 4);
    exchange_reading_release(&reading);
    read_spoilt(edl_read, text, &all.clock);
    free(text);
}

/* Two shots at a rate, with the cut at `cut`; nothing else. */
static void expect_cut(struct exchange_clock clock, int64_t cut, int64_t end, const char *wanted)
{
    struct exchange_change change = {{PST_CUT, cut, cut, 1, ""}, cut, cut, 0, 0};
    struct exchange_shot pair[] = {
        {1, {0, cut - 1, PST_SHOT_PICTURE}, 0, cut, 0, 0, NULL, &change, NULL, 0},
        {2, {cut, end - 1, PST_SHOT_PICTURE}, cut, end, 0, 0, &change, NULL, NULL, 0}};
    struct exchange x = {.title = "", .file = "a.mov", .clock = clock, .shots = pair, .shot_count = 2};
    x.clock.ticks = end;
    expect_written(&x, wanted);
    char *text = write_good(edl_write, &x);
    struct exchange_reading reading = read_good(edl_read, text, &x.clock);
    expect_same(&reading, &x);
    exchange_reading_release(&reading);
    free(text);
}

#define PAIR(fcm, a, b, c)                                                                                   \
    "TITLE: a.mov\nFCM: " fcm "\n\n"                                                                         \
    "001  A        V     C        " a " " b " " a " " b "\n"                                                 \
    "* FROM CLIP NAME:  a.mov\n* PASTICHE SHOT 1 picture " a " " b "\n"                                      \
    "002  A        V     C        " b " " c " " b " " c "\n"                                                 \
    "* FROM CLIP NAME:  a.mov\n* PASTICHE SHOT 2 picture " b " " c "\n"                                      \
    "* PASTICHE CHANGE cut " b " " b " 1\n"

static void test_rates(void)
{
    expect_cut((struct exchange_clock){.rate = {25, 1}}, 30, 1501,
               PAIR("NON-DROP FRAME", "00:00:00:00", "00:00:01:05", "00:01:00:01"));
    /* ;00 and ;01 of each minute are left out, but of each tenth: frame 1800 is ;02, 17982 is 10:00;00 */
    struct exchange_clock ntsc = {.rate = {30000, 1001}, .drop = true};
    expect_cut(ntsc, 1795, 1810, PAIR("DROP FRAME", "00:00:00;00", "00:00:59;25", "00:01:00;12"));
    expect_cut(ntsc, 1800, 17982, PAIR("DROP FRAME", "00:00:00;00", "00:01:00;02", "00:10:00;00"));
    expect_cut((struct exchange_clock){.rate = {30000, 1001}}, 1800, 17982,
               PAIR("NON-DROP FRAME", "00:00:00:00", "00:01:00:00", "00:09:59:12"));
    expect_cut((struct exchange_clock){.rate = {60000, 1001}, .drop = true}, 3600, 3601,
               PAIR("DROP FRAME", "00:00:00;00", "00:01:00;04", "00:01:00;05"));
    /* 172,800 frames of 24 counted a second, whatever they last */
    expect_cut((struct exchange_clock){.rate = {24000, 1001}}, 172800, 172801,
               PAIR("NON-DROP FRAME", "00:00:00:00", "02:00:00:00", "02:00:00:01"));
    /* over midnight */
    expect_cut((struct exchange_clock){.rate = {25, 1}, .start = (INT64_C(86400) - 60) * 25}, 1500, 3000,
               PAIR("NON-DROP FRAME", "23:59:00:00", "00:00:00:00", "00:01:00:00"));
}

static void expect_reel(const char *file, const char *reel)
{
    struct exchange_shot shot = {1, {0, 23, PST_SHOT_PICTURE}, 0, 24, 0, 1, NULL, NULL, NULL, 0};
    struct exchange x = {.title = "t", .file = file, .clock = clock24, .shots = &shot, .shot_count = 1};
    char *text = write_good(edl_write, &x), got[9];
    snprintf(got, sizeof got, "%s", strstr(text, "001  ") + 5);
    REQUIRE_TEXT(got, reel);
    struct exchange_reading reading = read_good(edl_read, text, &clock24);
    expect_same(&reading, &x);
    exchange_reading_release(&reading);
    free(text);
}

static void test_names(void)
{
    expect_reel("", "FILM    ");
    expect_reel("\xe5\xbd\xb1.mkv", "FILM    ");
    expect_reel("bl.mkv", "BL_     ");
    expect_reel("AX", "AX_     ");
    expect_reel("the very long name.mkv", "THE_VERY");
    expect_reel(".hidden", "_HIDDEN ");
    expect_reel("caf\xc3\xa9 1.mp4", "CAF__1  ");
    expect_reel("a\n001  X V C\r.mkv", "A_001__X");
}

static void expect_refused(struct exchange x, const char *wanted)
{
    struct text text = {0};
    struct pst_error error;
    REQUIRE_INT(edl_write(&x, &text, &error), PST_USAGE);
    REQUIRE_TEXT(error.message, wanted);
    text_release(&text);
}

/* 1,500 shots with a dissolve of 4 frames at each border: an event a shot, so that 999 go into the first. */
static void test_parts(void)
{
    enum { SHOTS = 1500 };
    struct exchange_change *many = calloc(SHOTS, sizeof *many);
    struct exchange_shot *list = calloc(SHOTS, sizeof *list);
    for (int64_t i = 0; i < SHOTS; i++) {
        many[i] = (struct exchange_change){
            {PST_DISSOLVE, 10 * i - 2, 10 * i + 1, 1, ""}, 10 * i - 2, 10 * i + 2, 0, 0};
        list[i] = (struct exchange_shot){(size_t)i + 1,
                                         {10 * i, 10 * i + 9, PST_SHOT_PICTURE},
                                         10 * i,
                                         10 * i + 10,
                                         0,
                                         0,
                                         i ? &many[i] : NULL,
                                         i + 1 < SHOTS ? &many[i + 1] : NULL,
                                         NULL,
                                         0};
    }
    struct exchange x = {.title = "t",
                         .file = "f",
                         .clock = {{24, 1}, 0, false, 10 * SHOTS, 0},
                         .shots = list,
                         .shot_count = SHOTS};
    struct text text = {0};
    size_t next;
    REQUIRE_INT(edl_write_part(&x, 0, &next, &text, NULL), PST_OK);
    REQUIRE_INT(next, 999);
    REQUIRE(strstr(text.data, "\n999  F  ") && !strstr(text.data, "\n1000"));
    text_clear(&text);
    REQUIRE_INT(edl_write_part(&x, next, &next, &text, NULL), PST_OK);
    REQUIRE_INT(next, SHOTS);
    /* frame 9988, where the dissolve into shot 1000 begins, is 416 s and 4 frames */
    REQUIRE(strstr(text.data, "\n001  F        V     D    004 00:06:56:04 "));
    struct exchange_reading reading = read_good(edl_read, text.data, &x.clock);
    REQUIRE_INT(reading.shots.count, SHOTS - 999);
    expect_shot(&reading, 0, 5, 9990, 10000);
    expect_shot(&reading, 500, reading.shots.items[500].row, 14990, 15000);
    exchange_reading_release(&reading);
    text_release(&text);
    expect_refused(
        x, "an edit decision list holds 999 events, and 'f' has more: written to a file, it is split");
    x.shot_count = 3;
    x.clock.rate = (struct pst_rational){0, 0};
    expect_refused(x, "an edit decision list counts frames, and 'f' has no steady rate");
    x.clock.rate = (struct pst_rational){120, 1};
    expect_refused(x, "an edit decision list counts 1 to 100 frames a second, and 'f' has 120");
    free(many);
    free(list);
}

/* As editing programs write them: comments, audio, blanks, keys, speed, every way to spell a column. */
static const char foreign[] =
    "* a comment before everything\r\n"
    "TITLE:   Some Film\r\n"
    "FCM: NON-DROP FRAME\r\n"
    "\r\n"
    "001  AX       AA/V  C        01:00:00:00 01:00:02:00 01:00:00:00 01:00:02:00  \r\n"
    "* FROM CLIP NAME:  scene 1.mov\r\n"
    "M2   AX       048.0                01:00:00:00\r\n"
    "001  AX       A2    C        01:00:00:00 01:00:09:00 01:00:00:00 01:00:09:00\r\n"
    "2 tape nine\tv\tc\t01:00:02:00 01:00:03:00 01:00:02:00 01:00:03:00\r\n"
    "003  AX       V     C        01:00:03:00 01:00:03:00 01:00:03:00 01:00:03:00\r\n"
    "003  AX       V     D    024 01:00:03:00 01:00:06:00 01:00:03:00 01:00:06:00\r\n"
    "EFFECTS NAME IS CROSS DISSOLVE\r\n"
    ">>> SOURCE AX 123\r\n"
    "004  AX       B     W002 012 01:00:06:00 01:00:08:00 01:00:06:00 01:00:08:00\r\n"
    "005  BL       V     D    012 00:00:00:00 00:00:01:00 01:00:08:00 01:00:09:00\n"
    "006  AX       V     D    012 01:00:09:00 01:00:11:00 01:00:09:00 01:00:11:00\n"
    "007  AX       V     C        01:00:11:00 01:00:11:00 01:00:11:00 01:00:11:00\r"
    "007  BL       V     D    012 00:00:00:00 00:00:00:12 01:00:11:00 01:00:11:12\r"
    "008  AX       V     D    012 01:00:11:12 01:00:13:00 01:00:11:12 01:00:13:00\r\n"
    "009  BL       V     D    012 00:00:00:00 00:00:00:12 01:00:13:00 01:00:13:12\r\n"
    "010  AX       V     C        01:00:13:12 01:00:14:00 01:00:13:12 01:00:14:00\r\n"
    "011  AX       V     C        01:00:15:00 01:00:16:00 01:00:15:00 01:00:16:00\r\n"
    "012  BL       V     D    006 00:00:00:00 00:00:00:06 01:00:16:00 01:00:16:06";

static void test_foreign(void)
{
    struct exchange_reading r = read_good(edl_read, foreign, &clock24);
    REQUIRE(r.changes_told && !r.labels_told);
    REQUIRE_INT(r.shots.count, 9);
    expect_shot(&r, 0, 5, 0, 48);
    expect_shot(&r, 1, 9, 48, 84); /* up to the middle of the dissolve, 72..95 */
    expect_shot(&r, 2, 11, 84, 150);
    expect_shot(&r, 3, 14, 150, 198); /* the fade begins at 192 and lasts 12 */
    expect_shot(&r, 4, 15, 198, 222); /* black between two fades */
    expect_shot(&r, 5, 16, 222, 276);
    expect_shot(&r, 6, 19, 276, 324); /* a dip: no shot of black */
    expect_shot(&r, 7, 21, 324, 336);
    expect_shot(&r, 8, 22, 360, 390); /* after a gap */
    REQUIRE_INT(r.changes.count, 10);
    expect_change(&r, 0, PST_CUT, 48, 48, -1, "");
    expect_change(&r, 1, PST_DISSOLVE, 72, 96, -1, "");
    expect_change(&r, 2, PST_WIPE, 144, 156, -1, "wipe=top-to-bottom");
    expect_change(&r, 3, PST_FADE_OUT, 192, 204, -1, "");
    expect_change(&r, 4, PST_FADE_IN, 216, 228, -1, "");
    expect_change(&r, 5, PST_DIP, 264, 288, -1, "");
    expect_change(&r, 6, PST_FADE_OUT, 312, 324, -1, "");
    expect_change(&r, 7, PST_CUT, 324, 324, -1, "");
    expect_change(&r, 8, PST_CUT, 360, 360, -1, "");
    expect_change(&r, 9, PST_FADE_OUT, 384, 390, -1, "");
    exchange_reading_release(&r);
    read_spoilt(edl_read, foreign, &clock24);
}

/* Fades that meet cuts and each other in a few frames of black, at the film's ends too. */
static void test_fades(void)
{
    static const struct exchange_change c[] = {
        {{PST_FADE_IN, 3, 22, 1, ""}, 3, 23, 0, 0},        {{PST_CUT, 100, 100, 0.5, ""}, 100, 100, 0, 0},
        {{PST_FADE_IN, 102, 111, 1, ""}, 102, 112, 0, 0},  {{PST_FADE_OUT, 180, 189, 1, ""}, 180, 190, 0, 0},
        {{PST_FADE_IN, 196, 205, 1, ""}, 196, 206, 0, 0},  {{PST_FADE_OUT, 280, 289, 1, ""}, 280, 290, 0, 0},
        {{PST_CUT, 292, 292, 0.5, ""}, 292, 292, 0, 0},    {{PST_FADE_IN, 295, 299, 1, ""}, 295, 300, 0, 0},
        {{PST_FADE_OUT, 380, 389, 1, ""}, 380, 390, 0, 0},
    };
    static const struct exchange_shot s[] = {
        {1, {0, 99, PST_SHOT_PICTURE}, 0, 100, 0, 0, NULL, &c[1], &c[0], 1},
        {2, {100, 192, PST_SHOT_PICTURE}, 100, 193, 0, 0, &c[1], NULL, &c[2], 2},
        {3, {193, 291, PST_SHOT_PICTURE}, 193, 292, 0, 0, NULL, &c[6], &c[4], 2},
        {4, {292, 399, PST_SHOT_PICTURE}, 292, 400, 0, 0, &c[6], NULL, &c[7], 2},
    };
    struct exchange x = {
        .title = "t", .file = "f", .clock = {{24, 1}, 0, false, 400, 400}, .shots = s, .shot_count = 4};
    char *text = write_good(edl_write, &x);
    struct exchange_reading r = read_good(edl_read, text, &x.clock);
    expect_same(&r, &x);
    exchange_reading_release(&r);
    REQUIRE(strstr(text, "\n001  BL       V     C        00:00:00:00 00:00:00:03 00:00:00:00 00:00:00:03\r\n"
                         "002  BL       V     C        00:00:00:00 00:00:00:00 00:00:00:03 00:00:00:03\r\n"
                         "002  F        V     D    020 00:00:00:03 00:00:04:04 00:00:00:03 00:00:04:04\r\n"));
    /* seconds 7:12 to 8:04, black of 16 frames from the first frame of the fade out */
    REQUIRE(strstr(text, "  BL       V     D    010 00:00:00:00 00:00:00:16 00:00:07:12 00:00:08:04\r\n"));
    free(text);
}

/* A film without timecode in a timeline that begins at one hour: the source side is the film's. */
static void test_record_side(void)
{
    static const char list[] = "001  AX V C 00:00:01:00 00:00:02:00 01:00:00:00 01:00:01:00\n"
                               "002  BL V C 00:00:00:00 00:00:01:00 01:00:01:00 01:00:02:00\n"
                               "003  AX V C 00:00:03:00 00:00:05:00 01:00:02:00 01:00:04:00\n";
    struct exchange_clock zero = {{24, 1}, 0, false, 450, 450};
    struct exchange_reading r = read_good(edl_read, list, &zero);
    expect_shot(&r, 0, 1, 24, 48);
    expect_shot(&r, 1, 2, 48, 72);
    expect_shot(&r, 2, 3, 72, 120);
    exchange_reading_release(&r);
    /* the film's timecode begins at one hour, and the list does not know: the record side */
    r = read_good(edl_read, list, &clock24);
    expect_shot(&r, 0, 1, 0, 24);
    expect_shot(&r, 2, 3, 48, 96);
    exchange_reading_release(&r);
}

/* A film that tells no timecode may be counted in either way; both begin at zero. */
static void test_either_way(void)
{
    struct exchange_clock ntsc = {{30000, 1001}, 0, false, 20000, 20000};
    struct exchange_reading r = read_good(
        edl_read, "FCM: DROP FRAME\n1 A V C 00:00:00;00 00:01:00;02 00:00:00;00 00:01:00;02\n", &ntsc);
    expect_shot(&r, 0, 2, 0, 1800);
    exchange_reading_release(&r);
    r = read_good(edl_read, "FCM: DROP FRAME\n1 A V C 00:00:00:00 00:01:00:02 00:00:00:00 00:01:00:02\n",
                  &ntsc);
    expect_shot(&r, 0, 2, 0, 1800);
    exchange_reading_release(&r);
}

/* What a person does to our file: moves a border, lengthens a dissolve, takes an event out. */
static void test_by_hand(void)
{
    static const char list[] = "001  A V C     01:00:00:00 01:00:02:01 01:00:00:00 01:00:02:01\n"
                               "* PASTICHE SHOT 1 picture 01:00:00:00 01:00:02:00\n"
                               "002  A V C     01:00:02:01 01:00:03:12 01:00:02:01 01:00:03:12\n"
                               "* PASTICHE SHOT 2 picture 01:00:02:00 01:00:04:04\n"
                               "* PASTICHE CHANGE jump_cut 01:00:02:00 01:00:02:00 0.5\n"
                               "003  A V C     01:00:03:12 01:00:03:12 01:00:03:12 01:00:03:12\n"
                               "003  A V D 026 01:00:03:12 01:00:05:20 01:00:03:12 01:00:05:20\n"
                               "* PASTICHE SHOT 3 picture 01:00:04:04 01:00:06:06\n"
                               "* PASTICHE CHANGE push 01:00:03:18 01:00:04:14 0.5 wipe=top-to-bottom\n"
                               "004  A V C     01:00:05:20 01:00:07:00 01:00:05:20 01:00:07:00\n"
                               "* PASTICHE CHANGE dissolve 01:00:05:20 01:00:06:00 1\n";
    struct exchange_reading r = read_good(edl_read, list, &clock24);
    expect_shot(&r, 0, 1, 0, 49);
    expect_shot(&r, 1, 3, 49, 97);
    expect_shot(&r, 2, 7, 97, 140); /* the middle of 84..109 */
    expect_change(&r, 0, PST_JUMP_CUT, 49, 49, -1, "");
    expect_change(&r, 1, PST_PUSH, 84, 110, -1, "wipe=top-to-bottom");
    expect_change(&r, 2, PST_CUT, 140, 140, -1, ""); /* made a cut */
    exchange_reading_release(&r);
}

#define GOOD "01:00:00:00 01:00:01:00 01:00:00:00 01:00:01:00\n"
static const struct {
    const char *text, *message;
} broken[] = {
    {"", "'fixed' has no event of an edit decision list that shows a picture"},
    {"TITLE: x\nFCM: NON-DROP FRAME\n\n",
     "'fixed' has no event of an edit decision list that shows a picture"},
    {"1 A AA C " GOOD, "'fixed' has no event of an edit decision list that shows a picture"},
    {"<?xml version=\"1.0\"?>\n<fcpxml/>",
     "'fixed' has no event of an edit decision list that shows a picture"},
    {"001 A V C\n", "'fixed', line 1: not an event: it should have four timecodes"},
    {"TITLE: x\n\n001 A V C 01:00:00:00 01:00:01:00 01:00:00:00\n",
     "'fixed', line 3: not an event: it should have four timecodes"},
    {"001 A V C 01:00:00:00 01:00:01:00 01:00:00 01:00:01:00\n",
     "'fixed', line 1: not an event: it should have four timecodes"},
    {"001 A V C 01:00:00:00 01:00:01:00 01-00-00-00 01:00:01:00\n",
     "'fixed', line 1: not an event: it should have four timecodes"},
    {"001 A V X " GOOD, "'fixed', line 1: not an event: its transition should be C, D or W and a number"},
    {"001 A V W12345 010 " GOOD,
     "'fixed', line 1: not an event: its transition should be C, D or W and a number"},
    {"001 " GOOD, "'fixed', line 1: not an event: its transition should be C, D or W and a number"},
    {"001 C " GOOD, "'fixed', line 1: not an event: its transition should be C, D or W and a number"},
    {"\r\n\r\n001 A V 020 " GOOD,
     "'fixed', line 3: not an event: its transition should be C, D or W and a number"},
    {"001 A V C 01:00:00:00 01:00:01:24 01:00:00:00 01:00:01:24\n",
     "'fixed', line 1: '01:00:01:24' has frame 24, and the film counts 0 to 23: is the list made for 25 "
     "frames a "
     "second?"},
    {"001 A V C " GOOD "002 A V C 01:00:01:00 01:00:01:29 01:00:01:00 01:00:01:29\n",
     "'fixed', line 2: '01:00:01:29' has frame 29, and the film counts 0 to 23: is the list made for 30 "
     "frames a "
     "second?"},
    {"001 A V C 01:00:00:00 01:00:01:24 01:00:00:00 01:00:01:24\n"
     "002 A V C 01:00:00:00 01:00:01:59 01:00:00:00 01:00:01:59\n",
     "'fixed', line 1: '01:00:01:24' has frame 24, and the film counts 0 to 23: is the list made for 60 "
     "frames a "
     "second?"},
    {"001 A V C 01:00:00:00 01:00:01:100 01:00:00:00 01:00:01:00\n",
     "'fixed', line 1: '01:00:01:100' is not a timecode"},
    {"001 A V C 01:00:00:00 01:00:61:00 01:00:00:00 01:00:01:00\n",
     "'fixed', line 1: '01:00:61:00' is not a timecode"},
    {"001 A V C 01:00:00:00 01:60:01:00 01:00:00:00 01:00:01:00\n",
     "'fixed', line 1: '01:60:01:00' is not a timecode"},
    {"001 A V C 01:00:00:00 01:00:01:00 24:00:00:00 01:00:01:00\n",
     "'fixed', line 1: '24:00:00:00' is not a timecode"},
    {"001 A V C 01:00:00:00 01:00:01:00 01:00:02:00 01:00:01:00\n",
     "'fixed', line 1: record out '01:00:01:00' is before record in '01:00:02:00'"},
    {"001 A V C 01:00:00:00 01:00:01;00 01:00:00:00 01:00:01:00\n",
     "'fixed', line 1: '01:00:01;00' is drop frame, and the film has none"},
    {"fcm: drop frame\n001 A V C " GOOD,
     "'fixed', line 2: '01:00:00:00' is drop frame, and the film has none"},
    {"001 A V C " GOOD "002 A V D 030 01:00:01:00 01:00:02:00 01:00:01:00 01:00:02:00\n",
     "'fixed', line 2: the change lasts 30 frames and its event 24"},
    {"* PASTICHE SHOT 1 picture 01:00:00:00 01:00:01:00\n",
     "'fixed', line 1: cannot read this comment of pastiche"},
    {"001 A V C " GOOD "* PASTICHE SHOT 1 picture\n",
     "'fixed', line 2: cannot read this comment of pastiche"},
    {"001 A V C " GOOD "* PASTICHE SHOT 1 picture one two\n", "'fixed', line 2: 'one' is not a timecode"},
    {"001 A V C " GOOD "* PASTICHE CHANGE melt 01:00:00:00 01:00:00:00 1\n",
     "'fixed', line 2: cannot read this comment of pastiche"},
    {"001 A V C " GOOD "* PASTICHE CHANGE cut 01:00:00:00 01:00:00:00 often\n",
     "'fixed', line 2: cannot read this comment of pastiche"},
    {"001 A V C " GOOD "* PASTICHE CHANGE cut 01:00:00:00 01:00:00:00 1.5\n",
     "'fixed', line 2: cannot read this comment of pastiche"},
    {"001 A V C " GOOD "* PASTICHE LABEL 01:00:00:00\n",
     "'fixed', line 2: cannot read this comment of pastiche"},
    {"001 A V C " GOOD "* PASTICHE LABEL 01:00:00:00 01:00:00:24 x\n",
     "'fixed', line 2: '01:00:00:24' has frame 24, and the film counts 0 to 23: is the list made for 25 "
     "frames a "
     "second?"},
};

static void test_broken(void)
{
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        read_bad(edl_read, broken[i].text, &clock24, broken[i].message);
    struct exchange_clock ntsc = {{30000, 1001}, 107892, true, 20000, 20000}, none = {0};
    read_bad(edl_read, "1 A V C 01:00:00;00 01:01:00;00 01:00:00;00 01:01:00;00\n", &ntsc,
             "'fixed', line 1: there is no '01:01:00;00' in drop frame");
    read_bad(edl_read, "FCM: NON-DROP FRAME\n1 A V C " GOOD, &ntsc,
             "'fixed', line 2: '01:00:00:00' is non-drop frame, and the film's timecode is not");
    ntsc.drop = false;
    read_bad(edl_read, "1 A V C 01:00:00;00 01:00:00;01 01:00:00;00 01:00:00;01\n", &ntsc,
             "'fixed', line 1: '01:00:00;00' is drop frame, and the film's timecode is not");
    read_bad(edl_read, "1 A V C " GOOD, &none, "'fixed' counts frames, and the film has no steady rate");
}

int main(void)
{
    test_all();
    test_rates();
    test_names();
    test_parts();
    test_foreign();
    test_fades();
    test_record_side();
    test_either_way();
    test_by_hand();
    test_broken();
    return 0;
}
