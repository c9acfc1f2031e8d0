/* SPDX-License-Identifier: Apache-2.0 */
/* Expectations by hand, from RFC 4180 and docs/export.md. */
#include "exchange/csv.h"
#include "exchange_try.h"

#define HEAD                                                                                                 \
    "film,shot,first_frame,last_frame,in,out,start [s],length [s],kind,label,"                               \
    "transition_in,transition_in_first_frame,transition_in_last_frame,transition_in_confidence,"             \
    "transition_in_detail,transition_out,transition_out_first_frame,transition_out_last_frame,"              \
    "transition_out_confidence,transition_out_detail,light_mean\r\n"

static const struct exchange_clock clock = {{24, 1}, 0, false, 400, 400};

/* As src/report/export_csv.c writes it. */
static const char whole[] =
    "\xef\xbb\xbf" HEAD
    "\"a, \"\"film\"\"\",1,0,47,00:00:00:00,00:00:02:00,0,2,picture,fight,,,,,,cut,48,48,0.875,,0.5\r\n"
    "x,2,48,99,,,,,picture,\"fight;\"\"a;\"\"\"\"b@1-2\"\"\",cut,48,48,0.875,,dissolve,90,109,0.5,,0.25\r\n"
    "x,3,100,149,,,,,picture,\"say hi@120-130; "
    "night\",dissolve,90,109,0.5,,fade_out,140,149,1,colour=#000000,\r\n"
    "\r\n"
    ",,60,70,,,,,label,\"two\nlines\",,,,,,,,,,,\r\n";

static void test_whole(void)
{
    struct exchange_reading r = read_good(csv_read, whole, &clock);
    REQUIRE(r.changes_told && r.labels_told && r.rate.den == 0);
    REQUIRE_INT(r.shots.count, 3);
    expect_shot(&r, 0, 2, 0, 48);
    expect_shot(&r, 1, 3, 48, 100);
    expect_shot(&r, 2, 4, 100, 150);
    REQUIRE_INT(r.changes.count, 3);
    expect_change(&r, 0, PST_CUT, 48, 48, 0.875, "");
    expect_change(&r, 1, PST_DISSOLVE, 90, 110, 0.5, "");
    expect_change(&r, 2, PST_FADE_OUT, 140, 150, 1, "colour=#000000"); /* how the film ends */
    REQUIRE_INT(r.labels.count, 5);
    expect_label(&r, 0, 0, 100, "fight"); /* rows 2 and 3 */
    expect_label(&r, 1, 48, 100, "a;\"b@1-2");
    expect_label(&r, 2, 120, 131, "say hi");
    expect_label(&r, 3, 100, 150, "night");
    expect_label(&r, 4, 60, 71, "two\nlines");
    REQUIRE_INT(r.labels.items[4].row, 6);
    exchange_reading_release(&r);
    read_spoilt(csv_read, whole, &clock);
}

/* What spreadsheet programs do to it: other separators and line ends, columns in another order, a decimal
 * comma. */
static void test_spreadsheets(void)
{
    static const char *const same[] = {
        "last_frame;transition_in;note;first_frame;transition_in_confidence\n9;;\"a;\nb\";0;\n19;cut;;10;0,"
        "25\n",
        "LAST_FRAME\ttransition_in\tnote\tFirst_Frame\ttransition_in_"
        "confidence\r9\t\tx\t0\t\r19\tcut\t\t10\t2.5e-1",
        "sep=|\r\nlast_frame| transition_in |note|first_frame|transition_in_confidence\r\n 9 ||x|0|\r\n"
        "19|cut||10| 0.25 \r\n||||\r\n",
        "last_frame,transition_in,note,first_frame,transition_in_confidence,\n\"9\",,x,\"0\",,\n\"19\","
        "\"cut\" ,,10,.25,,\n",
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct exchange_reading r = read_good(csv_read, same[i], &clock);
        REQUIRE_INT(r.shots.count, 2);
        expect_shot(&r, 0, r.shots.items[0].row, 0, 10);
        expect_shot(&r, 1, r.shots.items[1].row, 10, 20);
        REQUIRE_INT(r.changes.count, 1);
        expect_change(&r, 0, PST_CUT, 10, 10, 0.25, "");
        REQUIRE(r.changes_told && !r.labels_told);
        exchange_reading_release(&r);
    }
    struct exchange_reading r = read_good(csv_read, same[0], &clock);
    REQUIRE_INT(r.shots.items[1].row, 4); /* the row before it has two lines */
    exchange_reading_release(&r);
}

/* Only where each shot begins: the last one lasts to the end of the film. */
static void test_first_frames(void)
{
    struct exchange_clock varies = {{0, 0}, 0, false, 0, 77};
    struct exchange_reading r = read_good(csv_read, "first_frame,label\n0,a\n10,a\n50,\n", &varies);
    REQUIRE_INT(r.shots.count, 3);
    expect_shot(&r, 0, 2, 0, 10);
    expect_shot(&r, 1, 3, 10, 50);
    expect_shot(&r, 2, 4, 50, 77);
    REQUIRE(!r.changes_told && r.labels_told);
    REQUIRE_INT(r.changes.count, 0);
    REQUIRE_INT(r.labels.count, 1);
    expect_label(&r, 0, 0, 50, "a");
    exchange_reading_release(&r);
    r = read_good(csv_read, "first_frame,label\n0,\n10,end\n", &varies);
    expect_label(&r, 0, 10, 77, "end");
    exchange_reading_release(&r);
}

#define CHANGE                                                                                               \
    "first_frame,last_frame,transition_in,transition_in_first_frame,transition_in_last_frame,"               \
    "transition_in_confidence\n0,99,,,,\n"

/* A cut follows its border; a longer change has to touch it, from its first frame to the one behind its last.
 */
static void test_moved(void)
{
    static const struct {
        const char *row;
        enum pst_transition_kind kind;
        int64_t in, out;
        double confidence;
    } rows[] = {
        {"100,199,cut,96,96,0.5", PST_CUT, 100, 100, -1},
        {"100,199,jump_cut,,,0.5", PST_JUMP_CUT, 100, 100, 0.5},
        {"100,199,,,,", PST_CUT, 100, 100, -1},
        {"100,199,dissolve,100,119,1", PST_DISSOLVE, 100, 120, 1},
        {"100,199,wipe,80,99,0.5", PST_WIPE, 80, 100, 0.5},
        {"100,199,fade_in,90,110,", PST_FADE_IN, 90, 111, -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[512];
        snprintf(text, sizeof text, "%s%s", CHANGE, rows[i].row);
        struct exchange_reading r = read_good(csv_read, text, &clock);
        REQUIRE_INT(r.changes.count, 1);
        expect_change(&r, 0, rows[i].kind, rows[i].in, rows[i].out, rows[i].confidence, "");
        exchange_reading_release(&r);
    }
}

/* A fade out and a cut, a cut and a fade in, two fades: each in black that is too short for a shot. */
static void test_fades(void)
{
    struct exchange_reading r =
        read_good(csv_read,
                  "first_frame,last_frame,transition_in,transition_in_first_frame,transition_in_last_frame,"
                  "transition_out,transition_out_first_frame,transition_out_last_frame\n"
                  "0,99,fade_in,3,20,fade_out,80,91\n"
                  "100,199,cut,100,100,cut,200,200\n"
                  "200,299,fade_in,205,220,fade_out,280,289\n"
                  "300,349,fade_in,310,319,dissolve,340,359\n"
                  "350,399,dissolve,341,359,fade_out,380,390\n",
                  &clock);
    REQUIRE_INT(r.shots.count, 5);
    REQUIRE_INT(r.changes.count, 9);
    expect_change(&r, 0, PST_FADE_IN, 3, 21, -1, "");
    expect_change(&r, 1, PST_FADE_OUT, 80, 92, -1, "");
    expect_change(&r, 2, PST_CUT, 100, 100, -1, "");
    expect_change(&r, 3, PST_CUT, 200, 200, -1, "");
    expect_change(&r, 4, PST_FADE_IN, 205, 221, -1, "");
    expect_change(&r, 5, PST_FADE_OUT, 280, 290, -1, "");
    expect_change(&r, 6, PST_FADE_IN, 310, 320, -1, "");
    expect_change(&r, 7, PST_DISSOLVE, 341, 360, -1, ""); /* the incoming shot's word */
    expect_change(&r, 8, PST_FADE_OUT, 380, 391, -1, "");
    exchange_reading_release(&r);
}

static void test_labels(void)
{
    struct exchange_reading r =
        read_good(csv_read,
                  "first_frame,last_frame,label\n0,9,\"a; b "
                  ";;\"\"\"\"\"\n20,29,a\n30,39,\"b@x;a\"\n40,49,\"b;a;a@40-49;\"\"c\"\"@5-5\"\n",
                  &clock);
    static const struct {
        int64_t in, out;
        const char *name;
    } wanted[] = {{0, 10, "a"},    {0, 10, "b"},  {0, 10, ""},   {20, 50, "a"},
                  {30, 40, "b@x"}, {40, 50, "b"}, {40, 50, "a"}, {5, 6, "c"}};
    REQUIRE_INT(r.labels.count, sizeof wanted / sizeof *wanted);
    for (size_t i = 0; i < r.labels.count; i++)
        expect_label(&r, i, wanted[i].in, wanted[i].out, wanted[i].name);
    exchange_reading_release(&r);
}

static const struct {
    const char *text, *message;
} broken[] = {
    {"", "'fixed' is no table of shots: its first row has no 'first_frame'"},
    {"\n\n", "'fixed' is no table of shots: its first row has no 'first_frame'"},
    {"a,b\n1,2\n", "'fixed' is no table of shots: its first row has no 'first_frame'"},
    {"\xff\xfe"
     "f",
     "'fixed' is UTF-16: save it as UTF-8"},
    {"first_frame,last_frame\n", "'fixed' lists no shot"},
    {"first_frame,last_frame,kind,label\n1,2,label,x\n", "'fixed' lists no shot"},
    {"first_frame,last_frame\n0,9\n12.0,20\n", "'fixed', line 3: first_frame is '12.0', not a whole number"},
    {"first_frame,last_frame\n0,9\n10,\"1,234\"\n",
     "'fixed', line 3: last_frame is '1,234', not a whole number"},
    {"first_frame,last_frame\n0,1,234\n", "'fixed', line 2: the row has 3 fields and the first row 2"},
    {"first_frame,last_frame\n-1,9\n", "'fixed', line 2: first_frame is '-1', not a whole number"},
    {"first_frame,last_frame\n,9\n", "'fixed', line 2: first_frame is '', not a whole number"},
    {"first_frame,last_frame\n0x10,19\n", "'fixed', line 2: first_frame is '0x10', not a whole number"},
    {"first_frame,last_frame\n1e3,1999\n", "'fixed', line 2: first_frame is '1e3', not a whole number"},
    {"first_frame,last_frame\n0,99999999999999999999999999\n",
     "'fixed', line 2: last_frame is '99999999999999999999999999', not a whole number"},
    {"first_frame,last_frame\n0,\"nine\nand\ta half\"\n",
     "'fixed', line 2: last_frame is 'nine and a half', not a whole number"},
    {"first_frame,last_frame\n9,0\n", "'fixed', line 2: last_frame 0 is before first_frame 9"},
    {"first_frame,last_frame\n\n0,\"9\n", "'fixed', line 3: a quote is opened and never closed"},
    {"first_frame,last_frame\n0,\"9\"9\n", "'fixed', line 2: text goes on after a closing quote"},
    {"first_frame\n0\n10\n5\n", "'fixed', line 3: the shot has no last_frame, and nothing after it"},
    {"first_frame\n400\n", "'fixed', line 2: the shot has no last_frame, and nothing after it"},
    {"first_frame,kind,label\n0,,\n5,label,x\n", "'fixed', line 3: a label needs its last_frame"},
    {"first_frame,last_frame,label\n0,9,\"\"\"a\"\n",
     "'fixed', line 2: cannot tell the labels in '\"a' apart"},
    {"first_frame,last_frame,label\n0,9,\"\"\"a\"\"b\"\n",
     "'fixed', line 2: cannot tell the labels in '\"a\"b' apart"},
    {"first_frame,last_frame,label\n0,9,\"\"\"a\"\"@5\"\n",
     "'fixed', line 2: cannot tell the labels in '\"a\"@5' apart"},
    {"first_frame,last_frame,label\n0,9,a@9-5\n", "'fixed', line 2: cannot tell the labels in 'a@9-5' apart"},
    {CHANGE "100,199,melt,,,\n", "'fixed', line 3: transition_in is 'melt', no kind of transition"},
    {CHANGE "100,199,Cut,,,\n", "'fixed', line 3: transition_in is 'Cut', no kind of transition"},
    {CHANGE "100,199,dissolve,,,\n", "'fixed', line 3: transition_in_first_frame is '', not a whole number"},
    {CHANGE "100,199,dissolve,95,,\n", "'fixed', line 3: transition_in_last_frame is '', not a whole number"},
    {CHANGE "100,199,dissolve,105,95,\n", "'fixed', line 3: the dissolve ends in frame 95, before 105"},
    {CHANGE "100,199,dissolve,80,98,\n",
     "'fixed', line 3: the dissolve of frames 80 to 98 does not touch the border at frame 100"},
    {CHANGE "100,199,wipe,101,110,\n",
     "'fixed', line 3: the wipe of frames 101 to 110 does not touch the border at frame 100"},
    {CHANGE "100,199,cut,ten,,\n", "'fixed', line 3: transition_in_first_frame is 'ten', not a whole number"},
    {CHANGE "100,199,cut,,,1.5\n",
     "'fixed', line 3: transition_in_confidence is '1.5', not a number from 0 to 1"},
    {CHANGE "100,199,cut,,,high\n",
     "'fixed', line 3: transition_in_confidence is 'high', not a number from 0 to 1"},
    {CHANGE "100,199,cut,,,-0.5\n",
     "'fixed', line 3: transition_in_confidence is '-0.5', not a number from 0 to 1"},
    {"first_frame,last_frame,transition_in,transition_out,transition_out_first_frame,transition_out_last_"
     "frame\n"
     "0,99,,fade_out,70,87\n",
     "'fixed', line 2: the fade_out of frames 70 to 87 does not touch the border at frame 100"},
};

int main(void)
{
    test_whole();
    test_spreadsheets();
    test_first_frames();
    test_moved();
    test_fades();
    test_labels();
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        read_bad(csv_read, broken[i].text, &clock, broken[i].message);
    return 0;
}
