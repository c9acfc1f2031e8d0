/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "exchange/cut_list.h"
#include "exchange/edl.h"
#include "exchange/line_text.h"
#include "pastiche/timecode.h"
#include <math.h>

enum pst_status cut_list_check(const struct cut_list *list, const char *format, struct pst_error *error)
{
    const struct cut_source *cuts[] = {&list->old_cut, &list->new_cut};
    for (int i = 0; i < 2; i++)
        if (cuts[i]->clock.rate.num <= 0 || cuts[i]->clock.rate.den <= 0)
            return fail(error, PST_USAGE, "%s counts frames at a steady rate, and '%s' has none", format,
                        cuts[i]->file);
    return PST_OK;
}

static void put_time(struct text *out, const struct exchange_clock *clock, int64_t tick)
{
    char text[PST_TIMECODE_SIZE];
    pst_timecode(clock->start + tick, clock->rate, clock->drop, text);
    text_format(out, " %s", text);
}

static const struct cut_source *source_of(const struct cut_list *list, const struct cut_event *e)
{
    return e->is_new ? &list->new_cut : &list->old_cut;
}

static void put_event(struct text *out, const struct cut_list *list, const struct cut_event *e, int number)
{
    const struct cut_source *source = source_of(list, e);
    const char *reel = e->is_new ? "NEW" : "OLD";
    text_format(out, "%03d  %-8s V     C       ", number, reel);
    put_time(out, &source->clock, e->from);
    put_time(out, &source->clock, e->to);
    put_time(out, &list->new_cut.clock, e->in);
    put_time(out, &list->new_cut.clock, e->out);
    text_append(out, "\r\n");
    double rate = (double)source->clock.rate.num / source->clock.rate.den;
    if (fabs(e->speed - 1) > 1e-9) {
        text_format(out, "M2   %-8s %05.1f                ", reel, rate * e->speed);
        put_time(out, &source->clock, e->from);
        text_append(out, "\r\n");
    }
    text_append(out, "* FROM CLIP NAME:  ");
    append_on_line(out, source->file, "");
    text_format(out, "\r\n* PASTICHE %s\r\n", e->what);
}

static void put_gone(struct text *out, const struct cut_list *list, const struct cut_event *e)
{
    text_format(out, "* PASTICHE %s", e->what);
    put_time(out, &list->old_cut.clock, e->from);
    put_time(out, &list->old_cut.clock, e->to);
    text_format(out, " AT");
    put_time(out, &list->new_cut.clock, e->in);
    text_append(out, "\r\n");
}

static void put_title(struct text *out, const struct cut_list *list)
{
    enum { LONGEST_TITLE = 70 };
    const struct cut_source *cut = &list->new_cut;
    struct text title = {0};
    char short_title[LONGEST_TITLE + 1] = "";
    append_on_line(&title, *cut->title ? cut->title : cut->file, "");
    out->failed |= title.failed;
    if (!title.failed && title.data)
        text_copy(short_title, sizeof short_title, title.data);
    text_format(out, "TITLE: %s\r\nFCM: %s\r\n\r\n", short_title,
                cut->clock.drop ? "DROP FRAME" : "NON-DROP FRAME");
    text_release(&title);
}

enum pst_status cut_edl_write(const struct cut_list *list, struct text *out, struct pst_error *error)
{
    if (cut_list_check(list, "an edit decision list", error) != PST_OK)
        return PST_USAGE;
    int number = 0;
    put_title(out, list);
    for (size_t i = 0; i < list->count; i++) {
        const struct cut_event *e = &list->events[i];
        if (e->is_gone)
            put_gone(out, list, e);
        else if (++number > EDL_EVENTS)
            return fail(error, PST_USAGE, "an edit decision list holds %d events: write it as otio or csv",
                        EDL_EVENTS);
        else
            put_event(out, list, e, number);
    }
    return out->failed ? fail_memory(error) : PST_OK;
}
