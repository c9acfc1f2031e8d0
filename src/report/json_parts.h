/* SPDX-License-Identifier: Apache-2.0 */
/* What the pages' JSON is built of. json_…_new swallow a NULL value, so a failed allocation deep inside shows
   only as a missing key: every builder returns NULL in that case, and `put` and `add` hand the failure on. */
#ifndef PST_JSON_PARTS_H
#define PST_JSON_PARTS_H

#include <jansson.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline bool put(json_t *object, const char *key, json_t *value)
{
    return json_object_set_new(object, key, value) == 0;
}

static inline bool add(json_t *array, json_t *value)
{
    return json_array_append_new(array, value) == 0;
}

/* `json` where all went well, else NULL and nothing is left of it. */
static inline json_t *give(json_t *json, bool good)
{
    if (good)
        return json;
    json_decref(json);
    return NULL;
}

static inline json_t *whole(int64_t value)
{
    return json_integer(value);
}

/* null: missing; "-inf": silence. */
static inline json_t *number(double value)
{
    if (isfinite(value))
        return json_real(value);
    return value == -INFINITY ? json_string("-inf") : json_null();
}

/* A string as good UTF-8: jansson refuses anything else. NULL is "". */
json_t *words_json(const char *string);

json_t *base64_json(const void *data, size_t size);

#endif
