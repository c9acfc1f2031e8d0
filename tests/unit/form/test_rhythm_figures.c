/* SPDX-License-Identifier: Apache-2.0 */
#include "form/rhythm_figures.h"
#include "test.h"

/* A film of shots with these lengths; every black_every-th is black (0: none). */
struct film {
    struct pst_shot shots[512];
    double starts[512];
    struct rhythm_input input;
};

static void film_make(struct film *film, const double *lengths, size_t count, double begin, size_t black)
{
    double at = begin;
    for (size_t i = 0; i < count; i++) {
        film->shots[i] = (struct pst_shot){.first = (int64_t)i, .last = (int64_t)i};
        film->shots[i].kind = i + 1 == black ? PST_SHOT_BLACK : PST_SHOT_PICTURE;
        film->starts[i] = at;
        at += lengths[i];
    }
    film->input = (struct rhythm_input){film->shots, film->starts, count, at, begin};
}

static struct pst_rhythm_figure figure(const struct rhythm_list *list, int part, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].part == part && strcmp(list->items[i].name, name) == 0)
            return list->items[i];
    TEST_FAIL("no figure '%s' of part %d", name, part);
}

/* R 4.2.2: quantile(type = 7) and IQR() of c(2.5, 0.5, 7.25, 1, 3, 12, 4.75, 6, 1.5, 9). */
static void test_whole_film(void)
{
    static struct film film;
    const double lengths[] = {2.5, 0.5, 7.25, 1.0, 100.0, 3.0, 12.0, 4.75, 6.0, 1.5, 9.0};
    struct rhythm_list list = {0};
    film_make(&film, lengths, 11, 7.0, 5); /* the 100 s are black */
    REQUIRE_INT(rhythm_figures(&film.input, 1, &list, NULL), PST_OK);
    REQUIRE_INT(list.count, RHYTHM_FIGURES);
    REQUIRE_NEAR(figure(&list, 0, "shots").value, 10.0, 0.0);
    REQUIRE_NEAR(figure(&list, 0, "mean_shot_length").value, 4.75, 1e-12);
    REQUIRE_NEAR(figure(&list, 0, "median_shot_length").value, 3.875, 1e-12);
    REQUIRE_NEAR(figure(&list, 0, "iqr_shot_length").value, 5.1875, 1e-12);
    REQUIRE_NEAR(figure(&list, 0, "longest_shot").value, 12.0, 1e-12);
    REQUIRE_NEAR(figure(&list, 0, "shortest_shot").value, 0.5, 1e-12);
    REQUIRE_NEAR(figure(&list, 0, "shots_per_minute").value, 10.0 * 60.0 / 147.5, 1e-12);
    REQUIRE_TEXT(figure(&list, 0, "median_shot_length").unit, "s");
    REQUIRE(isnan(figure(&list, 0, "median_shot_length").low));
    REQUIRE(isnan(figure(&list, 0, "lognormal_p").value));
    REQUIRE_TEXT(figure(&list, 0, "lognormal_p").note, "cannot tell: fewer than 20 shots");
    REQUIRE(isnan(figure(&list, 0, "spectral_exponent").value));
    REQUIRE_TEXT(figure(&list, 0, "spectral_exponent").note, "cannot tell: fewer than 200 shots");
    rhythm_release(&list);
}

/* Four parts of 10 s: a shot is counted, whole, where it starts. */
static void test_parts(void)
{
    static struct film film;
    const double lengths[] = {4.0, 5.0, 8.0, 3.0, 15.0, 1.0, 4.0};
    struct rhythm_list list = {0};
    film_make(&film, lengths, 7, 0.0, 0); /* starts 0 4 9 | 17 | 20 | 35 36 */
    REQUIRE_INT(rhythm_figures(&film.input, 4, &list, NULL), PST_OK);
    REQUIRE_INT(list.count, 4 * (RHYTHM_FIGURES - 1));
    REQUIRE_NEAR(figure(&list, 0, "shots").value, 3.0, 0.0);
    REQUIRE_NEAR(figure(&list, 0, "longest_shot").value, 8.0, 1e-12);
    REQUIRE_NEAR(figure(&list, 1, "shots").value, 1.0, 0.0);
    REQUIRE_NEAR(figure(&list, 1, "median_shot_length").value, 3.0, 1e-12);
    REQUIRE_NEAR(figure(&list, 2, "shots").value, 1.0, 0.0); /* 20 lies on the border: the later part's */
    REQUIRE_NEAR(figure(&list, 2, "mean_shot_length").value, 15.0, 1e-12);
    REQUIRE_NEAR(figure(&list, 3, "shots").value, 2.0, 0.0);
    REQUIRE_NEAR(figure(&list, 3, "shots_per_minute").value, 12.0, 1e-9);
    REQUIRE(isnan(figure(&list, 0, "iqr_shot_length").value));
    REQUIRE_TEXT(figure(&list, 0, "iqr_shot_length").note, "cannot tell: fewer than 4 shots");
    REQUIRE_INT(figure(&list, 3, "shots").parts, 4);
    /* more parts go behind what is there already */
    REQUIRE_INT(rhythm_figures(&film.input, 1, &list, NULL), PST_OK);
    REQUIRE_INT(list.count, 4 * (RHYTHM_FIGURES - 1) + RHYTHM_FIGURES);
    rhythm_release(&list);
}

static void test_parts_add_up(void)
{
    static struct film film;
    static double lengths[400];
    for (int i = 0; i < 400; i++)
        lengths[i] = (i * 7919 % 101 + 1) / 24.0;
    film_make(&film, lengths, 400, 0.0, 0);
    for (int parts = 1; parts <= 30; parts++) {
        struct rhythm_list list = {0};
        double shots = 0.0;
        REQUIRE_INT(rhythm_figures(&film.input, parts, &list, NULL), PST_OK);
        for (int part = 0; part < parts; part++)
            shots += figure(&list, part, "shots").value;
        REQUIRE_NEAR(shots, 400.0, 0.0);
        rhythm_release(&list);
    }
}

/* A part where nothing starts says so. */
static void test_empty_part(void)
{
    static struct film film;
    const double lengths[] = {9.0, 1.0};
    struct rhythm_list list = {0};
    film_make(&film, lengths, 2, 0.0, 0);
    REQUIRE_INT(rhythm_figures(&film.input, 5, &list, NULL), PST_OK);
    REQUIRE_NEAR(figure(&list, 2, "shots").value, 0.0, 0.0);
    REQUIRE_NEAR(figure(&list, 2, "shots_per_minute").value, 0.0, 0.0);
    REQUIRE(isnan(figure(&list, 2, "mean_shot_length").value));
    REQUIRE_TEXT(figure(&list, 2, "mean_shot_length").note, "cannot tell: no shot starts here");
    rhythm_release(&list);
}

/* The test and the spectrum see the lengths in seconds, less the black holds. R 4.2.2's shapiro.test() of the
   log lengths. */
static void test_log_normality(void)
{
    static struct film film;
    double lengths[] = {41,  12, 160, 77, 33, 90,  25, 61, 18, 240, 52, 9, 1000,
                        130, 38, 70,  21, 45, 300, 15, 57, 28, 99,  66, 34};
    struct rhythm_list list = {0};
    for (int i = 0; i < 25; i++)
        lengths[i] /= 24.0;
    film_make(&film, lengths, 25, 0.0, 13);
    REQUIRE_INT(rhythm_figures(&film.input, 1, &list, NULL), PST_OK);
    REQUIRE_NEAR(figure(&list, 0, "lognormal_w").value, 0.990180593791394, 1e-9);
    REQUIRE_NEAR(figure(&list, 0, "lognormal_p").value, 0.996623654731702, 1e-8);
    rhythm_release(&list);
}

static void test_equal_shots(void)
{
    static struct film film;
    static double lengths[200], curve[401];
    struct rhythm_list list = {0};
    double bandwidth;
    for (int i = 0; i < 200; i++)
        lengths[i] = 3.0;
    film_make(&film, lengths, 200, 0.0, 0);
    REQUIRE_INT(rhythm_figures(&film.input, 1, &list, NULL), PST_OK);
    REQUIRE(isnan(figure(&list, 0, "lognormal_p").value));
    REQUIRE_TEXT(figure(&list, 0, "lognormal_p").note, "cannot tell: all shots are equally long");
    REQUIRE(isnan(figure(&list, 0, "spectral_exponent").value));
    REQUIRE_INT(density_curve(&film.input, 1.5, curve, 401, &bandwidth, NULL), PST_OK);
    for (int i = 0; i <= 400; i++)
        REQUIRE_NEAR(curve[i], 20.0, 1e-6); /* 3 s each: 20 a minute from the first frame to the last */
    REQUIRE_NEAR(figure(&list, 0, "density_bandwidth").value, bandwidth, 0.0);
    rhythm_release(&list);
}

/* Slow, quick, slow: 100 shots of 6 s, 100 of 1 s, 100 of 6 s. */
static void test_curve_follows_the_cutting(void)
{
    static struct film film;
    static double lengths[300], curve[1301];
    double bandwidth, sum = 0.0;
    for (int i = 0; i < 300; i++)
        lengths[i] = i < 100 || i >= 200 ? 6.0 : 1.0;
    film_make(&film, lengths, 300, 12.0, 0);
    REQUIRE_INT(density_curve(&film.input, 1.0, curve, 1301, &bandwidth, NULL), PST_OK);
    REQUIRE(bandwidth > 1.0 && bandwidth < 60.0);
    REQUIRE_NEAR(curve[200], 10.0, 1.0);
    REQUIRE_NEAR(curve[650], 60.0, 6.0);
    REQUIRE_NEAR(curve[1100], 10.0, 1.0);
    for (int i = 0; i < 1300; i++)
        sum += 0.5 * (curve[i] + curve[i + 1]) / 60.0;
    REQUIRE_NEAR(sum, 300.0, 0.1); /* the curve's integral is the number of shots */
}

/* Lengths that hop at random are white, a slow swing under them isn't. */
static void test_spectral_exponent(void)
{
    static struct film film;
    static double lengths[512];
    struct rhythm_list list = {0};
    uint32_t state = 1;
    for (int i = 0; i < 512; i++) {
        state = state * 1664525u + 1013904223u;
        lengths[i] = 1.0 + (state >> 16) / 65536.0;
    }
    film_make(&film, lengths, 512, 0.0, 0);
    REQUIRE_INT(rhythm_figures(&film.input, 1, &list, NULL), PST_OK);
    struct pst_rhythm_figure white = figure(&list, 0, "spectral_exponent");
    REQUIRE(white.low < 0.0 && 0.0 < white.high);
    REQUIRE_NEAR(white.value, 0.0, 0.4);
    REQUIRE(white.low <= white.value && white.value <= white.high);
    rhythm_release(&list);

    double walk = 0.0; /* a running sum of hops: alpha 2 */
    for (int i = 0; i < 512; i++) {
        walk += 0.2 * (lengths[i] - 1.5);
        lengths[i] = exp(walk);
    }
    film_make(&film, lengths, 512, 0.0, 0);
    REQUIRE_INT(rhythm_figures(&film.input, 1, &list, NULL), PST_OK);
    REQUIRE(figure(&list, 0, "spectral_exponent").low > 1.2);
    rhythm_release(&list);
}

static void test_no_shots(void)
{
    struct rhythm_list list = {0};
    struct rhythm_input input = {NULL, NULL, 0, 0.0, 0.0};
    struct pst_error error;
    double curve[3] = {1.0, 1.0, 1.0}, bandwidth;
    REQUIRE_INT(rhythm_figures(&input, 1, &list, NULL), PST_OK);
    REQUIRE_NEAR(figure(&list, 0, "shots").value, 0.0, 0.0);
    REQUIRE(isnan(figure(&list, 0, "shots_per_minute").value));
    REQUIRE(isnan(figure(&list, 0, "density_bandwidth").value));
    REQUIRE_INT(density_curve(&input, 0.5, curve, 3, &bandwidth, NULL), PST_OK);
    REQUIRE(isnan(bandwidth));
    REQUIRE_NEAR(curve[2], 0.0, 0.0);
    rhythm_release(&list);
    REQUIRE_INT(rhythm_figures(&input, 0, &list, &error), PST_USAGE);
}

int main(void)
{
    test_whole_film();
    test_parts();
    test_parts_add_up();
    test_empty_part();
    test_log_normality();
    test_equal_shots();
    test_curve_follows_the_cutting();
    test_spectral_exponent();
    test_no_shots();
    return 0;
}
