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
    uint8_t luma, cb, cr; /* of its fingerprint: looked at first, and most */
};

struct ends {
    struct end_shot *items;
    size_t count, capacity;
};

bool is_at_end(const struct facet_film *film, const struct facet_shot *shot)
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
            const uint8_t *bytes = shot->fingerprint;
            struct end_shot end = {i, shot, bytes[FINGERPRINT_LUMA], bytes[FINGERPRINT_CB],
                                   bytes[FINGERPRINT_CR]};
            if (is_clear(shot) && is_at_end(films[i], shot) && !array_push(ends, end))
                return false;
        }
    return true;
}

static bool is_copy(const struct end_shot *p, const struct end_shot *q)
{
    if (abs(p->luma - q->luma) > COPY_LUMA || abs(p->cb - q->cb) > COPY_CHROMA ||
        abs(p->cr - q->cr) > COPY_CHROMA)
        return false;
    return p->shot->seconds <= copy_length * q->shot->seconds &&
           q->shot->seconds <= copy_length * p->shot->seconds &&
           fingerprint_distance(p->shot->fingerprint, q->shot->fingerprint, false) <= COPY_BITS;
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

/* Counting. `counted`: one a film; ends [from, to) are the settled films'. */
struct counting {
    struct facet_film *const *films;
    const struct ends *ends;
    const bool *counted;
    size_t from, to;
};

/* How many films but its own have a copy of the shot at an end, of ends [first, end). */
static uint32_t count_films(const struct counting *c, const struct end_shot *of, size_t first, size_t end)
{
    uint32_t found = 0;
    size_t last = SIZE_MAX;
    for (size_t i = first; i < end; i++) {
        const struct end_shot *other = &c->ends->items[i];
        if (other->film == last || !c->counted[other->film] || !is_copy(of, other) ||
            is_same_film(c->films[of->film], c->films[other->film]))
            continue;
        found++;
        last = other->film;
    }
    return found;
}

static void count_copies(const struct counting *c)
{
    for (size_t i = 0; i < c->ends->count; i++) {
        const struct end_shot *of = &c->ends->items[i];
        bool settled = i >= c->from && i < c->to;
        uint32_t before = settled ? of->shot->copies : count_films(c, of, c->from, c->to);
        of->shot->copies =
            before + count_films(c, of, 0, c->from) + count_films(c, of, c->to, c->ends->count);
    }
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

static struct sort sort_of(const struct facet_film *film, const struct facet_shot *shot, int64_t needed)
{
    int64_t others = is_clear(shot) && is_at_end(film, shot) ? shot->copies : 0;
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

static bool sort_film(struct facet_film *const *films, size_t film, int64_t needed, struct found *found)
{
    for (size_t k = 0; k < films[film]->count; k++) {
        struct facet_shot *shot = &films[film]->shots[k];
        struct sort sort = sort_of(films[film], shot, needed);
        shot->common = sort.what != NULL;
        if (sort.what && !tell(found, film, shot, sort))
            return false;
    }
    return true;
}

enum { FILMS_NEEDED = 2 };

bool is_common_anyway(const struct facet_film *film, const struct facet_shot *shot)
{
    return sort_of(film, shot, FILMS_NEEDED).what != NULL;
}

static bool sort_films(struct facet_film *const *films, size_t count, const struct ends *ends,
                       struct settled_films settled, struct found *found)
{
    bool *counted = calloc(count + 1, sizeof *counted);
    int64_t kinds = 0;
    struct counting counting = {films, ends, counted, 0, 0};
    if (!counted)
        return false;
    for (size_t i = 0; i < count; i++)
        kinds += counted[i] = is_first_of_its_kind(films, i);
    for (size_t i = 0; i < ends->count; i++) {
        counting.from += ends->items[i].film < settled.first;
        counting.to += ends->items[i].film < settled.first + settled.count;
    }
    count_copies(&counting);
    bool done = true;
    for (size_t i = 0; done && i < count; i++)
        done = sort_film(films, i, kinds < 3 ? 1 : FILMS_NEEDED, found);
    free(counted);
    return done;
}

bool find_common(struct facet_film *const *films, size_t count, struct settled_films settled,
                 struct pst_common **list, size_t *list_count)
{
    struct ends ends = {0};
    struct found found = {0};
    bool done = collect_ends(films, count, &ends) && sort_films(films, count, &ends, settled, &found);
    free(ends.items);
    if (!done) {
        free(found.items);
        found = (struct found){0};
    }
    *list = found.items;
    *list_count = found.count;
    return done;
}
