/* SPDX-License-Identifier: Apache-2.0 */
#include "form/still_choice.h"
#include "test.h"

static void test_nearest_to_the_middle(void)
{
    const int64_t candidates[] = {0, 10, 40, 52, 99, 100, 149};
    const struct pst_shot shots[] = {{0, 99, PST_SHOT_PICTURE}, {100, 149, PST_SHOT_PICTURE}};
    int64_t chosen[2];
    choose_stills(candidates, 7, shots, 2, NULL, 0, chosen);
    REQUIRE_INT(chosen[0], 3); /* 52 is 2.5 from 49.5, 40 is 9.5 */
    REQUIRE_INT(chosen[1], 5); /* 100 and 149 are equally near to 124.5: the earlier */
}

/* A dissolve from 40 to 59 with its middle at 50, and one from 90 to 109. */
static void test_outside_gradual_transitions(void)
{
    const int64_t candidates[] = {5, 30, 45, 55, 70, 88, 93, 97};
    const struct pst_shot shots[] = {
        {0, 49, PST_SHOT_PICTURE}, {50, 99, PST_SHOT_PICTURE}, {100, 120, PST_SHOT_PICTURE}};
    const struct pst_transition transitions[] = {
        {.kind = PST_DISSOLVE, .first = 40, .last = 59},
        {.kind = PST_CUT, .first = 70, .last = 70}, /* a cut spoils nothing */
        {.kind = PST_DISSOLVE, .first = 90, .last = 109}};
    int64_t chosen[3];
    choose_stills(candidates, 8, shots, 3, transitions, 3, chosen);
    REQUIRE_INT(chosen[0], 1);
    REQUIRE_INT(chosen[1], 4);
    REQUIRE_INT(chosen[2], -1); /* none inside */
}

static void test_inside_where_there_is_no_other(void)
{
    const int64_t candidates[] = {41, 47, 52};
    const struct pst_shot shots[] = {{0, 49, PST_SHOT_PICTURE}, {50, 99, PST_SHOT_PICTURE}};
    const struct pst_transition wipe = {.kind = PST_WIPE, .first = 40, .last = 59};
    int64_t chosen[2];
    choose_stills(candidates, 3, shots, 2, &wipe, 1, chosen);
    REQUIRE_INT(chosen[0], 0); /* 41 is nearest to 24.5 */
    REQUIRE_INT(chosen[1], 2);
}

/* A clear one is taken even where one inside the transition is nearer to the middle. */
static void test_clear_before_near(void)
{
    const int64_t candidates[] = {2, 10, 18};
    const struct pst_shot shot = {0, 20, PST_SHOT_PICTURE};
    const struct pst_transition fade = {.kind = PST_FADE_IN, .first = 0, .last = 12};
    int64_t chosen;
    choose_stills(candidates, 3, &shot, 1, &fade, 1, &chosen);
    REQUIRE_INT(chosen, 2);
}

static void test_nothing(void)
{
    const struct pst_shot shot = {0, 20, PST_SHOT_PICTURE};
    int64_t chosen = 7;
    choose_stills(NULL, 0, &shot, 1, NULL, 0, &chosen);
    REQUIRE_INT(chosen, -1);
    choose_stills(NULL, 0, NULL, 0, NULL, 0, NULL);
}

int main(void)
{
    test_nearest_to_the_middle();
    test_outside_gradual_transitions();
    test_inside_where_there_is_no_other();
    test_clear_before_near();
    test_nothing();
    return 0;
}
