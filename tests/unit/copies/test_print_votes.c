/* SPDX-License-Identifier: Apache-2.0 */
/* A fragment of a drawn film, by the film's prints: where it is, whatever its speed, mirrored or not; and
   nothing of note in a stranger. */
#include "copies/print_votes.h"
#include "copies/thin_prints.h"
#include "test.h"

enum { FRAMES = 6000, SHOT = 60, RATE = 24, FIRST = 2000, LENGTH = 20 * RATE };

static uint8_t film[FRAMES][FINGERPRINT_SIZE], other[FRAMES][FINGERPRINT_SIZE],
    fragment[LENGTH][FINGERPRINT_SIZE];
static double times[LENGTH];
static uint64_t seed = 11;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

static void turn_bits(uint8_t *print, int bits)
{
    for (int i = 0; i < bits; i++) {
        uint32_t bit = draw(256);
        print[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
}

static void shoot(uint8_t (*to)[FINGERPRINT_SIZE])
{
    for (int n = 0; n < FRAMES; n++) {
        for (int k = 0; k < FINGERPRINT_SIZE; k++)
            to[n][k] = n % SHOT ? to[n - 1][k] : (uint8_t)draw(256);
        turn_bits(to[n], 2);
        to[n][FINGERPRINT_QUALITY] = 60;
    }
}

static struct film_codes lay_out(uint8_t (*from)[FINGERPRINT_SIZE])
{
    static bool counts[FRAMES];
    uint32_t *kept = malloc(FRAMES * sizeof *kept);
    struct film_codes codes = {.frames = kept};
    REQUIRE(kept);
    memset(counts, true, sizeof counts);
    codes.count = thin_prints(from[0], counts, FRAMES, 400, kept, &codes.apart);
    for (int view = 0; view < 2; view++) {
        uint8_t *to = calloc(code_groups(codes.count), CODES_GROUP);
        REQUIRE(to);
        for (size_t i = 0; i < codes.count; i++)
            for (size_t k = 0; k < CODE_SIZE; k++)
                to[code_byte(i, k)] = from[kept[i]][(size_t)view * CODE_SIZE + k];
        codes.views[view] = to;
    }
    return codes;
}

static void take_fragment(double speed, bool mirrored, int noise)
{
    for (int n = 0; n < LENGTH; n++) {
        memcpy(fragment[n], film[FIRST + n], FINGERPRINT_SIZE);
        turn_bits(fragment[n], noise);
        for (int k = 0; mirrored && k < 2 * CODE_SIZE; k++)
            fragment[n][k] ^= fingerprint_odd_bits[k % CODE_SIZE];
        times[n] = n / speed / RATE;
    }
}

static struct print_vote vote(const struct film_codes *codes)
{
    struct copies_film given = {.prints = fragment[0], .times = times, .count = LENGTH};
    struct copies_sketch sketch;
    struct sought_pictures sought;
    struct print_vote best;
    uint8_t *spare = malloc(2 * CODES_ABREAST * code_groups(codes->count));
    REQUIRE(spare && copies_sketch_make(&sketch, &given) && sought_pictures_choose(&sketch, &sought));
    REQUIRE(sought.count > 4 && sought.count <= 16);
    REQUIRE(print_votes_count(&sought, codes, (double)FRAMES / RATE, FRAMES, spare, &best));
    sought_pictures_release(&sought);
    copies_sketch_release(&sketch);
    free(spare);
    return best;
}

static void give_back(struct film_codes *codes)
{
    free((void *)(uintptr_t)codes->frames);
    free((void *)(uintptr_t)codes->views[0]);
    free((void *)(uintptr_t)codes->views[1]);
}

int main(void)
{
    static const struct {
        double speed;
        bool mirrored;
        int noise;
    } ways[] = {{1, false, 0}, {1, true, 20}, {1.04, false, 20}, {0.96, true, 10}, {1, false, 40}};
    shoot(film);
    shoot(other);
    struct film_codes right = lay_out(film), wrong = lay_out(other);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        take_fragment(ways[i].speed, ways[i].mirrored, ways[i].noise);
        struct print_vote here = vote(&right), there = vote(&wrong);
        REQUIRE(here.pictures >= 5 && here.support > 4 * there.support && here.support > 60);
        REQUIRE_NEAR(here.its_time, (double)FIRST / RATE, 3);
        REQUIRE(there.pictures <= 2);
    }
    give_back(&right);
    give_back(&wrong);
    return 0;
}
