/* SPDX-License-Identifier: Apache-2.0 */
/* From what a corrected list told to transitions, and where each of them comes from. The film has 200 frames
   at 25 a second; in force are a cut at 50, a dissolve over 96 to 103, a fade to black and back at 150 to
   171. */
#include "base/array.h"
#include "corrected_list.h"
#include "test.h"

enum { FRAMES = 200 };

static int64_t pts[FRAMES];
static struct pst_film film = {
    .time_base = {1, 25}, .frame_rate = {25, 1}, .frames = FRAMES, .first_pts = 7, .end_pts = 7 + FRAMES};
static struct film_clock film_time = {.film = &film, .pts = pts, .ticks = {.rate = {25, 1}, .ticks = FRAMES}};

static const struct pst_transition found[] = {
    {PST_CUT, 50, 50, 0.9, ""},
    {PST_DISSOLVE, 96, 103, 0.8, ""},
    {PST_FADE_OUT, 150, 157, 0.7, "colour=#000000"},
    {PST_FADE_IN, 162, 171, 0.6, "colour=#000000"},
};
static const struct pst_origin as_found[4] = {
    {PST_FOUND, -1, -1}, {PST_FOUND, -1, -1}, {PST_FOUND, -1, -1}, {PST_FOUND, -1, -1}};
static const struct pst_shot shots[] = {{0, 49, PST_SHOT_PICTURE},
                                        {50, 99, PST_SHOT_PICTURE},
                                        {100, 159, PST_SHOT_PICTURE},
                                        {160, 199, PST_SHOT_PICTURE}};
static const struct in_force in_force = {found, as_found, 4, NULL, 0, 0, shots, 4};

static struct exchange_reading reading;
static struct corrected_list list;
static struct provenance provenance;
static int row;

static void shot(int64_t in, int64_t out)
{
    REQUIRE(array_push(&reading.shots, (struct exchange_found_shot){++row, in, out}));
}

static void change(enum pst_transition_kind kind, int64_t in, int64_t out)
{
    struct exchange_found_change c = {.row = ++row, .kind = kind, .in = in, .out = out, .confidence = NAN};
    REQUIRE(array_push(&reading.changes, c));
}

/* What the reel itself would write: nothing corrected yet. The hold in black has 4 frames, too few for a
 * shot. */
static void whole_list(void)
{
    shot(0, 50);
    shot(50, 100);
    shot(100, 160);
    shot(160, 200);
    change(PST_CUT, 50, 50);
    change(PST_DISSOLVE, 96, 104);
    change(PST_FADE_OUT, 150, 158);
    change(PST_FADE_IN, 162, 172);
    reading.changes_told = true;
}

static void begin(void)
{
    exchange_reading_release(&reading);
    corrected_list_release(&list);
    provenance_release(&provenance);
    row = 0;
}

static void make(const struct in_force *before, int64_t correction)
{
    struct pst_error error = {0};
    if (corrected_list_make("l.csv", &reading, &film_time, before, &list, &error) != PST_OK ||
        provenance_find(&list, before, correction, &provenance, &error) != PST_OK)
        TEST_FAIL("%s", error.message);
}

static void expect_refusal(const char *wanted)
{
    struct pst_error error = {0};
    enum pst_status status = corrected_list_make("l.csv", &reading, &film_time, &in_force, &list, &error);
    if (status != PST_INPUT || strcmp(error.message, wanted) != 0)
        TEST_FAIL("status %d, '%s', wanted '%s'", status, error.message, wanted);
}

static void expect(size_t i, enum pst_transition_kind kind, int64_t first, int64_t last,
                   enum pst_origin_how how, int64_t from)
{
    REQUIRE(i < list.transition_count);
    REQUIRE_INT(list.transitions[i].kind, kind);
    REQUIRE_INT(list.transitions[i].first, first);
    REQUIRE_INT(list.transitions[i].last, last);
    REQUIRE_INT(provenance.origins[i].how, how);
    REQUIRE_INT(provenance.origins[i].found, from);
}

static void check_untouched(void)
{
    begin();
    whole_list();
    make(&in_force, 0);
    REQUIRE_INT(list.transition_count, 4);
    for (size_t i = 0; i < 4; i++) {
        expect(i, found[i].kind, found[i].first, found[i].last, PST_FOUND, (int64_t)i);
        REQUIRE_NEAR(list.transitions[i].confidence, found[i].confidence, 0);
        REQUIRE_TEXT(list.transitions[i].detail, found[i].detail);
        REQUIRE_INT(provenance.origins[i].correction, -1);
        REQUIRE_INT(provenance.found[i].removed, -1);
    }
}

/* Borders alone, from a tool that knows cuts only: what is in force at a border stays what it is. */
static void check_borders_alone(void)
{
    begin();
    shot(0, 50);
    shot(50, 100);
    shot(100, 120);
    shot(120, 200);
    make(&in_force, 0);
    REQUIRE_INT(list.transition_count, 3);
    expect(0, PST_CUT, 50, 50, PST_FOUND, 0);
    expect(1, PST_DISSOLVE, 96, 103, PST_FOUND, 1);
    expect(2, PST_CUT, 120, 120, PST_ADDED, -1);
    REQUIRE_INT(provenance.found[2].removed, 0);
    REQUIRE_INT(provenance.found[3].removed, 0);
}

static const struct pst_shot shots_of_loose[] = {{0, 49, PST_SHOT_PICTURE},
                                                 {50, 107, PST_SHOT_PICTURE},
                                                 {108, 159, PST_SHOT_PICTURE},
                                                 {160, 199, PST_SHOT_PICTURE}};

/* What leads to no border of its own stays too, and the borders are those that are told: one that lies within
   a change takes its place, even where a person split the change in two. */
static void check_borders_near_changes(void)
{
    static const struct pst_transition loose[] = {{PST_DISSOLVE, 40, 59, 0.9, ""},
                                                  {PST_FADE_OUT, 96, 103, 0.8, ""},
                                                  {PST_CUT, 108, 108, 0.7, ""},
                                                  {PST_FADE_OUT, 150, 157, 0.6, ""},
                                                  {PST_FADE_IN, 162, 171, 0.5, ""}};
    static const struct pst_origin origins[5] = {{PST_FOUND, -1, -1}};
    const struct in_force before = {loose, origins, 5, NULL, 0, 0, shots_of_loose, 4};
    const int64_t same[] = {0, 50, 108, 160, 200}, other[] = {0, 45, 50, 104, 108, 200};
    begin();
    for (int i = 0; i < 4; i++)
        shot(same[i], same[i + 1]);
    make(&before, 0);
    REQUIRE_INT(list.transition_count, 5);
    for (size_t i = 0; i < 5; i++)
        expect(i, loose[i].kind, loose[i].first, loose[i].last, PST_FOUND, (int64_t)i);
    begin();
    for (int i = 0; i < 5; i++)
        shot(other[i], other[i + 1]);
    make(&before, 0);
    REQUIRE_INT(list.transition_count, 5);
    REQUIRE_INT(list.transitions[0].kind, PST_CUT);
    REQUIRE_INT(list.transitions[0].first, 45);
    REQUIRE_INT(list.transitions[1].kind, PST_CUT);
    REQUIRE_INT(list.transitions[1].first, 50);
    expect(2, PST_FADE_OUT, 96, 103, PST_FOUND, 1);
    REQUIRE_INT(list.transitions[3].kind, PST_CUT);
    REQUIRE_INT(list.transitions[3].first, 104);
    expect(4, PST_CUT, 108, 108, PST_FOUND, 2);
}

/* A change that has its border leaves the frame behind it to a cut; two borders within it are one too many.
 */
static void check_change_and_cut(void)
{
    begin();
    shot(0, 50);
    shot(50, 60);
    shot(60, 200);
    change(PST_DISSOLVE, 40, 60);
    reading.changes_told = true;
    make(&in_force, 0);
    REQUIRE_INT(list.transition_count, 2);
    REQUIRE_INT(list.transitions[0].kind, PST_DISSOLVE);
    REQUIRE_INT(list.transitions[1].kind, PST_CUT);
    REQUIRE_INT(list.transitions[1].first, 60);
    begin();
    shot(0, 50);
    shot(50, 55);
    shot(55, 200);
    change(PST_DISSOLVE, 40, 60);
    expect_refusal("'l.csv', line 3: the shot begins at frame 55, within the dissolve of line 4, and so does "
                   "the one before it");
}

/* A fade out, two cuts in the black, a fade in: the cuts are told by borders alone. */
static void check_cuts_in_black(void)
{
    begin();
    shot(0, 60);
    shot(60, 80);
    shot(80, 200);
    change(PST_FADE_OUT, 40, 51);
    change(PST_FADE_IN, 90, 100);
    reading.changes_told = true;
    make(&in_force, 0);
    REQUIRE_INT(list.transition_count, 4);
    expect(0, PST_FADE_OUT, 40, 50, PST_ADDED, -1);
    expect(1, PST_CUT, 60, 60, PST_MOVED, 0);
    expect(2, PST_CUT, 80, 80, PST_ADDED, -1);
    expect(3, PST_FADE_IN, 90, 99, PST_MOVED, 1);
}

/* The cut three frames later, the dissolve taken out, a wipe put in, the fades as they were. */
static void correct_once(void)
{
    begin();
    shot(0, 53);
    shot(53, 130);
    shot(130, 160);
    shot(160, 200);
    change(PST_CUT, 53, 53);
    change(PST_WIPE, 126, 134);
    change(PST_FADE_OUT, 150, 158);
    change(PST_FADE_IN, 162, 172);
    reading.changes_told = true;
    make(&in_force, 0);
    REQUIRE_INT(list.transition_count, 4);
    expect(0, PST_CUT, 53, 53, PST_MOVED, 0);
    expect(1, PST_WIPE, 126, 133, PST_ADDED, -1);
    expect(2, PST_FADE_OUT, 150, 157, PST_FOUND, 2);
    expect(3, PST_FADE_IN, 162, 171, PST_FOUND, 3);
    REQUIRE_INT(provenance.origins[0].correction, 0);
    REQUIRE_NEAR(list.transitions[0].confidence, 1, 0);
    REQUIRE_INT(provenance.found_count, 4);
    REQUIRE_INT(provenance.found[1].removed, 0);
    REQUIRE_INT(provenance.found[0].removed, -1);
}

/* A second list: the wipe stays what the first one made it, the cut is back where it was found, the dissolve
   is still out by the first list, the fade in goes by the second. */
static void check_twice(void)
{
    correct_once();
    struct pst_transition transitions[4];
    struct pst_origin origins[4];
    struct pst_found before[4];
    memcpy(transitions, list.transitions, sizeof transitions);
    memcpy(origins, provenance.origins, sizeof origins);
    memcpy(before, provenance.found, sizeof before);
    struct in_force second = {transitions, origins, 4, before, 4, 1, NULL, 0};
    begin();
    shot(0, 50);
    shot(50, 130);
    shot(130, 154);
    shot(154, 200);
    change(PST_CUT, 50, 50);
    change(PST_WIPE, 126, 134);
    change(PST_FADE_OUT, 150, 158);
    reading.changes_told = true;
    make(&second, 1);
    REQUIRE_INT(list.transition_count, 3);
    expect(0, PST_CUT, 50, 50, PST_FOUND, 0);
    expect(1, PST_WIPE, 126, 133, PST_ADDED, -1);
    REQUIRE_INT(provenance.origins[1].correction, 0);
    expect(2, PST_FADE_OUT, 150, 157, PST_FOUND, 2);
    REQUIRE_INT(provenance.found[1].removed, 0);
    REQUIRE_INT(provenance.found[3].removed, 1);
}

/* A cut that was moved is one that was added where the cut that it was is back beside it. */
static void check_moved_and_back(void)
{
    const struct pst_transition moved = {PST_CUT, 52, 52, 1, ""};
    const struct pst_origin origin = {PST_MOVED, 0, 0};
    const struct pst_found was = {found[0], -1};
    const struct in_force second = {&moved, &origin, 1, &was, 1, 1, NULL, 0};
    begin();
    shot(0, 50);
    shot(50, 52);
    shot(52, 200);
    reading.changes_told = true;
    make(&second, 1);
    REQUIRE_INT(list.transition_count, 2);
    expect(0, PST_CUT, 50, 50, PST_FOUND, 0);
    expect(1, PST_CUT, 52, 52, PST_ADDED, -1);
    REQUIRE_INT(provenance.origins[1].correction, 0);
    REQUIRE_INT(provenance.found[0].removed, -1);
}

static void check_labels(void)
{
    begin();
    whole_list();
    reading.rate = (struct pst_rational){1000, 1};
    for (size_t i = 0; i < reading.shots.count; i++) {
        reading.shots.items[i].in *= 40;
        reading.shots.items[i].out *= 40;
    }
    for (size_t i = 0; i < reading.changes.count; i++) {
        reading.changes.items[i].in *= 40;
        reading.changes.items[i].out *= 40;
    }
    /* 401 ms lies nearest to frame 10, at 400 ms; 2,019 to frame 50, at 2,000. */
    REQUIRE(exchange_add_label(&reading, 9, 4000, 8000, "end"));
    REQUIRE(exchange_add_label(&reading, 10, 401, 1200, "blow"));
    REQUIRE(exchange_add_label(&reading, 11, 401, 2019, "fight"));
    make(&in_force, 0);
    REQUIRE_INT(list.transition_count, 4);
    REQUIRE_INT(list.label_count, 3);
    REQUIRE_TEXT(list.labels[0].name, "fight");
    REQUIRE_INT(list.labels[0].first, 10);
    REQUIRE_INT(list.labels[0].last, 49);
    REQUIRE_TEXT(list.labels[1].name, "blow");
    REQUIRE_TEXT(list.labels[2].name, "end");
}

static void check_refusals(void)
{
    begin();
    expect_refusal("'l.csv' holds no shots");
    shot(0, 50);
    shot(52, 200);
    expect_refusal("'l.csv', line 2: frames 50 to 51 before it are in no shot");
    begin();
    shot(0, 50);
    shot(40, 200);
    expect_refusal(
        "'l.csv', line 2: the shot begins at frame 40, where the one of line 1 goes on to frame 49: "
        "shots overlap or are not in order");
    begin();
    shot(3, 200);
    expect_refusal("'l.csv', line 1: frames 0 to 2 before it are in no shot");
    begin();
    shot(0, 50);
    shot(50, 50);
    expect_refusal("'l.csv', line 2: the shot has no frame");
    begin();
    shot(0, 50);
    shot(50, 20);
    expect_refusal("'l.csv', line 2: the shot ends before it begins");
    begin();
    shot(0, 201);
    expect_refusal("'l.csv', line 1: the shot lies outside the film, which has 200 frames");
    begin();
    shot(-1, 200);
    expect_refusal("'l.csv', line 1: the shot lies outside the film, which has 200 frames");
    begin();
    shot(0, 150);
    expect_refusal("'l.csv', line 1: the last shot ends at frame 149, the film at 199");
}

static void check_refused_changes(void)
{
    begin();
    whole_list();
    change(PST_WIPE, 100, 110);
    expect_refusal("'l.csv', line 9: the wipe (frames 100 to 109) lies over the dissolve of line 6");
    begin();
    whole_list();
    change(PST_WIPE, 60, 70);
    expect_refusal("'l.csv', line 9: the wipe (frames 60 to 69) is at no border between shots");
    begin();
    whole_list();
    change(PST_CUT, 130, 130);
    expect_refusal("'l.csv', line 9: the cut (frames 130 to 130) is at no border between shots");
    begin();
    whole_list();
    change(PST_FADE_IN, 190, 190);
    expect_refusal("'l.csv', line 9: the fade_in has no frame in the film");
    begin();
    whole_list();
    REQUIRE(exchange_add_label(&reading, 9, 10, 10, "x"));
    expect_refusal("'l.csv', line 9: the label has no frame");
}

int main(void)
{
    for (int i = 0; i < FRAMES; i++)
        pts[i] = 7 + i;
    check_untouched();
    check_borders_alone();
    check_borders_near_changes();
    check_change_and_cut();
    correct_once();
    check_cuts_in_black();
    check_twice();
    check_moved_and_back();
    check_labels();
    check_refusals();
    check_refused_changes();
    begin();
    return 0;
}
