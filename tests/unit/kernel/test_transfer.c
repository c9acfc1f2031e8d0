/* SPDX-License-Identifier: Apache-2.0 */
/* Expectations: arithmetic by hand from the standards' formulas; BT.2408's table 1 has 203 cd/m² at 58% PQ
   and 75% HLG, 100% SDR; BT.2100's PQ has 100 cd/m² at 50.8%. */
#include "kernel/transfer.h"
#include "test.h"

int main(void)
{
    for (int t = PST_TRANSFER_BT1886; t <= PST_TRANSFER_HLG; t++) {
        double before = -1;
        REQUIRE_NEAR(transfer_linear((enum pst_transfer)t, 0), 0, 1e-12);
        REQUIRE_NEAR(transfer_linear((enum pst_transfer)t, -0.5), 0, 0);
        REQUIRE_NEAR(transfer_linear((enum pst_transfer)t, 1.5), 1, 0);
        for (int i = 0; i <= 1000; i++) {
            double light = transfer_linear((enum pst_transfer)t, i / 1000.0);
            REQUIRE(light >= before && light <= 1);
            before = light;
        }
    }
    REQUIRE_NEAR(transfer_linear(PST_TRANSFER_BT1886, 0.5), 0.189465, 1e-6);
    REQUIRE_NEAR(transfer_linear(PST_TRANSFER_SRGB, 0.5), 0.214041, 1e-6);
    REQUIRE_NEAR(transfer_linear(PST_TRANSFER_SRGB, 0.02), 0.02 / 12.92, 1e-12);
    REQUIRE_NEAR(transfer_linear(PST_TRANSFER_LINEAR, 0.3), 0.3, 0);
    REQUIRE_NEAR(transfer_linear(PST_TRANSFER_PQ, 0.508), 100.0 / 203, 0.002);
    REQUIRE_NEAR(transfer_linear(PST_TRANSFER_PQ, 0.58), 1, 0.01);
    REQUIRE_NEAR(transfer_linear(PST_TRANSFER_HLG, 0.75), 1, 0.01);

    REQUIRE_INT(transfer_level(PST_TRANSFER_LINEAR, 0.5), 32640);
    REQUIRE_INT(transfer_level(PST_TRANSFER_BT1886, 0), 0);
    REQUIRE_INT(transfer_level(PST_TRANSFER_BT1886, 2), 65281);
    int level = transfer_level(PST_TRANSFER_SRGB, 0.18);
    REQUIRE(transfer_linear(PST_TRANSFER_SRGB, level / 65280.0) >= 0.18);
    REQUIRE(transfer_linear(PST_TRANSFER_SRGB, (level - 1) / 65280.0) < 0.18);
    return 0;
}
