/* SPDX-License-Identifier: Apache-2.0 */
#include "strip.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROW = 6, ROWS = 3, ROUND = 8, PATH = 1024 };

void strip_write(const char *folder, const char *film, const char *fault, const struct pst_transition *t)
{
    char command[4 * PATH], picture[2 * PATH];
    const char *name = strrchr(film, '/') ? strrchr(film, '/') + 1 : film;
    int64_t around = pst_transition_is_sudden(t->kind) ? ROUND : 4, from = t->first - around;
    from = from < 0 ? 0 : from;
    int64_t step = (t->last + around - from + ROW * ROWS) / (ROW * ROWS);
    snprintf(picture, sizeof picture, "%s/%s-%06" PRId64 "-%s-%s-from-%" PRId64 "-step-%" PRId64 ".png",
             folder, name, t->first, fault, pst_transition_kind_name(t->kind), from, step);
    snprintf(command, sizeof command,
             "ffmpeg -v error -nostdin -y -i '%s' -an -vf \"select='gte(n\\,%" PRId64 ")*not(mod(n-%" PRId64
             "\\,%" PRId64 "))',scale=320:-2,tile=%dx%d:padding=4:color=white\" -frames:v 1 '%s'",
             film, from, from, step, ROW, ROWS, picture);
    if (system(command) != 0)
        fprintf(stderr, "strip: cannot write '%s'\n", picture);
}
