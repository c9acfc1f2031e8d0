/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/fingerprint_hash.h"
#include "meter/fake_sink.h"

extern const struct meter fingerprint_meter;

int main(void)
{
    static const struct pst_film film;
    static struct fake_planes planes;
    struct fake f;
    fake_open(&f, &fingerprint_meter, &film);
    /* A disc off the centre, and its mirror image, in another size each. */
    static const int widths[] = {160, 160, 100, 1};
    for (int n = 0; n < 4; n++) {
        int width = widths[n], height = width > 2 ? width * 9 / 16 : 1;
        struct picture p = fake_picture(&planes, n, width, height, 10000);
        for (int i = 0; i < width * height; i++) {
            double x = (i % width + 0.5) / width, y = (i / width + 0.5) / height; /* NOLINT */
            x = n == 1 ? 1 - x : x;
            planes.y[i] = (uint16_t)(10000 + 20000 * x + (hypot(x - 0.31, y - 0.4) < 0.2 ? 30000 : 0));
        }
        fake_show(&f, &p);
        REQUIRE_INT(fake_vector(&f, "fingerprint", n)->size, FINGERPRINT_SIZE);
    }
    const uint8_t *a = fake_vector(&f, "fingerprint", 0)->data, *b = fake_vector(&f, "fingerprint", 1)->data,
                  *c = fake_vector(&f, "fingerprint", 2)->data;
    REQUIRE_INT(fingerprint_distance(a, b, true), 0);
    REQUIRE(fingerprint_distance(a, b, false) > 35);
    REQUIRE(fingerprint_distance(a, c, false) <= 12);
    REQUIRE(a[FINGERPRINT_QUALITY] >= FINGERPRINT_LEAST_QUALITY);
    REQUIRE(fake_vector(&f, "fingerprint", 3)->data[FINGERPRINT_QUALITY] < FINGERPRINT_LEAST_QUALITY);
    fake_close(&f);
    return 0;
}
