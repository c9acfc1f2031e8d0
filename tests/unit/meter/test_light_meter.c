/* SPDX-License-Identifier: Apache-2.0 */
/* A ramp over 160 columns from black to white: column i holds i/159, so the k-th percentile is k/100 within a
   column (0.0063), the mean 0.5, the deviation √((160²−1)/12)/159 = 0.290485. Zones through BT.1886: deep
   shadow below (0.18·2^−2.5)^(1/2.4) = 0.23774 (columns 0…37), bright from (0.18·2^1.5)^(1/2.4) = 0.75480
   (columns 121…159). */
#include "meter/fake_sink.h"

extern const struct meter light_meter;
static const struct pst_film film = {.transfer = PST_TRANSFER_BT1886};
static struct fake_planes planes;

static void ramp(struct fake *f)
{
    struct picture p = fake_picture(&planes, 0, 160, 90, 0);
    for (int i = 0; i < 160 * 90; i++)
        planes.y[i] = (uint16_t)lround(65280 * (i % 160) / 159.0);
    p.clipped_black = 0.125;
    p.clipped_white = 0.25;
    fake_show(f, &p);
    REQUIRE_NEAR(fake_value(f, "light_mean", 0), 0.5, 1e-5);
    REQUIRE_NEAR(fake_value(f, "light_contrast", 0), 0.290485, 1e-5);
    REQUIRE_NEAR(fake_value(f, "light_low", 0), 0.05, 0.0064);
    REQUIRE_NEAR(fake_value(f, "light_high", 0), 0.95, 0.0064);
    REQUIRE_NEAR(fake_value(f, "light_low_key", 0), 38 / 160.0, 1e-12);
    REQUIRE_NEAR(fake_value(f, "light_high_key", 0), 39 / 160.0, 1e-12);
    REQUIRE_NEAR(fake_value(f, "light_clipped_black", 0), 0.125, 0);
    REQUIRE_NEAR(fake_value(f, "light_clipped_white", 0), 0.25, 0);
}

static void ends(struct fake *f)
{
    struct picture p = fake_picture(&planes, 1, 160, 67, 0);
    fake_show(f, &p);
    REQUIRE_NEAR(fake_value(f, "light_mean", 1), 0, 0);
    REQUIRE_NEAR(fake_value(f, "light_high", 1), 0, 0);
    REQUIRE_NEAR(fake_value(f, "light_low_key", 1), 1, 0);
    p = fake_picture(&planes, 2, 1, 1, FAKE_WHITE);
    fake_show(f, &p);
    REQUIRE_NEAR(fake_value(f, "light_mean", 2), 1, 0);
    REQUIRE_NEAR(fake_value(f, "light_contrast", 2), 0, 0);
    REQUIRE_NEAR(fake_value(f, "light_low", 2), 1, 0);
    REQUIRE_NEAR(fake_value(f, "light_high_key", 2), 1, 0);
}

/* The same light through PQ: 0.18·2^1.5·203 = 103 cd/m² is a signal of 0.511 (BT.2100: 100 cd/m² is 0.508).
 */
static void high_dynamic_range(void)
{
    static const struct pst_film pq = {.transfer = PST_TRANSFER_PQ};
    struct fake f;
    fake_open(&f, &light_meter, &pq);
    struct picture p = fake_picture(&planes, 0, 8, 8, (int)(0.505 * 65280));
    fake_show(&f, &p);
    REQUIRE_NEAR(fake_value(&f, "light_high_key", 0), 0, 0);
    p = fake_picture(&planes, 1, 8, 8, (int)(0.515 * 65280));
    fake_show(&f, &p);
    REQUIRE_NEAR(fake_value(&f, "light_high_key", 1), 1, 0);
    /* 100 cd/m² are 100/203 of reference white, which BT.1886 codes as (100/203)^(1/2.4); 1000 cd/m² (75.2%)
       are whiter than white. */
    p = fake_picture(&planes, 2, 8, 8, (int)(0.5081 * 65280));
    fake_show(&f, &p);
    REQUIRE_NEAR(fake_value(&f, "light_mean", 2), 0.7445, 0.001);
    p = fake_picture(&planes, 3, 8, 8, (int)(0.7518 * 65280));
    fake_show(&f, &p);
    REQUIRE_NEAR(fake_value(&f, "light_mean", 3), 1, 0);
    fake_close(&f);
}

int main(void)
{
    struct fake f;
    fake_open(&f, &light_meter, &film);
    ramp(&f);
    ends(&f);
    fake_close(&f);
    high_dynamic_range();
    return 0;
}
