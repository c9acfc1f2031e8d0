/* SPDX-License-Identifier: Apache-2.0 */
#include "find_result.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "base/whole_file.h"
#include "find_page.h"
#include "pastiche/timecode.h"
#include "report/rows_sheet.h"
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *find_keep_name(struct pst_find *found, const char *name)
{
    char *kept = strdup(name);
    if (kept && array_push(&found->names, kept))
        return kept;
    free(kept);
    return NULL;
}

enum pst_status find_result_open(const char *const *stills, size_t count, struct pst_find **found,
                                 struct pst_error *error)
{
    struct pst_find *f = *found = calloc(1, sizeof *f);
    if (!f)
        return fail_memory(error);
    f->stills = calloc(count + 1, sizeof *f->stills);
    if (!f->stills)
        return fail_memory(error);
    for (f->count = 0; f->count < count; f->count++)
        if (!(f->stills[f->count].still = find_keep_name(f, stills[f->count])))
            return fail_memory(error);
    return PST_OK;
}

void pst_find_close(struct pst_find **found)
{
    struct pst_find *f = *found;
    if (!f)
        return;
    for (size_t i = 0; i < f->names.count; i++)
        free(f->names.items[i]);
    free(f->names.items);
    free(f->stills);
    reel_list_release(&f->reels);
    free(f);
    *found = NULL;
}

const struct pst_found_still *pst_find_stills(const struct pst_find *found, size_t *count)
{
    *count = found->count;
    return found->stills;
}

enum pst_status find_tell_time(struct pst_find *found, size_t i, struct pst_reel *reel, const int64_t *pts,
                               struct pst_error *error)
{
    struct pst_found_still *s = &found->stills[i];
    const struct pst_film *film = pst_reel_film(reel);
    int64_t first = 0;
    bool drop = false;
    s->starts = clock_seconds(pts[s->frame] - film->first_pts, film->time_base);
    if (!pst_timecode_parse(film->timecode, film->frame_rate, &first, &drop))
        first = drop = 0;
    if (film->variable_rate || film->frame_rate.num <= 0)
        pst_duration(s->starts, s->timecode);
    else
        pst_timecode(first + s->frame, film->frame_rate, drop, s->timecode);
    s->title = find_keep_name(found, *film->title ? film->title : film->file);
    return s->title ? PST_OK : fail_memory(error);
}

static const struct sheet_column columns[] = {
    {"still", "", "", CELL_TEXT, 0, false},
    {"found", "", "exact, same set-up or none", CELL_TEXT, 0, false},
    {"film", "", "of the nearest frame; empty where nothing is found", CELL_TEXT, 0, false},
    {"timecode", "", "of that frame", CELL_TEXT, 0, false},
    {"frame", "", "the likeliest of the frames that cannot be told apart", CELL_WHOLE, 0, false},
    {"run_first", "", "the first of these", CELL_WHOLE, 0, false},
    {"run_last", "", "the last of these, inside", CELL_WHOLE, 0, false},
    {"by", "", "what tells the frame: the film's reel, or the film", CELL_TEXT, 0, false},
    {"shot", "", "number, from 1", CELL_WHOLE, 0, false},
    {"how", "", "mirrored, cropped", CELL_TEXT, 0, false},
    {"distance", "", "bits of 128 that differ", CELL_WHOLE, 0, false},
    {"next", "", "of the nearest frame of another film", CELL_WHOLE, 0, false},
    {"expected", "", "frames as near that chance would put into the other films", CELL_NUMBER, -2, false},
    {"reel", "", "", CELL_TEXT, 0, true},
    {"seconds", "", "of film time, where the frame begins", CELL_NUMBER, 3, true},
    {0},
};

static void put_whole(struct sheet *sheet, bool known, int64_t value)
{
    if (known)
        sheet_whole(sheet, value);
    else
        sheet_missing(sheet);
}

static void put_still(struct sheet *sheet, const struct pst_found_still *s)
{
    bool found = s->verdict != PST_STILL_NONE;
    sheet_text(sheet, s->still);
    sheet_text(sheet, pst_still_verdict_name(s->verdict));
    sheet_text(sheet, found ? s->title : "");
    sheet_text(sheet, found ? s->timecode : "");
    put_whole(sheet, found, s->frame);
    put_whole(sheet, found, s->run_first);
    put_whole(sheet, found, s->run_last);
    sheet_text(sheet, !found ? "" : s->settled ? "film" : "reel");
    put_whole(sheet, found && s->shot > 0, s->shot);
    sheet_text(sheet, !found                      ? ""
                      : s->mirrored && s->cropped ? "mirrored, cropped"
                      : s->mirrored               ? "mirrored"
                      : s->cropped                ? "cropped"
                                                  : "");
    put_whole(sheet, s->reel != NULL, s->distance);
    put_whole(sheet, s->next < 128, s->next);
    sheet_number(sheet, s->expected);
    sheet_text(sheet, found ? s->reel : "");
    sheet_number(sheet, found ? s->starts : (double)NAN);
}

static enum pst_status write_as(const struct pst_find *found, enum pst_find_format format, struct text *out,
                                struct pst_error *error)
{
    struct sheet sheet;
    if (format == PST_FIND_HTML)
        return find_page(found->stills, found->count, out, error);
    sheet_begin(&sheet, columns, "still");
    for (size_t i = 0; i < found->count; i++)
        put_still(&sheet, &found->stills[i]);
    sheet_write(&sheet, (enum sheet_format)format, out);
    sheet_release(&sheet);
    return out->failed ? fail_memory(error) : PST_OK;
}

/* A caller's locale must not put commas into our numbers. */
enum pst_status pst_find_write(const struct pst_find *found, enum pst_find_format format, const char *path,
                               struct pst_error *error)
{
    struct text text = {0};
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0)
        return fail_memory(error);
    locale_t before = uselocale(plain);
    enum pst_status status = write_as(found, format, &text, error);
    if (status == PST_OK)
        status = whole_file_put(path, text.data, text.length, error);
    text_release(&text);
    uselocale(before);
    freelocale(plain);
    return status;
}
