/* SPDX-License-Identifier: Apache-2.0 */
/* Where the film is cut, to which set-up, and how shots are joined. The story has fixed when each scene
 * begins and ends; halves of gradual joins lie on both sides of a border, so that nothing moves when the
 * cutting changes. */
#include "film/franchise_parts.h"

#include <string.h>

enum { most_events = 256 };

struct cutter {
    struct film *film;
    int unit;
    const struct unit *told;
    const struct cutting_style *style;
    struct stream stream;
    int events[most_events]; /* frames of the film to which cuts are drawn */
    int event_count;
    int jumped;
    int burst; /* very short shots still to come in a row */
};

static const double pace_of[kind_count] = {1, 1.7, 1, 1.15, 0.45, 1.9, 0.35, 0.65};

static double pace(const struct cutting_style *style, enum story_kind kind)
{
    int action = kind == kind_fight || kind == kind_chase;
    return style->median * pace_of[kind] * (action ? style->action : 1);
}

/* ---- lengths ---- */

static int compare_events(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static void find_events(struct cutter *cutter)
{
    const struct unit *told = cutter->told;
    int *count = &cutter->event_count;
    if (told->kind == kind_fight) {
        double hits[most_events];
        *count = duels_hits(cutter->film, cutter->unit, hits, most_events);
        for (int i = 0; i < *count; i++)
            cutter->events[i] = told->begin - lead_in + (int)(hits[i] + 0.5) + cutter->style->hit_offset;
    }
    for (int i = 1; i < told->line_count && told->kind == kind_talk; i++) {
        if (told->lines[i].who != told->lines[i - 1].who)
            cutter->events[(*count)++] = told->begin - lead_in + told->lines[i].at - cutter->style->lead;
    }
    qsort(cutter->events, (size_t)*count, sizeof *cutter->events, compare_events);
}

static int is_action(const struct unit *told)
{
    return told->kind == kind_fight || told->kind == kind_chase;
}

/* Three to seven shots of a few frames each; 0: none now. */
static int draw_burst(struct cutter *cutter)
{
    struct stream *s = &cutter->stream;
    double bursts = draw(s);
    int run = 3 + draw_one_of(s, 5), frames = 4 + draw_one_of(s, 10);
    int brisk = is_action(cutter->told) || cutter->told->kind == kind_dance;
    if (!cutter->burst && brisk && bursts < cutter->style->bursts)
        cutter->burst = run;
    return cutter->burst > 0 && cutter->burst-- ? frames : 0;
}

static int draw_end(struct cutter *cutter, int begin)
{
    const struct unit *told = cutter->told;
    struct stream *s = &cutter->stream;
    double deviation = draw_normal(s), drawn = draw(s);
    double seconds = pace(cutter->style, told->kind) * power(2.718281828, cutter->style->spread * deviation);
    int least = is_action(told) ? 6 : 11, burst = draw_burst(cutter);
    int length = (int)(seconds * film_rate), end = begin + (length < least ? least : length);
    int fights = told->kind == kind_fight, best = end, until = told->begin + told->frames;
    if (burst && begin + burst + least + 5 < until)
        return begin + burst;
    int near = (end - begin) * (fights ? 13 : 9) / 20 + 2;
    int drawn_to = drawn < (fights ? cutter->style->on_hits : 0.75);
    for (int i = 0; i < cutter->event_count && drawn_to; i++) {
        int event = cutter->events[i], off = event > end ? event - end : end - event;
        if (event >= begin + least && off < near) {
            near = off;
            best = event;
        }
    }
    return until - best < least + 5 ? until : best;
}

/* ---- set-ups ---- */

static const struct told_line *line_at(const struct unit *told, int clock)
{
    const struct told_line *last = told->line_count ? &told->lines[0] : NULL;
    for (int i = 0; i < told->line_count && told->lines[i].at - 4 <= clock; i++)
        last = &told->lines[i];
    return last;
}

/* Nearer to whom one was on, or farther off, along the same axis. */
static int stay_with(struct cutter *cutter, const struct cut_shot *before, struct cut_shot *shot)
{
    double stays = draw(&cutter->stream);
    int one = before->setup == setup_single || before->setup == setup_close;
    if (before->unit != shot->unit || !one || stays >= cutter->style->closer)
        return 0;
    shot->who = before->who;
    shot->setup = before->setup == setup_close ? setup_single : setup_close;
    return 1;
}

static void choose_in_talk(struct cutter *cutter, struct cut_shot *shot)
{
    const struct unit *told = cutter->told;
    struct stream *s = &cutter->stream;
    int middle = (shot->begin + shot->end) / 2, clock = middle - told->begin + lead_in;
    const struct told_line *line = line_at(told, clock);
    double late = (middle - told->begin) / (double)told->frames;
    double weights[setup_kinds] = {[setup_master] = 1.2,         [setup_wide] = 0.3, [setup_single] = 4,
                                   [setup_close] = 1 + 3 * late, [setup_over] = 4,   [setup_insert] = 0.15};
    double reacts = draw(s), crosses = draw(s);
    shot->setup = (enum setup_kind)draw_weighted(s, weights, setup_kinds);
    int long_enough = shot->end - shot->begin > 16;
    shot->who = line ? line->who : draw_one_of(s, 2);
    if (line && line->emphatic && shot->setup != setup_master)
        shot->setup = setup_close;
    if (reacts < cutter->style->reactions) {
        shot->who = !shot->who;
        shot->setup = shot->setup == setup_over ? setup_single : shot->setup;
    }
    if (crosses < cutter->style->crossing && long_enough)
        shot->setup = setup_cross;
    if (shot->setup == setup_wide || shot->setup == setup_master)
        shot->who = 0;
    if (shot->begin == told->begin && crosses < 0.8) {
        shot->setup = crosses < 0.5 ? setup_master : setup_wide;
        shot->who = 0;
    }
}

static void choose_by_weight(struct cutter *cutter, enum story_kind act, struct cut_shot *shot)
{
    static const double weights[kind_count][setup_kinds] = {
        /*         master wide single close over cross track insert low */
        [kind_walk] = {0, 2, 1.5, 0, 0, 0, 6, 0, 0},
        [kind_fight] = {3, 1.2, 3, 1.2, 1.5, 0.1, 0, 0.3, 2},
        [kind_chase] = {0, 3, 3, 0, 0, 0, 4, 0, 2},
        [kind_dance] = {3, 2, 3, 1.2, 0, 0, 0, 0.2, 1.6},
        [kind_quiet] = {0, 5, 1.6, 0.8, 0, 0, 0, 0.2, 0.5},
        [kind_training] = {3, 0.6, 3, 1, 0.4, 0, 0, 0.2, 2},
    };
    double now[setup_kinds];
    memcpy(now, weights[act], sizeof now);
    if (cutter->told->count == 0) {
        memset(now, 0, sizeof now);
        now[setup_wide] = 1;
    }
    shot->setup = (enum setup_kind)draw_weighted(&cutter->stream, now, setup_kinds);
    shot->who = draw_one_of(&cutter->stream, cutter->told->count == 1 ? 1 : 2);
    if (shot->setup == setup_wide)
        shot->who = draw_one_of(&cutter->stream, act == kind_quiet ? 4 : 2);
    if (shot->setup == setup_master)
        shot->who = 0;
}

static int alike(const struct cut_shot *a, const struct cut_shot *b)
{
    return a->unit == b->unit && a->part == b->part && a->setup == b->setup && a->who == b->who;
}

static void choose_setup(struct cutter *cutter, const struct cut_shot *before, int n, struct cut_shot *shot)
{
    shot->part = n % cutter->told->parts;
    enum story_kind act = cutter->told->acts[shot->part];
    int goes_on = act != kind_walk && act != kind_chase && act != kind_talk && cutter->told->parts == 1;
    double jumps = draw(&cutter->stream);
    int left_out = 16 + draw_one_of(&cutter->stream, 30);
    if (before->unit == shot->unit && goes_on && jumps < cutter->style->jumps &&
        cutter->jumped + left_out <= jump_room && act != kind_fight) {
        shot->setup = before->setup;
        shot->who = before->who;
        shot->jump = left_out;
        cutter->jumped += left_out;
        return;
    }
    if (act == kind_talk && stay_with(cutter, before, shot))
        return;
    for (int tries = 0; tries < 6; tries++) {
        if (act == kind_talk)
            choose_in_talk(cutter, shot);
        else
            choose_by_weight(cutter, act, shot);
        if (!alike(shot, before))
            return;
    }
    if (cutter->told->count < 2) {
        shot->setup = setup_wide;
        shot->who = (before->who + 1) % 4;
        return;
    }
    shot->who = shot->setup == setup_master ? 0 : !shot->who;
    shot->setup = shot->setup == setup_master ? setup_single : shot->setup;
}

/* ---- shots ---- */

static struct cut_shot *add_shot(struct film *film, const struct cut_shot *shot)
{
    film->shots = grown(film->shots, film->shot_count + 1, &film->shot_room, sizeof *film->shots);
    film->shots[film->shot_count] = *shot;
    return &film->shots[film->shot_count++];
}

/* A few frames of an eye or a fist between two shots of a fight. */
static void flash_cut(struct cutter *cutter, struct cut_shot *shot)
{
    double flashes = draw(&cutter->stream);
    int length = 1 + draw_one_of(&cutter->stream, 3), who = draw_one_of(&cutter->stream, 2);
    if (flashes > 0.07 || shot->end - shot->begin < 20 || shot->setup == setup_insert)
        return;
    struct cut_shot flash = *shot;
    flash.end = flash.begin + length;
    flash.setup = setup_insert;
    flash.who = who;
    flash.whip = 0;
    shot->begin = flash.end;
    add_shot(cutter->film, &flash);
}

static void whip_out(struct cutter *cutter, struct cut_shot *shot)
{
    double whips = draw(&cutter->stream);
    int degrees = 35 + draw_one_of(&cutter->stream, 45);
    const struct cut_shot *before = &cutter->film->shots[cutter->film->shot_count - 1];
    if (before->unit == shot->unit && before->whip > 0 && shot->end - shot->begin >= 12)
        shot->whip = -before->whip;
    else if (whips < 0.25 && shot->end - shot->begin >= 14)
        shot->whip = degrees;
}

static void cut_unit(struct film *film, int unit)
{
    const struct unit *told = &film->story.units[unit];
    struct cutter cutter = {.film = film,
                            .unit = unit,
                            .told = told,
                            .style = &film->styles[film_which(film, told, knob_cutting)].cutting,
                            .stream = detail_of(film, unit, knob_cutting, "shots")};
    find_events(&cutter);
    int at = told->begin, until = told->begin + told->frames, action = is_action(told);
    for (int n = 0; at < until; n++) {
        struct cut_shot shot = {.unit = unit, .begin = at, .end = draw_end(&cutter, at)};
        choose_setup(&cutter, &film->shots[film->shot_count - 1], n, &shot);
        shot.jumped = cutter.jumped;
        if (action) {
            whip_out(&cutter, &shot);
            flash_cut(&cutter, &shot);
        }
        add_shot(film, &shot);
        at = shot.end;
    }
}

/* ---- joins ---- */

static const double gradual_of[kind_count] = {0.1, 0.4, 0.04, 0.04, 0.3, 3, 3, 0.5};
enum { between_units = 8 };

static double gradual_share(double strength, double weight)
{
    return strength * weight < 0.9 ? strength * weight : 0.9;
}

/* How strongly joins must lean to being gradual for the wanted share of all of them, told from the story and
 * the style alone. */
static double find_strength(const struct film *film, const struct cutting_style *style)
{
    int asked = film->order->gradual;
    double wanted = asked > 0 ? asked / 100.0 : asked < 0 ? 0 : style->gradual, low = 0, high = 20;
    double stretch = power(2.718281828, style->spread * style->spread / 2);
    for (int step = 0; step < 40; step++) {
        double strength = (low + high) / 2, all = 2, gradual = 0;
        for (int i = 0; i < film->story.unit_count; i++) {
            const struct unit *told = &film->story.units[i];
            double inner = told->frames / (pace(style, told->kind) * stretch * film_rate) - 1;
            inner = inner < 0 ? 0 : inner;
            all += inner + 1;
            gradual += inner * gradual_share(strength, gradual_of[told->kind]);
            gradual += gradual_share(strength, between_units);
        }
        *(gradual < wanted * all ? &low : &high) = strength;
    }
    return low;
}

static int fitting(int frames, const struct cut_shot *a, const struct cut_shot *b, int tenths)
{
    int room = a->end - a->begin < b->end - b->begin ? a->end - a->begin : b->end - b->begin;
    room = room * tenths / 10;
    return frames < room ? frames : room;
}

struct join_draw {
    int kind, frames, second, way, colour, black;
    double soft;
};

/* All that a join may need, so that what comes of it has no part in what is drawn next. */
static struct join_draw draw_join_kind(const struct cutting_style *style, struct stream *s, int inner,
                                       int plain)
{
    struct join_draw drawn;
    double deviation = draw_normal(s), weights[6];
    for (int i = 0; i < 6; i++)
        weights[i] = style->kinds[i] * (plain && i > 0 ? 0.08 : 1);
    drawn.kind = draw_weighted(s, weights, 6);
    drawn.frames = (int)(style->join_frames * power(1.7, deviation) * (inner ? 0.8 : 1.2));
    drawn.frames = drawn.frames < 4 ? 4 : drawn.frames > 96 ? 96 : drawn.frames;
    drawn.second = draw_one_of(s, 2);
    drawn.way = 90 * draw_one_of(s, 4);
    drawn.colour = draw_one_of(s, 5);
    double hard = draw(s), soft = draw_between(s, 0.01, 0.12);
    drawn.soft = hard < 0.5 ? 0 : soft;
    double apart = draw(s);
    int black = 4 + draw_one_of(s, 20);
    drawn.black = apart < 0.5 ? black : 0;
    return drawn;
}

static void fade_between(const struct join_draw *drawn, struct cut_shot *before, struct cut_shot *shot)
{
    int frames = fitting(drawn->frames, before, shot, 4), length = shot->end - shot->begin;
    if (frames < 4)
        return;
    if (drawn->kind == 2) {
        shot->dip = frames;
        shot->dip_colour = drawn->colour < 3 ? 1 : drawn->colour == 3 ? 2 : 0;
        return;
    }
    before->fade_out = frames;
    shot->fade_in = fitting(frames, before, shot, 3);
    shot->black = length > 3 * drawn->black + frames ? drawn->black : 0;
    shot->begin += shot->black;
}

static void join_gradually(const struct join_draw *drawn, struct cut_shot *before, struct cut_shot *shot)
{
    static const enum join joins[6][2] = {[0] = {join_dissolve, join_dissolve},
                                          [3] = {join_wipe, join_wipe},
                                          [4] = {join_clock, join_iris},
                                          [5] = {join_push, join_slide}};
    int frames = fitting(drawn->frames, before, shot, 8);
    if (drawn->kind == 1 || drawn->kind == 2) {
        fade_between(drawn, before, shot);
    } else if (frames >= 4) {
        shot->join = joins[drawn->kind][drawn->second];
        shot->join_frames = frames;
        shot->join_way = drawn->way;
        shot->join_soft = drawn->kind == 3 || drawn->kind == 4 ? drawn->soft : 0;
    }
}

static void draw_join(struct film *film, const struct cutting_style *style, struct stream *s, double strength,
                      int n)
{
    struct cut_shot *shot = &film->shots[n], *before = shot - 1;
    int inner = shot->unit == before->unit;
    enum story_kind kind = shot->unit >= 0 ? film->story.units[shot->unit].kind : kind_quiet;
    double share = gradual_share(strength, inner ? gradual_of[kind] : between_units);
    double gradual = draw(s), blends = draw(s);
    struct join_draw drawn = draw_join_kind(style, s, inner, inner && kind != kind_montage);
    if (shot->jump || shot->end - shot->begin < 8 || before->end - before->begin < 8)
        return;
    if (gradual < share) {
        join_gradually(&drawn, before, shot);
    } else if (blends < 0.008) {
        shot->join = join_dissolve;
        shot->join_frames = 1;
    }
}

static void join_shots(struct film *film)
{
    double strengths[2] = {find_strength(film, &film->styles[0].cutting),
                           find_strength(film, &film->styles[1].cutting)};
    struct stream s = detail_of(film, -1, knob_cutting, "joins");
    int unit = -1;
    for (int n = 2; n < film->shot_count; n++) {
        const struct cut_shot *shot = &film->shots[n];
        int which = shot->unit < 0 ? 0 : film_which(film, &film->story.units[shot->unit], knob_cutting);
        if (shot->unit != unit) {
            unit = shot->unit;
            s = detail_of(film, unit, knob_cutting, "joins");
        }
        draw_join(film, &film->styles[which].cutting, &s, strengths[which], n);
    }
}

void cutting_plan(struct film *film)
{
    const struct story *story = &film->story;
    struct cut_shot logo = {.unit = unit_logo, .end = story->logo, .fade_in = 12, .fade_out = 12};
    struct cut_shot title = {
        .unit = unit_title, .begin = story->logo, .end = story->logo + story->title_card};
    add_shot(film, &logo);
    add_shot(film, &title);
    for (int i = 0; i < story->unit_count; i++)
        cut_unit(film, i);
    struct cut_shot credits = {
        .unit = unit_credits, .begin = story->frames - story->credits, .end = story->frames, .fade_out = 24};
    add_shot(film, &credits);
    join_shots(film);
}
