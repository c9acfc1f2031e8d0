/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/still_scan.h"
#include "kernel/level.h"
#include <string.h>

/* The code, and that of the mirrored picture. */
static void put(uint8_t (*to)[CODE_SIZE], const uint8_t *code)
{
    for (int k = 0; k < CODE_SIZE; k++) {
        to[0][k] = code[k];
        to[1][k] = code[k] ^ fingerprint_odd_bits[k];
    }
}

void still_scan_make(const struct still_prints *still, struct still_scan *scan)
{
    put(scan->plain, still->as_is);
    put(scan->inner, still->as_is + CODE_SIZE);
    put(scan->crops, still->as_is);
    for (int i = 0; i < STILL_CROPS; i++)
        put(scan->crops + 2 * (i + 1), still->cropped[i]);
}

void still_scan_film(const struct still_scan *scan, const struct film_codes *film, uint8_t *distances,
                     uint8_t *least, uint8_t *spare)
{
    codes_apart_kernel *apart = kernels_here()->codes_apart;
    size_t groups = code_groups(film->count), count = groups * CODES_ABREAST;
    apart(film->views[0], groups, scan->plain[0], SCAN_PLAIN, distances);
    apart(film->views[0], groups, scan->inner[0], SCAN_INNER, spare);
    apart(film->views[1], groups, scan->crops[0], SCAN_CROPS, least);
    for (size_t i = 0; i < count; i++) {
        uint8_t whole = distances[i], crop = spare[i] < least[i] ? spare[i] : least[i];
        distances[i] = whole <= crop + STILL_CROP_COST ? whole : crop;
        least[i] = whole < crop ? whole : crop;
    }
}

void still_scan_count(const struct film_codes *film, const uint8_t *distances,
                      int64_t counts[FINGERPRINT_BITS + 1])
{
    const uint32_t *frames = film->frames;
    for (size_t i = 0; i < film->count; i++) {
        uint32_t from = i > 0 ? frames[i - 1] / 2 + frames[i] / 2 : frames[i],
                 to = i + 1 < film->count ? frames[i] / 2 + frames[i + 1] / 2 : frames[i];
        counts[distances[i]] += to > from ? to - from : 1;
    }
}
