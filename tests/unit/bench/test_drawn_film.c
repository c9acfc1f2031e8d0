/* SPDX-License-Identifier: Apache-2.0 */
#include "drawn_film.h"
#include "test.h"

enum { SERIES = 60 };

static void shots_follow_each_other(void)
{
    size_t count, again, exact;
    struct drawn_shot *shots = drawn_film(&(struct drawn_order){7, 1, 30, 0, {0, 0}}, &count);
    struct drawn_shot *same = drawn_film(&(struct drawn_order){7, 1, 30, 0, {0, 0}}, &again);
    struct drawn_shot *many = drawn_film(&(struct drawn_order){7, 1, 0, 2000, {0, 0}}, &exact);
    REQUIRE_INT(exact, 2000);
    REQUIRE_INT(again, count);
    REQUIRE_INT(shots[0].first, 0);
    for (size_t i = 0; i < count; i++) {
        REQUIRE(shots[i].last >= shots[i].first);
        REQUIRE(i == 0 || shots[i].first == shots[i - 1].last + 1);
        REQUIRE(shots[i].last == same[i].last && shots[i].traits[0] == same[i].traits[0]);
    }
    double minutes = (double)(shots[count - 1].last + 1) / DRAWN_RATE / 60;
    REQUIRE(minutes >= 30 && minutes < 31.5);
    free(shots);
    free(same);
    free(many);
}

static void palettes_are_whole(void)
{
    size_t count;
    struct drawn_shot *shots = drawn_film(&(struct drawn_order){3, 2, 30, 0, {0, 0}}, &count);
    for (size_t i = 0; i < count; i++) {
        double sum = 0;
        for (int k = 0; k < DRAWN_SWATCHES; k++) {
            sum += shots[i].palette[k].weight;
            REQUIRE(k == 0 || shots[i].palette[k].weight <= shots[i].palette[k - 1].weight);
        }
        REQUIRE_NEAR(sum, 1, 1e-9);
    }
    free(shots);
}

/* What base/layout.h says of a layout: light has mean 128 and deviation 40, edges have mean 64. Bytes end at
 * 255, so a little may be missing. */
static void layouts_are_as_metered(void)
{
    size_t count;
    struct drawn_shot *shots = drawn_film(&(struct drawn_order){4, 1, 30, 0, {0, 0}}, &count);
    for (size_t i = 0; i < count; i++) {
        double light = 0, squares = 0, edges = 0;
        for (int k = 0; k < LAYOUT_SIZE; k++) {
            double value = shots[i].layout[k];
            light += k < LAYOUT_CELLS ? value : 0;
            squares += k < LAYOUT_CELLS ? (value - 128) * (value - 128) : 0;
            edges += k < LAYOUT_CELLS ? 0 : value;
        }
        REQUIRE_NEAR(light / LAYOUT_CELLS, 128, 1);
        REQUIRE_NEAR(sqrt(squares / LAYOUT_CELLS), 40, 1.5);
        REQUIRE_NEAR(edges / (2 * LAYOUT_CELLS), 64, 3);
    }
    free(shots);
}

static double mean_of(const double *values, int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++)
        sum += values[i];
    return sum / count;
}

static double variance_of(const double *values, int count)
{
    double mean = mean_of(values, count), sum = 0;
    for (int i = 0; i < count; i++)
        sum += (values[i] - mean) * (values[i] - mean);
    return sum / (count - 1);
}

static void film_moments(uint64_t seed, int trait, double *mean, double *variance)
{
    size_t count;
    struct drawn_shot *shots = drawn_film(&(struct drawn_order){seed, 1, 60, 0, {0, 0}}, &count);
    double *values = malloc(count * sizeof *values);
    REQUIRE(values);
    for (size_t i = 0; i < count; i++)
        values[i] = shots[i].traits[trait];
    *mean = mean_of(values, (int)count);
    *variance = variance_of(values, (int)count);
    free(values);
    free(shots);
}

/* The header's variances: a film's shots have 1, less what acts, waves and settings shift as a whole in a
 * film of three or four acts (up to a fifth); one film each of many series 1 + f² (0.09 to 0.36) and that
 * fifth. Bounds are three standard errors of a variance of 60 wide. */
static void variances_are_as_told(void)
{
    for (int trait = 0; trait < TRAITS; trait++) {
        double means[SERIES], variances[SERIES];
        for (int i = 0; i < SERIES; i++)
            film_moments((uint64_t)i + 1, trait, &means[i], &variances[i]);
        double within = mean_of(variances, SERIES), among = variance_of(means, SERIES);
        REQUIRE(within > 0.7 && within < 1.05);
        REQUIRE(among > 1.1 * (1 - 3 * sqrt(2.0 / SERIES)) && among < 1.5 * (1 + 3 * sqrt(2.0 / SERIES)));
    }
}

/* Scenes begin within what was asked for; the last goes on for three minutes at most. */
static void departures_are_where_told(void)
{
    size_t count, plain_count;
    struct drawn_shot *shots = drawn_film(&(struct drawn_order){5, 6, 60, 0, {0.4, 0.56}}, &count);
    struct drawn_shot *plain = drawn_film(&(struct drawn_order){5, 6, 60, 0, {0, 0}}, &plain_count);
    double all = 60 * 60 * DRAWN_RATE, scene = 180 * DRAWN_RATE;
    size_t first = 0, last = count;
    while (first < count && !shots[first].departed)
        first++;
    while (last > first && !shots[last - 1].departed)
        last--;
    REQUIRE(first < last);
    for (size_t i = 0; i < count; i++)
        REQUIRE(shots[i].departed == (i >= first && i < last));
    for (size_t i = 0; i < plain_count; i++)
        REQUIRE(!plain[i].departed);
    REQUIRE(shots[first].first >= 0.4 * all && shots[first].first <= 0.4 * all + scene);
    REQUIRE(shots[last].first >= 0.56 * all && shots[last].first <= 0.56 * all + scene);
    free(shots);
    free(plain);
}

int main(void)
{
    departures_are_where_told();
    shots_follow_each_other();
    palettes_are_whole();
    layouts_are_as_metered();
    variances_are_as_told();
    return 0;
}
