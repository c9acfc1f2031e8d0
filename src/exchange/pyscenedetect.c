/* SPDX-License-Identifier: Apache-2.0 */
/* As version 0.7.1 writes it: frames from 1, both inside; times of the end are of the first moment behind. */
#include "exchange/pyscenedetect.h"
#include "base/array.h"
#include "base/error.h"
#include "exchange/csv_rows.h"
#include "exchange/line_text.h"
#include <inttypes.h>
#include <math.h>

static void put_cuts(struct text *out, const struct exchange *x)
{
    char time[CLOCK_TIME_SIZE];
    text_append(out, "Timecode List:");
    for (size_t i = 1; i < x->shot_count; i++)
        text_format(out, ",%s", clock_time(whole_milliseconds(x->shots[i].start), time));
    text_append(out, "\n");
}

static void put_time(struct text *out, int64_t milliseconds)
{
    char time[CLOCK_TIME_SIZE];
    text_format(out, ",%s,%" PRId64 ".%03d", clock_time(milliseconds, time), milliseconds / 1000,
                (int)(milliseconds % 1000));
}

static void put_scene(struct text *out, const struct exchange_shot *shot, size_t number)
{
    int64_t start = whole_milliseconds(shot->start), end = whole_milliseconds(shot->end);
    text_format(out, "%zu,%" PRId64, number, shot->shot.first + 1);
    put_time(out, start);
    text_format(out, ",%" PRId64, shot->shot.last + 1);
    put_time(out, end);
    text_format(out, ",%" PRId64, shot->shot.last - shot->shot.first + 1);
    put_time(out, whole_milliseconds(shot->end - shot->start));
    text_append(out, "\n");
}

enum pst_status pyscenedetect_write(const struct exchange *x, struct text *out, struct pst_error *error)
{
    for (size_t i = 0; i < x->shot_count; i++)
        if (!isfinite(x->shots[i].start) || !isfinite(x->shots[i].end))
            return fail(error, PST_USAGE, "a scene list needs times, and '%s' has none", x->file);
    put_cuts(out, x);
    text_append(out, "Scene Number,Start Frame,Start Timecode,Start Time (seconds),End Frame,End Timecode,"
                     "End Time (seconds),Length (frames),Length (timecode),Length (seconds)\n");
    for (size_t i = 0; i < x->shot_count; i++)
        put_scene(out, &x->shots[i], i + 1);
    return out->failed ? fail_memory(error) : PST_OK;
}

struct columns {
    int start, end;
    size_t count;
};

/* The header is the first row, or the second after the list of cuts. */
static enum pst_status find_columns(struct csv_rows *rows, struct columns *columns)
{
    bool more = true;
    for (int tries = 0; tries < 2; tries++) {
        enum pst_status status = csv_rows_next(rows, &more);
        if (status != PST_OK)
            return status;
        *columns = (struct columns){csv_column(rows, "Start Frame"), csv_column(rows, "End Frame"),
                                    rows->starts.count};
        if (more && columns->start >= 0 && columns->end >= 0)
            return PST_OK;
    }
    return fail(rows->error, PST_INPUT,
                "'%s' is no scene list: it has no columns 'Start Frame' and 'End Frame'", rows->name);
}

static enum pst_status read_scene(struct csv_rows *rows, const struct columns *columns,
                                  struct exchange_reading *reading)
{
    int64_t first, last;
    enum pst_status status = csv_check_width(rows, columns->count);
    if (status == PST_OK)
        status = csv_whole(rows, columns->start, "Start Frame", &first);
    if (status == PST_OK)
        status = csv_whole(rows, columns->end, "End Frame", &last);
    if (status != PST_OK)
        return status;
    if (first < 1)
        return fail(rows->error, PST_INPUT, "'%s', line %d: Start Frame is 0, and frames count from 1",
                    rows->name, rows->row);
    if (last < first)
        return fail(rows->error, PST_INPUT,
                    "'%s', line %d: End Frame %" PRId64 " is before Start Frame %" PRId64, rows->name,
                    rows->row, last, first);
    struct exchange_found_shot shot = {rows->row, first - 1, last};
    return array_push(&reading->shots, shot) ? PST_OK : fail_memory(rows->error);
}

enum pst_status pyscenedetect_read(const char *name, const char *bytes, size_t size,
                                   const struct exchange_clock *clock, struct exchange_reading *reading,
                                   struct pst_error *error)
{
    (void)clock;
    struct csv_rows rows;
    struct columns columns;
    bool more = true;
    enum pst_status status = csv_rows_open(&rows, name, bytes, size, error);
    if (status == PST_OK)
        status = find_columns(&rows, &columns);
    while (status == PST_OK && more) {
        status = csv_rows_next(&rows, &more);
        if (status == PST_OK && more)
            status = read_scene(&rows, &columns, reading);
    }
    if (status == PST_OK && reading->shots.count == 0)
        status = fail(error, PST_INPUT, "'%s' lists no scene", name);
    csv_rows_release(&rows);
    return status;
}
