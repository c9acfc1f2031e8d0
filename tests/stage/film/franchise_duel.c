/* SPDX-License-Identifier: Apache-2.0 */
/* Which of the franchise's duels a fight is made of, and how they differ from how they were last time. */
#include "film/franchise_parts.h"

#include <string.h>

enum { most_danced = 24 };

static void draw_variation(struct stream *s, const struct choreography_style *style, struct danced *danced)
{
    const struct choreography *duel = &style->duels[danced->duel];
    for (int i = 2; i <= duel->count; i++) {
        int moves = duel->moves[i - 1].verb != deed_get_up && duel->moves[i - 1].verb != deed_throw &&
                    duel->moves[i - 1].verb != deed_fall;
        if (draw(s) < style->leaving_out && danced->without_count < 3 && moves)
            danced->without[danced->without_count++] = i;
    }
    static const enum verb verbs[] = {deed_punch, deed_kick, deed_block, deed_dodge};
    int puts_in = draw(s) < style->putting_in, which = draw_one_of(s, 4);
    int after = draw_one_of(s, duel->count);
    danced->added = puts_in ? verbs[which] : deed_kinds;
    danced->add_at = (int)duel->moves[after].at + 9;
}

static int duel_length(const struct choreography *duel)
{
    return (int)duel->moves[duel->count - 1].at + 50;
}

int duels_plan(const struct film *film, int unit, struct danced *danced, int room)
{
    const struct unit *told = &film->story.units[unit];
    const struct choreography_style *style =
        &film->styles[film_which(film, told, knob_choreography)].choreography;
    struct stream s = detail_of(film, unit, knob_choreography, "duels");
    int at = lead_in + (told->line_count ? told->lines[0].length / 2 : 8), count = 0;
    int until = lead_in + told->frames + jump_room;
    while (count < room && (count == 0 || at < until)) {
        struct danced *next = &danced[count++];
        memset(next, 0, sizeof *next);
        next->duel = draw_one_of(&s, style->count);
        double faster = draw_normal(&s);
        next->speed = style->speed * power(1.12, faster);
        next->speed = (int)(next->speed * 100 + 0.5) / 100.0;
        next->mirror = draw(&s) < style->mirrored;
        next->swapped = draw(&s) < 0.5;
        next->at = at;
        draw_variation(&s, style, next);
        next->length = (int)(duel_length(&style->duels[next->duel]) / next->speed);
        at += next->length + draw_one_of(&s, 16);
    }
    return count;
}

static struct performance performance_of(const struct danced *danced)
{
    struct performance performance = {.at = danced->at,
                                      .actors = {danced->swapped, !danced->swapped},
                                      .mirror = danced->mirror,
                                      .speed = danced->speed};
    for (int i = 0; i < danced->without_count; i++)
        performance.without[i] = danced->without[i];
    if (danced->added != deed_kinds)
        performance.added[performance.added_count++] =
            (struct choreography_move){danced->add_at, 0, 1, 0, danced->added};
    return performance;
}

int duels_deeds(const struct film *film, int unit, struct deed *deeds, int room)
{
    const struct unit *told = &film->story.units[unit];
    const struct choreography_style *style =
        &film->styles[film_which(film, told, knob_choreography)].choreography;
    struct danced danced[most_danced];
    int plans = duels_plan(film, unit, danced, most_danced), count = 0;
    for (int i = 0; i < plans; i++) {
        struct performance performance = performance_of(&danced[i]);
        int more = choreography_perform(&style->duels[danced[i].duel], danced[i].duel, &performance,
                                        deeds + count, room - count);
        count = more < room - count ? count + more : room;
    }
    return count;
}

/* Whom it is meant for blocks it or dodges. */
static int is_stopped(const struct deed *deeds, int count, const struct deed *blow, double moment)
{
    for (int i = 0; i < count; i++) {
        const struct deed *deed = &deeds[i];
        if (deed->who == blow->whom && (deed->verb == deed_block || deed->verb == deed_dodge) &&
            deed->at <= moment && moment <= deed->at + deed->length)
            return 1;
    }
    return 0;
}

int duels_hits(const struct film *film, int unit, double *hits, int room)
{
    struct deed *deeds = calloc(most_duel_deeds, sizeof *deeds);
    if (!deeds)
        exit(5);
    int count = duels_deeds(film, unit, deeds, most_duel_deeds), found = 0;
    for (int i = 0; i < count; i++) {
        double impact = deed_impact(&deeds[i]), moment = deeds[i].at + impact;
        if (impact >= 0 && deeds[i].verb != deed_roll && !is_stopped(deeds, count, &deeds[i], moment) &&
            found < room)
            hits[found++] = moment;
    }
    free(deeds);
    return found;
}
