/* SPDX-License-Identifier: Apache-2.0 */
/* What joins and letters make of a picture is what arithmetic and geometry say. */
#include "film/editing.h"
#include "film/lettering.h"
#include "test.h"

enum { width = 320, height = 134, pixels = width * height };

struct set_of_three {
    struct picture_planes a, b, to;
};

static void all_of(struct picture_planes *planes, int y, int cb, int cr)
{
    memset(planes->y, y, pixels);
    memset(planes->cb, cb, pixels / 4);
    memset(planes->cr, cr, pixels / 4);
}

static struct set_of_three open_three(void)
{
    struct set_of_three three;
    planes_open(&three.a, width, height);
    planes_open(&three.b, width, height);
    planes_open(&three.to, width, height);
    all_of(&three.a, 40, 90, 200);
    all_of(&three.b, 200, 180, 60);
    return three;
}

static void close_three(struct set_of_three *three)
{
    planes_close(&three->a);
    planes_close(&three->b);
    planes_close(&three->to);
}

static void join(struct set_of_three *three, enum join join, double way, double soft, double done)
{
    struct staged_shot shot = {.join = join, .join_way = way, .join_soft = soft};
    join_pictures(&shot, done, &three->a, &three->b, &three->to);
}

/* White is 235 and black 16, both without chroma; red and blue as BT.709 has them (Poynton, Digital Video,
 * 2012: 75 % and 100 % bars). */
static void test_signal(void)
{
    static const struct {
        float rgb[3];
        int ycc[3];
    } known[] = {{{1, 1, 1}, {235, 128, 128}}, {{0, 0, 0}, {16, 128, 128}},
                 {{1, 0, 0}, {63, 102, 240}},  {{0, 0, 1}, {32, 240, 118}},
                 {{0, 1, 0}, {173, 42, 26}},   {{1, 1, 0}, {219, 16, 138}},
                 {{9, 9, 9}, {235, 128, 128}}, {{0.5f, 0.5f, 0.5f}, {180, 128, 128}}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        uint8_t ycc[3];
        signal_of(colour(known[i].rgb[0], known[i].rgb[1], known[i].rgb[2]), ycc);
        for (int c = 0; c < 3; c++)
            REQUIRE_INT(ycc[c], known[i].ycc[c]);
    }
}

static void test_dissolve(void)
{
    struct set_of_three three = open_three();
    for (int i = 1; i < 97; i++) {
        double done = i / 97.0;
        join(&three, join_dissolve, 0, 0, done);
        REQUIRE_INT(three.to.y[pixels / 2], lround(40 * (1 - done) + 200 * done));
        REQUIRE_INT(three.to.cb[pixels / 8], lround(90 * (1 - done) + 180 * done));
        REQUIRE_INT(three.to.cr[pixels / 4 - 1], lround(200 * (1 - done) + 60 * done));
    }
    /* Into its own first picture. */
    struct staged_shot shot = {.join = join_dissolve};
    join_pictures(&shot, 0.25, &three.a, &three.b, &three.a);
    REQUIRE_INT(three.a.y[7], 80);
    close_three(&three);
}

/* At `done` the new picture has exactly the columns left of round(done · width), or the rows below; chroma
 * whose four pixels are of both is their mean. */
static void test_hard_wipe(void)
{
    struct set_of_three three = open_three();
    for (int i = 1; i < 60; i++) {
        double done = i / 60.0;
        int edge = (int)floor(done * width + 0.5);
        join(&three, join_wipe, 0, 0, done);
        for (int x = 0; x < width; x++)
            REQUIRE_INT(three.to.y[5 * width + x], x < edge ? 200 : 40);
        for (int x = 0; x < width / 2; x++)
            REQUIRE_INT(three.to.cb[x], 2 * x + 1 < edge ? 180 : 2 * x < edge ? 135 : 90);
        join(&three, join_wipe, 90, 0, done);
        edge = height - (int)floor(done * height + 0.5);
        for (int y = 0; y < height; y++)
            REQUIRE_INT(three.to.y[y * width + 9], y >= edge ? 200 : 40);
    }
    close_three(&three);
}

/* Pixels of the new picture, an edge counted as much as it is covered. */
static double area_of(const struct set_of_three *three)
{
    double sum = 0;
    for (int i = 0; i < pixels; i++)
        sum += (three->to.y[i] - 40) / 160.0;
    return sum;
}

/* A slanted edge cuts off a triangle: at way 45 and done d, while it is short of both other corners, its area
 * is the square of how far the edge has gone. */
static void test_slanted_wipe(void)
{
    struct set_of_three three = open_three();
    for (int i = 1; i < 5; i++) {
        double gone = i / 20.0 * (width + height) / sqrt(2);
        join(&three, join_wipe, 45, 0, i / 20.0);
        REQUIRE_NEAR(area_of(&three), gone * gone, 0.01 * gone * gone + 4);
        REQUIRE_INT(three.to.y[(height - 1) * width], 200);
        REQUIRE_INT(three.to.y[width - 1], 40);
    }
    close_three(&three);
}

static void test_soft_edge(void)
{
    static const enum join kinds[] = {join_wipe, join_clock, join_iris};
    struct set_of_three three = open_three();
    uint8_t before[pixels];
    for (int k = 0; k < 3; k++) {
        memset(before, 40, pixels);
        for (int i = 1; i < 40; i++) {
            join(&three, kinds[k], 0, 0.2, i / 40.0);
            for (int j = 0; j < pixels; j++)
                REQUIRE(three.to.y[j] >= before[j]);
            memcpy(before, three.to.y, pixels);
        }
    }
    /* 64 columns soft, in the middle: from left to right it never rises, and half-way it is half. */
    join(&three, join_wipe, 0, 0.2, 0.5);
    for (int x = 1; x < width; x++)
        REQUIRE(three.to.y[x] <= three.to.y[x - 1]);
    REQUIRE_INT(three.to.y[width / 2 - 34], 200);
    REQUIRE_INT(three.to.y[width / 2 + 34], 40);
    REQUIRE_NEAR(three.to.y[width / 2], 120, 2);
    REQUIRE_NEAR(three.to.y[width / 2 - 16], 160, 2);
    close_three(&three);
}

/* A circle whose radius grows to the corner's distance; a hand that turns clockwise from 12. */
static void test_iris_and_clock(void)
{
    struct set_of_three three = open_three();
    double corner = sqrt(width * width + height * height) / 2;
    for (int i = 1; i < 8; i++) {
        double radius = i / 20.0 * corner;
        join(&three, join_iris, 0, 0, i / 20.0);
        REQUIRE(radius < height / 2.0);
        REQUIRE_NEAR(area_of(&three), M_PI * radius * radius, 0.005 * M_PI * radius * radius + 2);
    }
    for (int i = 1; i < 36; i++) {
        join(&three, join_clock, 0, 0, i / 36.0);
        for (int degrees = 5; degrees < 360; degrees += 10) {
            int x = (int)(width / 2.0 + 60 * sin(degrees * M_PI / 180)),
                y = (int)(height / 2.0 - 60 * cos(degrees * M_PI / 180));
            REQUIRE_INT(three.to.y[y * width + x], degrees < i * 10 ? 200 : 40);
        }
    }
    close_three(&three);
}

static void patterned(struct picture_planes *planes, int seed)
{
    for (int i = 0; i < pixels; i++)
        planes->y[i] = (uint8_t)(16 + scramble((uint64_t)(seed + i)) % 200);
    for (int i = 0; i < pixels / 4; i++)
        planes->cb[i] = planes->cr[i] = (uint8_t)(16 + scramble((uint64_t)(seed - i - 1)) % 200);
}

/* Both pictures have gone by the same number of columns; of a slide only the new one. */
static void test_push_and_slide(void)
{
    struct set_of_three three = open_three();
    patterned(&three.a, 1000);
    patterned(&three.b, 90000);
    for (int i = 1; i < 24; i++) {
        int gone = (int)floor(i / 24.0 * width + 0.5);
        for (int slides = 0; slides < 2; slides++) {
            join(&three, slides ? join_slide : join_push, 0, 0, i / 24.0);
            for (int x = 0; x < width; x++) {
                int wanted = x < gone ? three.b.y[width + x - gone + width]
                                      : three.a.y[width + x - (slides ? 0 : gone)];
                REQUIRE_INT(three.to.y[width + x], wanted);
            }
        }
        if (gone % 2 == 0) {
            join(&three, join_push, 0, 0, i / 24.0);
            for (int x = gone / 2; x < width / 2; x++)
                REQUIRE_INT(three.to.cb[x], three.a.cb[x - gone / 2]);
        }
    }
    /* Up by a quarter of the rows, and into its own first picture. */
    join(&three, join_push, 90, 0, 0.25);
    int gone = (int)floor(0.25 * height + 0.5);
    struct staged_shot shot = {.join = join_push, .join_way = 90};
    uint8_t third_row[width];
    memcpy(third_row, three.a.y + (size_t)(gone + 2) * width, width);
    REQUIRE(!memcmp(three.to.y + (size_t)2 * width, third_row, width));
    REQUIRE(!memcmp(three.to.y + (size_t)(height - gone) * width, three.b.y, width));
    join_pictures(&shot, 0.25, &three.a, &three.b, &three.a);
    REQUIRE(!memcmp(three.to.y, three.a.y, pixels));
    REQUIRE(!memcmp(three.to.cr, three.a.cr, pixels / 4));
    close_three(&three);
}

static void test_fade(void)
{
    struct set_of_three three = open_three();
    fade_picture(&three.a, colour(1, 1, 1), 0);
    REQUIRE_INT(three.a.y[0], 40);
    fade_picture(&three.a, colour(1, 1, 1), 0.4);
    REQUIRE_INT(three.a.y[0], 40 * 0.6 + 235 * 0.4);
    REQUIRE_INT(three.a.cb[0], lround(90 * 0.6 + 128 * 0.4));
    fade_picture(&three.a, colour(0, 0, 0), 1);
    REQUIRE_INT(three.a.y[0], 16);
    REQUIRE_INT(three.a.cr[pixels / 4 - 1], 128);
    close_three(&three);
}

/* Where ink is: its bounds, and how much in whole pixels. */
struct ink {
    int left, right, top, bottom;
    double amount;
};

static struct ink ink_of(const struct picture_planes *planes)
{
    struct ink ink = {width, -1, height, -1, 0};
    for (int i = 0; i < pixels; i++) {
        if (planes->y[i] == 16)
            continue;
        ink.amount += (planes->y[i] - 16) / 219.0;
        ink.left = i % width < ink.left ? i % width : ink.left;
        ink.right = i % width > ink.right ? i % width : ink.right;
        ink.top = i / width < ink.top ? i / width : ink.top;
        ink.bottom = i / width;
    }
    return ink;
}

static struct ink card_ink(struct lettering *lettering, enum card card, const char *words, int frame)
{
    struct staged_shot shot = {.card = card, .frames = 100, .ink = {1, 1, 1}};
    struct picture_planes planes;
    planes_open(&planes, width, height);
    snprintf(shot.words, sizeof shot.words, "%s", words);
    lettering_card(lettering, &shot, frame, &planes);
    struct ink ink = ink_of(&planes);
    planes_close(&planes);
    return ink;
}

static void test_cards(struct lettering *lettering)
{
    static const char *const titles[] = {"THE LAMP", "HAIH", "A SEED\nB SEED", "WINTER", "OXO", "TAVERN"};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        struct ink ink = card_ink(lettering, card_title, titles[i], 0);
        REQUIRE(ink.amount > 50);
        /* In the middle but for what letters have of air around them. */
        REQUIRE_NEAR((ink.left + ink.right + 1) / 2.0, width / 2.0, 2.5);
        REQUIRE_NEAR((ink.top + ink.bottom + 1) / 2.0, height / 2.0, 2.5);
    }
    /* However much it is, it keeps a margin of a tenth. */
    struct ink ink =
        card_ink(lettering, card_title, "A TITLE AS LONG AS NO TITLE SHOULD EVER BE ALLOWED TO BE", 0);
    REQUIRE(ink.left > width / 10 && ink.right < width - width / 10);
    struct ink small = card_ink(lettering, card_title, "VAVAVA", 0),
               spaced = card_ink(lettering, card_title, "V A V A V A", 0);
    REQUIRE(small.right - small.left < spaced.right - spaced.left);
}

/* Rolls evenly: all lines pass, from under the foot until above the head. */
static void test_credits(struct lettering *lettering)
{
    const char *words = "Ben ... John Bytes\nWritten by a seed\nAnna\tMary Seed";
    /* Three lines of 0.062 · 1.65 of the height pass as well as the picture itself. */
    double a_frame = height * (1 + 3 * 0.062 * 1.65) / 100;
    struct ink first = card_ink(lettering, card_credits, words, 0),
               last = card_ink(lettering, card_credits, words, 99);
    REQUIRE(first.bottom < 0 || first.top > height - 6);
    REQUIRE(last.bottom < 6);
    struct ink early = card_ink(lettering, card_credits, words, 35),
               late = card_ink(lettering, card_credits, words, 65);
    REQUIRE_NEAR(early.amount, late.amount, 0.02 * early.amount);
    REQUIRE_NEAR(early.top - late.top, 30 * a_frame, 1.01);
    REQUIRE_NEAR(early.bottom - late.bottom, 30 * a_frame, 1.01);
    REQUIRE_INT(early.left, late.left);
}

static void test_captions(struct lettering *lettering)
{
    struct caption caption = {"HAIH", 10, 50, 4, 0.5, 0.5, 0.2};
    struct picture_planes planes;
    double levels[60];
    planes_open(&planes, width, height);
    for (int frame = 0; frame < 60; frame++) {
        all_of(&planes, 16, 128, 128);
        lettering_caption(lettering, &caption, frame, &planes);
        struct ink ink = ink_of(&planes);
        levels[frame] = ink.amount;
        if (frame < 10 || frame > 50)
            REQUIRE(ink.bottom < 0);
        if (frame == 30) {
            /* A capital is as high as was asked, a fifth of the picture, which may begin and end within a
             * row. */
            REQUIRE_NEAR(ink.bottom - ink.top + 1, 0.2 * height, 1.9);
            REQUIRE_NEAR((ink.top + ink.bottom + 1) / 2.0, height / 2.0, 1);
            REQUIRE_NEAR((ink.left + ink.right + 1) / 2.0, width / 2.0, 2);
        }
    }
    for (int i = 0; i < 4; i++) {
        REQUIRE_NEAR(levels[10 + i], levels[30] * (i + 1) / 5, 0.02 * levels[30]);
        REQUIRE_NEAR(levels[50 - i], levels[30] * (i + 1) / 5, 0.02 * levels[30]);
    }
    REQUIRE(levels[14] == levels[46] && levels[14] == levels[30]);
    /* White with a dark outline: both are there on grey, in the lowest third alone. */
    all_of(&planes, 126, 128, 128);
    lettering_subtitle(lettering, "Did you leave the lamp on, or was it never there at all?", &planes);
    int bright = 0, dark = 0;
    for (int i = 0; i < pixels; i++) {
        bright += planes.y[i] > 170;
        dark += planes.y[i] < 90;
        REQUIRE(planes.y[i] == 126 || i / width > height * 2 / 3);
    }
    REQUIRE(bright > 100 && dark > 100);
    planes_close(&planes);
}

int main(void)
{
    test_signal();
    test_dissolve();
    test_hard_wipe();
    test_slanted_wipe();
    test_soft_edge();
    test_iris_and_clock();
    test_push_and_slide();
    test_fade();
    struct lettering *lettering = lettering_open();
    if (!lettering)
        SKIP("the DejaVu fonts are not there");
    test_cards(lettering);
    test_credits(lettering);
    test_captions(lettering);
    lettering_close(lettering);
    return 0;
}
