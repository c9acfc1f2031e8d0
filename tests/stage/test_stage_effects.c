/* SPDX-License-Identifier: Apache-2.0 */
/* Weather, effects and the strip's wear are where, when and as strong as arithmetic and geometry say. */
#include "effect/blaze.h"
#include "effect/wear.h"
#include "effect/weather.h"
#include "render/develop.h"
#include "test.h"

enum { width = 640, height = 268, pixels = width * height };

static const struct air clear = {weather_none, 0, 0};

static void clear_canvas(struct canvas *canvas, float light, float distance)
{
    for (int i = 0; i < pixels; i++) {
        canvas->light[0][i] = canvas->light[1][i] = canvas->light[2][i] = light;
        canvas->distance[i] = distance;
        canvas->who[i] = 1;
    }
}

static struct view looking_north(struct vec at)
{
    struct camera camera = {.at = at, .focal = GATE_WIDTH};
    return camera_view(&camera, 0, NULL);
}

static int changed_from(const struct canvas *canvas, float light)
{
    int count = 0;
    for (int i = 0; i < pixels; i++)
        count += canvas->light[1][i] != light;
    return count;
}

static void test_names(void)
{
    for (int i = 0; i < effect_kinds; i++)
        REQUIRE_INT(effect_named(effect_name((enum effect_kind)i)), i);
    for (int i = 0; i <= weather_fog; i++)
        REQUIRE_INT(weather_named(weather_name((enum weather)i)), i);
    REQUIRE_INT(effect_named("rain"), -1);
}

/* On in the first half of each period, on exactly so many frames, whenever in the frame one looks. */
static void test_strobe(void)
{
    struct effect strobe = {effect_strobe, 10, 20, {0, 3, 0}, 1, 4, 0};
    for (int frame = 0; frame < 50; frame++) {
        int on = frame >= 10 && frame < 30 && (frame - 10) % 4 < 2;
        REQUIRE(effect_level(&strobe, frame) == on);
        REQUIRE(effect_level(&strobe, frame + 0.4) == on);
        REQUIRE(effect_level(&strobe, frame - 0.4) == on);
        struct scenery scenery = {0};
        effects_add(&scenery, &strobe, 1, &clear, frame);
        REQUIRE_INT(scenery.lamp_count, on);
    }
}

/* A flash of level 1 lights a facing white wall 3 m off as the stage's lamps do: colour · 1.05 / (9 + 0.05).
 */
static void test_flash(void)
{
    struct effect flash = {effect_flash, 5, 1, {0, 0, 1}, 0.5, 0, 0};
    struct scenery scenery = {0};
    struct texture_shelf shelf;
    struct canvas canvas;
    struct view view = looking_north(vec(0, 0, 0));
    float light[3];
    shelf_fill(&shelf);
    canvas_open(&canvas, width, height);
    scenery_use(&scenery, (struct material){{1, 1, 1}, 0, 0, pattern_none, 1, 1});
    mesh_quad(&scenery.mesh, vec(-9, -9, 4), vec(0, 18, 0), vec(18, 0, 0));
    for (int frame = 4; frame < 7; frame++) {
        scenery.lamp_count = 0;
        effects_add(&scenery, &flash, 1, &clear, frame);
        canvas_draw(&canvas, &scenery, &shelf, &view);
        light[frame - 4] = canvas.light[1][(height / 2) * width + width / 2];
    }
    REQUIRE(light[0] == 0);
    REQUIRE_NEAR(light[1], 0.5 * 43 * 1.05 / 9.05, 0.01);
    REQUIRE_NEAR(light[2], light[1] * effect_level(&flash, 6), 0.01);
    canvas_close(&canvas);
    shelf_release(&shelf);
    scenery_release(&scenery);
}

static void test_levels(void)
{
    for (uint64_t seed = 0; seed < 200; seed++) {
        struct effect shot = {effect_muzzle, 7, 1, {0, 0, 0}, 1, 0, seed}, bolt = shot, blast = shot,
                      fire = shot;
        int frames = 0, rises = 0;
        double greatest = 0, before = 0;
        bolt.kind = effect_lightning;
        blast.kind = effect_explosion;
        fire.kind = effect_fire;
        fire.length = 100;
        REQUIRE(effect_level(&shot, 7) == 1 && effect_level(&shot, 6) == 0 && effect_level(&shot, 9) == 0);
        for (int frame = 0; frame < 120; frame++) {
            double level = effect_level(&bolt, frame), burns = effect_level(&fire, frame);
            rises += level > before;
            frames += level > 0;
            before = level;
            greatest = level > greatest ? level : greatest;
            REQUIRE(frame >= 7 || level == 0);
            REQUIRE(burns >= 0 && burns <= 1 && (frame > 7 || burns == 0));
            REQUIRE(frame < 20 || frame > 94 || burns > 0.6);
        }
        REQUIRE(greatest == 1);
        REQUIRE(rises >= 1 && rises <= 4 && frames < 20);
        REQUIRE_NEAR(effect_level(&blast, 9), 1, 1e-9);
        REQUIRE_NEAR(effect_level(&blast, 15), 0.5, 1e-9); /* halves every 6 frames */
    }
}

/* Every drop and flake moves as its velocity says, all the time. */
static void test_flakes(void)
{
    for (int weather = weather_rain; weather <= weather_snow; weather++) {
        struct air air = {(enum weather)weather, 1, 5};
        int jumped = 0;
        for (int n = 0; n < 4000; n++) {
            int shell = n & 1;
            double seconds = 3 + n * 0.01, little = 1e-3;
            struct flake before = flake_at(&air, shell, n, seconds - little, vec(0, 0, 0));
            struct flake now = flake_at(&air, shell, n, seconds, vec(0, 0, 0));
            struct flake after = flake_at(&air, shell, n, seconds + little, vec(0, 0, 0));
            struct vec moved = times(minus(after.at, before.at), 0.5 / little);
            REQUIRE(fabs(now.at.x) <= shell_half(shell) * 1.01 && fabs(now.at.y) <= shell_half(shell) * 1.01);
            if (length_of(moved) > 100) {
                jumped++;
                continue;
            }
            REQUIRE_NEAR(moved.x, now.velocity.x, 0.03);
            REQUIRE_NEAR(moved.y, now.velocity.y, 0.03);
            REQUIRE_NEAR(moved.z, now.velocity.z, 0.03);
            REQUIRE(now.velocity.y < -0.5);
        }
        REQUIRE(jumped < 40);
    }
}

/* The middle of what changed within some pixels of a place. */
static int middle_near(const struct canvas *canvas, double x, double y, double *middle_x, double *middle_y)
{
    double sum = 0, sx = 0, sy = 0;
    for (int j = 0; j < height; j++) {
        for (int i = 0; i < width; i++) {
            double light = canvas->light[1][j * width + i];
            if (fabs(i + 0.5 - x) > 30 || fabs(j + 0.5 - y) > 30)
                continue;
            sum += light;
            sx += light * (i + 0.5);
            sy += light * (j + 0.5);
        }
    }
    *middle_x = sum > 0 ? sx / sum : 0;
    *middle_y = sum > 0 ? sy / sum : 0;
    return sum > 0;
}

/* One flake alone, two metres ahead: in the next frame it is where its velocity has brought it. A wall before
 * it hides it, one behind it does not. */
static void test_flake_in_picture(void)
{
    struct air air = {weather_snow, 1.0001 / 2000, 11};
    struct canvas canvas;
    canvas_open(&canvas, width, height);
    REQUIRE_INT(flake_count(&air, 0), 1);
    for (int moment = 10; moment < 40; moment += 5) {
        struct flake flake = flake_at(&air, 0, 0, moment / 24.0, vec(0, 0, 0)), next;
        struct view view = looking_north(minus(flake.at, vec(0, 0, 2)));
        double x, y, ahead, seen_x, seen_y;
        next = flake_at(&air, 0, 0, (moment + 1) / 24.0, shell_middle(0, &view));
        REQUIRE_NEAR(length_of(minus(next.at, add(flake.at, times(flake.velocity, 1 / 24.0)))), 0, 0.01);
        for (int wall = 0; wall < 3; wall++) {
            clear_canvas(&canvas, 0, wall == 0 ? 0 : wall == 1 ? 1.8f : 2.3f);
            effects_over(&canvas, NULL, 0, &air, &view, moment + 1, 24);
            REQUIRE(view_project(&view, width, height, next.at, &x, &y, &ahead));
            REQUIRE_INT(middle_near(&canvas, x, y, &seen_x, &seen_y), wall != 1);
            if (wall == 1)
                continue;
            REQUIRE_NEAR(seen_x, x, 0.5);
            REQUIRE_NEAR(seen_y, y, 0.5);
        }
    }
    canvas_close(&canvas);
}

/* What is nearer than all weather and all fire stays as it is; before the sky all of them show. */
static void test_hidden(void)
{
    static const struct effect effects[] = {
        {effect_smoke, 0, 200, {0, 0, 4}, 1, 0, 1},    {effect_fire, 0, 200, {0, 0, 4}, 1, 0, 1},
        {effect_explosion, 38, 1, {0, 0, 5}, 1, 0, 1}, {effect_muzzle, 40, 1, {0, 0, 3}, 1, 0, 1},
        {effect_flash, 40, 1, {0, 0, 3}, 1, 0, 1},     {effect_lightning, 40, 1, {0, 0, 100}, 1, 0, 1}};
    static const struct air airs[] = {{weather_rain, 1, 3}, {weather_snow, 1, 3}, {weather_fog, 1, 3}};
    struct view view = looking_north(vec(0, 0, 0));
    struct canvas canvas;
    canvas_open(&canvas, width, height);
    for (int i = 0; i < 9; i++) {
        const struct effect *effect = i < 6 ? &effects[i] : NULL;
        const struct air *air = i < 6 ? &clear : &airs[i - 6];
        clear_canvas(&canvas, 0.2f, 0.3f);
        effects_over(&canvas, effect, effect != NULL, air, &view, 40, 24);
        REQUIRE_INT(changed_from(&canvas, 0.2f), 0);
        clear_canvas(&canvas, 0.2f, 0);
        effects_over(&canvas, effect, effect != NULL, air, &view, 40, 24);
        REQUIRE(changed_from(&canvas, 0.2f) > 300);
    }
    canvas_close(&canvas);
}

/* e^-1 of the light goes through a puff's middle that is 1 thick, and e^-1/2 comes from a thing in its
 * middle, which has half of it before it; the rest is the puff's own. */
static void test_puff(void)
{
    struct view view = looking_north(vec(0, 0, 0));
    struct canvas canvas;
    struct torn torn;
    struct mist mist;
    canvas_open(&canvas, width, height);
    torn_fill(&torn);
    for (int half = 0; half < 2; half++) {
        struct puff puff = {.at = {0, 0, 4}, .radius = 1, .thick = 1, .light = {0.5f, 0.5f, 0.5f}};
        clear_canvas(&canvas, 2, half ? 4 : 9);
        mist_open(&mist, &canvas, &torn, 4, 1);
        mist_puffs(&mist, &canvas, &view, &puff, 1);
        mist_lay(&mist, &canvas);
        double through = exp(half ? -0.5 : -1);
        REQUIRE_NEAR(canvas.light[1][height / 2 * width + width / 2], 2 * through + 0.5 * (1 - through),
                     0.04);
        /* A ball of a metre at 4 m is 160 pixels to each side and no further. */
        REQUIRE(canvas.light[1][height / 2 * width + width / 2 + 140] < 2);
        REQUIRE(canvas.light[1][height / 2 * width + width / 2 + 166] == 2);
    }
    canvas_close(&canvas);
}

/* It goes over the whole picture, hides whom it covers, and is gone. */
static void test_passer(void)
{
    struct effect passer = {effect_passer, 10, 12, {0, 0, 0}, 1, 0, 1};
    struct view view = looking_north(vec(0, 0, 0));
    struct canvas canvas;
    double before = -1;
    canvas_open(&canvas, width, height);
    for (int moment = 8; moment < 25; moment++) {
        double sum = 0, count = 0;
        clear_canvas(&canvas, 1, 3);
        effects_over(&canvas, &passer, 1, &clear, &view, moment, 24);
        for (int i = 0; i < pixels; i++) {
            sum += canvas.who[i] ? 0 : i % width;
            count += !canvas.who[i];
            REQUIRE(canvas.who[i] || canvas.light[1][i] < 0.6f);
        }
        if (moment <= 10 || moment >= 22)
            REQUIRE(count == 0);
        if (moment > 12 && moment < 20) {
            REQUIRE(count > pixels / 5.0);
            REQUIRE(sum / count > before);
            before = sum / count;
        }
    }
    canvas_close(&canvas);
}

static void test_same_again(void)
{
    static const struct effect effects[] = {{effect_smoke, 0, 200, {0, 0, 4}, 1, 0, 1},
                                            {effect_explosion, 30, 1, {1, 0, 5}, 1, 0, 1}};
    struct air air = {weather_snow, 0.7, 3};
    struct view view = looking_north(vec(0, 1, 0));
    struct canvas a, b;
    canvas_open(&a, width, height);
    canvas_open(&b, width, height);
    for (int frame = 40; frame > 20; frame -= 7) {
        clear_canvas(&a, 0.2f, 6);
        clear_canvas(&b, 0.2f, 6);
        effects_over(&a, effects, 2, &air, &view, frame, 24);
        effects_over(&b, effects, 2, &air, &view, frame, 24);
        for (int c = 0; c < 3; c++)
            REQUIRE(!memcmp(a.light[c], b.light[c], pixels * sizeof(float)));
        clear_canvas(&b, 0.2f, 6);
        effects_over(&b, effects, 2, &air, &view, frame + 1, 24);
        REQUIRE(memcmp(a.light[0], b.light[0], pixels * sizeof(float)));
    }
    canvas_close(&a);
    canvas_close(&b);
}

/* Over 10,000 frames. The weights' products with their neighbours add up to 0.59. */
static void test_unsteady(void)
{
    struct wear wear = {.flicker = 0.04, .weave = 0.5, .seed = 3};
    double sum[3] = {0}, squares[3] = {0}, alike = 0, before = 0;
    for (int frame = 0; frame < 10000; frame++) {
        double values[3] = {wear_exposure(&wear, frame) - 1};
        wear_place(&wear, frame, &values[1], &values[2]);
        for (int i = 0; i < 3; i++) {
            sum[i] += values[i];
            squares[i] += values[i] * values[i];
        }
        alike += before * values[0];
        before = values[0];
    }
    for (int i = 0; i < 3; i++) {
        double wanted = i ? 0.5 : 0.04;
        REQUIRE_NEAR(sum[i] / 10000, 0, 0.07 * wanted);
        REQUIRE_NEAR(sqrt(squares[i] / 10000), wanted, 0.05 * wanted);
    }
    REQUIRE_NEAR(alike / squares[0], 0.592, 0.05);
}

static void fill_planes(struct picture_planes *planes)
{
    memset(planes->y, 60, pixels);
    memset(planes->cb, 140, pixels / 4);
    memset(planes->cr, 100, pixels / 4);
}

static int touched(const struct picture_planes *planes)
{
    int count = 0;
    for (int i = 0; i < pixels; i++)
        count += planes->y[i] != 60;
    return count;
}

/* On a slope of 8 steps a pixel the mean is as much lower as the picture went to the right, but for rounding.
 */
static void test_weave(void)
{
    struct picture_planes planes;
    struct wear wear = {.weave = 2, .seed = 9};
    double x, y;
    planes_open(&planes, width, height);
    for (int frame = 0; frame < 40; frame++) {
        double sum = 0, before = 0;
        fill_planes(&planes);
        for (int i = 0; i < pixels; i++)
            planes.y[i] = (uint8_t)(i % width < 26 ? 20 + i % width * 8 : 228);
        for (int i = 9; i < 17; i++)
            before += planes.y[100 * width + i];
        wear_planes(&wear, frame, &planes);
        wear_place(&wear, frame, &x, &y);
        for (int i = 9; i < 17; i++)
            sum += planes.y[100 * width + i];
        REQUIRE_NEAR((before - sum) / 8, 8 * x, 0.51);
        REQUIRE_INT(planes.cb[4000], 140);
    }
    planes_close(&planes);
}

/* As many frames are clean as Poisson says, and dirt is there for one frame and small. */
static void test_dirt(void)
{
    struct picture_planes planes;
    struct wear wear = {.dirt = 0.7, .seed = 4};
    int clean = 0;
    planes_open(&planes, width, height);
    for (int frame = 0; frame < 1500; frame++) {
        fill_planes(&planes);
        wear_planes(&wear, frame, &planes);
        int count = touched(&planes);
        clean += count == 0;
        REQUIRE(count < pixels / 200);
    }
    REQUIRE_NEAR(clean / 1500.0, exp(-0.7), 0.04);
    planes_close(&planes);
}

/* Two places each with a scratch a quarter of the time: none at all in 0.75². One runs from head to foot and
 * hardly moves from a frame to the next. */
static void test_scratches(void)
{
    struct picture_planes planes;
    struct wear wear = {.scratches = 0.5, .seed = 4};
    int clean = 0;
    planes_open(&planes, width, height);
    for (int i = 0; i < 800; i++) {
        double middle[2];
        int count[2];
        for (int k = 0; k < 2; k++) {
            double sum = 0;
            fill_planes(&planes);
            wear_planes(&wear, i * 487 + k, &planes);
            count[k] = touched(&planes);
            for (int j = 0; j < pixels; j++)
                sum += planes.y[j] != 60 ? j % width + 0.5 : 0;
            middle[k] = sum / (count[k] + 1e-9);
        }
        clean += count[0] == 0;
        REQUIRE(count[0] < 8 * height);
        if (count[0] > height / 2 && count[0] < 2 * height && count[1] > height / 2 && count[1] < 2 * height)
            REQUIRE_NEAR(middle[0], middle[1], 3);
    }
    REQUIRE_NEAR(clean / 800.0, 0.5625, 0.06);
    planes_close(&planes);
}

static double deviation_in(const struct picture_planes *planes, const struct patch *patch, double part)
{
    double sum = 0, squares = 0, count = 0;
    for (int i = 0; i < pixels; i++) {
        double dx = (i % width + 0.5 - patch->x) / patch->half_width,
               dy = (i / width + 0.5 - patch->y) / patch->half_height;
        if (dx * dx + dy * dy > part * part)
            continue;
        sum += planes->y[i];
        squares += planes->y[i] * planes->y[i];
        count++;
    }
    return sqrt(squares / count - sum / count * (sum / count));
}

/* Middle grey with grain of 2; the patch has the grain that was asked, and outside nothing changes. */
static void test_patch(void)
{
    static const double asked[] = {1.2, 2, 4, 7};
    struct picture_planes planes, before;
    planes_open(&planes, width, height);
    planes_open(&before, width, height);
    memset(before.y, 126, pixels);
    grain_planes(2, 77, 5, &before);
    struct patch whole = {320, 134, 300, 120, 0, 1};
    REQUIRE_NEAR(deviation_in(&before, &whole, 1), 2, 0.1);
    for (int i = 0; i < 4; i++) {
        struct patch patch = {300, 120, 60, 80, asked[i], 1};
        memcpy(planes.y, before.y, pixels);
        patch_planes(&patch, 5, &planes);
        REQUIRE_NEAR(deviation_in(&planes, &patch, 0.85), asked[i], 0.15 * asked[i]);
        for (int j = 0; j < pixels; j++) {
            double dx = (j % width + 0.5 - 300) / 60, dy = (j / width + 0.5 - 120) / 80;
            REQUIRE(dx * dx + dy * dy < 1 || planes.y[j] == before.y[j]);
        }
    }
    /* Without any of its own hardly any is left, and a sharp edge stays. */
    struct patch smooth = {300, 120, 60, 80, 0, 1};
    for (int j = 0; j < pixels; j++)
        planes.y[j] = (uint8_t)(before.y[j] + (j % width < 300 ? 0 : 80));
    patch_planes(&smooth, 5, &planes);
    REQUIRE_NEAR(planes.y[120 * width + 299], 126, 2);
    REQUIRE_NEAR(planes.y[120 * width + 300], 206, 2);
    planes_close(&planes);
    planes_close(&before);
}

int main(void)
{
    test_names();
    test_strobe();
    test_flash();
    test_levels();
    test_flakes();
    test_flake_in_picture();
    test_hidden();
    test_puff();
    test_passer();
    test_same_again();
    test_unsteady();
    test_weave();
    test_dirt();
    test_scratches();
    test_patch();
    return 0;
}
