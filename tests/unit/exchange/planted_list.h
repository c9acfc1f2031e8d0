/* SPDX-License-Identifier: Apache-2.0 */
/* A list with every kind of change, for the writers of whole timelines. Its first shot is `longer` ticks
   longer than the others, so that all borders after it lie late in the film:

   shot  ticks        begins with
   1     0..47        fade_in over 0..11, from the film's first frame on
   2     48..100      a cut
   3     101..149     dissolve over 95..105: six of its frames lie before the border, five after
   4     150..199     wipe over 145..154
   5     200..223     black; fade_out over 190..209
   6     224..259     jump_cut
   7     260..299     dip over 255..264; ends with a fade_out over 288..299, to the film's last frame */
#ifndef PST_PLANTED_LIST_H
#define PST_PLANTED_LIST_H

#include "exchange/exchange.h"
#include <string.h>

enum { PLANTED_SHOTS = 7, PLANTED_CHANGES = 8, PLANTED_TICKS = 300 };

/* Holds itself together: not to be copied. */
struct planted {
    struct exchange list;
    struct exchange_shot shots[PLANTED_SHOTS];
    struct exchange_change changes[PLANTED_CHANGES + 1];
    struct exchange_span labels[3], titles[2];
};

static inline double planted_seconds(const struct planted *p, int64_t tick)
{
    return (double)tick * p->list.clock.rate.den / p->list.clock.rate.num;
}

static inline void plant_change(struct planted *p, int i, enum pst_transition_kind kind, int64_t first,
                                int64_t last, const char *detail)
{
    struct exchange_change *c = &p->changes[i];
    bool cut = kind == PST_CUT || kind == PST_JUMP_CUT;
    c->transition = (struct pst_transition){kind, first, last, 0.5 + i / 16.0, ""};
    memcpy(c->transition.detail, detail, strlen(detail));
    c->in = first;
    c->out = cut ? first : last + 1;
    c->start = planted_seconds(p, c->in);
    c->end = planted_seconds(p, c->out);
}

static inline void plant_span(struct planted *p, struct exchange_span *span, const char *text, int64_t in,
                              int64_t out)
{
    *span =
        (struct exchange_span){text, in, out - 1, in, out, planted_seconds(p, in), planted_seconds(p, out)};
}

static inline void plant_shots(struct planted *p, int64_t longer)
{
    static const int64_t BORDERS[PLANTED_SHOTS + 1] = {0, 48, 101, 150, 200, 224, 260, 300};
    for (int i = 0; i < PLANTED_SHOTS; i++) {
        struct exchange_shot *shot = &p->shots[i];
        shot->number = (size_t)i + 1;
        shot->in = BORDERS[i] + (i ? longer : 0);
        shot->out = BORDERS[i + 1] + longer;
        shot->shot = (struct pst_shot){shot->in, shot->out - 1, i == 4 ? PST_SHOT_BLACK : PST_SHOT_PICTURE};
        shot->start = planted_seconds(p, shot->in);
        shot->end = planted_seconds(p, shot->out);
        shot->begins = &p->changes[i];
        shot->ends = &p->changes[i + 1];
    }
}

static inline void plant(struct planted *p, struct pst_rational rate, int64_t start, bool drop,
                         int64_t longer)
{
    memset(p, 0, sizeof *p);
    p->list = (struct exchange){
        .version = "0.1.0",
        .title = "A film",
        .file = "film.mov",
        .media = "/films/film.mov",
        .clock = {.rate = rate, .start = start, .drop = drop, .ticks = PLANTED_TICKS + longer},
        .frames = PLANTED_TICKS + longer,
        .width = 1920,
        .height = 1080,
        .sound_rate = 48000,
        .sound_channels = 2,
        .shots = p->shots,
        .shot_count = PLANTED_SHOTS,
        .titles = p->titles,
        .title_count = 2,
        .labels = p->labels,
        .label_count = 3,
    };
    p->list.duration = planted_seconds(p, p->list.clock.ticks);
    plant_change(p, 0, PST_FADE_IN, 0, 11, "colour=#000000");
    plant_change(p, 1, PST_CUT, longer + 48, longer + 48, "");
    plant_change(p, 2, PST_DISSOLVE, longer + 95, longer + 105, "");
    plant_change(p, 3, PST_WIPE, longer + 145, longer + 154, "wipe=left-to-right");
    plant_change(p, 4, PST_FADE_OUT, longer + 190, longer + 209, "colour=#000000");
    plant_change(p, 5, PST_JUMP_CUT, longer + 224, longer + 224, "");
    plant_change(p, 6, PST_DIP, longer + 255, longer + 264, "colour=#ffffff");
    plant_change(p, 7, PST_FADE_OUT, longer + 288, longer + 299, "colour=#000000");
    plant_shots(p, longer);
    plant_span(p, &p->labels[0], "fight", longer + 50, longer + 150);
    plant_span(p, &p->labels[1], "night", longer + 140, longer + 200);
    plant_span(p, &p->labels[2], "fight", longer + 160, longer + 224);
    plant_span(p, &p->titles[0], "Hello.", longer + 52, longer + 75);
    plant_span(p, &p->titles[1], "- You?\n- Me.", longer + 110, longer + 140);
}

/* A fade over ticks 120..130 of shot 3, whose black is too short to be a shot: it leads to no other. */
static inline void plant_loose(struct planted *p)
{
    plant_change(p, PLANTED_CHANGES, PST_FADE_OUT, 120, 130, "colour=#000000");
    p->shots[2].loose = &p->changes[PLANTED_CHANGES];
    p->shots[2].loose_count = 1;
}

/* Leaves shots 2, 3, 5 and 6. */
static inline void plant_selection(struct planted *p)
{
    p->shots[3] = p->shots[4];
    p->shots[4] = p->shots[5];
    p->list.shots = p->shots + 1;
    p->list.shot_count = 4;
}

/* Names that break what is not written with care; one has no way to be said in XML. */
static const char *const AWKWARD[] = {
    "plain",
    "\"double\" and 'single' quotes",
    "]]> <!-- & --> <b>&amp;</b> <?xml?>",
    "two\nlines and a\ttab",
    "\xf0\x9f\x8e\xac \xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a \xe2\x80\xaertl\xe2\x80\xac \xe6\x98\xa0\xe7\x94\xbb",
    "back\\slash /slash/ %20 #1 ?",
    "  spaces at both ends  ",
    "",
};
enum { AWKWARD_COUNT = sizeof AWKWARD / sizeof *AWKWARD };

/* Not valid UTF-8, control characters, and two that are no characters. */
static const char *const BROKEN = "a\xff"
                                  "b\x01"
                                  "c\x1b[0m\x7f\xef\xbf\xbe\xed\xa0\x80z";

#endif
