/* SPDX-License-Identifier: Apache-2.0 */
/* What lens and shutter do to light is what geometrical optics says. */
#include "render/exposing.h"
#include "render/focus.h"
#include "test.h"

enum { width = 320, height = 136 };

static const double focal = 50, aperture = 2, focus = 2;

static struct canvas canvas_at(float metres, float light)
{
    struct canvas canvas;
    canvas_open(&canvas, width, height);
    for (int i = 0; i < width * height; i++) {
        canvas.distance[i] = metres;
        for (int c = 0; c < 3; c++)
            canvas.light[c][i] = light;
    }
    return canvas;
}

static double circle_at(double metres)
{
    return focus_circle(metres, focus, focal, aperture, width);
}

/* Rays from the rim of a lens F / N wide meet v behind it, 1 / v = 1 / F - 1 / d; the film is where those of
 * things in focus meet. */
static void test_circle(void)
{
    double f = focal / 1000, film = 1 / (1 / f - 1 / focus);
    for (double metres = 0.3; metres < 500; metres *= 1.3) {
        double meet = 1 / (1 / f - 1 / metres), wide = f / aperture * fabs(film - meet) / meet;
        REQUIRE_NEAR(circle_at(metres), wide * 1000 / GATE_WIDTH * width, 1e-9);
    }
    REQUIRE_NEAR(circle_at(0), circle_at(1e9), 1e-6);
    REQUIRE_NEAR(circle_at(focus), 0, 0);
}

/* A point becomes a disc with all of its light. The variance of a disc c wide is c²/16 along each axis; cells
 * s wide add s²/12 as they cover, s²/6 as the picture is drawn between them, and pixels 1/12. Half a pixel is
 * what so small discs of cells lack. */
static void test_point(void)
{
    static const double places[] = {3, 4, 12, 1.4};
    for (int i = 0; i < 4; i++) {
        struct canvas canvas = canvas_at((float)places[i], 0);
        double circle = circle_at(places[i]), sum = 0, x = 0, squares = 0;
        canvas.light[0][60 * width + 160] = 100;
        focus_blur(&canvas, focus, focal, aperture);
        for (int p = 0; p < width * height; p++) {
            double light = canvas.light[0][p];
            sum += light;
            x += light * (p % width);
            squares += light * (p % width) * (p % width);
        }
        REQUIRE_NEAR(sum, 100, 0.5);
        REQUIRE_NEAR(x / sum, 160, 1);
        double variance = squares / sum - x / sum * x / sum;
        REQUIRE_NEAR(sqrt(16 * (variance - 2 * 2 / 4.0 - 1 / 12.0)), circle, 0.5);
        REQUIRE_NEAR(canvas.light[1][60 * width + 160], 0, 0);
        canvas_close(&canvas);
    }
}

/* The left half stands at `left`, the right one at `right`. */
static struct canvas halves(float left, float right, float left_light, float right_light)
{
    struct canvas canvas = canvas_at(left, left_light);
    for (int i = 0; i < width * height; i++) {
        if (i % width < width / 2)
            continue;
        canvas.distance[i] = right;
        for (int c = 0; c < 3; c++)
            canvas.light[c][i] = right_light;
    }
    return canvas;
}

static void test_sharp(void)
{
    struct canvas canvas = canvas_at((float)focus, 0);
    struct stream stream = stream_of(1, "light");
    static float before[width * height];
    for (int i = 0; i < width * height; i++)
        before[i] = canvas.light[1][i] = (float)draw(&stream);
    focus_blur(&canvas, focus, focal, aperture);
    REQUIRE_INT(memcmp(before, canvas.light[1], sizeof before), 0);
    canvas_close(&canvas);
}

/* A sharp thing in front keeps its bytes and gives nothing to what is unsharp behind it. */
static void test_sharp_before_unsharp(void)
{
    struct canvas canvas = halves((float)focus, 8, 0.75f, 0.125f);
    focus_blur(&canvas, focus, focal, aperture);
    for (int i = 0; i < width * height; i++) {
        if (i % width < width / 2)
            REQUIRE(canvas.light[2][i] == 0.75f);
        else
            REQUIRE_NEAR(canvas.light[2][i], 0.125, 1e-4);
    }
    canvas_close(&canvas);
}

/* An unsharp edge before a sharp dark wall: half of each disc passes it there, and the segment of a disc past
 * r/2 from its middle is (acos(1/2) - sin(acos(1/2)) / 2) / pi of it. */
static void test_unsharp_before_sharp(void)
{
    const double near = 0.9, r = circle_at(near) / 2;
    struct canvas canvas = halves((float)near, (float)focus, 1, 0);
    REQUIRE(r > 4 && r < 7);
    focus_blur(&canvas, focus, focal, aperture);
    const float *row = canvas.light[0] + 60 * width + width / 2;
    REQUIRE_NEAR((row[-1] + row[0]) / 2, 0.5, 0.05);
    int half = (int)(r / 2 + 0.5);
    REQUIRE_NEAR((row[half - 1] + row[half]) / 2, (acos(0.5) - sin(acos(0.5)) / 2) / M_PI, 0.04);
    REQUIRE(row[(int)r + 5] == 0);
    REQUIRE_NEAR(row[-(int)r - 5], 1, 1e-4);
    canvas_close(&canvas);
}

/* The mean of moments with light 1 to n is (n + 1) / 2; where things are stays as it was. */
static void test_moments(void)
{
    for (int n = 1; n < 12; n++) {
        struct canvas moment = canvas_at(3, 0), sum = canvas_at(9, 7);
        moment.who[5] = 2;
        canvas_clear(&sum);
        for (int k = 1; k <= n; k++) {
            for (int i = 0; i < width * height; i++)
                moment.light[1][i] = (float)k;
            canvas_add(&sum, &moment);
        }
        canvas_mean(&sum, n, &moment);
        REQUIRE(moment.light[1][77] == (float)(n + 1) / 2);
        REQUIRE(moment.light[0][77] == 0);
        REQUIRE(moment.distance[77] == 3);
        REQUIRE_INT(moment.who[5], 2);
        canvas_close(&moment);
        canvas_close(&sum);
    }
}

int main(void)
{
    test_circle();
    test_point();
    test_sharp();
    test_sharp_before_unsharp();
    test_unsharp_before_sharp();
    test_moments();
    return 0;
}
