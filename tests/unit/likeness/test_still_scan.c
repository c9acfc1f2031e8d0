/* SPDX-License-Identifier: Apache-2.0 */
/* A still held against prints: distances as match_still tells them, print by print, and a bound for what they
   stand for. */
#include "likeness/still_scan.h"
#include "test.h"

enum { PRINTS = 77, GROUPS = (PRINTS + CODES_ABREAST - 1) / CODES_ABREAST, STILLS = 40 };

static uint8_t prints[PRINTS][FINGERPRINT_SIZE], views[2][GROUPS * CODES_GROUP];
static uint32_t frames[PRINTS];
static uint64_t seed = 17;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

static void shoot(void)
{
    for (uint32_t i = 0; i < PRINTS; i++) {
        frames[i] = 10 + 10 * i;
        for (int k = 0; k < FINGERPRINT_SIZE; k++)
            prints[i][k] = (uint8_t)draw(256);
        prints[i][FINGERPRINT_QUALITY] = 60;
        prints[i][FINGERPRINT_LUMA] = 90;
        for (size_t k = 0; k < 2 * CODE_SIZE; k++)
            views[k / CODE_SIZE][code_byte(i, k % CODE_SIZE)] = prints[i][k];
    }
}

/* Its views, or crops, are some print's but for a few bits; some mirrored. */
static struct still_prints any_still(void)
{
    struct still_prints still;
    uint8_t *codes[] = {still.as_is, still.as_is + CODE_SIZE, still.cropped[1]};
    for (size_t k = 0; k < sizeof still.as_is; k++)
        still.as_is[k] = (uint8_t)draw(256);
    for (int i = 0; i < STILL_CROPS; i++)
        for (size_t k = 0; k < FINGERPRINT_SIZE; k++)
            still.cropped[i][k] = (uint8_t)draw(256);
    uint8_t *to = codes[draw(3)];
    memcpy(to, prints[draw(PRINTS)] + CODE_SIZE * draw(2), CODE_SIZE);
    for (uint32_t turned = draw(20), mirrored = draw(2), k = 0; k < CODE_SIZE; k++) {
        to[k] ^= mirrored ? fingerprint_odd_bits[k] : 0;
        to[k] ^= (uint8_t)(k < turned ? 1 << draw(8) : 0);
    }
    return still;
}

int main(void)
{
    const struct film_codes codes = {frames, {views[0], views[1]}, PRINTS, 8};
    shoot();
    for (int s = 0; s < STILLS; s++) {
        uint8_t distances[GROUPS * CODES_ABREAST], least[sizeof distances], spare[sizeof distances];
        int64_t counts[FINGERPRINT_BITS + 1] = {0}, sum = 0;
        const struct still_prints still = any_still();
        struct still_scan scan;
        still_scan_make(&still, &scan);
        still_scan_film(&scan, &codes, distances, least, spare);
        for (size_t i = 0; i < PRINTS; i++) {
            static const bool begins[1] = {true};
            const struct still_film one = {(const uint8_t(*)[FINGERPRINT_SIZE])prints[i], 1, begins};
            struct still_match m = match_still(&still, &one, (int64_t[FINGERPRINT_BITS + 1]){0});
            /* Of two that cost the same, the whole picture and a crop of its mirror image, either may be
             * told. */
            REQUIRE(distances[i] == m.distance ||
                    (m.cropped && distances[i] == m.distance + STILL_CROP_COST));
            REQUIRE(least[i] <= distances[i] && least[i] + STILL_CROP_COST >= distances[i]);
        }
        still_scan_count(&codes, distances, counts);
        for (int d = 0; d <= FINGERPRINT_BITS; d++)
            sum += counts[d];
        REQUIRE_INT(sum, frames[PRINTS - 1] - frames[0]);
    }
    return 0;
}
