/* SPDX-License-Identifier: Apache-2.0 */
/* Student's distribution against R 4.2.2, and a signature worked out by hand. */
#include "likeness/signature.h"
#include "test.h"
#include <math.h>

static void check_student(void)
{
    REQUIRE_NEAR(student_p(2.5, 4), 0.0667665448119881, 1e-12);
    REQUIRE_NEAR(student_p(-0.3, 1), 0.814452841844515, 1e-12);
    REQUIRE_NEAR(student_p(5, 9), 0.000738967909803242, 1e-12);
    REQUIRE_NEAR(student_p(1.1, 30.5), 0.279938754790968, 1e-12);
    REQUIRE_NEAR(student_quantile(0.05, 4), 2.77644510519779, 1e-9);
    REQUIRE_NEAR(student_quantile(0.05, 2), 4.30265272974946, 1e-9);
    REQUIRE_NEAR(student_quantile(0.01, 60), 2.66028302885504, 1e-9);
}

static struct pst_compared films[] = {{.role = PST_ROLE_FILM},      {.role = PST_ROLE_REFERENCE},
                                      {.role = PST_ROLE_REFERENCE}, {.role = PST_ROLE_REFERENCE},
                                      {.role = PST_ROLE_CONTROL},   {.role = PST_ROLE_CONTROL}};

static void ask(const struct film_figure *figure, struct comparison_data *data)
{
    *data = (struct comparison_data){0};
    data->films.items = films;
    data->films.count = sizeof films / sizeof *films;
    REQUIRE(find_signature(figure, 1, data));
}

static void done(struct comparison_data *data)
{
    data->films.items = NULL;
    comparison_data_release(data);
}

/* References 4, 6, 8: mean 6, deviation 2; prediction error 2 √(4 / 3) = 2.3094, t (2 degrees) at 5 % 4.3027.
 */
static void check_interval(void)
{
    const double values[] = {11, 4, 6, 8, 20, 22};
    struct comparison_data data;
    ask(&(struct film_figure){"x", "", "", false, values}, &data);
    REQUIRE_INT(data.signatures.count, 1);
    struct pst_signature s = data.signatures.items[0];
    REQUIRE_NEAR(s.mean, 6, 1e-12);
    REQUIRE_NEAR(s.deviation, 2, 1e-12);
    REQUIRE_NEAR(s.low, 6 - 4.302652729749 * 2.309401076759, 1e-9);
    REQUIRE_NEAR(s.high, 6 + 4.302652729749 * 2.309401076759, 1e-9);
    REQUIRE_NEAR(s.p, student_p(5 / 2.309401076759, 2), 1e-9);
    /* Between 270 by one degree, within 10 / 3 by three; 2.4 films a group as it counts. */
    REQUIRE_NEAR(s.common, (270 - 10 / 3.0) / (270 + 1.4 * 10 / 3.0), 1e-9);
    REQUIRE_INT(data.signature_films.count, 5);
    /* The first reference against 6 and 8: mean 7, deviation √2, error √2 × √1.5. */
    REQUIRE_NEAR(data.signature_films.items[0].p, student_p(-3 / sqrt(3), 1), 1e-9);
    done(&data);
}

/* Lengths 2, 4 and 8 have 4 for their middle, and an interval as many times down as up. */
static void check_ratio(void)
{
    const double values[] = {4, 2, 4, 8, NAN, NAN};
    struct comparison_data data;
    ask(&(struct film_figure){"length", "s", "", true, values}, &data);
    struct pst_signature s = data.signatures.items[0];
    REQUIRE_NEAR(s.mean, 4, 1e-9);
    REQUIRE_NEAR(s.low * s.high, 16, 1e-9);
    REQUIRE_NEAR(s.p, 1, 1e-9);
    REQUIRE(isnan(s.common));
    done(&data);
}

/* Fewer than three references, a film without the figure: nothing is told. References that are all the same
   tell no p. */
static void check_untold(void)
{
    const double two[] = {1, 2, 3, NAN, 1, 1}, none[] = {NAN, 1, 2, 3, 4, 5}, same[] = {2, 1, 1, 1, 1, 1};
    struct comparison_data data;
    ask(&(struct film_figure){"x", "", "", false, two}, &data);
    REQUIRE_INT(data.signatures.count, 0);
    done(&data);
    ask(&(struct film_figure){"x", "", "", false, none}, &data);
    REQUIRE_INT(data.signatures.count, 0);
    done(&data);
    ask(&(struct film_figure){"x", "", "", false, same}, &data);
    REQUIRE(isnan(data.signatures.items[0].p));
    done(&data);
}

int main(void)
{
    check_student();
    check_interval();
    check_ratio();
    check_untold();
    return 0;
}
