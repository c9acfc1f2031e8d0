/* SPDX-License-Identifier: Apache-2.0 */
/* Stretches planted in curves drawn with scenes: found where they are and by what they are, not where there
   are none. How often p is small without one is the bench's to say (bench/compare.c). */
#include "likeness/chance.h"
#include "likeness/stretches.h"
#include "test.h"
#include <math.h>
#include <stdlib.h>

enum { MOMENTS = 120, REFERENCES = 5, SCENE = 6, SHOTS = MOMENTS / 2 };

static double normal(struct chance *chance)
{
    double sum = -6;
    for (int i = 0; i < 12; i++)
        sum += chance_share(chance);
    return sum;
}

static const struct departure_scale scale = {.together = (1u << PST_FACETS) - 1,
                                             .spread = {[PST_TOGETHER] = 0.28}};

/* Scenes of six moments, each of a level of its own, and noise. */
static struct curves drawn(uint64_t seed)
{
    struct curves curves;
    struct chance chance = {seed};
    REQUIRE(curves_open(&curves, MOMENTS));
    for (int look = 0; look < PST_FACETS; look++) {
        double level = 0;
        for (size_t i = 0; i < MOMENTS; i++) {
            level = i % SCENE == 0 ? 0.6 * normal(&chance) : level;
            curves.look[look][i] = level + 0.5 * normal(&chance);
        }
    }
    departure_together(&scale, &curves);
    return curves;
}

static void raise_look(struct curves *curves, int look, size_t first, size_t end, double by)
{
    for (size_t i = first; i < end; i++)
        curves->look[look][i] += by;
    departure_together(&scale, curves);
}

struct scenario {
    struct facet_film film;
    struct facet_shot shots[SHOTS];
    struct curves curves, references[REFERENCES];
    struct comparison_data data;
};

static void open_scenario(struct scenario *s, uint64_t seed)
{
    *s = (struct scenario){.film = {.count = SHOTS, .window = 8, .step = 2}};
    for (size_t i = 0; i < SHOTS; i++)
        s->shots[i] = (struct facet_shot){
            .first = (int64_t)i * 96, .last = (int64_t)i * 96 + 95, .starts = 4.0 * (double)i, .seconds = 4};
    s->film.shots = s->shots;
    s->film.about = (struct pst_compared){.seconds = 2 * MOMENTS, .frames = 48 * MOMENTS};
    s->curves = drawn(seed);
    for (size_t r = 0; r < REFERENCES; r++)
        s->references[r] = drawn(seed * 100 + r);
}

static void ask(struct scenario *s, size_t references, const struct curves *control,
                const struct curves *reference_controls)
{
    struct stretch_question question = {.film = &s->film,
                                        .curves = &s->curves,
                                        .scale = &scale,
                                        .references = s->references,
                                        .reference_count = references,
                                        .control = control,
                                        .reference_controls = reference_controls};
    REQUIRE(find_stretches(&question, &s->data));
}

static void close_scenario(struct scenario *s)
{
    curves_release(&s->curves);
    for (size_t r = 0; r < REFERENCES; r++)
        curves_release(&s->references[r]);
    comparison_data_release(&s->data);
}

/* All looks are raised over moments 40 to 58: seconds 80 to 116, shots 20 to 28. */
static void check_all_facets(void)
{
    struct scenario s;
    open_scenario(&s, 3);
    for (int look = 0; look < PST_FACETS; look++)
        raise_look(&s.curves, look, 40, 58, 4);
    ask(&s, REFERENCES, NULL, NULL);
    const struct pst_stretch *stretch = &s.data.stretches.items[0];
    REQUIRE_NEAR(stretch->starts, 80, 4.01);
    REQUIRE_NEAR(stretch->ends, 116, 4.01);
    REQUIRE_INT(stretch->first % 96, 0);
    REQUIRE_INT(stretch->last % 96, 95);
    REQUIRE(stretch->p <= 0.01);
    REQUIRE_INT(stretch->rank, 1);
    REQUIRE_INT(stretch->ranked, REFERENCES + 1);
    REQUIRE(stretch->begin_low <= stretch->starts && stretch->starts <= stretch->begin_high);
    REQUIRE(stretch->end_low <= stretch->ends && stretch->ends <= stretch->end_high);
    REQUIRE_INT(stretch->unlike, PST_UNLIKE_UNKNOWN);
    REQUIRE(isnan(stretch->control_p));
    close_scenario(&s);
}

static void check_one_facet(void)
{
    for (int facet = 0; facet < PST_FACETS; facet++) {
        struct scenario s;
        open_scenario(&s, 11 + (uint64_t)facet);
        raise_look(&s.curves, facet, 60, 80, 5);
        ask(&s, REFERENCES, NULL, NULL);
        REQUIRE(s.data.stretches.items[0].p < 0.05);
        REQUIRE_INT(s.data.stretch_facets.items[0].facet, facet);
        REQUIRE(s.data.stretch_facets.items[0].p < 0.05);
        close_scenario(&s);
    }
}

/* As far from the controls as the references are, or farther. */
static void check_controls(void)
{
    for (int far = 0; far < 2; far++) {
        struct scenario s;
        open_scenario(&s, 3);
        for (int look = 0; look < PST_FACETS; look++)
            raise_look(&s.curves, look, 40, 58, 4);
        struct curves control = drawn(91), reference_controls[REFERENCES];
        for (size_t r = 0; r < REFERENCES; r++)
            reference_controls[r] = drawn(92 + r);
        for (int look = 0; far && look < PST_FACETS; look++)
            raise_look(&control, look, 40, 58, 6);
        ask(&s, REFERENCES, &control, reference_controls);
        REQUIRE_INT(s.data.stretches.items[0].unlike, far ? PST_UNLIKE_BOTH : PST_UNLIKE_SERIES);
        curves_release(&control);
        for (size_t r = 0; r < REFERENCES; r++)
            curves_release(&reference_controls[r]);
        close_scenario(&s);
    }
}

static void check_two_references(void)
{
    struct scenario s;
    open_scenario(&s, 3);
    ask(&s, 2, NULL, NULL);
    REQUIRE_INT(s.data.stretches.count, 0);
    REQUIRE_INT(s.data.about.pseudo_films, 0);
    REQUIRE(*s.data.about.stretch_note);
    close_scenario(&s);
}

/* Facets that are NaN throughout (no sound) are left out and told of nothing. */
static void check_untold_facet(void)
{
    struct scenario s;
    open_scenario(&s, 5);
    raise_look(&s.curves, PST_FACET_LIGHT, 60, 80, 5);
    for (size_t i = 0; i < MOMENTS; i++) {
        s.curves.look[PST_FACET_SOUND][i] = (double)NAN;
        for (size_t r = 0; r < REFERENCES; r++)
            s.references[r].look[PST_FACET_SOUND][i] = (double)NAN;
    }
    ask(&s, REFERENCES, NULL, NULL);
    REQUIRE_INT(s.data.stretch_facets.items[0].facet, PST_FACET_LIGHT);
    for (size_t i = 0; i < s.data.stretch_facets.count; i++)
        REQUIRE(s.data.stretch_facets.items[i].facet != PST_FACET_SOUND);
    close_scenario(&s);
}

/* Within one long take, nearer to its beginning than to its end: the take, whole. One shot has no parts at
 * all. */
static void check_long_take(void)
{
    struct scenario s;
    open_scenario(&s, 3);
    s.film.count = 2;
    s.shots[0] = (struct facet_shot){.first = 0, .last = 959, .starts = 0, .seconds = 40};
    s.shots[1] = (struct facet_shot){.first = 960, .last = 5759, .starts = 40, .seconds = 200};
    for (int look = 0; look < PST_FACETS; look++)
        raise_look(&s.curves, look, 60, 69, 5);
    ask(&s, REFERENCES, NULL, NULL);
    REQUIRE_INT(s.data.stretches.items[0].first, 960);
    REQUIRE_INT(s.data.stretches.items[0].last, 5759);
    comparison_data_release(&s.data);
    s.film.count = 1;
    ask(&s, REFERENCES, NULL, NULL);
    REQUIRE_INT(s.data.stretches.count, 0);
    REQUIRE(*s.data.about.stretch_note);
    close_scenario(&s);
}

/* A strong middle with weaker sides: what is told once is in no other stretch. */
static void check_apart(void)
{
    struct scenario s;
    open_scenario(&s, 8);
    for (int look = 0; look < PST_LOOKS; look++) {
        raise_look(&s.curves, look, 40, 64, 3);
        raise_look(&s.curves, look, 48, 56, 5);
        raise_look(&s.curves, look, 90, 102, 5);
    }
    ask(&s, REFERENCES, NULL, NULL);
    for (size_t i = 0; i < s.data.stretches.count; i++)
        for (size_t k = 0; k < i; k++)
            REQUIRE(s.data.stretches.items[i].first > s.data.stretches.items[k].last ||
                    s.data.stretches.items[i].last < s.data.stretches.items[k].first);
    REQUIRE(s.data.stretches.count >= 2);
    close_scenario(&s);
}

/* Of forty films without a stretch few are told one: 5 % is two, more than seven would be one case in a
 * thousand. */
static void check_none(void)
{
    int told = 0;
    for (uint64_t seed = 1000; seed < 1040; seed++) {
        struct scenario s;
        open_scenario(&s, seed);
        ask(&s, REFERENCES, NULL, NULL);
        told += s.data.stretches.items[0].p < 0.05;
        close_scenario(&s);
    }
    REQUIRE(told <= 7);
}

int main(void)
{
    check_all_facets();
    check_one_facet();
    check_controls();
    check_two_references();
    check_untold_facet();
    check_long_take();
    check_apart();
    check_none();
    return 0;
}
