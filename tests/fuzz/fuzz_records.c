/* SPDX-License-Identifier: Apache-2.0 */
/* The blobs of a reel: what is unpacked is packed the same, and colours are never more nor other than there
   can be. */
#include "base/signal_record.h"
#include "form/palette.h"
#include "fuzz.h"
#include <math.h>

static void check_frame(const uint8_t *bytes, size_t size)
{
    struct signal_frame frame;
    uint8_t back[SIGNAL_FRAME_SIZE];
    MUST(signal_frame_unpack(bytes, size, &frame) == (size == SIGNAL_FRAME_SIZE));
    if (size != SIGNAL_FRAME_SIZE)
        return;
    signal_frame_pack(&frame, back);
    MUST(memcmp(back, bytes, size) == 0);
}

static void check_candidate(const uint8_t *bytes, size_t size)
{
    struct signal_candidate candidate, again;
    uint8_t once[SIGNAL_CANDIDATE_SIZE], twice[SIGNAL_CANDIDATE_SIZE];
    if (!signal_candidate_unpack(bytes, size, &candidate))
        return;
    MUST(size == SIGNAL_CANDIDATE_SIZE && candidate.first >= 0);
    for (int i = 0; i < SIGNAL_FEATURES; i++)
        MUST(isfinite(candidate.features[i]));
    signal_candidate_pack(&candidate, once);
    MUST(signal_candidate_unpack(once, sizeof once, &again));
    signal_candidate_pack(&again, twice);
    MUST(memcmp(once, twice, sizeof once) == 0 && again.last == candidate.last);
}

static void check_palette(const uint8_t *bytes, size_t size)
{
    static struct palette_sum sum;
    struct pst_swatch swatches[PALETTE_COLOURS];
    size_t count;
    double weight = 0;
    palette_clear(&sum);
    bool added = palette_add(&sum, bytes, size, 1);
    palette_make(&sum, swatches, &count);
    MUST(count <= PALETTE_COLOURS && (added || count == 0));
    for (size_t i = 0; i < count; i++) {
        MUST(swatches[i].weight > 0 && (i == 0 || swatches[i].weight <= swatches[i - 1].weight));
        MUST(isfinite(swatches[i].l) && isfinite(swatches[i].a) && isfinite(swatches[i].b));
        weight += swatches[i].weight;
    }
    MUST(count == 0 || fabs(weight - 1) < 1e-6);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    check_frame(bytes, size);
    check_candidate(bytes, size);
    check_palette(bytes, size);
    return 0;
}
