/* SPDX-License-Identifier: Apache-2.0 */
#include "base/signal_record.h"
#include "test.h"

int main(void)
{
    const struct signal_frame frame = {.mean = 16.25f,
                                       .cb = 128,
                                       .cr = 300,
                                       .deviation = 40.5f,
                                       .step = 0.3f,
                                       .unmatched = 1,
                                       .histogram = 0.25f,
                                       .likeness = -0.5f,
                                       .lag16 = -3};
    struct signal_frame back;
    uint8_t bytes[SIGNAL_FRAME_SIZE], record[SIGNAL_CANDIDATE_SIZE];
    signal_frame_pack(&frame, bytes);
    REQUIRE_INT(bytes[0] | bytes[1] << 8, 16 * 256 + 64); /* little-endian, 1/256 level */
    REQUIRE(!signal_frame_unpack(bytes, sizeof bytes - 1, &back));
    REQUIRE(signal_frame_unpack(bytes, sizeof bytes, &back));
    REQUIRE_NEAR(back.mean, 16.25, 0);
    REQUIRE_NEAR(back.cr, 65535 / 256.0, 1e-4); /* clamped */
    REQUIRE_NEAR(back.step, 0.3, 0.5 / 256);
    REQUIRE_NEAR(back.unmatched, 1, 0);
    REQUIRE_NEAR(back.histogram, 0.25, 1e-5);
    REQUIRE_NEAR(back.likeness, -0.5, 2e-5);
    REQUIRE_NEAR(back.lag16, 0, 0); /* no negative distance */

    struct signal_candidate candidate = {SIGNAL_GRADUAL,
                                         3,
                                         0x123456789aLL,
                                         0x123456789fLL,
                                         {1.5f, -2, 0.1f, 1e6f, 1e-9f}},
                            again;
    signal_candidate_pack(&candidate, record);
    REQUIRE(signal_candidate_unpack(record, sizeof record, &again));
    REQUIRE(again.hypothesis == SIGNAL_GRADUAL && again.pattern == 3);
    REQUIRE(again.first == candidate.first && again.last == candidate.last);
    REQUIRE(again.features[0] == 1.5f && again.features[1] == -2 && again.features[47] == 0);
    REQUIRE_NEAR(again.features[2], 0.1, 0.1 / 2048);
    REQUIRE_NEAR(again.features[3], 65504, 0); /* the largest there is */
    REQUIRE_NEAR(again.features[4], 0, 0);
    REQUIRE_INT(record[16] | record[17] << 8, 0x3e00); /* 1.5 as binary16 */
    record[6] = 9;
    REQUIRE(!signal_candidate_unpack(record, sizeof record, &again));
    return 0;
}
