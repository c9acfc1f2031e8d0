/* SPDX-License-Identifier: Apache-2.0 */
/* Planted transitions between made-up moving pictures, through the signal meter and find_shots. */
#include "base/array.h"
#include "form/shot_models.h"
#include "form/shots.h"
#include "meter/meter.h"
#include "test.h"
#include <math.h>

extern const struct meter signal_meter;

enum { WIDTH = 96, HEIGHT = 54, LUMA = WIDTH * HEIGHT, CHROMA = LUMA / 4, SIZE = LUMA + 2 * CHROMA };

struct film {
    struct {
        struct signal_frame *items;
        size_t count, capacity;
    } frames;
    struct {
        struct signal_candidate *items;
        size_t count, capacity;
    } candidates;
    struct meter_run run;
    struct pst_film info;
    struct pst_error error;
    int64_t n;
    int bar; /* lines of black above and below */
    struct shot_structure found;
};

static enum pst_status take(struct meter_run *run, unsigned measure, int64_t n, const void *data, size_t size)
{
    struct film *film = run->sink_data;
    struct signal_frame frame;
    struct signal_candidate candidate;
    if (measure == 0) {
        REQUIRE_INT(n, film->frames.count);
        REQUIRE(signal_frame_unpack(data, size, &frame) && array_push(&film->frames, frame));
    } else {
        REQUIRE_INT(n, film->candidates.count);
        REQUIRE(signal_candidate_unpack(data, size, &candidate) && array_push(&film->candidates, candidate));
    }
    return PST_OK;
}

static const struct meter_sink sink = {.vector = take};

static void film_open(struct film *film)
{
    *film = (struct film){.info = {.width = WIDTH, .height = HEIGHT}};
    film->run = (struct meter_run){
        .meter = &signal_meter, .film = &film->info, .sink = &sink, .sink_data = film, .error = &film->error};
    REQUIRE_INT(signal_meter.open(&film->run), PST_OK);
}

static void film_letterbox(struct film *film, int bar)
{
    film->bar = bar;
    film->info.height = HEIGHT + 2 * bar;
}

static void film_add(struct film *film, const double *picture)
{
    static uint16_t samples[SIZE];
    for (int i = 0; i < SIZE; i++)
        samples[i] = (uint16_t)fmin(fmax(picture[i] * 256, 0), 65535);
    struct picture p = {.n = film->n++, .active = {0, film->bar, WIDTH, HEIGHT}};
    p.small.y = (struct plane){samples, WIDTH, WIDTH, HEIGHT};
    p.small.cb = (struct plane){samples + LUMA, WIDTH / 2, WIDTH / 2, HEIGHT / 2};
    p.small.cr = (struct plane){samples + LUMA + CHROMA, WIDTH / 2, WIDTH / 2, HEIGHT / 2};
    REQUIRE_INT(signal_meter.picture(&film->run, &p), PST_OK);
}

static const struct shot_structure *film_end(struct film *film)
{
    REQUIRE_INT(signal_meter.finish(&film->run), PST_OK);
    signal_meter.close(&film->run);
    struct signal_series series = {film->frames.items, (int64_t)film->frames.count, film->candidates.items,
                                   film->candidates.count};
    REQUIRE_INT(film->frames.count, film->n);
    REQUIRE_INT(find_shots(&series, 0.5, &film->found, &film->error), PST_OK);
    return &film->found;
}

static void film_close(struct film *film)
{
    shot_structure_release(&film->found);
    free(film->frames.items);
    free(film->candidates.items);
}

/* A scene: waves and a few boxes, drifting slowly. The same seed is the same scene. */
static double chance(unsigned *state)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) / 16777216.0;
}

static void scene(unsigned seed, double time, double *picture)
{
    enum { WAVES = 7, BOXES = 6 };
    double waves[WAVES][4], boxes[BOXES][5];
    unsigned state = seed * 7919 + 17;
    for (int i = 0; i < 5; i++)
        chance(&state);
    double level = 60 + 90 * chance(&state), cb = 110 + 36 * chance(&state), cr = 110 + 36 * chance(&state);
    double drift = chance(&state) - 0.5;
    for (int i = 0; i < WAVES; i++)
        for (int k = 0; k < 4; k++)
            waves[i][k] = chance(&state);
    for (int i = 0; i < BOXES; i++)
        for (int k = 0; k < 5; k++)
            boxes[i][k] = chance(&state);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            double u = (x + drift * time) / 96.0, v = y / 96.0, value = level;
            for (int i = 0; i < WAVES; i++)
                value += 14 * sin(30 * (waves[i][0] - 0.5) * u + 30 * (waves[i][1] - 0.5) * v +
                                  6.28 * waves[i][2]);
            for (int i = 0; i < BOXES; i++)
                if (fabs(u - boxes[i][0]) < 0.05 + 0.12 * boxes[i][2] &&
                    fabs(v - 0.56 * boxes[i][1]) < 0.05 + 0.1 * boxes[i][3])
                    value += 110 * (boxes[i][4] - 0.5);
            picture[y * WIDTH + x] = value;
            if (!(x & 1) && !(y & 1)) {
                int c = LUMA + y / 2 * (WIDTH / 2) + x / 2;
                picture[c] = cb + 12 * sin(9 * u + seed);
                picture[c + CHROMA] = cr + 12 * sin(9 * v + seed);
            }
        }
}

static void add_scene(struct film *film, unsigned seed, int from, int count)
{
    static double picture[SIZE];
    for (int i = 0; i < count; i++) {
        scene(seed, from + i, picture);
        film_add(film, picture);
    }
}

/* `count` frames between scene a and scene b (or the colour, where b is 0). */
static void add_mix(struct film *film, unsigned a, int from, unsigned b, int count, double colour, bool back)
{
    static double p[SIZE], q[SIZE];
    for (int i = 0; i < count; i++) {
        double share = (i + 1.0) / (count + 1);
        if (back)
            share = 1 - share;
        scene(a, from + i, p);
        if (b)
            scene(b, i - count, q);
        for (int k = 0; k < SIZE; k++)
            p[k] += share * ((b ? q[k] : k < LUMA ? colour : 128) - p[k]);
        film_add(film, p);
    }
}

static void add_colour(struct film *film, double luma, int count)
{
    static double p[SIZE];
    for (int k = 0; k < SIZE; k++)
        p[k] = k < LUMA ? luma : 128;
    for (int i = 0; i < count; i++)
        film_add(film, p);
}

static void require_transition(const struct shot_structure *s, size_t i, enum pst_transition_kind kind,
                               int first, int last, int within)
{
    REQUIRE(i < s->transition_count);
    REQUIRE_TEXT(pst_transition_kind_name(s->transitions[i].kind), pst_transition_kind_name(kind));
    REQUIRE_NEAR(s->transitions[i].first, first, within);
    REQUIRE_NEAR(s->transitions[i].last, last, within);
    REQUIRE(s->transitions[i].confidence >= 0.5 && s->transitions[i].confidence <= 1);
}

static void test_cuts(int bar)
{
    static const int lengths[] = {40, 3, 60, 12, 2, 90, 25};
    struct film film;
    film_open(&film);
    film_letterbox(&film, bar);
    for (unsigned i = 0; i < 7; i++)
        add_scene(&film, i + 1, 0, lengths[i]);
    const struct shot_structure *s = film_end(&film);
    REQUIRE_INT(s->transition_count, 6);
    REQUIRE_INT(s->shot_count, 7);
    for (int i = 0, at = 0; i < 7; at += lengths[i++]) {
        REQUIRE_INT(s->shots[i].first, at);
        REQUIRE_INT(s->shots[i].last, at + lengths[i] - 1);
        REQUIRE_INT(s->shots[i].kind, PST_SHOT_PICTURE);
        if (i)
            require_transition(s, (size_t)i - 1, PST_CUT, at, at, 0);
    }
    film_close(&film);
}

static void test_dissolves(void)
{
    /* The last ones are scenes that drift by less than 5 samples while they last. */
    static const unsigned olds[] = {10, 11, 12, 13, 14, 22, 53}, news[] = {30, 31, 32, 33, 34, 57, 24};
    static const int lengths[] = {7, 12, 24, 40, 60, 84, 96};
    for (unsigned i = 0; i < 7; i++) {
        struct film film;
        film_open(&film);
        add_scene(&film, olds[i], 0, 80);
        add_mix(&film, olds[i], 80, news[i], lengths[i], 0, false);
        add_scene(&film, news[i], 0, 80);
        const struct shot_structure *s = film_end(&film);
        REQUIRE_INT(s->transition_count, 1);
        require_transition(s, 0, PST_DISSOLVE, 80, 79 + lengths[i], 2);
        REQUIRE_INT(s->shot_count, 2);
        int64_t middle = s->transitions[0].first + (s->transitions[0].last - s->transitions[0].first) / 2;
        REQUIRE_INT(s->shots[0].last, middle);
        REQUIRE_INT(s->shots[1].first, middle + 1);
        film_close(&film);
    }
}

static void test_fades_round_black(void)
{
    struct film film;
    film_open(&film);
    add_scene(&film, 3, 0, 60);
    add_mix(&film, 3, 60, 0, 20, 0, false);
    add_colour(&film, 0, 24);
    add_mix(&film, 4, 0, 0, 30, 0, true);
    add_scene(&film, 4, 30, 60);
    const struct shot_structure *s = film_end(&film);
    REQUIRE_INT(s->transition_count, 2);
    require_transition(s, 0, PST_FADE_OUT, 60, 79, 2);
    require_transition(s, 1, PST_FADE_IN, 104, 133, 2);
    REQUIRE_TEXT(s->transitions[0].detail, "colour=#000000");
    REQUIRE_INT(s->shot_count, 3);
    REQUIRE_INT(s->shots[1].kind, PST_SHOT_BLACK);
    film_close(&film);
}

/* A colour on which letters come up: its first frame has no more contrast than black. */
static void add_card(struct film *film, int count)
{
    static double p[SIZE];
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < SIZE; k++)
            p[k] = k < LUMA ? 62 : k < LUMA + CHROMA ? 140 : 146;
        for (int y = 26; y < 28; y++)
            for (int x = 20; x < 76; x++)
                if (x % 5 < 3)
                    p[y * WIDTH + x] += i == 0 ? 15 : 80;
        film_add(film, p);
    }
}

/* The card is as plain as the black before it, and no part of the fade. */
static void test_card_after_fade(void)
{
    struct film film;
    film_open(&film);
    add_scene(&film, 3, 0, 60);
    add_mix(&film, 3, 60, 0, 12, 0, false);
    add_colour(&film, 0, 1);
    add_card(&film, 60);
    const struct shot_structure *s = film_end(&film);
    REQUIRE_INT(s->transition_count, 2);
    require_transition(s, 0, PST_FADE_OUT, 60, 72, 1);
    require_transition(s, 1, PST_CUT, 73, 73, 0);
    REQUIRE_INT(s->shot_count, 2);
    film_close(&film);
}

/* Where pictures were blended, the frame in which the next one begins to show is dark enough to be the end of
 * the fade too: whoever is sure of a cut there has both. */
static void test_cut_in_last_frame_of_fade(void)
{
    enum { FRAMES = 130, CUT = 72 };
    static struct signal_frame frames[FRAMES];
    const struct signal_candidate cut = {.hypothesis = SIGNAL_SUDDEN, .first = CUT, .last = CUT};
    const struct signal_series series = {frames, FRAMES, &cut, 1};
    struct shot_models models = {0};
    struct shot_structure found;
    struct pst_error error;
    for (int n = 0; n < FRAMES; n++) {
        float share = n < 60 || n > CUT ? 1 : (float)(CUT - n) / 13;
        frames[n] = (struct signal_frame){.likeness = 1, .mean = 100 * share, .deviation = 40 * share + 0.5f};
    }
    frames[CUT + 1].step = 90;
    models.of[MODEL_CUT].bias = models.of[MODEL_FADE].bias = 3; /* no trees: always of this opinion */
    REQUIRE_INT(find_shots_by(&models, &series, 0.5, &found, &error), PST_OK);
    REQUIRE_INT(found.transition_count, 2);
    require_transition(&found, 0, PST_FADE_OUT, 60, CUT - 1, 0);
    require_transition(&found, 1, PST_CUT, CUT, CUT, 0);
    shot_structure_release(&found);
}

static void test_dip(double luma, const char *detail)
{
    struct film film;
    film_open(&film);
    add_scene(&film, 5, 0, 60);
    add_mix(&film, 5, 60, 0, 12, luma, false);
    add_colour(&film, luma, 4);
    add_mix(&film, 6, 0, 0, 12, luma, true);
    add_scene(&film, 6, 12, 60);
    const struct shot_structure *s = film_end(&film);
    REQUIRE_INT(s->transition_count, 1);
    require_transition(s, 0, PST_DIP, 60, 87, 2);
    REQUIRE_TEXT(s->transitions[0].detail, detail);
    REQUIRE_INT(s->shot_count, 2);
    film_close(&film);
}

static void add_wipe(struct film *film, unsigned a, int from, unsigned b, int count, int direction)
{
    static double p[SIZE], q[SIZE];
    for (int i = 0; i < count; i++) {
        double edge = (i + 1.0) / (count + 1);
        scene(a, from + i, p);
        scene(b, i - count, q);
        for (int y = 0; y < HEIGHT; y++)
            for (int x = 0; x < WIDTH; x++) {
                double place = direction == 0   ? (x + 0.5) / WIDTH
                               : direction == 1 ? 1 - (x + 0.5) / WIDTH
                                                : (y + 0.5) / HEIGHT;
                if (place > edge)
                    continue;
                p[y * WIDTH + x] = q[y * WIDTH + x];
                int c = LUMA + y / 2 * (WIDTH / 2) + x / 2;
                p[c] = q[c];
                p[c + CHROMA] = q[c + CHROMA];
            }
        film_add(film, p);
    }
}

static void test_wipes(int bar)
{
    static const char *const details[] = {"wipe=left-to-right", "wipe=right-to-left", "wipe=top-to-bottom"};
    for (int direction = 0; direction < 3; direction++) {
        struct film film;
        film_open(&film);
        film_letterbox(&film, bar);
        add_scene(&film, 7, 0, 60);
        add_wipe(&film, 7, 60, 8, 20, direction);
        add_scene(&film, 8, 0, 60);
        const struct shot_structure *s = film_end(&film);
        REQUIRE_INT(s->transition_count, 1);
        require_transition(s, 0, PST_WIPE, 60, 79, 3);
        REQUIRE_TEXT(s->transitions[0].detail, details[direction]);
        film_close(&film);
    }
}

/* Scene b comes from the right: over a that stays, or pushing it out. */
static void add_passage(struct film *film, unsigned a, int from, unsigned b, int count, bool pushed)
{
    static double p[SIZE], q[SIZE], r[SIZE];
    for (int i = 0; i < count; i++) {
        int moved = WIDTH * (i + 1) / (count + 1) / 2 * 2;
        scene(a, from + i, p);
        scene(b, i - count, q);
        for (int k = 0; k < SIZE; k++) {
            int width = k < LUMA ? WIDTH : WIDTH / 2, shift = k < LUMA ? moved : moved / 2;
            int x = (k < LUMA ? k : k - LUMA) % width;
            r[k] = x >= width - shift ? q[k - (width - shift)] : p[pushed ? k + shift : k];
        }
        film_add(film, r);
    }
}

/* Whether the passage from one scene to another is told, and as what it is. */
static bool passage_is_told(unsigned a, unsigned b, bool pushed, int bar)
{
    struct film film;
    film_open(&film);
    film_letterbox(&film, bar);
    add_scene(&film, a, 0, 60);
    add_passage(&film, a, 60, b, 20, pushed);
    add_scene(&film, b, 0, 60);
    const struct shot_structure *s = film_end(&film);
    const struct pst_transition *t = s->transitions;
    bool told = s->transition_count == 1 && t->kind == (pushed ? PST_PUSH : PST_SLIDE) &&
                llabs(t->first - 60) <= 3 && llabs(t->last - 79) <= 3;
    if (told)
        REQUIRE_TEXT(t->detail, "wipe=right-to-left");
    film_close(&film);
    return told;
}

/* These scenes are none of those that the models know: three in four is what they must reach. */
static void test_passages(int bar)
{
    enum { PAIRS = 12 };
    for (int pushed = 0; pushed < 2; pushed++) {
        int told = 0;
        for (unsigned a = 1; a <= PAIRS; a++)
            told += passage_is_told(a, a + PAIRS, pushed, bar);
        REQUIRE(told * 4 >= PAIRS * 3);
    }
}

static void test_traps(void)
{
    static double p[SIZE];
    struct film film;
    film_open(&film);
    for (int n = 0; n < 300; n++) {
        scene(9, n, p);
        bool flash = n == 60 || n == 61 || n == 120, caption = n >= 160 && n < 220;
        double flicker = n >= 240 ? 6 * ((n * 7919) % 13 / 6.5 - 1) : 0;
        for (int k = 0; k < LUMA; k++)
            p[k] += flash ? 0.8 * (235 - p[k]) : flicker;
        for (int y = HEIGHT - 12; caption && y < HEIGHT - 6; y++)
            for (int x = 20; x < 76; x++)
                if (x % 5 < 3)
                    p[y * WIDTH + x] = 235;
        film_add(&film, p);
    }
    const struct shot_structure *s = film_end(&film);
    REQUIRE_INT(s->transition_count, 0);
    REQUIRE_INT(s->shot_count, 1);
    film_close(&film);
}

static void test_small_films(void)
{
    for (int length = 0; length < 6; length++) {
        struct film film;
        film_open(&film);
        add_scene(&film, 2, 0, length);
        const struct shot_structure *s = film_end(&film);
        REQUIRE_INT(s->transition_count, 0);
        REQUIRE_INT(s->shot_count, length > 0);
        film_close(&film);
    }
    struct film film;
    film_open(&film);
    add_colour(&film, 0, 50);
    const struct shot_structure *s = film_end(&film);
    REQUIRE_INT(s->transition_count, 0);
    REQUIRE_INT(s->shot_count, 1);
    REQUIRE_INT(s->shots[0].kind, PST_SHOT_BLACK);
    film_close(&film);
}

static void test_first_and_last_frames(void)
{
    struct film film;
    film_open(&film);
    add_mix(&film, 4, 0, 0, 20, 0, true);
    add_scene(&film, 4, 20, 60);
    add_mix(&film, 4, 80, 0, 20, 0, false);
    const struct shot_structure *s = film_end(&film);
    for (size_t i = 0; i < s->transition_count; i++)
        REQUIRE(s->transitions[i].kind == (i ? PST_FADE_OUT : PST_FADE_IN));
    REQUIRE_INT(s->shot_count, 1);
    REQUIRE_INT(s->shots[0].last, 99);
    film_close(&film);
}

int main(void)
{
    test_cuts(0);
    test_cuts(9);
    test_dissolves();
    test_fades_round_black();
    test_card_after_fade();
    test_cut_in_last_frame_of_fade();
    test_dip(0, "colour=#000000");
    test_dip(255, "colour=#ffffff");
    test_wipes(0);
    test_wipes(9);
    test_passages(0);
    test_passages(9);
    test_traps();
    test_small_films();
    test_first_and_last_frames();
    return 0;
}
