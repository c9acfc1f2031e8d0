/* SPDX-License-Identifier: Apache-2.0 */
/* People do what their deeds say, at the frame they say, with their feet on the ground. */
#include "figure/choreography.h"
#include "figure/crowd.h"
#include "figure/skeleton.h"
#include "test.h"

static const struct body cast[4] = {
    {.height = 1.8, .girth = 1},
    {.height = 1.62, .girth = 0.9, .style = hair_long, .skirt = 1},
    {.height = 1.9, .girth = 1.35, .coat = 1},
    {.height = 1.7, .girth = 1.1},
};

static struct deed doing(enum verb verb, double at, double length, int who, int whom)
{
    return (struct deed){.at = at, .length = length, .who = who, .whom = whom, .verb = verb};
}

struct play {
    struct deed deeds[32];
    int count, people;
    struct start starts[4];
    struct body bodies[4];
};

static struct bearing bearing_in(const struct play *play, int who, double moment)
{
    return bearing_among(play->deeds, play->count, who, play->bodies, play->starts, play->people, NULL, 24,
                         moment);
}

static struct skeleton joints_in(const struct play *play, int who, double moment)
{
    struct bearing bearing = bearing_in(play, who, moment);
    return skeleton_of(&play->bodies[who], &bearing.pose);
}

static struct play alone(const struct body *body, struct deed deed)
{
    struct play play = {.deeds = {deed}, .count = 1, .people = 1, .bodies = {*body}};
    return play;
}

/* A sole that has come down stays within 2 cm of there until it leaves the ground. */
static void test_soles_stay(void)
{
    for (int i = 0; i < 24; i++) {
        struct deed deed = doing(i % 2 ? deed_run : deed_walk, 5, i % 2 ? 60 : 110, 0, nobody);
        double far = 1.5 + i * 0.18, way = i * 47;
        deed.to = vec(far * sine(way), 0, far * cosine(way));
        struct play play = alone(&cast[i % 4], deed);
        int down[2] = {0, 0}, stood = 0;
        struct vec place[2] = {{0, 0, 0}, {0, 0, 0}};
        for (double moment = 0; moment < 130; moment += 0.25) {
            struct skeleton is = joints_in(&play, 0, moment);
            for (int foot = 0; foot < 2; foot++) {
                int on_ground = is.sole[foot].y < 0.006;
                if (on_ground && !down[foot])
                    place[foot] = is.sole[foot];
                if (on_ground)
                    REQUIRE_NEAR(length_of(minus(is.sole[foot], place[foot])), 0, 0.02);
                down[foot] = on_ground;
                stood += on_ground;
            }
        }
        REQUIRE(stood > 200);
        struct bearing bearing = bearing_in(&play, 0, 125);
        REQUIRE_NEAR(length_of(minus(bearing.pose.at, deed.to)), 0, 1e-3);
        REQUIRE_NEAR(cosine(bearing.pose.heading - way), 1, 1e-3);
    }
}

/* At a step's moment that sole is on the ground and at rest, where the step is said to be. */
static void test_steps(void)
{
    for (int i = 0; i < 8; i++) {
        struct deed deed = doing(i % 2 ? deed_run : deed_walk, 7.3, i % 2 ? 70 : 120, 0, nobody);
        deed.to = vec(1, 0, 4 + 0.2 * i);
        struct play play = alone(&cast[i % 4], deed);
        struct contact steps[64];
        int count = contacts_between(play.deeds, 1, play.bodies, play.starts, 1, 24, 0, 200, steps, 64);
        REQUIRE(count >= 4 && count < 30);
        for (int k = 0; k < count; k++) {
            struct skeleton is = joints_in(&play, 0, steps[k].at);
            struct skeleton later = joints_in(&play, 0, steps[k].at + 0.05);
            struct skeleton before = joints_in(&play, 0, steps[k].at - 0.05);
            int foot =
                length_of(minus(is.sole[1], steps[k].place)) < length_of(minus(is.sole[0], steps[k].place));
            REQUIRE_INT(steps[k].sound, sound_step);
            REQUIRE_NEAR(length_of(minus(is.sole[foot], steps[k].place)), 0, 0.01);
            REQUIRE_NEAR(is.sole[foot].y, 0, 0.01);
            REQUIRE_NEAR(length_of(minus(later.sole[foot], before.sole[foot])), 0, 0.002);
            REQUIRE(k == 0 || steps[k].at > steps[k - 1].at);
        }
        struct contact part[64];
        int first = contacts_between(play.deeds, 1, play.bodies, play.starts, 1, 24, 0, 50, part, 64);
        int rest = contacts_between(play.deeds, 1, play.bodies, play.starts, 1, 24, 50, 200, part, 64);
        REQUIRE_INT(first + rest, count);
    }
}

static struct play two(const struct body *a, const struct body *b, double apart, double way)
{
    struct play play = {.people = 2, .bodies = {*a, *b}};
    play.starts[0] = (struct start){vec(1, 0, 2), way + 50};
    play.starts[1] = (struct start){vec(1 + apart * sine(way), 0, 2 + apart * cosine(way)), way + 120};
    return play;
}

static double to_segment(struct vec at, struct vec a, struct vec b)
{
    struct vec along = minus(b, a);
    double t = dot(minus(at, a), along) / dot(along, along);
    return length_of(minus(at, between(a, b, t < 0 ? 0 : t > 1 ? 1 : t)));
}

/* A blow meets the other's head or chest at its impact, whoever they are and however they stood. */
static void test_blows_meet(void)
{
    for (int i = 0; i < 64; i++) {
        struct play play = two(&cast[i % 4], &cast[i / 4 % 4], 0.55 + 0.04 * (i % 17), i * 73);
        int kick = i % 3 == 0;
        play.deeds[0] = doing(kick ? deed_kick : deed_punch, 30, 0, 0, 1);
        play.deeds[0].mirror = i / 8 & 1;
        play.count = 1;
        double moment = 30 + deed_impact(&play.deeds[0]);
        struct skeleton a = joints_in(&play, 0, moment), b = joints_in(&play, 1, moment);
        int side = !play.deeds[0].mirror;
        struct vec blow = kick ? a.sole[side] : a.palm[side];
        REQUIRE_NEAR(to_segment(blow, b.skull, between(b.hips, b.neck, 0.5)), 0, 0.25);
        struct vec towards = unit(vec(b.hips.x - a.hips.x, 0, b.hips.z - a.hips.z));
        REQUIRE(dot(a.pelvis.ahead, towards) > 0.9f);
        REQUIRE(dot(b.pelvis.ahead, towards) < -0.9f);
    }
}

static double turn_of(struct vec a, struct vec b)
{
    double c = dot(unit(a), unit(b));
    return angle_of(square_root(c * c < 1 ? 1 - c * c : 0), c);
}

static struct vec seen_from(struct turn turn, struct vec a)
{
    return vec(dot(a, turn.right), dot(a, turn.up), dot(a, turn.ahead));
}

/* Directions of the bones, each as its neighbour sees it. */
static int bones(const struct skeleton *s, struct vec bone[12])
{
    int n = 0;
    bone[n++] = seen_from(s->pelvis, s->chest.up);
    bone[n++] = seen_from(s->pelvis, s->chest.ahead);
    bone[n++] = seen_from(s->chest, s->head.ahead);
    bone[n++] = s->pelvis.up;
    for (int i = 0; i < 2; i++) {
        bone[n++] = seen_from(s->chest, minus(s->elbow[i], s->shoulder[i]));
        bone[n++] = seen_from(s->chest, minus(s->wrist[i], s->elbow[i]));
        bone[n++] = seen_from(s->pelvis, minus(s->knee[i], s->hip[i]));
        bone[n++] = seen_from(s->pelvis, minus(s->ankle[i], s->knee[i]));
    }
    return n;
}

static struct play long_fight(int mirror)
{
    static const struct choreography_move moves[] = {
        {0, 0, 0, 1, deed_punch},       {14, 0, 1, 0, deed_block},   {16, 0, 0, 1, deed_punch},
        {40, 0, 1, 0, deed_kick},       {70, 0, 0, 1, deed_throw},   {118, 0, 1, nobody, deed_get_up},
        {160, 34, 1, 0, deed_punch},    {164, 0, 0, 1, deed_dodge},  {190, 0, 0, 1, deed_kick},
        {230, 0, 0, nobody, deed_roll}, {270, 52, 1, 0, deed_shoot}, {330, 0, 0, nobody, deed_get_up},
        {380, 54, 0, 1, deed_throw},    {390, 0, 1, 0, deed_block},  {440, 0, 1, nobody, deed_fall}};
    struct play play = two(&cast[0], &cast[1], 1.1, 20);
    struct choreography fight = {.name = "fight", .count = sizeof moves / sizeof moves[0]};
    memcpy(fight.moves, moves, sizeof moves);
    struct performance performance = {.at = 20, .actors = {0, 1}, .mirror = mirror, .speed = 1};
    play.count = choreography_perform(&fight, 0, &performance, play.deeds, 30);
    REQUIRE_INT(play.count, fight.count);
    return play;
}

static void require_smooth(const struct play *play, double until)
{
    for (int who = 0; who < play->people; who++) {
        struct skeleton before = joints_in(play, who, 0);
        for (int frame = 1; frame < until; frame++) {
            struct skeleton is = joints_in(play, who, frame);
            struct vec a[12], b[12];
            int n = bones(&before, a);
            bones(&is, b);
            for (int i = 0; i < n; i++) {
                if (turn_of(a[i], b[i]) > 30)
                    TEST_FAIL("frame %d, person %d: bone %d turns by %.1f", frame, who, i,
                              turn_of(a[i], b[i]));
            }
            double far = length_of(minus(is.hips, before.hips));
            if (far > 0.25)
                TEST_FAIL("frame %d, person %d: the hips move by %.3f m", frame, who, far);
            before = is;
        }
    }
}

/* Nothing that is drawn is more than 3 cm under the floor. */
static void require_above_floor(const struct play *play, double until)
{
    struct scenery scenery = {0};
    scenery_set_ends(&scenery);
    for (int frame = 0; frame < until; frame += 2) {
        scenery_begin_frame(&scenery);
        for (int who = 0; who < play->people; who++) {
            struct bearing bearing = bearing_in(play, who, frame);
            body_add(&scenery, &play->bodies[who], &bearing.pose, (uint16_t)(who + 1), NULL);
        }
        for (size_t i = 0; i < scenery.mesh.count; i++) {
            const struct facet *facet = &scenery.mesh.facets[i];
            for (int c = 0; c < 3; c++) {
                if (facet->corner[c].at.y < -0.03f)
                    TEST_FAIL("frame %d, person %d is %.3f m under the floor", frame, facet->who,
                              -(double)facet->corner[c].at.y);
            }
        }
    }
    scenery_release(&scenery);
}

static void test_fight_is_smooth(void)
{
    struct play play = long_fight(0);
    require_smooth(&play, 520);
    require_above_floor(&play, 520);
}

/* Everything else somebody may do, one after the other. */
static void test_day_is_smooth(void)
{
    static const enum verb day[] = {deed_walk, deed_turn,  deed_sit,   deed_say,     deed_rise, deed_look,
                                    deed_run,  deed_dance, deed_cheer, deed_gesture, deed_fall, deed_get_up};
    struct play play = two(&cast[2], &cast[3], 3, 200);
    double at = 10;
    for (size_t i = 0; i < sizeof day / sizeof day[0]; i++) {
        play.deeds[i] = doing(day[i], at, 0, 0, 1);
        play.deeds[i].to = vec(2 * sine(i * 80.0), 0, 3 * cosine(i * 80.0));
        play.deeds[i].heading = i * 100.0;
        play.deeds[i].length = day[i] == deed_walk ? 96 : day[i] == deed_run ? 66 : verb_length(day[i]);
        at += play.deeds[i].length + (i % 3) * 6;
    }
    play.deeds[2].to = play.deeds[0].to;
    play.count = sizeof day / sizeof day[0];
    require_smooth(&play, at + 40);
    require_above_floor(&play, at + 40);
    struct play walk = alone(&cast[0], doing(deed_walk, 0, 60, 0, nobody));
    walk.deeds[0].to = vec(3, 0, 0);
    REQUIRE(bearing_in(&walk, 0, 40).walking);
    REQUIRE(!bearing_in(&walk, 0, 61).walking);
    REQUIRE(bearing_in(&walk, 0, 40).speed > 0.05);
}

static struct vec reflected(struct vec a)
{
    return vec(-a.x, a.y, a.z);
}

static void require_reflection(const struct skeleton *a, const struct skeleton *b, double moment)
{
    for (int i = 0; i < 2; i++) {
        double hands = length_of(minus(reflected(a->palm[i]), b->palm[!i]));
        double soles = length_of(minus(reflected(a->sole[i]), b->sole[!i]));
        if (hands > 0.002 || soles > 0.002)
            TEST_FAIL("frame %.1f: the mirror shows a hand %.3f m and a sole %.3f m off", moment, hands,
                      soles);
    }
    REQUIRE_NEAR(length_of(minus(reflected(a->skull), b->skull)), 0, 0.002);
}

/* Mirrored, from mirrored places, a fight is its own reflection; idle hands hang otherwise, so only while it
 * goes on. */
static void test_mirror(void)
{
    struct play play = long_fight(0), mirrored = long_fight(1);
    for (int i = 0; i < 2; i++) {
        mirrored.starts[i].at = reflected(mirrored.starts[i].at);
        mirrored.starts[i].heading = -mirrored.starts[i].heading;
    }
    for (double moment = 34; moment < 112; moment += 1.5) {
        for (int who = 0; who < 2; who++) {
            struct skeleton a = joints_in(&play, who, moment), b = joints_in(&mirrored, who, moment);
            require_reflection(&a, &b, moment);
        }
    }
    struct pose pose = bearing_in(&play, 0, 60).pose, turned_over = pose_mirrored(&pose);
    pose.at = turned_over.at = vec(0, 0, 0);
    pose.heading = turned_over.heading = 0;
    struct skeleton a = skeleton_of(&cast[0], &pose), b = skeleton_of(&cast[0], &turned_over);
    require_reflection(&a, &b, 60);
}

/* What is blocked or dodged does not land, and whoever is not struck does not reel. */
static void test_blocked(void)
{
    static const enum verb answers[3] = {deed_block, deed_dodge, deed_look};
    for (int i = 0; i < 3; i++) {
        struct play play = two(&cast[0], &cast[3], 1, 0);
        play.deeds[0] = doing(deed_punch, 30, 0, 0, 1);
        play.deeds[1] = doing(answers[i], 34, 20, 1, 0);
        play.count = 2;
        struct contact heard[32];
        int count = contacts_between(play.deeds, 2, play.bodies, play.starts, 2, 24, 0, 100, heard, 32);
        int blows = 0;
        for (int k = 0; k < count; k++) {
            if (heard[k].sound != sound_punch)
                continue;
            blows++;
            REQUIRE_INT(heard[k].landed, i == 2);
            REQUIRE_NEAR(heard[k].at, 30 + verb_length(deed_punch) * 0.5, 1e-9);
            REQUIRE_INT(heard[k].deed, 0);
        }
        REQUIRE_INT(blows, 1);
        REQUIRE_INT(bearing_in(&play, 1, 44).fighting, 1);
    }
}

/* Who is thrown or shot lies from then on until they get up. */
static void test_lying(void)
{
    for (int shot = 0; shot < 2; shot++) {
        struct play play = two(&cast[0], &cast[1], 1.1, 90);
        play.deeds[0] = doing(shot ? deed_shoot : deed_throw, 10, 0, 0, 1);
        play.deeds[1] = doing(deed_get_up, 120, 0, 1, nobody);
        play.count = 2;
        REQUIRE(joints_in(&play, 1, 9).skull.y > 1.3f);
        for (double moment = 60; moment < 120; moment += 7) {
            struct skeleton is = joints_in(&play, 1, moment);
            REQUIRE(is.skull.y < 0.3f && is.hips.y < 0.3f);
            REQUIRE(bearing_in(&play, 1, moment).lying);
        }
        struct skeleton up = joints_in(&play, 1, 180);
        REQUIRE(up.skull.y > 1.3f);
        REQUIRE(!bearing_in(&play, 1, 180).lying);
        struct contact heard[32];
        int count = contacts_between(play.deeds, 2, play.bodies, play.starts, 2, 24, 0, 100, heard, 32);
        int landings = 0;
        for (int k = 0; k < count; k++) {
            if (heard[k].sound == (shot ? sound_fall : sound_throw)) {
                landings++;
                /* They reach the ground about then: higher before, no lower after. */
                REQUIRE(joints_in(&play, 1, heard[k].at - 6).hips.y > joints_in(&play, 1, 80).hips.y + 0.1f);
                REQUIRE_NEAR(joints_in(&play, 1, heard[k].at).hips.y, joints_in(&play, 1, 80).hips.y, 0.12);
            }
        }
        REQUIRE_INT(landings, 1);
    }
}

static double stairs(double x, double z)
{
    (void)x;
    return z < 2 ? 0 : z < 2.35 ? 0.17 : z < 2.7 ? 0.34 : 0.51;
}

/* Up the stairs no sole goes through them, and at the end both stand on the last one. */
static void test_stairs(void)
{
    struct deed deed = doing(deed_walk, 0, 150, 0, nobody);
    struct start start = {vec(0, 0, 0), 0};
    deed.to = vec(0, 0, 4);
    for (double moment = 0; moment < 170; moment += 0.5) {
        struct bearing is = bearing_at(&deed, 1, 0, &cast[0], start, stairs, 24, moment);
        struct skeleton joints = skeleton_of(&cast[0], &is.pose);
        for (int i = 0; i < 2; i++)
            REQUIRE(joints.sole[i].y > stairs(0, joints.sole[i].z) - 0.06);
        if (moment > 155)
            REQUIRE_NEAR((joints.sole[0].y + joints.sole[1].y) / 2, 0.51, 0.02);
    }
}

/* Who dances gives in the knees on each beat: the hips are lower then than half a beat later. */
static void test_dance(void)
{
    for (int who = 0; who < 4; who++) {
        struct play play = {.count = 1, .people = 4, .bodies = {cast[0], cast[1], cast[2], cast[3]}};
        play.deeds[0] = doing(deed_dance, 10, 200, who, nobody);
        play.deeds[0].beat = 11.25;
        for (int beat = 3; beat < 14; beat++) {
            double at = 10 + beat * 11.25;
            REQUIRE(joints_in(&play, who, at).hips.y < joints_in(&play, who, at + 5.6).hips.y - 0.02);
            REQUIRE(bearing_in(&play, who, at).dancing);
        }
    }
}

/* A sitter's hips are over the seat, half a metre high, until they rise; who is spoken of turns their head.
 */
static void test_sit_and_look(void)
{
    struct play play = two(&cast[0], &cast[1], 2, 0);
    play.deeds[0] = doing(deed_sit, 10, 40, 0, nobody);
    play.deeds[0].to = vec(1.2, 0, 1.6);
    play.deeds[0].heading = 200;
    play.deeds[1] = doing(deed_look, 70, 60, 1, 0);
    play.deeds[2] = doing(deed_rise, 140, 30, 0, nobody);
    play.count = 3;
    struct skeleton sits = joints_in(&play, 0, 100);
    REQUIRE_NEAR(length_of(minus(sits.hips, vec(1.2, 0.5, 1.6))), 0, 0.03);
    REQUIRE(bearing_in(&play, 0, 100).sitting);
    struct skeleton looks = joints_in(&play, 1, 100);
    struct vec towards = unit(minus(sits.skull, looks.skull));
    REQUIRE(dot(looks.head.ahead, towards) > 0.8f);
    REQUIRE(joints_in(&play, 0, 175).hips.y > 0.85f);
    REQUIRE(!bearing_in(&play, 0, 175).sitting);
}

static void test_names(void)
{
    for (int i = 0; i < deed_kinds; i++) {
        REQUIRE_INT(verb_named(verb_name((enum verb)i)), i);
        REQUIRE(verb_length((enum verb)i) > 0);
        struct deed deed = doing((enum verb)i, 0, 40, 0, nobody);
        REQUIRE(deed_impact(&deed) < 40);
    }
    REQUIRE_INT(verb_named("sing"), -1);
    REQUIRE(!verb_name((enum verb)99));
}

static void test_choreography(void)
{
    struct choreography c = {
        .name = "c",
        .moves = {{0, 0, 0, 1, deed_punch}, {20, 16, 1, nobody, deed_roll}, {40, 0, 0, 1, deed_kick}},
        .count = 3};
    struct performance p = {.at = 100, .actors = {5, 7}, .speed = 1.25, .mirror = 1, .without = {2}};
    struct deed deeds[8];
    p.added[0] = (struct choreography_move){30, 10, 1, 0, deed_block};
    p.added_count = 1;
    REQUIRE_INT(choreography_perform(&c, 4, &p, deeds, 8), 3);
    REQUIRE_INT(deeds[0].move, 1);
    REQUIRE_INT(deeds[1].move, 0);
    REQUIRE_INT(deeds[2].move, 3);
    REQUIRE_NEAR(deeds[1].at, 100 + 30 / 1.25, 1e-9);
    REQUIRE_NEAR(deeds[1].length, 8, 1e-9);
    REQUIRE_NEAR(deeds[2].at, 132, 1e-9);
    REQUIRE_NEAR(deeds[2].length, verb_length(deed_kick) / 1.25, 1e-9);
    REQUIRE_INT(deeds[2].verb, deed_kick);
    REQUIRE_INT(deeds[1].who, 7);
    REQUIRE_INT(deeds[1].whom, 5);
    REQUIRE_INT(deeds[0].choreography, 4);
    REQUIRE_INT(deeds[0].mirror, 1);
    p.without[0] = 0;
    REQUIRE_INT(choreography_perform(&c, 4, &p, deeds, 2), 4);
    REQUIRE_INT(deeds[1].verb, deed_roll);
    REQUIRE_INT(deeds[1].whom, nobody);
}

static size_t facets_of(const struct crowd *crowd, double moment, double *sum)
{
    struct scenery scenery = {0};
    scenery_set_ends(&scenery);
    crowd_add(&scenery, crowd, 12, 24, moment, NULL, 0, 40);
    size_t count = scenery.mesh.count;
    *sum = 0;
    for (size_t i = 0; i < count; i++)
        *sum += scenery.mesh.facets[i].corner[0].at.y * (1 + (double)(i % 97));
    for (size_t i = 0; i < count; i++)
        REQUIRE(scenery.mesh.facets[i].who >= 40 && scenery.mesh.facets[i].who < 40 + crowd->count);
    scenery_release(&scenery);
    return count;
}

static void test_crowd(void)
{
    struct crowd crowd = {12, crowd_strolls, -4, 0, 4, 12, 1, 9};
    double sum, same;
    REQUIRE(facets_of(&crowd, 100, &sum) <= (size_t)crowd.count * 340);
    facets_of(&crowd, 100, &same);
    REQUIRE(sum == same);
    for (int n = 0; n < crowd.count; n++) {
        for (int frame = 0; frame < 600; frame++) {
            struct start a = crowd_member(&crowd, n, 12, 24, frame, NULL, 0);
            struct start b = crowd_member(&crowd, n, 12, 24, frame + 1, NULL, 0);
            REQUIRE(a.at.x >= -4.01f && a.at.x <= 4.01f && a.at.z >= -0.01f && a.at.z <= 12.01f);
            REQUIRE(length_of(minus(b.at, a.at)) < 0.1);
        }
    }
    struct startle startle = {50, vec(6, 0, 6)};
    crowd.mood = crowd_stands;
    for (int n = 0; n < crowd.count; n++) {
        struct start a = crowd_member(&crowd, n, 12, 24, 50 + 48, &startle, 1);
        double to = angle_of(startle.place.x - a.at.x, startle.place.z - a.at.z);
        REQUIRE(cosine(a.heading - to) > 0.99);
        REQUIRE(crowd_member(&crowd, n, 12, 24, 49, &startle, 1).heading ==
                crowd_member(&crowd, n, 12, 24, 49, NULL, 0).heading);
    }
}

int main(void)
{
    test_names();
    test_choreography();
    test_soles_stay();
    test_steps();
    test_blows_meet();
    test_fight_is_smooth();
    test_day_is_smooth();
    test_mirror();
    test_blocked();
    test_lying();
    test_stairs();
    test_dance();
    test_sit_and_look();
    test_crowd();
    return 0;
}
