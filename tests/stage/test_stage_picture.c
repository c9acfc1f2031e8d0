/* SPDX-License-Identifier: Apache-2.0 */
/* What the stage draws is what geometry, trigonometry and statistics say. */
#include "example.h"
#include "test.h"

enum { width = 640, height = 268 };

static void test_number(void)
{
    for (int i = -2000; i < 2000; i++) {
        double x = i * 0.37;
        REQUIRE_NEAR(sine(x), sin(x * M_PI / 180), 1e-12);
        REQUIRE_NEAR(cosine(x), cos(x * M_PI / 180), 1e-12);
        REQUIRE_NEAR(exponential2(x / 50), exp2(x / 50), 1e-12 * exp2(x / 50));
        REQUIRE_NEAR(logarithm2(0.001 + i * i), log2(0.001 + i * i), 1e-12 * 30);
        REQUIRE_NEAR(angle_of(i * 0.1, 3 - i * 0.07), atan2(i * 0.1, 3 - i * 0.07) * 180 / M_PI, 1e-10);
    }
    struct stream a = stream_of(7, "camera"), b = stream_of(7, "palette"), c = stream_of(7, "camera");
    draw(&b);
    REQUIRE(draw(&a) == draw(&c));
    double sum = 0, squares = 0;
    for (int i = 0; i < 100000; i++) {
        double x = draw(&a);
        sum += x;
        squares += x * x;
    }
    /* Even in [0, 1): mean 1/2, mean square 1/3, deviations of the means 0.0009. */
    REQUIRE_NEAR(sum / 100000, 0.5, 0.004);
    REQUIRE_NEAR(squares / 100000, 1.0 / 3, 0.004);
}

struct little {
    struct scenery scenery;
    struct texture_shelf shelf;
    struct canvas canvas;
};

static struct little little_open(void)
{
    struct little little = {.scenery = {.above = {1, 1, 1}, .below = {1, 1, 1}}};
    shelf_fill(&little.shelf);
    canvas_open(&little.canvas, width, height);
    scenery_use(&little.scenery, of_colour(1, 1, 1, 0));
    return little;
}

static void little_close(struct little *little)
{
    scenery_release(&little->scenery);
    shelf_release(&little->shelf);
    canvas_close(&little->canvas);
}

static void shoot(struct little *little, const struct camera *camera, double frame)
{
    struct view view = camera_view(camera, frame, NULL);
    canvas_draw(&little->canvas, &little->scenery, &little->shelf, &view);
}

/* The middle of all that belongs to `who`, and how much there is. */
static double middle_of(const struct canvas *canvas, uint16_t who, double *y, int *count)
{
    double sx = 0, sy = 0;
    int n = 0;
    for (int i = 0; i < width * height; i++) {
        if (canvas->who[i] == who) {
            sx += i % width + 0.5;
            sy += i / width + 0.5;
            n++;
        }
    }
    *count = n;
    *y = n ? sy / n : 0;
    return n ? sx / n : 0;
}

/* A lens as long as the gate is wide shows a metre at 10 m as 64 of 640 pixels. */
static void test_cube(void)
{
    struct little little = little_open();
    struct camera camera = {.focal = GATE_WIDTH};
    double y;
    int count;
    little.scenery.mesh.who = 1;
    mesh_quad(&little.scenery.mesh, vec(1, 0.5, 10), vec(0, 1, 0), vec(1, 0, 0));
    shoot(&little, &camera, 0);
    double x = middle_of(&little.canvas, 1, &y, &count);
    REQUIRE_INT(count, 64 * 64);
    REQUIRE_NEAR(x, 320 + 96, 0.01);
    REQUIRE_NEAR(y, 134 - 64, 0.01);
    size_t inside = (size_t)70 * width + 416;
    REQUIRE_NEAR(little.canvas.distance[inside], 10, 1e-4);
    REQUIRE_NEAR(little.canvas.light[0][inside], 1, 1e-5);
    REQUIRE_INT(little.canvas.who[inside - 40], 0);
    /* As a cube it shows its left side (5.82 wide) and its lower one (2.91 high) too, both 61.1 long on
     * average. */
    mesh_block(&little.scenery.mesh, 1, 0.5, 10, 2, 1.5, 11);
    shoot(&little, &camera, 0);
    middle_of(&little.canvas, 1, &y, &count);
    REQUIRE_NEAR(count, 64 * 64 + (5.82 + 2.91) * 61.1, 40);
    little_close(&little);
}

/* Two walls that share the picture along a slanted edge cover each sample exactly once. */
static void test_shared_edge(void)
{
    struct little little = little_open();
    struct camera camera = {.focal = GATE_WIDTH};
    little.scenery.mesh.who = 1;
    mesh_quad(&little.scenery.mesh, vec(-9, -9, 7), vec(0, 18, 0), vec(18, 0, 0));
    shoot(&little, &camera, 0);
    for (int i = 0; i < width * height; i++)
        REQUIRE_NEAR(little.canvas.light[1][i], 1, 1e-4);
    little_close(&little);
}

static void test_depth_order(void)
{
    struct camera camera = {.focal = GATE_WIDTH};
    for (int order = 0; order < 2; order++) {
        struct little little = little_open();
        for (int i = 0; i < 2; i++) {
            int near = i == order;
            little.scenery.mesh.who = near ? 1 : 2;
            double z = near ? 5 : 5.05, half = near ? 0.5 : 2;
            mesh_quad(&little.scenery.mesh, vec(-half, -half, z), vec(0, 2 * half, 0), vec(2 * half, 0, 0));
        }
        shoot(&little, &camera, 0);
        REQUIRE_INT(little.canvas.who[134 * width + 320], 1);
        REQUIRE_INT(little.canvas.who[134 * width + 420], 2);
        REQUIRE_NEAR(little.canvas.distance[134 * width + 420], 5.05, 1e-4);
        little_close(&little);
    }
}

/* What is straight ahead moves by scale · tan(angle) to the left when the camera pans to the right. */
static void test_pan(void)
{
    struct little little = little_open();
    struct camera camera = {.focal = 40};
    double before, after, y;
    int count;
    little.scenery.mesh.who = 1;
    mesh_block(&little.scenery.mesh, -1, -1, 100, 1, 1, 101);
    camera_add(&camera, move_pan, 10, 34, 6, 0);
    shoot(&little, &camera, 0);
    before = middle_of(&little.canvas, 1, &y, &count);
    REQUIRE(count > 100);
    REQUIRE_NEAR(before, 320, 0.01);
    shoot(&little, &camera, 22);
    after = middle_of(&little.canvas, 1, &y, &count);
    REQUIRE_NEAR(before - after, 40 / GATE_WIDTH * width * tan(3 * M_PI / 180), 0.5);
    REQUIRE_NEAR(y, 134, 0.3);
    little_close(&little);
}

/* The speed told at a frame is that of the view between the frames around it. */
static void test_camera_truth(void)
{
    struct camera camera = {.focal = 50};
    struct camera_truth truth;
    camera_add(&camera, move_pan, 0, 24, 12, 1);
    camera_add(&camera, move_dolly, 6, 30, 3, 0);
    camera_add(&camera, move_zoom, 0, 48, 1, 1);
    for (int frame = 1; frame < 48; frame++) {
        struct view before = camera_view(&camera, frame - 0.01, NULL),
                    after = camera_view(&camera, frame + 0.01, NULL);
        camera_view(&camera, frame, &truth);
        double pan = angle_of(after.axes.ahead.x, after.axes.ahead.z) -
                     angle_of(before.axes.ahead.x, before.axes.ahead.z);
        REQUIRE_NEAR(truth.speed[move_zoom], log2(after.focal / before.focal) / 0.02, 1e-4);
        if (frame != 24)
            REQUIRE_NEAR(truth.speed[move_pan], pan / 0.02, 2e-3);
        if (frame != 6 && frame != 30)
            REQUIRE_NEAR(truth.speed[move_dolly], (after.at.z - before.at.z) / 0.02, 1e-3);
    }
}

/* Grain of deviation 3 at middle grey, rounded to whole steps: variance 9 + 1/12. Away from it, weaker. */
static void test_grain(void)
{
    struct canvas canvas;
    struct darkroom room;
    struct picture_planes planes;
    struct film_stock stock = {.exposure = 1, .grain = 3, .saturation = 1};
    canvas_open(&canvas, width, height);
    darkroom_open(&room, width, height);
    planes_open(&planes, width, height);
    double low = 0, high = 1, mean = 0, variance = 0;
    for (int step = 0; step < 40; step++) {
        double light = (low + high) / 2, sum = 0, squares = 0;
        for (int i = 0; i < width * height; i++)
            canvas.light[0][i] = canvas.light[1][i] = canvas.light[2][i] = (float)light;
        develop(&room, &canvas, &stock, (uint64_t)step, &planes);
        for (int i = 0; i < width * height; i++) {
            sum += planes.y[i];
            squares += planes.y[i] * planes.y[i];
        }
        mean = sum / (width * height);
        variance = squares / (width * height) - mean * mean;
        if (mean < 16 + 219 / 2.0)
            low = light;
        else
            high = light;
    }
    REQUIRE_NEAR(mean, 125.5, 0.05);
    REQUIRE_NEAR(variance, 9 + 1.0 / 12, 0.15);
    REQUIRE_INT(planes.cb[5000], 128);
    REQUIRE_INT(planes.cr[5000], 128);
    canvas_close(&canvas);
    darkroom_close(&room);
    planes_close(&planes);
}

/* The lower sole of a walking figure is on the ground, and its eyes are as high as its height says. */
static void test_walk(void)
{
    static const struct body body = {.height = 1.8, .girth = 1};
    struct scenery scenery = {0};
    struct body_truth truth;
    scenery_set_ends(&scenery);
    for (int i = 0; i < 100; i++) {
        struct pose pose = pose_walking(vec(0, 0, i * 0.01 * stride_of(&body)), 0, i * 0.01);
        scenery_begin_frame(&scenery);
        body_add(&scenery, &body, &pose, 1, &truth);
        double left = truth.soles[0].y, right = truth.soles[1].y;
        REQUIRE_NEAR(left < right ? left : right, 0, 0.04);
        /* Standing, 1.68; with legs 26 degrees apart and leaning 4, the hips are 9 cm lower. */
        REQUIRE_NEAR(truth.eyes.y, 1.64, 0.08);
    }
    scenery_release(&scenery);
}

/* A figure is seen where its truth says: the pixel at its hips is its own. */
static void test_who(void)
{
    struct example example;
    struct picture_planes planes;
    planes_open(&planes, width, height);
    example_open(&example, 4, width, height);
    for (int frame = 0; frame < 40; frame += 8) {
        example_shoot(&example, frame, &planes);
        for (int i = 0; i < 2; i++) {
            double x, y, ahead;
            REQUIRE(view_project(&example.view, width, height, example.bodies[i].eyes, &x, &y, &ahead));
            REQUIRE(x >= 0 && x < width && y >= 0 && y < height);
            size_t pixel = (size_t)y * width + (size_t)x;
            REQUIRE_INT(example.canvas.who[pixel], i + 1);
            REQUIRE_NEAR(example.canvas.distance[pixel], ahead, 0.12);
        }
    }
    example_close(&example);
    planes_close(&planes);
}

int main(void)
{
    test_number();
    test_cube();
    test_shared_edge();
    test_depth_order();
    test_pan();
    test_camera_truth();
    test_grain();
    test_walk();
    test_who();
    return 0;
}
