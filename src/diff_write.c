/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "base/whole_file.h"
#include "diff_page.h"
#include "exchange/cut_list.h"
#include "film_clock.h"
#include "pastiche/diff.h"
#include "pastiche/timecode.h"
#include "report/rows_sheet.h"
#include <locale.h>
#include <math.h>
#include <stdlib.h>

enum { WHAT = 32 };

struct cut {
    struct film_clock clock;
    const struct pst_shot *shots;
    size_t shot_count;
};

struct writing {
    const struct pst_diff *diff;
    struct pst_reel *reels[2]; /* the old cut's, the new one's */
    struct cut old_cut, new_cut;
};

static enum pst_status open_cut(struct pst_reel *reel, struct cut *cut, struct pst_error *error)
{
    enum pst_status status = film_clock_open(reel, (struct pst_rational){0, 0}, &cut->clock, error);
    return status == PST_OK ? pst_reel_shots(reel, &cut->shots, &cut->shot_count, error) : status;
}

static const char *what_of(const struct pst_change *c, char text[WHAT])
{
    snprintf(text, WHAT, "%s%s%s%s", c->kind == PST_CHANGE_RETIMED && c->moved ? "moved, " : "",
             pst_change_name(c->kind), c->side ? " " : "", pst_change_side_name(c->side));
    return text;
}

/* Number of the shot that a frame lies in, from 1. */
static size_t shot_at(const struct cut *cut, int64_t frame)
{
    size_t low = 0, high = cut->shot_count;
    while (low + 1 < high) {
        size_t middle = (low + high) / 2;
        if (cut->shots[middle].first <= frame)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

static const char *time_of(const struct cut *cut, int64_t frame, char text[PST_TIMECODE_SIZE])
{
    const struct exchange_clock *ticks = &cut->clock.ticks;
    if (ticks->rate.num > 0)
        pst_timecode(ticks->start + frame, ticks->rate, ticks->drop, text);
    else
        pst_duration(film_clock_seconds(&cut->clock, frame), text);
    return text;
}

static const struct sheet_column columns[] = {
    {"change", "", "kept, moved, re-timed, repeated, added, trimmed or missing", CELL_TEXT, 0, false},
    {"frames", "", "of the new cut; of the old one where the new has nothing of it", CELL_WHOLE, 0, false},
    {"old_shot", "", "number of the old cut's shot in which it begins, or would", CELL_WHOLE, 0, false},
    {"old_in", "", "timecode in the old cut; of what is added, where it would stand", CELL_TEXT, 0, false},
    {"old_out", "", "of the first moment behind it; of nothing, as in", CELL_TEXT, 0, false},
    {"new_shot", "", "likewise in the new cut", CELL_WHOLE, 0, false},
    {"new_in", "", "", CELL_TEXT, 0, false},
    {"new_out", "", "", CELL_TEXT, 0, false},
    {"speed", "", "seconds of the old cut a second of the new one", CELL_NUMBER, 3, false},
    {"old_first_frame", "", "", CELL_WHOLE, 0, true},
    {"old_last_frame", "", "inside", CELL_WHOLE, 0, true},
    {"new_first_frame", "", "", CELL_WHOLE, 0, true},
    {"new_last_frame", "", "inside", CELL_WHOLE, 0, true},
    {"side", "", "of the shot, where it is trimmed: head, tail or middle", CELL_TEXT, 0, true},
    {0},
};

/* Of nothing, out is in. */
static void put_span(struct sheet *sheet, const struct cut *cut, int64_t first, int64_t last)
{
    char text[PST_TIMECODE_SIZE];
    sheet_whole(sheet, (int64_t)shot_at(cut, first));
    sheet_text(sheet, time_of(cut, first, text));
    sheet_text(sheet, time_of(cut, last + 1, text));
}

static void put_frames(struct sheet *sheet, int64_t first, int64_t last)
{
    sheet_whole(sheet, first);
    if (last < first)
        sheet_missing(sheet);
    else
        sheet_whole(sheet, last);
}

static void put_change(struct sheet *sheet, const struct writing *w, const struct pst_change *c)
{
    char what[WHAT];
    bool shown = c->new_last >= c->new_first;
    sheet_text(sheet, what_of(c, what));
    sheet_whole(sheet, shown ? c->new_last - c->new_first + 1 : c->old_last - c->old_first + 1);
    put_span(sheet, &w->old_cut, c->old_first, c->old_last);
    put_span(sheet, &w->new_cut, c->new_first, c->new_last);
    sheet_number(sheet, c->speed);
    put_frames(sheet, c->old_first, c->old_last);
    put_frames(sheet, c->new_first, c->new_last);
    sheet_text(sheet, pst_change_side_name(c->side));
}

static void note_totals(struct sheet *sheet, const struct writing *w)
{
    int64_t same = 0, gone = 0, added = 0;
    for (size_t i = 0; i < w->diff->count; i++) {
        const struct pst_change *c = &w->diff->changes[i];
        bool is_gone = c->kind == PST_CHANGE_TRIMMED || c->kind == PST_CHANGE_MISSING;
        gone += is_gone ? c->old_last - c->old_first + 1 : 0;
        added += c->kind == PST_CHANGE_ADDED ? c->new_last - c->new_first + 1 : 0;
        same += !is_gone && c->kind != PST_CHANGE_ADDED ? c->new_last - c->new_first + 1 : 0;
    }
    sheet_note(sheet,
               "Of %lld frames of the new cut %lld show the old one and %lld do not; %lld of %lld frames "
               "of the old cut are not in the new one.",
               (long long)w->new_cut.clock.film->frames, (long long)same, (long long)added, (long long)gone,
               (long long)w->old_cut.clock.film->frames);
}

static void write_sheet(const struct writing *w, enum sheet_format format, struct text *out)
{
    struct sheet sheet;
    sheet_begin(&sheet, columns, "changes");
    for (size_t i = 0; i < w->diff->count; i++)
        put_change(&sheet, w, &w->diff->changes[i]);
    note_totals(&sheet, w);
    sheet_write(&sheet, format, out);
    sheet_release(&sheet);
}

static struct cut_source source_of(const struct cut *cut)
{
    const struct pst_film *film = cut->clock.film;
    return (struct cut_source){film->file, film->title, cut->clock.ticks};
}

static enum pst_status write_list(const struct writing *w, cut_list_writer *write, struct text *out,
                                  struct pst_error *error)
{
    struct cut_event *events = calloc(w->diff->count + 1, sizeof *events);
    char(*whats)[WHAT] = calloc(w->diff->count + 1, sizeof *whats);
    struct cut_list list = {pst_version(), source_of(&w->old_cut), source_of(&w->new_cut), events,
                            w->diff->count};
    for (size_t i = 0; events && whats && i < w->diff->count; i++) {
        const struct pst_change *c = &w->diff->changes[i];
        bool added = c->kind == PST_CHANGE_ADDED, gone = c->new_last < c->new_first;
        events[i] =
            (struct cut_event){.is_new = added,
                               .is_gone = gone,
                               .from = added ? c->new_first : c->old_first,
                               .to = added ? c->new_last + 1 : c->old_last + 1,
                               .in = c->new_first,
                               .out = c->new_last + 1,
                               .speed = isfinite(c->speed) && c->kind == PST_CHANGE_RETIMED ? c->speed : 1,
                               .what = what_of(c, whats[i])};
    }
    enum pst_status status = events && whats ? write(&list, out, error) : fail_memory(error);
    free(events);
    free(whats);
    return status;
}

static enum pst_status write_as(const struct writing *w, enum pst_diff_format format, struct text *out,
                                struct pst_error *error)
{
    switch (format) {
    case PST_DIFF_TEXT: write_sheet(w, SHEET_TEXT, out); break;
    case PST_DIFF_CSV: write_sheet(w, SHEET_CSV, out); break;
    case PST_DIFF_JSON: write_sheet(w, SHEET_JSON, out); break;
    case PST_DIFF_EDL: return write_list(w, cut_edl_write, out, error);
    case PST_DIFF_OTIO: return write_list(w, cut_otio_write, out, error);
    case PST_DIFF_HTML: return diff_page(w->diff, w->reels[0], w->reels[1], out, error);
    }
    return out->failed ? fail_memory(error) : PST_OK;
}

/* A caller's locale must not put commas into our numbers. */
enum pst_status pst_diff_write(const struct pst_diff *diff, struct pst_reel *old_cut,
                               struct pst_reel *new_cut, enum pst_diff_format format, const char *path,
                               struct pst_error *error)
{
    struct writing w = {.diff = diff, .reels = {old_cut, new_cut}};
    struct text text = {0};
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0)
        return fail_memory(error);
    locale_t before = uselocale(plain);
    enum pst_status status = open_cut(old_cut, &w.old_cut, error);
    if (status == PST_OK)
        status = open_cut(new_cut, &w.new_cut, error);
    if (status == PST_OK)
        status = write_as(&w, format, &text, error);
    if (status == PST_OK)
        status = whole_file_put(path, text.data, text.length, error);
    text_release(&text);
    uselocale(before);
    freelocale(plain);
    return status;
}
