/* SPDX-License-Identifier: Apache-2.0 */
/* `theirs` is what version 0.7.1 gives for 24000/1001, scenes of 0-based frames 48 to 89 and 90 to 143: its
   own test of the command line holds the program to such a list. */
#include "exchange/pyscenedetect.h"
#include "exchange_try.h"
#include "small_list.h"

#define HEAD                                                                                                 \
    "Scene Number,Start Frame,Start Timecode,Start Time (seconds),End Frame,End Timecode,End Time "          \
    "(seconds),Length (frames),Length (timecode),Length (seconds)\n"
#define ROWS                                                                                                 \
    "1,49,00:00:02.002,2.002,90,00:00:03.754,3.754,42,00:00:01.752,1.752\n"                                  \
    "2,91,00:00:03.754,3.754,144,00:00:06.006,6.006,54,00:00:02.252,2.252\n"

static const char theirs[] = "Timecode List:,00:00:03.754\n" HEAD ROWS;

static void test_write(void)
{
    static const struct exchange_shot shots[] = {
        {1, {48, 89, PST_SHOT_PICTURE}, 48, 90, AT(48), AT(90), NULL, NULL, NULL, 0},
        {2, {90, 143, PST_SHOT_PICTURE}, 90, 144, AT(90), AT(144), NULL, NULL, NULL, 0}};
    struct exchange x = {.file = "x", .shots = shots, .shot_count = 2};
    char *text = write_good(pyscenedetect_write, &x);
    REQUIRE_TEXT(text, theirs);
    free(text);
    x.shot_count = 1;
    text = write_good(pyscenedetect_write, &x);
    REQUIRE_TEXT(text, "Timecode List:\n" HEAD
                       "1,49,00:00:02.002,2.002,90,00:00:03.754,3.754,42,00:00:01.752,1.752\n");
    free(text);
}

static void test_read(void)
{
    static const char *const same[] = {theirs,
                                       HEAD ROWS,
                                       "Timecode List:\n" HEAD ROWS,
                                       "\n" HEAD ROWS,
                                       "Scene Number;Start Frame;End Frame\r\n1;49;90\r\n2;91;144",
                                       "End Frame\tStart Frame\n90\t49\n144\t91\n"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct exchange_reading r = read_good(pyscenedetect_read, same[i], &clock24);
        REQUIRE(!r.changes_told && !r.labels_told && r.rate.den == 0);
        REQUIRE_INT(r.shots.count, 2);
        expect_shot(&r, 0, r.shots.items[0].row, 48, 90);
        expect_shot(&r, 1, r.shots.items[1].row, 90, 144);
        exchange_reading_release(&r);
    }
    char *text = write_good(pyscenedetect_write, &small);
    struct exchange_reading r = read_good(pyscenedetect_read, text, &small.clock);
    REQUIRE_INT(r.shots.count, 3);
    for (size_t i = 0; i < 3; i++)
        expect_shot(&r, i, (int)i + 3, small_shots[i].in, small_shots[i].out);
    exchange_reading_release(&r);
    free(text);
    read_spoilt(pyscenedetect_read, theirs, &clock24);
}

static const struct {
    const char *text, *message;
} broken[] = {
    {"", "'fixed' is no scene list: it has no columns 'Start Frame' and 'End Frame'"},
    {"Timecode List:\n", "'fixed' is no scene list: it has no columns 'Start Frame' and 'End Frame'"},
    {"a\nb\nStart Frame,End Frame\n1,2\n",
     "'fixed' is no scene list: it has no columns 'Start Frame' and 'End Frame'"},
    {"Start Frame\n1\n", "'fixed' is no scene list: it has no columns 'Start Frame' and 'End Frame'"},
    {"Start Frame,End Frame\n", "'fixed' lists no scene"},
    {"Start Frame,End Frame\n0,2\n", "'fixed', line 2: Start Frame is 0, and frames count from 1"},
    {"Start Frame,End Frame\n3,2\n", "'fixed', line 2: End Frame 2 is before Start Frame 3"},
    {"Start Frame,End Frame\n1,2\n3,4.0\n", "'fixed', line 3: End Frame is '4.0', not a whole number"},
    {"Start Frame,End Frame\n1,2\n,4\n", "'fixed', line 3: Start Frame is '', not a whole number"},
    {"Start Frame,End Frame\n1,2,3\n", "'fixed', line 2: the row has 3 fields and the first row 2"},
    {"Start Frame,End Frame\n1,\"2\n", "'fixed', line 2: a quote is opened and never closed"},
};

int main(void)
{
    test_write();
    test_read();
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        read_bad(pyscenedetect_read, broken[i].text, &clock24, broken[i].message);
    return 0;
}
