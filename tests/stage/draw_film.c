/* SPDX-License-Identifier: Apache-2.0 */
/* Prints the script of a film of a franchise. */
#include "film/franchise.h"

#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: draw_film [--franchise SEED] [--number N] [--strangers KNOB,…|all] [--departure "
    "FROM-UNTIL:KNOB,…]\n"
    "                 [--minutes M] [--size WxH] [--gradual SHARE]\n"
    "knobs: palette sets camera cutting choreography sound; FROM and UNTIL are parts of the film (0.4-0.6);\n"
    "SHARE: so many of a hundred joins are gradual; -1 none, 0 as the franchise has it\n";

/* Bits of the knobs in a list; -1: no such knob. */
static int knobs_in(const char *list)
{
    int bits = 0;
    if (!strcmp(list, "all"))
        return (1 << knob_count) - 1;
    while (*list) {
        char name[16] = "";
        size_t length = strcspn(list, ",");
        snprintf(name, sizeof name, "%.*s", (int)length, list);
        int knob = knob_named(name);
        if (knob < 0)
            return -1;
        bits |= 1 << knob;
        list += length + (list[length] == ',');
    }
    return bits;
}

static int take_departure(const char *word, struct departure *departure)
{
    int used = 0;
    if (sscanf(word, "%lf-%lf:%n", &departure->from, &departure->until, &used) < 2 || !used)
        return -1;
    departure->knobs = knobs_in(word + used);
    return departure->knobs < 0 ? -1 : 0;
}

static int take(struct film_order *order, const char *option, const char *word)
{
    int width, height;
    if (!strcmp(option, "--franchise"))
        order->seed = strtoull(word, NULL, 10);
    else if (!strcmp(option, "--number"))
        order->number = atoi(word);
    else if (!strcmp(option, "--minutes"))
        order->minutes = strtod(word, NULL);
    else if (!strcmp(option, "--gradual"))
        order->gradual = atoi(word);
    else if (!strcmp(option, "--departure"))
        return take_departure(word, &order->departure);
    else if (!strcmp(option, "--strangers") && knobs_in(word) >= 0)
        order->strangers = (uint64_t)knobs_in(word);
    else if (!strcmp(option, "--size") && sscanf(word, "%dx%d", &width, &height) == 2) {
        order->width = width;
        order->height = height;
    } else
        return -1;
    return 0;
}

int main(int count, char **words)
{
    struct film_order order = {.seed = 1, .number = 1, .minutes = 3, .width = 640, .height = 268};
    for (int i = 1; i < count; i += 2) {
        if (i + 1 == count || take(&order, words[i], words[i + 1])) {
            fputs(usage, stderr);
            return 2;
        }
    }
    return franchise_write(&order, stdout) || fflush(stdout) ? 1 : 0;
}
