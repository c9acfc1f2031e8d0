/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/markers.h"
#include "base/error.h"
#include "exchange/line_text.h"
#include "pastiche/timecode.h"

static const char *colour_of(const struct exchange_change *begins)
{
    static const char *const colours[] = {
        [PST_CUT] = "Blue",       [PST_JUMP_CUT] = "Sky", [PST_DISSOLVE] = "Green",
        [PST_FADE_OUT] = "Cocoa", [PST_FADE_IN] = "Sand", [PST_DIP] = "Purple",
        [PST_WIPE] = "Yellow",    [PST_PUSH] = "Lemon",   [PST_SLIDE] = "Mint",
    };
    return begins ? colours[begins->transition.kind] : "Cream";
}

static void put_times(struct text *out, const struct exchange_clock *clock, int64_t tick)
{
    char in[PST_TIMECODE_SIZE], end[PST_TIMECODE_SIZE];
    pst_timecode(clock->start + tick, clock->rate, clock->drop, in);
    pst_timecode(clock->start + tick + 1, clock->rate, clock->drop, end);
    text_format(out, "%s %s %s %s  \r\n", in, end, in, end);
}

/* '|' begins the next field of the line. */
static void put_name(struct text *out, const struct exchange *x, const struct exchange_shot *shot)
{
    text_format(out, "%zu", shot->number);
    if (shot->shot.kind != PST_SHOT_PICTURE)
        text_format(out, " %s", pst_shot_kind_name(shot->shot.kind));
    if (shot->begins)
        text_format(out, " %s", pst_transition_kind_name(shot->begins->transition.kind));
    for (size_t i = 0; i < x->label_count; i++)
        if (x->labels[i].in <= shot->in && x->labels[i].out > shot->in) {
            text_append(out, ", ");
            append_on_line(out, x->labels[i].text, "|");
        }
}

enum pst_status markers_write(const struct exchange *x, struct text *out, struct pst_error *error)
{
    if (x->clock.rate.num <= 0 || x->clock.rate.den <= 0)
        return fail(error, PST_USAGE, "timeline markers count frames, and '%s' has no steady rate", x->file);
    text_append(out, "TITLE: ");
    append_on_line(out, *x->title ? x->title : x->file, "");
    text_format(out, "\r\nFCM: %s\r\n\r\n", x->clock.drop ? "DROP FRAME" : "NON-DROP FRAME");
    for (size_t i = 0; i < x->shot_count; i++) {
        text_format(out, "%03zu  001      V     C        ", i + 1);
        put_times(out, &x->clock, x->shots[i].in);
        text_format(out, " |C:ResolveColor%s |M:", colour_of(x->shots[i].begins));
        put_name(out, x, &x->shots[i]);
        text_append(out, " |D:1\r\n\r\n");
    }
    return out->failed ? fail_memory(error) : PST_OK;
}
