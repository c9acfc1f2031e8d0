/* SPDX-License-Identifier: Apache-2.0 */
/* Planted passages of pictures and sound, on one line of times or beside it. */
#include "copies_together.h"
#include "test.h"

static struct pst_copy passage(enum pst_copy_what what, double starts, double seconds, double its_starts)
{
    return (struct pst_copy){.what = what,
                             .film = 1,
                             .starts = starts,
                             .seconds = seconds,
                             .its_starts = its_starts,
                             .its_seconds = seconds,
                             .both = NAN};
}

/* Footage with its sound is one finding, that of its pictures, though sound was cut a little sooner. */
static void told(void)
{
    struct pst_copy copies[] = {passage(PST_COPY_PICTURES, 100, 20, 40),
                                passage(PST_COPY_SOUND, 100.5, 19, 40.8)};
    size_t count = 2;
    copies[0].both = 0.95;
    REQUIRE(copies_join(copies, &count));
    REQUIRE_INT(count, 1);
    REQUIRE_INT(copies[0].what, PST_COPY_PICTURES);
    REQUIRE_NEAR(copies[0].both, 0.95, 0);
}

/* Music that goes on under other pictures is told, and how much of it lies under its own. */
static void goes_on(void)
{
    struct pst_copy copies[] = {passage(PST_COPY_PICTURES, 100, 8, 40), passage(PST_COPY_SOUND, 100, 20, 40),
                                passage(PST_COPY_PICTURES, 112, 2, 52)};
    size_t count = 3;
    REQUIRE(copies_join(copies, &count));
    REQUIRE_INT(count, 3);
    REQUIRE_NEAR(copies[1].both, 0.5, 1e-9);
}

/* The same pictures at another time, or in another film, have nothing to do with it. */
static void beside(void)
{
    struct pst_copy copies[] = {passage(PST_COPY_SOUND, 100, 20, 40), passage(PST_COPY_PICTURES, 100, 20, 41),
                                passage(PST_COPY_PICTURES, 100, 20, 40)};
    size_t count = 3;
    copies[0].both = 0.125;
    copies[2].film = 2;
    REQUIRE(copies_join(copies, &count));
    REQUIRE_INT(count, 3);
    REQUIRE_NEAR(copies[0].both, 0.125, 0);
}

/* Half as fast there: on the line at its begin, and not at its end. */
static void slower(void)
{
    struct pst_copy copies[] = {passage(PST_COPY_SOUND, 100, 20, 40),
                                passage(PST_COPY_PICTURES, 100, 20, 40)};
    size_t count = 2;
    copies[1].its_seconds = 40;
    REQUIRE(copies_join(copies, &count));
    REQUIRE_INT(count, 2);
    REQUIRE(isnan(copies[0].both));
}

static void none(void)
{
    size_t count = 0;
    REQUIRE(copies_join(NULL, &count));
    REQUIRE_INT(count, 0);
}

int main(void)
{
    told();
    goes_on();
    beside();
    slower();
    none();
    return 0;
}
