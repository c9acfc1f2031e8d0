/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/vtt.h"
#include "base/error.h"
#include "exchange/line_text.h"
#include <math.h>

/* What the W3C calls chapter title text: one line, no markup. */
static void put_text(struct text *out, const char *string)
{
    struct text line = {0};
    append_on_line(&line, string, "");
    out->failed |= line.failed;
    for (const char *s = line.data ? line.data : ""; *s; s++)
        switch (*s) {
        case '&': text_append(out, "&amp;"); break;
        case '<': text_append(out, "&lt;"); break;
        case '>': text_append(out, "&gt;"); break;
        default: text_append_bytes(out, s, 1);
        }
    text_release(&line);
}

static void put_title(struct text *out, const struct exchange *x, const struct exchange_shot *shot)
{
    text_format(out, "Shot %zu", shot->number);
    if (shot->shot.kind != PST_SHOT_PICTURE)
        text_format(out, ", %s", pst_shot_kind_name(shot->shot.kind));
    if (shot->begins && shot->begins->transition.kind != PST_CUT)
        text_format(out, ", %s", pst_transition_kind_name(shot->begins->transition.kind));
    const char *before = ": ";
    for (size_t i = 0; i < x->label_count; i++)
        if (x->labels[i].first <= shot->shot.first && x->labels[i].last >= shot->shot.first) {
            text_append(out, before);
            put_text(out, x->labels[i].text);
            before = ", ";
        }
}

enum pst_status vtt_write(const struct exchange *x, struct text *out, struct pst_error *error)
{
    char from[CLOCK_TIME_SIZE], to[CLOCK_TIME_SIZE];
    text_append(out, "WEBVTT ");
    put_text(out, *x->title ? x->title : x->file);
    text_append(out, "\n");
    for (size_t i = 0; i < x->shot_count; i++) {
        const struct exchange_shot *shot = &x->shots[i];
        if (!isfinite(shot->start) || !isfinite(shot->end))
            return fail(error, PST_USAGE, "chapters need times, and '%s' has none", x->file);
        int64_t start = whole_milliseconds(shot->start), end = whole_milliseconds(shot->end);
        if (end <= start) /* a cue lasts */
            continue;
        text_format(out, "\n%zu\n%s --> %s\n", shot->number, clock_time(start, from), clock_time(end, to));
        put_title(out, x, shot);
        text_append(out, "\n");
    }
    return out->failed ? fail_memory(error) : PST_OK;
}
