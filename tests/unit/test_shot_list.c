/* SPDX-License-Identifier: Apache-2.0 */
/* The shot list over a reel that never was: this program has a reader of its own. */
#include "pastiche/shot_list.h"
#include "test.h"

enum { FRAMES = 100, MOST = 8 };

static struct {
    struct pst_film film;
    int64_t pts[FRAMES];
    struct pst_shot shots[MOST];
    struct pst_transition transitions[MOST];
    size_t shot_count, transition_count;
} planted;

const struct pst_film *pst_reel_film(const struct pst_reel *reel)
{
    (void)reel;
    return &planted.film;
}

enum pst_status pst_reel_shots(struct pst_reel *reel, const struct pst_shot **shots, size_t *count,
                               struct pst_error *error)
{
    (void)reel, (void)error;
    *shots = planted.shots;
    *count = planted.shot_count;
    return PST_OK;
}

enum pst_status pst_reel_transitions(struct pst_reel *reel, const struct pst_transition **transitions,
                                     size_t *count, struct pst_error *error)
{
    (void)reel, (void)error;
    *transitions = planted.transitions;
    *count = planted.transition_count;
    return PST_OK;
}

/* As src/reel/summary.h has it. */
enum pst_status reel_border_pts(struct pst_reel *, const int64_t **pts, struct pst_error *);

enum pst_status reel_border_pts(struct pst_reel *reel, const int64_t **pts, struct pst_error *error)
{
    (void)reel, (void)error;
    *pts = planted.pts;
    return PST_OK;
}

/* 100 frames at 25 a second, of which the first has pts 1000. */
static void plant_film(void)
{
    memset(&planted, 0, sizeof planted);
    planted.film = (struct pst_film){.time_base = {1, 1000},
                                     .frame_rate = {25, 1},
                                     .frames = FRAMES,
                                     .first_pts = 1000,
                                     .end_pts = 1000 + 40 * FRAMES};
    for (int i = 0; i < FRAMES; i++)
        planted.pts[i] = 1000 + 40 * i;
}

static void plant_shot(int64_t first, int64_t last)
{
    planted.shots[planted.shot_count++] = (struct pst_shot){first, last, PST_SHOT_PICTURE};
}

static void plant_transition(enum pst_transition_kind kind, int64_t first, int64_t last)
{
    planted.transitions[planted.transition_count++] = (struct pst_transition){kind, first, last, 1, ""};
}

static struct pst_shot_line *list(void)
{
    struct pst_shot_line *lines;
    size_t count;
    REQUIRE_INT(pst_shot_list(NULL, &lines, &count, NULL), PST_OK);
    REQUIRE_INT(count, planted.shot_count);
    return lines;
}

/* -1: none. */
static void expect_change(const struct pst_transition *got, int wanted)
{
    REQUIRE_INT(got ? got - planted.transitions : -1, wanted);
}

/* A dissolve of frames 20 to 27: its middle is between 23 and 24, so 24 is the first of the new shot. One of
   an odd number, 40 to 46: 43 is its middle, and belongs to the old shot. */
static void test_changes(void)
{
    plant_film();
    plant_shot(0, 9);
    plant_shot(10, 23);
    plant_shot(24, 43);
    plant_shot(44, 69);
    plant_shot(70, 99);
    plant_transition(PST_FADE_IN, 0, 7);
    plant_transition(PST_CUT, 10, 10);
    plant_transition(PST_DISSOLVE, 20, 27);
    plant_transition(PST_DISSOLVE, 40, 46);
    plant_transition(PST_FADE_OUT, 90, 99);
    struct pst_shot_line *lines = list();
    const int begins[] = {0, 1, 2, 3, -1}, ends[] = {1, 2, 3, -1, 4};
    for (int i = 0; i < 5; i++) {
        expect_change(lines[i].begins, begins[i]);
        expect_change(lines[i].ends, ends[i]);
    }
    pst_shot_list_release(&lines);
    REQUIRE(lines == NULL);
}

/* A fade out of frames 30 to 41 ends in black; the cut out of it is another row. A border takes the change
   whose middle is the nearest to it. */
static void test_neighbours(void)
{
    plant_film();
    plant_shot(0, 35);
    plant_shot(36, 49);
    plant_shot(50, 99);
    plant_transition(PST_FADE_OUT, 30, 41);
    plant_transition(PST_CUT, 50, 50);
    struct pst_shot_line *lines = list();
    expect_change(lines[0].begins, -1);
    expect_change(lines[0].ends, 0);
    expect_change(lines[1].begins, 0);
    expect_change(lines[1].ends, 1);
    expect_change(lines[2].ends, -1);
    pst_shot_list_release(&lines);

    planted.transitions[1] = (struct pst_transition){PST_FADE_IN, 38, 60, 1, ""};
    lines = list();
    expect_change(lines[0].ends, 0);
    expect_change(lines[1].ends, 1);
    pst_shot_list_release(&lines);
}

/* What reaches from the only border to the film's ends is told once; a fade of the whole film by its kind. */
static void test_ends(void)
{
    plant_film();
    plant_shot(0, 5);
    plant_shot(6, 94);
    plant_shot(95, 99);
    plant_transition(PST_DISSOLVE, 0, 11);
    plant_transition(PST_WIPE, 90, 99);
    struct pst_shot_line *lines = list();
    expect_change(lines[0].begins, -1);
    expect_change(lines[0].ends, 0);
    expect_change(lines[2].begins, 1);
    expect_change(lines[2].ends, -1);
    pst_shot_list_release(&lines);

    for (int out = 0; out < 2; out++) {
        plant_film();
        plant_shot(0, 99);
        plant_transition(out ? PST_FADE_OUT : PST_FADE_IN, 0, 99);
        lines = list();
        expect_change(lines[0].begins, out ? -1 : 0);
        expect_change(lines[0].ends, out ? 0 : -1);
        pst_shot_list_release(&lines);
    }
}

static void expect_times(double start, double length, const char *in, const char *out)
{
    struct pst_shot_line *lines = list();
    REQUIRE_NEAR(lines[1].start, start, 1e-9);
    REQUIRE_NEAR(lines[1].length, length, 1e-9);
    REQUIRE_TEXT(lines[1].in, in);
    REQUIRE_TEXT(lines[1].out, out);
    pst_shot_list_release(&lines);
}

static void test_times(void)
{
    plant_film();
    plant_shot(0, 29);
    plant_shot(30, 99);
    expect_times(1.2, 2.8, "00:00:01:05", "00:00:04:00");
    strcpy(planted.film.timecode, "10:00:00:00");
    expect_times(1.2, 2.8, "10:00:01:05", "10:00:04:00");
    strcpy(planted.film.timecode, "23:59:59:00");
    expect_times(1.2, 2.8, "00:00:00:05", "00:00:03:00");
    strcpy(planted.film.timecode, "nonsense");
    expect_times(1.2, 2.8, "00:00:01:05", "00:00:04:00");
    planted.film.variable_rate = true;
    expect_times(1.2, 2.8, "0:00:01.200", "0:00:04.000");

    /* Drop frame: frame 30 after 00:00:59;00 is the first one of the next minute, number 2. */
    planted.film.variable_rate = false;
    planted.film.frame_rate = (struct pst_rational){30000, 1001};
    strcpy(planted.film.timecode, "00:00:59;00");
    expect_times(1.2, 2.8, "00:01:00;02", "00:01:02;12");
    strcpy(planted.film.timecode, "00:00:59:00");
    expect_times(1.2, 2.8, "00:01:00:00", "00:01:02:10");
}

int main(void)
{
    test_changes();
    test_neighbours();
    test_ends();
    test_times();
    plant_film();
    struct pst_shot_line *lines = list();
    pst_shot_list_release(&lines);
    return 0;
}
