/* SPDX-License-Identifier: Apache-2.0 */
#include "compare_rows.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TOP = 3 };

struct precedent_tally {
    int asked;            /* shots whose set the plant has */
    int elsewhere;        /* shots whose set it has not: nothing to be found */
    int hits[PST_LOOKS];  /* by facet */
    long long least_pool; /* shots of the smallest pool */
};

/* The film, its plant and what is true of both. */
struct planting {
    struct series_place *film, *plant;
    size_t film_count, plant_count;
    char plant_reel[SERIES_PATH];
};

static const struct series_film planted = {KIND_PLANTED, 0, 0}, plant = {KIND_PLAIN, 1, 1};

/* All films of the other series: what their sets are like is drawn anew for each. */
static void gather_pool(const struct compare_bench *b, uint64_t own, struct reel_list *pool)
{
    char reel[SERIES_PATH];
    uint64_t seed;
    for (int n = 0; compared_seed(b, n, &seed); n++) {
        struct series_film films[MOST_SERIES_FILMS];
        int count = series_list(false, films);
        for (int i = 0; seed != own && i < count; i++)
            if (compared_reel(b, seed, &films[i], reel))
                reels_add(pool, reel);
    }
}

static bool is_hit(const struct planting *p, const struct pst_compared *films,
                   const struct pst_precedent *precedent, const char *set)
{
    const char *found = series_set_at(p->plant, p->plant_count, (precedent->first + precedent->last) / 2);
    return found && strcmp(found, set) == 0 && strcmp(films[precedent->film].reel, p->plant_reel) == 0;
}

static bool has_set(const struct planting *p, const char *set)
{
    for (size_t i = 0; i < p->plant_count; i++)
        if (strcmp(p->plant[i].set, set) == 0)
            return true;
    return false;
}

/* Where the film's shot plays, if the plant has the set. */
static const char *asked_set(const struct planting *p, const struct pst_compared_shot *shot,
                             struct precedent_tally *tally)
{
    const char *set = series_set_at(p->film, p->film_count, (shot->first + shot->last) / 2);
    bool there = set && has_set(p, set);
    tally->asked += there;
    tally->elsewhere += set && !there;
    return there ? set : NULL;
}

static void tally_hits(const struct planting *p, struct pst_comparison *comparison,
                       struct precedent_tally *tally)
{
    const struct pst_compared *films;
    const struct pst_compared_shot *shots;
    const struct pst_precedent *precedents;
    size_t film_count, shot_count, count;
    if (pst_comparison_films(comparison, &films, &film_count, NULL) != PST_OK ||
        pst_comparison_shots(comparison, &shots, &shot_count, NULL) != PST_OK ||
        pst_comparison_precedents(comparison, &precedents, &count, NULL) != PST_OK)
        return;
    long long pool = 0;
    for (size_t i = 0; i < film_count; i++)
        pool += films[i].role == PST_ROLE_REFERENCE ? films[i].shots : 0;
    if (tally->least_pool == 0 || pool < tally->least_pool)
        tally->least_pool = pool;
    bool(*hit)[PST_LOOKS] = calloc(shot_count + 1, sizeof *hit);
    const char **sets = calloc(shot_count + 1, sizeof *sets);
    for (size_t i = 0; i < shot_count; i++)
        sets[i] = asked_set(p, &shots[i], tally);
    for (size_t i = 0; i < count; i++) {
        const struct pst_precedent *precedent = &precedents[i];
        if (!precedent->window && precedent->rank <= TOP && sets[precedent->of])
            hit[precedent->of][precedent->facet] |= is_hit(p, films, precedent, sets[precedent->of]);
    }
    for (size_t i = 0; i < shot_count; i++)
        for (int facet = 0; facet < PST_LOOKS; facet++)
            tally->hits[facet] += hit[i][facet];
    free(hit);
    free(sets);
}

static void ask_planted(const struct compare_bench *b, uint64_t seed, struct precedent_tally *tally)
{
    struct planting p = {0};
    struct reel_list pool = {0}, none = {0};
    char reel[SERIES_PATH];
    if (!compared_reel(b, seed, &planted, reel) || !compared_reel(b, seed, &plant, p.plant_reel))
        return;
    p.film = series_places(b->work, seed, &planted, &p.film_count);
    p.plant = series_places(b->work, seed, &plant, &p.plant_count);
    gather_pool(b, seed, &pool);
    reels_add(&pool, p.plant_reel);
    struct pst_comparison *comparison = p.film && p.plant ? compared(b, reel, &pool, &none) : NULL;
    if (comparison) {
        tally_hits(&p, comparison, tally);
        compared_tell(b, "%s: up to here %d of %d shots found their plant", reel, tally->hits[PST_TOGETHER],
                      tally->asked);
        pst_comparison_close(&comparison);
    }
    free(p.film);
    free(p.plant);
    reels_release(&pool);
}

void precedent_scores(const struct compare_bench *b)
{
    struct precedent_tally tally = {0};
    char words[96];
    uint64_t seed;
    for (int n = 0; compared_seed(b, n, &seed); n++)
        ask_planted(b, seed, &tally);
    printf(
        "\nprecedents: shots of films in planted sets and palette; %d more play in sets that the plant has "
        "not\n",
        tally.elsewhere);
    compare_row("precedents: shots in the smallest pool", 0, (double)tally.least_pool, no_odds, AT_LEAST,
                10000);
    for (int facet = 0; facet < PST_LOOKS; facet++) {
        bool picture = facet <= PST_FACET_SETTING;
        if (!picture && facet != PST_TOGETHER)
            continue;
        snprintf(words, sizeof words, "precedents: the plant's set among the top %d, by %s", TOP,
                 facet == PST_TOGETHER ? "all together" : pst_facet_name(facet));
        compare_row(words, tally.asked, tally.asked ? (double)tally.hits[facet] / tally.asked : (double)NAN,
                    share_odds(tally.hits[facet], tally.asked), AT_LEAST,
                    facet == PST_TOGETHER ? 0.95 : (double)NAN);
    }
}
