/* SPDX-License-Identifier: Apache-2.0 */
/* Made fingerprints: shots of random codes that drift as pictures move, and passages of known place, noise,
   speed and rate planted in other films. */
#include "copies/copies_change.h"
#include "copies/copies_find.h"
#include "pastiche/comparison.h"
#include "test.h"

enum { MOST_FRAMES = 4000, SHOT = 50, CODE_BYTES = 32 };

struct made {
    uint8_t prints[MOST_FRAMES][FINGERPRINT_SIZE];
    double times[MOST_FRAMES];
    bool aside[MOST_FRAMES];
    float light[MOST_FRAMES];
    size_t count;
    double rate;
    struct copies_sketch sketch;
};

static struct made film, other;

static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static void flip(uint8_t print[FINGERPRINT_SIZE], int bits, uint64_t *state)
{
    for (int i = 0; i < bits; i++)
        for (int view = 0; view < 2; view++) {
            uint64_t bit = next(state) % 128;
            print[view * 16 + bit / 8] ^= (uint8_t)(1u << bit % 8);
        }
}

/* A film of `count` frames; each of its shots moves by `motion` bits a frame. */
static void make(struct made *m, size_t count, double rate, int motion, uint64_t seed)
{
    m->count = count;
    m->rate = rate;
    for (size_t i = 0; i < count; i++) {
        uint8_t *print = m->prints[i];
        if (i % SHOT == 0)
            for (int k = 0; k < CODE_BYTES; k++)
                print[k] = (uint8_t)next(&seed);
        else
            memcpy(print, m->prints[i - 1], FINGERPRINT_SIZE);
        flip(print, i % SHOT ? motion : 0, &seed);
        print[FINGERPRINT_QUALITY] = 100;
        print[FINGERPRINT_LUMA] = 100;
        print[FINGERPRINT_CB] = 110;
        print[FINGERPRINT_CR] = 140;
        m->times[i] = (double)i / rate;
        m->aside[i] = false;
        m->light[i] = NAN;
    }
}

static void mirror(uint8_t print[FINGERPRINT_SIZE])
{
    for (int k = 0; k < CODE_BYTES; k++)
        print[k] ^= fingerprint_odd_bits[k % 16];
}

/* Frame i of the passage is the film's frame first + i × step, with noise. */
static void plant(int64_t first, double step, int64_t at, int64_t count, int noise, bool mirrored,
                  uint64_t seed)
{
    for (int64_t i = 0; i < count; i++) {
        uint8_t *to = other.prints[at + i];
        memcpy(to, film.prints[first + (int64_t)floor((double)i * step + 1e-9)], FINGERPRINT_SIZE);
        flip(to, noise, &seed);
        if (mirrored)
            mirror(to);
    }
}

static struct copies_list find(double least)
{
    struct copies_film a = {&film.prints[0][0], film.times, film.aside, {film.light}, film.count};
    struct copies_film b = {&other.prints[0][0], other.times, other.aside, {other.light}, other.count};
    struct copies_list list;
    REQUIRE(copies_sketch_make(&film.sketch, &a));
    REQUIRE(copies_sketch_make(&other.sketch, &b));
    REQUIRE(copies_find(&film.sketch, &other.sketch, COPIES_LEAST_SCORE, &list));
    size_t kept = 0;
    for (size_t i = 0; i < list.count; i++)
        if (copies_expected(list.items[i].evidence.score, film.sketch.extent, other.sketch.extent) <= least)
            list.items[kept++] = list.items[i];
    list.count = kept;
    return list;
}

static void done(struct copies_list *list)
{
    free(list->items);
    copies_sketch_release(&film.sketch);
    copies_sketch_release(&other.sketch);
}

static void expect(const struct copies_passage *p, int64_t first, int64_t last, int64_t its_first,
                   int64_t its_last)
{
    REQUIRE_INT(p->a.first, first);
    REQUIRE_INT(p->a.last, last);
    REQUIRE_INT(p->b.first, its_first);
    REQUIRE_INT(p->b.last, its_last);
}

static const double sure = 1e-4;

static void test_plain(void)
{
    make(&film, 2000, 25, 2, 1);
    make(&other, 1500, 25, 2, 2);
    plant(333, 1, 700, 60, 4, false, 3);
    plant(1210, 1, 120, 110, 12, false, 4);
    struct copies_list list = find(sure);
    REQUIRE_INT(list.count, 2);
    size_t short_one = list.items[0].a.first < 1000 ? 0 : 1;
    expect(&list.items[short_one], 333, 392, 700, 759);
    expect(&list.items[1 - short_one], 1210, 1319, 120, 229);
    for (size_t i = 0; i < list.count; i++) {
        REQUIRE(list.items[i].line.speed == 1);
        REQUIRE_NEAR(list.items[i].evidence.matched, 1, 0.05);
        REQUIRE_INT(copies_change(&film.sketch, &other.sketch, &list.items[i]), 0);
    }
    done(&list);
}

static void test_mirrored(void)
{
    make(&film, 1000, 25, 2, 5);
    make(&other, 1000, 25, 2, 6);
    plant(420, 1, 500, 60, 4, true, 7);
    for (int i = 500; i < 560; i++) /* and in black and white */
        other.prints[i][FINGERPRINT_CB] = other.prints[i][FINGERPRINT_CR] = 128;
    struct copies_list list = find(sure);
    REQUIRE_INT(list.count, 1);
    expect(list.items, 420, 479, 500, 559);
    REQUIRE_INT(copies_change(&film.sketch, &other.sketch, list.items),
                1 << PST_COPY_MIRRORED | 1 << PST_COPY_GREY);
    done(&list);
}

/* A camera that stands still before something moves: a picture is first found at a moment that is not in the
   other film, which has flat pictures before and after. */
static void test_found_at_another_moment(void)
{
    make(&film, 1000, 25, 2, 14);
    make(&other, 1000, 25, 2, 15);
    for (int i = 400; i < 446; i++)
        memcpy(film.prints[i], film.prints[446], FINGERPRINT_SIZE);
    plant(440, 1, 500, 60, 0, false, 16);
    for (int i = 0; i < 1000; i++)
        if (i < 500 || i >= 560)
            other.prints[i][FINGERPRINT_QUALITY] = 0;
    struct copies_list list = find(sure);
    REQUIRE_INT(list.count, 1);
    expect(list.items, 440, 499, 500, 559);
    done(&list);
}

/* A still picture from 300 to `end` of the film, and 75 frames of it from `from` on in the other: only light
 * tells its moments apart, darker and with less contrast in the copy. */
static void hold_still(int frames, int end, int from)
{
    uint64_t state = 19;
    make(&film, (size_t)frames, 25, 2, 17);
    make(&other, 1000, 25, 2, 18);
    for (int i = 300; i < end; i++)
        memcpy(film.prints[i], film.prints[300], FINGERPRINT_SIZE);
    for (int i = 0; i < frames; i++)
        film.light[i] = 0.5f + 0.004f * (float)(next(&state) % 1000) / 1000;
    for (int i = 0; i < 1000; i++)
        other.light[i] = 0.4f + 0.004f * (float)(next(&state) % 1000) / 1000;
    plant(from, 1, 200, 75, 2, false, 20);
    for (int i = 0; i < 75; i++)
        other.light[200 + i] =
            0.1f + 0.7f * film.light[from + i] + 0.0004f * (float)(next(&state) % 1000) / 1000;
}

/* 16 seconds of one picture. */
static void test_told_by_flicker(void)
{
    hold_still(1000, 700, 555);
    struct copies_list list = find(sure);
    REQUIRE_INT(list.count, 1);
    expect(list.items, 555, 629, 200, 274);
    REQUIRE(list.items[0].line.speed == 1);
    done(&list);
}

/* The other film shows the same frames twice, the second time less like. */
static void test_shown_twice(void)
{
    for (int light = 0; light < 2; light++) {
        uint64_t state = 23;
        make(&film, 1000, 25, 2, 21);
        make(&other, 1000, 25, 2, 22);
        plant(300, 1, 100, 100, 2, false, 24);
        plant(300, 1, 600, 100, 6, false, 25);
        for (int i = 0; i < 1000 && light; i++)
            film.light[i] = 0.5f + 0.004f * (float)(next(&state) % 1000) / 1000;
        for (int i = 0; i < 1000 && light; i++)
            other.light[i] = i >= 100 && i < 200   ? film.light[200 + i]
                             : i >= 600 && i < 700 ? 0.1f + 0.7f * film.light[i - 300]
                                                   : 0.4f + 0.004f * (float)(next(&state) % 1000) / 1000;
        struct copies_list list = find(sure);
        REQUIRE_INT(list.count, 2);
        size_t first = list.items[0].b.first > list.items[1].b.first;
        expect(&list.items[first], 300, 399, 100, 199);
        expect(&list.items[1 - first], 300, 399, 600, 699);
        done(&list);
    }
}

static void turn_bits(uint8_t print[FINGERPRINT_SIZE], int bits)
{
    for (int bit = 0; bit < bits; bit++)
        for (int view = 0; view < 2; view++)
            print[16 * view + bit / 2] ^= (uint8_t)(1u << bit % 2);
}

/* Two minutes of one set-up, where something passes every four seconds, so that its picture, which comes
 * again and again, tells little; and another moment of it, 16 of 128 bits away, that tells more. */
static void test_told_by_flicker_far_away(void)
{
    hold_still(3800, 3300, 2711);
    for (int i = 300; i < 3300; i++)
        if (i % 100 < 10)
            turn_bits(film.prints[i], 24);
    for (int i = 100; i < 175; i++) {
        memcpy(film.prints[i], film.prints[310], FINGERPRINT_SIZE);
        turn_bits(film.prints[i], 16);
    }
    for (int i = 200; i < 275; i++)
        turn_bits(other.prints[i] + 8, 6);
    struct copies_list list = find(sure);
    REQUIRE_INT(list.count, 1);
    expect(list.items, 2711, 2785, 200, 274);
    done(&list);
}

/* The same frames a little slower; 24 pictures a second shown at 30. */
static void test_speed_and_rate(void)
{
    make(&film, 1000, 25, 2, 8);
    make(&other, 1000, 24, 2, 9);
    plant(300, 1, 400, 200, 4, false, 10);
    struct copies_list list = find(sure);
    REQUIRE_INT(list.count, 1);
    expect(list.items, 300, 499, 400, 599);
    REQUIRE_NEAR(list.items[0].line.speed, 25 / 24., 0.0025); /* half a frame */
    REQUIRE_INT(copies_change(&film.sketch, &other.sketch, list.items), 1 << PST_COPY_SLOWER);
    done(&list);
    make(&film, 1000, 24, 2, 11);
    make(&other, 1000, 30, 2, 12);
    plant(300, 24 / 30., 400, 125, 4, false, 13);
    list = find(sure);
    REQUIRE_INT(list.count, 1);
    REQUIRE(llabs(list.items[0].a.first - 300) <= 1 && llabs(list.items[0].a.last - 399) <= 1);
    REQUIRE(llabs(list.items[0].b.first - 400) <= 1 && llabs(list.items[0].b.last - 524) <= 1);
    REQUIRE_NEAR(list.items[0].line.speed, 1, 0.011);
    REQUIRE_INT(copies_change(&film.sketch, &other.sketch, list.items), 0);
    done(&list);
}

/* Two films that hold a picture each, not unlike each other by chance, for minutes. */
static void test_still_films(void)
{
    uint64_t state = 14;
    make(&film, 3000, 25, 0, 15);
    make(&other, 3000, 25, 0, 16);
    for (int i = 0; i < 3000; i++) {
        memcpy(film.prints[i], film.prints[0], CODE_BYTES);
        memcpy(other.prints[i], film.prints[0], CODE_BYTES);
        for (int bit = 0; bit < 31; bit++) { /* the same 31 of 128 bits differ, in both views */
            other.prints[i][bit / 2] ^= (uint8_t)(1u << bit % 2);
            other.prints[i][16 + bit / 2] ^= (uint8_t)(1u << bit % 2);
        }
    }
    for (int i = 0; i < 3000; i++) {
        flip(film.prints[i], 1, &state);
        flip(other.prints[i], 1, &state);
    }
    struct copies_list list = find(sure);
    REQUIRE_INT(list.count, 0);
    done(&list);
}

/* A picture that is everywhere in its film tells little; one that is there once tells much. */
static void test_common_pictures(void)
{
    make(&film, 3000, 25, 0, 17);
    make(&other, 1000, 25, 0, 18);
    plant(0, 1, 500, 50, 0, false, 19);
    struct copies_list list = find(1e9);
    REQUIRE(list.count == 1);
    double alone = list.items[0].evidence.score;
    done(&list);
    for (int shot = 10; shot < 60; shot += 10)
        for (int i = 0; i < SHOT; i++)
            memcpy(film.prints[shot * SHOT + i], film.prints[i], CODE_BYTES);
    list = find(1e9);
    for (size_t i = 0; i < list.count; i++)
        REQUIRE(list.items[i].evidence.score <= alone / 5);
    done(&list);
}

/* What is flat or set aside is nothing, in whatever film. */
static void test_aside(void)
{
    make(&film, 1000, 25, 2, 20);
    make(&other, 1000, 25, 2, 21);
    plant(200, 1, 300, 100, 0, false, 22);
    for (int i = 200; i < 300; i++)
        film.prints[i][FINGERPRINT_QUALITY] = FINGERPRINT_LEAST_QUALITY - 1;
    struct copies_list list = find(1e9);
    REQUIRE_INT(list.count, 0);
    done(&list);
    for (int i = 200; i < 300; i++) {
        film.prints[i][FINGERPRINT_QUALITY] = 100;
        film.aside[i] = true;
    }
    list = find(1e9);
    REQUIRE_INT(list.count, 0);
    done(&list);
}

static void test_strangers(void)
{
    for (uint64_t seed = 0; seed < 40; seed++) {
        make(&film, 1000, 25, (int)(seed % 4), 1000 + seed);
        make(&other, 1000, 25, (int)(seed % 3), 2000 + seed);
        struct copies_list list = find(sure);
        REQUIRE_INT(list.count, 0);
        done(&list);
    }
}

int main(void)
{
    test_plain();
    test_mirrored();
    test_found_at_another_moment();
    test_shown_twice();
    test_told_by_flicker();
    test_told_by_flicker_far_away();
    test_speed_and_rate();
    test_still_films();
    test_common_pictures();
    test_aside();
    test_strangers();
    return 0;
}
