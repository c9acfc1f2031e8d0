/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the franchise share: the styles that knobs draw, the story, and the shots before they are
 * written down. Nothing outside film/franchise* needs it.
 *
 * Draws never share a stream across knobs: the story has its own, and what a knob decides for a scene is
 * drawn from detail_of(knob, scene, name). Draws stand in statements of their own, because C leaves the order
 * of evaluation within an expression open. */
#ifndef STAGE_FRANCHISE_PARTS_H
#define STAGE_FRANCHISE_PARTS_H

#include "film/franchise.h"
#include "film/screenplay.h"

#include <stdlib.h>

enum {
    most_cast = 6,
    most_crew = 5,
    most_threads = 4,
    most_lines = 28,
    most_units = 400,
    most_parts = 4,
    most_duels = 4,
    most_style_sets = 5,
    most_style_tunes = 3,
    film_rate = 24,
    lead_in = 60, /* frames of a scene's clock before its first shot, for what a dissolve shows of them */
    words_room = 160,
};

enum story_kind {
    kind_talk,
    kind_walk,
    kind_fight,
    kind_chase,
    kind_dance,
    kind_quiet,
    kind_montage,
    kind_training,
    kind_count
};

/* ---- styles: what a franchise keeps ---- */

struct palette_style {
    struct look look;
    struct wear wear;
    struct colour tint, ground, ink, flash;
    double light;
    double uneven; /* deviation of scenes' light from it, in doublings */
    double dark;   /* share of scenes with little light */
    struct colour tops[most_cast], bottoms[most_cast], shoes[most_cast];
};

struct sets_style {
    const struct set *sets[most_style_sets];
    uint64_t dressings[most_style_sets];
    int count;
    double weather_share;
    enum weather usual;
};

struct camera_style {
    double wide, middle, close; /* lenses in millimetres */
    double height;              /* metres over or under the eyes */
    double angle;               /* degrees off the face */
    double tightness;           /* 1: usual sizes; less is closer */
    double moving;              /* share of set-ups that move */
    double shake, shutter, aperture;
};

struct cutting_style {
    double median, spread; /* of shots' lengths in talk: seconds; deviation of their natural logarithm */
    double action;         /* times the median in fights and chases */
    double gradual;        /* share of joins */
    double join_frames;    /* middle length of gradual joins */
    double kinds[6];       /* weights: dissolve, fades, dip, wipe, clock or iris, push or slide */
    double jumps;          /* share of joins in quiet scenes and training that jump */
    double reactions;      /* share of talk's shots on who listens */
    double crossing;       /* share of talk's shots from over the line */
    double closer;         /* share of talk's cuts that stay with whom they were on, nearer or farther */
    double bursts;         /* share of cuts in action that begin a run of very short shots */
    double on_hits;        /* share of cuts in fights that are drawn to a hit */
    int hit_offset;        /* by how many frames they miss it */
    int lead;              /* frames by which the picture goes over to who speaks next before the voice */
};

struct choreography_style {
    struct choreography duels[most_duels];
    int count;
    double speed; /* middle of how fast they are danced */
    double mirrored, leaving_out, putting_in;
};

struct tune_style {
    char name[24];
    int tonic, minor, drums;
    double tempo;
    enum timbre timbre;
    int seed;
};

struct sound_style {
    struct tune_style tunes[most_style_tunes]; /* of quiet, of action, of dance */
    double gain, share;                        /* share of scenes that have music */
    double faults;                             /* share of films whose subtitles are wrong */
};

struct style {
    struct palette_style palette;
    struct sets_style sets;
    struct camera_style camera;
    struct cutting_style cutting;
    struct choreography_style choreography;
    struct sound_style sound;
};

/* ---- the story ---- */

struct cast_member {
    char name[16], voice[24];
    double height, girth;
    int skin, hair_style, coat;
    int hair; /* 0xrrggbb */
};

struct thread {
    char noun[16], phrase[40]; /* "suitcase", "the red suitcase" */
    int planted;               /* unit; -1: never */
    int taken_up;              /* unit; -1: never */
};

struct told_line {
    int at, length; /* on the scene's clock */
    int who;        /* 0 or 1: which of the unit's people */
    int thread;     /* number + 1; 0 none */
    int emphatic;
    char words[words_room];
};

/* What runs without a break: a scene, or a montage of up to four small ones. */
struct unit {
    enum story_kind kind;
    int begin, frames; /* of the film */
    int people[3], count;
    int parts;                        /* of a montage; else 1 */
    enum story_kind acts[most_parts]; /* what each part shows */
    char name[20];
    struct told_line lines[most_lines];
    int line_count;
    int enters, leaves, bang; /* somebody comes, somebody goes; something explodes */
    int departed;
    int crowd;
    const char *caption;
};

struct story {
    char title[64];
    struct cast_member cast[most_cast];
    int cast_count;
    struct thread threads[most_threads];
    int thread_count;
    struct unit *units;
    int unit_count;
    int logo, title_card, credits, frames;
    int action;                           /* 0 to 3: how much of it is fought */
    int misspelt, missing, late;          /* what subtitles do wrong */
    int grain_seam, voice_seam;           /* units in which they are planted; -1 */
    char crew[most_crew + most_cast][32]; /* who made it, then who plays in it */
};

/* ---- places ---- */

struct staging {
    enum story_kind act;
    int walk_from, walk_until; /* on the scene's clock */
    const struct set *set;
    uint64_t dressing;
    struct air air;
    int lightning;
    struct spot {
        double x, z, heading;
    } spots[3];
    struct spot from, goal; /* of walks and chases */
    int legs;               /* times that the way from one to the other is gone */
    double path;            /* its length */
    int side;               /* where cameras stay of the line from the first to the second */
    int crowd;              /* how many are in the background */
    struct floor_piece crowded;
};

/* ---- shots ---- */

enum setup_kind {
    setup_master,
    setup_wide,
    setup_single,
    setup_close,
    setup_over,
    setup_cross,
    setup_track,
    setup_insert,
    setup_low,
    setup_kinds
};

struct setup {
    char name[name_room];
    struct vec at, to;
    double lens, aperture, shake, shutter;
    int subject; /* in the cast; nobody */
    struct camera_move moves[2];
    int move_count;
};

enum { unit_logo = -1, unit_title = -2, unit_credits = -3, jump_room = 120 };

struct cut_shot {
    int unit, part; /* or one of the cards */
    enum setup_kind setup;
    int who;        /* 0 or 1 of the unit's people; of wide and track: which of them */
    int begin, end; /* frames of the film, `end` not included; halves of joins not counted */
    int black;      /* frames of black before it, not counted either */
    int jumped;     /* frames of the scene's clock left out until now, and right before it */
    int jump;
    enum join join;
    int join_frames, join_way;
    double join_soft;
    int dip, fade_in, fade_out; /* frames */
    int dip_colour;             /* 0 black, 1 white, 2 the palette's */
    int whip;                   /* degrees over its last frames; negative: it comes out of one */
};

struct film {
    const struct film_order *order;
    struct style styles[2]; /* of the film; where it departs */
    uint64_t origins[2][knob_count];
    struct story story;
    struct staging (*stagings)[most_parts]; /* one a unit */
    struct cut_shot *shots;
    int shot_count, shot_room;
};

/* Who decides of this unit what belongs to this knob. */
int film_which(const struct film *film, const struct unit *unit, enum knob knob);
struct stream detail_of(const struct film *film, int unit, enum knob knob, const char *name);
void *grown(void *items, int wanted, int *room, size_t size);

double draw_normal(struct stream *stream);
int draw_weighted(struct stream *stream, const double *weights, int count);
struct colour draw_colour(struct stream *stream, double low, double high);

void style_draw(struct style *style, const uint64_t origins[knob_count]);
/* How unlike they are in what belongs to the knob; without a unit. */
double style_distance(const struct style *a, const struct style *b, enum knob knob);
void story_tell(struct story *story, const struct film_order *order);
void story_release(struct story *story);

void words_title(struct stream *stream, const struct thread *thread, char title[64]);
void words_studio(struct stream *stream, char name[48]);
void words_thread(struct stream *stream, struct thread *thread);
void words_name(struct stream *stream, char *name, size_t room, int *woman);
void words_full_name(struct stream *stream, char name[32]);
/* A turn of a talk and its answer. */
void words_pair(struct stream *stream, const char *thing, const char *other, char ask[words_room],
                char answer[words_room]);
void words_emphatic(struct stream *stream, const char *thing, const char *other, char words[words_room]);
void words_plant(struct stream *stream, const char *thing, char words[words_room]);
void words_take_up(struct stream *stream, const char *thing, char words[words_room]);
const char *words_place(struct stream *stream);

int place_free(const struct set *set, double x, double z, double room);
int place_open(const struct set *set, double x0, double z0, double x1, double z1);
double place_weight(const struct set *set, enum story_kind kind);
void places_stage(struct film *film);
/* Behind those who act, seen from the camera, up to so far. */
struct spot staging_behind(const struct staging *staging, double far);

/* A shot's camera: that of its set-up, with moves as long as the shot. `clock` and `frames` are those of all
 * that shows of it. */
void setup_draw(const struct film *film, const struct cut_shot *shot, int clock, int frames,
                struct setup *setup);
void setup_name(const struct film *film, const struct cut_shot *shot, char name[name_room]);
void cutting_plan(struct film *film);
/* A duel as it is done this time. */
struct danced {
    int duel, mirror, at, length;
    double speed;
    int without[8], without_count;
    int add_at;
    enum verb added; /* deed_kinds: none */
    int swapped;     /* the second takes the first role */
};
enum { most_duel_deeds = 640 };
int duels_plan(const struct film *film, int unit, struct danced *danced, int room);
int duels_deeds(const struct film *film, int unit, struct deed *deeds, int room);
/* Moments of the scene's clock at which something hits. */
int duels_hits(const struct film *film, int unit, double *hits, int room);

int staging_walks(const struct staging *staging);
int staging_fights(const struct staging *staging);
/* Where one is at the end of a leg of the way, 0 before the first. */
struct spot staging_leg(const struct staging *staging, int who, int leg);
/* Where the walker is at a moment of the scene's clock. */
struct spot staging_walker(const struct staging *staging, int who, double clock);

const char *told_colour(struct colour colour, char hex[8]);
void scene_name_of(const struct unit *unit, int part, char name[name_room]);
void scenes_put(const struct film *film, int unit, FILE *script);
int script_put(const struct film *film, FILE *script);

#endif
