/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/common.h"
#include "base/array.h"
#include "kernel/fingerprint_hash.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double end_share = 0.1, end_most = 360; /* of the film; seconds */
/* Fingerprints of copies lie within 30 of 128 bits, those of strangers do not (docs/measures.md,
   fingerprint). A copy of a logo is also about as long, light and coloured; that is looked at first. */
enum { COPY_BITS = 30, COPY_LUMA = 24, COPY_CHROMA = 12 };
static const double copy_length = 2; /* times */
/* OKLab: under 10 of 255 in luma, as black behind text is and a night is not. */
static const float black_l = 0.07f, black_share = 0.75f, card_mean = 0.15f, card_low = 0.02f;

/* A shot at an end. */
struct end_shot {
    size_t film;
    struct facet_shot *shot;
};

struct ends {
    struct end_shot *items;
    size_t count, capacity;
};

static bool is_at_end(const struct facet_film *film, const struct facet_shot *shot)
{
    const struct facet_shot *last = &film->shots[film->count - 1];
    double seconds = last->starts + last->seconds, reach = fmin(end_share * seconds, end_most);
    double middle = shot->starts + shot->seconds / 2;
    return middle <= reach || middle >= seconds - reach;
}

static bool is_clear(const struct facet_shot *shot)
{
    return shot->kind == PST_SHOT_PICTURE &&
           shot->fingerprint[FINGERPRINT_QUALITY] >= FINGERPRINT_LEAST_QUALITY;
}

static bool collect_ends(struct facet_film *const *films, size_t count, struct ends *ends)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < films[i]->count; k++) {
            struct facet_shot *shot = &films[i]->shots[k];
            if (is_clear(shot) && is_at_end(films[i], shot) && !array_push(ends, (struct end_shot){i, shot}))
                return false;
        }
    return true;
}

static bool differ(const struct facet_shot *p, const struct facet_shot *q, int byte, int most)
{
    return abs(p->fingerprint[byte] - q->fingerprint[byte]) > most;
}

static bool is_copy(const struct facet_shot *p, const struct facet_shot *q)
{
    if (differ(p, q, FINGERPRINT_LUMA, COPY_LUMA) || differ(p, q, FINGERPRINT_CB, COPY_CHROMA) ||
        differ(p, q, FINGERPRINT_CR, COPY_CHROMA))
        return false;
    return p->seconds <= copy_length * q->seconds && q->seconds <= copy_length * p->seconds &&
           fingerprint_distance(p->fingerprint, q->fingerprint, false) <= COPY_BITS;
}

static bool is_same_film(const struct facet_film *p, const struct facet_film *q)
{
    return p == q || (p->about.hash && q->about.hash && strcmp(p->about.hash, q->about.hash) == 0);
}

/* Counts each film once, and none that comes twice. */
static bool is_first_of_its_kind(struct facet_film *const *films, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (is_same_film(films[i], films[at]))
            return false;
    return true;
}

/* How many films but its own have a copy of the shot at an end. `counted`: one a film. */
static int64_t count_films(struct facet_film *const *films, const struct ends *ends,
                           const struct end_shot *of, const bool *counted)
{
    int64_t found = 0;
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < ends->count; i++) {
        const struct end_shot *other = &ends->items[i];
        if (other->film == last || !counted[other->film] ||
            is_same_film(films[of->film], films[other->film]) || !is_copy(of->shot, other->shot))
            continue;
        found++;
        last = other->film;
    }
    return found;
}

static bool is_card(const struct facet_shot *shot)
{
    const struct facets *f = &shot->facets;
    float black = 0;
    if (!(f->told >> PST_FACET_COLOUR & 1) || !(f->told >> PST_FACET_LIGHT & 1))
        return false;
    for (int i = 0; i < f->colours; i++)
        black += f->colour[i].l < black_l ? f->colour[i].weight : 0;
    return black >= black_share && f->light[0] <= card_mean && f->light[2] <= card_low;
}

/* What a shot is, and in how many films. */
struct sort {
    const char *what; /* NULL: counts */
    int64_t films;
};

static struct sort sort_of(const struct facet_film *film, const struct facet_shot *shot, int64_t others,
                           int64_t needed)
{
    if (shot->kind != PST_SHOT_PICTURE)
        return (struct sort){shot->kind == PST_SHOT_BLACK ? "black" : "solid", 1};
    if (others >= needed)
        return (struct sort){"logo", others + 1};
    if (is_at_end(film, shot) && is_card(shot))
        return (struct sort){"card", 1};
    return (struct sort){NULL, 0};
}

struct found {
    struct pst_common *items;
    size_t count, capacity;
};

/* Goes on with what is told of the film if it is the same sort of thing. */
static bool tell(struct found *found, size_t film, const struct facet_shot *shot, struct sort sort)
{
    struct pst_common *before = found->count ? &found->items[found->count - 1] : NULL;
    if (before && before->film == (int64_t)film && before->last + 1 == shot->first &&
        strcmp(before->what, sort.what) == 0) {
        before->last = shot->last;
        before->seconds = shot->starts + shot->seconds - before->starts;
        before->films = before->films > sort.films ? before->films : sort.films;
        return true;
    }
    struct pst_common common = {(int64_t)film, shot->first, shot->last, shot->starts,
                                shot->seconds, sort.what,   sort.films};
    return array_push(found, common);
}

/* `at` goes on through the ends of this film. */
static bool sort_film(struct facet_film *const *films, size_t film, const struct ends *ends,
                      const int64_t *others, int64_t needed, size_t *at, struct found *found)
{
    for (size_t k = 0; k < films[film]->count; k++) {
        struct facet_shot *shot = &films[film]->shots[k];
        bool end = *at < ends->count && ends->items[*at].shot == shot;
        struct sort sort = sort_of(films[film], shot, end ? others[*at] : 0, needed);
        *at += end;
        shot->common = sort.what != NULL;
        if (sort.what && !tell(found, film, shot, sort))
            return false;
    }
    return true;
}

static bool sort_films(struct facet_film *const *films, size_t count, const struct ends *ends,
                       struct found *found)
{
    int64_t *others = calloc(ends->count + 1, sizeof *others), kinds = 0;
    bool *counted = calloc(count + 1, sizeof *counted), done = others && counted;
    for (size_t i = 0; done && i < count; i++)
        kinds += counted[i] = is_first_of_its_kind(films, i);
    for (size_t i = 0; done && i < ends->count; i++)
        others[i] = count_films(films, ends, &ends->items[i], counted);
    for (size_t i = 0, at = 0; done && i < count; i++)
        done = sort_film(films, i, ends, others, kinds < 3 ? 1 : 2, &at, found);
    free(others);
    free(counted);
    return done;
}

bool find_common(struct facet_film *const *films, size_t count, struct pst_common **list, size_t *list_count)
{
    struct ends ends = {0};
    struct found found = {0};
    bool done = collect_ends(films, count, &ends) && sort_films(films, count, &ends, &found);
    free(ends.items);
    if (!done) {
        free(found.items);
        found = (struct found){0};
    }
    *list = found.items;
    *list_count = found.count;
    return done;
}
