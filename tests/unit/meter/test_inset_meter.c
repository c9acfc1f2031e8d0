/* SPDX-License-Identifier: Apache-2.0 */
/* A picture within the picture from frame 6 to frame 14: told at its first frame and at the first without it.
 */
#include "base/inset_print.h"
#include "kernel/fingerprint_hash.h"
#include "meter/fake_sink.h"

extern const struct meter inset_meter;

enum { WIDTH = 160, HEIGHT = 90, FIRST = 6, LAST = 14, FRAMES = 24, LEFT = 74, TOP = 5 };

static double waves(double x, double y, double pitch, double turn)
{
    return 128 + 50 * sin((x * cos(turn) + y * sin(turn)) / pitch) + 40 * cos((x - 2 * y) / (2.3 * pitch));
}

static void draw(uint16_t *luma, bool with_inset)
{
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            bool in = with_inset && x >= LEFT && x < LEFT + WIDTH / 2 && y >= TOP && y < TOP + HEIGHT / 2;
            luma[y * WIDTH + x] = (uint16_t)(256 * (in ? waves(2 * (x - LEFT) + .5, 2 * (y - TOP) + .5, 14, 1)
                                                       : waves(x, y, 19, 2.4)));
        }
}

/* The same picture, whole. */
static void print_alone(uint8_t print[FINGERPRINT_SIZE])
{
    static struct fake_planes planes;
    struct fingerprint_basis basis;
    struct picture p = fake_picture(&planes, 0, WIDTH, HEIGHT, 0);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            planes.y[y * WIDTH + x] = (uint16_t)(256 * waves(x, y, 14, 1));
    fingerprint_init(&basis);
    fingerprint_make(&basis, &p.small, print);
}

int main(void)
{
    static const struct pst_film film;
    static struct fake_planes planes;
    uint8_t alone[FINGERPRINT_SIZE];
    struct fake f;
    fake_open(&f, &inset_meter, &film);
    for (int n = 0; n < FRAMES; n++) {
        struct picture p = fake_picture(&planes, n, WIDTH, HEIGHT, 0);
        draw(planes.y, n >= FIRST && n <= LAST);
        fake_show(&f, &p);
    }
    REQUIRE_INT(f.vector_count, 2);
    const struct fake_vector *first = fake_vector(&f, "inset", FIRST),
                             *none = fake_vector(&f, "inset", LAST + 1);
    REQUIRE_INT(first->size, INSET_SIZE);
    REQUIRE_INT(none->size, INSET_SIZE);
    print_alone(alone);
    REQUIRE(fingerprint_distance(alone, first->data, false) <= 12);
    static const double edges[] = {LEFT / 160., TOP / 90., (LEFT + 80) / 160., (TOP + 45) / 90.};
    for (int i = 0; i < 4; i++)
        REQUIRE_NEAR(first->data[INSET_PRINT + i] / 255., edges[i], 0.02);
    for (int i = 0; i < INSET_SIZE; i++)
        REQUIRE_INT(none->data[i], 0);
    fake_close(&f);
    return 0;
}
