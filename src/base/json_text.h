/* SPDX-License-Identifier: Apache-2.0 */
/* JSON written as it comes, an item a line, without a tree in memory. */
#ifndef PST_JSON_TEXT_H
#define PST_JSON_TEXT_H

#include "base/text.h"
#include <stdint.h>

struct json_text {
    struct text *out;
    int indent; /* blanks a level */
    int digits; /* of a number, as in "%.*g" */
    int depth;
    bool filled; /* the innermost object or array has an item */
};

/* Each puts one item: into an object with a key, into an array, or as the whole, with key NULL. */
void json_open(struct json_text *, const char *key, char bracket); /* '{' or '[' */
void json_close(struct json_text *, char bracket);                 /* '}' or ']' */
void json_put_text(struct json_text *, const char *key, const char *);
void json_put_whole(struct json_text *, const char *key, int64_t);
void json_put_number(struct json_text *, const char *key, double); /* null where it is not finite */
void json_put_bool(struct json_text *, const char *key, bool);
void json_put_null(struct json_text *, const char *key);

#endif
