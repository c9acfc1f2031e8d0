/* SPDX-License-Identifier: Apache-2.0 */
#include "form/shots.h"
#include "test.h"
#include <string.h>

static struct shot_structure structure_of(const struct pst_transition *list, size_t count, int64_t frames)
{
    struct shot_structure s;
    REQUIRE_INT(shot_structure_from_transitions(list, count, frames, NULL, &s, NULL), PST_OK);
    REQUIRE_INT(s.transition_count, frames ? count : 0);
    int64_t next = 0;
    for (size_t i = 0; i < s.shot_count; i++) {
        REQUIRE_INT(s.shots[i].first, next);
        REQUIRE(s.shots[i].last >= s.shots[i].first);
        next = s.shots[i].last + 1;
    }
    REQUIRE_INT(next, frames);
    return s;
}

static void test_middles(void)
{
    const struct pst_transition list[] = {
        {PST_CUT, 10, 10, 1, ""},      {PST_DISSOLVE, 20, 29, 1, ""}, {PST_WIPE, 40, 42, 1, ""},
        {PST_FADE_OUT, 60, 69, 1, ""}, {PST_FADE_IN, 90, 99, 1, ""},  {PST_DIP, 120, 131, 1, ""},
    };
    struct shot_structure s = structure_of(list, 6, 200);
    /* 20…29: middle 24; 40…42: middle 41; 60…69: 64; 90…99: 94; 120…131: 125 */
    static const int64_t starts[] = {0, 10, 25, 42, 65, 95, 126};
    REQUIRE_INT(s.shot_count, 7);
    for (int i = 0; i < 7; i++)
        REQUIRE_INT(s.shots[i].first, starts[i]);
    REQUIRE_INT(s.shots[4].kind, PST_SHOT_BLACK);
    REQUIRE_INT(s.shots[3].kind, PST_SHOT_PICTURE);
    shot_structure_release(&s);
    REQUIRE(s.shots == NULL && s.shot_count == 0);
}

/* A fade beside a cut: the cut is the boundary unless a hold of twelve frames lies between. */
static void test_fades_beside_cuts(void)
{
    const struct pst_transition near[] = {{PST_FADE_OUT, 50, 69, 1, ""}, {PST_CUT, 75, 75, 1, ""}};
    struct shot_structure s = structure_of(near, 2, 100);
    REQUIRE_INT(s.shot_count, 2);
    REQUIRE_INT(s.shots[1].first, 75);
    shot_structure_release(&s);
    const struct pst_transition far[] = {{PST_FADE_OUT, 50, 69, 1, ""}, {PST_CUT, 82, 82, 1, ""}};
    s = structure_of(far, 2, 100);
    REQUIRE_INT(s.shot_count, 3);
    REQUIRE_INT(s.shots[1].first, 60);
    REQUIRE_INT(s.shots[2].first, 82);
    shot_structure_release(&s);
    const struct pst_transition into[] = {{PST_CUT, 20, 20, 1, ""}, {PST_FADE_IN, 31, 40, 1, ""}};
    s = structure_of(into, 2, 100);
    REQUIRE_INT(s.shot_count, 2);
    REQUIRE_INT(s.shots[1].first, 20);
    shot_structure_release(&s);
}

static void test_edges(void)
{
    const struct pst_transition list[] = {
        {PST_CUT, 0, 0, 1, ""}, {PST_CUT, 9, 9, 1, ""}, {PST_CUT, 10, 10, 1, ""}};
    struct shot_structure s = structure_of(list, 3, 10);
    REQUIRE_INT(s.shot_count, 2);
    REQUIRE_INT(s.shots[1].first, 9);
    shot_structure_release(&s);
    s = structure_of(NULL, 0, 1);
    REQUIRE_INT(s.shot_count, 1);
    shot_structure_release(&s);
    s = structure_of(NULL, 0, 0);
    REQUIRE_INT(s.shot_count, 0);
}

static void test_random_lists_tile(void)
{
    unsigned state = 1;
    for (int round = 0; round < 2000; round++) {
        struct pst_transition list[40];
        size_t count = 0;
        int64_t at = 0;
        while (count < 40) {
            state = state * 1664525u + 1013904223u;
            struct pst_transition t = {.kind = (enum pst_transition_kind)((state >> 8) % 9)};
            t.first = at + (state >> 13) % 30;
            t.last = t.first + (t.kind <= PST_JUMP_CUT ? 0 : (state >> 18) % 50);
            at = t.last + 1;
            list[count++] = t;
        }
        struct shot_structure s = structure_of(list, count, 1 + (state >> 5) % 900);
        shot_structure_release(&s);
    }
}

static void test_kinds_by_signal(void)
{
    struct signal_frame frames[60];
    for (int i = 0; i < 60; i++)
        frames[i] = (struct signal_frame){
            .mean = i < 20 ? 3 : 80, .cb = 128, .cr = 128, .deviation = i < 20 || i >= 40 ? 0.5f : 30};
    const struct signal_series series = {frames, 60, NULL, 0};
    const struct pst_transition list[] = {{PST_CUT, 20, 20, 1, ""}, {PST_CUT, 40, 40, 1, ""}};
    struct shot_structure s;
    REQUIRE_INT(shot_structure_from_transitions(list, 2, 60, &series, &s, NULL), PST_OK);
    REQUIRE_INT(s.shot_count, 3);
    REQUIRE_INT(s.shots[0].kind, PST_SHOT_BLACK);
    REQUIRE_INT(s.shots[1].kind, PST_SHOT_PICTURE);
    REQUIRE_INT(s.shots[2].kind, PST_SHOT_SOLID);
    shot_structure_release(&s);
}

static void test_names(void)
{
    enum pst_transition_kind kind;
    enum pst_shot_kind shot;
    for (int i = 0; i < 9; i++)
        REQUIRE(pst_transition_kind_parse(pst_transition_kind_name((enum pst_transition_kind)i), &kind) &&
                (int)kind == i);
    REQUIRE_TEXT(pst_transition_kind_name(PST_FADE_OUT), "fade_out");
    REQUIRE(pst_transition_kind_name((enum pst_transition_kind)9) == NULL);
    REQUIRE(!pst_transition_kind_parse("fade", &kind));
    REQUIRE(pst_shot_kind_parse("solid", &shot) && shot == PST_SHOT_SOLID);
    REQUIRE(!pst_shot_kind_parse("", &shot) && pst_shot_kind_name((enum pst_shot_kind)3) == NULL);
}

int main(void)
{
    test_middles();
    test_fades_beside_cuts();
    test_edges();
    test_random_lists_tile();
    test_kinds_by_signal();
    test_names();
    return 0;
}
