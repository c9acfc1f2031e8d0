/* SPDX-License-Identifier: Apache-2.0 */
/* Words of a script's line, and what they may be: numbers, colours, names. The first fault of a script is
 * kept; after it every reader takes nothing and gives what does no harm. */
#ifndef STAGE_SCRIPT_WORDS_H
#define STAGE_SCRIPT_WORDS_H

#include "film/screenplay.h"
#include "film/script.h"

enum { most_words = 160, longest_line = 4000 };

struct script_word {
    const char *text;
    int quoted;
};

/* What stands between two shots until the second one comes. */
struct pending_join {
    int said;
    enum join join;
    int frames;
    double way, soft, jump;
    int fade; /* of a dip: frames of the fade in; 0 none */
    struct colour colour;
};

struct script_reader {
    const char *name;
    int line;
    char *complaint;
    int failed;
    char text[longest_line];
    struct script_word words[most_words];
    int word_count, next;
    struct screenplay *film;
    int titled, pictured;
    struct scene *scene;               /* whose statements come; NULL: none */
    struct choreography *choreography; /* likewise */
    struct pending_join pending;
    double *left;    /* by scene: its clock where the film was there last */
    int *shot_lines; /* by shot */
    int frames;      /* of the film so far */
};

/* ---- lines ---- */

/* Splits the line of `text` that ends at `end`. */
void script_split(struct script_reader *r, const char *text, const char *end);
void script_fail(struct script_reader *r, const char *form, ...) __attribute__((format(printf, 2, 3)));
/* Memory for one more item: `items` with `count` of them, each of `size` bytes. */
void *script_grown(void *items, size_t count, size_t size);

/* ---- words ---- */

/* NULL at the end of the line. */
const char *script_peek(const struct script_reader *r);
int script_at_end(const struct script_reader *r);
/* Takes the next word when it is this one. */
int script_takes(struct script_reader *r, const char *word);
/* The next word; where there is none the complaint names `what`, and "" comes back. */
const char *script_take(struct script_reader *r, const char *what);
double script_number(struct script_reader *r, const char *what, double low, double high);
int script_whole(struct script_reader *r, const char *what, double low, double high);
/* #rrggbb, black or white: sRGB as linear light. */
struct colour script_colour(struct script_reader *r, const char *what);
/* Whether the next word is a colour. */
int script_colour_next(const struct script_reader *r);
void script_text(struct script_reader *r, const char *what, char *into, size_t room);
/* A new name: letters, digits, - and _. */
void script_name(struct script_reader *r, const char *what, char *into, size_t room);
/* The number of one of the words, or -1 with a complaint that lists them. */
int script_one_of(struct script_reader *r, const char *what, const char *const *words, int count);
/* Two numbers, x and z. */
struct vec script_place(struct script_reader *r, const char *what);
/* Three, x, y and z. */
struct vec script_point(struct script_reader *r, const char *what);

/* ---- who and what the film has ---- */

/* Their number, or -1 where nobody has the name. */
int script_person_named(const struct script_reader *r, const char *name);
int script_person(struct script_reader *r, const char *what);
int script_present(struct script_reader *r, const struct scene *scene, const char *what);

/* ---- a word and its value, in any order ---- */

struct script_field {
    const char *word;
    void (*take)(struct script_reader *r, const struct script_field *field);
    void *into;
    double low, high;
};

/* Ready-made values of fields. */
void take_number(struct script_reader *r, const struct script_field *field);
void take_whole(struct script_reader *r, const struct script_field *field);
void take_seed(struct script_reader *r, const struct script_field *field);
void take_colour(struct script_reader *r, const struct script_field *field);
void take_flag(struct script_reader *r, const struct script_field *field); /* the word alone: 1 */
void take_person(struct script_reader *r, const struct script_field *field);

/* Takes the rest of the line; each field once at most. */
void script_fields(struct script_reader *r, const struct script_field *fields, int count);
/* Takes one field where the next word is one: its number; -1 where it is not. */
int script_field(struct script_reader *r, const struct script_field *fields, int count);
/* Complains of words that are left. */
void script_end(struct script_reader *r);

#define FIELDS(fields) (fields), (int)(sizeof(fields) / sizeof *(fields))

#endif
