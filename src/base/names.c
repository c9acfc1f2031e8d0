/* SPDX-License-Identifier: Apache-2.0 */
#include "base/names.h"
#include "base/hash.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct name {
    char *text; /* NULL: a place that is free */
    size_t value;
};

/* Where it is, or may be put: the next free place behind where its hash says. */
static struct name *place_of(const struct names *names, const char *text)
{
    size_t at = hash_bytes(text, strlen(text)) % names->room;
    while (names->items[at].text && strcmp(names->items[at].text, text) != 0)
        at = (at + 1) % names->room;
    return &names->items[at];
}

/* At most half of the places are taken. */
static bool make_room(struct names *names)
{
    enum { FIRST = 64 };
    if (2 * (names->count + 1) <= names->room)
        return true;
    struct names wider = {NULL, names->count, names->room ? 2 * names->room : FIRST};
    wider.items = calloc(wider.room, sizeof *wider.items);
    if (!wider.items)
        return false;
    for (size_t i = 0; i < names->room; i++)
        if (names->items[i].text)
            *place_of(&wider, names->items[i].text) = names->items[i];
    free(names->items);
    *names = wider;
    return true;
}

bool names_add(struct names *names, const char *text, size_t value)
{
    if (!make_room(names))
        return false;
    struct name *place = place_of(names, text);
    if (place->text)
        return true;
    place->text = strdup(text);
    place->value = value;
    names->count += place->text != NULL;
    return place->text != NULL;
}

size_t names_find(const struct names *names, const char *text)
{
    const struct name *place = names->room ? place_of(names, text) : NULL;
    return place && place->text ? place->value : SIZE_MAX;
}

void names_release(struct names *names)
{
    for (size_t i = 0; i < names->room; i++)
        free(names->items[i].text);
    free(names->items);
    *names = (struct names){0};
}
