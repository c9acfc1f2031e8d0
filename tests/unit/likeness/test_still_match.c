/* SPDX-License-Identifier: Apache-2.0 */
/* Stills of drawn fingerprints: which frame, which run, mirrored or not, and what is told of strangers. */
#include "likeness/still_match.h"
#include "test.h"

enum { FRAMES = 600, SHOT = 100 };

static uint8_t prints[FRAMES][FINGERPRINT_SIZE];
static bool begins[FRAMES];
static uint64_t seed = 3;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

static void turn_bits(uint8_t *print, uint32_t from, uint32_t bits, int count)
{
    for (int i = 0; i < count; i++) {
        uint32_t bit = from + draw(bits);
        print[bit / 8] = (uint8_t)(print[bit / 8] ^ 1 << bit % 8);
    }
}

/* Six shots; in the second and the fifth nothing moves. */
static void shoot(void)
{
    uint8_t now[FINGERPRINT_SIZE] = {0};
    for (int n = 0; n < FRAMES; n++) {
        begins[n] = n % SHOT == 0;
        if (begins[n])
            for (int i = 0; i < FINGERPRINT_SIZE; i++)
                now[i] = (uint8_t)draw(256);
        now[FINGERPRINT_QUALITY] = 80;
        now[FINGERPRINT_LUMA] = 90;
        if (n / SHOT % 3 != 1)
            turn_bits(now, 0, 256, 6);
        memcpy(prints[n], now, FINGERPRINT_SIZE);
    }
}

static const struct still_film film = {(const uint8_t (*)[FINGERPRINT_SIZE])prints, FRAMES, begins};

/* Its crops look like nothing. */
static struct still_match match(const uint8_t *print)
{
    struct still_prints still;
    memcpy(still.as_is, print, sizeof still.as_is);
    for (int i = 0; i < STILL_CROPS; i++)
        for (int k = 0; k < FINGERPRINT_SIZE; k++)
            still.cropped[i][k] = (uint8_t)draw(256);
    int64_t counts[FINGERPRINT_BITS + 1] = {0}, sum = 0;
    struct still_match m = match_still(&still, &film, counts);
    for (int d = 0; d <= FINGERPRINT_BITS; d++)
        sum += counts[d];
    REQUIRE_INT(sum, FRAMES);
    return m;
}

static void test_moving(void)
{
    uint8_t still[FINGERPRINT_SIZE];
    memcpy(still, prints[250], sizeof still);
    turn_bits(still, 0, 256, 3);
    struct still_match m = match(still);
    REQUIRE_INT(m.frame, 250);
    REQUIRE(m.run_first >= 247 && m.run_first <= 250 && m.run_last <= 253 && m.run_last >= 250);
    REQUIRE_INT(m.shot_first, 200);
    REQUIRE_INT(m.shot_last, 299);
    REQUIRE(!m.mirrored && !m.cropped && m.distance <= 3 && m.dip > 20);
    REQUIRE_INT(judge_still(&m, 40, 0), STILL_EXACT);
    REQUIRE_INT(judge_still(&m, 0, 0), STILL_EXACT); /* a copy of the film is among the others */
}

static void test_standing(void)
{
    struct still_match m = match(prints[130]);
    REQUIRE_INT(m.run_first, 100);
    REQUIRE_INT(m.run_last, 199);
    REQUIRE_INT(m.distance, 0);
    REQUIRE(m.frame >= 100 && m.frame <= 199);
}

/* The bits of odd horizontal waves, inverted: what a mirror does. */
static void mirror(uint8_t *print)
{
    for (int view = 0; view < 2; view++)
        for (int sum = 1, bit = 0; bit < FINGERPRINT_BITS; sum++)
            for (int u = 0; u <= sum && bit < FINGERPRINT_BITS; u++, bit++)
                if (u % 2)
                    print[view * 16 + bit / 8] = (uint8_t)(print[view * 16 + bit / 8] ^ 1 << bit % 8);
}

static void test_mirrored(void)
{
    uint8_t still[FINGERPRINT_SIZE];
    memcpy(still, prints[520], sizeof still);
    mirror(still);
    struct still_match m = match(still);
    REQUIRE_INT(m.frame, 520);
    REQUIRE(m.mirrored);
    REQUIRE_INT(m.distance, 0);
}

/* The still's whole is the inner view of the frame; its own middle is unknown. */
static void test_cropped(void)
{
    uint8_t still[FINGERPRINT_SIZE];
    memcpy(still, prints[30], sizeof still);
    memcpy(still, prints[30] + 16, 16);
    for (int i = 16; i < 32; i++)
        still[i] = (uint8_t)draw(256);
    turn_bits(still, 0, 128, 6);
    struct still_match m = match(still);
    REQUIRE(m.cropped && llabs(m.frame - 30) <= 2);
    REQUIRE_INT(judge_still(&m, 40, 0), STILL_EXACT);
}

static void test_strangers(void)
{
    uint8_t still[FINGERPRINT_SIZE];
    for (int i = 0; i < FINGERPRINT_SIZE; i++)
        still[i] = (uint8_t)draw(256);
    struct still_match m = match(still);
    REQUIRE_INT(judge_still(&m, 40, 0), STILL_NONE);
    m = (struct still_match){.distance = 18, .dip = 3};
    REQUIRE_INT(judge_still(&m, 40, 0), STILL_SET_UP);
    REQUIRE_INT(judge_still(&m, 19, 0), STILL_NONE); /* another film is as near */
    REQUIRE_INT(judge_still(&m, 40, 0.5), STILL_NONE);
}

/* Of 1,000 with mean 60 and deviation 5 (but for steps), 0.5 × erfc(30 − 0.5 … / 5 √2) of them. */
static void test_expected(void)
{
    int64_t counts[FINGERPRINT_BITS + 1] = {[55] = 500, [65] = 500}, none[FINGERPRINT_BITS + 1] = {0};
    REQUIRE_NEAR(still_expected(50, counts), 1000 * 0.5 * erfc(9.5 / 5 / sqrt(2)), 1e-9);
    REQUIRE(isnan(still_expected(50, none)));
}

static void test_cards(void)
{
    uint8_t card[FINGERPRINT_SIZE] = {[FINGERPRINT_QUALITY] = 60, [FINGERPRINT_LUMA] = 5};
    REQUIRE(!still_can_tell(card));
    card[FINGERPRINT_LUMA] = 14; /* bright letters */
    REQUIRE(!still_can_tell(card));
    card[FINGERPRINT_QUALITY] = 40; /* a night */
    REQUIRE(still_can_tell(card));
    card[FINGERPRINT_LUMA] = 30;
    REQUIRE(still_can_tell(card));
    card[FINGERPRINT_QUALITY] = 3;
    REQUIRE(!still_can_tell(card));
}

int main(void)
{
    shoot();
    test_cards();
    test_moving();
    test_standing();
    test_mirrored();
    test_cropped();
    test_strangers();
    test_expected();
    return 0;
}
