/* SPDX-License-Identifier: Apache-2.0 */
/* Shots of planted lengths, each with a picture of its own that drifts a little: whatever the length, the
   middle has a candidate near it, and there are not many more than one a second. */
#include "meter/fake_sink.h"

extern const struct meter still_meter;
static const struct pst_film film = {.frame_rate = {24, 1}, .time_base = {1, 24}};
static struct fake_planes planes;

static struct picture scene(int64_t n, int which, int64_t at, int width, int height)
{
    struct picture p = fake_picture(&planes, n, width, height, 0);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            planes.y[y * width + x] =
                (uint16_t)(32000 + 15000 * sin(0.07 * (which + 1) * x + 0.05 * (which % 5 + 1) * y +
                                               0.02 * (double)at + which));
    return p;
}

static int64_t nearest(const struct fake *f, int64_t n)
{
    int64_t best = INT64_MAX;
    for (size_t i = 0; i < f->still_count; i++)
        best = llabs(f->stills[i] - n) < best ? llabs(f->stills[i] - n) : best;
    return best;
}

static void shots(void)
{
    static const int lengths[] = {1, 2, 3, 5, 8, 12, 24, 31, 48, 100, 250, 700};
    enum { SHOTS = sizeof lengths / sizeof *lengths };
    struct fake f;
    int64_t n = 0, starts[SHOTS];
    fake_open(&f, &still_meter, &film);
    for (int i = 0; i < SHOTS; i++) {
        starts[i] = n;
        for (int at = 0; at < lengths[i]; at++, n++) {
            struct picture p = scene(n, i, at, 160, 90);
            fake_show(&f, &p);
        }
    }
    for (int i = 0; i < SHOTS; i++) {
        int64_t middle = starts[i] + (lengths[i] - 1) / 2, off = nearest(&f, middle);
        if (off > 1 + lengths[i] / 8 || off > 12)
            TEST_FAIL("shot of %d: the nearest still is %lld frames off its middle", lengths[i],
                      (long long)off);
        REQUIRE_INT(nearest(&f, starts[i]), 0);
    }
    REQUIRE((int)f.still_count <= n / 24 + 8 * SHOTS);
    fake_close(&f);
}

/* Ten seconds of black are one still; the picture after them begins afresh. */
static void black(void)
{
    struct fake f;
    fake_open(&f, &still_meter, &film);
    for (int64_t n = 0; n < 300; n++) {
        struct picture p = n < 240 ? fake_picture(&planes, n, 160, 90, 0) : scene(n, 3, n, 160, 90);
        fake_show(&f, &p);
    }
    REQUIRE_INT(f.stills[0], 0);
    REQUIRE_INT(f.stills[1], 240);
    REQUIRE(f.still_count >= 6);
    fake_close(&f);
}

/* A fade from black has no sudden change; its stills begin with the first picture that shows something. */
static void fade(void)
{
    struct fake f;
    fake_open(&f, &still_meter, &film);
    for (int64_t n = 0; n < 100; n++) {
        struct picture p = scene(n, 2, 0, 160, 90);
        double share = n < 50 ? 0 : n < 74 ? (double)(n - 50) / 24 : 1;
        for (int i = 0; i < 160 * 90; i++)
            planes.y[i] = (uint16_t)(share * planes.y[i]);
        fake_show(&f, &p);
    }
    REQUIRE_INT(f.stills[0], 0);
    REQUIRE(f.stills[1] > 50 && f.stills[1] <= 54);
    fake_close(&f);
}

/* Pictures that come once in five seconds are all kept; so is the first of another size. */
static void slow_and_resized(void)
{
    static const struct pst_film slow = {.frame_rate = {1, 5}, .time_base = {1, 1000}};
    struct fake f;
    fake_open(&f, &still_meter, &slow);
    for (int64_t n = 0; n < 20; n++) {
        struct picture p = scene(n, 1, n, 160, 90);
        p.pts = n * 5000;
        fake_show(&f, &p);
    }
    REQUIRE_INT(f.still_count, 20);
    fake_close(&f);

    fake_open(&f, &still_meter, &film);
    for (int64_t n = 0; n < 12; n++) {
        struct picture p = scene(n, 1, n, n < 5 ? 160 : 120, n < 5 ? 67 : 90);
        fake_show(&f, &p);
    }
    REQUIRE_INT(nearest(&f, 5), 0);
    struct picture p = fake_picture(&planes, 12, 1, 1, 0);
    fake_show(&f, &p);
    fake_close(&f);
}

/* Black bars that come and go are no new shot: the picture cropped as before is the same. */
static void bars(void)
{
    static struct fake_planes before;
    struct fake f;
    fake_open(&f, &still_meter, &film);
    for (int64_t n = 0; n < 240; n++) {
        bool wide = n / 3 % 2;
        struct picture p = scene(n, 1, 0, 160, wide ? 67 : 90);
        if (n > 0 && n % 3 == 0) {
            p.bars_changed = true;
            p.before = scene(n, 1, 0, 160, wide ? 90 : 67).small;
            memcpy(before.y, planes.y, sizeof before.y);
            p.before.y.data = before.y;
            p.small = scene(n, 1, 0, 160, wide ? 67 : 90).small;
        }
        fake_show(&f, &p);
    }
    REQUIRE(f.still_count < 240 / 24 + 10);
    fake_close(&f);
}

int main(void)
{
    bars();
    shots();
    black();
    fade();
    slow_and_resized();
    return 0;
}
