/* SPDX-License-Identifier: Apache-2.0 */
/* Films of planted shots: a logo encoded anew in each, black, credits, and scenes that are but alike. */
#include "kernel/fingerprint_hash.h"
#include "likeness/common.h"
#include "random_facets.h"
#include "test.h"

enum { FILMS = 4, SHOTS = 120, WIDTH = 160, HEIGHT = 90 };

static struct fingerprint_basis basis;

/* A picture of three discs and a slope from a seed; `spoilt`: noise of so many levels, and somewhat darker.
 */
static void draw(uint64_t seed, float shift, double spoilt, uint64_t *noise, struct facet_shot *shot)
{
    static uint16_t luma[WIDTH * HEIGHT], grey[WIDTH * HEIGHT / 4];
    float slope = random_from(&seed, -60, 60), x[3], y[3], size[3], tone[3];
    for (int k = 0; k < 3; k++) {
        x[k] = random_from(&seed, 0.1, 0.9) + shift;
        y[k] = random_from(&seed, 0.1, 0.9);
        size[k] = random_from(&seed, 0.08, 0.3);
        tone[k] = random_from(&seed, -70, 70);
    }
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        float u = ((float)(i % WIDTH) + 0.5f) / WIDTH, v = ((float)(i / WIDTH) + 0.5f) / HEIGHT; /* NOLINT */
        float level = 128 + slope * (u - 0.5f);
        for (int k = 0; k < 3; k++)
            level += hypotf(u - x[k], (v - y[k]) * HEIGHT / WIDTH) < size[k] ? tone[k] : 0;
        level += random_from(noise, -spoilt, spoilt) - (float)spoilt / 2;
        luma[i] = (uint16_t)(256 * fminf(fmaxf(level, 0), 255));
    }
    for (int i = 0; i < WIDTH * HEIGHT / 4; i++)
        grey[i] = 128 * 256;
    struct reduced small = {{luma, WIDTH, WIDTH, HEIGHT},
                            {grey, WIDTH / 2, WIDTH / 2, HEIGHT / 2},
                            {grey, WIDTH / 2, WIDTH / 2, HEIGHT / 2}};
    fingerprint_make(&basis, &small, shot->fingerprint);
}

/* 120 shots of 5 s: the ends are 12 shots each. */
struct planted {
    struct facet_film film;
    struct facet_shot shots[SHOTS];
};

static void plant(struct planted *p, uint64_t seed)
{
    memset(p, 0, sizeof *p);
    p->film = (struct facet_film){.shots = p->shots, .count = SHOTS};
    for (int i = 0; i < SHOTS; i++) {
        p->shots[i] = (struct facet_shot){
            .first = 120 * (int64_t)i, .last = 120 * (int64_t)i + 119, .starts = 5.0 * i, .seconds = 5};
        p->shots[i].facets = random_facets(&seed);
        draw(seed * 1000003 + (uint64_t)i + 1, 0, 0, &seed, &p->shots[i]);
    }
}

static void make_card(struct facet_shot *shot, float black)
{
    shot->facets.colours = 2;
    shot->facets.colour[0] = (struct facet_colour){black, 0.03f, 0, 0};
    shot->facets.colour[1] = (struct facet_colour){1 - black, 0.9f, 0, 0};
    shot->facets.light[0] = 0.09f;
    shot->facets.light[2] = 0;
}

static struct planted films[FILMS];
static struct facet_film *const all[FILMS] = {&films[0].film, &films[1].film, &films[2].film, &films[3].film};

static void expect(const struct pst_common *common, int film, int first, int last, const char *what, int in)
{
    REQUIRE_INT(common->film, film);
    REQUIRE_TEXT(common->what, what);
    REQUIRE_INT(common->first, 120 * (long long)first);
    REQUIRE_INT(common->last, 120 * (long long)last + 119);
    REQUIRE_NEAR(common->starts, 5 * first, 1e-9);
    REQUIRE_NEAR(common->seconds, 5 * (last - first + 1), 1e-9);
    REQUIRE_INT(common->films, in);
    for (int k = first; k <= last; k++)
        REQUIRE(films[film].shots[k].common);
}

static void plant_all(uint64_t *noise)
{
    for (int i = 0; i < FILMS; i++)
        plant(&films[i], 77777 + (uint64_t)i);
    for (int i = 0; i < 3; i++) { /* a logo in two shots at three films' beginnings, encoded anew */
        draw(5, 0, 6 * i, noise, &films[i].shots[1 + i]);
        draw(6, 0, 6 * i, noise, &films[i].shots[2 + i]);
    }
    draw(5, 0.12f, 0, noise, &films[3].shots[2]); /* alike: the same things elsewhere */
    for (int i = 0; i < 3; i++)
        draw(7, 0, 3 * i, noise, &films[i].shots[60]); /* the same picture, but in the middle */
    draw(8, 0, 0, noise, &films[0].shots[115]);        /* in two films alone */
    draw(8, 0, 3, noise, &films[1].shots[115]);
    films[3].shots[50].kind = films[3].shots[51].kind = PST_SHOT_BLACK;
    films[3].shots[52].kind = PST_SHOT_SOLID;
    make_card(&films[3].shots[117], 0.7f); /* too little of it is black */
    make_card(&films[3].shots[118], 0.8f); /* half of a dissolve is in its palette */
    make_card(&films[3].shots[119], 0.9f);
    make_card(&films[3].shots[70], 0.9f); /* not at an end */
}

static void check_series(uint64_t *noise)
{
    struct pst_common *list;
    size_t count, common = 0;
    plant_all(noise);
    REQUIRE(find_common(all, FILMS, (struct settled_films){0, 0}, &list, &count));
    REQUIRE_INT(count, 6);
    for (int i = 0; i < 3; i++)
        expect(&list[i], i, 1 + i, 2 + i, "logo", 3);
    expect(&list[3], 3, 50, 51, "black", 1);
    expect(&list[4], 3, 52, 52, "solid", 1);
    expect(&list[5], 3, 118, 119, "card", 1);
    for (int i = 0; i < FILMS; i++)
        for (int k = 0; k < SHOTS; k++)
            common += films[i].shots[k].common;
    REQUIRE_INT(common, 6 + 3 + 2);
    free(list);
}

/* With two films one other is enough; a film that comes twice is no other. */
static void check_few(uint64_t *noise)
{
    struct pst_common *list;
    size_t count;
    plant_all(noise);
    REQUIRE(find_common(all, 2, (struct settled_films){0, 0}, &list, &count));
    REQUIRE_INT(count, 4);
    expect(&list[0], 0, 1, 2, "logo", 2);
    expect(&list[1], 0, 115, 115, "logo", 2);
    free(list);
    plant_all(noise);
    films[0].film.about.hash = films[1].film.about.hash = films[2].film.about.hash = "same";
    films[3].film.about.hash = "other";
    REQUIRE(find_common(all, 3, (struct settled_films){0, 0}, &list, &count));
    REQUIRE_INT(count, 0);
    REQUIRE(!list);
    films[1].film.count = 0;
    REQUIRE(find_common(all, FILMS, (struct settled_films){0, 0}, &list, &count));
    free(list);
    REQUIRE(find_common(all, 0, (struct settled_films){0, 0}, &list, &count));
    REQUIRE_INT(count, 0);
}

/* Much longer, much lighter or flat, it is not the same. */
static void check_unlike(uint64_t *noise)
{
    struct pst_common *list;
    size_t count;
    plant_all(noise);
    films[1].shots[2].seconds = 11;
    films[1].shots[3].seconds = 11;
    films[2].shots[3].fingerprint[FINGERPRINT_LUMA] += 40;
    films[2].shots[4].fingerprint[FINGERPRINT_QUALITY] = 3;
    REQUIRE(find_common(all, 3, (struct settled_films){0, 0}, &list, &count));
    REQUIRE_INT(count, 0);
    free(list);
}

int main(void)
{
    uint64_t noise = 521288629u;
    fingerprint_init(&basis);
    check_series(&noise);
    check_few(&noise);
    check_unlike(&noise);
    return 0;
}
