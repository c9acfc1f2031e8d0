/* SPDX-License-Identifier: Apache-2.0 */
#include "copies_together.h"
#include <math.h>
#include <stdlib.h>

/* Lines as far apart as that are one: sound is often cut a little before its pictures, or runs late. */
static const double beside = 0.5; /* seconds */
static const double nearly_all = 0.9;

static double its_time(const struct pst_copy *c, double time)
{
    double speed = c->seconds > 0 ? c->its_seconds / c->seconds : 1;
    return c->its_starts + (time - c->starts) * speed;
}

/* What the two have of each other, as a copy of that span; false: nothing. */
static bool overlap(const struct pst_copy *a, const struct pst_copy *b, struct pst_copy *common)
{
    double from = fmax(a->starts, b->starts), to = fmin(a->starts + a->seconds, b->starts + b->seconds);
    if (a->film != b->film || a->what == b->what || !(from < to) ||
        fabs(its_time(a, from) - its_time(b, from)) > beside ||
        fabs(its_time(a, to) - its_time(b, to)) > beside)
        return false;
    *common = (struct pst_copy){.starts = from, .seconds = to - from};
    return true;
}

/* The share of it that passages of the other kind tell, too. */
static double told_share(const struct pst_copy *copy, const struct pst_copy *copies, size_t count,
                         struct pst_copy *parts)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += overlap(copy, &copies[i], &parts[found]);
    return pst_copies_share(parts, found, copy->seconds);
}

bool copies_join(struct pst_copy *copies, size_t *count)
{
    struct pst_copy *parts = malloc((*count + 1) * sizeof *parts);
    bool *told = calloc(*count + 1, sizeof *told);
    size_t left = 0;
    for (size_t i = 0; parts && told && i < *count; i++) {
        struct pst_copy *copy = &copies[i];
        if (copy->what != PST_COPY_SOUND)
            continue;
        double share = told_share(copy, copies, *count, parts);
        told[i] = share >= nearly_all;
        if (share > 0 && !(copy->both >= share))
            copy->both = share;
    }
    for (size_t i = 0; parts && told && i < *count; i++)
        if (!told[i])
            copies[left++] = copies[i];
    bool room = parts && told;
    *count = room ? left : *count;
    free(parts);
    free(told);
    return room;
}
