/* SPDX-License-Identifier: Apache-2.0 */
/* Titles in order of their beginning; the same text of one stream that goes on without a gap is one title.
   They are held until the film is over: files may bring them out of order, and repeat one a frame. */
#include "base/array.h"
#include "base/clock.h"
#include "base/error.h"
#include "meter/meter.h"
#include <stdlib.h>
#include <string.h>

struct kept {
    struct title title; /* its text is ours */
    int64_t from, to;   /* in microseconds: one clock for titles of every stream */
    size_t order;       /* as they came */
};

struct title_state {
    struct kept *items;
    size_t count, capacity;
};

static enum pst_status title_open(struct meter_run *run)
{
    run->state = calloc(1, sizeof(struct title_state));
    return run->state ? PST_OK : fail_memory(run->error);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A copy without blanks at either end; *copy is NULL where nothing is left. False: no memory. */
static bool copy_trimmed(const char *text, char **copy)
{
    *copy = NULL;
    while (is_blank(*text))
        text++;
    size_t length = strlen(text);
    while (length > 0 && is_blank(text[length - 1]))
        length--;
    if (length == 0)
        return true;
    *copy = strndup(text, length);
    return *copy != NULL;
}

static enum pst_status title_title(struct meter_run *run, const struct title *title)
{
    static const struct pst_rational micro = {1, 1000000};
    struct title_state *s = run->state;
    struct kept kept = {.title = *title, .order = s->count};
    char *text;
    if (!copy_trimmed(title->text, &text))
        return fail_memory(run->error);
    if (!text)
        return PST_OK;
    if (kept.title.last_pts < kept.title.first_pts)
        kept.title.last_pts = kept.title.first_pts;
    kept.title.text = text;
    kept.from = clock_rescale(kept.title.first_pts, title->time_base, micro);
    kept.to = clock_rescale(kept.title.last_pts, title->time_base, micro);
    if (!array_push(s, kept)) {
        free(text);
        return fail_memory(run->error);
    }
    return PST_OK;
}

static int by_stream_text_time(const void *left, const void *right)
{
    const struct kept *a = left, *b = right;
    if (a->title.stream != b->title.stream)
        return a->title.stream < b->title.stream ? -1 : 1;
    int text = strcmp(a->title.text, b->title.text);
    if (text != 0)
        return text;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static int by_time(const void *left, const void *right)
{
    const struct kept *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (a->title.stream != b->title.stream)
        return a->title.stream < b->title.stream ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static bool goes_on(const struct kept *a, const struct kept *b)
{
    return a->title.stream == b->title.stream && strcmp(a->title.text, b->title.text) == 0 &&
           b->from <= a->to;
}

static void merge_repeats(struct title_state *s)
{
    size_t kept = 0;
    qsort(s->items, s->count, sizeof *s->items, by_stream_text_time);
    for (size_t i = 0; i < s->count; i++) {
        struct kept *last = kept ? &s->items[kept - 1] : NULL, *next = &s->items[i];
        if (!last || !goes_on(last, next)) {
            s->items[kept++] = *next;
            continue;
        }
        if (next->to > last->to) {
            last->to = next->to;
            last->title.last_pts =
                clock_rescale(next->title.last_pts, next->title.time_base, last->title.time_base);
        }
        free((char *)next->title.text);
    }
    s->count = kept;
}

static enum pst_status title_finish(struct meter_run *run)
{
    struct title_state *s = run->state;
    enum pst_status status = PST_OK;
    if (s->count == 0)
        return status;
    merge_repeats(s);
    qsort(s->items, s->count, sizeof *s->items, by_time);
    for (size_t i = 0; i < s->count && status == PST_OK; i++)
        status = run->sink->title(run, &s->items[i].title);
    return status;
}

static void title_close(struct meter_run *run)
{
    struct title_state *s = run->state;
    if (!s)
        return;
    for (size_t i = 0; i < s->count; i++)
        free((char *)s->items[i].title.text);
    free(s->items);
    free(s);
    run->state = NULL;
}

const struct meter title_meter = {
    .name = "title",
    .version = 1,
    .wants = METER_TITLES,
    .open = title_open,
    .title = title_title,
    .finish = title_finish,
    .close = title_close,
};
