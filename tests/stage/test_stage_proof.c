/* SPDX-License-Identifier: Apache-2.0 */
/* What the truth says is seen in the picture: transitions, camera, people, light and seams, each held against
 * pixels or against geometry worked out here. */
#include "film/scoring.h"
#include "footage.h"
#include "render/viewpoint.h"
#include "test.h"

enum { width = 320, height = 134 };

#define HEAD                                                                                                 \
    "film \"Proof\" seed 5\n"                                                                                \
    "picture 320 134 rate 24\n"                                                                              \
    "look grain 0 vignette 0 halo 0\n"

/* Sets without people and without grain stand still, so every frame in which anything changes is told: no
 * other frame differs from the one before by a single step. */
static void test_changes_are_told(void)
{
    struct footage f;
    footage_shoot(HEAD "scene a set apartment\nscene b set village\nscene c set corridor\n"
                       "shot one of a frames 12 from 0.1 1.45 -3.6 to -0.35 1.05 2 lens 21\n"
                       "shot two of b frames 14 from 1.3 1.7 -7.5 to -0.4 2.5 20 lens 26\n"
                       "shot three of a frames 14 from 0.95 1.62 -0.75 to -0.38 1.5 0.9 lens 46\n"
                       "dissolve 5\n"
                       "shot four of b frames 24 from -1 1.7 -7 to 0.4 2 20 lens 30\n"
                       "wipe 6\n"
                       "shot five of a frames 20 from 0.1 1.45 -3.6 to -0.35 1.05 2 lens 21\n"
                       "fade out 6\nblack 4\n"
                       "shot six of b frames 20 from 1.3 1.7 -7.5 to -0.4 2.5 20 lens 26\nfade in 5\n"
                       "push 6\n"
                       "shot seven of a frames 18 from 0.95 1.62 -0.75 to -0.38 1.5 0.9 lens 46\n"
                       "dip white 8\n"
                       "shot eight of b frames 20 from -1 1.7 -7 to 0.4 2 20 lens 30\n",
                  &f);
    char changes[512] = {0};
    REQUIRE(f.running.frames < 512);
    for (int i = 0; i < f.transition_count; i++) {
        for (int n = f.transitions[i].first; n <= f.transitions[i].last; n++)
            changes[n] = 1;
    }
    for (int n = 1; n < f.running.frames; n++) {
        double apart = luma_apart(&f.pictures[n - 1], &f.pictures[n]);
        if (!changes[n] && !changes[n - 1])
            REQUIRE_NEAR(apart, 0, 0);
    }
    for (int i = 0; i < f.transition_count; i++) {
        const struct true_transition *t = &f.transitions[i];
        if (t->first > 0)
            REQUIRE(luma_apart(&f.pictures[t->first - 1], &f.pictures[t->first]) >
                    (t->last > t->first ? 0.3 : 8));
    }
    footage_release(&f);
}

/* The share of b in a picture mixed of a and b, by least squares. */
static double share_of(const struct picture_planes *a, const struct picture_planes *b,
                       const struct picture_planes *mix)
{
    double up = 0, down = 0;
    for (int i = 0; i < width * height; i++) {
        double way = b->y[i] - a->y[i];
        up += way * (mix->y[i] - a->y[i]);
        down += way * way;
    }
    return up / down;
}

static void test_dissolve_and_fade(void)
{
    struct footage f;
    footage_shoot(HEAD "scene a set apartment\nscene b set village\n"
                       "shot one of a frames 16 from 0.1 1.45 -3.6 to -0.35 1.05 2 lens 21\n"
                       "dissolve 9\n"
                       "shot two of b frames 30 from 1.3 1.7 -7.5 to -0.4 2.5 20 lens 26\nfade out 10\n",
                  &f);
    for (int i = 0; i < 9; i++)
        REQUIRE_NEAR(share_of(&f.pictures[6], &f.pictures[16], &f.pictures[7 + i]), (i + 1) / 10.0, 0.004);
    REQUIRE_INT(f.transitions[0].first, 7);
    REQUIRE_INT(f.transitions[0].last, 15);
    double clear = mean_luma(&f.pictures[20]);
    for (int i = 0; i < 10; i++)
        REQUIRE_NEAR(mean_luma(&f.pictures[27 + i]), clear + (16 - clear) * (i + 1) / 10, 0.6);
    REQUIRE_INT(f.transitions[1].first, 27);
    REQUIRE_INT(f.transitions[1].last, 36);
    REQUIRE_NEAR(mean_luma(&f.pictures[36]), 16, 0);
    footage_release(&f);
}

/* Pixels that a pan of `degrees` moves the picture's middle, and those of a step of `metres` past a wall. */
static double pixels_of_pan(double degrees, double focal)
{
    return tan(degrees * M_PI / 180) * focal / 21.95 * width;
}

static void require_shift(const struct footage *f, int frame, double right, double down, double within)
{
    double x, y;
    shift_between(&f->pictures[frame], &f->pictures[frame + 1], 9, &x, &y);
    REQUIRE_NEAR(x, right, within);
    REQUIRE_NEAR(y, down, within);
}

/* The camera looks at the picture on the apartment's north wall (z 2.5, its frame some centimetres thick)
 * from z 0.4: what a move does to its middle is plain geometry. */
static const double wall_away = 2.06;

static void test_camera_moves(void)
{
    static const struct {
        const char *move;
        enum move kind;
        double speed, right, down;
    } moves[] = {{"pan 6 over 0 12", move_pan, 0.5, -1, 0},
                 {"tilt 6 over 0 12", move_tilt, 0.5, 0, 1},
                 {"track 0.144 over 0 12", move_track, 0.012, -1, 0},
                 {"crane 0.144 over 0 12", move_crane, 0.012, 0, 1}};
    for (int i = 0; i < 4; i++) {
        char script[1024];
        struct footage f;
        snprintf(script, sizeof script,
                 HEAD "scene a set apartment\nshot one of a frames 12 from -1.85 1.7 0.4 to -1.85 1.7 2.5 "
                      "lens 35\n%s\n",
                 moves[i].move);
        footage_shoot(script, &f);
        int turns = moves[i].kind == move_pan || moves[i].kind == move_tilt;
        double pixels = turns ? pixels_of_pan(0.5, 35) : 0.012 / wall_away * 35 / 21.95 * width;
        for (int n = 3; n < 8; n++) {
            REQUIRE_NEAR(f.frames[n].a.camera.speed[moves[i].kind], moves[i].speed, 1e-9);
            require_shift(&f, n, pixels * moves[i].right, pixels * moves[i].down, 0.25);
        }
        footage_release(&f);
    }
}

/* By how much picture b is picture a enlarged about its middle, from candidates in steps of a thousandth. */
static double enlargement(const struct picture_planes *a, const struct picture_planes *b)
{
    double best = 1e300, found = 0;
    for (int k = 1000; k <= 1200; k++) {
        double scale = k / 1000.0, sum = 0;
        for (int y = 8; y < height - 8; y++) {
            for (int x = 20; x < width - 20; x++) {
                double from_x = (x + 0.5 - width / 2.0) / scale + width / 2.0 - 0.5;
                double from_y = (y + 0.5 - height / 2.0) / scale + height / 2.0 - 0.5;
                int left = (int)from_x, top = (int)from_y;
                double dx = from_x - left, dy = from_y - top;
                const uint8_t *p = a->y + top * width + left;
                double value =
                    (p[0] * (1 - dx) + p[1] * dx) * (1 - dy) + (p[width] * (1 - dx) + p[width + 1] * dx) * dy;
                sum += fabs(value - b->y[y * width + x]);
            }
        }
        if (sum < best) {
            best = sum;
            found = scale;
        }
    }
    return found;
}

static void test_zoom_and_dolly(void)
{
    struct footage f;
    footage_shoot(
        HEAD "scene a set apartment\nshot one of a frames 12 from -1.85 1.7 0.4 to -1.85 1.7 2.5 lens 35\n"
             "zoom 0.48 over 0 12\n",
        &f);
    for (int n = 2; n < 8; n += 2)
        REQUIRE_NEAR(enlargement(&f.pictures[n], &f.pictures[n + 3]), exp2(0.12), 0.005);
    footage_release(&f);
    footage_shoot(
        HEAD "scene a set apartment\nshot one of a frames 12 from -1.85 1.7 0.4 to -1.85 1.7 2.5 lens 35\n"
             "dolly 0.36 over 0 12\n",
        &f);
    for (int n = 2; n < 8; n += 2)
        REQUIRE_NEAR(enlargement(&f.pictures[n], &f.pictures[n + 3]),
                     (wall_away - 0.03 * n) / (wall_away - 0.03 * (n + 3)), 0.005);
    footage_release(&f);
}

#define PERSON "person ben height 1.8 skin 2 top #a02020 bottom #202028\n"
#define OPEN_GROUND "scene a set lake\n"
#define VIEW "from 0 1.5 -4 to 0 0.95 1 lens 24\n"

/* A film with somebody and the same film without differ where that person is. */
static void test_somebody_is_there(void)
{
    struct footage with, without;
    footage_shoot(HEAD PERSON OPEN_GROUND "ben at -0.4 0.5 heading 90\nat 0 ben walk 1.2 0.5 for 40\n"
                                          "shot one of a frames 36 " VIEW,
                  &with);
    footage_shoot(HEAD PERSON OPEN_GROUND "shot one of a frames 36 " VIEW, &without);
    for (int n = 8; n < 28; n += 4) {
        const struct frame_truth *truth = &with.frames[n].a;
        const struct person_truth *ben = &truth->people[0];
        struct difference d = differing(&with.pictures[n], &without.pictures[n], 12);
        REQUIRE(ben->present && !without.frames[n].a.people[0].present);
        /* Soft edges and pale hands differ little from the ground. */
        REQUIRE(d.left >= ben->left - 3 && d.right <= ben->right + 3);
        REQUIRE(d.right - d.left >= 0.75 * (ben->right - ben->left));
        REQUIRE_NEAR(d.top, ben->top, 2);
        REQUIRE_NEAR(d.pixels, ben->pixels, 0.25 * ben->pixels);
        REQUIRE_NEAR(ben->visible, 1, 0.05);
        REQUIRE_NEAR(ben->facing, 90, 25); /* walks to the picture's right */
        REQUIRE_NEAR((ben->bottom - ben->top) / height, truth->shot_scale, 0.07 * truth->shot_scale);
        REQUIRE(ben->bearing.walking && !ben->bearing.talking);
    }
    double moved = 0;
    for (int n = 6; n < 30; n++)
        moved += with.frames[n].a.people[0].moving_x;
    /* Limbs swing to and fro; over a whole step that is nothing. */
    REQUIRE_NEAR(differing(&with.pictures[30], &without.pictures[30], 12).x -
                     differing(&with.pictures[6], &without.pictures[6], 12).x,
                 moved, 0.05 * moved);
    footage_release(&with);
    footage_release(&without);
}

/* Behind the lobby's pillar at (4.6, -5) nobody is seen; beside it nearly all of them. */
static void test_somebody_is_hidden(void)
{
    for (int beside = 0; beside < 2; beside++) {
        struct footage with, without;
        char script[1024];
        snprintf(script, sizeof script,
                 HEAD PERSON "scene a set lobby\nben at %s heading 180\n"
                             "shot one of a frames 2 from 4.6 1.5 -8.2 to 4.6 1.2 -4 lens 27\n",
                 beside ? "3.4 -3.6" : "4.6 -4.2");
        footage_shoot(script, &with);
        footage_shoot(HEAD PERSON "scene a set lobby\n"
                                  "shot one of a frames 2 from 4.6 1.5 -8.2 to 4.6 1.2 -4 lens 27\n",
                      &without);
        const struct person_truth *ben = &with.frames[1].a.people[0];
        struct difference d = differing(&with.pictures[1], &without.pictures[1], 12);
        REQUIRE(beside ? ben->visible > 0.8 : ben->visible < 0.1);
        REQUIRE_NEAR(d.pixels, ben->pixels, 0.3 * ben->pixels + 60);
        footage_release(&with);
        footage_release(&without);
    }
}

static void test_line_of_action(void)
{
    struct footage f;
    footage_shoot(HEAD PERSON "person anna height 1.7\n" OPEN_GROUND "line anna ben side right\n"
                              "anna at -0.8 1 heading 90\nben at 0.8 1 heading -90\n"
                              "shot one of a frames 3 from 0.2 1.5 -3 to 0 1.3 1 lens 27\n"
                              "shot two of a frames 3 from -0.3 1.5 -2.5 to 0.2 1.3 1 lens 30\n"
                              "shot three of a frames 3 from 0.2 1.5 5 to 0 1.3 1 lens 27\n",
                  &f);
    /* Who looks from Anna to Ben looks east and has the south on the right. */
    REQUIRE_INT(f.frames[1].a.side, 1);
    REQUIRE_INT(f.frames[7].a.side, -1);
    REQUIRE_INT(f.transitions[0].crosses, 0);
    REQUIRE_INT(f.transitions[1].crosses, 1);
    /* Anna is on the left from the south and on the right from the north, and so are the pixels of her. */
    REQUIRE(f.frames[1].a.people[1].face_x < width / 2.0 && f.frames[7].a.people[1].face_x > width / 2.0);
    footage_release(&f);
}

static void test_flashes(void)
{
    struct footage f;
    footage_shoot(HEAD
                  "scene a set apartment\nat 6 flash at 0 1.5 0\nat 20 strobe at 0 2.2 0 period 4 for 16\n"
                  "shot one of a frames 44 from 0.1 1.45 -3.6 to -0.35 1.05 2 lens 21\n",
                  &f);
    double still = mean_luma(&f.pictures[2]);
    int lit = 0, dark = 0;
    for (int n = 0; n < 44; n++) {
        const struct frame_truth *truth = &f.frames[n].a;
        if (truth->effect_light > 0.5) {
            REQUIRE(mean_luma(&f.pictures[n]) > still + 2);
            REQUIRE((n >= 6 && n <= 8) || (n >= 20 && n < 36));
            lit++;
        } else if (truth->effect_light == 0 && (n < 6 || n > 36)) {
            REQUIRE_NEAR(mean_luma(&f.pictures[n]), still, 0.05);
        }
        dark += n >= 20 && n < 36 && truth->effect_light < 0.5;
    }
    REQUIRE(lit >= 9 && dark == 8);
    footage_release(&f);
}

/* The deviation, in time, of pixels in an ellipse (inside 1) or well outside it (inside 0): that of grain,
 * where nothing moves. */
static double grain_of(const struct footage *f, int from, int until, const struct person_truth *face,
                       int inside)
{
    double sum = 0;
    int count = 0;
    for (int n = from; n < until; n++) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double dx = (x - face->face_x) / face->face_half, dy = (y - face->face_y) / face->face_half;
                double far = sqrt(dx * dx + dy * dy);
                double luma = f->pictures[n].y[y * width + x];
                if ((inside ? far > 0.5 : far < 1.2 || far > 2.5) || luma < 40 || luma > 200)
                    continue;
                double way = luma - f->pictures[n + 1].y[y * width + x];
                sum += way * way / 2;
                count++;
            }
        }
    }
    REQUIRE(count > 100);
    return sqrt(sum / count);
}

static void test_seam(void)
{
    struct footage f;
    footage_shoot(
        "film \"Proof\" seed 5\npicture 320 134 rate 24\nlook grain 1\n" PERSON
        "scene a set apartment\nben at 0 0 heading 180\n"
        "shot one of a frames 16 from 0 1.6 -1.3 to 0 1.6 0 lens 60\nseam face ben from 8 to 15 grain 8\n",
        &f);
    const struct person_truth *face = &f.frames[10].a.people[0];
    double before = grain_of(&f, 1, 6, face, 1), during = grain_of(&f, 9, 14, face, 1);
    REQUIRE(during > 1.8 * before);
    REQUIRE_NEAR(grain_of(&f, 9, 14, face, 0), grain_of(&f, 1, 6, face, 0), 0.5);
    footage_release(&f);
}

/* A mouth is open only while its owner speaks. */
static void test_talking(void)
{
    struct footage f;
    footage_shoot(HEAD "person ben height 1.8 voice en-gb\n" OPEN_GROUND
                       "ben at 0 0 heading 180\nat 10 ben say \"This is the whole of it.\"\n"
                       "shot one of a frames 70 from 0 1.6 -1.3 to 0 1.6 0 lens 60\n",
                  &f);
    int64_t samples = f.speeches.of[0][0].samples;
    if (samples <= 0) {
        footage_release(&f);
        SKIP("espeak-ng has no voice en-gb");
    }
    int last = 10 + (int)(samples / 2000), open = 0;
    for (int n = 0; n < 70; n++) {
        const struct bearing *bearing = &f.frames[n].a.people[0].bearing;
        open += bearing->pose.mouth > 0.2;
        if (n < 10 || n > last + 1)
            REQUIRE(bearing->pose.mouth <= 0 && !bearing->talking);
    }
    REQUIRE(open > (last - 10) / 4);
    footage_release(&f);
}

/* The first sample of a WAV that is not silent, counted from its beginning; -1: all are. */
static int64_t first_sound(FILE *wav)
{
    int16_t frame[2];
    int64_t n = 0;
    char name[4];
    uint32_t size = 0;
    REQUIRE(fseek(wav, 12, SEEK_SET) == 0);
    while (fread(name, 4, 1, wav) == 1 && fread(&size, 4, 1, wav) == 1 && memcmp(name, "data", 4) != 0)
        REQUIRE(fseek(wav, (long)size, SEEK_CUR) == 0);
    for (; fread(frame, sizeof frame, 1, wav) == 1; n++) {
        if (frame[0] || frame[1])
            return n;
    }
    return -1;
}

static double apart(struct vec a, struct vec b)
{
    return length_of(minus(a, b));
}

/* The least distance from either fist to the other's face at a frame. */
static double fist_away(const struct footage *f, int frame)
{
    const struct frame_truth *truth = &f->frames[frame].a;
    double left = apart(truth->people[0].body.hands[0], truth->people[1].body.eyes);
    double right = apart(truth->people[0].body.hands[1], truth->people[1].body.eyes);
    return left < right ? left : right;
}

/* A blow is heard at the sample of the frame in which the fist is there, and nothing before it. */
static void test_blow(void)
{
    struct footage f;
    struct scoring scoring;
    footage_shoot(HEAD PERSON
                  "person anna height 1.7\n" OPEN_GROUND "ben at 0 0 heading 90\nanna at 0.9 0 heading -90\n"
                  "at 20 ben punch anna\nshot one of a frames 60 from 0.4 1.5 -4 to 0.4 1 0 lens 24\n",
                  &f);
    scoring_make(&f.film, &f.running, &f.speeches, &scoring);
    int64_t at = -1;
    for (int i = 0; i < scoring.track.noise_count; i++) {
        if (scoring.noises[i].kind == noise_punch)
            at = scoring.noises[i].at;
        else
            scoring.noises[i].gain = 0;
    }
    REQUIRE(at > 0);
    double frame = (double)at / 2000;
    int nearest = 0;
    for (int n = 0; n < 60; n++)
        nearest = fist_away(&f, n) < fist_away(&f, nearest) ? n : nearest;
    REQUIRE_NEAR(frame, nearest, 1.01);
    REQUIRE(fist_away(&f, nearest) < 0.35);
    FILE *mix = tmpfile(), *effects = tmpfile(), *stems[stem_count] = {[stem_effects] = effects};
    REQUIRE(mix && effects);
    REQUIRE_INT(soundtrack_write(&scoring.track, mix, stems), 0);
    REQUIRE_INT(first_sound(effects), at);
    fclose(mix);
    fclose(effects);
    scoring_release(&scoring);
    footage_release(&f);
}

int main(void)
{
    test_changes_are_told();
    test_dissolve_and_fade();
    test_camera_moves();
    test_zoom_and_dolly();
    test_somebody_is_there();
    test_somebody_is_hidden();
    test_line_of_action();
    test_flashes();
    test_seam();
    test_blow();
    test_talking();
    return 0;
}
