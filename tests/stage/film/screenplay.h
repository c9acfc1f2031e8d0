/* SPDX-License-Identifier: Apache-2.0 */
/* A whole film as its script tells it: who is in it, the scenes with what happens in them on their own
 * clocks, the shots that show them in the film's order, and what lies over the pictures and under them. Plain
 * data: nothing here is drawn. Frame numbers count from 0; lengths in metres; the film owns everything. */
#ifndef STAGE_SCREENPLAY_H
#define STAGE_SCREENPLAY_H

#include "effect/effect.h"
#include "effect/wear.h"
#include "figure/choreography.h"
#include "figure/crowd.h"
#include "render/viewpoint.h"
#include "set/sets.h"
#include "sound/soundtrack.h"

#include <stddef.h>

enum { most_people = 16, most_tunes = 8, most_choreographies = 12, name_room = 32 };

struct person {
    char name[name_room];
    struct body body;
    char voice[24];
};

/* What the film's colour and stock are, over what each set says of its own. 1, 0 and 1 leave things as they
 * are. */
struct look {
    double exposure, warm, saturation, grain, halo, vignette, contrast;
    struct colour lamps; /* what every lamp is multiplied with */
};

enum { most_doors = 8 };

struct door_deed {
    double at, length;
    int door;
    double open; /* 0 shut, 1 open, when done */
};

struct scene {
    char name[name_room];
    const struct set *set;
    uint64_t dressing;  /* which of the set's dressings (colours, small things); 0 the usual */
    double light;       /* what all its lamps and sky are multiplied with */
    struct colour tint; /* and in which colour */
    struct air air;
    int line[2]; /* the two people between whom the line of action runs; nobody: there is none */
    int side;    /* the side of it on which cameras stay: 1 to the right of who looks from the first to
                    the second, -1 to the left; 0: told by the first shot */
    int present[most_people]; /* numbers of the people in it */
    int present_count;
    struct start starts[most_people]; /* by number in the cast */
    struct deed *deeds;               /* in order of time; choreographies written out */
    size_t deed_count;
    struct door_deed *doors;
    size_t door_count;
    struct effect *effects;
    size_t effect_count;
    struct crowd crowd; /* count 0: none */
};

/* How a shot joins the one before. */
enum join { join_cut, join_dissolve, join_wipe, join_clock, join_iris, join_push, join_slide, join_kinds };

enum card { card_none, card_black, card_colour, card_title, card_credits, card_logo };

/* The same grain or another one on a face, from frame `begin` to `end` of the shot, both inside. */
struct seam {
    int who; /* nobody: there is none */
    int begin, end;
    double grain;
};

struct focus_pull {
    double begin, end; /* frames of the shot */
    double from, to;   /* metres; both 0: all is sharp */
    double aperture;   /* f-number */
};

struct staged_shot {
    char name[name_room]; /* the set-up's: shots of one scene with one name are from one set-up */
    int scene;            /* -1: a card */
    enum card card;
    char words[512];           /* of a card; lines end in \n */
    struct colour ground, ink; /* of a card */
    int frames;                /* all that show any of it */
    double clock;              /* the scene's clock at its first frame */
    struct camera camera;
    int subject; /* whom the script said it is a shot of; nobody */
    struct focus_pull focus;
    double shutter; /* degrees that the shutter is open; 0: no blur of motion */
    struct seam seam;
    enum join join;        /* to the shot before it; the first shot has join_cut */
    int join_frames;       /* shown of both; 0 of a cut. A dissolve of 1 is a cut with one blended frame */
    double join_way;       /* of a wipe, push, slide: degrees, 0 to the right, 90 up */
    double join_soft;      /* of wipes: width of the edge as a part of the picture's width */
    int fade_in, fade_out; /* frames at its begin and end; 0 none */
    struct colour fade_in_from, fade_out_to;
};

/* Letters over running shots. */
struct caption {
    char words[256];
    int first, last; /* frames of the film, both inside */
    int fade;        /* frames in which it comes and goes */
    double x, y;     /* middle, as parts of the picture */
    double height;   /* of a capital, as a part of the picture's height */
};

struct music {
    int tune;
    int first, last; /* frames of the film, both inside */
    int transpose;
    double speed, gain;
};

/* What the subtitles do wrong, on purpose. */
struct subtitle_faults {
    double misspelt, missing; /* part of the lines */
    double late;              /* seconds, all of them */
    uint64_t seed;
};

struct screenplay {
    char title[64];
    uint64_t seed;
    int width, height;
    int rate, per; /* frames in so many seconds: 24 1, 24000 1001 */
    struct look look;
    struct wear wear;
    struct person people[most_people];
    int people_count;
    struct tune tunes[most_tunes];
    enum timbre timbres[most_tunes];
    int tune_count;
    struct choreography choreographies[most_choreographies];
    int choreography_count;
    struct scene *scenes;
    size_t scene_count;
    struct staged_shot *shots;
    size_t shot_count;
    struct caption *captions;
    size_t caption_count;
    struct music *music;
    size_t music_count;
    struct subtitle_faults subtitle_faults;
};

void screenplay_release(struct screenplay *film);

/* Frames a second. */
double screenplay_rate(const struct screenplay *film);
/* The bodies of the whole cast, as deeds want them. */
void screenplay_bodies(const struct screenplay *film, struct body bodies[most_people]);
/* How somebody of the cast stands at a moment of the scene's clock. */
struct bearing scene_bearing(const struct screenplay *film, const struct scene *scene, int who, double clock);
/* On which side of the line from a to b somebody at `at` is: 1 right, -1 left of who looks from a to b. */
int side_of_line(struct vec a, struct vec b, struct vec at);
/* On which side of the scene's line of action `at` is at that moment, as scene.side; 0 where there is no line
 * or it lies on it. */
int scene_side(const struct screenplay *film, const struct scene *scene, struct vec at, double clock);

#endif
